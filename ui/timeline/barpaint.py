"""Paints bars, diamonds, slack, old places, summaries and dependency arrows."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from ui.theme.fonts import text_width
from ui.theme.painting import LEFT, draw_text
from ui.theme.tokens import RADIUS, theme
from ui.timeline.layout import BAR, ROW
from ui.timeline.plan import Span
from ui.timeline.routes import arrow_head
from ui.timeline.scene import DIAMOND, DOT, Arrow, Box, Scene, summary

TOP = (ROW - BAR) / 2


@dataclass(frozen=True, slots=True)
class Shown:
    """What is drawn besides the bars themselves."""

    critical: bool = True
    slack: bool = True
    planned: bool = False


def paint_bars(p: QPainter, scene: Scene, shown: Shown, picked: str) -> None:
    """Draw what stands in the rows in sight: old places, arrows, bars, words."""
    boxes = scene.boxes()
    for box in boxes:
        _old_places(p, scene, box, shown)
    for arrow in scene.arrows():
        _arrow(p, arrow, critical=shown.critical and arrow.tie.critical)
    for box in boxes:
        if box.line.kind == "task":
            _bar(p, scene, box, shown, picked=box.line.key == picked)
        else:
            _group(p, scene, box)


def _old_places(p: QPainter, scene: Scene, box: Box, shown: Shown) -> None:
    if box.bar.before is not None:
        _dashed(p, scene, box, box.bar.before)
    if box.line.key in scene.moved:
        _dashed(p, scene, box, (box.bar.start, box.bar.finish))
    if shown.planned and box.bar.planned is not None:
        left, right = (scene.x(end) for end in box.bar.planned)
        under = QRectF(left, box.top + ROW - 4, max(right - left, 3), 3)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(theme["meter"])
        if box.bar.point:
            p.drawPolygon(_diamond(left, box.top + ROW - 4, 3))
        else:
            p.drawRect(under)


def _dashed(p: QPainter, scene: Scene, box: Box, span: Span) -> None:
    pen = QPen(theme["text3"], 1)
    pen.setDashPattern([3, 2.5])
    p.setPen(pen)
    p.setBrush(Qt.BrushStyle.NoBrush)
    left, right = scene.x(span[0]), scene.x(span[1])
    if box.bar.point:
        p.drawPolygon(_diamond(left, box.middle, DIAMOND))
        return
    frame = QRectF(left + 0.5, box.top + TOP + 0.5, max(right - left - 1, 3), BAR - 1)
    p.drawRoundedRect(frame, RADIUS["bar"], RADIUS["bar"])


def _bar(p: QPainter, scene: Scene, box: Box, shown: Shown, *, picked: bool) -> None:
    if box.bar.point:
        _point(p, box, shown)
    else:
        _frame(p, box, shown)
    if picked:
        _picked(p, box)
    _words(p, scene, box, shown)


def _frame(p: QPainter, box: Box, shown: Shown) -> None:
    bar, hue = box.bar, box.line.hue
    frame = QRectF(box.left, box.top + TOP, box.right - box.left, BAR)
    red = bool(bar.clash)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(theme["bad.tint" if red else f"{hue}.tint"])
    p.drawRoundedRect(frame, RADIUS["bar"], RADIUS["bar"])
    if bar.done > 0:
        p.save()
        done = QRectF(box.left, frame.top(), box.done - box.left, BAR)
        p.setClipRect(done, Qt.ClipOperation.IntersectClip)
        p.setBrush(theme["bad.solid" if red else f"{hue}.line"])
        p.drawRoundedRect(frame, RADIUS["bar"], RADIUS["bar"])
        p.restore()
    critical = shown.critical and bar.critical
    thick = 1.5 if critical or red else 1.0
    edge = "bad.solid" if red else "text" if critical else f"{hue}.line"
    p.setPen(QPen(theme[edge], thick))
    p.setBrush(Qt.BrushStyle.NoBrush)
    half = thick / 2
    p.drawRoundedRect(frame.adjusted(half, half, -half, -half), RADIUS["bar"], RADIUS["bar"])


def _point(p: QPainter, box: Box, shown: Shown) -> None:
    bar = box.bar
    ink = "bad.solid" if bar.clash else "text" if shown.critical and bar.critical else box.line.hue
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(theme[ink])
    p.drawPolygon(_diamond(box.left, box.middle, DIAMOND))
    if bar.done >= 1:
        p.setBrush(theme["surface"])
        p.drawPolygon(_diamond(box.left, box.middle, DIAMOND - 3))


def _diamond(x: float, y: float, half: float) -> QPolygonF:
    corners = [
        QPointF(x, y - half),
        QPointF(x + half, y),
        QPointF(x, y + half),
        QPointF(x - half, y),
    ]
    return QPolygonF(corners)


def _picked(p: QPainter, box: Box) -> None:
    """Show which bar is picked, and the dots links are drawn from."""
    left, right, middle = box.ends
    frame = QRectF(left - 2.5, box.top + TOP - 2.5, right - left + 5, BAR + 5)
    p.setPen(QPen(theme["focus"], 2))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawRoundedRect(frame, RADIUS["bar"] + 2, RADIUS["bar"] + 2)
    p.setPen(QPen(theme["focus"], 1.5))
    p.setBrush(theme["surface"])
    for x in (left - DOT, right + DOT):
        p.drawEllipse(QPointF(x, middle), 3.2, 3.2)


def _words(p: QPainter, scene: Scene, box: Box, shown: Shown) -> None:
    """Draw the slack with its tick, then what is to be said, behind the bar."""
    bar = box.bar
    at = box.ends[1] + 6
    moved = box.line.key in scene.moved
    if shown.slack and box.slack and not moved:
        at = _slack(p, box) + 7
    line = QRectF(at, box.top, 600, ROW)
    if bar.clash:
        draw_text(p, line, bar.clash, "mark", "bad", LEFT)
    elif bar.words and bar.point:
        used = draw_text(p, line, bar.words, "tiny", "bad" if bar.late else "text3", LEFT)
        if shown.slack and bar.slack:
            draw_text(p, line.adjusted(used + 8, 0, 0, 0), bar.slack, "tiny", "text2", LEFT)
    elif bar.words:
        draw_text(p, line, bar.words, "tiny", "bad" if bar.late else "text2", LEFT)
    elif shown.slack and bar.slack and not moved:
        draw_text(p, line, bar.slack, "tiny", "text2", LEFT)


def _slack(p: QPainter, box: Box) -> float:
    p.setPen(QPen(theme[box.line.hue], 1.2))
    start, end, y = box.ends[1], box.slack, box.middle
    if end > start:
        p.drawLine(QPointF(start, y), QPointF(end, y))
        p.drawLine(QPointF(end, y - 3.5), QPointF(end, y + 3.5))
    return max(end, start)


def _group(p: QPainter, scene: Scene, box: Box) -> None:
    if box.line.key in scene.layout.folded:
        _summary(p, scene, box)
    else:
        _bracket(p, box)


def _bracket(p: QPainter, box: Box) -> None:
    """Draw the span of an unfolded group: a line with its ends turned down."""
    thick = 2.6 if box.line.kind == "group" else 1.8
    pen = QPen(theme[box.line.hue or "meter"], thick)
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    p.setPen(pen)
    p.setBrush(Qt.BrushStyle.NoBrush)
    y, drop = box.top + 10, 5
    left, right = box.left + 1, max(box.right - 1, box.left + 3)
    p.drawPolyline(
        [QPointF(left, y + drop), QPointF(left, y), QPointF(right, y), QPointF(right, y + drop)]
    )


def _summary(p: QPainter, scene: Scene, box: Box) -> None:
    """Draw a folded group: a bar of 8 px with its diamonds, and the last one's name."""
    hue = box.line.hue or "neutral"
    top, high = summary(box)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(theme[f"{hue}.line" if box.line.hue else "neutral.solid"])
    p.drawRoundedRect(QRectF(box.left, top, box.right - box.left, high), high / 2, high / 2)
    end, words = box.right, ""
    for minute, name in box.line.gates:
        x = scene.x(minute)
        p.setPen(QPen(theme["surface"], 1))
        p.setBrush(theme[box.line.hue or "neutral.solid"])
        p.drawPolygon(_diamond(x, top + high / 2, DIAMOND))
        end, words = max(end, x + DIAMOND), name
    if words:
        room = QRectF(end + 6, box.top, text_width(words, "tiny") + 2, ROW)
        draw_text(p, room, words, "tiny", "text2", LEFT)


def _arrow(p: QPainter, arrow: Arrow, *, critical: bool) -> None:
    ink = "text" if critical else "meter"
    p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    p.setPen(QPen(theme[ink], 1))
    p.setBrush(Qt.BrushStyle.NoBrush)
    points = [QPointF(round(x), round(y)) for x, y in arrow.points]
    p.drawPolyline(points)
    p.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(theme[ink])
    p.drawPolygon(QPolygonF([QPointF(x, y + 0.5) for x, y in arrow_head(list(arrow.points))]))


def paint_rubber(p: QPainter, start: QPointF, end: QPointF, words: str, *, may: bool) -> None:
    """Draw the link being drawn, and what it would be."""
    pen = QPen(theme["focus" if may else "bad.solid"], 1.5)
    pen.setDashPattern([4, 3])
    p.setPen(pen)
    p.drawLine(start, end)
    if words:
        tag(p, end + QPointF(10, -10), words, "accenttext" if may else "bad")


def tag(p: QPainter, at: QPointF, words: str, ink: str = "text") -> None:
    """Draw words on a small card beside the pointer."""
    box = QRectF(at.x(), at.y() - 20, text_width(words, "label") + 14, 22)
    p.setPen(QPen(theme["border2"], 1))
    p.setBrush(theme["surface"])
    p.drawRoundedRect(box, 4, 4)
    draw_text(p, box.adjusted(7, 0, 0, 0), words, "label", ink)
