"""The dialog for somebody new on the roster."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.errors import Invalid, StudioError
from studio.services import talent
from ui.context import Context
from ui.forms.fields import ChoiceField, TextField
from ui.forms.form import Form
from ui.language import tr
from ui.talent.words import discipline_choices, kind_choices
from ui.widgets.dialogs import Dialog


class NewTalentDialog(Dialog):
    """Asks who is new on the roster."""

    created = Signal(int)
    """Emitted when somebody was added; carries the id."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(tr("New on the roster"), parent, width=460)
        self._context = context
        self.form = Form(framed=True, label_width=110)
        self.form.add("name", tr("Stage name"), TextField(limit=120))
        self.form.add("name_zh", tr("Chinese name"), TextField(limit=120))
        self.form.add("kind", tr("Kind"), ChoiceField(kind_choices()))
        craft = ChoiceField(discipline_choices(), none=tr("Not said"))
        self.form.add("discipline", tr("Craft"), craft).set_shown(False)
        self.form.add("city", tr("City"), TextField(limit=80))
        self.form.set_value({"kind": "creator"})
        self.add(self.form)
        self.set_primary(tr("Add"))
        self.form.committed.connect(self._on_committed)
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_first()

    def _on_committed(self, name: str, value: object) -> None:
        if name == "kind":
            self.form.row("discipline").set_shown(value == "crew")
            self.adjustSize()

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        values = self.form.value()
        if self.form.problems():
            return
        if values["kind"] != "crew":
            values["discipline"] = ""
        values["discipline"] = values["discipline"] or ""
        self.set_busy(True)
        self._context.tasks.run(
            talent.create(values), owner=self, then=self._on_created, failed=self._on_refused
        )

    def _on_created(self, key: int) -> None:
        self.created.emit(key)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)
