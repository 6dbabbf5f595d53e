"""Says of each task in a levelled plan why it does not begin earlier, and what was moved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from studio.domain.schedule import explain as planning
from studio.domain.schedule.levelling.problem import Problem, Stand, Stands, Team, is_frozen
from studio.domain.schedule.levelling.serial import rooms_of
from studio.domain.schedule.levelling.slack import back, ceilings, late_dates
from studio.domain.schedule.network import TO_FINISH
from studio.domain.schedule.tasks import Id, Placed, Reason, Task
from studio.text import Message, Named

Names = Mapping[Id, str | Named]
When = Callable[[int], date | int | str]


@dataclass(frozen=True, slots=True)
class Why:
    """What holds a task: the planner's reason, and which task is done first by whom."""

    reason: Reason
    first: Id = ""
    """The task that `reason.by` does first, where there is one."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One task that levelling put elsewhere, or gave to somebody else."""

    id: Id
    before: tuple[int, int] | None
    after: tuple[int, int]
    team: Team
    why: Why
    text: Message
    slack_before: int | None
    slack: int
    critical: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """Two things that do not move and cannot both be: left for a person to resolve."""

    resource: Id
    tasks: tuple[Id, ...]
    start: int
    finish: int


def why(problem: Problem, stands: Stands, key: Id) -> Why:
    """Return why a task does not begin earlier in this plan, all else standing where it does."""
    task, stand = problem.tasks[key], stands[key]
    if is_frozen(task):
        return Why(Reason("frozen"))
    if task.fixed is not None:
        return Why(Reason("fixed", until=task.fixed))
    start, finish = problem.floors(key, stands)
    begin, _end = problem.hours(task, stand.team).place(start, task.duration, finish)
    if begin < stand.start:
        return _by_resource(problem, stands, key)
    if stand.team and _own_begin(problem, task, start, finish) < stand.start:
        return _by_absence(problem, stand)
    return Why(_by_dates(problem, stands, task, start, finish))


def _own_begin(problem: Problem, task: Task, start: int, finish: int | None) -> int:
    """Return when a task would begin if it were for its own hours only."""
    return problem.hours(task, ()).place(start, task.duration, finish)[0]


def _by_absence(problem: Problem, stand: Stand) -> Why:
    """Return whose hours or absence hold a task, and the pinned task they do meanwhile."""
    for who, _units in stand.team:
        for start, finish, _count in problem.busy[who]:
            if start < stand.start <= finish:
                pinned = [
                    key
                    for key, other in problem.pinned.items()
                    if other.finish == finish and who in dict(other.team)
                ]
                return Why(Reason("resource", who, until=stand.start), next(iter(pinned), ""))
    for who, _units in stand.team:
        name = problem.resources[who].calendar
        if name and not problem.request.calendars[name].is_worked(stand.start - 1):
            return Why(Reason("resource", who, until=stand.start))
    return Why(Reason("resource", stand.team[0][0], until=stand.start))


def _by_dates(
    problem: Problem, stands: Stands, task: Task, start: int, finish: int | None
) -> Reason:
    """Return the link, the calendar or the date that holds a task no resource holds."""
    stand = stands[task.id]
    best = None
    for link in problem.before[task.id]:
        before = stands[link.before]
        held = problem.held(link, (before.start, before.finish))
        if held == (finish if link.kind in TO_FINISH else start):
            best = link
            if link.kind in TO_FINISH:
                break
    calendar = problem.hours(task, stand.team).calendar
    if calendar is not None and stand.start > start and (finish is None or best is None):
        off = calendar.why_off(start, stand.start)
        if best is None or (off is not None and str(off)):
            return Reason("calendar", _named(problem, task), until=stand.start)
    if best is not None:
        return Reason("link", best.before, best.kind, lag=best.lag, elapsed=best.elapsed)
    if task.earliest is not None and task.earliest > problem.start:
        return Reason("earliest", until=task.earliest)
    return Reason("start", until=problem.start)


def _named(problem: Problem, task: Task) -> Id:
    return task.calendar or next(iter(problem.request.calendars), "")


def _by_resource(problem: Problem, stands: Stands, key: Id) -> Why:
    """Return who was not free, and the task they do first where it is one."""
    _task, stand = problem.tasks[key], stands[key]
    floor, _finish = problem.floors(key, stands)
    best: tuple[int, Id, Id] | None = None
    for who, _units in stand.team:
        for other, held in stands.items():
            taken = other != key and who in dict(held.team)
            if taken and held.start < held.finish and floor < held.finish <= stand.start:
                found = (held.finish, who, other)
                best = max(best, found) if best else found
        for start, finish, _count in problem.resources[who].busy:
            if start < stand.start and floor < finish <= stand.start:
                found = (finish, who, "")
                best = max(best, found) if best else found
    if best is None:
        # Nobody is in the way any more: it was put where it is by a search, not by need.
        who = stand.team[0][0] if stand.team else ""
        kind = "resource" if who and len(problem.teams[key]) > 1 else "level"
        return Why(Reason(kind, who if kind == "resource" else "", until=stand.start))
    return Why(Reason("resource", best[1], until=best[0]), best[2])


def text(found: Why, problem: Problem, names: Names, when: When = int, day: int = 480) -> Message:
    """Return a reason in words."""
    reason = found.reason
    if reason.kind == "resource" and found.first:
        return Message(
            "{resource} does {task} first",
            resource=names.get(reason.by, reason.by),
            task=names.get(found.first, found.first),
        )
    if reason.kind == "resource" and reason.until is not None:
        return Message(
            "{resource} is free from {until}",
            resource=names.get(reason.by, reason.by),
            until=when(reason.until),
        )
    if reason.kind == "link" and not reason.lag and reason.link == "FS":
        return Message("Follows {task}", task=names.get(reason.by, reason.by))
    return planning.words(
        reason, names=names, calendars=problem.request.calendars, when=when, day=day
    )


def placed(problem: Problem, stands: Stands) -> list[Placed]:
    """Return every task of a levelled plan with its slack and reason, in the order of the request.

    Slack counts those who do the tasks: within it a task may slip and the plan still holds, each
    project ends when it does, and nobody is needed twice.
    """
    late = late_dates(problem, stands)
    found = []
    for task in problem.request.tasks:
        stand, span = stands[task.id], late[task.id]
        slack = max(0, _between(problem, task, stand.start, span[0]))
        found.append(
            Placed(
                task.id,
                stand.start,
                stand.finish,
                span[0],
                span[1],
                slack,
                min(slack, _free_slack(problem, stands, task)) if slack else 0,
                slack == 0,
                why(problem, stands, task.id).reason,
            )
        )
    return found


def _between(problem: Problem, task: Task, first: int, until: int) -> int:
    if not task.calendar:
        return until - first
    return problem.request.calendars[task.calendar].between(first, until)


def _free_slack(problem: Problem, stands: Stands, task: Task) -> int:
    """Return how far a task may slip while every other stays."""
    from_now = {key: (stand.start, stand.finish) for key, stand in stands.items()}
    end = max(
        stand.finish for key, stand in stands.items() if problem.tasks[key].group == task.group
    )
    if task.deadline is not None:
        end = min(end, task.deadline)
    start, finish = ceilings(problem, task.id, end, from_now.__getitem__)
    others = rooms_of(problem)
    stand = stands[task.id]
    mine = {key for key, _units in stand.team}
    for key in problem.free:
        if key != task.id and any(one in mine for one, _units in stands[key].team):
            others.take(stands[key])
    latest = back(problem, task.id, stand, start, finish, others)
    return max(0, _between(problem, task, stand.start, latest[0]))


def moves(
    problem: Problem,
    stands: Stands,
    names: Names,
    when: When = int,
    day: int = 480,
) -> list[Moved]:
    """Return what a levelled plan moves against where the tasks stand now, those first to begin."""
    placed_now = {one.id: one for one in placed(problem, stands)}
    before = dict(problem.early.items())
    found = []
    for key in problem.free:
        task, stand, one = problem.tasks[key], stands[key], placed_now[key]
        if task.start == stand.start and task.finish in (None, stand.finish):
            continue
        reason = why(problem, stands, key)
        stood = None
        if task.start is not None:
            stood = task.start, task.finish if task.finish is not None else task.start
        found.append(
            Moved(
                key,
                stood,
                (stand.start, stand.finish),
                stand.team,
                reason,
                text(reason, problem, names, when, day),
                before[key].slack,
                one.slack,
                one.critical,
            )
        )
    return sorted(found, key=lambda one: one.after)


def clashes(problem: Problem) -> list[Clash]:
    """Return where things that do not move ask for more of somebody than there is."""
    found = []
    for key, one in problem.resources.items():
        pinned = [
            (stand.start, stand.finish, units, task)
            for task, stand in problem.pinned.items()
            for who, units in stand.team
            if who == key and stand.start < stand.finish
        ]
        taken = sorted([*pinned, *((a, b, units, "") for a, b, units in one.busy)])
        for nr, (_start, finish, units, task) in enumerate(taken):
            for other_start, other_finish, other_units, other in taken[nr + 1 :]:
                if other_start >= finish:
                    break
                if units + other_units > one.capacity and (task or other):
                    tasks = tuple(name for name in (task, other) if name)
                    found.append(Clash(key, tasks, other_start, min(finish, other_finish)))
    return found
