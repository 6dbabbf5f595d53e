"""The exclusivity windows of the whole roster, those that end next first."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.names import initials, pick
from studio.domain.platforms import badge
from studio.services import bookings
from studio.services.bookings import ExclusivityFilter, ExclusivityRow
from ui.context import Context
from ui.language import language, relative_days, text, tr
from ui.models.columns import Column, NameCell
from ui.models.ids import Arrived
from ui.models.table import RecordTable
from ui.widgets.boxes import vbox
from ui.widgets.empty import EmptyState
from ui.widgets.marks import ChipMark
from ui.widgets.waiting import Waiting


class WindowsList(QWidget):
    """Who is bound to whom, in what, until when."""

    opened = Signal(int)
    """Emitted when a window is to be opened; carries its id."""

    counted = Signal(int)
    """Emitted when the list has come; carries how many there are."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: dict[int, ExclusivityRow] = {}
        self.table = RecordTable(self._columns(), self._fetch, height=40, name=tr("Exclusivities"))
        self.waiting = Waiting(self.table, height=40)
        vbox(self, self.waiting)
        self.table.opened.connect(self.opened)

    def _columns(self) -> list[Column]:
        return [
            Column("who", tr("Creator"), "name", _who, 170, sortable=False),
            Column("for", tr("Protected"), "text", _protected, 160, sortable=False),
            Column("what", tr("Category"), "text", _what, 190, sortable=False, stretch=True),
            Column("where", tr("Platforms"), "badge", _where, 100, sortable=False),
            Column("land", tr("Countries"), "text", _lands, 110, sortable=False),
            Column("from", tr("From", "day"), "date", _from, 84, sortable=False),
            Column("until", tr("Until"), "date", _until, 84, sortable=False),
            Column("left", tr("Ends"), "text", self._left, 96, sortable=False),
            Column("state", tr("State"), "chip", _state, 100, sortable=False),
        ]

    def ask(self, words: str) -> None:
        """Show the windows that match some words."""
        self._context.tasks.ask(
            bookings.exclusivity.listing(ExclusivityFilter(text=words)),
            owner=self,
            then=self._on_rows,
            slot="rows",
        )

    def _on_rows(self, rows: list[ExclusivityRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self.table.forget()
        self.table.set_ids(list(self._rows), select_first=True)
        self.counted.emit(len(rows))
        if rows:
            self.waiting.show_content()
        else:
            words = tr("A window keeps a creator away from a category or from named brands.")
            self.waiting.show_empty(EmptyState("generic", tr("Nobody is exclusive"), words))

    def _fetch(self, ids: Sequence[int], arrived: Arrived) -> None:
        arrived({key: self._rows[key] for key in ids if key in self._rows})

    def _left(self, row: ExclusivityRow) -> str:
        return relative_days(row.last_on, self._context.clock.today())

    def rows(self) -> Sequence[Any]:
        """Return the windows that are listed."""
        return tuple(self._rows.values())


def _who(row: ExclusivityRow) -> NameCell:
    shown = pick(row.talent, row.talent_zh, language())
    return NameCell(shown, avatar=initials(shown), hue=f"p{row.talent_id % 8 + 1}")


def _protected(row: ExclusivityRow) -> str:
    client = pick(row.client, row.client_zh, language())
    return row.brand if row.brand and row.brand != client else client


def _what(row: ExclusivityRow) -> str:
    named = ", ".join(row.competitors)
    if row.category and named:
        return tr("{category}; not {brands}").format(category=row.category, brands=named)
    return row.category or named


def _where(row: ExclusivityRow) -> tuple[str, ...]:
    return tuple(badge(code) for code in row.platforms)


def _lands(row: ExclusivityRow) -> str:
    return ", ".join(row.territories) or tr("Everywhere", "place")


def _from(row: ExclusivityRow) -> object:
    return row.first_on


def _until(row: ExclusivityRow) -> object:
    return row.last_on


def _state(row: ExclusivityRow) -> ChipMark:
    return ChipMark(row.shown.role, text(row.shown.label))
