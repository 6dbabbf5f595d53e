"""The deliverables page: pieces by gate on a board or in a list, beside them one piece."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.domain import deliverables as rules
from studio.domain.names import pick
from studio.errors import StudioError
from studio.services import deliverables, projects, studio, talent
from studio.services.deliverables import Column, Counts, DeliverableFilter, Piece, PieceRow
from studio.services.projects import Pick
from studio.services.studio import PersonRow
from studio.services.talent import TalentRow
from ui.context import Action, Context, Ref
from ui.deliverables.dialogs import MoveDialog, NewPieceDialog, needs_words
from ui.deliverables.looks import Cells, card_of
from ui.deliverables.pane import PiecePane
from ui.language import text, tr, trn
from ui.models.ids import Arrived
from ui.models.table import RecordTable
from ui.page import Page
from ui.publish.listing import ListExport
from ui.widgets.board import Board, BoardColumn
from ui.widgets.boxes import frame, hbox, vbox
from ui.widgets.buttons import Button, Segment, Segments
from ui.widgets.choosing import FilterButton
from ui.widgets.dialogs import Dialog
from ui.widgets.empty import EmptyState
from ui.widgets.header import HintRow, PageHeader, Toolbar
from ui.widgets.picks import Choice
from ui.widgets.search import SearchField
from ui.widgets.waiting import Waiting

ROSTER = 500
ON_BOARD = tuple(key for key in rules.COLUMNS if key != "published")


class DeliverablesPage(Page):
    """What is to be made, at which gate it stands, when it goes out."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._people: list[PersonRow] = []
        self._roster: list[TalentRow] = []
        self._projects: list[Pick] = []
        self._cards: dict[int, PieceRow] = {}
        self._counts = Counts()
        self._totals: dict[str, int] = {}
        self._wanted = 0
        self._hidden = False
        self._pane: PiecePane | None = None
        self._dialog: Dialog | None = None
        self._build()
        self._connect()
        self._load()

    # -- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        self.header = PageHeader(tr("Deliverables"))
        self.view = Segments(
            [
                Segment("board", tr("Board")),
                Segment("list", tr("List")),
                Segment("out", tr("Published")),
                Segment("archived", tr("Archived")),
            ],
            current="board",
            name=tr("View"),
        )
        self.new_button = Button(tr("New piece"), "primary", "plus")
        self.new_button.setEnabled(not self.context.read_only)
        self.header.add(self.view, self.new_button)
        self.search = SearchField(tr("Filter pieces"), "Ctrl F", height=26)
        self.search.setFixedWidth(220)
        self.project = FilterButton(tr("All projects"))
        self.only = FilterButton(
            tr("Every piece"),
            [Choice("waiting", tr("Waiting for me")), Choice("late", tr("Late"))],
        )
        self.toolbar = Toolbar(self.search, self.project, self.only)
        self.board = Board(
            [
                BoardColumn(key, text(rules.COLUMN_LABELS[key]), hint=_hints()[key])
                for key in ON_BOARD
            ],
            name=tr("Deliverables"),
        )
        ground = QWidget()
        vbox(ground, self.board, margins=(24, 0, 16, 12))
        self.table = RecordTable(
            Cells(self.context.language).columns(), self._fetch, name=tr("Deliverables")
        )
        listed = frame("surface", "top")
        vbox(listed, self.table)
        self.stack = QStackedWidget()
        self.stack.addWidget(ground)
        self.stack.addWidget(listed)
        self.waiting = Waiting(self.stack)
        self.hints = HintRow(
            "", [("A", tr("one step on")), ("R", tr("ask changes")), ("F2", tr("edit"))]
        )
        left = QWidget()
        column = vbox(left, self.header, self.toolbar, 6, self.waiting, self.hints)
        column.setStretchFactor(self.waiting, 1)
        self._row = hbox(self, left, gap=0)
        self._row.setStretch(0, 1)

    def _connect(self) -> None:
        self.export = ListExport(self.context, self.table, tr("Deliverables"))
        self.export.said.connect(self._on_said)
        self.board.allowed = self._why_not
        self.board.current_changed.connect(self._on_current_changed)
        self.board.menu_requested.connect(self._on_card_menu)
        self.board.moved.connect(self._on_moved)
        self.board.opened.connect(self._on_opened)
        self.board.refused.connect(self._on_drop_refused)
        self.new_button.clicked.connect(self.new_record)
        self.only.chosen.connect(self._on_filter_changed)
        self.project.chosen.connect(self._on_filter_changed)
        self.search.left.connect(self.focus_main)
        self.search.searched.connect(self._on_filter_changed)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.menu_requested.connect(self._on_menu_requested)
        self.table.opened.connect(self._on_opened)
        self.table.sort_changed.connect(self._on_sort_changed)
        self.view.chosen.connect(self._on_view_chosen)
        self._key("A", self.approve)
        self._key("R", self.ask_changes)
        self._key("F2", self._edit)

    def _key(self, key: str, slot: Callable[[], None]) -> None:
        made = QShortcut(QKeySequence(key), self.stack)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(slot)

    def _load(self) -> None:
        self.table.set_sort("publish", False)
        self.waiting.start()
        tasks = self.context.tasks
        tasks.ask(studio.people(), owner=self, then=self._on_people, slot="people")
        tasks.ask(talent.picks(limit=ROSTER), owner=self, then=self._on_roster, slot="roster")
        self._ask_projects()
        self._ask()

    def _ask_projects(self) -> None:
        query = projects.picks(limit=ROSTER)
        self.context.tasks.ask(query, owner=self, then=self._on_projects, slot="projects")

    def _on_people(self, people: list[PersonRow]) -> None:
        self._people = people

    def _on_roster(self, roster: list[TalentRow]) -> None:
        self._roster = roster

    def _on_projects(self, found: list[Pick]) -> None:
        self._projects = found
        language = self.context.language
        self.project.set_choices(
            [
                Choice(
                    one.id,
                    pick(one.name, one.name_zh, language),
                    fact=pick(one.client, one.client_zh, language),
                )
                for one in found
            ]
        )

    # -- what is shown --------------------------------------------------------------------------

    def _filter(self) -> DeliverableFilter:
        sort, descending = self.table.sort()
        view, only = self.view.current(), self.only.value()
        states = tuple(sorted(rules.OUT)) if view == "out" else ()
        return DeliverableFilter(
            text=self.search.text(),
            project_id=self.project.value(),
            states=states,
            late=only == "late",
            waiting_for=self.context.person_id if only == "waiting" else None,
            archived=view == "archived",
            sort=sort or "publish",
            descending=descending,
            language=self.context.language,
        )

    def _ask(self) -> None:
        tasks, wanted = self.context.tasks, self._filter()
        if self.view.current() == "board":
            tasks.ask(deliverables.board(wanted), owner=self, then=self._on_board, slot="shown")
        else:
            tasks.ask(deliverables.ids(wanted), owner=self, then=self._on_ids, slot="shown")
        tasks.ask(deliverables.counts(), owner=self, then=self._on_counts, slot="counts")

    def _fetch(self, ids: Sequence[int], arrived: Arrived) -> None:
        self.context.tasks.ask(deliverables.rows(ids), owner=self, then=arrived)

    def _on_board(self, columns: tuple[Column, ...]) -> None:
        self._cards = {row.id: row for column in columns for row in column.cards}
        self._totals = {column.key: column.total for column in columns}
        movable = not self.context.read_only
        for column in columns:
            if column.key in ON_BOARD:
                cards = [
                    card_of(row, self.context.language, movable=movable) for row in column.cards
                ]
                self.board.set_cards(column.key, cards)
        self.stack.setCurrentIndex(0)
        self._show_content(any(self._totals.get(key) for key in ON_BOARD))
        self._settle()
        self._show_count()

    def _on_ids(self, ids: list[int]) -> None:
        self.table.set_ids(ids, select_first=not self._wanted)
        self.stack.setCurrentIndex(1)
        self._show_content(bool(ids))
        self._settle()
        self._show_count()

    def _settle(self) -> None:
        """Make the wanted piece current; on the board the first where there is none."""
        if self._wanted:
            if self._select(self._wanted):
                self._wanted = 0
            else:
                self._ask_one(self._wanted)
            return
        if self.view.current() == "board" and not self.board.current_id():
            first = next((self.board.cards(key) for key in ON_BOARD if self.board.cards(key)), ())
            if first:
                self.board.select(first[0].id)

    def _select(self, key: int) -> bool:
        shown = self.board if self.view.current() == "board" else self.table
        return shown.select(key) if isinstance(shown, Board) else shown.select_id(key)

    def _on_counts(self, counts: Counts) -> None:
        self._counts = counts
        self._show_count()

    def _show_count(self) -> None:
        counts = self._counts
        facts = [tr("{n} open", "pieces").format(n=counts.open)]
        facts += [tr("{n} late").format(n=counts.late)] if counts.late else []
        some = counts.open or counts.states
        self.header.set_fact(tr(", ", "between facts").join(facts) if some else "")
        if self.view.current() == "board":
            shown = sum(self._totals.get(key, 0) for key in ON_BOARD)
            self.hints.set_left(trn("{n} piece", "{n} pieces", shown))
            out = self._totals.get("published", 0)
            self.hints.set_right(tr("Published {n}").format(n=out) if out else "")
        else:
            self.hints.set_left(trn("{n} piece", "{n} pieces", self.table.count()))
            self.hints.set_right("")

    def _narrow(self) -> bool:
        filters = (self.project, self.only)
        return bool(self.search.text().strip()) or any(one.value() for one in filters)

    def _show_content(self, some: bool) -> None:
        if some:
            self.waiting.show_content()
            return
        if self._narrow():
            drop = Button(tr("Show all"), "primary")
            drop.clicked.connect(self._on_show_all_clicked)
            self.waiting.show_empty(
                EmptyState("search", tr("The filter hides every piece"), "", drop)
            )
            return
        if self.view.current() == "archived":
            self.waiting.show_empty(EmptyState("deliverables", tr("Nothing is archived")))
            return
        if self.view.current() == "out":
            self.waiting.show_empty(EmptyState("deliverables", tr("Nothing is out yet")))
            return
        add = Button(tr("New piece"), "primary", "plus")
        add.clicked.connect(self.new_record)
        go = Button(tr("Proposals"))
        go.clicked.connect(self._on_proposals_clicked)
        self.waiting.show_empty(
            EmptyState(
                "deliverables",
                tr("Follow each piece from script to published"),
                tr("An accepted proposal makes them from its lines; others are added here."),
                add,
                go,
            )
        )

    def _on_proposals_clicked(self) -> None:
        self.open(Ref("proposal"))

    def _on_show_all_clicked(self) -> None:
        self._drop_filter()
        self._ask()

    def _drop_filter(self) -> None:
        self.search.setText("")
        self.project.set_value(None)
        self.only.set_value(None)

    def _on_filter_changed(self, _value: object) -> None:
        self._ask()

    def _on_sort_changed(self, _key: str, _descending: bool) -> None:
        self._ask()

    def _on_view_chosen(self, _view: str) -> None:
        current = self.current()
        self._wanted = current.id if current is not None and self._belongs(current.row) else 0
        self._ask()

    def _belongs(self, row: PieceRow) -> bool:
        """Say whether the view that is on can show a piece."""
        view = self.view.current()
        if view == "archived" or row.archived:
            return view == "archived" and row.archived
        if view == "out":
            return row.state in rules.OUT
        return view == "list" or rules.column_of(row.state) in ON_BOARD

    # -- one piece ------------------------------------------------------------------------------

    def current_id(self) -> int:
        """Return the id of the current piece, 0 for none."""
        on_board = self.view.current() == "board"
        return self.board.current_id() if on_board else self.table.current_id()

    def current(self) -> Piece | None:
        """Return the piece in the inspector."""
        return self._pane.piece if self._pane is not None else None

    def pane(self) -> PiecePane | None:
        """Return the inspector, once there was a piece to show."""
        return self._pane

    def _on_current_changed(self, key: int) -> None:
        if key:
            self._ask_one(key)
        elif self._pane is not None and not self._wanted:
            self._pane.hide()
        self.facts_changed.emit()

    def _ask_one(self, key: int) -> None:
        self.context.tasks.ask(
            deliverables.one(key), owner=self, then=self._on_one, failed=self._on_gone, slot="one"
        )

    def _on_one(self, piece: Piece) -> None:
        if self._wanted == piece.id:
            self._show_where(piece)
        pane = self._made_pane()
        pane.show_piece(piece)
        pane.setVisible(not self._hidden)
        self.facts_changed.emit()

    def _show_where(self, piece: Piece) -> None:
        """Turn on the view that can show a wanted piece, once."""
        if self._belongs(piece.row):
            self._wanted = 0
            return
        self.view.set_current("archived" if piece.row.archived else "list")
        self._ask()

    def _on_gone(self, _error: StudioError) -> None:
        self._wanted = 0
        if self._pane is not None:
            self._pane.piece = None
            self._pane.hide()

    def _made_pane(self) -> PiecePane:
        if self._pane is None:
            pane = PiecePane(self.context, self._people, self._roster)
            pane.said.connect(self._on_said)
            pane.refused.connect(self._on_refused)
            pane.open_requested.connect(self._on_open_requested)
            pane.step_wished.connect(self.step)
            pane.verb_chosen.connect(self.do)
            self._row.addWidget(pane)
            self._pane = pane
        return self._pane

    # -- steps ----------------------------------------------------------------------------------

    def _why_not(self, card: int, _source: str, target: str) -> str:
        """Say why a card may not be dropped on a column; "" where it may."""
        row = self._cards.get(card)
        if row is None or rules.target_in(target, row.state):
            return ""
        return tr("From “{state}” no step leads to {column}.").format(
            state=text(rules.STATES.label(row.state)), column=text(rules.COLUMN_LABELS[target])
        )

    def _on_moved(self, card: int, _source: str, target: str) -> None:
        row = self._cards[card]
        state = rules.target_in(target, row.state)
        current = self.current()
        if current is not None and current.id == card:
            self.step(state)
            return
        self.context.tasks.run_outcome(
            deliverables.move(card, version=row.version, state=state),
            owner=self,
            then=self._on_done,
            failed=self._on_refused,
        )

    def _on_drop_refused(self, words: str) -> None:
        self.say(words, undo=False)

    def step(self, state: str) -> None:
        """Bring the current piece into a state; ask first where the step needs words."""
        piece = self.current()
        if piece is None or self._pane is None or self.context.read_only:
            return
        if needs_words(state):
            dialog = MoveDialog(self.context, self._newest(piece), state, self.window())
            dialog.moved.connect(self._on_dialog_moved)
            self._dialog = dialog
            dialog.open()
            return
        self.context.tasks.run_outcome(
            deliverables.move(piece.id, version=self._pane.saver.version, state=state),
            owner=self,
            then=self._on_done,
            failed=self._on_refused,
        )

    def _newest(self, piece: Piece) -> Piece:
        version = self._pane.saver.version if self._pane is not None else piece.version
        return replace(piece, row=replace(piece.row, version=version))

    def _on_dialog_moved(self) -> None:
        self.say(tr("Moved on"))

    def approve(self) -> None:
        """Approve the current piece, or bring it one step on (A)."""
        piece = self.current()
        if piece is not None and rules.next_state(piece.row.state):
            self.step(rules.next_state(piece.row.state))

    def ask_changes(self) -> None:
        """Ask for changes to the current piece (R); the client's use up a round."""
        piece = self.current()
        if piece is None:
            return
        if "changes_requested" in rules.STATES.offered(piece.row.state):
            self.step("changes_requested")
        else:
            words = tr("Changes are asked for while a piece is with the client, or approved.")
            self.say(words, undo=False)

    def do(self, verb: str) -> None:
        """Double, split, archive or restore the current piece."""
        piece = self.current()
        if piece is None or self._pane is None:
            return
        version = self._pane.saver.version
        commands: dict[str, Callable[[], Any]] = {
            "double": lambda: deliverables.duplicate(piece.id),
            "split": lambda: deliverables.split(piece.id, version=version),
            "archive": lambda: deliverables.archive(piece.id, version=version),
            "restore": lambda: deliverables.restore(piece.id, version=version),
        }
        if verb in ("archive", "restore"):
            self._wanted = 0
        self.context.tasks.run_outcome(
            commands[verb](), owner=self, then=self._on_done, failed=self._on_refused
        )

    def _on_done(self, outcome: Any) -> None:
        self.say(text(outcome.label))

    def _on_said(self, words: str, undo: bool) -> None:
        self.say(words, undo=undo)

    def _on_refused(self, error: Any) -> None:
        self.say(text(error.message), undo=False)
        self._ask()

    def _on_open_requested(self, ref: Any) -> None:
        self.open(ref)

    def new_record(self) -> None:
        """Ask for new pieces (Ctrl+N)."""
        if self.context.read_only:
            return
        going = [one for one in self._projects if one.state not in ("closed", "cancelled")]
        dialog = NewPieceDialog(self.context, going, self.window(), self.project.value())
        dialog.created.connect(self._on_created)
        self._dialog = dialog
        dialog.open()

    def _on_created(self, ids: list[int]) -> None:
        self.say(trn("{n} piece added", "{n} pieces added", len(ids)))
        self.show_record(ids[0])

    def _on_opened(self, _key: int) -> None:
        if self._pane is not None:
            self._hidden = False
            self._pane.show()
            self._pane.set_tab("piece")
            self._pane.forms["what"].focus_first()

    def _on_card_menu(self, _card: int, place: QPoint) -> None:
        self._on_menu_requested((), place)

    def _on_menu_requested(self, _ids: object, place: QPoint) -> None:
        if self._pane is not None and self._pane.piece is not None:
            self._pane.more.entries.popup(place)

    def _edit(self) -> None:
        self._on_opened(self.current_id())

    def _archive(self) -> None:
        self.do("archive")

    def _restore(self) -> None:
        self.do("restore")

    def _double(self) -> None:
        self.do("double")

    # -- what the shell asks --------------------------------------------------------------------

    def show_record(self, record_id: int) -> None:
        """Show one piece; filter and view give way where they hide it."""
        self._wanted = record_id
        if self._select(record_id):
            self._wanted = 0
            return
        self._drop_filter()
        self._ask()

    def focus_main(self) -> None:
        """Put the focus on the board or the list."""
        if self.view.current() == "board":
            self.board.focus_cards()
        else:
            self.table.setFocus()

    def export_record(self) -> None:
        """Save the list as a file for spreadsheets."""
        self.export.ask(self)

    def focus_filter(self) -> None:
        """Put the focus into the filter."""
        self.search.setFocus()
        self.search.selectAll()

    def next_open_field(self, *, backwards: bool = False) -> None:
        """Go to the next wrong field."""
        if self._pane is not None:
            for form in self._pane.forms.values():
                if form.focus_next_open(backwards=backwards):
                    return

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        self._hidden = not self._hidden
        if self._pane is not None:
            self._pane.setVisible(not self._hidden and self._pane.piece is not None)

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        shown = self.board if self.view.current() == "board" else self.table
        parts: list[QWidget] = [self.header, self.toolbar, shown]
        return [*parts, self._pane] if self._pane is not None and not self._hidden else parts

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        found = [Action("deliverable.new", tr("New piece"), self.new_record, "Ctrl+N", "plus")]
        piece = self.current()
        if piece is None or self.context.read_only:
            return found
        if piece.row.archived:
            return [*found, Action("deliverable.restore", tr("Restore piece"), self._restore)]
        if rules.next_state(piece.row.state):
            found.append(Action("deliverable.on", tr("Bring piece one step on"), self.approve, "A"))
        if "changes_requested" in rules.STATES.offered(piece.row.state):
            words = tr("Ask for changes")
            found.append(Action("deliverable.changes", words, self.ask_changes, "R"))
        return [
            *found,
            Action("deliverable.edit", tr("Edit piece"), self._edit, "F2", "pencil-simple"),
            Action("deliverable.double", tr("Another piece like this"), self._double, "", "copy"),
            Action("deliverable.archive", tr("Archive piece"), self._archive, "", "archive"),
        ]

    def refresh(self, changes: Any) -> None:
        """Bring board, list and inspector up to date after a commit."""
        nouns = changes.nouns()
        touched = changes.ids("deliverable")
        if nouns & {"project", "client"}:
            self._ask_projects()
        if nouns & {"deliverable", "project", "client", "talent", "person"}:
            self.table.forget() if nouns & {"project", "client"} else self.table.refresh(touched)
            self._ask()
        piece = self.current()
        if piece is not None and (piece.id in touched or nouns & {"project", "attachment"}):
            self._ask_one(piece.id)

    def refresh_all(self) -> None:
        """Ask for everything again."""
        self._ask()

    def state(self) -> dict[str, Any]:
        """Return view, filter, columns and the current piece."""
        return {
            "view": self.view.current(),
            "text": self.search.text(),
            "project": self.project.value(),
            "only": self.only.value(),
            "columns": self.table.column_state(),
            "current": self.current_id() or self._wanted,
            "hidden": self._hidden,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same again."""
        self.view.set_current(str(state.get("view", "board")))
        self.search.setText(str(state.get("text", "")))
        self.project.set_value(state.get("project"))
        self.only.set_value(state.get("only"))
        self.table.restore_columns(state.get("columns", {}))
        self._hidden = bool(state.get("hidden"))
        self._wanted = int(state.get("current") or 0)
        self._ask()


def _hints() -> dict[str, str]:
    """Say what enters an empty column."""
    return {
        "script": tr("New pieces begin here"),
        "making": tr("Scripts that are settled"),
        "internal": tr("Drafts to look at here"),
        "client": tr("Drafts sent to the client"),
        "ready": tr("Approved, waiting for their day"),
    }
