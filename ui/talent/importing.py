"""Bringing in a table: the file or what was pasted, which column is what, what would happen."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QProgressBar, QWidget

from studio.domain.talent import sheets as rules
from studio.domain.talent.importing import Plan, Problem
from studio.errors import StudioError
from studio.services.talent import importing, sheets
from studio.services.talent.importing import Brought, Preview
from studio.services.talent.sheets import Sheet
from studio.text import Message
from ui.context import Context
from ui.forms.fields import CheckField, ChoiceField, LongTextField
from ui.language import number, text, tr, trn
from ui.talent import words
from ui.widgets.boxes import STRETCH, clear, hbox, scrolled, vbox
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.files import FileDrop
from ui.widgets.labels import Glyph, label
from ui.widgets.picks import Choice

SHOWN = 60
"""Problems that are listed in the dialog; all are counted."""


class Stopped(StudioError):
    """The person does not want the import any more."""


class Reporter(QObject):
    """Told by the import how far it is, on its thread; tells the dialog on the window's."""

    reported = Signal(int, int)
    """Emitted when the import is further: how many of how many rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = Event()

    def stop(self) -> None:
        """Let the import end at its next report: nothing is kept then."""
        self._stop.set()

    def __call__(self, done: int, total: int) -> None:
        """Tell how far the import is; raises Stopped where it is not wanted any more."""
        if self._stop.is_set():
            raise Stopped(Message("Stopped; nothing was kept."))
        self.reported.emit(done, total)


class ImportDialog(Dialog):
    """Asks for a table and shows what it would bring before anything is kept."""

    said = Signal(str, bool)
    """Emitted when the table was brought in: what, and whether Undo is offered."""

    brought = Signal(object)
    """Emitted when the table was brought in; carries what was done."""

    def __init__(self, context: Context, parent: QWidget | None, what: str = "talent") -> None:
        title = tr("Import people") if what == "talent" else tr("Import followers")
        super().__init__(title, parent, width=720)
        self._context, self._what = context, what
        self._sheet: Sheet | None = None
        self._plan = Plan({})
        self._reporter: Reporter | None = None
        self._columns: dict[int, ChoiceField] = {}
        self._chooser: QFileDialog | None = None
        self._build()
        self.set_primary(tr("Import"))
        self.set_ready(False)
        self.confirmed.connect(self._on_confirmed)
        self.finished.connect(self._on_finished)

    def _build(self) -> None:
        self.lead(
            tr("A CSV or Excel file, or cells pasted from a table. Nothing is kept before you say.")
        )
        self._choose = Button(tr("Choose a file …"), icon="file-csv")
        self._choose.clicked.connect(self._on_choose_clicked)
        self._name = label("", "body", "text2")
        self.paste = LongTextField(
            lines=2, most=4, limit=2_000_000, placeholder=tr("Or paste here")
        )
        self.paste.setAccessibleName(tr("Pasted table"))
        self.paste.committed.connect(self._on_pasted)
        self.body.addLayout(hbox(None, self._choose, self._name, STRETCH))
        self.body.addWidget(self.paste)
        self._mapping = QWidget()
        self._grid = QGridLayout(self._mapping)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._map_area = scrolled(self._mapping)
        self._map_area.setFixedHeight(176)
        self._map_area.hide()
        self.body.addWidget(self._map_area)
        self._build_orders()
        self._build_outcome()

    def _build_orders(self) -> None:
        self._order = ChoiceField([Choice(code, text(said)) for code, said in rules.ORDERS.items()])
        self._order.setAccessibleName(tr("Order of day and month"))
        self._order.committed.connect(self._on_plan_changed)
        self._platform = ChoiceField(words.platform_choices(), none=tr("By the column"))
        self._platform.setAccessibleName(tr("Platform of all rows"))
        self._platform.committed.connect(self._on_plan_changed)
        self._order.setMinimumWidth(196)
        self._platform.setMinimumWidth(150)
        self.heads = CheckField(tr("The first row names the columns"))
        self.heads.committed.connect(self._on_heads_changed)
        self._orders = QWidget()
        hbox(
            self._orders,
            label(tr("Date order"), "small", "text3"), self._order,
            label(tr("Platform"), "small", "text3"), self._platform, STRETCH, self.heads,
        )  # fmt: skip
        self._orders.hide()
        self.body.addWidget(self._orders)

    def _build_outcome(self) -> None:
        self._outcome = label("", "name", "text", wrap=True)
        self._problems = QWidget()
        self._list = vbox(self._problems, gap=3)
        self._problem_area = scrolled(self._problems)
        self._problem_area.setMaximumHeight(150)
        self._problem_area.hide()
        self.good_rows = CheckField(tr("Import the rows that can be read, leave the others out"))
        self.good_rows.committed.connect(self._on_good_rows)
        self.good_rows.hide()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.hide()
        self._preview: Preview | None = None
        for widget in (self._outcome, self._problem_area, self.good_rows, self._bar):
            self.body.addWidget(widget)
        drop = FileDrop(self)
        drop.dropped.connect(self._on_dropped)

    # -- the table ------------------------------------------------------------------------------

    def _on_choose_clicked(self) -> None:
        kinds = tr("Tables (*.csv *.tsv *.txt *.xlsx)")
        self._chooser = QFileDialog(self, tr("Choose a table"), "", kinds)
        self._chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._chooser.fileSelected.connect(self.read_file)
        self._chooser.open()

    def _on_dropped(self, files: list[Path]) -> None:
        self.read_file(str(files[0]))

    def read_file(self, path: str) -> None:
        """Read a table from a file."""
        self._context.tasks.call(
            _Read(path=Path(path)), owner=self, then=self._on_sheet, failed=self._on_refused
        )

    def _on_pasted(self) -> None:
        if self.paste.value().strip():
            self._context.tasks.call(
                _Read(pasted=self.paste.value()),
                owner=self,
                then=self._on_sheet,
                failed=self._on_refused,
            )

    def _on_sheet(self, sheet: Sheet) -> None:
        self.set_problem(None)
        self._sheet = sheet
        self._plan = importing.guess(sheet, self._what)
        notes = tr("; ", "between reasons").join(text(note) for note in sheet.notes)
        self._name.setText(tr(", ", "between facts").join(filter(None, (sheet.name, notes))))
        self._order.set_value(self._plan.order)
        self.heads.set_value(self._plan.heads)
        self._orders.show()
        self._show_mapping()
        self._ask_preview()

    def _show_mapping(self) -> None:
        clear(self._grid)
        self._columns = {}
        assert self._sheet is not None  # noqa: S101  shown after a table came
        rows = self._sheet.rows
        width = max(len(row) for row in rows[:50])
        back = {place: name for name, place in self._plan.columns.items()}
        allowed = rules.SNAPSHOTS if self._what == "snapshots" else rules.TALENT
        choices = [Choice(name, text(rules.FIELDS[name])) for name in allowed]
        for place in range(width):
            field = ChoiceField(choices, none=tr("Leave out"))
            field.set_value(back.get(place))
            field.committed.connect(self._on_plan_changed)
            field.setMinimumWidth(150)
            head = _cell(rows[0], place) if self._plan.heads else ""
            named = head or tr("Column {n}").format(n=place + 1)
            field.setAccessibleName(named)
            sample = rows[1] if self._plan.heads and len(rows) > 1 else rows[0]
            self._grid.addWidget(label(named, "label"), place, 0)
            self._grid.addWidget(label(_cell(sample, place), "small", "text3"), place, 1)
            self._grid.addWidget(field, place, 2)
            self._columns[place] = field
        self._grid.setColumnStretch(1, 1)
        self._map_area.show()

    def _on_heads_changed(self) -> None:
        self._on_plan_changed()
        self._show_mapping()

    def _on_plan_changed(self) -> None:
        columns: dict[str, int] = {}
        for place, field in self._columns.items():
            name = field.value()
            if name and name not in columns:
                columns[name] = place
        self._plan = replace(
            self._plan,
            columns=columns,
            order=self._order.value() or "dmy",
            heads=self.heads.value(),
            platform=self._platform.value() or "",
        )
        self._ask_preview()

    # -- the preview ----------------------------------------------------------------------------

    def _ask_preview(self) -> None:
        if self._sheet is None:
            return
        self.set_ready(False)
        self._outcome.setText(tr("Reading …"))
        ask = (
            importing.preview_snapshots(self._sheet, self._plan, self._watched())
            if self._what == "snapshots"
            else importing.preview_talent(self._sheet, self._plan, self._watched())
        )
        self._context.tasks.ask(
            ask, owner=self, then=self._on_preview, failed=self._on_refused, slot="preview"
        )

    def _on_preview(self, preview: Preview) -> None:
        self._preview = preview
        parts = [trn("{n} row", "{n} rows", preview.total)]
        if self._what == "talent":
            parts.append(trn("{n} new person", "{n} new people", preview.people))
        else:
            parts.append(trn("{n} new reading", "{n} new readings", preview.good))
        if preview.known:
            parts.append(tr("{n} there already").format(n=number(preview.known)))
        if preview.wrong_rows:
            parts.append(trn("{n} cannot be read", "{n} cannot be read", preview.wrong_rows))
        self._outcome.setText(tr(", ", "between facts").join(parts))
        self._show_problems(preview.problems, preview.warnings)
        self.good_rows.setVisible(bool(preview.wrong_rows))
        self._show_ready()

    def _show_problems(self, problems: Sequence[Problem], warnings: Sequence[Problem]) -> None:
        clear(self._list)
        for problem, icon, ink in (
            *((one, "warning-octagon", "bad") for one in problems[:SHOWN]),
            *((one, "warning", "warn") for one in warnings[:SHOWN]),
        ):
            field = rules.FIELDS.get(problem.field)
            named = text(field) if field is not None else problem.field
            said = tr("Row {row}, {field}: {reason}").format(
                row=problem.row, field=named, reason=text(problem.reason)
            )
            line = hbox(None, Glyph(icon, ink, 14), label(said, "small", "text2", wrap=True), gap=6)
            line.setStretch(1, 1)
            self._list.addLayout(line)
        self._list.addStretch(1)
        self._problem_area.setVisible(bool(problems or warnings))

    def _on_good_rows(self) -> None:
        self._show_ready()

    def _show_ready(self) -> None:
        preview = self._preview
        if preview is None:
            return
        takes = preview.good > 0 or (self._what == "talent" and preview.known > 0)
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
        self.set_busy(True)
        make = importing.import_snapshots if self._what == "snapshots" else importing.import_talent
        made = make(
            self._sheet, self._plan, good_rows=self.good_rows.value(), report=self._watched()
        )
        self._context.tasks.run(made, owner=self, then=self._on_done, failed=self._on_refused)

    def _watched(self) -> Reporter:
        """Return what a reading or import reports to; an older one stops."""
        if self._reporter is not None:
            self._reporter.stop()
        self._reporter = Reporter(self)
        self._reporter.reported.connect(self._on_reported)
        return self._reporter

    def _on_reported(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_done(self, done: Brought) -> None:
        parts = []
        if done.talent_ids:
            parts.append(trn("{n} person added", "{n} people added", len(done.talent_ids)))
        if done.readings or not done.talent_ids:
            parts.append(trn("{n} reading added", "{n} readings added", done.readings))
        if done.left_out:
            parts.append(trn("{n} row left out", "{n} rows left out", done.left_out))
        self.said.emit(tr(", ", "between facts").join(parts), True)
        self.brought.emit(done)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        if isinstance(error, Stopped):
            return
        self._outcome.setText("")
        self._bar.hide()
        self.set_problem(error.message)

    def _on_finished(self, _result: int) -> None:
        if self._reporter is not None:
            self._reporter.stop()


class _Read:
    """Reads a table off the window's thread."""

    def __init__(self, path: Path | None = None, pasted: str = "") -> None:
        self._path, self._pasted = path, pasted

    def __call__(self) -> Sheet:
        """Read it."""
        return sheets.from_path(self._path) if self._path else sheets.pasted(self._pasted)


def _cell(row: Sequence[Any], place: int) -> str:
    if place >= len(row) or isinstance(row[place], rules.Broken):
        return ""
    return rules.words(row[place])[:40]
