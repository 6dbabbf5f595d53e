"""Says in words what holds a task where it is."""

from collections.abc import Callable, Mapping
from datetime import date

from studio.domain.schedule.tasks import Id, LinkKind, Reason
from studio.domain.schedule.time import DAY, Calendar
from studio.text import Message, Named

LINKS: Mapping[LinkKind, Message] = {
    LinkKind.FS: Message("finish to start"),
    LinkKind.SS: Message("start to start"),
    LinkKind.FF: Message("finish to finish"),
    LinkKind.SF: Message("start to finish"),
}


def words(
    reason: Reason,
    *,
    names: Mapping[Id, str | Named],
    calendars: Mapping[Id, Calendar],
    when: Callable[[int], date | int | str] = int,
    day: int = 480,
) -> Message:
    """Return why a task does not begin earlier.

    `names` are what tasks and resources are called, `when` turns a moment into what is shown,
    `day` is the work of a usual day (1 where units are days) by which lags are counted.
    """
    until = when(reason.until) if reason.until is not None else ""
    by = names.get(reason.by, reason.by)
    if reason.kind == "link" and reason.link is not None:
        return _link(reason, by, DAY if reason.elapsed and day > 1 else day)
    if reason.kind == "calendar" and reason.until is not None:
        return _calendar(calendars.get(reason.by), reason.until, until)
    if reason.kind == "earliest":
        return Message("Not before {until}", until=until)
    if reason.kind == "fixed":
        return Message("Fixed at {until}", until=until)
    if reason.kind == "resource":
        return Message("Waits until {resource} is free", resource=by)
    if reason.kind == "level":
        return Message("Put later by levelling")
    if reason.kind == "frozen":
        return Message("Has begun, is done or is confirmed")
    return Message("The plan begins")


def _link(reason: Reason, by: str | Named, day: int) -> Message:
    kind = LINKS[reason.link or LinkKind.FS]
    if not reason.lag:
        return Message("Waits for {task} ({link})", task=by, link=kind)
    lag = lasting(abs(reason.lag), day)
    if reason.lag < 0:
        return Message("Waits for {task} ({link}, less {lag})", task=by, link=kind, lag=lag)
    return Message("Waits for {task} ({link}, {lag})", task=by, link=kind, lag=lag)


def _calendar(calendar: Calendar | None, until: int, shown: date | int | str) -> Message:
    if calendar is not None:
        off = calendar.why_off(calendar.inv_end(calendar.worked(until)), until)
        if off is not None and str(off):
            return Message("Holiday: {name} until {until}", name=off, until=shown)
        if off is not None:
            return Message("Day off until {until}", until=shown)
    return Message("No working time until {until}", until=shown)


def lasting(amount: int, day: int = 480) -> Message:
    """Return a length in words: whole days of `day` minutes, else hours, else minutes."""
    if day and amount % day == 0:
        days = amount // day
        return Message("1 day") if days == 1 else Message("{n} days", n=days)
    if amount % 60 == 0:
        hours = amount // 60
        return Message("1 hour") if hours == 1 else Message("{n} hours", n=hours)
    return Message("{n} minutes", n=amount)
