"""Live: what every commit changed, as one signal, one's own and other people's alike."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal


class Changes(Protocol):
    """What a commit changed, as views ask for it."""

    def ids(self, noun: str) -> frozenset[int]:
        """Return the ids of the noun's records that changed."""
        ...

    def nouns(self) -> frozenset[str]:
        """Return every noun touched."""
        ...


class Teller(Protocol):
    """An open studio that tells what it changed."""

    def listen(self, listener: Callable[[Any, str], None]) -> None:
        """Call the listener after each commit, on the thread that committed."""
        ...


class Live(QObject):
    """Brings the news of commits to the window's thread."""

    changed = Signal(object, str)
    """Emitted when something was committed; carries the changes and their origin."""

    _told = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told.connect(self._on_told)

    def listen_to(self, workspace: Teller) -> None:
        """Hear of every commit of an open studio."""
        workspace.listen(self.tell)

    def tell(self, changes: object, origin: str) -> None:
        """Pass on news from any thread; `origin` is own or other."""
        self._told.emit(changes, origin)

    def _on_told(self, changes: object, origin: str) -> None:
        self.changed.emit(changes, origin)
