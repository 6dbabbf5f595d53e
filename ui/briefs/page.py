"""The page of briefs: the board or the list, and below it everything about the current one."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio import settings as stored
from studio.domain.money import Money
from studio.domain.names import pick
from studio.errors import StudioError
from studio.services import briefs
from studio.services.briefs import Brief, BriefRow, Column, Counts, Pickers
from ui.briefs.detail import BriefDetail
from ui.briefs.fields import whole_money
from ui.briefs.filters import BriefFilters, shipped
from ui.briefs.nothing import HidingPart, first_brief, hidden_by
from ui.briefs.views import HEIGHT, BriefViews
from ui.context import Action, Context, Ref
from ui.language import language, moment, text, tr, trn
from ui.listing.columns import KeptColumns
from ui.listing.picked import PickedBar
from ui.listing.views import ViewMenu
from ui.page import Page
from ui.publish.listing import ListExport
from ui.widgets.boxes import frame, vbox
from ui.widgets.buttons import Button, Segment, Segments
from ui.widgets.empty import EmptyState
from ui.widgets.header import HintRow, PageHeader

LOW = 800
"""Pages lower than this many px have a lower board."""

LOW_HEIGHT = 236


class BriefsPage(Page):
    """Briefs."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._wanted = 0
        self._asked = 0
        self._focus_open = False
        self._moving: tuple[int, str] | None = None
        self._build()
        self._connect()
        self.saved.start()
        self.load()

    # -- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        self.header = PageHeader(tr("Briefs"))
        self.view = Segments(
            [
                Segment("board", tr("Board"), "kanban"),
                Segment("list", tr("List"), "rows"),
            ],
            self.context.preferences.value.layout.get("briefs", "board"),
            name=tr("View"),
        )
        self.filter_button = Button(tr("Filter"), icon="funnel-simple")
        self.filter_button.setCheckable(True)
        self.new_button = Button(tr("New brief"), "primary", "plus")
        self.new_button.setEnabled(not self.context.read_only)
        self.filters = BriefFilters()
        self.filters.hide()
        self.views = BriefViews(self.context)
        self.board, self.table = self.views.board, self.views.table
        self.kept = KeptColumns(self.context, "briefs", self.table)
        self.saved = ViewMenu(
            self.context, "briefs", shipped(self.context.person_id), self, self.table
        )
        self.header.add(self.saved, self.view, self.filter_button, self.new_button)
        self.detail = BriefDetail(self.context)
        self.below = QStackedWidget()
        self._empty: EmptyState | None = None
        self._hiding = HidingPart(self.context, self.filters, self)
        self.below.addWidget(self.detail)
        lower = frame("surface", "top")
        vbox(lower, self.below)
        self.hints = HintRow(
            "",
            [
                ("F8", tr("next open field")),
                ("Ctrl Enter", tr("mark ready")),
                ("Ctrl M", tr("shortlist", "key")),
                ("Ctrl V", tr("on the board: brief from the clipboard")),
            ],
        )
        self.picked = PickedBar(self.hints, self.table, _budget)
        column = vbox(self, self.header, self.filters, self.views, lower, self.hints)
        column.setStretchFactor(lower, 1)
        self._show_view()

    def _connect(self) -> None:
        self.export = ListExport(self.context, self.table, tr("Briefs"))
        self.export.said.connect(self._on_said)
        self.detail.open_requested.connect(self._on_open_requested)
        self.detail.said.connect(self._on_said)
        self.detail.shown.connect(self._on_brief_shown)
        self.filter_button.toggled.connect(self._on_filter_toggled)
        self.filters.changed.connect(self._on_filters_changed)
        self.filters.search.left.connect(self.focus_main)
        self.new_button.clicked.connect(self.new_record)
        self.saved.said.connect(self._on_said)
        self.table.layout_changed.connect(self._on_layout_changed)
        self.table.sort_changed.connect(self._on_sort_changed)
        self._hiding.found.connect(self._on_hiding_found)
        self.view.chosen.connect(self._on_view_chosen)
        self.views.current_changed.connect(self._on_current_changed)
        self.views.menu_requested.connect(self._on_menu_requested)
        self.views.moved.connect(self._on_card_moved)
        self.views.opened.connect(self._on_opened)
        self.views.refused.connect(self._on_card_refused)
        for keys, slot, where in (
            ("Ctrl+Return", self.detail.act, self),
            ("Ctrl+Enter", self.detail.act, self),
            ("Ctrl+M", self.shortlist, self),
            ("Ctrl+V", self.paste, self.views),
        ):
            shortcut = QShortcut(QKeySequence(keys), where)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # -- loading --------------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for what is shown anew."""
        wanted = self.filters.value(self.table.sort()[0], descending=self.table.sort()[1])
        ask = self.context.tasks.ask
        if self.view.current() == "board":
            ask(briefs.board(wanted), owner=self, then=self._show_board, slot="list")
        else:
            ask(briefs.ids(wanted), owner=self, then=self._show_list, slot="list")
            ask(briefs.totals(wanted), owner=self, then=self._show_totals, slot="totals")
        ask(briefs.counts(), owner=self, then=self._show_counts, slot="counts")
        if self.filters.isVisible():
            ask(briefs.pickers(None), owner=self, then=self._show_people, slot="people")

    def _show_board(self, columns: list[Column]) -> None:
        current = self._current()
        self._settle(current, self.views.show_board(columns, self.filters.value()))

    def _show_list(self, ids: list[int]) -> None:
        current = self._current()
        self.table.set_ids(ids)
        self.hints.set_left(trn("{n} brief", "{n} briefs", len(ids)))
        self._settle(current, ids)

    def _settle(self, current: int, ids: Sequence[int]) -> None:
        """Keep the brief that is shown; take the first one where there was none."""
        if not ids and not self._wanted:
            self._show_empty()
            return
        wanted = self._wanted or current
        if not wanted:
            wanted = self.views.first_to_do(ids)
        self._wanted = 0
        self.views.select(wanted)
        if self.detail.brief is None or self._asked != wanted:
            self._ask(wanted)
        elif self._focus_open:
            self._go_to_open()

    def _ask(self, brief_id: int) -> None:
        """Ask for a brief; it is the current one from now on, though its fields come later."""
        self._asked = brief_id
        self.detail.ask(brief_id)

    def _current(self) -> int:
        return self._asked

    def _show_counts(self, counts: Counts) -> None:
        self.header.set_fact(
            tr("{all}, of which {open} open").format(all=counts.total, open=counts.open)
            if counts.total
            else ""
        )

    def _show_totals(self, totals: list[Money]) -> None:
        words = "  ".join(whole_money(amount) for amount in totals)
        self.hints.set_right(tr("Budgets: {amounts}").format(amounts=words) if totals else "")

    def _show_people(self, found: Pickers) -> None:
        self.filters.set_people(found.people)

    # -- nothing to show ------------------------------------------------------------------------

    def _show_empty(self) -> None:
        self.detail.brief = None
        self._asked = 0
        if self.filters.parts():
            self._hiding.ask()
            return
        paste = Button(tr("Paste a message"), "primary", "clipboard-text")
        paste.clicked.connect(self.paste)
        new = Button(tr("New brief"))
        new.clicked.connect(self.new_record)
        self._put_empty(first_brief(paste, new))

    def _on_hiding_found(self, part: str, left: int) -> None:
        state = hidden_by(part, left)
        state.drop_wished.connect(self.filters.drop)
        self._put_empty(state)

    def _put_empty(self, state: EmptyState) -> None:
        if self._empty is not None:
            self.below.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = state
        self.below.addWidget(state)
        self.below.setCurrentWidget(state)

    # -- board and list -------------------------------------------------------------------------

    def _on_card_moved(self, card_id: int, to: str) -> None:
        """Move what was dropped; the reason for closing is asked by the detail below."""
        if self.detail.brief is not None and self.detail.brief.id == card_id:
            self.detail.move_to(to)
            return
        self._moving = (card_id, to)
        self.views.select(card_id)
        self._ask(card_id)

    def _on_card_refused(self, words: str) -> None:
        self.say(words, undo=False)

    def _on_current_changed(self, key: int) -> None:
        if key and key != self._current():
            self._ask(key)

    def _on_brief_shown(self, brief: Any) -> None:
        if brief is None:
            self._asked = 0
            self.load()
            return
        known: Brief = brief
        self.below.setCurrentWidget(self.detail)
        self._show_changed(known)
        if self._moving is not None and self._moving[0] == known.id:
            to, self._moving = self._moving[1], None
            self.detail.move_to(to)
        elif self._focus_open:
            self._go_to_open()
        self.facts_changed.emit()

    def _go_to_open(self) -> None:
        """After a new brief: the first open field is where one goes on."""
        self._focus_open = False
        self.focus_first_open()

    def _show_changed(self, brief: Brief) -> None:
        if self.view.current() != "board" or brief.row.changed_at is None:
            return
        who = pick(brief.changed_by, brief.changed_by_zh, language())
        when = moment(brief.row.changed_at)
        words = tr("Changed by {name}, {when}") if who else tr("Changed {when}")
        self.hints.set_right(words.format(name=who, when=when))

    def _on_opened(self, _key: int) -> None:
        self.focus_first_open()

    def focus_first_open(self) -> None:
        """Go to the first open field, else to the title."""
        if not self.detail.next_open_field():
            self.detail.head.title.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_menu_requested(self, place: QPoint) -> None:
        self.detail.head.more.entries.popup(place)

    def _on_filters_changed(self) -> None:
        self.saved.look()
        self.load()

    def _on_sort_changed(self, _key: str, _descending: bool) -> None:
        self._on_layout_changed()
        self.load()

    def _on_layout_changed(self) -> None:
        """Keep what was changed by hand, unless the columns belong to a view of its own."""
        if not self.saved.own():
            self.kept.keep()
        self.saved.look()

    def _on_view_chosen(self, key: str) -> None:
        self.context.preferences.edit(stored.with_layout, "briefs", key)
        self._show_view()
        self.saved.look()
        self.load()

    def view_state(self) -> dict[str, Any]:
        """Return what a view keeps: filter, columns, and whether board or list is shown."""
        return {
            "filter": self.filters.state(),
            "columns": self.table.column_state(),
            "switch": self.view.current(),
        }

    def show_view(self, shown: Mapping[str, Any]) -> None:
        """Show board or list so; what the view says nothing of stays as it is usually."""
        switch = shown.get("switch", self.view.current())
        self.view.set_current(switch)
        self._show_view()
        self._restore_filter(shown.get("filter", {}))
        self.table.restore_columns(shown.get("columns") or self.kept.state())
        self.load()

    def _restore_filter(self, state: Mapping[str, Any]) -> None:
        self.filters.restore(state)
        self.filter_button.setChecked(bool(self.filters.parts()))

    def _show_view(self) -> None:
        self.views.show_view(self.view.current())
        self.hints.set_left("")
        self.hints.set_right("")

    def _on_filter_toggled(self, on: bool) -> None:
        self.filters.setVisible(on)
        if on:
            self.filters.search.setFocus()
            self.load()
        elif self.filters.parts():
            self.filters.drop()

    def _on_said(self, words: str, undo: bool) -> None:
        self.say(words, undo=undo)

    def _on_open_requested(self, ref: Any) -> None:
        known: Ref = ref
        if known.noun == "brief":
            self.show_record(known.id)
        else:
            self.open(known)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the board gives room to the brief below it."""
        super().resizeEvent(event)
        self.views.setFixedHeight(HEIGHT if event.size().height() >= LOW else LOW_HEIGHT)

    # -- making ---------------------------------------------------------------------------------

    def new_record(self) -> None:
        """Make an empty brief; the first thing to fill in is who it is for."""
        if not self.context.read_only:
            self._make(briefs.create())

    def paste(self) -> None:
        """Make a brief of the text on the clipboard."""
        words = QGuiApplication.clipboard().text()
        if self.context.read_only:
            return
        if not words.strip():
            self.say(
                tr("There is no text on the clipboard. Copy the client's message first."),
                undo=False,
            )
            return
        self._make(briefs.paste(words))

    def _make(self, order: Any) -> None:
        self.context.tasks.run_outcome(
            order, owner=self, then=self._on_made, failed=self._on_refused
        )

    def _on_made(self, outcome: Any) -> None:
        self.say(text(outcome.label))
        self._focus_open = True
        self.show_record(int(outcome.value))

    def _on_refused(self, error: StudioError) -> None:
        self.say(text(error.message), undo=False)

    # -- what the shell asks --------------------------------------------------------------------

    def show_record(self, record_id: int) -> None:
        """Show one brief; a filter that hides it gives way."""
        self.saved.settle()
        if self.filters.parts() and not self.views.knows(record_id):
            self.filters.restore({})
            self.saved.look()
        self._wanted = record_id
        self.load()

    def focus_main(self) -> None:
        """Put the focus on board or list."""
        self.views.focus_current()

    def export_record(self) -> None:
        """Save the list as a file for spreadsheets."""
        self.export.ask(self)

    def focus_filter(self) -> None:
        """Put the focus into the filter."""
        self.filter_button.setChecked(True)
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def next_open_field(self, *, backwards: bool = False) -> None:
        """Go to the next missing, unclear or wrong field."""
        self.detail.next_open_field(backwards=backwards)

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        parts: list[QWidget] = [self.header, self.views, self.detail.words, self.detail.fields]
        return [self.filters, *parts] if self.filters.isVisible() else parts

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        views = self.saved.actions_now()
        if self.context.read_only:
            return views
        paste = tr("Brief from the clipboard")
        found = [
            Action("brief.new", tr("New brief"), self.new_record, "Ctrl+N", "plus"),
            Action("brief.paste", paste, self.paste, "", "clipboard-text"),
        ]
        brief = self.detail.brief
        return [*found, *(self._actions_for(brief) if brief is not None else []), *views]

    def _actions_for(self, brief: Brief) -> list[Action]:
        words = tr("Shortlist for this brief")
        found = [Action("brief.shortlist", words, self.shortlist, "Ctrl+M", "list-plus")]
        head = self.detail.head
        if head.act_button.isVisible():
            words = head.act_button.accessibleName()
            found.append(
                Action("brief.act", words, self.detail.act, "Ctrl+Return", "check", self._may_act)
            )
        if brief.points:
            found.append(
                Action(
                    "brief.questions", tr("Copy questions"), self.detail.copy_questions, "", "copy"
                )
            )
        if brief.locked is None:
            found.append(
                Action(
                    "brief.message", tr("Add message"), self.detail.words.begin_message, "", "plus"
                )
            )
        return found

    def shortlist(self) -> None:
        """Go to who answers to the current brief (Ctrl+M)."""
        if self.detail.brief is not None:
            self.open(Ref("match", self.detail.brief.id))

    def _may_act(self) -> bool:
        return self.detail.head.act_button.isEnabled()

    def refresh(self, changes: Any) -> None:
        """Bring board, list and detail up to date after a commit."""
        touched = changes.ids("brief")
        around = {"client", "brand", "contact", "person", "proposal", "proposal_version", "project"}
        if not touched and not around & changes.nouns():
            return
        if self.view.current() == "list":
            self.table.refresh(touched)
        self.load()
        current = self._current()
        if current and (current in touched or around & changes.nouns()):
            self.detail.ask(current)

    def state(self) -> dict[str, Any]:
        """Return filter, columns, view and the current brief."""
        return {
            **self.view_state(),
            "view": self.saved.state(),
            "current": self._current() or self._wanted,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same again."""
        self._wanted = int(state.get("current") or 0)
        self.show_view({key: one for key, one in state.items() if key != "switch"})
        self.saved.restore(state.get("view", {}))


def _budget(row: BriefRow) -> tuple[Money, ...]:
    return (row.amount,) if row.amount is not None else ()
