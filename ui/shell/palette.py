"""The command palette (Ctrl+K): any record, page and action by a few letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio.domain.names import pick, pinyin_initials
from ui.context import Action, Ref
from ui.language import language, text, tr
from ui.shell.actions import window_actions
from ui.shell.areas import AREAS, BY_NOUN
from ui.shell.nouns import shown_state
from ui.tasks import Tasks
from ui.theme.fonts import text_width
from ui.theme.icons import draw_glyph
from ui.theme.painting import CENTRE, draw_text, framed, rounded, shadow_image
from ui.theme.tokens import theme
from ui.widgets.boxes import STRETCH, hbox, line, vbox
from ui.widgets.labels import Glyph, key_cap, label
from ui.widgets.marks import ChipMark, chip_width, draw_chip

WIDE, TOP = 680, 104
DIM = 0.28
AROUND = 44  # room for the shadow
MOST = 12
HEAD, LINE = 32, 38
HIGHEST = 500
AROUND_LIST = 52 + 36 + 10
"""What the card needs besides its lines: field, foot and edges."""

PREFIXES = (">", "@", "#")
DATA = Qt.ItemDataRole.UserRole
OWN = frozenset({"palette", "search", "new_anything", "region", "region_back"})
"""What makes no sense from here: it opens the palette, or moves the focus."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line; `target` is a Ref, an Action or an action's id; None is a heading."""

    words: str
    fact: str = ""
    icon: str = ""
    chip: ChipMark | None = None
    key: str = ""
    target: Ref | Action | str | None = None


class _Entries(QAbstractListModel):
    """The lines in order; headings cannot be chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def put(self, entries: Sequence[Entry]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the line itself, or its words for screen readers."""
        entry = self.entries[index.row()]
        if role == DATA:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{entry.words} {entry.fact}".strip()
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Headings are not for choosing."""
        if self.entries[index.row()].target is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Painter(QStyledItemDelegate):
    """Draws a line: icon, words, grey fact, chip, key."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Headings are lower than lines."""
        entry: Entry = index.data(DATA)
        return QSize(WIDE - 14, HEAD if entry.target is None else LINE)

    def paint(
        self,
        p: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one line."""
        entry: Entry = index.data(DATA)
        box = QRectF(option.rect)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.target is None:
            draw_text(p, box.adjusted(12, 8, 0, 0), entry.words, "small", "text2")
            p.restore()
            return
        picked = bool(option.state & QStyle.StateFlag.State_Selected)
        if picked:
            rounded(p, box, "sel", 6)
        draw_glyph(p, QPointF(box.left() + 20, box.center().y()), entry.icon, 16, "text2")
        right = self._right(p, box, entry, picked)
        words = box.adjusted(38, 0, 0, 0)
        words.setRight(right - 8)
        used = draw_text(p, words, entry.words, "name")
        words.setLeft(words.left() + min(used, words.width()) + 10)
        draw_text(p, words, entry.fact, "body", "text3")
        p.restore()

    def _right(self, p: QPainter, box: QRectF, entry: Entry, picked: bool) -> float:
        right = box.right() - 10
        cap = entry.key or (tr("Enter", "key") if picked else "")
        if cap:
            wide = text_width(cap, "tiny") + 12
            spot = QRectF(right - wide, box.center().y() - 9, wide, 18)
            framed(p, spot, "surface2", "border", 4)
            draw_text(p, spot, cap, "tiny", "text3", CENTRE)
            right = spot.left() - 8
        if entry.chip is not None:
            wide = chip_width(entry.chip)
            draw_chip(p, right - wide, box.center().y(), entry.chip)
            right -= wide + 8
        return right


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
        self._model = _Entries(self)
        self._list = QListView()
        self._list.setAccessibleName(tr("Found"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Painter(self._list))
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
        searched = words.lstrip("".join(PREFIXES)).strip()
        if searched and not words.startswith(">"):
            search: Any = import_module("studio.services.search")
            nouns = ("client", "contact", "talent") if words.startswith("@") else ()
            self._tasks.ask(
                search.find(searched, nouns, MOST), owner=self, then=self._on_found, slot="find"
            )
        else:
            self._hits = []

    def _on_found(self, hits: Sequence[Any]) -> None:
        words = self._field.text().strip()
        numbers_only = words.startswith("#")
        self._hits = [
            _record(hit)
            for hit in hits
            if not numbers_only or words[1:].lower() in hit.number.lower()
        ]
        self._fill(words)

    def _fill(self, words: str) -> None:
        wanted = words.lstrip("".join(PREFIXES)).strip().lower()
        entries: list[Entry] = []
        if self._hits and wanted:
            entries += [Entry(tr("Records")), *self._hits]
        if not words.startswith(("@", "#")):
            actions = [entry for entry in self._all_actions() if _fits(wanted, entry.words)]
            if actions:
                entries += [
                    Entry(tr("Actions")),
                    *(actions if words.startswith(">") else actions[:MOST]),
                ]
            places = [entry for entry in _places() if _fits(wanted, entry.words)]
            if places and not words.startswith(">"):
                entries += [Entry(tr("Go to")), *places]
        if not entries:
            entries = [Entry(tr("Nothing found. Try fewer letters."))]
        self._model.put(entries)
        self._layout_card()
        self.update()
        self._list.setCurrentIndex(QModelIndex())
        self._step(1)

    def _all_actions(self) -> list[Entry]:
        own = [
            Entry(
                action.text,
                icon=action.icon or "arrow-right",
                key=action.shortcut.replace("+", " "),
                target=action,
            )
            for action in self._actions
        ]
        general = [
            Entry(
                self._general[entry.id].text(),
                icon=entry.icon or "arrow-right",
                key=entry.shortcuts[0].replace("+", " ") if entry.shortcuts else "",
                target=entry.id,
            )
            for entry in window_actions()
            if entry.id not in OWN and self._general[entry.id].isEnabled()
        ]
        return own + general

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


def _fits(wanted: str, words: str) -> bool:
    """Say whether every typed part is in the words; Chinese fits by its initials too."""
    folded = words.lower()
    return all(part in folded or part in _short(words) for part in wanted.split())


@lru_cache(maxsize=512)
def _short(words: str) -> str:
    """Return how Chinese words begin by their sound; nothing for others."""
    return pinyin_initials(words) if any(letter >= "\u3400" for letter in words) else ""


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


def _places() -> list[Entry]:
    return [
        Entry(
            area.title(), icon=area.icon, key=area.key.replace("+", " "), target=f"area:{area.id}"
        )
        for area in AREAS
        if area.group != "hidden"
    ]


def _record(hit: Any) -> Entry:
    now = language()
    title = pick(hit.title, hit.title_zh, now)
    fact = pick(hit.fact, hit.fact_zh, now)
    noun, key = hit.target
    area = BY_NOUN.get(noun)
    state = shown_state(hit.noun, hit.state)
    named = hit.noun in ("client", "contact", "talent") or not hit.number
    return Entry(
        title if named else hit.number,
        ", ".join(part for part in (("" if named else title), fact) if part),
        area.icon if area else "file",
        ChipMark(state.role, text(state.label)) if state is not None else None,
        target=Ref(noun, key),
    )
