"""Reading and importing off the window's thread: how far it is, and the way to stop it."""

from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from studio.services.talent import sheets
from studio.services.talent.sheets import Sheet
from studio.text import Message


class Stopped(StudioError):
    """The person does not want the import any more."""


class Reporter(QObject):
    """Told by the import how far it is, on its thread; tells the dialog on the window's."""

    reported = Signal(int, int)
    """Emitted when the import is further: how many of how many rows, 0 where nobody knows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = Event()

    def stop(self) -> None:
        """Let the import end at its next report: nothing is kept then."""
        self._stop.set()

    def __call__(self, done: int, total: int) -> None:
        """Tell how far the import is; raises Stopped where it is not wanted any more."""
        if self._stop.is_set():
            raise Stopped(Message("Stopped; nothing was kept."))
        self.reported.emit(done, total)


class Read:
    """Reads a table off the window's thread."""

    def __init__(self, report: Reporter, path: Path | None = None, pasted: str = "") -> None:
        self._report, self._path, self._pasted = report, path, pasted

    def __call__(self) -> Sheet:
        """Read it."""
        if self._path is not None:
            return sheets.from_path(self._path, self._report)
        return sheets.pasted(self._pasted)
