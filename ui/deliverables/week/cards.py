"""How a piece looks in its week and in the tray: what it says, how high it is, how it is drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath

from studio.domain import deliverables as rules
from studio.domain import platforms
from studio.services.deliverables import PieceRow
from ui.deliverables.looks import creator_of, title_of
from ui.deliverables.pictures import Pictures
from ui.language import short_date, text, time_of, tr, week_day
from ui.theme.painting import draw_text, framed
from ui.theme.tokens import RADIUS
from ui.widgets import marks
from ui.widgets.cardpaint import BoardCard, Line
from ui.widgets.marks import ChipMark, Words

PICTURE = 74
NARROW = 104
"""Width from which on a card has its full picture; narrower ones have a lower one."""

LOW = 44
PAD = 9
TRAY = 64
"""Height of a card of the tray."""

THUMB = 42


NO_WORDS = Words("")
NO_CHIP = ChipMark("neutral", "")


@dataclass(frozen=True, slots=True)
class WeekCard(BoardCard):
    """A piece on a day: its time, or the day it should have been out; its state as a chip."""

    when: Words = NO_WORDS
    who: str = ""
    chip: ChipMark = NO_CHIP
    late: bool = False


def card_of(
    row: PieceRow, day: date | None, language: str, pictures: Pictures, *, movable: bool
) -> WeekCard:
    """Return the card of a piece in a column; without a day it lies in the tray."""
    when, chip = _when(row, day), _chip(row)
    who = creator_of(row, language)
    return WeekCard(
        row.id,
        title_of(row, language),
        platforms.badge(row.platform) if row.platform else "",
        lines=(Line(when), Line(Words(who))) if when.text else (Line(Words(who)),),
        foot=(Words(chip.words),),
        picture=partial(pictures.draw, row),
        movable=movable,
        when=when,
        who=who,
        chip=chip,
        late=bool(row.late and day is not None),
    )


def _when(row: PieceRow, day: date | None) -> Words:
    if day is None:
        return NO_WORDS
    if row.late and row.publish_on is not None:
        near = row.late < 7
        words = week_day(row.publish_on) if near else short_date(row.publish_on)
        return Words(words, "bad", "head")
    return Words(
        row.publish_time or tr("Any time"), "text" if row.publish_time else "text3", "head"
    )


def _chip(row: PieceRow) -> ChipMark:
    if row.state == "published" and row.published_at is not None:
        words = tr("Out {time}").format(time=time_of(row.published_at))
        return ChipMark(row.shown.role, words)
    return ChipMark(row.shown.role, text(row.shown.label))


def picture_height(width: float) -> int:
    """Return how high the picture of a card of a width is."""
    return PICTURE if width >= NARROW else LOW


def height(width: float) -> int:
    """Return how high a card of a day is."""
    return picture_height(width) + 7 + 20 + 19 + 17 + 8 + marks.CHIP + 9


def paint_day_card(p: QPainter, box: QRectF, card: WeekCard, *, picked: bool, hot: bool) -> None:
    """Draw a card of a day; a late one is framed in red, the picked one in the accent."""
    framed(p, box, "surface", "border", RADIUS["board"])
    tall = picture_height(box.width())
    _clipped(p, box, tall, card.picture)
    left, room = box.left() + PAD, box.width() - 2 * PAD
    y = box.top() + tall + 7
    badge = marks.badge_width(card.badge) + 6 if card.badge else 0
    draw_text(p, QRectF(left, y, room - badge, 20), card.when.text, "head", card.when.ink)
    if card.badge:
        marks.draw_badge(p, box.right() - PAD - badge + 6, y + 10, card.badge)
    draw_text(p, QRectF(left, y + 20, room, 19), card.title, "name", "text")
    draw_text(p, QRectF(left, y + 39, room, 17), card.who, "small", "text2")
    marks.draw_chip(p, left, y + 64 + marks.CHIP / 2, card.chip, room)
    _edge(p, box, card, picked=picked, hot=hot)


def paint_tray_card(p: QPainter, box: QRectF, card: WeekCard, *, picked: bool, hot: bool) -> None:
    """Draw a card of the tray: small picture, title, who, state in words."""
    framed(p, box, "surface", "border", RADIUS["board"])
    thumb = QRectF(box.left() + 8, box.top() + (box.height() - THUMB) / 2, THUMB, THUMB)
    path = QPainterPath()
    path.addRoundedRect(thumb, 4, 4)
    p.save()
    p.setClipPath(path)
    if card.picture is not None:
        card.picture(p, thumb)
    p.restore()
    left = thumb.right() + 9
    room = box.right() - 8 - left
    badge = marks.badge_width(card.badge) + 6 if card.badge else 0
    y = box.top() + 6
    draw_text(p, QRectF(left, y, room - badge, 18), card.title, "name", "text")
    if card.badge:
        marks.draw_badge(p, box.right() - 8 - badge + 6, y + 9, card.badge)
    draw_text(p, QRectF(left, y + 18, room, 16), card.who, "small", "text2")
    ink = card.chip.status if card.chip.status in ("bad", "warn") else "text3"
    draw_text(p, QRectF(left, y + 34, room, 16), card.chip.words, "small", ink)
    _edge(p, box, card, picked=picked, hot=hot)


def _clipped(
    p: QPainter, box: QRectF, tall: float, picture: Callable[[QPainter, QRectF], None] | None
) -> None:
    if picture is None:
        return
    path = QPainterPath()
    inner = RADIUS["board"] - 1
    path.addRoundedRect(box.adjusted(1, 1, -1, -1), inner, inner)
    p.save()
    p.setClipPath(path)
    picture(p, QRectF(box.left() + 1, box.top() + 1, box.width() - 2, tall))
    p.restore()


def _edge(p: QPainter, box: QRectF, card: WeekCard, *, picked: bool, hot: bool) -> None:
    usual = "bad.solid" if card.late else ("border2" if hot else "border")
    edge = "accent" if picked else usual
    framed(p, box, None, edge, RADIUS["board"], thick=2 if picked else 1)


def why_fixed(row: PieceRow) -> str:
    """Say why a piece keeps its day; "" where it can be moved."""
    return tr("This piece is out; its day stays.") if row.state in rules.OUT else ""
