"""Wished pieces: platform, format, how many, which tier, at most what price for one."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.money import Money
from studio.services.briefs import Item
from ui.briefs import choices
from ui.forms.fields import ChoiceField, MoneyField, NumberField
from ui.language import tr
from ui.widgets.boxes import STRETCH, clear, frame, hbox, vbox
from ui.widgets.buttons import Button, icon_button
from ui.widgets.labels import label

WIDTHS = {"platform": 150, "format": 140, "quantity": 70, "tier": 130, "ceiling": 120}


class ItemRow(QWidget):
    """One wished kind of piece; leaving a field saves it."""

    changed = Signal(object, str, object)
    """Emitted when a field was changed: the Item, the field's name, its new value."""

    remove_wished = Signal(object)
    """Emitted when the row is to go; carries the Item."""

    def __init__(self, item: Item, currency: str) -> None:
        super().__init__()
        self.item = item
        self.fields: dict[str, Any] = {
            "platform": ChoiceField(choices.platforms()),
            "format": ChoiceField(choices.formats(item.platform), none=tr("Any format")),
            "quantity": NumberField(whole=True),
            "tier": ChoiceField(choices.tiers(), none=tr("Any tier")),
            "ceiling": MoneyField(currency, placeholder=tr("No ceiling")),
        }
        titles = heads()
        for name, field in self.fields.items():
            field.set_frame("plain")
            field.setFixedWidth(WIDTHS[name])
            field.setAccessibleName(titles[name])
            field.committed.connect(self._on_committed)
        self.remove_button = icon_button("x", tr("Remove wished piece"), height=24)
        self.remove_button.clicked.connect(self._on_remove_clicked)
        hbox(self, *self.fields.values(), self.remove_button, STRETCH, gap=6)
        self.show_item(item)

    def show_item(self, item: Item) -> None:
        """Show the values that are saved."""
        self.item = item
        self.fields["platform"].set_value(item.platform)
        self.fields["format"].set_choices(choices.formats(item.platform))
        self.fields["format"].set_value(item.format or None)
        self.fields["quantity"].set_value(Decimal(item.quantity))
        self.fields["tier"].set_value(item.tier or None)
        self.fields["ceiling"].set_value(item.ceiling)

    def refuse(self, name: str, why: str) -> None:
        """Keep what was typed, with the reason why it was refused."""
        field = self.fields.get(name, self.fields["platform"])
        field.set_problem(why)
        field.setToolTip(why)

    def set_locked(self, locked: bool) -> None:
        """Show the values without letting them be changed."""
        for field in self.fields.values():
            field.set_locked(locked)
        self.remove_button.setVisible(not locked)

    def _on_committed(self) -> None:
        sender = self.sender()
        name = next(name for name, field in self.fields.items() if field is sender)
        self.changed.emit(self.item, name, kept(name, self.fields[name].value()))

    def _on_remove_clicked(self) -> None:
        self.remove_wished.emit(self.item)


def kept(name: str, value: Any) -> object:
    """Return a field's value as the studio keeps it."""
    if isinstance(value, Money):
        return value.minor
    if isinstance(value, Decimal):
        return int(value)
    if value is None and name in ("format", "tier"):
        return ""
    return 0 if value is None and name == "quantity" else value


def heads() -> dict[str, str]:
    """Return the heads of the columns."""
    return {
        "platform": tr("Platform"),
        "format": tr("Format"),
        "quantity": tr("Quantity"),
        "tier": tr("Tier"),
        "ceiling": tr("At most, each"),
    }


class Items(QWidget):
    """The wished pieces of a brief under their heads."""

    changed = Signal(object, str, object)
    """Emitted when a field was changed: the Item, the field's name, its new value."""

    remove_wished = Signal(object)
    """Emitted when a row is to go; carries the Item."""

    add_wished = Signal(str)
    """Emitted when another row is wanted; carries the platform."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ItemRow] = []
        self._currency = ""
        head = frame(edge="grid")
        titles = hbox(head, margins=(0, 0, 0, 4), gap=6)
        for name, words in heads().items():
            cell = label(words, "small", "text3")
            cell.setFixedWidth(WIDTHS[name])
            cell.setIndent(9)
            titles.addWidget(cell)
        titles.addStretch(1)
        self._head = head
        self._rows = vbox(None, gap=2)
        self.add_button = Button(tr("Add wished piece"), "secondary", "plus", height=26)
        self.add_button.clicked.connect(self._on_add_clicked)
        self._platform = "xiaohongshu"
        vbox(
            self,
            label(tr("Wished pieces"), "smallhead", "text2"),
            6,
            head,
            2,
            self._rows,
            8,
            hbox(None, self.add_button, STRETCH),
            margins=(0, 14, 0, 14),
        )

    def show_items(
        self, items: Sequence[Item], currency: str, platforms: Sequence[str], *, locked: bool
    ) -> None:
        """Show other pieces; rows that are still there keep what is being typed."""
        same = [row.item.id for row in self.rows] == [item.id for item in items]
        if same and currency == self._currency:
            for row, item in zip(self.rows, items, strict=True):
                if row.item != item:
                    row.show_item(item)
        else:
            clear(self._rows)
            self.rows = [self._made(item, currency) for item in items]
        self._currency = currency
        wanted = [code for code in platforms if code not in {item.platform for item in items}]
        self._platform = next(iter(wanted or platforms), "xiaohongshu")
        self._head.setVisible(bool(items))
        self.add_button.setVisible(not locked)
        for row in self.rows:
            row.set_locked(locked)
            if not locked:
                for field in row.fields.values():
                    field.set_frame("plain")

    def row_of(self, item_id: int) -> ItemRow | None:
        """Return the row of a piece."""
        return next((row for row in self.rows if row.item.id == item_id), None)

    def _made(self, item: Item, currency: str) -> ItemRow:
        row = ItemRow(item, currency)
        row.changed.connect(self.changed)
        row.remove_wished.connect(self.remove_wished)
        self._rows.addWidget(row)
        return row

    def _on_add_clicked(self) -> None:
        self.add_wished.emit(self._platform)
