"""A board: columns of cards, painted; a card moves by drag, by menu or by key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QWidget,
)

from ui.language import tr
from ui.theme.painting import CENTRE, draw_text, framed
from ui.theme.tokens import STATUS
from ui.widgets import cardpaint
from ui.widgets.boxes import hbox, vbox
from ui.widgets.cardlist import CardList
from ui.widgets.cardpaint import BoardCard, Line, card_height
from ui.widgets.labels import Glyph, label
from ui.widgets.marks import Words

__all__ = ["Board", "BoardCard", "BoardColumn", "Line", "Words"]


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A column: its key, its name, the status whose shape stands before it, words when empty."""

    key: str
    title: str
    status: str = ""
    hint: str = ""


def nothing_against(_card: int, _source: str, _target: str) -> str:
    """Allow every move."""
    return ""


class ColumnFrame(QFrame):
    """One column: shape, name, count, cards."""

    end_reached = Signal(str)
    """Emitted when the last card shown comes into sight and there are more; carries the key."""

    def __init__(self, column: BoardColumn) -> None:
        super().__init__()
        self.column = column
        self._total = 0
        self.state = ""
        self.list = CardList(column.title)
        self._count = label("0", "body", "text3")
        self._title = label(column.title, "name")
        head = hbox(None, margins=(2, 0, 2, 0), gap=6)
        if column.status:
            head.addWidget(Glyph(STATUS[column.status][0], column.status, 13))
        for widget in (self._title, self._count):
            head.addWidget(widget)
        head.addStretch(1)
        self._column = vbox(self, 8, head, 9, self.list, margins=(8, 0, 8, 0))
        self.setMinimumWidth(138)
        self.list.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self.list.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def set_cards(self, cards: Sequence[BoardCard], total: int) -> None:
        """Show other cards of `total`; the column stays where it was scrolled to."""
        place = self.list.verticalScrollBar().value()
        self._total = total
        self.list.cards.show(cards)
        self._count.setText(str(total))
        self.list.setAccessibleName(f"{self.column.title}, {total}")
        self.list.set_picked(self.list.picked)
        self.list.verticalScrollBar().setValue(place)
        self.update()

    def set_state(self, state: str) -> None:
        """Show the column as a target: "may", "not" or usual."""
        if state != self.state:
            self.state = state
            self.update()

    def _on_scrolled(self, place: int) -> None:
        last = self.list.verticalScrollBar().maximum()
        if place == last and len(self.list.cards.cards) < self._total:
            self.end_reached.emit(self.column.key)

    def _on_range_changed(self, _first: int, last: int) -> None:
        """The scroll bar takes the place of the margin: cards keep their width."""
        self._column.setContentsMargins(8, 0, 0 if last > 0 else 8, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and the hint of an empty column."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        cardpaint.ground(p, QRectF(self.rect()), self.state)
        if not self.list.cards.cards and self.column.hint:
            box = QRectF(8, 35, self.width() - 16, 56)
            framed(p, box, None, "border2", 7, dashed=True)
            _draw_hint(p, box.adjusted(12, 8, -12, -8), self.column.hint)


def _draw_hint(p: QPainter, box: QRectF, words: str) -> None:
    lines = cardpaint.title_lines(words, int(box.width()))
    top = box.center().y() - len(lines) * 8
    for number, line in enumerate(lines):
        row = QRectF(box.left(), top + number * 16, box.width(), 16)
        draw_text(p, row, line, "small", "text3", CENTRE)


class _Ghost(QWidget):
    """The card under the pointer while it is dragged, with the reason where it may not drop."""

    def __init__(self, board: QWidget) -> None:
        super().__init__(board)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._card: BoardCard | None = None
        self._words = ""
        self.hide()

    def show_card(self, card: BoardCard, width: int, centre: QPoint, words: str) -> None:
        """Show a card at a place, with words below it."""
        self._card, self._words = card, words
        tall = card_height(card, width)
        wide = max(width, 260 if words else 0)
        self.setGeometry(QRect(centre.x() - width // 2, centre.y() - 20, wide, tall + 28))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw card and words."""
        if self._card is None:
            return
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() if not self._words else min(self.width(), 240)
        tall = card_height(self._card, width)
        cardpaint.ghost(p, QRectF(0, 0, width, tall), self._card)
        if self._words:
            box = QRectF(0, tall + 4, self.width(), 22)
            framed(p, box, "bad.tint", "bad.solid", 4)
            draw_text(p, box.adjusted(8, 0, -8, 0), self._words, "small", "bad")


class Board(QWidget):
    """Columns side by side. A move is asked for by a signal; the page does it and shows cards."""

    moved = Signal(int, str, str)
    """Emitted when a card was dropped on another column that may take it: id, from, to."""

    refused = Signal(str)
    """Emitted when a card was dropped where it may not go; carries the reason."""

    opened = Signal(int)
    """Emitted when a card is to be opened; carries its id."""

    current_changed = Signal(int)
    """Emitted when another card is current; carries its id, 0 for none."""

    menu_requested = Signal(int, QPoint)
    """Emitted on a right click or the menu key: the card's id and the place on the screen."""

    more_wished = Signal(str)
    """Emitted when a column was scrolled to its last card and has more; carries its key."""

    def __init__(self, columns: Sequence[BoardColumn], *, gap: int = 10, name: str = "") -> None:
        super().__init__()
        self.allowed: Callable[[int, str, str], str] = nothing_against
        self._current = 0
        self._columns = {column.key: ColumnFrame(column) for column in columns}
        self._ghost = _Ghost(self)
        self.setAccessibleName(name or tr("Board"))
        hbox(self, *self._columns.values(), gap=gap)
        for frame in self._columns.values():
            cards = frame.list
            cards.dragged.connect(self._on_dragged)
            cards.dropped.connect(self._on_dropped)
            cards.cancelled.connect(self._end_drag)
            cards.picked_changed.connect(self._on_picked)
            cards.opened.connect(self.opened)
            cards.stepped.connect(self._on_stepped)
            cards.customContextMenuRequested.connect(self._on_menu)
            frame.end_reached.connect(self.more_wished)
        self.setFocusProxy(next(iter(self._columns.values())).list)

    def set_cards(self, key: str, cards: Sequence[BoardCard], total: int | None = None) -> None:
        """Show the cards of a column; `total` counts those that are not shown yet too."""
        self._columns[key].set_cards(cards, len(cards) if total is None else total)
        if self._current and not self.column_of(self._current):
            self._current_is(0)

    def cards(self, key: str) -> tuple[BoardCard, ...]:
        """Return the cards of a column."""
        return self._columns[key].list.cards.cards

    def column_of(self, card_id: int) -> str:
        """Return the key of the column a card stands in, "" for none."""
        for key, frame in self._columns.items():
            if frame.list.cards.row_of(card_id) >= 0:
                return key
        return ""

    def current_id(self) -> int:
        """Return the id of the current card, 0 for none."""
        return self._current

    def select(self, card_id: int) -> bool:
        """Make a card current and bring it into sight; False where there is none."""
        key = self.column_of(card_id)
        if not key:
            return False
        self._current_is(card_id)
        cards = self._columns[key].list
        cards.scrollTo(cards.currentIndex())
        return True

    def move_current(self, step: int) -> None:
        """Ask to move the current card to the column before or after its own."""
        source = self.column_of(self._current)
        keys = list(self._columns)
        at = keys.index(source) + step if source else -1
        if source and 0 <= at < len(keys):
            self._ask_move(self._current, source, keys[at])

    def focus_cards(self) -> None:
        """Put the focus on the column of the current card."""
        key = self.column_of(self._current)
        frame = self._columns[key] if key else next(iter(self._columns.values()))
        frame.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _current_is(self, card_id: int) -> None:
        for frame in self._columns.values():
            frame.list.set_picked(card_id)
        if card_id != self._current:
            self._current = card_id
            self.current_changed.emit(card_id)

    def _on_picked(self, card_id: int) -> None:
        self.select(card_id)

    def _on_stepped(self, step: int) -> None:
        keys = list(self._columns)
        source = self.column_of(self._current) or keys[0]
        at = keys.index(source) + step
        while 0 <= at < len(keys):
            frame = self._columns[keys[at]]
            if frame.list.cards.cards:
                row = min(self._row_of_current(source), len(frame.list.cards.cards) - 1)
                frame.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.select(frame.list.cards.cards[row].id)
                return
            at += step

    def _row_of_current(self, key: str) -> int:
        return max(0, self._columns[key].list.cards.row_of(self._current))

    def _on_menu(self, place: QPoint) -> None:
        cards = self.sender()
        if isinstance(cards, CardList):
            card = cards.card_at(place)
            card_id = card.id if card is not None else self._current
            if card_id:
                self.select(card_id)
                self.menu_requested.emit(card_id, cards.viewport().mapToGlobal(place))

    def _target_at(self, screen: QPoint) -> str:
        place = self.mapFromGlobal(screen)
        for key, frame in self._columns.items():
            if frame.geometry().contains(place):
                return key
        return ""

    def _on_dragged(self, card_id: int, screen: QPoint) -> None:
        source, target = self.column_of(card_id), self._target_at(screen)
        words = ""
        if target and target != source:
            words = self.allowed(card_id, source, target)
        for key, frame in self._columns.items():
            aimed = key == target and key != source
            frame.set_state(("not" if words else "may") if aimed else "")
        cards = self._columns[source].list
        card = cards.cards.cards[cards.cards.row_of(card_id)]
        width = cards.viewport().width()
        self._ghost.show_card(card, width, self.mapFromGlobal(screen), words)

    def _on_dropped(self, card_id: int, screen: QPoint) -> None:
        source, target = self.column_of(card_id), self._target_at(screen)
        self._end_drag()
        if target and target != source:
            self._ask_move(card_id, source, target)

    def _ask_move(self, card_id: int, source: str, target: str) -> None:
        words = self.allowed(card_id, source, target)
        if words:
            self.refused.emit(words)
        else:
            self.moved.emit(card_id, source, target)

    def _end_drag(self) -> None:
        self._ghost.hide()
        for frame in self._columns.values():
            frame.set_state("")
