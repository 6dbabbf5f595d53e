"""What stands in the page's place until a studio is open: nothing, then grey rows."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.theme.tokens import MARGIN
from ui.widgets.boxes import STRETCH, vbox

GREY_AFTER = 300  # ms; sooner, grey rows would only flicker
ROWS, HEIGHT = 8, 38
TOP = 72  # about as high as the head of a page


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
            self._rows.show()

    def rest(self) -> None:
        """Wait no more: nothing comes."""
        self._soon.stop()
        if self._rows is not None:
            self._rows.hide()

    def is_waiting(self) -> bool:
        """True while grey rows are shown."""
        return self._rows is not None and self._rows.isVisible()

    def _on_soon(self) -> None:
        from ui.widgets.waiting import Skeleton  # noqa: PLC0415 - the first paint has none

        self._rows = Skeleton(ROWS, HEIGHT)
        vbox(self, self._rows, STRETCH, margins=(MARGIN, TOP, MARGIN, MARGIN))
        self.greyed.emit()
