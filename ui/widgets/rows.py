"""RecordRow: one linked record in a pane: number, title, state; a click or Enter opens it."""

from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme.painting import draw_text, rounded
from ui.widgets import focus, marks
from ui.widgets.marks import ChipMark

HEIGHT = 32


class RecordRow(QAbstractButton):
    """A row that leads to a record."""

    chosen = Signal(int)
    """Emitted when the record is to be opened; carries its id."""

    def __init__(
        self, key: int, number: str, title: str, chip: ChipMark | None = None, *, hue: str = ""
    ) -> None:
        super().__init__()
        self._key = key
        self._number = number
        self._title = title
        self._chip = chip
        self._hue = hue
        self._hovered = False
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        state = chip.words if chip is not None else ""
        self.setAccessibleName(", ".join(part for part in (number, title, state) if part))
        self.clicked.connect(self._on_clicked)
        focus.note(self)

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(200, HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the row under the pointer."""
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has left."""
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw swatch, number, title and state."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._hovered:
            rounded(p, box, "hover", 6)
        left = box.adjusted(8, 0, -8, 0)
        if self._chip is not None:
            wide = marks.chip_width(self._chip)
            marks.draw_chip(p, left.right() - wide, left.center().y(), self._chip)
            left.adjust(0, 0, -wide - 8, 0)
        if self._hue:
            rounded(p, QRectF(left.left(), left.center().y() - 4, 8, 8), self._hue, 2)
            left.adjust(16, 0, 0, 0)
        used = draw_text(p, left, self._number, "name", "text")
        draw_text(p, left.adjusted(used + 8, 0, 0, 0), self._title, "body", "text2")

    def _on_clicked(self) -> None:
        self.chosen.emit(self._key)
