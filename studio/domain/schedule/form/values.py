"""What the JSON form holds once read, and how its units and times are meant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from studio.domain.schedule.hours import EPOCH_DAY, Hours, zone_named
from studio.domain.schedule.tasks import Id, Link, Resource, Task
from studio.domain.schedule.time import DAY, Calendar

MINUTES = {"minute": 1, "hour": 60}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAYS = date(2200, 1, 1).toordinal() - EPOCH_DAY


class Mode(StrEnum):
    """How the planner counts."""

    UNITS = "units"
    """Whole units from 0, no calendar."""
    MINUTES = "minutes"
    """Minutes since the epoch, UTC."""
    DAYS = "days"
    """Whole local days since 1970."""


LAST = {Mode.UNITS: 10**15, Mode.MINUTES: _DAYS * DAY, Mode.DAYS: _DAYS}
"""The last moment that can be written: with calendars, the end of 2199."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A plan as read: everything the planner and levelling ask for."""

    tasks: tuple[Task, ...]
    links: tuple[Link, ...] = ()
    resources: tuple[Resource, ...] = ()
    calendars: Mapping[Id, Calendar] = field(default_factory=dict)
    hours: Mapping[Id, Hours] = field(default_factory=dict)
    """What the calendars are made from."""
    names: Mapping[Id, str] = field(default_factory=dict)
    start: int = 0
    unit: str = ""
    mode: Mode = Mode.UNITS
    zone: tzinfo = UTC
    """In which instants are answered."""

    @property
    def scale(self) -> int:
        """How many of the planner's units one of the form's is."""
        return MINUTES.get(self.unit, 1) if self.mode is Mode.MINUTES else 1

    @property
    def day(self) -> int:
        """The work of a usual day in the planner's units, 0 where a unit is no time."""
        if self.mode is Mode.MINUTES:
            return next((calendar.day for calendar in self.calendars.values()), DAY)
        return 1 if self.unit == "day" else 0

    def counted(self, amount: int) -> int | float:
        """Return an amount of the planner's units in the form's own."""
        if amount % self.scale == 0:
            return amount // self.scale
        return round(amount / self.scale, 4)

    def shown(self, moment: int, *, calendar: Id = "", finish: bool = False) -> int | str:
        """Return a moment as the form writes it: a number, or an ISO instant.

        Whole days begin with the first and end with the last hour that `calendar` works.
        """
        if self.mode is Mode.UNITS:
            return moment
        if self.mode is Mode.MINUTES:
            return (EPOCH + timedelta(minutes=moment)).astimezone(self.zone).isoformat()
        midnight = datetime.fromordinal(EPOCH_DAY + (moment - 1 if finish else moment))
        hours = self.hours.get(calendar)
        zone = self.zone if hours is None else zone_named(hours.zone)
        pairs = hours.on(midnight.date()) if hours is not None else ()
        first, last = (pairs[0][0], pairs[-1][1]) if pairs else (0, DAY)
        wall = midnight + timedelta(minutes=last if finish else first)
        return wall.replace(tzinfo=zone).astimezone(self.zone).isoformat()
