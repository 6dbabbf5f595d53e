"""Amounts, numbers and percentages as people type them, and as fields show them again."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from studio.domain.currencies import CURRENCIES, SIGNS
from studio.domain.money import LIMIT, Money, exponent, format_amount, half_up
from studio.domain.typed.words import shown
from studio.errors import Invalid
from studio.text import Message

MOST = Decimal(1_000_000)
"""The largest quantity."""

_SCALES = {
    "k": 3, "千": 3, "w": 4, "万": 4, "萬": 4, "m": 6, "mn": 6, "百万": 6, "千万": 7,
    "亿": 8, "億": 8, "bn": 9,
}  # fmt: skip
_LONGEST = 60
_MARKS = re.compile(r"[.,]")
_TIMES = re.compile(r"[*×]|(?<=[\d.])[xX](?=[\d.¥£$€])")
_SPACED = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?!\d))")
_PART = re.compile(r"([^\d.,]*)([\d.,]*\d[\d.,]*)([^\d.,]*)")


def _bad(message: Message) -> Invalid:
    return Invalid({"value": message})


def _not_a_number(typed: str) -> Invalid:
    return _bad(Message('"{typed}" is not a number.', typed=shown(typed)))


def parse_number(value: str) -> Decimal:
    """Return a quantity to three decimal places; "3*2", "1,200" and "1,5" are understood."""
    number = _product(value, places=3)
    if number < 0:
        raise _bad(Message("A quantity cannot be negative."))
    if number > MOST:
        raise _bad(Message("This quantity is too large."))
    if number != round(number, 3):
        raise _bad(Message("At most {places} decimals.", places=3))
    return _short(number)


def parse_percent(value: str) -> Decimal:
    """Return a share of one: "40", "40 %" and "百分之40" are all 0.4."""
    folded = _folded(value)
    folded = folded.removeprefix("百分之").removesuffix("%")
    number = _product(folded, places=3)
    if not 0 <= number <= 1000:
        raise _bad(Message("A percentage from 0 to 1000 is needed."))
    if number != round(number, 4):
        raise _bad(Message("At most {places} decimals.", places=4))
    return _short(number / 100)


def parse_money(value: str, currency: str, *, negative: bool = False) -> Money:
    """Return an amount: "1.2k", "1,200", "1.200,50", "￥1200", "1.2万", "3*900", "GBP 12".

    A sign or code of another currency is refused, and so is what can be read in two ways.
    """
    places = exponent(currency)
    amount = _product(value, places=places, currency=currency)
    if amount < 0 and not negative:
        raise _bad(Message("An amount cannot be negative here."))
    exact = amount.scaleb(places)
    if abs(exact) > LIMIT:
        raise _bad(Message("This amount is too large."))
    if exact != exact.to_integral_value() and not _TIMES.search(_folded(value)):
        raise _bad(
            Message("{currency} has {places} decimals.", currency=currency, places=places)
            if places
            else Message("{currency} has no decimals.", currency=currency)
        )
    return Money(half_up(exact), currency)


def number_out(value: Decimal) -> str:
    """Return a quantity as its field shows it: "1,200", "2.5"."""
    return f"{_short(value):,f}"


def percent_out(value: Decimal) -> str:
    """Return a share of one as its field shows it: 0.125 is "12.5%"."""
    return f"{_short(value * 100):f}%"


def money_out(value: Money) -> str:
    """Return an amount as its field shows it, headed by its currency elsewhere: "1,200.00"."""
    return format_amount(value)


def _short(number: Decimal) -> Decimal:
    return number.normalize() + 0


@dataclass(frozen=True, slots=True)
class _Reading:
    """How marks are to be read: `places` decimals, in a currency or in none."""

    places: int
    currency: str


def _product(value: str, *, places: int, currency: str = "") -> Decimal:
    """Read one number or a product of numbers."""
    factors = _TIMES.split(_folded(value))
    if len(factors) > 4:
        raise _bad(Message("At most four numbers can be multiplied."))
    product = Decimal(1)
    for factor in factors:
        product *= _one_number(factor, _Reading(places, currency))
    return product


def _folded(value: str) -> str:
    """Full-width digits and signs become plain; spaces of every kind go."""
    for character in value:
        plain = unicodedata.normalize("NFKC", character)
        changed = plain != character and any(one.isdigit() for one in plain)
        if changed and not "\uff10" <= character <= "\uff19":
            raise _not_a_number(value)
    folded = _SPACED.sub("", unicodedata.normalize("NFKC", value).strip())
    if re.search(r"\d\s+\d", folded):
        raise _not_a_number(value)
    folded = "".join(one for one in folded if not one.isspace())
    folded = folded.replace("−", "-").replace("–", "-")
    if not folded:
        raise _bad(Message("A number is needed."))
    if len(folded) > _LONGEST:
        raise _bad(Message("This is too long to be a number."))
    return folded


def _one_number(value: str, reading: _Reading) -> Decimal:
    body, negative = value, False
    if body.startswith("(") and body.endswith(")"):
        body, negative = body[1:-1], True
    match = _PART.fullmatch(body)
    if match is None or not match[2].isascii():
        raise _not_a_number(value)
    before, digits, after = match.groups()
    if "-" in before and not negative:
        before, negative = before.replace("-", "", 1), True
    before = before.removesuffix("+").removeprefix("+")
    scale = _scale(before, after, value, reading.currency)
    readings = [number.scaleb(scale) for number in _readings(digits, scale, reading)]
    if not readings:
        raise _bad(Message('"{typed}" has its commas or points in odd places.', typed=digits))
    if len(readings) > 1:
        first, second = (_shown(number, reading) for number in readings)
        raise _bad(
            Message(
                '"{typed}" can mean {first} or {second}. Type one of these.',
                typed=shown(value),
                first=first,
                second=second,
            )
        )
    return -readings[0] if negative else readings[0]


def _scale(before: str, after: str, value: str, currency: str) -> int:
    """Return the power of ten that a number's words stand for; refuse a wrong currency."""
    words = [word for word in (before, after) if word]
    power = 0
    if after and not (currency and _is_currency(after)):
        scale = next(
            (word for word in sorted(_SCALES, key=len, reverse=True) if _begins(after, word)), ""
        )
        if scale:
            power = _SCALES[scale]
            words = [word for word in (before, after[len(scale) :]) if word]
    for word in words:
        if not currency or not _is_currency(word):
            raise _not_a_number(value)
        if currency != word.upper() and currency not in SIGNS.get(word.upper(), ()):
            raise _bad(
                Message("{sign} is not {currency}.", sign=shown(word, 10), currency=currency)
            )
    return power


def _begins(word: str, scale: str) -> bool:
    """Say whether a word begins with a scale and goes on with nothing or a currency."""
    rest = word[len(scale) :]
    return word.lower().startswith(scale) and (not rest or _is_currency(rest))


def _is_currency(word: str) -> bool:
    return word.upper() in CURRENCIES or word.upper() in SIGNS


def _readings(digits: str, scale: int, reading: _Reading) -> list[Decimal]:
    """Return each number the digits can mean: one as a rule, none for marks in odd places."""
    marks = _MARKS.findall(digits)
    groups = _MARKS.split(digits)
    if not marks:
        return [Decimal(digits)]
    if len(set(marks)) == 2:
        if marks[-1] in marks[:-1] or not _grouped(groups[:-1]):
            return []
        return [Decimal(f"{''.join(groups[:-1])}.{groups[-1] or '0'}")]
    if len(marks) > 1:
        return [Decimal("".join(groups))] if _grouped(groups) else []
    whole = Decimal("".join(groups))
    parted = Decimal(f"{groups[0] or '0'}.{groups[1] or '0'}")
    if not _grouped(groups) or groups[0].startswith("0"):
        return [parted]
    if marks[0] == ",":
        return [whole]
    if reading.places == 3 and not scale:
        return [parted]
    return [whole] if reading.places == 0 and not scale else [parted, whole]


def _grouped(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def _shown(number: Decimal, reading: _Reading) -> str:
    if reading.currency and abs(number.scaleb(reading.places)) <= LIMIT:
        return format_amount(Money(half_up(number.scaleb(reading.places)), reading.currency))
    return number_out(number)
