"""What is done with a piece: its steps, its day, its files, and what its menu offers."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from studio.domain import deliverables as rules
from studio.services import attachments, deliverables
from studio.services.deliverables import Piece
from studio.services.projects import Pick
from ui.context import Action, Context
from ui.deliverables.dialogs import MoveDialog, NewPieceDialog, needs_words
from ui.language import text, tr, trn
from ui.widgets.dialogs import Dialog


class PieceActions(QObject):
    """Runs what a person wants of a piece; `subject` is the current one with its newest version."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    refused = Signal(object)
    """Emitted when something was refused; carries the StudioError."""

    created = Signal(list)
    """Emitted when pieces were added; carries their ids."""

    attached = Signal(int)
    """Emitted when files were attached to a piece by a drop; carries its id."""

    def __init__(
        self, context: Context, page: QWidget, subject: Callable[[], tuple[Piece, int] | None]
    ) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._subject = subject
        self._attaching = 0
        self.dialog: Dialog | None = None
        """The dialog that was opened last."""

    # -- steps ----------------------------------------------------------------------------------

    def step(self, state: str) -> None:
        """Bring the current piece into a state; ask first where the step needs words."""
        subject = self._subject()
        if subject is None or self._context.read_only:
            return
        piece, version = subject
        if needs_words(state):
            newest = replace(piece, row=replace(piece.row, version=version))
            dialog = MoveDialog(self._context, newest, state, self._page.window())
            dialog.moved.connect(self._on_moved)
            self._open(dialog)
            return
        self._run(deliverables.move(piece.id, version=version, state=state))

    def drop_on(self, row: Any, column: str) -> None:
        """Take the step that brings a PieceRow into a column of the board."""
        state = rules.target_in(column, row.state)
        subject = self._subject()
        if subject is not None and subject[0].id == row.id:
            self.step(state)
        else:
            self._run(deliverables.move(row.id, version=row.version, state=state))

    def approve(self) -> None:
        """Approve the current piece, or bring it one step on (A)."""
        subject = self._subject()
        if subject is not None and (state := rules.next_state(subject[0].row.state)):
            self.step(state)

    def ask_changes(self) -> None:
        """Ask for changes to the current piece (R); the client's use up a round."""
        self._only_from(
            "changes_requested",
            tr("Changes are asked for while a piece is with the client, or approved."),
        )

    def publish(self) -> None:
        """Say that the current piece is out (P); asks where."""
        self._only_from("published", tr("A piece goes out once it is ready."))

    def _only_from(self, state: str, why_not: str) -> None:
        subject = self._subject()
        if subject is None:
            return
        if state in rules.STATES.offered(subject[0].row.state):
            self.step(state)
        else:
            self.said.emit(why_not, False)

    # -- days, files, the rest ------------------------------------------------------------------

    def plan(self, row: Any, day: Any) -> None:
        """Let a PieceRow go out on a date; None takes its day away."""
        self._run(deliverables.plan(row.id, version=row.version, publish_on=day))

    def attach(self, piece: int, files: Sequence[Path]) -> None:
        """Attach files to a piece, each by a step of its own."""
        for path in files:
            self._attaching = piece
            self._context.tasks.run_outcome(
                attachments.attach_file("deliverable", piece, path),
                owner=self,
                then=self._on_attached,
                failed=self.refused.emit,
            )

    def do(self, verb: str) -> None:
        """Double, split, archive or restore the current piece, or take its day away."""
        subject = self._subject()
        if subject is None or self._context.read_only:
            return
        piece, version = subject
        commands: dict[str, Callable[[], Any]] = {
            "double": lambda: deliverables.duplicate(piece.id),
            "split": lambda: deliverables.split(piece.id, version=version),
            "archive": lambda: deliverables.archive(piece.id, version=version),
            "restore": lambda: deliverables.restore(piece.id, version=version),
            "unplan": lambda: deliverables.plan(piece.id, version=version, publish_on=None),
        }
        self._run(commands[verb]())

    def add(self, projects: Sequence[Pick], project: int | None) -> None:
        """Ask for new pieces of a project that is going on."""
        if self._context.read_only:
            return
        going = [one for one in projects if one.state not in ("closed", "cancelled")]
        dialog = NewPieceDialog(self._context, going, self._page.window(), project)
        dialog.created.connect(self._on_created)
        self._open(dialog)

    def _open(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.open()

    def _run(self, command: Any) -> None:
        self._context.tasks.run_outcome(
            command, owner=self, then=self._on_done, failed=self.refused.emit
        )

    def _on_done(self, outcome: Any) -> None:
        self.said.emit(text(outcome.label), True)

    def _on_attached(self, outcome: Any) -> None:
        self.said.emit(text(outcome.label), True)
        self.attached.emit(self._attaching)

    def _on_moved(self) -> None:
        self.said.emit(tr("Moved on"), True)

    def _on_created(self, ids: list[int]) -> None:
        self.said.emit(trn("{n} piece added", "{n} pieces added", len(ids)), True)
        self.created.emit(ids)

    # -- what the shell lists -------------------------------------------------------------------

    def offered(self) -> list[Action]:
        """Return what can be done with the current piece now."""
        subject = self._subject()
        if subject is None or self._context.read_only:
            return []
        row = subject[0].row
        if row.archived:
            return [Action("deliverable.restore", tr("Restore piece"), self._restore)]
        found = []
        if rules.next_state(row.state):
            words = tr("Bring piece one step on")
            found.append(Action("deliverable.on", words, self.approve, "A"))
        offered = rules.STATES.offered(row.state)
        if "changes_requested" in offered:
            words = tr("Ask for changes")
            found.append(Action("deliverable.changes", words, self.ask_changes, "R"))
        if "published" in offered:
            words = tr("Say that the piece is out")
            found.append(Action("deliverable.out", words, self.publish, "P"))
        if row.publish_on is not None and row.state in rules.OPEN:
            words = tr("Take piece off the calendar")
            found.append(Action("deliverable.unplan", words, self._unplan, "", "calendar"))
        return [
            *found,
            Action("deliverable.double", tr("Another piece like this"), self._double, "", "copy"),
            Action("deliverable.archive", tr("Archive piece"), self._archive, "", "archive"),
        ]

    def _restore(self) -> None:
        self.do("restore")

    def _archive(self) -> None:
        self.do("archive")

    def _double(self) -> None:
        self.do("double")

    def _unplan(self) -> None:
        self.do("unplan")
