"""The picture of a piece in its pane; a click opens the file."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.domain import platforms
from studio.services.deliverables import PieceRow
from ui.deliverables.pictures import Pictures
from ui.language import language, tr
from ui.theme.fonts import text_width
from ui.theme.painting import CENTRE, draw_text, rounded
from ui.theme.tokens import PANE
from ui.widgets import focus

HIGH = 150


class ShownPicture(QWidget):
    """The newest picture of a piece, or the drawing of its format with the platform's name."""

    opened = Signal(int)
    """Emitted when the file is to be opened; carries the attachment's id."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self._pictures = pictures
        self._row: PieceRow | None = None
        self.setFixedHeight(HIGH + 8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        pictures.arrived.connect(self.update)
        focus.note(self)

    def show_piece(self, row: PieceRow) -> None:
        """Show the picture of a piece."""
        self._row = row
        there = row.picture_id is not None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if there else Qt.FocusPolicy.NoFocus)
        shape = Qt.CursorShape.PointingHandCursor if there else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        words = tr("Open the picture") if there else tr("No picture yet. Drop one here.")
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the file."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the file."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if self._row is not None and self._row.picture_id is not None:
            self.opened.emit(self._row.picture_id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture with round corners."""
        row = self._row
        if row is None:
            return
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(PANE, 0, self.width() - 2 * PANE, HIGH)
        path = QPainterPath()
        path.addRoundedRect(box, 6, 6)
        p.setClipPath(path)
        self._pictures.draw(row, p, box)
        if row.picture_id is None and row.platform:
            _draw_platform(p, box, row)


def _draw_platform(p: QPainter, box: QRectF, row: PieceRow) -> None:
    """Name platform and format on the drawing: it stands for what will be there."""
    words = platforms.platform_name(row.platform, language())
    if row.format:
        form = platforms.format_name(row.platform, row.format, language())
        words = tr("{platform}, {format}").format(platform=words, format=form)
    wide = min(text_width(words, "label") + 16, box.width() - 16)
    mark = QRectF(box.left() + 8, box.bottom() - 30, wide, 22)
    rounded(p, mark, "surface", 4)
    draw_text(p, mark, words, "label", "text", CENTRE)
