"""The cards of one column of a board: a list that is painted, and tells of drags and keys."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.theme.tokens import theme
from ui.widgets import focus
from ui.widgets.cardpaint import GAP, BoardCard, card_height, paint_card

THRESHOLD = 4  # px the mouse moves before a card is dragged
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_CARD = Qt.ItemDataRole.UserRole + 1


class _Model(QAbstractListModel):
    """The cards of one column."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.cards: tuple[BoardCard, ...] = ()

    def show(self, cards: Sequence[BoardCard]) -> None:
        """Show other cards."""
        self.beginResetModel()
        self.cards = tuple(cards)
        self.endResetModel()

    def row_of(self, card_id: int) -> int:
        """Return where a card stands, -1 where it does not."""
        return next((at for at, card in enumerate(self.cards) if card.id == card_id), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many cards there are."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a card or its words."""
        if not 0 <= index.row() < len(self.cards):
            return None
        card = self.cards[index.row()]
        if role == _CARD:
            return card
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return card.words()
        return None


class _Delegate(QStyledItemDelegate):
    """Paints cards."""

    def __init__(self, view: "CardList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a card and the gap below it."""
        width = self._view.viewport().width()
        card = index.data(_CARD)
        return QSize(width, card_height(card, width) + GAP if card is not None else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one card."""
        card = index.data(_CARD)
        box = QRectF(option.rect).adjusted(0, 0, 0, -GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picked = card.id == self._view.picked
        hovered = index.row() == self._view.hovered
        paint_card(painter, box, card, picked=picked, hovered=hovered)
        if picked and self._view.hasFocus() and focus.by_key(self._view):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme["focus"], 2))
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 5, 5)
        painter.restore()


class CardList(QListView):
    """The cards of one column; tells the board of drags and keys."""

    dragged = Signal(int, QPoint)
    """Emitted while a card is dragged: its id and the place on the screen."""

    dropped = Signal(int, QPoint)
    """Emitted when a card was let go of: its id and the place on the screen."""

    cancelled = Signal()
    """Emitted when a drag was given up by Esc."""

    picked_changed = Signal(int)
    """Emitted when a card became the current one; carries its id."""

    opened = Signal(int)
    """Emitted when a card is to be opened; carries its id."""

    stepped = Signal(int)
    """Emitted when an arrow key asks for the column before (-1) or after (1)."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.cards = _Model(self)
        self.picked = 0
        self.hovered = -1
        self._pressed: tuple[int, QPoint] | None = None
        self._dragging = 0
        self.setModel(self.cards)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTabKeyNavigation(False)
        self.entered.connect(self._on_entered)
        self.viewportEntered.connect(self._on_left)
        focus.note(self)

    def set_picked(self, card_id: int) -> None:
        """Outline a card, or none."""
        self.picked = card_id
        row = self.cards.row_of(card_id)
        if row >= 0:
            self.setCurrentIndex(self.cards.index(row, 0))
        self.viewport().update()

    def card_at(self, place: QPoint) -> BoardCard | None:
        """Return the card at a place of the view."""
        card = self.indexAt(place).data(_CARD)
        return card if isinstance(card, BoardCard) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick a card; it may be dragged from here."""
        place = event.position().toPoint()
        card = self.card_at(place)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if card is None:
            return
        self.picked_changed.emit(card.id)
        if event.button() == Qt.MouseButton.LeftButton and card.movable:
            self._pressed = (card.id, place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag once the mouse has moved by 4 px."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        card_id, start = self._pressed
        moved = (event.position().toPoint() - start).manhattanLength()
        if self._dragging or moved >= THRESHOLD:
            self._dragging = card_id
            self.dragged.emit(card_id, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let a dragged card go."""
        dragging, self._dragging, self._pressed = self._dragging, 0, None
        if dragging:
            self.dropped.emit(dragging, event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a card."""
        card = self.card_at(event.position().toPoint())
        if card is not None:
            self.opened.emit(card.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter opens, Esc gives a drag up, letters are the page's own."""
        keys = Qt.Key
        key = Qt.Key(event.key())
        if key == keys.Key_Escape and self._dragging:
            self._dragging, self._pressed = 0, None
            self.cancelled.emit()
        elif key in (keys.Key_Left, keys.Key_Right) and not event.modifiers():
            self.stepped.emit(-1 if key == keys.Key_Left else 1)
        elif key in (keys.Key_Return, keys.Key_Enter) and self.picked and not event.modifiers():
            self.opened.emit(self.picked)
        elif key in (keys.Key_Up, keys.Key_Down) and self.cards.cards:
            step = -1 if key == keys.Key_Up else 1
            row = self.cards.row_of(self.picked) + step
            row = max(0, min(row, len(self.cards.cards) - 1))
            self.picked_changed.emit(self.cards.cards[row].id)
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No card is hovered when the pointer has left."""
        self._on_left()
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths break titles elsewhere."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _on_entered(self, index: QModelIndex) -> None:
        self.hovered = index.row()
        self.viewport().update()

    def _on_left(self) -> None:
        self.hovered = -1
        self.viewport().update()
