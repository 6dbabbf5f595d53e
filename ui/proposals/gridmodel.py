"""The model of the price grid: rows of one version, sections that fold."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio.services.proposals import Version
from ui.proposals import rows
from ui.proposals.rows import GridRow

ROW = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class PriceModel(QAbstractTableModel):
    """Rows of the version that is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._version: Version | None = None
        self._rows: list[GridRow] = []
        self._folded: set[int] = set()
        self.letters: list[str] = []

    def set_version(self, version: Version) -> None:
        """Show the rows of a version; where the same rows stay, only cells change."""
        fresh = rows.rows_of(version, self._folded)
        same = [row.key for row in fresh] == [row.key for row in self._rows]
        self._version = version
        self.letters = rows.letters_of(version)
        if same:
            self._rows = fresh
            if fresh:
                corner = self.index(len(fresh) - 1, rows.COUNT - 1)
                self.dataChanged.emit(self.index(0, 0), corner, [])
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def fold(self, key: int) -> None:
        """Fold a section away, or open it again."""
        self._folded ^= {key}
        if self._version is not None:
            self.set_version(self._version)

    def folded(self, key: int) -> bool:
        """Say whether a section is folded away."""
        return key in self._folded

    def version(self) -> Version | None:
        """Return the version that is shown."""
        return self._version

    def row(self, number: int) -> GridRow:
        """Return a row by its place."""
        return self._rows[number]

    def place_of(self, key: int) -> int:
        """Return the place of a line, -1 where it is not shown."""
        return next((n for n, row in enumerate(self._rows) if row.key == key and key), -1)

    def line_count(self) -> int:
        """Return how many rows are lines; the sums come after them."""
        return sum(row.kind != "sum" for row in self._rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else rows.COUNT

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row for painters, words for screen readers."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column() == rows.LINE:
                return rows.spoken(row, self.letters)
            return rows.figure(row, index.column())
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be reached; sums cannot be changed."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
