"""A plan from another program: a file of Microsoft Project or a table, brought into a project."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.domain.names import pick
from studio.errors import Invalid, StudioError
from studio.services import projects, schedule
from studio.services.projects import Pick
from studio.services.schedule import Bringing
from ui.context import Context
from ui.forms.fields import ChoiceField
from ui.forms.form import Form
from ui.language import text, tr, trn
from ui.timeline.pane import TimelinePane
from ui.timeline.plans import MOST, OPEN
from ui.timeline.words import range_words
from ui.widgets.boxes import vbox
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import label
from ui.widgets.picks import Choice

LARGEST = 30_000_000
"""Bytes; a larger file is no plan of a studio."""


class PlanImport(QObject):
    """Asks for the file, then for the project."""

    said = Signal(str, bool)
    """Emitted when something was done or refused: what, and whether Undo is offered."""

    def __init__(self, context: Context, pane: TimelinePane) -> None:
        super().__init__(pane)
        self._context = context
        self._pane = pane
        self._name = ""
        self._data = b""
        self.asking: QFileDialog | None = None
        self.dialog: BringDialog | None = None

    def ask(self) -> None:
        """Ask which file."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds = tr("Plans (*.xml *.csv *.xlsx)")
        dialog = QFileDialog(self._pane.window(), tr("Import a plan"), folder, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.read)
        self.asking = dialog
        dialog.open()

    def read(self, path: str) -> None:
        """Read a file, off the window's thread."""
        file = Path(path)
        self._name = file.name
        self._context.tasks.call(
            _Read(file), owner=self, then=self._on_read, failed=self._on_refused
        )

    def _on_read(self, data: bytes) -> None:
        self._data = data
        query = projects.picks(limit=MOST)
        self._context.tasks.ask(query, owner=self, then=self._on_picks, slot="picks")

    def _on_picks(self, picks: list[Pick]) -> None:
        going = [one for one in picks if one.state not in OPEN]
        if not self._data:
            self.said.emit(tr("“{file}” cannot be read.").format(file=self._name), False)
            return
        if not going:
            self.said.emit(tr("There is no open project to plan."), False)
            return
        wanted = self._pane.project() or going[0].id
        dialog = BringDialog(
            self._context, going, (self._name, self._data), self._pane.window(), wanted
        )
        dialog.brought.connect(self._on_brought)
        self.dialog = dialog
        dialog.open()

    def _on_brought(self, count: int, project: int) -> None:
        self.said.emit(trn("{n} task added", "{n} tasks added", count), True)
        self._pane.show_project(project)

    def _on_refused(self, error: StudioError) -> None:
        self.said.emit(text(error.message), False)


class BringDialog(Dialog):
    """Into which project, and what would come."""

    brought = Signal(int, int)
    """Emitted when the tasks are there: how many, and the project's id."""

    def __init__(
        self,
        context: Context,
        picks: list[Pick],
        file: tuple[str, bytes],
        parent: QWidget,
        project: int,
    ) -> None:
        super().__init__(tr("Import a plan"), parent)
        self._context = context
        self._file = file
        self.say(tr("From “{file}”.").format(file=file[0]))
        self.form = Form(framed=True, label_width=116)
        choices = [Choice(one.id, pick(one.name, one.name_zh, context.language)) for one in picks]
        self.form.add("project", tr("Project"), ChoiceField(choices), required=True)
        self.form.set_value({"project": project})
        self._facts = QWidget()
        self._lines = vbox(self._facts, gap=4, margins=(0, 8, 0, 0))
        self.add(self.form, self._facts)
        self.set_primary(tr("Import"))
        self.set_ready(False)
        self.form.committed.connect(self._on_committed)
        self.confirmed.connect(self._on_confirmed)
        self._ask()

    def _on_committed(self, _name: str, _value: object) -> None:
        self._ask()

    def _ask(self) -> None:
        project = self.form.value()["project"]
        self._context.tasks.ask(
            schedule.preview_plan(project, *self._file),
            owner=self,
            then=self._on_preview,
            failed=self._on_unreadable,
            slot="preview",
        )

    def _on_preview(self, found: Bringing) -> None:
        words = tr("{tasks} and {links}, {days}", "plan").format(
            tasks=trn("{n} task", "{n} tasks", found.tasks),
            links=trn("{n} link", "{n} links", found.links),
            days=range_words(found.first, found.last),
        )
        self._show([words, *(text(note) for note in found.notes)])
        self.set_ready(found.tasks > 0)

    def _show(self, lines: list[str]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for number, words in enumerate(lines):
            style, ink = ("name", "text") if not number else ("small", "text2")
            self._lines.addWidget(label(words, style, ink, wrap=True))

    def _on_unreadable(self, error: StudioError) -> None:
        self._show([])
        self.set_ready(False)
        self.set_problem(error.message)

    def _on_confirmed(self) -> None:
        project = self.form.value()["project"]
        self.set_busy(True)
        self._context.tasks.run(
            schedule.bring_plan(project, *self._file),
            owner=self,
            then=self._on_brought,
            failed=self._on_refused,
        )

    def _on_brought(self, ids: list[int]) -> None:
        self.brought.emit(len(ids), self.form.value()["project"])
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)


class _Read:
    """Reads a file, off the window's thread; nothing where it is gone or far too large."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self) -> bytes:
        """Return its bytes."""
        try:
            return self._path.read_bytes() if self._path.stat().st_size <= LARGEST else b""
        except OSError:  # gone, or not ours to read: the one who asked is told
            return b""
