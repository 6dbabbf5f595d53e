"""Numbers, amounts and percentages as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from studio.domain.money import Money
from studio.domain.typed import (
    number_out,
    parse_money,
    parse_number,
    parse_percent,
    percent_out,
)
from studio.errors import Invalid


def refusal(parse, *typed, **options):
    with pytest.raises(Invalid) as caught:
        parse(*typed, **options)
    return str(caught.value.fields["value"])


@pytest.mark.parametrize(("typed", "amount"), [
    ("1.2k", "1200"), ("12k", "12000"), ("12K", "12000"), ("1,200", "1200"), ("1,2k", "1200"),
    ("1.200,50", "1200.50"), ("1,200.50", "1200.50"), ("￥1200", "1200"), ("¥ 1 200", "1200"),
    ("1.2万", "12000"), ("1.2w", "12000"), ("1.2万元", "12000"), ("3百万", "3000000"),
    ("2千万", "20000000"), ("1亿", "100000000"), ("3千", "3000"), ("2m", "2000000"),
    ("3*900", "2700"), ("3×900", "2700"), ("3x900", "2700"), ("3 * ￥900", "2700"),
    ("12.5*3", "37.5"), ("3*0.335", "1.01"), ("１２００", "1200"), ("１，２００．５", "1200.5"),
    ("RMB 1,200.50", "1200.50"), ("rmb1200", "1200"), ("1200 CNY", "1200"), ("CNY1200", "1200"),
    ("人民币1200", "1200"), ("1200块", "1200"), ("1'200'000", "1200000"), ("1’200", "1200"),
    ("1 200 000,5", "1200000.5"), ("1.234.567", "1234567"), ("1,234,567", "1234567"),
    ("1,20", "1.20"), (".5", "0.5"), (",5", "0.5"), ("5.", "5"), ("0.500", "0.5"), ("0,500", "0.5"),
    ("+5", "5"), ("007", "7"), ("0", "0"),
])  # fmt: skip
def test_amounts_are_understood(typed, amount):
    assert parse_money(typed, "CNY") == Money(int(Decimal(amount) * 100), "CNY")


@pytest.mark.parametrize(("typed", "currency", "amount"), [
    ("£1,200", "GBP", 120_000), ("1200 £", "GBP", 120_000), ("12k GBP", "GBP", 1_200_000),
    ("GBP 12k", "GBP", 1_200_000), ("€9.900,00", "EUR", 990_000), ("US$ 5", "USD", 500),
    ("$5", "HKD", 500), ("HK$5", "HKD", 500), ("1.2万美元", "USD", 1_200_000), ("5 kr", "SEK", 500),
    ("5 Kč", "CZK", 500), ("¥1,200", "JPY", 1200), ("1.200", "JPY", 1200), ("3円", "JPY", 3),
    ("1.200", "KWD", 1200), ("1,200", "KWD", 1_200_000), ("0.005", "KWD", 5),
])  # fmt: skip
def test_each_currency_by_its_own_signs_and_places(typed, currency, amount):
    assert parse_money(typed, currency) == Money(amount, currency)


@pytest.mark.parametrize(("typed", "said"), [
    ("£5", "£ is not CNY."),
    ("5 USD", "USD is not CNY."),
    ("USD5", "USD is not CNY."),
    ("5k美元", "美元 is not CNY."),
    ("1.200", '"1.200" can mean 1.20 or 1,200.00. Type one of these.'),
    ("1.200k", '"1.200k" can mean 1,200.00 or 1,200,000.00. Type one of these.'),
    ("2*1.200", '"1.200" can mean 1.20 or 1,200.00. Type one of these.'),
    ("999.999亿亿", '"999.999亿亿" is not a number.'),
    ("9.999亿", '"9.999亿" can mean 999,900,000.00 or 999,900,000,000.00. Type one of these.'),
    ("999.999亿", '"999.999亿" can mean 99,999,900,000.00 or 99,999,900,000,000. '
     "Type one of these."),
    ("1.2345", "CNY has 2 decimals."),
    ("1,2,3", '"1,2,3" has its commas or points in odd places.'),
    ("1.2.3", '"1.2.3" has its commas or points in odd places.'),
    ("1.2,3.4", '"1.2,3.4" has its commas or points in odd places.'),
    ("12,34.5", '"12,34.5" has its commas or points in odd places.'),
    ("1e18", '"1e18" is not a number.'),
    ("12 34", '"12 34" is not a number.'),
    ("10²", '"10²" is not a number.'),
    ("½", '"½" is not a number.'),
    ("٣", '"٣" is not a number.'),
    ("一百", '"一百" is not a number.'),
    ("abc", '"abc" is not a number.'),
    ("..", '".." is not a number.'),
    ("--5", '"--5" is not a number.'),
    ("NaN", '"NaN" is not a number.'),
    ("5 apples", '"5apples" is not a number.'),
    ("a\ud800", '"a\ufffd" is not a number.'),
    ("", "A number is needed."),
    (" \u3000", "A number is needed."),
    ("9" * 61, "This is too long to be a number."),
    ("9" * 40, "This amount is too large."),
    ("1*2*3*4*5", "At most four numbers can be multiplied."),
    ("-5", "An amount cannot be negative here."),
    ("(5)", "An amount cannot be negative here."),
])  # fmt: skip
def test_amounts_that_are_refused_say_why(typed, said):
    assert refusal(parse_money, typed, "CNY") == said


def test_a_currency_without_decimals_takes_none():
    assert refusal(parse_money, "1.5", "JPY") == "JPY has no decimals."


@pytest.mark.parametrize("typed", ["-5", "\u22125", "(5)", "-£5", "£-5", "\u2212£5.00", "5*-1"])
def test_negative_amounts_where_they_are_meant(typed):
    assert parse_money(typed, "GBP", negative=True) == Money(-500, "GBP")


@pytest.mark.parametrize(("typed", "number"), [
    ("2", "2"), ("2.5", "2.5"), ("1.125", "1.125"), ("1,200", "1200"), ("1,5", "1.5"),
    ("1k", "1000"), ("3*2", "6"), ("1000000", "1000000"),
])  # fmt: skip
def test_quantities(typed, number):
    assert parse_number(typed) == Decimal(number)


@pytest.mark.parametrize(("typed", "said"), [
    ("-1", "A quantity cannot be negative."),
    ("1000001", "This quantity is too large."),
    ("1e18", '"1e18" is not a number.'),
    ("0.0001", "At most 3 decimals."),
    ("2 £", '"2£" is not a number.'),
    ("1.200k", '"1.200k" can mean 1,200 or 1,200,000. Type one of these.'),
])  # fmt: skip
def test_quantities_that_are_refused(typed, said):
    assert refusal(parse_number, typed) == said


@pytest.mark.parametrize(("typed", "share"), [
    ("40", "0.4"), ("40%", "0.4"), ("40 %", "0.4"), ("４０％", "0.4"), ("百分之40", "0.4"),
    ("12.5%", "0.125"), ("12,5", "0.125"), ("0", "0"), ("33.3333", "0.333333"), ("1000", "10"),
])  # fmt: skip
def test_percentages(typed, share):
    assert parse_percent(typed) == Decimal(share)


@pytest.mark.parametrize(("typed", "said"), [
    ("-1", "A percentage from 0 to 1000 is needed."),
    ("1001", "A percentage from 0 to 1000 is needed."),
    ("0.00001", "At most 4 decimals."),
    ("%", "A number is needed."),
    ("", "A number is needed."),
])  # fmt: skip
def test_percentages_that_are_refused(typed, said):
    assert refusal(parse_percent, typed) == said


@given(some.decimals(0, 1_000_000, places=3))
def test_quantities_are_shown_as_they_are_typed(number):
    assert parse_number(number_out(number)) == number


@given(some.decimals(0, 10, places=6))
def test_shares_are_shown_as_they_are_typed(share):
    assert parse_percent(percent_out(share)) == share


@given(some.text(max_size=30))
def test_whatever_is_typed_is_understood_or_refused(typed):
    for parse in (parse_number, parse_percent, lambda value: parse_money(value, "EUR")):
        refused = None
        try:
            parse(typed)
        except Invalid as error:
            refused = error
        assert refused is None or set(refused.fields) == {"value"}
        assert refused is None or str(refused).isprintable()


LIKE_NUMBERS = some.text(alphabet="0123456789.,*()-kmw万元€ ", min_size=1, max_size=14)


@given(LIKE_NUMBERS, some.sampled_from(["EUR", "JPY"]))
def test_whatever_looks_like_a_number_is_read_once_or_refused(typed, currency):
    try:
        amount = parse_money(typed, currency, negative=True)
    except Invalid:
        return
    assert parse_money(typed, currency, negative=True) == amount
