"""Empty states: a line drawing, what the list is for, one sentence, one primary and one other."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from ui.theme.icons import draw_glyph
from ui.theme.painting import framed, one
from ui.theme.tokens import theme
from ui.widgets.boxes import STRETCH, hbox, vbox
from ui.widgets.labels import label

WIDTH, HEIGHT = 176, 104
TEXT_WIDTH = 380


class Drawing(QWidget):
    """The line drawing of an empty list, 160 x 92 in its frame."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._draw = DRAWINGS.get(kind, _generic)
        self.setFixedSize(WIDTH, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, then what is in it."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        framed(p, QRectF(8, 6, 160, 92), "surface2", "border", 8)
        self._draw(p)


def _pen(p: QPainter, ink: str, thick: float = 1.2) -> None:
    p.setPen(QPen(theme[ink], max(thick, one(p))))


def _sheet(p: QPainter, box: QRectF, *, lines: int, strong: bool = False, pin: bool = True) -> None:
    """A note with lines, perhaps the one that counts, pinned to the board."""
    framed(p, box, "sel" if strong else "surface", "accent" if strong else "text2", 2)
    _pen(p, "accent" if strong else "border2", 1.4)
    for number in range(lines):
        y = box.top() + 12 + number * 7
        short = 8 if number == lines - 1 else 0
        p.drawLine(QPointF(box.left() + 7, y), QPointF(box.right() - 7 - short, y))
    if pin:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(theme["accent" if strong else "text2"])
        p.drawEllipse(QPointF(box.center().x(), box.top()), 3, 3)


def _notes(p: QPainter) -> None:
    _sheet(p, QRectF(26, 24, 38, 50), lines=3)
    _sheet(p, QRectF(69, 32, 38, 48), lines=3, strong=True)
    _sheet(p, QRectF(112, 24, 38, 36), lines=2)


def _invoices(p: QPainter) -> None:
    _sheet(p, QRectF(40, 22, 46, 58), lines=2, pin=False)
    _sheet(p, QRectF(62, 28, 52, 60), lines=3, strong=True, pin=False)
    _pen(p, "accent", 1.6)
    p.drawLine(QPointF(90, 78), QPointF(107, 78))
    p.setBrush(theme["surface"])
    _pen(p, "text2")
    p.drawEllipse(QPointF(128, 66), 14, 14)
    draw_glyph(p, QPointF(128, 66), "check", 16, "accenttext")


def _people(p: QPainter) -> None:
    for x, strong in ((54, False), (122, False), (88, True)):
        scale = 1.15 if strong else 1.0
        ink, fill = ("accent", "sel") if strong else ("text2", "surface")
        _pen(p, ink)
        p.setBrush(theme[fill])
        p.drawChord(QRectF(x - 18 * scale, 56, 36 * scale, 44 * scale), 0, 180 * 16)
        p.drawEllipse(QPointF(x, 44), 9 * scale, 9 * scale)


def _projects(p: QPainter) -> None:
    rows = ((30, 50, False), (52, 60, True), (84, 46, False), (70, 34, False))
    _pen(p, "border")
    for x in (58, 88, 118):
        p.drawLine(QPointF(x, 20), QPointF(x, 86))
    for number, (left, wide, strong) in enumerate(rows):
        box = QRectF(left, 24 + number * 15, wide, 10)
        framed(p, box, "sel" if strong else "surface", "accent" if strong else "text2", 3)


def _pieces(p: QPainter) -> None:
    for number, left in enumerate((24, 68, 112)):
        strong = number == 1
        box = QRectF(left, 30, 38, 44)
        framed(p, box, "sel" if strong else "surface", "accent" if strong else "text2", 3)
        glyph = ("image", "play", "video-camera")[number]
        draw_glyph(p, QPointF(box.center().x(), 46), glyph, 16, "accenttext" if strong else "text3")
        _pen(p, "accent" if strong else "border2", 1.4)
        p.drawLine(QPointF(left + 7, 65), QPointF(left + 28, 65))


def _search(p: QPainter) -> None:
    _sheet(p, QRectF(38, 26, 44, 52), lines=4, pin=False)
    _sheet(p, QRectF(88, 26, 44, 52), lines=4, pin=False)
    p.setBrush(theme["sel"])
    _pen(p, "accent", 2)
    p.drawEllipse(QPointF(92, 54), 16, 16)
    p.drawLine(QPointF(104, 66), QPointF(114, 76))


def _generic(p: QPainter) -> None:
    _sheet(p, QRectF(48, 24, 80, 56), lines=4, pin=False)
    _sheet(p, QRectF(72, 40, 32, 24), lines=1, strong=True, pin=False)


DRAWINGS: dict[str, Callable[[QPainter], None]] = {
    "proposals": _notes,
    "briefs": _notes,
    "notes": _notes,
    "invoices": _invoices,
    "people": _people,
    "talent": _people,
    "clients": _people,
    "projects": _projects,
    "deliverables": _pieces,
    "search": _search,
}


class EmptyState(QWidget):
    """Stands where a list has nothing to show: what it is for, and the next step."""

    def __init__(self, kind: str, title: str, sentence: str = "", *buttons: QWidget) -> None:
        super().__init__()
        centre = Qt.AlignmentFlag.AlignHCenter
        self._title = label(title, "record", "text", wrap=True)
        self._sentence = label(sentence, "body", "text2", wrap=True)
        for words in (self._title, self._sentence):
            words.setAlignment(centre)
            words.setFixedWidth(TEXT_WIDTH)
        row = hbox(None, STRETCH, *buttons, STRETCH, gap=8)
        column = vbox(self, margins=(24, 20, 24, 20))
        column.addStretch(2)
        column.addWidget(Drawing(kind), 0, centre)
        column.addSpacing(14)
        column.addWidget(self._title, 0, centre)
        column.addSpacing(4)
        column.addWidget(self._sentence, 0, centre)
        column.addSpacing(14)
        column.addLayout(row)
        column.addStretch(3)
        self.set(title, sentence)

    def set(self, title: str, sentence: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """The type is known now: give the words the lines they need."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A layout asks centred words for one line only, so their height is set here."""
        for words in (self._title, self._sentence):
            words.ensurePolished()
            words.setFixedHeight(max(words.heightForWidth(TEXT_WIDTH), 18))

    def words(self) -> str:
        """Return what it says."""
        return f"{self._title.text()} {self._sentence.text()}".strip()
