"""Whether the studio can be reached: one banner while it cannot, and one way to try again."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from ui.language import text, tr
from ui.shell.banners import Banners
from ui.startup import Opened
from ui.tasks import Tasks

if TYPE_CHECKING:
    from ui.widgets.buttons import Button


class Reach(QObject):
    """Hears of every call that could not reach the studio, and of the first that could again."""

    changed = Signal(bool)
    """Emitted when the studio went out of reach or came back; carries whether it is reachable."""

    found = Signal()
    """Emitted when the studio is there again: pages ask for what they could not read."""

    def __init__(self, tasks: Tasks, banners: Banners, window: QObject) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._banners = banners
        self._opened: Opened | None = None
        self._again: Button | None = None
        self._why = ""
        self.reachable = True
        tasks.unreachable.connect(self._on_unreachable)
        tasks.reached.connect(self._on_reached)

    def set_opened(self, opened: Opened) -> None:
        """Follow another studio; it has just been reached."""
        self._opened = opened
        self._on_reached()

    def show(self) -> None:
        """Show the banner again after the window was built anew."""
        if not self.reachable:
            self._put()

    def _on_unreachable(self, error: object) -> None:
        read_only = self._opened is not None and self._opened.workspace.read_only
        if self._opened is None or read_only or not isinstance(error, StudioError):
            return
        self._why = text(error.message)
        self.reachable = False
        self._put()
        self.changed.emit(False)

    def _put(self) -> None:
        known = self._banners.get("unreachable")
        banner = self._banners.put(
            "unreachable",
            "unreachable",
            tr("The studio cannot be reached."),
            tr("{reason} What you typed stays.").format(reason=self._why),
        )
        if known is None:
            self._again = banner.add_button(tr("Try again"))
            self._again.clicked.connect(self.try_again)
        if self._again is not None:
            self._again.setEnabled(True)

    def try_again(self) -> None:
        """Ask the studio for something small; its answer settles the rest."""
        if self._opened is None:
            return
        if self._again is not None:
            self._again.setEnabled(False)
        settings: Any = import_module("studio.services.studio")
        self._tasks.ask(
            settings.face(self._opened.person_id), owner=self, then=self._on_answer, slot="reach"
        )

    def _on_answer(self, _face: object) -> None:
        self._on_reached()

    def _on_reached(self) -> None:
        if self.reachable:
            return
        self.reachable = True
        self._again = None
        self._banners.drop("unreachable")
        self.changed.emit(True)
        from ui.forms.saver import Saver  # noqa: PLC0415 - the first paint needs none

        for saver in self._window.findChildren(Saver):
            saver.again()
        self.found.emit()


class Everything:
    """Stands for a change of every record: what could not be read is asked for again."""

    def __init__(self, nouns: frozenset[str]) -> None:
        self._nouns = nouns

    def ids(self, _noun: str) -> frozenset[int]:
        """Return no single record: none is known to differ."""
        return frozenset()

    def nouns(self) -> frozenset[str]:
        """Return every noun."""
        return self._nouns
