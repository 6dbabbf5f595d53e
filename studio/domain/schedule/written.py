"""Working hours as people write them: "9:00–12:00, 13:00–18:00", and single days, one a line."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from studio.domain import typed
from studio.domain.gates import day_or_none
from studio.domain.schedule.time import DAY
from studio.errors import Invalid
from studio.text import Message

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The fields of a week, Monday first."""

_APART = re.compile(r"[,;，；、]|\band\b")
_DASH = re.compile(r"\s*(?:[-–—~～至]|\bto\b)\s*")
_LINE = re.compile(r"^(?P<day>\S+)\s*(?P<hours>.*)$")

Pairs = list[list[int]]


def parse_hours(text: str) -> Pairs:
    """Return typed hours as [from, to] in minutes of the day; nothing typed is a day off.

    Hours that end before they begin run past midnight. Raises Invalid naming what was typed.
    """
    return [_span(part.strip()) for part in _APART.split(text) if part.strip()]


def _span(part: str) -> list[int]:
    ends = _DASH.split(part)
    if len(ends) != 2:
        raise _wrong(part)
    first, last = (_minute(end) for end in ends)
    return [first, last if last > first else last + DAY]


def _minute(end: str) -> int:
    if end.strip() in ("24", "24:00"):
        return DAY
    try:
        clock = typed.parse_time(end)
    except Invalid as error:
        raise _wrong(end) from error
    return clock.hour * 60 + clock.minute


def _wrong(part: str) -> Invalid:
    return Invalid({"hours": Message("“{part}” are no hours such as 9:00–18:00.", part=part)})


def said_hours(pairs: Iterable[Sequence[int]]) -> str:
    """Return hours as they are written in a field; "" for a day off."""
    return ", ".join(f"{_clock(first)}–{_clock(last)}" for first, last in pairs)


def _clock(minutes: int) -> str:
    shown = minutes if minutes == DAY else minutes % DAY
    return f"{shown // 60}:{shown % 60:02d}"


def parse_days(text: str) -> dict[str, Pairs]:
    """Return single days, one a line: "2026-12-31 9:00–12:00", a day alone is off.

    Raises Invalid naming the line that says no day.
    """
    found: dict[str, Pairs] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        match = _LINE.match(line)
        day: date | None = day_or_none(match["day"]) if match else None
        if match is None or day is None:
            raise Invalid(
                {"hours": Message("“{line}” begins with no day such as 2026-12-31.", line=line)}
            )
        found[day.isoformat()] = parse_hours(match["hours"])
    return dict(sorted(found.items()))


def said_days(days: Mapping[str, Iterable[Sequence[int]]]) -> str:
    """Return single days as they are written in a field, one a line."""
    return "\n".join(f"{day} {said_hours(pairs)}".strip() for day, pairs in sorted(days.items()))
