"""Followers over time: growth between two readings, points of a line, changes that stand out."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from math import sqrt

LEAST = 8
"""Changes needed before one can be told to stand out from the others."""

CLOSE = 7
"""Readings further apart than this many days say nothing about a single day."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How many followers an account had on a day; `note` is what explains an odd change."""

    day: date
    followers: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Growth:
    """From one reading to another."""

    start: Reading
    end: Reading

    @property
    def absolute(self) -> int:
        """Followers won or lost."""
        return self.end.followers - self.start.followers

    @property
    def share(self) -> Decimal | None:
        """(end - start) / start (domain 6.1); None where it began with none."""
        if not self.start.followers:
            return None
        return Decimal(self.absolute) / self.start.followers

    @property
    def days(self) -> int:
        """Days between the readings."""
        return (self.end.day - self.start.day).days


@dataclass(frozen=True, slots=True)
class Jump:
    """A change of one day that stands out."""

    start: Reading
    end: Reading
    daily: Decimal
    """Followers a day."""
    share: Decimal
    """Of the followers before, a day."""
    deviations: Decimal | None
    """How many standard deviations of the other days' changes; None with too few of them."""
    fell: bool
    """Whether a quarter of it or more was lost within two weeks."""

    @property
    def explained(self) -> str:
        """What was noted about it."""
        return self.end.note


def grown(readings: Sequence[Reading], days: int, on: date) -> Growth | None:
    """Return the growth over the last days up to the newest reading; readings are in order.

    It begins with the last reading at or before the first day, else with the first one there is;
    None where there are not two readings.
    """
    seen = [one for one in readings if one.day <= on]
    if len(seen) < 2:
        return None
    end = seen[-1]
    place = bisect_right(seen, end.day - timedelta(days=days), key=lambda one: one.day)
    start = seen[max(place - 1, 0)]
    return Growth(start, end) if start.day < end.day else None


def line(readings: Sequence[Reading], first: date, last: date, points: int = 24) -> tuple[int, ...]:
    """Return followers at evenly spaced days, straight lines between readings.

    Days before the first reading are left out, so a young account has a shorter line.
    """
    seen = [one for one in readings if one.day <= last]
    if not seen or points < 2:
        return ()
    span = (last - first).days
    wanted = [first + timedelta(days=round(span * place / (points - 1))) for place in range(points)]
    return tuple(_at(seen, day) for day in wanted if day >= seen[0].day)


def _at(readings: Sequence[Reading], day: date) -> int:
    place = bisect_right(readings, day, key=lambda one: one.day)
    before = readings[place - 1]
    if place == len(readings):
        return before.followers
    after = readings[place]
    part = (day - before.day).days / (after.day - before.day).days
    return round(before.followers + (after.followers - before.followers) * part)


def jumps(
    readings: Sequence[Reading],
    *,
    deviations: Decimal = Decimal(5),
    daily: Decimal = Decimal("0.1"),
) -> tuple[Jump, ...]:
    """Return the rises of a day above `deviations` standard deviations or a share (F3).

    Each change is measured against all the others, so that it does not hide itself.
    """
    steps = [
        (start, end, (end.followers - start.followers) / (end.day - start.day).days)
        for start, end in pairwise(readings)
        if 0 < (end.day - start.day).days <= CLOSE
    ]
    changes = [change for _start, _end, change in steps]
    total, squares = sum(changes), sum(change * change for change in changes)
    found = []
    for start, end, change in steps:
        if change <= 0 or not start.followers:
            continue
        away = _away(change, len(changes) - 1, total - change, squares - change * change)
        share = Decimal(round(change, 3)).quantize(Decimal("0.001")) / start.followers
        if share > daily or (away is not None and away > deviations):
            amount = Decimal(round(change))
            found.append(Jump(start, end, amount, share, away, _fell(readings, start, end)))
    return tuple(found)


def _away(change: float, count: int, total: float, squares: float) -> Decimal | None:
    """Return how many standard deviations a change lies from the mean of the others."""
    if count < LEAST:
        return None
    mean = total / count
    spread = sqrt(max(squares / count - mean * mean, 0.0))
    if spread < 1e-9:
        return None
    return Decimal(round((change - mean) / spread, 1)).quantize(Decimal("0.1"))


def _fell(readings: Sequence[Reading], start: Reading, end: Reading) -> bool:
    won = end.followers - start.followers
    after = [one.followers for one in readings if end.day < one.day <= end.day + timedelta(days=14)]
    return bool(after) and end.followers - min(after) >= won / 4
