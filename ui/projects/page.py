"""The page of projects: the list with its inspector, and the page of one project."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.domain.money import Money
from studio.errors import StudioError
from studio.services import projects, studio
from studio.services.projects import Project
from studio.services.studio import CompanyRow, PersonRow
from ui.context import Action, Context, Ref
from ui.language import tr, trn
from ui.models.ids import Arrived
from ui.models.table import RecordTable
from ui.page import Page
from ui.projects import empties, words
from ui.projects.acts import ProjectActs
from ui.projects.cells import Cells
from ui.projects.filters import DONE, RUNNING, ProjectFilters
from ui.projects.hub import Hub
from ui.projects.pane import ProjectPane
from ui.widgets.boxes import frame, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.header import HintRow, PageHeader
from ui.widgets.waiting import Waiting

MONEY = frozenset({"invoice", "payment", "allocation", "project_instalment"})


class ProjectsPage(Page):
    """Projects."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._people: list[PersonRow] = []
        self._companies: list[CompanyRow] = []
        self._counts: dict[str, int] = {}
        self._wanted = 0
        self._hidden = False
        self.acts = ProjectActs(context, self)
        self._pane: ProjectPane | None = None
        self._hub: Hub | None = None
        self._opened = 0
        self._tab = ""
        self._build()
        self._connect()
        self._load()

    # -- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        self.header = PageHeader(tr("Projects"))
        self.filters = ProjectFilters(self.context.language)
        self.new_button = Button(tr("New project"), "primary", "plus")
        self.new_button.setEnabled(not self.context.read_only)
        self.header.add(self.filters.view, self.new_button)
        cells = Cells(self.context.language, self.context.clock.today())
        self.table = RecordTable(cells.columns(), self._fetch, height=46, name=tr("Projects"))
        self.waiting = Waiting(self.table)
        self.hints = HintRow("", [("Ctrl N", tr("new project")), ("Enter", tr("open"))])
        ground = frame("surface", "top")
        vbox(ground, self.waiting)
        left = QWidget()
        column = vbox(left, self.header, self.filters, 6, ground, self.hints)
        column.setStretchFactor(ground, 1)
        listing = QWidget()
        self._row = hbox(listing, left, gap=0)
        self._row.setStretch(0, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(listing)
        vbox(self, self._stack)

    def _connect(self) -> None:
        self.acts.created.connect(self.show_record)
        self.acts.open_requested.connect(self._on_open_requested)
        self.acts.said.connect(self._on_said)
        self.filters.changed.connect(self._ask_ids)
        self.filters.search.left.connect(self.focus_main)
        self.new_button.clicked.connect(self.new_record)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.menu_requested.connect(self._on_menu_requested)
        self.table.opened.connect(self._on_opened)
        self.table.picked_changed.connect(self._on_picked_changed)
        self.table.sort_changed.connect(self._on_sort_changed)
        back = QShortcut(QKeySequence("Backspace"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.show_list)

    def _load(self) -> None:
        self.table.set_sort("when", False)
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

    def _ask_ids(self) -> None:
        tasks, wanted = self.context.tasks, self.filters.value(*self.table.sort())
        tasks.ask(projects.ids(wanted), owner=self, then=self._on_ids, slot="ids")
        tasks.ask(projects.counts(), owner=self, then=self._on_counts, slot="counts")
        tasks.ask(projects.totals(wanted), owner=self, then=self._on_totals, slot="totals")

    def _fetch(self, ids: Sequence[int], arrived: Arrived) -> None:
        self.context.tasks.ask(projects.rows(ids), owner=self, then=arrived)

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
        running = sum(self._counts.get(state, 0) for state in RUNNING)
        held = self._counts.get("on_hold", 0)
        facts = [trn("{n} running", "{n} running", running)] if running else []
        facts += [tr("{n} on hold").format(n=held)] if held else []
        self.header.set_fact(tr(", ", "between facts").join(facts))
        every = sum(number for state, number in self._counts.items() if state != "archived")
        done = sum(self._counts.get(state, 0) for state in DONE)
        whole = {"running": running, "done": done, "all": every}.get(
            self.filters.view.current(), self._counts.get("archived", 0)
        )
        self.hints.set_left(tr("{n} of {total}").format(n=self.table.count(), total=whole))

    def _on_totals(self, totals: tuple[Money, ...]) -> None:
        amounts = words.sums(totals)
        self.hints.set_right(tr("Net: {amounts}").format(amounts=amounts) if totals else "")

    def _show_empty(self) -> None:
        if self.filters.narrow():
            query = projects.hidden_by(self.filters.value(*self.table.sort()))
            self.context.tasks.ask(query, owner=self, then=self._on_hidden_by, slot="hidden")
        elif self.filters.view.current() == "archived":
            self.waiting.show_empty(EmptyState("projects", tr("Nothing is archived")))
        else:
            add = Button(tr("New project"), icon="plus")
            add.clicked.connect(self.new_record)
            proposal = Button(tr("Accept a proposal"), "primary")
            proposal.clicked.connect(self._on_proposal_clicked)
            self.waiting.show_empty(empties.first(proposal, add))

    def _on_hidden_by(self, left: dict[str, int]) -> None:
        """Say which part of the filter hides most, and offer to drop it."""
        part = min(left, key=lambda name: left[name], default="")
        drop = Button(tr("Drop it"), "primary")
        drop.setProperty("part", part)
        drop.clicked.connect(self._on_drop_clicked)
        whole = Button(tr("Show all"))
        whole.clicked.connect(self._on_show_all_clicked)
        self.waiting.show_empty(empties.hidden(part, drop, whole))

    def _on_drop_clicked(self) -> None:
        self.filters.drop(str(self.sender().property("part")))

    def _on_show_all_clicked(self) -> None:
        self.filters.drop()

    def _on_proposal_clicked(self) -> None:
        self.open(Ref("proposal"))

    def _on_sort_changed(self, _key: str, _descending: bool) -> None:
        self._ask_ids()

    def _on_picked_changed(self, count: int) -> None:
        if count < 2:
            self.hints.hide_picked()
            return
        archive = Button(tr("Archive", "verb"), icon="archive", height=24)
        archive.setEnabled(not self.context.read_only and self.filters.view.current() != "archived")
        archive.clicked.connect(self._on_archive_picked)
        copy = Button(tr("Copy", "verb"), icon="copy", height=24)
        copy.clicked.connect(self.table.copy_picked)
        self.hints.show_picked(tr("{n} picked").format(n=count), archive, copy)

    def _on_archive_picked(self) -> None:
        self.acts.run(projects.archive_many(self.table.picked_ids()))

    # -- the current project --------------------------------------------------------------------

    def _on_current_changed(self, key: int) -> None:
        if key:
            self._ask_one(key)
        elif self._pane is not None:
            self._pane.hide()
        self.facts_changed.emit()

    def _ask_one(self, key: int) -> None:
        self.context.tasks.ask(
            projects.one(key), owner=self, then=self._on_one, failed=self._on_gone, slot="one"
        )

    def _on_one(self, project: Project) -> None:
        if project.id != self.table.current_id():
            return
        if self._pane is None:
            self._pane = self._made_pane()
        self._pane.show_project(project)
        self._pane.setVisible(not self._hidden)
        self.facts_changed.emit()

    def _on_gone(self, _error: StudioError) -> None:
        if self._pane is not None:
            self._pane.hide()

    def _made_pane(self) -> ProjectPane:
        """Build the inspector with the first project: the page is up before it is needed."""
        pane = ProjectPane(self.context)
        pane.refused.connect(self.acts.refuse)
        pane.open_requested.connect(self._on_open_requested)
        pane.verb_chosen.connect(self.do)
        self._row.addWidget(pane)
        return pane

    def pane(self) -> ProjectPane | None:
        """Return the inspector, once there was a project to show."""
        return self._pane

    def hub(self) -> Hub | None:
        """Return the page of the opened project, once one was opened."""
        return self._hub

    def current(self) -> Project | None:
        """Return the project that is shown whole: the opened one, else that of the inspector."""
        if self._opened and self._hub is not None:
            return self._hub.project
        return self._pane.project if self._pane is not None and self.table.current_id() else None

    def _version(self, project: Project) -> int:
        saver = None
        if self._opened and self._hub is not None:
            saver = self._hub.saver
        elif self._pane is not None:
            saver = self._pane.saver
        return saver.version if saver is not None else project.version

    # -- one project on its own page ------------------------------------------------------------

    def _on_opened(self, key: int) -> None:
        self.open_project(key)

    def open_project(self, key: int, tab: str = "") -> None:
        """Show one project on its own page."""
        if self._hub is None:
            self._hub = self._made_hub()
        self._opened = key
        self._stack.setCurrentWidget(self._hub)
        self._hub.set_tab(tab or "overview")
        self._hub.show_record(key)
        self.facts_changed.emit()

    def _made_hub(self) -> Hub:
        hub = Hub(self.context, self._people)
        hub.open_requested.connect(self._on_open_requested)
        hub.refused.connect(self.acts.refuse)
        hub.said.connect(self._on_said)
        hub.shown.connect(self.facts_changed)
        hub.verb_chosen.connect(self.do)
        self._stack.addWidget(hub)
        return hub

    def show_list(self) -> None:
        """Go back to the list, where the project is current."""
        if not self._opened:
            return
        key, self._opened = self._opened, 0
        self._stack.setCurrentIndex(0)
        self.table.select_id(key)
        self.focus_main()
        self.facts_changed.emit()

    # -- doing ----------------------------------------------------------------------------------

    def do(self, verb: str) -> None:
        """Carry out a verb on the current project: "open", "move:STATE", "invoice:PART" ..."""
        project = self.current()
        if verb == "back":
            self.show_list()
        elif project is not None and verb == "open":
            self.open_project(project.id)
        elif project is not None:
            self.acts.do(verb, project, self._version(project))

    def _on_said(self, said: str, undo: bool) -> None:
        self.say(said, undo=undo)

    def _on_open_requested(self, ref: Any) -> None:
        self.open(ref)

    def _on_menu_requested(self, _ids: object, place: QPoint) -> None:
        if self._pane is not None and self.current() is not None:
            self._pane.more.entries.popup(place)

    def new_record(self) -> None:
        """Ask for a new project."""
        if not self.context.read_only:
            self.acts.ask_new(self._companies)

    # -- what the shell asks --------------------------------------------------------------------

    def show_record(self, record_id: int) -> None:
        """Show one project on its own page."""
        self.open_project(record_id)

    def begin(self, act: str) -> None:
        """Begin what a Ref asks for: new, money, pieces, invoice."""
        if act in ("money", "pieces") and self._hub is not None:
            self._hub.set_tab(act)
        elif act == "invoice":
            self._next_invoice()
        else:
            super().begin(act)

    def focus_main(self) -> None:
        """Put the focus on the list, or on the tabs of the opened project."""
        if self._opened and self._hub is not None:
            self._hub.tabs.setFocus()
        else:
            self.table.setFocus()

    def focus_filter(self) -> None:
        """Put the focus into the filter."""
        self.show_list()
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def next_open_field(self, *, backwards: bool = False) -> None:
        """Go to the next wrong field."""
        if self._opened and self._hub is not None:
            self._hub.focus_next_open(backwards=backwards)
        elif self._pane is not None:
            self._pane.next.focus_next_open(backwards=backwards)

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        self._hidden = not self._hidden
        if self._pane is not None:
            self._pane.setVisible(not self._hidden and bool(self.table.current_id()))

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        if self._opened and self._hub is not None:
            return [self._hub.header, self._hub.tabs, self._hub]
        parts: list[QWidget] = [self.header, self.filters, self.table]
        return [*parts, self._pane] if self._pane is not None and not self._hidden else parts

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        found = [Action("project.new", tr("New project"), self.new_record, "Ctrl+N", "plus")]
        project = self.current()
        if project is None:
            return found
        if self._opened:
            found.append(Action("project.back", tr("All projects"), self.show_list, "", ""))
        else:
            found.append(Action("project.open", tr("Open project"), self._open_current))
        if self.context.read_only:
            return found
        if project.open_part() is not None and project.state != "cancelled":
            make = tr("Make the next invoice")
            found.append(
                Action("project.invoice", make, self._next_invoice, "Ctrl+Shift+I", "receipt")
            )
        pieces = Action("project.pieces", tr("Add pieces"), self._add_pieces, "", "film-strip")
        archive = Action("project.archive", tr("Archive project"), self._archive, "", "archive")
        restore = Action("project.restore", tr("Restore project"), self._restore)
        return [*found, pieces, restore if project.archived else archive]

    def _open_current(self) -> None:
        self.do("open")

    def _next_invoice(self) -> None:
        self.do("invoice")

    def _add_pieces(self) -> None:
        self.do("pieces")

    def _archive(self) -> None:
        self.do("archive")

    def _restore(self) -> None:
        self.do("restore")

    def refresh(self, changes: Any) -> None:
        """Bring list, inspector and opened project up to date after a commit."""
        nouns, touched = changes.nouns(), changes.ids("project")
        elsewhere = bool((MONEY | {"deliverable"}) & nouns)
        if elsewhere or "client" in nouns:
            self.table.forget()
        if "person" in nouns:
            self.context.tasks.ask(studio.people(), owner=self, then=self._on_people, slot="people")
        if touched or elsewhere or "client" in nouns:
            self.table.refresh(touched)
            self._ask_ids()
        current = self.table.current_id()
        if current and (current in touched or elsewhere):
            self._ask_one(current)
        if self._hub is not None:
            self._hub.refresh(changes)

    def state(self) -> dict[str, Any]:
        """Return filter, columns, the current project and what is opened."""
        return {
            "filter": self.filters.state(),
            "columns": self.table.column_state(),
            "current": self.table.current_id() or self._wanted,
            "opened": self._opened,
            "tab": self._hub.tab() if self._hub is not None else "",
            "hidden": self._hidden,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same again."""
        self.filters.restore(state.get("filter", {}))
        self.table.restore_columns(state.get("columns", {}))
        self._hidden = bool(state.get("hidden"))
        self._wanted = int(state.get("current") or 0)
        self._ask_ids()
        if state.get("opened"):
            self.open_project(int(state["opened"]), str(state.get("tab", "")))
