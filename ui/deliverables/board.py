"""The board of pieces: a column per gate, cards that go where a step leads."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from studio.domain import deliverables as rules
from studio.services.deliverables import Column, PieceRow
from ui.context import Context
from ui.deliverables.dropping import CardDrop
from ui.deliverables.looks import card_of
from ui.deliverables.pictures import Pictures
from ui.language import text, tr
from ui.widgets.board import Board, BoardColumn
from ui.widgets.cardlist import CardList

SHOWN = tuple(key for key in rules.COLUMNS if key != "published")
"""The gates on the board; what is out stands in a list."""


class PieceBoard(Board):
    """Pieces by gate."""

    files_dropped = Signal(int, list)
    """Emitted when files were dropped on a card; carries the piece's id and their paths."""

    def __init__(self, context: Context, pictures: Pictures) -> None:
        columns = [
            BoardColumn(key, text(rules.COLUMN_LABELS[key]), hint=_hints()[key]) for key in SHOWN
        ]
        super().__init__(columns, name=tr("Deliverables"))
        self._context = context
        self._pictures = pictures
        self._rows: dict[int, PieceRow] = {}
        self._totals: dict[str, int] = {}
        self.allowed = self.why_not
        pictures.arrived.connect(self._on_picture_arrived)
        for cards in self.findChildren(CardList):
            drop = CardDrop(cards, enabled=not context.read_only)
            drop.dropped.connect(self.files_dropped)

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show the pieces of every gate."""
        self._rows = {row.id: row for column in columns for row in column.cards}
        self._totals = {column.key: column.total for column in columns}
        language, movable = self._context.language, not self._context.read_only
        for column in columns:
            if column.key in SHOWN:
                cards = [
                    card_of(row, language, self._pictures, movable=movable) for row in column.cards
                ]
                self.set_cards(column.key, cards, column.total)

    def row(self, piece: int) -> PieceRow | None:
        """Return a piece that stands on a card."""
        return self._rows.get(piece)

    def list_of(self, piece: int) -> CardList | None:
        """Return the list of cards a piece stands in."""
        lists = self.findChildren(CardList)
        return next((one for one in lists if one.cards.row_of(piece) >= 0), None)

    def first(self) -> int:
        """Return the first piece on the board, 0 where there is none."""
        return next((self.cards(key)[0].id for key in SHOWN if self.cards(key)), 0)

    def total(self) -> int:
        """Return how many pieces stand at the gates, those without a card counted."""
        return sum(self._totals.get(key, 0) for key in SHOWN)

    def out(self) -> int:
        """Return how many pieces the filter lets through that are out."""
        return self._totals.get("published", 0)

    def why_not(self, piece: int, _source: str, target: str) -> str:
        """Say why a card may not be dropped on a column; "" where it may."""
        row = self._rows.get(piece)
        if row is None or rules.target_in(target, row.state):
            return ""
        return tr("From “{state}” no step leads to {column}.").format(
            state=text(rules.STATES.label(row.state)), column=text(rules.COLUMN_LABELS[target])
        )

    def _on_picture_arrived(self) -> None:
        for cards in self.findChildren(CardList):
            cards.viewport().update()


def _hints() -> dict[str, str]:
    """Say what enters an empty column."""
    return {
        "script": tr("New pieces begin here"),
        "making": tr("Scripts that are settled"),
        "internal": tr("Drafts to look at here"),
        "client": tr("Drafts sent to the client"),
        "ready": tr("Approved, waiting for their day"),
    }
