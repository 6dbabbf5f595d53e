"""Values of two parts that a brief holds: a budget, a posting window, a day with its time."""

from dataclasses import dataclass
from datetime import date

from studio.domain.money import Money, format_amount


@dataclass(frozen=True, slots=True)
class Budget:
    """The least and the most a client means, in minor units; an end may be open."""

    least: int | None
    most: int | None
    currency: str

    def __bool__(self) -> bool:
        """Say whether there is a figure at all."""
        return self.least is not None or self.most is not None

    def __str__(self) -> str:
        """Return the figures as plain text, for banners and logs."""
        ends = [end for end in (self.least, self.most) if end is not None]
        figures = dict.fromkeys(format_amount(Money(end, self.currency)) for end in ends)
        return f"{' – '.join(figures)} {self.currency}" if figures else ""


@dataclass(frozen=True, slots=True)
class Window:
    """The first and last day posts may go out; an end may be open."""

    first: date | None
    last: date | None

    def __bool__(self) -> bool:
        """Say whether there is a day at all."""
        return self.first is not None or self.last is not None

    def __str__(self) -> str:
        """Return the days as plain text, for banners and logs."""
        return (
            " – ".join(str(day) if day else "…" for day in (self.first, self.last)) if self else ""
        )


@dataclass(frozen=True, slots=True)
class Due:
    """A day, and the local time HH:MM or nothing."""

    day: date | None
    time: str = ""

    def __bool__(self) -> bool:
        """Say whether there is a day."""
        return self.day is not None

    def __str__(self) -> str:
        """Return day and time as plain text, for banners and logs."""
        return f"{self.day} {self.time}".strip() if self.day else ""
