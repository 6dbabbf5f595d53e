"""The page of projects: the list with its inspector, and the page of one project."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.services import projects, studio
from studio.services.projects import Project
from studio.services.studio import CompanyRow, PersonRow
from ui.context import Action, Context
from ui.language import tr
from ui.page import Page
from ui.projects.acts import ProjectActs
from ui.projects.hub import Hub
from ui.projects.listing import Listing
from ui.projects.pane import ProjectPane
from ui.widgets.boxes import vbox

MONEY = frozenset({"invoice", "payment", "allocation", "project_instalment"})


class ProjectsPage(Page):
    """Projects."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._people: list[PersonRow] = []
        self._companies: list[CompanyRow] = []
        self.acts = ProjectActs(context, self)
        self._hub: Hub | None = None
        self._opened = 0
        self._build()
        self._connect()
        self._load()

    def _build(self) -> None:
        self.listing = Listing(self.context)
        self.filters, self.table = self.listing.filters, self.listing.table
        self._stack = QStackedWidget()
        self._stack.addWidget(self.listing)
        vbox(self, self._stack)

    def _connect(self) -> None:
        self.export = self.listing.list.export
        self.acts.created.connect(self.show_record)
        self.acts.open_requested.connect(self._on_open_requested)
        self.acts.said.connect(self._on_said)
        self.listing.archive_wished.connect(self._on_archive_wished)
        self.listing.changed.connect(self.facts_changed)
        self.listing.list.said.connect(self._on_said)
        self.listing.new_wished.connect(self.new_record)
        self.listing.open_requested.connect(self._on_open_requested)
        self.listing.opened.connect(self.show_record)
        self.listing.refused.connect(self.acts.refuse)
        self.listing.verb_chosen.connect(self.do)
        back = QShortcut(QKeySequence("Backspace"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.show_list)

    def _load(self) -> None:
        tasks = self.context.tasks
        tasks.ask(studio.people(), owner=self, then=self._on_people, slot="people")
        tasks.ask(studio.companies(), owner=self, then=self._on_companies, slot="companies")
        self.listing.list.start()

    def _on_people(self, people: list[PersonRow]) -> None:
        self._people = people
        self.filters.set_people(people)
        if self._hub is not None:
            self._hub.overview.set_people(people)

    def _on_companies(self, companies: list[CompanyRow]) -> None:
        self._companies = companies

    def hub(self) -> Hub | None:
        """Return the page of the opened project, once one was opened."""
        return self._hub

    def pane(self) -> ProjectPane | None:
        """Return the inspector, once there was a project to show."""
        return self.listing.pane()

    def current(self) -> Project | None:
        """Return the project that is shown whole: the opened one, else that of the inspector."""
        if self._opened and self._hub is not None:
            return self._hub.project
        return self.listing.project()

    def _version(self, project: Project) -> int:
        shown = self._hub if self._opened and self._hub is not None else self.listing.pane()
        return shown.saver.version if shown is not None else project.version

    # -- one project on its own page ------------------------------------------------------------

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

    def _on_archive_wished(self, ids: list[int]) -> None:
        self.acts.run(projects.archive_many(ids))

    def _on_open_requested(self, ref: Any) -> None:
        self.open(ref)

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

    def export_record(self) -> None:
        """Save the list as a file for spreadsheets."""
        self.export.ask(self)

    def focus_filter(self) -> None:
        """Put the focus into the filter."""
        self.show_list()
        self.listing.list.focus_filter()

    def next_open_field(self, *, backwards: bool = False) -> None:
        """Go to the next wrong field."""
        if self._opened and self._hub is not None:
            self._hub.focus_next_open(backwards=backwards)
        elif (pane := self.listing.pane()) is not None:
            pane.next.focus_next_open(backwards=backwards)

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        self.listing.toggle_inspector()

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        if self._opened and self._hub is not None:
            return [self._hub.header, self._hub.tabs, self._hub]
        return self.listing.regions()

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        new = Action("project.new", tr("New project"), self.new_record, "Ctrl+N", "plus")
        project = self.current()
        found = [] if project is None else self._actions_for(project)
        views = [] if self._opened else self.listing.list.actions_now()
        return [new, *found, *views]

    def _actions_for(self, project: Project) -> list[Action]:
        if self._opened:
            found = [Action("project.back", tr("All projects"), self.show_list, "", "")]
        else:
            found = [Action("project.open", tr("Open project"), self._open_current)]
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
            self.listing.ask()
        current = self.table.current_id()
        if current and (current in touched or elsewhere):
            self.listing.ask_one(current)
        if self._hub is not None:
            self._hub.refresh(changes)

    def state(self) -> dict[str, Any]:
        """Return filter, columns, view, the current project and what is opened."""
        return {
            **self.listing.list.state(),
            "opened": self._opened,
            "tab": self._hub.tab() if self._hub is not None else "",
            "hidden": self.listing.slot.hidden,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same again."""
        self.listing.slot.hidden = bool(state.get("hidden"))
        self.listing.list.restore(state)
        if state.get("opened"):
            self.open_project(int(state["opened"]), str(state.get("tab", "")))
