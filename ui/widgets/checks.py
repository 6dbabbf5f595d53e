"""A check box of 16 px."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox

from ui.theme.fonts import text_width
from ui.theme.painting import draw_text
from ui.widgets import focus
from ui.widgets.picks import draw_tick

GAP = 8
BOX = 16


class Check(QCheckBox):
    """A tick with words."""

    def __init__(self, words: str = "", *, checked: bool = False, ink: str = "text2") -> None:
        super().__init__(words.replace("&", "&&"))
        self._words = words
        self._ink = ink
        self.setAccessibleName(words)
        self.setChecked(checked)
        self.setMinimumHeight(24)
        focus.note(self)

    def set_words(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the room of tick and words."""
        wide = text_width(self._words, "body")
        return QSize(int(BOX + (GAP + wide + 2 if self._words else 0)), 24)

    def minimumSizeHint(self) -> QSize:
        """Words give way, the tick does not."""
        return QSize(BOX, 24)

    def hitButton(self, place: QPoint) -> bool:
        """The words can be clicked as well."""
        return self.rect().contains(place)

    def changeEvent(self, event: QEvent) -> None:
        """Paint anew when it is turned on or off."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tick and words."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        box = QRectF(0, middle - BOX / 2, BOX, BOX)
        on = self.checkState() != Qt.CheckState.Unchecked
        draw_tick(p, box, on=on, enabled=self.isEnabled())
        room = QRectF(BOX + GAP, 0, self.width() - BOX - GAP, self.height())
        draw_text(p, room, self._words, "body", self._ink if self.isEnabled() else "disabled")
