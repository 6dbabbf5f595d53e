"""The rules in force: taxes by country and status, schedules by size, and what has grown stale."""

from datetime import date
from decimal import Decimal

import pytest

from studio.domain.money import Money
from studio.rules import Rules

TODAY = date(2026, 11, 16)


@pytest.fixture(scope="module")
def rules():
    return Rules.load()


@pytest.mark.parametrize(("country", "status", "rates"), [
    ("CN", "cn_general", [("standard", "0.06"), ("zero", "0")]),
    ("CN", "cn_small", [("standard", "0.01"), ("exempt", "0"), ("zero", "0")]),
    ("CN", "not_registered", [("exempt", "0")]),
    ("GB", "uk_reg", [("standard", "0.20"), ("reverse_charge", "0"), ("outside_scope", "0")]),
    ("GB", "not_registered", [("none", "0")]),
    ("DE", "eu_reg", [("standard", "0.19"), ("reverse_charge", "0"), ("outside_scope", "0")]),
    ("FI", "eu_reg", [("standard", "0.255"), ("reverse_charge", "0"), ("outside_scope", "0")]),
    ("US", "not_registered", [("none", "0")]),
    ("HK", "not_registered", [("none", "0")]),
    ("SG", "not_registered", [("none", "0"), ("standard", "0.09"), ("zero", "0")]),
    ("ZW", "not_registered", [("none", "0")]),
    ("ZW", "eu_reg", [("none", "0")]),
    ("SG", "registered", [("standard", "0.09"), ("zero", "0")]),
])  # fmt: skip
def test_rates_a_company_may_need_the_usual_one_first(rules, country, status, rates):
    found = rules.tax_rates(country, TODAY, status)
    assert [(one.treatment, one.rate) for one in found] == [(t, Decimal(r)) for t, r in rates]
    assert [one.standard for one in found] == [True] + [False] * (len(rates) - 1)


def test_a_rate_ends_on_its_day(rules):
    assert rules.tax_rates("CN", date(2027, 12, 31), "cn_small")[0].rate == Decimal("0.01")
    assert rules.tax_rates("CN", date(2028, 1, 1), "cn_small")[0].rate == Decimal("0.03")


def test_what_is_not_taxed_says_why_in_both_languages(rules):
    charge = rules.tax_rates("GB", TODAY, "uk_reg")[1]
    assert "VAT is accounted for by the recipient" in charge.note
    assert "反向征收" in charge.note_zh
    assert charge.rule_id == "tax.GB.registered.2011"


@pytest.mark.parametrize(("net", "currency", "shares"), [
    (4_999_900, "CNY", ["0.5", "0.5"]), (5_000_000, "CNY", ["0.4", "0.4", "0.2"]),
    (799_900, "USD", ["0.5", "0.5"]), (800_000, "USD", ["0.4", "0.4", "0.2"]),
    (100, "ZMW", ["0.4", "0.4", "0.2"]),
])  # fmt: skip
def test_payment_schedules_by_size(rules, net, currency, shares):
    parts = rules.payment_parts(Money(net, currency))
    assert [part.share for part in parts] == [Decimal(share) for share in shares]
    assert parts[0].trigger == "acceptance"
    assert parts[0].terms_days == 7


def test_live_slots_are_paid_before_and_held_shorter(rules):
    (whole,) = rules.payment_parts(Money(9_600_000, "CNY"), live=True)
    assert (whole.share, whole.terms_kind) == (Decimal(1), "on_receipt")
    assert (rules.validity_days(), rules.validity_days(live=True)) == (30, 14)


@pytest.mark.parametrize(("country", "paper", "language"), [
    ("US", "Letter", "en"), ("CA", "Letter", "en"), ("GB", "A4", "en"), ("CN", "A4", "zh"),
    ("HK", "A4", "zh+en"), ("", "A4", "en"),
])  # fmt: skip
def test_paper_and_language_by_country(rules, country, paper, language):
    assert rules.page_size(country) == paper
    assert rules.document_language(country) == language


@pytest.mark.parametrize(("followers", "tier"), [
    (0, "emerging"), (9_999, "emerging"), (10_000, "nano"), (49_999, "nano"), (50_000, "micro"),
    (499_999, "micro"), (500_000, "mid"), (999_999, "mid"), (1_000_000, "macro"),
    (5_000_000, "macro"), (5_000_001, "mega"),
])  # fmt: skip
def test_tiers(rules, followers, tier):
    assert rules.tier(followers) == tier


def test_sets_grow_stale_after_180_days(rules):
    assert rules.stale(date(2027, 5, 14)) == ()
    assert len(rules.stale(date(2027, 5, 15))) == len(rules.sets)


def test_sets_are_listed_once_with_their_weakest_confidence(rules):
    by_id = {one.id: one for one in rules.sets}
    assert len(by_id) == len(rules.sets)
    platforms = by_id["platform.2026"]
    assert (platforms.name, platforms.name_zh) == ("Platforms and formats", "平台与形式")
    assert platforms.confidence == "L"
    assert by_id["tax.GB.registered.2011"].jurisdiction == "GB"


def test_a_rule_by_kind_and_key(rules):
    assert rules.rule("tax", "CN.small", TODAY).value["rates"][0]["rate"] == "0.01"
    assert rules.rule("tax", "CN.small", date(1999, 1, 1)) is None
    assert rules.rule("proposal", "rounds", TODAY).value["included"] == 2
