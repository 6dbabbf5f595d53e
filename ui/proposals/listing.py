"""The list of proposals: filters, table, sums, and what an empty list offers."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from studio.domain.money import Money
from studio.services import briefs, proposals, studio
from studio.services.briefs import BriefFilter, BriefRow
from studio.services.proposals import ProposalFilter, ProposalRow, WinRate
from studio.services.studio import PersonRow
from ui.context import Context
from ui.language import money, percent, tr, trn
from ui.models.ids import Arrived
from ui.models.table import RecordTable
from ui.proposals.beginning import Beginning
from ui.proposals.cells import Cells
from ui.proposals.filters import ProposalFilters
from ui.widgets.boxes import frame, vbox
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.header import HintRow, PageHeader
from ui.widgets.menus import Menu
from ui.widgets.waiting import Waiting


class ProposalList(QWidget):
    """All proposals, the open ones first."""

    opened = Signal(int)
    """Emitted when a proposal is to be opened; carries its id."""

    new_wished = Signal(str, int)
    """Emitted when a proposal is wanted: from which template, for which brief (0 for none)."""

    verb_chosen = Signal(str, object)
    """Emitted when something is to be done with picked rows: archive or restore, and the rows."""

    current_changed = Signal()
    """Emitted when another row is current."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.briefs: list[BriefRow] = []
        self._counts: dict[str, int] = {}
        self._rates: list[WinRate] = []
        self._wanted = 0
        self._menu: Menu | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        language, today = self.context.language, self.context.clock.today()
        self.header = PageHeader(tr("Proposals"))
        self.filters = ProposalFilters(language)
        self.new_button = Button(tr("New proposal"), "primary", "plus")
        self.new_button.setEnabled(not self.context.read_only)
        self.header.add(self.filters.view, self.new_button)
        self.table = RecordTable(
            Cells(language, today).columns(), self._fetch, name=tr("Proposals")
        )
        self.waiting = Waiting(self.table)
        self.hints = HintRow("", [("Enter", tr("open")), ("Ctrl N", tr("new proposal"))])
        ground = frame("surface", "top")
        vbox(ground, self.waiting)
        column = vbox(self, self.header, self.filters, 6, ground, self.hints)
        column.setStretchFactor(ground, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self.reload)
        self.filters.search.left.connect(self.table.setFocus)
        self.new_button.clicked.connect(self._on_new_clicked)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.menu_requested.connect(self._on_menu_requested)
        self.table.opened.connect(self.opened)
        self.table.picked_changed.connect(self._on_picked_changed)
        self.table.sort_changed.connect(self._on_sort_changed)

    # -- reading --------------------------------------------------------------------------------

    def load(self) -> None:
        """Read everything for the first time."""
        self.waiting.start()
        ask = self.context.tasks.ask
        ask(studio.people(), owner=self, then=self._on_people, slot="people")
        ask(
            briefs.ids(BriefFilter(states=("ready",))),
            owner=self,
            then=self._on_brief_ids,
            slot="briefs",
        )
        self.reload()

    def reload(self) -> None:
        """Read the list anew."""
        ask, wanted = self.context.tasks.ask, self._filter()
        ask(proposals.ids(wanted), owner=self, then=self._on_ids, slot="ids")
        ask(proposals.counts(), owner=self, then=self._on_counts, slot="counts")
        ask(proposals.totals(wanted), owner=self, then=self._on_totals, slot="totals")
        ask(proposals.win_rate(), owner=self, then=self._on_rates, slot="rates")

    def _filter(self) -> ProposalFilter:
        return self.filters.value(*self.table.sort())

    def _fetch(self, ids: Sequence[int], arrived: Arrived) -> None:
        self.context.tasks.ask(proposals.rows(ids), owner=self, then=arrived)

    def _on_people(self, people: list[PersonRow]) -> None:
        self.filters.set_people(people)

    def _on_brief_ids(self, ids: list[int]) -> None:
        self.context.tasks.ask(
            briefs.rows(ids), owner=self, then=self._on_brief_rows, slot="briefrows"
        )

    def _on_brief_rows(self, rows: dict[int, BriefRow]) -> None:
        self.briefs = [row for row in rows.values() if row.client_id]
        if not self.table.count():
            self._show_empty()

    def _on_ids(self, ids: list[int]) -> None:
        self.table.set_ids(ids, select_first=not self._wanted)
        if self._wanted and self.table.select_id(self._wanted):
            self._wanted = 0
        if ids:
            self.waiting.show_content()
        else:
            self._show_empty()
        self._show_facts()

    def _on_counts(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self._show_facts()

    def _on_rates(self, rates: list[WinRate]) -> None:
        self._rates = rates
        self._show_facts()

    def _on_totals(self, totals: tuple[Money, ...]) -> None:
        sums = "  ".join(money(one) for one in totals)
        self.hints.set_right(tr("Listed: {amounts}").format(amounts=sums) if sums else "")

    def _show_facts(self) -> None:
        total = sum(number for state, number in self._counts.items() if state != "archived")
        out = self._counts.get("sent", 0) + self._counts.get("viewed", 0)
        facts = [trn("{n} proposal", "{n} proposals", total)]
        facts += [tr("{n} with the client").format(n=out)] if out else []
        rate = self._rates[0].rate if self._rates else None
        facts += [tr("{rate} won").format(rate=percent(rate))] if rate is not None else []
        self.header.set_fact(", ".join(facts) if total else "")
        archived = self.filters.view.current() == "archived"
        whole = self._counts.get("archived", 0) if archived else total
        self.hints.set_left(tr("{n} of {total}").format(n=self.table.count(), total=whole))

    # -- an empty list --------------------------------------------------------------------------

    def _show_empty(self) -> None:
        if self.filters.narrow():
            query = proposals.hidden_by(self._filter())
            self.context.tasks.ask(query, owner=self, then=self._on_hidden_by, slot="hidden")
        elif self.filters.view.current() == "archived":
            self.waiting.show_empty(EmptyState("proposals", tr("Nothing is archived")))
        else:
            empty = Beginning(self.briefs, self.context.language)
            empty.brief_wished.connect(self._on_brief_wished)
            empty.template_wished.connect(self._on_template_wished)
            self.waiting.show_empty(empty)

    def _on_hidden_by(self, left: dict[str, int]) -> None:
        """Say which part of the filter hides most, and offer to drop it."""
        part = min(left, key=lambda name: left[name], default="")
        names = {
            "text": tr("The typed text hides every proposal."),
            "states": tr("No proposal is in these states."),
            "owner": tr("The chosen owner has no proposal."),
        }
        drop = Button(tr("Drop it"), "primary")
        drop.setProperty("part", part)
        drop.clicked.connect(self._on_drop_clicked)
        whole = Button(tr("Show all"))
        whole.clicked.connect(self._on_show_all_clicked)
        title = names.get(part, tr("No proposal fits"))
        self.waiting.show_empty(EmptyState("search", title, "", drop, whole))

    def _on_drop_clicked(self) -> None:
        self.filters.drop(str(self.sender().property("part")))

    def _on_show_all_clicked(self) -> None:
        self.filters.drop()

    def _on_brief_wished(self, brief_id: int) -> None:
        self.new_wished.emit("", brief_id)

    def _on_template_wished(self, key: str) -> None:
        self.new_wished.emit(key, 0)

    def _on_new_clicked(self) -> None:
        self.new_wished.emit("", 0)

    # -- rows -----------------------------------------------------------------------------------

    def _on_sort_changed(self, _key: str, _descending: bool) -> None:
        self.reload()

    def _on_current_changed(self, _key: int) -> None:
        self.current_changed.emit()

    def picked(self) -> list[ProposalRow]:
        """Return the picked rows that have been read."""
        found = [self.table.row_value(key) for key in self.table.picked_ids()]
        return [row for row in found if row is not None]

    def _on_picked_changed(self, count: int) -> None:
        if count < 2:
            self.hints.hide_picked()
            return
        archived = self.filters.view.current() == "archived"
        words = tr("Restore") if archived else tr("Archive", "verb")
        act = Button(words, icon="archive", height=24)
        act.clicked.connect(self._on_restore if archived else self._on_archive)
        copy = Button(tr("Copy", "verb"), icon="copy", height=24)
        copy.clicked.connect(self.table.copy_picked)
        self.hints.show_picked(tr("{n} picked").format(n=count), act, copy)

    def _on_archive(self) -> None:
        self.verb_chosen.emit("archive", self.picked())

    def _on_restore(self) -> None:
        self.verb_chosen.emit("restore", self.picked())

    def _on_menu_requested(self, _ids: object, place: QPoint) -> None:
        if not self.table.current_id():
            return
        self._menu = Menu(self)
        self._menu.add(tr("Open", "verb"), self._open_current, icon="arrow-square-out")
        if not self.context.read_only:
            archived = self.filters.view.current() == "archived"
            words = tr("Restore") if archived else tr("Archive", "verb")
            act = self._on_restore if archived else self._on_archive
            self._menu.add(words, act, icon="archive")
        self._menu.popup(place)

    def _open_current(self) -> None:
        self.opened.emit(self.table.current_id())

    def select(self, key: int) -> None:
        """Make a proposal current, as soon as it is listed."""
        if not self.table.select_id(key):
            self._wanted = key

    # -- what the page keeps --------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        """Return filter, columns and the current row."""
        return {
            "filter": self.filters.state(),
            "columns": self.table.column_state(),
            "current": self.table.current_id() or self._wanted,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same again."""
        self.filters.restore(state.get("filter", {}))
        self.table.restore_columns(state.get("columns", {}))
        self._wanted = int(state.get("current") or 0)
