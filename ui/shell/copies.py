"""Copies of the open studio: one by itself where it is due, one where a person wants it."""

import logging
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from ui.language import text, tr
from ui.startup import Opened
from ui.tasks import Tasks

log = logging.getLogger("callboard.copies")


class Copies(QObject):
    """Makes them off the window's thread."""

    said = Signal(str)
    """Emitted when a copy was written, or why it was not; carries the words for a toast."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks

    def keep(self, opened: Opened) -> None:
        """Make the automatic backup where one is due and nothing else is going on."""
        if not opened.demo and not self._tasks.working:
            backup: Any = import_module("studio.services.backup")
            work = partial(backup.keep, opened.workspace)
            self._tasks.call(work, owner=self, failed=self._on_refused)

    def save(self, opened: Opened, path: str) -> None:
        """Write a checked copy to a path."""
        backup: Any = import_module("studio.services.backup")
        work = partial(backup.save_copy, opened.workspace, Path(path))
        self._tasks.call(work, owner=self, then=self._on_saved, failed=self._on_refused)

    def _on_saved(self, _result: object) -> None:
        self.said.emit(tr("A checked copy of the studio was written."))

    def _on_refused(self, error: StudioError) -> None:
        self.said.emit(text(error.message))


def leave(opened: Opened) -> None:
    """Close a studio, after a backup where one is due."""
    workspace = opened.workspace
    if not opened.demo and not workspace.shared and not workspace.read_only:
        backup: Any = import_module("studio.services.backup")
        try:
            backup.keep(workspace)
        except (StudioError, OSError) as error:  # leaving must work on a full disk, a lost file
            log.warning("no backup on closing: %s", type(error).__name__)
    workspace.close()
