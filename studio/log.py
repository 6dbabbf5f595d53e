"""Logging: one rotating file a person may send us without showing a client's secret.

Log ids, counts and types, never names, amounts or texts of a studio:
`log.topic("feed").info("change %d of %s %d", audit_id, noun, key)`.
"""

import logging
import os
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO

from studio import paths

FILES = 5
FILE_BYTES = 2_000_000

_LINE = "%(asctime)s %(levelname)-7s %(name)s [%(threadName)s] %(message)s"
_OURS = "callboard"

ErrorInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


def topic(name: str) -> logging.Logger:
    """Return the logger of one topic, such as "feed" or "startup"."""
    return logging.getLogger(f"{_OURS}.{name}")


def start(
    program: str = "window",
    folder: Path | None = None,
    *,
    console: bool = False,
    debug: bool = False,
) -> Path:
    """Begin to log to `<program>.log` in the log folder and return that file.

    Window and command line each have a file, because two programs cannot rotate one. Where the
    folder cannot be written, work goes on without a log.
    """
    file = (folder or paths.logs()) / f"{program}.log"
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    logging.getLogger(_OURS).setLevel(logging.DEBUG if debug else logging.INFO)
    try:
        paths.made(file.parent)
        _add(root, _PrivateFile(file, maxBytes=FILE_BYTES, backupCount=FILES - 1, encoding="utf-8"))
    except OSError:
        console = True
    if console and sys.stderr is not None:  # a Windows program without a console has none
        _add(root, logging.StreamHandler())
    return file


def stop() -> None:
    """Close what `start` opened."""
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one.formatter, _Discreet)]:
        root.removeHandler(handler)
        handler.close()


class _Discreet(logging.Formatter):
    """Writes where an error came from and its type, but not its words: they may quote a client."""

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have left its own, quoting text of the error in the record.
        theirs, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = theirs

    def formatException(self, ei: ErrorInfo) -> str:
        lines: list[str] = []
        error = ei[1]
        while error is not None and len(lines) < 500:  # a chain may run in a circle
            place = "".join(traceback.format_tb(error.__traceback__)).rstrip()
            lines[:0] = [f"{place}\n{type(error).__qualname__} (its words are left out)"]
            error = error.__cause__ or error.__context__
        return "\nwhich led to:\n".join(lines)


class _PrivateFile(RotatingFileHandler):
    """A log file only its owner can read; a full disk stops the log, not the work."""

    def _open(self) -> IO[str]:  # type: ignore[override]  # the stub asks for a TextIOWrapper
        return open(self.baseFilename, self.mode, encoding=self.encoding, opener=_private)

    def handleError(self, record: logging.LogRecord) -> None:
        """Drop the record: there is nowhere left to write that it was dropped."""


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _add(root: logging.Logger, handler: logging.Handler) -> None:
    handler.setFormatter(_Discreet(_LINE))
    root.addHandler(handler)
