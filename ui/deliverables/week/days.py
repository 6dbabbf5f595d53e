"""A column of the week: the cards of one day, or of the tray; painted, walked by keys, dragged."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.deliverables.week import cards
from ui.deliverables.week.cards import WeekCard
from ui.language import tr, week_day, weekday_date
from ui.theme.painting import CENTRE, draw_text, framed
from ui.theme.tokens import theme
from ui.widgets import focus
from ui.widgets.boxes import hbox, vbox
from ui.widgets.cardlist import CardList, Index
from ui.widgets.cards import CardEdge
from ui.widgets.labels import label

GAP = 8
HEAD = 34
TRAY_WIDTH = 192
TRAY_KEY = "tray"

Paint = Callable[..., None]


class _Delegate(QStyledItemDelegate):
    """Paints the cards of a day or of the tray."""

    def __init__(self, view: "PieceList", *, tray: bool) -> None:
        super().__init__(view)
        self._view = view
        self._tray = tray
        self._paint: Paint = cards.paint_tray_card if tray else cards.paint_day_card

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a card and the gap below it."""
        width = self._view.viewport().width()
        return QSize(width, (cards.TRAY if self._tray else cards.height(width)) + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one card."""
        card = self._view.cards.cards[index.row()]
        box = QRectF(option.rect).adjusted(0, 0, 0, -GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if card.id == self._view.lifted:
            painter.setOpacity(0.45)
        picked = card.id == self._view.picked
        self._paint(painter, box, card, picked=picked, hot=index.row() == self._view.hovered)
        if picked and self._view.hasFocus() and focus.by_key(self._view):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme["focus"], 2))
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 5, 5)
        painter.restore()


class PieceList(CardList):
    """The cards of one column; keys that leave it are told."""

    walked = Signal(int)
    """Emitted when Up (-1) or Down (1) asks for the card before or after."""

    shifted = Signal(int)
    """Emitted when Ctrl Left (-1) or Ctrl Right (1) moves the current piece by a day."""

    cleared = Signal()
    """Emitted when Delete takes the day of the current piece away."""

    def __init__(self, name: str, *, tray: bool) -> None:
        super().__init__(name)
        self.lifted = 0
        """The card that is being dragged."""
        self.setItemDelegate(_Delegate(self, tray=tray))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk on over the columns; Ctrl moves a piece by a day, Delete unplans it."""
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.walked.emit(steps[key])
        elif (
            key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.shifted.emit(steps[key])
        elif key == Qt.Key.Key_Delete:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)


class Column(QFrame):
    """One column: its head, how many cards, the cards; `day` is None for the tray."""

    def __init__(self, *, tray: bool = False) -> None:
        super().__init__()
        self.day: date | None = None
        self._tray = tray
        self._today = False
        self.list = PieceList(tr("Unscheduled") if tray else "", tray=tray)
        self._name = label(tr("Unscheduled") if tray else "", "name")
        self._count = label("", "body", "text3")
        head = hbox(None, self._name, margins=(10, 9, 10, 7), gap=6)
        if not tray:
            head.addStretch(1)
        head.addWidget(self._count)
        if tray:
            head.addStretch(1)
        side = 8 if tray else 6
        body = hbox(None, self.list, margins=(side, 0, side, 0))
        column = vbox(self, head, body)
        column.setStretch(1, 1)
        self.note = label("", "small", "text3")
        self.note.setWordWrap(True)
        self.note.setContentsMargins(10, 6, 10, 10)
        self.note.setVisible(tray)
        column.addWidget(self.note)
        if tray:
            self.setFixedWidth(TRAY_WIDTH)
        else:
            self.setMinimumWidth(60)

    @property
    def key(self) -> str:
        """The column's name for drags: its day, or the tray."""
        return TRAY_KEY if self.day is None else self.day.isoformat()

    def set_day(self, day: date, today: date) -> None:
        """Be the column of a day."""
        self.day, self._today = day, day == today
        self._name.setText(week_day(day))
        self._name.set_ink("accenttext" if self._today else "text")
        self.update()

    def set_cards(self, shown: Sequence[WeekCard], total: int) -> None:
        """Show other cards; the column stays where it was scrolled to."""
        place = self.list.verticalScrollBar().value()
        self.list.cards.show(shown)
        self._count.setText(str(total) if total else "")
        name = tr("Unscheduled") if self.day is None else weekday_date(self.day)
        self.list.setAccessibleName(tr("{day}, {n}", "column").format(day=name, n=total))
        self.list.verticalScrollBar().setValue(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground: weekends shaded, today with a line above, the tray sunken."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._tray:
            framed(p, box, "sidebar", "border", 8)
            return
        weekend = self.day is not None and self.day.isoweekday() > 5
        p.fillRect(box, theme["surface2" if weekend else "surface"])
        p.fillRect(QRectF(box.right() - 1, 0, 1, box.height()), theme["grid"])
        if self._today:
            p.fillRect(QRectF(0, 0, box.width(), 3), theme["accent"])


class Days(QFrame):
    """The seven days side by side under one border; a week without pieces says so."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        hbox(self, *columns, gap=0)
        self._edge = CardEdge(self)
        self._nothing = _Nothing(self)

    def say_nothing(self, words: str) -> None:
        """Say that nothing is planned; "" takes the words away."""
        self._nothing.words = words
        self._nothing.setVisible(bool(words))
        self.setAccessibleName(words)
        self._nothing.update()

    def nothing(self) -> str:
        """Return what is said of a week without pieces."""
        return self._nothing.words

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep words and border over the days."""
        for lying in (self._nothing, self._edge):
            lying.setGeometry(self.rect())
            lying.raise_()


class _Nothing(QWidget):
    """Lies over the days of a week in which nothing is planned."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words = ""
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words in the middle, on a ground that hides the lines between days."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, min(380, self.width() - 24), 44)
        box.moveCenter(QRectF(self.rect()).center())
        framed(p, box, "surface", "border", 8)
        draw_text(p, box, self.words, "name", "text2", CENTRE)
