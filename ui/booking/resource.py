"""The dialog of a room, a set, gear or a vehicle."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain import bookings as rules
from studio.domain.identifiers import CURRENCIES
from studio.domain.money import Money
from studio.errors import Invalid, StudioError
from studio.services import bookings
from studio.services.bookings import ResourceRow
from ui.context import Context
from ui.forms.fields import ChoiceField, LongTextField, MoneyField, NumberField, TextField
from ui.forms.form import Form
from ui.language import text, tr
from ui.widgets.dialogs import Dialog
from ui.widgets.picks import Choice


class ResourceDialog(Dialog):
    """Asks what a room or gear is called, where it is, how many bookings it takes at once."""

    saved = Signal(int)
    """Emitted when it was added, changed or archived; carries its id."""

    def __init__(self, context: Context, parent: QWidget, resource_id: int = 0) -> None:
        title = tr("Room or gear") if resource_id else tr("New room or gear")
        super().__init__(title, parent, width=480)
        self._context = context
        self._id = resource_id
        self._row: ResourceRow | None = None
        self.form = self._made()
        self.add(self.form)
        self.set_primary(tr("Save") if resource_id else tr("Add"))
        self.confirmed.connect(self._on_confirmed)
        self.form.committed.connect(self._on_committed)
        if resource_id:
            self._archive = self.add_other(tr("Archive"), "archive")
            self._archive.clicked.connect(self._on_archive_clicked)
            context.tasks.ask(
                bookings.resources.one(resource_id), owner=self, then=self._on_row,
                failed=self._on_refused,
            )  # fmt: skip
        self.form.focus_first()

    def _made(self) -> Form:
        form = Form(framed=True, label_width=110)
        kinds = [Choice(code, text(words)) for code, words in rules.RESOURCE_KINDS.items()]
        form.add("kind", tr("Kind"), ChoiceField(kinds), required=True)
        form.add("name", tr("Name"), TextField(limit=120))
        form.add("name_zh", tr("Chinese name"), TextField(limit=120))
        form.add("city", tr("City"), TextField(limit=80))
        form.add("address", tr("Address"), LongTextField(lines=1, most=3, limit=400))
        form.add("capacity", tr("Room for"), NumberField(whole=True)).set_note(
            tr("How many bookings it takes at the same time."), "text3"
        )
        form.add("turnaround", tr("Minutes between"), NumberField(whole=True))
        currencies = [Choice(code, code) for code in CURRENCIES]
        form.add("currency", tr("Currency"), ChoiceField(currencies))
        self._cost = MoneyField("CNY")
        form.add("day_cost", tr("Cost a day"), self._cost)
        form.add("note", tr("Note"), LongTextField(lines=1, most=4))
        form.set_value({"kind": "room", "capacity": Decimal(1), "currency": "CNY"})
        return form

    def _on_row(self, row: ResourceRow) -> None:
        self._row = row
        currency = row.currency or "CNY"
        self._cost.set_currency(currency)
        names = ("kind", "name", "name_zh", "city", "address", "note")
        self.form.set_value(
            {
                **{name: getattr(row, name) for name in names},
                "capacity": Decimal(row.capacity),
                "turnaround": Decimal(row.turnaround),
                "currency": currency,
                "day_cost": Money(row.day_cost, currency) if row.day_cost else None,
            }
        )
        if row.archived:
            self._archive.set_words(tr("Restore"))

    def _on_committed(self, name: str, value: object) -> None:
        if name == "currency" and value:
            self._cost.set_currency(str(value))

    def _on_confirmed(self) -> None:
        if not self.form.complete():
            return
        form = self.form.value()
        cost = form["day_cost"]
        values = {
            **form,
            "capacity": int(form["capacity"]) if form["capacity"] is not None else 0,
            "turnaround": int(form["turnaround"] or 0),
            "day_cost": cost.minor if cost is not None else 0,
            "currency": form["currency"] or "",
        }
        self.set_busy(True)
        if self._row is None:
            self._context.tasks.run(
                bookings.resources.create(values), owner=self, then=self._on_saved,
                failed=self._on_refused,
            )  # fmt: skip
            return
        command = bookings.resources.change(self._id, version=self._row.version, values=values)
        self._context.tasks.run(command, owner=self, then=self._on_changed, failed=self._on_refused)

    def _on_archive_clicked(self) -> None:
        if self._row is None:
            return
        verb = bookings.resources.restore if self._row.archived else bookings.resources.archive
        self._context.tasks.run(
            verb(self._id, version=self._row.version), owner=self, then=self._on_changed,
            failed=self._on_refused,
        )  # fmt: skip

    def _on_changed(self, _version: int) -> None:
        self._on_saved(self._id)

    def _on_saved(self, key: int) -> None:
        self.saved.emit(key)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)
