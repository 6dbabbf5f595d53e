"""The inspector: one record at the right of its list, with tabs and sections."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.language import tr
from ui.theme.fonts import text_width
from ui.theme.painting import draw_text
from ui.theme.tokens import PANE, theme
from ui.widgets import focus
from ui.widgets.boxes import clear, frame, hbox, scrolled, vbox
from ui.widgets.buttons import more_button
from ui.widgets.labels import ElidedLabel, Swatch, label, section_head


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its key, its word, perhaps a count."""

    key: str
    words: str
    count: int | None = None


class TabBar(QWidget):
    """Words in a row of which one is on, with a line under it; arrow keys walk."""

    chosen = Signal(str)
    """Emitted when a person picked another tab; carries its key."""

    def __init__(self, tabs: Sequence[Tab] = (), current: str = "", *, inset: int = PANE) -> None:
        super().__init__()
        self._tabs: list[Tab] = []
        self._current = ""
        self._inset = inset
        self.setFixedHeight(36)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.set_tabs(tabs, current)

    def set_tabs(self, tabs: Sequence[Tab], current: str = "") -> None:
        """Show other tabs; the current one stays where it is among them."""
        self._tabs = list(tabs)
        keys = [tab.key for tab in self._tabs]
        wanted = current or self._current
        self._current = wanted if wanted in keys else (keys[0] if keys else "")
        self._name()
        self.update()

    def current(self) -> str:
        """Return the key of the tab that is on."""
        return self._current

    def set_current(self, key: str) -> None:
        """Turn a tab on without telling anyone."""
        self._current = key
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the room of all words."""
        places = self._places()
        return QSize(int(places[-1].right()) if places else 0, 36)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick the tab that was clicked."""
        for tab, place in zip(self._tabs, self._places(), strict=True):
            if place.contains(event.position()):
                self._pick(tab.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrow keys."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._tabs:
            event.ignore()
            return
        keys = [tab.key for tab in self._tabs]
        self._pick(keys[(keys.index(self._current) + step) % len(keys)])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        self.window().setProperty("bykey", event.reason() in focus.BY_KEY)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the line away."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw words, counts, and the line under the current one."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        for tab, place in zip(self._tabs, self._places(), strict=True):
            on = tab.key == self._current
            ink = "text" if on else "text2"
            box = place.adjusted(8, 0, -8, -3)
            used = draw_text(p, box, tab.words, "name" if on else "body", ink)
            if tab.count is not None:
                draw_text(p, box.adjusted(used + 6, 0, 8, 0), str(tab.count), "small", "text3")
            if on:
                line = QRectF(place.left() + 8, place.bottom() - 2, place.width() - 16, 2)
                p.fillRect(line, theme["accenttext"])
                if self.hasFocus() and focus.by_key(self):
                    p.setBrush(Qt.BrushStyle.NoBrush)
                    p.setPen(QPen(theme["focus"], 2))
                    p.drawRoundedRect(place.adjusted(2, 4, -2, -6), 5, 5)

    def _places(self) -> list[QRectF]:
        found = []
        left = float(self._inset - 8)
        for tab in self._tabs:
            count = 0.0 if tab.count is None else text_width(str(tab.count), "small") + 6
            wide = text_width(tab.words, "name") + count + 16
            found.append(QRectF(left, 0, wide, 36))
            left += wide
        return found

    def _pick(self, key: str) -> None:
        if key != self._current:
            self.set_current(key)
            self.chosen.emit(key)

    def _name(self) -> None:
        words = {tab.key: tab.words for tab in self._tabs}.get(self._current, "")
        self.setAccessibleName(tr("Tabs"))
        self.setAccessibleDescription(words)


class Section(QFrame):
    """A part of a pane: a head in 12/600, a hairline above, content below."""

    def __init__(self, title: str = "", fact: str = "", *, first: bool = False) -> None:
        super().__init__()
        self.setProperty("edge", "none" if first else "top")
        self.setAccessibleName(title)
        self._head = section_head(title, fact) if title else None
        self.body: QVBoxLayout = vbox(None, gap=4)
        """Where the content goes."""
        outer = vbox(self, margins=(PANE, 13, PANE, 13), gap=6)
        if self._head is not None:
            outer.addWidget(self._head)
        outer.addLayout(self.body)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets below each other."""
        for widget in widgets:
            self.body.addWidget(widget)

    def add_to_head(self, *widgets: QWidget) -> None:
        """Put widgets at the right of the head."""
        layout = self._head.layout() if self._head is not None else None
        if isinstance(layout, QHBoxLayout):
            for widget in widgets:
                layout.addWidget(widget)

    def clear(self) -> None:
        """Take the content out."""
        clear(self.body)


class Inspector(QFrame):
    """A pane of 360 to 392: head, main buttons, tabs, sections that scroll, the one next action."""

    tab_chosen = Signal(str)
    """Emitted when a person picked another tab; carries its key."""

    def __init__(self, width: int = 360, *, edge: str = "left") -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setProperty("edge", edge)
        if width:
            self.setFixedWidth(width)
        self.more = more_button(tr("More"))
        """The menu of the record; hidden while it is empty."""
        self._number = label("", "small", "text3")
        self._title = ElidedLabel("", "record")
        self._belongs = ElidedLabel("", "body", "text2")
        self._swatch = Swatch()
        self._badges = hbox(None, gap=6)
        self._chips = hbox(None, gap=6)
        self._buttons = hbox(None, gap=8)
        self._tabs = TabBar()
        self._sections = vbox(None)
        self._foot = frame(edge="top")
        self._foot_row = hbox(self._foot, margins=(PANE, 11, PANE, 11), gap=8)
        self._shown: list[tuple[Section, str]] = []
        self._lay_out()
        self._tabs.chosen.connect(self._on_tab_chosen)

    def _lay_out(self) -> None:
        belongs = hbox(None, self._swatch, self._belongs, gap=6)
        names = hbox(None, self._number, self._title, self._badges, gap=8)
        names.setStretch(1, 0)
        names.addStretch(1)
        names.addWidget(self.more)
        head = vbox(None, names, belongs, 6, self._chips, 6, self._buttons, gap=2)
        head.setContentsMargins(PANE, 12, 12, 10)
        content = QWidget()
        self._column = vbox(content)
        self._column.addLayout(self._sections)
        self._column.addStretch(1)
        line = frame(edge="bottom")
        vbox(line, self._tabs)
        self._tab_line = line
        vbox(self, head, line, margins=(0, 0, 0, 0))
        outer = self.layout()
        if isinstance(outer, QVBoxLayout):
            outer.addWidget(scrolled(content), 1)
            outer.addWidget(self._foot)
        for widget in (self._swatch, self._belongs, self._number, line, self._foot):
            widget.hide()

    def set_head(self, number: str, title: str, belongs: str = "", hue: str = "") -> None:
        """Name the record: grey number, title, what it belongs to with its hue."""
        self._number.setText(number)
        self._number.setVisible(bool(number))
        self._title.setText(title)
        self._belongs.setText(belongs)
        self._belongs.setVisible(bool(belongs))
        if hue:
            self._swatch.set_hue(hue)
        self._swatch.setVisible(bool(hue and belongs))
        self.setAccessibleName(title)

    def set_badges(self, *widgets: QWidget) -> None:
        """Put platform badges after the title."""
        _refill(self._badges, widgets, stretch=False)

    def set_chips(self, *widgets: QWidget) -> None:
        """Show the states and tags of the record in a row."""
        _refill(self._chips, widgets, stretch=True)

    def set_buttons(self, *widgets: QWidget) -> None:
        """Show the main buttons."""
        _refill(self._buttons, widgets, stretch=True)

    def set_tabs(self, tabs: Sequence[Tab], current: str = "") -> None:
        """Show tabs; sections that name a tab are shown with it only."""
        self._tabs.set_tabs(tabs, current)
        self._tab_line.setVisible(bool(tabs))
        self._show_tab()

    def tab(self) -> str:
        """Return the key of the tab that is on."""
        return self._tabs.current()

    def set_tab(self, key: str) -> None:
        """Turn a tab on."""
        self._tabs.set_current(key)
        self._show_tab()

    def section(self, title: str = "", fact: str = "", tab: str = "") -> Section:
        """Add a section at the end and return it; with `tab` it belongs to that tab."""
        first = not any(key == tab for _, key in self._shown)
        made = Section(title, fact, first=first)
        self._sections.addWidget(made)
        self._shown.append((made, tab))
        self._show_tab()
        return made

    def clear(self) -> None:
        """Take all sections out."""
        clear(self._sections)
        self._shown.clear()

    def set_foot(self, *widgets: QWidget) -> None:
        """Show the next action at the foot, or nothing."""
        _refill(self._foot_row, widgets, stretch=True)
        self._foot.setVisible(bool(widgets))

    def _on_tab_chosen(self, key: str) -> None:
        self._show_tab()
        self.tab_chosen.emit(key)

    def _show_tab(self) -> None:
        for section, tab in self._shown:
            section.setVisible(not tab or tab == self._tabs.current())


def _refill(row: QHBoxLayout, widgets: Sequence[QWidget], *, stretch: bool) -> None:
    kept = set(widgets)
    while (item := row.takeAt(0)) is not None:
        old = item.widget()
        if old is not None and old not in kept:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        row.addWidget(widget)
    if stretch:
        row.addStretch(1)
