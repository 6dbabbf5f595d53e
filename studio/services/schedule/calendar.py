"""The calendar over all projects: tasks, shoot days, bookings, publishing, invoices due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from studio.domain import deliverables, invoices
from studio.domain.bookings import LIVE
from studio.persistence import tables  # noqa: F401  makes every table known
from studio.services.operation import query, today
from studio.services.schedule.hours import calendars_of
from studio.services.schedule.marking import marks_of
from studio.services.schedule.rows import Mark
from studio.text import Message

T = SQLModel.metadata.tables
TASK, NEED, PROJECT = T["task"], T["task_need"], T["project"]
BOOKING, DAY, PIECE, INVOICE = T["booking"], T["shoot_day"], T["deliverable"], T["invoice"]
TALENT, PERSON, RESOURCE = T["talent"], T["person"], T["resource"]

KINDS = ("task", "shoot_day", "booking", "publish", "invoice")

DONE_TASK = Message("This task is done; it stays where it was.")
CLOSED = Message("This project is closed; its dates stay.")
SHEET = Message("A shoot day is moved on its own page, where its call sheet is.")
BOOKED = Message("A booking is moved in the availability view, where clashes are seen.")
OUT = Message("This piece is out already.")
BILL = Message("An invoice's due day follows from its terms.")


@dataclass(frozen=True, slots=True)
class CalendarFilter:
    """Which days (both included), and what of them: one project, one person, some kinds."""

    first: date
    last: date
    project_id: int = 0
    ref: str = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """Something on a day or over several; `at` is a local time, empty where it has none.

    `start` is the moment in minutes since 1970 UTC for what moves by its moment. `why` says why it
    may not be moved, None where it may.
    """

    kind: str
    id: int
    version: int
    title: str
    title_zh: str
    first: date
    last: date
    at: str = ""
    start: int = 0
    project_id: int = 0
    project: str = ""
    project_zh: str = ""
    hue: str = ""
    state: str = ""
    refs: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    held: bool = False
    late: bool = False
    done: bool = False
    why: Message | None = None

    @property
    def key(self) -> str:
        """Return a name of its own among all items."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """What stands between two days, with holidays and festivals."""

    first: date
    last: date
    today: date
    zone: str
    items: tuple[CalendarItem, ...]
    marks: tuple[Mark, ...]
    projects: tuple[tuple[int, str, str, str], ...]
    """Every open project: id, name, Chinese name, hue."""
    people: tuple[tuple[str, str, str], ...]
    """Everybody on these days: reference, name, Chinese name."""


@query
def calendar(session: Session, filter: CalendarFilter) -> CalendarPage:
    """Return what happens between two days over all projects."""
    calendars = calendars_of(session)
    zone = ZoneInfo(calendars.standard.zone)
    kinds = filter.kinds or KINDS
    readers = {
        "task": _tasks,
        "shoot_day": _shoot_days,
        "booking": _bookings,
        "publish": _pieces,
        "invoice": _invoices,
    }
    found = [
        item for kind in KINDS if kind in kinds for item in readers[kind](session, filter, zone)
    ]
    people = {ref: name for item in found for ref, name in zip(item.refs, item.names, strict=True)}
    if filter.ref:
        found = [item for item in found if filter.ref in item.refs]
    return CalendarPage(
        first=filter.first,
        last=filter.last,
        today=today(session),
        zone=calendars.standard.zone,
        items=tuple(sorted(found, key=_order)),
        marks=marks_of(session, calendars, filter.first, filter.last),
        projects=tuple(_projects(session)),
        people=tuple((ref, *people[ref]) for ref in sorted(people, key=people.__getitem__)),
    )


def _order(item: CalendarItem) -> tuple[date, int, str, str, int]:
    """Long things stand above short ones, timed ones by their time."""
    length = (item.last - item.first).days
    return item.first, -length, item.at, item.title, item.id


def _projects(session: Session) -> list[tuple[int, str, str, str]]:
    wanted = (
        select(PROJECT.c.id, PROJECT.c.name, PROJECT.c.name_zh, PROJECT.c.hue)
        .where(PROJECT.c.state.not_in(("closed", "cancelled")), PROJECT.c.archived.is_(False))
        .order_by(PROJECT.c.number)
    )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(wanted)]


_PROJECT = (
    PROJECT.c.name.label("project"),
    PROJECT.c.name_zh.label("project_zh"),
    PROJECT.c.hue.label("hue"),
    PROJECT.c.state.label("project_state"),
)


def _edges(filter: CalendarFilter, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the moments at which the days begin and end."""
    begin = datetime.combine(filter.first, datetime.min.time(), zone)
    end = datetime.combine(filter.last + timedelta(days=1), datetime.min.time(), zone)
    return begin, end


def _days(start: datetime, finish: datetime | None, zone: ZoneInfo) -> tuple[date, date]:
    """Return the first and last local day of a stretch; midnight belongs to the day before."""
    first = start.astimezone(zone)
    last = (finish or start).astimezone(zone)
    if last > first:
        last -= timedelta(minutes=1)
    return first.date(), last.date()


def _of_project(row: Any) -> dict[str, Any]:
    return {
        "project_id": row.project_id or 0,
        "project": row.project or "",
        "project_zh": row.project_zh or "",
        "hue": row.hue or "",
    }


def _closed(row: Any) -> Message | None:
    return CLOSED if row.project_state in ("closed", "cancelled") else None


def _tasks(session: Session, filter: CalendarFilter, zone: ZoneInfo) -> list[CalendarItem]:
    begin, end = _edges(filter, zone)
    wanted = (
        select(
            *(
                TASK.c[name]
                for name in (
                    "id", "version", "project_id", "title", "title_zh", "kind", "state",
                    "start_at", "finish_at", "due_at", "deadline_at",
                )
            ),
            *_PROJECT,
        )
        .join(PROJECT, PROJECT.c.id == TASK.c.project_id)
        .where(
            TASK.c.start_at < end,
            TASK.c.finish_at >= begin,
            TASK.c.unscheduled.is_(False),
            TASK.c.state != "cancelled",
            PROJECT.c.archived.is_(False),
        )
    )  # fmt: skip
    if filter.project_id:
        wanted = wanted.where(TASK.c.project_id == filter.project_id)
    rows = session.execute(wanted).all()
    people = _needs(session, [row.id for row in rows])
    now = datetime.combine(today(session), datetime.min.time(), zone)
    made = []
    for row in rows:
        first, last = _days(row.start_at, row.finish_at, zone)
        done = row.state == "done"
        wish = row.deadline_at or row.due_at
        refs = people.get(row.id, [])
        made.append(
            CalendarItem(
                kind="task",
                id=row.id,
                version=row.version,
                title=row.title,
                title_zh=row.title_zh,
                first=first,
                last=last,
                at=_clock(row.start_at, zone) if row.kind != "task" else "",
                start=int(row.start_at.timestamp() // 60),
                state=row.kind,
                refs=tuple(ref for ref, _ in refs),
                names=tuple(name for _, name in refs),
                done=done,
                late=not done
                and ((wish is not None and row.finish_at > wish) or row.finish_at < now),
                why=DONE_TASK if done else _closed(row),
                **_of_project(row),
            )
        )
    return made


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%H:%M}"


def _needs(session: Session, tasks: list[int]) -> dict[int, list[tuple[str, tuple[str, str]]]]:
    """Return who is named for each task."""
    wanted = (
        select(
            NEED.c.task_id,
            NEED.c.talent_id,
            NEED.c.person_id,
            TALENT.c.name,
            TALENT.c.name_zh,
            PERSON.c.name.label("staff"),
            PERSON.c.name_zh.label("staff_zh"),
        )
        .outerjoin(TALENT, TALENT.c.id == NEED.c.talent_id)
        .outerjoin(PERSON, PERSON.c.id == NEED.c.person_id)
        .where(NEED.c.task_id.in_(tasks))
        .order_by(NEED.c.id)
    )
    found: dict[int, list[tuple[str, tuple[str, str]]]] = {}
    for row in session.execute(wanted):
        if row.talent_id:
            one = (f"talent:{row.talent_id}", (row.name, row.name_zh))
        elif row.person_id:
            one = (f"person:{row.person_id}", (row.staff, row.staff_zh))
        else:
            continue
        found.setdefault(row.task_id, []).append(one)
    return found


def _shoot_days(session: Session, filter: CalendarFilter, zone: ZoneInfo) -> list[CalendarItem]:
    wanted = (
        select(
            *(DAY.c[name] for name in ("id", "version", "project_id", "day", "call", "state")),
            DAY.c.title,
            DAY.c.title_zh,
            *_PROJECT,
        )
        .join(PROJECT, PROJECT.c.id == DAY.c.project_id)
        .where(DAY.c.day >= filter.first, DAY.c.day <= filter.last, DAY.c.state != "cancelled")
    )
    if filter.project_id:
        wanted = wanted.where(DAY.c.project_id == filter.project_id)
    rows = session.execute(wanted).all()
    people = _called(session, [row.id for row in rows])
    return [
        CalendarItem(
            kind="shoot_day",
            id=row.id,
            version=row.version,
            title=row.title or row.project,
            title_zh=row.title_zh or row.project_zh,
            first=row.day,
            last=row.day,
            at=row.call,
            state=row.state,
            refs=tuple(ref for ref, _ in people.get(row.id, [])),
            names=tuple(name for _, name in people.get(row.id, [])),
            done=row.state == "wrapped",
            why=SHEET,
            **_of_project(row),
        )
        for row in rows
    ]


def _called(session: Session, days: list[int]) -> dict[int, list[tuple[str, tuple[str, str]]]]:
    table = T["shoot_person"]
    wanted = (
        select(table.c.day_id, table.c.talent_id, table.c.person_id, table.c.name, table.c.name_zh)
        .where(table.c.day_id.in_(days))
        .order_by(table.c.position, table.c.id)
    )
    found: dict[int, list[tuple[str, tuple[str, str]]]] = {}
    for row in session.execute(wanted):
        if row.talent_id or row.person_id:
            ref = f"talent:{row.talent_id}" if row.talent_id else f"person:{row.person_id}"
            found.setdefault(row.day_id, []).append((ref, (row.name, row.name_zh)))
    return found


def _bookings(session: Session, filter: CalendarFilter, zone: ZoneInfo) -> list[CalendarItem]:
    begin, end = _edges(filter, zone)
    wanted = (
        select(
            *(
                BOOKING.c[name]
                for name in (
                    "id", "version", "project_id", "talent_id", "person_id", "resource_id",
                    "title", "title_zh", "state", "start_at", "end_at",
                )
            ),
            *_PROJECT,
            TALENT.c.name.label("talent"),
            TALENT.c.name_zh.label("talent_zh"),
            PERSON.c.name.label("staff"),
            PERSON.c.name_zh.label("staff_zh"),
            RESOURCE.c.name.label("resource"),
            RESOURCE.c.name_zh.label("resource_zh"),
        )
        .outerjoin(PROJECT, PROJECT.c.id == BOOKING.c.project_id)
        .outerjoin(TALENT, TALENT.c.id == BOOKING.c.talent_id)
        .outerjoin(PERSON, PERSON.c.id == BOOKING.c.person_id)
        .outerjoin(RESOURCE, RESOURCE.c.id == BOOKING.c.resource_id)
        .where(
            BOOKING.c.start_at < end, BOOKING.c.end_at > begin, BOOKING.c.state.in_(sorted(LIVE))
        )
    )  # fmt: skip
    if filter.project_id:
        wanted = wanted.where(BOOKING.c.project_id == filter.project_id)
    made = []
    for row in session.execute(wanted):
        first, last = _days(row.start_at, row.end_at, zone)
        ref, name = _whose(row)
        made.append(
            CalendarItem(
                kind="booking",
                id=row.id,
                version=row.version,
                title=name[0],
                title_zh=name[1],
                first=first,
                last=last,
                at=_clock(row.start_at, zone),
                start=int(row.start_at.timestamp() // 60),
                state=row.state,
                refs=(ref,),
                names=(name,),
                held=row.state in ("enquiry", "hold", "challenged"),
                why=BOOKED,
                **_of_project(row),
            )
        )
    return made


def _whose(row: Any) -> tuple[str, tuple[str, str]]:
    if row.talent_id:
        return f"talent:{row.talent_id}", (row.talent, row.talent_zh)
    if row.person_id:
        return f"person:{row.person_id}", (row.staff, row.staff_zh)
    return f"resource:{row.resource_id}", (row.resource, row.resource_zh)


def _pieces(session: Session, filter: CalendarFilter, zone: ZoneInfo) -> list[CalendarItem]:
    day = today(session)
    wanted = (
        select(
            *(
                PIECE.c[name]
                for name in (
                    "id", "version", "project_id", "title", "title_zh", "state", "publish_on",
                    "publish_time", "talent_id",
                )
            ),
            *_PROJECT,
            TALENT.c.name.label("talent"),
            TALENT.c.name_zh.label("talent_zh"),
        )
        .join(PROJECT, PROJECT.c.id == PIECE.c.project_id)
        .outerjoin(TALENT, TALENT.c.id == PIECE.c.talent_id)
        .where(
            PIECE.c.publish_on >= filter.first,
            PIECE.c.publish_on <= filter.last,
            PIECE.c.state != "cancelled",
            PIECE.c.archived.is_(False),
        )
    )  # fmt: skip
    if filter.project_id:
        wanted = wanted.where(PIECE.c.project_id == filter.project_id)
    made = []
    for row in session.execute(wanted):
        out = row.state in deliverables.OUT
        made.append(
            CalendarItem(
                kind="publish",
                id=row.id,
                version=row.version,
                title=row.title,
                title_zh=row.title_zh,
                first=row.publish_on,
                last=row.publish_on,
                at=row.publish_time or "",
                state=row.state,
                refs=(f"talent:{row.talent_id}",) if row.talent_id else (),
                names=((row.talent, row.talent_zh),) if row.talent_id else (),
                done=out,
                late=not out and row.publish_on < day,
                why=OUT if out else _closed(row),
                **_of_project(row),
            )
        )
    return made


def _invoices(session: Session, filter: CalendarFilter, zone: ZoneInfo) -> list[CalendarItem]:
    if filter.ref:
        return []
    day = today(session)
    client = T["client"]
    wanted = (
        select(
            *(INVOICE.c[name] for name in ("id", "version", "number", "project_id", "due_on")),
            INVOICE.c.state,
            *_PROJECT,
            client.c.name,
            client.c.name_zh,
        )
        .join(client, client.c.id == INVOICE.c.client_id)
        .outerjoin(PROJECT, PROJECT.c.id == INVOICE.c.project_id)
        .where(
            INVOICE.c.due_on >= filter.first,
            INVOICE.c.due_on <= filter.last,
            INVOICE.c.type == "invoice",
            INVOICE.c.state.in_(sorted(invoices.OPEN)),
        )
    )
    if filter.project_id:
        wanted = wanted.where(INVOICE.c.project_id == filter.project_id)
    return [
        CalendarItem(
            kind="invoice",
            id=row.id,
            version=row.version,
            title=f"{row.number} {row.name or row.name_zh}",
            title_zh=f"{row.number} {row.name_zh or row.name}",
            first=row.due_on,
            last=row.due_on,
            state=row.state,
            late=row.due_on < day,
            why=BILL,
            **_of_project(row),
        )
        for row in session.execute(wanted)
    ]
