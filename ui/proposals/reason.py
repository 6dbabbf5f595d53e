"""The words under a cell that say why its value cannot be kept."""

from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.boxes import hbox
from ui.widgets.labels import Glyph, label


class Reason(QFrame):
    """A small note over the rows below; it goes with the problem."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setProperty("box", "note")
        self._words = label("", "small", "bad")
        hbox(self, Glyph("warning-octagon", "bad", 14), self._words, margins=(8, 3, 8, 3), gap=6)
        self.hide()

    def show_under(self, field: QWidget, words: str) -> None:
        """Say something under a field of the same parent."""
        self._words.setText(words)
        self.adjustSize()
        box, room = field.geometry(), self._over.width()
        left = max(0, min(box.left(), room - self.width()))
        self.move(left, box.bottom() + 3)
        self.raise_()
        self.show()

    def words(self) -> str:
        """Return what is said, nothing while it is hidden."""
        return self._words.text() if self.isVisibleTo(self._over) else ""
