"""The form of an agreement: its act is one command, and a refusal stands at its field."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.errors import Invalid, StudioError
from studio.text import Message
from ui.context import Context
from ui.forms.form import Form
from ui.widgets.dialogs import Dialog


class AgreementDialog(Dialog):
    """A form whose act is one command; a refusal stands at its field."""

    done_with = Signal(object)
    """Emitted when the command was carried out; carries what it returned."""

    def __init__(self, context: Context, title: str, parent: QWidget, *, columns: int = 1) -> None:
        super().__init__(title, parent, width=700 if columns > 1 else 500)
        self.context = context
        self.form = Form(framed=True, label_width=110, columns=columns)
        self.confirmed.connect(self._on_confirmed)

    def command(self) -> Any:
        """Return the command the form makes."""
        raise NotImplementedError

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        self.set_busy(True)
        self.context.tasks.run(
            self.command(), owner=self, then=self._on_done, failed=self._on_refused
        )

    def _on_done(self, value: Any) -> None:
        self.accept()
        self.done_with.emit(value)

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        left: Mapping[str, Message | str] = {}
        if isinstance(error, Invalid):
            left = self.form.show_errors(error.fields)
            if not left:
                return
        self.set_problem(next(iter(left.values()), error.message))
