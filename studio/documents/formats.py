"""Shares, quantities and dates as documents write them, never depending on the machine."""

from datetime import date
from decimal import Decimal
from functools import cache

from babel.dates import format_date
from babel.numbers import get_currency_name

from studio.documents.language import Bilingual, Language
from studio.domain.money import Money, format_money

_ENGLISH, _CHINESE = "en_GB", "zh_Hans_CN"


def with_currency(value: Money, language: Language) -> str:
    """Return an amount with its sign, or its code where two currencies share a sign."""
    return format_money(value, "en" if language is Language.EN else "zh", style="document")


@cache
def currency_name(currency: str) -> Bilingual:
    """Return the plural name of a currency: "US dollars", "美元"."""
    english = get_currency_name(currency, count=2, locale=_ENGLISH)
    return Bilingual(english, get_currency_name(currency, locale=_CHINESE))


def quantity(value: Decimal) -> str:
    """Return a quantity with as many decimals as it has: "1,200", "2.5"."""
    return f"{value.normalize():,f}"


def share(value: Decimal) -> str:
    """Return a fraction as a percentage: 0.125 is "12.5%"."""
    return f"{quantity(value * 100)}%"


@cache
def day(value: date) -> Bilingual:
    """Return a date: "16 December 2026", "2026-12-16"."""
    return Bilingual(format_date(value, "d MMMM y", locale=_ENGLISH), value.isoformat())


def span(first: date, last: date) -> Bilingual:
    """Return a stretch of days: "1 to 4 December 2026", "2026-12-01 至 2026-12-04"."""
    if first == last:
        return day(first)
    pattern = "d MMMM y"
    if first.year == last.year:
        pattern = "d" if first.month == last.month else "d MMMM"
    start = format_date(first, pattern, locale=_ENGLISH)
    return Bilingual(f"{start} to {day(last).en}", f"{day(first).zh} 至 {day(last).zh}")
