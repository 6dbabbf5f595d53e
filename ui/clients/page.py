"""The page of clients: the list, and beside it everything about the current one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from studio.domain import clients as rules
from studio.errors import StudioError
from studio.services import clients, studio
from studio.services.clients import Client, ClientFilter, Links, OpenMoney
from studio.services.studio import CompanyRow, PersonRow
from ui.clients import empties
from ui.clients.cells import Cells, owed
from ui.clients.dialogs import NewClientDialog, ReasonDialog
from ui.clients.filters import ClientFilters, shipped
from ui.clients.pane import ClientPane
from ui.context import Action, Context, Ref
from ui.language import text, tr, trn
from ui.listing.pane import ListPane
from ui.listing.picked import listed_words
from ui.listing.slot import PaneSlot
from ui.models.ids import Arrived
from ui.models.table import RecordTable
from ui.page import Page
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.empty import EmptyState

MONEY = frozenset({"invoice", "payment", "allocation"})


class ClientsPage(Page):
    """Clients."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._people: list[PersonRow] = []
        self._companies: list[CompanyRow] = []
        self._dialog: Dialog | None = None
        self._counts: dict[str, int] = {}
        self._build()
        self._connect()
        self._load()

    # -- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        language, today = self.context.language, self.context.clock.today()
        self.filters = ClientFilters(language)
        self.new_button = Button(tr("New client"), "primary", "plus")
        self.table = RecordTable(Cells(language, today).columns(), self._fetch, name=tr("Clients"))
        self.list = ListPane(
            self.context,
            "clients",
            tr("Clients"),
            self.filters,
            self.table,
            new=self.new_button,
            shipped=shipped(self.context.person_id),
            hints=[("Ctrl N", tr("new client")), ("F2", tr("edit"))],
            sort="name",
            amounts=owed,
        )
        self.list.picked.verbs = self._picked_verbs
        self.header, self.hints = self.list.header, self.list.hints
        self.waiting, self.export = self.list.waiting, self.list.export
        row = hbox(self, self.list, gap=0)
        row.setStretch(0, 1)
        self._slot = PaneSlot(row, self._made_pane)

    def _connect(self) -> None:
        self.list.asked.connect(self._ask_ids)
        self.list.said.connect(self._on_said)
        self.new_button.clicked.connect(self.new_record)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.menu_requested.connect(self._on_menu_requested)
        self.table.opened.connect(self._on_opened)
        edit = QShortcut(QKeySequence("F2"), self)
        edit.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        edit.activated.connect(self._edit)

    def _load(self) -> None:
        tasks = self.context.tasks
        tasks.ask(studio.people(), owner=self, then=self._on_people, slot="people")
        tasks.ask(studio.companies(), owner=self, then=self._on_companies, slot="companies")
        self.list.start()

    def _on_people(self, people: list[PersonRow]) -> None:
        self._people = people
        self.filters.set_people(people)

    def _on_companies(self, companies: list[CompanyRow]) -> None:
        self._companies = companies

    # -- the list -------------------------------------------------------------------------------

    def _filter(self) -> ClientFilter:
        return self.filters.value(*self.table.sort())

    def _ask_ids(self) -> None:
        tasks, wanted = self.context.tasks, self._filter()
        tasks.ask(clients.ids(wanted), owner=self, then=self._on_ids, slot="ids")
        tasks.ask(clients.counts(), owner=self, then=self._on_counts, slot="counts")
        tasks.ask(clients.totals(wanted), owner=self, then=self._on_totals, slot="totals")

    def _fetch(self, ids: Sequence[int], arrived: Arrived) -> None:
        self.context.tasks.ask(clients.rows(ids), owner=self, then=arrived)

    def _on_ids(self, ids: list[int]) -> None:
        if not self.list.show_ids(ids):
            self._show_empty()
        self._show_count()

    def _on_counts(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self._show_count()

    def _show_count(self) -> None:
        total = sum(number for state, number in self._counts.items() if state != "archived")
        held = self._counts.get("on_hold", 0)
        facts = [trn("{n} client", "{n} clients", total)]
        facts += [tr("{n} on hold").format(n=held)] if held else []
        self.header.set_fact(tr(", ", "between facts").join(facts) if total else "")
        archived = self.filters.view.current() == "archived"
        self.list.show_count(self._counts.get("archived", 0) if archived else total)

    def _on_totals(self, totals: tuple[OpenMoney, ...]) -> None:
        amounts = listed_words(debt.amount for debt in totals)
        self.hints.set_right(tr("Open: {amounts}").format(amounts=amounts) if totals else "")

    def _show_empty(self) -> None:
        if self.filters.narrow():
            query = clients.hidden_by(self._filter())
            self.context.tasks.ask(query, owner=self, then=self._on_hidden_by, slot="hidden")
        elif self.filters.view.current() == "archived":
            self.list.show_empty(EmptyState("clients", tr("Nothing is archived")))
        else:
            add = Button(tr("New client"), "primary", "plus")
            add.clicked.connect(self.new_record)
            brief = Button(tr("Start from a brief"))
            brief.clicked.connect(self._on_brief_clicked)
            self.list.show_empty(empties.first(add, brief))

    def _on_hidden_by(self, left: dict[str, int]) -> None:
        state = empties.hidden(left)
        state.drop_wished.connect(self.filters.drop)
        self.list.show_empty(state)

    def _on_brief_clicked(self) -> None:
        self.open(Ref("brief"))

    def _picked_verbs(self) -> list[Button]:
        archive = Button(tr("Archive", "verb"), icon="archive", height=24)
        archive.clicked.connect(self._on_archive_picked)
        archive.setEnabled(not self.context.read_only and self.filters.view.current() != "archived")
        return [archive]

    def _on_archive_picked(self) -> None:
        self._run(clients.archive_many(self.table.picked_ids()))

    # -- the current client ---------------------------------------------------------------------

    def _on_current_changed(self, key: int) -> None:
        if key:
            self._ask_one(key)
        else:
            self._slot.clear()
        self.facts_changed.emit()

    def _ask_one(self, key: int) -> None:
        tasks = self.context.tasks
        tasks.ask(clients.one(key), owner=self, then=self._on_one, failed=self._on_gone, slot="one")
        tasks.ask(clients.links(key), owner=self, then=self._on_links, slot="links")

    def _on_one(self, client: Client) -> None:
        if client.id != self.table.current_id():
            return
        self._slot.made().show_client(client)
        self._slot.show()
        self.facts_changed.emit()

    def _on_gone(self, _error: StudioError) -> None:
        self._slot.clear()

    def _on_links(self, links: Links) -> None:
        if (pane := self._slot.pane) is not None:
            pane.show_links(links)

    def _made_pane(self) -> ClientPane:
        pane = ClientPane(self.context, self._people, self._companies)
        pane.said.connect(self._on_said)
        pane.refused.connect(self._on_pane_refused)
        pane.open_requested.connect(self._on_pane_open_requested)
        pane.verb_chosen.connect(self.do)
        return pane

    def pane(self) -> ClientPane | None:
        """Return the inspector, once there was a client to show."""
        return self._slot.pane

    def current(self) -> Client | None:
        """Return the client in the inspector."""
        pane = self._slot.pane
        return pane.client if pane is not None and self.table.current_id() else None

    # -- doing ----------------------------------------------------------------------------------

    def do(self, verb: str) -> None:
        """Carry out a verb on the current client: a state to move to, archive or restore."""
        client, pane = self.current(), self._slot.pane
        if client is None or pane is None:
            return
        version = pane.saver.version
        if verb == "archive":
            self._run(clients.archive(client.id, version=version))
        elif verb == "restore":
            self._run(clients.restore(client.id, version=version))
        elif verb in rules.REASON_NEEDED:
            dialog = ReasonDialog(self.context, client, verb, self.window())
            dialog.moved.connect(self._on_moved)
            self._dialog = dialog
            dialog.open()
        else:
            self._run(clients.move(client.id, version=version, state=verb))

    def _run(self, command: Any) -> None:
        self.context.tasks.run_outcome(
            command, owner=self, then=self._on_done, failed=self._on_refused
        )

    def _on_done(self, outcome: Any) -> None:
        self.say(text(outcome.label))

    def _on_moved(self, words: str) -> None:
        self.say(words)

    def _on_said(self, words: str, undo: bool) -> None:
        self.say(words, undo=undo)

    def _on_refused(self, error: StudioError) -> None:
        self.say(text(error.message), undo=False)

    def _on_pane_refused(self, error: Any) -> None:
        self._on_refused(error)

    def _on_pane_open_requested(self, ref: Any) -> None:
        self.open(ref)

    def new_record(self) -> None:
        """Ask for a new client."""
        if self.context.read_only:
            return
        typed = self.filters.search.text() if self.table.count() == 0 else ""
        dialog = NewClientDialog(self.context, self._companies, self.window(), typed)
        dialog.created.connect(self._on_created)
        dialog.show_wished.connect(self.show_record)
        self._dialog = dialog
        dialog.open()

    def _on_created(self, key: int) -> None:
        self.say(tr("Client added"))
        self.show_record(key)

    def _on_opened(self, _key: int) -> None:
        if (pane := self._slot.pane) is not None:
            self._slot.bring()
            pane.form_of("name").focus_field("name")

    def _on_menu_requested(self, _ids: object, place: QPoint) -> None:
        if (pane := self._slot.pane) is not None and self.current() is not None:
            pane.more.entries.popup(place)

    # -- what the shell asks --------------------------------------------------------------------

    def show_record(self, record_id: int) -> None:
        """Show one client; a filter that hides it gives way."""
        self.list.show_record(record_id)

    def focus_main(self) -> None:
        """Put the focus on the list."""
        self.table.setFocus()

    def export_record(self) -> None:
        """Save the list as a file for spreadsheets."""
        self.export.ask(self)

    def focus_filter(self) -> None:
        """Put the focus into the filter."""
        self.list.focus_filter()

    def next_open_field(self, *, backwards: bool = False) -> None:
        """Go to the next wrong field."""
        if (pane := self._slot.pane) is not None:
            pane.focus_next_open(backwards=backwards)

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        self._slot.toggle(current=bool(self.table.current_id()))

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        return [*self.list.regions(), *self._slot.regions()]

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        new = Action("client.new", tr("New client"), self.new_record, "Ctrl+N", "plus")
        views, client = self.list.actions_now(), self.current()
        if self.context.read_only:
            return views
        if client is None:
            return [new, *views]
        edit = Action("client.edit", tr("Edit client"), self._edit, "F2", "pencil-simple")
        contact = Action("client.contact", tr("Add contact"), self._add_contact, "", "user-plus")
        archive = Action("client.archive", tr("Archive client"), self._archive, "", "archive")
        restore = Action("client.restore", tr("Restore client"), self._restore)
        return [new, edit, contact, restore if client.archived else archive, *views]

    def _edit(self) -> None:
        self._on_opened(self.table.current_id())

    def _add_contact(self) -> None:
        if (pane := self._slot.pane) is not None:
            pane.set_tab("overview")
            pane.contacts.add_new()

    def _archive(self) -> None:
        self.do("archive")

    def _restore(self) -> None:
        self.do("restore")

    def refresh(self, changes: Any) -> None:
        """Bring list and inspector up to date after a commit."""
        nouns = changes.nouns()
        touched = changes.ids("client")
        if "person" in nouns or "legal_entity" in nouns:
            tasks = self.context.tasks
            tasks.ask(studio.people(), owner=self, then=self._on_people, slot="people")
            tasks.ask(studio.companies(), owner=self, then=self._on_companies, slot="companies")
        if MONEY & nouns:
            self.table.forget()
        if touched or MONEY & nouns:
            self.table.refresh(touched)
            self._ask_ids()
        current = self.table.current_id()
        linked = {"brief", "proposal", "proposal_version", "project", "attachment"} & nouns
        if current and (current in touched or MONEY & nouns or linked):
            self._ask_one(current)

    def state(self) -> dict[str, Any]:
        """Return filter, columns, view and the current client."""
        tab = self._slot.pane.tab() if self._slot.pane is not None else ""
        return {**self.list.state(), "tab": tab, "hidden": self._slot.hidden}

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same again."""
        self._slot.hidden = bool(state.get("hidden"))
        self.list.restore(state)
