"""Buttons of five kinds, buttons that open a menu, and rows of toggles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QSize, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QPushButton, QSizePolicy

from ui.theme.icons import draw_glyph
from ui.theme.icons import icon as made_icon
from ui.widgets import focus
from ui.widgets.boxes import hbox, restyle
from ui.widgets.menus import Menu

_INKS = {"primary": "onaccent", "danger": "onaccent", "link": "accenttext"}
THIN = "\u2009"  # the gap between icon and word is fixed at 4 px; the look has 6


class Button(QPushButton):
    """A command with a word; kinds: secondary, primary, link, bare, danger."""

    def __init__(
        self, words: str = "", kind: str = "secondary", icon: str = "", *, height: int = 30
    ) -> None:
        super().__init__()
        self._icon = ""
        self._kind = kind
        self.setProperty("kind", kind)
        self.setProperty("type", "name" if height >= 28 else "label")
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        if icon:
            self.set_icon(icon)
        self.set_words(words)
        focus.note(self)

    def set_words(self, words: str) -> None:
        """Show other words."""
        shown = words.replace("&", "&&")
        self.setText(THIN + shown if self._icon and words else shown)
        self.setAccessibleName(words)

    def set_icon(self, name: str, ink: str = "") -> None:
        """Show another icon, in the ink of the button's kind where none is named."""
        self._icon = name
        px = 16 if self.height() >= 28 else 14
        self.setIcon(made_icon(name, ink or _INKS.get(self._kind, "text2")))
        self.setIconSize(QSize(px, px))

    def set_kind(self, kind: str) -> None:
        """Make it another kind of button."""
        self._kind = kind
        if self._icon:
            self.set_icon(self._icon)
        restyle(self, kind=kind)

    def set_ready(self, ready: bool, why: str = "") -> None:
        """Let the button be pressed, or not and say why in its tool tip."""
        self.setEnabled(ready)
        self.setToolTip("" if ready else why)
        self.setAccessibleDescription("" if ready else why)

    def set_shortcut(self, keys: str, *, hint: bool = True) -> None:
        """Press the button by keys too, and show them in the tool tip."""
        self.setShortcut(QKeySequence(keys))
        if hint:
            self.setToolTip(f"{self.accessibleName()}  {keys.replace('+', ' ')}")


def icon_button(name: str, words: str, *, height: int = 30) -> Button:
    """Return a square button without a word; `words` is its name and tool tip."""
    made = Button("", "bare", name, height=height)
    made.setFixedWidth(height)
    made.setProperty("square", "true")
    made.setAccessibleName(words)
    made.setToolTip(words)
    return made


class MenuButton(Button):
    """A button that opens a menu, with a caret at its right where it has a word."""

    picked = Signal(object)
    """Emitted when an entry with data was chosen; carries the data."""

    def __init__(
        self,
        words: str = "",
        icon: str = "",
        *,
        kind: str = "secondary",
        caret: bool = True,
        height: int = 30,
    ) -> None:
        super().__init__(words, kind, icon, height=height)
        self._caret = caret and bool(words)
        if self._caret:
            self.setProperty("caret", "true")
        self._menu = Menu(self)
        self._menu.picked.connect(self.picked)
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> None:
        """Open the menu under the button. (setMenu would lay its own room over the word.)"""
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 3)))

    @property
    def entries(self) -> Menu:
        """The menu, to clear or fill."""
        return self._menu

    def add(self, words: str, slot: Callable[[], object] | None = None, **more: Any) -> QAction:
        """Add an entry; see Menu.add."""
        return self._menu.add(words, slot, **more)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then its caret."""
        super().paintEvent(event)
        if self._caret:
            draw_caret(self)


def draw_caret(button: QAbstractButton) -> None:
    """Draw the caret of a drop-down at the right end of a button."""
    p = QPainter(button)
    ink = "text2" if button.isEnabled() else "disabled"
    draw_glyph(p, QPointF(button.width() - 16, button.height() / 2), "caret-down", 12, ink)


def more_button(words: str, *, height: int = 28) -> MenuButton:
    """Return the three dots that open a menu; `words` is the accessible name."""
    made = MenuButton("", "dots-three", kind="bare", caret=False, height=height)
    made.setFixedWidth(height)
    made.setProperty("square", "true")
    made.setAccessibleName(words)
    made.setToolTip(words)
    return made


@dataclass(frozen=True, slots=True)
class Segment:
    """One toggle of a row: its key, its word, perhaps an icon."""

    key: str
    words: str
    icon: str = ""


class Segments(QFrame):
    """A row of toggles of which exactly one is on."""

    chosen = Signal(str)
    """Emitted when a person picked another segment; carries its key."""

    def __init__(
        self, segments: Sequence[Segment], current: str = "", *, height: int = 30, name: str = ""
    ) -> None:
        super().__init__()
        self.setObjectName("segments")
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._keys = [segment.key for segment in segments]
        self._group = QButtonGroup(self)
        layout = hbox(self, gap=0)  # the border of the sheet already makes a margin of 1
        for number, segment in enumerate(segments):
            layout.addWidget(self._made(number, segment, len(segments), height - 2))
        self.set_current(current or self._keys[0])
        self._group.idClicked.connect(self._on_clicked)

    def _made(self, number: int, segment: Segment, count: int, height: int) -> Button:
        button = Button(segment.words, "segment", segment.icon, height=height)
        place = "first" if number == 0 else "last" if number == count - 1 else "mid"
        button.setProperty("place", "only" if count == 1 else place)
        button.setCheckable(True)
        self._group.addButton(button, number)
        return button

    def knows(self, key: object) -> bool:
        """Say whether there is a segment of this key."""
        return key in self._keys

    def current(self) -> str:
        """Return the key of the segment that is on."""
        return self._keys[self._group.checkedId()]

    def set_current(self, key: str) -> None:
        """Turn a segment on without telling anyone."""
        button = self._group.button(self._keys.index(key))
        button.setChecked(True)

    def set_words(self, key: str, words: str) -> None:
        """Show other words, such as a new count."""
        button = self._group.button(self._keys.index(key))
        if isinstance(button, Button):
            button.set_words(words)

    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(self._keys[number])
