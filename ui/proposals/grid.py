"""The price grid: cells that are typed into, letters that toggle, rows that are moved."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from studio.services.proposals import Version
from ui.language import tr
from ui.models.columns import Column
from ui.models.headers import RecordHeader
from ui.proposals import rows
from ui.proposals.cellform import CellForm
from ui.proposals.gridmodel import PriceModel
from ui.proposals.gridpaint import GridDelegate, letter_boxes, options_width
from ui.proposals.reason import Reason
from ui.proposals.rows import GridRow
from ui.theme.fonts import text_width
from ui.theme.icons import draw_glyph
from ui.theme.painting import LEFT, RIGHT, draw_text, hairline
from ui.theme.tokens import theme
from ui.widgets import focus
from ui.widgets.edits import LineEdit, MoneyEdit, NumberEdit

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
        self._forms: dict[int, CellForm] = {}
        self._locked = False
        self._pressed: QPoint | None = None
        self._dragged = 0
        self._currency = ""
        self._reason = Reason(self.viewport())
        self.setAccessibleName(tr("Price table"))
        self._set_up()
        self.setModel(self._model)
        self.setItemDelegate(self._painter)
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
        for key, form in list(self._forms.items()):
            if self._locked or self._model.place_of(key) < 0:
                form.close()
                del self._forms[key]
        if current and self._model.place_of(current) >= 0:
            self.setCurrentIndex(self._model.index(self._model.place_of(current), max(column, 1)))
        self._place_forms()

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
        name = rows.FIELDS.get(index.column()) or rows.title_field()
        form = self._forms.setdefault(row.key, CellForm(row.key))
        field = form.known(name)
        if field is None:
            field = self._made_field(row, index.column(), name)
            form.put(name, field, index.column())
            field.setParent(self.viewport())
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

    def _made_field(self, row: GridRow, column: int, name: str) -> LineEdit:
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
        field.setAccessibleName(
            tr("{line}, {what}").format(line=rows.title(row), what=heads[column])
        )
        return field

    def _place(self, field: QWidget, index: QModelIndex) -> None:
        box = self.visualRect(index)
        field.setGeometry(box.adjusted(-2 if index.column() > rows.LINE else 2, 1, 0, -2))

    def _place_forms(self) -> None:
        """Rows may have moved: open fields go along."""
        for key, form in self._forms.items():
            place = self._model.place_of(key)
            for field, column in form.fields():
                self._place(field, self._model.index(place, column))

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

    def form_of(self, key: int) -> CellForm:
        """Return the open fields of a line, as a form that can be told what became of them."""
        return self._forms.setdefault(key, CellForm(key))

    def open_field(self) -> LineEdit | None:
        """Return the field that is being typed in."""
        found = QApplication.focusWidget()
        return found if isinstance(found, LineEdit) and self.isAncestorOf(found) else None

    def problems(self) -> Mapping[tuple[int, str], str]:
        """Return the reason at each cell that could not be kept."""
        return {
            (key, name): words
            for key, form in self._forms.items()
            for name, words in form.problems().items()
        }

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """Enter goes down, Tab right, Esc back to the grid; a field that is left closes."""
        if not isinstance(watched, LineEdit):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._field_key(watched, event)
        if event.type() == QEvent.Type.FocusOut:
            # The field itself settles what was typed first; then it may go.
            self._close_later(watched)
        return False

    def _field_key(self, field: LineEdit, event: QKeyEvent) -> bool:
        keys = Qt.Key
        steps = {
            keys.Key_Return: (1, 0),
            keys.Key_Enter: (1, 0),
            keys.Key_Tab: (0, 1),
            keys.Key_Backtab: (0, -1),
        }
        if event.key() == keys.Key_Escape:
            field.restore()
            self._leave(field)
            return True
        step = steps.get(keys(event.key()))
        if step is None:
            return False
        if field.settle():
            self._leave(field)
            self._walk(*step)
        return True

    def _leave(self, field: LineEdit) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._close(field)

    def _close_later(self, field: LineEdit) -> None:
        if not field.typed_something() and not field.problem():
            field.hide()

    def _close(self, field: LineEdit) -> None:
        if field.problem():
            return
        field.hide()
        key, name = int(field.property("line")), str(field.property("name"))
        form = self._forms.get(key)
        if form is not None:
            form.drop(name)

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
            self._pressed, self._dragged = place, row.key
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
        if self._painter.drop_at >= 0 and self._dragged:
            self._drop()
        elif self._pressed is None:
            index = self.indexAt(place)
            if index == self.currentIndex() and event.button() == Qt.MouseButton.LeftButton:
                self.edit_cell(index)
        self._stop_drag()
        super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a dragged row would land."""
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        place = event.position().toPoint()
        if (place - self._pressed).manhattanLength() < 4:
            return
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        index = self.indexAt(place)
        box = self.visualRect(index)
        row = index.row() if index.isValid() else self._model.line_count()
        below = index.isValid() and place.y() > box.center().y()
        self._painter.drop_at = min(row + below, self._model.line_count())
        self.viewport().update()

    def _drop(self) -> None:
        version = self._model.version()
        if version is None:
            return
        order = [line.id for line in version.lines]
        before = self._painter.drop_at
        target = self._model.row(before).key if before < self._model.line_count() else 0
        place = order.index(target) if target else len(order)
        own = order.index(self._dragged)
        to = place - 1 if own < place else place
        if to != own:
            self.brought.emit(self._dragged, to)

    def _stop_drag(self) -> None:
        self._pressed, self._dragged = None, 0
        self._painter.drop_at = -1
        self.unsetCursor()
        self.viewport().update()

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
        self._place_forms()


def _types(event: QKeyEvent) -> bool:
    commanding = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    text = event.text()
    return bool(text) and text.isprintable() and not event.modifiers() & commanding


class GridHeader(RecordHeader):
    """The heads of the grid; they neither sort nor move."""

    def __init__(self, currency: str, parent: QWidget) -> None:
        heads = (
            ("", "text"),
            (tr("Line"), "text"),
            (tr("Options"), "text"),
            (tr("Qty"), "number"),
            (tr("Price"), "number"),
            (currency, "number"),
            (tr("Cost"), "number"),
            (tr("Margin"), "number"),
        )
        self._heads = tuple(
            Column(str(place), words, kind, _nothing, internal=place in rows.INTERNAL)
            for place, (words, kind) in enumerate(heads)
        )
        super().__init__(self._heads, parent)
        self.setSectionsMovable(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(20)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw one title over its figures; costs wear the eye that nobody else sees them."""
        box, column = QRectF(rect), self._heads[logicalIndex]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if column.internal:
            painter.fillRect(box, theme["surface2"])
        inner = box.adjusted(2, 0, -6, -1)
        used = text_width(column.title, "label")
        draw_text(painter, inner, column.title, "label", "text3", RIGHT if column.right else LEFT)
        if logicalIndex == rows.COST:
            eye = QPointF(inner.right() - used - 12, inner.center().y())
            draw_glyph(painter, eye, "eye-slash", 14, "text3")
        hairline(painter, box, "border")
        painter.restore()


def _nothing(_row: Any) -> None:
    return None
