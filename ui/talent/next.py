"""What somebody is booked for next, in the pane."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.names import pick
from studio.services import bookings
from studio.services.bookings import BookingRow
from ui.context import Context, Ref
from ui.language import language, short_date, text, tr
from ui.widgets.boxes import clear, vbox
from ui.widgets.labels import label
from ui.widgets.marks import ChipMark
from ui.widgets.rows import RecordRow


class BookingList(QWidget):
    """Rows of bookings in the order they come."""

    open_requested = Signal(object)
    """Emitted when a booking is to be opened; carries a Ref."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown: Sequence[BookingRow] = ()
        self._rows = vbox(self)

    def show_bookings(self, bookings_of: Sequence[BookingRow], limit: int = 0) -> None:
        """Show other bookings, all of one person: their days are those of where they live."""
        self._shown = bookings_of[:limit] if limit else bookings_of
        if not self._shown:
            clear(self._rows)
            self._rows.addWidget(label(tr("Nothing is booked."), "small", "text3"))
            return
        asked = bookings.zone(self._shown[0].ref)
        self._context.tasks.ask(asked, owner=self, then=self._on_zone, slot="zone")

    def _on_zone(self, name: str) -> None:
        here, spoken = ZoneInfo(name), self._context.language
        clear(self._rows)
        for booking in self._shown:
            title = pick(booking.title, booking.title_zh, spoken) or pick(
                booking.project, booking.project_zh, spoken
            )
            chip = ChipMark(booking.shown.role, text(booking.shown.label))
            days = span(booking.start_at, booking.end_at, here)
            row = RecordRow(booking.id, days, title, chip, hue=booking.hue)
            row.chosen.connect(self._on_chosen)
            self._rows.addWidget(row)

    def words(self) -> list[str]:
        """Return the rows as a screen reader says them."""
        return [row.accessibleName() for row in self.findChildren(RecordRow)]

    def _on_chosen(self, key: int) -> None:
        self.open_requested.emit(Ref("booking", key))


def span(start: datetime, end: datetime, here: ZoneInfo) -> str:
    """Return the days of a time somewhere in short: "24–25 Nov"."""
    first = start.astimezone(here).date()
    last = (end - timedelta(seconds=1)).astimezone(here).date()
    if first >= last:
        return short_date(first)
    if first.month != last.month:
        return f"{short_date(first)}–{short_date(last)}"
    if language() == "zh":
        return tr("{first} to the {day}").format(first=short_date(first), day=last.day)
    return f"{first.day}–{short_date(last)}"
