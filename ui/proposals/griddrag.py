"""RowDrag: a line of the price grid on its way to another place."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTableView

from ui.proposals.gridmodel import PriceModel
from ui.proposals.gridpaint import GridDelegate

THRESHOLD = 4  # px the mouse moves before a row is dragged


class RowDrag:
    """Knows which line is dragged, and shows where it would land."""

    def __init__(self, grid: QTableView, model: PriceModel, painter: GridDelegate) -> None:
        self._grid = grid
        self._model = model
        self._painter = painter
        self._pressed: QPoint | None = None
        self.line = 0
        """The line that was taken hold of, 0 for none."""

    @property
    def held(self) -> bool:
        """True from the press on the handle to its release."""
        return self._pressed is not None

    @property
    def moving(self) -> bool:
        """True once the line would land somewhere."""
        return bool(self.line) and self._painter.drop_at >= 0

    def begin(self, place: QPoint, line: int) -> None:
        """Take hold of a line."""
        self._pressed, self.line = place, line

    def move(self, place: QPoint) -> None:
        """Show where the line would land."""
        if self._pressed is None or (place - self._pressed).manhattanLength() < THRESHOLD:
            return
        self._grid.setCursor(Qt.CursorShape.ClosedHandCursor)
        index = self._grid.indexAt(place)
        box = self._grid.visualRect(index)
        row = index.row() if index.isValid() else self._model.line_count()
        below = index.isValid() and place.y() > box.center().y()
        self._painter.drop_at = min(row + below, self._model.line_count())
        self._grid.viewport().update()

    def target(self, order: Sequence[int]) -> int | None:
        """Return the place among all lines where the line would land, None where it stands."""
        before = self._painter.drop_at
        over = self._model.row(before).key if before < self._model.line_count() else 0
        place = order.index(over) if over else len(order)
        own = order.index(self.line)
        to = place - 1 if own < place else place
        return None if to == own else to

    def end(self) -> None:
        """Let go."""
        self._pressed, self.line = None, 0
        self._painter.drop_at = -1
        self._grid.unsetCursor()
        self._grid.viewport().update()
