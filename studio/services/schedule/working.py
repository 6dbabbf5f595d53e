"""How far a task is: its states (SM-5), what is done of it, and the plan it is measured by."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from sqlmodel import Session, col, select

from studio.domain import gates
from studio.domain.schedule import words as rules
from studio.errors import Invalid
from studio.persistence.tables.schedule import Task, TaskLink
from studio.services.operation import command, name_step, now
from studio.services.schedule.hours import calendars_of
from studio.services.schedule.rows import Moved
from studio.services.schedule.tasks import called, in_order, open_project, open_task, settled
from studio.text import Message, Named

OVERRIDE_LENGTH = 10
"""How many characters the reason for starting early has at least."""

WAYS = {("todo", "done"): ("in_progress",), ("todo", "review"): ("in_progress",),
        ("blocked", "done"): ("in_progress",), ("blocked", "review"): ("in_progress",)}  # fmt: skip
"""Steps that are walked in one: ticking a task done that nobody had started."""

_PERCENT = gates.whole(0, 100)


@command("Move task to another state", right="schedule.edit")
def set_state(
    session: Session, task_id: int, *, version: int, state: str, reason: str = ""
) -> Moved:
    """Move a task to another state (SM-5).

    It cannot start while a task it has to follow is not done, unless a reason says why; the reason
    stays in its history. `blocked` and `cancelled` need one too. Actual dates are kept: followers
    move with what began or ended later, or earlier, than planned.
    """
    task = open_task(session, task_id, version)
    reason = str(gates.cleaned({"reason": gates.words(500)}, {"reason": reason})["reason"])
    _walk(session, task, state, reason)
    name_step(session, _step(task, reason))
    return settled(session, task)


def _walk(session: Session, task: Task, state: str, reason: str) -> None:
    steps = (task.state, *WAYS.get((task.state, state), ()), state)
    for before, after in pairwise(steps):
        rules.STATES.check(before, after)
        if after == "in_progress" and before == "todo":
            _demand_ready(session, task, reason)
    if state in rules.REASON_NEEDED and not reason:
        raise Invalid({"reason": Message("A reason is needed.")})
    _enter(session, task, state)
    task.state_reason = reason


def _demand_ready(session: Session, task: Task, reason: str) -> None:
    """Refuse a start while something it must follow is not done, unless a reason is given."""
    waits = waited_for(session, task)
    if not waits:
        return
    first = called(waits[0])
    if not reason:
        raise Invalid(
            {"state": Message("“{task}” is not done yet. Say why this starts.", task=first)}
        )
    if len(reason) < OVERRIDE_LENGTH:
        words = Message("Say why, with at least {count} characters.", count=OVERRIDE_LENGTH)
        raise Invalid({"reason": words})


def waited_for(session: Session, task: Task) -> list[Task]:
    """Return the tasks that must be done before this one may start."""
    return list(
        session.exec(
            select(Task)
            .join(TaskLink, col(TaskLink.from_id) == col(Task.id))
            .where(
                TaskLink.to_id == task.key,
                TaskLink.kind == "FS",
                col(Task.state).in_(sorted(rules.OPEN)),
                col(Task.unscheduled).is_(False),
            )
            .order_by(col(Task.id))
        )
    )


def _enter(session: Session, task: Task, state: str) -> None:
    moment = _rounded(now(session))
    if state == "todo":
        task.actual_start = task.actual_finish = None
        task.done_percent = 0
    elif state in rules.BEGUN:
        task.actual_start = task.actual_start or _began(session, task, moment)
        task.actual_finish = None
        if task.done_percent == 100:
            task.done_percent = 0
    elif state == "done":
        task.actual_start = task.actual_start or min(_began(session, task, moment), moment)
        task.actual_finish = max(moment, task.actual_start)
        task.done_percent = 100
    if state in rules.BEGUN or state == "done":
        task.unscheduled = False
        task.level_at, task.level_reason = None, {}
    task.state = state


def _began(session: Session, task: Task, moment: datetime) -> datetime:
    """Return when a task began: as planned where that was earlier today, else now."""
    planned = task.start_at
    if planned is None or planned > moment:
        return moment
    zone = calendars_of(session).zone
    same_day = planned.astimezone(zone).date() == moment.astimezone(zone).date()
    return planned if same_day or task.kind == "milestone" else moment


def _rounded(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _step(task: Task, reason: str) -> Message:
    label = rules.STATES.label(task.state)
    if reason:
        return Message(
            'Set {name} to "{state}": {reason}', name=called(task), state=label, reason=reason
        )
    return Message('Set {name} to "{state}"', name=called(task), state=label)


@command("Say how much is done", right="schedule.edit")
def set_done(
    session: Session, task_id: int, *, version: int, percent: int, reason: str = ""
) -> Moved:
    """Say how much of a task is done; some of it starts it, all of it ends it (SM-5)."""
    task = open_task(session, task_id, version)
    done = int(gates.cleaned({"percent": _PERCENT}, {"percent": percent})["percent"])
    if task.state == "cancelled":
        raise Invalid({"percent": Message("It was cancelled.")})
    if done == 100:
        if task.state != "done":
            _walk(session, task, "done", reason)
    elif task.state == "done" or (done and task.state == "todo"):
        _walk(session, task, "in_progress", reason)
    task.done_percent = done
    name_step(session, Message("{name}: {percent} % done", name=called(task), percent=done))
    return settled(session, task)


@command("Keep the plan to measure by", right="schedule.edit")
def set_baseline(session: Session, project_ids: Sequence[int]) -> int:
    """Remember where everything stands now as what was agreed; return how many tasks."""
    count = 0
    for project_id in project_ids:
        open_project(session, project_id)
        for task in in_order(session, project_id):
            if task.state != "cancelled":
                task.planned_start, task.planned_finish = task.start_at, task.finish_at
                count += 1
    name_step(session, _plans(Message("Keep the plan of {name}"), session, project_ids))
    return count


@command("Forget the plan to measure by", right="schedule.edit")
def clear_baseline(session: Session, project_ids: Sequence[int]) -> int:
    """Forget what was agreed; return how many tasks had it."""
    count = 0
    for project_id in project_ids:
        open_project(session, project_id)
        for task in in_order(session, project_id):
            count += task.planned_start is not None
            task.planned_start = task.planned_finish = None
    name_step(session, _plans(Message("Forget the plan of {name}"), session, project_ids))
    return count


def _plans(words: Message, session: Session, project_ids: Sequence[int]) -> Message:
    if len(project_ids) == 1:
        project = open_project(session, project_ids[0])
        return words.filled(name=Named(project.name, project.name_zh))
    return Message("Plans of {count} projects", count=len(project_ids))


def shift(session: Session, project_id: int, days: int) -> int:
    """Move the wished and due dates of a project's open tasks by days (SM-5: on hold -> active).

    Work that had begun goes on where the hold ended: what was left of it is not counted twice.
    Returns how many tasks have dates that moved.
    """
    count, by = 0, timedelta(days=days)
    for task in in_order(session, project_id):
        if task.state not in rules.OPEN:
            continue
        moved = False
        names = ["due_at", "deadline_at"]
        if task.state == "todo":
            names += ["earliest_at", "fixed_at", "level_at"]
        else:
            names += ["actual_start"]
        for name in names:
            moment = getattr(task, name)
            if moment is not None:
                setattr(task, name, moment + by)
                moved = True
        if task.state == "todo" and not moved and task.start_at is not None:
            moved = _first_again(session, task, by)
        count += moved
    session.flush()
    return count


def _first_again(session: Session, task: Task, by: timedelta) -> bool:
    """Hold a task later that only the project's first day held: there is no other date to move."""
    asked = select(TaskLink).where(TaskLink.to_id == task.key)
    if session.exec(asked).first() is not None or task.start_at is None:
        return False
    task.earliest_at = task.start_at + by
    return True
