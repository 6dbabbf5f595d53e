"""Gates: what turns the values of a form or file into clean ones, field by field."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from studio.domain import typed
from studio.domain.money import LIMIT, Money
from studio.errors import Invalid
from studio.text import Message

Gate = Callable[[object], Any]
"""Returns the clean value, or raises Invalid under the key "value"."""


def cleaned(gates: Mapping[str, Gate], values: Mapping[str, object]) -> dict[str, Any]:
    """Return the clean values; raise Invalid naming every field that cannot be kept.

    A field without a gate is a mistake of the caller, not of the person, unless it came from a
    file: it is refused by name.
    """
    clean: dict[str, Any] = {}
    wrong: dict[str, Message] = {}
    for field, value in values.items():
        gate = gates.get(field)
        if gate is None:
            wrong[field] = Message("There is no such field.")
            continue
        try:
            clean[field] = gate(value)
        except Invalid as refused:
            wrong[field] = next(iter(refused.fields.values()))
    if wrong:
        raise Invalid(wrong)
    return clean


def refuse(message: Message) -> Invalid:
    """Return the refusal of one value."""
    return Invalid({"value": message})


def words(limit: int = 200, *, required: bool = False, multiline: bool = False) -> Gate:
    """Take text, trimmed and without characters that deceive."""

    def gate(value: object) -> str:
        if not isinstance(value, str):
            raise refuse(Message("Text is needed."))
        return typed.text(value, limit=limit, required=required, multiline=multiline)

    return gate


def long_words(limit: int = typed.LONG_TEXT) -> Gate:
    """Take text of several lines."""
    return words(limit, multiline=True)


def word_list(limit: int = 80, count: int = 100) -> Gate:
    """Take a list of short texts; blank and repeated ones fall out."""
    one = words(limit)

    def gate(value: object) -> list[str]:
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise refuse(Message("A list is needed."))
        found = list(dict.fromkeys(word for word in map(one, value) if word))
        if len(found) > count:
            raise refuse(Message("At most {count} entries.", count=count))
        return found

    return gate


def choice(codes: Iterable[str], *, optional: bool = False) -> Gate:
    """Take one of a set of codes; "" too where it is optional."""
    known = frozenset(codes)

    def gate(value: object) -> str:
        if isinstance(value, str) and (value in known or (optional and value == "")):
            return value
        raise refuse(Message("Choose one of the list."))

    return gate


def choices(codes: Iterable[str], *, required: bool = False) -> Gate:
    """Take any of a set of codes, each once, in the set's order."""
    known = tuple(codes)

    def gate(value: object) -> list[str]:
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise refuse(Message("A list is needed."))
        picked = set(value)
        if not picked <= set(known):
            raise refuse(Message("Choose from the list."))
        if required and not picked:
            raise refuse(Message("At least one is needed."))
        return [code for code in known if code in picked]

    return gate


def whole(low: int, high: int) -> Gate:
    """Take a whole number in a range."""

    def gate(value: object) -> int:
        number = value
        if isinstance(number, str):
            number = typed.parse_number(number)
        if isinstance(number, Decimal) and number == number.to_integral_value():
            number = int(number)
        if isinstance(number, bool) or not isinstance(number, int) or not low <= number <= high:
            raise refuse(
                Message("A whole number from {low} to {high} is needed.", low=low, high=high)
            )
        return number

    return gate


def share(low: Decimal = Decimal(0), high: Decimal = Decimal(1), *, optional: bool = False) -> Gate:
    """Take a share of one (0.2 is 20 %) in a range; typed text is read as a percentage."""

    def gate(value: object) -> Decimal | None:
        if optional and value in (None, ""):
            return None
        number = typed.parse_percent(value) if isinstance(value, str) else value
        if isinstance(number, int) and not isinstance(number, bool):
            number = Decimal(number)
        if not isinstance(number, Decimal) or not low <= number <= high:
            raise refuse(
                Message(
                    "A percentage from {low} to {high} is needed.",
                    low=_percent(low),
                    high=_percent(high),
                )
            )
        return number

    return gate


def _percent(value: Decimal) -> str:
    return f"{(value * 100).normalize():f} %"


def flag(value: object) -> bool:
    """Take yes or no."""
    if not isinstance(value, bool):
        raise refuse(Message("Yes or no is needed."))
    return value


def day(value: object) -> date | None:
    """Take a day, or none, between the first and last year that are believed."""
    if value in (None, ""):
        return None
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError as error:
            raise refuse(Message("A date is needed.")) from error
    if not isinstance(value, date) or not typed.FIRST_YEAR <= value.year <= typed.LAST_YEAR:
        raise refuse(
            Message(
                "A year from {first} to {last} is needed.",
                first=typed.FIRST_YEAR,
                last=typed.LAST_YEAR,
            )
        )
    return value


def record(value: object) -> int | None:
    """Take the id of another record, or none."""
    if value in (None, "", 0):
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise refuse(Message("Choose one of the list."))
    return value


def amount(least: int = 0, *, empty: int | None = None) -> Gate:
    """Take an amount in minor units; nothing typed is `empty`, below `least` is refused."""

    def gate(value: object) -> int | None:
        if value in (None, ""):
            return empty
        minor = value.minor if isinstance(value, Money) else value
        if isinstance(minor, bool) or not isinstance(minor, int):
            raise refuse(Message("An amount is needed."))
        if minor < least:
            raise refuse(Message("An amount cannot be negative here."))
        if minor > LIMIT:
            raise refuse(Message("This amount is too large."))
        return minor

    return gate


def quantity(value: object) -> Decimal:
    """Take how many, to three decimal places; typed text is read."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise refuse(Message("A number is needed."))
    if isinstance(value, Decimal) and not value.is_finite():
        raise refuse(Message("A number is needed."))
    return typed.parse_number(value if isinstance(value, str) else f"{value:f}")


def clock(value: object) -> str:
    """Take a local time of day, kept as HH:MM, or none."""
    if value in (None, ""):
        return ""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if not isinstance(value, str):
        raise refuse(Message("A time such as 18:00 is needed."))
    return f"{typed.parse_time(value):%H:%M}"


def month(value: object) -> str:
    """Take a month, kept as YYYY-MM, or none."""
    if value in (None, ""):
        return ""
    if not isinstance(value, str) or len(value) != 7 or day_or_none(f"{value}-01") is None:
        raise refuse(Message("A month such as 2026-11 is needed."))
    return value


def day_or_none(value: str) -> date | None:
    """Return a day written 2026-11-30, None where it is none."""
    try:
        return typed.check_year(date.fromisoformat(value))
    except (ValueError, Invalid):
        return None
