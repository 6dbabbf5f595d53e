"""Until when data about people are kept: in words, and the dialog that sets a day by hand."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.talent import retention as rules
from studio.errors import StudioError
from studio.services.talent import personal
from studio.services.talent.personal import Kept
from ui.context import Context
from ui.forms.fields import DateField, TextField
from ui.forms.form import Form
from ui.language import long_date, text, tr
from ui.talent import words
from ui.talent.forms import refused
from ui.widgets.dialogs import Dialog


def category(code: str, on: date) -> str:
    """Return the name of a category of data."""
    found = rules.terms(on).get(code)
    return words.named(found.name) if found is not None else code


def until(one: Kept) -> str:
    """Return until when a category is kept, in words."""
    if one.until is None:
        return tr("While their contract has no end")
    shown = long_date(one.until)
    if one.due:
        return tr("{day}, due").format(day=shown)
    return tr("{day}, set by hand").format(day=shown) if one.by_hand else shown


class RetentionDialog(Dialog):
    """Asks until when a category is kept, and why it is not as the rules say."""

    said = Signal(str, bool)
    """Emitted when the day was changed."""

    def __init__(self, context: Context, parent: QWidget | None, one: Kept) -> None:
        today = context.clock.today()
        title = tr("Keep until: {what}").format(what=category(one.category, today))
        super().__init__(title, parent, width=460)
        self._context, self._one = context, one
        term = rules.terms(today)[one.category]
        self.lead(
            tr("By the rules: {span}, {since}. {basis}.").format(
                span=text(one.span),
                since=text(rules.SINCE[term.since]),
                basis=words.named(term.basis),
            )
        )
        self.form = Form(framed=True, label_width=100)
        self.form.add("until", tr("Until"), DateField(today))
        self.form.add("note", tr("Reason"), TextField(limit=300))
        self.form.set_value({"until": one.until, "note": one.note})
        self.add(self.form)
        self.set_primary(tr("Keep until then"))
        if one.by_hand:
            self.add_other(tr("Back to the rule")).clicked.connect(self._on_back_clicked)
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_field("until")

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        values = self.form.value()
        if values["until"] is None:
            self.form.show_errors({"until": tr("A date is needed.")})
            return
        self._run(values["until"], values["note"])

    def _on_back_clicked(self) -> None:
        self._run(None, "")

    def _run(self, day: date | None, note: str) -> None:
        self.set_busy(True)
        one = self._one
        made = personal.keep_until(
            one.talent_id, one.category, version=one.version, until=day, note=note
        )
        self._context.tasks.run(made, owner=self, then=self._on_done, failed=self._on_refused)

    def _on_done(self, _version: int) -> None:
        self.said.emit(tr("Retention changed"), True)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        refused(self, self.form, error)
