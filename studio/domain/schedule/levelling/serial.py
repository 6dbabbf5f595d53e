"""Serial schedule generation: one task after the other, each as early as there is room for it.

The order decides what the plan is worth. It begins with the latest finish that the links allow
(LFT), is improved by planning again in the order in which tasks begin, and by trying others.
"""

import random
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from studio.domain.schedule.levelling.problem import Problem, Stand, Stands, Team
from studio.domain.schedule.tasks import Id, Span, Task

Stop = Callable[[], bool]

ASK_EVERY = 50
"""Tries after which a search asks whether others have found a better plan."""


class Room:
    """What a resource has left over time, as steps that are split where something is taken."""

    __slots__ = ("left", "times")

    def __init__(self, capacity: int, busy: Sequence[tuple[int, int, int]] = ()) -> None:
        self.times: list[float] = [float("-inf")]
        self.left = [capacity]
        for start, finish, units in busy:
            self.take(start, finish, units)

    def take(self, start: int, finish: int, units: int) -> None:
        """Take some units over a span."""
        if start >= finish:
            return
        first, last = self._split(start), self._split(finish)
        for place in range(first, last):
            self.left[place] -= units

    def _split(self, time: int) -> int:
        place = bisect_right(self.times, time) - 1
        if self.times[place] == time:
            return place
        self.times.insert(place + 1, time)
        self.left.insert(place + 1, self.left[place])
        return place + 1

    def clash(self, start: int, finish: int, units: int) -> int | None:
        """Return where the last stretch with too little left in a span ends; None if none is."""
        place = bisect_right(self.times, finish - 1) - 1
        while place >= 0 and (place + 1 == len(self.times) or self.times[place + 1] > start):
            if self.left[place] < units:
                return int(self.times[place + 1]) if place + 1 < len(self.times) else finish
            place -= 1
        return None

    def clash_from(self, start: int, finish: int, units: int) -> int | None:
        """Return where the first stretch with too little left in a span begins, if there is one."""
        place = max(0, bisect_right(self.times, start) - 1)
        while place < len(self.times) and self.times[place] < finish:
            if self.left[place] < units:
                return int(max(start, self.times[place]))
            place += 1
        return None


@dataclass(frozen=True)
class Rooms:
    """Room for tasks that rest while somebody is busy, and for those that must find it free."""

    resting: Mapping[Id, Room]
    whole: Mapping[Id, Room]

    def of(self, problem: Problem, task: Task, key: Id) -> Room:
        """Return the room a task looks at."""
        return (self.resting if problem.rests_at(task, key) else self.whole)[key]

    def take(self, stand: Stand) -> None:
        """Take what a task holds."""
        for key, units in stand.team:
            self.resting[key].take(stand.start, stand.finish, units)
            self.whole[key].take(stand.start, stand.finish, units)

    def release(self, stand: Stand) -> None:
        """Give back what a task held."""
        for key, units in stand.team:
            self.resting[key].take(stand.start, stand.finish, -units)
            self.whole[key].take(stand.start, stand.finish, -units)


def rooms_of(problem: Problem) -> Rooms:
    """Return empty rooms but for what is busy and pinned."""
    return Rooms(
        {key: Room(one.capacity) for key, one in problem.resources.items()},
        {key: Room(one.capacity, problem.busy[key]) for key, one in problem.resources.items()},
    )


def schedule(problem: Problem, order: Sequence[Id]) -> dict[Id, Stand]:
    """Place every free task in an order that keeps the links, each as early as it can be."""
    rooms, stands = rooms_of(problem), dict(problem.pinned)
    for key in order:
        stands[key] = _place(problem, problem.tasks[key], rooms, problem.floors(key, stands))
        rooms.take(stands[key])
    return stands


def _place(problem: Problem, task: Task, rooms: Rooms, floors: tuple[int, int | None]) -> Stand:
    """Return the earliest place of a task over all teams; of equals the team named first."""
    best: Stand | None = None
    for team in problem.teams[task.id]:
        start, finish = _first(problem, task, team, rooms, floors)
        if best is None or (finish, start) < (best.finish, best.start):
            best = Stand(start, finish, team)
    assert best is not None  # noqa: S101  every task has a team, were it an empty one
    return best


def _first(
    problem: Problem, task: Task, team: Team, rooms: Rooms, floors: tuple[int, int | None]
) -> Span:
    """Return the earliest span of one team.

    Each turn begins later than a stretch that was too full, and these are finitely many.
    """
    hours = problem.hours(task, team)
    looked = [(rooms.of(problem, task, key), units) for key, units in team]
    start, least = floors
    while True:
        begin, end = hours.place(start, task.duration, least)
        clashes = [room.clash(begin, end, units) for room, units in looked if begin < end]
        later = max((found for found in clashes if found is not None), default=None)
        if later is None:
            return begin, end
        start = later


# -- orders ------------------------------------------------------------------------------------


def consistent(problem: Problem, keys: Mapping[Id, float]) -> list[Id]:
    """Return the free tasks by their keys, none before what it waits for."""
    raised: dict[Id, tuple[float, int]] = {}
    for rank, key in enumerate(problem.order):
        own = keys.get(key, float("-inf"))
        held = max((raised[link.before][0] for link in problem.before[key]), default=float("-inf"))
        raised[key] = (max(own, held), rank)
    return sorted(problem.free, key=raised.__getitem__)


def urgency(problem: Problem) -> dict[Id, float]:
    """Return the latest finish of each task, pulled forward by due times and weights behind it."""
    latest = {key: float(problem.early[key].late_finish) for key in problem.order}
    for key in reversed(problem.order):
        task = problem.tasks[key]
        for wish in (task.due, task.deadline):
            if wish is not None:
                latest[key] = min(latest[key], wish)
        for link in problem.after[key]:
            latest[key] = min(latest[key], latest[link.after] - problem.tasks[link.after].duration)
    return latest


def worth(problem: Problem, stands: Stands) -> tuple[int, int]:
    """Return what makes one plan better than another: missed deadlines, then its cost."""
    return problem.missed(stands), problem.cost(stands)


def first_plan(problem: Problem) -> dict[Id, Stand]:
    """Return the list schedule: the one that is there at once."""
    return schedule(problem, consistent(problem, urgency(problem)))


def improve(
    problem: Problem,
    stands: Mapping[Id, Stand],
    stop: Stop,
    found: Callable[[dict[Id, Stand]], None],
    *,
    seed: int = 0,
    rounds: int = 1_000_000_000,
    better: Callable[[], Mapping[Id, Stand]] | None = None,
) -> dict[Id, Stand]:
    """Try other orders until told to stop: a step from the best that is kept where no worse.

    Each try draws some tasks forward, the late ones first, or shakes the order a little. `better`
    is asked now and then for a plan that others found.
    """
    chance = random.Random(seed)  # noqa: S311  a search, no secret
    best, value = dict(stands), worth(problem, stands)
    if len(problem.free) < 2:
        return best
    keys = {key: float(stand.start) for key, stand in best.items()}
    spread = max(1, problem.makespan(best))
    for turn in range(rounds):
        if stop():
            break
        if better is not None and turn % ASK_EVERY == 0:
            other = better()
            if worth(problem, other) < value:
                best, value = dict(other), worth(problem, other)
                keys = {key: float(stand.start) for key, stand in best.items()}
        tried = dict(keys)
        _disturb(problem, tried, best, spread, chance)
        plan = schedule(problem, consistent(problem, tried))
        reached = worth(problem, plan)
        if reached <= value:
            keys = {key: float(stand.start) for key, stand in plan.items()}
            if reached < value:
                value, best = reached, plan
                found(plan)
    return best


def _disturb(
    problem: Problem, keys: dict[Id, float], best: Stands, spread: int, chance: random.Random
) -> None:
    late = [
        key
        for key in problem.free
        for wish in (problem.tasks[key].deadline, problem.tasks[key].due)
        if wish is not None and best[key].finish > wish
    ]
    if late and chance.random() < 0.5:
        wanted = [chance.choice(late)]
        drawn = chance.random() * spread / 4
        for key in wanted:  # grows while it is read: everything the late task waits for
            keys[key] -= drawn
            wanted += (link.before for link in problem.before[key] if link.before not in wanted)
        return
    for key in chance.sample(problem.free, min(len(problem.free), chance.randint(1, 4))):
        keys[key] += chance.gauss(0, spread / 12)
