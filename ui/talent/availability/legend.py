"""What the colours of availability mean, beside the words."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.services.bookings import Cell
from ui.language import tr
from ui.talent.availability.strip import paint_day
from ui.theme.fonts import text_width
from ui.theme.painting import draw_text

BOX = 13
AFTER = 6
BETWEEN = 14


class Legend(QWidget):
    """Free, booked, hold, travel, not free: a little box and a word each."""

    def __init__(self, *, short: bool = False) -> None:
        super().__init__()
        kinds = [
            (Cell("available"), tr("free", "day")),
            (Cell("booked"), tr("booked")),
            (Cell("hold"), tr("hold")),
            (Cell("unavailable"), tr("not free")),
        ]
        if not short:
            kinds.insert(3, (Cell("travel"), tr("travel")))
            kinds.append((Cell("unknown"), tr("not known")))
            kinds.append((Cell("booked", clash=True), tr("clash")))
        self._kinds = kinds
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Key to the colours"))
        self.setAccessibleDescription(", ".join(words for _cell, words in kinds))

    def sizeHint(self) -> QSize:
        """Return the room of all kinds in a row."""
        wide = sum(BOX + AFTER + text_width(words, "small") for _cell, words in self._kinds)
        return QSize(int(wide + BETWEEN * (len(self._kinds) - 1)) + 2, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the boxes and words."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        for cell, words in self._kinds:
            paint_day(p, QRectF(left, 3.5, BOX, BOX), cell)
            left += BOX + AFTER
            room = QRectF(left, 0, text_width(words, "small") + 2, 20)
            left += draw_text(p, room, words, "small", "text3") + BETWEEN
