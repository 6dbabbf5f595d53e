"""The process in which documents are built: it can be killed, and a new one takes its place."""

import contextlib
import multiprocessing
import signal
import traceback
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from studio.errors import Invalid, StudioError, Unavailable
from studio.text import Message

if TYPE_CHECKING:
    from studio.documents.callsheet import CallSheetDocument
    from studio.documents.factsheet import FactSheetDocument
    from studio.documents.invoice import InvoiceDocument
    from studio.documents.proposal import ProposalDocument

    Document: TypeAlias = InvoiceDocument | ProposalDocument | CallSheetDocument | FactSheetDocument
else:
    Document = object  # the layouts are loaded where a document is built, never at start-up

Kind = Literal["invoice", "proposal", "callsheet", "factsheet"]

_START_LIMIT = 60.0
_READY = "ready"
_MEMORY = 1_500_000_000


class DocumentFailed(RuntimeError):
    """The worker met a bug; the text is its traceback."""


def build_now(kind: Kind, document: Document) -> bytes:
    """Return the bytes of a document, made here and now."""
    from studio.documents import (  # noqa: PLC0415 - heavy; see above
        callsheet,
        factsheet,
        invoice,
        proposal,
    )

    if kind == "invoice" and isinstance(document, invoice.InvoiceDocument):
        return invoice.render(document)
    if kind == "proposal" and isinstance(document, proposal.ProposalDocument):
        return proposal.render(document)
    if kind == "callsheet" and isinstance(document, callsheet.CallSheetDocument):
        return callsheet.render(document)
    if kind == "factsheet" and isinstance(document, factsheet.FactSheetDocument):
        return factsheet.render(document)
    raise TypeError(f"{type(document).__name__} is not a document of kind {kind}")


class WorkerGone(Exception):
    """The process took too long or died; it must be replaced."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class Worker:
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
            raise WorkerGone(Message("Making the document failed. Please try again.")) from error
        if isinstance(answer, bytes):
            return answer
        raise _error(*answer)

    def _receive(self, limit: float) -> Any:
        if not self._pipe.poll(limit):
            raise WorkerGone(Message("Making the document took too long and was stopped."))
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

    from studio.documents import callsheet, factsheet, fonts, invoice, proposal  # noqa: PLC0415, F401
    from studio.documents.archive import srgb_profile  # noqa: PLC0415

    for stack in (fonts.light(), fonts.regular(), fonts.semibold()):
        stack.find("纸")
    srgb_profile()
