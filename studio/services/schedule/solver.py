"""Levels in one warm process of its own: the window never loads the solver and can kill it.

The list schedule is there at once, worked out beside the process; better plans come as they are
found. Where the process dies or says nothing in time, the best plan so far is the answer.
"""

import multiprocessing
import pickle
import signal
import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Protocol

from studio.domain.schedule.levelling.level import Incumbent, Levelled, Levelling, level
from studio.domain.schedule.levelling.problem import Request
from studio.errors import Invalid, StudioError
from studio.text import Message

SECONDS = 20.0
"""How long a search takes unless it is told otherwise or can prove that it is done."""
GRACE = 10.0
"""Seconds past its time after which the process is given up."""
START_LIMIT = 60.0

Tell = Callable[[Incumbent], None]


def _nobody(_incumbent: Incumbent) -> None:
    """Tell nobody."""


class LevellingFailed(RuntimeError):
    """The process met a bug; the text is its traceback."""


@dataclass(eq=False)
class Job:
    """One search: its answer as a future, and the way to end it early."""

    request: Request
    seconds: float
    seed: int
    tell: Tell
    result: "Future[Levelled]" = field(default_factory=Future)
    best: Incumbent | None = None
    _cancelled: threading.Event = field(default_factory=threading.Event)
    _kill: Callable[[], None] | None = None

    def cancel(self) -> None:
        """End the search; the best plan so far becomes its answer, if there is one."""
        self._cancelled.set()
        if self._kill is not None:
            self._kill()

    @property
    def cancelled(self) -> bool:
        """Whether somebody has ended it."""
        return self._cancelled.is_set()

    def take(self, incumbent: Incumbent) -> None:
        """Keep a better plan and tell of it."""
        self.best = incumbent
        if not self.cancelled:
            self.tell(incumbent)


class Leveller(Protocol):
    """What levels: a solver, or its stand-in without a process."""

    def warm(self) -> None:
        """Be ready soon."""

    def level(
        self, request: Request, seconds: float, incumbent: Tell = _nobody, *, seed: int = 0
    ) -> Job:
        """Search for a plan, telling of every better one from another thread."""

    def close(self) -> None:
        """Stop, whatever it is doing."""


class InlineSolver:
    """A solver without a process, for tests: the job is done when it is returned."""

    def warm(self) -> None:
        """Do nothing: there is nothing to start."""

    def level(
        self, request: Request, seconds: float, incumbent: Tell = _nobody, *, seed: int = 0
    ) -> Job:
        """Search at once."""
        job = Job(request, seconds, seed, incumbent)
        job.result.set_running_or_notify_cancel()
        try:
            job.result.set_result(level(request, seconds, report=job.take, seed=seed))
        except StudioError as error:
            job.result.set_exception(error)
        return job

    def close(self) -> None:
        """Do nothing: there is nothing to stop."""


class Solver:
    """One worker process and the thread that feeds it; a new search ends the one before."""

    def __init__(self) -> None:
        """Take work at once; the process starts with the first job or with `warm`."""
        self._changed = threading.Condition()
        self._waiting: Job | None = None
        self._running: Job | None = None
        self._worker: _Worker | None = None
        self._warm = self._closed = False
        self._thread = threading.Thread(target=self._run, name="leveller", daemon=True)
        self._thread.start()

    def warm(self) -> None:
        """Start the process now, so that the first search does not wait for it."""
        with self._changed:
            self._warm = True
            self._changed.notify()

    def level(
        self, request: Request, seconds: float, incumbent: Tell = _nobody, *, seed: int = 0
    ) -> Job:
        """Search for a plan, telling of every better one from another thread."""
        job = Job(request, seconds, seed, incumbent)
        with self._changed:
            if self._closed:
                raise RuntimeError("The solver is closed")
            older, self._waiting = self._waiting, job
            running = self._running
            self._changed.notify()
        if older is not None:
            older.result.cancel()
        if running is not None:
            running.cancel()
        return job

    def close(self) -> None:
        """Stop the process, whatever it is doing, and cancel what waits."""
        with self._changed:
            self._closed = True
            waiting, running = self._waiting, self._running
            self._waiting = None
            self._changed.notify()
        if waiting is not None:
            waiting.result.cancel()
        if running is not None:
            running.cancel()
        self._thread.join()
        if self._worker is not None:
            self._worker.end()
            self._worker = None

    def _run(self) -> None:
        while True:
            with self._changed:
                while not (self._closed or self._waiting or self._warm):
                    self._changed.wait()
                if self._closed:
                    return
                job, self._waiting, self._warm = self._waiting, None, False
                self._running = job
            worker = self._ready()
            if job is not None and job.result.set_running_or_notify_cancel():
                _do(job, worker)
            with self._changed:
                self._running = None

    def _ready(self) -> "_Worker":
        if self._worker is not None and not self._worker.alive():
            self._worker.end()
            self._worker = None
        if self._worker is None:
            self._worker = _Worker()
        return self._worker


def _do(job: Job, worker: "_Worker") -> None:
    """Answer one job: the list schedule at once, then what the process finds."""
    job._kill = worker.kill  # noqa: SLF001  a job and its solver are one thing
    try:
        worker.send(job)
        _first(job)
        if job.cancelled:
            worker.kill()
        job.result.set_result(worker.wait(job))
    except StudioError as error:
        job.result.set_exception(error)
    except (EOFError, OSError, TimeoutError):
        worker.kill()
        _give_up(job)
    except Exception as error:  # noqa: BLE001 - it belongs to whoever asks the future
        job.result.set_exception(error)


def _first(job: Job) -> None:
    """Work out the list schedule here, on a copy: calendars belong to one thread each."""
    request: Request = pickle.loads(pickle.dumps(job.request))  # noqa: S301  it is our own
    Levelling(request, 0, report=job.take).run_first()


def _give_up(job: Job) -> None:
    """Answer with the best plan so far."""
    best = job.best
    if best is None:
        job.result.set_exception(
            StudioError(Message("Levelling was stopped before there was a plan."))
        )
        return
    job.result.set_result(
        Levelled(
            "feasible" if best.sound else "unknown",
            best.stands,
            best.makespan,
            best.lateness,
            best.moved,
            best.bound,
        )
    )


class _Worker:
    """The process as its parent sees it."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, end = context.Pipe()
        self._process: SpawnProcess = context.Process(
            target=_serve, args=(end,), name="callboard-solver", daemon=True
        )
        self._process.start()
        self._sent = 0
        self._killed = False
        end.close()

    def send(self, job: Job) -> None:
        """Give the process a job; it is read when the process is ready."""
        self._sent += 1
        self._pipe.send((self._sent, job.request, job.seconds, job.seed))

    def wait(self, job: Job) -> Levelled:
        """Return the answer, passing better plans on; raises what the process raised."""
        until = time.monotonic() + START_LIMIT + job.seconds + GRACE
        while True:
            if not self._pipe.poll(max(0.0, until - time.monotonic())):
                raise TimeoutError
            number, kind, value = self._pipe.recv()
            if number != self._sent:
                continue  # of a job that nobody waited for
            if kind == "began":
                until = time.monotonic() + job.seconds + GRACE
            elif kind == "found":
                if job.best is None or not job.best.sound or value.sound:
                    job.take(value)
            else:
                return _answer(kind, value)

    def alive(self) -> bool:
        """Tell whether the process can still work."""
        return not self._killed and self._process.is_alive()

    def kill(self) -> None:
        """Stop the process at once; any thread may say so."""
        self._killed = True
        with suppress(ValueError):  # it is closed already
            self._process.kill()

    def end(self) -> None:
        """Stop the process and give back what belonged to it."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()


def _answer(kind: str, value: Any) -> Levelled:
    if kind == "done":
        found: Levelled = value
        return found
    if kind == "refused":
        message, fields = value
        raise Invalid(fields, message) if fields else StudioError(message)
    raise LevellingFailed(str(value))


# What runs in the process


def _serve(pipe: Connection) -> None:
    """Level until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent
    _load_all()
    lock = threading.Lock()

    def tell(number: int, kind: str, value: object) -> None:
        with lock:  # plans come from the solver's threads
            pipe.send((number, kind, value))

    while True:
        try:
            number, request, seconds, seed = pipe.recv()
        except (EOFError, OSError):
            return
        tell(number, "began", None)
        report = partial(tell, number, "found")
        tell(number, *_solved(request, seconds, seed, report))


def _solved(request: Request, seconds: float, seed: int, report: Tell) -> tuple[str, object]:
    """Return the answer, or what went wrong in values that travel."""
    try:
        return "done", level(request, seconds, report=report, seed=seed)
    except Invalid as error:
        return "refused", (error.message, error.fields)
    except StudioError as error:
        return "refused", (error.message, None)
    except Exception:  # noqa: BLE001 - told to the parent, which shows it as a bug
        return "failed", traceback.format_exc()


def _load_all() -> None:
    """Load what the first search would otherwise wait for."""
    import numpy
    from ortools.sat.python import cp_model

    cp_model.CpModel()
    numpy.zeros(1)
