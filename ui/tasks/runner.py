"""Tasks: the one way from a page to the studio.

One thread writes, three read, one draws PDF pages (PDFium is not safe on two). Results come home
by one queued signal. An owner is held weakly: it is never kept alive, and never called when dead.
"""

import weakref
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from studio.errors import StudioError, Unavailable
from ui.tasks.calls import (
    Failed,
    Inline,
    Order,
    Ours,
    Progress,
    Question,
    Studio,
    T,
    Task,
    Then,
    nothing,
    redo_step,
    undo_step,
    weakly,
)

READERS = 3


class Tasks(QObject):
    """The one way from a page to the studio."""

    busy = Signal()
    """Emitted when the first call is under way."""

    idle = Signal()
    """Emitted when no call is under way any more."""

    refused = Signal(object)
    """Emitted when a call without its own `failed` was refused; carries the StudioError."""

    crashed = Signal(object)
    """Emitted when a call failed by a bug; carries the exception."""

    done = Signal(object)
    """Emitted when a command was done; carries its Outcome."""

    unreachable = Signal(object)
    """Emitted when a command or query could not reach the studio; carries the Unavailable."""

    reached = Signal()
    """Emitted when the studio has answered again after it could not be reached."""

    _arrived = Signal(Task)
    _progressed = Signal(Task, int, int, str)

    def __init__(
        self,
        workspace: Studio | None = None,
        parent: QObject | None = None,
        *,
        inline: bool = False,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._waiting: list[Task] = []
        self._running: set[Task] = set()
        self._latest: dict[tuple[int, str], Task] = {}
        self._closed = False
        self._lost = False
        self._lanes: dict[str, Executor] = {
            "writer": Inline() if inline else ThreadPoolExecutor(1, "writer"),
            "reader": Inline() if inline else ThreadPoolExecutor(READERS, "reader"),
            "pages": Inline() if inline else ThreadPoolExecutor(1, "pages"),
        }
        way = Qt.ConnectionType
        kind = way.DirectConnection if inline else way.QueuedConnection
        self._arrived.connect(self._deliver, kind)
        self._progressed.connect(self._tell_progress, kind)

    @property
    def writing(self) -> bool:
        """True while a command is under way or waits for the studio."""
        return any(task.lane == "writer" for task in (*self._running, *self._waiting))

    @property
    def working(self) -> bool:
        """True while a call is under way or waits for the studio."""
        return bool(self._running or self._waiting)

    def set_workspace(self, workspace: Studio) -> None:
        """Take an open studio, and do what was asked for before it was there."""
        self._workspace = workspace
        waiting, self._waiting = self._waiting, []
        for task in waiting:
            self._start(task)

    def run(
        self,
        command: Order[T],
        *,
        owner: QObject,
        then: Then[T] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run a command on the writer; `then` gets its value. Commands keep their order."""
        self._order(lambda studio: Ours(studio.run(command), whole=False), owner, then, failed)

    def run_outcome(
        self,
        command: Order[Any],
        *,
        owner: QObject,
        then: Then[Any] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run a command; `then` gets the whole Outcome: value, changes, label."""
        self._order(lambda studio: Ours(studio.run(command), whole=True), owner, then, failed)

    def undo(
        self, *, owner: QObject, then: Then[Any] | None = None, failed: Failed | None = None
    ) -> None:
        """Take back the newest step; `then` gets its Outcome, or None where there was none."""
        self._order(undo_step, owner, then, failed)

    def redo(
        self, *, owner: QObject, then: Then[Any] | None = None, failed: Failed | None = None
    ) -> None:
        """Do the newest undone step again; `then` gets its Outcome or None."""
        self._order(redo_step, owner, then, failed)

    def ask(
        self,
        query: Question[T],
        *,
        owner: QObject,
        then: Then[T],
        failed: Failed | None = None,
        slot: str = "",
    ) -> None:
        """Ask a query on a reader; a newer one of the same owner and slot replaces an older."""
        task = self._task("reader", owner, then, failed, slot)
        task.work = lambda: self._open_studio().ask(query)
        self._queue(task)

    def call(
        self,
        fn: Callable[[], T],
        *,
        owner: QObject,
        then: Then[T] | None = None,
        failed: Failed | None = None,
        slot: str = "",
        thread: str = "reader",
    ) -> None:
        """Call a plain function off the window's thread; "pages" is the one thread of PDFium."""
        task = self._task(thread, owner, then, failed, slot)
        task.work = fn
        self._start(task)

    def job(
        self,
        fn: Callable[[Progress], T],
        *,
        owner: QObject,
        then: Then[T] | None = None,
        failed: Failed | None = None,
        progressed: Callable[[int, int, str], object] | None = None,
    ) -> Progress:
        """Call a long function that reports how far it is; return its Progress, to cancel it."""
        task = self._task("reader", owner, then, failed)
        task.told = weakly(progressed, owner)

        def said(done: int, total: int, words: str) -> None:
            self._progressed.emit(task, done, total, words)

        progress = Progress(said)
        task.work = lambda: fn(progress)
        self._start(task)
        return progress

    def close(self) -> None:
        """Stop taking work, let the writer finish, drop what readers have not begun."""
        self._closed = True
        self._waiting.clear()
        self._lanes["writer"].shutdown(wait=True)
        for lane in ("reader", "pages"):
            self._lanes[lane].shutdown(wait=True, cancel_futures=True)
        self._running.clear()

    def _open_studio(self) -> Studio:
        if self._workspace is None:
            raise RuntimeError("no studio is open")
        return self._workspace

    def _task(
        self,
        lane: str,
        owner: QObject,
        then: Callable[[Any], object] | None,
        failed: Failed | None,
        slot: str = "",
    ) -> Task:
        key = (id(owner), slot) if slot else None
        return Task(
            weakref.ref(owner), weakly(then, owner), weakly(failed, owner), nothing, lane, key
        )

    def _order(
        self,
        work: Callable[[Studio], Any],
        owner: QObject,
        then: Callable[[Any], object] | None,
        failed: Failed | None,
    ) -> None:
        task = self._task("writer", owner, then, failed)
        task.work = lambda: work(self._open_studio())
        self._queue(task)

    def _queue(self, task: Task) -> None:
        task.asks = True
        if self._workspace is None and not self._closed:
            self._waiting.append(task)
        else:
            self._start(task)

    def _start(self, task: Task) -> None:
        if self._closed:
            return
        if task.slot is not None:
            older = self._latest.get(task.slot)
            if older is not None and older.future is not None:
                older.future.cancel()
            self._latest[task.slot] = task
        if not self._running:
            self.busy.emit()
        self._running.add(task)
        task.future = self._lanes[task.lane].submit(task.work)
        task.future.add_done_callback(lambda _future: self._arrived.emit(task))

    def _deliver(self, task: Task) -> None:
        """Bring one result home (window's thread)."""
        self._running.discard(task)
        if not self._closed and task.future is not None and not task.future.cancelled():
            self._answer(task, task.future)
        if task.slot is not None and self._latest.get(task.slot) is task:
            del self._latest[task.slot]
        if not self._running and not self._closed:
            self.idle.emit()

    def _answer(self, task: Task, future: "Future[Any]") -> None:
        error = future.exception()
        replaced = task.slot is not None and self._latest.get(task.slot) is not task
        if error is not None:
            self._fail(task, error, replaced)
            return
        value = future.result()
        if task.asks and self._lost:
            self._lost = False
            self.reached.emit()
        if isinstance(value, Ours):
            if value.outcome is not None:
                self.done.emit(value.outcome)
            value = value.answer
        then = task.then()
        if then is not None and task.wanted() and not replaced:
            then(value)

    def _fail(self, task: Task, error: BaseException, replaced: bool) -> None:
        """A bug is always told; a refusal to its owner, and to all when a command lost its own."""
        if not isinstance(error, StudioError):
            self.crashed.emit(error)
            return
        if task.asks and isinstance(error, Unavailable):
            self._lost = True
            self.unreachable.emit(error)
        failed = task.failed()
        if failed is not None and task.wanted():
            if not replaced:
                failed(error)
        elif task.lane == "writer" or (task.wanted() and not replaced):
            self.refused.emit(error)

    def _tell_progress(self, task: Task, done: int, total: int, words: str) -> None:
        told = task.told() if task.told is not None else None
        if told is not None and task.wanted() and not self._closed:
            told(done, total, words)
