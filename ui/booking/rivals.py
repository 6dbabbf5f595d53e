"""Bookings for others that an exclusivity would run into, said while its form is filled."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QTimer

from studio.services import bookings
from studio.services.bookings import Finding, Warnings
from ui.booking.found import FoundPane
from ui.context import Context
from ui.forms.form import Form

WAIT = 150
"""ms after the last change before it is asked."""


class RivalsPane(FoundPane):
    """The findings about a window that is being put down; they warn, the window can be kept."""

    def __init__(
        self, context: Context, form: Form, values: Callable[[Mapping[str, Any]], dict[str, Any]]
    ) -> None:
        """`values` turns what the form holds into the values of a window."""
        super().__init__(others=False)
        self._context = context
        self._form = form
        self._values = values
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self._ask)
        form.committed.connect(self._on_committed)

    def ask_soon(self) -> None:
        """Ask once the form rests, as after it was filled from a record."""
        self._timer.start()

    def _on_committed(self, _name: str, _value: object) -> None:
        self._timer.start()

    def _ask(self) -> None:
        self._context.tasks.ask(
            bookings.rivals(self._values(self._form.value())), owner=self, then=self._show,
            slot="rivals",
        )  # fmt: skip

    def _show(self, found: list[Finding]) -> None:
        self.show_found(Warnings(tuple(found)))
