"""How the card of a board looks: what it says, how high it is, how it is painted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QTextLayout

from ui.theme.fonts import font, metrics, text_width
from ui.theme.icons import draw_glyph
from ui.theme.painting import RIGHT, draw_text, framed, hairline
from ui.theme.tokens import RADIUS, theme
from ui.widgets import marks
from ui.widgets.marks import Words

PAD = 10
TOP = 9
TITLE = 18
LINE = 19
FOOT = 26
PICTURE = 58
GAP = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card: words at the left, and perhaps at the right."""

    left: Words
    right: Words | None = None


@dataclass(frozen=True, slots=True)
class BoardCard:
    """What a card says: title with badge, lines, and small facts under a hairline."""

    id: int
    title: str
    badge: str = ""
    lines: tuple[Line, ...] = ()
    foot: tuple[Words, ...] = ()
    foot_right: Words | None = None
    picture: Callable[[QPainter, QRectF], None] | None = field(default=None, compare=False)
    movable: bool = True

    def words(self) -> str:
        """Return the card as a screen reader says it."""
        parts = [self.title, self.badge]
        for line in self.lines:
            parts += [line.left.text, line.right.text if line.right else ""]
        parts += [one.text for one in self.foot]
        parts.append(self.foot_right.text if self.foot_right else "")
        return ", ".join(part for part in parts if part)


@lru_cache(4000)
def title_lines(words: str, width: int) -> tuple[str, ...]:
    """Break a title into at most two lines, the second cut with an ellipsis."""
    layout = QTextLayout(words, font("name"))
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    cut = first.textLength()
    layout.endLayout()
    if cut >= len(words):
        return (words,)
    rest = metrics("name").elidedText(words[cut:], Qt.TextElideMode.ElideRight, width)
    return (words[:cut].rstrip(), rest)


def title_room(card: BoardCard, width: int) -> int:
    """Return how wide the title may be beside its badge, on a card of a width."""
    badge = marks.badge_width(card.badge) + 8 if card.badge else 0
    return max(int(width - 2 * PAD - badge), 40)


def card_height(card: BoardCard, width: int) -> int:
    """Return how high a card of a width is."""
    lines = len(title_lines(card.title, title_room(card, width)))
    foot = FOOT if card.foot or card.foot_right else 0
    picture = PICTURE if card.picture else 0
    return picture + TOP + lines * TITLE + len(card.lines) * LINE + foot + (8 if not foot else 4)


def paint_card(p: QPainter, box: QRectF, card: BoardCard, *, picked: bool, hovered: bool) -> None:
    """Draw a card; the picked one has an outline of 2 px in the accent."""
    edge = "accent" if picked else ("border2" if hovered else "border")
    framed(p, box, "surface", "border", RADIUS["board"])
    if card.picture is not None:
        _paint_picture(p, box, card)
        box = box.adjusted(0, PICTURE, 0, 0)
    y = _paint_title(p, box, card)
    for line in card.lines:
        _paint_line(p, QRectF(box.left() + PAD, y, box.width() - 2 * PAD, LINE), line)
        y += LINE
    if card.foot or card.foot_right:
        _paint_foot(p, QRectF(box.left() + PAD, y + 3, box.width() - 2 * PAD, FOOT - 3), card)
    if card.picture is not None:
        box = box.adjusted(0, -PICTURE, 0, 0)
    framed(p, box, None, edge, RADIUS["board"], thick=2 if picked else 1)


def _paint_picture(p: QPainter, box: QRectF, card: BoardCard) -> None:
    if card.picture is None:
        return
    path = QPainterPath()
    path.addRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS["board"] - 1, RADIUS["board"] - 1)
    p.save()
    p.setClipPath(path)
    card.picture(p, QRectF(box.left() + 1, box.top() + 1, box.width() - 2, PICTURE))
    p.restore()


def _paint_title(p: QPainter, box: QRectF, card: BoardCard) -> float:
    y = box.top() + TOP
    for line in title_lines(card.title, title_room(card, int(box.width()))):
        room = QRectF(box.left() + PAD, y, box.width() - 2 * PAD, TITLE)
        draw_text(p, room, line, "name", "text")
        y += TITLE
    if card.badge:
        left = box.right() - PAD - marks.badge_width(card.badge)
        marks.draw_badge(p, left, box.top() + TOP + TITLE / 2, card.badge)
    return y


def _paint_line(p: QPainter, box: QRectF, line: Line) -> None:
    used = 0.0
    if line.right is not None:
        used = draw_words(p, box, line.right, right=True) + 8
    draw_words(p, box.adjusted(0, 0, -used, 0), line.left)


def _paint_foot(p: QPainter, box: QRectF, card: BoardCard) -> None:
    hairline(p, box, "border", top=True)
    box = box.adjusted(0, 1, 0, 0)
    if card.foot_right is not None:
        used = draw_words(p, box, card.foot_right, right=True)
        box = box.adjusted(0, 0, -used - 8, 0)
    for words in card.foot:
        box = box.adjusted(draw_words(p, box, words) + 8, 0, 0, 0)
        if box.width() < 16:
            return


def draw_words(p: QPainter, box: QRectF, words: Words, *, right: bool = False) -> float:
    """Draw words with their icon; return the width of both."""
    shape = 16.0 if words.glyph else 0.0
    if right:
        wide = min(text_width(words.text, words.style), box.width() - shape)
        box = box.adjusted(box.width() - wide - shape, 0, 0, 0)
    if words.glyph:
        draw_glyph(p, QPointF(box.left() + 6, box.center().y()), words.glyph, 12, words.ink)
        box = box.adjusted(shape, 0, 0, 0)
    align = RIGHT if right else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    return draw_text(p, box, words.text, words.style, words.ink, align) + shape


def ghost(p: QPainter, box: QRectF, card: BoardCard) -> None:
    """Draw a card that is being dragged, at 55 %."""
    p.setOpacity(0.55)
    paint_card(p, box, card, picked=True, hovered=False)
    p.setOpacity(1)


def ground(p: QPainter, box: QRectF, state: str) -> None:
    """Draw the ground of a column: usual, "may" for a target, "not" for one that refuses."""
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(theme["sidebar"])
    p.drawRoundedRect(box, 8, 8)
    if state:
        ink = "accent" if state == "may" else "bad.solid"
        framed(p, box, None, ink, 8, thick=2, dashed=state == "may")
