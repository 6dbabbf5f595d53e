"""The list of projects: header, filters, table, what can be done with many, the inspector."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from studio.domain.money import Money
from studio.errors import StudioError
from studio.services import projects
from studio.services.projects import Project
from ui.context import Context, Ref
from ui.language import tr, trn
from ui.models.ids import Arrived
from ui.models.table import RecordTable
from ui.projects import empties, words
from ui.projects.cells import Cells
from ui.projects.filters import DONE, RUNNING, ProjectFilters
from ui.projects.pane import ProjectPane
from ui.widgets.boxes import frame, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.header import HintRow, PageHeader
from ui.widgets.waiting import Waiting


class Listing(QWidget):
    """Lists projects; the current one stands in the inspector beside."""

    archive_wished = Signal(list)
    """Emitted when several projects are to be archived; carries their ids."""

    changed = Signal()
    """Emitted when another project is current, or the current one came anew."""

    new_wished = Signal()
    """Emitted when a project is to be added."""

    open_requested = Signal(object)
    """Emitted when a record elsewhere is to be opened; carries a Ref."""

    opened = Signal(int)
    """Emitted when a project is to be shown on its own page; carries its id."""

    refused = Signal(object)
    """Emitted when a field was refused for reasons of no field; carries the StudioError."""

    verb_chosen = Signal(str)
    """Emitted when something was chosen for the current project; see ProjectActs.do."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.wanted = 0
        """The project to make current as soon as it is listed."""
        self.hidden = False
        """Whether the inspector is hidden."""
        self._counts: dict[str, int] = {}
        self._pane: ProjectPane | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.header = PageHeader(tr("Projects"))
        self.filters = ProjectFilters(self.context.language)
        self.new_button = Button(tr("New project"), "primary", "plus")
        self.new_button.setEnabled(not self.context.read_only)
        self.header.add(self.filters.view, self.new_button)
        cells = Cells(self.context.language, self.context.clock.today())
        self.table = RecordTable(cells.columns(), self._fetch, height=46, name=tr("Projects"))
        self.table.set_sort("when", False)
        self.waiting = Waiting(self.table)
        self.hints = HintRow("", [("Ctrl N", tr("new project")), ("Enter", tr("open"))])
        ground = frame("surface", "top")
        vbox(ground, self.waiting)
        left = QWidget()
        column = vbox(left, self.header, self.filters, 6, ground, self.hints)
        column.setStretchFactor(ground, 1)
        self._row = hbox(self, left, gap=0)
        self._row.setStretch(0, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self.ask)
        self.filters.search.left.connect(self.table.setFocus)
        self.new_button.clicked.connect(self.new_wished)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.menu_requested.connect(self._on_menu_requested)
        self.table.opened.connect(self.opened)
        self.table.picked_changed.connect(self._on_picked_changed)
        self.table.sort_changed.connect(self._on_sort_changed)

    def ask(self) -> None:
        """Ask for the list anew, with its counts and sums."""
        tasks, wanted = self.context.tasks, self.filters.value(*self.table.sort())
        tasks.ask(projects.ids(wanted), owner=self, then=self._on_ids, slot="ids")
        tasks.ask(projects.counts(), owner=self, then=self._on_counts, slot="counts")
        tasks.ask(projects.totals(wanted), owner=self, then=self._on_totals, slot="totals")

    def _fetch(self, ids: Sequence[int], arrived: Arrived) -> None:
        self.context.tasks.ask(projects.rows(ids), owner=self, then=arrived)

    def _on_ids(self, ids: list[int]) -> None:
        self.table.set_ids(ids, select_first=not self.wanted)
        if self.wanted and self.table.select_id(self.wanted):
            self.wanted = 0
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
            add.clicked.connect(self.new_wished)
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
        self.open_requested.emit(Ref("proposal"))

    def _on_sort_changed(self, _key: str, _descending: bool) -> None:
        self.ask()

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
        self.archive_wished.emit(self.table.picked_ids())

    # -- the current project --------------------------------------------------------------------

    def _on_current_changed(self, key: int) -> None:
        if key:
            self.ask_one(key)
        elif self._pane is not None:
            self._pane.hide()
        self.changed.emit()

    def ask_one(self, key: int) -> None:
        """Read the current project anew."""
        self.context.tasks.ask(
            projects.one(key), owner=self, then=self._on_one, failed=self._on_gone, slot="one"
        )

    def _on_one(self, project: Project) -> None:
        if project.id != self.table.current_id():
            return
        if self._pane is None:
            self._pane = self._made_pane()
        self._pane.show_project(project)
        self._pane.setVisible(not self.hidden)
        self.changed.emit()

    def _on_gone(self, _error: StudioError) -> None:
        if self._pane is not None:
            self._pane.hide()

    def _made_pane(self) -> ProjectPane:
        """Build the inspector with the first project: the page is up before it is needed."""
        pane = ProjectPane(self.context)
        pane.refused.connect(self.refused)
        pane.open_requested.connect(self.open_requested)
        pane.verb_chosen.connect(self.verb_chosen)
        self._row.addWidget(pane)
        return pane

    def pane(self) -> ProjectPane | None:
        """Return the inspector, once there was a project to show."""
        return self._pane

    def project(self) -> Project | None:
        """Return the project in the inspector."""
        return self._pane.project if self._pane is not None and self.table.current_id() else None

    def _on_menu_requested(self, _ids: object, place: QPoint) -> None:
        if self._pane is not None and self.project() is not None:
            self._pane.more.entries.popup(place)

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        self.hidden = not self.hidden
        if self._pane is not None:
            self._pane.setVisible(not self.hidden and bool(self.table.current_id()))

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        parts: list[QWidget] = [self.header, self.filters, self.table]
        return [*parts, self._pane] if self._pane is not None and not self.hidden else parts
