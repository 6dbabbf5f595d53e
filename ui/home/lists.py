"""Painted lists of Home: rows of any kind in memory, each opened by a click or Enter."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyleOptionViewItem

from ui.models.delegates import RowDelegate
from ui.models.roles import ROW
from ui.theme.tokens import theme
from ui.widgets import focus

Index = QModelIndex | QPersistentModelIndex


def plain(words: str) -> str:
    """Return words for a tool tip: it would read markup, and without a < there is none."""
    return words.replace("<", "‹").replace(">", "›")


class PlainRowDelegate(RowDelegate):
    """Rows without a hairline between them."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, content and focus line of a row."""
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self.ground_of(index, picked=False)
        if ground:
            painter.fillRect(box, theme[ground])
        self.paint_content(painter, box, index, picked=False)
        self._paint_focus(painter, box, index)
        painter.restore()


class Rows(QAbstractListModel):
    """Frozen rows as they came; `told` says one to a screen reader."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self._rows: Sequence[Any] = ()
        self._told: Sequence[str] = ()

    def set_rows(self, rows: Sequence[Any], told: Sequence[str]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows, self._told = tuple(rows), tuple(told)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  as Qt declares it
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row itself, or its words for a screen reader."""
        if not index.isValid():
            return None
        if role == ROW:
            return self._rows[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._told[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(self._told[index.row()])
        return None


class RowList(QListView):
    """Shows rows that a delegate paints. Right click and the menu key ask for a menu."""

    chosen = Signal(object)
    """Emitted when a row is to be opened; carries the row."""

    menu_requested = Signal(object, QPoint)
    """Emitted on a right click or the menu key: the row and the place on the screen."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.rows = Rows(self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        focus.note(self)

    def show_rows(self, rows: Sequence[Any], told: Sequence[str]) -> None:
        """Show other rows; the place in the list stays."""
        at, place = self.currentIndex().row(), self.verticalScrollBar().value()
        self.rows.set_rows(rows, told)
        if rows:
            self.setCurrentIndex(self.rows.index(min(max(at, 0), len(rows) - 1)))
        self.verticalScrollBar().setValue(place)

    def row_at(self, place: QPoint) -> Any:
        """Return the row under a point of the viewport, None beside all."""
        return self.indexAt(place).data(ROW)

    def current(self) -> Any:
        """Return the current row."""
        return self.currentIndex().data(ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters are the page's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.current() is not None:
                self.chosen.emit(self.current())
        elif event.key() == Qt.Key.Key_Menu and self.current() is not None:
            box = self.visualRect(self.currentIndex())
            self.menu_requested.emit(self.current(), self.viewport().mapToGlobal(box.center()))
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the row."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            row = self.row_at(event.position().toPoint())
            if row is not None:
                self.chosen.emit(row)

    def leaveEvent(self, event: QEvent) -> None:
        """No row is hovered when the pointer has left."""
        delegate = self.itemDelegate()
        if isinstance(delegate, RowDelegate):
            delegate.leave()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the current row as such."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show no current row."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _on_menu_requested(self, place: QPoint) -> None:
        row = self.row_at(place)
        if row is not None:
            self.menu_requested.emit(row, self.viewport().mapToGlobal(place))
