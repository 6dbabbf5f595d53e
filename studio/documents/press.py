"""Builds documents in one warm process of its own, which can be killed and comes back.

A document takes tens of milliseconds, but a hostile text or picture may take for ever or fill
the memory; neither the window nor the writer thread must wait for it or die with it.
"""

import contextlib
import multiprocessing
import signal
import threading
import traceback
from collections import OrderedDict, deque
from concurrent.futures import Future
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Literal, Protocol

from studio.documents import fonts, invoice, proposal
from studio.documents.archive import srgb_profile
from studio.documents.invoice import InvoiceDocument
from studio.documents.proposal import ProposalDocument
from studio.errors import Invalid, StudioError, Unavailable
from studio.text import Message

Kind = Literal["invoice", "proposal"]
Document = InvoiceDocument | ProposalDocument

LIMIT = 20.0
"""Seconds a document may take."""

_START_LIMIT = 60.0
_READY = "ready"
_MEMORY = 1_500_000_000


class DocumentFailed(RuntimeError):
    """The worker met a bug; the text is its traceback."""


class Builder(Protocol):
    """What prints documents: a press, or its stand-in without a process."""

    def build(self, kind: Kind, document: Document) -> "Future[bytes]":
        """Build a document that is wanted in any case."""

    def preview(self, key: str, kind: Kind, document: Document) -> "Future[bytes]":
        """Build a document unless a newer one of the same key comes before its turn."""

    def close(self) -> None:
        """Stop; what is still waiting is cancelled."""


def build_now(kind: Kind, document: Document) -> bytes:
    """Return the bytes of a document, made here and now."""
    if kind == "invoice" and isinstance(document, InvoiceDocument):
        return invoice.render(document)
    if kind == "proposal" and isinstance(document, ProposalDocument):
        return proposal.render(document)
    raise TypeError(f"{type(document).__name__} is not a document of kind {kind}")


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
        self._worker: _Worker | None = None
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

    def _ready(self) -> "_Worker | None":
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
            worker = _Worker()
        with self._changed:
            self._worker = worker
            if self._closed:
                worker.kill()
        return worker

    def _next(self) -> _Job | None:
        if self._wanted:
            return self._wanted.popleft()
        return self._previews.popitem(last=False)[1] if self._previews else None

    def _do(self, job: _Job, worker: "_Worker") -> None:
        try:
            job.future.set_result(worker.build(job.kind, job.document, self._limit))
        except _WorkerGone as error:
            with self._changed:
                self._worker = None
            worker.end()
            job.future.set_exception(Unavailable(error.message))
        except Exception as error:  # noqa: BLE001 - it belongs to whoever asks the future
            job.future.set_exception(error)


class _WorkerGone(Exception):
    """The process took too long or died; it must be replaced."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class _Worker:
    """The process as its parent sees it."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, end = context.Pipe()
        self._process: SpawnProcess = context.Process(
            target=_serve, args=(end,), name="callboard-press", daemon=True
        )
        self._process.start()
        self._ready = False
        end.close()

    def build(self, kind: Kind, document: Document, limit: float) -> bytes:
        """Return the bytes, or raise what the process raised; `limit` is in seconds.

        The time the process needs to start does not count.
        """
        try:
            if not self._ready:
                self._ready = self._receive(_START_LIMIT) == _READY
            self._pipe.send((kind, document))
            answer = self._receive(limit)
        except (EOFError, OSError) as error:
            raise _WorkerGone(Message("Making the document failed. Please try again.")) from error
        if isinstance(answer, bytes):
            return answer
        raise _error(*answer)

    def _receive(self, limit: float) -> Any:
        if not self._pipe.poll(limit):
            raise _WorkerGone(Message("Making the document took too long and was stopped."))
        return self._pipe.recv()

    def alive(self) -> bool:
        """Tell whether the process can still work."""
        return self._process.is_alive()

    def kill(self) -> None:
        """Stop the process at once; any thread may say so."""
        self._process.kill()

    def end(self) -> None:
        """Stop the process and give back what belonged to it."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()


def _error(kind: str, message: Message | str, fields: dict[str, Message] | None) -> Exception:
    """Return the exception that the process met."""
    if kind == "refused" and isinstance(message, Message):
        return Invalid(fields, message) if fields else StudioError(message)
    if kind == "memory":
        return Unavailable(Message("Making the document took too much memory."))
    return DocumentFailed(str(message))


# What runs in the process


def _serve(pipe: Connection) -> None:
    """Build documents until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent
    _limit_memory()
    _load_all()
    pipe.send(_READY)
    while True:
        try:
            kind, document = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_answer(kind, document))


def _answer(kind: Kind, document: Document) -> bytes | tuple[str, object, object]:
    """Return the bytes, or what went wrong in values that travel."""
    try:
        return build_now(kind, document)
    except Invalid as error:
        return ("refused", error.message, error.fields)
    except StudioError as error:
        return ("refused", error.message, None)
    except MemoryError:
        return ("memory", "", None)
    except Exception:  # noqa: BLE001 - told to the parent, which shows it as a bug
        return ("failed", traceback.format_exc(), None)


def _limit_memory() -> None:
    """Keep a hostile document from taking the machine's memory, where the system can."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))


def _load_all() -> None:
    """Load what the first document would otherwise wait for."""
    import reportlab.pdfgen.canvas  # noqa: F401 - only to have it loaded

    for stack in (fonts.light(), fonts.regular(), fonts.semibold()):
        stack.find("纸")
    srgb_profile()
