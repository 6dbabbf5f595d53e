"""What bookings are called in words: who, for what, when."""

from datetime import datetime, timedelta, tzinfo

from sqlalchemy import select
from sqlmodel import Session

from studio.domain.names import pick
from studio.services.bookings import reading
from studio.services.bookings.rows import BookingRow, Ref
from studio.services.operation import today
from studio.text import Message, Named


def name_of(session: Session, ref: Ref) -> Named:
    """Return the names of somebody or something."""
    table = reading.TABLES[ref[0]]
    row = session.execute(select(table.c.name, table.c.name_zh).where(table.c.id == ref[1])).first()
    return Named(row.name, row.name_zh) if row else Named("")


def called(row: BookingRow) -> Named:
    """Return what a booking is for, in both languages."""
    own = row.title or row.title_zh
    project = Named(row.project, row.project_zh)
    if own and row.project:
        return Named(
            f"{pick(row.project, row.project_zh, 'en')}, {pick(row.title, row.title_zh, 'en')}",
            f"{project.chinese}，{Named(row.title, row.title_zh).chinese}",
        )
    return Named(row.what, row.what_zh)


def when(start: datetime, end: datetime, here: tzinfo) -> Message:
    """Return a span in words, as clocks show it somewhere: its days, or its hours within one."""
    first, last = start.astimezone(here), end.astimezone(here)
    until = last - timedelta(minutes=1)
    if end - start > timedelta(hours=24):
        return Message("from {first} to {last}", first=first.date(), last=until.date())
    if end - start == timedelta(hours=24) and first.date() == until.date():
        return Message("on {day}", day=first.date())
    return Message(
        "on {day}, {begin} to {end}",
        day=first.date(),
        begin=f"{first:%H:%M}",
        end=f"{last:%H:%M}",
    )


def moment_words(session: Session, moment: datetime, here: tzinfo) -> Message:
    """Return a moment in words, as clocks show it somewhere."""
    local = moment.astimezone(here)
    if local.date() == today(session):
        return Message("{time} today", time=f"{local:%H:%M}")
    return Message("{day}, {time}", "moment", day=local.date(), time=f"{local:%H:%M}")
