"""Chips, badges and meters as widgets."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.language import tr
from ui.theme.fonts import text_width
from ui.widgets import marks
from ui.widgets.marks import ChipMark, MeterMark


class _Mark(QWidget):
    """A small painted widget as wide as what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """A chip never wraps and is never cut."""
        return self.sizeHint()

    def changed(self) -> None:
        """Ask for room and paint anew."""
        self.updateGeometry()
        self.update()

    def painter(self) -> QPainter:
        """Return a smooth painter."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        return p


class Chip(_Mark):
    """A state: shape, word, tint. A click is told, for chips that lead somewhere."""

    clicked = Signal()
    """Emitted when the chip was clicked."""

    def __init__(self, status: str = "neutral", words: str = "", glyph: str = "") -> None:
        super().__init__()
        self._mark = ChipMark(status, words, glyph)
        self.set(status, words, glyph)

    def set(self, status: str, words: str, glyph: str = "") -> None:
        """Show another state."""
        self.set_mark(ChipMark(status, words, glyph))

    def set_mark(self, mark: ChipMark) -> None:
        """Show another state."""
        self._mark = mark
        self.setAccessibleName(tr("State: {state}").format(state=mark.words))
        self.changed()

    def text(self) -> str:
        """Return the word of the state."""
        return self._mark.words

    def sizeHint(self) -> QSize:
        """Ask for the room of shape and word."""
        return QSize(int(marks.chip_width(self._mark) + 0.99), marks.CHIP)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click."""
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        marks.draw_chip(self.painter(), 0, self.height() / 2, self._mark, self.width())


class OutlineChip(_Mark):
    """A tag, tier or option: a word in a frame, no state."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.setAccessibleName(words)

    def text(self) -> str:
        """Return the word."""
        return self._words

    def sizeHint(self) -> QSize:
        """Ask for the room of the word."""
        return QSize(int(marks.outline_width(self._words) + 0.99), marks.CHIP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame and the word."""
        marks.draw_outline(self.painter(), 0, self.height() / 2, self._words, width=self.width())


class Badge(_Mark):
    """A platform as 2 to 4 letters; its name is the tool tip."""

    def __init__(self, code: str, name: str = "") -> None:
        super().__init__()
        self._code = code
        self.setAccessibleName(name or code)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        """Ask for the room of the letters."""
        return QSize(int(marks.badge_width(self._code) + 0.99), marks.BADGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        marks.draw_badge(self.painter(), 0, self.height() / 2, self._code)


class Meter(_Mark):
    """A bar of 64 x 6 with its number."""

    def __init__(self, part: float = 0, words: str = "", *, width: int = marks.METER) -> None:
        super().__init__()
        self._wide = width
        self._mark = MeterMark(part, words)
        self.set(part, words)

    def set(self, part: float, words: str, hot: bool | None = None) -> None:
        """Show another share, 0 to 1, and its number."""
        self._mark = MeterMark(part, words, hot)
        self.setAccessibleName(words)
        self.changed()

    def sizeHint(self) -> QSize:
        """Ask for the room of the bar and the number."""
        style = "name" if self._mark.warns else "body"
        return QSize(int(self._wide + 9 + text_width(self._mark.words, style)), marks.CHIP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bar and number."""
        marks.draw_meter(self.painter(), 0, self.height() / 2, self._mark, self._wide)
