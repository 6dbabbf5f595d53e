"""The calendar of all projects: what is on which days, and what of it can be moved there."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, case, func, or_, select
from sqlmodel import Session, SQLModel

from studio.domain import deliverables as piece_rules
from studio.domain import invoices as invoice_rules
from studio.domain.bookings import shown as shown_booking
from studio.domain.schedule.words import STATES
from studio.domain.states import State
from studio.services.operation import now, query, today
from studio.services.schedule.hours import Calendars, calendars_of
from studio.services.schedule.marking import marks_of
from studio.services.schedule.rows import Mark
from studio.text import Message

T = SQLModel.metadata.tables
TASK, NEED, PROJECT, PIECE = T["task"], T["task_need"], T["project"], T["deliverable"]
INVOICE, BOOKING, SHOOT = T["invoice"], T["booking"], T["shoot_day"]
TALENT, PERSON, RESOURCE = T["talent"], T["person"], T["resource"]

KINDS = ("task", "shoot", "live", "gate", "milestone", "booking", "publish", "invoice")
"""What a calendar shows."""

LATE = State("late", Message("Late"), "bad")
GONE = ("released", "cancelled", "no_show")


@dataclass(frozen=True, slots=True)
class AgendaFilter:
    """What the calendar shows; empty is everything. `people` are references such as talent:4."""

    projects: tuple[int, ...] = ()
    people: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on one or more days, by the clocks of whoever it belongs to.

    `start` and `end` are UTC where it has hours; `time` is the local HH:MM of its beginning.
    `fixed` says why it cannot be given another day here.
    """

    noun: str
    id: int
    version: int
    kind: str
    first: date
    last: date
    name: str
    name_zh: str
    time: str = ""
    start: datetime | None = None
    end: datetime | None = None
    zone: str = "UTC"
    hue: str = ""
    project_id: int | None = None
    project: str = ""
    project_zh: str = ""
    platform: str = ""
    people: tuple[str, ...] = ()
    who: str = ""
    who_zh: str = ""
    state: State | None = None
    fixed: Message | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is on the days from `first` to `last`, in order; `marks` are holidays and festivals."""

    first: date
    last: date
    today: date
    entries: tuple[Entry, ...]
    marks: tuple[Mark, ...]


@query
def agenda(session: Session, first: date, last: date, filter: AgendaFilter | None = None) -> Agenda:
    """Return what is on these days over all projects that are not archived or cancelled."""
    wanted = filter or AgendaFilter()
    calendars = calendars_of(session)
    day = today(session)
    pieces = list(_pieces(session, first, last, day))
    known = {(one.project_id, one.first, one.name) for one in pieces}
    found = [
        *pieces,
        *(
            one
            for one in _tasks(session, calendars, first, last, day)
            # A piece says more than the milestone of its publishing.
            if one.kind != "milestone" or (one.project_id, one.first, one.name) not in known
        ),
        *_bookings(session, calendars, first, last),
        *_shoot_days(session, first, last),
        *_invoices(session, first, last, day),
    ]
    kept = [one for one in found if one.last >= first and one.first <= last and _fits(one, wanted)]
    kept.sort(key=lambda one: (one.first, one.first - one.last, one.time or "24", one.noun, one.id))
    return Agenda(first, last, day, tuple(kept), marks_of(session, calendars, first, last))


def _fits(entry: Entry, wanted: AgendaFilter) -> bool:
    typed = wanted.text.casefold().strip()
    said = " ".join((entry.name, entry.name_zh, entry.project, entry.project_zh, entry.who,
                     entry.who_zh)).casefold()  # fmt: skip
    return (
        (not wanted.projects or entry.project_id in wanted.projects)
        and (not wanted.people or bool(set(entry.people) & set(wanted.people)))
        and (not wanted.kinds or entry.kind in wanted.kinds)
        and all(word in said for word in typed.split())
    )


def _running() -> Any:
    return and_(PROJECT.c.archived.is_(False), PROJECT.c.state != "cancelled")


def _moments(first: date, last: date) -> tuple[datetime, datetime]:
    """Return the time in which the days lie wherever somebody lives."""
    utc = ZoneInfo("UTC")
    begin = datetime(first.year, first.month, first.day, tzinfo=utc) - timedelta(days=1)
    return begin, datetime(last.year, last.month, last.day, tzinfo=utc) + timedelta(days=2)


def _tasks(
    session: Session, calendars: Calendars, first: date, last: date, day: date
) -> Iterator[Entry]:
    begin, end = _moments(first, last)
    rows = session.execute(
        select(
            TASK.c.id, TASK.c.version, TASK.c.kind, TASK.c.title, TASK.c.title_zh, TASK.c.state,
            TASK.c.start_at, TASK.c.finish_at, TASK.c.calendar_id, TASK.c.project_id,
            PROJECT.c.hue, PROJECT.c.name, PROJECT.c.name_zh,
        )
        .join(PROJECT, PROJECT.c.id == TASK.c.project_id)
        .where(
            _running(), TASK.c.state != "cancelled", TASK.c.unscheduled.is_(False),
            TASK.c.finish_at >= begin, TASK.c.start_at < end,
        )
    ).all()  # fmt: skip
    people = _needs(session, [row.id for row in rows])
    for row in rows:
        zone = calendars.row(row.calendar_id).zone
        start, finish = (one.astimezone(ZoneInfo(zone)) for one in (row.start_at, row.finish_at))
        point = row.kind in ("gate", "milestone") or row.start_at == row.finish_at
        begins = (finish if point else start).date()
        ends = finish.date() if point else (finish - timedelta(minutes=1)).date()
        done = row.state == "done"
        yield Entry(
            noun="task",
            id=row.id,
            version=row.version,
            kind=row.kind,
            first=begins,
            last=max(begins, ends),
            time=f"{(finish if point else start):%H:%M}"
            if row.kind in ("shoot", "live", "milestone", "gate")
            else "",
            start=row.start_at,
            end=row.finish_at,
            zone=zone,
            name=row.title,
            name_zh=row.title_zh,
            hue=row.hue,
            project_id=row.project_id,
            project=row.name,
            project_zh=row.name_zh,
            people=tuple(ref for ref, _name, _zh in people[row.id]),
            who=", ".join(name for _ref, name, _zh in people[row.id]),
            who_zh="、".join(zh or name for _ref, name, zh in people[row.id]),
            state=LATE if not done and ends < day else STATES.state(row.state),
            fixed=Message("This task is done.") if done else None,
        )


def _needs(session: Session, tasks: list[int]) -> dict[int, list[tuple[str, str, str]]]:
    """Return who and what each task takes: reference and names."""
    found: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    rows = session.execute(
        select(NEED.c.task_id, *_whoever(NEED))
        .outerjoin(TALENT, NEED.c.talent_id == TALENT.c.id)
        .outerjoin(PERSON, NEED.c.person_id == PERSON.c.id)
        .outerjoin(RESOURCE, NEED.c.resource_id == RESOURCE.c.id)
        .where(NEED.c.task_id.in_(tasks))
        .order_by(NEED.c.id)
    )
    for task, noun, key, name, name_zh in rows:
        if key is not None:
            found[task].append((f"{noun}:{key}", name, name_zh))
    return found


def _whoever(table: Any) -> tuple[Any, ...]:
    noun = case(
        (table.c.talent_id.is_not(None), "talent"),
        (table.c.person_id.is_not(None), "person"),
        else_="resource",
    )
    key = func.coalesce(table.c.talent_id, table.c.person_id, table.c.resource_id)
    name = func.coalesce(TALENT.c.name, PERSON.c.name, RESOURCE.c.name)
    name_zh = func.coalesce(TALENT.c.name_zh, PERSON.c.name_zh, RESOURCE.c.name_zh)
    return noun.label("noun"), key.label("key"), name.label("who"), name_zh.label("who_zh")


def _bookings(session: Session, calendars: Calendars, first: date, last: date) -> Iterator[Entry]:
    """Yield bookings of their own; those of a task are told by the task."""
    begin, end = _moments(first, last)
    rows = session.execute(
        select(
            BOOKING.c.id, BOOKING.c.version, BOOKING.c.title, BOOKING.c.title_zh, BOOKING.c.state,
            BOOKING.c.hold_rank, BOOKING.c.hold_expires, BOOKING.c.start_at, BOOKING.c.end_at,
            BOOKING.c.project_id, TALENT.c.zone, PROJECT.c.hue,
            PROJECT.c.name.label("project"), PROJECT.c.name_zh.label("project_zh"),
            *_whoever(BOOKING),
        )
        .outerjoin(TALENT, BOOKING.c.talent_id == TALENT.c.id)
        .outerjoin(PERSON, BOOKING.c.person_id == PERSON.c.id)
        .outerjoin(RESOURCE, BOOKING.c.resource_id == RESOURCE.c.id)
        .outerjoin(PROJECT, BOOKING.c.project_id == PROJECT.c.id)
        .where(
            BOOKING.c.task_id.is_(None), BOOKING.c.state.not_in(GONE),
            BOOKING.c.end_at >= begin, BOOKING.c.start_at < end,
            or_(PROJECT.c.id.is_(None), _running()),
        )
    ).all()  # fmt: skip
    for row in rows:
        zone = row.zone or calendars.standard.zone
        start, finish = (one.astimezone(ZoneInfo(zone)) for one in (row.start_at, row.end_at))
        begun = row.state in ("in_progress", "completed")
        yield Entry(
            noun="booking",
            id=row.id,
            version=row.version,
            kind="booking",
            first=start.date(),
            last=max(start.date(), (finish - timedelta(minutes=1)).date()),
            time=f"{start:%H:%M}",
            start=row.start_at,
            end=row.end_at,
            zone=zone,
            name=_booked(row.who, row.title or row.project),
            name_zh=_booked(row.who_zh or row.who, row.title_zh or row.title or row.project_zh),
            hue=row.hue or "",
            project_id=row.project_id,
            project=row.project or "",
            project_zh=row.project_zh or "",
            people=(f"{row.noun}:{row.key}",),
            who=row.who or "",
            who_zh=row.who_zh or "",
            state=shown_booking(row.state, row.hold_rank, row.hold_expires, now(session)),
            fixed=Message("This booking has begun.") if begun else None,
        )


def _booked(who: str | None, what: str | None) -> str:
    return ": ".join(part for part in (who, what) if part)


def _pieces(session: Session, first: date, last: date, day: date) -> Iterator[Entry]:
    rows = session.execute(
        select(
            PIECE.c.id, PIECE.c.version, PIECE.c.title, PIECE.c.title_zh, PIECE.c.state,
            PIECE.c.publish_on, PIECE.c.publish_time, PIECE.c.platform, PIECE.c.project_id,
            PIECE.c.talent_id, TALENT.c.name.label("who"), TALENT.c.name_zh.label("who_zh"),
            PROJECT.c.hue, PROJECT.c.name.label("project"), PROJECT.c.name_zh.label("project_zh"),
        )
        .join(PROJECT, PROJECT.c.id == PIECE.c.project_id)
        .outerjoin(TALENT, TALENT.c.id == PIECE.c.talent_id)
        .where(
            _running(), PIECE.c.archived.is_(False), PIECE.c.state != "cancelled",
            PIECE.c.publish_on.between(first, last),
        )
    )  # fmt: skip
    for row in rows:
        out = row.state in piece_rules.OUT
        late = not out and row.publish_on < day
        yield Entry(
            noun="deliverable",
            id=row.id,
            version=row.version,
            kind="publish",
            first=row.publish_on,
            last=row.publish_on,
            time=row.publish_time,
            name=row.title,
            name_zh=row.title_zh,
            hue=row.hue,
            project_id=row.project_id,
            project=row.project,
            project_zh=row.project_zh,
            platform=row.platform,
            people=(f"talent:{row.talent_id}",) if row.talent_id else (),
            who=row.who or "",
            who_zh=row.who_zh or "",
            state=LATE if late else piece_rules.STATES.state(row.state),
            fixed=Message("This piece is already out.") if out else None,
        )


def _shoot_days(session: Session, first: date, last: date) -> Iterator[Entry]:
    """Yield shoot days that no task of the schedule tells of."""
    day = SHOOT.c
    rows = session.execute(
        select(
            day.id, day.version, day.day, day.title, day.title_zh, day.call, day.zone, day.state,
            PROJECT.c.id.label("project_id"), PROJECT.c.hue,
            PROJECT.c.name.label("project"), PROJECT.c.name_zh.label("project_zh"),
        )
        .join(PROJECT, PROJECT.c.id == day.project_id)
        .where(
            _running(), day.task_id.is_(None), day.state != "cancelled",
            day.day.between(first, last),
        )
    )  # fmt: skip
    for row in rows:
        yield Entry(
            noun="shoot_day",
            id=row.id,
            version=row.version,
            kind="shoot",
            first=row.day,
            last=row.day,
            name=row.title or row.project,
            name_zh=row.title_zh or row.project_zh,
            time=row.call,
            zone=row.zone,
            hue=row.hue,
            project_id=row.project_id,
            project=row.project,
            project_zh=row.project_zh,
            fixed=Message("Change the date on the page of shoot days."),
        )


def _invoices(session: Session, first: date, last: date, day: date) -> Iterator[Entry]:
    owed = INVOICE.c.gross - INVOICE.c.paid - INVOICE.c.credited
    rows = session.execute(
        select(
            INVOICE.c.id, INVOICE.c.version, INVOICE.c.number, INVOICE.c.title, INVOICE.c.title_zh,
            INVOICE.c.state, INVOICE.c.due_on, INVOICE.c.project_id, owed.label("owed"),
            PROJECT.c.hue, PROJECT.c.name.label("project"), PROJECT.c.name_zh.label("project_zh"),
        )
        .outerjoin(PROJECT, PROJECT.c.id == INVOICE.c.project_id)
        .where(
            INVOICE.c.type == "invoice", INVOICE.c.archived.is_(False),
            INVOICE.c.state.in_(sorted(invoice_rules.OPEN)), owed > 0,
            INVOICE.c.due_on.between(first, last),
        )
    )  # fmt: skip
    entry = Entry("invoice", 0, 0, "invoice", first, first, "", "")
    for row in rows:
        yield replace(
            entry,
            id=row.id,
            version=row.version,
            first=row.due_on,
            last=row.due_on,
            name=_booked(row.number, row.title),
            name_zh=_booked(row.number, row.title_zh or row.title),
            hue=row.hue or "",
            project_id=row.project_id,
            project=row.project or "",
            project_zh=row.project_zh or "",
            state=invoice_rules.shown_state(row.state, row.due_on, row.owed, day),
            fixed=Message("The day of an invoice follows from its terms."),
        )
