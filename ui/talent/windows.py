"""Exclusivities of somebody in the pane: for whom, against whom, where, until when."""

from collections.abc import Sequence
from datetime import date, timedelta
from importlib import import_module
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from studio.domain import regions
from studio.domain.exclusivity import STATES
from studio.domain.names import pick
from studio.domain.platforms import platform_name
from studio.services.talent import Window
from ui.context import Context
from ui.language import language, long_date, short_month, text, tr
from ui.theme.painting import draw_text, framed, rounded
from ui.theme.tokens import theme
from ui.widgets import focus
from ui.widgets.boxes import STRETCH, clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, label

BAR = 20
MONTHS = 6


class WindowsPart(QWidget):
    """Each exclusivity in words and as a bar; a click opens it."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._talent_id = 0
        self._dialog: Any = None
        self._rows = vbox(self, gap=4)

    def show_windows(self, talent_id: int, windows: Sequence[Window]) -> None:
        """Show the exclusivities of somebody."""
        self._talent_id = talent_id
        clear(self._rows)
        if not windows:
            self._rows.addWidget(label(tr("None."), "small", "text3"))
        for window in windows:
            self._show(window)
        if any(window.state == "active" for window in windows):
            words = tr("Same brand is allowed. A competitor cannot be confirmed.")
            self._rows.addWidget(label(words, "small", "text3", wrap=True))
        if not self._context.read_only:
            add = Button(tr("Add exclusivity"), "link", "plus", height=24)
            add.clicked.connect(self.add)
            self._rows.addLayout(hbox(None, add, STRETCH))

    def _show(self, window: Window) -> None:
        until = label(tr("to {day}").format(day=long_date(window.last_on)), "small", "text2")
        head = hbox(None, ElidedLabel(what(window), "body"), STRETCH)
        if window.state != "active":
            state = STATES.state(window.state)
            head.addWidget(Chip(state.role, text(state.label)))
        head.addWidget(until)
        self._rows.addLayout(head)
        bar = WindowBar(window, self._context.clock.today())
        bar.opened.connect(self.open_window)
        self._rows.addWidget(bar)
        if where := scope(window):
            self._rows.addWidget(label(where, "small", "text2", wrap=True))

    def add(self) -> None:
        """Ask for a new exclusivity of this person."""
        self._open(0, self._talent_id)

    def open_window(self, window_id: int) -> None:
        """Open an exclusivity."""
        self._open(window_id, 0)

    def _open(self, window_id: int, talent_id: int) -> None:
        made = import_module("ui.booking.exclusivity").ExclusivityDialog
        dialog = made(self._context, self.window(), window_id, talent_id)
        dialog.saved.connect(self._on_saved)
        self._dialog = dialog
        dialog.open()

    def _on_saved(self, _key: int) -> None:
        self.said.emit(tr("Saved"), True)


def what(window: Window) -> str:
    """Return what is kept away: a category, else brands by name."""
    if not window.category and window.competitors:
        return tr("Against {brands}").format(brands=_listed(window.competitors))
    return window.category[:1].upper() + window.category[1:] or tr("Every category")


def scope(window: Window) -> str:
    """Return against whom else and where; nothing where that is everywhere, on every platform."""
    parts = []
    if window.category and window.competitors:
        parts.append(tr("also against {brands}").format(brands=_listed(window.competitors)))
    if window.platforms:
        names = [platform_name(code, language()) for code in window.platforms]
        parts.append(tr("only on {platforms}").format(platforms=_listed(names)))
    if window.territories:
        names = [regions.name(code, language()) for code in window.territories]
        parts.append(tr("only in {places}").format(places=_listed(names)))
    joined = tr("; ", "between parts").join(parts)
    return joined[:1].upper() + joined[1:]


def _listed(names: Sequence[str]) -> str:
    return tr(", ", "between facts").join(names)


class WindowBar(QAbstractButton):
    """One exclusivity on a line of six months, with today."""

    opened = Signal(int)
    """Emitted when the exclusivity is to be opened; carries its id."""

    def __init__(self, window: Window, today: date) -> None:
        super().__init__()
        self._window, self._today = window, today
        client = pick(window.client, window.client_zh, language())
        self._name = pick(window.brand, window.brand_zh, language()) or client
        self._first = (today.replace(day=1) - timedelta(days=45)).replace(day=1)
        self.setFixedHeight(BAR + 20)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = tr("{what} for {name}, {first} to {last}").format(
            what=what(window), name=self._name or "–", first=long_date(window.first_on),
            last=long_date(window.last_on),
        )  # fmt: skip
        self.setAccessibleName(said)
        self.setAccessibleDescription(scope(window))
        self.setToolTip(said)
        self.clicked.connect(self._on_clicked)
        focus.note(self)

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
        if self.underMouse():
            rounded(p, QRectF(self.rect()).adjusted(-6, 0, 6, 0), "hover", 5)
        left = self.x_of(self._window.first_on)
        right = self.x_of(self._window.last_on + timedelta(days=1))
        bar = QRectF(left, 1, max(right - left, 4), BAR - 2)
        role = "active" if self._window.state == "active" else "wait"
        framed(p, bar, f"{role}.tint", f"{role}.solid" if role == "active" else role, 3)
        today = self.x_of(self._today)
        words = bar.adjusted(6, 0, -4, 0)
        if bar.left() < today < bar.left() + bar.width() * 0.6:
            words.setLeft(today + 6)
        draw_text(p, words, self._name, "small", role)
        p.fillRect(QRectF(today - 1, 0, 2, BAR), theme["focus"])
        p.fillRect(QRectF(0, BAR + 1, self.width(), 1), theme["border"])
        months = self.months()
        for first, last in pairwise(months):
            place = QRectF(self.x_of(first), BAR + 3, self.x_of(last) - self.x_of(first), 16)
            draw_text(p, place, short_month(first), "tiny", "text3")

    def _on_clicked(self) -> None:
        self.opened.emit(self._window.id)
