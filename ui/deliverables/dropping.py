"""Files dropped on the card of a piece: they are attached to it."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from ui.widgets.cardlist import CardList
from ui.widgets.files import dropped_files


class CardDrop(QObject):
    """Lets the cards of a list take files; the one they are held over is lit up."""

    dropped = Signal(int, list)
    """Emitted when files were dropped on a card; carries its id and their paths."""

    def __init__(self, cards: CardList, *, enabled: bool = True) -> None:
        super().__init__(cards)
        self._cards = cards
        if enabled:
            cards.viewport().setAcceptDrops(True)
            cards.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files over a card, leave everything else."""
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            return self._drop(event)
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            return self._over(event)
        if event.type() == QEvent.Type.DragLeave:
            self._light(-1)
        return False

    def _over(self, event: QDragEnterEvent | QDragMoveEvent) -> bool:
        if not dropped_files(event):
            return False
        index = self._cards.indexAt(event.position().toPoint())
        self._light(index.row())
        # Entering is taken over a gap too: a drag that was refused on entering moves no more.
        if index.isValid() or event.type() == QEvent.Type.DragEnter:
            event.acceptProposedAction()
        else:
            event.ignore()
        return True

    def _drop(self, event: QDropEvent) -> bool:
        files: list[Path] = dropped_files(event)
        card = self._cards.card_at(event.position().toPoint())
        self._light(-1)
        if card is None or not files:
            return False
        event.acceptProposedAction()
        self.dropped.emit(card.id, files)
        return True

    def _light(self, row: int) -> None:
        self._cards.hovered = row
        self._cards.viewport().update()
