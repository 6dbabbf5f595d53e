"""Working time: when a calendar is worked, and sums of worked time.

Times are whole units since the epoch (minutes UTC, or days, or any unit from 0), spans are half
open. `worked(t)` counts the work before t; its two inverses are `inv_end(w)`, the first instant by
which w is done, and `inv_start(w)`, the last instant before which no more than w is done. The
planner stands on three truths: inv_end(w) <= t exactly where w <= worked(t), inv_start(w) >= t
exactly where w >= worked(t), and nothing can begin in a gap or end at the far side of one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from studio.domain.schedule.tasks import Id, Span
from studio.errors import Invalid
from studio.text import Message, Named

DAY = 1440
MEAL = 180
"""A gap no longer than this, in minutes, is a meal: nobody goes home, nothing is interrupted."""
NIGHT = DAY - 1
"""A gap no longer than this, in minutes, is a night and no day off."""
LONGEST_SEARCH = 5
"""How many times the span known is doubled before a calendar counts as never worked."""


class Source(Protocol):
    """Says when is worked, for any stretch of time."""

    def spans(self, first: int, until: int) -> Sequence[Span]:
        """Return the worked spans within [first, until), in order and apart."""

    def why_off(self, first: int, until: int) -> Named | None:
        """Return the name of a holiday or an absence within [first, until), if there is one."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """Worked exactly in these spans, and never outside them."""

    worked: tuple[Span, ...]

    def spans(self, first: int, until: int) -> list[Span]:
        """Return the worked spans within [first, until)."""
        return [(max(a, first), min(b, until)) for a, b in self.worked if a < until and b > first]

    def why_off(self, first: int, until: int) -> Named | None:
        """Return nothing: these gaps have no names."""
        return None


@dataclass(frozen=True, slots=True)
class Both:
    """Worked where all of several are, as a task's hours and those of who does it."""

    parts: tuple[Source, ...]

    def spans(self, first: int, until: int) -> list[Span]:
        """Return the spans all parts have in common."""
        found = [(first, until)]
        for part in self.parts:
            found = shared(found, part.spans(first, until))
        return found

    def why_off(self, first: int, until: int) -> Named | None:
        """Return the first part's name for the gap."""
        names = (part.why_off(first, until) for part in self.parts)
        return next((name for name in names if name is not None), None)


@dataclass(frozen=True, slots=True)
class Absent:
    """Worked all the time but for these (start, finish, name) absences."""

    away: tuple[tuple[int, int, Named], ...]

    def spans(self, first: int, until: int) -> list[Span]:
        """Return what the absences leave."""
        found, here = [], first
        for start, finish, _name in sorted(self.away, key=lambda one: one[:2]):
            if start > here:
                found.append((here, min(start, until)))
            here = max(here, finish)
            if here >= until:
                return [span for span in found if span[0] < span[1]]
        return [*(span for span in found if span[0] < span[1]), (here, until)]

    def why_off(self, first: int, until: int) -> Named | None:
        """Return the name of an absence in the gap."""
        return next((name for a, b, name in self.away if a < until and b > first), None)


def shared(one: Sequence[Span], other: Sequence[Span]) -> list[Span]:
    """Return where two ordered lists of spans overlap."""
    found: list[Span] = []
    i = j = 0
    while i < len(one) and j < len(other):
        start, finish = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if start < finish:
            found.append((start, finish))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return found


class Calendar:
    """A source with sums, growing as far as it is asked; not to be shared between threads.

    `day` is the work of a usual day. `units` is "minute" for real time; "day" where whole days
    are counted, so that nights are no gap.
    """

    __slots__ = (
        "before", "day", "ends", "first", "fitted", "id", "name", "source", "starts", "total",
        "units", "until",
    )  # fmt: skip

    def __init__(
        self, key: Id, source: Source, *, day: int = 480, units: str = "minute", name: str = ""
    ) -> None:
        self.id = key
        self.name = name or key
        self.source = source
        self.day = day
        self.units = units
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.before: list[int] = []
        self.first = self.until = 0
        self.fitted: dict[tuple[int, int, int], bool] = {}
        """What `fits` found, for a plan asks the same of many tasks."""
        self.total = 0
        """All work known, counted from where the first question was asked."""

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process as the rule alone; it grows again there."""
        return _made, (self.id, self.source, self.day, self.units, self.name)

    def worked(self, t: int) -> int:
        """Return the work before an instant; only differences mean anything."""
        if not self.first <= t < self.until:
            self._cover(t)
        i = bisect_right(self.starts, t) - 1
        end = self.ends[i]
        return self.before[i] + (t if t < end else end) - self.starts[i]

    def inv_start(self, work: int) -> int:
        """Return the instant at which the work after `work` can begin."""
        while work >= self.total:
            self._later()
        while work < self.before[0]:
            self._earlier()
        i = bisect_right(self.before, work) - 1
        return self.starts[i] + work - self.before[i]

    def inv_end(self, work: int) -> int:
        """Return the first instant at which `work` is done."""
        while work > self.total:
            self._later()
        while work <= self.before[0]:
            self._earlier()
        i = bisect_left(self.before, work) - 1
        return self.starts[i] + work - self.before[i]

    def add(self, t: int, work: int) -> int:
        """Return when work begun at or after t is done, or when it began where negative.

        Nothing added is the instant itself.
        """
        if work == 0:
            return t
        return self.inv_end(self.worked(t) + work)

    def take(self, t: int, work: int) -> int:
        """Return the latest instant from which `add` of the same work leads to t or before."""
        if work == 0:
            return t
        return self.inv_start(self.worked(t) - work)

    def between(self, first: int, until: int) -> int:
        """Return the work between two instants, negative where they are the wrong way round."""
        return self.worked(until) - self.worked(first)

    def next(self, t: int) -> int:
        """Return the first instant from t on at which work can begin."""
        return self.inv_start(self.worked(t))

    def is_worked(self, t: int) -> bool:
        """Tell whether the instant is worked."""
        return self.next(t) == t

    def spans(self, first: int, until: int) -> list[Span]:
        """Return the worked spans within [first, until)."""
        return list(self.source.spans(first, until))

    def why_off(self, first: int, until: int) -> Named | None:
        """Return the name of a holiday or an absence within [first, until), if there is one."""
        return self.source.why_off(first, until)

    def place(
        self, start: int, work: int, finish: int | None = None, rest: int | None = None
    ) -> Span:
        """Return the earliest span of some work not before `start`, not ending before `finish`.

        With `rest` no gap longer than that may interrupt it (in units of time), where it can be.
        """
        if not self.first <= start < self.until:
            self._cover(start)
        i = bisect_right(self.starts, start) - 1
        if start < self.ends[i]:
            w = self.before[i] + start - self.starts[i]
        else:
            w = self.before[i] + self.ends[i] - self.starts[i]
            start = self.inv_start(w)
            i = bisect_right(self.starts, start) - 1
        if finish is not None or rest is not None:
            if finish is not None:
                w = max(w, self.worked_until(finish) - work)
            if rest is not None:
                w = self._fit(w, work, rest)
            return self.inv_start(w), self.inv_end(w + work)
        if start + work <= self.ends[i]:
            return start, start + work
        w += work
        if w > self.total:
            return start, self.inv_end(w)
        i = bisect_left(self.before, w, i) - 1
        return start, self.starts[i] + w - self.before[i]

    def place_late(
        self, finish: int, work: int, start: int | None = None, rest: int | None = None
    ) -> Span:
        """Return the latest span of some work not ending after `finish`, begun by `start`."""
        w = self.worked(finish) - work
        if start is not None:
            w = min(w, self.worked_from(start))
        if rest is not None:
            w = self._fit_back(w, work, rest)
        return self.inv_start(w), self.inv_end(w + work)

    def worked_until(self, finish: int) -> int:
        """Return how much must be done to end at `finish` or later.

        Nothing ends inside a gap: past one, a unit of the next span has to be worked.
        """
        w = self.worked(finish)
        return w if self.inv_end(w) == finish else w + 1

    def worked_from(self, start: int) -> int:
        """Return how much may be done to begin at `start` or earlier.

        Nothing begins inside a gap: before one, a unit of the span before it has to be left.
        """
        w = self.worked(start)
        return w if self.inv_start(w) == start else w - 1

    def fits(self, start: int, work: int, rest: int) -> bool:
        """Tell whether some work finds room without a longer gap within years of an instant."""
        asked = (start, work, rest)
        if asked not in self.fitted:
            found = self._fit(self.worked(start), work, rest)
            self.fitted[asked] = self._run_end(found, found + work, rest) >= found + work
        return self.fitted[asked]

    def _fit(self, w: int, work: int, rest: int) -> int:
        """Return the first w' >= w with no longer gap inside [w', w' + work], else w."""
        begun, limit = w, self.inv_start(w) + 5 * 366 * (1 if self.units == "day" else DAY)
        while True:
            end = self._run_end(w, w + work, rest)
            if end >= w + work:
                return w
            w = end
            if self.inv_start(w) > limit:
                return begun

    def _run_end(self, w: int, enough: int, rest: int) -> int:
        """Return the work at the end of the run that begins at w, at most about `enough`."""
        self.inv_start(w)
        i = bisect_right(self.before, w) - 1
        while True:
            end = self.before[i] + self.ends[i] - self.starts[i]
            if end >= enough:
                return end
            if i + 1 == len(self.starts):
                self._later()
                continue
            if self.starts[i + 1] - self.ends[i] > rest:
                return end
            i += 1

    def _fit_back(self, w: int, work: int, rest: int) -> int:
        """Return the last w' <= w with no longer gap inside [w', w' + work], else w."""
        begun, limit = w, self.inv_start(w) - 5 * 366 * (1 if self.units == "day" else DAY)
        while True:
            end = self._run_end(w, w + work, rest)
            if end >= w + work:
                return w
            first = self._run_start(w, end - work, rest)
            if first <= end - work:
                return end - work
            if self.inv_start(first) < limit:
                return begun
            w = first - 1  # in the run before; its own end is found from there

    def _run_start(self, w: int, enough: int, rest: int) -> int:
        """Return the work at the start of the run that w lies in, at least about `enough`."""
        self.inv_start(w)
        at = self.starts[bisect_right(self.before, w) - 1]
        while True:
            i = bisect_left(self.starts, at)
            if self.before[i] <= enough:
                return self.before[i]
            if i <= 1:
                self._earlier()
                continue
            if self.starts[i] - self.ends[i - 1] > rest:
                return self.before[i]
            at = self.starts[i - 1]

    def _cover(self, t: int) -> None:
        """Know at least what lies around t."""
        if not self.starts:
            self.first = self.until = t
            self.starts, self.ends, self.before = [t], [t], [0]
        while t >= self.until:
            self._later()
        while t < self.first:
            self._earlier()

    def _chunk(self) -> int:
        """Return how much further to look: about what is known already, at least a year."""
        year = 366 if self.units == "day" else 366 * DAY
        known = self.until - self.first
        if known > year << LONGEST_SEARCH:
            reason = Message(
                "Calendar {name} has too little working time for the plan.", name=self.name
            )
            raise Invalid({"calendar": reason})
        return max(year, known)

    def _later(self) -> None:
        """Learn a further stretch of the future."""
        until = self.until + self._chunk()
        for start, finish in self.source.spans(self.until, until):
            self.starts.append(start)
            self.ends.append(finish)
            self.before.append(self.total)
            self.total += finish - start
        self.until = until

    def _earlier(self) -> None:
        """Learn a further stretch of the past; sums there are negative."""
        first = self.first - self._chunk()
        spans = self.source.spans(first, self.first)
        below = self.before[0] - sum(finish - start for start, finish in spans)
        starts, ends, before = [first], [first], [below]
        for start, finish in spans:
            starts.append(start)
            ends.append(finish)
            before.append(below)
            below += finish - start
        # The empty span that marked the old beginning goes: sums must rise from span to span.
        self.starts[:1], self.ends[:1], self.before[:1] = starts, ends, before
        self.first = first


def _made(key: Id, source: Source, day: int, units: str, name: str) -> Calendar:
    return Calendar(key, source, day=day, units=units, name=name)


def combined(key: Id, calendars: Iterable[Calendar], away: Iterable[Span] = ()) -> Calendar:
    """Return the calendar worked where all of several are, without some absences."""
    found = list(calendars)
    parts = [calendar.source for calendar in found]
    absent = tuple((start, finish, Named("")) for start, finish in away)
    if absent:
        parts.append(Absent(absent))
    return Calendar(
        key,
        parts[0] if len(parts) == 1 else Both(tuple(parts)),
        day=min((calendar.day for calendar in found), default=DAY),
        units=found[0].units if found else "minute",
    )
