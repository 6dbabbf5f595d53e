"""This week: seven days with what is on them; an event opens, or is dragged to another day."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.domain.names import pick
from studio.domain.platforms import badge, platform_name
from studio.services.home import Week, WeekEvent
from ui.home.lists import plain
from ui.home.weekplan import Box, Plan, arranged, day_at
from ui.home.words import listed
from ui.language import language, text, tr, trn, week_day, weekday_date
from ui.theme.fonts import text_width
from ui.theme.icons import draw_glyph
from ui.theme.painting import CENTRE, RIGHT, draw_text, framed, rounded
from ui.theme.tokens import theme
from ui.widgets import focus
from ui.widgets.focus import by_key

ICONS = {
    "post": "paper-plane-tilt",
    "draft": "file-text",
    "due": "film-strip",
    "step": "flag",
    "brief": "chat-text",
    "proposal": "presentation-chart",
    "invoice": "receipt",
    "shoot": "camera",
    "live": "broadcast",
    "gate": "check-circle",
    "milestone": "flag-banner",
}
FIXED = frozenset({"invoice", "proposal", "shoot", "live", "gate", "milestone"})
"""Kinds whose day follows from terms, validity or the schedule and is not moved here."""

HEIGHT = 184
LONG_NAME = 9  # letters; a longer platform is shown as its badge
THRESHOLD = 4


def titled(event: WeekEvent) -> str:
    """Return what an event says: the piece with its platform, the step, the invoice."""
    name = pick(event.name, event.name_zh, language())
    platform = platform_name(event.platform, language()) if event.platform else ""
    return listed(name, platform if len(platform) <= LONG_NAME else badge(event.platform))


def timed(event: WeekEvent) -> str:
    """Return the time of an event, or what kind of day it is."""
    if event.time:
        return event.time
    words = {
        "draft": tr("Draft due"),
        "due": tr("Due"),
        "step": tr("Next step"),
        "brief": tr("Proposal due"),
        "proposal": tr("Valid to today") if event.kind == "proposal" else "",
        "invoice": tr("To issue") if event.state and event.state.code == "draft" else tr("Due"),
    }
    return words.get(event.kind, tr("All day"))


def stated(event: WeekEvent) -> tuple[str, str]:
    """Return the word at the right and its colour role; kinds without a state have none."""
    if event.state is None or event.kind in ("brief", "invoice"):
        bad = event.state is not None and event.state.role == "bad"
        return (tr("Overdue"), "bad") if bad else ("", "")
    return text(event.state.label), event.state.role


def why_fixed(event: WeekEvent) -> str:
    """Say why an event cannot be dragged to another day, "" where it can."""
    if event.kind == "invoice":
        return tr("The day of an invoice follows from its terms.")
    if event.kind == "proposal":
        return tr("The validity of a sent proposal does not change. Make a new version.")
    if event.noun == "task":
        return tr("Move it on the time line: what follows moves along.")
    if event.state is not None and event.state.code in ("published", "measured", "delivered"):
        return tr("This piece is already out.")
    return ""


class WeekView(QWidget):
    """Paints the week; arrow keys walk from event to event, Enter opens."""

    chosen = Signal(object)
    """Emitted when an event is to be opened; carries it."""

    moved = Signal(object, object)
    """Emitted when an event was dropped on another day: the event and the day."""

    refused = Signal(str)
    """Emitted when an event was dropped that cannot be moved; carries the reason."""

    menu_requested = Signal(object, QPoint)
    """Emitted on a right click or the menu key: the event and the place on the screen."""

    more_requested = Signal(object, QPoint)
    """Emitted when the rest of a day is wanted: its events and the place on the screen."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._days: Sequence[date] = ()
        self._events: Sequence[WeekEvent] = ()
        self._current = -1
        self._hovered = -1
        self._pressed: tuple[int, QPointF] | None = None
        self._dragged: QPointF | None = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("This week"))
        focus.note(self)

    def show_week(self, week: Week, today: date) -> None:
        """Show another week, or the same one as it is now."""
        kept = self.current()
        self._today, self._days, self._events = today, week.days, week.events
        ids = [(event.noun, event.id, event.kind) for event in self._events]
        wanted = (kept.noun, kept.id, kept.kind) if kept else None
        self._set_current(ids.index(wanted) if wanted in ids else (0 if ids else -1))
        self._hovered = -1
        self._let_go()

    def events(self) -> Sequence[WeekEvent]:
        """Return what is shown, in order."""
        return self._events

    def current(self) -> WeekEvent | None:
        """Return the event the keys are at."""
        return self._events[self._current] if 0 <= self._current < len(self._events) else None

    def box_of(self, event: WeekEvent) -> Box | None:
        """Return where an event stands, None where it is among the rest of its day."""
        return self._plan().events.get(list(self._events).index(event))

    def column_of(self, day: date) -> Box:
        """Return the column of a day."""
        return self._plan().columns[list(self._days).index(day)]

    def sizeHint(self) -> QSize:
        """Ask for a wide strip."""
        return QSize(1100, HEIGHT)

    def _plan(self) -> Plan:
        days = {day: number for number, day in enumerate(self._days)}
        places = [days[event.day] for event in self._events]
        return arranged(places, self.width(), self.height())

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the days, their events, and what is being dragged."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        plan = self._plan()
        for number, day in enumerate(self._days):
            self._draw_day(p, plan.columns[number], day, last=number == 6)
        for number, place in plan.events.items():
            lifted = self._dragged is not None and self._pressed and self._pressed[0] == number
            p.setOpacity(0.55 if lifted else 1)
            self._draw_event(p, _rect(place), self._events[number], number)
            p.setOpacity(1)
        for day_number, place in plan.more.items():
            words = trn("+{n} more", "+{n} more", len(plan.hidden[day_number]))
            draw_text(p, _rect(place), words, "small", "accenttext")
        if self._dragged is not None and self._pressed is not None:
            self._draw_drag(p, plan)
        p.end()

    def _draw_day(self, p: QPainter, column: Box, day: date, *, last: bool) -> None:
        box = _rect(column)
        if day.isoweekday() > 5:
            p.fillRect(box, theme["surface2"])
        if not last:
            p.fillRect(QRectF(box.right() - 1, box.top(), 1, box.height()), theme["border"])
        today = day == self._today
        if today:
            p.fillRect(QRectF(box.left(), 0, box.width() - (0 if last else 1), 2), theme["accent"])
        head = QRectF(box.left() + 8, 2, box.width() - 16, 28)
        draw_text(
            p, head, week_day(day), "head" if today else "body", "accenttext" if today else "text2"
        )

    def _draw_event(self, p: QPainter, box: QRectF, event: WeekEvent, number: int) -> None:
        hue = event.hue
        if hue:
            rounded(p, box, f"{hue}.tint", 4)
        else:
            framed(p, box, "surface", "border", 4)
        if number == self._hovered:
            framed(p, box, None, f"{hue}.line" if hue else "border2", 4)
        ink = f"{hue}.text" if hue else "text"
        first = QRectF(box.left() + 8, box.top() + 4, box.width() - 16, 16)
        draw_glyph(p, QPointF(first.left() + 6, first.center().y()), ICONS[event.kind], 13, ink)
        word, role = stated(event)
        room = first.adjusted(17, 0, 0, 0)
        used = draw_text(p, room, timed(event), "tiny", ink)
        if word and room.width() - used > text_width(word, "mark") * 0.6:
            tinted = role if role != "neutral" else ink
            draw_text(p, room.adjusted(used + 6, 0, 0, 0), word, "tiny", tinted, RIGHT)
        second = QRectF(first.left(), box.top() + 20, first.width(), 18)
        draw_text(p, second, titled(event), "label", ink)
        if number == self._current and self.hasFocus() and by_key(self):
            framed(p, box, None, "focus", 4, thick=2)

    def _draw_drag(self, p: QPainter, plan: Plan) -> None:
        place, pressed = self._dragged, self._pressed
        if place is None or pressed is None:
            return
        event = self._events[pressed[0]]
        reason = why_fixed(event)
        day = day_at(place.x(), self.width())
        column = _rect(plan.columns[day]).adjusted(3, 3, -4, -3)
        framed(p, column, None, "bad.solid" if reason else "accent", 6, thick=2, dashed=True)
        start = plan.events[pressed[0]]
        ghost = _rect(start).translated(place - pressed[1])
        p.setOpacity(0.8)
        self._draw_event(p, ghost, event, -1)
        p.setOpacity(1)
        words = reason or tr("To {day}").format(day=weekday_date(self._days[day]))
        wide = min(text_width(words, "label") + 20, self.width() - 8)
        left = min(max(ghost.left(), 4), self.width() - wide - 4)
        note = QRectF(left, min(ghost.bottom() + 4, self.height() - 28), wide, 24)
        framed(p, note, "bad.tint" if reason else "surface", "bad" if reason else "accent", 6)
        draw_text(p, note, words, "label", "bad" if reason else "accenttext", CENTRE)

    # -- mouse ----------------------------------------------------------------------------------

    def _number_at(self, place: QPointF) -> int:
        for number, box in self._plan().events.items():
            if box.holds(place.x(), place.y()):
                return number
        return -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        number = self._number_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self._pressed = (number, event.position())
            self._set_current(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up what is under the pointer, or drag it once it moved by 4 px."""
        if self._pressed is not None:
            moved = event.position() - self._pressed[1]
            if self._dragged is not None or moved.manhattanLength() >= THRESHOLD:
                self._dragged = event.position()
                self.update()
            return
        number = self._number_at(event.position())
        self.setCursor(
            Qt.CursorShape.PointingHandCursor
            if number >= 0 or self._more_at(event.position())
            else Qt.CursorShape.ArrowCursor
        )
        if number != self._hovered:
            self._hovered = number
            self._show_tip(number)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked, or move what was dropped on another day."""
        pressed, dragged = self._pressed, self._dragged
        self._let_go()
        if pressed is None:
            rest = self._more_at(event.position())
            if rest and event.button() == Qt.MouseButton.LeftButton:
                self.more_requested.emit(rest, event.globalPosition().toPoint())
            return
        chosen = self._events[pressed[0]]
        if dragged is None:
            self.chosen.emit(chosen)
            return
        day = self._days[day_at(event.position().x(), self.width())]
        if day != chosen.day:
            self.move_event(chosen, day)

    def move_event(self, event: WeekEvent, day: date) -> None:
        """Ask for another day of an event, or say why it has none."""
        reason = why_fixed(event)
        if reason:
            self.refused.emit(reason)
        else:
            self.moved.emit(event, day)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is hovered any more."""
        self._hovered = -1
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the event under the pointer, or of the current one."""
        number = self._number_at(QPointF(event.pos()))
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            number = self._current
        if number >= 0:
            self.menu_requested.emit(self._events[number], event.globalPos())

    def _more_at(self, place: QPointF) -> list[WeekEvent]:
        plan = self._plan()
        for day, box in plan.more.items():
            if box.holds(place.x(), place.y()):
                return [self._events[number] for number in plan.hidden[day]]
        return []

    def _show_tip(self, number: int) -> None:
        if number < 0:
            self.setToolTip("")
            return
        event = self._events[number]
        word, _role = stated(event)
        self.setToolTip(plain(listed(weekday_date(event.day), timed(event), titled(event), word)))

    def _let_go(self) -> None:
        self._pressed = self._dragged = None
        self.update()

    # -- keys -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk the days, Up and Down the events of a day, Enter opens."""
        if event.key() == Qt.Key.Key_Escape and self._dragged is not None:
            self._let_go()
            return
        current = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            self.chosen.emit(current)
            return
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
        }
        days = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        key = Qt.Key(event.key())
        if event.modifiers() or current is None or key not in {**steps, **days}:
            super().keyPressEvent(event)
        elif key in steps:
            self._set_current(min(max(self._current + steps[key], 0), len(self._events) - 1))
        else:
            self._walk_days(days[key], current)

    def _walk_days(self, step: int, current: WeekEvent) -> None:
        """Go to the first event of the next day that has one."""
        later = [
            (event.day, number)
            for number, event in enumerate(self._events)
            if (event.day > current.day if step > 0 else event.day < current.day)
        ]
        if later:
            day = min(later)[0] if step > 0 else max(later)[0]
            self._set_current(min(number for on, number in later if on == day))

    def _set_current(self, number: int) -> None:
        self._current = number
        event = self.current()
        if event is not None:
            word, _role = stated(event)
            said = listed(weekday_date(event.day), timed(event), titled(event), word)
            self.setAccessibleDescription(said)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show no place of the keys."""
        super().focusOutEvent(event)
        self.update()


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)
