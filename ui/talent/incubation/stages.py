"""The stages of incubation side by side, and on a second board those who left them."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from studio.domain import incubation as rules
from studio.services import incubation
from studio.services.incubation import Card, Column, IncubationFilter
from ui.context import Context
from ui.language import text, tr
from ui.talent.incubation.cards import board_card, listed
from ui.widgets.board import Board, BoardColumn, ColumnFrame
from ui.widgets.boxes import scrolled, vbox

WIDE = 150
"""Room a stage needs at least, in px."""


class Stages(QWidget):
    """Two boards of which one is in sight; a stage reads further cards as it is scrolled."""

    current_changed = Signal(int)
    """Emitted when another card is current; carries the talent's id, 0 for none."""

    menu_requested = Signal(int, QPoint)
    """Emitted on a right click: the talent's id and the place on the screen."""

    moved = Signal(int, str)
    """Emitted when a card was dropped on a stage that may take it: the talent's id, the stage."""

    opened = Signal(int)
    """Emitted when a card is to be opened; carries the talent's id."""

    refused = Signal(str)
    """Emitted when a card was dropped where it may not go; carries the reason."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._cards: dict[int, Card] = {}
        self._totals: dict[str, int] = {}
        self._wanted = IncubationFilter()
        self._more = ""
        self.board = self._made(rules.COLUMNS, {"scouted": tr("Scout somebody, or import a list.")})
        self.left_board = self._made(rules.LEFT, {})
        self._board_area, self._left_area = _sideways(self.board), _sideways(self.left_board)
        self._left_area.hide()
        vbox(self, self._board_area, self._left_area, margins=(24, 4, 16, 8))

    def _made(self, states: Sequence[str], hints: dict[str, str]) -> Board:
        columns = [
            BoardColumn(code, text(rules.STATES.label(code)), rules.STATES.role(code),
                        hints.get(code, ""))
            for code in states
        ]  # fmt: skip
        board = Board(columns, name=tr("Incubation"))
        board.allowed = self.against
        board.current_changed.connect(self.current_changed)
        board.menu_requested.connect(self.menu_requested)
        board.more_wished.connect(self._on_more_wished)
        board.moved.connect(self._on_moved)
        board.opened.connect(self.opened)
        board.refused.connect(self.refused)
        return board

    # -- cards ----------------------------------------------------------------------------------

    def read_so_far(self) -> int:
        """Return how many cards of a stage are to be read so that none in sight is lost."""
        states = (*rules.COLUMNS, *rules.LEFT)
        return max(incubation.PAGE, *(len(self._board_of(one).cards(one)) for one in states))

    def show_columns(self, columns: Sequence[Column], wanted: IncubationFilter) -> None:
        """Show the stages with their first cards."""
        self._wanted = wanted
        self._cards = {card.talent_id: card for column in columns for card in column.cards}
        for column in columns:
            self._totals[column.key] = column.total
            shown = [board_card(card) for card in column.cards]
            self._board_of(column.key).set_cards(column.key, shown, column.total)

    def _on_more_wished(self, state: str) -> None:
        self._more = state
        start = len(self._board_of(state).cards(state))
        asked = incubation.cards(state, self._wanted, start)
        self._context.tasks.ask(asked, owner=self, then=self._on_more, slot="more")

    def _on_more(self, cards: list[Card]) -> None:
        board, state = self._board_of(self._more), self._more
        known = board.cards(state)
        here = {one.id for one in known}
        self._cards.update({card.talent_id: card for card in cards})
        added = [board_card(card) for card in cards if card.talent_id not in here]
        board.set_cards(state, [*known, *added], self._totals[state])

    def _board_of(self, state: str) -> Board:
        return self.board if state in rules.COLUMNS else self.left_board

    def card(self, talent_id: int) -> Card | None:
        """Return somebody's card, None while it is not read."""
        return self._cards.get(talent_id)

    def total(self, states: Sequence[str]) -> int:
        """Return how many stand in some states."""
        return sum(self._totals.get(state, 0) for state in states)

    # -- who is looked at -----------------------------------------------------------------------

    def shown(self) -> Board:
        """Return the board in sight."""
        return self.left_board if self._board_area.isHidden() else self.board

    def show_board(self, key: str) -> None:
        """Bring the stages to the front, or those who left them: board, left."""
        self._board_area.setVisible(key == "board")
        self._left_area.setVisible(key != "board")

    def current(self) -> int:
        """Return who is picked on the board in sight, 0 for nobody."""
        return self.shown().current_id()

    def against(self, talent_id: int, source: str, target: str) -> str:
        """Say what stands against a drag, "" for nothing."""
        card = self._cards.get(talent_id)
        if card is None or self._context.read_only:
            return tr("This studio is open for reading only.")
        if target not in rules.STATES.offered(source):
            return tr("There is no step from {before} to {after}.").format(
                before=text(rules.STATES.label(source)), after=text(rules.STATES.label(target))
            )
        if target == card.next_state and card.missing:
            return tr("Missing: {what}").format(what=listed(card.missing))
        return ""

    def _on_moved(self, talent_id: int, _source: str, target: str) -> None:
        self.moved.emit(talent_id, target)


def _sideways(board: Board) -> QScrollArea:
    """Return an area in which a board scrolls sideways where its stages need more room."""
    area = scrolled(board)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    board.setMinimumWidth(WIDE * len(board.findChildren(ColumnFrame)))
    return area
