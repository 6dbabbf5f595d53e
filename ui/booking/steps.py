"""The steps of a booking that is there: hold, confirm, release, cancel, replace."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain import bookings as rules
from studio.domain.names import pick
from studio.errors import Invalid, StudioError
from studio.services import bookings
from studio.services.bookings import Booking, Free
from studio.services.operation import Command
from ui.context import Context
from ui.forms.fields import LongTextField
from ui.forms.form import Form
from ui.language import language, tr
from ui.widgets.boxes import clear, hbox
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog

Verb = Callable[..., Command[int]]


class Steps(QWidget):
    """A row of buttons: what may be done with a booking now."""

    done = Signal(int, bool)
    """Emitted when a step was done: the booking, and whether nothing is left to do here."""

    refused = Signal(StudioError)
    """Emitted when a step was refused."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._one: Booking | None = None
        self._asking: Dialog | None = None
        self._row = hbox(self, gap=6)

    def show_booking(self, one: Booking) -> None:
        """Offer what may be done with a booking."""
        self._one = one
        clear(self._row)
        if self._context.read_only:
            return
        for key in offered(one):
            words, icon = _named()[key]
            button = Button(words, icon=icon, height=28)
            button.setProperty("step", key)
            button.clicked.connect(self._on_clicked)
            self._row.addWidget(button)
        self._row.addStretch(1)

    def _on_clicked(self) -> None:
        self.do(str(self.sender().property("step")))

    def do(self, key: str) -> None:
        """Do a step; those that need a reason ask for it first."""
        if key in _REASONS:
            self._ask(key)
        else:
            self._run(key)

    def replace(self, other: Free) -> None:
        """Book somebody else in the place of this one."""
        if self._one is None:
            return
        if self._one.row.state != "confirmed":
            self._replace(other, "")
            return
        name = pick(other.name, other.name_zh, language())
        dialog = _ReasonDialog(tr("Book {name} instead").format(name=name), self)
        dialog.given.connect(self._on_replace_given)
        dialog.setProperty("other", other)
        self._open(dialog)

    def _on_replace_given(self, reason: str) -> None:
        if self._asking is not None:
            self._replace(self._asking.property("other"), reason)

    def _replace(self, other: Free, reason: str) -> None:
        one = self._one
        if one is None:
            return
        values = {f"{other.ref[0]}_id": other.ref[1]}
        for noun in ("talent", "person", "resource"):
            values.setdefault(f"{noun}_id", 0)
        self._context.tasks.run(
            bookings.replace(one.row.id, version=one.row.version, values=values, reason=reason),
            owner=self,
            then=self._on_replaced,
            failed=self._on_refused,
        )

    def _on_replaced(self, key: int) -> None:
        self._close()
        self.done.emit(key, False)

    def _ask(self, key: str, problem: StudioError | None = None) -> None:
        dialog = _ReasonDialog(_named()[key][0], self)
        dialog.setProperty("step", key)
        dialog.given.connect(self._on_reason_given)
        self._open(dialog)
        if problem is not None:
            dialog.set_problem(problem.message)

    def _open(self, dialog: "_ReasonDialog") -> None:
        self._asking = dialog
        dialog.open()

    def _on_reason_given(self, reason: str) -> None:
        if self._asking is not None:
            self._run(str(self._asking.property("step")), reason=reason)

    def _run(self, key: str, **values: Any) -> None:
        one = self._one
        if one is None:
            return
        if key == "challenge":
            self._challenge(one)
            return
        self._context.tasks.run(
            _VERBS[key](one.row.id, version=one.row.version, **values),
            owner=self,
            then=self._on_done,
            failed=self._on_refused,
        )

    def _challenge(self, one: Booking) -> None:
        """Challenge whoever stands before this hold."""
        self._context.tasks.ask(
            bookings.before(one.row.id), owner=self, then=self._on_before, slot="before"
        )

    def _on_before(self, first: bookings.BookingRow | None) -> None:
        if self._one is None or first is None:
            return
        self._context.tasks.run(
            bookings.challenge(first.id, version=first.version, by=self._one.row.id),
            owner=self,
            then=self._on_done,
            failed=self._on_refused,
        )

    def _on_done(self, _version: int) -> None:
        self._close()
        if self._one is not None:
            self.done.emit(self._one.row.id, False)

    def _on_refused(self, error: StudioError) -> None:
        absent = isinstance(error, Invalid) and set(error.fields) == {"absence"}
        if absent and self._asking is None:
            self._ask("confirm", error)
        elif self._asking is not None:
            self._asking.set_problem(error.message)
        else:
            self.refused.emit(error)

    def _close(self) -> None:
        if self._asking is not None:
            self._asking.accept()
            self._asking = None


class _ReasonDialog(Dialog):
    """Asks why."""

    given = Signal(str)
    """Emitted when the reason was given."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent, width=440)
        self.form = Form(framed=True, stacked=True)
        self.form.add("reason", tr("Why"), LongTextField(lines=3), required=True)
        self.add(self.form)
        self.set_primary(title)
        self.set_cancel(tr("Back"))
        self.confirmed.connect(self._on_given)
        self.form.focus_first()

    def _on_given(self) -> None:
        if self.form.complete():
            self.given.emit(str(self.form.value()["reason"]))


def offered(one: Booking) -> list[str]:
    """Return the steps a booking may take now, the usual one first."""
    row = one.row
    if row.shown.code == "expired":
        return ["renew", "release"]
    steps = {
        "enquiry": ["confirm", "hold", "release"],
        "hold": ["confirm", "renew", "release"],
        "challenged": ["confirm", "release"],
        "confirmed": ["cancel"],
        "in_progress": ["complete"],
        "released": ["hold"],
    }.get(row.state, [])
    if row.state == "hold" and row.rank > 1:
        steps.insert(1, "challenge")
    if row.shown.code == "in_progress" and row.state == "confirmed":
        steps = ["start", "no_show", "cancel"]
    return steps


def _named() -> dict[str, tuple[str, str]]:
    """Return the words and icon of each step."""
    return {
        "confirm": (tr("Confirm"), "check"),
        "hold": (tr("Hold", "verb"), "clock"),
        "renew": (tr("Hold longer"), "clock-clockwise"),
        "release": (tr("Release"), "arrow-u-up-left"),
        "challenge": (tr("Challenge the hold before"), "flag"),
        "cancel": (tr("Cancel the booking"), "x-circle"),
        "no_show": (tr("Did not come"), "user-minus"),
        "start": (tr("Begin"), "play"),
        "complete": (tr("Done", "verb"), "check"),
    }


_REASONS = frozenset(rules.REASON_NEEDED) | {"cancel"}
_VERBS: dict[str, Verb] = {
    "confirm": bookings.confirm,
    "hold": bookings.hold,
    "renew": bookings.renew,
    "release": bookings.release,
    "cancel": bookings.cancel,
    "no_show": bookings.no_show,
    "start": bookings.start,
    "complete": bookings.complete,
}
