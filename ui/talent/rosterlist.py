"""The left half of the roster: filters, the table of everybody, what can be done with many."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain import talent as rules
from studio.services import bookings, talent
from studio.services.bookings import Cell
from ui.context import Context
from ui.language import short_date, tr
from ui.listing.columns import KeptColumns
from ui.listing.views import Shipped, ViewMenu
from ui.models.ids import Arrived
from ui.publish.listing import ListExport
from ui.talent import empties
from ui.talent.cells import INCUBATING, Cells
from ui.talent.filters import RosterFilters
from ui.talent.kept import KeptFilter
from ui.talent.painting import RosterTable
from ui.widgets.boxes import frame, vbox
from ui.widgets.buttons import Button
from ui.widgets.header import HintRow
from ui.widgets.waiting import Waiting

ROW = 48


class RosterList(QWidget):
    """Asks who is listed and shows them; the pane beside it is the view's."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    counted = Signal(str)
    """Emitted when the roster was counted; carries the fact of the page's head."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.archived = False
        self.fact = ""
        """Who is on the roster, for the page's head."""
        self.wanted = 0
        """Who is to be made current as soon as they are listed."""
        self.first_steps: Callable[[], Sequence[Button]] = tuple
        """Gives the buttons of an empty roster; set by the view."""
        self.verbs: Callable[[], Sequence[Button]] = tuple
        """Gives the buttons of what can be done with picked people; set by the view."""
        self._counts: dict[str, int] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        self.filters = RosterFilters(self.context)
        today = self.context.clock.today()
        self._monday = today - timedelta(days=today.weekday())
        self.cells = Cells(self.context.language)
        self.table = RosterTable(
            self.cells.columns(), self._fetch, self._monday, height=ROW, name=tr("Talent")
        )
        self.kept = KeptColumns(
            self.context, "talent", self.table, sort="followers", descending=True
        )
        self.left = KeptFilter(self.context)
        self.views = ViewMenu(self.context, "talent", shipped(), self, self.table)
        self.export = ListExport(self.context, self.table, tr("Talent"))
        self.waiting = Waiting(self.table, height=ROW)
        self.hints = HintRow(
            "",
            [("Ctrl N", tr("new")), ("F2", tr("edit")), ("Ctrl E", tr("export"))],
        )
        ground = frame("surface", "top")
        vbox(ground, self.waiting)
        column = vbox(self, self.filters, 6, ground, self.hints)
        column.setStretchFactor(ground, 1)

    def _connect(self) -> None:
        self.export.said.connect(self.said)
        self.filters.changed.connect(self._on_filter_changed)
        self.filters.search.left.connect(self.table.setFocus)
        self.table.layout_changed.connect(self._on_layout_changed)
        self.table.picked_changed.connect(self._on_picked_changed)
        self.table.sort_changed.connect(self._on_sort_changed)
        self.views.said.connect(self.said)

    def start(self) -> None:
        """Read the views, then the roster for the first time, filtered as it was left."""
        self.waiting.start()
        self.filters.restore(self.left.state())
        self.views.look()
        self.views.start()
        self.ask_facts()
        self.ask()

    def ask_facts(self) -> None:
        """Ask what can be filtered by, and when followers were read."""
        tasks = self.context.tasks
        tasks.ask(talent.choices(), owner=self, then=self.filters.set_choices, slot="choices")
        tasks.ask(talent.read_on(), owner=self, then=self._on_read_on, slot="read")

    def _on_read_on(self, days: tuple[date, date] | None) -> None:
        today = self.context.clock.today()
        first, last = (short_date(day, today) for day in days) if days else ("", "")
        shown = tr("Followers read {day}").format(day=last) if last else ""
        if first != last:
            shown = tr("Followers read {first} to {last}").format(first=first, last=last)
        self.hints.set_right(shown)

    # -- who is listed --------------------------------------------------------------------------

    def _filter(self) -> Any:
        sort, descending = self.table.sort()
        return self.filters.filter(sort, descending, archived=self.archived)

    def ask(self) -> None:
        """Ask who is listed."""
        tasks = self.context.tasks
        tasks.ask(talent.ids(self._filter()), owner=self, then=self._on_ids, slot="ids")
        tasks.ask(talent.counts(), owner=self, then=self._on_counts, slot="counts")

    def _fetch(self, ids: Sequence[int], arrived: Arrived) -> None:
        form = self.filters.format.value() or ""
        self.context.tasks.ask(talent.rows(ids, form), owner=self, then=arrived)
        self.context.tasks.ask(bookings.strip(ids, self._monday), owner=self, then=self._on_strips)

    def _on_strips(self, strips: dict[int, tuple[Cell, ...]]) -> None:
        self.cells.strips.update(strips)
        self.table.viewport().update()

    def _on_ids(self, ids: list[int]) -> None:
        self.table.forget()
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
        seen = sum(self._counts.get(kind, 0) for kind in rules.ON_CAMERA)
        crew = self._counts.get("crew", 0)
        facts = tr("{seen} on camera, {crew} crew").format(seen=seen, crew=crew)
        self.fact = facts if seen or crew else ""
        self.counted.emit(self.fact)
        shown = tr("{n} of {total}").format(n=self.table.count(), total=self._total())
        self.hints.set_left(shown)

    def _total(self) -> int:
        if self.archived:
            return self._counts.get("archived", 0)
        return sum(number for kind, number in self._counts.items() if kind != "archived")

    def _show_empty(self) -> None:
        if self.filters.narrows():
            asked = talent.hidden_by(self._filter())
            self.context.tasks.ask(asked, owner=self, then=self._on_hidden, slot="hidden")
        elif self.archived:
            self.waiting.show_empty(empties.nobody_archived())
        else:
            self.waiting.show_empty(empties.first(*self.first_steps()))

    def _on_hidden(self, left: dict[str, int]) -> None:
        if self.table.count():
            return  # another filter was chosen meanwhile
        state = empties.hidden(left, self._total())
        state.drop_wished.connect(self._on_drop_wished)
        self.waiting.show_empty(state)

    def _on_drop_wished(self, part: str) -> None:
        self.filters.drop(part)
        self._on_filter_changed()

    def _on_filter_changed(self) -> None:
        self.left.keep(self.filters.state())
        self.views.look()
        self.ask()

    def _on_sort_changed(self, _key: str, _descending: bool) -> None:
        self._on_layout_changed()
        self.ask()

    def _on_layout_changed(self) -> None:
        """Keep what was changed by hand, unless the columns belong to a view of its own."""
        if not self.views.own():
            self.kept.keep()
        self.views.look()

    # -- many -----------------------------------------------------------------------------------

    def _on_picked_changed(self, count: int) -> None:
        if count < 2:
            self.hints.hide_picked()
            return
        copy = Button(tr("Copy", "verb"), icon="copy", height=24)
        copy.clicked.connect(self.table.copy_picked)
        self.hints.show_picked(tr("{n} picked").format(n=count), *self.verbs(), copy)

    # -- what the view asks ---------------------------------------------------------------------

    def show_record(self, talent_id: int) -> None:
        """Make somebody current; a filter that hides them gives way."""
        self.views.settle()
        self.wanted = talent_id
        if self.table.select_id(talent_id):
            self.wanted = 0
            return
        self.filters.drop()
        self._on_filter_changed()

    def show_archived(self, archived: bool) -> None:
        """Show who was taken off the lists, or the roster."""
        self.archived = archived
        self._on_filter_changed()

    def view_state(self) -> dict[str, Any]:
        """Return what a view keeps."""
        return {
            "filter": {**self.filters.state(), "archived": self.archived},
            "columns": self.table.column_state(),
        }

    def show_view(self, shown: Mapping[str, Any]) -> None:
        """Show the roster so; without columns of its own, a view has those of this machine."""
        self._take(shown)
        self.left.keep(self.filters.state())
        self.ask()

    def _take(self, shown: Mapping[str, Any]) -> None:
        filtered = shown.get("filter") or {}
        self.filters.restore(filtered)
        self.archived = bool(filtered.get("archived"))
        self.table.restore_columns(shown.get("columns") or self.kept.state())

    def state(self) -> dict[str, Any]:
        """Return filter, columns, view and the current person."""
        return {
            **self.view_state(),
            "named": self.views.state(),
            "current": self.table.current_id() or self.wanted,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show the same again."""
        self._take(state)
        self.views.restore(state.get("named", {}))
        self.wanted = int(state.get("current") or 0)
        self.ask()


def shipped() -> list[Shipped]:
    """Return the views every roster has."""
    kinds = [kind for kind in rules.KINDS if kind in rules.ON_CAMERA]
    return [
        Shipped("all", tr("Everybody")),
        Shipped("on_camera", tr("On camera"), {"kinds": kinds}),
        Shipped("crew", tr("Crew"), {"kinds": ["crew"]}),
        Shipped("incubating", tr("In incubation"), {"states": sorted(INCUBATING)}),
    ]
