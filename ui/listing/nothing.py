"""What stands where a filter hides every record."""

from PySide6.QtCore import Signal

from ui.language import tr
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState


class NothingFits(EmptyState):
    """Says which part of the filter hides most, and offers to drop it, or all of it."""

    drop_wished = Signal(str)
    """Emitted when a part of the filter is to be dropped; "" is the whole filter."""

    def __init__(self, part: str, title: str, sentence: str = "") -> None:
        drop = Button(tr("Drop it"), "primary")
        whole = Button(tr("Show all"))
        super().__init__("search", title, sentence, drop, whole)
        self._part = part
        drop.clicked.connect(self._on_drop_clicked)
        whole.clicked.connect(self._on_whole_clicked)

    def _on_drop_clicked(self) -> None:
        self.drop_wished.emit(self._part)

    def _on_whole_clicked(self) -> None:
        self.drop_wished.emit("")


def hides_most(left: dict[str, int]) -> str:
    """Return the part of a filter that hides most, of how many records each alone lets through."""
    return min(left, key=lambda name: left[name], default="")
