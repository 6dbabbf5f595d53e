"""Which column of a table is what, where its heads stand, and how its days are written."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from studio.domain.talent import importing as reading
from studio.domain.talent import sheets as rules
from studio.domain.talent.importing import Plan
from studio.services.talent.sheets import Sheet
from ui.forms.fields import ChoiceField
from ui.language import text, tr
from ui.talent import words
from ui.widgets.boxes import STRETCH, clear, hbox, scrolled, vbox
from ui.widgets.labels import label
from ui.widgets.picks import Choice

LOOKED_AT = 50
"""Rows that are looked at for whether a column says anything."""


class Mapping(QWidget):
    """Asks what each column is; columns that are empty are passed over."""

    changed = Signal()
    """Emitted when the table is to be read in another way."""

    def __init__(self, allowed: Sequence[str]) -> None:
        super().__init__()
        self._allowed = tuple(allowed)
        self._sheet: Sheet | None = None
        self._plan = Plan({})
        self._columns: dict[int, ChoiceField] = {}
        rows = QWidget()
        self._grid = QGridLayout(rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        area = scrolled(rows)
        area.setFixedHeight(156)
        vbox(self, area, self._orders(), gap=10)

    def _orders(self) -> QWidget:
        named = [
            Choice(row, tr("Row {n}").format(n=row)) for row in range(1, reading.LOOKED_AT + 1)
        ]
        self.heads = ChoiceField(named, none=tr("No row"))
        self.heads.setAccessibleName(tr("Row that names the columns"))
        self.order = ChoiceField([Choice(code, text(said)) for code, said in rules.ORDERS.items()])
        self.order.setAccessibleName(tr("Order of day and month"))
        self.platform = ChoiceField(words.platform_choices(), none=tr("By the column"))
        self.platform.setAccessibleName(tr("Platform of all rows"))
        self.heads.committed.connect(self._on_heads_changed)
        self.order.committed.connect(self._on_changed)
        self.platform.committed.connect(self._on_changed)
        for field, wide in ((self.heads, 92), (self.order, 190), (self.platform, 140)):
            field.setMinimumWidth(wide)
        row = QWidget()
        hbox(
            row,
            label(tr("Heads"), "small", "text3"), self.heads,
            label(tr("Date order"), "small", "text3"), self.order,
            label(tr("Platform"), "small", "text3"), self.platform, STRETCH,
        )  # fmt: skip
        return row

    def show_sheet(self, sheet: Sheet, plan: Plan) -> None:
        """Show a table and how it is probably to be read."""
        self._sheet, self._plan = sheet, plan
        self.order.set_value(plan.order)
        self.heads.set_value(plan.above + 1 if plan.heads else None)
        self._fill()

    def plan(self) -> Plan:
        """Return how the table is to be read."""
        columns: dict[str, int] = {}
        for place, field in self._columns.items():
            if field.value():
                columns[field.value()] = place
        row = self.heads.value()
        return replace(
            self._plan,
            columns=columns,
            order=self.order.value() or "dmy",
            heads=row is not None,
            above=row - 1 if row is not None else 0,
            platform=self.platform.value() or "",
        )

    def set_column(self, place: int, name: str) -> None:
        """Say what a column is."""
        self._columns[place].set_value(name)
        self._take(self._columns[place])

    def _fill(self) -> None:
        clear(self._grid)
        self._columns = {}
        if self._sheet is None:
            return
        rows, plan = self._sheet.rows, self._plan
        heads = rows[plan.above] if plan.heads and plan.above < len(rows) else ()
        body = rows[plan.first : plan.first + LOOKED_AT]
        back = {place: name for name, place in plan.columns.items()}
        choices = [Choice(name, text(rules.FIELDS[name])) for name in self._allowed]
        for place in range(max(len(row) for row in (heads, *body))):
            sample = next((said for row in body if (said := cell(row, place))), "")
            head = cell(heads, place)
            if not head and not sample:
                continue
            field = ChoiceField(choices, none=tr("Leave out"))
            field.set_value(back.get(place))
            field.committed.connect(self._on_column_changed)
            field.setMinimumWidth(150)
            named = head or tr("Column {n}").format(n=place + 1)
            field.setAccessibleName(named)
            line = len(self._columns)
            self._grid.addWidget(label(named, "label"), line, 0)
            self._grid.addWidget(label(sample, "small", "text3"), line, 1)
            self._grid.addWidget(field, line, 2)
            self._columns[place] = field
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(len(self._columns), 1)

    def _take(self, field: ChoiceField) -> None:
        """A field stands for one column: another that had it is left out."""
        for other in self._columns.values():
            if other is not field and other.value() == field.value():
                other.set_value(None)
        self.changed.emit()

    def _on_column_changed(self) -> None:
        field = self.sender()
        if isinstance(field, ChoiceField):
            self._take(field)

    def _on_heads_changed(self) -> None:
        """Other heads name other columns; without any, what was said of the columns stays."""
        plan = self.plan()
        if plan.heads and self._sheet is not None and plan.above < len(self._sheet.rows):
            columns = rules.guess(self._sheet.rows[plan.above], self._allowed)
            order = reading.order_of(self._sheet.rows[plan.first :], columns)
            plan = replace(plan, columns=columns, order=order)
            self.order.set_value(order)
        self._plan = plan
        self._fill()
        self.changed.emit()

    def _on_changed(self) -> None:
        self.changed.emit()


def cell(row: Sequence[Any], place: int) -> str:
    """Return a cell in words, cut."""
    if place >= len(row) or isinstance(row[place], rules.Broken):
        return ""
    return rules.words(row[place])[:40]
