"""The painted weeks of the calendar: bars by day, dragged with the mouse or moved by the keys."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget
from studio.services.schedule.calendar import CalendarItem, CalendarPage

from studio.domain.names import pick
from ui.language import language, short_date, text, tr, trn, week_day, weekday
from ui.schedule.calendar.places import DAYS, Bar, Layout, lay_out, span, step
from ui.theme.icons import draw_glyph
from ui.theme.painting import CENTRE, draw_text, framed, rounded
from ui.theme.tokens import theme
from ui.widgets import focus
from ui.widgets.menus import Menu

HEAD, DAY_HEAD, LANE, PAD = 26, 24, 21, 3
SLACK = 6
GLYPHS = {
    "task": "check-square",
    "shoot_day": "film-slate",
    "booking": "user",
    "publish": "paper-plane-tilt",
    "invoice": "receipt",
}


class CalendarGrid(QWidget):
    """Six weeks or one; the day with the cursor has a frame, the item picked too."""

    opened = Signal(str, int)
    """Emitted when an item was opened: its kind and id."""

    moved = Signal(object, int)
    """Emitted when an item was moved: the CalendarItem and by how many days."""

    refused = Signal(str)
    """Emitted when something was tried to be moved that may not; carries why."""

    day_changed = Signal(object)
    """Emitted when the cursor went to a day; carries the date."""

    turned = Signal(int)
    """Emitted when another page is wished: -1 or 1."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.day = today
        self.view = "month"
        self.by_person = False
        self.page: CalendarPage | None = None
        self._today = today
        self._layout = Layout((), {})
        self._picked = ""
        self._pressed: tuple[Bar, QPointF] | None = None
        self._over: date | None = None
        self._menu: Menu | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(QSize(560, 320))
        self.setAccessibleName(tr("Calendar"))
        focus.note(self)
        theme.changed.connect(self.update)

    # -- what is shown --------------------------------------------------------------------------

    @property
    def first(self) -> date:
        """The first day shown."""
        return span(self.day, self.view)[0]

    @property
    def weeks(self) -> int:
        """How many weeks are shown."""
        return span(self.day, self.view)[1]

    @property
    def last(self) -> date:
        """The last day shown."""
        return self.first + timedelta(days=DAYS * self.weeks - 1)

    def show_page(self, page: CalendarPage) -> None:
        """Show what was read."""
        self.page = page
        self._today = page.today
        self._lay_out()

    def _lay_out(self) -> None:
        items = self.page.items if self.page else ()
        self._layout = lay_out(items, self.first, self.weeks, self._lanes())
        self._say()
        self.update()

    def _lanes(self) -> int:
        return max(1, int((self._week_height() - DAY_HEAD - self._mark_height()) // LANE))

    def _mark_height(self) -> float:
        return 0.0

    def _week_height(self) -> float:
        return (self.height() - HEAD) / self.weeks

    def _column(self) -> float:
        return self.width() / DAYS

    def items_on(self, day: date) -> list[CalendarItem]:
        """Return what stands on a day."""
        items = self.page.items if self.page else ()
        return [item for item in items if item.first <= day <= item.last]

    def shown_words(self) -> list[str]:
        """Return every bar that is shown, as words, for tests and readers aloud."""
        return [self.words(bar.item) for bar in self._layout.bars]

    def hidden_on(self, day: date) -> int:
        """Return how many of a day's items are behind "+n more"."""
        place = (day - self.first).days
        return len(self._layout.hidden.get((place // DAYS, place % DAYS), ()))

    def words(self, item: CalendarItem) -> str:
        """Return an item as it is written on its bar."""
        name = pick(item.title, item.title_zh, language())
        return f"{item.at} {name}".strip()

    # -- the cursor -----------------------------------------------------------------------------

    def go_to(self, day: date) -> None:
        """Put the cursor on a day; the page is read anew where it is another one."""
        shown = (self.first, self.weeks)
        self.day = day
        self._picked = next((item.key for item in self.items_on(day)), "")
        if shown != (self.first, self.weeks):
            self._layout = Layout((), {})
        self._say()
        self.update()
        self.day_changed.emit(day)

    def pick_item(self, key: str) -> None:
        """Pick an item by its key."""
        self._picked = key
        self._say()
        self.update()

    def picked(self) -> CalendarItem | None:
        """Return the item that is picked."""
        items = self.page.items if self.page else ()
        return next((item for item in items if item.key == self._picked), None)

    def _say(self) -> None:
        item = self.picked()
        count = len(self.items_on(self.day))
        parts = [
            weekday(self.day),
            short_date(self.day, self._today),
            trn("{n} entry", "{n} entries", count),
            self.words(item) if item else "",
        ]
        self.setAccessibleDescription(", ".join(part for part in parts if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by days and weeks, through a day's items by Tab-like brackets, open, move."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        days = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -DAYS,
            Qt.Key.Key_Down: DAYS,
        }.get(Qt.Key(event.key()))
        if days is not None and alt:
            self.try_move(self.picked(), days)
        elif days is not None:
            self.go_to(self.day + timedelta(days=days))
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            pages = -1 if event.key() == Qt.Key.Key_PageUp else 1
            self.go_to(step(self.day, self.view, pages))
        elif event.key() == Qt.Key.Key_Home:
            self.go_to(self._today)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_picked()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_BracketRight):
            self._next_item(1)
        elif event.key() == Qt.Key.Key_BracketLeft:
            self._next_item(-1)
        else:
            super().keyPressEvent(event)

    def _next_item(self, by: int) -> None:
        found = self.items_on(self.day)
        if found:
            keys = [item.key for item in found]
            at = keys.index(self._picked) if self._picked in keys else -by
            self.pick_item(keys[(at + by) % len(keys)])

    def open_picked(self) -> None:
        """Open the picked item, or list the day's items where none is."""
        item = self.picked()
        if item is not None:
            self.opened.emit(item.kind, item.id)

    def try_move(self, item: CalendarItem | None, days: int) -> None:
        """Move an item by days, or say why it stays."""
        if item is None or not days:
            return
        if item.why is not None:
            self.refused.emit(text(item.why))
        else:
            self.moved.emit(item, days)

    # -- the mouse ------------------------------------------------------------------------------

    def day_at(self, place: QPointF) -> date | None:
        """Return the day at a place."""
        if place.y() < HEAD:
            return None
        week = min(int((place.y() - HEAD) // self._week_height()), self.weeks - 1)
        column = min(max(int(place.x() // self._column()), 0), DAYS - 1)
        return self.first + timedelta(days=week * DAYS + column)

    def bar_at(self, place: QPointF) -> Bar | None:
        """Return the bar at a place."""
        return next((bar for bar in self._layout.bars if self.bar_box(bar).contains(place)), None)

    def bar_box(self, bar: Bar) -> QRectF:
        """Return where a bar is painted."""
        column, top = self._column(), HEAD + bar.week * self._week_height()
        left = bar.first * column + (PAD if bar.begins else 0)
        right = (bar.last + 1) * column - (PAD if bar.ends else 0)
        return QRectF(left, top + DAY_HEAD + bar.lane * LANE, right - left, LANE - 2)

    def more_box(self, week: int, column: int) -> QRectF:
        """Return where a day's "+n more" is painted."""
        top = HEAD + week * self._week_height() + DAY_HEAD + (self._lanes() - 1) * LANE
        return QRectF(column * self._column() + PAD, top, self._column() - 2 * PAD, LANE - 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick what was pressed, or list what a day has more of."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = event.position()
        bar, day = self.bar_at(place), self.day_at(place)
        if bar is not None:
            self.day = day or self.day
            self.pick_item(bar.item.key)
            self._pressed = (bar, place)
            return
        for (week, column), _items in self._layout.hidden.items():
            if self.more_box(week, column).contains(place):
                self.show_more(self.first + timedelta(days=week * DAYS + column))
                return
        if day is not None:
            self.go_to(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag: the day under the pointer is shown as the target."""
        if self._pressed is None:
            return
        _bar, start = self._pressed
        if self._over is None and (event.position() - start).manhattanLength() < SLACK:
            return
        over = self.day_at(event.position())
        if over != self._over:
            self._over = over
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop: one move by so many days."""
        pressed, over = self._pressed, self._over
        self._pressed = self._over = None
        self.update()
        if pressed is None or over is None:
            return
        bar, start = pressed
        origin = self.day_at(start)
        if origin is not None:
            self.try_move(bar.item, (over - origin).days)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what was double-clicked."""
        if self.bar_at(event.position()) is not None:
            self.open_picked()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn pages."""
        if event.angleDelta().y():
            self.turned.emit(-1 if event.angleDelta().y() > 0 else 1)

    def show_more(self, day: date) -> None:
        """List everything on a day; choosing one opens it."""
        self._menu = Menu(self)
        for item in self.items_on(day):
            self._menu.add(self.words(item), icon=GLYPHS[item.kind], data=(item.kind, item.id))
        self._menu.picked.connect(self._on_more_picked)
        place = (day - self.first).days
        box = self.more_box(place // DAYS, place % DAYS)
        self._menu.popup(self.mapToGlobal(QPoint(int(box.left()), int(box.bottom()))))

    def more_menu(self) -> Menu | None:
        """Return the list of a day's items that is open."""
        return self._menu

    def _on_more_picked(self, data: Any) -> None:
        self.opened.emit(data[0], data[1])

    def event(self, event: QEvent) -> bool:
        """Show what a bar is about."""
        if isinstance(event, QHelpEvent):
            bar = self.bar_at(QPointF(event.pos()))
            words = self.tip(bar.item) if bar else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def tip(self, item: CalendarItem) -> str:
        """Return an item in full: when, of what, who, and why it stays."""
        names = (pick(*name, language()) for name in item.names)
        days = short_date(item.first, self._today)
        if item.last != item.first:
            days = tr("{first} to {last}").format(
                first=days, last=short_date(item.last, self._today)
            )
        parts = [
            self.words(item),
            pick(item.project, item.project_zh, language()),
            days,
            ", ".join(names),
            text(item.why) if item.why else "",
        ]
        return "\n".join(part for part in parts if part)

    # -- painting -------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew: more or fewer lanes fit."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw days, marks and bars."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.fillRect(self.rect(), theme["surface"])
        for week in range(self.weeks):
            for column in range(DAYS):
                self._paint_day(p, week, column)
        for column in range(DAYS):
            box = QRectF(column * self._column(), 0, self._column(), HEAD)
            name = weekday(self.first + timedelta(days=column))
            draw_text(p, box.adjusted(8, 0, -4, 0), name, "small", "text3")
        for bar in self._layout.bars:
            self._paint_bar(p, bar)
        for (week, column), items in self._layout.hidden.items():
            words = tr("+{n} more").format(n=len(items))
            draw_text(p, self.more_box(week, column).adjusted(5, 0, 0, 0), words, "small", "text2")
        p.end()

    def _paint_day(self, p: QPainter, week: int, column: int) -> None:
        high, wide = self._week_height(), self._column()
        box = QRectF(column * wide, HEAD + week * high, wide, high)
        day = self.first + timedelta(days=week * DAYS + column)
        mark = self._marks(day)
        off = column >= 5 and not any(one[1] == "workday" for one in mark)
        off = off or any(one[1] == "holiday" for one in mark)
        if off:
            p.fillRect(box, theme["shade"])
        if self._over == day:
            p.fillRect(box, theme["sel"])
        p.fillRect(QRectF(box.left(), box.top(), box.width(), 1), theme["grid"])
        if column:
            p.fillRect(QRectF(box.left(), box.top(), 1, box.height()), theme["grid"])
        faint = self.view == "month" and day.month != self.day.month
        head = QRectF(box.left() + 8, box.top() + 2, 24, DAY_HEAD - 4)
        if day == self._today:
            rounded(p, QRectF(box.left() + 4, box.top() + 3, 24, 18), "accent", 5)
            draw_text(
                p,
                QRectF(box.left() + 4, box.top() + 3, 24, 18),
                str(day.day),
                "mark",
                "onaccent",
                CENTRE,
            )
        else:
            words = str(day.day) if day.day > 1 else week_day(day)
            draw_text(
                p, head.adjusted(0, 0, 30, 0), words, "smallhead", "text3" if faint else "text"
            )
        words = tr(", ", "between facts").join(one[0] for one in mark)
        left = box.left() + (56 if day.day == 1 else 34)
        draw_text(
            p,
            QRectF(left, box.top() + 2, box.right() - left - 4, DAY_HEAD - 4),
            words,
            "tiny",
            "text3",
        )
        if day == self.day and self.hasFocus():
            framed(p, box.adjusted(1, 1, -1, -1), None, "focus", 4)

    def _marks(self, day: date) -> list[tuple[str, str]]:
        marks = self.page.marks if self.page else ()
        found = {}
        for mark in marks:
            if mark.first <= day <= mark.last:
                name = pick(mark.name, mark.name_zh, language())
                if mark.kind == "holiday" and mark.country and mark.country != "CN":
                    found[name] = (f"{name}, {mark.country}", "abroad")
                else:
                    found[name] = (name, mark.kind)
        return list(found.values())

    def _hue(self, item: CalendarItem) -> str:
        if self.by_person and item.refs:
            number = int(item.refs[0].rpartition(":")[2])
            return f"p{number % 8 + 1}"
        return item.hue or "p8"

    def _paint_bar(self, p: QPainter, bar: Bar) -> None:
        item, box = bar.item, self.bar_box(bar)
        hue = self._hue(item)
        edge = "bad" if item.late else f"{hue}.line"
        fill = None if item.held else ("bad.tint" if item.late else f"{hue}.tint")
        framed(p, box, fill, edge, 4, 1)
        ink = "bad" if item.late else ("text3" if item.done else "text")
        left = box.left() + 14
        draw_glyph(p, QPointF(box.left() + 9, box.center().y()), GLYPHS[item.kind], 11, ink)
        name = self.words(item)
        if item.done:
            name = f"\u2713 {name}"
        room = QRectF(left + 4, box.top(), box.right() - left - 8, box.height())
        draw_text(p, room, name, "small", ink)
        if item.key == self._picked:
            framed(p, box, None, "accent", 4, 2)
