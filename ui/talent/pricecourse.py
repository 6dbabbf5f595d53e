"""Where prices over time stand in a chart: parts of its width and height, ticks; no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from studio.domain.money import Money
from studio.services.talent import PriceLine, Step

TICKS = 4
"""Lines across a chart at most, besides the ground."""
MONTHS = 6
"""Names of months below a chart at most."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One step of a line: from left to right in parts of the width, at a part of the height."""

    left: float
    right: float
    level: float
    sure: bool
    """Whether the price is confirmed."""
    joined: bool
    """Whether the step before ends where this one begins."""


@dataclass(frozen=True, slots=True)
class Course:
    """The span and the height of a chart of prices in one currency."""

    currency: str
    first: date
    last: date
    """The first day that is not shown any more."""
    ticks: tuple[int, ...]
    """Amounts in minor units, the ground first, the top last."""

    def part(self, day: date) -> float:
        """Return where a day begins, as a part of the width."""
        return min(1.0, max(0.0, (day - self.first).days / (self.last - self.first).days))

    def day(self, part: float) -> date:
        """Return the day at a part of the width."""
        days = (self.last - self.first).days
        return self.first + timedelta(days=min(days - 1, max(0, int(part * days))))

    def level(self, minor: int) -> float:
        """Return how high an amount stands, as a part of the height."""
        return minor / self.ticks[-1]

    def pieces(self, line: PriceLine) -> list[Piece]:
        """Return the steps of a line; one without an end reaches the right edge."""
        found: list[Piece] = []
        end: date | None = None
        for step in line.steps:
            after = self.last if step.last_on is None else step.last_on + timedelta(days=1)
            joined = end == step.first_on
            made = Piece(
                self.part(step.first_on),
                self.part(after),
                self.level(step.price.minor),
                step.state == "confirmed",
                joined,
            )
            found.append(made)
            end = after
        return found

    def months(self) -> list[date]:
        """Return the first days of the months that are named, evenly spaced."""
        firsts = [self.first]
        while (following := _next(firsts[-1])) < self.last:
            firsts.append(following)
        return firsts[:: -(-len(firsts) // MONTHS)]


def course(lines: Sequence[PriceLine], today: date) -> Course:
    """Return the chart of lines in one currency: whole months, today among them; from nothing."""
    steps = [step for line in lines for step in line.steps]
    begins = min(*(step.first_on for step in steps), today)
    ends = [step.last_on or step.first_on for step in steps]
    last = _next(max(*ends, today).replace(day=1))
    highest = max(step.price.minor for step in steps)
    return Course(lines[0].currency, begins.replace(day=1), last, _ticks(max(highest, 1)))


def by_currency(lines: Sequence[PriceLine]) -> dict[str, list[PriceLine]]:
    """Return the lines of each currency: amounts of two never share a chart."""
    found: dict[str, list[PriceLine]] = {}
    for line in lines:
        found.setdefault(line.currency, []).append(line)
    return found


def held(line: PriceLine, day: date) -> Step | None:
    """Return the step that holds on a day."""
    for step in line.steps:
        if step.first_on <= day and (step.last_on is None or day <= step.last_on):
            return step
    return None


def tick_words(course: Course) -> list[Money]:
    """Return the amounts at the side of a chart."""
    return [Money(minor, course.currency) for minor in course.ticks]


def _ticks(highest: int) -> tuple[int, ...]:
    """Return round amounts (1, 2 or 5 times a power of ten) from nothing to above the highest."""
    size = 1
    while True:
        for step in (size, size * 2, size * 5):
            if step * TICKS >= highest:
                return tuple(range(0, step * (-(-highest // step)) + 1, step))
        size *= 10


def _next(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
