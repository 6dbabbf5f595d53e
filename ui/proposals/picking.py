"""A row that picks one of several options, with what it costs."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme.painting import RIGHT, draw_text, framed
from ui.theme.tokens import theme
from ui.widgets import focus
from ui.widgets.marks import draw_outline

HEIGHT = 34


class PickRow(QAbstractButton):
    """One option of an exclusive group: letter, name, sum; put the group into a QButtonGroup."""

    def __init__(self, letter: str, name: str, sum_: str, mark: str = "") -> None:
        super().__init__()
        self.letter = letter
        self._name = name
        self._sum = sum_
        self._mark = mark
        self.setCheckable(True)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{letter} {name}".strip())
        self.setAccessibleDescription(sum_)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        focus.note(self)

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(300, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, ring, letter, name and sum."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, on = QRectF(self.rect()), self.isChecked()
        framed(p, box, "sel" if on else "surface", "accent" if on else "border2")
        middle = QPointF(18, box.center().y())
        p.setPen(QPen(theme["accent" if on else "border2"], 1.4))
        p.setBrush(theme["surface"])
        p.drawEllipse(middle, 7, 7)
        if on:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(theme["accent"])
            p.drawEllipse(middle, 4, 4)
        draw_text(p, QRectF(34, 0, 20, box.height()), self.letter, "head")
        name = QRectF(54, 0, box.width() - 190, box.height())
        used = min(draw_text(p, name, self._name, "body"), name.width())
        if self._mark:
            draw_outline(p, 54 + used + 10, box.center().y(), self._mark)
        draw_text(p, box.adjusted(0, 0, -12, 0), self._sum, "name", "text", RIGHT)
