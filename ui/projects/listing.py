"""The list of projects: header, filters, table, what can be done with many, the inspector."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from studio.domain.money import Money
from studio.errors import StudioError
from studio.services import projects
from studio.services.projects import Project, ProjectRow
from ui.context import Context, Ref
from ui.language import tr, trn
from ui.listing.pane import ListPane
from ui.listing.picked import listed_words
from ui.listing.slot import PaneSlot
from ui.models.ids import Arrived
from ui.models.table import RecordTable
from ui.projects import empties
from ui.projects.cells import Cells
from ui.projects.filters import DONE, RUNNING, ProjectFilters, shipped
from ui.projects.pane import ProjectPane
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState


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
        self._counts: dict[str, int] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        self.filters = ProjectFilters(self.context.language)
        self.new_button = Button(tr("New project"), "primary", "plus")
        cells = Cells(self.context.language, self.context.clock.today())
        self.table = RecordTable(cells.columns(), self._fetch, height=46, name=tr("Projects"))
        self.list = ListPane(
            self.context,
            "projects",
            tr("Projects"),
            self.filters,
            self.table,
            new=self.new_button,
            shipped=shipped(self.context.person_id),
            hints=[("Ctrl N", tr("new project")), ("Enter", tr("open"))],
            sort="when",
            amounts=_net,
        )
        self.list.picked.verbs = self._picked_verbs
        self.hints, self.waiting = self.list.hints, self.list.waiting
        row = hbox(self, self.list, gap=0)
        row.setStretch(0, 1)
        self.slot = PaneSlot(row, self._made_pane)

    def _connect(self) -> None:
        self.list.asked.connect(self.ask)
        self.new_button.clicked.connect(self.new_wished)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.menu_requested.connect(self._on_menu_requested)
        self.table.opened.connect(self.opened)

    def ask(self) -> None:
        """Ask for the list anew, with its counts and sums."""
        tasks, wanted = self.context.tasks, self.filters.value(*self.table.sort())
        tasks.ask(projects.ids(wanted), owner=self, then=self._on_ids, slot="ids")
        tasks.ask(projects.counts(), owner=self, then=self._on_counts, slot="counts")
        tasks.ask(projects.totals(wanted), owner=self, then=self._on_totals, slot="totals")

    def _fetch(self, ids: Sequence[int], arrived: Arrived) -> None:
        self.context.tasks.ask(projects.rows(ids), owner=self, then=arrived)

    def _on_ids(self, ids: list[int]) -> None:
        if not self.list.show_ids(ids):
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
        self.list.header.set_fact(tr(", ", "between facts").join(facts))
        every = sum(number for state, number in self._counts.items() if state != "archived")
        done = sum(self._counts.get(state, 0) for state in DONE)
        whole = {"running": running, "done": done, "all": every}.get(
            self.filters.view.current(), self._counts.get("archived", 0)
        )
        self.list.show_count(whole)

    def _on_totals(self, totals: tuple[Money, ...]) -> None:
        amounts = listed_words(totals)
        self.hints.set_right(tr("Net: {amounts}").format(amounts=amounts) if totals else "")

    def _show_empty(self) -> None:
        if self.filters.parts():
            query = projects.hidden_by(self.filters.value(*self.table.sort()))
            self.context.tasks.ask(query, owner=self, then=self._on_hidden_by, slot="hidden")
        elif self.filters.view.current() == "archived":
            self.list.show_empty(EmptyState("projects", tr("Nothing is archived")))
        else:
            add = Button(tr("New project"), icon="plus")
            add.clicked.connect(self.new_wished)
            proposal = Button(tr("Accept a proposal"), "primary")
            proposal.clicked.connect(self._on_proposal_clicked)
            self.list.show_empty(empties.first(proposal, add))

    def _on_hidden_by(self, left: dict[str, int]) -> None:
        state = empties.hidden(left)
        state.drop_wished.connect(self.filters.drop)
        self.list.show_empty(state)

    def _on_proposal_clicked(self) -> None:
        self.open_requested.emit(Ref("proposal"))

    def _picked_verbs(self) -> list[Button]:
        archive = Button(tr("Archive", "verb"), icon="archive", height=24)
        archive.setEnabled(not self.context.read_only and self.filters.view.current() != "archived")
        archive.clicked.connect(self._on_archive_picked)
        return [archive]

    def _on_archive_picked(self) -> None:
        self.archive_wished.emit(self.table.picked_ids())

    # -- the current project --------------------------------------------------------------------

    def _on_current_changed(self, key: int) -> None:
        if key:
            self.ask_one(key)
        else:
            self.slot.clear()
        self.changed.emit()

    def ask_one(self, key: int) -> None:
        """Read the current project anew."""
        self.context.tasks.ask(
            projects.one(key), owner=self, then=self._on_one, failed=self._on_gone, slot="one"
        )

    def _on_one(self, project: Project) -> None:
        if project.id != self.table.current_id():
            return
        self.slot.made().show_project(project)
        self.slot.show()
        self.changed.emit()

    def _on_gone(self, _error: StudioError) -> None:
        self.slot.clear()

    def _made_pane(self) -> ProjectPane:
        pane = ProjectPane(self.context)
        pane.refused.connect(self.refused)
        pane.open_requested.connect(self.open_requested)
        pane.verb_chosen.connect(self.verb_chosen)
        return pane

    def pane(self) -> ProjectPane | None:
        """Return the inspector, once there was a project to show."""
        return self.slot.pane

    def project(self) -> Project | None:
        """Return the project in the inspector."""
        pane = self.slot.pane
        return pane.project if pane is not None and self.table.current_id() else None

    def _on_menu_requested(self, _ids: object, place: QPoint) -> None:
        if (pane := self.slot.pane) is not None and self.project() is not None:
            pane.more.entries.popup(place)

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        self.slot.toggle(current=bool(self.table.current_id()))

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        return [*self.list.regions(), *self.slot.regions()]


def _net(row: ProjectRow) -> tuple[Money, ...]:
    return (row.net,)
