"""The menu of a day: what is on it, and what can be done with it."""

from datetime import date
from typing import cast
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.errors import StudioError
from studio.services import bookings, schedule
from studio.services.bookings import BookingRow, GridRow, Span
from ui.context import Context
from ui.language import tr
from ui.talent.availability.telling import covers, span_words
from ui.widgets.menus import Menu


class DayMenu(Menu):
    """Opens a booking, confirms or releases it, holds free days, marks them as not free."""

    booking_chosen = Signal(int)
    """Emitted when a booking is to be opened; carries its id."""

    hold_wanted = Signal()
    """Emitted when the picked days are to be held."""

    absence_wanted = Signal()
    """Emitted when the picked days are to be marked as not free."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    refused = Signal(StudioError)
    """Emitted when something was refused."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        row: GridRow,
        first: date,
        last: date,
        ids: tuple[int, ...],
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._host = parent
        self._then = ""
        self._absence = 0
        zone = ZoneInfo(row.zone)
        spans = {span.booking_id: span for span in row.spans if span.kind != "travel"}
        for key in ids:
            if key in spans:
                self._add_booking(spans[key], zone)
        if ids:
            self.addSeparator()
        able = not context.read_only
        self.add(tr("Hold or book…"), self._on_hold, icon="calendar-plus", enabled=able)
        self.add(tr("Mark as not free…"), self._on_absence, icon="prohibit", enabled=able)
        for span in row.spans:
            if span.kind == "absence" and covers(span, first, last, zone):
                words = tr("Free again: {what}").format(what=span_words(span, zone))
                self.add(words, data=("present", span.absence_id), icon="check", enabled=able)
        self.picked.connect(self._on_chosen)

    def _add_booking(self, span: Span, zone: ZoneInfo) -> None:
        key = span.booking_id
        self.add(span_words(span, zone), data=("open", key), icon="calendar-blank")
        if self._context.read_only:
            return
        if span.kind == "hold":
            self.add(tr("Confirm"), data=("confirm", key), icon="check")
            self.add(tr("Hold longer"), data=("renew", key), icon="clock-clockwise")
        if span.kind in ("hold", "enquiry"):
            self.add(tr("Release"), data=("release", key), icon="arrow-u-up-left")

    def _on_hold(self) -> None:
        self.hold_wanted.emit()

    def _on_absence(self) -> None:
        self.absence_wanted.emit()

    def _on_chosen(self, chosen: object) -> None:
        self._then, key = cast(tuple[str, int], chosen)
        if self._then == "open":
            self.booking_chosen.emit(key)
        elif self._then == "present":
            self._absence = key
            self._context.tasks.ask(schedule.absences(), owner=self._host, then=self._on_absences)
        else:
            self._context.tasks.ask(bookings.rows([key]), owner=self._host, then=self._on_rows)

    def _on_rows(self, rows: dict[int, BookingRow]) -> None:
        for row in rows.values():
            verb = {
                "confirm": bookings.confirm,
                "renew": bookings.renew,
                "release": bookings.release,
            }[self._then]
            self._context.tasks.run(
                verb(row.id, version=row.version),
                owner=self._host,
                then=self._on_done,
                failed=self._on_refused,
            )

    def _on_absences(self, found: tuple[schedule.AbsenceRow, ...]) -> None:
        for row in found:
            if row.id == self._absence:
                self._context.tasks.run(
                    schedule.remove_absence(row.id, version=row.version),
                    owner=self._host,
                    then=self._on_done,
                    failed=self._on_refused,
                )

    def _on_done(self, _value: object) -> None:
        self.said.emit(tr("Saved"), True)

    def _on_refused(self, error: StudioError) -> None:
        self.refused.emit(error)
