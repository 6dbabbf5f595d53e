"""The list of proposals: filters, table, sums, and what an empty list offers."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from studio.domain.money import Money
from studio.services import briefs, proposals, studio
from studio.services.briefs import BriefFilter, BriefRow
from studio.services.proposals import ProposalFilter, ProposalRow, WinRate
from studio.services.studio import PersonRow
from ui.context import Context
from ui.language import percent, tr, trn
from ui.listing.nothing import NothingFits, hides_most
from ui.listing.pane import ListPane
from ui.listing.picked import listed_words
from ui.models.ids import Arrived
from ui.models.table import RecordTable
from ui.proposals.beginning import Beginning
from ui.proposals.cells import Cells
from ui.proposals.filters import ProposalFilters, shipped
from ui.widgets.boxes import vbox
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.menus import Menu


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
        self._menu: Menu | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        language, today = self.context.language, self.context.clock.today()
        self.filters = ProposalFilters(language)
        self.new_button = Button(tr("New proposal"), "primary", "plus")
        self.table = RecordTable(
            Cells(language, today).columns(), self._fetch, name=tr("Proposals")
        )
        self.pane = ListPane(
            self.context,
            "proposals",
            tr("Proposals"),
            self.filters,
            self.table,
            new=self.new_button,
            shipped=shipped(self.context.person_id),
            hints=[("Enter", tr("open")), ("Ctrl N", tr("new proposal"))],
            amounts=_total,
        )
        self.pane.picked.verbs = self._picked_verbs
        self.hints, self.waiting = self.pane.hints, self.pane.waiting
        vbox(self, self.pane)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self._on_new_clicked)
        self.pane.asked.connect(self.reload)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.menu_requested.connect(self._on_menu_requested)
        self.table.opened.connect(self.opened)

    # -- reading --------------------------------------------------------------------------------

    def start(self) -> None:
        """Read everything for the first time."""
        self.ask_choices()
        self.pane.start()

    def ask_choices(self) -> None:
        """Read who can own a proposal, and which briefs are ready for one."""
        ask = self.context.tasks.ask
        ask(studio.people(), owner=self, then=self._on_people, slot="people")
        ready = briefs.ids(BriefFilter(states=("ready",)))
        ask(ready, owner=self, then=self._on_brief_ids, slot="briefs")

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
        if not self.pane.show_ids(ids):
            self._show_empty()
        self._show_facts()

    def _on_counts(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self._show_facts()

    def _on_rates(self, rates: list[WinRate]) -> None:
        self._rates = rates
        self._show_facts()

    def _on_totals(self, totals: tuple[Money, ...]) -> None:
        sums = listed_words(totals)
        self.hints.set_right(tr("Listed: {amounts}").format(amounts=sums) if sums else "")

    def _show_facts(self) -> None:
        total = sum(number for state, number in self._counts.items() if state != "archived")
        out = self._counts.get("sent", 0) + self._counts.get("viewed", 0)
        facts = [trn("{n} proposal", "{n} proposals", total)]
        facts += [tr("{n} with the client").format(n=out)] if out else []
        rate = self._rates[0].rate if self._rates else None
        facts += [tr("{rate} won").format(rate=percent(rate))] if rate is not None else []
        self.pane.header.set_fact(tr(", ", "between facts").join(facts) if total else "")
        archived = self.filters.view.current() == "archived"
        self.pane.show_count(self._counts.get("archived", 0) if archived else total)

    # -- an empty list --------------------------------------------------------------------------

    def _show_empty(self) -> None:
        if self.filters.narrow():
            query = proposals.hidden_by(self._filter())
            self.context.tasks.ask(query, owner=self, then=self._on_hidden_by, slot="hidden")
        elif self.filters.view.current() == "archived":
            self.pane.show_empty(EmptyState("proposals", tr("Nothing is archived")))
        else:
            empty = Beginning(self.briefs, self.context.language)
            empty.brief_wished.connect(self._on_brief_wished)
            empty.template_wished.connect(self._on_template_wished)
            self.pane.show_empty(empty)

    def _on_hidden_by(self, left: dict[str, int]) -> None:
        """Say which part of the filter hides most, and offer to drop it."""
        part = hides_most(left)
        names = {
            "text": tr("The typed text hides every proposal."),
            "states": tr("No proposal is in these states."),
            "owner": tr("The chosen owner has no proposal."),
        }
        state = NothingFits(part, names.get(part, tr("No proposal fits")))
        state.drop_wished.connect(self.filters.drop)
        self.pane.show_empty(state)

    def _on_brief_wished(self, brief_id: int) -> None:
        self.new_wished.emit("", brief_id)

    def _on_template_wished(self, key: str) -> None:
        self.new_wished.emit(key, 0)

    def _on_new_clicked(self) -> None:
        self.new_wished.emit("", 0)

    # -- rows -----------------------------------------------------------------------------------

    def _on_current_changed(self, _key: int) -> None:
        self.current_changed.emit()

    def picked(self) -> list[ProposalRow]:
        """Return the picked rows that have been read."""
        found = [self.table.row_value(key) for key in self.table.picked_ids()]
        return [row for row in found if row is not None]

    def _picked_verbs(self) -> list[Button]:
        archived = self.filters.view.current() == "archived"
        words = tr("Restore") if archived else tr("Archive", "verb")
        act = Button(words, icon="archive", height=24)
        act.setEnabled(not self.context.read_only)
        act.clicked.connect(self._on_restore if archived else self._on_archive)
        return [act]

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
        self.pane.views.settle()
        if not self.table.select_id(key):
            self.pane.wanted = key


def _total(row: ProposalRow) -> tuple[Money, ...]:
    return (row.total,)
