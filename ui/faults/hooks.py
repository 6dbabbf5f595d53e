"""Catches what nobody caught: in slots, in threads, in Qt itself; one crash dialog at a time."""

import logging
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from ui.faults.dialog import CrashDialog

log = logging.getLogger("callboard.crash")
qt_log = logging.getLogger("callboard.qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Crashes(QObject):
    """Shows the crash dialog over the window. Calling it with an exception does so too."""

    shown = Signal(QDialog)
    """Emitted when the crash dialog has opened; carries it."""

    _happened = Signal(BaseException)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: CrashDialog | None = None
        self._code = ""
        self._again: Callable[[], object] | None = None
        self._saved_at = ""
        self._happened.connect(self._on_happened, Qt.ConnectionType.QueuedConnection)

    def __call__(self, error: BaseException) -> None:
        """Show an exception (window's thread)."""
        self.show_crash(error)

    def on_saved(self, _outcome: object) -> None:
        """Remember when something was last saved; connect `Tasks.done` here."""
        self._saved_at = f"{datetime.now().astimezone():%H:%M}"

    def show_crash(
        self, error: BaseException, doing: str = "", again: Callable[[], object] | None = None
    ) -> None:
        """Log an exception and show it; `again` does the same once more."""
        # Few starts end in one, and it would take a tenth of each to have it ready.
        from ui.faults.dialog import CrashDialog  # noqa: PLC0415
        from ui.faults.report import CrashReport  # noqa: PLC0415

        log.error("a bug", exc_info=error)
        report = CrashReport(error, datetime.now().astimezone(), doing)
        if self._dialog is not None:
            if report.code == self._code:
                self._dialog.count()
            return
        self._code, self._again = report.code, again
        dialog = CrashDialog(report, self._window, saved_at=self._saved_at, again=again is not None)
        self._dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.tried_again.connect(self._on_tried_again)
        dialog.finished.connect(self._on_finished)
        dialog.open()
        self.shown.emit(dialog)

    def tell(self, error: BaseException) -> None:
        """Show an exception from any thread."""
        self._happened.emit(error)

    def leave(self) -> None:
        """Close the window: somebody pressed Ctrl+C in the terminal."""
        self._window.close()

    def _on_happened(self, error: BaseException) -> None:
        self.show_crash(error)

    def _on_tried_again(self) -> None:
        if self._again is not None:
            self._again()

    def _on_finished(self) -> None:
        self._dialog = None


class Hooks:
    """Python's and Qt's own reports of what nobody caught, led to the crash dialog and the log."""

    def __init__(self, crashes: Crashes) -> None:
        self._crashes = crashes

    def install(self) -> None:
        """Take the hooks over."""
        sys.excepthook = self.on_exception
        threading.excepthook = self.on_thread_exception
        qInstallMessageHandler(on_qt_message)

    def on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Show what was raised in a slot or at top level; Ctrl+C ends the program as always."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            self._crashes.leave()
            return
        self._crashes.tell(error.with_traceback(trace))

    def on_thread_exception(self, happened: threading.ExceptHookArgs) -> None:
        """Show what ended a thread."""
        if happened.exc_value is not None and not isinstance(happened.exc_value, SystemExit):
            self._crashes.tell(happened.exc_value)


def on_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Log what Qt says; it speaks of classes and files, not of records."""
    qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s", message)


def install(window: QWidget, *_others: object) -> Crashes:
    """Lead every uncaught exception to the crash dialog over a window; return what shows it."""
    crashes = Crashes(window)
    Hooks(crashes).install()
    return crashes
