"""PaneSlot: the place beside a list where its current record stands."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

Pane = TypeVar("Pane", bound=QWidget)


class PaneSlot(Generic[Pane]):
    """Makes its pane with the first record: the page is up before its forms are needed."""

    def __init__(self, row: QHBoxLayout, make: Callable[[], Pane]) -> None:
        self._row = row
        self._make = make
        self.pane: Pane | None = None
        """The pane, once there was a record to show."""
        self.hidden = False
        """Whether the person wants to see the list alone (F4)."""

    def made(self) -> Pane:
        """Return the pane, made now if need be."""
        if self.pane is None:
            self.pane = self._make()
            self._row.addWidget(self.pane)
        return self.pane

    def show(self) -> None:
        """Bring the pane into sight, unless the list is to be seen alone."""
        self.made().setVisible(not self.hidden)

    def bring(self) -> None:
        """Bring the pane into sight whatever was wished before: it is to be worked in."""
        self.hidden = False
        self.show()

    def clear(self) -> None:
        """No record is current."""
        if self.pane is not None:
            self.pane.hide()

    def toggle(self, *, current: bool) -> None:
        """Show or hide the pane; it stays away while no record is current."""
        self.hidden = not self.hidden
        if self.pane is not None:
            self.pane.setVisible(not self.hidden and current)

    def regions(self) -> list[QWidget]:
        """Return the pane where F6 can jump to it."""
        return [self.pane] if self.pane is not None and not self.hidden else []
