"""Who is taken when: clashes of one booking and of all, in minutes since 1970 UTC.

Every span is half open. What is compared is the occupied span: the paid time with the travel or
setting up before and after it.
"""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONG = 7 * 24 * 60
"""Minutes: what lasts longer stands in a list of its own, so that it does not widen each search."""

SPREAD = 1 << 32
"""More minutes than any moment has; keeps the spans of different lanes apart on one line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One booking in a lane, which is whoever or whatever is booked ("talent:4")."""

    id: int
    lane: str
    start: int
    end: int
    before: int = 0
    after: int = 0
    units: int = 1
    state: str = "confirmed"
    place: str = ""

    @property
    def first(self) -> int:
        """When it begins to occupy: travel and setting up included."""
        return self.start - self.before

    @property
    def last(self) -> int:
        """When it stops to occupy."""
        return self.end + self.after

    def meets(self, other: "Entry") -> bool:
        """Say whether two of one lane want the same time."""
        return self.first < other.last and other.first < self.last


_FIRST = attrgetter("first")


@dataclass(slots=True)
class _Lane:
    short: list[Entry] = field(default_factory=list)
    long: list[Entry] = field(default_factory=list)
    widest: int = 0

    def add(self, entry: Entry) -> None:
        lasting = entry.last - entry.first
        if lasting > LONG:
            self.long.append(entry)
            return
        insort(self.short, entry, key=_FIRST)
        self.widest = max(self.widest, lasting)

    def remove(self, entry: Entry) -> None:
        if entry.last - entry.first > LONG:
            self.long.remove(entry)
            return
        at = bisect_left(self.short, entry.first, key=_FIRST)
        del self.short[self.short.index(entry, at)]

    def within(self, first: int, last: int) -> Iterator[Entry]:
        low = bisect_right(self.short, first - self.widest, key=_FIRST)
        high = bisect_left(self.short, last, key=_FIRST)
        for entry in self.short[low:high]:
            if entry.last > first:
                yield entry
        for entry in self.long:
            if entry.first < last and entry.last > first:
                yield entry


class BookingIndex:
    """Bookings by lane, in order, for asking what stands in the way."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries: dict[int, Entry] = {}
        self._lanes: dict[str, _Lane] = defaultdict(_Lane)
        for entry in sorted(entries, key=_FIRST):
            self.add(entry)

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, entry: Entry) -> None:
        """Put a booking in; one of the same id is taken out first."""
        self.remove(entry.id)
        self._entries[entry.id] = entry
        self._lanes[entry.lane].add(entry)

    def remove(self, key: int) -> None:
        """Take a booking out, if it is there."""
        entry = self._entries.pop(key, None)
        if entry is not None:
            self._lanes[entry.lane].remove(entry)

    def within(self, lane: str, first: int, last: int) -> list[Entry]:
        """Return what occupies a lane in a span."""
        found = self._lanes.get(lane)
        return sorted(found.within(first, last), key=_FIRST) if found and first < last else []

    def clashes(self, entry: Entry, capacity: int = 1) -> list[Entry]:
        """Return the others without which a booking would fit; none where there is room."""
        if entry.last <= entry.first:
            return []
        others = self.within(entry.lane, entry.first, entry.last)
        return crowded(entry, [one for one in others if one.id != entry.id], capacity)

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """Return the last booking of a lane that is paid before another, and the next after it."""
        lane = self._lanes.get(entry.lane)
        if lane is None:
            return None, None
        others = [one for one in (*lane.short, *lane.long) if one.id != entry.id]
        earlier = [one for one in others if one.end <= entry.start]
        later = [one for one in others if one.start >= entry.end]
        return (
            max(earlier, key=lambda one: one.end, default=None),
            min(later, key=lambda one: one.start, default=None),
        )

    def all(self, capacities: Mapping[str, int] | None = None) -> list[tuple[Entry, Entry]]:
        """Return every pair of bookings that cannot both stand.

        `capacities` names the lanes with room for more than one; there a pair clashes where
        it stands in a moment with too many units.
        """
        entries = list(self._entries.values())
        numbers = {lane: at for at, lane in enumerate(self._lanes)}
        pairs = sweep(
            [numbers[one.lane] for one in entries],
            [one.first for one in entries],
            [one.last for one in entries],
        )
        roomy = capacities or {}
        found = []
        for at, other in pairs:
            one, two = entries[at], entries[other]
            room = roomy.get(one.lane, 1)
            if room == 1 or two in self.clashes(one, room) or one in self.clashes(two, room):
                found.append((one, two))
        return found


def crowded(entry: Entry, others: Sequence[Entry], capacity: int) -> list[Entry]:
    """Return those that share a moment with an entry at which more than `capacity` is taken."""
    meeting = [one for one in others if one.meets(entry)]
    if capacity == 1 or entry.units > capacity:
        return meeting
    found: dict[int, Entry] = {}
    for moment in {entry.first, *(one.first for one in meeting if one.first >= entry.first)}:
        there = [one for one in meeting if one.first <= moment < one.last]
        if entry.units + sum(one.units for one in there) > capacity:
            found.update((one.id, one) for one in there)
    return [one for one in meeting if one.id in found]


def sweep(
    lanes: Sequence[int], firsts: Sequence[int], lasts: Sequence[int]
) -> list[tuple[int, int]]:
    """Return the positions of every two spans of one lane that overlap, by one sort of them all."""
    import numpy as np

    if not lanes:
        return []
    lane = np.asarray(lanes, dtype=np.int64) * SPREAD
    begins: NDArray[np.int64] = lane + np.asarray(firsts, dtype=np.int64)
    ends: NDArray[np.int64] = lane + np.asarray(lasts, dtype=np.int64)
    left, right = _pairs(np, begins, ends)
    return list(zip(left.tolist(), right.tolist(), strict=True))


def _pairs(np: Any, begins: "NDArray[np.int64]", ends: "NDArray[np.int64]") -> tuple[Any, Any]:
    real = np.flatnonzero(ends > begins)  # what lasts no time stands in nobody's way
    order = real[np.argsort(begins[real], kind="stable")]
    sorted_begins = begins[order]
    reach = np.searchsorted(sorted_begins, ends[order], side="left")
    here = np.arange(len(order))
    counts = reach - here - 1
    left = np.repeat(here, counts)
    offsets = np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts, counts)
    return order[left], order[left + 1 + offsets]
