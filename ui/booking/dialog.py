"""The dialog of a booking: a new one with its warnings, or one that is there with its steps."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from studio.domain import bookings as rules
from studio.domain.names import pick
from studio.errors import Invalid, Missing, StudioError
from studio.services import bookings
from studio.services.bookings import Booking, Free, Usual, Warnings
from ui.booking.fields import Fields, states
from ui.booking.found import FoundPane
from ui.booking.head import Head
from ui.booking.steps import Steps
from ui.booking.values import to_form, to_values
from ui.context import Context, Ref
from ui.language import language, tr
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import label

WAIT = 150
"""ms after the last change before it is asked what stands in the way."""

FIELDS = {"start_at": "first", "end_at": "last", "hold_expires": "last", "project_id": "work",
          "currency": "rate", "brief_id": "work", "client_id": "client"}  # fmt: skip
"""Fields of the studio that are shown under another name."""


class BookingDialog(Dialog):
    """Asks who is wanted when, says what stands in the way, and holds or books them."""

    saved = Signal(int)
    """Emitted when a booking was made or changed; carries its id."""

    open_requested = Signal(Ref)
    """Emitted when the project or brief of a booking is to be opened."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        values: Mapping[str, Any] | None = None,
        booking_id: int = 0,
    ) -> None:
        """`values` fill a new one: who (a ref), work (noun, id), first, last, begin, end, state,
        title, place."""
        super().__init__(tr("Booking") if booking_id else tr("New booking"), parent, width=640)
        self._context = context
        self._one: Booking | None = None
        self._id = booking_id
        self._zone = "UTC"
        self._home = "UTC"
        self._given = dict(values or {})
        self._asked_usual: object = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._build()
        self._timer.timeout.connect(self._check)
        self.confirmed.connect(self._on_confirmed)
        self.form.committed.connect(self._on_committed)
        self.found.chosen.connect(self._on_other_chosen)
        self.found.opened.connect(self._on_other_opened)
        self.found.others_wanted.connect(self._on_others_wanted)
        self.head.state.chosen.connect(self._on_state_chosen)
        self.steps.done.connect(self._on_step_done)
        self.steps.refused.connect(self._on_refused)
        self._load()

    def _build(self) -> None:
        self.head = Head(self._given.get("state", "hold"), new=not self._id)
        self.fields = Fields(self._context, self)
        self.form = self.fields.form()
        self.found = FoundPane()
        self.zone_words = label("", "small", "text3", wrap=True)
        self.zone_words.hide()
        self.steps = Steps(self._context, self)
        self.add(self.head, self.form, self.zone_words, self.found, self.steps)
        self._work = self.add_other(tr("Open the project"), "arrow-square-out")
        self._work.hide()
        self._work.clicked.connect(self._on_work_clicked)
        self.steps.setVisible(bool(self._id))

    def _load(self) -> None:
        ask = self._context.tasks.ask
        ask(bookings.zone(), owner=self, then=self._on_home, slot="home")
        if self._id:
            ask(
                bookings.one(self._id), owner=self, then=self._on_one, failed=self._on_refused,
                slot="one",
            )  # fmt: skip
            return
        self._name_act()
        self.form.set_value({"basis": "day", "currency": "CNY", **_shown(self._given)})
        if self._given.get("who") is not None:
            self._ask_usual(self._given["who"])
        elif self._given.get("work") is not None:
            self._ask_work(self._given["work"])
        self.form.focus_first()

    def _on_home(self, zone: str) -> None:
        self._home = zone
        if self._zone == "UTC":
            self._zone = zone
        self._say_zone()

    # -- who ------------------------------------------------------------------------------------

    def _ask_usual(self, ref: Any) -> None:
        self._asked_usual = ref
        self._context.tasks.ask(
            bookings.usual(ref), owner=self, then=self._on_usual, failed=self._on_refused,
            slot="usual",
        )  # fmt: skip

    def _on_usual(self, usual: Usual) -> None:
        if usual.ref != self._asked_usual:
            return
        self.fields.who.set_value(usual.ref, pick(usual.name, usual.name_zh, language()))
        self.fields.purpose.show_for(usual.ref[0])
        self._zone = usual.zone
        self._say_zone()
        value = self.form.value()
        if usual.rate is not None and value["rate"] is None:
            self._take_currency(usual.rate.currency)
            self.form.set_value({"rate": usual.rate})
        if not self._id:
            self.form.set_value({"basis": usual.basis})
            if usual.city and not value["place"]:
                self.form.set_value({"place": usual.city})
        if self._given.get("work") is not None and self.fields.work.value() is None:
            self._ask_work(self._given["work"])
        self._check_soon()

    def _ask_work(self, work: Any) -> None:
        self._given.pop("work", None)
        self.fields.work.set_value(work, "…")
        self._context.tasks.ask(
            bookings.work(*work), owner=self, then=self._on_work, failed=self._on_refused,
            slot="work",
        )  # fmt: skip

    def _on_work(self, work: bookings.Work) -> None:
        choice = self.fields.work_choice(work)
        self.fields.work.set_value(choice.value, choice.words)
        self.fields.purpose.follow(fill=True)
        self._check_soon()

    def _say_zone(self) -> None:
        other = self._zone not in ("UTC", self._home)
        city = self._zone.rpartition("/")[2].replace("_", " ")
        self.zone_words.setText(tr("Times are those of {city}.").format(city=city))
        self.zone_words.setVisible(other)

    # -- one that is there ----------------------------------------------------------------------

    def _on_one(self, one: Booking) -> None:
        self._one = one
        row = one.row
        self._asked_usual = row.ref
        self._context.tasks.ask(
            bookings.zone(row.ref), owner=self, then=self._on_zone_of_one, slot="usual"
        )

    def _on_zone_of_one(self, zone: str) -> None:
        one = self._one
        if one is None:
            return
        self._zone = zone
        self._say_zone()
        row = one.row
        shown = to_form(one, zone)
        self._take_currency(row.rate.currency if row.rate is not None else "CNY")
        self.form.set_value(shown)
        self.fields.who.set_value(row.ref, pick(row.name, row.name_zh, language()))
        self.fields.purpose.client.set_value(
            row.client_id, pick(row.client, row.client_zh, language())
        )
        self.fields.purpose.show_for(row.ref[0])
        if shown["work"] is not None:
            name = pick(row.project, row.project_zh, language()) or row.brief_number
            self.fields.work.set_value(shown["work"], name)
        self.fields.who.set_locked(True)
        over = row.state in rules.GONE or row.state == "completed"
        self.form.set_locked(over or self._context.read_only)
        for name in ("rate", "basis", "currency"):
            self.form.field(name).set_locked(row.state in rules.FIRM or over)
        self.fields.who.set_locked(True)
        self.head.show_booking(one, zone)
        self.set_title(pick(row.name, row.name_zh, language()))
        self.set_primary(tr("Save"))
        self.set_cancel(tr("Close"))
        self.set_ready(not over and not self._context.read_only)
        self._work.set_words(
            tr("Open the project") if row.project_id is not None else tr("Open the brief")
        )
        self._work.setVisible(row.project_id is not None or row.brief_id is not None)
        self.fields.purpose.follow(fill=False)
        self.steps.show_booking(one)
        self._check_soon()

    def _on_work_clicked(self) -> None:
        row = self._one.row if self._one is not None else None
        if row is not None and row.project_id is not None:
            self.open_requested.emit(Ref("project", row.project_id))
        elif row is not None and row.brief_id is not None:
            self.open_requested.emit(Ref("brief", row.brief_id))
        self.reject()

    # -- what stands in the way -----------------------------------------------------------------

    def _on_committed(self, name: str, value: object) -> None:
        if name == "who" and value is not None:
            self._ask_usual(value)
        if name in ("work", "client"):
            self.fields.purpose.follow(fill=True)
        if name == "currency" and value:
            self.fields.rate.set_currency(str(value))
        if name == "first" and self.form.value()["last"] is None:
            self.form.set_value({"last": value})
        self.form.clear_errors()
        self._check_soon()

    def _take_currency(self, currency: str) -> None:
        self.fields.rate.set_currency(currency)
        self.form.set_value({"currency": currency})

    def _on_state_chosen(self, _key: str) -> None:
        self._name_act()
        self._check_soon()

    def _name_act(self) -> None:
        self.set_primary(dict(states())[self.head.state.current()])

    def _check_soon(self) -> None:
        self._timer.start()

    def _check(self) -> None:
        values = self._values()
        if values is None:
            self._on_found(Warnings())
            return
        self._context.tasks.ask(
            bookings.check(values, self._id), owner=self, then=self._on_found, slot="check"
        )

    def _on_found(self, found: Warnings) -> None:
        self.found.show_found(found)
        if self._one is None:
            self.head.show_found(found)
            self._let_act(found)

    def _let_act(self, found: Warnings) -> None:
        passable = all(one.kind == "absence" for one in found.findings if one.severity == "block")
        why = tr("It cannot be booked as it stands. A hold is possible.")
        self.set_ready(not found.blocks or passable, why)

    def _values(self) -> dict[str, Any] | None:
        try:
            values = to_values(self.form.value(), self._zone)
        except Invalid:
            return None
        return {**values, "state": self._wanted_state()}

    def _wanted_state(self) -> str:
        if self._one is None:
            return self.head.state.current()
        state = self._one.row.state
        return "confirmed" if state in rules.FIRM else "enquiry" if state == "enquiry" else "hold"

    def _on_others_wanted(self) -> None:
        values = self._values()
        if values is not None:
            self._context.tasks.ask(
                bookings.alternatives(values), owner=self, then=self.found.show_others,
                slot="others",
            )  # fmt: skip

    def _on_other_chosen(self, other: Free) -> None:
        if self._one is not None:
            self.steps.replace(other)
            return
        self.form.set_value({"rate": None})
        self._ask_usual(other.ref)

    def _on_other_opened(self, booking_id: int) -> None:
        other = BookingDialog(self._context, self, booking_id=booking_id)
        other.saved.connect(self._on_other_saved)
        other.open_requested.connect(self.open_requested)
        other.open()

    def _on_other_saved(self, booking_id: int) -> None:
        self._check_soon()
        self.saved.emit(booking_id)

    # -- doing ----------------------------------------------------------------------------------

    def _on_confirmed(self) -> None:
        if not self.form.complete():
            return
        try:
            values = to_values(self.form.value(), self._zone)
        except Invalid as refused:
            self.form.show_errors(refused.fields)
            return
        if self._one is None:
            self._create(values)
        else:
            self._change(self._one, values)

    def _create(self, values: dict[str, Any], reason: str = "") -> None:
        self.set_busy(True)
        given = {**values, **self._linked(), "state": self.head.state.current()}
        self._context.tasks.run(
            bookings.create(given, reason=reason), owner=self, then=self._on_saved,
            failed=self._on_refused,
        )  # fmt: skip

    def _linked(self) -> dict[str, Any]:
        return {name: self._given[name] for name in ("task_id",) if name in self._given}

    def _change(self, one: Booking, values: dict[str, Any]) -> None:
        before = to_values(to_form(one, self._zone), self._zone)
        changed = {
            name: value
            for name, value in values.items()
            if name not in ("talent_id", "person_id", "resource_id") and value != before.get(name)
        }
        if not changed:
            self.accept()
            return
        self.set_busy(True)
        self._context.tasks.run(
            bookings.change(one.row.id, version=one.row.version, values=changed),
            owner=self,
            then=self._on_changed,
            failed=self._on_refused,
        )

    def _on_changed(self, _version: int) -> None:
        self._on_saved(self._id)

    def _on_saved(self, key: int) -> None:
        self.saved.emit(key)
        self.accept()

    def _on_step_done(self, key: int, ended: bool) -> None:
        self.saved.emit(key)
        if ended:
            self.accept()
            return
        self._id = key
        self._load()

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Missing):
            self.form.set_locked(True)
        if isinstance(error, Invalid):
            named = {FIELDS.get(name, name): words for name, words in error.fields.items()}
            rest = self.form.show_errors(named)
            if not rest:
                return
            self.set_problem(next(iter(rest.values())))
            self._check_soon()
            return
        self.set_problem(error.message)


def _shown(given: Mapping[str, Any]) -> dict[str, Any]:
    names = ("first", "last", "begin", "end", "title", "place", "role")
    return {name: given[name] for name in names if name in given}
