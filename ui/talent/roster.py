"""The roster: everybody in a table with accounts, followers, days and price; one in the pane."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from studio import settings as stored
from studio.domain import talent as rules
from studio.errors import StudioError
from studio.services import bookings, studio, talent
from studio.services.bookings import Cell
from studio.services.studio import PersonRow
from studio.services.talent import Talent
from ui.context import Action, Context
from ui.language import short_date, text, tr, trn
from ui.models.ids import Arrived
from ui.publish.listing import ListExport
from ui.talent.cells import Cells
from ui.talent.dialogs import NewTalentDialog
from ui.talent.filters import RosterFilters
from ui.talent.importing import ImportDialog
from ui.talent.merging import MergeDialog
from ui.talent.painting import RosterTable
from ui.talent.pane import TalentPane
from ui.talent.tiers import TiersDialog
from ui.widgets.boxes import frame, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.empty import EmptyState
from ui.widgets.header import HintRow
from ui.widgets.waiting import Waiting

ROW = 48
LAYOUT = "talent.columns"
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
        self.archived = False
        self.fact = ""
        """Who is on the roster, for the page's head."""
        self._people: list[PersonRow] = []
        self._counts: dict[str, int] = {}
        self._wanted = 0
        self._hidden = False
        self._pane: TalentPane | None = None
        self._dialog: Dialog | None = None
        self._build()
        self._connect()
        self._load()

    # -- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        self.filters = RosterFilters(self.context)
        today = self.context.clock.today()
        self._monday = today - timedelta(days=today.weekday())
        self.cells = Cells(self.context.language)
        self.table = RosterTable(
            self.cells.columns(), self._fetch, self._monday, height=ROW, name=tr("Talent")
        )
        self.export = ListExport(self.context, self.table, tr("Talent"))
        self.waiting = Waiting(self.table, height=ROW)
        self.hints = HintRow(
            "",
            [("Ctrl N", tr("new")), ("F2", tr("edit")), ("Ctrl E", tr("export"))],
        )
        ground = frame("surface", "top")
        vbox(ground, self.waiting)
        left = QWidget()
        column = vbox(left, self.filters, 6, ground, self.hints)
        column.setStretchFactor(ground, 1)
        self._row = hbox(self, left, gap=0)
        self._row.setStretch(0, 1)

    def _connect(self) -> None:
        edit = QShortcut(QKeySequence("F2"), self)
        edit.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        edit.activated.connect(self.edit)
        self.export.said.connect(self.said)
        self.filters.changed.connect(self.ask)
        self.filters.search.left.connect(self.focus_main)
        self.table.day_chosen.connect(self._on_day_chosen)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.layout_changed.connect(self._on_layout_changed)
        self.table.menu_requested.connect(self._on_menu_requested)
        self.table.opened.connect(self._on_opened)
        self.table.sort_changed.connect(self._on_sort_changed)

    def _load(self) -> None:
        self.table.restore_columns(self._kept_columns())
        self.waiting.start()
        tasks = self.context.tasks
        tasks.ask(studio.people(), owner=self, then=self._on_people, slot="people")
        self._ask_facts()
        self.ask()

    def _ask_facts(self) -> None:
        tasks = self.context.tasks
        tasks.ask(talent.choices(), owner=self, then=self.filters.set_choices, slot="choices")
        tasks.ask(talent.read_on(), owner=self, then=self._on_read_on, slot="read")

    def _on_people(self, people: list[PersonRow]) -> None:
        self._people = people

    def _on_read_on(self, day: date | None) -> None:
        today = self.context.clock.today()
        shown = tr("Followers read {day}").format(day=short_date(day, today)) if day else ""
        self.hints.set_right(shown)

    # -- the list -------------------------------------------------------------------------------

    def ask(self, _value: object = None) -> None:
        """Ask who is listed."""
        sort, descending = self.table.sort()
        wanted = self.filters.filter(sort, descending, archived=self.archived)
        tasks = self.context.tasks
        tasks.ask(talent.ids(wanted), owner=self, then=self._on_ids, slot="ids")
        tasks.ask(talent.counts(), owner=self, then=self._on_counts, slot="counts")

    def _fetch(self, ids: Sequence[int], arrived: Arrived) -> None:
        form = self.filters.format.value() or ""
        self.context.tasks.ask(talent.rows(ids, form), owner=self, then=arrived)
        self.context.tasks.ask(bookings.strip(ids, self._monday), owner=self, then=self._on_strips)

    def _on_strips(self, strips: dict[int, tuple[Cell, ...]]) -> None:
        self.cells.strips.update(strips)
        self.table.viewport().update()

    def _on_ids(self, ids: list[int]) -> None:
        self.table.forget()
        self.table.set_ids(ids, select_first=not self._wanted)
        if self._wanted and self.table.select_id(self._wanted):
            self._wanted = 0
        if ids:
            self.waiting.show_content()
        else:
            self._show_empty()
        self._show_count()

    def _on_counts(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self._show_count()

    def _show_count(self) -> None:
        seen = sum(self._counts.get(kind, 0) for kind in rules.ON_CAMERA)
        crew = self._counts.get("crew", 0)
        facts = tr("{seen} on camera, {crew} crew").format(seen=seen, crew=crew)
        self.fact = facts if seen or crew else ""
        self.counted.emit(self.fact)
        whole = self._counts.get("archived", 0) if self.archived else seen + crew
        self.hints.set_left(tr("{n} of {total}").format(n=self.table.count(), total=whole))

    def _show_empty(self) -> None:
        if self.filters.narrows():
            drop = Button(tr("Show all"), "primary")
            drop.clicked.connect(self._on_show_all_clicked)
            title = tr("The filter hides everybody")
            words = trn(
                "{n} person is on the roster.", "{n} people are on the roster.", self._total()
            )
            self.waiting.show_empty(EmptyState("search", title, words, drop))
            return
        if self.archived:
            self.waiting.show_empty(EmptyState("talent", tr("Nobody is archived")))
            return
        add = Button(tr("New on the roster"), "primary", "plus")
        add.clicked.connect(self.new_record)
        bring = Button(tr("Import a list"), icon="upload-simple")
        bring.clicked.connect(self.import_people)
        self.waiting.show_empty(
            EmptyState(
                "talent",
                tr("Keep who stands before and behind the camera"),
                tr("Lines of a proposal and pieces of a project name people from here."),
                add,
                bring,
            )
        )

    def _total(self) -> int:
        return sum(number for kind, number in self._counts.items() if kind != "archived")

    def _on_show_all_clicked(self) -> None:
        self.filters.drop()
        self.ask()

    def _on_sort_changed(self, _key: str, _descending: bool) -> None:
        self._on_layout_changed()
        self.ask()

    def _kept_columns(self) -> dict[str, Any]:
        """Return the columns as they were left on this machine; as new where that is damaged."""
        try:
            kept = json.loads(self.context.preferences.value.layout.get(LAYOUT, ""))
        except ValueError:
            kept = None
        return kept if isinstance(kept, dict) else {"sort": "followers", "descending": True}

    def _on_layout_changed(self) -> None:
        """Keep widths, order, choice and sorting of the columns on this machine."""
        kept = json.dumps(self.table.column_state())
        self.context.preferences.edit(stored.with_layout, LAYOUT, kept)

    # -- the current person ---------------------------------------------------------------------

    def _on_current_changed(self, key: int) -> None:
        if key:
            self._ask_one(key)
        elif self._pane is not None:
            self._pane.hide()
        self.facts_changed.emit()

    def _ask_one(self, key: int) -> None:
        self.context.tasks.ask(
            talent.one(key), owner=self, then=self._on_one, failed=self._on_gone, slot="one"
        )

    def _on_one(self, one: Talent) -> None:
        if one.id != self.table.current_id():
            return
        pane = self._made_pane()
        pane.show_talent(one)
        pane.setVisible(not self._hidden)
        self.facts_changed.emit()

    def _on_gone(self, _error: StudioError) -> None:
        if self._pane is not None:
            self._pane.hide()

    def _made_pane(self) -> TalentPane:
        if self._pane is None:
            pane = TalentPane(self.context, self._people)
            pane.said.connect(self.said)
            pane.refused.connect(self.on_refused)
            pane.open_requested.connect(self.open_requested)
            pane.verb_chosen.connect(self.do)
            self._row.addWidget(pane)
            self._pane = pane
        return self._pane

    def pane(self) -> TalentPane | None:
        """Return the inspector, once there was somebody to show."""
        return self._pane

    def current(self) -> Talent | None:
        """Return who is in the inspector."""
        return self._pane.talent if self._pane is not None and self.table.current_id() else None

    # -- doing ----------------------------------------------------------------------------------

    def do(self, verb: str) -> None:
        """Archive, restore, merge or mark the current person."""
        one = self.current()
        if one is None or self._pane is None:
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
        if self._pane is not None:
            self._hidden = False
            self._pane.show()
            self._pane.set_tab("profile")
            self._pane.focus_details()

    def _on_day_chosen(self, key: int, day: Any) -> None:
        """Ask for a hold on a day of somebody's strip."""
        if self._pane is not None and not self.context.read_only:
            self._pane.hold_on(key, day)

    def _on_menu_requested(self, _ids: object, place: QPoint) -> None:
        if self._pane is not None and self.current() is not None:
            self._pane.more.entries.popup(place)

    def edit(self) -> None:
        """Put the focus into the current person's fields."""
        self._on_opened(self.table.current_id())

    # -- what the page asks ---------------------------------------------------------------------

    def show_record(self, record_id: int) -> None:
        """Show one person; a filter that hides them gives way."""
        self._wanted = record_id
        if self.table.select_id(record_id):
            self._wanted = 0
            return
        self.filters.drop()
        self.ask()

    def show_archived(self, archived: bool) -> None:
        """Show who was taken off the lists, or the roster."""
        self.archived = archived
        self.ask()

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
        if self._pane is not None:
            self._pane.form.focus_next_open(backwards=backwards)

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        self._hidden = not self._hidden
        if self._pane is not None:
            self._pane.setVisible(not self._hidden and bool(self.table.current_id()))

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        parts: list[QWidget] = [self.filters, self.table]
        return [*parts, self._pane] if self._pane is not None and not self._hidden else parts

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        found = [
            Action("talent.new", tr("New on the roster"), self.new_record, "Ctrl+N", "plus"),
            Action("talent.import", tr("Import people"), self.import_people, "", "upload-simple"),
            Action(
                "talent.readings", tr("Import followers"), self.import_readings, "", "chart-line-up"
            ),
            Action("talent.duplicates", tr("Find duplicates"), self.merge, "", "users"),
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
            self._ask_facts()
            self.ask()
        current = self.table.current_id()
        if current and (current in touched or nouns & (READINGS | BESIDE)):
            self._ask_one(current)

    def state(self) -> dict[str, Any]:
        """Return filter, columns and the current person."""
        return {
            **self.filters.state(),
            "columns": self.table.column_state(),
            "current": self.table.current_id() or self._wanted,
            "hidden": self._hidden,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same again."""
        self.filters.restore(state)
        self.table.restore_columns(state.get("columns", {}))
        self._hidden = bool(state.get("hidden"))
        self._wanted = int(state.get("current") or 0)
        self.ask()
