"""RecordList: records in rows of two lines, for a narrow pane beside its record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView

from ui.language import tr
from ui.models.columns import Column
from ui.models.delegates import RowDelegate
from ui.models.ids import WAITING, Fetch
from ui.models.roles import CELL
from ui.models.table import RecordTable
from ui.theme.fonts import text_width
from ui.theme.icons import draw_glyph
from ui.theme.painting import RIGHT, draw_text, rounded
from ui.widgets import marks
from ui.widgets.labels import draw_avatar
from ui.widgets.marks import ChipMark

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TwoLine:
    """What a row says: title and figure above; who, what, when and state below."""

    title: str
    right: str = ""
    sub: str = ""
    sub2: str = ""
    """Greyer words after `sub`, behind a comma."""
    meta: str = ""
    chip: ChipMark | None = None
    lock: bool = False
    struck: bool = False
    hue: str = ""
    avatar: str = ""
    title_ink: str = "text"

    def said(self) -> str:
        """Return the row as a screen reader says it."""
        state = self.chip.words if self.chip else ""
        parts = (self.title, self.right, self.sub, self.sub2, self.meta, state)
        return ", ".join(part for part in parts if part)


class TwoLineDelegate(RowDelegate):
    """Paints rows of two lines."""

    def __init__(self, view: QAbstractItemView, height: int, inset: int) -> None:
        super().__init__(view, height)
        self._inset = inset

    def paint_content(self, p: QPainter, box: QRectF, index: Index, picked: bool) -> None:
        """Draw both lines, the right ends first: the left gives way."""
        row = index.data(CELL)
        inner = box.adjusted(self._inset, 0, -14, -1)
        if row is None:
            draw_text(p, inner, WAITING, "body", "text3")
            return
        half = box.height() / 2
        upper = QRectF(inner.left(), box.top() + half - 20, inner.width(), 20)
        lower = QRectF(inner.left(), box.top() + half + 2, inner.width(), 20)
        if row.avatar:
            draw_avatar(p, QRectF(inner.left(), box.center().y() - 14, 26, 26), row.avatar, row.hue)
            upper.adjust(35, 0, 0, 0)
            lower.adjust(35, 0, 0, 0)
        elif row.hue:
            rounded(p, QRectF(inner.left(), upper.center().y() - 4, 8, 8), row.hue, 2)
            upper.adjust(16, 0, 0, 0)
            lower.adjust(16, 0, 0, 0)
        _paint_upper(p, upper, row)
        _paint_lower(p, lower, row)


def _paint_upper(p: QPainter, line: QRectF, row: TwoLine) -> None:
    ink = "text3" if row.struck else row.title_ink
    figure = draw_text(p, line, row.right, "name", ink, RIGHT, struck=row.struck)
    room = line.width() - figure - (12 if row.right else 0) - (20 if row.lock else 0)
    title = QRectF(line.left(), line.top(), room, line.height())
    used = draw_text(p, title, row.title, "name", ink, struck=row.struck)
    if row.lock:
        at = line.left() + min(used, room) + 12
        draw_glyph(p, QPointF(at, line.center().y() - 1), "lock-simple", 12, "text2")


def _paint_lower(p: QPainter, line: QRectF, row: TwoLine) -> None:
    right = line.right()
    if row.chip is not None:
        wide = marks.chip_width(row.chip)
        marks.draw_chip(p, right - wide, line.center().y(), row.chip)
        right -= wide + 8
    if row.meta:
        wide = text_width(row.meta, "small")
        draw_text(
            p, QRectF(right - wide, line.top(), wide + 1, line.height()), row.meta, "small", "text3"
        )
        right -= wide + 8
    room = QRectF(line.left(), line.top(), right - line.left(), line.height())
    ink = "text3" if row.struck else "text2"
    sub = f"{row.sub}, " if row.sub and row.sub2 else row.sub
    used = draw_text(p, room, sub, "body", ink)
    rest = room.adjusted(used, 0, 0, 0)
    if row.sub2 and rest.width() > 20:
        draw_text(p, rest, row.sub2, "body", "text3")


class RecordList(RecordTable):
    """A list of two-line rows with the calls and signals of RecordTable."""

    def __init__(
        self,
        describe: Callable[[Any], TwoLine],
        fetch: Fetch,
        *,
        height: int = 58,
        inset: int = 24,
        name: str = "",
        sheet: Sequence[Column] = (),
    ) -> None:
        self._inset = inset
        self._sheet = tuple(sheet)
        """The columns a row has in a spreadsheet."""
        column = Column("row", tr("Record"), "text", describe, stretch=True)
        super().__init__([column], fetch, height=height, name=name)
        self.horizontalHeader().hide()

    def shown_columns(self) -> tuple[Column, ...]:
        """Return what is copied and saved of a row: more than the two lines say."""
        return self._sheet or super().shown_columns()

    def make_delegate(self, height: int) -> RowDelegate:
        """Return what paints rows of two lines."""
        return TwoLineDelegate(self, height, self._inset)

    def words_at(self, key: int) -> str:
        """Return what a row says, as a screen reader would."""
        return self.cell_text(key, "row")
