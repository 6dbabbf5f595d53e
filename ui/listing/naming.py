"""The dialog that names a view of a list."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.errors import Invalid, StudioError
from studio.services.operation import Command
from ui.context import Context
from ui.forms.fields import TextField
from ui.forms.form import Form
from ui.language import text, tr
from ui.widgets.dialogs import Dialog


class ViewNameDialog(Dialog):
    """Asks for a view's name; `make` gives the command that keeps or renames it."""

    named = Signal(int)
    """Emitted when it was done; carries what the command answered."""

    said = Signal(str, bool)
    """Emitted when it was done: the words, and that it can be undone."""

    def __init__(
        self,
        context: Context,
        title: str,
        parent: QWidget,
        make: Callable[[str], Command[int]],
        name: str = "",
    ) -> None:
        super().__init__(title, parent, width=440)
        self._context = context
        self._make = make
        self.say(tr("A view keeps filter, sorting and columns. It is yours alone, in this studio."))
        self.form = Form(stacked=True, framed=True)
        self.form.add("name", tr("Name"), TextField(limit=60), required=True)
        self.form.set_value({"name": name})
        self.add(self.form)
        self.set_primary(title)
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_first()

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        command = self._make(str(self.form.value()["name"]))
        self.set_busy(True)
        self._context.tasks.run_outcome(
            command, owner=self, then=self._on_done, failed=self._on_refused
        )

    def _on_done(self, outcome: Any) -> None:
        self.said.emit(text(outcome.label), True)
        self.named.emit(outcome.value)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)
