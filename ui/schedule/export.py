"""Takes the schedule out of the window: calendar files, a picture, a PDF."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from studio import writing
from studio.errors import StudioError
from studio.services import schedule
from studio.services.schedule import IcsFile, IcsFilter, PlanFile
from ui import language
from ui.context import Context
from ui.language import text, tr
from ui.timeline import picture
from ui.timeline.pane import TimelinePane
from ui.widgets.buttons import MenuButton


class ScheduleExport(QObject):
    """What the Export button offers."""

    said = Signal(str, bool)
    """Emitted when something was written or refused: the words; nothing is to be undone."""

    def __init__(self, context: Context, pane: TimelinePane, button: MenuButton) -> None:
        super().__init__(pane)
        self._context = context
        self._pane = pane
        self._button = button
        self._data = b""
        self.dialog: QFileDialog | None = None
        self.fill()

    def fill(self) -> None:
        """Offer what can be exported now: the picked project's and person's dates too."""
        menu = self._button.entries
        menu.clear()
        menu.add(tr("All dates (.ics)"), self.all_dates, icon="calendar")
        reader, view = self._pane.reader, self._pane.view
        project = self._pane.project()
        if project and reader is not None:
            name = reader.name(*reader.board.names.get(f"project:{project}", ("", "")))
            words = tr("Dates of {name} (.ics)").format(name=name)
            menu.add(words, self.project_dates, icon="calendar")
        if view.person and reader is not None:
            name = reader.name(*reader.board.names.get(view.person, ("", "")))
            words = tr("Dates of {name} (.ics)").format(name=name)
            menu.add(words, self.person_dates, icon="user")
        menu.addSeparator()
        menu.add(tr("Plan for Microsoft Project (.xml)"), self.as_xml, icon="file-code")
        menu.add(tr("Plan as a table (.csv)"), self.as_csv, icon="file-csv")
        menu.addSeparator()
        menu.add(tr("What is seen as a PDF"), self.as_pdf, icon="file-pdf")
        menu.add(tr("What is seen as a picture"), self.as_png, icon="image")

    # -- calendar files -------------------------------------------------------------------------

    def all_dates(self) -> None:
        """Save everybody's dates."""
        self._ask_dates(IcsFilter())

    def project_dates(self) -> None:
        """Save the picked project's dates."""
        self._ask_dates(IcsFilter(project_id=self._pane.project()))

    def person_dates(self) -> None:
        """Save the picked person's dates."""
        self._ask_dates(IcsFilter(ref=self._pane.view.person))

    def _ask_dates(self, wanted: IcsFilter) -> None:
        self._context.tasks.ask(
            schedule.ics(wanted), owner=self, then=self._on_dates, failed=self._on_refused
        )

    def _on_dates(self, file: IcsFile) -> None:
        self._data = file.data
        self._ask_where(file.name, tr("Calendar (*.ics)"), "ics")

    # -- plans for other programs ----------------------------------------------------------------

    def as_xml(self) -> None:
        """Save the picked project's plan, or all of them, for Microsoft Project."""
        self._ask_plan("xml")

    def as_csv(self) -> None:
        """Save the picked project's plan, or all of them, as a table."""
        self._ask_plan("csv")

    def _ask_plan(self, kind: str) -> None:
        self._context.tasks.ask(
            schedule.plan_file(kind, self._pane.project() or None),
            owner=self,
            then=self._on_plan,
            failed=self._on_refused,
        )

    def _on_plan(self, file: PlanFile) -> None:
        self._data = file.data
        suffix = file.name.rpartition(".")[2]
        self._ask_where(file.name, tr("Plan (*.{suffix})").format(suffix=suffix), suffix)

    # -- what is seen ---------------------------------------------------------------------------

    def as_png(self) -> None:
        """Save what is seen as a picture."""
        self._data = picture.png(self._pane.view)
        self._ask_where(f"{self._name()}.png", tr("Picture (*.png)"), "png")

    def as_pdf(self) -> None:
        """Save what is seen as a PDF."""
        today = language.long_date(self._context.clock.today())
        self._data = picture.pdf(self._pane.view, tr("Schedule"), today)
        self._ask_where(f"{self._name()}.pdf", "PDF (*.pdf)", "pdf")

    def _name(self) -> str:
        day = self._context.clock.today()
        return tr("Schedule {day}", "file").format(day=day.isoformat())

    # -- writing --------------------------------------------------------------------------------

    def _ask_where(self, name: str, kinds: str, suffix: str) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        parent: QWidget = self._pane.window()
        dialog = QFileDialog(parent, tr("Save the file"), str(Path(folder) / name), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(name)
        dialog.fileSelected.connect(self.save_to)
        self.dialog = dialog
        dialog.open()

    def save_to(self, path: str) -> None:
        """Write what was asked for, off the window's thread."""
        work = _Write(Path(path), self._data)
        self._context.tasks.call(work, owner=self, then=self._on_saved, failed=self._on_refused)

    def _on_saved(self, path: Path) -> None:
        self.said.emit(tr("Saved as {name}").format(name=path.name), False)

    def _on_refused(self, error: Any) -> None:
        if isinstance(error, StudioError):
            self.said.emit(text(error.message), False)


class _Write:
    """Writes a file whole, off the window's thread."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path, self._data = path, data

    def __call__(self) -> Path:
        """Write it; return where."""
        writing.write_whole(self._path, self._data)
        return self._path
