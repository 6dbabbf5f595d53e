"""Where items stand on the calendar: weeks, days, lanes. No Qt, no state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from studio.services.schedule.calendar import CalendarItem

DAYS = 7


@dataclass(frozen=True, slots=True)
class Bar:
    """An item in one week: first and last column, its lane from the top; it may go on outside."""

    item: CalendarItem
    week: int
    first: int
    last: int
    lane: int
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The bars that fit, and what did not: (week, column) -> items in that day beyond the room."""

    bars: tuple[Bar, ...]
    hidden: dict[tuple[int, int], tuple[CalendarItem, ...]]


def monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def span(day: date, view: str) -> tuple[date, int]:
    """Return the first day shown and how many weeks: six for a month, one for a week."""
    if view == "week":
        return monday(day), 1
    return monday(day.replace(day=1)), 6


def step(day: date, view: str, pages: int) -> date:
    """Return the same day so many weeks or months on."""
    if view == "week":
        return day + timedelta(days=DAYS * pages)
    month = day.year * 12 + day.month - 1 + pages
    year, at = divmod(month, 12)
    for number in range(day.day, 0, -1):
        try:
            return date(year, at + 1, number)
        except ValueError:  # a shorter month
            continue
    return day


def lay_out(items: Sequence[CalendarItem], first: date, weeks: int, lanes: int) -> Layout:
    """Put items into lanes week by week; a day with more than `lanes` keeps its last for "+n"."""
    bars: list[Bar] = []
    hidden: dict[tuple[int, int], tuple[CalendarItem, ...]] = {}
    for week in range(weeks):
        begin = first + timedelta(days=DAYS * week)
        end = begin + timedelta(days=DAYS - 1)
        found = [item for item in items if item.first <= end and item.last >= begin]
        placed = _week(found, begin, end, week)
        full = {
            column
            for column in range(DAYS)
            if sum(bar.first <= column <= bar.last for bar in placed) > lanes
        }
        for bar in placed:
            columns = range(bar.first, bar.last + 1)
            room = lanes - 1 if full & set(columns) else lanes
            if bar.lane < room:
                bars.append(bar)
                continue
            for column in columns:
                hidden[week, column] = (*hidden.get((week, column), ()), bar.item)
    return Layout(tuple(bars), hidden)


def _week(items: Sequence[CalendarItem], begin: date, end: date, week: int) -> list[Bar]:
    taken: list[set[int]] = []
    placed = []
    for item in items:
        left = max(0, (item.first - begin).days)
        right = min(DAYS - 1, (item.last - begin).days)
        columns = set(range(left, right + 1))
        lane = next((at for at, used in enumerate(taken) if not used & columns), len(taken))
        if lane == len(taken):
            taken.append(set())
        taken[lane] |= columns
        placed.append(
            Bar(item, week, left, right, lane, item.first >= begin, item.last <= end)
        )
    return placed
