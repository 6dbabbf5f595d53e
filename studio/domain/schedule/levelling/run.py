"""Runs the solver on a model: a search that tells what it finds and can be stopped."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.domain.schedule.levelling.exact import PORTFOLIO
from studio.domain.schedule.levelling.model import Guard, Model
from studio.domain.schedule.levelling.problem import Stand
from studio.domain.schedule.tasks import Id

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpSolver


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search ended with; `status` is optimal, feasible, infeasible or unknown."""

    status: str
    stands: dict[Id, Stand] | None
    bound: float


class Run:
    """One run of the solver on a model, which another thread can stop."""

    def __init__(self, made: Model, seconds: float, workers: int, *, seed: int = 0) -> None:
        self._made = made
        self._solver: CpSolver = made.cp.CpSolver()
        parameters = self._solver.parameters
        parameters.max_time_in_seconds = max(0.01, seconds)
        parameters.num_workers = workers
        parameters.random_seed = seed
        parameters.catch_sigint_signal = False
        if workers < PORTFOLIO:
            parameters.linearization_level = 0

    def limit(self, deterministic: float) -> None:
        """Count work instead of seconds, on one thread, so that every run is the same."""
        parameters = self._solver.parameters
        parameters.max_time_in_seconds = 1e9
        parameters.max_deterministic_time = deterministic
        parameters.num_workers = 1

    def stop(self) -> None:
        """End the search soon; what it has found is kept."""
        with contextlib.suppress(RuntimeError):
            self._solver.stop_search()

    def solve(self, found: Callable[[dict[Id, Stand]], None] | None = None) -> Outcome:
        """Search, telling of every better plan from another thread."""
        made, cp = self._made, self._made.cp

        class Watch(cp.CpSolverSolutionCallback):  # type: ignore[name-defined,misc]
            def on_solution_callback(self) -> None:
                if found is not None:
                    found(made.read(self.value))

        status = self._solver.solve(made.model, Watch())
        names = {cp.OPTIMAL: "optimal", cp.FEASIBLE: "feasible", cp.INFEASIBLE: "infeasible"}
        solved = status in (cp.OPTIMAL, cp.FEASIBLE)
        return Outcome(
            names.get(status, "unknown"),
            made.read(self._solver.value) if solved else None,
            self._solver.best_objective_bound,
        )

    def core(self) -> list[Guard]:
        """Return which guards cannot all hold, after an infeasible run."""
        indexes = set(self._solver.sufficient_assumptions_for_infeasibility())
        return [key for key, literal in self._made.guards.items() if literal.index in indexes]
