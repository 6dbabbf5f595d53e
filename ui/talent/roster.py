"""The roster: everybody in a table with accounts, followers, days and price; one in the pane."""

from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from studio.errors import StudioError
from studio.services import incubation, studio, talent
from studio.services.operation import Command
from studio.services.studio import PersonRow
from studio.services.talent import Talent
from ui.context import Action, Context
from ui.language import text, tr
from ui.listing.slot import PaneSlot
from ui.talent.dialogs import NewTalentDialog
from ui.talent.importing import ImportDialog
from ui.talent.merging import MergeDialog
from ui.talent.pane import TalentPane
from ui.talent.rosterlist import RosterList
from ui.talent.tiers import TiersDialog
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog

READINGS = frozenset({"follower_snapshot", "snapshot_import", "audience_snapshot"})
BESIDE = frozenset(
    {"deliverable", "attachment", "booking", "exclusivity", "absence", "incubation", "studio"}
)
"""Other nouns that show in a row or the pane."""


class RosterView(QWidget):
    """Table and pane."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    open_requested = Signal(object)
    """Emitted when a record elsewhere is to be opened; carries a Ref."""

    facts_changed = Signal()
    """Emitted when the actions that are possible now have changed."""

    counted = Signal(str)
    """Emitted when the roster was counted; carries the fact of the page's head."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._people: list[PersonRow] = []
        self._dialog: Dialog | None = None
        self._build()
        self._connect()
        tasks = context.tasks
        tasks.ask(studio.people(), owner=self, then=self._on_people, slot="people")
        self.list.start()

    def _build(self) -> None:
        self.list = RosterList(self.context)
        self.list.first_steps = self._first_steps
        self.list.verbs = self._verbs
        self.filters, self.table = self.list.filters, self.list.table
        self.waiting, self.export = self.list.waiting, self.list.export
        row = hbox(self, self.list, gap=0)
        row.setStretch(0, 1)
        self._slot = PaneSlot(row, self._made_pane)

    def _connect(self) -> None:
        edit = QShortcut(QKeySequence("F2"), self)
        edit.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        edit.activated.connect(self.edit)
        self.list.counted.connect(self.counted)
        self.list.said.connect(self.said)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.day_chosen.connect(self._on_day_chosen)
        self.table.menu_requested.connect(self._on_menu_requested)
        self.table.opened.connect(self._on_opened)

    def _on_people(self, people: list[PersonRow]) -> None:
        self._people = people

    @property
    def archived(self) -> bool:
        """Whether those who were taken off the lists are shown."""
        return self.list.archived

    @property
    def fact(self) -> str:
        """Who is on the roster, for the page's head."""
        return self.list.fact

    def ask(self) -> None:
        """Ask who is listed."""
        self.list.ask()

    def _first_steps(self) -> list[Button]:
        add = Button(tr("New on the roster"), "primary", "plus")
        add.clicked.connect(self.new_record)
        bring = Button(tr("Import a list"), icon="upload-simple")
        bring.clicked.connect(self.import_people)
        return [add, bring]

    # -- many -----------------------------------------------------------------------------------

    def _verbs(self) -> list[Button]:
        if self.context.read_only or self.list.archived:
            return []
        begin = Button(tr("Take into incubation"), icon="binoculars", height=24)
        begin.clicked.connect(self._on_begin_picked)
        archive = Button(tr("Archive", "verb"), icon="archive", height=24)
        archive.clicked.connect(self._on_archive_picked)
        return [begin, archive]

    def _on_begin_picked(self) -> None:
        self._do_many(incubation.begin_all(self.table.picked_ids()))

    def _on_archive_picked(self) -> None:
        self._do_many(talent.archive_many(self.table.picked_ids()))

    def _do_many(self, command: Command[int]) -> None:
        self.context.tasks.run_outcome(
            command, owner=self, then=self._on_done_many, failed=self.on_refused
        )

    def _on_done_many(self, outcome: Any) -> None:
        self.said.emit(text(outcome.label), True)

    # -- the current person ---------------------------------------------------------------------

    def _on_current_changed(self, key: int) -> None:
        if key:
            self._ask_one(key)
        else:
            self._slot.clear()
        self.facts_changed.emit()

    def _ask_one(self, key: int) -> None:
        self.context.tasks.ask(
            talent.one(key), owner=self, then=self._on_one, failed=self._on_gone, slot="one"
        )

    def _on_one(self, one: Talent) -> None:
        if one.id != self.table.current_id():
            return
        self._slot.made().show_talent(one)
        self._slot.show()
        self.facts_changed.emit()

    def _on_gone(self, _error: StudioError) -> None:
        self._slot.clear()

    def _made_pane(self) -> TalentPane:
        pane = TalentPane(self.context, self._people)
        pane.said.connect(self.said)
        pane.refused.connect(self.on_refused)
        pane.open_requested.connect(self.open_requested)
        pane.verb_chosen.connect(self.do)
        return pane

    def pane(self) -> TalentPane | None:
        """Return the inspector, once there was somebody to show."""
        return self._slot.pane

    def current(self) -> Talent | None:
        """Return who is in the inspector."""
        return (
            self._slot.pane.talent
            if self._slot.pane is not None and self.table.current_id()
            else None
        )

    # -- doing ----------------------------------------------------------------------------------

    def do(self, verb: str) -> None:
        """Archive, restore, merge or mark the current person."""
        one = self.current()
        if one is None or self._slot.pane is None:
            return
        if verb == "merge":
            self.merge()
            return
        if verb == "pitch_again":
            made = talent.pitch_again(one.id, version=one.version)
        elif verb == "restore":
            made = talent.restore(one.id, version=one.version)
        else:
            made = talent.archive(one.id, version=one.version)
        self.context.tasks.run(made, owner=self, then=self._on_done, failed=self.on_refused)

    def _on_done(self, _version: int) -> None:
        self.said.emit(tr("Done"), True)

    def on_refused(self, error: Any) -> None:
        """Say why something was refused."""
        self.said.emit(text(error.message), False)

    def new_record(self) -> None:
        """Ask for somebody new."""
        if self.context.read_only:
            return
        dialog = NewTalentDialog(self.context, self.window())
        dialog.created.connect(self._on_created)
        self._show(dialog)

    def _on_created(self, key: int) -> None:
        self.said.emit(tr("Added to the roster"), True)
        self.show_record(key)

    def import_people(self) -> None:
        """Bring in a list of people."""
        self._import("talent")

    def import_readings(self) -> None:
        """Bring in a table of followers."""
        self._import("snapshots")

    def _import(self, what: str) -> None:
        if self.context.read_only:
            return
        dialog = ImportDialog(self.context, self.window(), what)
        dialog.said.connect(self.said)
        self._show(dialog)

    def merge(self) -> None:
        """Show who may be on the roster twice, and merge them."""
        one = self.current()
        dialog = MergeDialog(self.context, self.window(), one.id if one else 0)
        dialog.said.connect(self.said)
        self._show(dialog)

    def choose_tiers(self) -> None:
        """Show by which bands tiers are worked out, and take others."""
        dialog = TiersDialog(self.context, self.window())
        dialog.said.connect(self.said)
        self._show(dialog)

    def _show(self, dialog: Dialog) -> None:
        self._dialog = dialog
        dialog.open()

    def _on_opened(self, _key: int) -> None:
        if self._slot.pane is not None:
            self._slot.bring()
            self._slot.pane.set_tab("profile")
            self._slot.pane.focus_details()

    def _on_day_chosen(self, key: int, day: Any) -> None:
        """Ask for a hold on a day of somebody's strip."""
        if self._slot.pane is not None and not self.context.read_only:
            self._slot.pane.hold_on(key, day)

    def _on_menu_requested(self, _ids: object, place: QPoint) -> None:
        if self._slot.pane is not None and self.current() is not None:
            self._slot.pane.more.entries.popup(place)

    def edit(self) -> None:
        """Put the focus into the current person's fields."""
        self._on_opened(self.table.current_id())

    # -- what the page asks ---------------------------------------------------------------------

    def show_record(self, record_id: int) -> None:
        """Show one person; a filter that hides them gives way."""
        self.list.show_record(record_id)

    def show_archived(self, archived: bool) -> None:
        """Show who was taken off the lists, or the roster."""
        self.list.show_archived(archived)

    def focus_main(self, _text: str = "") -> None:
        """Put the focus on the list."""
        self.table.setFocus()

    def focus_filter(self) -> None:
        """Put the focus into the filter."""
        self.filters.show_more()
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def next_open_field(self, *, backwards: bool = False) -> None:
        """Go to the next wrong field."""
        if self._slot.pane is not None:
            self._slot.pane.form.focus_next_open(backwards=backwards)

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        self._slot.toggle(current=bool(self.table.current_id()))

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        return [self.filters, self.table, *self._slot.regions()]

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        found = [
            Action("talent.new", tr("New on the roster"), self.new_record, "Ctrl+N", "plus"),
            Action("talent.import", tr("Import people"), self.import_people, "", "upload-simple"),
            Action(
                "talent.readings", tr("Import followers"), self.import_readings, "", "chart-line-up"
            ),
            Action("talent.duplicates", tr("Find duplicates"), self.merge, "", "users"),
            *self.list.views.actions_now(),
        ]
        one = self.current()
        if one is None or self.context.read_only:
            return found
        edit = Action("talent.edit", tr("Edit profile"), self.edit, "F2", "pencil-simple")
        archive = Action("talent.archive", tr("Archive profile"), self._archive, "", "archive")
        restore = Action("talent.restore", tr("Restore profile"), self._restore)
        return [*found, edit, restore if one.archived else archive]

    def _archive(self) -> None:
        self.do("archive")

    def _restore(self) -> None:
        self.do("restore")

    def refresh(self, changes: Any) -> None:
        """Bring roster and inspector up to date after a commit."""
        nouns = changes.nouns()
        touched = changes.ids("talent")
        tasks = self.context.tasks
        if "person" in nouns:
            tasks.ask(studio.people(), owner=self, then=self._on_people, slot="people")
        if nouns & (READINGS | BESIDE):
            self.table.forget()
        if touched or nouns & (READINGS | {"booking", "absence", "studio"}):
            self.table.refresh(touched)
            self.list.ask_facts()
            self.ask()
        current = self.table.current_id()
        if current and (current in touched or nouns & (READINGS | BESIDE)):
            self._ask_one(current)

    def state(self) -> dict[str, Any]:
        """Return filter, columns and the current person."""
        return {**self.list.state(), "hidden": self._slot.hidden}

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same again."""
        self._slot.hidden = bool(state.get("hidden"))
        self.list.restore(state)
