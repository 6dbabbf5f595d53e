"""Reads the schedule's tables as plain tuples, moments as minutes: quick for ten thousand tasks."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, Row, Select, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session, SQLModel

from studio.domain import projects as project_rules
from studio.persistence import tables  # noqa: F401  makes every table known

T = SQLModel.metadata.tables
TASK, LINK, NEED, CALENDAR = T["task"], T["task_link"], T["task_need"], T["calendar"]
PROJECT, CLIENT, ABSENCE, BOOKING = T["project"], T["client"], T["absence"], T["booking"]
TALENT, PERSON, RESOURCE = T["talent"], T["person"], T["resource"]

ACTIVE = ("hold", "challenged", "confirmed", "in_progress", "completed")
"""States of a booking that take somebody's time; an enquiry only asks."""

KINDS = (("talent", TALENT), ("person", PERSON), ("resource", RESOURCE))

MOMENTS = (
    "earliest_at", "fixed_at", "due_at", "deadline_at", "level_at", "start_at", "finish_at",
    "planned_start", "planned_finish", "actual_start", "actual_finish",
)  # fmt: skip
PLAIN = (
    "id", "version", "project_id", "position", "phase", "title", "title_zh", "kind", "state",
    "state_reason", "role", "duration", "elapsed", "splittable", "calendar_id", "unscheduled",
    "weight", "done_percent", "level_reason", "deliverable_id", "template_key", "note",
)  # fmt: skip


class minutes(FunctionElement[int]):
    """A moment's whole minutes since 1970-01-01T00:00Z, worked out by the database."""

    type = Integer()
    inherit_cache = True


@compiles(minutes, "sqlite")
def _on_sqlite(element: Any, compiler: SQLCompiler, **keywords: Any) -> str:
    return f"(unixepoch({compiler.process(element.clauses, **keywords)}) / 60)"


@compiles(minutes, "postgresql")
def _on_postgresql(element: Any, compiler: SQLCompiler, **keywords: Any) -> str:
    inner = compiler.process(element.clauses, **keywords)
    return f"CAST(floor(extract(epoch FROM {inner}) / 60) AS BIGINT)"


def ref_columns(table: Any) -> list[Any]:
    """Return the three columns of which one names who is meant."""
    return [table.c.talent_id, table.c.person_id, table.c.resource_id]


def ref_of(
    talent: int | None = None, person: int | None = None, resource: int | None = None
) -> str:
    """Return the reference of whichever of the three is set, "" for none."""
    if talent is not None:
        return f"talent:{talent}"
    if person is not None:
        return f"person:{person}"
    return f"resource:{resource}" if resource is not None else ""


def one_ref(same: Mapping[str, str], *refs: int | None) -> str:
    """Return the reference of whichever is set, somebody's talent one where they have two."""
    found = ref_of(*refs)
    return same.get(found, found)


def same_people(session: Session) -> Mapping[str, str]:
    """Return who is staff and talent at once: "person:1" -> "talent:3", one human in plans."""
    own = TALENT.c
    asked = select(own.person_id, own.id).where(own.person_id.is_not(None)).order_by(own.id.desc())
    return {f"person:{person}": f"talent:{talent}" for person, talent in session.execute(asked)}


@dataclass(frozen=True, slots=True)
class NeedFacts:
    """Who or what one task takes, as kept."""

    id: int
    version: int
    task_id: int
    ref: str
    units: int
    skill: str
    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything kept of some projects' schedules."""

    projects: Sequence[Row[Any]]
    tasks: Sequence[Row[Any]]
    links: Sequence[Row[Any]]
    needs: Mapping[int, Sequence[NeedFacts]]
    """Task id -> who it takes."""


def open_projects(session: Session, wanted: Collection[int] = ()) -> list[int]:
    """Return the projects whose tasks are planned: open ones, and any asked for by id."""
    own: ColumnElement[bool] = PROJECT.c.state.in_(sorted(project_rules.OPEN))
    if wanted:
        own = or_(own, PROJECT.c.id.in_(wanted))
    return list(session.scalars(select(PROJECT.c.id).where(PROJECT.c.archived.is_(False), own)))


def tied(session: Session, project_ids: Iterable[int]) -> set[int]:
    """Return projects with all others that links between projects tie them to."""
    ends = T["task"].alias("first"), T["task"].alias("second")
    pairs = session.execute(
        select(ends[0].c.project_id, ends[1].c.project_id)
        .select_from(LINK)
        .join(ends[0], ends[0].c.id == LINK.c.from_id)
        .join(ends[1], ends[1].c.id == LINK.c.to_id)
        .where(ends[0].c.project_id != ends[1].c.project_id)
        .distinct()
    ).all()
    beside: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    found, fresh = set(project_ids), list(project_ids)
    while fresh:
        fresh = [other for one in fresh for other in beside[one] if other not in found]
        found |= set(fresh)
    return found


def facts(session: Session, project_ids: Collection[int]) -> Facts:
    """Return the schedules of some projects."""
    session.flush()
    return Facts(
        session.execute(_projects(project_ids)).all(),
        session.execute(_tasks(project_ids)).all(),
        session.execute(_links(project_ids)).all(),
        _needs(session, project_ids),
    )


def firm_facts(session: Session, project_ids: Collection[int], kinds: Collection[str]) -> Facts:
    """Return only the tasks of some kinds and who they take, of some projects."""
    tasks = session.execute(_tasks(project_ids).where(TASK.c.kind.in_(sorted(kinds)))).all()
    needs: dict[int, list[NeedFacts]] = defaultdict(list)
    for need in needs_of(session, [row.id for row in tasks]):
        needs[need.task_id].append(need)
    return Facts((), tasks, (), needs)


def _projects(ids: Collection[int]) -> Select[Any]:
    own = ("id", "version", "number", "name", "name_zh", "hue", "kind", "state", "client_id",
           "lead_id", "start_on", "end_on", "publish_to")  # fmt: skip
    return (
        select(
            *(PROJECT.c[name] for name in own),
            minutes(PROJECT.c.created_at).label("made"),
            CLIENT.c.name.label("client"),
            CLIENT.c.name_zh.label("client_zh"),
        )
        .join(CLIENT, CLIENT.c.id == PROJECT.c.client_id)
        .where(PROJECT.c.id.in_(ids))
        .order_by(PROJECT.c.id)
    )


def _tasks(ids: Collection[int]) -> Select[Any]:
    return (
        select(
            *(TASK.c[name] for name in PLAIN),
            *(minutes(TASK.c[name]).label(name) for name in MOMENTS),
        )
        .where(TASK.c.project_id.in_(ids))
        .order_by(TASK.c.project_id, TASK.c.position, TASK.c.id)
    )


def _links(ids: Collection[int]) -> Select[Any]:
    names = ("id", "version", "project_id", "from_id", "to_id", "kind", "lag", "elapsed")
    return (
        select(*(LINK.c[name] for name in names))
        .where(LINK.c.project_id.in_(ids))
        .order_by(LINK.c.id)
    )


def _needs(session: Session, ids: Collection[int]) -> Mapping[int, Sequence[NeedFacts]]:
    found: dict[int, list[NeedFacts]] = defaultdict(list)
    for need in _asked(session, NEED.c.project_id.in_(ids)):
        found[need.task_id].append(need)
    return found


def needs_of(session: Session, task_ids: Collection[int]) -> list[NeedFacts]:
    """Return who some tasks take."""
    return _asked(session, NEED.c.task_id.in_(task_ids))


def _asked(session: Session, which: ColumnElement[bool]) -> list[NeedFacts]:
    own = [NEED.c[name] for name in ("id", "version", "task_id", "units", "skill", "any_of")]
    asked = select(*own, *ref_columns(NEED)).where(which).order_by(NEED.c.id)
    same = same_people(session)
    return [
        NeedFacts(
            key,
            version,
            task,
            one_ref(same, *refs),
            units,
            skill,
            tuple(dict.fromkeys(same.get(ref, ref) for ref in any_of or ())),
        )
        for key, version, task, units, skill, any_of, *refs in session.execute(asked)
    ]


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or something that can be needed: names, craft, own calendar, room for how many."""

    ref: str
    kind: str
    code: str
    name: str
    name_zh: str
    craft: str
    calendar_id: int | None
    capacity: int
    skills: tuple[str, ...]
    archived: bool
    zone: str = ""


def parties(session: Session, *, merged: bool = True) -> dict[str, Party]:
    """Return everybody and everything that tasks may take, by reference.

    `merged` gives talent who are staff too the staff's hours where they have none of their own.
    """
    found = {
        party.ref: party for party in (*_talent(session), *_people(session), *_things(session))
    }
    for person, talent in same_people(session).items() if merged else ():
        if person in found and found[talent].calendar_id is None:
            found[talent] = replace(found[talent], calendar_id=found[person].calendar_id)
    return found


def _talent(session: Session) -> Iterator[Party]:
    names = ("id", "code", "name", "name_zh", "kind", "discipline", "calendar_id", "skills",
             "archived", "zone")  # fmt: skip
    own = [TALENT.c[name] for name in names]
    for row in session.execute(select(*own).order_by(TALENT.c.code, TALENT.c.id)):
        skills = tuple(part for part in (row.discipline, row.kind, *(row.skills or ())) if part)
        yield Party(
            f"talent:{row.id}", "talent", row.code, row.name, row.name_zh, row.discipline,
            row.calendar_id, 1, skills, row.archived, row.zone,
        )  # fmt: skip


def _people(session: Session) -> Iterator[Party]:
    own = [PERSON.c[name] for name in ("id", "name", "name_zh", "roles", "calendar_id", "archived")]
    for row in session.execute(select(*own).order_by(PERSON.c.id)):
        yield Party(
            f"person:{row.id}", "person", "", row.name, row.name_zh, "", row.calendar_id, 1,
            tuple(row.roles or ()), row.archived,
        )  # fmt: skip


def _things(session: Session) -> Iterator[Party]:
    names = ("id", "name", "name_zh", "kind", "calendar_id", "capacity", "archived")
    own = [RESOURCE.c[name] for name in names]
    for row in session.execute(select(*own).order_by(RESOURCE.c.kind, RESOURCE.c.id)):
        yield Party(
            f"resource:{row.id}", "resource", "", row.name, row.name_zh, row.kind,
            row.calendar_id, row.capacity, (row.kind,), row.archived,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class BookingFacts:
    """A booking that takes time, with travel or setting up before and after, in minutes."""

    id: int
    ref: str
    project_id: int | None
    task_id: int | None
    title: str
    title_zh: str
    start: int
    finish: int
    before: int
    after: int
    units: int
    state: str
    rank: int
    expires: int | None


def bookings(session: Session, first: int | None = None) -> list[BookingFacts]:
    """Return bookings that take or ask for time, those that end after a minute where given."""
    own = ("id", "project_id", "task_id", "title", "title_zh", "before", "after", "units", "state",
           "hold_rank")  # fmt: skip
    start, finish = minutes(BOOKING.c.start_at), minutes(BOOKING.c.end_at)
    asked = select(
        *(BOOKING.c[name] for name in own),
        start.label("start"),
        finish.label("finish"),
        minutes(BOOKING.c.hold_expires).label("expires"),
        *ref_columns(BOOKING),
    ).where(BOOKING.c.state.in_((*ACTIVE, "enquiry")))
    if first is not None:
        asked = asked.where(finish + BOOKING.c.after > first)
    same = same_people(session)
    return [
        BookingFacts(
            row.id, one_ref(same, row.talent_id, row.person_id, row.resource_id), row.project_id,
            row.task_id, row.title, row.title_zh, row.start, row.finish, row.before, row.after,
            row.units, row.state, row.hold_rank, row.expires,
        )
        for row in session.execute(asked.order_by(BOOKING.c.start_at, BOOKING.c.id))
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class AbsenceFacts:
    """A time when somebody is away."""

    id: int
    version: int
    ref: str
    start: int
    finish: int
    kind: str
    note: str


def absences(session: Session) -> list[AbsenceFacts]:
    """Return all absences in order."""
    asked = select(
        ABSENCE.c.id, ABSENCE.c.version, ABSENCE.c.kind, ABSENCE.c.note,
        minutes(ABSENCE.c.start_at).label("start"), minutes(ABSENCE.c.end_at).label("finish"),
        *ref_columns(ABSENCE),
    )  # fmt: skip
    same = same_people(session)
    return [
        AbsenceFacts(
            row.id, row.version, one_ref(same, row.talent_id, row.person_id, row.resource_id),
            row.start, row.finish, row.kind, row.note,
        )
        for row in session.execute(asked.order_by(ABSENCE.c.start_at, ABSENCE.c.id))
    ]  # fmt: skip


def project_first(row: Row[Any], today: date) -> date:
    """Return a project's first day; one that names none begins when it was made."""
    if row.start_on is not None:
        first: date = row.start_on
        return first
    return today
