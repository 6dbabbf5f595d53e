"""Paints the availability grid: days above, names at the left, bars between."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from studio.domain.names import initials, pick
from studio.services.bookings import Grid, GridRow
from ui.language import language, month_of, short_date, tr
from ui.talent.availability.geometry import HEAD, NAMES, ROW, Piece, Scale
from ui.talent.availability.strip import paint_hatch
from ui.theme.fonts import text_width
from ui.theme.painting import CENTRE, LEFT, draw_text, framed, hairline
from ui.theme.tokens import RADIUS, theme
from ui.widgets.labels import draw_avatar

PAD = 14
BAR = 22
WEEKEND = 5
NARROW = 17
"""Under so many px a day has no number of its own."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The days that are picked in a row; `moving` while they are dragged over."""

    row: int
    first: int
    last: int
    moving: bool = False


def paint_head(p: QPainter, scale: Scale, grid: Grid) -> None:
    """Paint weeks or months, days and holidays above the rows."""
    width = scale.left(scale.count)
    p.fillRect(QRectF(0, 0, width, HEAD), theme["surface2"])
    holidays = {day: pick(name, zh, language()) for day, name, zh in grid.holidays}
    for place in range(scale.count):
        day = scale.day_of(place)
        left = scale.left(place)
        if day.weekday() == 0 or place == 0:
            _week(p, scale, place, day)
        _number(p, QRectF(left, 24, scale.day, 18), day, grid.today, scale.day)
        if day in holidays:
            room = QRectF(left - 30, 43, scale.day + 60, 16)
            draw_text(p, room, holidays[day], "tiny", "text3", CENTRE)
    hairline(p, QRectF(0, 0, width, HEAD), "border")


def _week(p: QPainter, scale: Scale, place: int, day: date) -> None:
    left = scale.left(place)
    p.fillRect(QRectF(left, 4, 1, HEAD - 4), theme["grid"])
    days = 7 - day.weekday()
    room = QRectF(left + 5, 4, scale.day * days - 6, 18)
    words = tr("W{week}").format(week=day.isocalendar().week)
    wide = draw_text(p, room, words, "smallhead", "text")
    last = scale.day_of(min(place + days - 1, scale.count - 1))
    rest = room.adjusted(wide + 6, 0, 0, 0)
    span = tr("{first} – {last}").format(first=short_date(day), last=short_date(last))
    if text_width(span, "small") <= rest.width():
        draw_text(p, rest, span, "small", "text3")
    elif day.day <= WEEKEND + 2 and text_width(month_of(day), "small") <= rest.width():
        draw_text(p, rest, month_of(day), "small", "text3")


def _number(p: QPainter, box: QRectF, day: date, today: date, wide: float) -> None:
    if day == today:
        side = QRectF(box.center().x() - 10, box.top(), 20, 18)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(theme["accent"])
        p.drawRoundedRect(side, 4, 4)
        draw_text(p, side, str(day.day), "mark", "onaccent", CENTRE)
    elif wide >= NARROW or day.weekday() == 0:
        room = box if wide >= NARROW else box.adjusted(-8, 0, 8, 0)
        ink = "text3" if day.weekday() >= WEEKEND else "text2"
        draw_text(p, room, str(day.day), "small", ink, CENTRE)


def paint_ground(p: QPainter, scale: Scale, bottom: float) -> None:
    """Paint weekends and week lines behind the rows."""
    for place in range(scale.count):
        day = scale.day_of(place)
        left = scale.left(place)
        if day.weekday() >= WEEKEND:
            p.fillRect(QRectF(left, HEAD, scale.day, bottom - HEAD), theme["shade"])
        if day.weekday() == 0:
            p.fillRect(QRectF(left, HEAD, 1, bottom - HEAD), theme["grid"])


def paint_today(p: QPainter, scale: Scale, today: date, bottom: float) -> None:
    """Paint the line of today over the rows."""
    place = scale.find(today)
    if place >= 0:
        p.fillRect(QRectF(scale.left(place), HEAD, 2, bottom - HEAD), theme["focus"])


def paint_row(
    p: QPainter, scale: Scale, row: GridRow, pieces: tuple[Piece, ...], top: float
) -> None:
    """Paint one row: its free days, then its bars."""
    for place, cell in enumerate(row.cells):
        if cell.state == "available" and not cell.off:
            box = QRectF(scale.left(place), top + 6, scale.day - 1, ROW - 12)
            p.fillRect(box, theme["good.tint"])
    for piece in pieces:
        _piece(p, scale, piece, top)
    hairline(p, QRectF(0, top, scale.left(scale.count), ROW))


def _piece(p: QPainter, scale: Scale, piece: Piece, top: float) -> None:
    left = scale.left(piece.first)
    width = scale.left(piece.last + 1) - left
    box = QRectF(left + 1, top + (ROW - BAR) / 2, width - 3, BAR)
    state = piece.cell.state
    hue = piece.span.hue if piece.span is not None and piece.span.hue else "p2"
    if state in ("unavailable", "unknown"):
        paint_hatch(p, box)
        if state == "unknown":
            draw_text(p, box, "?", "mark", "text3", CENTRE)
    elif state == "travel":
        line = QRectF(box.left(), box.center().y() - 2, box.width(), 4)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(theme[f"{hue}.line"])
        p.drawRoundedRect(line, 2, 2)
    elif piece.cell.clash:
        _bar(p, box, "badfill", "badfill")
        count = str(len(piece.cell.booking_ids)) if len(piece.cell.booking_ids) > 1 else "!"
        draw_text(p, box, count, "mark", "onaccent", CENTRE)
    elif state == "hold":
        _bar(p, box, "surface", hue, dashed=True)
        rank = str(piece.cell.rank or "")
        wide = draw_text(p, box.adjusted(6, 0, -3, 0), rank, "mark", f"{hue}.text")
        _title(p, box.adjusted(wide + 10, 0, -3, 0), piece, hue)
    elif state == "booked":
        _bar(p, box, f"{hue}.tint", f"{hue}.line")
        _title(p, box.adjusted(6, 0, -3, 0), piece, hue)
    elif piece.cell.units:
        half = QRectF(box.left(), box.center().y(), box.width(), BAR / 2)
        _bar(p, half, f"{hue}.tint", f"{hue}.line")
        draw_text(p, half, f"{piece.cell.units}", "mark", f"{hue}.text", CENTRE)
    else:
        line = QRectF(box.left(), box.bottom() - 3, box.width(), 3)
        p.fillRect(line, theme["wait.solid"])


def _bar(p: QPainter, box: QRectF, fill: str, edge: str, *, dashed: bool = False) -> None:
    framed(p, box, fill, edge, RADIUS["bar"], dashed=dashed)


def _title(p: QPainter, room: QRectF, piece: Piece, hue: str) -> None:
    if piece.span is None or room.width() < 26:
        return
    words = pick(piece.span.title, piece.span.title_zh, language())
    draw_text(p, room, words, "tiny", f"{hue}.text", LEFT)


def paint_name(p: QPainter, row: GridRow, craft: str, top: float, *, current: bool) -> None:
    """Paint who a row is about, at the left."""
    box = QRectF(0, top, NAMES, ROW)
    p.fillRect(box, theme["sel" if current else "surface"])
    middle = box.center().y()
    hue = f"p{row.ref[1] % 8 + 1}"
    shown = pick(row.name, row.name_zh, language())
    draw_avatar(p, QRectF(PAD, middle - 11, 22, 22), initials(shown), hue)
    room = QRectF(PAD + 30, top, NAMES - PAD - 36, ROW)
    fact = min(text_width(craft, "small"), 88) if craft else 0
    draw_text(p, room.adjusted(0, 0, -(fact + 8 if fact else 0), 0), shown, "body")
    if craft:
        place = QRectF(room.right() - fact, top, fact + 1, ROW)
        draw_text(p, place, craft, "small", "text3", LEFT)
    hairline(p, box)


def paint_edge(p: QPainter, bottom: float) -> None:
    """Paint the line between names and days."""
    p.fillRect(QRectF(NAMES - 1, 0, 1, bottom), theme["border"])


def paint_chosen(p: QPainter, scale: Scale, chosen: Chosen, top: float, words: str) -> None:
    """Paint the picked days, with their dates in words while they are dragged over."""
    left = scale.left(chosen.first)
    box = QRectF(left, top + 2, scale.left(chosen.last + 1) - left - 1, ROW - 4)
    pen = QPen(theme["focus"], 2)
    if chosen.moving:
        pen.setDashPattern([3, 2])
    p.setPen(pen)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
    if words:
        wide = text_width(words, "label") + 16
        at = QPointF(min(box.left(), scale.left(scale.count) - wide), top - 24)
        note = QRectF(max(at.x(), NAMES + 2), max(at.y(), HEAD + 2), wide, 22)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(theme["text"])
        p.drawRoundedRect(note, 5, 5)
        draw_text(p, note, words, "label", "surface", CENTRE)


def crafts(words: Mapping[str, str], row: GridRow) -> str:
    """Return what somebody does, or how many there are; empty for creators."""
    if row.capacity > 1:
        return f"× {row.capacity}"
    return "" if row.ref[0] == "resource" else words.get(row.craft, "")
