"""A way out of a clash of two fixed dates: the next day on which one of them could be instead."""

from collections.abc import Mapping, Sequence

from studio.domain.schedule.levelling.problem import Problem, Stands, is_frozen
from studio.domain.schedule.levelling.serial import Room
from studio.domain.schedule.network import TO_FINISH
from studio.domain.schedule.tasks import Id, Span
from studio.domain.schedule.time import DAY, Calendar

DAYS = 60
"""How many days ahead another day is looked for."""


def next_day(
    problem: Problem,
    stands: Stands,
    key: Id,
    calendar: Calendar | None,
    away: Mapping[Id, Sequence[Span]],
) -> int | None:
    """Return when a fixed task could begin on a later day, at the same time of day; None: never.

    All else stays where the plan has it: nobody of its team is taken or `away` (on the way,
    absent), what it waits for is done, what waits for it is not pushed, and the day is worked.
    """
    task, now = problem.tasks[key], stands[key]
    if task.fixed is None or is_frozen(task):
        return None
    rooms = {who: _room(problem, stands, key, who, away.get(who, ())) for who, _units in now.team}
    for days in range(1, DAYS + 1):
        span = now.start + days * DAY, now.finish + days * DAY
        if task.deadline is not None and span[1] > task.deadline:
            return None
        if calendar is not None and not calendar.between(*span):
            continue
        free = all(rooms[who].clash(*span, units) is None for who, units in now.team)
        if free and _waits_for_nothing(problem, stands, key, span):
            return span[0]
    return None


def _room(problem: Problem, stands: Stands, key: Id, who: Id, away: Sequence[Span]) -> Room:
    one = problem.resources[who]
    room = Room(one.capacity, one.busy)
    for other, stand in stands.items():
        if other != key:
            room.take(stand.start, stand.finish, dict(stand.team).get(who, 0))
    for start, finish in away:
        room.take(start, finish, one.capacity)
    return room


def _waits_for_nothing(problem: Problem, stands: Stands, key: Id, span: Span) -> bool:
    start, finish = problem.floors(key, stands)
    if span[0] < start or (finish is not None and span[1] < finish):
        return False
    for link in problem.after[key]:
        after = stands[link.after]
        if problem.held(link, span) > (after.finish if link.kind in TO_FINISH else after.start):
            return False
    return True
