"""What is known of the fapiao of an invoice: its state, kind, number and day."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from studio.domain.invoices import FAPIAO_KINDS, FAPIAO_STATES
from studio.services.invoices import Invoice
from ui.forms.fields import ChoiceField, DateField, TextField
from ui.forms.form import Form
from ui.language import text, tr
from ui.widgets.picks import Choice


class FapiaoForm(Form):
    """Tells what was typed as soon as it makes sense together."""

    noted = Signal(dict)
    """Emitted when something about the fapiao was committed."""

    def __init__(self, invoice: Invoice, today: date) -> None:
        super().__init__(columns=2, label_width=84)
        states = [Choice(code, text(words)) for code, words in FAPIAO_STATES.items()]
        kinds = [Choice(code, text(words)) for code, words in FAPIAO_KINDS.items()]
        self.add("state", tr("State"), ChoiceField(states))
        self.add("kind", tr("Kind"), ChoiceField(kinds, none=tr("None", "fapiao")), column=1)
        self.add("number", tr("Number"), TextField(limit=40))
        self.add("on", tr("Date"), DateField(today), column=1)
        self.set_value(
            {
                "state": invoice.fapiao_state,
                "kind": invoice.fapiao_kind,
                "number": invoice.fapiao_no,
                "on": invoice.fapiao_on,
            }
        )
        self.committed.connect(self._on_committed)

    def _on_committed(self, _name: str, _value: object) -> None:
        values: dict[str, Any] = self.value()
        if values["state"] == "issued" and not values["number"]:
            return  # the number comes next; the state alone would be refused
        self.noted.emit(values)
