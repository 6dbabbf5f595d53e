"""The studio's own rules."""

from decimal import Decimal

import pytest

from studio.domain import studio, talent
from studio.errors import Invalid


def refuses(gate, *values):
    for value in values:
        with pytest.raises(Invalid):
            gate(value)


def test_a_fiscal_pattern_names_the_year():
    assert studio.fiscal_pattern("PLUK-{YYYY}-{SEQ:4}") == "PLUK-{YYYY}-{SEQ:4}"
    assert studio.pattern("B-{SEQ:3}") == "B-{SEQ:3}"
    refuses(studio.fiscal_pattern, "INV-{SEQ:4}", "INV", "{YY}{NO}", 5)


def test_colours():
    assert studio.colour("b83a22") == "#B83A22"
    refuses(studio.colour, "red", "#12", None)


def test_contrast_follows_the_formula():
    assert studio.contrast_on_white("#000000") == pytest.approx(21)
    assert studio.contrast_on_white("#FFFFFF") == pytest.approx(1)
    assert studio.contrast_on_white("#B83A22") > studio.LOWEST_CONTRAST


def test_working_days_are_put_in_order():
    assert studio.working_days("54321") == "12345"
    refuses(studio.working_days, "", "8", None)


def test_company_codes():
    assert studio.entity_code("pluk") == "PLUK"
    refuses(studio.entity_code, "", "PL-UK", "123456789")


def test_only_taxed_lines_carry_a_rate():
    studio.check_rate(Decimal("0.2"), "standard")
    studio.check_rate(Decimal(0), "reverse_charge")
    with pytest.raises(Invalid):
        studio.check_rate(Decimal("0.2"), "reverse_charge")


def test_a_bank_account_has_a_number():
    studio.check_account("", "", "alipay")
    studio.check_account("GB19DEMO00000000000001", "", "bank")
    with pytest.raises(Invalid) as refused:
        studio.check_account("", "", "bank")
    assert set(refused.value.fields) == {"iban", "account_no"}


@pytest.mark.parametrize(
    ("country", "registered", "status"),
    [
        ("CN", True, "cn_general"),
        ("CN", False, "cn_small"),
        ("GB", True, "uk_reg"),
        ("FR", True, "eu_reg"),
        ("US", True, "not_registered"),
        ("GB", False, "not_registered"),
    ],
)
def test_vat_status_is_proposed(country, registered, status):
    assert studio.vat_status_of(country, registered) == status


def test_crew_is_behind_the_camera():
    assert "crew" not in talent.ON_CAMERA
    assert set(talent.ON_CAMERA) | {"crew"} == set(talent.KINDS)
