"""Notices a hard stop: where one was stands in a small file while the program runs."""

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLockFile

from studio import paths, writing
from studio.errors import StudioError

log = logging.getLogger("callboard.endings")


@dataclass(frozen=True, slots=True)
class Where:
    """Where one was: the studio, its page, and what the page showed."""

    place: str = ""
    page: str = ""
    state: dict[str, Any] = field(default_factory=dict)


class RunMark:
    """The mark of a running program. Found at the next start, it tells that none took it away.

    A lock file beside it says whether the program that made it still runs, so that a second
    window is not taken for a hard stop of the first.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or paths.cache()
        self._file = self._folder / "running.json"
        self._lock = QLockFile(str(self._folder / "running.lock"))
        self._lock.setStaleLockTime(0)
        self._mine = False
        self._written = Where()
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="mark")

    def begin(self) -> Where | None:
        """Set the mark; return where one was when the last run was stopped hard."""
        try:
            paths.made(self._folder)
        except OSError as error:
            log.warning("no mark of this run: %s", type(error).__name__)
            return None
        self._mine = self._lock.tryLock(0)
        if not self._mine:
            return None
        before = self._read()
        self._writer.submit(self._write, Where())
        return before

    def note(self, where: Where) -> None:
        """Remember where one is; what cannot be kept as JSON is left out."""
        if self._mine and where != self._written:
            self._written = where
            self._writer.submit(self._write, where)

    def end(self) -> None:
        """Take the mark away: the program ends as it should."""
        self._writer.shutdown(wait=True)
        if self._mine:
            self._file.unlink(missing_ok=True)
            self._lock.unlock()
            self._mine = False

    def _read(self) -> Where | None:
        try:
            found = json.loads(self._file.read_bytes())
            state = found["state"] if isinstance(found["state"], dict) else {}
            return Where(str(found["place"]), str(found["page"]), state)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return Where()  # half written when the machine went down: the stop itself is certain

    def _write(self, where: Where) -> None:
        try:
            state = json.loads(json.dumps(where.state))
        except (TypeError, ValueError):
            state = {}
        kept = {"place": where.place, "page": where.page, "state": state}
        try:
            writing.write_text(self._file, json.dumps(kept, ensure_ascii=False))
        except StudioError as error:  # a full disk must not stop the work
            log.warning("the mark of this run was not written: %s", type(error).__name__)
