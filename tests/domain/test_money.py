"""Money: whole minor units of one currency, shared out to the last one, shown as people read it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from studio.domain import typed
from studio.domain.currencies import CURRENCIES
from studio.domain.money import (
    LIMIT,
    Money,
    currency_sign,
    exponent,
    format_amount,
    format_money,
    from_decimal,
    half_up,
    plain,
    share_out,
    sums,
    total,
    zero,
)
from studio.errors import Invalid

CODES = some.sampled_from(sorted(CURRENCIES))
AMOUNTS = some.builds(Money, some.integers(-LIMIT, LIMIT), CODES)


def gbp(text):
    return from_decimal(text, "GBP")


def test_amounts_of_one_currency_add_up_and_compare():
    assert gbp("1.50") + gbp("2") - gbp("0.25") == gbp("3.25")
    assert -gbp("1") < zero("GBP") <= gbp("0") < abs(gbp("-1")) == gbp("1")
    assert gbp("2") > gbp("1") >= gbp("1")
    assert gbp("0.01")
    assert not zero("GBP")
    assert total([gbp("1"), gbp("2")], "GBP") == gbp("3")
    assert total([], "GBP") == zero("GBP")


@pytest.mark.parametrize("mix", [
    lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a < b, lambda a, b: a >= b,
    lambda a, b: total([a, b], "GBP"),
])  # fmt: skip
def test_two_currencies_never_mix(mix):
    with pytest.raises(TypeError, match="do not add up"):
        mix(gbp("1"), Money(100, "EUR"))


@pytest.mark.parametrize("minor", [1.5, Decimal(1), "1", True])
def test_money_is_counted_in_whole_units(minor):
    with pytest.raises(TypeError, match="whole minor units"):
        Money(minor, "GBP")


@pytest.mark.parametrize("minor", [LIMIT + 1, -LIMIT - 1, 10**30])
def test_absurd_amounts_are_refused(minor):
    with pytest.raises(Invalid, match="too large"):
        Money(minor, "GBP")


@pytest.mark.parametrize(("value", "rounded"), [
    ("2.675", 268), ("2.665", 267), ("0.5", 1), ("-0.5", -1), ("0.4999", 0), ("1e15", 10**15),
])  # fmt: skip
def test_halves_go_away_from_zero(value, rounded):
    scale = 1 if value in ("0.5", "-0.5", "0.4999", "1e15") else 100
    assert half_up(Decimal(value) * scale) == rounded


def test_times_a_quantity_is_rounded_once():
    assert gbp("68.33").times(Decimal("0.2")) == gbp("13.67")
    assert gbp("-68.33").times(Decimal("0.2")) == gbp("-13.67")
    assert Money(LIMIT, "GBP").times(Decimal("0.999999")) == Money(899_999_100_000_000, "GBP")
    # More digits than a decimal usually keeps: cut first, this would round up.
    assert Money(333_333_333_333_333, "GBP").times(Decimal("1.500000000000001499")) == Money(
        500_000_000_000_000, "GBP"
    )


@pytest.mark.parametrize(("currency", "places"), [
    ("GBP", 2), ("JPY", 0), ("KRW", 0), ("KWD", 3), ("TND", 3), ("HUF", 2), ("XXX", 2),
])  # fmt: skip
def test_currencies_have_their_own_decimal_places(currency, places):
    assert exponent(currency) == places
    assert from_decimal("12.3456", currency).decimal() == round(Decimal("12.3456"), places)


@pytest.mark.parametrize(("amount", "text"), [
    (Money(1_440_000, "GBP"), "14400.00"), (Money(-5, "GBP"), "-0.05"), (Money(5, "JPY"), "5"),
    (Money(1234, "KWD"), "1.234"),
])  # fmt: skip
def test_other_programs_get_plain_digits(amount, text):
    assert plain(amount) == text
    assert str(amount) == f"{text} {amount.currency}"


@pytest.mark.parametrize(("minor", "currency", "screen", "document"), [
    (1_440_000, "GBP", "£14,400.00", "£14,400.00"),
    (24_440_400, "CNY", "¥244,404.00", "CNY\u00a0244,404.00"),
    (12_000, "JPY", "JP¥12,000", "JPY\u00a012,000"),
    (-1_820_018, "EUR", "\u2212€18,200.18", "\u2212€18,200.18"),
    (1_980_000, "USD", "$19,800.00", "$19,800.00"),
    (100, "HKD", "HK$1.00", "HK$1.00"),
    (123_456, "SEK", "SEK\u00a01,234.56", "SEK\u00a01,234.56"),
    (5, "XXX", "XXX\u00a00.05", "XXX\u00a00.05"),
])  # fmt: skip
def test_amounts_as_people_read_them(minor, currency, screen, document):
    for language in ("en", "zh", "zh+en"):
        assert format_money(Money(minor, currency), language) == screen
        assert format_money(Money(minor, currency), language, "document") == document


def test_other_languages_follow_their_own_marks():
    assert format_money(Money(-1_440_050, "EUR"), "de") == "\u221214.400,50\u00a0€"
    assert format_amount(Money(1_440_050, "EUR"), "de") == "14.400,50"
    assert format_amount(Money(-1_440_050, "EUR")) == "\u221214,400.50"


def test_signs_are_clear_or_the_code():
    assert [currency_sign(code) for code in ("CNY", "JPY", "SEK", "XXX")] == [
        "¥",
        "JP¥",
        "SEK",
        "XXX",
    ]
    signs = [currency_sign(code) for code in CURRENCIES]
    assert len(set(signs)) == len(signs)


@pytest.mark.parametrize(("amount", "weights", "parts"), [
    ("100", [1, 1, 1], ["33.34", "33.33", "33.33"]),
    ("-100", [1, 1, 1], ["-33.34", "-33.33", "-33.33"]),
    ("0.05", [1, 2, 3], ["0.01", "0.02", "0.02"]),
    ("180000", ["0.4", "0.4", "0.2"], ["72000", "72000", "36000"]),
    ("10", [0, 1], ["0", "10"]),
    ("0", [3, 1], ["0", "0"]),
])  # fmt: skip
def test_shares_by_largest_remainder(amount, weights, parts):
    weights = [Decimal(weight) for weight in weights]
    assert share_out(gbp(amount), weights) == [gbp(part) for part in parts]


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [2, -1], [Decimal("NaN")]])
def test_shares_need_weights(weights):
    with pytest.raises(ValueError, match=r"weights|NaN"):
        share_out(gbp("1"), weights)


@given(
    amount=AMOUNTS,
    weights=some.lists(some.decimals(0, 10**9, places=6), min_size=1, max_size=30),
)
def test_shares_always_sum_and_stay_within_one_unit(amount, weights):
    whole = sum(weights)
    if not whole:
        return
    parts = share_out(amount, weights)
    assert sum(part.minor for part in parts) == amount.minor
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part.minor * whole - amount.minor * weight) < whole


@given(AMOUNTS, some.sampled_from(["en", "zh", "zh+en"]), some.sampled_from(["screen", "document"]))
def test_what_is_shown_can_be_typed_again(amount, language, style):
    shown = format_money(amount, language, style)
    assert typed.parse_money(shown, amount.currency, negative=True) == amount
    assert typed.parse_money(typed.money_out(amount), amount.currency, negative=True) == amount


@given(AMOUNTS)
def test_decimals_go_there_and_back(amount):
    assert from_decimal(amount.decimal(), amount.currency) == amount
    assert from_decimal(plain(amount), amount.currency) == amount


def test_sums_are_one_a_currency_and_never_one_of_several():
    amounts = [Money(100, "EUR"), Money(5, "CNY"), Money(250, "EUR")]
    assert sums(amounts) == (Money(350, "EUR"), Money(5, "CNY"))
    assert sums([]) == ()
