"""Waiting: nothing for 300 ms, then grey rows, after two seconds a bar with Cancel."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QStackedLayout, QVBoxLayout, QWidget

from ui.language import tr
from ui.theme.painting import hairline, rounded
from ui.widgets.boxes import STRETCH, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.labels import label

GREY_AFTER = 300  # ms
BAR_AFTER = 2000


class Skeleton(QWidget):
    """Grey rows in the places where words will be."""

    WIDTHS = (0.42, 0.53, 0.34, 0.47, 0.38, 0.5)

    def __init__(self, rows: int = 6, height: int = 38) -> None:
        super().__init__()
        self._rows = rows
        self._height = height
        self.setMinimumHeight(rows * height)
        self.setAccessibleName(tr("Loading"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self.width()
        for number in range(self._rows):
            row = QRectF(0, number * self._height, wide, self._height)
            middle = row.center().y()
            rounded(p, QRectF(18, middle - 11, 22, 22), "sunken", 11)
            part = self.WIDTHS[number % len(self.WIDTHS)] * (wide - 120)
            rounded(p, QRectF(52, middle - 4.5, part, 9), "sunken", 4.5)
            rounded(p, QRectF(wide - 80, middle - 4.5, 62, 9), "sunken", 4.5)
            hairline(p, row)


class WaitingBar(QWidget):
    """A bar without end, words and Cancel."""

    cancelled = Signal()
    """Emitted when the person does not want to wait."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label(tr("This takes longer than usual."), "body", "text2")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._cancel = Button(tr("Cancel"), height=26)
        hbox(self, self._words, self._bar, self._cancel, margins=(18, 8, 18, 8), gap=12)
        self._cancel.clicked.connect(self.cancelled)

    def set(self, words: str, done: int = 0, total: int = 0) -> None:
        """Say how far it is; a total of 0 is not known."""
        self._words.setText(words)
        self._bar.setRange(0, total)
        self._bar.setValue(done)


class Waiting(QWidget):
    """A place whose content loads: shows the content, grey rows, or an empty state."""

    cancelled = Signal()
    """Emitted when the person does not want to wait any longer."""

    def __init__(self, content: QWidget, *, rows: int = 8, height: int = 38) -> None:
        super().__init__()
        self._content = content
        self._empty: EmptyState | None = None
        self._grey = QWidget()
        self._bar = WaitingBar()
        self._bar.hide()
        vbox(self._grey, self._bar, Skeleton(rows, height), STRETCH)
        self._stack = QStackedLayout()
        self._stack.addWidget(content)
        self._stack.addWidget(self._grey)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._stack)
        self._grey_timer = _timer(self, GREY_AFTER)
        self._bar_timer = _timer(self, BAR_AFTER)
        self._grey_timer.timeout.connect(self._on_grey)
        self._bar_timer.timeout.connect(self._on_bar)
        self._bar.cancelled.connect(self.cancelled)
        self.setFocusProxy(content)

    def start(self) -> None:
        """Begin to wait; what is shown stays for 300 ms."""
        if not self._bar_timer.isActive():
            self._grey_timer.start()
            self._bar_timer.start()

    def show_content(self) -> None:
        """Show the content: it has come."""
        self._stop()
        self._stack.setCurrentWidget(self._content)

    def show_empty(self, state: EmptyState) -> None:
        """Show an empty state instead; an earlier one is let go."""
        self._stop()
        if self._empty is not None and self._empty is not state:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        if self._stack.indexOf(state) < 0:
            self._stack.addWidget(state)
        self._empty = state
        self._stack.setCurrentWidget(state)

    def is_empty(self) -> bool:
        """True while an empty state is shown."""
        return self._empty is not None and self._stack.currentWidget() is self._empty

    def empty_state(self) -> EmptyState | None:
        """Return the empty state that is shown."""
        return self._empty if self.is_empty() else None

    def _stop(self) -> None:
        self._grey_timer.stop()
        self._bar_timer.stop()
        self._bar.hide()

    def _on_grey(self) -> None:
        self._stack.setCurrentWidget(self._grey)

    def _on_bar(self) -> None:
        self._bar.show()


def _timer(parent: QWidget, span: int) -> QTimer:
    made = QTimer(parent)
    made.setSingleShot(True)
    made.setInterval(span)
    made.setTimerType(Qt.TimerType.CoarseTimer)
    return made
