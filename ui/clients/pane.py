"""The inspector of a client: what is open, whom to call, how it is invoiced, what was made."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.domain import clients as rules
from studio.domain import countries
from studio.domain.names import both, pick
from studio.services import clients
from studio.services.clients import Client, Links, OpenMoney
from studio.services.operation import Command
from studio.services.studio import CompanyRow, PersonRow
from ui.clients import forms
from ui.clients.linked import LinkedList
from ui.clients.parts import Brands, Contacts
from ui.context import Context, Ref
from ui.forms.form import Form
from ui.forms.saver import Saver
from ui.language import money, text, tr, trn
from ui.publish.attached import RecordFiles
from ui.publish.history import RecordHistory
from ui.widgets.banner import Banner
from ui.widgets.boxes import STRETCH, hbox
from ui.widgets.chips import Chip, OutlineChip
from ui.widgets.files import FileDrop
from ui.widgets.inspector import Inspector, Tab
from ui.widgets.labels import label


class ClientPane(Inspector):
    """Shows one client and saves each field as it is left."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    refused = Signal(object)
    """Emitted when something was refused that belongs to no field; carries the StudioError."""

    open_requested = Signal(object)
    """Emitted when a linked record is to be opened; carries a Ref."""

    verb_chosen = Signal(str)
    """Emitted when something was chosen from the menu: a state, archive or restore."""

    def __init__(
        self, context: Context, people: Sequence[PersonRow], companies: Sequence[CompanyRow]
    ) -> None:
        super().__init__(width=360)
        self.context = context
        self.client: Client | None = None
        self.saver = Saver(context.tasks, _change)
        self._state = Chip()
        self._reason = Banner("warn")
        self._forms = self._made_forms(people, companies)
        self.contacts = Contacts(context)
        self.brands = Brands(context)
        self.linked = LinkedList()
        self.files = RecordFiles(context, "client")
        self.history = RecordHistory(context, "client")
        self._build()
        self._connect()

    def _made_forms(
        self, people: Sequence[PersonRow], companies: Sequence[CompanyRow]
    ) -> dict[str, Form]:
        language = self.context.language
        made = {
            "next": forms.next_step_form(self.context.clock.today()),
            "words": forms.words_form(),
            "identity": forms.identity_form(language, people),
            "terms": forms.terms_form(language, companies),
            "tax": forms.tax_form(),
            "note": forms.note_form(),
        }
        for form in made.values():
            self.saver.follow(form)
        return made

    def _build(self) -> None:
        self.set_tabs(
            [
                Tab("overview", tr("Overview")),
                Tab("details", tr("Details")),
                Tab("records", tr("Records")),
            ]
        )
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, self.saver)
            column.insertWidget(1, self._reason)
        self.section(tr("Next step"), tab="overview").add(self._forms["next"])
        self._money = self.section(tr("Open money"), tab="overview")
        self.section(tr("Contacts"), tab="overview").add(self.contacts)
        self.section(tr("Brands"), tab="overview").add(self.brands)
        self.section(tr("Exclusivity and words"), tab="overview").add(self._forms["words"])
        self.section(tr("Who"), tab="details").add(self._forms["identity"])
        self.section(tr("Terms"), tab="details").add(self._forms["terms"])
        self.section(tr("Tax"), tab="details").add(self._forms["tax"])
        self.section(tr("Note"), tab="details").add(self._forms["note"])
        self._made = self.section(tr("Made for this client"), tab="records")
        self._made.add(self.linked)
        self.section(tr("Files"), tab="records").add(self.files)
        self.section(tr("History"), tab="records").add(self.history)

    def _connect(self) -> None:
        drop = FileDrop(self)
        drop.enabled = not self.context.read_only
        drop.dropped.connect(self._on_dropped)
        self.brands.refused.connect(self.refused)
        self.brands.said.connect(self.said)
        self.contacts.refused.connect(self.refused)
        self.contacts.said.connect(self.said)
        self.files.refused.connect(self.refused)
        self.files.said.connect(self.said)
        self.linked.open_requested.connect(self.open_requested)
        self.more.picked.connect(self._on_verb_picked)
        self.saver.refused.connect(self.refused)

    # -- showing --------------------------------------------------------------------------------

    def show_client(self, client: Client) -> None:
        """Show a client as it is in the studio."""
        another = self.client is None or self.client.id != client.id
        self.client = client
        self.saver.show_record(client.id, client.version)
        for form in self._forms.values():
            form.set_value({name: _value(client, name) for name in form.names()})
        self._show_head(client)
        self._show_days(client)
        self._show_money(client.open)
        self._show_menu(client)
        self.contacts.show_client(client)
        self.brands.show_client(client)
        self.files.show_record(client.id)
        self.history.show_record(client.id)
        if another:
            self.linked.show_links(Links(), self.context.language)

    def show_links(self, links: Links) -> None:
        """Show what was made for the client."""
        self.linked.show_links(links, self.context.language)

    def _show_head(self, client: Client) -> None:
        language = self.context.language
        place = countries.name(client.country, language)
        belongs = tr(", ", "between facts").join(part for part in (client.industry, place) if part)
        self.set_head("", both(client.name, client.name_zh), belongs)
        state = rules.STATES.state(client.state)
        self._state.set(state.role, text(state.label))
        chips: list[QWidget] = [self._state]
        chips += [OutlineChip(tr("Archived"))] if client.archived else []
        chips += [OutlineChip(client.code)] if client.code else []
        lead = pick(client.lead, client.lead_zh, language)
        chips += [OutlineChip(lead)] if lead else []
        self.set_chips(*chips)
        self._reason.set(text(state.label), client.hold_reason)
        self._reason.setVisible(bool(client.hold_reason))

    def _show_days(self, client: Client) -> None:
        """Days count with terms that have them; the fapiao is China's."""
        terms = self._forms["terms"]
        terms.row("terms_days").set_shown(client.terms_kind not in ("on_receipt", "milestone"))
        chinese = client.country == "CN" or bool(client.fapiao_kind)
        for name in ("fapiao_kind", "fapiao_title", "fapiao_bank"):
            self._forms["tax"].row(name).set_shown(chinese)
        self._forms["tax"].row("tax_rate").set_shown(client.tax_treatment == "standard")

    def _show_money(self, debts: Sequence[OpenMoney]) -> None:
        self._money.clear()
        if not debts:
            self._money.add(label(tr("Nothing open"), "body", "text3"))
        for debt in debts:
            self._money.add(_debt_row(debt))

    def _show_menu(self, client: Client) -> None:
        menu = self.more.entries
        menu.clear()
        words = {
            "active": tr("Work with this client again"),
            "on_hold": tr("Put on hold…"),
            "inactive": tr("Set inactive"),
            "blacklisted": tr("Blacklist…"),
        }
        for state in rules.STATES.reachable(client.state):
            menu.add(words[state], data=state)
        menu.addSeparator()
        menu.add(tr("Partnerships"), data="partnerships", icon="handshake")
        if client.archived:
            menu.add(tr("Restore"), data="restore", icon="arrow-counter-clockwise")
        else:
            menu.add(tr("Archive", "verb"), data="archive", icon="archive")

    # -- fields ---------------------------------------------------------------------------------

    def form_of(self, name: str) -> Form:
        """Return the form that has a field, and turn its tab on."""
        for key, form in self._forms.items():
            if name in form.names():
                self.set_tab("overview" if key in ("next", "words") else "details")
                return form
        raise KeyError(name)

    def focus_next_open(self, *, backwards: bool = False) -> bool:
        """Go to the next wrong field."""
        parts = [self.contacts.list, self.brands.list]
        return any(
            form.focus_next_open(backwards=backwards)
            for form in self._forms.values()
            if form.problems()
        ) or any(part.focus_next_open(backwards=backwards) for part in parts)

    def _on_dropped(self, files: list[Path]) -> None:
        self.set_tab("records")
        self.files.attach(files)

    def _on_verb_picked(self, verb: object) -> None:
        if verb == "partnerships" and self.client is not None:
            self.open_requested.emit(Ref("partnership", self.client.id))
            return
        self.verb_chosen.emit(str(verb))


def _debt_row(debt: OpenMoney) -> QWidget:
    row = QWidget()
    count = trn("{n} invoice", "{n} invoices", debt.invoices)
    hbox(row, label(money(debt.amount), "name"), label(count, "small", "text3"), STRETCH)
    if debt.overdue:
        late = tr("{amount} late, up to {days} days").format(
            amount=money(debt.overdue), days=debt.days_late
        )
        layout = row.layout()
        if layout is not None:
            layout.addWidget(label(late, "small", "bad"))
    return row


def _value(client: Client, name: str) -> Any:
    return getattr(client, name)


def _change(client_id: int, version: int, values: Mapping[str, object]) -> Command[int]:
    return clients.change(client_id, version=version, values=_given(values))


def _given(values: Mapping[str, object]) -> dict[str, object]:
    """A field that shows no choice means the empty code."""
    return {
        name: "" if value is None and name in ("fapiao_kind", "country") else value
        for name, value in values.items()
    }
