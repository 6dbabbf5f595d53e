"""Dialogs around one form: its act is one command; the usual reasons are at hand."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.errors import Invalid, StudioError
from ui.forms.fields import TextField
from ui.forms.form import Form
from ui.language import tr
from ui.tasks import Tasks
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog


class FormDialog(Dialog):
    """A small form whose act is one command; a refusal stands at its field."""

    done_with = Signal(object)
    """Emitted when the command was carried out; carries its Outcome."""

    def __init__(self, tasks: Tasks, title: str, parent: QWidget, *, width: int = 440) -> None:
        super().__init__(title, parent, width=width)
        self._tasks = tasks
        self.form = Form(stacked=True, framed=True)
        self.confirmed.connect(self._on_confirmed)

    def command(self) -> Any:
        """Return the command the form makes."""
        raise NotImplementedError

    def _on_confirmed(self) -> None:
        if not self.form.complete():
            return
        self.set_busy(True)
        self._tasks.run_outcome(
            self.command(), owner=self, then=self._on_done, failed=self._on_refused
        )

    def _on_done(self, outcome: Any) -> None:
        self.accept()
        self.done_with.emit(outcome)

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)


class ReasonDialog(FormDialog):
    """Asks why; the usual reasons are one click away. `make` turns the reason into the command."""

    def __init__(
        self,
        tasks: Tasks,
        title: str,
        act: str,
        make: Callable[[str], Any],
        parent: QWidget,
        *,
        words: str = "",
        usual: Sequence[str] = (),
        limit: int = 400,
    ) -> None:
        super().__init__(tasks, title, parent)
        self._make = make
        if words:
            self.say(words)
        self.reason = TextField(limit=limit)
        self.form.add("reason", tr("Reason"), self.reason, required=True)
        self.add(self.form)
        if usual:
            self._offer(usual)
        self.set_primary(act)
        self.form.focus_first()

    def _offer(self, usual: Sequence[str]) -> None:
        line = hbox(None, gap=6)
        for reason in usual:
            button = Button(reason, height=26)
            button.clicked.connect(self._on_usual_clicked)
            line.addWidget(button)
        line.addStretch(1)
        self.body.addLayout(line)

    def command(self) -> Any:
        """Return the command with the reason that was given."""
        return self._make(str(self.form.value()["reason"]))

    def _on_usual_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.reason.set_value(button.accessibleName())
