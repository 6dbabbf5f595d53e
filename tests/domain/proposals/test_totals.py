"""Prices of options, add-ons, margins and subtotals, on the demo studio's holiday science box."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from studio.domain import proposals
from studio.domain.money import Money
from studio.domain.proposals import Line, Option, Version
from tests.domain.proposals.box import LINES, OPTIONS, line, science_box, usd


def test_each_option_has_its_own_price_cost_and_margin():
    found = proposals.by_letter(science_box())
    assert {letter: one.totals.gross for letter, one in found.items()} == {
        "A": usd(14_500),
        "B": usd(19_800),
        "C": usd(24_600),
    }
    assert [one.cost for one in found.values()] == [usd(8_300), usd(10_900), usd(13_300)]
    assert [round(one.margin * 100) for one in found.values()] == [43, 45, 46]


def test_a_percent_add_on_is_a_share_of_the_chosen_option():
    version = science_box()
    rush = version.addons[0]
    assert proposals.addon_price(version, rush, "B") == usd(4_950)
    assert proposals.addon_price(version, rush, "BR") == usd(4_950)
    assert proposals.sums(version, "BR").totals.gross == usd(24_750)


def test_an_add_on_can_have_lines_a_fixed_price_and_a_share_at_once():
    addon = Option(letter="X", addon=True, percent=Decimal("0.1"), price=usd(50), title="More")
    version = science_box(
        options=(*OPTIONS[:3], addon),
        lines=(*LINES, line("Extra cut", "X", 2, 100, 80)),
    )
    assert proposals.addon_price(version, addon, "A") == usd(1_450 + 50 + 200)
    assert proposals.sums(version, "AX").cost == usd(8_300 + 80)


def test_an_add_on_shares_a_line_with_an_option_only_once():
    version = science_box(lines=(line("Film", "AX", 1, 100, 0),), options=(
        Option(letter="A"), Option(letter="X", addon=True)))  # fmt: skip
    assert proposals.addon_price(version, version.addons[0], "A") == usd(0)
    assert proposals.sums(version, "AX").totals.net == usd(100)


@pytest.mark.parametrize(("at", "letter", "sum_"), [
    (0, "A", 14_500), (5, "A", 14_500), (6, "A", 0), (6, "B", 5_300), (10, "C", 4_800),
    (10, "B", 0),
])  # fmt: skip
def test_a_section_has_one_subtotal_per_option(at, letter, sum_):
    assert proposals.subtotal(LINES, at, letter, "USD") == usd(sum_)


def test_a_subtotal_without_a_heading_sums_from_the_top():
    lines = (line("Film", "A", 1, 100, 0), Line(row="subtotal"), line("Cut", "A", 1, 50, 0))
    assert proposals.subtotal(lines, 1, "A", "USD") == usd(100)


def test_line_margins_need_a_cost():
    by_title = {one.title: one for one in LINES}
    assert proposals.line_margin(by_title["Motion graphics"], "USD") == Decimal("0.25")
    assert proposals.line_margin(replace(by_title["Shorts"], cost=None), "USD") is None
    assert proposals.line_margin(replace(by_title["Shorts"], cost=usd(0)), "USD") is None


def test_free_lines_and_notes_cost_nothing():
    assert proposals.amount(replace(LINES[1], free=True), "USD") == usd(0)
    assert proposals.amount(LINES[9], "USD") == usd(0)


@pytest.mark.parametrize(("mode", "rate", "net", "tax", "treatment"), [
    ("excl", "0.2", 14_500, 2_900, "standard"),
    ("excl", "0", 14_500, 0, "zero"),
    ("none", "0.2", 14_500, 0, "none"),
    ("reverse_charge", "0.2", 14_500, 0, "reverse_charge"),
    ("outside_scope", "0.2", 14_500, 0, "outside_scope"),
])  # fmt: skip
def test_the_tax_mode_says_what_each_line_bears(mode, rate, net, tax, treatment):
    totals = proposals.sums(science_box(tax_mode=mode, tax_rate=Decimal(rate)), "A").totals
    assert (totals.net, totals.tax) == (usd(net), usd(tax))
    assert [one.treatment for one in totals.taxes] == [treatment]


def test_tax_included_is_worked_out_of_the_price():
    totals = proposals.sums(science_box(tax_mode="incl", tax_rate=Decimal("0.06")), "A").totals
    assert totals.gross == usd(14_500)
    assert totals.net == Money(1_367_925, "USD")


def test_the_document_discount_also_takes_off_add_ons():
    totals = proposals.sums(science_box(discount=Decimal("0.1")), "BR").totals
    assert (totals.subtotal, totals.discount) == (usd(24_750), usd(2_475))


def test_the_advised_option_is_the_marked_one_else_the_first():
    assert proposals.advised(science_box()) == "B"
    assert proposals.advised(science_box(options=OPTIONS[:1])) == "A"
    assert proposals.advised(science_box(options=())) == ""


@given(
    prices=some.lists(some.integers(0, 10_000_00), min_size=1, max_size=8),
    percent=some.decimals(0, 1, places=4),
    discount=some.decimals(0, 1, places=4),
)
def test_net_and_tax_make_the_gross_whatever_the_add_on(prices, percent, discount):
    version = Version(
        currency="EUR",
        tax_mode="excl",
        tax_rate=Decimal("0.19"),
        discount=discount,
        options=(Option(letter="A"), Option(letter="R", addon=True, percent=percent)),
        lines=tuple(Line(options="A", price=Money(price, "EUR")) for price in prices),
    )
    totals = proposals.sums(version, "AR").totals
    assert totals.net + totals.tax == totals.gross
    assert totals.subtotal - totals.discount == totals.net
    bare = proposals.sums(version, "A").totals.subtotal
    assert totals.subtotal == bare + proposals.addon_price(version, version.addons[0], "A")
