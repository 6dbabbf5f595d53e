"""Undo and redo in the window: named steps in the menu, a toast that says what was touched."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from studio.errors import StudioError
from ui.language import text, tr
from ui.tasks import Tasks

if TYPE_CHECKING:  # the services are loaded after the window is shown
    from studio.services.workspace import Outcome, Workspace


class Undo(QObject):
    """Keeps the two menu entries true and runs them off the window's thread."""

    said = Signal(str)
    """Emitted when a step was taken back or done again; carries the words for a toast."""

    refused = Signal(StudioError)
    """Emitted when a step cannot be taken back; nothing has changed then."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._undo: QAction | None = None
        self._redo: QAction | None = None
        self._workspace: Workspace | None = None
        self._busy = False
        tasks.done.connect(self.refresh)

    def set_actions(self, undo: QAction, redo: QAction) -> None:
        """Keep these menu entries true from now on, such as those of another language."""
        self._undo, self._redo = undo, redo
        self.refresh()

    def set_workspace(self, workspace: "Workspace") -> None:
        """Follow the history of an open studio."""
        self._workspace = workspace
        self.refresh()

    def undo(self) -> None:
        """Take back the newest step."""
        if self._workspace is not None and not self._busy:
            self._busy = True
            self._tasks.undo(owner=self, then=self._on_undone, failed=self._on_refused)

    def redo(self) -> None:
        """Do the newest undone step again."""
        if self._workspace is not None and not self._busy:
            self._busy = True
            self._tasks.redo(owner=self, then=self._on_redone, failed=self._on_refused)

    def refresh(self, *_arguments: object) -> None:
        """Show the names of the steps in the menu."""
        if self._undo is None or self._redo is None:
            return
        history = self._workspace.history if self._workspace is not None else None
        back = history.undo_label() if history else None
        again = history.redo_label() if history else None
        self._undo.setEnabled(back is not None)
        self._redo.setEnabled(again is not None)
        self._undo.setText(tr("Undo: {step}").format(step=text(back)) if back else tr("Undo"))
        self._redo.setText(tr("Redo: {step}").format(step=text(again)) if again else tr("Redo"))

    def _on_undone(self, outcome: "Outcome[None] | None") -> None:
        self._busy = False
        self.refresh()
        if outcome is None:
            self.said.emit(tr("There is nothing to undo."))
        else:
            self.said.emit(tr("Taken back: {step}").format(step=text(outcome.label)))

    def _on_redone(self, outcome: "Outcome[None] | None") -> None:
        self._busy = False
        self.refresh()
        if outcome is not None:
            self.said.emit(tr("Done again: {step}").format(step=text(outcome.label)))

    def _on_refused(self, error: StudioError) -> None:
        self._busy = False
        self.refresh()
        self.refused.emit(error)
