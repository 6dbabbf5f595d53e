"""A sheet of facts in a window of its own: language, PDF, print, save, mail, its table."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from studio import writing
from studio.documents.factsheet import Workbook, build
from studio.errors import StudioError
from studio.services.factsheets import Sheet, Table
from studio.services.operation import Query
from ui.context import Context
from ui.language import text, tr
from ui.publish.outside import open_file
from ui.publish.pane import PdfPane
from ui.widgets.banner import Banner
from ui.widgets.buttons import Segment, Segments
from ui.widgets.dialogs import Dialog

WIDTH, HEIGHT = 760, 620


class SheetDialog(Dialog):
    """Shows a sheet as its reader gets it; `ask` gives the question in a language."""

    def __init__(
        self,
        context: Context,
        title: str,
        key: str,
        ask: Callable[[str], Query[Sheet]],
        parent: QWidget,
        *,
        table: Callable[[str], Query[Table]] | None = None,
    ) -> None:
        super().__init__(title, parent, width=WIDTH)
        self._context = context
        self._key = key
        self._ask = ask
        self._table = table
        self._language = ""
        self._kept: Table | None = None
        self.languages = Segments(
            [
                Segment("", tr("Reader's language")),
                Segment("en", tr("English")),
                Segment("zh", tr("Chinese")),
                Segment("zh+en", tr("Both")),
            ],
            name=tr("Language"),
        )
        self.pane = PdfPane(context, self)
        self.pane.setMinimumHeight(HEIGHT)
        self.boxes = Banner("warn", rounded=True)
        self.boxes.hide()
        self.add(self.languages, self.boxes, self.pane)
        if table is not None:
            self.table_button = self.add_other(tr("Save as XLSX"), "file-xls")
            self.table_button.clicked.connect(self.save_table)
        self.set_cancel(tr("Close"))
        self.set_primary(tr("Save the PDF"))
        self.set_ready(False)
        self.confirmed.connect(self._on_save_confirmed)
        self.languages.chosen.connect(self.show_in)
        self.pane.built.connect(self._on_built)
        self.show_in("")

    def show_in(self, language: str) -> None:
        """Show the sheet in a language; "" is its reader's."""
        self._language = language
        self.set_ready(False)
        self._context.tasks.ask(
            self._ask(language), owner=self, then=self._on_sheet, failed=self._on_refused,
            slot="sheet",
        )  # fmt: skip

    def _on_sheet(self, sheet: Sheet) -> None:
        self.set_problem(None)
        self.pane.set_name(sheet.file_name)
        characters = " ".join(dict.fromkeys(one.character for one in sheet.missing))
        words = tr("These characters print as □: {characters}")
        where = tr(", ", "between facts").join(
            dict.fromkeys(text(one.field) for one in sheet.missing)
        )
        self.boxes.set(words.format(characters=characters), where, "warn")
        self.boxes.setVisible(bool(sheet.missing))
        language = sheet.document.language.value
        self.pane.show_draft("factsheet", f"{self._key}:{language}", _given(sheet))

    def _on_refused(self, error: StudioError) -> None:
        self.pane.clear()
        self.set_problem(error.message)

    # -- saving ---------------------------------------------------------------------------------

    def _on_built(self, _data: bytes) -> None:
        self.set_ready(True)

    def _on_save_confirmed(self) -> None:
        self.set_busy(False)
        self.pane.save()

    def save_table(self) -> None:
        """Ask where, then write the same rows as an XLSX file."""
        if self._table is not None:
            self._context.tasks.ask(
                self._table(self._language), owner=self, then=self._on_table,
                failed=self._on_refused, slot="table",
            )  # fmt: skip

    def _on_table(self, table: Table) -> None:
        self._kept = table
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(
            self, tr("Save as XLSX"), str(Path(folder) / table.file_name), "Excel (*.xlsx)"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(table.file_name)
        dialog.fileSelected.connect(self.save_table_to)
        dialog.open()

    def save_table_to(self, path: str) -> None:
        """Write the table that was asked for to a file and show its folder."""
        if self._kept is not None:
            self._context.tasks.call(
                _Write(Path(path), self._kept.book), owner=self, then=self._on_table_saved,
                failed=self._on_refused,
            )  # fmt: skip

    def _on_table_saved(self, path: Path) -> None:
        open_file(path.parent)
        self.table_button.set_words(tr("Saved as {name}").format(name=path.name))


class _Write:
    """Builds and writes a workbook, off the window's thread."""

    def __init__(self, path: Path, book: Workbook) -> None:
        self._path, self._book = path, book

    def __call__(self) -> Path:
        """Write it; return where."""
        writing.write_whole(self._path, build(self._book))
        return self._path


def _given(sheet: Sheet) -> Query[Any]:
    """Return a question whose answer is known."""
    return Query(lambda _session: sheet.document)
