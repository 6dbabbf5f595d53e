"""What stands beside marked and selected words: the legend, and the bar with what can be done."""

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.briefs import choices
from ui.briefs.reading import TINTS
from ui.language import tr
from ui.theme.painting import framed, rounded
from ui.theme.tokens import theme
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.labels import label


class Tint(QWidget):
    """A small sample of a mark's colour."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._status = TINTS[kind]
        self.setFixedSize(16, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the colour, with the line under what is open."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        rounded(p, box, f"{self._status}.tint", 3)
        if self._status != "good":
            p.fillRect(QRectF(0, box.bottom() - 2, box.width(), 2), theme[f"{self._status}.solid"])
        p.end()


class Legend(QWidget):
    """What the three colours mean."""

    def __init__(self) -> None:
        super().__init__()
        row = hbox(self, gap=6)
        for kind, words in (
            ("used", tr("used in a field")),
            ("unclear", tr("unclear")),
            ("unplaced", tr("no field yet")),
        ):
            row.addWidget(Tint(kind))
            row.addWidget(label(words, "small", "text2"))
            row.addSpacing(10)
        row.addStretch(1)


class SelectionBar(QFrame):
    """Stands under selected words: put them in a field, ask about them, mark them."""

    field_picked = Signal(str)
    """Emitted when the words belong into a field; carries its name."""

    question_picked = Signal(str)
    """Emitted when the words leave a field unclear; carries its name."""

    unplaced = Signal()
    """Emitted when the words have no field yet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("box", "bar")
        self.setProperty("ground", "surface")
        self.setAutoFillBackground(True)
        self.put_button = MenuButton(tr("Put in field"), "text-aa", height=26)
        self.ask_button = MenuButton(tr("Unclear"), "question", height=26)
        self.none_button = Button(tr("No field yet"), height=26)
        for name, title in choices.field_titles().items():
            self.put_button.add(title, data=name)
            self.ask_button.add(title, data=name)
        hbox(self, self.put_button, self.ask_button, self.none_button, margins=(5, 5, 5, 5), gap=5)
        self.ask_button.picked.connect(self._on_question_picked)
        self.none_button.clicked.connect(self.unplaced)
        self.put_button.picked.connect(self._on_field_picked)
        self.hide()

    def show_at(self, place: QPoint) -> None:
        """Stand at a place of the parent, inside its edges."""
        parent = self.parentWidget()
        self.adjustSize()
        left = max(4, min(place.x(), (parent.width() if parent else 0) - self.width() - 4))
        self.move(left, place.y() + 4)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a frame around the buttons."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        framed(p, QRectF(self.rect()), "surface", "border2", 8)
        p.end()

    def _on_field_picked(self, name: object) -> None:
        self.field_picked.emit(str(name))

    def _on_question_picked(self, name: object) -> None:
        self.question_picked.emit(str(name))
