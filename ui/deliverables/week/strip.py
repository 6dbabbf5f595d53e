"""The weeks around the one in sight: how many pieces are planned, out and late in each."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.services.deliverables import WeekSum
from ui.language import short_date, short_month, tr
from ui.theme.fonts import text_width
from ui.theme.painting import RIGHT, draw_text, framed, rounded
from ui.widgets import focus

HIGH = 46
GAP = 8
MOST = 14
"""Bars that are drawn one by one; more pieces than that share them."""


class WeekStrip(QWidget):
    """Six weeks as cards in a row; a click, Left and Right show another one."""

    chosen = Signal(object)
    """Emitted when another week is wanted; carries its Monday."""

    def __init__(self) -> None:
        super().__init__()
        self._weeks: tuple[WeekSum, ...] = ()
        self._current = date.min
        self._target: date | None = None
        self._hovered = -1
        self.setFixedHeight(HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Weeks"))
        focus.note(self)

    def show_weeks(self, weeks: Sequence[WeekSum], current: date) -> None:
        """Show the sums of weeks; `current` is the Monday of the one in sight."""
        self._weeks, self._current = tuple(weeks), current
        said = next((self.said(week) for week in self._weeks if week.start == current), "")
        self.setAccessibleDescription(said)
        self.update()

    def said(self, week: WeekSum) -> str:
        """Return a week as a screen reader says it."""
        words = tr("Week {n}: {out} of {planned} out")
        facts = words.format(n=_number(week.start), out=week.out, planned=week.planned)
        if not week.late:
            return facts
        return tr(", ", "between facts").join((facts, tr("{n} late").format(n=week.late)))

    def week_at(self, place: QPointF) -> WeekSum | None:
        """Return the week under a place."""
        found = zip(self._weeks, self.boxes(), strict=True)
        return next((week for week, box in found if box.contains(place)), None)

    def boxes(self) -> list[QRectF]:
        """Return where each week stands."""
        count = max(len(self._weeks), 1)
        wide = (self.width() - GAP * (count - 1)) / count
        return [QRectF(n * (wide + GAP), 0, wide, HIGH) for n in range(len(self._weeks))]

    def aim(self, monday: date | None) -> None:
        """Show a week as the target of what is dragged."""
        if monday != self._target:
            self._target = monday
            self.update()

    def sizeHint(self) -> QSize:
        """Ask for a row."""
        return QSize(900, HIGH)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the week under the pointer, and say it whole."""
        week = self.week_at(event.position())
        hovered = self._weeks.index(week) if week is not None else -1
        if hovered != self._hovered:
            self._hovered = hovered
            self.setToolTip(self.said(week) if week is not None else "")
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show the week that was clicked."""
        week = self.week_at(event.position())
        if week is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(week.start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right show the week before or after."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or self._current == date.min:
            event.ignore()
        else:
            self.chosen.emit(self._current + timedelta(weeks=step))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the weeks."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (week, box) in enumerate(zip(self._weeks, self.boxes(), strict=True)):
            current = week.start == self._current
            hot = number == self._hovered
            framed(p, box, "surface", "border2" if hot else "border", 6)
            if week.start == self._target:
                framed(p, box, "sel", "accent", 6, thick=2, dashed=True)
            elif current:
                framed(p, box, None, "accent", 6, thick=2)
            _draw_week(p, box.adjusted(10, 6, -10, -9), week, current=current)


def _draw_week(p: QPainter, box: QRectF, week: WeekSum, *, current: bool) -> None:
    row = QRectF(box.left(), box.top(), box.width(), 18)
    sums = f"{week.out}/{week.planned}"
    used = draw_text(p, row, sums, "small", "text2" if week.planned else "text3", RIGHT)
    name = tr("W{week}").format(week=_number(week.start))
    wide = draw_text(p, row, name, "smallhead", "accenttext" if current else "text")
    room = row.adjusted(wide + 5, 0, -used - 6, 0)
    span = _span(week.start)
    if text_width(span, "small") <= room.width():
        draw_text(p, room, span, "small", "text3")
    _draw_bars(p, QRectF(box.left(), box.bottom() - 5, box.width(), 5), week)


def _draw_bars(p: QPainter, box: QRectF, week: WeekSum) -> None:
    """Draw a bar for each piece: green out, red late, grey to come."""
    count = min(week.planned, MOST)
    if not count:
        rounded(p, box, "track", 2)
        return
    out = round(week.out * count / week.planned)
    late = -(-week.late * count // week.planned)
    gap = 4.0
    wide = (box.width() - gap * (count - 1)) / count
    for number in range(count):
        ink = "good.solid" if number < out else "track"
        if out <= number < out + late:
            ink = "bad.solid"
        rounded(
            p, QRectF(box.left() + number * (wide + gap), box.top(), wide, box.height()), ink, 2
        )


def _number(day: date) -> int:
    return day.isocalendar().week


def _span(monday: date) -> str:
    last = monday + timedelta(days=6)
    if monday.month != last.month:
        return tr("{first} – {last}").format(first=short_date(monday), last=short_date(last))
    words = tr("{first} – {last} {month}")
    return words.format(first=monday.day, last=last.day, month=short_month(last))
