"""The menu bar: every action of the window, the areas, and what the page in front can do."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

from ui.context import Action
from ui.shell.actions import menus, window_actions
from ui.shell.areas import AREAS
from ui.theme.icons import icon

NATIVE = sys.platform == "darwin"
"""On a Mac the bar is the screen's own and always there."""

CHANGING = frozenset({"new", "new_anything"})
"""What a studio that is open for reading does not offer."""


class MenuBar(QObject):
    """Makes the actions and their menus; they are made anew in another language."""

    acted = Signal(str)
    """Emitted when one of the window's actions was chosen; carries its id."""

    def __init__(self, window: QMainWindow, page_actions: Callable[[], list[Action]]) -> None:
        super().__init__(window)
        self._window = window
        self._page_actions = page_actions
        self._record: QMenu | None = None
        self._alone = False
        self.actions: dict[str, QAction] = {}
        self.bar: QMenuBar = window.menuBar()
        self.build()
        self.bar.setVisible(NATIVE)

    def build(self) -> None:
        """Fill the bar in the language of the moment."""
        for action in self.actions.values():
            self._window.removeAction(action)
            action.deleteLater()
        for menu in self.bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            menu.deleteLater()
        self.bar.clear()
        self.actions = {}
        made = {key: self.bar.addMenu(title) for key, title in menus().items()}
        for entry in window_actions():
            if entry.rule:
                made[entry.menu].addSeparator()
            keys = [QKeySequence(key) for key in entry.shortcuts]
            self._add(made[entry.menu], entry.id, entry.text, keys, entry.icon)
        made["go"].addSeparator()
        for area in AREAS:
            if area.group != "hidden":
                keys = [QKeySequence(area.key)]
                self._add(made["go"], f"area:{area.id}", area.title(), keys, area.icon)
        self._record = made["record"]
        self._record.aboutToShow.connect(self._fill_record)

    def _add(
        self, menu: QMenu, key: str, words: str, shortcuts: list[QKeySequence], glyph: str
    ) -> None:
        action = QAction(words, self._window)
        action.setShortcuts(shortcuts)
        if glyph:
            action.setIcon(icon(glyph))
        action.setData(key)
        action.triggered.connect(self._on_triggered)
        menu.addAction(action)
        self._window.addAction(action)  # shortcuts work while the bar is hidden
        self.actions[key] = action

    def set_changing(self, allowed: bool) -> None:
        """Offer what changes the studio, or not."""
        for key in CHANGING:
            self.actions[key].setEnabled(allowed)

    def _on_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            if not NATIVE:
                self.bar.hide()
            self.acted.emit(str(action.data()))

    def _fill_record(self) -> None:
        """Put what the page can do now under the window's own entries."""
        menu = self._record
        if menu is None:
            return
        for action in menu.actions():
            if action.property("page"):
                menu.removeAction(action)
                action.deleteLater()
        found = self._page_actions()
        if found:
            menu.addSeparator().setProperty("page", True)
        for entry in found:
            # The page's own shortcut does the work: here it is only shown.
            action = QAction(entry.text + ("\t" + entry.shortcut if entry.shortcut else ""), menu)
            action.setProperty("page", True)
            if entry.icon:
                action.setIcon(icon(entry.icon))
            action.triggered.connect(_Runner(entry, action).run)
            menu.addAction(action)

    # -- Alt ------------------------------------------------------------------------------------

    def watch(self, handle: QWindow | None) -> None:
        """Let Alt alone show and hide the bar, as on Windows and Linux."""
        if handle is not None and not NATIVE:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See Alt pressed and let go with nothing between."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._alone = event.key() == Qt.Key.Key_Alt
            if event.key() == Qt.Key.Key_Escape and self.bar.isVisible():
                self.bar.hide()
        elif kind == QEvent.Type.MouseButtonPress:
            self._alone = False
        elif kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Alt and self._alone:
                self._toggle()
            self._alone = False
        return super().eventFilter(watched, event)

    def _toggle(self) -> None:
        shown = not self.bar.isVisible()
        self.bar.setVisible(shown)
        if shown:
            self.bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
            self.bar.setActiveAction(self.bar.actions()[0])


class _Runner(QObject):
    """Runs one page action from the menu; lives as long as its entry."""

    def __init__(self, entry: Action, parent: QAction) -> None:
        super().__init__(parent)
        self._entry = entry

    def run(self, _checked: bool = False) -> None:
        """Run it."""
        self._entry.run()
