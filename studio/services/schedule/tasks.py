"""What can be done with a task: added, changed, dragged, ordered, put in the tray, removed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from studio.domain.gates import cleaned
from studio.domain.schedule import words as rules
from studio.domain.schedule.words import instant, minute, minute_or_none
from studio.errors import Invalid, Locked
from studio.persistence.tables.bookings import Booking
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.projects import Project
from studio.persistence.tables.schedule import Calendar, Task, TaskLink, TaskNeed
from studio.persistence.tables.shoots import ShootDay
from studio.services.operation import command, load, name_step
from studio.services.schedule.hours import calendars_of
from studio.services.schedule.needing import put_needs
from studio.services.schedule.plans import calendar_of, demand_after_project, replan
from studio.services.schedule.rows import Moved, Need
from studio.services.studio.rows import put
from studio.text import Message, Named

TRAY = {"unscheduled": True, "start_at": None, "finish_at": None}


@command("Add task", right="schedule.edit")
def add_task(
    session: Session,
    project_id: int,
    values: Mapping[str, object],
    *,
    after: int | None = None,
    needs: Sequence[Need] = (),
    unscheduled: bool = False,
) -> int:
    """Add a task to a project, below another one where `after` names it; return its id.

    `values` are those of TASK_GATES; a length not given is one usual day, none for a milestone.
    """
    project = open_project(session, project_id)
    clean = cleaned(rules.TASK_GATES, values)
    kind = clean.get("kind", "task")
    task = Task(
        **{
            "title": "",
            "duration": _usual(session, kind, clean),
            "splittable": kind not in rules.PINNED,
            **clean,
            "project_id": project.key,
            "unscheduled": unscheduled,
            "position": 0,
        }
    )
    _check(session, task)
    session.add(task)
    session.flush()
    _place(session, task, after)
    put_needs(session, task, needs)
    replan(session, [project.key])
    name_step(session, Message("Add task {name}", name=called(task)))
    return task.key


def _usual(session: Session, kind: str, clean: Mapping[str, Any]) -> int:
    """Return how long a new task lasts: a usual day of its calendar, a milestone no time."""
    return 0 if kind == "milestone" else calendars_of(session).row(clean.get("calendar_id")).day


@command("Change task", right="schedule.edit")
def change_task(
    session: Session, task_id: int, *, version: int, values: Mapping[str, object]
) -> Moved:
    """Change plain fields of a task; followers move where its dates or length change."""
    task = open_task(session, task_id, version)
    clean = cleaned(rules.TASK_GATES, values)
    if clean.get("kind") == "milestone":
        clean["duration"] = 0
    put(task, clean)
    _check(session, task)
    name_step(session, Message("Change task {name}", name=called(task)))
    return settled(session, task)


@command("Move task", right="schedule.edit")
def move_task(session: Session, task_id: int, *, version: int, start: int) -> Moved:
    """Put a task where it was dragged to (minutes since the epoch); its followers follow.

    A shoot, a live and a milestone stay exactly there; other tasks begin then or as soon after it
    as their links and calendar allow. From the tray it comes onto the time line.
    """
    return settled(session, moved(session, task_id, version, start))


def moved(session: Session, task_id: int, version: int, start: int) -> Task:
    """Put a task elsewhere inside a running call; its plan is to be worked out again."""
    task = open_task(session, task_id, version)
    _demand_movable(task)
    wished = _moment(start, "start")
    task.unscheduled = False
    task.level_at, task.level_reason = None, {}
    if task.kind in rules.PINNED or task.fixed_at is not None:
        task.fixed_at, task.earliest_at = wished, None
    else:
        task.earliest_at = wished
    _demand_in_project(session, task, "start")
    name_step(session, Message("Move task {name}", name=called(task)))
    return task


@command("Move tasks", right="schedule.edit")
def move_tasks(session: Session, moves: Mapping[int, tuple[int, int]]) -> int:
    """Put several tasks elsewhere in one step: id -> (version, start); return how many."""
    projects = set()
    for task_id, (version, start) in moves.items():
        task = open_task(session, task_id, version)
        _demand_movable(task)
        pinned = task.kind in rules.PINNED or task.fixed_at is not None
        setattr(task, "fixed_at" if pinned else "earliest_at", _moment(start, "start"))
        task.unscheduled, task.level_at, task.level_reason = False, None, {}
        _demand_in_project(session, task, "start")
        projects.add(task.project_id)
    replan(session, projects)
    name_step(session, Message("Move {count} tasks", count=len(moves)))
    return len(moves)


@command("Release task", right="schedule.edit")
def release_task(session: Session, task_id: int, *, version: int) -> Moved:
    """Take wished and fixed dates off a task: it begins as early as its links allow."""
    task = open_task(session, task_id, version)
    _demand_movable(task)
    task.earliest_at = task.fixed_at = task.level_at = None
    task.level_reason = {}
    name_step(session, Message("Release task {name}", name=called(task)))
    return settled(session, task)


@command("Change how long a task lasts", right="schedule.edit")
def resize_task(
    session: Session,
    task_id: int,
    *,
    version: int,
    finish: int | None = None,
    duration: int | None = None,
) -> Moved:
    """Let a task last until a moment, or for some minutes of work; its followers follow."""
    task = open_task(session, task_id, version)
    if task.kind == "milestone":
        raise Invalid({"duration": Message("A milestone lasts no time.")})
    if task.state == "done":
        raise Locked(Message("It is done; its dates stay as they were."))
    if duration is None:
        duration = _until(session, task, _moment(finish or 0, "finish"))
    task.duration = cleaned(rules.TASK_GATES, {"duration": duration})["duration"]
    if not task.duration:
        raise Invalid({"duration": Message("It has to last some time.")})
    name_step(session, Message("Change how long {name} lasts", name=called(task)))
    return settled(session, task)


def _until(session: Session, task: Task, finish: datetime) -> int:
    """Return the work from a task's start to a moment, on its calendar or as time that passes."""
    if task.start_at is None:
        raise Invalid({"finish": Message("It has no dates yet.")})
    start, until = minute(task.start_at), minute(finish)
    if until <= start:
        raise Invalid({"finish": Message("The end is before the start.")})
    return until - start if task.elapsed else worked(session, task, start, until)


def worked(session: Session, task: Task, start: int, until: int) -> int:
    """Return the minutes of work between two moments on a task's own calendar."""
    return calendar_of(session, task).between(start, until)


@command("Put task on the time line", right="schedule.edit")
def schedule_from_tray(session: Session, task_id: int, *, version: int, start: int) -> Moved:
    """Take a task out of the tray and let it begin at a moment, or as soon after as it may."""
    task = open_task(session, task_id, version)
    if not task.unscheduled:
        raise Invalid({"start": Message("It has its dates already.")})
    task.unscheduled = False
    pinned = task.kind in rules.PINNED
    setattr(task, "fixed_at" if pinned else "earliest_at", _moment(start, "start"))
    _demand_in_project(session, task, "start")
    name_step(session, Message("Plan {name}", name=called(task)))
    return settled(session, task)


@command("Put task into the tray", right="schedule.edit")
def unschedule(session: Session, task_id: int, *, version: int) -> Moved:
    """Take a task's dates off it: it waits in the tray and moves nothing."""
    task = open_task(session, task_id, version)
    _demand_movable(task)
    put(task, {**TRAY, "earliest_at": None, "fixed_at": None, "level_at": None, "level_reason": {}})
    name_step(session, Message("Put {name} into the tray", name=called(task)))
    return settled(session, task)


@command("Remove task", right="schedule.edit")
def remove_task(session: Session, task_id: int, *, version: int) -> None:
    """Take a task with its links and needs out of the plan."""
    task = open_task(session, task_id, version)
    name_step(session, Message("Remove task {name}", name=called(task)))
    _remove(session, [task])


@command("Remove tasks", right="schedule.edit")
def remove_tasks(session: Session, tasks: Mapping[int, int]) -> int:
    """Take several tasks out of the plan in one step: id -> version; return how many."""
    found = [open_task(session, key, version) for key, version in tasks.items()]
    name_step(session, Message("Remove {count} tasks", count=len(found)))
    _remove(session, found)
    return len(found)


def _remove(session: Session, tasks: Sequence[Task]) -> None:
    keys = [task.key for task in tasks]
    for table in (Booking, ShootDay):
        for row in session.exec(select(table).where(col(table.task_id).in_(keys))):
            row.task_id = None
    ends = col(TaskLink.from_id).in_(keys) | col(TaskLink.to_id).in_(keys)
    for link in session.exec(select(TaskLink).where(ends)):
        session.delete(link)
    for need in session.exec(select(TaskNeed).where(col(TaskNeed.task_id).in_(keys))):
        session.delete(need)
    session.flush()
    projects = {task.project_id for task in tasks}
    for task in tasks:
        session.delete(task)
    session.flush()
    replan(session, projects)


@command("Put task elsewhere in the list", right="schedule.edit")
def reorder(
    session: Session,
    task_id: int,
    *,
    version: int,
    before: int | None = None,
    phase: str | None = None,
) -> int:
    """Put a task above another one of its project, or last; return its new version."""
    task = open_task(session, task_id, version)
    if phase is not None:
        task.phase = cleaned(rules.TASK_GATES, {"phase": phase})["phase"]
    others = [row for row in in_order(session, task.project_id) if row.key != task.key]
    places = [row.key for row in others]
    if before is not None and before not in places:
        raise Invalid({"before": Message("Choose a task of the same project.")})
    others.insert(len(others) if before is None else places.index(before), task)
    _number(others)
    name_step(session, Message("Put {name} elsewhere in the list", name=called(task)))
    session.flush()
    return task.version


def in_order(session: Session, project_id: int) -> list[Task]:
    """Return a project's tasks in their order."""
    return list(
        session.exec(
            select(Task)
            .where(Task.project_id == project_id)
            .order_by(col(Task.position), col(Task.id))
        )
    )


def _place(session: Session, task: Task, after: int | None) -> None:
    """Number a project's tasks with a new one below another, or last."""
    others = [row for row in in_order(session, task.project_id) if row.key != task.key]
    at = next((at for at, row in enumerate(others, 1) if row.key == after), len(others))
    others.insert(at, task)
    _number(others)


def _number(tasks: Sequence[Task]) -> None:
    for position, row in enumerate(tasks, start=1):
        if row.position != position:
            row.position = position


# -- what every command on a task asks ------------------------------------------------------------


def open_project(session: Session, project_id: int) -> Project:
    """Return a project whose plan may change; raises Locked for closed and cancelled ones."""
    project = load(session, Project, project_id)
    if project.state in ("closed", "cancelled"):
        raise Locked(Message("This project is closed or cancelled; its plan stays as it was."))
    return project


def open_task(session: Session, task_id: int, version: int | None = None) -> Task:
    """Return a task to change; raises Conflict if it is newer, Locked if its project is over."""
    task = load(session, Task, task_id, version)
    open_project(session, task.project_id)
    return task


def settled(session: Session, task: Task) -> Moved:
    """Work out the project again and say where a task stands now, and how many moved with it."""
    changed = replan(session, [task.project_id])
    return Moved(
        version=task.version,
        start=minute_or_none(task.start_at),
        finish=minute_or_none(task.finish_at),
        followers=len(changed.keys() - {task.key}),
    )


def called(task: Task) -> Named:
    """Return a task's name for the names of steps."""
    return Named(task.title, task.title_zh)


def _demand_movable(task: Task) -> None:
    if task.state in rules.BEGUN:
        words = Message("It has begun; it can last longer or shorter, but not begin elsewhere.")
        raise Locked(words)
    if task.state in ("done", "cancelled"):
        raise Locked(Message("It is done or cancelled; its dates stay as they were."))


def _moment(value: int, field: str) -> datetime:
    try:
        found = rules.moment(value)
    except Invalid as error:
        raise Invalid({field: error.message}) from error
    return found if found is not None else instant(0)


def _demand_in_project(session: Session, task: Task, field: str) -> None:
    try:
        demand_after_project(session, task)
    except Invalid as error:
        raise Invalid({field: error.message}) from error


def _check(session: Session, task: Task) -> None:
    rules.check_task(task.title, task.title_zh, task.kind, task.duration)
    with session.no_autoflush:
        if task.calendar_id is not None and session.get(Calendar, task.calendar_id) is None:
            raise Invalid({"calendar_id": Message("Choose one of the list.")})
        if task.deliverable_id is not None:
            piece = session.get(Deliverable, task.deliverable_id)
            if piece is None or piece.project_id != task.project_id:
                raise Invalid({"deliverable_id": Message("Choose a piece of the same project.")})
        demand_after_project(session, task)
