"""Page: what every area of the window builds on."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.context import Action, Context, Ref


class Page(QWidget):
    """One area of the window. Built when first opened, rebuilt when the language changes."""

    open_requested = Signal(object)
    """Emitted when a record elsewhere is to be opened; carries a Ref."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    act_requested = Signal(str)
    """Emitted when one of the window's own actions is wanted; carries its id, such as backup."""

    facts_changed = Signal()
    """Emitted when the actions that are possible now have changed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context

    def open(self, ref: Ref) -> None:
        """Ask the shell to open a record."""
        self.open_requested.emit(ref)

    def say(self, words: str, *, undo: bool = True) -> None:
        """Say what was done, with Undo unless it cannot be taken back."""
        self.said.emit(words, undo)

    def show_record(self, record_id: int) -> None:
        """Show one record; pages without records stay as they are."""

    def begin(self, act: str) -> None:
        """Begin what a Ref asks for with the record that is shown; pages know their own acts."""
        if act == "new":
            self.new_record()

    def new_record(self) -> None:
        """Begin a new record (Ctrl+N)."""

    def focus_main(self) -> None:
        """Put the focus on the list or board."""
        self.setFocus()

    def focus_filter(self) -> None:
        """Put the focus into the filter (Ctrl+F)."""

    def next_open_field(self, *, backwards: bool = False) -> None:
        """Go to the next open or wrong field (F8)."""

    def print_record(self) -> None:
        """Print what is shown (Ctrl+P)."""

    def export_record(self) -> None:
        """Export what is shown (Ctrl+E)."""

    def toggle_inspector(self) -> None:
        """Show or hide the inspector (F4)."""

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between, such as list and inspector."""
        return [self]

    def actions_now(self) -> list[Action]:
        """Return what can be done on this page now."""
        return []

    def refresh(self, changes: Any) -> None:
        """Bring the page up to date after a commit, one's own or somebody else's."""

    def state(self) -> dict[str, Any]:
        """Return what `restore` needs to show the same again."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Show what was shown when `state` was taken."""
