"""Delegates: the ground of a row, and a painter for each kind of cell."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.columns import Column, NameCell, shown
from ui.models.ids import WAITING
from ui.models.roles import CELL, ID, ROW
from ui.theme.icons import draw_glyph
from ui.theme.painting import LEFT, RIGHT, draw_text, hairline, rounded
from ui.theme.tokens import ROW as ROW_HEIGHT
from ui.theme.tokens import theme
from ui.widgets import marks
from ui.widgets.focus import by_key
from ui.widgets.labels import draw_avatar
from ui.widgets.marks import Words

INSET = 14
Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Paints the ground of a whole row: hover, picked, flash, hairline, inner focus line."""

    def __init__(self, view: QAbstractItemView, height: int = ROW_HEIGHT) -> None:
        super().__init__(view)
        self._view = view
        self._height = height
        self._hovered = -1
        self._flashing: set[int] = set()
        self._flash_end = QTimer(self)
        self._flash_end.setSingleShot(True)
        self._flash_end.timeout.connect(self._on_flash_end)
        view.setMouseTracking(True)
        view.entered.connect(self._on_entered)
        view.viewportEntered.connect(self._on_left)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row; list views follow it, tables do not."""
        return QSize(0, self._height)

    def leave(self) -> None:
        """Forget the hovered row: the pointer has left the view."""
        self._hover(-1)

    def flash(self, ids: Iterable[int]) -> None:
        """Light up rows that somebody else or an undo has changed, for 600 ms."""
        span = theme.motion("flash")
        if span:
            self._flashing.update(ids)
            self._flash_end.start(span)
            self._view.viewport().update()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, content, hairline and focus line of one cell."""
        box = QRectF(option.rect)
        picked = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self.ground_of(index, picked)
        if ground:
            painter.fillRect(box, theme[ground])
        self.paint_content(painter, box, index, picked)
        hairline(painter, box)
        self._paint_focus(painter, box, index)
        painter.restore()

    def ground_of(self, index: Index, picked: bool) -> str:
        """Return the surface role a cell stands on, "" for the view's own."""
        if picked:
            return "sel"
        if self._flashing and index.data(ID) in self._flashing:
            return "active.tint"
        return "hover" if index.row() == self._hovered else ""

    def hovered(self, index: Index) -> bool:
        """True while the pointer is over the row."""
        return index.row() == self._hovered

    def paint_content(self, p: QPainter, box: QRectF, index: Index, picked: bool) -> None:
        """Draw what the cell says; nothing here."""

    def _paint_focus(self, p: QPainter, box: QRectF, index: Index) -> None:
        view = self._view
        if index.row() == view.currentIndex().row() and view.hasFocus() and by_key(view):
            p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.setPen(QPen(theme["focus"], 2))
            wide = view.viewport().width()
            p.drawRect(QRectF(1, box.top() + 1, wide - 2, box.height() - 2))

    def _on_entered(self, index: QModelIndex) -> None:
        self._hover(index.row())

    def _on_left(self) -> None:
        self._hover(-1)

    def _on_flash_end(self) -> None:
        self._flashing.clear()
        self._view.viewport().update()

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self._view.viewport().update()


class CellDelegate(RowDelegate):
    """Paints the cells of a table of columns."""

    def __init__(
        self, view: QAbstractItemView, columns: tuple[Column, ...], height: int = ROW_HEIGHT
    ) -> None:
        super().__init__(view, height)
        self._columns = columns

    def ground_of(self, index: Index, picked: bool) -> str:
        """Columns that never reach a client stand on a tint."""
        ground = super().ground_of(index, picked)
        if not ground and self._columns[index.column()].internal:
            return "surface2"
        return ground

    def paint_content(self, p: QPainter, box: QRectF, index: Index, picked: bool) -> None:
        """Draw a cell by the kind of its column."""
        column = self._columns[index.column()]
        inner = box.adjusted(INSET, 0, -INSET if column.right else -4, -1)
        value = index.data(CELL)
        if value is None:
            if index.data(ROW) is None:
                draw_text(p, inner, WAITING, "body", "text3")
            return
        PAINTERS.get(column.kind, paint_words)(p, inner, column, value)


def paint_words(p: QPainter, box: QRectF, column: Column, value: Any) -> None:
    """Draw one line of words or figures."""
    if isinstance(value, Words):
        if value.glyph:
            draw_glyph(p, QPointF(box.left() + 8, box.center().y()), value.glyph, 14, value.ink)
            box = box.adjusted(20, 0, 0, 0)
        style, ink, text = value.style, value.ink, value.text
    else:
        style, ink, text = column.style, column.ink, shown(column, value)
    draw_text(p, box, text, style, ink, RIGHT if column.right else LEFT)


def paint_money(p: QPainter, box: QRectF, column: Column, value: Any) -> None:
    """Draw an amount at the right, strong."""
    if isinstance(value, Words):
        paint_words(p, box, column, value)
        return
    ink = "text" if column.ink == "text2" else column.ink
    style = "name" if column.style == "body" and not column.internal else column.style
    align = RIGHT if column.right else LEFT
    draw_text(p, box, shown(column, value), style, ink, align)


def paint_name(p: QPainter, box: QRectF, _column: Column, value: Any) -> None:
    """Draw a record's name with what stands around it."""
    cell = value if isinstance(value, NameCell) else NameCell(str(value))
    middle = box.center().y()
    if cell.avatar:
        badge = QRectF(box.left(), middle - 13, 26, 26)
        draw_avatar(p, badge, cell.avatar, cell.hue or "p1")
        box = box.adjusted(35, 0, 0, 0)
    elif cell.hue:
        rounded(p, QRectF(box.left(), middle - 4.5, 10, 10), cell.hue, 2)
        box = box.adjusted(19, 0, 0, 0)
    first = QRectF(box.left(), middle - 10, box.width(), 20)
    if cell.sub:
        first.moveTop(middle - 17)
        second = QRectF(box.left(), middle, box.width(), 16)
        draw_text(p, second, cell.sub, "small", "text3")
    room = _room_after_name(cell, first.width())
    name = QRectF(first.left(), first.top(), max(room, 30), first.height())
    ink = "text3" if cell.struck else "text"
    used = draw_text(p, name, cell.words, "name", ink, struck=cell.struck)
    _paint_after_name(p, cell, first.adjusted(min(used, name.width()) + 8, 0, 0, 0))


def _room_after_name(cell: NameCell, width: float) -> float:
    room = width
    if cell.glyph:
        room -= 22
    if cell.tag:
        room -= marks.outline_width(cell.tag) + 8
    return room


def _paint_after_name(p: QPainter, cell: NameCell, rest: QRectF) -> None:
    middle = rest.center().y()
    if cell.glyph:
        draw_glyph(p, QPointF(rest.left() + 7, middle), cell.glyph, 14, cell.glyph_ink)
        rest = rest.adjusted(22, 0, 0, 0)
    if cell.tag:
        used = marks.draw_outline(p, rest.left(), middle, cell.tag)
        rest = rest.adjusted(used + 8, 0, 0, 0)
    if cell.fact and rest.width() > 24:
        draw_text(p, rest, cell.fact, "body", "text3")


def paint_chip(p: QPainter, box: QRectF, _column: Column, value: Any) -> None:
    """Draw a state."""
    marks.draw_chip(p, box.left(), box.center().y(), value, box.width())


def paint_outline(p: QPainter, box: QRectF, _column: Column, value: Any) -> None:
    """Draw a tag."""
    marks.draw_outline(p, box.left(), box.center().y(), str(value))


def paint_meter(p: QPainter, box: QRectF, _column: Column, value: Any) -> None:
    """Draw a meter and its number."""
    marks.draw_meter(p, box.left(), box.center().y(), value)


def paint_badges(p: QPainter, box: QRectF, _column: Column, value: Any) -> None:
    """Draw platform badges."""
    codes = [value] if isinstance(value, str) else list(value)
    marks.draw_badges(p, box.left(), box.center().y(), codes)


PAINTERS: dict[str, Callable[[QPainter, QRectF, Column, Any], None]] = {
    "name": paint_name,
    "money": paint_money,
    "amount": paint_money,
    "chip": paint_chip,
    "outline": paint_outline,
    "meter": paint_meter,
    "badge": paint_badges,
}
