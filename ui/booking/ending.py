"""Asks why an exclusivity ends before its last day."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.errors import StudioError
from studio.services import bookings
from studio.services.bookings import ExclusivityRow
from ui.context import Context
from ui.forms.fields import LongTextField
from ui.forms.form import Form
from ui.language import tr
from ui.widgets.dialogs import Dialog


class EndDialog(Dialog):
    """Ends a window today; the reason is kept with it."""

    ended = Signal(int)
    """Emitted when it was ended; carries the window's new version."""

    def __init__(self, context: Context, parent: QWidget, row: ExclusivityRow) -> None:
        super().__init__(tr("End the exclusivity"), parent, width=440)
        self._context, self._row = context, row
        self.lead(tr("Bookings for others are free again from today."))
        self.form = Form(framed=True, label_width=80)
        self.form.add("reason", tr("Reason"), LongTextField(limit=1000, lines=2), required=True)
        self.add(self.form)
        self.set_primary(tr("End it"))
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_first()

    def _on_confirmed(self) -> None:
        if not self.form.complete():
            return
        self.set_busy(True)
        row, reason = self._row, self.form.value()["reason"]
        self._context.tasks.run(
            bookings.exclusivity.end(row.id, version=row.version, reason=reason),
            owner=self,
            then=self._on_ended,
            failed=self._on_refused,
        )

    def _on_ended(self, version: int) -> None:
        self.ended.emit(version)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        self.set_problem(error.message)
