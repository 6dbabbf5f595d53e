"""The command palette (Ctrl+K): any record, page and action by a few letters."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListView, QWidget

from ui.context import Action, Ref
from ui.language import tr
from ui.shell import finding
from ui.shell.entries import DATA, HEAD, LINE, WIDE, Entries, Entry, EntryPainter
from ui.tasks import Tasks
from ui.theme.painting import framed, shadow_image
from ui.theme.tokens import theme
from ui.widgets.boxes import STRETCH, hbox, line, vbox
from ui.widgets.labels import Glyph, key_cap, label

TOP = 104
DIM = 0.28
AROUND = 44  # room for the shadow
HIGHEST = 500
AROUND_LIST = 52 + 36 + 10
"""What the card needs besides its lines: field, foot and edges."""


class Palette(QWidget):
    """A dimmed window with one field and what it finds."""

    record_chosen = Signal(Ref)
    """Emitted when a record is chosen."""

    action_chosen = Signal(str)
    """Emitted when an action of the window is chosen; carries its id."""

    page_action_chosen = Signal(Action)
    """Emitted when an action of the page in front is chosen."""

    actions_wanted = Signal(Ref)
    """Emitted when Tab is pressed on a record: what can be done with it is wanted."""

    def __init__(self, window: QWidget, tasks: Tasks, general: Mapping[str, QAction]) -> None:
        super().__init__(window)
        self._tasks = tasks
        self._general = general
        self._shadow: tuple[bool, QSize, QImage] | None = None
        self._actions: list[Action] = []
        self._hits: list[Entry] = []
        self._before: QWidget | None = None
        self.setAccessibleName(tr("Search or run"))
        self._card = _Card(self)
        self._field = QLineEdit(placeholderText=tr("Search or run"))
        self._field.setAccessibleName(tr("Search or run"))
        self._field.setProperty("look", "none")
        self._field.setProperty("type", "record")
        self._field.setFixedHeight(52)
        self._model = Entries(self)
        self._list = QListView()
        self._list.setAccessibleName(tr("Found"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(EntryPainter(self._list))
        self._list.setUniformItemSizes(False)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        head = QWidget()
        hbox(head, 18, Glyph("magnifying-glass", "text2"), self._field, 18, gap=8)
        foot = QWidget()
        foot.setFixedHeight(36)
        hbox(foot, 18, *_hints(), 18, gap=6)
        body = QWidget()
        vbox(body, self._list, margins=(7, 0, 7, 4), gap=0)
        column = vbox(self._card, head, line(), body, line(), foot, margins=(1, 1, 1, 1), gap=0)
        column.setStretchFactor(body, 1)
        self._field.installEventFilter(self)
        self._field.textEdited.connect(self._on_typed)
        self._list.clicked.connect(self._on_clicked)
        self._list.entered.connect(self._list.setCurrentIndex)
        self.hide()

    def show_for(self, actions: Sequence[Action], typed: str = "") -> None:
        """Open over the window, with the actions that the page offers now."""
        self._actions = list(actions)
        self._field.setText(typed)
        self._hits = []
        if not self.isVisible():
            self._remember(QApplication.focusWidget())
        self.setGeometry(self.window().rect())
        self._layout_card()
        self._on_typed(typed)
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def entries(self) -> list[Entry]:
        """Return what is listed now, headings included."""
        return self._model.entries

    def type(self, words: str) -> None:
        """Search for words, as if they had been typed."""
        self._field.setText(words)
        self._on_typed(words)

    def choose_current(self) -> None:
        """Take the picked line."""
        index = self._list.currentIndex()
        if index.isValid():
            self._choose(index.data(DATA))

    def _layout_card(self) -> None:
        width = min(WIDE, self.width() - 40)
        lines = sum(LINE if entry.target is not None else HEAD for entry in self._model.entries)
        height = min(lines + AROUND_LIST, HIGHEST, self.height() - TOP - 60)
        self._card.setGeometry((self.width() - width) // 2, TOP, width, height)

    def resizeEvent(self, event: QEvent) -> None:
        """Stay in the middle."""
        self._layout_card()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the page by 28 % ink."""
        p = QPainter(self)
        shade = QColor("#1F1E1B")
        shade.setAlphaF(DIM)
        p.fillRect(self.rect(), shade)
        card, ratio = self._card.geometry(), self.devicePixelRatioF()
        if self._shadow is None or self._shadow[:2] != (theme.dark, card.size()):
            made = shadow_image(card.width(), card.height(), 12, AROUND, ratio)
            self._shadow = (theme.dark, card.size(), made)
        p.drawImage(card.left() - AROUND, card.top() - AROUND, self._shadow[2])
        p.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes it."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys walk the list while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.choose_current()
                return True
            if key == Qt.Key.Key_Escape:
                self.leave()
                return True
            if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self._want_actions()
                return True
        return super().eventFilter(watched, event)

    def leave(self) -> None:
        """Close; the focus goes back to where it was."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None

    def _remember(self, focus: QWidget | None) -> None:
        self._before = focus
        if focus is not None:
            focus.destroyed.connect(self._on_before_destroyed, Qt.ConnectionType.UniqueConnection)

    def _on_before_destroyed(self) -> None:
        self._before = None

    def _want_actions(self) -> None:
        index = self._list.currentIndex()
        entry: Entry | None = index.data(DATA) if index.isValid() else None
        if entry is not None and isinstance(entry.target, Ref):
            self.actions_wanted.emit(entry.target)

    def _step(self, by: int) -> None:
        count = len(self._model.entries)
        row = self._list.currentIndex().row()
        for _ in range(count):
            row = (row + by) % count
            if self._model.entries[row].target is not None:
                self._list.setCurrentIndex(self._model.index(row))
                return

    def _on_typed(self, typed: str) -> None:
        words = typed.strip()
        self._fill(words)
        searched = finding.bare(words)
        if searched and not words.startswith(">"):
            search: Any = import_module("studio.services.search")
            nouns = ("client", "contact", "talent") if words.startswith("@") else ()
            wanted = search.find(searched, nouns, finding.MOST)
            self._tasks.ask(wanted, owner=self, then=self._on_found, slot="find")
        else:
            self._hits = []

    def _on_found(self, hits: Sequence[Any]) -> None:
        words = self._field.text().strip()
        self._hits = finding.record_entries(words, hits)
        self._fill(words)

    def _fill(self, words: str) -> None:
        actions = [*finding.page_entries(self._actions), *finding.window_entries(self._general)]
        self._model.put(finding.listed(words, self._hits, actions))
        self._layout_card()
        self.update()
        self._list.setCurrentIndex(QModelIndex())
        self._step(1)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index.data(DATA))

    def _choose(self, entry: Entry) -> None:
        target = entry.target
        if target is None:
            return
        self.leave()
        if isinstance(target, Ref):
            self.record_chosen.emit(target)
        elif isinstance(target, Action):
            self.page_action_chosen.emit(target)
        else:
            self.action_chosen.emit(target)


class _Card(QFrame):
    """The ground of the palette, with round corners."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and its edge."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        framed(p, QRectF(self.rect()), "surface", "border2", 12)
        p.end()


def _hints() -> list[QWidget | str]:
    """Return what stands at the foot: keys, and what the first letter may be."""
    return [
        key_cap("↑"),
        key_cap("↓"),
        label(tr("move", "key"), "small", "text3"),
        key_cap("Tab"),
        label(tr("actions", "key"), "small", "text3"),
        STRETCH,
        key_cap(">"),
        label(tr("for actions", "key"), "small", "text3"),
        key_cap("@"),
        label(tr("for people", "key"), "small", "text3"),
        key_cap("#"),
        label(tr("for numbers", "key"), "small", "text3"),
    ]
