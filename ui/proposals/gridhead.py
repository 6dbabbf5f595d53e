"""The heads of the price grid."""

from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.language import tr
from ui.models.columns import Column
from ui.models.headers import RecordHeader
from ui.proposals import rows
from ui.theme.fonts import text_width
from ui.theme.icons import draw_glyph
from ui.theme.painting import LEFT, RIGHT, draw_text, hairline
from ui.theme.tokens import theme


class GridHeader(RecordHeader):
    """The heads of the grid; they neither sort nor move."""

    def __init__(self, currency: str, parent: QWidget) -> None:
        heads = (
            ("", "text"),
            (tr("Line"), "text"),
            (tr("Options"), "text"),
            (tr("Qty"), "number"),
            (tr("Price"), "number"),
            (currency, "number"),
            (tr("Cost"), "number"),
            (tr("Margin"), "number"),
        )
        self._heads = tuple(
            Column(str(place), words, kind, _nothing, internal=place in rows.INTERNAL)
            for place, (words, kind) in enumerate(heads)
        )
        super().__init__(self._heads, parent)
        self.setSectionsMovable(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(20)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw one title over its figures; costs wear the eye that nobody else sees them."""
        box, column = QRectF(rect), self._heads[logicalIndex]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if column.internal:
            painter.fillRect(box, theme["surface2"])
        inner = box.adjusted(2, 0, -6, -1)
        used = text_width(column.title, "label")
        draw_text(painter, inner, column.title, "label", "text3", RIGHT if column.right else LEFT)
        if logicalIndex == rows.COST:
            eye = QPointF(inner.right() - used - 12, inner.center().y())
            draw_glyph(painter, eye, "eye-slash", 14, "text3")
        hairline(painter, box, "border")
        painter.restore()


def _nothing(_row: Any) -> None:
    return None
