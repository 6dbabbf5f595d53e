"""The page of clients: the list, and beside it everything about the current one."""

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from studio import settings as stored
from studio.domain import clients as rules
from studio.errors import StudioError
from studio.services import clients, studio
from studio.services.clients import Client, ClientFilter, Links, OpenMoney
from studio.services.studio import CompanyRow, PersonRow
from ui.clients.cells import Cells, amounts
from ui.clients.dialogs import NewClientDialog, ReasonDialog
from ui.clients.filters import ClientFilters
from ui.clients.pane import ClientPane
from ui.context import Action, Context, Ref
from ui.language import text, tr, trn
from ui.models.ids import Arrived
from ui.models.table import RecordTable
from ui.page import Page
from ui.publish.listing import ListExport
from ui.widgets.boxes import frame, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.empty import EmptyState
from ui.widgets.header import HintRow, PageHeader
from ui.widgets.menus import Menu
from ui.widgets.waiting import Waiting

MONEY = frozenset({"invoice", "payment", "allocation"})
LAYOUT = "clients.columns"


class ClientsPage(Page):
    """Clients."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._people: list[PersonRow] = []
        self._companies: list[CompanyRow] = []
        self._wanted = 0
        self._hidden = False
        self._dialog: Dialog | None = None
        self._menu: Menu | None = None
        self._pane: ClientPane | None = None
        self._counts: dict[str, int] = {}
        self._build()
        self._connect()
        self._load()

    # -- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        language, today = self.context.language, self.context.clock.today()
        self.header = PageHeader(tr("Clients"))
        self.filters = ClientFilters((), language)
        self.new_button = Button(tr("New client"), "primary", "plus")
        self.new_button.setEnabled(not self.context.read_only)
        self.header.add(self.filters.view, self.new_button)
        self.table = RecordTable(Cells(language, today).columns(), self._fetch, name=tr("Clients"))
        self.waiting = Waiting(self.table)
        self.hints = HintRow("", [("Ctrl N", tr("new client")), ("F2", tr("edit"))])
        ground = frame("surface", "top")
        vbox(ground, self.waiting)
        left = QWidget()
        column = vbox(left, self.header, self.filters, 6, ground, self.hints)
        column.setStretchFactor(ground, 1)
        self._row = hbox(self, left, gap=0)
        self._row.setStretch(0, 1)

    def _connect(self) -> None:
        self.export = ListExport(self.context, self.table, tr("Clients"))
        self.export.said.connect(self._on_said)
        self.filters.changed.connect(self._ask_ids)
        self.filters.search.left.connect(self.focus_main)
        self.new_button.clicked.connect(self.new_record)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.layout_changed.connect(self._on_layout_changed)
        self.table.menu_requested.connect(self._on_menu_requested)
        self.table.opened.connect(self._on_opened)
        self.table.picked_changed.connect(self._on_picked_changed)
        self.table.sort_changed.connect(self._on_sort_changed)
        edit = QShortcut(QKeySequence("F2"), self)
        edit.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        edit.activated.connect(self._edit)

    def _load(self) -> None:
        self.table.restore_columns(self._kept_columns())
        self.waiting.start()
        tasks = self.context.tasks
        tasks.ask(studio.people(), owner=self, then=self._on_people, slot="people")
        tasks.ask(studio.companies(), owner=self, then=self._on_companies, slot="companies")
        self._ask_ids()

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
        self.table.set_ids(ids, select_first=not self._wanted)
        if self._wanted and self.table.select_id(self._wanted):
            self._wanted = 0
        if ids:
            self.waiting.show_content()
        else:
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
        whole = self._counts.get("archived", 0) if archived else total
        self.hints.set_left(tr("{n} of {total}").format(n=self.table.count(), total=whole))

    def _on_totals(self, totals: tuple[OpenMoney, ...]) -> None:
        words = tr("Open: {amounts}").format(amounts=amounts(totals)) if totals else ""
        self.hints.set_right(words)

    def _show_empty(self) -> None:
        narrowed = self.filters.narrow() or self.filters.view.current() == "owing"
        if narrowed:
            query = clients.hidden_by(self._filter())
            self.context.tasks.ask(query, owner=self, then=self._on_hidden_by, slot="hidden")
            return
        if self.filters.view.current() == "archived":
            self.waiting.show_empty(EmptyState("clients", tr("Nothing is archived")))
            return
        add = Button(tr("New client"), "primary", "plus")
        add.clicked.connect(self.new_record)
        brief = Button(tr("Start from a brief"))
        brief.clicked.connect(self._on_brief_clicked)
        self.waiting.show_empty(
            EmptyState(
                "clients",
                tr("Keep who pays you, and on what terms"),
                tr("Briefs, proposals and invoices take language, currency and tax from here."),
                add,
                brief,
            )
        )

    def _on_hidden_by(self, left: dict[str, int]) -> None:
        """Say which part of the filter hides most, and offer to drop it."""
        part = min(left, key=lambda name: left[name], default="")
        names = {
            "text": tr("The typed text hides every client."),
            "states": tr("The chosen states hide every client."),
            "lead": tr("The chosen lead hides every client."),
            "owing": tr("No client has an overdue invoice."),
        }
        drop = Button(tr("Drop it"), "primary")
        drop.setProperty("part", part)
        drop.clicked.connect(self._on_drop_clicked)
        whole = Button(tr("Show all"))
        whole.clicked.connect(self._on_show_all_clicked)
        title = names.get(part, tr("No client fits"))
        self.waiting.show_empty(EmptyState("search", title, "", drop, whole))

    def _on_drop_clicked(self) -> None:
        self.filters.drop(str(self.sender().property("part")))

    def _on_show_all_clicked(self) -> None:
        self.filters.drop()

    def _on_brief_clicked(self) -> None:
        self.open(Ref("brief"))

    def _on_sort_changed(self, _key: str, _descending: bool) -> None:
        self._on_layout_changed()
        self._ask_ids()

    def _kept_columns(self) -> dict[str, Any]:
        """Return the columns as they were left on this machine; as new where that is damaged."""
        try:
            kept = json.loads(self.context.preferences.value.layout.get(LAYOUT, ""))
        except ValueError:
            kept = None
        return kept if isinstance(kept, dict) else {"sort": "name"}

    def _on_layout_changed(self) -> None:
        """Keep widths, order, choice and sorting of the columns on this machine."""
        kept = json.dumps(self.table.column_state())
        self.context.preferences.edit(stored.with_layout, LAYOUT, kept)

    def _on_picked_changed(self, count: int) -> None:
        if count < 2:
            self.hints.hide_picked()
            return
        archive = Button(tr("Archive", "verb"), icon="archive", height=24)
        archive.clicked.connect(self._on_archive_picked)
        copy = Button(tr("Copy", "verb"), icon="copy", height=24)
        copy.clicked.connect(self.table.copy_picked)
        archive.setEnabled(self.filters.view.current() != "archived")
        self.hints.show_picked(tr("{n} picked").format(n=count), archive, copy)

    def _on_archive_picked(self) -> None:
        self._run(clients.archive_many(self.table.picked_ids()))

    # -- the current client ---------------------------------------------------------------------

    def _on_current_changed(self, key: int) -> None:
        if key:
            self._ask_one(key)
        elif self._pane is not None:
            self._pane.hide()
        self.facts_changed.emit()

    def _ask_one(self, key: int) -> None:
        tasks = self.context.tasks
        tasks.ask(clients.one(key), owner=self, then=self._on_one, failed=self._on_gone, slot="one")
        tasks.ask(clients.links(key), owner=self, then=self._on_links, slot="links")

    def _on_one(self, client: Client) -> None:
        if client.id != self.table.current_id():
            return
        pane = self._made_pane()
        pane.show_client(client)
        pane.setVisible(not self._hidden)
        self.facts_changed.emit()

    def _on_gone(self, _error: StudioError) -> None:
        if self._pane is not None:
            self._pane.hide()

    def _on_links(self, links: Links) -> None:
        if self._pane is not None:
            self._pane.show_links(links)

    def _made_pane(self) -> ClientPane:
        """Build the pane with the first client: the page is up before its forms are needed."""
        if self._pane is None:
            pane = ClientPane(self.context, self._people, self._companies)
            pane.said.connect(self._on_said)
            pane.refused.connect(self._on_pane_refused)
            pane.open_requested.connect(self._on_pane_open_requested)
            pane.verb_chosen.connect(self.do)
            self._row.addWidget(pane)
            self._pane = pane
        return self._pane

    def pane(self) -> ClientPane | None:
        """Return the inspector, once there was a client to show."""
        return self._pane

    def current(self) -> Client | None:
        """Return the client in the inspector."""
        pane = self._pane
        return pane.client if pane is not None and self.table.current_id() else None

    # -- doing ----------------------------------------------------------------------------------

    def do(self, verb: str) -> None:
        """Carry out a verb on the current client: a state to move to, archive or restore."""
        client = self.current()
        if client is None:
            return
        version = self._pane.saver.version if self._pane is not None else client.version
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
        if self._pane is not None:
            self._hidden = False
            self._pane.show()
            self._pane.form_of("name").focus_field("name")

    def _on_menu_requested(self, _ids: object, place: QPoint) -> None:
        if self._pane is not None and self.current() is not None:
            self._pane.more.entries.popup(place)

    # -- what the shell asks --------------------------------------------------------------------

    def show_record(self, record_id: int) -> None:
        """Show one client; a filter that hides it gives way."""
        self._wanted = record_id
        if not self.table.select_id(record_id):
            self.filters.restore({})
            self._ask_ids()
        else:
            self._wanted = 0

    def focus_main(self) -> None:
        """Put the focus on the list."""
        self.table.setFocus()

    def export_record(self) -> None:
        """Save the list as a file for spreadsheets."""
        self.export.ask(self)

    def focus_filter(self) -> None:
        """Put the focus into the filter."""
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def next_open_field(self, *, backwards: bool = False) -> None:
        """Go to the next wrong field."""
        if self._pane is not None:
            self._pane.focus_next_open(backwards=backwards)

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        self._hidden = not self._hidden
        if self._pane is not None:
            self._pane.setVisible(not self._hidden and bool(self.table.current_id()))

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        parts: list[QWidget] = [self.header, self.filters, self.table]
        return [*parts, self._pane] if self._pane is not None and not self._hidden else parts

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        found = [Action("client.new", tr("New client"), self.new_record, "Ctrl+N", "plus")]
        client = self.current()
        if client is None or self.context.read_only:
            return found
        edit = Action("client.edit", tr("Edit client"), self._edit, "F2", "pencil-simple")
        contact = Action("client.contact", tr("Add contact"), self._add_contact, "", "user-plus")
        archive = Action("client.archive", tr("Archive client"), self._archive, "", "archive")
        restore = Action("client.restore", tr("Restore client"), self._restore)
        return [*found, edit, contact, restore if client.archived else archive]

    def _edit(self) -> None:
        self._on_opened(self.table.current_id())

    def _add_contact(self) -> None:
        if self._pane is not None:
            self._pane.set_tab("overview")
            self._pane.contacts.add_new()

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
        """Return filter, columns and the current client."""
        return {
            "filter": self.filters.state(),
            "columns": self.table.column_state(),
            "current": self.table.current_id() or self._wanted,
            "tab": self._pane.tab() if self._pane is not None else "",
            "hidden": self._hidden,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same again."""
        self.filters.restore(state.get("filter", {}))
        self.table.restore_columns(state.get("columns", {}))
        self._hidden = bool(state.get("hidden"))
        self._wanted = int(state.get("current") or 0)
        self._ask_ids()
