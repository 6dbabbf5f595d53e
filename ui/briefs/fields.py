"""Fields of a brief that hold two values in one line: budget, posting window, day with time."""

import re
from datetime import date
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent

from studio.domain import wishes
from studio.domain.money import Money
from studio.domain.wishes import Budget, Due, Window
from ui import language
from ui.language import short_date, tr, weekday_date
from ui.theme.fonts import text_width
from ui.theme.painting import LEFT, draw_text
from ui.widgets.edits import LineEdit, split_moment


def whole_money(value: Money) -> str:
    """Return an amount without its cents where there are none: ¥60,000."""
    shown = language.money(value)
    return shown[:-3] if shown.endswith(".00") else shown


def budget_words(value: Budget) -> str:
    """Return a budget as it is said, and can be typed: "about ¥60,000", "up to €9,000"."""
    least, most = value.least, value.most
    if least is None and most is None:
        return ""
    if most is None:
        return tr("at least {amount}").format(amount=_shown(least, value.currency))
    if least is None:
        return tr("up to {amount}").format(amount=_shown(most, value.currency))
    if wishes.is_about(least, most):
        middle = wishes.headline(least, most)
        return tr("about {amount}").format(amount=_shown(middle, value.currency))
    if least == most:
        return _shown(most, value.currency)
    upper = language.amount(Money(most, value.currency))
    upper = upper[:-3] if upper.endswith(".00") else upper
    return f"{_shown(least, value.currency)} – {upper}"


def _shown(minor: int | None, currency: str) -> str:
    return whole_money(Money(minor or 0, currency))


class BudgetField(LineEdit):
    """A budget: "60k", "about 6 万", "54-66k", "up to 9k"; its value is a Budget."""

    def __init__(self, *, placeholder: str = "") -> None:
        self._currency = "CNY"
        super().__init__(placeholder=placeholder)

    def set_currency(self, currency: str) -> None:
        """Read figures without a sign as this currency."""
        self._currency = currency

    def nothing(self) -> Any:
        """Return a budget without figures."""
        return Budget(None, None, self._currency)

    def read(self, typed_text: str) -> Any:
        """Return the budget of a text; raises Invalid."""
        return Budget(*wishes.read_budget(typed_text, self._currency), self._currency)

    def show_value(self, value: Any) -> str:
        """Return a budget as the field shows it."""
        return budget_words(value) if isinstance(value, Budget) else str(value)

    def range_words(self) -> str:
        """Return the two ends of an "about", to be seen beside it."""
        value = self.value()
        if not isinstance(value, Budget) or not wishes.is_about(value.least, value.most):
            return ""
        ends = (
            language.amount(Money(end or 0, value.currency)) for end in (value.least, value.most)
        )
        return "–".join(end[:-3] if end.endswith(".00") else end for end in ends)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, and after an "about" its two ends."""
        super().paintEvent(event)
        words = self.range_words()
        if words and not self.typed_something() and not self.hasFocus():
            left = text_width(self.text(), "body") + 22
            room = QRectF(self.rect()).adjusted(left, 0, -8, 0)
            if room.width() >= text_width(words, "body"):
                draw_text(QPainter(self), room, words, "body", "text3", LEFT)


class WindowField(LineEdit):
    """A posting window: "1-20 Dec", "12月1日至20日", "December"; its value is a Window."""

    def __init__(self, today: date, *, placeholder: str = "") -> None:
        self._today = today
        super().__init__(placeholder=placeholder or tr("from – to"))

    def nothing(self) -> Any:
        """Return a window without days."""
        return Window(None, None)

    def read(self, typed_text: str) -> Any:
        """Return the window of a text; raises Invalid."""
        return Window(*wishes.read_window(typed_text, self._today))

    def show_value(self, value: Any) -> str:
        """Return a window as the field shows it, so that it can be read again."""
        if not isinstance(value, Window):
            return str(value)
        first, last = value.first, value.last
        if first is None:
            return tr("before {day}").format(day=short_date(last, self._today)) if last else ""
        if last is None:
            return tr("from {day}").format(day=short_date(first, self._today))
        if first == last:
            return short_date(first, self._today)
        return f"{short_date(first, self._today)} – {short_date(last, self._today)}"


_LEADING_WEEKDAY = re.compile(r"^[A-Za-z]{3,9}\.?,?\s+(?=\d)")
_TRAILING_WEEKDAY = re.compile(r"(?<=日)\s*(?:周|星期).$")


class DueField(LineEdit):
    """The day a proposal is due and the local time: "fri, 18:00"; its value is a Due."""

    def __init__(self, today: date, *, placeholder: str = "") -> None:
        self._today = today
        super().__init__(placeholder=placeholder)

    def nothing(self) -> Any:
        """Return no day."""
        return Due(None)

    def read(self, typed_text: str) -> Any:
        """Return day and time of a text; raises Invalid."""
        words, clock = split_moment(typed_text)
        words = _TRAILING_WEEKDAY.sub("", _LEADING_WEEKDAY.sub("", words.strip()))
        found = wishes.read("due", words, currency="", today=self._today)
        day = found["due_on"]
        return Due(day if isinstance(day, date) else None, f"{clock:%H:%M}" if clock else "")

    def show_value(self, value: Any) -> str:
        """Return day and time as the field shows them."""
        if not isinstance(value, Due) or value.day is None:
            return str(value)
        day = weekday_date(value.day)
        if value.day.year != self._today.year:
            day = short_date(value.day, self._today)
        return tr("{day}, {time}", "moment").format(day=day, time=value.time) if value.time else day
