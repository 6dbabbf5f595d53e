"""The page of one project: header with both states, and tabs for overview, pieces, money."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.domain.names import pick
from studio.errors import StudioError
from studio.services import clients, deliverables, projects
from studio.services.bookings import BookingRow
from studio.services.clients import Client
from studio.services.deliverables import PieceRow
from studio.services.projects import Project
from studio.services.studio import PersonRow
from ui.context import Context
from ui.forms.saver import Saver
from ui.language import text, tr
from ui.projects import moves, team, words
from ui.projects.money import Bills, Figures, Schedule
from ui.projects.overview import Overview
from ui.projects.pane import change_of, show_reason
from ui.projects.pieces import Pieces
from ui.projects.plan import ProjectPlan
from ui.projects.team import Team
from ui.publish.attached import RecordFiles
from ui.publish.history import RecordHistory
from ui.widgets.banner import Banner
from ui.widgets.boxes import STRETCH, scrolled, vbox
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.cards import Card
from ui.widgets.chips import Chip, OutlineChip
from ui.widgets.header import PageHeader
from ui.widgets.inspector import Tab, TabBar

TABS = ("overview", "team", "schedule", "pieces", "money", "files", "history")


class Hub(QWidget):
    """Everything about one project."""

    refused = Signal(object)
    """Emitted when something was refused that belongs to no field; carries the StudioError."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    open_requested = Signal(object)
    """Emitted when a linked record is to be opened; carries a Ref."""

    verb_chosen = Signal(str)
    """Emitted when something was chosen: "back", "invoice", "archive", "move:STATE" ..."""

    shown = Signal()
    """Emitted when a project has come, or came anew."""

    def __init__(self, context: Context, people: list[PersonRow]) -> None:
        super().__init__()
        self.context = context
        self.project: Project | None = None
        self._key = 0
        self._act = ""
        self._count = 0
        self._bookings: list[BookingRow] = []
        self.saver = Saver(context.tasks, change_of)
        self._build(people)
        self._connect()

    def _build(self, people: list[PersonRow]) -> None:
        self.header = PageHeader("")
        self.back = Button(tr("All projects"), "link", "arrow-left")
        self._state, self._settled = Chip(), Chip()
        self._archived = OutlineChip(tr("Archived"))
        self.header.add_left(self._state, self._settled, self._archived)
        self.move_button = MenuButton(tr("Move to"))
        self.act = Button("", "primary")
        self.header.add(self.back, self.move_button, self.act)
        self._reason = Banner("warn")
        self.tabs = TabBar([], inset=24)
        self.overview = Overview(self.context, self.saver, people)
        self.team = Team(self.context)
        self.pieces = Pieces(self.context.language)
        self.figures, self.schedule, self.bills = Figures(), Schedule(), Bills()
        self.files = RecordFiles(self.context, "project")
        self.history = RecordHistory(self.context, "project")
        self._stack = QStackedWidget()
        money = _tab(self.figures, self.schedule, self.bills)
        files, history = Card(tr("Files")), Card(tr("History"))
        files.body.addWidget(_inset(self.files))
        history.body.addWidget(_inset(self.history))
        self.plan = ProjectPlan(self.context)
        for part in (self.overview, self.team, self.plan, self.pieces, money):
            self._stack.addWidget(part)
        self._stack.addWidget(_tab(files))
        self._stack.addWidget(_tab(history))
        self._bar = vbox(None, self.tabs)
        column = vbox(self, self.header, self._reason, self.saver, self._bar, self._stack)
        column.setStretchFactor(self._stack, 1)

    def _connect(self) -> None:
        self.act.clicked.connect(self._on_act_clicked)
        self.back.clicked.connect(self._on_back_clicked)
        self.bills.open_requested.connect(self.open_requested)
        self.files.refused.connect(self.refused)
        self.files.said.connect(self.said)
        self.move_button.picked.connect(self._on_picked)
        self.overview.open_requested.connect(self.open_requested)
        self.pieces.open_requested.connect(self.open_requested)
        self.plan.open_requested.connect(self.open_requested)
        self.plan.refused.connect(self.refused)
        self.plan.said.connect(self.said)
        self.pieces.piece_wished.connect(self._on_piece_wished)
        self.saver.refused.connect(self.refused)
        self.schedule.invoice_wished.connect(self._on_invoice_wished)
        self.schedule.open_requested.connect(self.open_requested)
        self.schedule.part_wished.connect(self._on_part_wished)
        self.schedule.removal_wished.connect(self._on_removal_wished)
        self.tabs.chosen.connect(self.set_tab)
        self.team.open_requested.connect(self.open_requested)
        self.team.said.connect(self.said)

    # -- showing --------------------------------------------------------------------------------

    def show_record(self, key: int) -> None:
        """Read a project and show it."""
        self._key = key
        self.reload()
        if self.tab() == "schedule":
            self.plan.show_project(key)

    def reload(self) -> None:
        """Read the project anew."""
        tasks = self.context.tasks
        tasks.ask(
            projects.one(self._key),
            owner=self,
            then=self._on_one,
            failed=self._on_gone,
            slot="one",
        )
        query = deliverables.of_project(self._key)
        tasks.ask(query, owner=self, then=self._on_pieces, slot="pieces")

    def _on_gone(self, error: StudioError) -> None:
        self.verb_chosen.emit("back")
        self.refused.emit(error)

    def _on_one(self, project: Project) -> None:
        if project.id != self._key:
            return
        another = self.project is None or self.project.client_id != project.client_id
        self.project = project
        self.saver.show_record(project.id, project.version)
        if another:
            query = clients.one(project.client_id)
            self.context.tasks.ask(query, owner=self, then=self._on_client, slot="client")
        self._show_head(project)
        self.overview.show_project(project)
        language, locked = self.context.language, self._locked()
        if project.money is not None:
            self.figures.show_money(project.money)
        self.schedule.show_project(project, language, locked=locked or project.state == "cancelled")
        self.bills.show_bills(project.bills, language)
        self.files.show_record(project.id)
        self.history.show_record(project.id)
        team.ask(self.context, project.id, self, self._on_bookings)
        self.shown.emit()

    def _on_bookings(self, rows: list[BookingRow]) -> None:
        self._bookings = rows
        if self.project is not None:
            self.team.show_bookings(self.project, rows, locked=self._locked())
        self._show_tabs(self._count)

    def _on_client(self, client: Client) -> None:
        self.overview.set_contacts(client)

    def _on_pieces(self, rows: list[PieceRow]) -> None:
        self.pieces.show_pieces(rows, locked=self._locked())
        self._count = len(rows)
        self._show_tabs(self._count)

    def _locked(self) -> bool:
        closed = self.project is not None and self.project.state == "closed"
        return self.context.read_only or closed

    def _show_tabs(self, pieces: int) -> None:
        bills = len(self.project.bills) if self.project is not None else 0
        self.tabs.set_tabs(
            [
                Tab("overview", tr("Overview")),
                Tab("team", tr("Talent"), len(self._bookings) or None),
                Tab("schedule", tr("Schedule")),
                Tab("pieces", tr("Deliverables"), pieces),
                Tab("money", tr("Money"), bills or None),
                Tab("files", tr("Files")),
                Tab("history", tr("History")),
            ]
        )

    def _show_head(self, project: Project) -> None:
        language = self.context.language
        name = pick(project.name, project.name_zh, language)
        client = pick(project.client, project.client_zh, language)
        fact = tr(", ", "between facts").join((project.number, client))
        self.header.set(name, fact)
        self._state.set(project.shown.role, text(project.shown.label))
        settled = words.settlement_chip(project.settled, project.paid)
        self._settled.set(settled.status, settled.words)
        self._archived.setVisible(project.archived)
        show_reason(self._reason, project)
        moves.fill_menu(self.move_button.entries, project, read_only=self.context.read_only)
        self.move_button.setEnabled(not self.context.read_only)
        self._show_act(project)

    def _show_act(self, project: Project) -> None:
        """The one next action: the usual move, or the next invoice while that is blocked."""
        move = moves.usual(project)
        part = project.open_part()
        draft = next((bill for bill in project.bills if bill.shown.code == "draft"), None)
        ready = move is not None and not move.obstacles
        self._act = ""
        if ready and move is not None:
            self._act = f"move:{move.state}"
            self.act.set_words(moves.act_words(project.state, move.state))
        elif part is not None and project.state != "cancelled":
            self._act = "invoice"
            self.act.set_words(tr("Make invoice"))
            self.act.setToolTip(tr("Make invoice: {part}").format(part=part.title))
        elif draft is not None:
            self._act = f"bill:{draft.id}"
            self.act.set_words(tr("Open the draft"))
        elif move is not None:
            self._act = f"move:{move.state}"
            self.act.set_words(moves.act_words(project.state, move.state))
        self.act.setVisible(bool(self._act) and not self.context.read_only)
        why = ""
        if move is not None and self._act.startswith("move"):
            why = moves.blocked(move)
        self.act.set_ready(not why, why)

    # -- tabs and keys --------------------------------------------------------------------------

    def set_tab(self, key: str) -> None:
        """Turn a tab on."""
        if key in TABS:
            self.tabs.set_current(key)
            self._stack.setCurrentIndex(TABS.index(key))
            if key == "schedule" and self._key:
                self.plan.show_project(self._key)

    def tab(self) -> str:
        """Return the key of the tab that is on."""
        return TABS[self._stack.currentIndex()]

    def focus_next_open(self, *, backwards: bool = False) -> bool:
        """Go to the next wrong field."""
        self.set_tab("overview")
        return self.overview.focus_next_open(backwards=backwards)

    # -- doing ----------------------------------------------------------------------------------

    def _on_act_clicked(self) -> None:
        self.verb_chosen.emit(self._act)

    def _on_back_clicked(self) -> None:
        self.verb_chosen.emit("back")

    def _on_picked(self, verb: object) -> None:
        self.verb_chosen.emit(str(verb))

    def _on_piece_wished(self) -> None:
        self.verb_chosen.emit("pieces")

    def _on_invoice_wished(self, part: int) -> None:
        self.verb_chosen.emit(f"invoice:{part}")

    def _on_part_wished(self, part: int) -> None:
        self.verb_chosen.emit(f"part:{part}")

    def _on_removal_wished(self, part: int) -> None:
        self.verb_chosen.emit(f"remove:{part}")

    def refresh(self, changes: Any) -> None:
        """Read the project anew where a change touches it, its pieces or its money."""
        if not self._key:
            return
        self.plan.refresh(changes)
        if self._key in changes.ids("project") or {
            "invoice", "payment", "allocation", "deliverable", "client", "contact", "booking",
        } & changes.nouns():  # fmt: skip
            self.reload()


def _inset(widget: QWidget) -> QWidget:
    holder = QWidget()
    vbox(holder, widget, margins=(14, 12, 14, 14))
    return holder


def _tab(*cards: QWidget) -> QWidget:
    content = QWidget()
    vbox(content, *cards, STRETCH, margins=(24, 14, 24, 20), gap=14)
    holder = QWidget()
    vbox(holder, scrolled(content))
    return holder
