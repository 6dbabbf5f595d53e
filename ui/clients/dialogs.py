"""Dialogs of clients: a new one, and the reason for a hold."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain import identifiers
from studio.domain.names import both, pick
from studio.errors import Invalid, StudioError
from studio.services import clients
from studio.services.clients import Client, Hint
from studio.services.studio import CompanyRow
from ui.clients import choices
from ui.context import Context
from ui.forms.choices import currencies
from ui.forms.fields import ChoiceField, TextField
from ui.forms.form import Form
from ui.language import text, tr
from ui.widgets.boxes import clear, vbox
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import label

CLIENT_FIELDS = ("name", "name_zh", "country", "currency", "legal_entity_id", "tax_no")


class NewClientDialog(Dialog):
    """Asks who the client is and whom to call there; the rest is proposed by the country."""

    created = Signal(int)
    """Emitted when the client was added; carries its id."""

    show_wished = Signal(int)
    """Emitted when a client that is already there is to be shown instead."""

    def __init__(
        self, context: Context, companies: Sequence[CompanyRow], parent: QWidget, name: str = ""
    ) -> None:
        super().__init__(tr("New client"), parent, width=520)
        self._context = context
        self._companies = companies
        self._touched: set[str] = set()
        self._hints: list[Hint] = []
        self.form = self._made_form()
        self._hint_box = QWidget()
        self._hint_rows = vbox(self._hint_box, gap=2)
        self._hint_box.hide()
        self.add(self.form, self._hint_box)
        self.set_primary(tr("Add client"))
        self.form.set_value({"name": name, **self._first_values()})
        self.form.committed.connect(self._on_committed)
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_first()

    def _made_form(self) -> Form:
        language = self._context.language
        form = Form(framed=True, label_width=120)
        form.add("name", tr("Name"), TextField(limit=120))
        form.add("name_zh", tr("Chinese name"), TextField(limit=120))
        form.add("country", tr("Country"), ChoiceField(choices.country_choices(language)))
        form.add("currency", tr("Currency"), ChoiceField(currencies()))
        companies = ChoiceField(choices.company_choices(self._companies, language))
        row = form.add("legal_entity_id", tr("Our company"), companies)
        row.set_shown(len(self._companies) > 1)
        form.add("tax_no", tr("Tax number"), TextField(limit=40))
        form.add("contact", tr("Contact"), TextField(limit=120))
        form.add("email", tr("E-mail"), TextField(limit=254))
        return form

    def _first_values(self) -> dict[str, Any]:
        company = next(iter(self._companies), None)
        if company is None:
            return {}
        return {
            "country": company.country,
            "currency": company.currency,
            "legal_entity_id": company.id,
        }

    def hints(self) -> list[str]:
        """Return the names of clients that may be the same."""
        return [both(hint.name, hint.name_zh) for hint in self._hints]

    def _on_committed(self, name: str, value: object) -> None:
        self._touched.add(name)
        if name == "country":
            self._propose(str(value or ""))
        if name in ("name", "name_zh", "tax_no", "email"):
            self._look_for_doubles()

    def _propose(self, country: str) -> None:
        """The company and currency that fit a country, unless they were chosen by hand."""
        own = next((one for one in self._companies if one.country == country), None)
        if own is not None and "legal_entity_id" not in self._touched:
            self.form.set_value({"legal_entity_id": own.id})
        currency = identifiers.CURRENCY_OF.get(country)
        if currency and "currency" not in self._touched:
            self.form.set_value({"currency": currency})

    def _look_for_doubles(self) -> None:
        values = self.form.value()
        query = clients.duplicates(
            name=values["name"],
            name_zh=values["name_zh"],
            tax_no=values["tax_no"],
            addresses=[values["email"]],
        )
        self._context.tasks.ask(query, owner=self, then=self._on_doubles, slot="doubles")

    def _on_doubles(self, hints: list[Hint]) -> None:
        self._hints = hints
        clear(self._hint_rows)
        for hint in hints[:3]:
            words = tr("{name} is already here: {why}.").format(
                name=both(hint.name, hint.name_zh), why=text(hint.why)
            )
            self._hint_rows.addWidget(label(words, "small", "warn", wrap=True))
        if hints:
            button = Button(tr("Show it"), "link", height=26)
            button.clicked.connect(self._on_show_clicked)
            self._hint_rows.addWidget(button)
        self._hint_box.setVisible(bool(hints))
        self.adjustSize()

    def _on_show_clicked(self) -> None:
        key = self._hints[0].id
        self.reject()
        self.show_wished.emit(key)

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        values = self.form.value()
        if self.form.problems():
            return
        self.set_busy(True)
        self._context.tasks.run(
            clients.create(_client_values(values), contact=_contact_values(values)),
            owner=self,
            then=self._on_created,
            failed=self._on_refused,
        )

    def _on_created(self, key: int) -> None:
        self.created.emit(key)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid):
            strange = self.form.show_errors(error.fields)
            if not strange:
                return
        self.set_problem(error.message)


def _client_values(values: Mapping[str, Any]) -> dict[str, object]:
    given = {name: values[name] for name in CLIENT_FIELDS}
    return {name: value for name, value in given.items() if value not in (None, "")}


def _contact_values(values: Mapping[str, Any]) -> dict[str, object] | None:
    if not values["contact"] and not values["email"]:
        return None
    return {"name": values["contact"] or values["email"], "email": values["email"]}


class ReasonDialog(Dialog):
    """Asks why a client is put on hold or blacklisted."""

    moved = Signal(str)
    """Emitted when the client was moved; carries the words for the toast."""

    def __init__(self, context: Context, client: Client, state: str, parent: QWidget) -> None:
        name = pick(client.name, client.name_zh, context.language)
        titles = {
            "on_hold": tr("Put {name} on hold").format(name=name),
            "blacklisted": tr("Blacklist {name}").format(name=name),
        }
        effects = {
            "on_hold": tr("New projects are blocked until you work with this client again."),
            "blacklisted": tr("New briefs, proposals and projects are blocked."),
        }
        acts = {"on_hold": tr("Put on hold"), "blacklisted": tr("Blacklist", "verb")}
        super().__init__(titles[state], parent, width=440)
        self._context = context
        self._client = client
        self._state = state
        self.say(effects[state])
        self.form = Form(stacked=True, framed=True)
        self.form.add("reason", tr("Reason"), TextField(), required=True)
        self.add(self.form)
        self.set_primary(acts[state], danger=state == "blacklisted")
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_first()

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        reason = str(self.form.value()["reason"])
        command = clients.move(
            self._client.id, version=self._client.version, state=self._state, reason=reason
        )
        self._context.tasks.run_outcome(
            command, owner=self, then=self._on_moved, failed=self._on_refused
        )

    def _on_moved(self, outcome: Any) -> None:
        self.moved.emit(text(outcome.label))
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)
