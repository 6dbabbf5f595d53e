"""How far tasks of a levelled plan could slip: planned again from its end, with the same people."""

from collections.abc import Callable, Mapping

from studio.domain.schedule.levelling.problem import Problem, Stand, Stands
from studio.domain.schedule.levelling.serial import Rooms, rooms_of
from studio.domain.schedule.network import FROM_START, TO_FINISH
from studio.domain.schedule.tasks import Id, Link, Span

Time = Callable[[Id], Span]


def late_dates(problem: Problem, stands: Stands) -> dict[Id, Span]:
    """Return the latest span of each task that moves no project's end and breaks no deadline.

    Tasks are put back from the last to end to the first, as late as links, hours and whoever does
    them allow. Pinned tasks stand where they are.
    """
    ends = group_ends(problem, stands)
    late = {key: (stand.start, stand.finish) for key, stand in problem.pinned.items()}
    rooms = rooms_of(problem)
    for key in _from_the_end(problem, stands):
        latest = _latest(problem, key, stands[key], ends, late, rooms)
        late[key] = latest
        rooms.take(Stand(*latest, stands[key].team))
    return late


def group_ends(problem: Problem, stands: Stands) -> dict[Id, int]:
    """Return when each project ends."""
    ends: dict[Id, int] = {}
    for key, stand in stands.items():
        group = problem.tasks[key].group
        ends[group] = max(ends.get(group, stand.finish), stand.finish)
    return ends


def _from_the_end(problem: Problem, stands: Stands) -> list[Id]:
    """Return the free tasks, the last to end first but none before its followers."""
    keys: dict[Id, tuple[int, int]] = {}
    for rank, key in enumerate(reversed(problem.order)):
        held = [keys[link.after][0] for link in problem.after[key]]
        keys[key] = max([-stands[key].finish, *held]), rank
    return sorted(problem.free, key=keys.__getitem__)


def _latest(
    problem: Problem,
    key: Id,
    stand: Stand,
    ends: Mapping[Id, int],
    late: Mapping[Id, Span],
    rooms: Rooms,
) -> Span:
    task = problem.tasks[key]
    finish = ends[task.group]
    if task.deadline is not None:
        finish = min(finish, task.deadline)
    start, finish = ceilings(problem, key, finish, lambda other: late[other])
    found = back(problem, key, stand, start, finish, rooms)
    return found if found[0] >= stand.start else (stand.start, stand.finish)


def ceilings(problem: Problem, key: Id, finish: int, at: Time) -> tuple[int | None, int]:
    """Return by when a task must begin and end for its followers, which stand as `at` says."""
    start: int | None = None
    for link in problem.after[key]:
        span = at(link.after)
        held = _taken_back(problem, link, span[1] if link.kind in TO_FINISH else span[0])
        if link.kind in FROM_START:
            start = held if start is None else min(start, held)
        else:
            finish = min(finish, held)
    return start, finish


def _taken_back(problem: Problem, link: Link, time: int) -> int:
    if not link.lag:
        return time
    name = "" if link.elapsed else problem.tasks[link.after].calendar
    return problem.request.calendars[name].take(time, link.lag) if name else time - link.lag


def back(
    problem: Problem, key: Id, stand: Stand, start: int | None, finish: int, rooms: Rooms
) -> Span:
    """Return the latest span with room that keeps both ceilings, or one before the stand.

    Each turn ends earlier than a stretch that was too full.
    """
    task, hours = problem.tasks[key], problem.hours(problem.tasks[key], stand.team)
    looked = [(rooms.of(problem, task, one), units) for one, units in stand.team]
    while True:
        if hours.calendar is not None:
            span = hours.calendar.place_late(finish, task.duration, start, hours.rest)
        else:
            begin = finish - task.duration if start is None else min(start, finish - task.duration)
            span = begin, begin + task.duration
        if span[0] <= stand.start or span[0] == span[1]:
            return span
        clashes = [room.clash_from(*span, units) for room, units in looked]
        earlier = min((found for found in clashes if found is not None), default=None)
        if earlier is None:
            return span
        if earlier >= finish:
            return stand.start, stand.finish
        finish = earlier
