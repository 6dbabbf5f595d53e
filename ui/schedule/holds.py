"""Bookings from the people lane: a span drawn is a hold, a click opens what is there."""

from datetime import UTC, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from studio.services import schedule
from ui.booking.dialog import BookingDialog
from ui.context import Context
from ui.timeline.pane import TimelinePane


class Holds(QObject):
    """Opens the booking dialog for what was drawn or clicked."""

    open_requested = Signal(object)
    """Emitted when a record elsewhere is to be opened; carries a Ref."""

    def __init__(self, context: Context, pane: TimelinePane) -> None:
        super().__init__(pane)
        self._context = context
        self._pane = pane
        self.dialog: BookingDialog | None = None

    def hold(self, ref: str, start: Any, finish: Any) -> None:
        """Hold somebody for a span (UTC), for the picked project."""
        noun, _, key = ref.partition(":")
        board = self._pane.board
        zone = ZoneInfo(board.zone) if board is not None else UTC
        first, last = start.astimezone(zone), finish.astimezone(zone)
        values: dict[str, object] = {
            "who": (noun, int(key)),
            "first": first.date(),
            "last": (last - timedelta(minutes=1)).date(),
            "state": "hold",
        }
        project = self._pane.project()
        if project:
            values["work"] = ("project", project)
        self._open(BookingDialog(self._context, self._pane.window(), values))

    def open_block(self, _ref: str, block: Any) -> None:
        """Open the booking or the task of a block; of a clash, the booking that came last."""
        bookings = [ref for ref in block.refs if ref.startswith("booking:")]
        tasks = [ref for ref in block.refs if ref.startswith("task:")]
        if bookings:
            self.open_booking(schedule.key_of(bookings[-1]))
        elif tasks:
            self._pane.show_task(schedule.key_of(tasks[-1]))

    def open_booking(self, key: int) -> None:
        """Open one booking."""
        self._open(BookingDialog(self._context, self._pane.window(), booking_id=key))

    def _open(self, dialog: BookingDialog) -> None:
        dialog.open_requested.connect(self.open_requested)
        self.dialog = dialog
        dialog.open()
