"""A studio that cannot be opened: what is wrong, and the ways that are left."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.errors import OpeningProblem, StudioError
from ui.language import text, tr
from ui.startup import Wish
from ui.widgets.dialogs import Dialog


class OpeningDialog(Dialog):
    """Offers the ways out of an opening problem; the file stays untouched."""

    wished = Signal(Wish)
    """Emitted when the studio is to be opened in another way."""

    other_wished = Signal()
    """Emitted when another studio is to be chosen."""

    leave_wished = Signal()
    """Emitted when nothing is to be opened."""

    def __init__(self, parent: QWidget, error: StudioError, wish: Wish) -> None:
        kind = error.kind if isinstance(error, OpeningProblem) else ""
        super().__init__(_title(kind), parent, width=560, icon=ICONS.get(kind, "warning-octagon"))
        self._wish = wish
        ways = error.ways if isinstance(error, OpeningProblem) else ()
        self.say(text(error.message), "text")
        self.say(_advice(kind))
        names = _names()
        offered = [way for way in names if way in ways]
        if not offered and not ways:
            offered = ["again"]
        self._ways: dict[QWidget, str] = {}
        self._primary = offered[0] if offered else "other"
        if offered:
            self.set_primary(names[offered[0]])
            for way in offered[1:]:
                self._add(names[way], way)
            self._add(tr("Another studio ..."), "other")
        else:
            self.set_primary(tr("Another studio ..."))
        self.set_cancel(tr("Leave"))
        self.confirmed.connect(self._on_confirmed)
        self.rejected.connect(self.leave_wished)

    def _add(self, words: str, way: str) -> None:
        button = self.add_other(words)
        button.clicked.connect(self._on_other_clicked)
        self._ways[button] = way

    def ways(self) -> list[str]:
        """Return the ways that are offered, the primary one first."""
        return [self._primary, *self._ways.values()]

    def take(self, way: str) -> None:
        """Go one of the ways."""
        self.accept()
        if way == "other":
            self.other_wished.emit()
        else:
            self.wished.emit(_wish_by(self._wish, way))

    def _on_confirmed(self) -> None:
        self.take(self._primary)

    def _on_other_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QWidget):
            self.take(self._ways[button])


def _wish_by(wish: Wish, way: str) -> Wish:
    """Return how to open the studio when a way is gone; a way taken before is not gone twice."""
    if way == "again":
        return wish
    return replace(
        wish,
        read_only=way == "read_only",
        take_over=way == "take_over",
        restore=way == "restore",
        create=way == "create",
        copy="",
    )


def _names() -> dict[str, str]:
    """Return the ways in the order of preference, each with its button."""
    return {
        "again": tr("Try again"),
        "restore": tr("Restore the newest backup"),
        "read_only": tr("Open for reading"),
        "take_over": tr("Take over"),
        "create": tr("Make a studio there"),
    }


def _title(kind: str) -> str:
    titles = {
        "missing": tr("The studio is not there"),
        "not_a_studio": tr("This is not a studio"),
        "newer": tr("The studio is newer than this program"),
        "damaged": tr("The studio is damaged"),
        "in_use": tr("The studio is in use"),
        "unreachable": tr("The studio cannot be reached"),
    }
    return titles.get(kind, tr("The studio could not be opened"))


def _advice(kind: str) -> str:
    """Return what the ways mean, and that the file is as it was."""
    advice = {
        "damaged": tr(
            "Restoring puts the newest whole backup in its place and keeps the damaged file "
            "beside it under another name."
        ),
        "in_use": tr(
            "Two programs writing one file would spoil it. Reading is safe; take over only if "
            "the other program has ended."
        ),
    }
    return advice.get(kind, tr("Nothing in the file was changed."))


ICONS = {"in_use": "users", "newer": "info", "missing": "magnifying-glass"}
