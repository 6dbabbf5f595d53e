"""The grid of days: painted, walked by keys, entries dragged to other days."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.domain.names import pick
from studio.services.schedule import Agenda, Entry, Mark
from ui.language import language, short_date, text, trn, weekday, weekday_date
from ui.schedule.calendar import words
from ui.schedule.calendar.layout import (
    DAY,
    GAP,
    HEAD,
    INSET,
    MORE,
    Piece,
    Plan,
    arranged,
    day_at,
    lanes_in,
)
from ui.theme.fonts import text_width
from ui.theme.icons import draw_glyph
from ui.theme.painting import CENTRE, RIGHT, draw_text, framed, rounded
from ui.theme.tokens import hue_of, theme
from ui.widgets import focus
from ui.widgets.focus import by_key

MONTH_BAR, WEEK_BAR = 20, 40
THRESHOLD = 4


class Grid(QWidget):
    """Weeks of days with bars of what is on them."""

    opened = Signal(object)
    """Emitted when an entry is to be opened; carries the Entry."""

    moved = Signal(object, int)
    """Emitted when an entry is to lie so many days later: the Entry and the days."""

    refused = Signal(str)
    """Emitted when an entry cannot be moved; carries the reason."""

    rest_requested = Signal(object, QPoint)
    """Emitted when all of a day is wanted: its entries and the place on the screen."""

    turned = Signal(int)
    """Emitted by Page Up (-1), Page Down (1) and Home (0, today)."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._agenda = Agenda(today, today, today, (), ())
        self._month = 0
        self._by_person = False
        self._current: tuple[str, int] | None = None
        self._hovered = -1
        self._pressed: tuple[int, QPointF] | None = None
        self._dragged: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        focus.note(self)

    def show_agenda(self, agenda: Agenda, month: int, *, by_person: bool) -> None:
        """Show other days; `month` is the one that is meant, 0 in a week."""
        self._agenda, self._month, self._by_person = agenda, month, by_person
        keys = [(one.noun, one.id) for one in agenda.entries]
        if self._current not in keys:
            self._current = keys[0] if keys else None
        self._hovered = -1
        self._pressed = self._dragged = None
        self._tell()
        self.update()

    def entries(self) -> Sequence[Entry]:
        """Return what is shown, in order."""
        return self._agenda.entries

    def current(self) -> Entry | None:
        """Return the entry the keys are at."""
        return next((e for e in self._agenda.entries if (e.noun, e.id) == self._current), None)

    def select(self, noun: str, key: int) -> None:
        """Put the keys at an entry."""
        self._current = (noun, key)
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a wide page."""
        return QSize(1100, 700)

    # -- places ---------------------------------------------------------------------------------

    def weeks(self) -> int:
        """Return how many weeks are in sight."""
        return max(1, ((self._agenda.last - self._agenda.first).days + 1) // 7)

    def _bar(self) -> int:
        return WEEK_BAR if self.weeks() == 1 else MONTH_BAR

    def _week_height(self) -> float:
        return (self.height() - HEAD) / self.weeks()

    def plan(self) -> Plan:
        """Return the bars as they stand at this size."""
        entries = self._agenda.entries
        # Where there is no room for all, shoots and dates stay and work of days gives way.
        order = sorted(range(len(entries)), key=lambda one: words.rank(entries[one]))
        spans = {one: (entries[one].first, entries[one].last) for one in order}
        lanes = lanes_in(self._week_height(), self._bar())
        return arranged(spans, self._agenda.first, self._agenda.last, lanes)

    def box_of(self, day: date) -> QRectF:
        """Return the cell of a day."""
        week, number = divmod((day - self._agenda.first).days, 7)
        wide, high = self.width() / 7, self._week_height()
        return QRectF(number * wide, HEAD + week * high, wide, high)

    def _bar_box(self, piece: Piece) -> QRectF:
        wide = self.width() / 7
        top = HEAD + piece.week * self._week_height() + DAY + piece.lane * (self._bar() + GAP)
        left = piece.first * wide + (INSET if piece.begins else 0)
        right = (piece.last + 1) * wide - (INSET if piece.ends else 0)
        return QRectF(left, top, right - left - 1, self._bar())

    def bar_of(self, entry: Entry) -> QRectF | None:
        """Return where an entry's first bar stands, None where there is no room for it."""
        number = self._agenda.entries.index(entry)
        piece = next((one for one in self.plan().pieces if one.entry == number), None)
        return self._bar_box(piece) if piece is not None else None

    def _number_at(self, place: QPointF) -> int:
        for piece in self.plan().pieces:
            if self._bar_box(piece).contains(place):
                return piece.entry
        return -1

    def day_at(self, place: QPointF) -> date | None:
        """Return the day under a place."""
        return day_at(
            place.x(), place.y(), self.width(), self.height(), self._agenda.first, self.weeks()
        )

    def _rest_at(self, place: QPointF) -> list[Entry]:
        day = self.day_at(place)
        plan = self.plan()
        if day is None or day not in plan.hidden:
            return []
        if place.y() < self.box_of(day).bottom() - MORE - 2:
            return []
        return [one for one in self._agenda.entries if one.first <= day <= one.last]

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the days, the bars, and what is being dragged."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.fillRect(self.rect(), theme["surface"])
        self._draw_head(p)
        plan = self.plan()
        day = self._agenda.first
        while day <= self._agenda.last:
            self._draw_day(p, day, plan)
            day += timedelta(days=1)
        lifted = self._pressed[0] if self._pressed is not None and self._dragged else -1
        for piece in plan.pieces:
            p.setOpacity(0.45 if piece.entry == lifted else 1)
            self._draw_bar(p, self._bar_box(piece), piece)
        p.setOpacity(1)
        self._draw_drag(p)
        p.end()

    def _draw_head(self, p: QPainter) -> None:
        wide = self.width() / 7
        for number in range(7):
            box = QRectF(number * wide + 8, 0, wide - 16, HEAD)
            draw_text(
                p, box, weekday(self._agenda.first + timedelta(days=number)), "small", "text3"
            )
        p.fillRect(QRectF(0, HEAD - 1, self.width(), 1), theme["border"])

    def _draw_day(self, p: QPainter, day: date, plan: Plan) -> None:
        box = self.box_of(day)
        marks = [one for one in self._agenda.marks if one.first <= day <= one.last]
        off = any(one.kind == "holiday" for one in marks)
        worked = any(one.kind == "workday" for one in marks)
        if (day.isoweekday() > 5 and not worked) or off:
            p.fillRect(box, theme["shade"])
        p.fillRect(QRectF(box.right() - 1, box.top(), 1, box.height()), theme["grid"])
        p.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme["grid"])
        today = day == self._agenda.today
        meant = not self._month or day.month == self._month
        words_of_day = short_date(day) if day.day == 1 else str(day.day)
        if today:
            wide = text_width(words_of_day, "head") + 12
            rounded(p, QRectF(box.left() + 4, box.top() + 3, wide, 19), "accent", 5)
            cell = QRectF(box.left() + 4, box.top() + 3, wide, 19)
            draw_text(p, cell, words_of_day, "head", "onaccent", CENTRE)
        else:
            cell = QRectF(box.left() + 8, box.top() + 2, box.width() - 16, DAY - 4)
            draw_text(p, cell, words_of_day, "body", "text" if meant else "text3")
        if marks:
            room = QRectF(box.left() + 46, box.top() + 2, box.width() - 52, DAY - 4)
            draw_text(p, room, _marked(marks), "tiny", "text3", RIGHT)
        if rest := plan.hidden.get(day):
            line = QRectF(box.left() + 8, box.bottom() - MORE, box.width() - 16, MORE - 2)
            draw_text(p, line, trn("+{n} more", "+{n} more", len(rest)), "small", "accenttext")

    def _hue(self, entry: Entry) -> str:
        if not self._by_person:
            return entry.hue
        return hue_of(sum(map(ord, entry.people[0]))) if entry.people else ""

    def _draw_bar(self, p: QPainter, box: QRectF, piece: Piece) -> None:
        entry = self._agenda.entries[piece.entry]
        hue = self._hue(entry)
        tentative = (
            entry.noun == "booking"
            and entry.state is not None
            and (entry.state.code not in ("confirmed", "in_progress", "completed"))
        )
        bad = words.late(entry)
        if hue and not tentative:
            rounded(p, box, f"{hue}.tint", 4)
        else:
            framed(p, box, "surface", f"{hue}.line" if hue else "border", 4, dashed=tentative)
        if bad:
            framed(p, box, None, "bad", 4)
        elif piece.entry == self._hovered:
            framed(p, box, None, f"{hue}.line" if hue else "border2", 4)
        ink = "bad" if bad else (f"{hue}.text" if hue else "text")
        left = box.left() + 6
        row = QRectF(left, box.top(), box.right() - left - 5, MONTH_BAR)
        if glyph := words.GLYPHS[entry.kind]:
            draw_glyph(p, QPointF(left + 6, row.center().y()), glyph, 12, ink)
            row.setLeft(left + 16)
        if entry.time and piece.begins:
            used = draw_text(p, row, entry.time, "mark", ink)
            row.setLeft(row.left() + used + 5)
        draw_text(p, row, words.titled(entry), "small", ink)
        if self._bar() == WEEK_BAR:
            who = pick(entry.who, entry.who_zh, language())
            project = pick(entry.project, entry.project_zh, language())
            below = QRectF(left, box.top() + 19, box.right() - left - 5, 18)
            state = text(entry.state.label) if entry.state else ""
            draw_text(p, below, who or state or project, "tiny", ink)
        if (entry.noun, entry.id) == self._current and self.hasFocus() and by_key(self):
            framed(p, box, None, "focus", 4, thick=2)

    def _draw_drag(self, p: QPainter) -> None:
        place, pressed = self._dragged, self._pressed
        if place is None or pressed is None:
            return
        entry = self._agenda.entries[pressed[0]]
        day = self.day_at(place)
        if day is None:
            return
        reason = text(entry.fixed) if entry.fixed else ""
        first = entry.first + timedelta(days=self._days_to(pressed[1], place))
        for shift in range((entry.last - entry.first).days + 1):
            target = first + timedelta(days=shift)
            if self._agenda.first <= target <= self._agenda.last:
                cell = self.box_of(target).adjusted(2, 2, -3, -3)
                framed(p, cell, None, "bad" if reason else "accent", 6, thick=2, dashed=True)
        said = reason or weekday_date(first)
        wide = min(text_width(said, "label") + 20, self.width() - 8)
        left = min(max(place.x() - wide / 2, 4), self.width() - wide - 4)
        note = QRectF(left, min(place.y() + 18, self.height() - 28), wide, 24)
        framed(p, note, "bad.tint" if reason else "surface", "bad" if reason else "accent", 6)
        draw_text(p, note, said, "label", "bad" if reason else "accenttext", CENTRE)

    # -- mouse ----------------------------------------------------------------------------------

    def _days_to(self, start: QPointF, end: QPointF) -> int:
        begin, drop = self.day_at(start), self.day_at(end)
        return (drop - begin).days if begin is not None and drop is not None else 0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        number = self._number_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self._pressed = (number, event.position())
            entry = self._agenda.entries[number]
            self.select(entry.noun, entry.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up what is under the pointer, or drag it once it moved by 4 px."""
        if self._pressed is not None:
            moved = event.position() - self._pressed[1]
            if self._dragged is not None or moved.manhattanLength() >= THRESHOLD:
                self._dragged = event.position()
                self.update()
            return
        number = self._number_at(event.position())
        pointed = number >= 0 or bool(self._rest_at(event.position()))
        shape = Qt.CursorShape.PointingHandCursor if pointed else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        if number != self._hovered:
            self._hovered = number
            tip = words.told(self._agenda.entries[number]) if number >= 0 else ""
            self.setToolTip(tip.replace("<", "‹"))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked, move what was dropped on another day."""
        pressed, dragged = self._pressed, self._dragged
        self._pressed = self._dragged = None
        self.update()
        if pressed is None:
            rest = self._rest_at(event.position())
            if rest and event.button() == Qt.MouseButton.LeftButton:
                self.rest_requested.emit(rest, event.globalPosition().toPoint())
            return
        entry = self._agenda.entries[pressed[0]]
        if dragged is None:
            self.opened.emit(entry)
        else:
            self.move_entry(entry, self._days_to(pressed[1], event.position()))

    def move_entry(self, entry: Entry, days: int) -> None:
        """Ask for an entry to lie so many days later, or say why it cannot."""
        if entry.fixed is not None:
            self.refused.emit(text(entry.fixed))
        elif days:
            self.moved.emit(entry, days)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is hovered any more."""
        self._hovered = -1
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show all of the day of the current entry."""
        entry = self.current()
        if entry is not None:
            day = max(entry.first, self._agenda.first)
            here = [one for one in self._agenda.entries if one.first <= day <= one.last]
            self.rest_requested.emit(here, event.globalPos())

    # -- keys -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the entries, Alt moves one by a day, Enter opens, Page keys turn."""
        key, entry = event.key(), self.current()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
        }  # fmt: skip
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Home: 0}
        if key in steps and alt and entry is not None:
            self.move_entry(entry, steps[Qt.Key(key)])
        elif key in steps:
            self._walk(steps[Qt.Key(key)])
        elif key in turns:
            self.turned.emit(turns[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and entry is not None:
            self.opened.emit(entry)
        elif key == Qt.Key.Key_Escape and self._dragged is not None:
            self._pressed = self._dragged = None
            self.update()
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        """Go to the neighbour, or by a week to the entry nearest the same day."""
        entries, entry = self._agenda.entries, self.current()
        if not entries or entry is None:
            return
        at = entries.index(entry)
        if abs(step) == 1:
            chosen = entries[min(max(at + step, 0), len(entries) - 1)]
        else:
            wanted = max(entry.first, self._agenda.first) + timedelta(days=step)
            chosen = min(entries, key=lambda one: abs((one.first - wanted).days))
        self.select(chosen.noun, chosen.id)

    def _tell(self) -> None:
        entry = self.current()
        self.setAccessibleDescription(words.told(entry) if entry is not None else "")


def _marked(marks: Sequence[Mark]) -> str:
    mark = marks[0]
    return pick(mark.name, mark.name_zh, language())
