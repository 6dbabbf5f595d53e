"""The dialog that gives a copy of everything kept of a person: in what form, to whom, where to."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from studio import writing
from studio.errors import StudioError
from studio.services.talent import Talent, personal
from studio.services.talent.personal import Copy
from ui.context import Context
from ui.forms.fields import CheckField, ChoiceField, TextField
from ui.forms.form import Form
from ui.language import tr
from ui.talent import words
from ui.talent.forms import refused
from ui.widgets.dialogs import Dialog
from ui.widgets.picks import Choice


class CopyDialog(Dialog):
    """Asks for the form of a copy, makes it, and asks where to put it."""

    said = Signal(str, bool)
    """Emitted when the copy was written."""

    def __init__(self, context: Context, parent: QWidget | None, one: Talent) -> None:
        name = words.named_talent(one)
        super().__init__(tr("Copy of everything about {name}").format(name=name), parent, width=480)
        self._context, self._talent = context, one
        self._copy: Copy | None = None
        self._chooser: QFileDialog | None = None
        self.lead(tr("Sealed fields are in it in the clear. That it was made is noted."))
        forms = [
            Choice("zip", tr("Everything: PDF, data and files (ZIP)")),
            Choice("pdf", tr("To read (PDF)")),
            Choice("json", tr("For machines (JSON)")),
        ]
        languages = [
            Choice("en", tr("English")),
            Choice("zh", tr("Chinese")),
            Choice("zh+en", tr("Both")),
        ]
        self.form = Form(framed=True, label_width=110)
        self.form.add("form", tr("Form", "of a copy"), ChoiceField(forms))
        self.form.add("language", tr("Language"), ChoiceField(languages))
        self.form.add("recipient", tr("For whom"), TextField(limit=200, placeholder=name))
        self.form.add("abroad", "", CheckField(tr("It goes out of their country")))
        self.form.set_value({"form": "zip", "language": "zh" if one.country == "CN" else "en"})
        self.add(self.form)
        self.set_primary(tr("Make the copy"))
        self.confirmed.connect(self._on_confirmed)
        self.form.committed.connect(self._on_committed)
        self.form.focus_field("recipient")

    def _on_committed(self, name: str, value: object) -> None:
        if name == "form":
            self.form.row("language").set_shown(value != "json")

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        values = self.form.value()
        self.set_busy(True)
        made = personal.export(
            self._talent.id,
            values["form"],
            language=values["language"],
            recipient=values["recipient"],
            abroad=bool(values["abroad"]),
        )
        self._context.tasks.run(made, owner=self, then=self._on_made, failed=self._on_refused)

    def _on_made(self, copy: Copy) -> None:
        self.set_busy(False)
        self._copy = copy
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        ending = Path(copy.name).suffix
        dialog = QFileDialog(self, self.title(), str(Path(folder) / copy.name), f"(*{ending})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending[1:])
        dialog.selectFile(copy.name)
        dialog.fileSelected.connect(self.save_to)
        self._chooser = dialog
        dialog.open()

    def save_to(self, path: str) -> None:
        """Write the copy to a file."""
        if self._copy is not None:
            work = _Write(Path(path), self._copy.data)
            self._context.tasks.call(
                work, owner=self, then=self._on_written, failed=self._on_refused
            )

    def _on_written(self, name: str) -> None:
        self.said.emit(tr("Saved {name}").format(name=name), False)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        refused(self, self.form, error)


class _Write:
    """Writes a copy off the window's thread; returns the file's name."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path, self._data = path, data

    def __call__(self) -> str:
        """Write it."""
        writing.write_whole(self._path, self._data)
        return self._path.name
