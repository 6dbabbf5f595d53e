"""What is done with a project: moves, invoices of parts, dialogs, and what is said about it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from studio.services import invoices, projects
from studio.services.projects import Move, Project
from studio.services.studio import CompanyRow
from ui.context import Context, Ref
from ui.language import text, tr
from ui.projects.adding import PiecesDialog
from ui.projects.dialogs import MoveDialog, NewProjectDialog, PartDialog, shifts
from ui.widgets.dialogs import Dialog


class ProjectActs(QObject):
    """Carries out verbs; asks first only where words are needed."""

    said = Signal(str, bool)
    """Emitted when something was done or refused: what, and whether Undo is offered."""

    created = Signal(int)
    """Emitted when a project was added; carries its id."""

    open_requested = Signal(object)
    """Emitted when a record is to be opened; carries a Ref."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._dialog: Dialog | None = None

    def do(self, verb: str, project: Project, version: int) -> None:
        """Carry out "move:STATE", "invoice:PART", "part:ID", "remove:ID", "pieces", "archive"."""
        act, _, rest = verb.partition(":")
        if act == "move":
            self._move(project, version, rest)
        elif act == "invoice":
            self._invoice(project, int(rest or 0))
        elif act == "bill":
            self.open_requested.emit(Ref("invoice", int(rest)))
        elif act == "part":
            row = next((one for one in project.parts if one.id == int(rest or 0)), None)
            part = PartDialog(self._context, project, row, self._page.window())
            part.saved.connect(self._on_told)
            self._show(part)
        elif act == "remove":
            self._remove(project, int(rest))
        elif act == "pieces":
            pieces = PiecesDialog(self._context, project, self._page.window())
            pieces.added.connect(self._on_told)
            self._show(pieces)
        elif act in ("archive", "restore"):
            change = projects.archive if act == "archive" else projects.restore
            self.run(change(project.id, version=version))

    def ask_new(self, companies: Sequence[CompanyRow]) -> None:
        """Ask for a new project."""
        dialog = NewProjectDialog(self._context, companies, self._page.window())
        dialog.created.connect(self._on_created)
        self._show(dialog)

    def run(self, command: Any) -> None:
        """Run a command and say what it did."""
        self._context.tasks.run_outcome(
            command, owner=self._page, then=self._on_done, failed=self.refuse
        )

    def refuse(self, error: Any) -> None:
        """Say why something was refused."""
        self.said.emit(text(error.message), False)

    def _move(self, project: Project, version: int, state: str) -> None:
        move = next((one for one in project.moves if one.state == state), Move(state, False))
        if move.reason_needed or move.obstacles or shifts(project, move):
            dialog = MoveDialog(self._context, project, move, self._page.window())
            dialog.moved.connect(self._on_told)
            self._show(dialog)
            return
        self.run(projects.move(project.id, version=version, state=state))

    def _invoice(self, project: Project, part: int) -> None:
        """Make the invoice of a part, of the next open one where none is named, and open it."""
        open_part = project.open_part()
        key = part or (open_part.id if open_part is not None else 0)
        if not key:
            self.said.emit(tr("Every part of the payment is invoiced."), False)
            return
        self._context.tasks.run(
            invoices.create_from_instalment(key),
            owner=self._page,
            then=self._on_invoice_made,
            failed=self.refuse,
        )

    def _remove(self, project: Project, part: int) -> None:
        row = next((one for one in project.parts if one.id == part), None)
        if row is not None:
            self.run(projects.remove_instalment(row.id, version=row.version))

    def _show(self, dialog: Dialog) -> None:
        self._dialog = dialog
        dialog.open()

    def _on_invoice_made(self, invoice: int) -> None:
        self.said.emit(tr("Invoice draft made"), True)
        self.open_requested.emit(Ref("invoice", invoice))

    def _on_created(self, key: int) -> None:
        self.said.emit(tr("Project added"), True)
        self.created.emit(key)

    def _on_done(self, outcome: Any) -> None:
        self.said.emit(text(outcome.label), True)

    def _on_told(self, words: str) -> None:
        self.said.emit(words, True)
