"""Says of each task in a levelled plan why it does not begin earlier, and what was moved."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from studio.domain.schedule import explain as planning
from studio.domain.schedule.levelling.problem import Problem, Stand, Stands, Team, is_frozen
from studio.domain.schedule.levelling.serial import Rooms, rooms_of
from studio.domain.schedule.levelling.slack import back, ceilings, group_ends, late_dates
from studio.domain.schedule.network import TO_FINISH
from studio.domain.schedule.tasks import Id, Placed, Reason, Task
from studio.text import Message, Named

Names = Mapping[Id, str | Named]
End = tuple[int, Id]
"""When somebody has done a task, or is back ("")."""
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


def whys(problem: Problem, stands: Stands) -> dict[Id, Why]:
    """Return for each task why it does not begin earlier, all else standing where it does."""
    ends: dict[Id, list[End]] = {key: [] for key in problem.resources}
    for key, stand in stands.items():
        if stand.start < stand.finish:
            for who, _units in stand.team:
                ends[who].append((stand.finish, key))
    for who, one in problem.resources.items():
        ends[who] += ((finish, "") for _start, finish, _count in one.busy)
        ends[who].sort()
    return {key: _why(problem, stands, key, ends) for key in stands}


def _why(problem: Problem, stands: Stands, key: Id, ends: Mapping[Id, list[End]]) -> Why:
    task, stand = problem.tasks[key], stands[key]
    if is_frozen(task):
        return Why(Reason("frozen"))
    if task.fixed is not None:
        return Why(Reason("fixed", until=task.fixed))
    start, finish = problem.floors(key, stands)
    begin, _end = problem.hours(task, stand.team).place(start, task.duration, finish)
    if begin < stand.start:
        return _by_resource(problem, stand, key, start, ends)
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


def _by_resource(
    problem: Problem, stand: Stand, key: Id, floor: int, ends: Mapping[Id, list[End]]
) -> Why:
    """Return who was not free, and the task they do first where it is one."""
    best: tuple[int, Id, Id] | None = None
    for who, _units in stand.team:
        place = bisect_right(ends[who], stand.start, key=itemgetter(0)) - 1
        while place >= 0 and ends[who][place][1] == key:
            place -= 1
        if place >= 0 and ends[who][place][0] > floor:
            found = ends[who][place][0], who, ends[who][place][1]
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
    late, reasons, rooms = late_dates(problem, stands), whys(problem, stands), rooms_of(problem)
    ends = group_ends(problem, stands)
    for key in problem.free:
        rooms.take(stands[key])
    found = []
    for task in problem.request.tasks:
        stand, span = stands[task.id], late[task.id]
        slack = max(0, _between(problem, task, stand.start, span[0]))
        free = _free_slack(problem, stands, task, ends[task.group], rooms) if slack else 0
        found.append(
            Placed(
                task.id,
                stand.start,
                stand.finish,
                span[0],
                span[1],
                slack,
                min(slack, free),
                slack == 0,
                reasons[task.id].reason,
            )
        )
    return found


def _between(problem: Problem, task: Task, first: int, until: int) -> int:
    if not task.calendar:
        return until - first
    return problem.request.calendars[task.calendar].between(first, until)


def _free_slack(problem: Problem, stands: Stands, task: Task, end: int, rooms: Rooms) -> int:
    """Return how far a task may slip while every other stays; it is out of the rooms meanwhile."""
    if task.id in problem.pinned:
        return 0
    stand = stands[task.id]
    end = end if task.deadline is None else min(end, task.deadline)
    start, finish = ceilings(
        problem, task.id, end, lambda key: (stands[key].start, stands[key].finish)
    )
    rooms.release(stand)
    latest = back(problem, task.id, stand, start, finish, rooms)
    rooms.take(stand)
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
    reasons = whys(problem, stands)
    found = []
    for key in problem.free:
        task, stand, one = problem.tasks[key], stands[key], placed_now[key]
        if task.start == stand.start and task.finish in (None, stand.finish):
            continue
        reason = reasons[key]
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
                problem.early[key].slack,
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
