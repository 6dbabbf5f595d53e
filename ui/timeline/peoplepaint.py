"""Paints the people lane: who is taken, held, travelling, away, or wanted twice."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.language import tr
from ui.theme.fonts import text_width
from ui.theme.icons import draw_glyph
from ui.theme.painting import CENTRE, LEFT, RIGHT, draw_text, hairline
from ui.theme.tokens import RADIUS, theme
from ui.timeline.layout import PERSON
from ui.timeline.plan import Row
from ui.timeline.rowpaint import PAD, hatch
from ui.timeline.scene import PEOPLE_HEAD, Piece, Scene
from ui.widgets.labels import draw_avatar

HIGH = 18
TOP = (PERSON - HIGH) / 2


def paint_people_head(p: QPainter, scene: Scene) -> None:
    """Draw the title of the lane and what its marks mean."""
    zones = scene.zones
    box = QRectF(0, zones.lane_top, zones.width, PEOPLE_HEAD)
    p.fillRect(box, theme["surface2"])
    p.fillRect(QRectF(0, box.top(), zones.width, 1), theme["border2"])
    draw_text(p, box.adjusted(PAD, 0, 0, 0), tr("People"), "head")
    right = zones.width - 14
    for kind, words in reversed(_legend()):
        right -= text_width(words, "small")
        if right - 22 < zones.tree:
            break
        draw_text(p, QRectF(right, box.top(), 200, PEOPLE_HEAD), words, "small", "text3", LEFT)
        right -= 22
        _sample(p, QRectF(right, box.center().y() - 6, 16, 12), kind)
        right -= 14
    hairline(p, box, "grid")


def _legend() -> list[tuple[str, str]]:
    return [
        ("confirmed", tr("Confirmed")),
        ("hold", tr("Hold")),
        ("travel", tr("Travel")),
        ("away", tr("Not free")),
        ("clash", tr("Clash")),
    ]


def _sample(p: QPainter, box: QRectF, kind: str) -> None:
    _draw_kind(p, box, kind, "p2" if kind == "confirmed" else "p3")


def paint_people(p: QPainter, scene: Scene) -> None:
    """Draw the blocks of the people in sight, clipped to the line by the caller."""
    for number in scene.lanes_in_sight():
        top = scene.lane_y(number)
        hairline(p, QRectF(0, top, scene.zones.width, PERSON), "grid")
        pieces = scene.pieces(number)
        taken = 0.0
        for piece in sorted(pieces, key=_loudest):
            taken = _beside(p, piece, pieces, top, taken) or taken
        for piece in pieces:
            _piece(p, piece, top)


def paint_names(p: QPainter, scene: Scene, picked: str) -> None:
    """Draw avatars, names and crafts beside the lane."""
    zones = scene.zones
    for number in scene.lanes_in_sight():
        row = scene.layout.lanes[number].row
        box = QRectF(0, scene.lane_y(number), zones.tree, PERSON)
        p.fillRect(box, theme["sel" if row.key == picked else "surface"])
        hairline(p, box, "grid")
        _name(p, box, row)
    p.fillRect(QRectF(zones.tree - 1, zones.lane_top, 1, zones.people), theme["border"])


def _name(p: QPainter, box: QRectF, row: Row) -> None:
    middle = box.center().y()
    draw_avatar(p, QRectF(PAD, middle - 9, 18, 18), row.initials, row.hue)
    left, right = PAD + 27, box.right() - PAD
    if row.pinned:
        draw_glyph(p, QPointF(right - 5, middle), "push-pin", 12, "text3")
        right -= 16
    if row.fact:
        wide = min(text_width(row.fact, "small"), 90)
        fact = QRectF(right - wide, box.top(), wide, PERSON)
        draw_text(p, fact, row.fact, "small", "text3", RIGHT)
        right -= wide + 8
    draw_text(p, QRectF(left, box.top(), right - left, PERSON), row.name, "body")


def _piece(p: QPainter, piece: Piece, top: float) -> None:
    block = piece.block
    box = QRectF(piece.left, top + TOP, piece.right - piece.left, HIGH)
    _draw_kind(p, box, block.kind, block.hue)
    if block.number and block.kind in ("hold", "clash", "overload") and box.width() >= 9:
        inks = {"clash": "onaccent", "overload": "warn"}
        ink = inks.get(block.kind, f"{block.hue}.text")
        draw_text(p, box, str(block.number), "mark", ink, CENTRE)
    elif block.words and box.width() > 34:
        ink = "text3" if block.kind == "away" else f"{block.hue}.text"
        room = box.adjusted(6, 0, -3, 0)
        draw_text(p, room, block.words, "tiny", ink, LEFT)


def _loudest(piece: Piece) -> bool:
    return piece.block.tone != "bad"


def _beside(p: QPainter, piece: Piece, pieces: Sequence[Piece], top: float, taken: float) -> float:
    """Write what is to be said behind a block and its travel, as far as there is room.

    Return where it begins; at the same place a clash is said and nothing else.
    """
    block = piece.block
    if not block.beside:
        return 0
    at = piece.right
    for other in pieces:
        if other.left <= at + 2 and other.right > at:
            at = other.right
    limit = min((other.left for other in pieces if other.left > at), default=at + 600)
    style = "mark" if block.tone == "bad" else "tiny"
    room = min(text_width(block.beside, style) + 2, limit - at - 8)
    if room > 40 and at != taken:
        box = QRectF(at + 5, top, room, PERSON)
        draw_text(p, box, block.beside, style, block.tone or "text2")
    return at


def _draw_kind(p: QPainter, box: QRectF, kind: str, hue: str) -> None:
    """Draw a block's shape, the same in the legend and in the lane."""
    if kind == "travel":
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(theme[f"{hue}.line"])
        p.drawRoundedRect(QRectF(box.left(), box.center().y() - 2, box.width(), 4), 2, 2)
        return
    if kind == "away":
        p.fillRect(box, theme["surface2"])
        hatch(p, box, "disabled")
        return
    frame = box.adjusted(0.5, 0.5, -0.5, -0.5)
    fill, edge = {
        "clash": ("badfill", "badfill"),
        "overload": ("warn.tint", "warn.solid"),
        "hold": ("surface", f"{hue}"),
        "enquiry": ("surface", f"{hue}.line"),
    }.get(kind, (f"{hue}.tint", f"{hue}.line"))
    pen = QPen(theme[edge], 1)
    if kind in ("hold", "enquiry"):
        pen.setDashPattern([3, 2.5])
    p.setPen(pen)
    p.setBrush(theme[fill])
    p.drawRoundedRect(frame, RADIUS["bar"], RADIUS["bar"])
