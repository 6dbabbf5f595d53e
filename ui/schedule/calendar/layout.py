"""Where days and what is on them stand: bars in lanes over the weeks. Plain numbers, no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

HEAD = 28
"""Height of the names of the weekdays."""

DAY = 24
"""Height of a day's number above its bars."""

GAP = 3
INSET = 4
MORE = 18


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of an entry within one week: its bar, and whether it begins and ends there."""

    entry: int
    week: int
    first: int
    """Weekday 0 to 6 of the bar's beginning."""
    last: int
    lane: int
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """All bars in sight, and for each day the entries there is no room for."""

    weeks: int
    lanes: int
    pieces: tuple[Piece, ...]
    hidden: dict[date, tuple[int, ...]]


def month_span(day: date) -> tuple[date, date]:
    """Return first Monday and last Sunday of the weeks a month lies in."""
    first = day.replace(day=1)
    begin = first - timedelta(days=first.weekday())
    after = (first + timedelta(days=32)).replace(day=1)
    last = after - timedelta(days=1)
    return begin, last + timedelta(days=6 - last.weekday())


def week_span(day: date) -> tuple[date, date]:
    """Return Monday and Sunday of a week."""
    begin = day - timedelta(days=day.weekday())
    return begin, begin + timedelta(days=6)


def lanes_in(height: float, bar: int) -> int:
    """Return how many bars fit under a day's number, the line "+3 more" left out."""
    return max(1, int((height - DAY - MORE + GAP) // (bar + GAP)))


def arranged(spans: Mapping[int, tuple[date, date]], first: date, last: date, lanes: int) -> Plan:
    """Return the bars of entries: number -> first and last day, in the order they are to stand.

    A bar takes the uppermost lane that is free on all its days of a week. Where the last lane is
    needed for "more", what would stand in it is hidden.
    """
    weeks = ((last - first).days + 1) // 7
    pieces: list[Piece] = []
    hidden: dict[date, tuple[int, ...]] = {}
    for week in range(weeks):
        monday = first + timedelta(days=7 * week)
        taken: list[set[int]] = []
        for entry, (begin, end) in spans.items():
            left, right = (begin - monday).days, (end - monday).days
            if right < 0 or left > 6:
                continue
            days = set(range(max(left, 0), min(right, 6) + 1))
            lane = next((n for n, used in enumerate(taken) if not used & days), len(taken))
            if lane == len(taken):
                taken.append(set())
            taken[lane] |= days
            if lane < lanes:
                pieces.append(Piece(entry, week, min(days), max(days), lane, left >= 0, right <= 6))
                continue
            for number in days:
                day = monday + timedelta(days=number)
                hidden[day] = (*hidden.get(day, ()), entry)
    return Plan(weeks, lanes, tuple(pieces), hidden)


def day_at(x: float, y: float, width: float, height: float, first: date, weeks: int) -> date | None:
    """Return the day under a place, None above the days or beside them."""
    if y < HEAD or not 0 <= x < width or y >= height:
        return None
    week = int((y - HEAD) / ((height - HEAD) / weeks))
    return first + timedelta(days=7 * min(week, weeks - 1) + int(x / (width / 7)))
