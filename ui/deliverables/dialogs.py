"""Dialogs of pieces: new ones, and a step that needs words, an address or a file."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.domain import deliverables as rules
from studio.domain.names import pick
from studio.errors import Invalid, StudioError
from studio.services import deliverables
from studio.services.deliverables import Piece
from studio.services.projects import Pick
from ui.context import Context
from ui.deliverables import choices
from ui.deliverables.looks import title_of
from ui.forms.fields import ChoiceField, DateField, LongTextField, NumberField, TextField
from ui.forms.form import Form
from ui.language import text, tr
from ui.widgets.boxes import STRETCH, hbox
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import ElidedLabel
from ui.widgets.picks import Choice

OUT = ("published", "delivered")


class NewPieceDialog(Dialog):
    """Asks what is to be made, for which project, how often."""

    created = Signal(list)
    """Emitted when pieces were added; carries their ids."""

    def __init__(
        self, context: Context, projects: Sequence[Pick], parent: QWidget, project: int | None
    ) -> None:
        super().__init__(tr("New piece"), parent, width=500)
        self._context = context
        language = context.language
        offered = [
            Choice(
                one.id,
                pick(one.name, one.name_zh, language),
                fact=pick(one.client, one.client_zh, language),
            )
            for one in projects
        ]
        form = Form(framed=True, label_width=110)
        form.add("project_id", tr("Project"), ChoiceField(offered), required=True)
        form.add("title", tr("Title"), TextField(limit=120))
        form.add("title_zh", tr("Chinese title"), TextField(limit=120))
        form.add(
            "platform",
            tr("Platform"),
            ChoiceField(choices.platforms(language), none=tr("Not settled")),
        )
        self._format = ChoiceField(choices.formats("", language), none=tr("Not settled"))
        form.add("format", tr("Format"), self._format)
        form.add("count", tr("How many pieces"), NumberField())
        form.add("due_final", tr("Final due"), DateField(context.clock.today()))
        form.set_value({"project_id": project or (offered[0].value if len(offered) == 1 else None)})
        form.set_value({"count": 1})
        self.form = form
        self.add(form)
        self.set_primary(tr("Add"))
        form.committed.connect(self._on_committed)
        self.confirmed.connect(self._on_confirmed)
        form.focus_first()

    def _on_committed(self, name: str, value: object) -> None:
        if name == "platform":
            self._format.set_choices(choices.formats(str(value or ""), self._context.language))

    def _on_confirmed(self) -> None:
        if not self.form.complete():
            return
        values = dict(self.form.value())
        project = values.pop("project_id")
        count = values.pop("count")
        given = {
            name: "" if value is None and name in ("platform", "format") else value
            for name, value in values.items()
        }
        self.set_busy(True)
        self._context.tasks.run(
            deliverables.create_many(project, given, int(count or 0)),
            owner=self,
            then=self._on_created,
            failed=self._on_refused,
        )

    def _on_created(self, ids: list[int]) -> None:
        self.created.emit(ids)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)


class MoveDialog(Dialog):
    """Asks what a step needs: words why, the address where it went out, a file that shows it."""

    moved = Signal()
    """Emitted when the piece was moved."""

    def __init__(self, context: Context, piece: Piece, state: str, parent: QWidget) -> None:
        title = tr("{piece}: {state}").format(
            piece=title_of(piece.row, context.language), state=text(rules.STATES.label(state))
        )
        super().__init__(title, parent, width=480)
        self._context = context
        self._piece = piece
        self._state = state
        self._file: Path | None = None
        self.form = Form(framed=True, label_width=96)
        if state in OUT:
            self.form.add("url", tr("Address"), TextField(limit=500, placeholder="https://"))
            self.form.set_value({"url": piece.row.url})
        else:
            self.form.add("reason", tr("Why"), LongTextField(lines=3), required=True)
        self._file_name = ElidedLabel(tr("No file"), "small", "text3")
        attach = Button(tr("Attach a file…"), icon="paperclip")
        attach.clicked.connect(self._on_attach_clicked)
        row = QWidget()
        hbox(row, attach, self._file_name, STRETCH, gap=10)
        self.add(self.form, row)
        self.set_primary(text(rules.STATES.label(state)))
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_first()

    def _on_attach_clicked(self) -> None:
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, tr("Attach a file"), home)
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def take_file(self, path: str) -> None:
        """Attach this file with the step."""
        self._file = Path(path)
        self._file_name.setText(self._file.name)

    def _on_confirmed(self) -> None:
        if not self.form.complete():
            return
        values: dict[str, Any] = self.form.value()
        self.set_busy(True)
        if self._file is None:
            self._send(values, None)
            return
        self._context.tasks.call(
            _Reading(self._file),
            owner=self,
            then=self._on_read,
            failed=self._on_refused,
        )

    def _on_read(self, evidence: tuple[str, bytes]) -> None:
        self._send(self.form.value(), evidence)

    def _send(self, values: dict[str, Any], evidence: tuple[str, bytes] | None) -> None:
        self._context.tasks.run(
            deliverables.move(
                self._piece.id,
                version=self._piece.version,
                state=self._state,
                reason=values.get("reason", ""),
                url=values.get("url"),
                evidence=evidence,
            ),
            owner=self,
            then=self._on_moved,
            failed=self._on_refused,
        )

    def _on_moved(self, _version: int) -> None:
        self.moved.emit()
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)


class _Reading:
    """Reads a file off the window's thread."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self) -> tuple[str, bytes]:
        return self._path.name, self._path.read_bytes()


def needs_words(state: str) -> bool:
    """Say whether a step is asked about before it is taken."""
    return state in rules.REASON_NEEDED or state in OUT
