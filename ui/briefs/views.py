"""Board and list of briefs: the same records, of which one is current."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.domain import briefs as rules
from studio.services import briefs
from studio.services.briefs import BriefFilter, BriefRow, Column
from ui.briefs.cards import card
from ui.briefs.cells import Cells
from ui.context import Context
from ui.language import text, tr
from ui.models.ids import Arrived
from ui.models.table import RecordTable
from ui.theme.tokens import MARGIN
from ui.widgets.board import Board, BoardColumn
from ui.widgets.boxes import frame, vbox

HEIGHT = 332
STATUS = {
    "new": "neutral",
    "clarifying": "warn",
    "ready": "active",
    "proposed": "wait",
    "won": "good",
    "closed": "neutral",
}
MOVES = {"new": "received", "clarifying": "clarifying", "ready": "ready", "closed": "declined"}
"""Column a card is dropped on -> the state that means."""


def target(row: BriefRow, column: str) -> str:
    """Return the state that a column means for a brief."""
    if column == "closed" and row.state.code == "proposed":
        return "lost"
    if column == "new" and row.state.code == "draft":
        return "draft"
    return MOVES.get(column, "")


def why_not(row: BriefRow, column: str) -> str:
    """Say why a brief may not go to a column of the board; "" where it may (SM-2)."""
    if column not in rules.DRAG_COLUMNS:
        return tr("Proposed and Won follow from the proposal.")
    to = target(row, column)
    if to not in rules.STATES.offered(row.state.code):
        label = text(rules.STATES.label(row.state.code))
        return tr("“{state}” does not lead there.").format(state=label)
    if to == "ready" and (row.missing or not row.client_id):
        percent = int(row.complete * 100)
        return tr("{percent}% complete; 80% and the five musts make it ready.").format(
            percent=percent
        )
    return ""


class BriefViews(QStackedWidget):
    """Shows briefs as cards or rows; cards come by page as a column is scrolled."""

    current_changed = Signal(int)
    """Emitted when another brief is current; carries its id, 0 for none."""

    opened = Signal(int)
    """Emitted when a brief is to be worked on; carries its id."""

    moved = Signal(int, str)
    """Emitted when a card was dropped on a column that may take it: id, the state it means."""

    refused = Signal(str)
    """Emitted when a card was dropped where it may not go; carries the reason."""

    menu_requested = Signal(QPoint)
    """Emitted when a menu for the current brief is wanted; carries the place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: dict[int, BriefRow] = {}
        self._totals: dict[str, int] = {}
        self._wanted = BriefFilter()
        self._more = ""
        self.board = self._made_board()
        self.table = RecordTable(
            Cells(context.clock.today()).columns(), self._fetch, name=tr("Briefs")
        )
        held, ground = QWidget(), frame("surface", "top")
        vbox(held, self.board, margins=(MARGIN, 0, MARGIN, 14))
        vbox(ground, self.table)
        self.addWidget(held)
        self.addWidget(ground)
        self.setFixedHeight(HEIGHT)
        self.board.current_changed.connect(self.current_changed)
        self.board.menu_requested.connect(self._on_menu_requested)
        self.board.more_wished.connect(self._on_more_wished)
        self.board.moved.connect(self._on_card_moved)
        self.board.opened.connect(self.opened)
        self.board.refused.connect(self.refused)
        self.table.current_changed.connect(self.current_changed)
        self.table.menu_requested.connect(self._on_menu_requested)
        self.table.opened.connect(self.opened)

    def _made_board(self) -> Board:
        hints = {"new": tr("Paste a client message here, or press Ctrl N.")}
        made = Board(
            [
                BoardColumn(key, text(title), STATUS[key], hints.get(key, ""))
                for key, title in rules.COLUMN_LABELS.items()
            ],
            name=tr("Board of briefs"),
        )
        made.allowed = self._why_not
        return made

    @property
    def shows_board(self) -> bool:
        """True while the board is in front."""
        return self.currentIndex() == 0

    def show_view(self, key: str) -> None:
        """Bring the board or the list to the front."""
        self.setCurrentIndex(0 if key == "board" else 1)

    def knows(self, brief_id: int) -> bool:
        """Say whether a brief is among those that were read."""
        return brief_id in self._rows

    def show_board(self, columns: Sequence[Column], wanted: BriefFilter) -> list[int]:
        """Show the columns; return the ids of all cards."""
        self._wanted = wanted
        today = self._context.clock.today()
        self._rows = {row.id: row for column in columns for row in column.cards}
        for column in columns:
            cards = [card(row, today) for row in column.cards]
            self.board.set_cards(column.key, cards, column.total)
            self._totals[column.key] = column.total
        return list(self._rows)

    def _on_more_wished(self, column: str) -> None:
        """Ask for the next cards of a column that was scrolled to its end."""
        shown = self.board.cards(column)
        self._more = column
        query = briefs.cards(column, self._wanted, len(shown))
        self._context.tasks.ask(query, owner=self, then=self._show_more, slot="more")

    def _show_more(self, rows: list[BriefRow]) -> None:
        self._rows.update({row.id: row for row in rows})
        today, known = self._context.clock.today(), self.board.cards(self._more)
        here = {one.id for one in known}
        added = [card(row, today) for row in rows if row.id not in here]
        self.board.set_cards(self._more, [*known, *added], self._totals.get(self._more, 0))

    def _fetch(self, ids: Sequence[int], arrived: Arrived) -> None:
        def keep(rows: Mapping[int, BriefRow]) -> None:
            self._rows.update(rows)
            arrived(rows)

        self._context.tasks.ask(briefs.rows(ids), owner=self, then=keep)

    def first_to_do(self, ids: Sequence[int]) -> int:
        """Return the brief that most needs somebody: one being clarified, else the first."""
        if self.shows_board:
            for key in ("clarifying", "new"):
                cards = self.board.cards(key)
                if cards:
                    return cards[0].id
        return ids[0]

    def select(self, brief_id: int) -> None:
        """Make a brief current where it is shown."""
        if self.shows_board:
            self.board.select(brief_id)
        else:
            self.table.select_id(brief_id)

    def focus_current(self) -> None:
        """Put the focus on board or list."""
        if self.shows_board:
            self.board.focus_cards()
        else:
            self.table.setFocus()

    def _why_not(self, card_id: int, _source: str, column: str) -> str:
        row = self._rows.get(card_id)
        if row is None or self._context.read_only:
            return tr("This studio is open for reading only.")
        return why_not(row, column)

    def _on_card_moved(self, card_id: int, _source: str, column: str) -> None:
        self.moved.emit(card_id, target(self._rows[card_id], column))

    def _on_menu_requested(self, _which: object, place: QPoint) -> None:
        self.menu_requested.emit(place)
