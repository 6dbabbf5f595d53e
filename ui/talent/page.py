"""The page of talent: the roster, and beside it the current person."""

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from studio import settings as stored
from studio.domain import talent as rules
from studio.errors import StudioError
from studio.services import studio, talent
from studio.services.studio import PersonRow
from studio.services.talent import Talent, TalentFilter
from ui.context import Action, Context
from ui.language import text, tr, trn
from ui.models.ids import Arrived
from ui.models.table import RecordTable
from ui.page import Page
from ui.talent.cells import Cells
from ui.talent.dialogs import NewTalentDialog
from ui.talent.pane import TalentPane, kind_choices
from ui.widgets.boxes import frame, hbox, vbox
from ui.widgets.buttons import Button, Segment, Segments
from ui.widgets.choosing import FilterButton
from ui.widgets.dialogs import Dialog
from ui.widgets.empty import EmptyState
from ui.widgets.header import HintRow, PageHeader, Toolbar
from ui.widgets.search import SearchField
from ui.widgets.waiting import Waiting

ROW = 48
LAYOUT = "talent.columns"


class TalentPage(Page):
    """Talent."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
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
        self.header = PageHeader(tr("Talent"))
        self.view = Segments(
            [Segment("roster", tr("Roster")), Segment("archived", tr("Archived"))],
            name=tr("View"),
        )
        self.new_button = Button(tr("New"), "primary", "plus")
        self.new_button.setAccessibleName(tr("New on the roster"))
        self.new_button.setEnabled(not self.context.read_only)
        self.header.add(self.view, self.new_button)
        self.search = SearchField(tr("Filter the roster"), "Ctrl F", height=26)
        self.search.setFixedWidth(260)
        self.kinds = FilterButton(tr("Any kind"), kind_choices(), multi=True)
        columns = Cells(self.context.language).columns()
        self.table = RecordTable(columns, self._fetch, height=ROW, name=tr("Talent"))
        self.waiting = Waiting(self.table, height=ROW)
        self.hints = HintRow("", [("Ctrl N", tr("new")), ("F2", tr("edit"))])
        ground = frame("surface", "top")
        vbox(ground, self.waiting)
        left = QWidget()
        self.toolbar = Toolbar(self.search, self.kinds)
        column = vbox(left, self.header, self.toolbar, 6, ground, self.hints)
        column.setStretchFactor(ground, 1)
        self._row = hbox(self, left, gap=0)
        self._row.setStretch(0, 1)

    def _connect(self) -> None:
        edit = QShortcut(QKeySequence("F2"), self)
        edit.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        edit.activated.connect(self._edit)
        self.kinds.chosen.connect(self._on_filter_changed)
        self.new_button.clicked.connect(self.new_record)
        self.search.left.connect(self.focus_main)
        self.search.searched.connect(self._on_filter_changed)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.layout_changed.connect(self._on_layout_changed)
        self.table.menu_requested.connect(self._on_menu_requested)
        self.table.opened.connect(self._on_opened)
        self.table.sort_changed.connect(self._on_sort_changed)
        self.view.chosen.connect(self._on_filter_changed)

    def _load(self) -> None:
        self.table.restore_columns(self._kept_columns())
        self.waiting.start()
        self.context.tasks.ask(studio.people(), owner=self, then=self._on_people, slot="people")
        self._ask_ids()

    def _on_people(self, people: list[PersonRow]) -> None:
        self._people = people

    # -- the list -------------------------------------------------------------------------------

    def _filter(self) -> TalentFilter:
        sort, descending = self.table.sort()
        return TalentFilter(
            text=self.search.text(),
            kinds=self.kinds.value(),
            archived=self.view.current() == "archived",
            sort=sort or "name",
            descending=descending,
            language=self.context.language,
        )

    def _ask_ids(self) -> None:
        tasks = self.context.tasks
        tasks.ask(talent.ids(self._filter()), owner=self, then=self._on_ids, slot="ids")
        tasks.ask(talent.counts(), owner=self, then=self._on_counts, slot="counts")

    def _fetch(self, ids: Sequence[int], arrived: Arrived) -> None:
        self.context.tasks.ask(talent.rows(ids), owner=self, then=arrived)

    def _on_ids(self, ids: list[int]) -> None:
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
        self.header.set_fact(facts if seen or crew else "")
        archived = self.view.current() == "archived"
        whole = self._counts.get("archived", 0) if archived else seen + crew
        self.hints.set_left(tr("{n} of {total}").format(n=self.table.count(), total=whole))

    def _show_empty(self) -> None:
        if self.search.text().strip() or self.kinds.value():
            drop = Button(tr("Show all"), "primary")
            drop.clicked.connect(self._on_show_all_clicked)
            title = tr("The filter hides everybody")
            words = trn(
                "{n} person is on the roster.", "{n} people are on the roster.", self._total()
            )
            self.waiting.show_empty(EmptyState("search", title, words, drop))
            return
        if self.view.current() == "archived":
            self.waiting.show_empty(EmptyState("talent", tr("Nobody is archived")))
            return
        add = Button(tr("New on the roster"), "primary", "plus")
        add.clicked.connect(self.new_record)
        self.waiting.show_empty(
            EmptyState(
                "talent",
                tr("Keep who stands before and behind the camera"),
                tr("Lines of a proposal and pieces of a project name people from here."),
                add,
            )
        )

    def _total(self) -> int:
        return sum(number for kind, number in self._counts.items() if kind != "archived")

    def _on_show_all_clicked(self) -> None:
        self.kinds.set_value(())
        self.search.set_text("")
        self._ask_ids()

    def _on_filter_changed(self, _value: object) -> None:
        self._ask_ids()

    def _on_sort_changed(self, _key: str, _descending: bool) -> None:
        self._on_layout_changed()
        self._ask_ids()

    def _kept_columns(self) -> dict[str, Any]:
        """Return the columns as they were left on this machine; as new where that is damaged."""
        try:
            kept = json.loads(self.context.preferences.value.layout.get(LAYOUT, ""))
        except ValueError:
            kept = None
        return kept if isinstance(kept, dict) else {"sort": "kind"}

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
            pane.said.connect(self._on_said)
            pane.refused.connect(self._on_refused)
            pane.open_requested.connect(self._on_open_requested)
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
        """Archive or restore the current person."""
        one = self.current()
        if one is None or self._pane is None:
            return
        made = talent.restore if verb == "restore" else talent.archive
        self.context.tasks.run_outcome(
            made(one.id, version=self._pane.saver.version),
            owner=self,
            then=self._on_done,
            failed=self._on_refused,
        )

    def _on_done(self, outcome: Any) -> None:
        self.say(text(outcome.label))

    def _on_said(self, words: str, undo: bool) -> None:
        self.say(words, undo=undo)

    def _on_refused(self, error: Any) -> None:
        self.say(text(error.message), undo=False)

    def _on_open_requested(self, ref: Any) -> None:
        self.open(ref)

    def new_record(self) -> None:
        """Ask for somebody new."""
        if self.context.read_only:
            return
        dialog = NewTalentDialog(self.context, self.window())
        dialog.created.connect(self._on_created)
        self._dialog = dialog
        dialog.open()

    def _on_created(self, key: int) -> None:
        self.say(tr("Added to the roster"))
        self.show_record(key)

    def _on_opened(self, _key: int) -> None:
        if self._pane is not None:
            self._hidden = False
            self._pane.show()
            self._pane.set_tab("profile")
            self._pane.form.focus_first()

    def _on_menu_requested(self, _ids: object, place: QPoint) -> None:
        if self._pane is not None and self.current() is not None:
            self._pane.more.entries.popup(place)

    def _edit(self) -> None:
        self._on_opened(self.table.current_id())

    def _archive(self) -> None:
        self.do("archive")

    def _restore(self) -> None:
        self.do("restore")

    # -- what the shell asks --------------------------------------------------------------------

    def show_record(self, record_id: int) -> None:
        """Show one person; a filter that hides them gives way."""
        self._wanted = record_id
        if self.table.select_id(record_id):
            self._wanted = 0
            return
        self.search.setText("")
        self.kinds.set_value(())
        self.view.set_current("roster")
        self._ask_ids()

    def focus_main(self) -> None:
        """Put the focus on the list."""
        self.table.setFocus()

    def focus_filter(self) -> None:
        """Put the focus into the filter."""
        self.search.setFocus()
        self.search.selectAll()

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
        parts: list[QWidget] = [self.header, self.toolbar, self.table]
        return [*parts, self._pane] if self._pane is not None and not self._hidden else parts

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        found = [Action("talent.new", tr("New on the roster"), self.new_record, "Ctrl+N", "plus")]
        one = self.current()
        if one is None or self.context.read_only:
            return found
        edit = Action("talent.edit", tr("Edit profile"), self._edit, "F2", "pencil-simple")
        archive = Action("talent.archive", tr("Archive profile"), self._archive, "", "archive")
        restore = Action("talent.restore", tr("Restore profile"), self._restore)
        return [*found, edit, restore if one.archived else archive]

    def refresh(self, changes: Any) -> None:
        """Bring roster and inspector up to date after a commit."""
        nouns = changes.nouns()
        touched = changes.ids("talent")
        if "person" in nouns:
            tasks = self.context.tasks
            tasks.ask(studio.people(), owner=self, then=self._on_people, slot="people")
        if "deliverable" in nouns:
            self.table.forget()
        if touched:
            self.table.refresh(touched)
            self._ask_ids()
        current = self.table.current_id()
        if current and (current in touched or {"deliverable", "attachment"} & nouns):
            self._ask_one(current)

    def state(self) -> dict[str, Any]:
        """Return filter, columns and the current person."""
        return {
            "text": self.search.text(),
            "kinds": list(self.kinds.value()),
            "view": self.view.current(),
            "columns": self.table.column_state(),
            "current": self.table.current_id() or self._wanted,
            "hidden": self._hidden,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same again."""
        self.search.setText(str(state.get("text", "")))
        self.kinds.set_value(tuple(state.get("kinds", ())))
        self.view.set_current(str(state.get("view", "roster")))
        self.table.restore_columns(state.get("columns", {}))
        self._hidden = bool(state.get("hidden"))
        self._wanted = int(state.get("current") or 0)
        self._ask_ids()
