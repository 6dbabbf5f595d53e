"""The page of a shortlist: filters from the brief, who answers to it and why, who is picked."""

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from studio.domain.names import pick
from studio.errors import Invalid, StudioError
from studio.services import factsheets, shortlists
from studio.services.factsheets import Sheet, Table
from studio.services.operation import Query
from studio.services.shortlists import Found, MatchRow
from ui.context import Action, Context, Ref
from ui.language import text, tr
from ui.page import Page
from ui.publish.sheet import SheetDialog
from ui.shortlists.acts import ShortlistActs
from ui.shortlists.compare import MOST
from ui.shortlists.dialogs import WeightsDialog
from ui.shortlists.filters import FilterPanel
from ui.shortlists.middle import Middle, listed
from ui.shortlists.pane import ScorePane
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button, Segment, Segments, icon_button
from ui.widgets.dialogs import Dialog
from ui.widgets.header import PageHeader


class ShortlistsPage(Page):
    """The shortlist of one brief."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.found: Found | None = None
        self._brief = 0
        self._hidden = False
        self.acts = ShortlistActs(context, self)
        self._build()
        self._connect()
        self._show_nothing()

    # -- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        self.header = PageHeader(tr("Shortlist"))
        self.view = Segments(
            [
                Segment("found", tr("Found")),
                Segment("listed", tr("Shortlist")),
                Segment("away", tr("Left out")),
            ],
            name=tr("View"),
        )
        self.brief_button = icon_button("chat-text", tr("Open the brief"))
        self.weights_button = icon_button("sliders-horizontal", tr("Weights of the score"))
        self.paper_button = Button(tr("Shortlist PDF"), icon="file-pdf")
        self.propose_button = Button(tr("Put into the proposal"), "primary", "presentation-chart")
        self.header.add(
            self.view, self.brief_button, self.weights_button, self.paper_button,
            self.propose_button,
        )  # fmt: skip
        self.filters = FilterPanel(self.context)
        self.middle = Middle(self.context)
        self.table, self.left_out = self.middle.table, self.middle.left_out
        self.pane = ScorePane(self.context)
        self.pane.hide()
        below = hbox(None, self.filters, self.middle, self.pane, gap=0)
        below.setStretch(1, 1)
        outer = vbox(self, self.header)
        outer.addLayout(below, 1)

    def _connect(self) -> None:
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.print_record)
        self.middle.on_key("Space", self.pick_current)
        self.middle.on_key("X", self.exclude_current)
        self.middle.on_key("C", self.compare)
        self.acts.added.connect(self.middle.go_on)
        self.acts.open_requested.connect(self.open_requested)
        self.acts.refused.connect(self._on_acts_refused)
        self.acts.said.connect(self.say)
        self.brief_button.clicked.connect(self._on_brief_clicked)
        self.filters.asked.connect(self._on_asked)
        self.filters.reset_wished.connect(self._on_reset_wished)
        self.left_out.back_wished.connect(self._on_back_wished)
        self.middle.current_changed.connect(self._on_current_changed)
        self.middle.filter_left_out.connect(self._on_filter_left_out)
        self.pane.ask_wished.connect(self.ask_current)
        self.pane.benchmarks_wished.connect(self.acts.benchmarks)
        self.pane.moved.connect(self._on_moved)
        self.pane.open_requested.connect(self.open_requested)
        self.pane.picked.connect(self.pick_current)
        self.pane.priced.connect(self._on_priced)
        self.pane.quoted.connect(self._on_quoted)
        self.paper_button.clicked.connect(self.print_record)
        self.propose_button.clicked.connect(self.propose)
        self.table.menu_requested.connect(self._on_menu_requested)
        self.table.opened.connect(self._on_opened)
        self.view.chosen.connect(self._on_view_chosen)
        self.weights_button.clicked.connect(self.weigh)

    # -- the brief ------------------------------------------------------------------------------

    def show_record(self, record_id: int) -> None:
        """Show who answers to a brief."""
        if record_id != self._brief:
            self._brief, self.found = record_id, None
            self.table.set_ids([])
            self.pane.hide()
        self._ask()

    def _ask(self) -> None:
        if not self._brief:
            return
        self.middle.waiting.start()
        self.context.tasks.ask(
            shortlists.match(self._brief), owner=self, then=self._on_found, failed=self._on_gone,
            slot="found",
        )  # fmt: skip

    def _on_found(self, found: Found) -> None:
        if found.brief.id != self._brief:
            return
        self.found = found
        brief = found.brief
        language = self.context.language
        self.header.set(
            pick(brief.title, brief.title_zh, language) or brief.number,
            tr("{number}, {client}").format(
                number=brief.number, client=pick(brief.client, brief.client_zh, language)
            ),
        )
        self.filters.show_found(found)
        self.middle.take(found)
        self._show_view()
        self.facts_changed.emit()

    def _on_gone(self, _error: StudioError) -> None:
        self._brief = 0
        self._show_nothing()

    def _show_nothing(self) -> None:
        """Say where a shortlist begins: no brief was chosen."""
        self.found = None
        self.header.set(tr("Shortlist"))
        self.filters.hide()
        self.pane.hide()
        briefs = Button(tr("Briefs"), "primary")
        briefs.clicked.connect(self._on_briefs_clicked)
        self.middle.show_no_brief(briefs)
        self._show_acts()

    def _show_acts(self) -> None:
        editable = self.found is not None and not self.context.read_only
        for button in (self.brief_button, self.paper_button, self.view):
            button.setEnabled(self.found is not None)
        for button in (self.weights_button, self.propose_button):
            button.setEnabled(editable)
        self.paper_button.setEnabled(self._has_listed())
        self.propose_button.setEnabled(editable and self._has_listed())

    # -- the list -------------------------------------------------------------------------------

    def _show_view(self) -> None:
        found = self.found
        if found is not None:
            self.filters.show()
            self.middle.show_view(found, self.view.current())
            self._show_current(self.table.current_id())
            self._show_acts()

    def _on_filter_left_out(self, code: str) -> None:
        if self.found is not None:
            self._on_asked({"must": sorted(self.found.wishes.must - {code})})

    def _on_view_chosen(self, _key: str) -> None:
        self._show_view()

    def _on_current_changed(self, key: int) -> None:
        self._show_current(key)
        self.facts_changed.emit()

    def _show_current(self, key: int) -> None:
        row = self.middle.row(key)
        if row is None or self.found is None or self.view.current() == "away":
            self.pane.hide()
            return
        self.pane.show_row(row, self.found)
        self.pane.setVisible(not self._hidden)

    def current(self) -> MatchRow | None:
        """Return who stands in the pane."""
        return self.middle.current()

    # -- asking differently ---------------------------------------------------------------------

    def _on_asked(self, values: dict[str, Any]) -> None:
        if self.found is None:
            return
        self.acts.run(shortlists.ask(self._brief, version=self.found.version, values=values))

    def _on_reset_wished(self) -> None:
        if self.found is not None and self.found.version:
            self.acts.run(shortlists.ask_as_brief(self._brief, version=self.found.version))

    def weigh(self) -> None:
        """Change what the parts of the score weigh."""
        if self.found is None:
            return
        dialog = WeightsDialog(self.context, self.found, self)
        dialog.done_with.connect(self._on_weighed)
        dialog.kept.connect(self._on_weights_kept)
        self.acts.show(dialog)

    def _on_weighed(self, _version: object) -> None:
        self.say(tr("Weights changed"))

    def _on_weights_kept(self) -> None:
        words_ = tr("Weights are the studio's")
        self.acts.run(shortlists.keep_weights(self._brief), words_)

    # -- doing ----------------------------------------------------------------------------------

    def _on_acts_refused(self, error: Any) -> None:
        if isinstance(error, Invalid):
            rest = self.filters.show_errors(error.fields)
            if not rest or not self.pane.show_errors(rest):
                return
        self.say(text(error.message), undo=False)
        self._ask()

    def pick_current(self) -> None:
        """Put the picked on the shortlist, or take the current one off it."""
        if self.found is not None:
            self.acts.pick(self.found, self.middle.picked())

    def exclude_current(self) -> None:
        """Leave the current one out, with a reason."""
        row = self.current()
        if row is not None:
            self.acts.exclude(self._brief, row)

    def ask_current(self) -> None:
        """Ask the current one for a price."""
        row = self.current()
        if row is not None:
            self.acts.ask_price(self._brief, row)

    def compare(self) -> None:
        """Show up to four side by side: the picked, else the first of the list."""
        rows = self.middle.picked()
        if len(rows) < 2:
            rows = self.middle.first(MOST)
        self.acts.compare(rows)

    def propose(self) -> None:
        """Put the shortlisted forward in the brief's proposal and go there."""
        if self._has_listed():
            self.acts.propose(self._brief)

    def _on_back_wished(self, talent_id: int) -> None:
        self.acts.take_back(self._brief, talent_id)

    def _on_moved(self, to: str) -> None:
        if self.pane.row is not None:
            self.acts.move(self.pane.row, to)

    def _on_quoted(self, amount: object) -> None:
        if self.pane.row is not None and self.found is not None:
            self.acts.quote(self.pane.row, amount, self.found.wishes.currency)

    def _on_priced(self, amount: object) -> None:
        if self.pane.row is not None:
            self.acts.enter_price(self._brief, self.pane.row, amount)

    def dialog(self) -> Dialog | None:
        """Return the dialog that was opened last."""
        return self.acts.dialog()

    def _on_menu_requested(self, _ids: object, place: QPoint) -> None:
        menu = QMenu(self)
        for action in self.actions_now():
            if action.id.startswith("shortlist."):
                menu.addAction(action.text).triggered.connect(action.run)
        menu.popup(place)

    def _on_opened(self, key: int) -> None:
        self.open(Ref("talent", key))

    def _on_brief_clicked(self) -> None:
        self.open(Ref("brief", self._brief))

    def _on_briefs_clicked(self) -> None:
        self.open(Ref("brief"))

    # -- the page -------------------------------------------------------------------------------

    def print_record(self) -> None:
        """Show the shortlist as the client gets it."""
        if self._has_listed():
            self.acts.show(
                SheetDialog(
                    self.context,
                    tr("Shortlist PDF"),
                    f"shortlist:{self._brief}",
                    self._sheet,
                    self,
                    table=self._table,
                )
            )

    def _sheet(self, language: str) -> Query[Sheet]:
        return factsheets.shortlist(self._brief, language)

    def _table(self, language: str) -> Query[Table]:
        return factsheets.shortlist_table(self._brief, language)

    def export_record(self) -> None:
        """Show the PDF: from there it is saved."""
        self.print_record()

    def focus_main(self) -> None:
        """Put the focus on the list."""
        self.table.setFocus()

    def focus_filter(self) -> None:
        """Put the focus into the first filter."""
        self.filters.form.focus_first()

    def toggle_inspector(self) -> None:
        """Show or hide how the score comes about."""
        self._hidden = not self._hidden
        self._show_current(self.table.current_id())

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        parts: list[QWidget] = [self.header, self.filters, self.table]
        return [*parts, self.pane] if self.pane.isVisible() else parts

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        if self.found is None:
            return []
        found = [
            Action("shortlist.compare", tr("Compare"), self.compare, "", "columns"),
            Action(
                "shortlist.pdf", tr("Shortlist PDF"), self.print_record, "Ctrl+Return", "file-pdf",
                self._has_listed,
            ),
        ]  # fmt: skip
        if self.context.read_only:
            return found
        row = self.current()
        if row is not None:
            on = row.talent_id in listed(self.found)
            name = tr("Take off the shortlist") if on else tr("Shortlist", "verb")
            found = [
                Action("shortlist.pick", name, self.pick_current, "", "list-plus"),
                Action("shortlist.exclude", tr("Leave out"), self.exclude_current, "", "x"),
                Action("shortlist.ask", tr("Ask for a price"), self.ask_current, "", "chat-text"),
                *found,
            ]
        return [
            *found,
            Action("shortlist.benchmarks", tr("Benchmarks"), self.acts.benchmarks, "", "chart-bar"),
            Action("shortlist.weigh", tr("Weights of the score"), self.weigh, "",
                   "sliders-horizontal"),
            Action("shortlist.propose", tr("Put into the proposal"), self.propose, "",
                   "presentation-chart", self._has_listed),
        ]  # fmt: skip

    def _has_listed(self) -> bool:
        return bool(listed(self.found))

    def refresh(self, changes: Any) -> None:
        """Ask again where something the score is made of has changed."""
        nouns = {
            "brief", "talent", "social_account", "follower_snapshot", "audience_snapshot",
            "booking", "exclusivity", "match_weight", "deliverable", "tier_band", "piece_result",
        }  # fmt: skip
        if self._brief and nouns & changes.nouns():
            self._ask()

    def state(self) -> dict[str, Any]:
        """Return which brief, which view and who."""
        return {
            "brief": self._brief, "view": self.view.current(), "current": self.table.current_id()
        }  # fmt: skip

    def restore(self, state: dict[str, Any]) -> None:
        """Show what was shown."""
        self.view.set_current(state.get("view", "found"))
        if state.get("brief"):
            self.show_record(state["brief"])
            self.table.select_id(state.get("current", 0))
