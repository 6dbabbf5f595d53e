"""Cards: a framed area on the page with a head of 40."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme.painting import framed
from ui.theme.tokens import RADIUS, theme
from ui.widgets.boxes import STRETCH, frame, hbox, vbox
from ui.widgets.labels import label


class CardEdge(QWidget):
    """Lies over a card: rounds the corners of whatever is inside and draws the one border.

    A radius in the style sheet clips no child; so the corners are painted in the ground's colour.
    """

    def __init__(self, card: QWidget, ground: str = "window", radius: int = RADIUS["card"]) -> None:
        super().__init__(card)
        self._ground = ground
        self._radius = radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the corners, then the border."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        outside, inside = QPainterPath(), QPainterPath()
        outside.addRect(QRectF(self.rect()))
        inside.addRoundedRect(QRectF(self.rect()), self._radius, self._radius)
        p.fillPath(outside - inside, theme[self._ground])
        framed(p, QRectF(self.rect()), None, "border", self._radius)


class Card(QFrame):
    """A surface with a border; with a title it has a head, whose right side takes widgets."""

    def __init__(
        self, title: str = "", fact: str = "", *right: QWidget, ground: str = "window"
    ) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setProperty("edge", "none")
        self._edge = CardEdge(self, ground)
        self._title = label(title, "head")
        self._fact = label(fact, "body", "text3")
        self.body: QVBoxLayout = vbox(None)
        """Where the content goes."""
        column = vbox(self, margins=(1, 1, 1, 1))
        if title:
            self.setAccessibleName(title)
            self.head = frame(edge="bottom")
            self.head.setFixedHeight(40)
            hbox(
                self.head,
                self._title,
                self._fact,
                STRETCH,
                *right,
                margins=(14, 1, 12, 0),
                gap=8,
            )
            column.addWidget(self.head)
        column.addLayout(self.body, 1)

    def set_title(self, words: str) -> None:
        """Show another title."""
        self._title.setText(words)
        self.setAccessibleName(words)

    def set_fact(self, words: str) -> None:
        """Show another grey fact beside the title."""
        self._fact.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the edge over everything."""
        self._edge.resize(event.size())
        self._edge.raise_()
