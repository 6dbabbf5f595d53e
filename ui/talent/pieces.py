"""The pieces that somebody on the roster is part of."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain import deliverables as rules
from studio.domain.names import pick
from studio.services.talent import Piece
from ui.context import Ref
from ui.language import text, tr
from ui.widgets.boxes import clear, vbox
from ui.widgets.labels import label
from ui.widgets.marks import ChipMark
from ui.widgets.rows import RecordRow


class PieceList(QWidget):
    """Rows of pieces, the latest publishing day first."""

    open_requested = Signal(object)
    """Emitted when a piece is to be opened; carries a Ref."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._rows = vbox(self)

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show other pieces."""
        clear(self._rows)
        if not pieces:
            words = tr("Not part of a piece yet. Proposal lines can name people of the roster.")
            self._rows.addWidget(label(words, "small", "text3", wrap=True))
        for piece in pieces:
            title = pick(piece.title, piece.title_zh, self._language)
            chip = ChipMark(rules.STATES.role(piece.state), text(rules.STATES.label(piece.state)))
            row = RecordRow(piece.id, piece.number, title, chip, hue=piece.hue)
            row.setToolTip(pick(piece.project, piece.project_zh, self._language))
            row.chosen.connect(self._on_chosen)
            self._rows.addWidget(row)

    def words(self) -> list[str]:
        """Return the rows as a screen reader says them."""
        return [row.accessibleName() for row in self.findChildren(RecordRow)]

    def _on_chosen(self, key: int) -> None:
        self.open_requested.emit(Ref("deliverable", key))
