"""A studio that cannot be opened: what is wrong, and the ways that are left."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from ui.widgets.dialogs import Dialog

from studio.errors import OpeningProblem, StudioError
from ui.language import text, tr
from ui.startup import Wish


class OpeningDialog(Dialog):
    """Offers the ways out of an opening problem; the file stays untouched."""

    wished = Signal(Wish)
    """Emitted when the studio is to be opened in another way."""

    other_wished = Signal()
    """Emitted when another studio is to be chosen."""

    leave_wished = Signal()
    """Emitted when nothing is to be opened."""

    def __init__(self, parent: QWidget, error: StudioError, wish: Wish) -> None:
        super().__init__(tr("The studio could not be opened"), parent, width=520)
        self._wish = wish
        ways = error.ways if isinstance(error, OpeningProblem) else ()
        self._primary = ""
        self.say(text(error.message))
        self.say(tr("Nothing in the file was changed."))
        names = {
            "again": tr("Try again"),
            "read_only": tr("Open for reading"),
            "restore": tr("Restore a backup ..."),
            "take_over": tr("Take over"),
        }
        offered = [way for way in names if way in ways] or ["again"]
        self._primary = offered[0]
        self.set_primary(names[offered[0]])
        self._others: dict[QWidget, str] = {}
        for way in offered[1:]:
            button = self.add_other(names[way])
            button.clicked.connect(self._on_other_clicked)
            self._others[button] = way
        other = self.add_other(tr("Another studio ..."))
        other.clicked.connect(self._on_another_clicked)
        self.set_cancel(tr("Leave"))
        self.confirmed.connect(self._on_confirmed)
        self.rejected.connect(self.leave_wished)

    def _on_confirmed(self) -> None:
        self._take(self._primary)

    def _on_other_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QWidget):
            self._take(self._others[button])

    def _on_another_clicked(self) -> None:
        self.accept()
        self.other_wished.emit()

    def _take(self, way: str) -> None:
        self.accept()
        wish = self._wish
        if way == "read_only":
            wish = replace(wish, read_only=True)
        elif way == "take_over":
            wish = replace(wish, take_over=True)
        elif way == "restore":
            wish = replace(wish, restore=True)
        self.wished.emit(wish)
