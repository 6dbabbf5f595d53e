"""Calendars of Microsoft Project's XML: weeks of hours and the days that differ."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from studio.domain.schedule.form.values import EPOCH
from studio.domain.schedule.hours import Hours, Pairs
from studio.domain.schedule.time import DAY

if TYPE_CHECKING:
    from studio.domain.schedule.exchange.mspdi.nodes import Node

MORNING_AND_AFTERNOON: Pairs = ((480, 720), (780, 1020))
"""The hours of a working day that names none: eight to twelve, one to five."""
USUAL: tuple[Pairs, ...] = (*(MORNING_AND_AFTERNOON,) * 5, (), ())
MOST_DAYS = 3660
"""An exception that is longer than ten years is none."""


def within_days(hours: Hours, first: date, last: date) -> tuple[list[Pairs], dict[date, Pairs]]:
    """Return the weekdays and the days that differ from first to last, none past midnight.

    Hours that run into the next day are parted there, for the format knows days only.
    """
    week = [_parted(hours.weekdays[day], hours.weekdays[day - 1]) for day in range(7)]
    differ = {}
    day = first
    while day <= last:
        own = _parted(hours.on(day), hours.on(day - timedelta(days=1)))
        if own != week[day.weekday()]:
            differ[day] = own
        day += timedelta(days=1)
    return week, differ


def within_days_of(
    hours: Hours, zone: tzinfo, first: date, last: date
) -> tuple[list[Pairs], dict[date, Pairs]]:
    """Return the same as a clock of another zone shows it, for the format has one zone only.

    A weekday is what most of its days are; where one of the zones changes its clocks, the days
    until the other does differ.
    """
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    begins, ends = (_midnight(day, zone) for day in (first, last + timedelta(days=1)))
    found: dict[date, list[tuple[int, int]]] = {day: [] for day in days}
    for start, finish in hours.spans(begins, ends):
        while start < finish:
            moment = (EPOCH + timedelta(minutes=start)).astimezone(zone)
            until = min(finish, _midnight(moment.date() + timedelta(days=1), zone))
            minute = moment.hour * 60 + moment.minute
            found[moment.date()].append((minute, min(DAY, minute + until - start)))
            start = until
    pairs = {day: tuple(each) for day, each in found.items()}
    week = []
    for weekday in range(7):
        same = Counter(pairs[day] for day in days if day.weekday() == weekday)
        week.append(same.most_common(1)[0][0] if same else ())
    differ = {day: each for day, each in pairs.items() if each != week[day.weekday()]}
    return week, differ


def _midnight(day: date, zone: tzinfo) -> int:
    moment = datetime(day.year, day.month, day.day, tzinfo=zone)
    return int((moment - EPOCH).total_seconds()) // 60


def _parted(today: Pairs, yesterday: Pairs) -> Pairs:
    early = [(max(0, a - DAY), b - DAY) for a, b in yesterday if b > DAY]
    found: list[tuple[int, int]] = []
    for a, b in sorted([*early, *((a, min(b, DAY)) for a, b in today if a < DAY)]):
        if found and a <= found[-1][1]:
            found[-1] = (found[-1][0], max(b, found[-1][1]))
        else:
            found.append((a, b))
    return tuple(found)


def clock(minute: int) -> str:
    """Return a minute of the day as the format writes it; midnight ends a day as 00:00."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}:00"


def read_hours(node: "Node", base: Hours | None, zone: str) -> Hours:
    """Return the hours of a calendar, those it does not name from its base."""
    weekdays = list(base.weekdays if base is not None else USUAL)
    exceptions: dict[date, Pairs] = dict(base.exceptions) if base is not None else {}
    for day in node.all("WeekDays/WeekDay"):
        number = day.text("DayType")
        if number == "0":
            exceptions |= _period(day)
        elif number in ("1", "2", "3", "4", "5", "6", "7"):
            weekdays[(int(number) + 5) % 7] = _working_times(day)
    for each in node.all("Exceptions/Exception"):
        if each.text("Type") in ("", "1"):
            exceptions |= _period(each)
    return Hours(tuple(weekdays), zone, "", exceptions)


def repeating(node: "Node") -> int:
    """Return how many exceptions of a calendar come again by a rule, which is not taken over."""
    return sum(each.text("Type") not in ("", "1") for each in node.all("Exceptions/Exception"))


def _period(node: "Node") -> Mapping[date, Pairs]:
    first, last = node.date("TimePeriod/FromDate"), node.date("TimePeriod/ToDate")
    if first is None or last is None or (last - first).days > MOST_DAYS:
        return {}
    pairs = _working_times(node)
    days = range((last - first).days + 1)
    return {first + timedelta(days=number): pairs for number in days}


def _working_times(node: "Node") -> Pairs:
    if node.text("DayWorking") not in ("1", "true"):
        return ()
    found = []
    for each in node.all("WorkingTimes/WorkingTime"):
        start, finish = _minute(each.text("FromTime")), _minute(each.text("ToTime"))
        if start is None or finish is None:
            continue
        found.append((start, finish if finish > start else DAY))
    return tuple(sorted(found)) or MORNING_AND_AFTERNOON


def _minute(value: str) -> int | None:
    try:
        moment = datetime.strptime(value[:5], "%H:%M")  # noqa: DTZ007  a time of day has no zone
    except ValueError:
        return None
    return moment.hour * 60 + moment.minute
