"""Where the days of a week and the events on them stand: plain numbers, no Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

HEAD = 30
"""Height of a day's name."""

BLOCK, BETWEEN, INSET = 41, 5, 8
"""Height of an event, the gap below it, and the room beside it."""

MOST = 3
"""How many events of a day are shown; the rest is one line that opens a list."""

MORE = 18
WEEKDAY, WEEKEND = 5, 4
"""A day of the week-end is four fifths as wide as another."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in px."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies inside."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True, slots=True)
class Plan:
    """The seven columns, the place of each event by its number, and of each "more" by its day."""

    columns: tuple[Box, ...]
    events: Mapping[int, Box]
    more: Mapping[int, Box]
    hidden: Mapping[int, tuple[int, ...]]


def columns(width: float, height: float) -> tuple[Box, ...]:
    """Return the seven columns over a width, Monday first."""
    parts = [WEEKDAY] * 5 + [WEEKEND] * 2
    unit = width / sum(parts)
    edges = [round(unit * sum(parts[:day])) for day in range(8)]
    return tuple(Box(edges[day], 0, edges[day + 1] - edges[day], height) for day in range(7))


def arranged(days: Sequence[int], width: float, height: float) -> Plan:
    """Return the plan of events whose day (0 to 6) is given in the order they are shown."""
    across = columns(width, height)
    places: dict[int, Box] = {}
    more: dict[int, Box] = {}
    hidden: dict[int, tuple[int, ...]] = {}
    for day, column in enumerate(across):
        here = [number for number, on in enumerate(days) if on == day]
        shown = here[:MOST]
        for place, number in enumerate(shown):
            top = HEAD + place * (BLOCK + BETWEEN)
            places[number] = Box(column.x + INSET, top, column.width - 2 * INSET, BLOCK)
        if len(here) > MOST:
            top = HEAD + MOST * (BLOCK + BETWEEN) - BETWEEN + 1
            more[day] = Box(column.x + INSET, top, column.width - 2 * INSET, MORE)
            hidden[day] = tuple(here[MOST:])
    return Plan(across, places, more, hidden)


def day_at(x: float, width: float) -> int:
    """Return the day of the week at a place, 0 to 6; beside the week the nearest one."""
    for day, column in enumerate(columns(width, 1)):
        if x < column.x + column.width:
            return day
    return 6
