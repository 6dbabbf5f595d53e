"""The incubation board: stages with their gates, one person's way beside it."""

from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from studio.domain import incubation as rules
from studio.errors import StudioError
from studio.services import factsheets, incubation, studio
from studio.services.factsheets import Sheet
from studio.services.incubation import Column, Incubation, IncubationFilter
from studio.services.operation import Query
from studio.services.studio import PersonRow
from ui.context import Action, Context
from ui.language import text, tr, trn
from ui.publish.sheet import SheetDialog
from ui.talent.importing import ImportDialog
from ui.talent.incubation.dialogs import (
    IncubationDialog,
    MilestoneDialog,
    MoneyDialog,
    MoveDialog,
    ScoutDialog,
    TestDialog,
)
from ui.talent.incubation.pane import IncubationPane
from ui.talent.incubation.stages import Stages
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button, Segment, Segments
from ui.widgets.dialogs import Dialog
from ui.widgets.empty import EmptyState
from ui.widgets.header import HintRow, Toolbar
from ui.widgets.search import SearchField
from ui.widgets.waiting import Waiting

NOUNS = frozenset({"talent", "incubation", "social_account", "follower_snapshot", "contract"})


class IncubationView(QWidget):
    """Shows who is on the way to the roster; hosted by the page of talent."""

    open_requested = Signal(object)
    """Emitted when a record elsewhere is to be opened; carries a Ref."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    refused = Signal(object)
    """Emitted when something was refused that belongs to no field; carries the StudioError."""

    facts_changed = Signal()
    """Emitted when the actions that are possible now have changed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._people: list[PersonRow] = []
        self._wanted = 0
        self._words = ""
        self._dialog: Dialog | None = None
        self._build()
        self._connect()
        self._load()

    # -- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        self.search = SearchField(tr("Filter the board"), "Ctrl F", height=26)
        self.search.setFixedWidth(240)
        self.which = Segments(
            [Segment("board", tr("Board")), Segment("left", tr("Off the board"))],
            name=tr("Who is shown"),
        )
        self.import_button = Button(tr("Import a scouting list"), icon="upload-simple", height=26)
        self.import_button.setEnabled(not self.context.read_only)
        toolbar = Toolbar(self.search, self.which)
        toolbar.add_right(self.import_button)
        self.stages = Stages(self.context)
        self.waiting = Waiting(self.stages)
        self.hints = HintRow("", [("Enter", tr("open", "key"))])
        self.pane = IncubationPane(self.context)
        self.pane.hide()
        middle = QWidget()
        column = vbox(middle, toolbar, self.waiting, self.hints)
        column.setStretchFactor(self.waiting, 1)
        row = hbox(self, middle, self.pane, gap=0)
        row.setStretch(0, 1)

    def _connect(self) -> None:
        self.import_button.clicked.connect(self.import_list)
        self.pane.act_wished.connect(self._on_act_wished)
        self.pane.move_wished.connect(self.move_to)
        self.pane.open_requested.connect(self.open_requested)
        self.pane.refused.connect(self.refused)
        self.search.left.connect(self.focus_main)
        self.search.searched.connect(self._on_searched)
        self.stages.current_changed.connect(self._show_current)
        self.stages.menu_requested.connect(self._on_menu_requested)
        self.stages.moved.connect(self._on_moved)
        self.stages.opened.connect(self._show_current)
        self.stages.refused.connect(self._on_not_moved)
        self.which.chosen.connect(self._on_which_chosen)

    def _load(self) -> None:
        self.waiting.start()
        self.context.tasks.ask(studio.people(), owner=self, then=self._on_people, slot="people")
        self._ask()

    def _on_people(self, people: list[PersonRow]) -> None:
        self._people = people
        self.pane.set_people(people)

    # -- the board ------------------------------------------------------------------------------

    def _ask(self) -> None:
        wanted = IncubationFilter(text=self.search.text())
        asked = incubation.board(wanted, self.stages.read_so_far())
        self.context.tasks.ask(asked, owner=self, then=self._on_board, slot="board")

    def _on_board(self, columns: list[Column]) -> None:
        before = self._wanted or self.stages.current()
        self.stages.show_columns(columns, IncubationFilter(text=self.search.text()))
        total, left = self.stages.total(rules.COLUMNS), self.stages.total(rules.LEFT)
        self.hints.set_left(trn("{n} on the board", "{n} on the board", total))
        self.hints.set_right(trn("{n} off the board", "{n} off the board", left) if left else "")
        if total or left:
            self.waiting.show_content()
        else:
            self._show_empty()
        if self.stages.card(before) is not None:
            # A card that moved to another stage is still the one that is looked at.
            self.show_one(before)
            self._ask_one(before)
        self.facts_changed.emit()

    def _show_empty(self) -> None:
        if self.search.text().strip():
            drop = Button(tr("Show all"), "primary")
            drop.clicked.connect(self.search.clear)
            self.waiting.show_empty(
                EmptyState("search", tr("Nobody on the board is called so"),
                           tr("Names, handles, codes and niches are looked through."), drop)
            )  # fmt: skip
            return
        add = Button(tr("Scout"), "primary", "binoculars")
        add.clicked.connect(self.scout)
        bring = Button(tr("Import a scouting list"), icon="upload-simple")
        bring.clicked.connect(self.import_list)
        self.waiting.show_empty(
            EmptyState(
                "people",
                tr("From a find to the roster"),
                tr("Scout somebody: a name and the account they were found by is enough."),
                add,
                bring,
            )
        )

    def _on_moved(self, card_id: int, target: str) -> None:
        card = self.stages.card(card_id)
        if card is None:
            return
        if target in rules.REASON_NEEDED:
            self.show_one(card_id)
            self.move_to(target)
            return
        self._run(incubation.move(card_id, version=card.version, to=target))

    def _on_not_moved(self, reason: str) -> None:
        self.said.emit(reason, False)

    def _on_searched(self, _words: str) -> None:
        self._ask()

    def _on_which_chosen(self, key: str) -> None:
        self.stages.show_board(key)
        self._show_current(self.stages.current())

    def _show_current(self, key: int) -> None:
        if key:
            self._ask_one(key)
        else:
            self.pane.hide()
        self.facts_changed.emit()

    def _ask_one(self, key: int) -> None:
        self.context.tasks.ask(
            incubation.one(key), owner=self, then=self._on_one, failed=self._on_gone, slot="one"
        )

    def _on_one(self, one: Incubation) -> None:
        if one.talent_id == self.stages.current():
            self.pane.show_one(one)
            self.pane.show()

    def _on_gone(self, _error: StudioError) -> None:
        self.pane.hide()

    def show_one(self, talent_id: int) -> None:
        """Show somebody's way, on whichever board they stand."""
        self._wanted = talent_id
        card = self.stages.card(talent_id)
        if card is None:
            return
        self._wanted = 0
        key = "board" if card.state.code in rules.COLUMNS else "left"
        if self.which.current() != key:
            self.which.set_current(key)
            self._on_which_chosen(key)
        self.stages.shown().select(talent_id)

    def _on_menu_requested(self, _key: int, place: QPoint) -> None:
        if self.pane.one is not None:
            self.pane.move_button.entries.popup(place)

    # -- doing ----------------------------------------------------------------------------------

    def scout(self) -> None:
        """Put somebody on the board who was found."""
        dialog = ScoutDialog(self.context, self)
        dialog.done_with.connect(self._on_scouted)
        self._open(dialog)

    def _on_scouted(self, talent_id: object) -> None:
        self._wanted = int(str(talent_id))
        self.said.emit(tr("Scouted"), True)
        self._ask()

    def import_list(self) -> None:
        """Bring in a scouting list; who is new stands on the board as scouted."""
        dialog = ImportDialog(self.context, self, "scouting")
        dialog.said.connect(self.said)
        self._open(dialog)

    def move_to(self, state: str) -> None:
        """Move the current one through its gates; what is missing is named."""
        one, way = self.pane.one, self.pane.way(state)
        if one is None or way is None:
            return
        if way.missing or state in rules.REASON_NEEDED or state == "roster":
            dialog = MoveDialog(self.context, one, way, self)
            dialog.done_with.connect(self._on_kept)
            self._open(dialog)
            return
        self._run(incubation.move(one.talent_id, version=one.version, to=state))

    def _on_act_wished(self, act: str, key: int) -> None:
        one = self.pane.one
        if one is None:
            return
        made: IncubationDialog | None = None
        if act == "test":
            test = next((row for row in one.tests if row.id == key), None)
            made = TestDialog(self.context, one, self._people, self, test)
        elif act == "milestone":
            made = MilestoneDialog(self.context, one.talent_id, self)
        elif act == "money":
            currency = one.balances[0].invested.currency if one.balances else "CNY"
            made = MoneyDialog(self.context, one.talent_id, currency, self)
        elif act == "report":
            self.print_report()
        else:
            self._change_row(one, act, key)
        if made is not None:
            made.done_with.connect(self._on_kept)
            self._open(made)

    def _change_row(self, one: Incubation, act: str, key: int) -> None:
        """Remove a row of the pane, or tick a milestone."""
        if act == "stone":
            stone = next(row for row in one.milestones if row.id == key)
            done = None if stone.done_on else self.context.clock.today()
            values = {"done_on": done}
            self._run(incubation.change_milestone(key, version=stone.version, values=values))
            return
        lists: dict[str, tuple[Any, Any]] = {
            "untest": (one.tests, incubation.remove_test),
            "unstone": (one.milestones, incubation.remove_milestone),
            "unmoney": (one.money, incubation.remove_money),
        }
        rows, remove = lists[act]
        row = next(row for row in rows if row.id == key)
        self._run(remove(key, version=row.version), tr("Removed"))

    def print_report(self) -> None:
        """Show the test report on paper."""
        one = self.pane.one
        if one is not None and one.tests:
            title = tr("Test report")
            self._open(SheetDialog(self.context, title, f"tests:{one.talent_id}", self._report,
                                   self))  # fmt: skip

    def _report(self, language: str) -> Query[Sheet]:
        key = self.pane.one.talent_id if self.pane.one is not None else 0
        return factsheets.report_on_tests(key, language)

    def _run(self, command: Any, words_: str = "") -> None:
        self._words = words_
        self.context.tasks.run(command, owner=self, then=self._on_kept, failed=self._on_refused)

    def _on_kept(self, _value: object) -> None:
        self.said.emit(self._words or tr("Kept"), True)
        self._words = ""

    def _on_refused(self, error: StudioError) -> None:
        self.said.emit(text(error.message), False)
        self._ask()

    def _open(self, dialog: Dialog) -> None:
        self._words = ""
        self._dialog = dialog
        dialog.open()

    def dialog(self) -> Dialog | None:
        """Return the dialog that was opened last."""
        return self._dialog

    # -- what the page asks ---------------------------------------------------------------------

    def focus_main(self) -> None:
        """Put the focus on the board."""
        self.stages.shown().focus_cards()

    def focus_filter(self) -> None:
        """Put the focus into the filter."""
        self.search.setFocus()

    def new_record(self) -> None:
        """Scout somebody."""
        if not self.context.read_only:
            self.scout()

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        if self.context.read_only:
            return []
        found = [
            Action("incubation.scout", tr("Scout somebody"), self.scout, "", "binoculars"),
            Action("incubation.import", tr("Import a scouting list"), self.import_list, "",
                   "upload-simple"),
        ]  # fmt: skip
        if self.stages.current() and self.pane.one is not None:
            found += [
                Action("incubation.test", tr("Add test"), self._add_test, "", "exam"),
                Action("incubation.report", tr("Test report"), self.print_report, "", "file-pdf"),
            ]
        return found

    def _add_test(self) -> None:
        self._on_act_wished("test", 0)

    def refresh(self, changes: Any) -> None:
        """Bring the board up to date after a commit."""
        if NOUNS & changes.nouns():
            self._ask()

    def state(self) -> dict[str, Any]:
        """Return which board and who."""
        return {
            "which": self.which.current(),
            "current": self.stages.current() or self._wanted,
            "text": self.search.text(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Show what was shown."""
        self.search.setText(str(state.get("text", "")))
        if state.get("which") == "left":
            self.which.set_current("left")
            self.stages.show_board("left")
        self._wanted = int(state.get("current") or 0)
        self._ask()
