"""The page of a document on its grey ground, and the strip of small pages under it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.language import tr
from ui.publish.pages import Sheet
from ui.theme.painting import CENTRE, draw_text, framed
from ui.theme.tokens import theme

GAP = 10


class SheetView(QWidget):
    """Paints one page."""

    clicked_at = Signal(QPointF)
    """Emitted when the page is clicked; carries the place in points from its upper left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self.setAccessibleName(tr("Page of the document"))

    def put(self, sheet: Sheet | None) -> None:
        """Show a page."""
        self._sheet = sheet
        if sheet is not None:
            size = sheet.image.deviceIndependentSize().toSize()
            self.setFixedSize(size + QSize(2, 2))
            self.setAccessibleDescription(tr("Page {number}").format(number=sheet.number))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page with a hairline around it."""
        p = QPainter(self)
        if self._sheet is not None:
            p.drawImage(QPointF(1, 1), self._sheet.image)
            framed(p, QRectF(self.rect()), None, "border2", 0)
        p.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say where the page was clicked."""
        if self._sheet is not None and self.width() > 2:
            scale = self._sheet.width / (self.width() - 2)
            self.clicked_at.emit(event.position() * scale)


class Strip(QWidget):
    """Small pages in a row; the one shown is framed."""

    chosen = Signal(int)
    """Emitted when a small page is clicked; carries its number from 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbs: tuple[QImage, ...] = ()
        self._current = 1
        self.setFixedHeight(100)
        self.setAccessibleName(tr("Pages"))

    def put(self, thumbs: tuple[QImage, ...], current: int) -> None:
        """Show other small pages."""
        self._thumbs, self._current = thumbs, current
        self.setVisible(len(thumbs) > 1)
        self.update()

    def _boxes(self) -> list[tuple[int, QRectF]]:
        """Return the numbers and places of the pages that fit, around the one shown."""
        if not self._thumbs:
            return []
        size = self._thumbs[0].deviceIndependentSize()
        high = 72.0
        wide = size.width() / size.height() * high
        fit = max(1, int((self.width() + GAP) // (wide + GAP)))
        first = min(max(0, self._current - 1 - fit // 2), max(0, len(self._thumbs) - fit))
        return [
            (number + 1, QRectF((number - first) * (wide + GAP), 4, wide, high))
            for number in range(first, min(first + fit, len(self._thumbs)))
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, box in self._boxes():
            p.fillRect(box, theme["surface"])
            p.drawImage(box, self._thumbs[number - 1])
            here = number == self._current
            framed(p, box, None, "accent" if here else "border2", 0, thick=2 if here else 1)
            words = box.adjusted(0, box.height() + 2, 0, 18)
            draw_text(p, words, str(number), "tiny", "text" if here else "text3", CENTRE)
        p.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a page."""
        for number, box in self._boxes():
            if box.contains(event.position()):
                self.chosen.emit(number)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(200, 100)

    def focusPolicy(self) -> Qt.FocusPolicy:
        """The page arrows of the pane do the same by keyboard."""
        return Qt.FocusPolicy.NoFocus
