"""What somebody is booked for next, in the pane."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.names import pick
from studio.services.bookings import BookingRow
from ui.context import Ref
from ui.language import language, short_date, text, tr
from ui.widgets.boxes import clear, vbox
from ui.widgets.labels import label
from ui.widgets.marks import ChipMark
from ui.widgets.rows import RecordRow


class BookingList(QWidget):
    """Rows of bookings in the order they come."""

    open_requested = Signal(object)
    """Emitted when a booking is to be opened; carries a Ref."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._rows = vbox(self)

    def show_bookings(self, bookings: Sequence[BookingRow], limit: int = 0) -> None:
        """Show other bookings."""
        clear(self._rows)
        shown = bookings[:limit] if limit else bookings
        if not shown:
            self._rows.addWidget(label(tr("Nothing is booked."), "small", "text3"))
        for booking in shown:
            title = pick(booking.title, booking.title_zh, self._language) or pick(
                booking.project, booking.project_zh, self._language
            )
            chip = ChipMark(booking.shown.role, text(booking.shown.label))
            days = span(booking.start_at, booking.end_at)
            row = RecordRow(booking.id, days, title, chip, hue=booking.hue)
            row.chosen.connect(self._on_chosen)
            self._rows.addWidget(row)

    def words(self) -> list[str]:
        """Return the rows as a screen reader says them."""
        return [row.accessibleName() for row in self.findChildren(RecordRow)]

    def _on_chosen(self, key: int) -> None:
        self.open_requested.emit(Ref("booking", key))


def span(start: datetime, end: datetime) -> str:
    """Return the local days of a time in short: "24–25 Nov"."""
    first = start.astimezone().date()
    last = (end - timedelta(seconds=1)).astimezone().date()
    if first >= last:
        return short_date(first)
    if first.month != last.month:
        return f"{short_date(first)}–{short_date(last)}"
    if language() == "zh":
        return tr("{first} to the {day}").format(first=short_date(first), day=last.day)
    return f"{first.day}–{short_date(last)}"
