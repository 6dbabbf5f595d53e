"""RecordTable: a table of records by id, sorted and filtered by the query of its ids."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.language import tr
from ui.models.columns import Column, words_of
from ui.models.delegates import CellDelegate, RowDelegate
from ui.models.headers import RecordHeader
from ui.models.ids import Fetch, IdTableModel
from ui.models.sheet import Lines, SheetReader, tabbed
from ui.theme.tokens import ROW
from ui.widgets import focus
from ui.widgets.menus import Menu

RESELECT = 1000  # picks beyond this are not carried over to another list of ids


class RecordTable(QTableView):
    """Shows rows by id. The page asks for the ids; cells come by page through `fetch`."""

    opened = Signal(int)
    """Emitted when a record is to be opened (double click, Enter); carries its id."""

    current_changed = Signal(int)
    """Emitted when another record is current; carries its id, 0 for none."""

    sort_changed = Signal(str, bool)
    """Emitted when a head was clicked: the column's key, and whether from the largest down."""

    picked_changed = Signal(int)
    """Emitted when more or fewer rows are picked; carries how many."""

    menu_requested = Signal(object, QPoint)
    """Emitted on a right click or the menu key: the picked ids and the place on the screen."""

    layout_changed = Signal()
    """Emitted when widths, order or choice of columns changed; see `column_state`."""

    def __init__(
        self, columns: Sequence[Column], fetch: Fetch, *, height: int = ROW, name: str = ""
    ) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self.fetch = fetch
        self._model = IdTableModel(self._columns, fetch, self)
        self._head = RecordHeader(self._columns, self)
        self._current = 0
        self._settling = False
        self._column_menu: Menu | None = None
        self.setAccessibleName(name or tr("List"))
        self._set_up(height)
        self.setModel(self._model)
        self._rows_delegate = self.make_delegate(height)
        self.setItemDelegate(self._rows_delegate)
        for number, column in enumerate(self._columns):
            self.setColumnWidth(number, column.width)
            self.setColumnHidden(number, column.hidden)
            if column.stretch:
                self._head.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self._connect()
        focus.note(self)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns as they were made, in their first order."""
        return self._columns

    def shown_columns(self) -> tuple[Column, ...]:
        """Return the columns in sight, in the order they stand in."""
        order = [self._head.logicalIndex(place) for place in range(len(self._columns))]
        return tuple(self._columns[one] for one in order if not self.isColumnHidden(one))

    def make_delegate(self, height: int) -> RowDelegate:
        """Return what paints the rows; a list of another look has its own."""
        return CellDelegate(self, self._columns, height)

    def _set_up(self, height: int) -> None:
        self.setHorizontalHeader(self._head)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setCornerButtonEnabled(False)

    def _connect(self) -> None:
        self._head.customContextMenuRequested.connect(self._on_head_menu)
        self._head.sectionClicked.connect(self._on_head_clicked)
        self._head.sectionMoved.connect(self._on_layout_changed)
        self._head.sectionResized.connect(self._on_layout_changed)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self.doubleClicked.connect(self._on_double_clicked)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def set_ids(self, ids: Iterable[int], *, select_first: bool = False) -> None:
        """Show these records in this order; what was current, picked and in sight stays so."""
        current, picked = self._current, self.picked_ids()
        place = self.verticalScrollBar().value()
        self._settling = True
        self._model.set_ids(ids)
        self._settling = False
        if self._model.row_of(current) is not None:
            self._pick(current, picked if len(picked) <= RESELECT else [current])
        elif select_first and self._model.rowCount():
            self.select_id(self._model.id_at(0))
        elif current:
            self.clearSelection()
            self._tell_current(0)
        self.verticalScrollBar().setValue(place)
        self.picked_changed.emit(len(self.picked_ids()))

    def refresh(self, ids: Iterable[int], *, flash: bool = False) -> None:
        """Read some records anew because they changed; `flash` shows that others changed them."""
        kept = list(ids)
        self._model.refresh(kept)
        if flash:
            self._rows_delegate.flash(kept)

    def forget(self) -> None:
        """Read every row anew."""
        self._model.forget()

    def flash(self, ids: Iterable[int]) -> None:
        """Light rows up for a moment."""
        self._rows_delegate.flash(ids)

    def count(self) -> int:
        """Return how many records are listed."""
        return self._model.rowCount()

    def ids(self) -> Sequence[int]:
        """Return all listed ids in order."""
        return self._model.ids()

    def current_id(self) -> int:
        """Return the id of the current record, 0 for none."""
        return self._current

    def select_id(self, key: int) -> bool:
        """Make a record current and bring it into sight; False where it is not listed."""
        if self._model.row_of(key) is None:
            return False
        self._pick(key, [key])
        self.scrollTo(self._model.index(self._model.row_of(key) or 0, 0))
        return True

    def picked_ids(self) -> list[int]:
        """Return the ids of the picked rows, in the order of the list."""
        rows = sorted(
            row
            for chosen in self.selectionModel().selection().toList()
            for row in range(chosen.top(), chosen.bottom() + 1)
        )
        return [self._model.id_at(row) for row in rows if self._model.id_at(row)]

    def row_value(self, key: int) -> Any:
        """Return the frozen row of a record, None while it is on its way."""
        return self._model.row_value(key)

    def cell_text(self, key: int, column: str) -> str:
        """Return what a cell says, as a screen reader would."""
        row = self._model.row_value(key)
        found = next(one for one in self._columns if one.key == column)
        return "" if row is None else words_of(found, found.value(row))

    def set_sort(self, key: str, descending: bool) -> None:
        """Show how rows are sorted, without asking for it."""
        self._head.set_sort(key, descending)

    def sort(self) -> tuple[str, bool]:
        """Return the key of the sorted column and whether from the largest down."""
        return self._head.sorted_by, self._head.descending

    def set_column_shown(self, key: str, shown: bool) -> None:
        """Show or hide a column."""
        number = self._number_of(key)
        if number is not None:
            self.setColumnHidden(number, not shown)
            self._on_layout_changed()

    def column_state(self) -> dict[str, Any]:
        """Return widths, order, hidden columns and sorting, to keep and `restore_columns`."""
        order = [self._head.logicalIndex(place) for place in range(len(self._columns))]
        return {
            "widths": {
                column.key: self.columnWidth(number)
                for number, column in enumerate(self._columns)
                if not self.isColumnHidden(number) and not column.stretch
            },
            "order": [self._columns[number].key for number in order],
            "hidden": [
                column.key
                for number, column in enumerate(self._columns)
                if self.isColumnHidden(number)
            ],
            "sort": self._head.sorted_by,
            "descending": self._head.descending,
        }

    def restore_columns(self, state: Mapping[str, Any]) -> None:
        """Show columns as they were; columns that are new or gone are left as they are."""
        self._settling = True
        for key, width in state.get("widths", {}).items():
            if (number := self._number_of(key)) is not None:
                self.setColumnWidth(number, max(40, int(width)))
        hidden = state.get("hidden")
        if hidden is not None:
            for number, column in enumerate(self._columns):
                self.setColumnHidden(number, column.key in hidden)
        for place, key in enumerate(state.get("order", [])):
            if (number := self._number_of(key)) is not None:
                self._head.moveSection(self._head.visualIndex(number), place)
        self._head.set_sort(str(state.get("sort", "")), bool(state.get("descending", False)))
        self._settling = False

    def copy_picked(self) -> None:
        """Put the picked rows on the clipboard for spreadsheets; rows never in sight are read."""
        SheetReader(
            self.shown_columns(), self.picked_ids(), self.fetch, _to_clipboard, self.row_value
        ).start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies, letters are the page's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self._current:
                self.opened.emit(self._current)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_picked()
        elif event.text().isprintable() and event.text() and not _commanding(event):
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape and len(self.picked_ids()) > 1:
            self._pick(self._current, [self._current])
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No row is hovered when the pointer has left."""
        self._rows_delegate.leave()
        super().leaveEvent(event)

    def _pick(self, current: int, picked: Sequence[int]) -> None:
        model, kinds = self.selectionModel(), QItemSelectionModel.SelectionFlag
        self._settling = True
        model.clearSelection()
        for key in picked:
            row = self._model.row_of(key)
            if row is not None:
                model.select(self._model.index(row, 0), kinds.Select | kinds.Rows)
        at = self._model.row_of(current)
        if at is not None:
            model.setCurrentIndex(self._model.index(at, 0), kinds.Select | kinds.Rows)
        self._settling = False
        self._tell_current(current)
        self.picked_changed.emit(len(picked))

    def _tell_current(self, key: int) -> None:
        if key != self._current:
            self._current = key
            self.current_changed.emit(key)

    def _number_of(self, key: str) -> int | None:
        return next((at for at, one in enumerate(self._columns) if one.key == key), None)

    def _on_current_changed(self, index: QModelIndex) -> None:
        if not self._settling:
            self._tell_current(self._model.id_at(index.row()) if index.isValid() else 0)

    def _on_selection_changed(self) -> None:
        if not self._settling:
            self.picked_changed.emit(len(self.picked_ids()))

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.id_at(index.row()))

    def _on_menu_requested(self, place: QPoint) -> None:
        if self._current:
            self.menu_requested.emit(self.picked_ids(), self.viewport().mapToGlobal(place))

    def _on_head_clicked(self, number: int) -> None:
        column = self._columns[number]
        if not column.sortable:
            return
        again = column.key == self._head.sorted_by
        self._head.set_sort(column.key, not self._head.descending if again else False)
        self.sort_changed.emit(*self.sort())

    def fill_columns(self, menu: Menu) -> None:
        """Offer every column in a menu, ticked while it is shown; the first always is."""
        for number, column in enumerate(self._columns):
            menu.add(
                column.title,
                data=column.key,
                checked=not self.isColumnHidden(number),
                enabled=number > 0,
            )
        menu.picked.connect(self._on_column_picked)

    def _on_head_menu(self, place: QPoint) -> None:
        menu = Menu(self)
        self.fill_columns(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        self._column_menu = menu
        menu.popup(self._head.mapToGlobal(place))

    def _on_column_picked(self, key: object) -> None:
        number = self._number_of(str(key))
        if number is not None:
            self.set_column_shown(str(key), self.isColumnHidden(number))

    def _on_layout_changed(self) -> None:
        if not self._settling:
            self.layout_changed.emit()


def _commanding(event: QKeyEvent) -> bool:
    modifiers = Qt.KeyboardModifier
    return bool(event.modifiers() & (modifiers.ControlModifier | modifiers.AltModifier))


def _to_clipboard(lines: Lines) -> None:
    QGuiApplication.clipboard().setText(tabbed(lines))
