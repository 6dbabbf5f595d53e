"""Hours of a week in a time zone, with holidays and days of their own: what a calendar is from."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import cache
from statistics import median_low
from zoneinfo import ZoneInfo

from studio.domain.schedule import holidays
from studio.domain.schedule.tasks import Id, Span
from studio.domain.schedule.time import DAY, Calendar
from studio.errors import Invalid
from studio.text import Message, Named

Pairs = tuple[Span, ...]
"""(from, to) of one local day in minutes from midnight; past 1440 it runs into the next day."""

NINE_TO_SIX: Pairs = ((540, 720), (780, 1080))
OFFICE: tuple[Pairs, ...] = (*(NINE_TO_SIX,) * 5, (), ())
"""Nine to six with an hour at noon, Monday to Friday."""
EPOCH = date(1970, 1, 1)
EPOCH_DAY = EPOCH.toordinal()


@cache
def zone_named(name: str) -> tzinfo:
    """Return an IANA zone or a fixed offset ("+08:00"); raises Invalid where there is none."""
    if name[:1] in ("+", "-") and len(name) == 6:
        try:
            offset = datetime.strptime(name, "%z").utcoffset()
        except ValueError:
            offset = None
        if offset is not None:
            return timezone(offset)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise Invalid({"zone": Message("There is no time zone {name}.", name=name)}) from error


@dataclass(frozen=True, slots=True)
class Hours:
    """When a week is worked in a zone; exceptions go before holidays, holidays before weekdays.

    An exception without hours is a day off; one with hours is a half day, or a day made up.
    """

    weekdays: tuple[Pairs, ...] = OFFICE
    zone: str = "UTC"
    country: str = ""
    exceptions: Mapping[date, Pairs] = field(default_factory=dict)

    def on(self, day: date) -> Pairs:
        """Return the local hours of a day."""
        if day in self.exceptions:
            return self.exceptions[day]
        usual = self.weekdays[day.weekday()]
        if not self.country:
            return usual
        year = holidays.year_of(self.country, day.year)
        if day in year.off:
            return ()
        if day in year.made_up and not usual:
            return next((pairs for pairs in self.weekdays if pairs), ())
        return usual

    def spans(self, first: int, until: int) -> list[Span]:
        """Return the worked spans within [first, until), minutes since the epoch, UTC."""
        found: list[Span] = []
        zone = zone_named(self.zone)
        here = first
        for day in _days(first // DAY - 2, until // DAY + 2):
            pairs = self.on(day)
            if not pairs:
                continue
            for start, finish in _instants(day, pairs, zone):
                if start < here:  # hours past midnight may run into the next day's
                    start = here
                if finish > until:
                    finish = until
                if start < finish:
                    found.append((start, finish))
                    here = finish
        return found

    def why_off(self, first: int, until: int) -> Named | None:
        """Return the name of a holiday or day off that takes working hours of [first, until).

        Where several days have names, the one that most of them have.
        """
        zone = zone_named(self.zone)
        off = []
        for day in _days(first // DAY - 1, until // DAY + 1):
            usual = self.weekdays[day.weekday()]
            if usual and not self.on(day):
                spans = _instants(day, usual, zone)
                if spans[0][0] < until and spans[-1][1] > first:
                    off.append(self.off_name(day))
        return most(off)

    def off_name(self, day: date) -> Named:
        """Return what a day off is called, empty for one of the calendar's own."""
        if self.country and day not in self.exceptions:
            return holidays.year_of(self.country, day.year).off.get(day, Named(""))
        return Named("")

    def provisional(self, first: date, last: date) -> tuple[int, ...]:
        """Return the years from first to last whose days to make up are not announced yet."""
        if not self.country:
            return ()
        years = range(first.year, last.year + 1)
        return tuple(one for one in years if holidays.year_of(self.country, one).provisional)

    @property
    def day(self) -> int:
        """The minutes worked on a usual day, the middle one of the week."""
        lengths = [sum(b - a for a, b in pairs) for pairs in self.weekdays if pairs]
        return median_low(lengths) if lengths else DAY


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days counted since 1970: a day is worked if it has any hours, however few."""

    hours: Hours

    def spans(self, first: int, until: int) -> list[Span]:
        """Return the worked days within [first, until)."""
        return [
            (_number(day), _number(day) + 1) for day in _days(first, until) if self.hours.on(day)
        ]

    def why_off(self, first: int, until: int) -> Named | None:
        """Return the name of a holiday or day off within [first, until)."""
        days = (day for day in _days(first, until) if self.hours.weekdays[day.weekday()])
        return most([self.hours.off_name(day) for day in days if not self.hours.on(day)])


def most(names: Sequence[Named]) -> Named | None:
    """Return the name there is most of, the first among equals."""
    return Counter(names).most_common(1)[0][0] if names else None


def _number(day: date) -> int:
    return day.toordinal() - EPOCH_DAY


def _days(first: int, until: int) -> Iterator[date]:
    """Yield days by their number since 1970."""
    return (date.fromordinal(EPOCH_DAY + number) for number in range(first, until))


def _instants(day: date, pairs: Pairs, zone: tzinfo) -> list[Span]:
    """Return local hours as minutes since the epoch; clocks that change that day are heeded."""
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001  the zone is asked next
    begin = midnight.replace(tzinfo=zone)
    after = (midnight + timedelta(days=2)).replace(tzinfo=zone)
    offset = begin.utcoffset()
    if offset is not None and offset == after.utcoffset():
        base = (day.toordinal() - EPOCH_DAY) * DAY - int(offset.total_seconds()) // 60
        return [(base + a, base + b) for a, b in pairs]
    found = []
    for a, b in pairs:
        start, finish = (
            int((midnight + timedelta(minutes=m)).replace(tzinfo=zone).timestamp()) // 60
            for m in (a, b)
        )
        if start < finish:
            found.append((start, finish))
    return found or [(0, 0)]


def check(hours: Hours) -> None:
    """Raise Invalid where the hours are none that can be worked."""
    problems: dict[str, Message] = {}
    if len(hours.weekdays) != 7:
        problems["weekdays"] = Message("A week has seven days.")
    if not any(hours.weekdays):
        problems["weekdays"] = Message("A calendar needs at least one working day in the week.")
    for pairs in (*hours.weekdays, *hours.exceptions.values()):
        _check_pairs(pairs, problems)
    try:
        zone_named(hours.zone)
    except Invalid as error:
        problems.update(error.fields)
    try:
        if hours.country:
            holidays.year_of(hours.country, 2026)
    except Invalid as error:
        problems.update(error.fields)
    if problems:
        raise Invalid(problems)


def _check_pairs(pairs: Pairs, problems: dict[str, Message]) -> None:
    here = 0
    for start, finish in pairs:
        if not (here <= start < finish <= 2 * DAY):
            problems["hours"] = Message(
                "Hours run from earlier to later within a day and do not overlap."
            )
        here = finish


def calendar(key: Id, hours: Hours, *, name: str = "") -> Calendar:
    """Return a calendar in minutes; raises Invalid for hours that cannot be worked."""
    check(hours)
    return Calendar(key, hours, day=hours.day, name=name)


def day_calendar(key: Id, hours: Hours, *, name: str = "") -> Calendar:
    """Return a calendar in whole days since 1970; raises Invalid as `calendar` does."""
    check(hours)
    return Calendar(key, Days(hours), day=1, units="day", name=name)


def pairs_of(value: Sequence[Sequence[int]]) -> Pairs:
    """Return stored [[from, to], ...] as pairs."""
    return tuple((int(start), int(finish)) for start, finish in value)


def hours_of(
    weekdays: Sequence[Sequence[Sequence[int]]],
    *,
    zone: str = "UTC",
    country: str = "",
    exceptions: Mapping[str, Sequence[Sequence[int]]] | None = None,
) -> Hours:
    """Return hours from their stored form: lists of lists, and ISO dates."""
    return Hours(
        tuple(pairs_of(pairs) for pairs in weekdays) or OFFICE,
        zone,
        country,
        {date.fromisoformat(day): pairs_of(pairs) for day, pairs in (exceptions or {}).items()},
    )
