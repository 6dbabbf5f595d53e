"""Growth in incubation: followers against the straight line to the target."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Growth:
    """Followers against the target: the straight line from the first reading to the target day."""

    first_on: date
    first: int
    last_on: date
    last: int
    target: int
    target_on: date
    expected: int
    """What the straight line asks for on the day of the last reading."""

    @property
    def share(self) -> Decimal:
        """How much of the way is done, a fraction of one, from 0."""
        if self.target <= self.first:
            return Decimal(1)
        done = Decimal(max(0, self.last - self.first)) / Decimal(self.target - self.first)
        return min(Decimal(1), done.quantize(Decimal("0.001"), ROUND_HALF_UP))

    @property
    def ahead(self) -> int:
        """Followers above the line; negative below it."""
        return self.last - self.expected


def growth_of(
    readings: Sequence[tuple[date, int]], target: int | None, target_on: date | None
) -> Growth | None:
    """Return growth against target from readings by day; None where one of them is missing."""
    if not readings or not target or target_on is None:
        return None
    (first_on, first), (last_on, last) = readings[0], readings[-1]
    span = (target_on - first_on).days
    gone = min((last_on - first_on).days, span)
    expected = first + (target - first) * gone // span if span > 0 else target
    return Growth(first_on, first, last_on, last, target, target_on, expected)
