"""The page of a shortlist: filters from the brief, who answers to it and why, who is picked."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from studio.domain.names import pick
from studio.errors import Invalid, StudioError
from studio.services import factsheets, shortlists
from studio.services.factsheets import Sheet
from studio.services.operation import Query
from studio.services.shortlists import Found, MatchRow
from ui.context import Action, Context, Ref
from ui.language import text, tr, trn
from ui.models.ids import Arrived
from ui.models.table import RecordTable
from ui.page import Page
from ui.publish.sheet import SheetDialog
from ui.shortlists.cells import Cells
from ui.shortlists.dialogs import (
    MOST,
    CompareDialog,
    DeclineDialog,
    ExcludeDialog,
    WeightsDialog,
)
from ui.shortlists.filters import FilterPanel
from ui.shortlists.left_out import LeftOut
from ui.shortlists.pane import ScorePane
from ui.widgets.boxes import frame, hbox, vbox
from ui.widgets.buttons import Button, Segment, Segments, icon_button
from ui.widgets.dialogs import Dialog
from ui.widgets.empty import EmptyState
from ui.widgets.header import HintRow, PageHeader
from ui.widgets.waiting import Waiting


class ShortlistsPage(Page):
    """The shortlist of one brief."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.found: Found | None = None
        self._brief = 0
        self._rows: dict[int, MatchRow] = {}
        self._hidden = False
        self._said = ""
        self._dialog: Dialog | None = None
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
        columns = Cells(self.context.language).columns()
        self.table = RecordTable(columns, self._fetch, height=48, name=tr("Found for the brief"))
        self.left_out = LeftOut(self.context)
        self.waiting = Waiting(self.table, height=48)
        self.hints = HintRow(
            "",
            [
                ("Space", tr("shortlist", "key")),
                ("X", tr("leave out", "key")),
                ("C", tr("compare", "key")),
                ("Ctrl Enter", tr("PDF", "key")),
            ],
        )
        ground = frame("surface", "top")
        vbox(ground, self.waiting, self.left_out)
        self.left_out.hide()
        middle = QWidget()
        column = vbox(middle, ground, self.hints)
        column.setStretchFactor(ground, 1)
        self.pane = ScorePane(self.context)
        self.pane.hide()
        below = hbox(None, self.filters, middle, self.pane, gap=0)
        below.setStretch(1, 1)
        outer = vbox(self, self.header)
        outer.addLayout(below, 1)

    def _connect(self) -> None:
        self._key("Space", self.pick_current)
        self._key("X", self.exclude_current)
        self._key("C", self.compare)
        self.brief_button.clicked.connect(self._on_brief_clicked)
        self.filters.asked.connect(self._on_asked)
        self.filters.reset_wished.connect(self._on_reset_wished)
        self.left_out.back_wished.connect(self._on_back_wished)
        self.pane.moved.connect(self._on_moved)
        self.pane.open_requested.connect(self.open_requested)
        self.pane.picked.connect(self.pick_current)
        self.pane.quoted.connect(self._on_quoted)
        self.paper_button.clicked.connect(self.print_record)
        self.propose_button.clicked.connect(self.propose)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.menu_requested.connect(self._on_menu_requested)
        self.table.opened.connect(self._on_opened)
        self.view.chosen.connect(self._on_view_chosen)
        self.weights_button.clicked.connect(self.weigh)

    def _key(self, key: str, run: Any) -> None:
        shortcut = QShortcut(QKeySequence(key), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)

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
        self.waiting.start()
        self.context.tasks.ask(
            shortlists.match(self._brief), owner=self, then=self._on_found, failed=self._on_gone,
            slot="found",
        )  # fmt: skip

    def _on_found(self, found: Found) -> None:
        if found.brief.id != self._brief:
            return
        self.found = found
        self._rows = {row.talent_id: row for row in found.rows}
        brief = found.brief
        language = self.context.language
        self.header.set(
            pick(brief.title, brief.title_zh, language) or brief.number,
            tr("{number}, {client}").format(
                number=brief.number, client=pick(brief.client, brief.client_zh, language)
            ),
        )
        self.filters.show_found(found)
        self.left_out.show_found(found)
        self.table.forget()
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
        self.waiting.show_empty(
            EmptyState(
                "people",
                tr("A shortlist belongs to a brief"),
                tr("Open a brief and press Ctrl M."),
                briefs,
            )
        )
        self._show_acts()

    def _show_acts(self) -> None:
        editable = self.found is not None and not self.context.read_only
        for button in (self.brief_button, self.paper_button, self.view):
            button.setEnabled(self.found is not None)
        for button in (self.weights_button, self.propose_button):
            button.setEnabled(editable)
        listed = self._listed()
        self.paper_button.setEnabled(bool(listed))
        self.propose_button.setEnabled(editable and bool(listed))

    def _listed(self) -> list[int]:
        """Return who is on the shortlist, in its order."""
        if self.found is None:
            return []
        return [one.talent_id for one in self.found.kept if one.state.code != "declined"]

    # -- the list -------------------------------------------------------------------------------

    def _fetch(self, ids: Sequence[int], arrived: Arrived) -> None:
        arrived({key: self._rows[key] for key in ids if key in self._rows})

    def _show_view(self) -> None:
        found = self.found
        if found is None:
            return
        self.filters.show()
        away = self.view.current() == "away"
        self.left_out.setVisible(away)
        self.waiting.setVisible(not away)
        shown = [key for key in self._listed() if key in self._rows]
        if self.view.current() == "found":
            declined = {one.talent_id for one in found.kept if one.state.code == "declined"}
            shown = [row.talent_id for row in found.rows if row.talent_id not in declined]
        self.table.set_ids(shown, select_first=True)
        self._show_current(self.table.current_id())
        if shown:
            self.waiting.show_content()
        else:
            self._show_empty(found)
        listed = len(self._listed())
        self.hints.set_left(tr("{n} of {total}").format(n=len(found.rows), total=found.considered))
        self.hints.set_right(tr("{n} shortlisted").format(n=listed) if listed else "")
        self._show_acts()

    def _show_empty(self, found: Found) -> None:
        if self.view.current() == "listed":
            self.waiting.show_empty(
                EmptyState("people", tr("Nobody is shortlisted yet"), tr("Space picks the row."))
            )
            return
        if found.worst is None:
            self.waiting.show_empty(
                EmptyState("people", tr("There is nobody to choose from"),
                           tr("Add creators to the roster first."))
            )  # fmt: skip
            return
        drop = Button(tr("Drop it"), "primary")
        drop.clicked.connect(self._on_drop_clicked)
        drop.setEnabled(found.worst_filter != "pitch" and not self.context.read_only)
        self.waiting.show_empty(
            EmptyState("search", tr("The filters leave nobody"), text(found.worst), drop)
        )

    def _on_drop_clicked(self) -> None:
        if self.found is not None:
            must = self.found.wishes.must - {self.found.worst_filter}
            self._on_asked({"must": sorted(must)})

    def _on_view_chosen(self, _key: str) -> None:
        self._show_view()

    def _on_current_changed(self, key: int) -> None:
        self._show_current(key)
        self.facts_changed.emit()

    def _show_current(self, key: int) -> None:
        row = self._rows.get(key)
        if row is None or self.found is None or self.view.current() == "away":
            self.pane.hide()
            return
        self.pane.show_row(row, self.found)
        self.pane.setVisible(not self._hidden)

    def current(self) -> MatchRow | None:
        """Return who stands in the pane."""
        return self._rows.get(self.table.current_id())

    def _picked(self) -> list[MatchRow]:
        """Return the picked rows in the list's order, the current one where none is picked."""
        keys = self.table.picked_ids()
        rows = [self._rows[key] for key in self.table.ids() if key in keys and key in self._rows]
        current = self.current()
        return rows or ([current] if current is not None else [])

    # -- asking differently ---------------------------------------------------------------------

    def _on_asked(self, values: dict[str, Any]) -> None:
        if self.found is None:
            return
        self._run(shortlists.ask(self._brief, version=self.found.version, values=values))

    def _on_reset_wished(self) -> None:
        if self.found is not None and self.found.version:
            self._run(shortlists.ask_as_brief(self._brief, version=self.found.version))

    def weigh(self) -> None:
        """Change what the parts of the score weigh."""
        if self.found is None:
            return
        dialog = WeightsDialog(self.context, self.found, self)
        dialog.done_with.connect(self._on_weighed)
        dialog.kept.connect(self._on_weights_kept)
        self._open(dialog)

    def _on_weighed(self, _version: object) -> None:
        self.say(tr("Weights changed"))

    def _on_weights_kept(self) -> None:
        self._run(shortlists.keep_weights(self._brief), tr("Weights are the studio's"))

    # -- picking --------------------------------------------------------------------------------

    def pick_current(self) -> None:
        """Put the picked on the shortlist, or take the current one off it."""
        rows = self._picked()
        if self.found is None or not rows or self.context.read_only:
            return
        listed = set(self._listed())
        if len(rows) == 1 and rows[0].talent_id in listed:
            kept = next(one for one in self.found.kept if one.talent_id == rows[0].talent_id)
            self._run(shortlists.take_off(kept.id, version=kept.version), tr("Taken off"))
            return
        new = [row.talent_id for row in rows if row.talent_id not in listed]
        words_ = trn("{n} person shortlisted", "{n} people shortlisted", len(new))
        self._run(shortlists.shortlist(self._brief, new), words_)

    def exclude_current(self) -> None:
        """Leave the current one out, with a reason."""
        row = self.current()
        if row is None or self.context.read_only:
            return
        dialog = ExcludeDialog(self.context, self._brief, row, self)
        dialog.done_with.connect(self._on_excluded)
        self._open(dialog)

    def _on_excluded(self, _key: object) -> None:
        self.say(tr("Left out"))

    def _on_back_wished(self, talent_id: int) -> None:
        self._run(shortlists.shortlist(self._brief, [talent_id]), tr("Back on the shortlist"))

    def _on_moved(self, to: str) -> None:
        row = self.pane.row
        if row is None or not row.candidate_id:
            return
        candidate = (row.candidate_id, row.candidate_version)
        if to == "declined":
            name = pick(row.name, row.name_zh, self.context.language)
            self._open(DeclineDialog(self.context, candidate, name, self))
            return
        self._run(shortlists.move(candidate[0], version=candidate[1], to=to))

    def _on_quoted(self, amount: object) -> None:
        row = self.pane.row
        if row is None or not row.candidate_id or self.found is None:
            return
        self._run(
            shortlists.quote(
                row.candidate_id,
                version=row.candidate_version,
                amount=amount,
                currency=self.found.wishes.currency,
            ),
            tr("Quote noted"),
        )

    def compare(self) -> None:
        """Show up to four side by side: the picked, else the first of the list."""
        rows = self._picked()
        if len(rows) < 2:
            rows = [self._rows[key] for key in self.table.ids()[:MOST] if key in self._rows]
        if len(rows) > 1:
            self._open(CompareDialog(self.context, rows, self))

    def propose(self) -> None:
        """Put the shortlisted forward in the brief's proposal and go there."""
        if not self._listed() or self.context.read_only:
            return
        self.context.tasks.run(
            shortlists.propose(self._brief), owner=self, then=self._on_proposed,
            failed=self._on_refused,
        )  # fmt: skip

    def _on_proposed(self, proposal_id: int) -> None:
        self.say(tr("The shortlist is in the proposal"))
        self.open(Ref("proposal", proposal_id))

    # -- doing ----------------------------------------------------------------------------------

    def _run(self, command: Any, words_: str = "") -> None:
        self._said = words_
        self.context.tasks.run(command, owner=self, then=self._on_done, failed=self._on_refused)

    def _on_done(self, _value: object) -> None:
        if self._said:
            self.say(self._said)

    def _on_refused(self, error: StudioError) -> None:
        if isinstance(error, Invalid) and not self.filters.show_errors(error.fields):
            return
        self.say(text(error.message), undo=False)
        self._ask()

    def _open(self, dialog: Dialog) -> None:
        self._dialog = dialog
        dialog.open()

    def dialog(self) -> Dialog | None:
        """Return the dialog that was opened last."""
        return self._dialog

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
        if self._listed():
            self._open(
                SheetDialog(
                    self.context, tr("Shortlist PDF"), f"shortlist:{self._brief}", self._sheet, self
                )
            )

    def _sheet(self, language: str) -> Query[Sheet]:
        return factsheets.shortlist(self._brief, language)

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
            on = row.talent_id in self._listed()
            name = tr("Take off the shortlist") if on else tr("Shortlist", "verb")
            found = [
                Action("shortlist.pick", name, self.pick_current, "", "list-plus"),
                Action("shortlist.exclude", tr("Leave out"), self.exclude_current, "", "x"),
                *found,
            ]
        return [
            *found,
            Action("shortlist.weigh", tr("Weights of the score"), self.weigh, "",
                   "sliders-horizontal"),
            Action("shortlist.propose", tr("Put into the proposal"), self.propose, "",
                   "presentation-chart", self._has_listed),
        ]  # fmt: skip

    def _has_listed(self) -> bool:
        return bool(self._listed())

    def refresh(self, changes: Any) -> None:
        """Ask again where something the score is made of has changed."""
        nouns = {
            "brief", "talent", "social_account", "follower_snapshot", "audience_snapshot",
            "booking", "exclusivity", "match_weight", "deliverable", "tier_band",
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
