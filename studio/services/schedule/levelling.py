"""What levelling works on, and its moves applied as one step; clashes as they are now."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from studio.domain.schedule.tasks import Id, Resource, Task
from studio.domain.schedule.words import instant
from studio.errors import Invalid, Locked
from studio.persistence.tables.schedule import Task as TaskTable
from studio.persistence.tables.schedule import TaskNeed
from studio.services.operation import command, load, name_step, query, today
from studio.services.schedule import people, reading
from studio.services.schedule.boards import names_of, with_resources
from studio.services.schedule.hours import calendars_of
from studio.services.schedule.needing import party
from studio.services.schedule.people import Occupied
from studio.services.schedule.plans import Planning, planning, replan
from studio.services.schedule.rows import (
    Clash,
    LevelFilter,
    LevelInput,
    LevelMove,
    Plan,
    key_of,
    task_ref,
)
from studio.services.schedule.tasks import called, open_task
from studio.text import Message

CONFIRMED = frozenset({"confirmed", "in_progress", "completed"})
"""States of a booking that fix the task it is for."""


@query
def clashes(session: Session) -> tuple[Clash, ...]:
    """Return who is booked twice from today on, and who has more desk work than time."""
    return tuple(clashes_of(session))


def clashes_of(session: Session) -> list[Clash]:
    """Return clashes and overloads inside a running call, from what is kept."""
    made = planning(session, reading.open_projects(session))
    known = people.occupied(session, made.facts)
    return people.clashes(
        people.taken(known, made.calendars.midnight(today(session))), made.parties
    )


def booked_twice(session: Session) -> int:
    """Return how often somebody is booked twice from today on, inside a running call.

    Only shoots, lives, bookings and absences are read: it is asked after every change.
    """
    known = people.firm(session, reading.open_projects(session))
    since = calendars_of(session).midnight(today(session))
    return len(people.clashes(people.taken(known, since), reading.parties(session)))


@query
def level_input(session: Session, filter: LevelFilter) -> LevelInput:
    """Return what levelling works on, every task at the dates it has now.

    Done, begun and confirmed work, tasks of other projects and those before `not_before` stay
    where they are. Bookings that belong to no task, and absences, take room on their resources.
    """
    found = reading.open_projects(session, filter.projects)
    made = planning(session, found, levelled=False)
    known = people.occupied(session, made.facts)
    first = made.calendars.midnight(filter.not_before or today(session))
    stay = _staying(made, known, filter, first)
    kept = {row.id: (row.start_at, row.finish_at) for row in made.facts.tasks}
    tasks = tuple(
        _as_now(task, kept[key_of(task.id)], task.id in stay, first) for task in made.plan.tasks
    )
    plan = with_resources(made)
    resources = tuple(_with_busy(one, made, known) for one in plan.resources)
    return LevelInput(
        plan=Plan(tasks, plan.links, plan.calendars, resources, plan.start, plan.standard),
        versions={row.id: row.version for row in made.facts.tasks},
        movable=frozenset(task.id for task in tasks if not task.frozen),
        names=names_of(made),
        hues={row.id: row.hue for row in made.facts.projects},
    )


def _staying(made: Planning, known: Occupied, filter: LevelFilter, first: int) -> frozenset[Id]:
    """Return what levelling may not move besides what has begun or is done."""
    confirmed = {one.task_id for one in known.bookings if one.state in CONFIRMED}
    return frozenset(
        task_ref(row.id)
        for row in made.facts.tasks
        if row.id in confirmed
        or (filter.projects and row.project_id not in filter.projects)
        or (row.start_at is not None and row.start_at < first)
    )


def _as_now(task: Task, span: tuple[int | None, int | None], stays: bool, first: int) -> Task:
    """Return a task standing where it stands now; what an earlier levelling held is free again."""
    start, finish = span
    if task.frozen or stays:
        return replace(task, frozen=True, start=start, finish=finish)
    earliest = first if task.earliest is None else max(first, task.earliest)
    return replace(task, earliest=earliest, start=start, finish=finish)


def _with_busy(resource: Resource, made: Planning, known: Occupied) -> Resource:
    """Return a resource with what is taken of it by other than the plan's own tasks."""
    planned = {key_of(task.id) for task in made.plan.tasks}
    party = made.parties[resource.id]
    busy = [
        (one.start - one.before, one.finish + one.after, one.units)
        for one in known.bookings
        if one.ref == resource.id
        and one.state in reading.ACTIVE
        and not (one.task_id in planned and _takes(known, one.task_id, one.ref))
    ]
    busy += [
        (one.start, one.finish, party.capacity) for one in known.absences if one.ref == resource.id
    ]
    return replace(resource, busy=tuple(sorted(busy)))


def _takes(known: Occupied, task_id: int | None, ref: str) -> bool:
    needs = known.facts.needs.get(task_id or 0, ())
    return any(need.ref == ref for need in needs)


@command("Level the schedule", right="schedule.edit")
def apply_levelling(session: Session, moves: Sequence[LevelMove]) -> int:
    """Put tasks where levelling wants them, with its reasons, as one step; return how many.

    Each move carries the version its task was read with: where one is newer nothing is moved.
    """
    projects = set()
    for move in moves:
        task = open_task(session, move.task_id, move.version)
        if task.state != "todo":
            raise Locked(Message("“{task}” has begun meanwhile.", task=called(task)))
        if task.fixed_at is not None:
            task.fixed_at = instant(move.start)
        else:
            task.level_at = instant(move.start)
        task.level_reason = dict(move.reason)
        projects.add(task.project_id)
        for need_id, ref in move.assigned:
            _choose(session, task, need_id, ref)
    replan(session, projects)
    name_step(session, Message("Level the schedule: {count} tasks", count=len(moves)))
    return len(moves)


def _choose(session: Session, task: TaskTable, need_id: int, ref: str) -> None:
    """Name who takes a task where anyone of several would do."""
    need = load(session, TaskNeed, need_id)
    column, row = party(session, ref)
    if need.task_id != task.key or (need.any_of and ref not in need.any_of):
        raise Invalid({"needs": Message("Choose one of the list.")})
    setattr(need, column, row.key)


@command("Undo levelling", right="schedule.edit")
def clear_levelling(session: Session, project_ids: Sequence[int] = ()) -> int:
    """Let everything that levelling held begin as early as its links allow; return how many."""
    asked = select(TaskTable).where(
        col(TaskTable.level_at).is_not(None), col(TaskTable.state) == "todo"
    )
    if project_ids:
        asked = asked.where(col(TaskTable.project_id).in_(project_ids))
    projects = set()
    found = list(session.exec(asked))
    for task in found:
        task.level_at, task.level_reason = None, {}
        projects.add(task.project_id)
    replan(session, projects)
    name_step(session, Message("Forget the levelling of {count} tasks", count=len(found)))
    return len(found)
