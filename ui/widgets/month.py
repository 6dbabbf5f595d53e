"""A calendar of one month that opens under a field."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from ui import language
from ui.language import tr
from ui.theme.painting import CENTRE, draw_text, framed, rounded
from ui.widgets.boxes import STRETCH, hbox, round_corners, vbox
from ui.widgets.buttons import icon_button
from ui.widgets.labels import label

CELL = 32
WEEK = 7
ROWS = 6


def month_grid(month: date) -> list[date]:
    """Return the 42 days shown for a month: whole weeks from Monday."""
    first = month.replace(day=1)
    start = first - timedelta(days=first.weekday())
    return [start + timedelta(days=number) for number in range(WEEK * ROWS)]


def step_month(day: date, step: int) -> date:
    """Return the first day of the month that is `step` months away."""
    number = day.year * 12 + day.month - 1 + step
    return date(number // 12, number % 12 + 1, 1)


class DayGrid(QWidget):
    """The days of one month; arrow keys walk, Enter picks."""

    picked = Signal(date)
    """Emitted when a day was picked; carries it."""

    walked = Signal(date)
    """Emitted when another day has the mark; carries it."""

    def __init__(self, day: date, today: date) -> None:
        super().__init__()
        self.day = day
        self._today = today
        self._hovered: date | None = None
        self.setFixedSize(CELL * WEEK, CELL * ROWS + 24)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._name()

    def sizeHint(self) -> QSize:
        """Return the fixed size."""
        return QSize(CELL * WEEK, CELL * ROWS + 24)

    def show_day(self, day: date) -> None:
        """Mark another day, and show its month."""
        self.day = day
        self._name()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by day, week and month."""
        keys = Qt.Key
        days = {keys.Key_Left: -1, keys.Key_Right: 1, keys.Key_Up: -7, keys.Key_Down: 7}
        months = {keys.Key_PageUp: -1, keys.Key_PageDown: 1}
        key = Qt.Key(event.key())
        if key in days:
            self._walk(self.day + timedelta(days=days[key]))
        elif key in months:
            self._walk(step_month(self.day, months[key]))
        elif key in (keys.Key_Return, keys.Key_Enter, keys.Key_Space):
            self.picked.emit(self.day)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which day would be picked."""
        self._hovered = self._at(event.position().toPoint())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick the day under the pointer."""
        day = self._at(event.position().toPoint())
        if day is not None:
            self.picked.emit(day)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the names of the days, then the days."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        days = month_grid(self.day)
        for number in range(WEEK):
            box = QRectF(number * CELL, 0, CELL, 24)
            draw_text(p, box, language.weekday(days[number])[:3], "tiny", "text3", CENTRE)
        for number, day in enumerate(days):
            box = QRectF(number % WEEK * CELL, 24 + number // WEEK * CELL, CELL, CELL)
            self._draw_day(p, box.adjusted(2, 2, -2, -2), day)

    def _draw_day(self, p: QPainter, box: QRectF, day: date) -> None:
        ink, style = "text" if day.month == self.day.month else "disabled", "body"
        if day == self.day:
            rounded(p, box, "accent", 6)
            ink, style = "onaccent", "name"
        elif day == self._hovered:
            rounded(p, box, "hover", 6)
        elif day == self._today:
            framed(p, box, None, "focus", 6)
            ink = "accenttext"
        draw_text(p, box, str(day.day), style, ink, CENTRE)

    def _at(self, place: QPoint) -> date | None:
        column, row = place.x() // CELL, (place.y() - 24) // CELL
        if not (0 <= column < WEEK and 0 <= row < ROWS):
            return None
        return month_grid(self.day)[row * WEEK + column]

    def _walk(self, day: date) -> None:
        self.show_day(day)
        self.walked.emit(day)

    def _name(self) -> None:
        self.setAccessibleName(language.long_date(self.day))


class MonthPopup(QFrame):
    """The calendar with its head; closes when a day was picked or something else is clicked."""

    picked = Signal(date)
    """Emitted when a day was picked; carries it."""

    def __init__(self, day: date, today: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Calendar"))
        self._grid = DayGrid(day, today)
        self._title = label(language.month_of(day), "head")
        self._back = icon_button("caret-left", tr("Month before"), height=26)
        self._on = icon_button("caret-right", tr("Month after"), height=26)
        head = hbox(None, 4, self._title, STRETCH, self._back, self._on, gap=2)
        vbox(self, head, self._grid, margins=(11, 9, 11, 9), gap=6)
        self._back.clicked.connect(self._on_back)
        self._on.clicked.connect(self._on_on)
        self._grid.walked.connect(self._on_walked)
        self._grid.picked.connect(self._on_picked)

    def open_at(self, corner: QPoint) -> None:
        """Show the calendar with its corner there, or where the screen has room for it."""
        self.adjustSize()
        self.move(fit(corner, self.size()))
        self.show()
        self._grid.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and frame."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        framed(p, QRectF(self.rect()), "surface", "border2", 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Round the corners."""
        round_corners(self)

    def _on_back(self) -> None:
        self._show_month(step_month(self._grid.day, -1))

    def _on_on(self) -> None:
        self._show_month(step_month(self._grid.day, 1))

    def _show_month(self, day: date) -> None:
        self._grid.show_day(day)
        self._on_walked(day)

    def _on_walked(self, day: date) -> None:
        self._title.setText(language.month_of(day))

    def _on_picked(self, day: date) -> None:
        self.picked.emit(day)
        self.close()


def fit(corner: QPoint, size: QSize) -> QPoint:
    """Return where a pop-up of a size goes so that the screen holds it."""
    screen = QGuiApplication.screenAt(corner) or QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    x = max(room.left(), min(corner.x(), room.right() - size.width()))
    y = max(room.top(), min(corner.y(), room.bottom() - size.height()))
    return QPoint(x, y)
