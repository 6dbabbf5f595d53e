"""Whole plans: begun from a template, kept as one, agreed as the dates that are planned."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from studio.services import projects, schedule
from studio.services.projects import Pick
from studio.services.schedule import Template
from ui.context import Context
from ui.language import text, tr, trn
from ui.timeline.pane import TimelinePane
from ui.timeline.templates import KeepDialog, TemplateDialog
from ui.widgets.dialogs import Dialog

MOST = 500
OPEN = ("closed", "cancelled")


class Plans(QObject):
    """Opens the dialogs of templates, and keeps planned dates."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    def __init__(self, context: Context, pane: TimelinePane) -> None:
        super().__init__(pane)
        self._context = context
        self._pane = pane
        self._picks: list[Pick] = []
        self._wanted = 0
        self.dialog: Dialog | None = None

    def begin(self) -> None:
        """Ask for a plan from a template, for the picked project."""
        self.begin_for(self._pane.project())

    def begin_for(self, project: int) -> None:
        """Ask for a plan from a template, for a project."""
        self._wanted = project
        query = projects.picks(limit=MOST)
        self._context.tasks.ask(query, owner=self, then=self._on_picks, slot="picks")

    def _on_picks(self, picks: list[Pick]) -> None:
        self._picks = [one for one in picks if one.state not in OPEN]
        if not self._picks:
            self.said.emit(tr("There is no open project to plan."), False)
            return
        self._context.tasks.ask(
            schedule.templates(), owner=self, then=self._on_templates, slot="templates"
        )

    def _on_templates(self, templates: tuple[Template, ...]) -> None:
        window = self._pane.window()
        dialog = TemplateDialog(self._context, self._picks, templates, window, self._wanted)
        dialog.created.connect(self._on_created)
        self.dialog = dialog
        dialog.open()

    def _on_created(self, count: int, project: int) -> None:
        self.said.emit(trn("{n} task added", "{n} tasks added", count), True)
        self._pane.show_project(project)

    def keep(self) -> None:
        """Ask under which name the picked project's plan is kept."""
        project, reader = self._pane.project(), self._pane.reader
        if not project or reader is None:
            return
        name = reader.name(*reader.board.names.get(f"project:{project}", ("", "")))
        dialog = KeepDialog(self._context, project, name, self._pane.window())
        dialog.kept.connect(self._on_kept)
        self.dialog = dialog
        dialog.open()

    def _on_kept(self, words: str) -> None:
        self.said.emit(words, True)

    def agree(self) -> None:
        """Keep the dates of the picked project as the planned ones."""
        self._run(schedule.set_baseline((self._pane.project(),)))

    def forget(self) -> None:
        """Forget the planned dates of the picked project."""
        self._run(schedule.clear_baseline((self._pane.project(),)))

    def _run(self, command: Any) -> None:
        self._context.tasks.run_outcome(
            command, owner=self, then=self._on_done, failed=self._on_refused
        )

    def _on_done(self, outcome: Any) -> None:
        self.said.emit(text(outcome.label), True)

    def _on_refused(self, error: StudioError) -> None:
        self.said.emit(text(error.message), False)
