"""Dates for other calendars: tasks, bookings, publishing days and invoices due, as one .ics file.

An event keeps its UID for ever, made of the record's id and the studio's own, and its SEQUENCE
rises with the record's version: a calendar that reads the file again moves what it knows. What was
cancelled is said to be.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from studio.domain import deliverables as piece_rules
from studio.domain import invoices as invoice_rules
from studio.domain.names import ascii_short, pick
from studio.domain.schedule.words import instant
from studio.errors import Missing
from studio.services.operation import query, today
from studio.services.schedule import reading
from studio.services.schedule.hours import calendars_of
from studio.services.schedule.reading import BOOKING, LINK, NEED, PROJECT, TASK, minutes
from studio.services.schedule.rows import IcsFile, IcsFilter
from studio.text import Message

TABLES = SQLModel.metadata.tables
PIECE, INVOICE, STUDIO = TABLES["deliverable"], TABLES["invoice"], TABLES["studio"]

LOOK_BACK = timedelta(days=90)
"""How old an event may be and still be written."""

RELATIONS = {"FS": "FINISHTOSTART", "SS": "STARTTOSTART", "FF": "FINISHTOFINISH",
             "SF": "STARTTOFINISH"}  # fmt: skip
"""How RFC 9253 names what a task waits for."""

TENTATIVE = frozenset({"enquiry", "hold", "challenged"})
GONE = frozenset({"released", "cancelled", "no_show"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: a span of moments, a single moment, or a day."""

    uid: str
    version: int
    changed: datetime
    summary: str
    start: datetime | date
    finish: datetime | None = None
    status: str = "CONFIRMED"
    place: str = ""
    note: str = ""
    category: str = ""
    after: tuple[tuple[str, str], ...] = field(default=())
    """Kind of link and UID of each task it waits for."""


@query
def ics(session: Session, filter: IcsFilter) -> IcsFile:
    """Return the dates of a person ("talent:4"), of a project, or all, as a file to be written.

    Invoices due are in files of a project and of all only. Raises Missing for who or what is gone.
    """
    title = _title(session, filter)
    uid = session.scalar(select(STUDIO.c.uid).limit(1)) or "studio"
    since = calendars_of(session).midnight(today(session) - LOOK_BACK)
    entries = [
        *_tasks(session, filter, since),
        *_bookings(session, filter, since),
        *_pieces(session, filter),
        *_invoices(session, filter),
    ]
    name = "-".join(part for part in ("schedule", ascii_short(title, 40).lower()) if part)
    return IcsFile(f"{name}.ics", _written(session, title, uid, entries), len(entries))


def _title(session: Session, filter: IcsFilter) -> str:
    if filter.project_id is not None:
        own = (PROJECT.c.number, PROJECT.c.name, PROJECT.c.name_zh)
        row = session.execute(select(*own).where(PROJECT.c.id == filter.project_id)).one_or_none()
        if row is None:
            raise Missing(Message("This project is not there any more."))
        return f"{row.number} {pick(row.name, row.name_zh, filter.language)}"
    if filter.ref:
        party = reading.parties(session).get(filter.ref)
        if party is None:
            raise Missing(Message("This person is not there any more."))
        return pick(party.name, party.name_zh, filter.language)
    return ""


def _refs(session: Session, ref: str) -> list[tuple[str, int]]:
    """Return the columns and ids that mean somebody, both of one who is staff and talent."""
    same = reading.same_people(session)
    refs = {ref, same.get(ref, ref), *(one for one, other in same.items() if other == ref)}
    return [(f"{kind}_id", int(key)) for kind, _, key in (one.partition(":") for one in refs)]


def _is_theirs(session: Session, table: Any, ref: str) -> Any:
    found = [table.c[column] == key for column, key in _refs(session, ref)]
    return found[0] if len(found) == 1 else found[0] | found[1]


def _tasks(session: Session, filter: IcsFilter, since: int) -> Iterator[Entry]:
    own = ("id", "version", "changed_at", "title", "title_zh", "kind", "state", "note")
    asked = (
        select(
            *(TASK.c[name] for name in own),
            minutes(TASK.c.start_at).label("start"),
            minutes(TASK.c.finish_at).label("finish"),
            PROJECT.c.name.label("project"),
            PROJECT.c.name_zh.label("project_zh"),
        )
        .join(PROJECT, PROJECT.c.id == TASK.c.project_id)
        .where(
            TASK.c.unscheduled.is_(False),
            minutes(TASK.c.finish_at) >= since,
            PROJECT.c.archived.is_(False),
        )
        .order_by(TASK.c.id)
    )
    if filter.project_id is not None:
        asked = asked.where(TASK.c.project_id == filter.project_id)
    if filter.ref:
        theirs = select(NEED.c.task_id).where(_is_theirs(session, NEED, filter.ref))
        asked = asked.where(TASK.c.id.in_(theirs))
    rows = session.execute(asked).all()
    waits = _waits(session, {row.id for row in rows})
    for row in rows:
        yield Entry(
            uid=f"task-{row.id}",
            version=row.version,
            changed=row.changed_at,
            summary=_joined(row, filter.language),
            start=instant(row.start),
            finish=instant(row.finish) if row.finish > row.start else None,
            status="CANCELLED" if row.state == "cancelled" else "CONFIRMED",
            note=row.note,
            category=pick(row.project, row.project_zh, filter.language),
            after=tuple(waits.get(row.id, ())),
        )


def _waits(session: Session, shown: set[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    own = (LINK.c.from_id, LINK.c.to_id, LINK.c.kind)
    for before, after, kind in session.execute(select(*own).order_by(LINK.c.id)):
        if before in shown and after in shown:
            found.setdefault(after, []).append((kind, f"task-{before}"))
    return found


def _joined(row: Any, language: str) -> str:
    """Return a title with its project, apart by a dot: names, no words."""
    title = pick(row.title, row.title_zh, language)
    project = pick(row.project or "", row.project_zh or "", language)
    return " · ".join(part for part in (title, project) if part)


def _bookings(session: Session, filter: IcsFilter, since: int) -> Iterator[Entry]:
    own = ("id", "version", "changed_at", "title", "title_zh", "place", "state", "note")
    asked = (
        select(
            *(BOOKING.c[name] for name in own),
            minutes(BOOKING.c.start_at).label("start"),
            minutes(BOOKING.c.end_at).label("finish"),
            *reading.ref_columns(BOOKING),
            PROJECT.c.name.label("project"),
            PROJECT.c.name_zh.label("project_zh"),
        )
        .outerjoin(PROJECT, PROJECT.c.id == BOOKING.c.project_id)
        .where(minutes(BOOKING.c.end_at) >= since)
        .order_by(BOOKING.c.id)
    )
    if filter.project_id is not None:
        asked = asked.where(BOOKING.c.project_id == filter.project_id)
    if filter.ref:
        asked = asked.where(_is_theirs(session, BOOKING, filter.ref))
    parties = reading.parties(session)
    for row in session.execute(asked):
        party = parties.get(reading.ref_of(row.talent_id, row.person_id, row.resource_id))
        who = pick(party.name, party.name_zh, filter.language) if party and not filter.ref else ""
        status = "TENTATIVE" if row.state in TENTATIVE else "CONFIRMED"
        yield Entry(
            uid=f"booking-{row.id}",
            version=row.version,
            changed=row.changed_at,
            summary=" · ".join(part for part in (who, _joined(row, filter.language)) if part),
            start=instant(row.start),
            finish=instant(row.finish),
            status="CANCELLED" if row.state in GONE else status,
            place=row.place,
            category=pick(row.project or "", row.project_zh or "", filter.language),
        )


def _pieces(session: Session, filter: IcsFilter) -> Iterator[Entry]:
    """Yield the days pieces are published, at their time where one is planned."""
    own = ("id", "version", "changed_at", "title", "title_zh", "state", "publish_on",
           "publish_time", "url", "number")  # fmt: skip
    asked = (
        select(
            *(PIECE.c[name] for name in own),
            PROJECT.c.name.label("project"),
            PROJECT.c.name_zh.label("project_zh"),
        )
        .join(PROJECT, PROJECT.c.id == PIECE.c.project_id)
        .where(
            PIECE.c.publish_on >= today(session) - LOOK_BACK,
            PIECE.c.archived.is_(False),
            PROJECT.c.archived.is_(False),
        )
        .order_by(PIECE.c.id)
    )
    if filter.project_id is not None:
        asked = asked.where(PIECE.c.project_id == filter.project_id)
    if filter.ref:
        columns = {"talent_id": PIECE.c.talent_id, "person_id": PIECE.c.owner_id}
        theirs = [
            columns[name] == key for name, key in _refs(session, filter.ref) if name in columns
        ]
        if not theirs:
            return
        asked = asked.where(theirs[0] if len(theirs) == 1 else theirs[0] | theirs[1])
    zone = calendars_of(session).zone
    for row in session.execute(asked):
        yield Entry(
            uid=f"deliverable-{row.id}",
            version=row.version,
            changed=row.changed_at,
            summary=f"{row.number} {_joined(row, filter.language)}",
            start=_at(row.publish_on, row.publish_time, zone),
            status="CANCELLED" if row.state == "cancelled" else _publishing(row.state),
            note=row.url,
            category=pick(row.project, row.project_zh, filter.language),
        )


def _publishing(state: str) -> str:
    return "CONFIRMED" if state in piece_rules.OUT or state == "scheduled" else "TENTATIVE"


def _at(day: date, clock: str, zone: ZoneInfo) -> datetime | date:
    if not clock:
        return day
    return datetime.combine(day, time.fromisoformat(clock), zone).astimezone(UTC)


def _invoices(session: Session, filter: IcsFilter) -> Iterator[Entry]:
    """Yield the days open invoices fall due; not in the file of one person."""
    if filter.ref:
        return
    own = ("id", "version", "changed_at", "number", "title", "title_zh", "due_on")
    asked = (
        select(
            *(INVOICE.c[name] for name in own),
            PROJECT.c.name.label("project"),
            PROJECT.c.name_zh.label("project_zh"),
        )
        .outerjoin(PROJECT, PROJECT.c.id == INVOICE.c.project_id)
        .where(
            INVOICE.c.type == "invoice",
            INVOICE.c.state.in_(sorted(invoice_rules.OPEN)),
            INVOICE.c.due_on.is_not(None),
            INVOICE.c.archived.is_(False),
        )
        .order_by(INVOICE.c.id)
    )
    if filter.project_id is not None:
        asked = asked.where(INVOICE.c.project_id == filter.project_id)
    for row in session.execute(asked):
        yield Entry(
            uid=f"invoice-{row.id}",
            version=row.version,
            changed=row.changed_at,
            summary=f"{row.number} {_joined(row, filter.language)}",
            start=row.due_on,
            category=pick(row.project or "", row.project_zh or "", filter.language),
        )


def _written(session: Session, title: str, uid: str, entries: Iterable[Entry]) -> bytes:
    from icalendar import Calendar, Event

    book = Calendar()
    book.add("prodid", "-//Callboard//Schedule//EN")
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    book.add("method", "PUBLISH")
    studio = session.execute(select(STUDIO.c.name).limit(1)).scalar() or ""
    book.add("x-wr-calname", " · ".join(part for part in (studio, title) if part))
    book.add("x-wr-timezone", calendars_of(session).standard.zone)
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.uid}@{uid}")
        event.add("sequence", entry.version - 1)
        event.add("dtstamp", entry.changed.astimezone(UTC).replace(microsecond=0))
        event.add("last-modified", entry.changed.astimezone(UTC).replace(microsecond=0))
        event.add("summary", entry.summary)
        event.add("dtstart", entry.start)
        if entry.finish is not None:
            event.add("dtend", entry.finish)
        event.add("status", entry.status)
        if not isinstance(entry.start, datetime):
            event.add("transp", "TRANSPARENT")
        for name, value in (("location", entry.place), ("description", entry.note)):
            if value:
                event.add(name, value)
        if entry.category:
            event.add("categories", [entry.category])
        for kind, before in entry.after:
            event.add("related-to", f"{before}@{uid}", parameters={"RELTYPE": RELATIONS[kind]})
        book.add_component(event)
    return bytes(book.to_ical())
