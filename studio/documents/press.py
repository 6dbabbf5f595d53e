"""Builds documents in one warm process of its own, which can be killed and comes back.

A document takes tens of milliseconds, but a hostile text or picture may take for ever or fill
the memory; neither the window nor the writer thread must wait for it or die with it.
"""

import threading
from collections import OrderedDict, deque
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

from studio.documents.worker import Document, Kind, Worker, WorkerGone, build_now
from studio.errors import Unavailable

__all__ = ["LIMIT", "Builder", "Document", "InlinePress", "Kind", "Press"]

LIMIT = 20.0
"""Seconds a document may take."""


class Builder(Protocol):
    """What prints documents: a press, or its stand-in without a process."""

    def build(self, kind: Kind, document: Document) -> "Future[bytes]":
        """Build a document that is wanted in any case."""

    def preview(self, key: str, kind: Kind, document: Document) -> "Future[bytes]":
        """Build a document unless a newer one of the same key comes before its turn."""

    def close(self) -> None:
        """Stop; what is still waiting is cancelled."""


class InlinePress:
    """A press without a process, for the command line and for tests."""

    def build(self, kind: Kind, document: Document) -> "Future[bytes]":
        """Build at once; the future is done when it is returned."""
        future: Future[bytes] = Future()
        future.set_running_or_notify_cancel()
        try:
            future.set_result(build_now(kind, document))
        except Exception as error:  # noqa: BLE001 - it belongs to whoever asks the future
            future.set_exception(error)
        return future

    def preview(self, key: str, kind: Kind, document: Document) -> "Future[bytes]":
        """Build at once: nothing ever waits here."""
        return self.build(kind, document)

    def warm(self) -> None:
        """Do nothing: there is nothing to start."""

    def close(self) -> None:
        """Do nothing: there is nothing to stop."""


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    kind: Kind
    document: Document
    future: "Future[bytes]"


class Press:
    """One worker process and the thread that feeds it, one document at a time."""

    def __init__(self, limit: float = LIMIT) -> None:
        """Take work at once; the process starts with the first document or with `warm`."""
        self._limit = limit
        self._wanted: deque[_Job] = deque()
        self._previews: OrderedDict[str, _Job] = OrderedDict()
        self._changed = threading.Condition()
        self._closed = False
        self._warm = False
        self._worker: Worker | None = None
        self._thread = threading.Thread(target=self._run, name="press", daemon=True)
        self._thread.start()

    def warm(self) -> None:
        """Start the process now, so that the first document does not wait for it."""
        with self._changed:
            self._warm = True
            self._changed.notify()

    def build(self, kind: Kind, document: Document) -> "Future[bytes]":
        """Build a document that is wanted in any case; it goes before all previews."""
        job = _Job(kind, document, Future())
        with self._changed:
            self._refuse_if_closed()
            self._wanted.append(job)
            self._changed.notify()
        return job.future

    def preview(self, key: str, kind: Kind, document: Document) -> "Future[bytes]":
        """Build a document unless a newer one of the same key comes before its turn.

        The future of the older one is then cancelled.
        """
        job = _Job(kind, document, Future())
        with self._changed:
            self._refuse_if_closed()
            older = self._previews.pop(key, None)
            self._previews[key] = job
            self._changed.notify()
        if older is not None:
            older.future.cancel()
        return job.future

    def close(self) -> None:
        """Stop the process, whatever it is doing, and cancel what waits."""
        with self._changed:
            self._closed = True
            waiting = [*self._wanted, *self._previews.values()]
            self._wanted.clear()
            self._previews.clear()
            self._changed.notify()
            if self._worker is not None:
                self._worker.kill()
        for job in waiting:
            job.future.cancel()
        self._thread.join()

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise RuntimeError("The press is closed")

    def _run(self) -> None:
        while True:
            with self._changed:
                while not (self._closed or self._wanted or self._previews or self._warm):
                    self._changed.wait()
                job = self._next()
                self._warm = False
            worker = self._ready()
            if worker is None:
                if job is not None:
                    job.future.cancel()
                return
            if job is not None and job.future.set_running_or_notify_cancel():
                self._do(job, worker)

    def _ready(self) -> Worker | None:
        """Return a living worker, a new one where there is none; nothing once closed."""
        with self._changed:
            worker, closed = self._worker, self._closed
            if worker is not None and (closed or not worker.alive()):
                self._worker = None
        if worker is not None and self._worker is None:
            worker.end()
            worker = None
        if closed:
            return None
        if worker is None:
            worker = Worker()
        with self._changed:
            self._worker = worker
            if self._closed:
                worker.kill()
        return worker

    def _next(self) -> _Job | None:
        if self._wanted:
            return self._wanted.popleft()
        return self._previews.popitem(last=False)[1] if self._previews else None

    def _do(self, job: _Job, worker: Worker) -> None:
        try:
            job.future.set_result(worker.build(job.kind, job.document, self._limit))
        except WorkerGone as error:
            with self._changed:
                self._worker = None
            worker.end()
            job.future.set_exception(Unavailable(error.message))
        except Exception as error:  # noqa: BLE001 - it belongs to whoever asks the future
            job.future.set_exception(error)
