"""Menus: entries with icon and key, in the look."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.theme.icons import icon as made_icon
from ui.widgets.boxes import round_corners


class Menu(QMenu):
    """A list of commands. An entry calls its slot, or tells its data by `picked`."""

    picked = Signal(object)
    """Emitted when an entry with data was chosen; carries the data."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.triggered.connect(self._on_triggered)

    def add(
        self,
        words: str,
        slot: Callable[[], object] | None = None,
        *,
        icon: str = "",
        shortcut: str = "",
        data: object = None,
        enabled: bool = True,
        checked: bool | None = None,
        why_not: str = "",
    ) -> QAction:
        """Add an entry; `why_not` is the tool tip that says why it cannot be chosen now."""
        action = QAction(words.replace("&", "&&"), self)
        action.setData(data)
        action.setEnabled(enabled)
        if icon:
            action.setIcon(made_icon(icon))
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        if why_not:
            action.setToolTip(why_not)
            self.setToolTipsVisible(True)
        if slot is not None:
            action.triggered.connect(slot)
        self.addAction(action)
        return action

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Round the corners; a see-through window would be black where nothing composes it."""
        round_corners(self)

    def _on_triggered(self, action: QAction) -> None:
        if action.data() is not None:
            self.picked.emit(action.data())
