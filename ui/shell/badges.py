"""The counts behind the areas in the side bar, asked for after each change."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ui.shell.navigation import Badge
from ui.tasks import Tasks


class Badges(QObject):
    """Keeps the counts true without asking for them at every keystroke."""

    counted = Signal(dict)
    """Emitted when the counts are known; carries a Badge by area."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._soon = QTimer(self, singleShot=True, interval=150)
        self._soon.timeout.connect(self.refresh)

    def refresh_soon(self) -> None:
        """Ask again after a moment; several changes are one question."""
        self._soon.start()

    def refresh(self) -> None:
        """Ask for the counts."""
        home: Any = import_module("studio.services.home")
        self._tasks.ask(home.badges(), owner=self, then=self._show, slot="badges")

    def _show(self, counts: Mapping[str, tuple[int, bool]]) -> None:
        self.counted.emit({key: Badge(*value) for key, value in counts.items()})
