"""Levels a request: a plan at once, better ones as they are found, and the truth about the last.

Plain problems (no calendar, date or choice) are raced as `race` says. All others begin with the
list schedule and try other orders; beside that the solver works on the whole up to some hundred
and fifty free tasks, in windows above. Every plan is checked by `check` before it is told.
"""

import os
import pickle
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from studio.domain.schedule.levelling import check, conflict, race, serial, windows
from studio.domain.schedule.levelling.model import Model
from studio.domain.schedule.levelling.plain import Plain, distance
from studio.domain.schedule.levelling.problem import Problem, Request, Stand, Stands, is_frozen
from studio.domain.schedule.levelling.run import Run
from studio.domain.schedule.tasks import Id

WHOLE = 150
"""Free tasks up to which the model holds all of them."""
TRIES = 0.15
"""Share of the time in which other orders are tried before the solver begins."""
MOST_TRIES = 2.0
MARGIN = 10 * 1440
"""How far past the end of the plan it starts from a large model looks, in minutes."""


@dataclass(frozen=True)
class Incumbent:
    """The best plan so far."""

    stands: Stands
    makespan: int
    lateness: int
    """Weighted units of time."""
    moved: int
    bound: int
    """No plan is shorter."""
    seconds: float
    sound: bool = True
    """False where a hard date is missed: the search goes on for one that keeps all."""


@dataclass(frozen=True)
class Levelled:
    """The end of a search; `status` is optimal, feasible, infeasible or unknown.

    Where no plan exists `conflict` names the tasks whose hard dates cannot all hold, and the
    plan is the one that misses least. Unknown: none was found in the time, nor ruled out.
    """

    status: str
    stands: Stands
    makespan: int
    lateness: int
    moved: int
    bound: int
    conflict: tuple[Id, ...] = ()
    first: Stands = field(default_factory=dict)
    """The list schedule it began from."""


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def never() -> bool:
    """Go on."""
    return False


class Levelling:
    """One search over a request."""

    def __init__(
        self,
        request: Request,
        seconds: float,
        *,
        workers: int = 0,
        stop: Callable[[], bool] = never,
        report: Callable[[Incumbent], None] = lambda _incumbent: None,
        seed: int = 0,
    ) -> None:
        """Raises Invalid naming the item for what cannot be levelled at all."""
        self._begun = time.monotonic()
        self._until = self._begun + seconds
        self.problem = Problem(request)
        self._workers = workers or cores()
        self._lock = threading.Lock()
        self._stop = stop
        self._report = report
        self._seed = seed
        self.first: dict[Id, Stand] = {}
        self.best: dict[Id, Stand] = {}
        self.bound = self._least()

    def _least(self) -> int:
        """Return what no plan can be shorter than, by links and calendars alone."""
        return (
            max(self.problem.early.ends().values(), default=self.problem.start) - self.problem.start
        )

    @property
    def left(self) -> float:
        """How many seconds are left."""
        return self._until - time.monotonic()

    def enough(self) -> bool:
        """Tell whether to end here."""
        return self._stop() or self.left <= 0

    def run(self) -> Levelled:
        """Search until the time is up, told to stop, or nothing can be better."""
        problem = self.problem
        self.run_first()
        impossible = conflict.at_once(problem)
        if impossible:
            return self._answer("infeasible", impossible)
        plain = as_plain(problem)
        if plain is not None:
            return self._race(plain)
        if self._pins_clash():
            return self._guilty()
        if not problem.free or (self._sound() and self._cannot_be_better()):
            return self._answer("optimal")
        return self._solve()

    def run_first(self) -> None:
        """Find the list schedule, which takes no time to speak of, and tell of it."""
        self.first = serial.first_plan(self.problem)
        self._take(self.first)

    def _cannot_be_better(self) -> bool:
        problem, best = self.problem, self.best
        return (
            problem.lateness(best) == problem.moved(best) == 0
            and problem.makespan(best) <= self.bound
        )

    def _sound(self) -> bool:
        return not self.problem.missed(self.best)

    def _take(self, stands: dict[Id, Stand]) -> None:
        """Keep a plan that is better than the one before, and tell of it; from any thread."""
        problem = self.problem
        with self._lock:
            if self.best and serial.worth(problem, stands) >= serial.worth(problem, self.best):
                return
            self.best = stands
            self._tell()

    def _tell(self) -> None:
        problem, best = self.problem, self.best
        self._report(
            Incumbent(
                best,
                problem.makespan(best),
                problem.lateness(best),
                problem.moved(best),
                min(self.bound, problem.makespan(best)),
                time.monotonic() - self._begun,
                self._sound(),
            )
        )

    def _answer(self, status: str, guilty: Sequence[Id] = ()) -> Levelled:
        problem = self.problem
        self._shift()
        best = self.best
        length = problem.makespan(best)
        if status in ("optimal", "feasible") and check.faults(problem.request, best):
            raise AssertionError(
                f"levelling broke its own plan: {check.faults(problem.request, best)[0]}"
            )
        return Levelled(
            status,
            best,
            length,
            problem.lateness(best),
            problem.moved(best),
            length if status == "optimal" else min(self.bound, length),
            tuple(guilty),
            self.first,
        )

    def _shift(self) -> None:
        """Begin everything as early as it can be in the order found, where that costs nothing."""
        problem = self.problem
        keys = {key: float(stand.start) for key, stand in self.best.items()}
        shifted = serial.schedule(problem, serial.consistent(problem, keys))
        if serial.worth(problem, shifted) <= serial.worth(problem, self.best):
            self.best = shifted

    # -- plain problems -------------------------------------------------------------------------

    def _race(self, plain: Plain) -> Levelled:
        problem, start = self.problem, self.problem.start

        def told(starts: list[int], _span: int, bound: int) -> None:
            self.bound = max(self.bound, bound)
            stands = {
                key: Stand(
                    start + at, start + at + problem.tasks[key].duration, self.first[key].team
                )
                for key, at in zip(problem.order, starts, strict=True)
            }
            if problem.makespan(stands) < problem.makespan(self.best):
                self.best = stands
            self._tell()

        known = [self.first[key].start - start for key in problem.order]
        best = race.Best(plain, known, max(self.bound, plain.least), told)
        race.run(best, self.left, self._workers, self._stop, self._seed)
        self.bound = best.bound
        return self._answer("optimal" if best.proven() else "feasible")

    # -- all others -----------------------------------------------------------------------------

    def _solve(self) -> Levelled:
        problem = self.problem
        tries = time.monotonic() + min(MOST_TRIES, TRIES * self.left)
        found = serial.improve(
            problem,
            self.best,
            lambda: self.enough() or time.monotonic() >= tries,
            self._take,
            seed=self._seed,
        )
        self._take(found)
        if self.enough():
            return self._end()
        done = threading.Event()
        beside = threading.Thread(target=self._beside, args=(done,), daemon=True)
        beside.start()
        try:
            if len(problem.free) <= WHOLE:
                return self._whole()
            windows.search(self._windowed())
            return self._end()
        finally:
            done.set()
            beside.join()

    def _beside(self, done: threading.Event) -> None:
        """Go on trying orders while the solver works, on a copy: calendars are for one thread."""
        copy = Problem(pickle.loads(pickle.dumps(self.problem.request)))  # noqa: S301  it is ours
        serial.improve(
            copy,
            self.best,
            lambda: done.is_set() or self.enough(),
            self._take,
            seed=self._seed + 1,
            better=lambda: self.best,
        )

    def _windowed(self) -> windows.Windowed:
        return windows.Windowed(
            self.problem,
            lambda: self.best,
            max(1, self._workers - 1),
            self.enough,
            lambda: self.left,
            self._take,
            self._seed,
        )

    def _whole(self) -> Levelled:
        problem = self.problem
        far = conflict.far_end(problem)
        ends = max(stand.finish for stand in self.best.values())
        until = far
        if problem.request.calendars:
            until = min(far, ends + MARGIN)
        elif self._sound() and not problem.weights[0]:
            until = min(far, ends)
        made = Model(problem, self.best, until=until)
        run = Run(made, self.left, max(1, self._workers - 1), seed=self._seed)
        outcome = run.solve(self._watch(run))
        if outcome.stands is not None:
            self._take(outcome.stands)
        if outcome.status == "infeasible":
            return self._guilty()
        if outcome.status == "optimal" and (until == far or not problem.request.calendars):
            return self._answer("optimal")
        return self._end()

    def _watch(self, run: Run) -> Callable[[dict[Id, Stand]], None]:
        def found(stands: dict[Id, Stand]) -> None:
            self._take(stands)
            if self._stop():
                run.stop()

        return found

    def _pins_clash(self) -> bool:
        """Tell whether what is fixed breaks something that no move of others can mend."""
        pins = self.problem.pinned
        request = self.problem.request
        tasks = [task for task in request.tasks if task.id in pins]
        links = [link for link in request.links if {link.before, link.after} <= pins.keys()]
        part = Request(
            tasks=tasks,
            links=links,
            resources=request.resources,
            calendars=request.calendars,
            start=request.start,
        )
        return bool(check.faults(part, pins))

    def _guilty(self) -> Levelled:
        found = conflict.core(self.problem, max(conflict.SECONDS, self.left), self._seed)
        return self._answer("infeasible", found) if found else self._end()

    def _end(self) -> Levelled:
        """Answer with what is there."""
        if self._sound():
            return self._answer("feasible")
        late = [
            key
            for key, task in self.problem.tasks.items()
            if task.deadline is not None
            and self.best[key].finish > task.deadline
            and not is_frozen(task)
        ]
        return self._answer("unknown", late)


def level(
    request: Request,
    seconds: float,
    *,
    workers: int = 0,
    stop: Callable[[], bool] = never,
    report: Callable[[Incumbent], None] = lambda _incumbent: None,
    seed: int = 0,
) -> Levelled:
    """Find a plan that links, calendars, people and hard dates can keep.

    `seconds` of wall time at most; `report` is told of every better plan, from any thread.
    Raises Invalid naming the item for a request that makes no sense.
    """
    return Levelling(request, seconds, workers=workers, stop=stop, report=report, seed=seed).run()


def as_plain(problem: Problem) -> Plain | None:
    """Return the plain problem a request is, None where it is more than that."""
    request = problem.request
    if request.calendars or problem.pinned or any(one.busy for one in request.resources):
        return None
    for task in request.tasks:
        dates = (task.due, task.deadline, task.start)
        if task.any_of or any(date is not None for date in dates):
            return None
        if task.earliest is not None and task.earliest > request.start:
            return None
    index = {key: nr for nr, key in enumerate(problem.order)}
    kinds = list(problem.resources)
    tasks = [problem.tasks[key] for key in problem.order]
    arcs = tuple(
        (
            index[link.before],
            index[link.after],
            distance(link, problem.tasks[link.before].duration, problem.tasks[link.after].duration),
        )
        for link in request.links
    )
    return Plain(
        tuple(task.duration for task in tasks),
        tuple(tuple(task.needs.get(kind, 0) for kind in kinds) for task in tasks),
        tuple(problem.resources[kind].capacity for kind in kinds),
        arcs,
    )
