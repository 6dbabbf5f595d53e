"""Sums of priced rows: each worked example, and what holds for any rows."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from studio.domain.money import Money
from studio.domain.pricing import (
    EXEMPT,
    INCLUSIVE,
    LINE,
    REVERSE_CHARGE,
    Line,
    Tax,
    credit,
    instalments,
    less,
    margin,
    net_of,
    sums,
)
from studio.errors import Invalid


def eur(text):
    return Money(int(Decimal(text) * 100), "EUR")


def lines(*prices, rate="0.2", **more):
    return [Line(eur(price), rate=Decimal(rate), **more) for price in prices]


FOUR = ("68.33", "68.33", "57.50", "85.00")


@pytest.mark.parametrize(("line", "amount"), [
    (Line(eur("8000"), Decimal(3), Decimal("0.1")), "21600.00"),
    (Line(eur("5.00"), Decimal(1500)), "7500.00"),
    (Line(eur("1357800"), Decimal("0.2")), "271560.00"),
    (Line(eur("8000"), Decimal(12)), "96000.00"),
    (Line(eur("20000"), Decimal("0.3") * 3), "18000.00"),
    (Line(eur("24000"), Decimal("0.25")), "6000.00"),
    (Line(eur("0.05"), Decimal("0.5")), "0.03"),
    (Line(eur("-27156")), "-27156.00"),
])  # fmt: skip
def test_prices_of_the_usual_models(line, amount):
    assert line.amount() == eur(amount)


def test_a_month_of_a_retainer_with_tax():
    assert sums(lines("80000", rate="0.06"), "EUR").gross == eur("84800")


def test_tax_rounded_once_for_the_document():
    found = sums(lines(*FOUR), "EUR")
    assert (found.net, found.tax, found.gross) == (eur("279.16"), eur("55.83"), eur("334.99"))


def test_tax_rounded_on_each_line():
    found = sums(lines(*FOUR), "EUR", rounding=LINE)
    assert found.gross == eur("335.00")
    each = [sums(lines(price), "EUR", rounding=LINE).gross for price in FOUR]
    assert each == [eur("82.00"), eur("82.00"), eur("69.00"), eur("102.00")]


def test_credit_notes_sum_to_the_invoice_and_the_last_takes_the_cent():
    invoice, credited = sums(lines(*FOUR), "EUR"), []
    for price in ("68.33", "57.50", "85.00", "68.33"):
        credited.append(credit(invoice, sums(lines(price), "EUR"), credited))
    assert [note.gross for note in credited] == [
        eur("82.00"),
        eur("69.00"),
        eur("102.00"),
        eur("81.99"),
    ]
    assert sum(note.gross.minor for note in credited) == invoice.gross.minor
    with pytest.raises(Invalid, match=r"Only 0\.00 EUR is left"):
        credit(invoice, sums(lines("1"), "EUR"), credited)


def test_a_rate_the_invoice_does_not_have_cannot_be_taken_back():
    with pytest.raises(Invalid):
        credit(sums(lines("10"), "EUR"), sums(lines("1", rate="0.05"), "EUR"), [])


def test_a_credit_note_never_takes_more_tax_than_is_left():
    invoice = sums(lines("0.02", "0.02", "0.02"), "EUR")
    assert invoice.tax == eur("0.01")
    first = credit(invoice, sums(lines("0.03"), "EUR"), [])
    second = credit(invoice, sums(lines("0.03"), "EUR"), [first])
    assert (first.tax, second.tax) == (eur("0.01"), eur("0.00"))


def test_tax_within_the_price_is_worked_out_of_the_total():
    found = sums([Line(eur("379"), Decimal(2), rate=Decimal("0.21"))], "EUR", mode=INCLUSIVE)
    assert (found.net, found.tax, found.gross) == (eur("626.45"), eur("131.55"), eur("758.00"))
    two = sums([Line(eur("379"), rate=Decimal("0.21"))] * 2, "EUR", mode=INCLUSIVE)
    assert two.net == eur("626.45")


@pytest.mark.parametrize(("gross", "rate", "net"), [
    ("1048446", "0.06", "989100"), ("101000", "0.01", "100000"), ("244404", "0.06", "230569.81"),
])  # fmt: skip
def test_chinese_prices_carry_their_tax(gross, rate, net):
    assert net_of(eur(gross), Decimal(rate)) == eur(net)
    found = sums([Line(eur(gross), rate=Decimal(rate))], "EUR", mode=INCLUSIVE)
    assert (found.net, found.gross) == (eur(net), eur(gross))


def test_a_commission_less_the_platform_fee():
    rows = [
        Line(eur("1357800"), Decimal("0.2"), rate=Decimal("0.06")),
        Line(eur("-271560"), Decimal("0.1"), rate=Decimal("0.06")),
    ]
    found = sums(rows, "EUR", mode=INCLUSIVE)
    assert (found.net, found.tax, found.gross) == (
        eur("230569.81"),
        eur("13834.19"),
        eur("244404.00"),
    )


def test_a_discount_to_a_round_number():
    found = sums(lines("8500", rate="0.19"), "EUR", discount_amount=eur("7500"))
    assert (found.net, found.gross, found.discount) == (eur("1000"), eur("1190"), eur("7500"))


def test_line_discount_comes_before_document_discount_before_tax():
    rows = [
        Line(eur("100"), discount=Decimal("0.1"), rate=Decimal("0.2")),
        Line(eur("10"), rate=Decimal("0.05")),
    ]
    found = sums(rows, "EUR", discount=Decimal("0.1"))
    assert (found.subtotal, found.discount, found.net) == (eur("100"), eur("10"), eur("90"))
    assert found.taxes == (
        Tax(Decimal("0.2"), "standard", eur("81"), eur("16.20")),
        Tax(Decimal("0.05"), "standard", eur("9"), eur("0.45")),
    )


def test_a_document_discount_goes_to_the_rates_by_largest_remainder():
    rows = [Line(eur("10"), rate=Decimal(rate)) for rate in ("0.2", "0.1", "0.05")]
    found = sums(rows, "EUR", discount_amount=eur("0.10"))
    assert [tax.base for tax in found.taxes] == [eur("9.96"), eur("9.97"), eur("9.97")]


def test_what_is_taken_off_bears_no_part_of_the_discount():
    rows = [Line(eur("100"), rate=Decimal("0.2")), Line(eur("-10"), rate=Decimal("0.1"))]
    found = sums(rows, "EUR", discount_amount=eur("9"))
    assert [tax.base for tax in found.taxes] == [eur("91"), eur("-10")]


def test_a_discount_on_nothing_takes_nothing_off_the_lines():
    assert sums([Line(eur("0"))], "EUR", discount=Decimal("0.5")).net == eur("0")


def test_two_treatments_at_one_rate_stay_apart():
    rows = [Line(eur("10"), treatment=REVERSE_CHARGE), Line(eur("5"), treatment=EXEMPT)]
    assert [(tax.treatment, tax.base) for tax in sums(rows, "EUR").taxes] == [
        (EXEMPT, eur("5")),
        (REVERSE_CHARGE, eur("10")),
    ]


def test_no_lines_make_nothing():
    assert sums([], "EUR").gross == eur("0")


def test_instalments_bear_their_own_tax_and_the_final_invoice_takes_deposits_off():
    rate = Decimal("0.06")
    whole = sums([Line(eur("180000"), rate=rate)], "EUR")
    nets = instalments(whole.net, [Decimal("0.4"), Decimal("0.4"), Decimal("0.2")])
    assert nets == [eur("72000"), eur("72000"), eur("36000")]
    deposits = [sums([Line(net, rate=rate)], "EUR") for net in nets[:2]]
    assert [(one.tax, one.gross) for one in deposits] == [(eur("4320"), eur("76320"))] * 2
    final = less(whole, deposits)
    assert (final.net, final.tax, final.gross) == (eur("36000"), eur("2160"), eur("38160"))
    assert final.taxes == (Tax(rate, "standard", eur("36000"), eur("2160")),)
    assert sum(one.gross.minor for one in (*deposits, final)) == eur("190800").minor


def test_shares_that_make_no_whole_are_taken_one_by_one():
    assert instalments(eur("100"), [Decimal("0.3")]) == [eur("30")]
    assert instalments(eur("100"), []) == []


def test_margin_is_what_is_left_of_the_price():
    assert margin(eur("1200"), eur("900")) == Decimal("0.25")
    assert margin(eur("0"), eur("900")) is None


RATES = some.sampled_from([Decimal(rate) for rate in ("0", "0.01", "0.05", "0.06", "0.2", "0.255")])
ROWS = some.lists(
    some.builds(
        Line,
        some.builds(Money, some.integers(0, 10**9), some.just("EUR")),
        some.decimals(0, 1000, places=3),
        some.decimals(0, 1, places=6),
        RATES,
    ),
    min_size=1,
    max_size=12,
)


@given(
    rows=ROWS,
    mode=some.sampled_from(["excl", "incl"]),
    rounding=some.sampled_from(["document", "line"]),
    discount=some.decimals(0, 1, places=6),
)
def test_net_and_taxes_are_the_gross(rows, mode, rounding, discount):
    found = sums(rows, "EUR", mode=mode, rounding=rounding, discount=discount)
    assert found.net.minor + sum(tax.amount.minor for tax in found.taxes) == found.gross.minor
    assert sum(tax.base.minor for tax in found.taxes) == found.net.minor
    assert found.subtotal.minor == sum(row.amount().minor for row in rows)
    after = found.subtotal - found.discount
    assert after == (found.gross if mode == "incl" else found.net)


@given(rows=ROWS, mode=some.sampled_from(["excl", "incl"]))
def test_credit_notes_row_by_row_always_sum_to_the_invoice(rows, mode):
    invoice, credited = sums(rows, "EUR", mode=mode), []
    for row in rows:
        credited.append(credit(invoice, sums([row], "EUR", mode=mode), credited))
    left = less(invoice, credited)
    assert left.gross.minor == left.net.minor == 0
    assert all(tax.base.minor == tax.amount.minor == 0 for tax in left.taxes)
    assert all(tax.amount.minor >= 0 for note in credited for tax in note.taxes)


@given(gross=some.integers(0, 10**12), rate=RATES)
def test_a_price_with_its_tax_is_that_net_and_its_tax_again(gross, rate):
    found = sums([Line(Money(gross, "EUR"), rate=rate)], "EUR", mode=INCLUSIVE)
    back = sums([Line(found.net, rate=rate)], "EUR")
    assert abs(back.gross.minor - gross) <= 1


@given(net=some.integers(0, 10**12), cuts=some.lists(some.integers(1, 9999), max_size=5))
def test_parts_of_a_whole_sum_to_it(net, cuts):
    edges = sorted({0, 10_000, *cuts})
    shares = [Decimal(b - a) / 10_000 for a, b in pairwise(edges)]
    assert sum(part.minor for part in instalments(Money(net, "EUR"), shares)) == net
