"""Picking from a list: choices, the pop-up with type-ahead, buttons and filters that open it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import isValid

from ui.language import tr
from ui.theme.fonts import text_width
from ui.theme.icons import draw_glyph
from ui.theme.painting import RIGHT, draw_text, framed, rounded
from ui.theme.tokens import STATUS
from ui.widgets.boxes import frame, hbox, round_corners, vbox
from ui.widgets.edits import LineEdit
from ui.widgets.labels import Glyph, label
from ui.widgets.month import fit

_lives: Callable[[object], bool] = isValid  # its own signature has no types
ROW = 32
SHOWN = 9
SEARCHED = 8  # lists longer than this have a search field
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be picked: its value, its words, and what else tells it apart."""

    value: Any
    words: str
    fact: str = ""
    initials: str = ""
    """How a Chinese name is typed by its sounds: "ns" for 诺斯."""
    status: str = ""
    icon: str = ""
    hue: str = ""
    group: str = ""
    badge: str = ""
    """A short code that stands for the choice where room is scarce, such as XHS."""

    def matches(self, typed: str) -> bool:
        """True where the typed text is in its words, fact, badge, or begins its initials."""
        wanted = typed.strip().casefold()
        if not wanted:
            return True
        spoken = f"{self.words} {self.fact} {self.badge}".casefold()
        return all(
            part in spoken for part in wanted.split()
        ) or self.initials.casefold().startswith(wanted.replace(" ", ""))


Arrived = Callable[[Sequence[Choice]], None]
Source = Callable[[str, Arrived], None]

_NOWHERE = QModelIndex()
_CHOICE = Qt.ItemDataRole.UserRole + 1


class ChoiceModel(QAbstractListModel):
    """The choices that match what is typed; a new group has its name above its first one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []
        self.ticked: frozenset[Any] = frozenset()

    def show(self, choices: Sequence[Choice]) -> None:
        """Show other choices."""
        self.beginResetModel()
        self._choices = list(choices)
        self.endResetModel()

    def at(self, row: int) -> Choice | None:
        """Return the choice of a row."""
        return self._choices[row] if 0 <= row < len(self._choices) else None

    def row_of(self, value: Any) -> int:
        """Return where a value stands, 0 where it does not."""
        return next((at for at, one in enumerate(self._choices) if one.value == value), 0)

    def heads(self, row: int) -> str:
        """Return the name of the group that begins at a row."""
        group = self._choices[row].group
        return group if row == 0 or self._choices[row - 1].group != group else ""

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many choices there are."""
        return 0 if parent.isValid() else len(self._choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the choice or its words."""
        choice = self.at(index.row())
        if choice is None:
            return None
        if role == _CHOICE:
            return choice
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{choice.words}, {choice.fact}" if choice.fact else choice.words
        return None


class _ChoiceDelegate(QStyledItemDelegate):
    """Paints a choice: tick, swatch or icon, words, grey fact."""

    def __init__(self, view: QListView, model: ChoiceModel, *, multi: bool) -> None:
        super().__init__(view)
        self._model = model
        self._multi = multi

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row, more where a group begins."""
        return QSize(0, ROW + (24 if self._model.heads(index.row()) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one choice."""
        choice = index.data(_CHOICE)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        group = self._model.heads(index.row())
        if group:
            head = QRectF(box.left() + 9, box.top() + 4, box.width() - 18, 20)
            draw_text(painter, head, group, "label", "text3")
            box.setTop(box.top() + 24)
        if option.state & QStyle.StateFlag.State_Selected:
            rounded(painter, box, "sel", 5)
        self._draw(painter, box.adjusted(9, 0, -9, 0), choice)
        painter.restore()

    def _draw(self, p: QPainter, box: QRectF, choice: Choice) -> None:
        middle = box.center().y()
        ticked = choice.value in self._model.ticked
        if self._multi:
            draw_tick(p, QRectF(box.left(), middle - 8, 16, 16), on=ticked)
            box = box.adjusted(24, 0, 0, 0)
        elif ticked:
            draw_glyph(p, QPointF(box.right() - 7, middle), "check", 14, "accenttext")
            box = box.adjusted(0, 0, -22, 0)
        if choice.hue:
            rounded(p, QRectF(box.left(), middle - 4, 8, 8), choice.hue, 2)
            box = box.adjusted(16, 0, 0, 0)
        icon = choice.icon or (STATUS[choice.status][0] if choice.status else "")
        if icon:
            draw_glyph(p, QPointF(box.left() + 8, middle), icon, 16, choice.status or "text2")
            box = box.adjusted(24, 0, 0, 0)
        used = draw_text(p, box, choice.words, "body", "text")
        rest = box.adjusted(used + 10, 0, 0, 0)
        if choice.fact and rest.width() > 20:
            draw_text(p, rest, choice.fact, "small", "text3", RIGHT)


def draw_tick(p: QPainter, box: QRectF, *, on: bool, enabled: bool = True) -> None:
    """Draw a check box of 16 px."""
    if not on:
        framed(p, box, "surface" if enabled else None, "border2", 4)
        return
    rounded(p, box, "accent" if enabled else "disabled", 4)
    draw_glyph(p, box.center(), "check-bold", 12, "onaccent")


class PickPopup(QFrame):
    """A list under a field: type to narrow it, arrows and Enter to pick, Esc to leave."""

    picked = Signal(Choice)
    """Emitted when a choice was picked; carries the Choice."""

    closed = Signal()
    """Emitted when the list has gone."""

    def __init__(
        self,
        parent: QWidget,
        choices: Sequence[Choice] = (),
        *,
        source: Source | None = None,
        multi: bool = False,
        placeholder: str = "",
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._all = tuple(choices)
        self._source = source
        self._multi = multi
        self._model = ChoiceModel(self)
        self._search = LineEdit(placeholder=placeholder or tr("Type to find"))
        self._search.set_frame("none")
        self._search.setAccessibleName(tr("Find"))
        self._nothing = label(tr("Nothing found"), "body", "text3")
        self._nothing.setContentsMargins(9, 6, 9, 8)
        self._nothing.hide()
        self._list = QListView()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(120)
        self._asked = 0
        self._lay_out()
        self._list.clicked.connect(self._on_clicked)
        self._pause.timeout.connect(self._ask)
        self._search.textEdited.connect(self._on_typed)

    def _lay_out(self) -> None:
        view = self._list
        view.setModel(self._model)
        view.setItemDelegate(_ChoiceDelegate(view, self._model, multi=self._multi))
        view.setMouseTracking(True)
        view.entered.connect(view.setCurrentIndex)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = frame(edge="bottom")
        head.setFixedHeight(38)
        hbox(head, Glyph("magnifying-glass", "text3"), self._search, margins=(10, 0, 10, 0))
        self._head = head
        vbox(self, head, self._nothing, view, margins=(5, 5, 5, 5), gap=2)
        head.setVisible(self._source is not None or len(self._all) > SEARCHED)
        self._search.installEventFilter(self)

    def open_under(self, field: QWidget, *, current: Any = None, ticked: Any = ()) -> None:
        """Show the list below a field, at least as wide as it."""
        self._model.ticked = frozenset(ticked)
        self._show_choices(self._all)
        if self._source is not None:
            self._ask()
        wanted = max(
            (text_width(f"{one.words} {one.fact}", "body") for one in self._all), default=0
        )
        self.setFixedWidth(int(min(max(field.width(), wanted + 70, 220), 520)))
        self._list.setCurrentIndex(self._model.index(self._model.row_of(current), 0))
        self._fit_height()
        self.move(fit(field.mapToGlobal(QPoint(0, field.height() + 3)), self.size()))
        self.show()
        self._search.setFocus(Qt.FocusReason.PopupFocusReason)

    def type(self, words: str) -> None:
        """Begin with a text that was typed into the field."""
        self._head.show()
        self._search.setText(words)
        self._on_typed()

    def set_ticked(self, ticked: Any) -> None:
        """Tick other values in a list of many."""
        self._model.ticked = frozenset(ticked)
        self._list.viewport().update()

    def choices(self) -> list[str]:
        """Return the words of what is listed."""
        rows = range(self._model.rowCount())
        return [choice.words for row in rows if (choice := self._model.at(row)) is not None]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter belong to the list while the search field has the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(Qt.Key(event.key()))
        return False

    def _key(self, key: Qt.Key) -> bool:
        keys = Qt.Key
        row = self._list.currentIndex().row()
        if key in (keys.Key_Down, keys.Key_Up):
            step = 1 if key == keys.Key_Down else -1
            row = max(0, min(row + step, self._model.rowCount() - 1))
            self._list.setCurrentIndex(self._model.index(row, 0))
        elif key in (keys.Key_Return, keys.Key_Enter, keys.Key_Tab):
            self._pick(self._list.currentIndex())
        elif key == keys.Key_Escape:
            self.close()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list answers keys where there is no search field; letters open it."""
        if self._key(Qt.Key(event.key())):
            return
        if event.text().isprintable() and event.text().strip():
            self._head.show()
            self._search.setFocus(Qt.FocusReason.PopupFocusReason)
            self._search.setText(event.text())
            self._on_typed()

    def hideEvent(self, event: Any) -> None:
        """Tell that the list has gone."""
        super().hideEvent(event)
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and frame."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        framed(p, QRectF(self.rect()), "surface", "border2", 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Round the corners."""
        round_corners(self)

    def _on_typed(self) -> None:
        if self._source is not None:
            self._pause.start()
        else:
            typed = self._search.text()
            self._show_choices([one for one in self._all if one.matches(typed)])

    def _ask(self) -> None:
        if self._source is not None:
            self._asked += 1
            self._source(self._search.text(), _Answer(self, self._asked))

    def take(self, number: int, choices: Sequence[Choice]) -> None:
        """Show what a source has found, unless something newer was asked for."""
        if number == self._asked:
            self._show_choices(choices)

    def _show_choices(self, choices: Sequence[Choice]) -> None:
        self._model.show(choices)
        self._nothing.setVisible(not choices and bool(self._search.text()))
        self._list.setCurrentIndex(self._model.index(0, 0))
        self._fit_height()

    def _fit_height(self) -> None:
        heights = [self._list.sizeHintForRow(row) for row in range(self._model.rowCount())]
        tall = sum(heights[:SHOWN])
        self._list.setFixedHeight(max(tall, 1))
        self._list.setVisible(bool(heights))
        head = 40 if not self._head.isHidden() else 0
        none = 0 if self._nothing.isHidden() else 34
        self.setFixedHeight(tall + head + none + 10)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._pick(index)

    def _pick(self, index: QModelIndex) -> None:
        choice = self._model.at(index.row())
        if choice is not None:
            self.picked.emit(choice)
            if not self._multi:
                self.close()


class _Answer:
    """Where a source's choices go; the list may have moved on by then."""

    def __init__(self, popup: PickPopup, number: int) -> None:
        self._popup = popup
        self._number = number

    def __call__(self, choices: Sequence[Choice]) -> None:
        """Hand the choices over, if the list is still open."""
        if _lives(self._popup):
            self._popup.take(self._number, choices)
