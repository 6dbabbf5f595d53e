"""The price grid: cells that are typed into, letters that toggle, rows that are moved."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from studio.services.proposals import Version
from ui.language import tr
from ui.proposals import rows
from ui.proposals.cellform import CellForm
from ui.proposals.griddrag import RowDrag
from ui.proposals.gridfields import CellFields
from ui.proposals.gridhead import GridHeader
from ui.proposals.gridmodel import PriceModel
from ui.proposals.gridpaint import GridDelegate, letter_boxes, options_width
from ui.proposals.rows import GridRow
from ui.widgets import focus
from ui.widgets.edits import LineEdit

WIDTHS = {
    rows.HANDLE: 26,
    rows.QUANTITY: 40,
    rows.PRICE: 78,
    rows.AMOUNT: 82,
    rows.COST: 80,
    rows.MARGIN: 54,
}


class PriceGrid(QTableView):
    """As high as its rows: the part around it scrolls. Cells save themselves one by one."""

    committed = Signal(int, str, object)
    """Emitted when a cell was changed and left: the line, the field, its new value."""

    letter_toggled = Signal(int, str)
    """Emitted when a line is to go into an option or out of it."""

    verb_chosen = Signal(str, int)
    """Emitted when something is to be done with a line: up, down, double, remove, add, details."""

    brought = Signal(int, int)
    """Emitted when a line was dragged; carries its id and the place among all lines."""

    current_changed = Signal(int)
    """Emitted when another line is current; carries its id, 0 for none."""

    menu_requested = Signal(int, QPoint)
    """Emitted on a right click or the menu key; carries the line and the place on the screen."""

    advise_wished = Signal(int)
    """Emitted when an option is to be the suggested one; carries its id."""

    locked_touched = Signal()
    """Emitted when somebody types into a version that was sent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = PriceModel(self)
        self._painter = GridDelegate(self)
        self._fields = CellFields(self, self._model)
        self._drag = RowDrag(self, self._model, self._painter)
        self._locked = False
        self._currency = ""
        self.setAccessibleName(tr("Price table"))
        self._set_up()
        self.setModel(self._model)
        self.setItemDelegate(self._painter)
        self._fields.committed.connect(self.committed)
        self._fields.stepped.connect(self._walk)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self.entered.connect(self._on_entered)
        self.viewportEntered.connect(self._on_left)
        focus.note(self)

    def _set_up(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)

    # -- what is shown --------------------------------------------------------------------------

    def show_version(self, version: Version, *, internal: bool) -> None:
        """Show the rows of a version; a cell that is being typed in keeps its text."""
        self._locked = self._painter.locked = not version.editable
        current = self.current_line()
        column = self.currentIndex().column()
        self._model.set_version(version)
        self._lay_out(version, internal=internal)
        self._fields.keep_only(locked=self._locked)
        if current and self._model.place_of(current) >= 0:
            self.setCurrentIndex(self._model.index(self._model.place_of(current), max(column, 1)))
        self._fields.place()

    def _lay_out(self, version: Version, *, internal: bool) -> None:
        if version.currency != self._currency:
            self._currency = version.currency
            self.setHorizontalHeader(GridHeader(version.currency, self))
        head = self.horizontalHeader()
        head.show()
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        self.setColumnWidth(rows.OPTIONS, options_width(self._model.letters))
        head.setSectionResizeMode(rows.LINE, QHeaderView.ResizeMode.Stretch)
        for column in rows.INTERNAL:
            self.setColumnHidden(column, not internal)
        self._span_sums()
        self.resizeRowsToContents()
        self.setFixedHeight(self._needed_height())

    def _span_sums(self) -> None:
        """Give the names of the options the room of the cells they have nothing to say in."""
        self.clearSpans()
        for row in range(self._model.rowCount()):
            if self._model.row(row).kind == "sum":
                self.setSpan(row, rows.LINE, 1, rows.AMOUNT - rows.LINE)

    def _needed_height(self) -> int:
        high = sum(self.rowHeight(row) for row in range(self._model.rowCount()))
        return high + self.horizontalHeader().height() + 2

    def current_line(self) -> int:
        """Return the id of the line that is current, 0 for none."""
        index = self.currentIndex()
        return self._model.row(index.row()).key if index.isValid() else 0

    def current_row(self) -> GridRow | None:
        """Return the row that is current."""
        index = self.currentIndex()
        return self._model.row(index.row()) if index.isValid() else None

    def lines(self) -> list[str]:
        """Return all rows as they are read aloud."""
        role = Qt.ItemDataRole.AccessibleTextRole
        count = self._model.rowCount()
        return [str(self._model.index(row, rows.LINE).data(role)) for row in range(count)]

    def go_to(self, key: int, column: int = rows.LINE) -> bool:
        """Make a line current."""
        place = self._model.place_of(key)
        if place < 0:
            return False
        self.setCurrentIndex(self._model.index(place, column))
        return True

    def cell_rect(self, key: int, column: int = rows.LINE) -> QRect:
        """Return where a cell is, in the grid's own coordinates."""
        index = self._model.index(self._model.place_of(key), column)
        return self.visualRect(index).translated(self.viewport().pos())

    # -- typing ---------------------------------------------------------------------------------

    def edit_cell(self, index: QModelIndex, typed: str | None = None) -> LineEdit | None:
        """Open the field of a cell; `typed` replaces what is in it."""
        row = self._model.row(index.row())
        if index.column() not in rows.EDITABLE[row.kind] or row.line is None:
            return None
        if self._locked:
            self.locked_touched.emit()
            return None
        return self._fields.open(index, row, typed)

    def form_of(self, key: int) -> CellForm:
        """Return the open fields of a line, as a form that can be told what became of them."""
        return self._fields.form(key)

    def open_field(self) -> LineEdit | None:
        """Return the field that is being typed in."""
        return self._fields.current()

    def problems(self) -> Mapping[tuple[int, str], str]:
        """Return the reason at each cell that could not be kept."""
        return self._fields.problems()

    def _walk(self, down: int, right: int) -> None:
        """Go to the next cell that can be typed into; Tab opens it, Enter only goes there."""
        index = self.currentIndex()
        row, column = index.row(), index.column()
        if down:
            places = range(row + down, self._model.line_count())
            cells = [(place, column) for place in places]
        else:
            every = [
                (place, at)
                for place in range(self._model.line_count())
                for at in (rows.LINE, rows.QUANTITY, rows.PRICE, rows.COST)
            ]
            here = (row, column)
            cells = (
                [cell for cell in every if cell > here]
                if right > 0
                else [cell for cell in reversed(every) if cell < here]
            )
        for place, at in cells:
            open_to = rows.EDITABLE[self._model.row(place).kind]
            if at in open_to and not self.isColumnHidden(at):
                self.setCurrentIndex(self._model.index(place, at))
                if right:
                    self.edit_cell(self.currentIndex())
                return

    # -- keys -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing replaces, F2 and Enter edit, Alt and arrows move, Delete removes."""
        keys, index = Qt.Key, self.currentIndex()
        key = self.current_line()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (keys.Key_Up, keys.Key_Down):
            self._tell("up" if event.key() == keys.Key_Up else "down", key)
        elif event.key() in (keys.Key_F2, keys.Key_Return, keys.Key_Enter) and index.isValid():
            self.edit_cell(index)
        elif event.key() == keys.Key_Delete:
            self._tell("remove", key)
        elif event.key() == keys.Key_Insert:
            self._tell("add", key)
        elif event.key() in (keys.Key_Tab, keys.Key_Backtab):
            event.ignore()
        elif _types(event) and index.isValid():
            self._type(index, event.text())
        else:
            super().keyPressEvent(event)

    def _type(self, index: QModelIndex, typed: str) -> None:
        if index.column() == rows.OPTIONS:
            if typed.upper() in self._model.letters:
                self._toggle(index, typed.upper())
        else:
            self.edit_cell(index, typed)

    def _tell(self, verb: str, key: int) -> None:
        if self._locked:
            self.locked_touched.emit()
        elif key or verb == "add":
            self.verb_chosen.emit(verb, key)

    def _toggle(self, index: QModelIndex, letter: str) -> None:
        row = self._model.row(index.row())
        if row.kind not in ("heading", "item"):
            return
        if self._locked:
            self.locked_touched.emit()
        else:
            self.letter_toggled.emit(row.key, letter)

    # -- mouse ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Toggle letters, fold sections, take hold of a row."""
        super().mousePressEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        row = self._model.row(index.row())
        if index.column() == rows.HANDLE and row.kind == "heading":
            self._model.fold(row.key)
            version = self._model.version()
            if version is not None:
                self.show_version(version, internal=not self.isColumnHidden(rows.COST))
        elif index.column() == rows.HANDLE and row.kind != "sum" and not self._locked:
            self._drag.begin(place, row.key)
        elif index.column() == rows.OPTIONS:
            self._press_letter(index, place)

    def _press_letter(self, index: QModelIndex, place: QPoint) -> None:
        boxes = letter_boxes(QRectF(self.visualRect(index)), len(self._model.letters))
        for letter, box in zip(self._model.letters, boxes, strict=True):
            if box.contains(place):
                self._toggle(index, letter)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop a dragged row; a second click on the current cell types into it."""
        place = event.position().toPoint()
        if self._drag.moving:
            self._drop()
        elif not self._drag.held:
            index = self.indexAt(place)
            if index == self.currentIndex() and event.button() == Qt.MouseButton.LeftButton:
                self.edit_cell(index)
        self._drag.end()
        super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a dragged row would land."""
        if self._drag.held:
            self._drag.move(event.position().toPoint())
        else:
            super().mouseMoveEvent(event)

    def _drop(self) -> None:
        version = self._model.version()
        if version is None:
            return
        to = self._drag.target([line.id for line in version.lines])
        if to is not None:
            self.brought.emit(self._drag.line, to)

    def _on_menu_requested(self, place: QPoint) -> None:
        index = self.indexAt(place)
        row = self._model.row(index.row()) if index.isValid() else None
        if row is not None and row.option is not None and not self._locked:
            self.advise_wished.emit(row.option.id)
        elif row is not None and row.key:
            self.menu_requested.emit(row.key, self.viewport().mapToGlobal(place))

    def _on_current_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(self.current_line())
        self.viewport().update()

    def _on_entered(self, index: QModelIndex) -> None:
        self._painter.hovered = index.row()
        self.viewport().update()

    def _on_left(self) -> None:
        self._painter.hovered = -1
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """No row is hovered when the pointer has left."""
        self._on_left()
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Open fields stay on their cells."""
        super().resizeEvent(event)
        self._fields.place()


def _types(event: QKeyEvent) -> bool:
    commanding = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    text = event.text()
    return bool(text) and text.isprintable() and not event.modifiers() & commanding
