"""Paints the price grid: headings, letters to toggle, figures, costs on their tint."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from studio.domain.money import Money
from ui.language import tr
from ui.proposals import rows
from ui.proposals.gridmodel import ROW, PriceModel
from ui.proposals.rows import GridRow
from ui.theme.fonts import text_width
from ui.theme.icons import draw_glyph
from ui.theme.painting import CENTRE, RIGHT, draw_text, framed, hairline, rounded
from ui.theme.tokens import theme
from ui.widgets.marks import draw_outline, outline_width

Index = QModelIndex | QPersistentModelIndex
LETTER = 18
STEP = 20
LINE_HEIGHT = 30
SUM_HEIGHT = 27
THIN_HEIGHT = 24


def letter_boxes(cell: QRectF, count: int) -> list[QRectF]:
    """Return the places of the letters in a cell of options."""
    top = cell.center().y() - LETTER / 2
    return [QRectF(cell.left() + 2 + n * STEP, top, LETTER, LETTER) for n in range(count)]


def options_width(letters: Sequence[str]) -> int:
    """Return how wide the column of options is."""
    return max(1, len(letters)) * STEP + 10


class GridDelegate(QStyledItemDelegate):
    """Paints one cell after the other; the grid says what is hovered, locked and dragged."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self.hovered = -1
        self.locked = False
        self.drop_at = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        row: GridRow | None = index.data(ROW)
        heights = {"sum": SUM_HEIGHT, "subtotal": THIN_HEIGHT}
        return QSize(0, heights.get(row.kind if row is not None else "", LINE_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        row: GridRow | None = index.data(ROW)
        if row is None:
            return
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self._ground(row, index)
        if ground:
            painter.fillRect(box, theme[ground])
        self._paint_content(painter, box, row, index)
        if row.kind != "sum":
            hairline(painter, box)
        if row.first:
            hairline(painter, box, "border", top=True)
        self._paint_marks(painter, box, index)
        painter.restore()

    def _ground(self, row: GridRow, index: Index) -> str:
        picked = index.row() == self._view.currentIndex().row() and row.kind != "sum"
        if picked and self._view.isEnabled() and not self.locked:
            return "sel"
        if index.column() in rows.INTERNAL or row.kind == "heading":
            return "surface2"
        return "hover" if index.row() == self.hovered and row.kind != "sum" else ""

    def _paint_content(self, p: QPainter, box: QRectF, row: GridRow, index: Index) -> None:
        column = index.column()
        if column == rows.HANDLE:
            self._paint_handle(p, box, row)
        elif column == rows.LINE:
            _paint_line(p, box, row)
        elif column == rows.OPTIONS:
            self._paint_letters(p, box, row)
        else:
            self._paint_figure(p, box, row, column)

    def _paint_handle(self, p: QPainter, box: QRectF, row: GridRow) -> None:
        if row.kind == "heading":
            model = self._view.model()
            folded = isinstance(model, PriceModel) and model.folded(row.key)
            draw_glyph(p, box.center(), "caret-right" if folded else "caret-down", 12, "text3")
        elif row.kind != "sum" and not self.locked:
            draw_glyph(p, box.center(), "dots-six-vertical", 14, "disabled")

    def _paint_letters(self, p: QPainter, box: QRectF, row: GridRow) -> None:
        model = self._view.model()
        if (
            row.line is None
            or row.kind not in ("heading", "item")
            or not isinstance(model, PriceModel)
        ):
            return
        for letter, spot in zip(model.letters, letter_boxes(box, len(model.letters)), strict=True):
            if letter in row.line.options:
                rounded(p, spot, "track", 4)
                draw_text(p, spot, letter, "mark", "text2", CENTRE)
            else:
                framed(p, spot, None, "border2", 4)
                draw_text(p, spot, letter, "tiny", "text3", CENTRE)

    def _paint_figure(self, p: QPainter, box: QRectF, row: GridRow, column: int) -> None:
        words = rows.figure(row, column)
        if not words:
            return
        style, ink = "body", "text"
        if row.kind in ("heading", "sum", "subtotal") and column == rows.AMOUNT:
            style = "head"
        if column in rows.INTERNAL:
            ink = "text2"
        if row.kind == "subtotal":
            style, ink = "small", "text3"
        if column == rows.MARGIN and self._is_low(row):
            style, ink = "name", "warn"
        if column == rows.PRICE and row.line is not None and _unpriced(row):
            ink = "bad"
        draw_text(p, box.adjusted(2, 0, -6, 0), words, style, ink, RIGHT)

    def _is_low(self, row: GridRow) -> bool:
        model = self._view.model()
        version = model.version() if isinstance(model, PriceModel) else None
        margin = rows.margin_of(row)
        return version is not None and margin is not None and margin < version.floor

    def _paint_marks(self, p: QPainter, box: QRectF, index: Index) -> None:
        """Draw the frame of the current cell, and where a dragged row would land."""
        if index == self._view.currentIndex() and self._view.hasFocus() and not self.locked:
            p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.setPen(QPen(theme["focus"], 1))
            p.drawRect(box.adjusted(0, 0, -1, -1))
        if self.drop_at == index.row():
            p.fillRect(QRectF(box.left(), box.top() - 1, box.width(), 2), theme["accent"])
        elif self.drop_at == index.row() + 1:
            p.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 2), theme["accent"])


def _unpriced(row: GridRow) -> bool:
    line = row.line
    if line is None or row.kind != "item" or line.free:
        return False
    return line.price == Money(0, line.price.currency)


def _paint_line(p: QPainter, box: QRectF, row: GridRow) -> None:
    strong = row.kind in ("heading", "sum")
    style = "head" if strong else "small" if row.kind == "subtotal" else "body"
    ink = "text3" if row.kind in ("subtotal", "note") else "text"
    inner = box.adjusted(2 if strong else 8, 0, -6, 0)
    words = rows.title(row)
    if not words and row.kind == "item":
        words, ink = tr("New line"), "text3"
    used = min(draw_text(p, inner, words, style, ink), inner.width())
    rest = inner.adjusted(used + 7, 0, 0, 0)
    if row.option is not None and row.option.advised:
        mark = tr("suggested")
        draw_outline(p, rest.left() + 2, rest.center().y(), mark)
        rest = rest.adjusted(outline_width(mark) + 10, 0, 0, 0)
    fact = rows.fact(row)
    if fact and rest.width() > min(30.0, text_width(fact, "small")):
        draw_text(p, rest, fact, "small", "text3")
