"""The rows of an invoice: fields in a draft, plain text once it is issued."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from studio.domain.names import pick
from studio.services.invoices import Invoice, Line
from studio.services.studio import TaxRateRow
from ui.forms.fields import ChoiceField, MoneyField, NumberField, PercentField, TextField
from ui.language import amount, language, number, percent, tr
from ui.widgets.boxes import hbox, vbox
from ui.widgets.boxes import line as rule
from ui.widgets.buttons import Button, icon_button
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.menus import Menu
from ui.widgets.picks import Choice

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LockedLines(QWidget):
    """Rows, sums and taxes as plain text."""

    def __init__(self, invoice: Invoice) -> None:
        super().__init__()
        self.setAccessibleName(tr("Lines"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        heads = (tr("Lines"), tr("Qty"), tr("Price"), invoice.currency)
        for column, words in enumerate(heads):
            head = label(words, "label", "text3")
            head.setFixedHeight(30)
            grid.addWidget(head, 0, column, RIGHT if column else Qt.AlignmentFlag.AlignLeft)
        row = 1
        for line in invoice.lines:
            grid.addWidget(rule("grid"), row, 0, 1, 4)
            self._add_line(grid, row + 1, line, faint=line.row == "contract")
            row += 2
        for words, figure, style in _sums(invoice):
            grid.addWidget(rule("grid"), row, 0, 1, 4)
            name = label(words, style, "text" if style == "name" else "text2")
            name.setFixedHeight(29)
            grid.addWidget(name, row + 1, 0, 1, 3)
            grid.addWidget(label(figure, style), row + 1, 3, RIGHT)
            row += 2

    def _add_line(self, grid: QGridLayout, row: int, line: Line, *, faint: bool) -> None:
        ink = "text2" if faint else "text"
        name = ElidedLabel(pick(line.title, line.title_zh, language()), "body", ink)
        name.setFixedHeight(29)
        grid.addWidget(name, row, 0)
        if line.row in ("heading", "note"):
            return
        if line.row != "deduction":
            quantity = percent(line.quantity) if line.unit == "%" else number(line.quantity)
            grid.addWidget(label(quantity, "body", "text2"), row, 1, RIGHT)
            grid.addWidget(label(amount(line.unit_price), "body", "text2"), row, 2, RIGHT)
        grid.addWidget(label(amount(line.amount), "body" if faint else "name", ink), row, 3, RIGHT)


def _sums(invoice: Invoice) -> list[tuple[str, str, str]]:
    """Return the sums below the rows: words, figure, style."""
    found = []
    if invoice.contract_total is not None:
        found.append((tr("Contract total"), amount(invoice.contract_total), "body"))
    found.append((tr("Net", "sum"), amount(invoice.net), "body"))
    for tax in invoice.taxes:
        words = {
            "reverse_charge": tr("VAT, reverse charge"),
            "outside_scope": tr("Outside the scope of VAT"),
            "exempt": tr("Tax exempt"),
            "none": tr("No tax"),
        }.get(tax.treatment, tr("Tax {rate}").format(rate=percent(tax.rate)))
        found.append((words, amount(tax.amount), "body"))
    found.append((tr("Total"), amount(invoice.gross), "name"))
    return found


class _LineFields(QObject):
    """The fields of one row of a draft."""

    def __init__(self, editor: "LinesEditor", line: Line, rates: Sequence[TaxRateRow]) -> None:
        super().__init__(editor)
        self.editor, self.line = editor, line
        self.fields: dict[str, Any] = {}
        self.widget = QWidget()
        own = "title_zh" if language() == "zh" and line.title_zh else "title"
        title = TextField(height=28)
        title.set_value(getattr(line, own))
        title.setAccessibleName(tr("Line {number}, text").format(number=line.position))
        self._put(own, title)
        words = tr("Line {number}").format(number=line.position)
        self._more = icon_button("dots-three", words, height=26)
        self._more.clicked.connect(self._on_more)
        column = vbox(self.widget, gap=2)
        column.addLayout(hbox(None, title, self._more, gap=4))
        if line.row in ("item", "less"):
            column.addLayout(self._figures(rates))

    def _figures(self, rates: Sequence[TaxRateRow]) -> QHBoxLayout:
        line = self.line
        quantity: Any = PercentField(height=26) if line.unit == "%" else NumberField(height=26)
        price = MoneyField(line.unit_price.currency, height=26)
        off = PercentField(height=26)
        tax = ChoiceField(
            [Choice(rate.id, pick(rate.name, rate.name_zh, language())) for rate in rates]
        )
        tax.set_height(26)
        fitting = next(
            (r.id for r in rates if (r.rate, r.treatment) == (line.tax_rate, line.tax_treatment)),
            None,
        )
        tax.set_value(fitting, pick(line.tax_name, line.tax_name_zh, language()))
        quantity.set_value(line.quantity)
        price.set_value(line.unit_price)
        off.set_value(line.discount)
        row = hbox(None, gap=4)
        for key, field, words, wide in (
            ("quantity", quantity, tr("quantity"), 50),
            ("unit_price", price, tr("price"), 100),
            ("discount", off, tr("discount"), 50),
            ("tax_rate_id", tax, tr("tax"), 88),
        ):
            field.setAccessibleName(
                tr("Line {number}, {what}").format(number=line.position, what=words)
            )
            field.setToolTip(words)
            field.setFixedWidth(wide)
            self._put(key, field)
            row.addWidget(field)
        row.addStretch(1)
        row.addWidget(label(amount(line.amount), "name"))
        return row

    def _put(self, key: str, field: Any) -> None:
        self.fields[key] = field
        field.committed.connect(self._on_committed)

    def _on_committed(self) -> None:
        field = self.sender()
        key = next((name for name, one in self.fields.items() if one is field), "")
        value = self.fields[key].value() if key else None
        if key == "unit_price" and value is not None:
            value = value.minor
        elif key in ("quantity", "discount") and value is None:
            value = Decimal(0)
        if key:
            self.editor.changed.emit(self.line.id, self.line.version, {key: value})

    def _on_more(self) -> None:
        menu = Menu(self._more)
        for words, slot in (
            (tr("Double"), self._double),
            (tr("Move up"), self._up),
            (tr("Move down"), self._down),
            (tr("Remove"), self._remove),
        ):
            menu.addAction(words, slot)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _double(self) -> None:
        self.editor.doubled.emit(self.line.id)

    def _up(self) -> None:
        self.editor.moved.emit(self.line.id, -1)

    def _down(self) -> None:
        self.editor.moved.emit(self.line.id, 1)

    def _remove(self) -> None:
        self.editor.removed.emit(self.line.id)


class LinesEditor(QWidget):
    """The rows of a draft as fields; each committed field is one command."""

    changed = Signal(int, int, dict)
    """Emitted when a field of a row was committed; carries row id, its version, the values."""

    added = Signal(str)
    """Emitted when a row is wanted; carries its kind."""

    doubled = Signal(int)
    """Emitted when a row is to be doubled."""

    moved = Signal(int, int)
    """Emitted when a row is to be moved; carries its id and by how many places."""

    removed = Signal(int)
    """Emitted when a row is to be removed."""

    def __init__(self, invoice: Invoice, rates: Sequence[TaxRateRow]) -> None:
        super().__init__()
        self.setAccessibleName(tr("Lines"))
        rows = QWidget()
        column = vbox(rows, gap=6)
        self.rows: list[_LineFields] = []
        for line in invoice.lines:
            if line.row in ("contract", "deduction"):
                column.addWidget(self._fixed(line))
            else:
                fields = _LineFields(self, line, rates)
                self.rows.append(fields)
                column.addWidget(fields.widget)
        add = Button(tr("Line"), icon="plus", height=26)
        add.clicked.connect(self._on_add)
        heading = Button(tr("Heading"), icon="text-t", height=26)
        heading.clicked.connect(self._on_add_heading)
        buttons = QWidget()
        hbox(buttons, add, heading, margins=(0, 6, 0, 6)).addStretch(1)
        column_box = vbox(self, rows, buttons, gap=0)
        sums = QGridLayout()
        sums.setVerticalSpacing(4)
        sums.setColumnStretch(0, 1)
        for row, (words, figure, style) in enumerate(_sums(invoice)):
            sums.addWidget(label(words, style, "text2"), row, 0, RIGHT)
            total = label(figure, style)
            total.setMinimumWidth(110)
            sums.addWidget(total, row, 1, RIGHT)
        column_box.addLayout(sums)

    def _fixed(self, line: Line) -> QWidget:
        words = pick(line.title, line.title_zh, language())
        if line.row == "deduction" and line.deducts:
            words = tr("{title}, already invoiced with {number}").format(
                title=words, number=line.deducts
            )
        row = QWidget()
        hbox(row, ElidedLabel(words, "body", "text2"), label(amount(line.amount), "body", "text2"))
        return row

    def _on_add(self) -> None:
        self.added.emit("item")

    def _on_add_heading(self) -> None:
        self.added.emit("heading")

    def focus_line(self, line_id: int) -> None:
        """Put the focus into the text of a row."""
        for row in self.rows:
            if row.line.id == line_id:
                next(iter(row.fields.values())).setFocus()
