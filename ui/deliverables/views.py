"""The ways the page shows pieces: board, week and list; one of them is on."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.domain import deliverables as rules
from studio.services import deliverables
from studio.services.deliverables import Column, DeliverableFilter, PieceRow, Week
from ui.context import Context
from ui.deliverables.board import SHOWN, PieceBoard
from ui.deliverables.looks import Cells
from ui.deliverables.pictures import Pictures
from ui.deliverables.week.view import WeekView
from ui.language import tr
from ui.models.ids import Arrived
from ui.models.table import RecordTable
from ui.widgets.boxes import frame, scrolled, vbox

KEYS = ("board", "week", "list", "out", "archived")


class PieceViews(QStackedWidget):
    """Asks for what the view that is on shows, and tells what a person does in it."""

    asked = Signal()
    """Emitted when the same view is to show something else: another week, another sorting."""

    arrived = Signal()
    """Emitted when the pieces that were asked for are shown."""

    current_changed = Signal(int)
    """Emitted when another piece is current; carries its id, 0 for none."""

    files_dropped = Signal(int, list)
    """Emitted when files were dropped on a piece; carries its id and their paths."""

    menu_requested = Signal(QPoint)
    """Emitted when the menu of the current piece is wanted; carries the place on the screen."""

    moved = Signal(object, str)
    """Emitted when a card was dropped on another gate; carries the PieceRow and the column."""

    opened = Signal(int)
    """Emitted when a piece is to be opened; carries its id."""

    planned = Signal(object, object)
    """Emitted when a piece is to go out on another day; carries the PieceRow and the day."""

    refused = Signal(str)
    """Emitted when a piece was dropped where it may not go; carries the reason."""

    def __init__(self, context: Context, pictures: Pictures) -> None:
        super().__init__()
        self._context = context
        self._day: date | None = None
        """A day of the week that is shown; None follows today."""
        self._first = 0
        self.key = "board"
        """The view that is on, one of KEYS."""
        self.board = PieceBoard(context, pictures)
        ground = QWidget()
        vbox(ground, self.board, margins=(24, 0, 16, 12))
        self._ground = scrolled(ground)  # in a small window five columns and a pane are too many
        self._ground.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._ground.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.week = WeekView(context, pictures)
        columns = Cells(context.language).columns()
        self.table = RecordTable(columns, self._fetch, name=tr("Deliverables"))
        self.table.set_sort("publish", False)
        listed = frame("surface", "top")
        vbox(listed, self.table)
        for widget in (self._ground, self.week, listed):
            self.addWidget(widget)
        self._connect()

    def _connect(self) -> None:
        self.board.current_changed.connect(self._on_card_changed)
        self.board.files_dropped.connect(self.files_dropped)
        self.board.moved.connect(self._on_moved)
        self.board.refused.connect(self.refused)
        self.table.menu_requested.connect(self._on_menu_requested)
        self.table.sort_changed.connect(self._on_sort_changed)
        self.week.dropped.connect(self.files_dropped)
        self.week.planned.connect(self._on_planned)
        self.week.refused.connect(self.refused)
        self.week.turned.connect(self.show_week_of)
        for cards in (self.board, self.week):
            cards.menu_requested.connect(self._on_menu_requested)
        for view in (self.board, self.week, self.table):
            view.current_changed.connect(self.current_changed)
            view.opened.connect(self.opened)

    # -- asking ---------------------------------------------------------------------------------

    def ask(self, wanted: DeliverableFilter) -> None:
        """Ask for what the view that is on shows under a filter."""
        tasks = self._context.tasks
        if self.key == "board":
            tasks.ask(deliverables.board(wanted), owner=self, then=self._on_board, slot="shown")
        elif self.key == "week":
            week = deliverables.week(self._day, wanted)
            tasks.ask(week, owner=self, then=self._on_week, slot="shown")
        else:
            tasks.ask(deliverables.ids(wanted), owner=self, then=self._on_ids, slot="shown")

    def _fetch(self, ids: Sequence[int], arrived: Arrived) -> None:
        self._context.tasks.ask(deliverables.rows(ids), owner=self, then=arrived)

    def _on_board(self, columns: tuple[Column, ...]) -> None:
        self.board.show_columns(columns)
        self.setCurrentIndex(0)
        self.arrived.emit()

    def _on_week(self, week: Week) -> None:
        self.week.show_week(week)
        self.setCurrentIndex(1)
        self.arrived.emit()

    def _on_ids(self, ids: list[int]) -> None:
        self._first = ids[0] if ids else 0
        self.table.set_ids(ids)
        self.setCurrentIndex(2)
        self.arrived.emit()

    # -- the current piece ----------------------------------------------------------------------

    def select(self, piece: int) -> bool:
        """Make a piece current; False where the view does not show it."""
        if self.key == "board":
            return self.board.select(piece)
        if self.key == "week":
            return self.week.select(piece)
        return self.table.select_id(piece)

    def select_first(self) -> None:
        """Make the first piece current where none is; a week is looked at without one."""
        if self.current_id() or self.key == "week":
            return
        if self.key == "board":
            self.board.select(self.board.first())
        else:
            self.table.select_id(self._first)

    def current_id(self) -> int:
        """Return the id of the current piece, 0 for none."""
        if self.key == "board":
            return self.board.current_id()
        return self.week.current_id() if self.key == "week" else self.table.current_id()

    def focus_cards(self) -> None:
        """Put the focus on the cards or rows."""
        if self.key == "board":
            self.board.focus_cards()
        elif self.key == "week":
            self.week.focus_cards()
        else:
            self.table.setFocus()

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        if self.key == "week":
            return [self.week.strip, self.week]
        return [self.board if self.key == "board" else self.table]

    def empty(self) -> bool:
        """Say whether nothing is shown; a week shows its days even so."""
        if self.key == "board":
            return not self.board.total()
        return self.key != "week" and not self.table.count()

    def belongs(self, row: PieceRow) -> bool:
        """Say whether the view that is on can show a piece."""
        if self.key == "archived" or row.archived:
            return self.key == "archived" and row.archived
        if self.key == "out":
            return row.state in rules.OUT
        if self.key == "week":
            return self.week.row(row.id) is not None
        return self.key == "list" or rules.column_of(row.state) in SHOWN

    # -- weeks ----------------------------------------------------------------------------------

    def shown_week(self) -> Week | None:
        """Return the week in sight, None where another view is on."""
        return self.week.week() if self.key == "week" else None

    def show_week_of(self, day: Any) -> None:
        """Show the week of a date; None is this week."""
        self._day = day
        self.asked.emit()

    # -- telling --------------------------------------------------------------------------------

    def _on_card_changed(self, piece: int) -> None:
        """Bring the column of the current card into sight."""
        cards = self.board.list_of(piece)
        if cards is not None:
            self._ground.ensureWidgetVisible(cards, 24, 0)

    def _on_moved(self, piece: int, _source: str, target: str) -> None:
        row = self.board.row(piece)
        if row is not None:
            self.moved.emit(row, target)

    def _on_planned(self, piece: int, day: Any) -> None:
        row = self.week.row(piece)
        if row is not None:
            self.planned.emit(row, day)

    def _on_menu_requested(self, _what: object, place: QPoint) -> None:
        self.menu_requested.emit(place)

    def _on_sort_changed(self, _key: str, _descending: bool) -> None:
        self.asked.emit()

    def refresh(self, changes: Any) -> None:
        """Drop the rows of the list that a change has touched."""
        if changes.nouns() & {"project", "client"}:
            self.table.forget()
        else:
            self.table.refresh(changes.ids("deliverable"))

    def state(self) -> dict[str, Any]:
        """Return what `restore` needs."""
        day = self._day.isoformat() if self._day is not None else ""
        return {"view": self.key, "day": day, "columns": self.table.column_state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Be as it was, without asking."""
        view = str(state.get("view") or "")
        self.key = view if view in KEYS else "board"
        self.table.restore_columns(state.get("columns", {}))
        day = str(state.get("day") or "")
        self._day = date.fromisoformat(day) if day else None
