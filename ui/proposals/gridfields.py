"""The fields over the cells of the price grid: opened to be typed into, gone when they are left."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from ui.language import tr
from ui.proposals import rows
from ui.proposals.cellform import CellForm
from ui.proposals.gridmodel import PriceModel
from ui.proposals.reason import Reason
from ui.proposals.rows import GridRow
from ui.widgets.edits import LineEdit, MoneyEdit, NumberEdit

STEPS = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}
"""Where a key leads from a field: rows down, cells to the right."""


class CellFields(QObject):
    """Opens a field over a cell and keeps it there until what was typed is settled."""

    committed = Signal(int, str, object)
    """Emitted when a cell was changed and left: the line, the field, its new value."""

    stepped = Signal(int, int)
    """Emitted when a field was left by a key for the cell below (1, 0) or beside it (0, 1)."""

    def __init__(self, grid: QTableView, model: PriceModel) -> None:
        super().__init__(grid)
        self._grid = grid
        self._model = model
        self._forms: dict[int, CellForm] = {}
        self._reason = Reason(grid.viewport())

    def form(self, key: int) -> CellForm:
        """Return the open fields of a line, as a form that can be told what became of them."""
        return self._forms.setdefault(key, CellForm(key))

    def problems(self) -> Mapping[tuple[int, str], str]:
        """Return the reason at each cell that could not be kept."""
        return {
            (key, name): words
            for key, form in self._forms.items()
            for name, words in form.problems().items()
        }

    def current(self) -> LineEdit | None:
        """Return the field that is being typed in."""
        found = QApplication.focusWidget()
        return found if isinstance(found, LineEdit) and self._grid.isAncestorOf(found) else None

    def open(self, index: QModelIndex, row: GridRow, typed: str | None) -> LineEdit:
        """Open the field of a cell; `typed` replaces what is in it."""
        name = rows.FIELDS.get(index.column()) or rows.title_field()
        form = self.form(row.key)
        field = form.known(name)
        if field is None:
            field = _made(row, index.column(), name)
            form.put(name, field, index.column())
            field.setParent(self._grid.viewport())
            field.installEventFilter(self)
            field.setProperty("line", row.key)
            field.setProperty("name", name)
            field.committed.connect(self._on_field_committed)
            field.problem_changed.connect(self._on_problem_changed)
        self._place(field, index)
        field.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()
        if typed is not None:
            field.setText(typed)
            field.textEdited.emit(typed)
        return field

    def keep_only(self, *, locked: bool) -> None:
        """Let go the fields of lines that are gone, and all of them in a locked version."""
        for key, form in list(self._forms.items()):
            if locked or self._model.place_of(key) < 0:
                form.close()
                del self._forms[key]

    def place(self) -> None:
        """Rows may have moved: open fields go along."""
        for key, form in self._forms.items():
            at = self._model.place_of(key)
            for field, column in form.fields():
                self._place(field, self._model.index(at, column))

    def _place(self, field: QWidget, index: QModelIndex) -> None:
        box = self._grid.visualRect(index)
        field.setGeometry(box.adjusted(-2 if index.column() > rows.LINE else 2, 1, 0, -2))

    def _on_field_committed(self) -> None:
        field = self.sender()
        if isinstance(field, LineEdit):
            key, name = int(field.property("line")), str(field.property("name"))
            value: Any = field.value()
            self.committed.emit(key, name, 0 if value is None else value)

    def _on_problem_changed(self, words: str) -> None:
        """Say under the cell why its value cannot be kept."""
        field = self.sender()
        if not words or not isinstance(field, LineEdit):
            self._reason.hide()
            return
        self._reason.show_under(field, words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes down, Tab right, Esc back to the grid; a field that is left closes."""
        if not isinstance(watched, LineEdit):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        left = event.type() == QEvent.Type.FocusOut
        if left and not watched.typed_something() and not watched.problem():
            watched.hide()  # the field itself settled what was typed first; then it may go
        return False

    def _key(self, field: LineEdit, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            field.restore()
            self._leave(field)
            return True
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            return False
        if field.settle():
            self._leave(field)
            self.stepped.emit(*step)
        return True

    def _leave(self, field: LineEdit) -> None:
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)
        if field.problem():
            return
        field.hide()
        key, name = int(field.property("line")), str(field.property("name"))
        form = self._forms.get(key)
        if form is not None:
            form.drop(name)


def _made(row: GridRow, column: int, name: str) -> LineEdit:
    line = row.line
    if line is None:
        raise ValueError("a sum has no field")
    field: LineEdit
    if column == rows.QUANTITY:
        field = NumberEdit(height=26)
        field.set_value(line.quantity)
    elif column in (rows.PRICE, rows.COST):
        field = MoneyEdit(line.price.currency, height=26)
        field.set_value(line.price if column == rows.PRICE else line.cost)
    else:
        field = LineEdit(height=26)
        field.set_value(getattr(line, name))
    if column != rows.LINE:
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
    heads = {
        rows.LINE: tr("text"),
        rows.QUANTITY: tr("quantity"),
        rows.PRICE: tr("price"),
        rows.COST: tr("cost"),
    }
    field.setAccessibleName(tr("{line}, {what}").format(line=rows.title(row), what=heads[column]))
    return field
