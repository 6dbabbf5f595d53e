"""The view of shoot days: list, day, and the sheet as it will print."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.domain import shoots as rules
from studio.errors import Invalid, StudioError
from studio.services import shoots
from studio.services.shoots import Begun, Made, Outgoing, SheetPaper, Shoot, ShootFilter
from ui.context import Action, Context, Ref
from ui.language import text, tr, trn, weekday_date
from ui.models.list import RecordList
from ui.publish.pane import PdfPane
from ui.schedule.shoots import words
from ui.schedule.shoots.dialogs import (
    CancelDialog,
    NewDayDialog,
    SendDialog,
    WriteSheets,
    folder_dialog,
    refusal,
)
from ui.schedule.shoots.editor import DayEditor
from ui.widgets.boxes import STRETCH, Splitter, fixed, frame, hbox, scrolled, vbox
from ui.widgets.buttons import Button, more_button
from ui.widgets.checks import Check
from ui.widgets.chips import Chip
from ui.widgets.choosing import FilterButton
from ui.widgets.empty import EmptyState
from ui.widgets.labels import ElidedLabel, PlainLabel, label
from ui.widgets.picks import Choice
from ui.widgets.search import SearchField

LIST, PDF = 264, 400


class ShootsView(QWidget):
    """Shoot days: list left, day in the middle, PDF right."""

    open_requested = Signal(Ref)
    """Emitted when another record is to be opened."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.shoot: Shoot | None = None
        self._current = 0
        self._wanted = 0
        self._sending: tuple[list[int], str, bool] = ([], "", False)
        self._sheets: list[Outgoing] = []
        self._build()
        self._connect()
        self._ask_ids()

    # -- built ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.search = SearchField(tr("Find a shoot day"))
        self.new_button = Button(tr("New shoot day"), "secondary", "plus", height=26)
        self.list = RecordList(words.described, self._fetch, inset=16, name=tr("Shoot days"))
        side = QWidget()
        head = QWidget()
        hbox(head, self.search, self.new_button, margins=(12, 8, 12, 8))
        vbox(side, head, self.list)
        self.editor = DayEditor(self.context, self.context.clock.today())
        middle = frame("window")
        vbox(middle, self._head(), scrolled(self.editor), gap=0)
        self.pdf = PdfPane(self.context)
        self.whose = FilterButton(tr("For everybody"))
        self.phones = Check(tr("Phones"))
        self.phones.setChecked(True)
        right = QWidget()
        choose = frame("surface", "left")
        fixed(choose, height=40)
        hbox(choose, self.whose, self.phones, STRETCH, margins=(12, 0, 8, 0))
        vbox(right, choose, self.pdf, gap=0)
        self.split = Splitter(Qt.Orientation.Horizontal, side, middle, right)
        self.split.setSizes([LIST, 600, PDF])
        self.split.setStretchFactor(1, 1)
        make = Button(tr("New shoot day"), "primary", "plus")
        make.clicked.connect(self.new_day)
        make.setEnabled(not self.context.read_only)
        self.empty = EmptyState(
            "projects",
            tr("No shoot days"),
            tr("No shoot days. Drag one from the schedule."),
            make,
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.empty)
        vbox(self, self.stack)

    def _head(self) -> QWidget:
        self.title = ElidedLabel("", "record")
        self.fact = ElidedLabel("", "small", "text3")
        self.chip = Chip("neutral", "")
        self.make_button = Button(tr("Make version {letter}").format(letter="A"), "primary")
        self.send_button = Button(tr("Send"), "secondary", "paper-plane-tilt")
        self.more = more_button(tr("More"))
        self.notes: PlainLabel = label("", "small", "text2", wrap=True)
        self.problems: PlainLabel = label("", "small", "warn", wrap=True)
        head = frame("surface", "bottom")
        top = QWidget()
        hbox(top, self.title, self.chip, STRETCH, self.send_button, self.make_button, self.more)
        vbox(head, top, self.fact, self.problems, self.notes, margins=(16, 10, 16, 10), gap=3)
        return head

    def _connect(self) -> None:
        self.editor.refused.connect(self._on_editor_refused)
        self.editor.said.connect(self.said)
        self.list.current_changed.connect(self._on_current_changed)
        self.make_button.clicked.connect(self.make_sheet)
        self.new_button.clicked.connect(self.new_day)
        self.pdf.exporter.said.connect(self._on_exported)
        self.phones.toggled.connect(self._on_paper_wished)
        self.search.left.connect(self._on_search_left)
        self.search.searched.connect(self._on_searched)
        self.send_button.clicked.connect(self.send)
        self.whose.chosen.connect(self._on_paper_wished)

    # -- list -----------------------------------------------------------------------------------

    def _fetch(self, ids: Sequence[int], arrived: Callable[[Mapping[int, Any]], None]) -> None:
        self.context.tasks.ask(shoots.rows(ids), owner=self, then=arrived)

    def _ask_ids(self) -> None:
        wanted = shoots.ids(ShootFilter(text=self.search.text()))
        self.context.tasks.ask(wanted, owner=self, then=self._on_ids, slot="ids")

    def _on_ids(self, ids: list[int]) -> None:
        nothing = not ids and not self.search.text().strip()
        self.stack.setCurrentWidget(self.empty if nothing else self.split)
        self.list.set_ids(ids, select_first=not self._current)
        if self._wanted and self.list.select_id(self._wanted):
            self._wanted = 0

    def _on_current_changed(self, key: int) -> None:
        if key and key != self._current:
            self._current = key
            self.whose.set_value(None)
            self._ask_day()

    def _on_searched(self, _text: str) -> None:
        self._ask_ids()

    def _on_search_left(self) -> None:
        self.list.setFocus()

    # -- day ------------------------------------------------------------------------------------

    def _ask_day(self) -> None:
        if self._current:
            self.context.tasks.ask(
                shoots.one(self._current), owner=self, then=self._on_day, slot="day"
            )

    def _on_day(self, shoot: Shoot) -> None:
        self.shoot = shoot
        row = shoot.row
        locked = self.context.read_only or row.state == "cancelled"
        self.title.setText(words.described(row).title)
        self.chip.set(words.state_chip(row.state).status, words.state_chip(row.state).words)
        self.fact.setText(
            words.joined(
                [
                    weekday_date(row.day),
                    tr("day {number} of {count}").format(number=row.number, count=row.of),
                    words.named(row.project, row.project_zh),
                    words.answered(row),
                    self._sheet_words(shoot),
                ]
            )
        )
        changes = [text(change.message) for change in shoot.changes[:4]]
        more = len(shoot.changes) - len(changes)
        if more > 0:
            changes.append(trn("{n} more", "{n} more", more))
        self.notes.setText(tr("; ", "between changes").join(changes))
        self.notes.setVisible(bool(changes))
        self._show_buttons(shoot, locked=locked)
        self.editor.show_day(shoot, locked=locked)
        self.whose.set_choices(
            [Choice(one.id, words.named(one.name, one.name_zh)) for one in shoot.people]
        )
        self._ask_paper()

    def _sheet_words(self, shoot: Shoot) -> str:
        if not shoot.sheets:
            return tr("no call sheet yet")
        if shoot.row.stale:
            return tr("changed since version {letter}").format(letter=shoot.row.revision)
        return tr("version {letter}").format(letter=shoot.row.revision)

    def _show_buttons(self, shoot: Shoot, *, locked: bool) -> None:
        stale = shoot.row.stale
        self.make_button.setText(tr("Make version {letter}").format(letter=shoot.next_revision))
        self.make_button.setEnabled(stale and not locked)
        self.send_button.setEnabled(bool(shoot.sheets) and not stale and not locked)
        self.more.entries.clear()
        for state in rules.STATES.offered(shoot.row.state):
            label_ = text(rules.STATES.label(state))
            self.more.add(
                tr("Set to {state}").format(state=label_),
                _State(self, state).take,
                enabled=not self.context.read_only,
            )
        self.more.add(tr("Call whoever is booked"), self.call_booked, enabled=not locked)
        self.more.add(tr("Open project"), self._open_project)
        for sheet in reversed(shoot.sheets):
            self.more.add(
                tr("Show version {letter} as made").format(letter=sheet.revision),
                _Kept(self, sheet.id, sheet.revision).take,
            )

    def _open_project(self) -> None:
        if self.shoot is not None:
            self.open_requested.emit(Ref("project", self.shoot.row.project_id))

    # -- paper ----------------------------------------------------------------------------------

    def _on_paper_wished(self, _value: object) -> None:
        self._ask_paper()

    def _ask_paper(self) -> None:
        if not self._current:
            return
        person = self.whose.value()
        phones = self.phones.isChecked()
        query = shoots.printed(self._current, person, phones=phones)
        self.pdf.show_draft("callsheet", f"shoot:{self._current}:{person}:{phones}", query)
        self.context.tasks.ask(
            shoots.paper(self._current, person, phones=phones),
            owner=self,
            then=self._on_paper,
            slot="paper",
        )

    def _on_paper(self, paper: SheetPaper) -> None:
        self.pdf.set_name(paper.name)
        self.problems.setText(" ".join(text(check.message) for check in paper.checks))
        self.problems.setVisible(bool(paper.checks))

    def show_kept(self, sheet_id: int, revision: str) -> None:
        """Show a revision as it was made."""
        note = tr("version {letter}, as made").format(letter=revision)
        self.pdf.show_kept(shoots.kept_pdf(sheet_id), note)

    def _on_exported(self, said: str) -> None:
        self.said.emit(said, False)

    # -- acts -----------------------------------------------------------------------------------

    def new_day(self) -> None:
        """Ask for project and day of a new shoot day."""
        if not self.context.read_only:
            self.context.tasks.ask(
                shoots.beginnings(), owner=self, then=self._on_beginnings, slot="begin"
            )

    def _on_beginnings(self, found: list[Begun]) -> None:
        self.dialog = NewDayDialog(self.context, found, self)
        self.dialog.wished.connect(self._on_new_wished)
        self.dialog.open()

    def _on_new_wished(self, project: int, day: object, task: object) -> None:
        self.context.tasks.run_outcome(
            shoots.create(project, {"day": day, "task_id": task}),
            owner=self,
            then=self._on_made_day,
            failed=self._on_new_refused,
        )

    def _on_new_refused(self, error: StudioError) -> None:
        self.dialog.set_problem(error.message)

    def _on_made_day(self, outcome: Any) -> None:
        self.dialog.accept()
        self.said.emit(text(outcome.label), True)
        self.show_record(outcome.value)

    def make_sheet(self) -> None:
        """Freeze the next revision (Ctrl+Shift+P)."""
        if self.shoot is None or not self.make_button.isEnabled():
            return
        self.context.tasks.run(
            shoots.make_sheet(self.shoot.row.id, version=self.shoot.version),
            owner=self,
            then=self._on_made,
            failed=self._on_refused,
        )

    def _on_made(self, made: Made) -> None:
        self.said.emit(tr("Version {letter} is made").format(letter=made.revision), False)
        self._ask_day()

    def call_booked(self) -> None:
        """Call whoever was booked since."""
        if self._current:
            self.context.tasks.run(
                shoots.call_booked(self._current),
                owner=self,
                then=self._on_called,
                failed=self._on_refused,
            )

    def _on_called(self, count: int) -> None:
        words_ = trn("{n} added from the bookings", "{n} added from the bookings", count)
        self.said.emit(words_ if count else tr("Nothing more is booked."), bool(count))

    def set_state(self, state: str) -> None:
        """Move the day to another state; cancelling asks why."""
        if self.shoot is None:
            return
        if state == "cancelled":
            self.cancelling = CancelDialog(self.shoot, self)
            self.cancelling.wished.connect(self._on_cancel_wished)
            self.cancelling.open()
            return
        self._set_state(state, "")

    def _on_cancel_wished(self, reason: str) -> None:
        self.cancelling.accept()
        self._set_state("cancelled", reason)

    def _set_state(self, state: str, reason: str) -> None:
        if self.shoot is not None:
            self.context.tasks.run_outcome(
                shoots.set_state(
                    self.shoot.row.id, version=self.shoot.version, state=state, reason=reason
                ),
                owner=self,
                then=self._on_done,
                failed=self._on_refused,
            )

    def _on_done(self, outcome: Any) -> None:
        self.said.emit(text(outcome.label), bool(outcome.undoable))

    # -- sending --------------------------------------------------------------------------------

    def send(self) -> None:
        """Ask who gets their sheet."""
        if self.shoot is None or not self.send_button.isEnabled():
            return
        self.send_dialog = SendDialog(self.shoot, self)
        self.send_dialog.wished.connect(self._on_send_wished)
        self.send_dialog.open()

    def _on_send_wished(self, people: object, channel: str, mail: bool) -> None:
        self.send_dialog.accept()
        picked = people if isinstance(people, list) else []
        self._sending = (picked, channel, mail)
        self.folder = folder_dialog(self)
        self.folder.fileSelected.connect(self.write_sheets)
        self.folder.open()

    def write_sheets(self, folder: str) -> None:
        """Write the sheets of those picked into a folder and note that they went out."""
        self._folder = Path(folder)
        self.context.tasks.ask(
            shoots.outgoing(self._current, self._sending[0]),
            owner=self,
            then=self._on_outgoing,
            failed=self._on_refused,
            slot="outgoing",
        )

    def _on_outgoing(self, sheets: list[Outgoing]) -> None:
        self._sheets = sheets
        work = WriteSheets(self.context.press, sheets, self._folder, mail=self._sending[2])
        self.context.tasks.call(work, owner=self, then=self._on_written, failed=self._on_refused)

    def _on_written(self, _count: int) -> None:
        people = {sheet.person_id: sheet.version for sheet in self._sheets}
        self.context.tasks.run(
            shoots.mark_sent(self._current, people, channel=self._sending[1]),
            owner=self,
            then=self._on_sent,
            failed=self._on_refused,
        )

    def _on_sent(self, revision: str) -> None:
        count = len(self._sheets)
        said = trn("{n} sheet saved", "{n} sheets saved", count)
        self.said.emit(tr("Version {letter}: {saved}").format(letter=revision, saved=said), False)

    def _on_editor_refused(self, error: object) -> None:
        if isinstance(error, StudioError):
            self._on_refused(error)

    def _on_refused(self, error: StudioError) -> None:
        if isinstance(error, Invalid) and error.fields:
            self.said.emit(refusal(error.fields), False)
        else:
            self.said.emit(text(error.message), False)
        self._ask_day()

    # -- what the page asks ---------------------------------------------------------------------

    def show_record(self, record_id: int) -> None:
        """Show one shoot day."""
        self._wanted = record_id
        if self.list.select_id(record_id):
            self._wanted = 0
        else:
            self._ask_ids()

    def refresh(self, changes: Any) -> None:
        """Bring list and day up to date after a commit."""
        touched = changes.ids("shoot_day")
        if touched or changes.ids("project") or changes.ids("booking"):
            self.list.refresh(touched)
            self._ask_ids()
            if self._current in touched or changes.ids("project"):
                self._ask_day()

    def focus_main(self) -> None:
        """Put the focus on the list, or on the button of the empty state."""
        if self.stack.currentWidget() is self.split:
            self.list.setFocus()
        else:
            self.empty.setFocus()

    def next_open_field(self, *, backwards: bool = False) -> None:
        """Go to the next wrong field."""
        self.editor.next_open_field(backwards=backwards)

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        return [
            Action("shoots.new", tr("New shoot day"), self.new_day, "", "plus"),
            Action(
                "shoots.make",
                tr("Make call sheet"),
                self.make_sheet,
                "Ctrl+Shift+P",
                "file-pdf",
                self.make_button.isEnabled,
            ),
            Action(
                "shoots.send",
                tr("Send call sheet"),
                self.send,
                "",
                "paper-plane-tilt",
                self.send_button.isEnabled,
            ),
        ]

    def state(self) -> dict[str, Any]:
        """Return the picked day."""
        return {"current": self._current}

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same again."""
        if state.get("current"):
            self.show_record(int(state["current"]))


class _State:
    """Sets a day to a state from the menu."""

    def __init__(self, view: ShootsView, state: str) -> None:
        self._view, self._state = view, state

    def take(self) -> None:
        """Set it."""
        self._view.set_state(self._state)


class _Kept:
    """Shows a kept revision from the menu."""

    def __init__(self, view: ShootsView, sheet: int, revision: str) -> None:
        self._view, self._sheet, self._revision = view, sheet, revision

    def take(self) -> None:
        """Show it."""
        self._view.show_kept(self._sheet, self._revision)
