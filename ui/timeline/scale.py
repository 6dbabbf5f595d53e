"""Time to pixels and back: zoom, ticks, local clock. No Qt.

The line runs in local minutes: whole minutes since 1970-01-01T00:00 on the studio's wall clock, so
that each day is equally wide. `Clockface` turns the planner's UTC minutes into them and back.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

DAY = 1440
EPOCH = date(1970, 1, 1)
STEPS = {"day": 18.0, "week": 44 / 7, "month": 60 * 12 / 365.2425}
"""Pixels a day of the three named zooms: 18 a day, 44 a week, 60 a month."""
NARROWEST = 0.9
"""Pixels a day where a year takes some 330."""
WIDEST = 480.0
WHEEL = 1.2
"""One notch of the wheel, or one press of + or -."""


LINEAR = 90.0
"""From here on each hour is equally wide; below, the hours of work fill the day's column."""
NIGHT = 55.0
"""How many minutes' room the hours before and after work keep in a filled column."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Which local minute stands at the left edge, and how wide a day is.

    Where a day is a few pixels, work from 9 to 18 would fill a third of its column and nothing
    would seem to touch: there the hours of work are drawn over the whole column, the night over
    its edges. `left` counts on that drawn line, which agrees with the clock at each midnight.
    """

    left: float
    day: float = STEPS["day"]
    hours: tuple[int, int] = (540, 1080)
    """From when to when people work, in minutes of the day."""

    def x(self, minute: float) -> float:
        """Return where a minute stands, in px from the left edge."""
        return (self.drawn(minute) - self.left) * self.day / DAY

    def minute(self, x: float) -> float:
        """Return the minute that stands at `x`."""
        drawn = self.left + x * DAY / self.day
        if self.day >= LINEAR:
            return drawn
        day, rest = divmod(drawn, DAY)
        return day * DAY + _bent(rest, (0.0, NIGHT, DAY - NIGHT, DAY), (0.0, *self.hours, DAY))

    def drawn(self, minute: float) -> float:
        """Return where a minute lies on the drawn line."""
        if self.day >= LINEAR:
            return minute
        day, rest = divmod(minute, DAY)
        return day * DAY + _bent(rest, (0.0, *self.hours, DAY), (0.0, NIGHT, DAY - NIGHT, DAY))

    def zoomed(self, factor: float, at: float) -> "Scale":
        """Return a scale wider by `factor` that keeps the minute at `at` px where it is."""
        return self.with_day(self.day * factor, at)

    def with_day(self, day: float, at: float) -> "Scale":
        """Return a scale with days of another width, still within what can be read."""
        day = min(max(day, NARROWEST), WIDEST)
        wider = replace(self, day=day)
        return replace(wider, left=wider.drawn(self.minute(at)) - at * DAY / day)

    def panned(self, px: float) -> "Scale":
        """Return a scale that shows what stood `px` further right."""
        return replace(self, left=self.left + px * DAY / self.day)

    def name(self) -> str:
        """Return which named zoom this is nearest to: day, week or month."""
        if self.day >= 11:
            return "day"
        return "week" if self.day >= 3.6 else "month"


def _bent(value: float, places: tuple[float, ...], onto: tuple[float, ...]) -> float:
    """Return where a value goes when each stretch between two places is laid onto another."""
    for number in range(1, len(places)):
        if value <= places[number] or number == len(places) - 1:
            begin, end = places[number - 1], places[number]
            share = (value - begin) / (end - begin) if end > begin else 0.0
            return onto[number - 1] + share * (onto[number] - onto[number - 1])
    return value


@dataclass(frozen=True, slots=True)
class Tick:
    """One part of the head: from where to where (local minutes), and its first day."""

    start: int
    finish: int
    day: date
    minute: int = 0
    """The minute of the day, where parts are hours."""


def minute_of(day: date) -> int:
    """Return the first local minute of a day."""
    return (day - EPOCH).days * DAY


def day_of(minute: float) -> date:
    """Return the day a local minute is in."""
    return EPOCH + timedelta(days=int(minute // DAY))


def levels(scale: Scale) -> tuple[str, str]:
    """Return what the rows of the head show at a zoom: day above hour ... year above quarter."""
    if scale.day >= 150:
        return "day", "hour"
    if scale.day >= 14:
        return "week", "day"
    if scale.day >= 3.6:
        return "month", "week"
    if scale.day >= 1.4:
        return "year", "months"
    return "year", "quarter"


def ticks(level: str, first: float, last: float) -> Iterator[Tick]:
    """Yield the parts of one row of the head that touch a span of local minutes."""
    if level == "hour":
        yield from _hours(first, last)
        return
    day = floor_of(level, day_of(first))
    while minute_of(day) < last:
        following = next_of(level, day)
        yield Tick(minute_of(day), minute_of(following), day)
        day = following


def _hours(first: float, last: float, step: int = 180) -> Iterator[Tick]:
    at = int(first // step) * step
    while at < last:
        yield Tick(at, at + step, day_of(at), at % DAY)
        at += step


def floor_of(level: str, day: date) -> date:
    """Return the first day of the day, week, month, quarter or year that `day` is in."""
    if level == "week":
        return day - timedelta(days=day.weekday())
    if level in ("month", "months"):
        return day.replace(day=1)
    if level == "quarter":
        return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return date(day.year, 1, 1) if level == "year" else day


def next_of(level: str, day: date) -> date:
    """Return the first day of the part that follows; `day` is the first of its own."""
    months = {"month": 1, "months": 1, "quarter": 3, "year": 12}.get(level)
    if months is None:
        return day + timedelta(days=7 if level == "week" else 1)
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def step_of(scale: Scale) -> int:
    """Return how many minutes a dragged bar moves at once: a quarter hour, an hour or a day."""
    if scale.day >= 240:
        return 15
    return 60 if scale.day >= 90 else DAY


class Clockface:
    """The wall clock of one time zone, over the years a plan can touch."""

    def __init__(self, zone: str, first: int = 2015, last: int = 2046) -> None:
        self.zone = ZoneInfo(zone)
        self._from: list[int] = []
        self._offset: list[int] = []
        self._from_local: list[int] = []
        at = datetime(first, 1, 1, tzinfo=UTC)
        end = datetime(last, 1, 1, tzinfo=UTC)
        while at < end:
            offset = _offset(at, self.zone)
            if not self._offset or offset != self._offset[-1]:
                self._add(self._change(at, offset), offset)
            at += timedelta(days=7)

    def _change(self, at: datetime, offset: int) -> int:
        """Return the minute within the last week at which the clocks were changed."""
        if not self._offset:
            return _minutes(at)
        low, high = at - timedelta(days=7), at
        while high - low > timedelta(minutes=1):
            middle = low + timedelta(minutes=(high - low) // timedelta(minutes=2))
            if _offset(middle, self.zone) == offset:
                high = middle
            else:
                low = middle
        return _minutes(high)

    def _add(self, minute: int, offset: int) -> None:
        self._from.append(minute)
        self._offset.append(offset)
        self._from_local.append(minute + offset)

    def local(self, moment: int) -> int:
        """Return the local minute of a UTC minute."""
        return moment + self._offset[max(bisect_right(self._from, moment) - 1, 0)]

    def moment(self, local: float) -> int:
        """Return the UTC minute of a local one; the hour that never was counts on."""
        at = round(local)
        return at - self._offset[max(bisect_right(self._from_local, at) - 1, 0)]

    def day(self, moment: int) -> date:
        """Return the local day of a UTC minute."""
        return day_of(self.local(moment))


@cache
def clockface(zone: str) -> Clockface:
    """Return the wall clock of a zone; each is worked out once."""
    return Clockface(zone)


def _offset(at: datetime, zone: ZoneInfo) -> int:
    shift = at.astimezone(zone).utcoffset() or timedelta()
    return int(shift.total_seconds() // 60)


def _minutes(at: datetime) -> int:
    return int(at.timestamp() // 60)


def moment_of(at: datetime) -> int:
    """Return the UTC minute of a time that knows its zone."""
    return _minutes(at)


def time_of(moment: int) -> datetime:
    """Return the UTC time of a UTC minute."""
    return datetime.fromtimestamp(moment * 60, UTC)
