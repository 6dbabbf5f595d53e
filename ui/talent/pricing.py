"""The dialog of one price: what for, how much, what is included, what more costs, its course."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.talent.rates import STATES
from studio.errors import StudioError
from studio.services import talent
from studio.services.talent import Card, PriceLine, RateRow, Step, rates
from ui.context import Context
from ui.forms.fields import ChoiceField, MoneyField, NumberField, PercentField, TextField
from ui.forms.form import Form
from ui.language import text, tr
from ui.talent import words
from ui.talent.forms import refused
from ui.talent.pricechart import PriceChart, course_words
from ui.widgets.dialogs import Dialog
from ui.widgets.picks import Choice

SHARES = ("commission", "usage_month", "exclusivity_month", "rush", "whitelisting_month")


class PriceDialog(Dialog):
    """Asks for a price; shows how it changed."""

    said = Signal(str, bool)
    """Emitted when the price was kept or taken away."""

    def __init__(
        self, context: Context, parent: QWidget | None, card: Card, item: RateRow | None = None
    ) -> None:
        super().__init__(tr("Change price") if item else tr("Add price"), parent, width=560)
        self._context, self._card, self._item = context, card, item
        self.form = Form(framed=True, label_width=118, columns=2)
        self.format = ChoiceField(words.format_choices(), none=tr("None"))
        self._fill()
        self.form.set_value(_shown(item) if item else {"unit": "piece", "state": "provisional"})
        self.form.committed.connect(self._on_committed)
        self.add(self.form)
        self.set_primary(tr("Keep"))
        if item is not None:
            remove = self.add_other(tr("Remove"))
            remove.clicked.connect(self._on_remove_clicked)
            context.tasks.ask(talent.history(item.id), owner=self, then=self._on_history)
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_field("price")

    def _fill(self) -> None:
        form = self.form
        platforms = ChoiceField(words.platform_choices(), none=tr("None"))
        form.add("platform", tr("Platform"), platforms)
        form.add("format", tr("Format"), self.format, column=1)
        form.add("title", tr("Or in words"), TextField(limit=120))
        form.add("title_zh", tr("In Chinese"), TextField(limit=120), column=1)
        currency = self._card.currency
        form.add("price", currency, MoneyField(currency), required=True)
        form.add("unit", tr("Unit"), ChoiceField(words.unit_choices()), column=1)
        states = [Choice(code, text(said)) for code, said in STATES.items()]
        form.add("state", tr("State"), ChoiceField(states))
        form.add("min_quantity", tr("From how many"), NumberField(), column=1)
        form.section(tr("Included"))
        form.section(tr("Besides"), column=1)
        form.add("rounds", tr("Rounds included"), NumberField(whole=True))
        form.add("usage_days", tr("Days of use"), NumberField(whole=True))
        form.add("commission", tr("Share of sales"), PercentField(), column=1)
        for place, (name, title) in enumerate(_added()):
            form.add(name, title, PercentField(), column=1 - (place + 1) % 2)

    def _on_history(self, steps: list[Step]) -> None:
        item = self._item
        if item is None or len(steps) < 2:
            return
        line = PriceLine(
            item.platform, item.format, item.title, item.title_zh, item.unit,
            self._card.currency, tuple(steps),
        )  # fmt: skip
        self.add(PriceChart([line], self._context.clock.today()))
        self.say(course_words(steps))
        self.adjustSize()

    def _on_committed(self, name: str, value: object) -> None:
        if name == "platform":
            self.format.set_choices(words.format_choices(str(value or "")))

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        values = _kept(self.form.value())
        self.set_busy(True)
        made = (
            rates.change_item(self._item.id, version=self._item.version, values=values)
            if self._item
            else rates.add_item(self._card.id, values)
        )
        self._context.tasks.run(made, owner=self, then=self._on_kept, failed=self._on_refused)

    def _on_remove_clicked(self) -> None:
        if self._item is not None:
            made = rates.remove_item(self._item.id, version=self._item.version)
            self._context.tasks.run(
                made, owner=self, then=self._on_removed, failed=self._on_refused
            )

    def _on_kept(self, _key: int) -> None:
        self.said.emit(tr("Price kept"), True)
        self.accept()

    def _on_removed(self, _nothing: None) -> None:
        self.said.emit(tr("Price removed"), True)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        refused(self, self.form, error)


def _added() -> tuple[tuple[str, str], ...]:
    return (
        ("usage_month", tr("Use, a month")),
        ("exclusivity_month", tr("Exclusive, a month")),
        ("rush", tr("Rush")),
        ("whitelisting_month", tr("Ads, a month")),
    )


def _shown(item: RateRow) -> dict[str, Any]:
    names = (
        "platform", "format", "title", "title_zh", "price", "unit", "state", "rounds",
        "usage_days", "min_quantity",
    )  # fmt: skip
    values: dict[str, Any] = {name: getattr(item, name) for name in names}
    return values | {name: getattr(item, name) or None for name in SHARES}


def _kept(values: dict[str, Any]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in values.items():
        if name in SHARES:
            found[name] = value if value is not None else 0
        elif name in ("platform", "format", "unit"):
            found[name] = value or ""
        elif name in ("rounds", "usage_days"):
            found[name] = None if value is None else int(value)
        elif name == "min_quantity":
            found[name] = 1 if value is None else value
        else:
            found[name] = value
    return found
