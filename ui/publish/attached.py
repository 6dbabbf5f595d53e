"""The files of a record: attach by drop or dialog, open, save a copy, rename, remove."""

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from studio import paths, writing
from studio.errors import StudioError
from studio.services import attachments
from studio.services.attachments import AttachmentRow
from ui.context import Context
from ui.forms.fields import TextField
from ui.forms.form import Form
from ui.language import file_size, short_date, tr
from ui.publish.outside import open_file
from ui.widgets.boxes import vbox
from ui.widgets.dialogs import Dialog, ask_loss
from ui.widgets.files import FileList, FileRow


class RecordFiles(QWidget):
    """Lists and changes the files of one record; put it into an inspector's section."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    refused = Signal(object)
    """Emitted when something was refused; carries the StudioError."""

    def __init__(self, context: Context, noun: str) -> None:
        super().__init__()
        self._context = context
        self._noun = noun
        self._record = 0
        self._rows: dict[int, AttachmentRow] = {}
        self._dialog: QWidget | None = None
        self._wanted: tuple[str, int] = ("", 0)
        self.list = FileList(changeable=not context.read_only)
        vbox(self, self.list)
        self._connect()

    def _connect(self) -> None:
        self.list.add_requested.connect(self._on_add_requested)
        self.list.dropped.connect(self.attach)
        self.list.opened.connect(self._on_opened)
        self.list.remove_requested.connect(self._on_remove_requested)
        self.list.rename_requested.connect(self._on_rename_requested)
        self.list.save_requested.connect(self._on_save_requested)

    def show_record(self, record: int) -> None:
        """Show the files of a record."""
        if record != self._record:
            self.list.set_rows([])
        self._record = record
        self.reload()

    def reload(self) -> None:
        """Read the list anew."""
        if self._record:
            query = attachments.listing(self._noun, self._record)
            self._context.tasks.ask(query, owner=self, then=self._on_listed, slot="files")

    def attach(self, files: list[Path]) -> None:
        """Attach files from the disk, each by a command of its own."""
        for path in files:
            self._context.tasks.run(
                attachments.attach_file(self._noun, self._record, Path(path)),
                owner=self,
                then=self._on_changed,
                failed=self.refused.emit,
            )

    def names(self) -> list[str]:
        """Return the names of the listed files."""
        return [row.name for row in self._rows.values()]

    def _on_listed(self, rows: list[AttachmentRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self.list.set_rows([FileRow(row.id, row.name, _fact(row), row.risky) for row in rows])

    def _on_changed(self, _value: object) -> None:
        self.reload()

    def _on_add_requested(self) -> None:
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self.window(), tr("Attach files"), home)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._on_files_chosen)
        self._dialog = dialog
        dialog.open()

    def _on_files_chosen(self, chosen: list[str]) -> None:
        self.attach([Path(one) for one in chosen])

    # -- out of the studio ----------------------------------------------------------------------

    def _on_opened(self, key: int) -> None:
        row = self._rows.get(key)
        if row is None:
            return
        if not row.risky:
            self._take_out("open", key)
            return
        dialog = ask_loss(
            self.window(),
            tr("Open {name}?").format(name=row.name),
            tr("It can run a program on this machine. Open it only if you trust who sent it."),
            [],
            tr("Open it"),
        )
        self._wanted = ("open", key)
        dialog.confirmed.connect(self._on_risk_taken)
        self._dialog = dialog
        dialog.open()

    def _on_risk_taken(self) -> None:
        if isinstance(self._dialog, Dialog):
            self._dialog.accept()
        self._take_out(*self._wanted)

    def _on_save_requested(self, key: int) -> None:
        row = self._rows.get(key)
        if row is None:
            return
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = attachments.export_name(row.name)
        dialog = QFileDialog(self.window(), tr("Save a copy"), str(Path(home) / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.fileSelected.connect(self._on_place_chosen)
        self._wanted = ("save", key)
        self._dialog = dialog
        dialog.open()

    def _on_place_chosen(self, place: str) -> None:
        self._take_out(place, self._wanted[1])

    def _take_out(self, place: str, key: int) -> None:
        """Read a file's bytes and write them to a place, or to the cache to open them there."""
        self._wanted = (place, key)
        self._context.tasks.ask(
            attachments.content(key),
            owner=self,
            then=self._on_content,
            failed=self.refused.emit,
            slot="content",
        )

    def _on_content(self, data: bytes) -> None:
        place, key = self._wanted
        name = attachments.export_name(self._rows[key].name)
        opened = place == "open"
        path = paths.cache() / "opened" / str(key) / name if opened else Path(place)
        self._context.tasks.call(
            _Write(path, data),
            owner=self,
            then=self._on_opened_copy if opened else self._on_saved_copy,
            failed=self.refused.emit,
        )

    def _on_opened_copy(self, path: Path) -> None:
        if not open_file(path):
            self.said.emit(tr("No program opens {name}.").format(name=path.name), False)

    def _on_saved_copy(self, path: Path) -> None:
        self.said.emit(tr("Saved as {name}").format(name=path.name), False)

    # -- names ----------------------------------------------------------------------------------

    def _on_remove_requested(self, key: int) -> None:
        row = self._rows.get(key)
        if row is not None:
            self._wanted = ("remove", key)
            self._context.tasks.run(
                attachments.remove(key, version=row.version),
                owner=self,
                then=self._on_removed,
                failed=self.refused.emit,
            )

    def _on_removed(self, _value: object) -> None:
        row = self._rows.get(self._wanted[1])
        self.said.emit(tr("{name} removed").format(name=row.name if row else ""), True)
        self.reload()

    def _on_rename_requested(self, key: int) -> None:
        row = self._rows.get(key)
        if row is not None:
            dialog = RenameDialog(self._context, row, self.window())
            dialog.renamed.connect(self.reload)
            self._dialog = dialog
            dialog.open()


class RenameDialog(Dialog):
    """Asks for a file's new name."""

    renamed = Signal()
    """Emitted when the file has another name."""

    def __init__(self, context: Context, row: AttachmentRow, parent: QWidget) -> None:
        super().__init__(tr("Rename file"), parent, width=440)
        self._context = context
        self._row = row
        self.form = Form(stacked=True, framed=True)
        self.form.add("name", tr("Name"), TextField(limit=255), required=True)
        self.form.set_value({"name": row.name})
        self.add(self.form)
        self.set_primary(tr("Rename"))
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        name = str(self.form.value()["name"])
        command = attachments.rename(self._row.id, version=self._row.version, name=name)
        self._context.tasks.run(command, owner=self, then=self._on_renamed, failed=self._on_refused)

    def _on_renamed(self, _value: Any) -> None:
        self.renamed.emit()
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_problem(error.message)


class _Write:
    """Writes a file whole, off the window's thread."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path, self._data = path, data

    def __call__(self) -> Path:
        """Write it; return where."""
        if not self._path.parent.exists():
            paths.made(self._path.parent)
        writing.write_whole(self._path, self._data)
        return self._path


def _fact(row: AttachmentRow) -> str:
    size = file_size(row.size)
    return size if row.added_at is None else f"{size}, {_day(row.added_at)}"


def _day(moment: datetime) -> str:
    return short_date(moment.astimezone().date())
