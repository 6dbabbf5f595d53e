"""Dialogs of the seal: the passphrase that opens personal data, and the sealed fields."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.domain.talent import personal as rules
from studio.errors import Denied, StudioError
from studio.services.talent import Talent, personal
from studio.services.talent.personal import Papers
from ui.context import Context
from ui.forms.fields import CheckField, LongTextField, TextField
from ui.forms.form import Form
from ui.language import text, tr
from ui.talent.forms import refused
from ui.widgets.dialogs import Dialog

LINES = ("bank", "emergency")
"""Fields of more than one line."""


def _secret() -> TextField:
    made = TextField(limit=200)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


class UnlockDialog(Dialog):
    """Asks for the passphrase of the personal data."""

    opened = Signal()
    """Emitted when the data are open."""

    def __init__(self, context: Context, parent: QWidget | None, *, store: bool) -> None:
        super().__init__(tr("Unlock personal data"), parent, width=440)
        self._context = context
        self.form = Form(framed=True, label_width=110)
        self.form.add("passphrase", tr("Passphrase"), _secret(), required=True)
        remember = self.form.add(
            "remember", "", CheckField(tr("Keep the key in this computer's key store"))
        )
        remember.set_shown(store)
        self.add(self.form)
        self.set_primary(tr("Unlock"))
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_first()

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        values = self.form.value()
        self.set_busy(True)
        self._context.tasks.ask(
            personal.unlock(values["passphrase"], remember=bool(values["remember"])),
            owner=self,
            then=self._on_opened,
            failed=self._on_refused,
        )

    def _on_opened(self, _value: object) -> None:
        self.opened.emit()
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        if isinstance(error, Denied):
            self.set_problem(error.message)
            return
        refused(self, self.form, error)


class PassphraseDialog(Dialog):
    """Asks for a passphrase: the first key's, or one for the key there is."""

    opened = Signal()
    """Emitted when the passphrase opens the data."""

    def __init__(self, context: Context, parent: QWidget | None, *, first: bool) -> None:
        super().__init__(tr("Choose a passphrase"), parent, width=460)
        self._context, self._first = context, first
        self.lead(
            tr("Whoever has it opens the personal data, on any computer. Without it and without "
               "this computer's key store nobody can: keep it safe.")
        )  # fmt: skip
        self.form = Form(framed=True, label_width=110)
        self.form.add("passphrase", tr("Passphrase"), _secret(), required=True)
        self.form.add("again", tr("Once more"), _secret(), required=True)
        self.add(self.form)
        self.set_primary(tr("Seal") if first else tr("Use this passphrase"))
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_first()

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        values = self.form.value()
        if not self.form.complete():
            return
        if values["passphrase"] != values["again"]:
            self.set_problem(tr("The two are not the same."))
            return
        self.set_busy(True)
        act = personal.set_up if self._first else personal.choose_passphrase
        self._context.tasks.run(
            act(values["passphrase"]), owner=self, then=self._on_opened, failed=self._on_refused
        )

    def _on_opened(self, _value: object) -> None:
        self.opened.emit()
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        refused(self, self.form, error)


class PersonalDialog(Dialog):
    """Asks for personal data; fields left alone stay as they are."""

    said = Signal(str, bool)
    """Emitted when the data were kept."""

    def __init__(
        self, context: Context, parent: QWidget | None, one: Talent, papers: Papers
    ) -> None:
        super().__init__(tr("Personal data"), parent, width=520)
        self._context, self._talent, self._papers = context, one, papers
        self.lead(tr("Fields left empty stay as they are; a single dash takes a value away."))
        self.form = Form(framed=True, label_width=140)
        masked = {field.code: field.masked for field in papers.fields}
        for code, kept in rules.FIELDS.items():
            shown = masked.get(code, "")
            field = (
                LongTextField(limit=300, lines=2, placeholder=shown)
                if code in LINES
                else TextField(limit=300, placeholder=shown)
            )
            self.form.add(code, text(kept.label), field)
        self.add(self.form)
        self.set_primary(tr("Seal and keep"))
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_first()

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        values = self.form.value()
        if self.form.problems():
            return
        given = {
            code: "" if values[code].strip() == "-" else values[code]
            for code in rules.FIELDS
            if values[code]
        }
        self.set_busy(True)
        self._context.tasks.run(
            personal.keep(self._talent.id, version=self._papers.version, values=given),
            owner=self,
            then=self._on_kept,
            failed=self._on_refused,
        )

    def _on_kept(self, _version: int) -> None:
        self.said.emit(tr("Sealed and kept"), True)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        refused(self, self.form, error)
