"""Asks why somebody is not to be pitched: nobody is held back without a reason."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.errors import StudioError
from studio.services import talent
from studio.services.talent import Talent
from ui.context import Context
from ui.forms.fields import TextField
from ui.forms.form import Form
from ui.language import tr
from ui.talent import words
from ui.talent.forms import refused
from ui.widgets.dialogs import Dialog


class HoldBackDialog(Dialog):
    """Asks for the reason; the mark then stands on every list and stops proposals."""

    said = Signal(str, bool)
    """Emitted when the mark was set."""

    def __init__(self, context: Context, parent: QWidget | None, one: Talent) -> None:
        title = tr("Do not pitch {name}").format(name=words.named_talent(one))
        super().__init__(title, parent, width=460)
        self._context, self._talent = context, one
        self.lead(tr("Nobody can put this person forward to a client until it is taken back."))
        self.form = Form(framed=True, label_width=80)
        self.form.add("reason", tr("Reason"), TextField(limit=300), required=True)
        self.add(self.form)
        self.set_primary(tr("Do not pitch"))
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_field("reason")

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        self.set_busy(True)
        made = talent.hold_back(
            self._talent.id, version=self._talent.version, reason=self.form.value()["reason"]
        )
        self._context.tasks.run(made, owner=self, then=self._on_kept, failed=self._on_refused)

    def _on_kept(self, _version: int) -> None:
        self.said.emit(tr("Not to be pitched"), True)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        refused(self, self.form, error)
