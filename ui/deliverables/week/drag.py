"""What is seen while a piece is dragged over its week: the card, where it would go, or why not."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.deliverables.week import cards
from ui.deliverables.week.cards import WeekCard
from ui.theme.fonts import text_width
from ui.theme.painting import CENTRE, draw_text, framed

NOTE = 26


class DragMark(QWidget):
    """Lies over the week: a ghost at 55 %, a dashed frame on its target, the new day in words."""

    def __init__(self, week: QWidget) -> None:
        super().__init__(week)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._card: WeekCard | None = None
        self._target = QRectF()
        self._centre = QPointF()
        self._wide = 0.0
        self.words = ""
        self.refused = False
        self.hide()

    def show_card(
        self, card: WeekCard, wide: float, centre: QPointF, target: QRectF, words: str, *, bad: bool
    ) -> None:
        """Show a card of a width under the pointer; `target` is what it is held over."""
        self._card, self._wide, self._centre = card, wide, centre
        self._target, self.words, self.refused = target, words, bad
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw target, ghost and words."""
        if self._card is None:
            return
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "bad.solid" if self.refused else "accent"
        if not self._target.isEmpty():
            inner = self._target.adjusted(3, 3, -3, -3)
            framed(p, inner, None, edge, 8, thick=2, dashed=not self.refused)
        box = QRectF(0, 0, self._wide, cards.height(self._wide))
        middle = self._target.center().x() if not self._target.isEmpty() else self._centre.x()
        box.moveCenter(QPointF(middle, self._centre.y() + box.height() / 2 - 24))
        p.setOpacity(0.55)
        cards.paint_day_card(p, box, self._card, picked=False, hot=False)
        p.setOpacity(1)
        framed(p, box, None, edge, 7, thick=2, dashed=True)
        self._draw_words(p, box)

    def _draw_words(self, p: QPainter, box: QRectF) -> None:
        if not self.words:
            return
        wide = min(text_width(self.words, "label") + 20, self.width() - 8)
        left = min(max(box.center().x() - wide / 2, 4), self.width() - wide - 4)
        top = min(box.bottom() + 5, self.height() - NOTE - 2)
        note = QRectF(left, top, wide, NOTE)
        ground, ink = ("bad.tint", "bad") if self.refused else ("sel", "accenttext")
        framed(p, note, ground, "bad.solid" if self.refused else "accent", 5)
        draw_text(p, note, self.words, "label", ink, CENTRE)
