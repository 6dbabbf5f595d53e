"""The client's words as they came, with marked places; nobody can type into them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from studio.services.briefs import Mark, Said
from ui.briefs.spans import to_place, to_units
from ui.language import tr
from ui.theme.fonts import font
from ui.theme.painting import rounded
from ui.theme.tokens import TYPES, theme
from ui.widgets import focus

TINTS = {"used": "good", "unclear": "wait", "unplaced": "warn"}
TALL = 22  # px of a mark; the line is 27


def status_of(mark: Mark) -> str:
    """Return the status that colours a mark; a closed point counts as used."""
    return TINTS["used"] if mark.closed else TINTS[mark.kind]


class Words(QTextEdit):
    """One message: read, mark, select. Places are counted in characters of the message."""

    selected = Signal(int, int, QPoint)
    """Emitted when words were selected: start, length, and where they end on the screen."""

    unselected = Signal()
    """Emitted when no words are selected any more."""

    mark_chosen = Signal(object)
    """Emitted when a marked place was clicked; carries its Mark."""

    menu_requested = Signal(object, QPoint)
    """Emitted on a right click or the menu key: the Mark there or None, and the place."""

    def __init__(self, said: Said) -> None:
        super().__init__()
        self.said = said
        self._marks: Sequence[Mark] = ()
        self._telling = False
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("clientwords")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("The client's words"))
        self.setAccessibleDescription(said.body)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        self.document().setDocumentMargin(0)
        self.setFont(font("reading"))
        self.document().setDefaultFont(font("reading"))
        self.setPlainText(said.body)
        self._set_lines()
        self.selectionChanged.connect(self._on_selection_changed)
        focus.note(self)

    def _set_lines(self) -> None:
        lines = QTextBlockFormat()
        kind = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        lines.setLineHeight(TYPES["reading"].line, kind)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(lines)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show other marks."""
        self._marks = [mark for mark in marks if mark.message_id == self.said.id]
        self.viewport().update()

    def marks(self) -> Sequence[Mark]:
        """Return what is marked, in order."""
        return self._marks

    def words_of(self, mark: Mark) -> str:
        """Return the marked words."""
        return self.said.body[mark.start : mark.start + mark.length]

    def select(self, start: int, length: int) -> None:
        """Select words, as a person would."""
        body = self.said.body
        cursor = self.textCursor()
        cursor.setPosition(to_units(body, start))
        cursor.setPosition(to_units(body, start + length), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self._tell_selection()

    def clear_selection(self) -> None:
        """Select nothing."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def selection(self) -> tuple[int, int]:
        """Return start and length of the selected words, blanks at their ends left out."""
        cursor, body = self.textCursor(), self.said.body
        first = to_place(body, cursor.selectionStart())
        last = to_place(body, cursor.selectionEnd())
        while first < last and body[first].isspace():
            first += 1
        while last > first and body[last - 1].isspace():
            last -= 1
        return first, last - first

    def place_of(self, mark: Mark) -> QRect:
        """Return where the first line of a mark stands in the viewport."""
        boxes = self._boxes(mark.start, mark.length)
        return boxes[0].toAlignedRect() if boxes else QRect()

    def sizeHint(self) -> QSize:
        """Ask for the height of the whole text."""
        return QSize(300, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the text at this width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the reading size when the sheet is set anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        wanted = int(self.document().size().height()) + 2
        if wanted != self.height():
            self.setFixedHeight(max(wanted, TYPES["reading"].line))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the marks, then the words over them."""
        p = QPainter(self.viewport())
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self._marks:
            status = status_of(mark)
            for box in self._boxes(mark.start, mark.length):
                rounded(p, box, f"{status}.tint", 3)
                if status != "good":
                    line = QRectF(box.left(), box.bottom() - 2, box.width(), 2)
                    p.fillRect(line, theme[f"{status}.solid"])
        p.end()
        super().paintEvent(event)

    def _boxes(self, start: int, length: int) -> list[QRectF]:
        """Return a rectangle for each line that the words run over."""
        body = self.said.body
        first, last = to_units(body, start), to_units(body, start + length)
        found = []
        block = self.document().findBlock(first)
        while block.isValid() and block.position() < last:
            layout: QTextLayout = block.layout()
            top = self.document().documentLayout().blockBoundingRect(block).topLeft()
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                begin = max(first - block.position(), line.textStart())
                end = min(last - block.position(), line.textStart() + line.textLength())
                if begin < end:
                    left, right = _x(line.cursorToX(begin)), _x(line.cursorToX(end))
                    middle = top.y() + line.y() + line.height() / 2
                    box = QRectF(top.x() + left - 1, middle - TALL / 2, right - left + 2, TALL)
                    found.append(box)
            block = block.next()
        return found

    def mark_at(self, place: QPointF) -> Mark | None:
        """Return the mark under a point of the viewport."""
        for mark in self._marks:
            if any(box.contains(place) for box in self._boxes(mark.start, mark.length)):
                return mark
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over a mark."""
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            over = self.mark_at(event.position()) is not None
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Offer what can be done with selected words; a click on a mark goes to its field."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.textCursor().hasSelection():
            self._tell_selection()
            return
        mark = self.mark_at(event.position())
        if mark is not None:
            self.mark_chosen.emit(mark)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Words can be selected by Shift and arrows too."""
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Shift and self.textCursor().hasSelection():
            self._tell_selection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the field of the mark at the caret."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            mark = self._mark_at_caret()
            if mark is not None:
                self.mark_chosen.emit(mark)
                return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu about a mark or the selected words."""
        keyed = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = QPointF(self.viewport().mapFromGlobal(event.globalPos()))
        mark = self._mark_at_caret() if keyed else self.mark_at(place)
        self.menu_requested.emit(mark, event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the selection while its menu is open."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _mark_at_caret(self) -> Mark | None:
        at = to_place(self.said.body, self.textCursor().position())
        here = [one for one in self._marks if one.start <= at <= one.start + one.length]
        return here[0] if here else None

    def _on_selection_changed(self) -> None:
        if not self.textCursor().hasSelection():
            self.unselected.emit()

    def _tell_selection(self) -> None:
        start, length = self.selection()
        if length:
            boxes = self._boxes(start, length)
            corner = boxes[-1].bottomLeft().toPoint() if boxes else QPoint(0, 0)
            self.selected.emit(start, length, self.viewport().mapToGlobal(corner))


def _x(found: object) -> float:
    """cursorToX answers a number, or a number with the place it rounded to."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
