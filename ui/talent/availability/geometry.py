"""Where days and rows of the availability grid stand, and what is drawn on them. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from studio.services.bookings import Cell, GridRow, Span

NAMES = 214
"""px of the column of names."""
HEAD = 62
ROW = 34
LEAST_DAY = 9
ZOOMS: Mapping[str, int] = {"week": 14, "month": 35, "quarter": 91}
"""How many days each zoom shows."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A bar over the days from `first` to `last` (places): what they have in common."""

    first: int
    last: int
    cell: Cell
    span: Span | None = None
    """The booking that names it: what is taken before what is held."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Places of days in a width: `first` is the first day, `count` how many there are."""

    first: date
    count: int
    width: float

    @property
    def day(self) -> float:
        """How wide a day is."""
        return max((self.width - NAMES) / self.count, LEAST_DAY)

    def left(self, place: int) -> float:
        """Return where a day begins."""
        return NAMES + place * self.day

    def place(self, x: float) -> int:
        """Return the place of the day under a point; -1 over the names or past the end."""
        if x < NAMES:
            return -1
        at = int((x - NAMES) / self.day)
        return at if at < self.count else -1

    def nearest(self, x: float) -> int:
        """Return the place of the day nearest to a point, for a drag that leaves the grid."""
        return min(max(int((x - NAMES) / self.day), 0), self.count - 1)

    def day_of(self, place: int) -> date:
        """Return the day at a place."""
        return self.first + timedelta(days=place)

    def find(self, day: date) -> int:
        """Return the place of a day; -1 where it is not shown."""
        at = (day - self.first).days
        return at if 0 <= at < self.count else -1


def pieces(row: GridRow) -> tuple[Piece, ...]:
    """Return the bars of a row: neighbouring days that are alike in state and bookings."""
    spans = {span.booking_id: span for span in row.spans if span.kind not in ("travel", "absence")}
    travel = {span.booking_id: span for span in row.spans if span.kind == "travel"}
    away = [span for span in row.spans if span.kind == "absence"]
    found = []
    numbered = [(at, cell) for at, cell in enumerate(row.cells) if _marked(cell)]
    for _key, group in groupby(numbered, key=lambda one: (one[1].state, one[1].booking_ids)):
        for run in _runs([at for at, _cell in group]):
            cell = row.cells[run[0]]
            clash = any(row.cells[at].clash for at in run)
            shown = replace(cell, clash=clash)
            found.append(Piece(run[0], run[-1], shown, _span(shown, spans, travel, away)))
    return tuple(sorted(found, key=lambda piece: piece.first))


def _marked(cell: Cell) -> bool:
    return cell.state != "available" or bool(cell.booking_ids)


def _runs(places: Sequence[int]) -> list[list[int]]:
    """Return places in runs without a gap."""
    runs: list[list[int]] = []
    for at in places:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _span(
    cell: Cell,
    spans: Mapping[int, Span],
    travel: Mapping[int, Span],
    away: Sequence[Span],
) -> Span | None:
    if cell.state in ("unavailable", "unknown") and away:
        return away[0]
    source = travel if cell.state == "travel" else spans
    named = [source[key] for key in cell.booking_ids if key in source]
    order = {"booked": 0, "hold": 1, "enquiry": 2}
    return min(named, key=lambda span: (order.get(span.kind, 3), span.rank), default=None)


def monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())
