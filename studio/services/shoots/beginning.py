"""Making a shoot day: from a task or a day's bookings, with whoever and whatever is booked."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select as pick
from sqlmodel import Session, col, select

from studio.domain import shoots as rules
from studio.domain.gates import cleaned
from studio.errors import Invalid, Locked
from studio.persistence.tables.projects import Project
from studio.persistence.tables.schedule import Task
from studio.persistence.tables.shoots import ShootDay, ShootPerson, ShootPlace, ShootRow
from studio.persistence.tables.studio import Person
from studio.persistence.tables.talent import Talent
from studio.services.bookings import queries as bookings
from studio.services.bookings import zones
from studio.services.bookings.rows import BookingRow
from studio.services.operation import command, load, name_step, query, today
from studio.services.shoots.reading import CLIENT, DAY, PROJECT, T
from studio.services.shoots.rows import Begun
from studio.text import Message

TASK, BOOKING = T["task"], T["booking"]

ROOMS = frozenset({"room", "set"})
_AHEAD = timedelta(days=120)
_CREW = "crew"


@command("Add shoot day", right="shoots.edit")
def create(
    session: Session,
    project_id: int,
    values: Mapping[str, object],
    *,
    booked: bool = True,
) -> int:
    """Add a shoot day to a project; `booked` calls whoever is booked for the project that day.

    `values` are the fields of a day; `task_id` gives title and times where they are not set.
    """
    project = load(session, Project, project_id)
    if project.state in ("closed", "cancelled"):
        raise Locked(Message("This project is closed or cancelled; it gets no more shoot days."))
    clean = cleaned(rules.DAY, values)
    rules.check_day(clean)
    defaults: dict[str, object] = {
        "zone": zones.zone_name(session),
        "language": project.language if project.language in rules.LANGUAGES else "en",
    }
    task = _task(session, project_id, clean.get("task_id"))
    given = {**defaults, **clean}
    row = ShootDay(project_id=project_id, **given)
    if task is not None:
        _from_task(row, task)
    session.add(row)
    session.flush()
    _call_lead(session, row, project)
    if booked:
        _call_booked(session, row)
    session.flush()
    name_step(session, Message("Add shoot day {day}", day=row.day))
    return row.key


def _task(session: Session, project_id: int, task_id: object) -> Task | None:
    if not isinstance(task_id, int):
        return None
    task = load(session, Task, task_id)
    if task.project_id != project_id:
        raise Invalid({"task_id": Message("This task belongs to another project.")})
    return task


def _from_task(row: ShootDay, task: Task) -> None:
    """Take title and times of the task where nothing else was said."""
    row.title = row.title or task.title
    row.title_zh = row.title_zh or task.title_zh
    zone = ZoneInfo(row.zone)
    start, finish = task.start_at, task.finish_at
    if start is not None and not row.call and start.astimezone(zone).date() == row.day:
        row.call = f"{start.astimezone(zone):%H:%M}"
    if finish is not None and not row.wrap and finish.astimezone(zone).date() == row.day:
        row.wrap = f"{finish.astimezone(zone):%H:%M}"


def _call_lead(session: Session, row: ShootDay, project: Project) -> None:
    """Call who leads the project: somebody to ask stands on every sheet."""
    lead = session.get(Person, project.lead_id) if project.lead_id else None
    if lead is not None:
        session.add(
            ShootPerson(
                day_id=row.key,
                position=1,
                person_id=lead.key,
                name=lead.name,
                name_zh=lead.name_zh,
                role="Producer",
                role_zh="制片",
                phone=lead.phone,
                key_contact=True,
            )
        )
        session.flush()


@command("Call whoever is booked", right="shoots.edit")
def call_booked(session: Session, day_id: int) -> int:
    """Add whoever and whatever is booked for the project that day; return how many came."""
    return _call_booked(session, load(session, ShootDay, day_id))


def _call_booked(session: Session, row: ShootDay) -> int:
    found = bookings.of_day(row.day, row.project_id, row.zone).call(session)
    there = _there(session, row)
    added = 0
    for booking in found:
        if booking.ref in there:
            continue
        there.add(booking.ref)
        _add(session, row, booking, added + 10)
        added += 1
    session.flush()
    return added


def _there(session: Session, row: ShootDay) -> set[tuple[str, int]]:
    """Return who and what stands on the sheet already."""
    found: set[tuple[str, int]] = set()
    for person in session.exec(select(ShootPerson).where(ShootPerson.day_id == row.key)):
        if person.talent_id:
            found.add(("talent", person.talent_id))
        if person.person_id:
            found.add(("person", person.person_id))
    for table in (ShootPlace, ShootRow):
        keys = session.exec(select(col(table.resource_id)).where(col(table.day_id) == row.key))
        found |= {("resource", key) for key in keys if key}
    return found


def _add(session: Session, row: ShootDay, booking: BookingRow, position: int) -> None:
    """Put one booking on the sheet: somebody called, a place, or gear."""
    if booking.resource_id is None:
        session.add(_person(session, row, booking, position))
    elif booking.craft in ROOMS:
        session.add(
            ShootPlace(
                day_id=row.key,
                position=position,
                name=booking.name,
                name_zh=booking.name_zh,
                address=booking.place,
                resource_id=booking.resource_id,
            )
        )
    else:
        session.add(
            ShootRow(
                day_id=row.key,
                position=position,
                part="gear",
                title=booking.name,
                title_zh=booking.name_zh,
                quantity=booking.units,
                resource_id=booking.resource_id,
            )
        )


def _person(session: Session, row: ShootDay, booking: BookingRow, position: int) -> ShootPerson:
    talent = session.get(Talent, booking.talent_id) if booking.talent_id else None
    staff = session.get(Person, booking.person_id) if booking.person_id else None
    side = "talent" if talent is not None and talent.kind != _CREW else "crew"
    phone = talent.phone if talent else staff.phone if staff else ""
    role = booking.role or (talent.discipline if talent else "")
    return ShootPerson(
        day_id=row.key,
        position=position,
        side=side,
        talent_id=booking.talent_id,
        person_id=booking.person_id,
        booking_id=booking.id,
        name=booking.name,
        name_zh=booking.name_zh,
        role=role[:1].upper() + role[1:],
        phone=phone,
    )


@query
def beginnings(session: Session) -> list[Begun]:
    """Return the shoots ahead that have no shoot day yet: tasks that are shoots, booked days."""
    here = zones.zone(session)
    day = today(session)
    has = {(row[0], row[1]) for row in session.execute(pick(DAY.c.project_id, DAY.c.day)).all()}
    found: dict[tuple[int, date], Begun] = {}
    booked = _booked(session, here, day)
    for row in _shoots(session):
        on = row.start_at.astimezone(here).date()
        key = (row.project_id, on)
        if key in has or not day <= on <= day + _AHEAD:
            continue
        found[key] = Begun(
            project_id=row.project_id,
            project=row.project,
            project_zh=row.project_zh,
            hue=row.hue,
            day=on,
            task_id=row.id,
            title=row.title,
            title_zh=row.title_zh,
            bookings=booked.get(key, 0),
        )
    return sorted(found.values(), key=lambda one: (one.day, one.project_id))


def _shoots(session: Session) -> Sequence[Any]:
    return session.execute(
        pick(
            TASK.c.id,
            TASK.c.project_id,
            TASK.c.title,
            TASK.c.title_zh,
            TASK.c.start_at,
            PROJECT.c.name.label("project"),
            PROJECT.c.name_zh.label("project_zh"),
            PROJECT.c.hue,
        )
        .join(PROJECT, PROJECT.c.id == TASK.c.project_id)
        .join(CLIENT, CLIENT.c.id == PROJECT.c.client_id)
        .where(
            TASK.c.kind == "shoot",
            TASK.c.start_at.is_not(None),
            TASK.c.state != "cancelled",
            PROJECT.c.state.not_in(("closed", "cancelled")),
        )
    ).all()


def _booked(session: Session, here: tzinfo, day: date) -> dict[tuple[int, date], int]:
    """Return how many bookings each project has on each day from today on."""
    wanted = pick(BOOKING.c.project_id, BOOKING.c.start_at).where(
        BOOKING.c.project_id.is_not(None),
        BOOKING.c.state.in_(("hold", "challenged", "confirmed", "in_progress")),
    )
    counts: dict[tuple[int, date], int] = {}
    for project, start in session.execute(wanted):
        moment: datetime = start
        on = moment.astimezone(here).date()
        if on >= day:
            counts[project, on] = counts.get((project, on), 0) + 1
    return counts
