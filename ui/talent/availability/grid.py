"""The grid itself: rows of people over days, painted where it is seen, picked by mouse and keys."""

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from studio.domain import bookings as rules
from studio.domain.names import pick
from studio.domain.talent import DISCIPLINES
from studio.services.bookings import Grid, GridRow
from ui.language import language, short_date, text, tr, weekday_date
from ui.talent.availability import paint
from ui.talent.availability.geometry import HEAD, ROW, ZOOMS, Piece, Scale, pieces
from ui.talent.availability.paint import Chosen
from ui.talent.availability.telling import cell_words
from ui.theme.tokens import theme

DRAG = 4
"""px the pointer moves before a press becomes a drag."""


class GridView(QAbstractScrollArea):
    """Who is free when."""

    range_chosen = Signal(object, date, date)
    """Emitted when free days were picked: the ref, the first day and the last."""

    booking_opened = Signal(int)
    """Emitted when a booking is to be opened; carries its id."""

    menu_requested = Signal(object, date, date, QPoint)
    """Emitted where a menu is asked for: the ref, first and last day, and the place on screen."""

    current_changed = Signal()
    """Emitted when another row or day is current."""

    stepped = Signal(int)
    """Emitted when the keys walk out of the days shown: -1 for earlier ones, 1 for later."""

    name_opened = Signal(object)
    """Emitted when a name was clicked twice; carries the ref."""

    today_wanted = Signal()
    """Emitted when the days around today are to be shown."""

    zoomed = Signal(int)
    """Emitted when more days (1) or fewer (-1) are to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self._grid: Grid | None = None
        self._pieces: dict[int, tuple[Piece, ...]] = {}
        self._count = ZOOMS["month"]
        self._chosen: Chosen | None = None
        self._anchor = 0
        self._pressed: tuple[int, int, QPoint] | None = None
        crafts = {**DISCIPLINES, **rules.RESOURCE_KINDS}
        self._crafts = {code: text(words) for code, words in crafts.items()}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Availability"))
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self._on_theme_changed)

    # -- what is shown --------------------------------------------------------------------------

    def show_grid(self, grid: Grid) -> None:
        """Show other days or people; the current one stays where they are still there."""
        before = self.current()
        self._grid = grid
        self._count = (grid.last - grid.first).days + 1
        self._pieces = {}
        self._chosen = None
        if before is not None:
            self._choose_again(*before)
        self._fit()
        self._told()

    def _choose_again(self, ref: tuple[str, int], first: date, last: date) -> None:
        if self._grid is None:
            return
        row = next((at for at, one in enumerate(self._grid.rows) if one.ref == ref), -1)
        scale = self.scale()
        start, end = scale.find(first), scale.find(last)
        if row >= 0 and start >= 0 and end >= 0:
            self._chosen, self._anchor = Chosen(row, start, end), start

    def scale(self) -> Scale:
        """Return where the days stand now."""
        first = self._grid.first if self._grid is not None else date.min
        return Scale(first, self._count, self.viewport().width())

    def rows(self) -> tuple[GridRow, ...]:
        """Return everybody in the grid."""
        return self._grid.rows if self._grid is not None else ()

    def current(self) -> tuple[tuple[str, int], date, date] | None:
        """Return whose days are picked, and which; None where none are."""
        if self._chosen is None or self._chosen.row >= len(self.rows()):
            return None
        scale = self.scale()
        chosen = self._chosen
        return (
            self.rows()[chosen.row].ref,
            scale.day_of(chosen.first),
            scale.day_of(chosen.last),
        )

    def current_bookings(self) -> tuple[int, ...]:
        """Return the bookings on the picked days."""
        if self._chosen is None or self._chosen.row >= len(self.rows()):
            return ()
        cells = self.rows()[self._chosen.row].cells[self._chosen.first : self._chosen.last + 1]
        return tuple(dict.fromkeys(key for cell in cells for key in cell.booking_ids))

    def words(self, row: int, place: int) -> str:
        """Return what stands on a day of a row, in words."""
        if not 0 <= row < len(self.rows()):
            return ""
        return cell_words(self.rows()[row], place, self.scale().day_of(place))

    def rect_of(self, row: int, place: int) -> QRectF:
        """Return where a day of a row is painted."""
        scale = self.scale()
        return QRectF(scale.left(place), self._top(row), scale.day, ROW)

    def choose(self, row: int, first: int, last: int | None = None) -> None:
        """Pick days of a row, and bring them into sight."""
        if not self.rows():
            return
        row = min(max(row, 0), len(self.rows()) - 1)
        first = min(max(first, 0), self._count - 1)
        last = first if last is None else min(max(last, 0), self._count - 1)
        self._chosen = Chosen(row, min(first, last), max(first, last))
        self._show_row(row)
        self.viewport().update()
        self._told()

    def _show_row(self, row: int) -> None:
        bar = self.verticalScrollBar()
        seen = self.viewport().height() - HEAD
        if row * ROW < bar.value():
            bar.setValue(row * ROW)
        elif (row + 1) * ROW > bar.value() + seen:
            bar.setValue((row + 1) * ROW - seen)

    def _told(self) -> None:
        if self._chosen is not None and self.rows():
            row = self.rows()[self._chosen.row]
            name = pick(row.name, row.name_zh, language())
            said = self.words(self._chosen.row, self._chosen.first)
            self.setAccessibleDescription(f"{name}. {said}")
        self.current_changed.emit()

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows in sight, then the head and the names over them."""
        p = QPainter(self.viewport())
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self.viewport().height()
        p.fillRect(self.viewport().rect(), theme["surface"])
        if self._grid is None:
            return
        scale = self.scale()
        rows = self.rows()
        bottom = min(float(height), self._top(len(rows)))
        paint.paint_ground(p, scale, bottom)
        sight = range(*self._sight())
        for at in sight:
            paint.paint_row(p, scale, rows[at], self._pieces_of(at), self._top(at))
        paint.paint_today(p, scale, self._grid.today, bottom)
        if self._chosen is not None and self._chosen.row in sight:
            self._paint_chosen(p, scale, self._chosen)
        current = self._chosen.row if self._chosen is not None else -1
        for at in sight:
            craft = paint.crafts(self._crafts, rows[at])
            paint.paint_name(p, rows[at], craft, self._top(at), current=at == current)
        paint.paint_head(p, scale, self._grid)
        paint.paint_edge(p, bottom)

    def _pieces_of(self, row: int) -> tuple[Piece, ...]:
        """Return the bars of a row, worked out when it first comes into sight."""
        if row not in self._pieces:
            self._pieces[row] = pieces(self.rows()[row])
        return self._pieces[row]

    def _paint_chosen(self, p: QPainter, scale: Scale, chosen: Chosen) -> None:
        words = ""
        if chosen.moving:
            first, last = scale.day_of(chosen.first), scale.day_of(chosen.last)
            words = (
                weekday_date(first)
                if first == last
                else tr("{first} – {last}").format(first=short_date(first), last=short_date(last))
            )
        if chosen.moving or self.hasFocus():
            paint.paint_chosen(p, scale, chosen, self._top(chosen.row), words)

    def _top(self, row: int) -> float:
        return float(HEAD + row * ROW - self.verticalScrollBar().value())

    def _sight(self) -> tuple[int, int]:
        begin = self.verticalScrollBar().value() // ROW
        seen = (self.viewport().height() - HEAD) // ROW + 2
        return begin, min(begin + seen, len(self.rows()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the scroll bar to what is seen."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        seen = self.viewport().height() - HEAD
        bar = self.verticalScrollBar()
        bar.setRange(0, max(len(self.rows()) * ROW - seen, 0))
        bar.setPageStep(max(seen, ROW))
        bar.setSingleStep(ROW)
        self.viewport().update()

    def _on_scrolled(self, _value: int) -> None:
        self.viewport().update()

    def _on_theme_changed(self) -> None:
        self.viewport().update()

    # -- the mouse ------------------------------------------------------------------------------

    def at(self, point: QPoint) -> tuple[int, int]:
        """Return row and day under a point; -1 for none."""
        if point.y() < HEAD:
            return -1, -1
        row = (point.y() - HEAD + self.verticalScrollBar().value()) // ROW
        if row >= len(self.rows()):
            return -1, -1
        return row, self.scale().place(point.x())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pick days."""
        row, place = self.at(event.position().toPoint())
        if row < 0:
            return
        self.choose(row, max(place, 0))
        self._anchor = max(place, 0)
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self._pressed = (row, place, event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pick the days dragged over; the row stays the one that was pressed."""
        if self._pressed is None:
            return
        row, place, start = self._pressed
        point = event.position().toPoint()
        moving = self._chosen is not None and self._chosen.moving
        if not moving and (point - start).manhattanLength() < DRAG:
            return
        there = self.scale().nearest(point.x())
        self._chosen = Chosen(row, min(place, there), max(place, there), moving=True)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Hold the days that were dragged over, or open the booking that was clicked."""
        pressed, self._pressed = self._pressed, None
        if pressed is None or self._chosen is None:
            return
        if self._chosen.moving:
            chosen = self._chosen
            self._chosen = Chosen(chosen.row, chosen.first, chosen.last)
            self.viewport().update()
            self._told()
            self.ask_range()
            return
        found = self.current_bookings()
        if found:
            self.booking_opened.emit(found[0])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Hold a free day, or open whose name it is."""
        row, place = self.at(event.position().toPoint())
        if row >= 0 and place < 0:
            self.name_opened.emit(self.rows()[row].ref)
        if row >= 0 and place >= 0 and not self.current_bookings():
            self.ask_range()

    def ask_range(self) -> None:
        """Ask to hold the picked days."""
        found = self.current()
        if found is not None:
            self.range_chosen.emit(*found)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the picked days."""
        found = self.current()
        if found is None:
            return
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self._chosen is not None:
            box = self.rect_of(self._chosen.row, self._chosen.first)
            place = self.viewport().mapToGlobal(box.bottomLeft().toPoint())
        self.menu_requested.emit(*found, place)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what stands on the day under the pointer."""
        if isinstance(event, QHelpEvent):
            row, place = self.at(event.pos())
            words = self.words(row, place) if row >= 0 and place >= 0 else ""
            if words:
                QToolTip.showText(event.globalPos(), words, self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl show more days or fewer."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if event.angleDelta().y() < 0 else -1)
            return
        super().wheelEvent(event)

    # -- the keys -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Shift picks more days, Enter opens or holds, H holds."""
        keys = Qt.Key
        key = event.key()
        if key == keys.Key_Escape and self._pressed is not None:
            self._pressed = None
            row, place = self._chosen.row if self._chosen else 0, self._anchor
            self.choose(row, place)
        elif key in (keys.Key_Return, keys.Key_Enter):
            self._enter()
        elif key == keys.Key_H and not event.modifiers():
            self.ask_range()
        elif key == keys.Key_T and not event.modifiers():
            self.today_wanted.emit()
        elif key in _ZOOMS:
            self.zoomed.emit(_ZOOMS[key])
        elif key in _STEPS:
            self._walk(*_STEPS[key], more=bool(event.modifiers() & _SHIFT))
        elif key in (keys.Key_PageUp, keys.Key_PageDown):
            seen = (self.viewport().height() - HEAD) // ROW
            self._walk(0, seen if key == keys.Key_PageDown else -seen)
        elif key in (keys.Key_Home, keys.Key_End):
            row = self._chosen.row if self._chosen is not None else 0
            self.choose(row, 0 if key == keys.Key_Home else self._count - 1)
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        found = self.current_bookings()
        if found:
            self.booking_opened.emit(found[0])
        else:
            self.ask_range()

    def _walk(self, days: int, rows: int, *, more: bool = False) -> None:
        chosen = self._chosen
        if chosen is None:
            self._anchor = 0
            self.choose(0, 0)
            return
        if more and days:
            end = chosen.last if chosen.first == self._anchor else chosen.first
            self.choose(chosen.row, self._anchor, end + days)
            return
        place = (chosen.first if days < 0 else chosen.last) + days
        if not 0 <= place < self._count:
            self.stepped.emit(1 if days > 0 else -1)
            return
        self._anchor = place
        self.choose(chosen.row + rows, place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which days are picked; the first free row where none are."""
        super().focusInEvent(event)
        if self._chosen is None and self.rows():
            today = self.scale().find(self._grid.today) if self._grid is not None else 0
            self._anchor = max(today, 0)
            self.choose(0, self._anchor)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame of the picked days away."""
        super().focusOutEvent(event)
        self.viewport().update()


_SHIFT = Qt.KeyboardModifier.ShiftModifier
_STEPS = {
    int(Qt.Key.Key_Left): (-1, 0),
    int(Qt.Key.Key_Right): (1, 0),
    int(Qt.Key.Key_Up): (0, -1),
    int(Qt.Key.Key_Down): (0, 1),
}

_ZOOMS = {int(Qt.Key.Key_Plus): -1, int(Qt.Key.Key_Equal): -1, int(Qt.Key.Key_Minus): 1}
