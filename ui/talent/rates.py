"""The rate card of somebody in the pane: prices confirmed or provisional, new ones, the course."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from studio.domain.talent.rates import STATES
from studio.errors import StudioError
from studio.services import talent
from studio.services.talent import Card, RateRow, Step, rates
from ui.context import Context
from ui.forms.fields import ChoiceField, DateField, MoneyField, NumberField, PercentField, TextField
from ui.forms.form import Form
from ui.language import long_date, money, month_of, percent, short_date, text, tr
from ui.talent import words
from ui.talent.forms import refused
from ui.theme.fonts import text_width
from ui.theme.painting import RIGHT, draw_text, rounded
from ui.widgets import focus
from ui.widgets.boxes import STRETCH, clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.facts import Facts
from ui.widgets.labels import label
from ui.widgets.picks import Choice

HEIGHT = 26


class RatesPart(QWidget):
    """The cards that hold today with their prices; older ones stay to be looked at."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._talent_id = 0
        self._cards: Sequence[Card] = ()
        self._dialog: Dialog | None = None
        self._rows = vbox(self, gap=2)

    def show_cards(self, talent_id: int, cards: Sequence[Card]) -> str:
        """Show the cards of somebody; return the grey fact of the head."""
        self._talent_id, self._cards = talent_id, cards
        clear(self._rows)
        active = [card for card in cards if card.active]
        for card in active:
            if len(active) > 1:
                self._rows.addWidget(label(card.currency, "smallhead", "text3"))
            for item in card.items:
                row = _PriceRow(item)
                row.opened.connect(self.change)
                self._rows.addWidget(row)
        if not active:
            self._rows.addWidget(label(tr("No prices for today."), "small", "text3"))
        if not self._context.read_only:
            add = Button(tr("Add price"), "link", "plus", height=24)
            add.clicked.connect(self.add)
            new = Button(tr("New card"), "link", height=24)
            new.clicked.connect(self.new_card)
            self._rows.addLayout(hbox(None, add, 8, new, STRETCH, gap=4))
        return month_of(active[0].first_on) if active else ""

    def add(self) -> None:
        """Ask for a further price; the first one makes the card."""
        active = next((card for card in self._cards if card.active), None)
        if active is None:
            self.new_card()
            return
        self._open(PriceDialog(self._context, self.window(), active))

    def change(self, item: Any) -> None:
        """Open one price."""
        card = next(card for card in self._cards if item in card.items)
        self._open(PriceDialog(self._context, self.window(), card, item))

    def new_card(self) -> None:
        """Ask for a card from a day on; the one before ends with the day before."""
        self._open(CardDialog(self._context, self.window(), self._talent_id, self._cards))

    def _open(self, dialog: "PriceDialog | CardDialog") -> None:
        dialog.said.connect(self.said)
        self._dialog = dialog
        dialog.open()


class _PriceRow(QAbstractButton):
    """What is sold, whether the price is confirmed, the price."""

    opened = Signal(object)
    """Emitted when the price is to be changed; carries the RateRow."""

    def __init__(self, item: RateRow) -> None:
        super().__init__()
        self._item = item
        self._sold = words.sold(item.platform, item.format, item.title, item.title_zh)
        self._state = text(STATES[item.state])
        self._price = words.price(item.price)
        if item.commission:
            self._price += f" + {percent(item.commission)}"
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{self._sold}, {self._state}, {self._price}")
        self.clicked.connect(self._on_clicked)
        focus.note(self)

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(200, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.underMouse():
            rounded(p, box.adjusted(-6, 0, 6, 0), "hover", 5)
        wide = draw_text(p, box, self._price, "name", "text", RIGHT)
        ink = "warn" if self._item.state == "provisional" else "text3"
        place = box.adjusted(0, 0, -max(wide, 62) - 14, 0)
        draw_text(p, place, self._state, "small", ink, RIGHT)
        room = place.width() - text_width(self._state, "small") - 10
        draw_text(p, QRectF(box.left(), box.top(), room, box.height()), self._sold, "body", "text")

    def _on_clicked(self) -> None:
        self.opened.emit(self._item)


class PriceDialog(Dialog):
    """Asks for a price: what for, how much, what is included, what more costs."""

    said = Signal(str, bool)
    """Emitted when the price was kept."""

    def __init__(
        self, context: Context, parent: QWidget | None, card: Card, item: RateRow | None = None
    ) -> None:
        super().__init__(tr("Change price") if item else tr("Add price"), parent, width=560)
        self._context, self._card, self._item = context, card, item
        self.form = Form(framed=True, label_width=118, columns=2)
        self.format = ChoiceField(words.format_choices(), none=tr("None"))
        self.form.add(
            "platform", tr("Platform"), ChoiceField(words.platform_choices(), none=tr("None"))
        )
        self.form.add("format", tr("Format"), self.format, column=1)
        self.form.add("title", tr("Or in words"), TextField(limit=120))
        self.form.add("title_zh", tr("In Chinese"), TextField(limit=120), column=1)
        self.form.add("price", card.currency, MoneyField(card.currency), required=True)
        self.form.add("unit", tr("Unit"), ChoiceField(words.unit_choices()), column=1)
        states = [Choice(code, text(said)) for code, said in STATES.items()]
        self.form.add("state", tr("State"), ChoiceField(states))
        self.form.add("commission", tr("Share of sales"), PercentField(), column=1)
        self.form.add("rounds", tr("Rounds included"), NumberField(whole=True))
        self.form.add("usage_days", tr("Days of use"), NumberField(whole=True), column=1)
        for place, (name, title) in enumerate(_added()):
            self.form.add(name, title, PercentField(), column=place % 2)
        self.form.set_value(_shown(item) if item else {"unit": "piece", "state": "provisional"})
        self.form.committed.connect(self._on_committed)
        self.add(self.form)
        self._steps = Facts(label_width=150)
        self.add(self._steps)
        self.set_primary(tr("Keep"))
        if item is not None:
            remove = self.add_other(tr("Remove"))
            remove.clicked.connect(self._on_remove_clicked)
            context.tasks.ask(talent.history(item.id), owner=self, then=self._on_history)
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_field("price")

    def _on_history(self, steps: list[Step]) -> None:
        if len(steps) < 2:
            return
        for step in steps:
            until = short_date(step.last_on) if step.last_on else tr("open")
            span = tr("{first} to {last}").format(first=long_date(step.first_on), last=until)
            self._steps.add(span, f"{money(step.price)}, {text(STATES[step.state])}")
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
    names = ("platform", "format", "title", "title_zh", "price", "unit", "state", "rounds")
    values: dict[str, Any] = {name: getattr(item, name) for name in (*names, "usage_days")}
    for name in ("commission", "usage_month", "exclusivity_month", "rush", "whitelisting_month"):
        values[name] = getattr(item, name) or None
    return values


def _kept(values: dict[str, Any]) -> dict[str, object]:
    shares = ("commission", "usage_month", "exclusivity_month", "rush", "whitelisting_month")
    words_of = ("platform", "format", "unit")
    found: dict[str, object] = {}
    for name, value in values.items():
        if name in shares:
            found[name] = value if value is not None else 0
        elif name in words_of:
            found[name] = value or ""
        elif name in ("rounds", "usage_days"):
            found[name] = None if value is None else int(value)
        else:
            found[name] = value
    return found


class CardDialog(Dialog):
    """Asks for a new card: a copy of the one that holds, from a day on, or an empty one."""

    said = Signal(str, bool)
    """Emitted when the card was made."""

    def __init__(
        self, context: Context, parent: QWidget | None, talent_id: int, cards: Sequence[Card]
    ) -> None:
        super().__init__(tr("New rate card"), parent, width=420)
        self._context, self._talent_id = context, talent_id
        self._active = {card.currency: card for card in cards if card.active}
        today = context.clock.today()
        first = today if not self._active else _next_month(today)
        self.lead(
            tr("Prices of the card that holds are copied as provisional; it ends the day before.")
            if self._active
            else tr("Prices are added to the card afterwards.")
        )
        self.form = Form(framed=True, label_width=100)
        self.form.add("currency", tr("Currency"), ChoiceField(words.currency_choices()))
        self.form.add("first_on", tr("From"), DateField(today), required=True)
        currency = next(iter(self._active), "CNY")
        self.form.set_value({"currency": currency, "first_on": first})
        self.add(self.form)
        self.set_primary(tr("Make the card"))
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_field("first_on")

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        values = self.form.value()
        self.set_busy(True)
        old = self._active.get(values["currency"])
        made = (
            rates.renew_card(old.id, version=old.version, first_on=values["first_on"])
            if old is not None
            else rates.add_card(self._talent_id, values)
        )
        self._context.tasks.run(made, owner=self, then=self._on_kept, failed=self._on_refused)

    def _on_kept(self, _key: int) -> None:
        self.said.emit(tr("Rate card made"), True)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        refused(self, self.form, error)


def _next_month(today: date) -> date:
    return (today.replace(day=1) + timedelta(days=32)).replace(day=1)
