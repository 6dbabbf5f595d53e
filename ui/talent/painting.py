"""Cells that only the roster has: accounts, followers as a line, price with its unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.services.bookings import Cell
from ui.models.columns import Column
from ui.models.delegates import INSET, CellDelegate, Index
from ui.models.headers import RecordHeader
from ui.models.ids import Fetch
from ui.models.roles import CELL, ID
from ui.models.table import RecordTable
from ui.talent.availability.strip import (
    day_at,
    day_words,
    paint_head,
    paint_strip,
    strip_words,
)
from ui.theme.painting import RIGHT, draw_text
from ui.theme.tokens import theme
from ui.widgets import marks

STEP = 19
"""Height of one account in a cell."""

SEEN = 2
"""Accounts that fit into a row."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts of somebody: badges and followers in short."""

    rows: tuple[tuple[str, str], ...]
    more: int = 0

    def said(self) -> str:
        """Return the cell as a screen reader says it."""
        return ", ".join(f"{badge} {followers}" for badge, followers in self.rows)


@dataclass(frozen=True, slots=True)
class Line:
    """Followers over time, evenly spaced."""

    points: tuple[int, ...]
    words: str = ""

    def said(self) -> str:
        """Return the cell as a screen reader says it."""
        return self.words


@dataclass(frozen=True, slots=True)
class Price:
    """A price and what it is for."""

    words: str
    unit: str = ""
    provisional: bool = False
    hint: str = ""

    def said(self) -> str:
        """Return the cell as a screen reader says it."""
        return " ".join(part for part in (self.words, self.unit, self.hint) if part)


@dataclass(frozen=True, slots=True)
class Strip:
    """The coming days of somebody."""

    cells: tuple[Cell, ...]

    def said(self) -> str:
        """Return the cell as a screen reader says it."""
        return strip_words(self.cells)


class RosterDelegate(CellDelegate):
    """Paints the roster's own cells; the others as every list does."""

    def paint_content(self, p: QPainter, box: QRectF, index: Index, picked: bool) -> None:
        """Draw a cell by what it holds."""
        value = index.data(CELL)
        inner = box.adjusted(INSET, 0, -4, -1)
        if isinstance(value, Accounts):
            paint_accounts(p, inner, value)
        elif isinstance(value, Line):
            paint_line(
                p, QRectF(inner.left(), inner.center().y() - 10, inner.width() - 8, 20), value
            )
        elif isinstance(value, Price):
            paint_price(p, inner, value)
        elif isinstance(value, Strip):
            paint_strip(p, inner, value.cells)
        else:
            super().paint_content(p, box, index, picked)


class RosterTable(RecordTable):
    """The table of the roster; its days can be clicked."""

    day_chosen = Signal(int, object)
    """Emitted when a day of somebody's strip was clicked: their id and the day."""

    def __init__(
        self, columns: Sequence[Column], fetch: Fetch, first: date, *, height: int, name: str
    ) -> None:
        super().__init__(columns, fetch, height=height, name=name)
        self._first = first
        head = self.horizontalHeader()
        if isinstance(head, RecordHeader):
            head.heads["strip"] = self._paint_days

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the name give way in a narrow window: Qt leaves a stretched column as it was then."""
        super().resizeEvent(event)
        head = self.horizontalHeader()
        name = next(place for place, one in enumerate(self.columns) if one.stretch)
        others = head.length() - head.sectionSize(name)
        if others + self.columns[name].width > self.viewport().width():
            head.resizeSection(name, self.columns[name].width)

    def _paint_days(self, p: QPainter, box: QRectF) -> None:
        paint_head(p, box, self._first)

    def _strip_at(self, place: QPoint) -> tuple[int, Strip, int]:
        """Return whose strip is at a place, the strip and the day's number; 0, ... for none."""
        index = self.indexAt(place)
        value = index.data(CELL) if index.isValid() else None
        if not isinstance(value, Strip):
            return 0, Strip(()), -1
        box = QRectF(self.visualRect(index)).adjusted(INSET, 0, -4, -1)
        return int(index.data(ID) or 0), value, day_at(box, place.x(), len(value.cells))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a day asks for a hold on it."""
        super().mouseReleaseEvent(event)
        key, _strip, day = self._strip_at(event.position().toPoint())
        if key and day >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.day_chosen.emit(key, self._first + timedelta(days=day))

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what the day under the pointer is."""
        if isinstance(event, QHelpEvent):
            _key, strip, day = self._strip_at(event.pos())
            if day >= 0:
                words = day_words(strip.cells[day], self._first + timedelta(days=day))
                QToolTip.showText(event.globalPos(), words, self)
                return True
        return super().viewportEvent(event)

    def make_delegate(self, height: int) -> CellDelegate:
        """Return what paints the rows."""
        return RosterDelegate(self, self._columns, height)


def paint_accounts(p: QPainter, box: QRectF, value: Accounts) -> None:
    """Draw one account below the other."""
    rows = value.rows[:SEEN]
    top = box.center().y() - STEP * len(rows) / 2
    for place, (badge, count) in enumerate(rows):
        middle = top + STEP * (place + 0.5)
        used = marks.draw_badge(p, box.left(), middle, badge)
        words = QRectF(box.left() + used + 6, middle - 9, box.width() - used - 6, 18)
        wide = draw_text(p, words, count, "body", "text")
        if place == SEEN - 1 and value.more:
            rest = words.adjusted(wide + 6, 0, 0, 0)
            draw_text(p, rest, f"+{value.more}", "small", "text3")


def paint_line(p: QPainter, box: QRectF, value: Line, ink: str = "meter") -> None:
    """Draw followers over time, with a dot at the newest."""
    points = value.points
    if len(points) < 2:
        return
    low, high = min(points), max(points)
    span = max(high - low, 1)
    step = box.width() / (len(points) - 1)
    path = QPainterPath()
    place = QPointF()
    for number, point in enumerate(points):
        height = box.height() * (point - low) / span
        place = QPointF(box.left() + step * number, box.bottom() - height)
        if number:
            path.lineTo(place)
        else:
            path.moveTo(place)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(theme[ink], 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    p.drawPath(path)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(theme["text2"])
    p.drawEllipse(place, 2, 2)


UNIT = 76
"""Room of the unit after a price."""


def paint_price(p: QPainter, box: QRectF, value: Price) -> None:
    """Draw a price at the right of its part, its unit after it."""
    amount = QRectF(box.left(), box.top(), box.width() - UNIT - 8, box.height())
    ink = "text2" if value.provisional else "text"
    draw_text(p, amount, value.words, "name", ink, RIGHT)
    rest = QRectF(box.right() - UNIT, box.top(), UNIT, box.height())
    draw_text(p, rest, value.unit, "small", "text3")


class Spark(QWidget):
    """Followers over time in a pane."""

    def __init__(self, points: Sequence[int], words: str = "", *, width: int = 96) -> None:
        super().__init__()
        self._line = Line(tuple(points), words)
        self.setFixedSize(width, 24)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        """Return its one size."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_line(p, QRectF(self.rect()).adjusted(3, 4, -4, -4), self._line)
