"""Large neighbourhoods: a few dozen tasks move, all others stay, and again with others.

Which ones: those of a stretch of time on the people who are most asked for, those of one project
around a late task, or any at random.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from studio.domain.schedule.levelling.model import Model
from studio.domain.schedule.levelling.problem import Problem, Stand
from studio.domain.schedule.levelling.run import Run
from studio.domain.schedule.levelling.serial import worth
from studio.domain.schedule.tasks import Id

SIZE = 50
SECONDS = 3.0
"""How long one neighbourhood may take."""
SLACK = 6 * 1440
"""How far a task may move in one turn, in units of time beside its own length."""


@dataclass
class Windowed:
    """What a search needs: the problem, the plan so far, and whom to tell."""

    problem: Problem
    best: Callable[[], dict[Id, Stand]]
    workers: int
    enough: Callable[[], bool]
    left: Callable[[], float]
    found: Callable[[dict[Id, Stand]], None]
    seed: int = 0


def search(search: Windowed) -> None:
    """Improve a plan one neighbourhood after the other until told to stop."""
    chance = random.Random(search.seed)  # noqa: S311  a search, no secret
    problem = search.problem
    stands = search.best()
    while not search.enough():
        if worth(problem, search.best()) < worth(problem, stands):
            stands = search.best()
        moving = choose(problem, stands, chance)
        made = Model(
            problem,
            stands,
            until=max(stand.finish for stand in stands.values()),
            windows=_windows(problem, stands, moving),
            moving=moving,
        )
        run = Run(made, min(SECONDS, search.left()), search.workers, seed=search.seed)
        outcome = run.solve()
        if outcome.stands is None:
            continue
        if worth(problem, outcome.stands) <= worth(problem, stands):
            stands = outcome.stands
            search.found(stands)


def _windows(
    problem: Problem, stands: dict[Id, Stand], moving: list[Id]
) -> dict[Id, tuple[int, int]]:
    found = {}
    for key in moving:
        stand, low = stands[key], problem.early[key].start
        found[key] = (
            min(stand.start, max(low, stand.start - SLACK)),
            stand.finish + SLACK,
        )
    return found


def choose(problem: Problem, stands: dict[Id, Stand], chance: random.Random) -> list[Id]:
    """Return the tasks of one neighbourhood."""
    late = [
        key
        for key in problem.free
        for wish in (problem.tasks[key].deadline, problem.tasks[key].due)
        if wish is not None and stands[key].finish > wish
    ]
    centre = chance.choice(late) if late and chance.random() < 0.6 else chance.choice(problem.free)
    group, kind = problem.tasks[centre].group, chance.random()
    people = {key for key, _units in stands[centre].team}
    middle = stands[centre].start

    def distance(key: Id) -> tuple[int, int]:
        stand = stands[key]
        away = abs(stand.start - middle)
        if kind < 0.4:
            near = problem.tasks[key].group == group
        elif kind < 0.8:
            near = bool(people & {one for team in problem.teams[key] for one, _units in team})
        else:
            near = chance.random() < 0.5
        return away if near else away * 3 + 1440, 0

    nearest = sorted(problem.free, key=distance)[:SIZE]
    return sorted(nearest, key=problem.order.index)
