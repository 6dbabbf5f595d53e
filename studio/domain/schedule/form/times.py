"""Turns the times of the JSON form into the planner's own."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from studio.domain.schedule.form.values import EPOCH, LAST, Mode
from studio.domain.schedule.hours import EPOCH_DAY, Hours, zone_named
from studio.domain.schedule.time import DAY
from studio.errors import Invalid
from studio.text import Message


@dataclass(slots=True)
class Clock:
    """How one file tells the time; `zone` is meant where an instant has no offset."""

    mode: Mode
    scale: int
    zone: tzinfo
    hours: Hours | None
    start: int = 0

    def of(self, hours: Hours | None) -> "Clock":
        """Return the clock of what works other hours: whole days are its own."""
        if hours is None or self.mode is not Mode.DAYS:
            return self
        return Clock(self.mode, self.scale, self.zone, hours, self.start)

    def number(self, value: int) -> int:
        """Return a whole number: itself, or units that pass from the start of the plan."""
        if self.mode is Mode.UNITS:
            if value < 0:
                raise Invalid({"time": Message("A time lies before the plan begins.")})
            return value
        found = self.start + value * self.scale
        if found > LAST[self.mode]:
            raise Invalid({"time": Message("A time lies after the year 2199.")})
        return found

    def stamp(self, value: datetime | date, name: str) -> int:
        """Return an instant or the beginning of a day."""
        moment = self._aware(value, name)
        if self.mode is Mode.MINUTES:
            return _minutes(moment)
        moment = self._local(moment, whole_day=not isinstance(value, datetime))
        over = _minute_of_day(moment) >= self._end_of(moment.date())
        return moment.date().toordinal() - EPOCH_DAY + over

    def finish(self, value: datetime | date, name: str) -> int:
        """Return an instant or the end of a day, as what has to be done by then."""
        whole_day = not isinstance(value, datetime)
        moment = self._aware(value, name)
        if self.mode is Mode.MINUTES:
            return _minutes(moment + timedelta(days=1) if whole_day else moment)
        moment = self._local(moment, whole_day=whole_day)
        over = whole_day or _minute_of_day(moment) >= self._end_of(moment.date())
        return moment.date().toordinal() - EPOCH_DAY + over

    def _aware(self, value: datetime | date, name: str) -> datetime:
        if self.mode is Mode.UNITS:
            raise Invalid(
                {name: Message('"{field}" needs a whole number: no calendar is named.', field=name)}
            )
        if not isinstance(value, datetime):
            value = datetime(value.year, value.month, value.day, tzinfo=self.zone)
        if value.tzinfo is None:
            value = value.replace(tzinfo=self.zone)
        return value.astimezone(self.zone)

    def _local(self, moment: datetime, *, whole_day: bool) -> datetime:
        """Return an instant in the zone whose days are counted; a bare date is that date there."""
        if whole_day or self.hours is None:
            return moment
        return moment.astimezone(zone_named(self.hours.zone))

    def _end_of(self, day: date) -> int:
        """Return the last worked minute of a local day."""
        pairs = self.hours.on(day) if self.hours is not None else ()
        return pairs[-1][1] if pairs else DAY


def _minutes(moment: datetime) -> int:
    return int((moment - EPOCH).total_seconds()) // 60


def _minute_of_day(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute
