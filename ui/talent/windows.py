"""Exclusivities of somebody in the pane: whose, for what, until when, on a line of months."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.domain.names import pick
from studio.services.talent import Window
from ui.language import long_date, short_month, tr
from ui.theme.painting import draw_text, framed
from ui.theme.tokens import theme
from ui.widgets.boxes import STRETCH, clear, hbox, vbox
from ui.widgets.labels import ElidedLabel, label

BAR = 20
MONTHS = 6


class WindowsPart(QWidget):
    """Each exclusivity in words and as a bar."""

    def __init__(self, today: date, language: str) -> None:
        super().__init__()
        self._today, self._language = today, language
        self._rows = vbox(self, gap=4)

    def show_windows(self, windows: Sequence[Window]) -> None:
        """Show other exclusivities."""
        clear(self._rows)
        if not windows:
            self._rows.addWidget(label(tr("None."), "small", "text3"))
        for window in windows:
            client = pick(window.client, window.client_zh, self._language)
            brand = pick(window.brand, window.brand_zh, self._language)
            what = window.category or tr("Every category")
            what = what[:1].upper() + what[1:]
            until = tr("to {day}").format(day=long_date(window.last_on))
            head = hbox(None, ElidedLabel(what, "body"), STRETCH, label(until, "small", "text2"))
            self._rows.addLayout(head)
            self._rows.addWidget(WindowBar(window, brand or client, self._today))
        if windows:
            words = tr("Same brand is allowed. A competitor cannot be confirmed.")
            self._rows.addWidget(label(words, "small", "text3", wrap=True))


class WindowBar(QWidget):
    """One exclusivity on a line of six months, with today."""

    def __init__(self, window: Window, name: str, today: date) -> None:
        super().__init__()
        self._window, self._name, self._today = window, name, today
        self._first = (today.replace(day=1) - timedelta(days=45)).replace(day=1)
        self.setFixedHeight(BAR + 20)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{name}: {window.first_on} – {window.last_on}")

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(240, BAR + 20)

    def months(self) -> list[date]:
        """Return the first days of the months on the line, and of the one after."""
        found = [self._first]
        for _ in range(MONTHS):
            found.append((found[-1] + timedelta(days=32)).replace(day=1))
        return found

    def x_of(self, day: date) -> float:
        """Return where a day stands, held inside the line."""
        months = self.months()
        span = (months[-1] - months[0]).days
        part = (day - months[0]).days / span
        return max(0.0, min(1.0, part)) * self.width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw months, bar and today."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = self.x_of(self._window.first_on)
        right = self.x_of(self._window.last_on + timedelta(days=1))
        bar = QRectF(left, 1, max(right - left, 4), BAR - 2)
        framed(p, bar, "active.tint", "active.solid", 3)
        today = self.x_of(self._today)
        words = bar.adjusted(6, 0, -4, 0)
        if bar.left() < today < bar.left() + bar.width() * 0.6:
            words.setLeft(today + 6)
        draw_text(p, words, self._name, "small", "active")
        p.fillRect(QRectF(today - 1, 0, 2, BAR), theme["focus"])
        p.fillRect(QRectF(0, BAR + 1, self.width(), 1), theme["border"])
        months = self.months()
        for first, last in pairwise(months):
            place = QRectF(self.x_of(first), BAR + 3, self.x_of(last) - self.x_of(first), 16)
            draw_text(p, place, short_month(first), "tiny", "text3")
