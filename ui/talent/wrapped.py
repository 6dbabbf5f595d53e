"""A toolbar whose widgets go on in another line where one is too short."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.tokens import MARGIN

LINE = 26
GAP = 8
EDGE = 7
"""Above the first line and below the last: one line makes a toolbar of 40."""


def places(sizes: Sequence[int], width: int) -> list[tuple[int, int]]:
    """Return left and line of widgets of some widths that are laid out in lines of a width."""
    found: list[tuple[int, int]] = []
    left = line = 0
    for size in sizes:
        if left and left + size > width:
            left, line = 0, line + 1
        found.append((left, line))
        left += size + GAP
    return found


class Wrapped(QWidget):
    """Widgets beside each other; how many lines they take follows from the width."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._widgets = widgets
        for widget in widgets:
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setFixedHeight(LINE + 2 * EDGE)

    def sizeHint(self) -> QSize:
        """Ask for no width: it takes what there is."""
        return QSize(0, self.height())

    def minimumSizeHint(self) -> QSize:
        """Ask for no width: it takes what there is."""
        return self.sizeHint()

    def place(self) -> None:
        """Lay the widgets out anew: one of them has become wider, or narrower."""
        room = max(1, self.width() - 2 * MARGIN)
        asked = [max(one.sizeHint().width(), one.minimumWidth()) for one in self._widgets]
        sizes = [min(wide, room) for wide in asked]
        found = places(sizes, room)
        for widget, size, (left, line) in zip(self._widgets, sizes, found, strict=True):
            top = EDGE + line * (LINE + EDGE)
            widget.setGeometry(QRect(MARGIN + left, top, size, LINE))
        lines = found[-1][1] + 1 if found else 1
        self.setFixedHeight(EDGE + lines * (LINE + EDGE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the widgets out in the new width."""
        super().resizeEvent(event)
        self.place()
