"""Countries, currencies, addresses on the net, tax numbers and accounts."""

import pytest

from studio.domain import identifiers
from studio.errors import Invalid


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("91330106MA000P1L0K", "CN"),
        ("GB 999 9999 73", "GB"),
        ("FR 11 999999998", "FR"),
        ("DE 999999995", "DE"),
        ("98-0000001", "US"),
        ("143/123/45678", "DE"),
        ("", "CN"),
        ("anything 1", "BR"),
    ],
)
def test_tax_numbers_that_may_be_kept(number, country):
    assert identifiers.tax_no(number, country) == number


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("91330106MA000P1L0X", "CN"),
        ("9133", "CN"),
        ("GB 999 9999 74", "GB"),
        ("DE 999999994", "DE"),
        ("12", "US"),
    ],
)
def test_tax_numbers_with_wrong_digits(number, country):
    with pytest.raises(Invalid):
        identifiers.tax_no(number, country)


def test_an_iban_is_kept_compact_and_shown_in_fours():
    assert identifiers.iban("gb19 demo 0000 0000 0000 01") == "GB19DEMO00000000000001"
    assert identifiers.grouped("GB19DEMO00000000000001") == "GB19 DEMO 0000 0000 0000 01"
    assert identifiers.iban("") == ""


@pytest.mark.parametrize("value", ["GB18DEMO00000000000001", "GB19", "hello", "\x00", 7])
def test_wrong_ibans(value):
    with pytest.raises(Invalid):
        identifiers.iban(value)


@pytest.mark.parametrize(
    ("gate", "good", "bad"),
    [
        (identifiers.email, "ada@northwick.example", ["ada", "a b@c.d", "a@b", "a@b.c,d@e.f"]),
        (identifiers.phone, "+44 (0)20 7946 0000", ["call me", "12\x00"]),
        (identifiers.bic, "DEMOGB00XXX", ["DEMO", "DEMOGB00XX"]),
        (identifiers.account_no, "0000 0000-1", ["; drop", "£"]),
        (identifiers.country, "GB", ["ZZ", "United Kingdom", None]),
        (identifiers.currency, "CNY", ["RMB", "", None]),
        (identifiers.language, "zh+en", ["fr", "", None]),
    ],
)
def test_shapes(gate, good, bad):
    assert gate(good) == good
    for value in bad:
        with pytest.raises(Invalid):
            gate(value)


def test_a_website_loses_its_scheme():
    assert identifiers.website("https://northwick.example/") == "northwick.example"
    with pytest.raises(Invalid):
        identifiers.website("not a site")


def test_a_country_can_be_needed():
    assert identifiers.needed_country("fr") == "FR"
    with pytest.raises(Invalid):
        identifiers.needed_country("")
