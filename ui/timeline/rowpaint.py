"""Paints the ground of the rows and the tree: weekends, holidays, grid, titles, who."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from ui.theme.fonts import text_width
from ui.theme.icons import draw_glyph
from ui.theme.painting import RIGHT, draw_text, hairline, rounded
from ui.theme.tokens import theme
from ui.timeline.layout import ROW
from ui.timeline.plan import Line
from ui.timeline.scale import DAY, levels, ticks
from ui.timeline.scene import FOLD, HEAD, INDENT, Scene

PAD = 14
MARKS = {
    "done": ("check", "good"),
    "blocked": ("warning-octagon", "bad"),
    "review": ("eye", "wait"),
    "in_progress": ("circle-half", "active"),
}


def hatch(p: QPainter, box: QRectF, ink: str = "border2") -> None:
    """Draw slanting lines over a rectangle: nobody works here."""
    if box.width() <= 0:
        return
    p.save()
    p.setClipRect(box, Qt.ClipOperation.IntersectClip)
    colour = QColor(theme[ink])
    p.setPen(QPen(colour, 1))
    step = 6
    high = box.height()
    # the lines are tied to the page, so that neighbours meet and panning does not shimmer
    first = int((box.left() - high) // step) * step
    lines = []
    from_x = first
    while from_x < box.right():
        lines.append((QPointF(from_x, box.bottom()), QPointF(from_x + high, box.top())))
        from_x += step
    for start, end in lines:
        p.drawLine(start, end)
    p.restore()


def paint_ground(p: QPainter, scene: Scene, box: QRectF) -> None:
    """Draw weekends, holidays and the grid into a part of the line."""
    p.fillRect(box, theme["surface"])
    p.save()
    p.setClipRect(box, Qt.ClipOperation.IntersectClip)
    if scene.scale.day >= 3.6:
        _days(p, scene, box)
    upper, lower = levels(scene.scale)
    faint = lower if lower != "day" else ""
    for level, ink in ((faint, "grid"), (upper, "border")):
        if level:
            for tick in ticks(level, scene.first, scene.last):
                p.fillRect(
                    QRectF(round(scene.x(tick.start)), box.top(), 1, box.height()), theme[ink]
                )
    p.restore()


def _days(p: QPainter, scene: Scene, box: QRectF) -> None:
    plan = scene.layout.plan
    shade = QBrush(theme["shade"])
    for tick in ticks("day", scene.first, scene.last):
        known = plan.shades.get(tick.day)
        weekend = tick.day.weekday() in plan.weekend
        if known is None and not weekend:
            continue
        left, right = round(scene.x(tick.start)), round(scene.x(tick.start + DAY))
        column = QRectF(left, box.top(), right - left, box.height())
        if known is not None and known.rest:
            p.fillRect(column, shade)
            hatch(p, column, "border")
        elif weekend and not (known is not None and known.worked):
            p.fillRect(column, shade)


def paint_rows(p: QPainter, scene: Scene, picked: str, hovered: str) -> None:
    """Draw the ground of picked and group rows, and the line under each."""
    zones = scene.zones
    for number in scene.rows:
        line = scene.layout.lines[number]
        top = scene.y(number)
        row = QRectF(0, top, zones.width, ROW)
        body = QRectF(zones.tree, top, zones.body_width, ROW)
        tree = QRectF(0, top, zones.tree, ROW)
        if line.key == picked:
            p.fillRect(tree, theme["sel"])
            _veil(p, body, "sel", 110)
        elif line.kind in ("group", "tray"):
            p.fillRect(tree, theme["surface2"])
            _veil(p, body, "surface2", 170)
        else:
            p.fillRect(tree, theme["hover" if line.key == hovered else "surface"])
        hairline(p, row, "grid")


def _veil(p: QPainter, box: QRectF, role: str, alpha: int) -> None:
    colour = QColor(theme[role])
    colour.setAlpha(alpha)
    p.fillRect(box, colour)


def paint_tree(p: QPainter, scene: Scene, picked: str, focused: bool) -> None:
    """Draw titles, who, and carets; the picked row's inner line where the keyboard is here."""
    zones = scene.zones
    for number in scene.rows:
        line = scene.layout.lines[number]
        box = QRectF(0, scene.y(number), zones.tree, ROW)
        if line.kind == "task":
            _task(p, box, line)
        else:
            _group(p, box, line, folded=line.key in scene.layout.folded)
        if focused and line.key == picked:
            p.setPen(QPen(theme["focus"], 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRect(box.adjusted(1, 1, -1, -1))
    p.fillRect(QRectF(zones.tree - 1, HEAD, 1, zones.height - HEAD), theme["border"])


def _group(p: QPainter, box: QRectF, line: Line, *, folded: bool) -> None:
    left = PAD + line.depth * INDENT
    middle = box.center().y()
    draw_glyph(p, QPointF(left + 6, middle), "caret-right" if folded else "caret-down", 12, "text2")
    left += 19
    if line.hue and line.kind == "group":
        rounded(p, QRectF(left, middle - 4, 8, 8), line.hue, 2)
        left += 16
    room = _fact(p, box, line)
    style = "head" if line.kind != "phase" else "label"
    ink = "text" if line.kind != "phase" else "text2"
    draw_text(p, QRectF(left, box.top(), room - left, ROW), line.title, style, ink)


def _task(p: QPainter, box: QRectF, line: Line) -> None:
    left: float = FOLD + 8 + (line.depth - 1) * INDENT
    mark = MARKS.get(line.mark)
    if mark is not None:
        draw_glyph(p, QPointF(left - 11, box.center().y()), mark[0], 11, mark[1])
    elif line.bar is None and line.hue:
        rounded(p, QRectF(left - 12, box.center().y() - 3, 6, 6), line.hue, 2)
    room = _fact(p, box, line)
    ink = "text3" if line.mark == "done" else "text"
    draw_text(p, QRectF(left, box.top(), room - left, ROW), line.title, "body", ink)


def _fact(p: QPainter, box: QRectF, line: Line) -> float:
    """Draw who does it; return where the title has to end."""
    right = box.right() - PAD
    if not line.fact:
        return right
    wide = min(text_width(line.fact, "small"), 96)
    draw_text(p, QRectF(right - wide, box.top(), wide, ROW), line.fact, "small", "text3", RIGHT)
    return right - wide - 8
