"""Reads budgets: "6 万左右" is 54,000 to 66,000, "within 9k" is up to 9,000.

Agencies quote single prices within ten per cent of what the client names (product row 7).
"""

import re
from decimal import Decimal

from studio.domain import typed
from studio.domain.money import Money
from studio.errors import Invalid
from studio.text import Message

ABOUT_LESS, ABOUT_MORE = Decimal("0.9"), Decimal("1.1")

ABOUT_WORDS = (
    r"左右|上下|大约|大概|约|差不多|近|\babout\b|\baround\b|\broughly\b|\bapprox\w*\b|\bca\b\.?|~|≈"
)
MOST_WORDS = (
    r"以内|之内|以下|不超过|最多|封顶|上限|"
    r"\bup to\b|\bwithin\b|\bat most\b|\bmax\w*\b|\bunder\b|[≤<]"
)
_LEAST_WORDS = r"以上|起步?|至少|最少|\bat least\b|\bfrom\b|\bmin\w*\b|\bover\b|[≥>]"
ABOUT = re.compile(ABOUT_WORDS, re.IGNORECASE)
_AT_MOST = re.compile(MOST_WORDS, re.IGNORECASE)
_AT_LEAST = re.compile(_LEAST_WORDS, re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*(?:–|—|~|～|至|到|\bto\b|\band\b|(?<=[\w万千])\s*-\s*(?=[\d£$€¥]))\s*", re.IGNORECASE
)
_SIGN = r"(?:(?-i:[A-Z]{3})\s?|[£$€¥￥]\s?)"
_NUMBER = r"\d[\d,.]*"
_SCALED = r"(?:\s?[万千亿]|\s?[kKmMwW]\b)"
_UNIT = r"(?:\s?(?:元|[£$€]|(?-i:RMB|[A-Z]{3})\b))"
_AMOUNT = re.compile(rf"{_SIGN}?{_NUMBER}{_SCALED}?{_UNIT}?")
_SCALE = re.compile(r"[万千亿]|[kKmMwW]\b")
PRICED = rf"(?:{_SIGN}{_NUMBER}{_SCALED}?{_UNIT}?|{_NUMBER}(?:{_SCALED}{_UNIT}?|{_UNIT})|\d{{4,}})"
"""An amount that is surely money: with a sign, a scale or a currency, or of four digits."""


def read_budget(words: str, currency: str) -> tuple[int | None, int | None]:
    """Return the least and the most, in minor units, that the words allow; Invalid where unclear.

    "60k", "about 60k", "54-66k", "up to 60k", "at least 5 万"; a bare figure is meant exactly.
    """
    cleaned = words.strip()
    if not cleaned:
        return None, None
    parts = [part for part in _BETWEEN.split(_only_amounts(cleaned)) if part.strip()]
    if len(parts) == 2:
        least, most = _pair(parts[0], parts[1], currency)
        if most < least:
            raise Invalid({"budget_max": Message("The upper budget is under the lower one.")})
        return least, most
    if len(parts) != 1:
        raise Invalid({"budget_max": Message("Type one amount, or two with a dash between them.")})
    amount = _money(parts[0], currency)
    if _AT_MOST.search(cleaned):
        return None, amount
    if ABOUT.search(cleaned):
        exact = Money(amount, currency)
        return exact.times(ABOUT_LESS).minor, exact.times(ABOUT_MORE).minor
    return (amount, None) if _AT_LEAST.search(cleaned) else (amount, amount)


def is_about(least: int | None, most: int | None) -> bool:
    """Say whether two ends of a budget are one figure, give or take ten per cent."""
    if not least or not most or least == most:
        return False
    middle = Decimal(least + most) / 2
    return abs(middle * ABOUT_LESS - least) < 1 and abs(middle * ABOUT_MORE - most) < 1


def headline(least: int | None, most: int | None) -> int | None:
    """Return the one figure a card shows: the middle of an "about", else the most or the least."""
    if least and most and is_about(least, most):
        return (least + most) // 2
    return least if most is None else most


def _only_amounts(words: str) -> str:
    """Keep the amounts and what stands between the first and the last of them."""
    found = list(_AMOUNT.finditer(words))
    if not found:
        raise Invalid({"budget_max": Message('"{typed}" is not an amount.', typed=words[:40])})
    return words[found[0].start() : found[-1].end()]


def _pair(first: str, second: str, currency: str) -> tuple[int, int]:
    """Read two ends; "5-6万" and "54-66k" give the first the scale of the second."""
    scale = _SCALE.search(second)
    if scale and not _SCALE.search(first):
        first = f"{first.strip()}{scale[0]}"
    return _money(first, currency), _money(second, currency)


def _money(words: str, currency: str) -> int:
    try:
        return typed.parse_money(words, currency).minor
    except Invalid as refused:
        raise Invalid({"budget_max": refused.message}) from refused
