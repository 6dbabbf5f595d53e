"""The crash dialog: what failed, that the data is safe, a report, and a second try."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from studio import writing
from studio.errors import StudioError
from ui.faults.report import CrashReport
from ui.language import tr, trn
from ui.widgets.boxes import vbox
from ui.widgets.buttons import Button
from ui.widgets.checks import Check
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import label


class CrashDialog(Dialog):
    """Tells of one failure; further ones of the same kind are counted, not stacked."""

    tried_again = Signal()
    """Emitted when the person wants to do the same again."""

    def __init__(
        self,
        report: CrashReport,
        parent: QWidget | None = None,
        *,
        saved_at: str = "",
        again: bool = False,
    ) -> None:
        title = tr("Callboard had to stop this action")
        super().__init__(title, parent, width=480, icon="warning-octagon")
        self._report = report
        self._times = 1
        self._chooser: QFileDialog | None = None
        self.lead(self._sentence(saved_at))
        self._box = label("", "mono", "text2", wrap=True, selectable=True)
        self._count = label("", "small", "text3")
        self._count.hide()
        self._discreet = Check(tr("Leave names and amounts out of the report"), checked=True)
        self._save = Button(tr("Save report"), icon="floppy-disk")
        self._saved = label("", "small", "good", wrap=True)
        self._saved.hide()
        frame = QFrame()
        frame.setProperty("box", "note")
        vbox(frame, self._box, margins=(12, 10, 12, 10))
        self.add(frame, self._count, self._discreet, self._saved)
        self._show_lines()
        self._arrange(again)
        self._discreet.toggled.connect(self._show_lines)
        self._save.clicked.connect(self._on_save_clicked)
        self.confirmed.connect(self._on_confirmed)

    def _sentence(self, saved_at: str) -> str:
        doing = self._report.doing or tr("Something went wrong that should not have.")
        if saved_at:
            safe = tr("Your data is safe: the last change was saved at {time}.")
            return f"{doing} {safe.format(time=saved_at)}"
        return f"{doing} {tr('Your data is safe: every change you saw is saved.')}"

    def _arrange(self, again: bool) -> None:
        self.set_primary(tr("Try again") if again else tr("Close"))
        self._again = again
        self.add_button(self._save)
        if again:
            self.set_cancel(tr("Close")).set_kind("bare")
        else:
            self.set_cancel("").hide()

    def count(self) -> None:
        """Count a further failure of the same kind."""
        self._times += 1
        self._count.setText(trn("It happened {n} time.", "It happened {n} times.", self._times))
        self._count.show()

    def report_text(self) -> str:
        """Return the report as it would be saved now."""
        return self._report.text(discreet=self._discreet.isChecked(), times=self._times)

    def save_to(self, path: Path) -> None:
        """Write the report to a file and say so."""
        try:
            writing.write_text(path, self.report_text())
        except StudioError as error:
            self.set_problem(error.message)
            return
        self._saved.setText(tr("The report is in {file}.").format(file=path.name))
        self._saved.show()

    def _show_lines(self) -> None:
        lines = self._report.lines(discreet=self._discreet.isChecked())
        self._box.setText("\n".join(lines))

    def _on_confirmed(self) -> None:
        self.accept()
        if self._again:
            self.tried_again.emit()

    def _on_save_clicked(self) -> None:
        chooser = QFileDialog(self, tr("Save report"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("txt")
        chooser.selectFile(f"callboard-{self._report.code}.txt")
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(self._on_file_selected)
        self._chooser = chooser
        chooser.open()

    def _on_file_selected(self, file: str) -> None:
        self.save_to(Path(file))
