"""The dialog of an exclusivity window: who is bound to whom, in what, where, until when."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.names import pick
from studio.errors import Invalid, StudioError
from studio.services import bookings, talent
from studio.services.bookings import ExclusivityRow
from ui.booking import choices
from ui.context import Context
from ui.forms.fields import DateField, LongTextField, MultiField, PickField, TextField
from ui.forms.form import Form
from ui.language import language, text, tr
from ui.widgets.chips import Chip
from ui.widgets.dialogs import Dialog
from ui.widgets.picks import Arrived, Choice

SETS = ("competitors", "territories", "platforms")


class ExclusivityDialog(Dialog):
    """Asks what somebody may not do for others; agrees, ends or removes a window that is there."""

    saved = Signal(int)
    """Emitted when a window was added, changed or ended; carries its id."""

    def __init__(
        self, context: Context, parent: QWidget, window_id: int = 0, talent_id: int = 0
    ) -> None:
        title = tr("Exclusivity") if window_id else tr("New exclusivity")
        super().__init__(title, parent, width=520)
        self._context = context
        self._id = window_id
        self._row: ExclusivityRow | None = None
        self.talent = PickField(self._find_talent, placeholder=tr("Choose a creator"))
        self.client = PickField(
            choices.Clients(context, self).find, placeholder=tr("Choose a client")
        )
        self.chip = Chip("neutral", "")
        self.chip.setVisible(bool(window_id))
        self.form = self._made()
        self.add(self.chip, self.form)
        self.set_primary(tr("Save") if window_id else tr("Add"))
        self._agree = self.add_other(tr("Agreed"), "check")
        self._end = self.add_other(tr("End it"), "prohibit")
        self._agree.hide()
        self._end.hide()
        self._agree.clicked.connect(self._on_agree_clicked)
        self._end.clicked.connect(self._on_end_clicked)
        self.confirmed.connect(self._on_confirmed)
        if window_id:
            context.tasks.ask(
                bookings.exclusivity.one(window_id), owner=self, then=self._on_row,
                failed=self._on_refused,
            )  # fmt: skip
        elif talent_id:
            context.tasks.ask(
                bookings.usual(("talent", talent_id)), owner=self, then=self._on_usual
            )
        self.form.focus_first()

    def _made(self) -> Form:
        today = self._context.clock.today()
        form = Form(framed=True, label_width=110)
        form.add("talent_id", tr("Who is bound"), self.talent, required=True)
        form.add("client_id", tr("Protected"), self.client)
        form.add("category", tr("Category"), TextField(limit=80, placeholder=tr("headphones")))
        form.add("competitors", tr("Brands by name"), MultiField(free=True))
        everywhere = tr("Everywhere", "place")
        form.add(
            "platforms", tr("Platforms"), MultiField(choices.platforms(), placeholder=tr("All"))
        )
        form.add(
            "territories", tr("Countries"), MultiField(choices.places(), placeholder=everywhere)
        )
        form.add("first_on", tr("From", "day"), DateField(today), required=True)
        form.add("last_on", tr("Until"), DateField(today), required=True)
        form.add("note", tr("Note"), LongTextField(lines=1, most=4))
        form.set_value({"first_on": today})
        return form

    def _find_talent(self, typed: str, arrived: Arrived) -> None:
        def show(found: list[Any]) -> None:
            arrived([Choice(one.id, pick(one.name, one.name_zh, language())) for one in found])

        self._context.tasks.ask(talent.picks(typed), owner=self, then=show, slot="talent")

    def _on_usual(self, usual: bookings.Usual) -> None:
        self.talent.set_value(usual.ref[1], pick(usual.name, usual.name_zh, language()))

    def _on_row(self, row: ExclusivityRow) -> None:
        self._row = row
        names = ("category", "first_on", "last_on", "note", *SETS)
        self.form.set_value({name: getattr(row, name) for name in names})
        self.talent.set_value(row.talent_id, pick(row.talent, row.talent_zh, language()))
        if row.client_id is not None:
            self.client.set_value(row.client_id, pick(row.client, row.client_zh, language()))
        self.chip.set(row.shown.role, text(row.shown.label))
        ended = row.shown.code == "ended"
        self.form.set_locked(ended or self._context.read_only)
        self.set_ready(not ended and not self._context.read_only)
        self._agree.setVisible(row.state == "proposed" and not self._context.read_only)
        self._end.setVisible(not ended and not self._context.read_only)

    def _on_confirmed(self) -> None:
        if not self.form.complete():
            return
        form = self.form.value()
        values = {**form, **{name: list(form[name] or ()) for name in SETS}}
        self.set_busy(True)
        if self._row is None:
            self._context.tasks.run(
                bookings.exclusivity.create(values), owner=self, then=self._on_saved,
                failed=self._on_refused,
            )  # fmt: skip
            return
        command = bookings.exclusivity.change(self._id, version=self._row.version, values=values)
        self._context.tasks.run(command, owner=self, then=self._on_done, failed=self._on_refused)

    def _on_agree_clicked(self) -> None:
        if self._row is not None:
            command = bookings.exclusivity.activate(self._id, version=self._row.version)
            self._context.tasks.run(
                command, owner=self, then=self._on_done, failed=self._on_refused
            )

    def _on_end_clicked(self) -> None:
        if self._row is not None:
            command = bookings.exclusivity.end(self._id, version=self._row.version)
            self._context.tasks.run(
                command, owner=self, then=self._on_done, failed=self._on_refused
            )

    def _on_done(self, _version: int) -> None:
        self._on_saved(self._id)

    def _on_saved(self, key: int) -> None:
        self.saved.emit(key)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)
