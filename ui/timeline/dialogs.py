"""Asks for the words a state of a task needs."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.schedule import words as rules
from studio.errors import StudioError
from studio.services import schedule
from studio.services.schedule import TaskRow
from ui.context import Context
from ui.forms.fields import LongTextField
from ui.forms.form import Form
from ui.language import text, tr
from ui.widgets.dialogs import Dialog


class ReasonDialog(Dialog):
    """Why a task is blocked, cancelled, or begun before what it waits for."""

    stated = Signal(str)
    """Emitted when the task is in its state; carries what was done."""

    def __init__(
        self,
        context: Context,
        row: TaskRow,
        state: str,
        title: str,
        parent: QWidget,
        why: str = "",
    ) -> None:
        super().__init__(tr("Mark as “{state}”").format(state=_word(state)), parent)
        self._context = context
        self._row = row
        self._state = state
        self.say(why or tr("Say why; it stays in the history of “{task}”.").format(task=title))
        self.form = Form(framed=True, stacked=True)
        self.form.add("reason", tr("Reason"), LongTextField(limit=500, lines=2), required=True)
        self.add(self.form)
        self.set_primary(tr("Mark as “{state}”").format(state=_word(state)))
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        if not self.form.complete():
            return
        self.set_busy(True)
        row = self._row
        self._context.tasks.run_outcome(
            schedule.set_state(
                row.id,
                version=row.version,
                state=self._state,
                reason=str(self.form.value()["reason"] or ""),
            ),
            owner=self,
            then=self._on_done,
            failed=self._on_failed,
        )

    def _on_done(self, outcome: Any) -> None:
        self.stated.emit(text(outcome.label))
        self.accept()

    def _on_failed(self, error: StudioError) -> None:
        self.set_problem(error.message)


def _word(state: str) -> str:
    return text(rules.STATES.label(state))
