"""The deliverables page: pieces by gate, by week or in a list, beside them one piece."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from studio.errors import StudioError
from studio.services import deliverables
from studio.services.deliverables import Counts, DeliverableFilter, Piece
from ui.context import Action, Context, Ref
from ui.deliverables import empties
from ui.deliverables.actions import PieceActions
from ui.deliverables.filters import PieceFilters
from ui.deliverables.head import PieceHeader
from ui.deliverables.hints import PieceHints
from ui.deliverables.known import Known
from ui.deliverables.pane import PiecePane
from ui.deliverables.pictures import Pictures
from ui.deliverables.sums import facts_of, week_facts
from ui.deliverables.views import PieceViews
from ui.language import text, tr
from ui.page import Page
from ui.publish.listing import ListExport
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.waiting import Waiting


class DeliverablesPage(Page):
    """What is to be made, at which gate it stands, when it goes out."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._counts = Counts()
        self._wanted = 0
        self._hidden = {"week"}
        """Views without their inspector: "week", or "" for all others."""
        self._pane: PiecePane | None = None
        self._build()
        self._connect()
        self._load()

    # -- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        self.header = PieceHeader(self.context)
        self.filters = PieceFilters(self.context)
        self.known = Known(self.context, self)
        self.pictures = Pictures(self.context, self)
        self.acts = PieceActions(self.context, self, self._subject)
        self.views = PieceViews(self.context, self.pictures)
        self.export = ListExport(self.context, self.views.table, tr("Deliverables"))
        self.waiting = Waiting(self.views)
        self.hints = PieceHints()
        left = QWidget()
        column = vbox(left, self.header, self.filters, 6, self.waiting, self.hints)
        column.setStretchFactor(self.waiting, 1)
        self._row = hbox(self, left, gap=0)
        self._row.setStretch(0, 1)

    def _connect(self) -> None:
        self.acts.attached.connect(self._on_attached)
        self.acts.created.connect(self._on_created)
        self.acts.refused.connect(self._on_refused)
        self.acts.said.connect(self._on_said)
        self.export.said.connect(self._on_said)
        self.filters.changed.connect(self._ask)
        self.filters.search.left.connect(self.focus_main)
        self.header.chosen.connect(self.show_view)
        self.header.new_wished.connect(self.new_record)
        self.header.today_wished.connect(self.show_this_week)
        self.header.turned.connect(self.views.week.turn)
        self.known.projects_came.connect(self._on_projects_came)
        self.views.arrived.connect(self._on_arrived)
        self.views.asked.connect(self._ask)
        self.views.current_changed.connect(self._on_current_changed)
        self.views.files_dropped.connect(self._on_files_dropped)
        self.views.menu_requested.connect(self._on_menu_requested)
        self.views.moved.connect(self.acts.drop_on)
        self.views.opened.connect(self._on_opened)
        self.views.planned.connect(self.acts.plan)
        self.views.refused.connect(self._on_drop_refused)
        self._key("A", self.acts.approve, self.views)
        self._key("F2", self._edit, self.views)
        self._key("P", self.acts.publish, self.views)
        self._key("R", self.acts.ask_changes, self.views)
        self._key("T", self.show_this_week, self.views.week)

    def _key(self, key: str, slot: Callable[[], None], widget: QWidget) -> None:
        made = QShortcut(QKeySequence(key), widget)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(slot)

    def _load(self) -> None:
        self._show_view()
        self.waiting.start()
        self.known.ask()
        self._ask()

    def _on_projects_came(self) -> None:
        self.filters.show_projects(self.known.projects)

    # -- what is shown --------------------------------------------------------------------------

    def _filter(self) -> DeliverableFilter:
        sort, descending = self.views.table.sort()
        return self.filters.wanted(self.views.key, sort, descending=descending)

    def _ask(self) -> None:
        self.views.ask(self._filter())
        query = deliverables.counts()
        self.context.tasks.ask(query, owner=self, then=self._on_counts, slot="counts")

    def _on_arrived(self) -> None:
        """Make the wanted piece current, else the first; a view without pieces says why."""
        if self.views.empty():
            self._show_empty()
        else:
            self.waiting.show_content()
        if not self._wanted:
            self.views.select_first()
        elif self.views.select(self._wanted):
            self._wanted = 0
        else:
            self._ask_one(self._wanted)
        self._show_count()

    def _on_counts(self, counts: Counts) -> None:
        self._counts = counts
        self._show_count()

    def _show_count(self) -> None:
        week = self.views.shown_week()
        self.header.set_fact(facts_of(self._counts) if week is None else week_facts(week))
        self.hints.show_counts(self.views, self._counts)

    def _show_empty(self) -> None:
        if self.filters.narrows():
            query = deliverables.hidden_by(self._filter())
            self.context.tasks.ask(query, owner=self, then=self._on_hidden_by, slot="hidden")
            return
        add = Button(tr("New piece"), "primary", "plus")
        add.clicked.connect(self.new_record)
        go = Button(tr("Proposals"))
        go.clicked.connect(self._on_proposals_clicked)
        self.waiting.show_empty(empties.none_of(self.views.key, add, go))

    def _on_hidden_by(self, left: dict[str, int]) -> None:
        state = empties.hidden(left)
        state.drop_wished.connect(self._on_drop_wished)
        self.waiting.show_empty(state)

    def _on_drop_wished(self, part: str) -> None:
        if part == "states":
            self.views.key = "list"
            self._show_view()
        self.filters.drop(part)
        self._ask()

    def _on_proposals_clicked(self) -> None:
        self.open(Ref("proposal"))

    def show_view(self, view: str) -> None:
        """Show board, week, list, what is out or what is archived; the current piece stays so."""
        current = self.current()
        self.views.key = view
        self._wanted = current.id if current is not None and self.views.belongs(current.row) else 0
        self._show_view()
        self._ask()

    def _show_view(self) -> None:
        """Show what belongs to the view that is on."""
        self.header.show_view(self.views.key)
        self.hints.show_view(self.views.key)
        self._show_pane()

    def show_this_week(self) -> None:
        """Show this week (T)."""
        self.views.show_week_of(None)

    # -- one piece ------------------------------------------------------------------------------

    def current(self) -> Piece | None:
        """Return the piece in the inspector."""
        return self._pane.piece if self._pane is not None else None

    def pane(self) -> PiecePane | None:
        """Return the inspector, once there was a piece to show."""
        return self._pane

    def _subject(self) -> tuple[Piece, int] | None:
        """Return the current piece and its newest version."""
        piece = self.current()
        if piece is None or self._pane is None:
            return None
        return piece, self._pane.saver.version

    def _on_current_changed(self, key: int) -> None:
        if key:
            self._ask_one(key)
        elif not self._wanted:
            self._clear_pane()
        self.facts_changed.emit()

    def _ask_one(self, key: int) -> None:
        self.context.tasks.ask(
            deliverables.one(key), owner=self, then=self._on_one, failed=self._on_gone, slot="one"
        )

    def _on_one(self, piece: Piece) -> None:
        if self._wanted == piece.id:
            self._show_where(piece)
        self._made_pane().show_piece(piece)
        self._show_pane()
        self.facts_changed.emit()

    def _show_where(self, piece: Piece) -> None:
        """Turn to the view, or the week, that can show a wanted piece, once."""
        if self.views.belongs(piece.row):
            self._wanted = 0
        elif self.views.key == "week" and piece.row.publish_on and not piece.row.archived:
            self.views.show_week_of(piece.row.publish_on)
        else:
            self.views.key = "archived" if piece.row.archived else "list"
            self._show_view()
            self._ask()

    def _on_gone(self, _error: StudioError) -> None:
        self._wanted = 0
        self._clear_pane()

    def _clear_pane(self) -> None:
        if self._pane is not None:
            self._pane.piece = None
        self._show_pane()

    def _made_pane(self) -> PiecePane:
        if self._pane is None:
            pane = PiecePane(self.context, self.known.people, self.known.roster, self.pictures)
            pane.dropped.connect(self._on_files_dropped)
            pane.left.connect(self._on_pane_left)
            pane.open_requested.connect(self.open_requested)
            pane.refused.connect(self._on_refused)
            pane.said.connect(self._on_said)
            pane.step_wished.connect(self.acts.step)
            pane.verb_chosen.connect(self.acts.do)
            self._row.addWidget(pane)
            self._pane = pane
        return self._pane

    def _place(self) -> str:
        return "week" if self.views.key == "week" else ""

    def _show_pane(self) -> None:
        """Show the inspector where it is wanted; beside a week it takes the place of the tray."""
        shown = self.current() is not None and self._place() not in self._hidden
        if self._pane is not None:
            self._pane.setVisible(shown)
        self.views.week.tray.setVisible(not shown)

    def _on_pane_left(self) -> None:
        """Go back to the cards; in a week the tray comes back."""
        if self._place():
            self._hidden.add(self._place())
            self._show_pane()
        self.focus_main()

    def _on_opened(self, _key: int) -> None:
        if self._pane is not None and self._pane.piece is not None:
            self._hidden.discard(self._place())
            self._show_pane()
            self._pane.set_tab("piece")
            self._pane.forms["what"].focus_first()

    def _edit(self) -> None:
        self._on_opened(self.views.current_id())

    def _on_menu_requested(self, place: QPoint) -> None:
        if self._pane is not None and self._pane.piece is not None:
            self._pane.more.entries.popup(place)

    # -- doing ----------------------------------------------------------------------------------

    def _on_drop_refused(self, words: str) -> None:
        self.say(words, undo=False)

    def _on_files_dropped(self, piece: int, files: list[Path]) -> None:
        self.views.select(piece)
        self.acts.attach(piece, files)

    def _on_attached(self, piece: int) -> None:
        """Enter after a drop takes the next step: its button has the focus."""
        if self._pane is not None and self._pane.isVisible():
            self._pane.focus_step(piece)

    def _on_said(self, words: str, undo: bool) -> None:
        self.say(words, undo=undo)

    def _on_refused(self, error: Any) -> None:
        self.say(text(error.message), undo=False)
        self._ask()

    def new_record(self) -> None:
        """Ask for new pieces (Ctrl+N)."""
        self.acts.add(self.known.projects, self.filters.project.value())

    def _on_created(self, ids: list[int]) -> None:
        self.show_record(ids[0])

    # -- what the shell asks --------------------------------------------------------------------

    def show_record(self, record_id: int) -> None:
        """Show one piece; filter and view give way where they hide it."""
        self._wanted = record_id
        if self.views.select(record_id):
            self._wanted = 0
            return
        self.filters.drop()
        self._ask()

    def focus_main(self) -> None:
        """Put the focus on the board, the week or the list."""
        self.views.focus_cards()

    def export_record(self) -> None:
        """Save the list as a file for spreadsheets."""
        self.export.ask(self)

    def focus_filter(self) -> None:
        """Put the focus into the filter."""
        self.filters.focus()

    def next_open_field(self, *, backwards: bool = False) -> None:
        """Go to the next wrong field."""
        if self._pane is not None:
            for form in self._pane.forms.values():
                if form.focus_next_open(backwards=backwards):
                    return

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        self._hidden ^= {self._place()}
        self._show_pane()

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        parts = [self.header, self.filters, *self.views.regions()]
        if self._pane is not None and self._pane.isVisibleTo(self):
            parts.append(self._pane)
        return parts

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        found = [Action("deliverable.new", tr("New piece"), self.new_record, "Ctrl+N", "plus")]
        if self.views.key == "week":
            words = tr("Show this week")
            found.append(Action("deliverable.today", words, self.show_this_week, "T"))
        if self.current() is not None and not self.context.read_only:
            words = tr("Edit piece")
            found.append(Action("deliverable.edit", words, self._edit, "F2", "pencil-simple"))
        return [*found, *self.acts.offered()]

    def refresh(self, changes: Any) -> None:
        """Bring board, week, list and inspector up to date after a commit."""
        nouns, piece = changes.nouns(), self.current()
        if nouns & {"project", "client"}:
            self.known.ask_projects()
        if nouns & {"deliverable", "project", "client", "talent", "person", "attachment"}:
            self.views.refresh(changes)
            self._ask()
        touched = changes.ids("deliverable")
        if piece is not None and (piece.id in touched or nouns & {"project", "attachment"}):
            self._ask_one(piece.id)

    def refresh_all(self) -> None:
        """Ask for everything again."""
        self._ask()

    def state(self) -> dict[str, Any]:
        """Return view, filter, columns and the current piece."""
        return {
            **self.views.state(),
            **self.filters.state(),
            "current": self.views.current_id() or self._wanted,
            "hidden": sorted(self._hidden),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same again."""
        self.views.restore(state)
        self.filters.restore(state)
        hidden = state.get("hidden")
        self._hidden = set(hidden) if isinstance(hidden, list) else {"week"}
        self._wanted = int(state.get("current") or 0)
        self._show_view()
        self._ask()
