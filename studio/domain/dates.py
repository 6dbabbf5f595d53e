"""Payment terms, working days and how late something is. Dates are plain calendar days."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from studio.text import Message

TERMS = ("net_n", "eom_plus_n", "net_n_then_eom", "on_receipt", "milestone")


@dataclass(frozen=True, slots=True)
class Terms:
    """When an invoice is due: a kind and a number of days."""

    kind: str = "net_n"
    days: int = 30


def end_of_month(day: date) -> date:
    """Return the last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def due_date(issued: date, terms: Terms) -> date:
    """Return the day an invoice is due (domain 5.2); milestone terms fall due on issue."""
    after = timedelta(days=terms.days)
    if terms.kind == "net_n":
        return issued + after
    if terms.kind == "eom_plus_n":
        return end_of_month(issued) + after
    if terms.kind == "net_n_then_eom":
        return end_of_month(issued + after)
    return issued


def terms_label(terms: Terms) -> Message:
    """Return payment terms in words."""
    if terms.kind == "on_receipt":
        return Message("On receipt")
    if terms.kind == "milestone":
        return Message("At the milestone")
    if terms.kind == "eom_plus_n":
        return Message("End of month + {days} days", days=terms.days)
    if terms.kind == "net_n_then_eom":
        return Message("Net {days}, then end of month", days=terms.days)
    return Message("Net {days}", days=terms.days)


def days_late(due: date | None, today: date) -> int:
    """Return how many days ago something was due; 0 when it is not late."""
    return max(0, (today - due).days) if due is not None else 0


AGEING = ((0, "not_due"), (30, "days_30"), (60, "days_60"), (90, "days_90"))


def ageing_band(due: date | None, today: date) -> str:
    """Return the ageing band of an open amount: not_due, days_30, days_60, days_90, days_over."""
    late = days_late(due, today)
    return next((band for days, band in AGEING if late <= days), "days_over")


def is_working(day: date, working: str = "12345", off: Collection[date] = ()) -> bool:
    """Say whether a day is worked: `working` lists ISO weekdays, `off` the holidays."""
    return str(day.isoweekday()) in working and day not in off


def add_working_days(
    start: date, count: int, working: str = "12345", off: Collection[date] = ()
) -> date:
    """Return the day `count` working days after a day (before it, if negative)."""
    if not working:
        raise ValueError("a week needs a working day")
    day = start
    step = 1 if count >= 0 else -1
    for _ in range(abs(count)):
        day += timedelta(days=step)
        while not is_working(day, working, off):
            day += timedelta(days=step)
    return day


def week_of(day: date) -> tuple[date, ...]:
    """Return the seven days of a day's week, Monday first."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=ahead) for ahead in range(7))


def span(name: str, day: date) -> tuple[date, date]:
    """Return the first day of a named span around a day, and the first day after it.

    The spans are month, last_month, quarter and year, all of the calendar.
    """
    month = day.replace(day=1)
    if name == "month":
        return month, _months_on(month, 1)
    if name == "last_month":
        return _months_on(month, -1), month
    if name == "quarter":
        first = month.replace(month=(month.month - 1) // 3 * 3 + 1)
        return first, _months_on(first, 3)
    if name == "year":
        return date(day.year, 1, 1), date(day.year + 1, 1, 1)
    raise ValueError(name)


def _months_on(first: date, months: int) -> date:
    """Return the first of the month that is some months on, or back."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
