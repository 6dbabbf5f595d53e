"""What stands in the page's place until a studio is open: nothing, then a card of grey rows."""

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.painting import framed
from ui.theme.tokens import MARGIN, RADIUS
from ui.widgets.boxes import STRETCH, vbox

GREY_AFTER = 300  # ms; sooner, grey rows would only flicker
ROWS, HEIGHT = 8, 38
TOP = 72  # about as high as the head of a page
EDGE = 6  # keeps the last hairline off the round corners


class Blank(QWidget):
    """An empty page; grey rows appear in it while a studio is being opened."""

    greyed = Signal()
    """Emitted when the grey rows appear for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: QWidget | None = None
        self._soon = QTimer(self, singleShot=True, interval=GREY_AFTER)
        self._soon.timeout.connect(self._on_soon)

    def wait(self) -> None:
        """Begin to wait; what comes within 300 ms comes to an empty page."""
        if self._rows is None:
            self._soon.start()
        else:
            self._show_rows(True)

    def rest(self) -> None:
        """Wait no more: nothing comes, or it is there."""
        self._soon.stop()
        self._show_rows(False)

    def is_waiting(self) -> bool:
        """True while grey rows are shown."""
        return self._rows is not None and self._rows.isVisible()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card under the rows."""
        if self._rows is not None and self.is_waiting():
            p = QPainter(self)
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            card = QRectF(self._rows.geometry()).adjusted(0, -EDGE, 0, EDGE)
            framed(p, card, "surface", "border", RADIUS["card"])
            p.end()

    def _on_soon(self) -> None:
        from ui.widgets.waiting import Skeleton  # noqa: PLC0415 - the first paint has none

        self._rows = Skeleton(ROWS, HEIGHT)
        vbox(self, self._rows, STRETCH, margins=(MARGIN, TOP, MARGIN, MARGIN))
        self._show_rows(True)
        self.greyed.emit()

    def _show_rows(self, shown: bool) -> None:
        if self._rows is not None:
            self._rows.setVisible(shown)
            self.update()
