"""What is done with the rows of a draft, each by a command."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from studio.errors import Invalid, StudioError
from studio.services import invoices
from studio.services.invoices import Invoice
from ui.context import Context
from ui.language import text, tr


class RowActs(QObject):
    """Changes, adds, doubles, moves and removes the rows of the invoice that is open."""

    said = Signal(str, bool)
    """Emitted when something was done or refused: the words, and whether Undo is offered."""

    added = Signal(int)
    """Emitted when a row was added; carries its id."""

    stale = Signal()
    """Emitted when the invoice is to be shown anew: what was typed is not what is kept."""

    def __init__(
        self, context: Context, parent: QObject, current: Callable[[], Invoice | None]
    ) -> None:
        super().__init__(parent)
        self._tasks = context.tasks
        self._current = current

    def change(self, line_id: int, version: int, values: dict[str, Any]) -> None:
        """Set fields of a row."""
        self._tasks.run(
            invoices.change_line(line_id, version=version, values=values),
            owner=self,
            failed=self._on_line_refused,
        )

    def _on_line_refused(self, error: StudioError) -> None:
        if isinstance(error, Invalid):
            self.said.emit("; ".join(text(one) for one in error.fields.values()), False)
        else:
            self.said.emit(text(error.message), False)
        self.stale.emit()

    def act(self, verb: str, line_id: int, by: int) -> None:
        """Add a row of a kind, or double, move or remove one."""
        invoice = self._current()
        if invoice is None:
            return
        tasks = self._tasks
        if verb.startswith("add_"):
            row = verb.removeprefix("add_")
            title = {"title": tr("Heading")} if row == "heading" else {}
            command = invoices.add_line(invoice.id, values={"row": row, **title})
            tasks.run(command, owner=self, then=self._on_line_added, failed=self._refused)
        elif verb == "double":
            tasks.run(
                invoices.duplicate_line(line_id),
                owner=self,
                then=self._on_line_added,
                failed=self._refused,
            )
        elif verb == "move":
            tasks.run(invoices.move_line(line_id, by=by), owner=self, failed=self._refused)
        else:
            tasks.run(
                invoices.remove_line(line_id),
                owner=self,
                then=self._on_line_removed,
                failed=self._refused,
            )

    def _on_line_added(self, line_id: int) -> None:
        self.added.emit(line_id)

    def _on_line_removed(self, _nothing: None) -> None:
        self.said.emit(tr("Line removed"), True)

    def _refused(self, error: StudioError) -> None:
        self.said.emit(text(error.message), False)
