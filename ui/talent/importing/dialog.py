"""The dialog that brings in a table of people, of a scouting list, or of followers."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from studio.domain.talent import sheets as rules
from studio.errors import StudioError
from studio.services import incubation
from studio.services.talent import importing
from studio.services.talent.importing import Brought, Preview
from studio.services.talent.sheets import Sheet
from ui.context import Context
from ui.forms.fields import CheckField, LongTextField
from ui.language import text, tr, trn
from ui.talent.importing.mapping import Mapping
from ui.talent.importing.outcome import Outcome
from ui.talent.importing.progress import Read, Reporter, Stopped
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.files import FileDrop
from ui.widgets.labels import ElidedLabel


class ImportDialog(Dialog):
    """Asks for a table and shows what it would bring before anything is kept.

    `what` is talent, scouting (people who then stand on the board of incubation) or snapshots.
    """

    said = Signal(str, bool)
    """Emitted when the table was brought in or given up: what, and whether Undo is offered."""

    brought = Signal(object)
    """Emitted when the table was brought in; carries what was done."""

    def __init__(self, context: Context, parent: QWidget | None, what: str = "talent") -> None:
        titles = {
            "talent": tr("Import people"),
            "scouting": tr("Import a scouting list"),
            "snapshots": tr("Import followers"),
        }
        super().__init__(titles[what], parent, width=720)
        self._context, self._what = context, what
        self._people = what != "snapshots"
        self._sheet: Sheet | None = None
        self._reporter: Reporter | None = None
        self._preview: Preview | None = None
        self._keeping = False
        self._chooser: QFileDialog | None = None
        self._build()
        self.set_primary(tr("Import"))
        self.set_ready(False)
        self._connect()

    def _build(self) -> None:
        self.lead(
            tr("A CSV or Excel file, or cells pasted from a table. Nothing is kept before you say.")
        )
        self._choose = Button(tr("Choose a file …"), icon="file-csv")
        self._name = ElidedLabel("", "body", "text2")
        self.paste = LongTextField(
            lines=2, most=4, limit=2_000_000, placeholder=tr("Or paste here")
        )
        self.paste.setAccessibleName(tr("Pasted table"))
        self.mapping = Mapping(rules.TALENT if self._people else rules.SNAPSHOTS)
        self.mapping.hide()
        self.outcome = Outcome()
        self.good_rows = CheckField(tr("Import the rows that can be read, leave the others out"))
        self.good_rows.hide()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName(tr("Progress"))
        self._bar.hide()
        row = hbox(None, self._choose, self._name)
        row.setStretch(1, 1)
        self.body.addLayout(row)
        self.add(self.paste, self.mapping, self.outcome, self.good_rows, self._bar)
        self._drop = FileDrop(self, tr("Drop to read the table"))

    def _connect(self) -> None:
        self._choose.clicked.connect(self._on_choose_clicked)
        self._drop.dropped.connect(self._on_dropped)
        self.confirmed.connect(self._on_confirmed)
        self.finished.connect(self._on_finished)
        self.good_rows.committed.connect(self._show_ready)
        self.mapping.changed.connect(self._ask_preview)
        self.paste.committed.connect(self._on_pasted)

    # -- the table ------------------------------------------------------------------------------

    def _on_choose_clicked(self) -> None:
        kinds = tr("Tables (*.csv *.tsv *.txt *.xlsx)") + ";;" + tr("All files (*)")
        self._chooser = QFileDialog(self, tr("Choose a table"), "", kinds)
        self._chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._chooser.fileSelected.connect(self.read_file)
        self._chooser.open()

    def _on_dropped(self, files: list[Path]) -> None:
        self.read_file(str(files[0]))

    def _on_pasted(self) -> None:
        if self.paste.value().strip():
            self._read(Read(self._watched(), pasted=self.paste.value()))

    def read_file(self, path: str) -> None:
        """Read a table from a file."""
        self._read(Read(self._watched(), path=Path(path)))

    def _read(self, work: Read) -> None:
        self.set_ready(False)
        self.outcome.say(tr("Reading …"))
        self._context.tasks.call(work, owner=self, then=self._on_sheet, failed=self._on_refused)

    def _on_sheet(self, sheet: Sheet) -> None:
        self.set_problem(None)
        self._sheet = sheet
        notes = tr("; ", "between reasons").join(text(note) for note in sheet.notes)
        self._name.setText(tr(", ", "between facts").join(filter(None, (sheet.name, notes))))
        self.paste.setVisible(not sheet.name)
        self.mapping.show_sheet(sheet, importing.guess(sheet, self._kind))
        self.mapping.show()
        self._ask_preview()

    @property
    def _kind(self) -> str:
        return "talent" if self._people else "snapshots"

    # -- the preview ----------------------------------------------------------------------------

    def _ask_preview(self) -> None:
        if self._sheet is None:
            return
        self._preview = None
        self.set_ready(False)
        self.outcome.say(tr("Reading …"))
        ask = importing.preview_talent if self._people else importing.preview_snapshots
        self._context.tasks.ask(
            ask(self._sheet, self.mapping.plan(), self._watched()),
            owner=self,
            then=self._on_preview,
            failed=self._on_refused,
            slot="preview",
        )

    def _on_preview(self, preview: Preview) -> None:
        self._preview = preview
        self._bar.hide()
        self.outcome.show_preview(preview, people=self._people)
        self.good_rows.setVisible(bool(preview.wrong_rows))
        self._show_ready()

    def _show_ready(self) -> None:
        preview = self._preview
        if preview is None:
            return
        takes = preview.good > 0 or (self._people and preview.known > 0)
        if preview.wrong_rows and not self.good_rows.value():
            self.set_ready(False, tr("Mend the table, or tick to leave these rows out."))
        else:
            self.set_ready(takes, "" if takes else tr("There is nothing new in it."))

    # -- keeping --------------------------------------------------------------------------------

    def _on_confirmed(self) -> None:
        if self._sheet is None:
            return
        self._bar.setRange(0, 0)
        self._bar.show()
        self._keeping = True
        self.set_busy(True)
        self._context.tasks.run(
            self._command(self._sheet), owner=self, then=self._on_done, failed=self._on_refused
        )

    def _command(self, sheet: Sheet) -> Any:
        make = {
            "talent": importing.import_talent,
            "scouting": incubation.scout_list,
            "snapshots": importing.import_snapshots,
        }[self._what]
        good, report = self.good_rows.value(), self._watched()
        return make(sheet, self.mapping.plan(), good_rows=good, report=report)

    def _watched(self) -> Reporter:
        """Return what a reading or import reports to; an older one stops."""
        if self._reporter is not None:
            self._reporter.stop()
        self._reporter = Reporter(self)
        self._reporter.reported.connect(self._on_reported)
        return self._reporter

    def _on_reported(self, done: int, total: int) -> None:
        if self.sender() is self._reporter and (self._keeping or done):
            self._bar.show()
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    def _on_done(self, done: Brought) -> None:
        self._keeping = False
        self.said.emit(self._words(done), True)
        self.brought.emit(done)
        self.accept()

    def _words(self, done: Brought) -> str:
        parts, people = [], len(done.talent_ids)
        if people and self._what == "scouting":
            parts.append(trn("{n} person scouted", "{n} people scouted", people))
        elif people:
            parts.append(trn("{n} person added", "{n} people added", people))
        if done.readings or not people:
            parts.append(trn("{n} reading added", "{n} readings added", done.readings))
        if done.left_out:
            parts.append(trn("{n} row left out", "{n} rows left out", done.left_out))
        return tr(", ", "between facts").join(parts)

    def _on_refused(self, error: StudioError) -> None:
        if isinstance(error, Stopped):
            if self._keeping:
                self.said.emit(text(error.message), False)
            self._keeping = False
            return
        self._keeping = False
        self.outcome.say("")
        self._bar.hide()
        self.set_problem(error.message)

    def _on_finished(self, _result: int) -> None:
        if self._reporter is not None:
            self._reporter.stop()
