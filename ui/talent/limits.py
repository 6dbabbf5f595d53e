"""Dialogs of the roster's filters: on which days free, up to which price."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.money import Money
from ui.forms.fields import ChoiceField, DateField, MoneyField
from ui.forms.form import Form
from ui.language import short_date, tr
from ui.talent import words
from ui.widgets.dialogs import Dialog


class DaysDialog(Dialog):
    """Asks on which days people must be free."""

    chosen = Signal(object, object)
    """Emitted when days were chosen: the first and the last."""

    def __init__(self, today: date, span: tuple[date, date] | None, parent: QWidget | None) -> None:
        super().__init__(tr("Free on these days"), parent, width=360)
        self.form = Form(framed=True, label_width=90)
        self.form.add("first", tr("From", "day"), DateField(today), required=True)
        self.form.add("last", tr("To"), DateField(today), required=True)
        if span:
            self.form.set_value({"first": span[0], "last": span[1]})
        self.add(self.form)
        self.set_primary(tr("Show"))
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_first()

    def _on_confirmed(self) -> None:
        if not self.form.complete():
            return
        values = self.form.value()
        if values["last"] < values["first"]:
            self.set_problem(tr("The end is before the beginning."))
            return
        self.chosen.emit(values["first"], values["last"])
        self.accept()


class PriceDialog(Dialog):
    """Asks up to which price."""

    chosen = Signal(object)
    """Emitted when a limit was chosen: Money, or None for any price."""

    def __init__(self, price: Money | None, parent: QWidget | None) -> None:
        super().__init__(tr("Up to which price"), parent, width=360)
        currency = price.currency if price else "CNY"
        self.form = Form(framed=True, label_width=90)
        self.form.add("currency", tr("Currency"), ChoiceField(words.currency_choices()))
        self.amount = MoneyField(currency)
        self.form.add("amount", tr("Up to"), self.amount)
        self.form.set_value({"currency": currency, "amount": price})
        self.form.committed.connect(self._on_committed)
        self.add(self.form)
        self.set_primary(tr("Show"))
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_field("amount")

    def _on_committed(self, name: str, value: object) -> None:
        if name == "currency":
            self.amount.set_currency(str(value))

    def _on_confirmed(self) -> None:
        if self.form.problems():
            return
        self.chosen.emit(self.form.value()["amount"])
        self.accept()


def days(first: date, last: date) -> str:
    """Return a span of days in short: "24–25 Nov"."""
    if first == last:
        return short_date(first)
    return f"{short_date(first)}–{short_date(last)}"
