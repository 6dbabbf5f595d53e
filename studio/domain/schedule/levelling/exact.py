"""The plain problem as a constraint model: finds short plans and proves how short one can be."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.domain.schedule.levelling.plain import Plain, makespan

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

PORTFOLIO = 3
"""From so many threads on the solver's own mixture of searches is better than one of them."""

Stop = Callable[[], bool]


@dataclass
class Exact:
    """A model of a problem, its starts and its makespan."""

    model: "CpModel"
    starts: "list[IntVar]"
    end: "IntVar"


def load() -> None:
    """Load the solver, which takes half a second the first time."""
    import ortools.sat.python.cp_model  # noqa: F401


def build(plain: Plain, known: Sequence[int], bound: int) -> Exact:
    """Return the model of plans no longer than a known one, which is its hint."""
    from ortools.sat.python.cp_model import CpModel

    model, most = CpModel(), makespan(plain, known)
    end = model.new_int_var(bound, most, "end")
    starts = [
        model.new_int_var(head, max(head, most - tail), f"start{job}")
        for job, (head, tail) in enumerate(zip(plain.heads, plain.tails, strict=True))
    ]
    spans = [
        model.new_fixed_size_interval_var(start, length, f"span{job}")
        for job, (start, length) in enumerate(zip(starts, plain.durations, strict=True))
    ]
    for a, b, w in plain.arcs:
        model.add(starts[b] >= starts[a] + w)
    for start, tail, length in zip(starts, plain.tails, plain.durations, strict=True):
        if tail == length:
            model.add(end >= start + length)
    for kind, capacity in enumerate(plain.capacities):
        jobs = [job for job in range(plain.size) if plain.needs[job][kind] and plain.durations[job]]
        needs = [plain.needs[job][kind] for job in jobs]
        if sum(needs) > capacity:
            model.add_cumulative([spans[job] for job in jobs], needs, capacity)
    model.minimize(end)
    for var, value in zip(starts, known, strict=True):
        model.add_hint(var, value)
    model.add_hint(end, most)
    return Exact(model, starts, end)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search ended with: a plan if it found one, and what no plan can be shorter than."""

    starts: list[int] | None
    bound: int
    proven: bool


class Search:
    """One run of the solver that can be stopped from another thread."""

    def __init__(
        self, exact: Exact, seconds: float, workers: int, seed: int = 0, *, from_below: bool = False
    ) -> None:
        """Prepare it; `from_below` raises the bound step by step, which a few problems need."""
        from ortools.sat.python.cp_model import CpSolver

        self._exact = exact
        self._solver: CpSolver = CpSolver()
        self._solver.parameters.max_time_in_seconds = max(0.01, seconds)
        self._solver.parameters.num_workers = workers
        self._solver.parameters.random_seed = seed
        self._solver.parameters.catch_sigint_signal = False
        if from_below:
            self._solver.parameters.optimize_with_core = True
        elif workers < PORTFOLIO:
            # Measured: alone, the search without linear relaxation proves five times as fast.
            self._solver.parameters.linearization_level = 0

    def stop(self) -> None:
        """End the search soon; what it has found is kept."""
        with contextlib.suppress(RuntimeError):
            self._solver.stop_search()

    def limit(self, deterministic: float) -> None:
        """Count work instead of seconds, on one thread, so that every run is the same."""
        self._solver.parameters.max_time_in_seconds = 1e9
        self._solver.parameters.max_deterministic_time = deterministic
        self._solver.parameters.num_workers = 1

    def run(
        self,
        found: Callable[[list[int]], None] = lambda _starts: None,
        bound: Callable[[int], None] = lambda _bound: None,
    ) -> Answer:
        """Search, telling of every better plan and bound; both are called from other threads."""
        from ortools.sat.python import cp_model

        exact = self._exact

        class Watch(cp_model.CpSolverSolutionCallback):
            def on_solution_callback(self) -> None:
                found([self.value(start) for start in exact.starts])

        self._solver.best_bound_callback = lambda value: bound(_whole(value))
        status = self._solver.solve(exact.model, Watch())
        solved = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        return Answer(
            [self._solver.value(start) for start in exact.starts] if solved else None,
            _whole(self._solver.best_objective_bound),
            status == cp_model.OPTIMAL,
        )


def _whole(value: float) -> int:
    """Return the least whole makespan a bound allows."""
    return int(-(-(value - 1e-6) // 1))
