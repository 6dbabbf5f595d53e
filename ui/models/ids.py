"""Rows by id: the exact number of rows at once, cells by page on demand."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)

from ui.models.columns import Column, words_of
from ui.models.roles import CELL, ID, ROW

PAGE = 100
KEPT = 60  # pages of rows that stay in memory
WAITING = "…"

Index = QModelIndex | QPersistentModelIndex
Arrived = Callable[[Mapping[int, Any]], None]
Fetch = Callable[[Sequence[int], Arrived], None]

_NOWHERE = QModelIndex()


class IdTableModel(QAbstractTableModel):
    """A table over a list of ids; `fetch(ids, arrived)` brings rows as {id: row}.

    Sorting and filtering belong to the query of the ids. A row that was never asked for costs
    eight bytes; one that is refreshed stays on the screen until the new one is there.
    """

    def __init__(
        self, columns: Sequence[Column], fetch: Fetch, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch = fetch
        self._ids: array[int] = array("q")
        self._row_of: dict[int, int] | None = None
        self._rows: OrderedDict[int, Any] = OrderedDict()
        self._stale: set[int] = set()
        self._asked: set[int] = set()
        self._gone: set[int] = set()
        self._wanted: set[int] = set()
        self._generation = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timeout)

    def set_ids(self, ids: Iterable[int]) -> None:
        """Show other rows, or the same ones in another order; rows already read are kept."""
        wanted = array("q", ids)
        if wanted == self._ids:
            return
        self.beginResetModel()
        self._ids = wanted
        self._row_of = None
        self._generation += 1
        self._wanted.clear()
        self._asked.clear()
        self._gone.clear()
        self.endResetModel()

    def ids(self) -> Sequence[int]:
        """Return all ids in order."""
        return self._ids

    def forget(self) -> None:
        """Read every row anew when it is next shown, such as in another language."""
        self._stale.update(self._rows)
        self._changed(0, len(self._ids) - 1)

    def refresh(self, ids: Iterable[int]) -> None:
        """Read some rows anew: only these are repainted."""
        for key in ids:
            self._stale.add(key)
            self._gone.discard(key)
            row = self.row_of(key)
            if row is not None:
                self._asked.discard(row // PAGE)
                self._changed(row, row)

    def id_at(self, row: int) -> int:
        """Return the id of a row, 0 where there is none."""
        return self._ids[row] if 0 <= row < len(self._ids) else 0

    def row_of(self, key: int) -> int | None:
        """Return where an id stands."""
        if self._row_of is None:
            self._row_of = {key: row for row, key in enumerate(self._ids)}
        return self._row_of.get(key)

    def row_value(self, key: int) -> Any:
        """Return the frozen row of an id, None while it is on its way."""
        return self._rows.get(key)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many records there are."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell; asks for its page where the row is not there yet."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        key = self._ids[index.row()]
        if role == ID:
            return key
        if role not in _ROLES:
            return None
        row = self._row(key, index.row())
        if role == ROW:
            return row
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if row is None:
            return None if role == CELL else WAITING
        value = column.value(row)
        return value if role == CELL else words_of(column, value)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's title and side."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _row(self, key: int, at: int) -> Any:
        row = self._rows.get(key)
        if row is not None and key not in self._stale:
            return row
        page = at // PAGE
        if page not in self._asked and key not in self._gone:
            self._wanted.add(page)
            if not self._timer.isActive():
                self._timer.start()
        return row

    def _on_timeout(self) -> None:
        pages, self._wanted = sorted(self._wanted), set()
        for page in pages:
            start = page * PAGE
            wanted = [
                key
                for key in self._ids[start : start + PAGE]
                if key not in self._rows or key in self._stale
            ]
            self._asked.add(page)
            self._stale.difference_update(wanted)
            if wanted:
                self._fetch(wanted, _Reply(self, self._generation, page, wanted))

    def take(
        self, generation: int, page: int, wanted: Sequence[int], rows: Mapping[int, Any]
    ) -> None:
        """Keep rows that have arrived, and repaint where they stand; the rest is gone."""
        for key, row in rows.items():
            self._rows[key] = row
            self._rows.move_to_end(key)
        while len(self._rows) > PAGE * KEPT:
            self._rows.popitem(last=False)
        if generation != self._generation:
            return
        self._asked.discard(page)
        self._gone.update(key for key in wanted if key not in rows)
        places = [place for key in rows if (place := self.row_of(key)) is not None]
        if places:
            self._changed(min(places), max(places))

    def _changed(self, first: int, last: int) -> None:
        if last >= first and self.columns:
            right = len(self.columns) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, right), [])


class _Reply:
    """Where the rows of one page go when they arrive; the model may be gone by then."""

    def __init__(
        self, model: IdTableModel, generation: int, page: int, wanted: Sequence[int]
    ) -> None:
        self._model = model
        self._generation = generation
        self._page = page
        self._wanted = wanted

    def __call__(self, rows: Mapping[int, Any]) -> None:
        """Hand the rows to the model."""
        self._model.take(self._generation, self._page, self._wanted, rows)


_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.TextAlignmentRole,
        ROW,
        CELL,
    }
)
