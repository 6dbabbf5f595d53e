"""A list as a file: every row that is listed, in the shown columns and order, for spreadsheets."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from studio import writing
from studio.domain.money import Money
from studio.errors import StudioError
from ui.context import Context
from ui.language import text, tr, trn
from ui.models.columns import Column, NameCell, words_of
from ui.models.table import RecordTable

CHUNK = 500
"""Rows asked for at once."""

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


class ListExport(QObject):
    """Writes what a table lists to a CSV file, rows that were never in sight included."""

    said = Signal(str, bool)
    """Emitted when the file is written or was refused; the words, and that nothing is undone."""

    def __init__(self, context: Context, table: RecordTable, name: str) -> None:
        super().__init__(table)
        self._context, self._table, self._name = context, table, name
        self._path = Path()
        self._columns: tuple[Column, ...] = ()
        self._waiting: list[int] = []
        self._lines: list[list[str]] = []

    def ask(self, parent: QWidget) -> None:
        """Ask where, then write; a board or an open record has no list to write."""
        if not self._table.isVisible():
            self.said.emit(tr("Show the list to save it as a file."), False)
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        file = str(Path(folder) / f"{self._name}.csv")
        dialog = QFileDialog(parent, tr("Save the list"), file, "CSV (*.csv)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{self._name}.csv")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Write every listed row to a file; the rows are read in parts, off the window's thread."""
        self._path = Path(path)
        self._columns = self._table.shown_columns()
        self._waiting = list(self._table.ids())
        self._lines = [[word for column in self._columns for word in heads(column)]]
        self._next()

    def _next(self) -> None:
        if self._waiting:
            self._table.fetch(self._waiting[:CHUNK], self._on_rows)
            return
        work = _Write(self._path, self._lines)
        self._context.tasks.call(work, owner=self, then=self._on_saved, failed=self._on_refused)

    def _on_rows(self, rows: Mapping[int, Any]) -> None:
        part, self._waiting = self._waiting[:CHUNK], self._waiting[CHUNK:]
        for key in part:
            if (row := rows.get(key)) is not None:  # it may have gone meanwhile
                self._lines.append([one for c in self._columns for one in cells(c, c.value(row))])
        self._next()

    def _on_saved(self, count: int) -> None:
        words = trn("{n} row saved", "{n} rows saved", count)
        self.said.emit(f"{words}: {self._path.name}", False)

    def _on_refused(self, error: StudioError) -> None:
        self.said.emit(text(error.message), False)


class _Write:
    """Writes the file whole, off the window's thread."""

    def __init__(self, path: Path, lines: Sequence[Sequence[str]]) -> None:
        self._path, self._lines = path, lines

    def __call__(self) -> int:
        """Write it; return how many rows it holds besides the head."""
        out = io.StringIO()
        csv.writer(out).writerows(self._lines)
        # With its mark, or spreadsheets take UTF-8 for an older code and spoil every Chinese name.
        writing.write_whole(self._path, out.getvalue().encode("utf-8-sig"))
        return len(self._lines) - 1


def heads(column: Column) -> tuple[str, ...]:
    """Return the head of a column; an amount has its currency beside it."""
    if column.kind in ("money", "amount"):
        return column.title, tr("Currency")
    return (column.title,)


def cells(column: Column, value: Any) -> tuple[str, ...]:
    """Return a cell for a spreadsheet: plain numbers, ISO dates, text that is no formula."""
    if isinstance(value, Money):
        return f"{value.decimal():f}", value.currency
    if column.kind in ("money", "amount"):
        return "", ""
    if isinstance(value, datetime):
        return (value.astimezone().isoformat(sep=" ", timespec="minutes")[:16],)
    if isinstance(value, date):
        return (value.isoformat(),)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return (f"{value:f}" if isinstance(value, Decimal) else str(value),)
    if isinstance(value, NameCell):
        words = " / ".join(part for part in (value.words, value.sub) if part)
    else:
        words = words_of(column, value)
    return ("'" + words if words.startswith(_FORMULAS) else words,)
