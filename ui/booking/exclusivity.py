"""The dialog of an exclusivity window: who is bound to whom, in what, where, until when."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.domain.exclusivity import STATES
from studio.domain.identifiers import CURRENCIES
from studio.domain.names import pick
from studio.errors import Invalid, StudioError
from studio.services import bookings, clients, projects, talent
from studio.services.bookings import ExclusivityRow
from studio.services.clients import Client
from studio.services.operation import Command
from ui.booking import choices
from ui.booking.ending import EndDialog
from ui.booking.rivals import RivalsPane
from ui.context import Context
from ui.forms.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    MoneyField,
    MultiField,
    PickField,
    TextField,
)
from ui.forms.form import Form
from ui.language import language, long_date, text, tr
from ui.widgets.boxes import STRETCH, hbox
from ui.widgets.chips import Chip
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import label
from ui.widgets.picks import Arrived, Choice

SETS = ("competitors", "territories", "platforms")
PLAIN = ("category", "first_on", "last_on", "note", *SETS)


class ExclusivityDialog(Dialog):
    """Asks what somebody may not do for others; agrees, ends or removes a window that is there.

    A new one may be only proposed: it warns, and stops a booking once it is agreed (SM-4).
    """

    saved = Signal(int)
    """Emitted when a window was added, changed, ended or removed; carries its id."""

    def __init__(
        self, context: Context, parent: QWidget, window_id: int = 0, talent_id: int = 0
    ) -> None:
        title = tr("Exclusivity") if window_id else tr("New exclusivity")
        super().__init__(title, parent, width=640)
        self._context = context
        self._id = window_id
        self._row: ExclusivityRow | None = None
        self._ending: EndDialog | None = None
        self.talent = PickField(self._find_talent, placeholder=tr("Choose a creator"))
        self.client = PickField(
            choices.Clients(context, self).find, none=tr("None"), placeholder=tr("Choose a client")
        )
        self.brand = ChoiceField((), none=tr("All its brands"))
        self.project = PickField(
            self._find_projects, none=tr("None"), placeholder=tr("Choose a project")
        )
        self.fee = MoneyField("CNY")
        self.chip = Chip("neutral", "")
        self.why = label("", "small", "text2", wrap=True)
        for picker in (self.talent, self.client, self.brand, self.project):
            picker.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._build()
        if window_id:
            self._ask(bookings.exclusivity.one(window_id), self._on_row)
        elif talent_id:
            self._ask(bookings.usual(("talent", talent_id)), self._on_usual)
        self.form.focus_first()

    def _build(self) -> None:
        self.chip.setVisible(bool(self._id))
        self.why.hide()
        self.form = self._made()
        self.body.addLayout(hbox(None, self.chip, STRETCH))
        self.rivals = RivalsPane(self._context, self.form, kept)
        self.add(self.why, self.form, self.rivals)
        self.set_primary(tr("Save") if self._id else tr("Add"))
        self._agree = self.add_other(tr("Agreed"), "check")
        self._end = self.add_other(tr("End it …"), "prohibit")
        self._remove = self.add_other(tr("Remove"), "trash")
        for button in (self._agree, self._end, self._remove):
            button.hide()
        self._agree.clicked.connect(self._on_agree_clicked)
        self._end.clicked.connect(self._on_end_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self.confirmed.connect(self._on_confirmed)
        self.form.committed.connect(self._on_committed)

    def _made(self) -> Form:
        today = self._context.clock.today()
        form = Form(framed=True, label_width=104, columns=2)
        form.add("talent_id", tr("Who is bound"), self.talent, required=True)
        form.add("client_id", tr("Protected"), self.client)
        form.add("brand_id", tr("Brand"), self.brand)
        form.add("first_on", tr("From", "day"), DateField(today), required=True)
        form.add("last_on", tr("Until"), DateField(today), required=True)
        states = [Choice(code, text(STATES.label(code))) for code in ("proposed", "active")]
        form.add("state", tr("State"), ChoiceField(states), column=1)
        category = TextField(limit=80, placeholder=tr("headphones"))
        form.add("category", tr("Category"), category, column=1)
        form.add("fee", tr("Fee"), self.fee, column=1)
        currencies = [Choice(code, code) for code in CURRENCIES]
        form.add("currency", tr("Currency"), ChoiceField(currencies), column=1)
        form.add("project_id", tr("From project"), self.project, wide=True)
        form.add("competitors", tr("Brands by name"), MultiField(free=True), wide=True,
                 help=tr("Competitors that are kept away, besides the category."))  # fmt: skip
        platforms = MultiField(choices.platforms(), placeholder=tr("All"))
        form.add("platforms", tr("Platforms"), platforms, wide=True)
        places = MultiField(choices.places(), placeholder=tr("Everywhere", "place"))
        form.add("territories", tr("Countries"), places, wide=True)
        form.add("note", tr("Note"), LongTextField(lines=1, most=4), wide=True)
        form.set_value({"first_on": today, "state": "active", "currency": "CNY"})
        form.row("state").set_shown(not self._id)
        return form

    def _ask(self, query: Any, then: Any) -> None:
        self._context.tasks.ask(query, owner=self, then=then, failed=self._on_refused)

    # -- choosing -------------------------------------------------------------------------------

    def _find_talent(self, typed: str, arrived: Arrived) -> None:
        def show(found: list[Any]) -> None:
            arrived([Choice(one.id, pick(one.name, one.name_zh, language())) for one in found])

        self._context.tasks.ask(talent.picks(typed), owner=self, then=show, slot="talent")

    def _find_projects(self, typed: str, arrived: Arrived) -> None:
        def show(found: list[Any]) -> None:
            arrived(
                [
                    Choice(one.id, pick(one.name, one.name_zh, language()), fact=one.number)
                    for one in found
                ]
            )

        self._context.tasks.ask(projects.picks(typed), owner=self, then=show, slot="projects")

    def _on_committed(self, name: str, value: Any) -> None:
        if name == "client_id":
            self.brand.set_value(None)
            self._offer_brands(value)
        elif name == "currency" and value:
            self.fee.set_currency(str(value))

    def _offer_brands(self, client_id: int | None) -> None:
        self.brand.set_choices(())
        if client_id is not None:
            self._ask(clients.one(client_id), self._on_client)

    def _on_client(self, client: Client) -> None:
        self.brand.set_choices(
            [Choice(one.id, pick(one.name, one.name_zh, language())) for one in client.brands]
        )

    # -- showing --------------------------------------------------------------------------------

    def _on_usual(self, usual: bookings.Usual) -> None:
        self.talent.set_value(usual.ref[1], pick(usual.name, usual.name_zh, language()))

    def _on_row(self, row: ExclusivityRow) -> None:
        self._row = row
        currency = row.fee.currency if row.fee else "CNY"
        self.fee.set_currency(currency)
        self.form.set_value({name: getattr(row, name) for name in (*PLAIN, "brand_id", "fee")})
        self.form.set_value({"currency": currency, "state": row.state})
        self.talent.set_value(row.talent_id, pick(row.talent, row.talent_zh, language()))
        if row.client_id is not None:
            self.client.set_value(row.client_id, pick(row.client, row.client_zh, language()))
        if row.project_id is not None:
            self.project.set_value(row.project_id, pick(row.project, row.project_zh, language()))
        if row.brand_id is not None:
            self.brand.set_value(row.brand_id, row.brand)
        self._offer_brands(row.client_id)
        self._show_state(row)
        if row.shown.code != "ended":
            self.rivals.ask_soon()

    def _show_state(self, row: ExclusivityRow) -> None:
        self.chip.set(row.shown.role, text(row.shown.label))
        ended = row.shown.code == "ended"
        may = not self._context.read_only
        self.form.set_locked(ended or not may)
        self.set_ready(not ended and may)
        self._agree.setVisible(row.state == "proposed" and not ended and may)
        self._end.setVisible(not ended and may)
        self._remove.setVisible(may)
        words = why_ended(row)
        self.why.setText(words)
        self.why.setVisible(bool(words))

    # -- doing ----------------------------------------------------------------------------------

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        values = kept(self.form.value())
        if self._row is None:
            self._run(bookings.exclusivity.create(values), self._on_saved)
            return
        command = bookings.exclusivity.change(self._id, version=self._row.version, values=values)
        self._run(command, self._on_done)

    def _run(self, command: Command[Any], then: Any) -> None:
        self.set_busy(True)
        self._context.tasks.run(command, owner=self, then=then, failed=self._on_refused)

    def _on_agree_clicked(self) -> None:
        if self._row is not None:
            version = self._row.version
            self._run(bookings.exclusivity.activate(self._id, version=version), self._on_done)

    def _on_end_clicked(self) -> None:
        if self._row is not None:
            self._ending = EndDialog(self._context, self, self._row)
            self._ending.ended.connect(self._on_done)
            self._ending.open()

    def _on_remove_clicked(self) -> None:
        if self._row is not None:
            version = self._row.version
            self._run(bookings.exclusivity.remove(self._id, version=version), self._on_removed)

    def _on_removed(self, _nothing: None) -> None:
        self._on_saved(self._id)

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


def kept(form: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the form holds as the studio takes it: a currency only with a fee."""
    values = {**form, **{name: list(form[name] or ()) for name in SETS}}
    values["currency"] = (form["currency"] or "") if form["fee"] else ""
    return values


def why_ended(row: ExclusivityRow) -> str:
    """Return when and why a window was ended early; nothing where it was not."""
    if not row.ended_on:
        return ""
    day = long_date(date.fromisoformat(row.ended_on))
    if not row.reason:
        return tr("Ended on {day}.").format(day=day)
    return tr("Ended on {day}: {reason}").format(day=day, reason=row.reason)
