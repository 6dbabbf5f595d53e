"""Levelling from the window: asks what may move, lets the solver search, reads what it found."""

import weakref
from collections.abc import Callable
from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from studio.domain.schedule.levelling.level import Incumbent, Levelled
from studio.errors import StudioError
from studio.services import schedule
from studio.services.schedule import Board, LevelFilter, LevelInput
from ui.context import Context
from ui.schedule.preview import Preview, preview_of, request_of

SECONDS = 20.0
"""The most a search takes; the first plan is there at once."""


class Leveller(QObject):
    """One search at a time; what it finds is told on the window's thread."""

    improved = Signal(object)
    """Emitted when a better plan was found while the search goes on; carries the Incumbent."""

    finished = Signal(object)
    """Emitted when the search has ended; carries the Preview."""

    refused = Signal(object)
    """Emitted when nothing can be levelled; carries the StudioError."""

    _told = Signal(object)
    _ended = Signal(object)

    def __init__(self, context: Context, parent: QObject, *, seconds: float = SECONDS) -> None:
        super().__init__(parent)
        self._context = context
        self.seconds = seconds
        self._solver: Any = None
        self._job: Any = None
        self._board: Board | None = None
        self._input: LevelInput | None = None
        self._best: Incumbent | None = None
        self.searching = False
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def solver(self) -> Any:
        """Return the solver's process, begun when first asked for."""
        if self._solver is None:
            module: Any = import_module("studio.services.schedule.solver")
            self._solver = module.Solver()
            weakref.finalize(self, self._solver.close)
        return self._solver

    def use(self, solver: Any) -> None:
        """Take another solver, such as one that searches in this process."""
        self._solver = solver

    def warm(self) -> None:
        """Start the solver's process: somebody is about to ask for it."""
        self.solver().warm()

    # -- searching ------------------------------------------------------------------------------

    def start(self, board: Board, projects: tuple[int, ...] = ()) -> None:
        """Look for a plan that people and rooms can keep."""
        self.stop()
        self.searching = True
        self._board, self._best = board, None
        self._context.tasks.ask(
            schedule.level_input(LevelFilter(projects=projects)),
            owner=self,
            then=self._on_input,
            failed=self._on_refused,
            slot="input",
        )

    def stop(self) -> None:
        """End the search and forget it."""
        self.searching = False
        if self._job is not None:
            job, self._job = self._job, None
            job.cancel()

    def enough(self) -> None:
        """End the search and take the best plan so far."""
        if self._job is not None and self._best is not None:
            job, self._job = self._job, None
            job.cancel()
            best = self._best
            self._read(
                Levelled("feasible", best.stands, best.makespan, best.lateness, best.moved,
                         best.bound)
            )  # fmt: skip

    def _on_input(self, given: LevelInput) -> None:
        if not self.searching:
            return
        self._input = given
        request = request_of(given)
        job = self.solver().level(request, self.seconds, incumbent=self._told.emit)
        self._job = job
        job.result.add_done_callback(_Ending(job, self._ended.emit))

    def _on_told(self, best: object) -> None:
        if self.searching and self._job is not None and isinstance(best, Incumbent):
            self._best = best
            self.improved.emit(best)

    def _on_ended(self, job: Any) -> None:
        running: Any = self._job
        if job is not running or running is None:
            return  # it was stopped, or another search has begun
        future = running.result
        self._job = None
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            self._read(future.result())
        elif isinstance(error, StudioError):
            self._on_refused(error)
        else:
            self.searching = False
            self._context.tasks.crashed.emit(error)

    def _on_refused(self, error: StudioError) -> None:
        self.searching = False
        self.refused.emit(error)

    def _read(self, levelled: Levelled) -> None:
        """Work out, off the window's thread, what the plan moves and why."""
        if self._board is None or self._input is None:
            return
        work = _Reading(self._board, self._input, levelled)
        self._context.tasks.call(
            work, owner=self, then=self._on_read, failed=self._on_refused, slot="read"
        )

    def _on_read(self, preview: Preview) -> None:
        if self.searching:
            self.searching = False
            self.finished.emit(preview)


class _Ending:
    """Tells that a job has ended, from whatever thread it ended on."""

    def __init__(self, job: Any, tell: Callable[[object], object]) -> None:
        self._job, self._tell = job, tell

    def __call__(self, _future: object) -> None:
        """Tell it."""
        self._tell(self._job)


class _Reading:
    """Reads a levelled plan against the board."""

    def __init__(self, board: Board, given: LevelInput, levelled: Levelled) -> None:
        self._board, self._given, self._levelled = board, given, levelled

    def __call__(self) -> Preview:
        """Return the preview."""
        return preview_of(self._board, self._given, self._levelled)
