"""A list as a file: every row that is listed, in the shown columns and order, for spreadsheets."""

import csv
import io
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from studio import writing
from studio.errors import StudioError
from ui.context import Context
from ui.language import text, tr, trn
from ui.models.sheet import Lines, SheetReader
from ui.models.table import RecordTable


class ListExport(QObject):
    """Writes what a table lists to a CSV file, rows that were never in sight included."""

    said = Signal(str, bool)
    """Emitted when the file is written or was refused; the words, and that nothing is undone."""

    def __init__(self, context: Context, table: RecordTable, name: str) -> None:
        super().__init__(table)
        self._context, self._table, self._name = context, table, name
        self._path = Path()

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
        table = self._table
        SheetReader(table.shown_columns(), table.ids(), table.fetch, self._write).start()

    def _write(self, lines: Lines) -> None:
        work = _Write(self._path, lines)
        self._context.tasks.call(work, owner=self, then=self._on_saved, failed=self._on_refused)

    def _on_saved(self, count: int) -> None:
        words = trn("{n} row saved", "{n} rows saved", count)
        self.said.emit(f"{words}: {self._path.name}", False)

    def _on_refused(self, error: StudioError) -> None:
        self.said.emit(text(error.message), False)


class _Write:
    """Writes the file whole, off the window's thread."""

    def __init__(self, path: Path, lines: Lines) -> None:
        self._path, self._lines = path, lines

    def __call__(self) -> int:
        """Write it; return how many rows it holds besides the head."""
        out = io.StringIO()
        csv.writer(out).writerows(self._lines)
        # With its mark, or spreadsheets take UTF-8 for an older code and spoil every Chinese name.
        writing.write_whole(self._path, out.getvalue().encode("utf-8-sig"))
        return len(self._lines) - 1
