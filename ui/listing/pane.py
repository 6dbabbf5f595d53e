"""ListPane: header, filters, table and hints of a page, with what every list can do."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.context import Action, Context
from ui.language import tr
from ui.listing.columns import KeptColumns
from ui.listing.filters import FilterBar
from ui.listing.picked import Amounts, PickedBar
from ui.listing.views import Shipped, ViewMenu
from ui.models.table import RecordTable
from ui.publish.listing import ListExport
from ui.widgets.boxes import frame, vbox
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.header import HintRow, PageHeader
from ui.widgets.waiting import Waiting


class ListPane(QWidget):
    """A list as a page shows it. What is listed, counted and summed up is the page's to ask."""

    asked = Signal()
    """Emitted when the list is to be read anew: another filter, sorting or view."""

    said = Signal(str, bool)
    """Emitted when something was done or refused: the words, and whether Undo is offered."""

    def __init__(
        self,
        context: Context,
        page: str,
        title: str,
        filters: FilterBar,
        table: RecordTable,
        *,
        new: Button,
        shipped: Sequence[Shipped],
        hints: Sequence[tuple[str, str]] = (),
        sort: str = "",
        amounts: Amounts | None = None,
    ) -> None:
        super().__init__()
        self.context = context
        self.wanted = 0
        """The record to make current as soon as it is listed."""
        self.filters = filters
        self.table = table
        self.header = PageHeader(title)
        self.kept = KeptColumns(context, page, table, sort=sort)
        self.views = ViewMenu(context, page, shipped, self, table)
        new.setEnabled(not context.read_only)
        self.header.add(self.views, filters.view, new)
        self.waiting = Waiting(table)
        self.hints = HintRow("", hints)
        self.picked = PickedBar(self.hints, table, amounts)
        self.export = ListExport(context, table, title)
        ground = frame("surface", "top")
        vbox(ground, self.waiting)
        column = vbox(self, self.header, filters, 6, ground, self.hints)
        column.setStretchFactor(ground, 1)
        self._connect()

    def _connect(self) -> None:
        self.export.said.connect(self.said)
        self.filters.changed.connect(self._on_changed)
        self.filters.search.left.connect(self.table.setFocus)
        self.table.layout_changed.connect(self._on_layout_changed)
        self.table.sort_changed.connect(self._on_sort_changed)
        self.views.said.connect(self.said)

    def start(self) -> None:
        """Read the views, then the list for the first time."""
        self.waiting.start()
        self.views.start()
        self.asked.emit()

    # -- what is listed -------------------------------------------------------------------------

    def show_ids(self, ids: Sequence[int]) -> bool:
        """List these records; False where there is none, and an empty state must say why."""
        self.table.set_ids(ids, select_first=not self.wanted)
        if self.wanted and self.table.select_id(self.wanted):
            self.wanted = 0
        if ids:
            self.waiting.show_content()
        return bool(ids)

    def show_count(self, total: int) -> None:
        """Say how many of how many records are listed."""
        self.hints.set_left(tr("{n} of {total}").format(n=self.table.count(), total=total))

    def show_empty(self, state: EmptyState) -> None:
        """Show why nothing is listed, or what the list is for."""
        self.waiting.show_empty(state)

    def show_record(self, key: int) -> None:
        """Make a record current; a filter that hides it gives way."""
        self.views.settle()
        self.wanted = key
        if self.table.select_id(key):
            self.wanted = 0
            return
        self.filters.restore({})
        self._on_changed()

    def _on_changed(self, *_values: object) -> None:
        self.views.look()
        self.asked.emit()

    def _on_sort_changed(self, _key: str, _descending: bool) -> None:
        self._on_layout_changed()
        self.asked.emit()

    def _on_layout_changed(self) -> None:
        """Keep what was changed by hand, unless the columns belong to a view of its own."""
        if not self.views.own():
            self.kept.keep()
        self.views.look()

    # -- views and state ------------------------------------------------------------------------

    def view_state(self) -> dict[str, Any]:
        """Return what a view keeps."""
        return {"filter": self.filters.state(), "columns": self.table.column_state()}

    def show_view(self, shown: Mapping[str, Any]) -> None:
        """Show the list so; without columns of its own, a view has those of this machine."""
        columns = shown.get("columns")
        self.filters.restore(shown.get("filter", {}))
        self.table.restore_columns(self.kept.state() if columns is None else columns)
        self.asked.emit()

    def state(self) -> dict[str, Any]:
        """Return filter, columns, view and the current record."""
        return {
            **self.view_state(),
            "view": self.views.state(),
            "current": self.table.current_id() or self.wanted,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show the same again."""
        self.filters.restore(state.get("filter", {}))
        self.table.restore_columns(state.get("columns") or self.kept.state())
        self.views.restore(state.get("view", {}))
        self.wanted = int(state.get("current") or 0)
        self.asked.emit()

    # -- what the page's part of the window asks ------------------------------------------------

    def focus_filter(self) -> None:
        """Put the focus into the filter."""
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        return [self.header, self.filters, self.table]

    def actions_now(self) -> list[Action]:
        """Return what the palette finds of every list: its views."""
        return self.views.actions_now()
