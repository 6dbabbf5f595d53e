"""Needs attention: rows with the trouble, its reason, the client, and when or the one act."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from studio.domain.names import pick
from studio.services.home import Attention
from ui.home.lists import Index, RowList
from ui.home.words import Said, say
from ui.language import language, tr
from ui.models.delegates import RowDelegate
from ui.models.roles import ROW
from ui.theme.fonts import text_width
from ui.theme.icons import draw_glyph
from ui.theme.painting import CENTRE, RIGHT, draw_text, framed, rounded
from ui.theme.tokens import STATUS

INSET = 14
CLIENT_WIDTH = 156
WHEN_WIDTH = 84
GLYPH = 15


class AttentionDelegate(RowDelegate):
    """Paints a row; under the pointer or with the focus the act takes the place of "when"."""

    def paint_content(self, p: QPainter, box: QRectF, index: Index, picked: bool) -> None:
        """Draw shape, title, reason, client, and when or the act."""
        row: Attention = index.data(ROW)
        said = say(row)
        middle = box.center().y() - 0.5
        shape = "clock" if row.role == "wait" else STATUS[row.role][0]
        if row.role == "bad":
            shape = "warning-circle"
        draw_glyph(p, QPointF(box.left() + INSET + 8, middle), shape, GLYPH + 1, row.role)
        right = box.right() - INSET - WHEN_WIDTH
        wide = min(CLIENT_WIDTH, box.width() * 0.2)
        client = QRectF(right - wide, box.top(), wide - 8, box.height())
        words = QRectF(box.left() + 39, box.top(), client.left() - box.left() - 39 - 12, 0)
        words.setHeight(box.height() - 1)
        used = draw_text(p, words, said.title, "name")
        if words.width() - used > 40:
            draw_text(p, words.adjusted(used + 8, 0, 0, 0), said.reason, "body", "text3")
        if row.hue:
            rounded(p, QRectF(client.left(), middle - 4, 8, 8), row.hue, 2)
        draw_text(
            p,
            client.adjusted(14, 0, 0, -1),
            pick(row.client, row.client_zh, language()),
            "body",
            "text2",
        )
        if self.shows_act(index):
            self._draw_act(p, self.act_box(box, said), said)
        else:
            when = QRectF(right, box.top(), WHEN_WIDTH, box.height() - 1)
            draw_text(p, when, said.when, "name", row.role, RIGHT)

    def shows_act(self, index: Index) -> bool:
        """True for the row under the pointer, and the current one while the list has focus."""
        current = self._view.currentIndex().row() == index.row() and self._view.hasFocus()
        return self.hovered(index) or current

    def ground_of(self, index: Index, picked: bool) -> str:
        """The current row stands out while the list has the focus."""
        return "hover" if self.shows_act(index) else ""

    def act_box(self, box: QRectF, said: Said) -> QRectF:
        """Return where the act's button stands in a row."""
        wide = text_width(said.words, "label") + 22
        return QRectF(box.right() - INSET - wide, box.center().y() - 12.5, wide, 24)

    def _draw_act(self, p: QPainter, button: QRectF, said: Said) -> None:
        framed(p, button, "surface", "border2")
        draw_text(p, button, said.words, "label", "text", CENTRE)


class AttentionRows(RowList):
    """The list of what needs a person; Space does the act of the current row."""

    acted = Signal(object, str, QPoint)
    """Emitted when a row's act is wanted: the row, the act, and where its button stands."""

    def __init__(self) -> None:
        super().__init__(tr("Needs attention"))
        self._delegate = AttentionDelegate(self)
        self.setItemDelegate(self._delegate)

    def show_attention(self, rows: Sequence[Attention]) -> None:
        """Show other rows."""
        told = []
        for row in rows:
            said = say(row)
            client = pick(row.client, row.client_zh, language())
            told.append(f"{said.title}. {said.reason}. {client}. {said.when}. {said.words}")
        self.show_rows(rows, told)

    def sizeHint(self) -> QSize:
        """Ask for seven rows."""
        return QSize(400, 7 * 36)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the button does the act, elsewhere it opens the row."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            button = self._button(index.row())
            if button.contains(event.position().toPoint()):
                self._act(index.row())
                return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space does the act."""
        if event.key() == Qt.Key.Key_Space and self.current() is not None:
            self._act(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _button(self, number: int) -> QRect:
        index = self.rows.index(number)
        box = QRectF(self.visualRect(index))
        return self._delegate.act_box(box, say(index.data(ROW))).toAlignedRect()

    def _act(self, number: int) -> None:
        row = self.rows.index(number).data(ROW)
        place = self.viewport().mapToGlobal(self._button(number).bottomLeft())
        self.acted.emit(row, say(row).act, place)
