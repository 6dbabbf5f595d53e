"""The head of a table: 30 high, painted, with the direction of sorting."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.models.columns import Column
from ui.theme.fonts import text_width
from ui.theme.icons import draw_glyph
from ui.theme.painting import LEFT, RIGHT, draw_text, hairline
from ui.theme.tokens import theme

HEIGHT = 31
INSET = 14


class RecordHeader(QHeaderView):
    """Titles in 12/500 grey, figures' titles at the right, an arrow on the sorted column."""

    def __init__(self, columns: tuple[Column, ...], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = columns
        self.sorted_by = ""
        self.descending = False
        self.heads: dict[str, Callable[[QPainter, QRectF], None]] = {}
        """Columns whose head is more than a word, by key: what draws it."""
        self.setFixedHeight(HEIGHT)
        self.setMinimumSectionSize(40)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFirstSectionMovable(False)
        self.setStretchLastSection(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_sort(self, key: str, descending: bool) -> None:
        """Show by which column, and in which direction, rows are sorted."""
        self.sorted_by, self.descending = key, descending
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw one title."""
        box = QRectF(rect)
        column = self._columns[logicalIndex]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if column.internal:
            painter.fillRect(box, theme["surface2"])
        inner = box.adjusted(INSET, 0, -INSET if column.right else -4, -1)
        on = column.key == self.sorted_by
        ink = "text" if on else "text3"
        align = RIGHT if column.right else LEFT
        if column.key in self.heads:
            self.heads[column.key](painter, inner)
        else:
            draw_text(painter, inner, column.title, "label", ink, align)
        if on:
            self._draw_arrow(painter, inner, column)
        hairline(painter, box, "border")
        painter.restore()

    def _draw_arrow(self, p: QPainter, inner: QRectF, column: Column) -> None:
        wide = min(text_width(column.title, "label"), inner.width())
        at = inner.right() - wide - 9 if column.right else inner.left() + wide + 9
        if inner.left() - 12 <= at <= inner.right() + 6:
            name = "caret-down" if self.descending else "caret-up"
            draw_glyph(p, QPointF(at, inner.center().y()), name, 10, "text2")
