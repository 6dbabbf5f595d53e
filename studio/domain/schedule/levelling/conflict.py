"""When no plan exists: which hard dates cannot all hold."""

import time
from collections.abc import Sequence
from dataclasses import replace

from studio.domain.schedule.levelling import serial
from studio.domain.schedule.levelling.model import Guard, Model
from studio.domain.schedule.levelling.problem import Problem, Request, is_frozen
from studio.domain.schedule.levelling.run import Run
from studio.domain.schedule.tasks import Id, Task

SECONDS = 5.0
"""How long naming the guilty may take."""
WORKERS = 1


def at_once(problem: Problem) -> list[Id]:
    """Return deadlines and fixed dates that links and calendars alone make impossible.

    One such date is impossible by itself, or with the fixed dates before it, which are named too.
    """
    for key in problem.order:
        task, placed = problem.tasks[key], problem.early[key]
        late = task.deadline is not None and placed.finish > task.deadline and not is_frozen(task)
        if late or _fixed_too_early(problem, task):
            return [*_pins_before(problem, key), key]
    return []


def _fixed_too_early(problem: Problem, task: Task) -> bool:
    if task.fixed is None or is_frozen(task):
        return False
    for link in problem.before[task.id]:
        before = problem.early[link.before]
        if problem.overshot(link, (before.start, before.finish), problem.pinned[task.id]):
            return True
    return False


def _pins_before(problem: Problem, key: Id) -> list[Id]:
    """Return the fixed tasks that hold a task where it is."""
    found: list[Id] = []
    while (link := problem.early.driver(key)) is not None:
        key = link.before
        if problem.tasks[key].fixed is not None:
            found.insert(0, key)
    return found


def core(problem: Problem, seconds: float = SECONDS, seed: int = 0) -> list[Id]:
    """Return the tasks whose deadlines and fixed dates cannot all hold, as few as can be told.

    Empty where they can, or where it could not be told in the time.
    """
    until = time.monotonic() + seconds
    held = _hard(problem)
    meant = {key: problem.tasks[key] for _kind, key in held}
    relaxed = Problem(_without(problem.request, meant))
    stands = serial.first_plan(relaxed)
    horizon = far_end(relaxed, max((task.fixed or 0 for task in meant.values()), default=0))

    def broken(guards: Sequence[Guard]) -> list[Guard] | None:
        left = until - time.monotonic()
        if left <= 0:
            return None
        made = Model(relaxed, stands, until=horizon, guarded=meant)
        made.model.add_assumptions([made.guard(*one) for one in guards])
        run = Run(made, left, WORKERS, seed=seed)
        return run.core() if run.solve().status == "infeasible" else None

    guilty = broken(held)
    if guilty is None:
        return []
    for one in list(guilty):
        fewer = [other for other in guilty if other != one]
        smaller = broken(fewer)
        if smaller is not None:
            guilty = [other for other in fewer if other in smaller] or fewer
    wanted = {key for _kind, key in guilty}
    return [key for key in problem.order if key in wanted]


def _hard(problem: Problem) -> list[Guard]:
    """Return the dates that may be to blame."""
    found: list[Guard] = []
    for key, task in problem.tasks.items():
        if is_frozen(task):
            waits = [link for link in problem.before[key] if link not in problem.ignored]
            if any(link.before not in problem.pinned for link in waits):
                found.append(("frozen", key))
            continue
        if task.deadline is not None:
            found.append(("deadline", key))
        if task.fixed is not None:
            found.append(("fixed", key))
    return found


def _without(request: Request, meant: dict[Id, Task]) -> Request:
    """Return the request without hard dates."""
    tasks = [
        replace(task, fixed=None, deadline=None)
        if task.id in meant and not is_frozen(task)
        else task
        for task in request.tasks
    ]
    return replace(request, tasks=tasks)


def far_end(problem: Problem, after: int = 0) -> int:
    """Return a time by which everything can be done one after the other, whatever the order.

    No plan that is best needs longer, so a model up to here has lost nothing; `after` is a date
    that may hold something up besides those of the problem.
    """
    here = max(problem.start, after)
    for task in problem.tasks.values():
        here = max(here, task.earliest or 0, task.due or 0)
    for one in problem.busy.values():
        here = max([here, *(finish for _start, finish, _units in one)])
    for stand in problem.pinned.values():
        here = max(here, stand.finish)
    for key in problem.free:
        task = problem.tasks[key]
        here = max(
            problem.hours(task, team).place(here, task.duration, None)[1]
            for team in problem.teams[key]
        )
        for link in problem.before[key]:
            here = max(here, here + abs(link.lag), problem.held(link, (here, here)))
    return here + 1
