"""The rate cards of somebody in the pane: those to come, the one that holds, those before."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.services.talent import Card, rates
from ui.context import Context
from ui.language import tr, trn
from ui.talent.cards import CardDialog, CardGroup
from ui.talent.pricechart import PricesDialog
from ui.talent.pricing import PriceDialog
from ui.widgets.boxes import clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import label


class RatesPart(QWidget):
    """Every card with its prices: what holds and what comes is open, what is over is folded."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._talent_id = 0
        self._cards: Sequence[Card] = ()
        self._dialog: Dialog | None = None
        self._open: dict[int, bool] = {}
        """Which cards a person opened or folded."""
        self._rows = vbox(self, gap=6)

    def show_cards(self, talent_id: int, cards: Sequence[Card]) -> None:
        """Show the cards of somebody."""
        if talent_id != self._talent_id:
            self._open.clear()
        self._talent_id, self._cards = talent_id, cards
        clear(self._rows)
        today = self._context.clock.today()
        several = len({card.currency for card in cards}) > 1
        if not any(card.active for card in cards):
            self._rows.addWidget(label(tr("No prices for today."), "small", "text3"))
        for card in ordered(cards, today):
            over = not card.active and card.first_on < today
            group = CardGroup(
                card,
                today,
                named=several,
                is_open=self._open.get(card.id, not over),
                locked=self._context.read_only,
            )
            group.opened.connect(self.change)
            group.folded.connect(self._on_folded)
            group.verb_chosen.connect(self._on_verb_chosen)
            self._rows.addWidget(group)
        self._rows.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        row = hbox(None, gap=12)
        if not self._context.read_only:
            add = Button(tr("Add price"), "link", "plus", height=24)
            add.clicked.connect(self.add)
            new = Button(tr("New card"), "link", height=24)
            new.clicked.connect(self.new_card)
            row.addWidget(add)
            row.addWidget(new)
        if any(card.items for card in self._cards):
            course = Button(tr("Prices over time"), "link", height=24)
            course.clicked.connect(self.show_course)
            row.addWidget(course)
        row.addStretch(1)
        return row

    def add(self) -> None:
        """Ask for a further price on the card that holds, else the next; the first makes one."""
        cards = ordered(self._cards, self._context.clock.today())
        today = self._context.clock.today()
        standing = [card for card in cards if card.active] or [
            card for card in reversed(cards) if card.first_on > today
        ]
        if standing:
            self._show(PriceDialog(self._context, self.window(), standing[0]))
        else:
            self.new_card()

    def change(self, item: Any) -> None:
        """Open one price."""
        card = next(card for card in self._cards if item in card.items)
        self._show(PriceDialog(self._context, self.window(), card, item))

    def new_card(self) -> None:
        """Ask for a card from a day on; the one before ends with the day before."""
        self._show(CardDialog(self._context, self.window(), self._talent_id, self._cards))

    def show_course(self) -> None:
        """Show every price over time."""
        self._dialog = PricesDialog(self._context, self.window(), self._talent_id)
        self._dialog.open()

    def _show(self, dialog: PriceDialog | CardDialog) -> None:
        dialog.said.connect(self.said)
        self._dialog = dialog
        dialog.open()

    def _on_folded(self, card_id: int, is_open: bool) -> None:
        self._open[card_id] = is_open

    def _on_verb_chosen(self, card: Any, verb: str) -> None:
        run = self._context.tasks.run
        match verb:
            case "add":
                self._show(PriceDialog(self._context, self.window(), card))
            case "change":
                cards = self._cards
                self._show(CardDialog(self._context, self.window(), self._talent_id, cards, card))
            case "confirm":
                made = rates.confirm_card(card.id, version=card.version)
                run(made, owner=self, then=self._on_confirmed)
            case "remove":
                removed = rates.remove_card(card.id, version=card.version)
                run(removed, owner=self, then=self._on_removed)

    def _on_confirmed(self, count: int) -> None:
        self.said.emit(trn("{n} price confirmed", "{n} prices confirmed", count), True)

    def _on_removed(self, _nothing: None) -> None:
        self.said.emit(tr("Rate card removed"), True)


def ordered(cards: Sequence[Card], today: date) -> list[Card]:
    """Return those that hold today, those to come, those that are over; the newest first."""

    def place(card: Card) -> tuple[int, str, int]:
        rank = 0 if card.active else (1 if card.first_on > today else 2)
        return rank, card.currency if rank == 0 else "", -card.first_on.toordinal()

    return sorted(cards, key=place)
