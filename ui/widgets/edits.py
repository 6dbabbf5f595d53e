"""Line fields that understand what is typed: text, amounts, numbers, shares, days, moments.

A field holds its last good value. Enter, Tab or leaving it commits; Esc restores. A value that
cannot be read stays in the field with its reason, and what was understood is shown while typing.
"""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from studio.domain import typed
from studio.domain.money import Money, exponent
from studio.errors import Invalid
from studio.text import Message
from ui import language
from ui.language import tr
from ui.theme.fonts import text_width
from ui.theme.painting import RIGHT, draw_text
from ui.widgets import focus
from ui.widgets.boxes import hbox, restyle
from ui.widgets.buttons import Button, icon_button
from ui.widgets.month import MonthPopup

T = TypeVar("T")
LIMIT = 5000  # letters a field takes at all; the rule about its length is checked when committed


class LineEdit(QLineEdit):
    """One line of text that may be kept: trimmed, composed, without characters that deceive."""

    committed = Signal()
    """Emitted when the value was changed and left by Enter, Tab or a click elsewhere."""

    problem_changed = Signal(str)
    """Emitted when the typed text became unreadable, or readable again; carries the reason."""

    locked_touched = Signal()
    """Emitted when somebody types into a locked field."""

    def __init__(self, *, limit: int = 200, placeholder: str = "", height: int = 30) -> None:
        super().__init__()
        self._limit = limit
        self._value: Any = self.nothing()
        self._problem = ""
        self._understood = ""
        self._frame = ""
        self.setMaxLength(LIMIT)
        self.setProperty("type", "body")
        self.setFixedHeight(height)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self._on_text_edited)
        focus.note(self)

    def nothing(self) -> Any:
        """Return the value of an empty field."""
        return ""

    def read(self, typed_text: str) -> Any:
        """Return the value of a text that is not empty; raises Invalid."""
        return typed.text(typed_text, limit=self._limit)

    def show_value(self, value: Any) -> str:
        """Return a value as the field shows it."""
        return str(value)

    def value(self) -> Any:
        """Return the last good value."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show a value that is saved; what was typed is gone."""
        self._value = value
        self.restore()

    def restore(self) -> None:
        """Show the last good value again."""
        empty = self._value is None or self._value == self.nothing()
        self.setText("" if empty else self.show_value(self._value))
        self.setCursorPosition(0)
        self.set_problem("")
        self._understood = ""
        self.update()

    def problem(self) -> str:
        """Return why what is typed cannot be kept, "" where it can."""
        return self._problem

    def typed_something(self) -> bool:
        """True while the text differs from the last good value."""
        shown = "" if self._value == self.nothing() else self.show_value(self._value)
        return self.text() != shown

    def settle(self) -> bool:
        """Take what is typed as the value; False where it cannot be read. Tells of a change."""
        if not self.typed_something():
            return not self._problem
        try:
            value = self._read()
        except Invalid as error:
            self.set_problem(language.text(next(iter(error.fields.values()))))
            return False
        changed = value != self._value
        self.set_value(value)
        if changed:
            self.committed.emit()
        return True

    def refuse(self, problem: str, saved: Any) -> None:
        """Keep what was typed with the reason why it was refused; Esc goes back to `saved`."""
        self._value = saved
        self.set_problem(problem)

    def set_height(self, height: int) -> None:
        """Make the field as high as its rows."""
        self.setFixedHeight(height)

    def set_frame(self, frame: str) -> None:
        """Frame the field: "" always, plain on hover or focus, warn, bad, locked never."""
        self._frame = frame
        self._show_frame()

    def set_locked(self, locked: bool) -> None:
        """Show the value as plain text that cannot be changed."""
        self.setReadOnly(locked)
        self.set_frame("locked" if locked else ("" if self._frame == "locked" else self._frame))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter commits, Esc restores; typing into a locked field tells so."""
        if self.isReadOnly() and event.text().isprintable() and event.text():
            self.locked_touched.emit()
        if event.key() == Qt.Key.Key_Escape and (self.typed_something() or self._problem):
            self.restore()
            event.accept()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isReadOnly():
            self.settle()
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving commits, but not to a menu of the field or to another program."""
        reasons = Qt.FocusReason
        if event.reason() not in (reasons.PopupFocusReason, reasons.ActiveWindowFocusReason):
            self.settle()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, and at its right what was understood."""
        super().paintEvent(event)
        if self._understood:
            room = QRectF(self.rect()).adjusted(12, 0, -10 - self.textMargins().right(), 0)
            room.setLeft(room.left() + text_width(self.text(), "body") + 6)
            if room.width() >= text_width(self._understood, "body"):
                draw_text(QPainter(self), room, self._understood, "body", "text3", RIGHT)

    def _read(self) -> Any:
        if not self.text().strip():
            return self.nothing()
        return self.read(self.text())

    def _on_text_edited(self) -> None:
        self._understood = self._preview()
        if self._problem:
            self.set_problem("")
        self.update()

    def _preview(self) -> str:
        """Say what will be kept, where that looks different from what is typed."""
        try:
            value = self._read()
        except Invalid:
            return ""
        shown = "" if value == self.nothing() else self.show_value(value)
        return "" if shown == self.text().strip() else shown

    def set_problem(self, problem: str) -> None:
        """Frame the field as wrong and tell why; "" takes it back."""
        if problem != self._problem:
            self._problem = problem
            self.setAccessibleDescription(problem)
            self._show_frame()
            self.problem_changed.emit(problem)

    def _show_frame(self) -> None:
        restyle(self, look="bad" if self._problem else self._frame)


class TypedEdit(LineEdit, Generic[T]):
    """A line field whose value is not text; nothing typed is None."""

    def nothing(self) -> T | None:
        """Return the value of an empty field."""
        return None

    def value(self) -> T | None:
        """Return the last good value."""
        found: T | None = self._value
        return found

    def set_value(self, value: T | None) -> None:
        """Show a value that is saved."""
        super().set_value(value)


class MoneyEdit(TypedEdit[Money]):
    """An amount of one currency: "12k", "1.2万" and "3*900" are understood."""

    def __init__(
        self, currency: str, *, negative: bool = False, placeholder: str = "", height: int = 30
    ) -> None:
        super().__init__(placeholder=placeholder, height=height)
        self._currency = currency
        self._negative = negative

    def set_currency(self, currency: str) -> None:
        """Take another currency; the amount keeps its figures."""
        if currency == self._currency:
            return
        old = self.value()
        self._currency = currency
        if old is not None:
            places = exponent(currency) - exponent(old.currency)
            minor = old.minor * 10**places if places >= 0 else old.minor // 10**-places
            self.set_value(Money(minor, currency))

    def read(self, typed_text: str) -> Money:
        """Return the amount of a text; raises Invalid."""
        return typed.parse_money(typed_text, self._currency, negative=self._negative)

    def show_value(self, value: Money) -> str:
        """Return an amount with grouping, without its sign."""
        return language.amount(value)


class NumberEdit(TypedEdit[Decimal]):
    """A quantity to three decimal places; `whole` takes whole numbers only."""

    def __init__(self, *, whole: bool = False, placeholder: str = "", height: int = 30) -> None:
        super().__init__(placeholder=placeholder, height=height)
        self._whole = whole

    def read(self, typed_text: str) -> Decimal:
        """Return the number of a text; raises Invalid."""
        found = typed.parse_number(typed_text)
        if self._whole and found != found.to_integral_value():
            raise Invalid({"value": Message("A whole number is needed.")})
        return found

    def show_value(self, value: Decimal) -> str:
        """Return a number with grouping."""
        return language.number(value)


class PercentEdit(TypedEdit[Decimal]):
    """A share of one, typed and shown in per cent."""

    def read(self, typed_text: str) -> Decimal:
        """Return the share of a text; raises Invalid."""
        return typed.parse_percent(typed_text)

    def show_value(self, value: Decimal) -> str:
        """Return a share in per cent."""
        return language.percent(value)


class PickingEdit(TypedEdit[T]):
    """A line field with a calendar at its right end."""

    def __init__(self, today: date, *, placeholder: str = "", height: int = 30) -> None:
        super().__init__(placeholder=placeholder, height=height)
        self.today = today
        self._popup: MonthPopup | None = None
        self._button: Button = icon_button("calendar-blank", tr("Calendar"), height=24)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTextMargins(0, 0, 24, 0)
        hbox(self, "stretch", self._button, margins=(0, 0, 3, 0))
        self._button.clicked.connect(self.open_calendar)
        self._button.hide()

    def open_calendar(self) -> None:
        """Open the calendar under the field."""
        self._popup = MonthPopup(self.day() or self.today, self.today, self)
        self._popup.picked.connect(self.take_day)
        self._popup.open_at(self.mapToGlobal(QPoint(0, self.height() + 3)))

    def day(self) -> date | None:
        """Return the day the calendar opens at."""
        return None

    def take_day(self, day: date) -> None:
        """Take a day from the calendar."""

    def set_locked(self, locked: bool) -> None:
        """A locked field has no calendar."""
        super().set_locked(locked)
        self._button.setVisible(not locked and not self._quiet())

    def set_frame(self, frame: str) -> None:
        """A field without a frame shows its calendar on hover and focus only."""
        super().set_frame(frame)
        self._button.setVisible(not self.isReadOnly() and not self._quiet())

    def enterEvent(self, event: Any) -> None:
        """Show the calendar's button."""
        self._button.setVisible(not self.isReadOnly())
        super().enterEvent(event)

    def leaveEvent(self, event: Any) -> None:
        """Hide it again in a field without a frame."""
        self._button.setVisible(not self.isReadOnly() and not self._quiet())
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Down and not self.isReadOnly():
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def _quiet(self) -> bool:
        return self._frame in ("plain", "locked") and not self.hasFocus()


class DateEdit(PickingEdit[date]):
    """A day: "明天", "fri", "12/3", "+7", "30 Nov" are understood."""

    def read(self, typed_text: str) -> date:
        """Return the day of a text; raises Invalid."""
        return typed.parse_date(typed_text, self.today)

    def show_value(self, value: date) -> str:
        """Return a day with its year."""
        return language.dated(value)

    def day(self) -> date | None:
        """Return the day the calendar opens at."""
        return self.value()

    def take_day(self, day: date) -> None:
        """Take a day from the calendar, as if it had been typed."""
        self.setText(language.dated(day))
        self.settle()


class MomentEdit(PickingEdit[datetime]):
    """A day and a time of this machine's zone, kept in UTC: "fri 18:00", "+2 9:30"."""

    def __init__(
        self, today: date, *, usual: time = time(18), placeholder: str = "", height: int = 30
    ) -> None:
        super().__init__(today, placeholder=placeholder, height=height)
        self._usual = usual

    def read(self, typed_text: str) -> datetime:
        """Return the moment of a text in UTC; raises Invalid."""
        try:
            clock = typed.parse_time(typed_text)
        except Invalid:
            local = typed.parse_datetime(typed_text, self.today, at=self._usual)
        else:
            local = datetime.combine(self.day() or self.today, clock)
        return local.astimezone(UTC)

    def show_value(self, value: datetime) -> str:
        """Return day and time in this machine's zone."""
        both = tr("{day}, {time}", "moment")
        day = language.dated(value.astimezone().date())
        return both.format(day=day, time=language.time_of(value))

    def day(self) -> date | None:
        """Return the day the calendar opens at."""
        value = self.value()
        return None if value is None else value.astimezone().date()

    def take_day(self, day: date) -> None:
        """Take a day from the calendar, with the time that was there."""
        value = self.value()
        clock = self._usual if value is None else value.astimezone().time()
        self.setText(f"{day.isoformat()} {clock:%H:%M}")
        self.settle()


def split_moment(typed_text: str) -> tuple[str, time | None]:
    """Return the day's words and the time of a text: "fri, 18:00" gives ("fri", 18:00)."""
    match = re.fullmatch(r"(.*?)[,，\s]*(\d{1,2})[:：](\d{2})\s*", typed_text, re.DOTALL)
    if match is None:
        return typed_text.strip().rstrip(",，"), None
    hours, minutes = int(match[2]), int(match[3])
    if hours > 23 or minutes > 59:
        raise Invalid({"value": Message("A time from 00:00 to 23:59 is needed.")})
    return match[1].strip(), time(hours, minutes)
