"""Puts one frame of the time line together, in layers; also for pictures and PDFs of it."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.language import tr
from ui.theme.tokens import RADIUS, theme
from ui.timeline import barpaint, headpaint, peoplepaint, rowpaint
from ui.timeline.barpaint import Shown
from ui.timeline.gestures import Drag, Preview
from ui.timeline.layout import BAR, PERSON, ROW
from ui.timeline.plan import Span
from ui.timeline.scene import HEAD, PEOPLE_HEAD, Scene
from ui.timeline.words import moment_words, span_words


@dataclass(frozen=True, slots=True)
class Overlay:
    """What lies on top of the plan: the picked line, the gesture under way."""

    picked: str = ""
    hovered: str = ""
    person: str = ""
    focused: bool = False
    drag: Drag | None = None
    preview: Preview = field(default_factory=Preview)
    pointer: tuple[float, float] = (0, 0)
    joining: str = ""
    """The line a link is being drawn from by keys."""
    joined: str = ""
    """The kind that link would be."""


def paint_scene(p: QPainter, scene: Scene, shown: Shown, over: Overlay) -> None:
    """Draw a whole frame."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    zones = scene.zones
    body = QRectF(zones.tree, HEAD, zones.body_width, zones.body_height)
    p.save()
    p.setClipRect(QRectF(0, HEAD, zones.width, zones.body_height))
    p.fillRect(QRectF(0, HEAD, zones.tree, zones.body_height), theme["surface"])
    rowpaint.paint_ground(p, scene, body)
    rowpaint.paint_rows(p, scene, over.picked, over.hovered)
    p.setClipRect(body)
    headpaint.today_line(p, scene, HEAD, HEAD + zones.body_height)
    barpaint.paint_bars(p, scene, shown, over.picked)
    _gesture(p, scene, over)
    p.setClipRect(QRectF(0, HEAD, zones.width, zones.body_height))
    rowpaint.paint_tree(p, scene, over.picked, over.focused)
    p.restore()
    if zones.people:
        _people(p, scene, over)
    headpaint.paint_head(p, scene)


def _people(p: QPainter, scene: Scene, over: Overlay) -> None:
    zones = scene.zones
    top = zones.lane_top + PEOPLE_HEAD
    lane = QRectF(zones.tree, top, zones.body_width, zones.people - PEOPLE_HEAD)
    p.save()
    p.setClipRect(QRectF(0, top, zones.width, lane.height()))
    p.fillRect(QRectF(0, top, zones.tree, lane.height()), theme["surface"])
    rowpaint.paint_ground(p, scene, lane)
    p.setClipRect(lane)
    headpaint.today_line(p, scene, top, zones.height)
    peoplepaint.paint_people(p, scene)
    _held(p, scene, over)
    p.setClipRect(QRectF(0, top, zones.width, lane.height()))
    peoplepaint.paint_names(p, scene, over.person)
    p.restore()
    peoplepaint.paint_people_head(p, scene)


def _gesture(p: QPainter, scene: Scene, over: Overlay) -> None:
    """Draw what a drag would do: the link, the new span, the new dates in words."""
    drag, shown = over.drag, over.preview
    if over.joining:
        _joined(p, scene, over)
    if drag is None:
        if shown.span is not None and over.picked:
            _dates(p, scene, over.picked, shown)
        return
    row = scene.layout.row(drag.hit.key)
    if drag.kind == "link" and row >= 0:
        _link(p, scene, over, row)
    elif drag.kind == "draw" and shown.span is not None and row >= 0:
        _dashed(p, scene, shown.span, scene.y(row) + (ROW - BAR) / 2, BAR)
        at = QPointF(scene.x(shown.span[1]) + 6, scene.y(row) + ROW - 1)
        words = tr("New task, {dates}").format(dates=span_words(shown.span))
        barpaint.tag(p, at, words, "accenttext")
    elif drag.kind in ("move", "left", "right", "place") and shown.span is not None:
        if drag.kind == "place" and row >= 0:
            _dashed(p, scene, shown.span, scene.y(row) + (ROW - BAR) / 2, BAR)
        _dates(p, scene, drag.hit.key, shown)


def _link(p: QPainter, scene: Scene, over: Overlay, row: int) -> None:
    drag, shown = over.drag, over.preview
    box = scene.box(row)
    if drag is None or box is None:
        return
    left, right, middle = box.ends
    start = QPointF(right if drag.hit.part == "dot_end" else left, middle)
    words = shown.why.strip() or (link_words()[shown.link] if shown.link else "")
    barpaint.paint_rubber(p, start, QPointF(*over.pointer), words, may=not shown.why)


def _joined(p: QPainter, scene: Scene, over: Overlay) -> None:
    """Draw the link that keys are making, from its first line to the picked one."""
    first = scene.box(scene.layout.row(over.joining))
    second = scene.box(scene.layout.row(over.picked))
    if first is None or second is None:
        return
    kind = over.joined or "FS"
    start = QPointF(first.ends[1] if kind[0] == "F" else first.ends[0], first.middle)
    end = QPointF(second.ends[1] if kind[1] == "F" else second.ends[0], second.middle)
    words = over.preview.why.strip() or link_words()[kind]
    barpaint.paint_rubber(p, start, end, words, may=not over.preview.why)


def link_words() -> dict[str, str]:
    """Return what each kind of link means."""
    return {
        "FS": tr("begins when the first ends"),
        "SS": tr("begins with the first"),
        "FF": tr("ends with the first"),
        "SF": tr("ends when the first begins"),
    }


def _dates(p: QPainter, scene: Scene, key: str, shown: Preview) -> None:
    """Write the new dates, or the reason against them, beside the dragged bar."""
    row, span = scene.layout.row(key), shown.span
    if row < 0 or span is None:
        return
    line = scene.layout.lines[row]
    point = line.bar is not None and line.bar.point
    words = moment_words(span[0]) if point else span_words(span)
    if shown.why.strip():
        words = shown.why
    elif shown.note:
        words = tr("{dates}: {note}", "dragged").format(dates=words, note=shown.note)
    at = QPointF(max(scene.x(span[0]), scene.zones.tree + 4), scene.y(row) - 1)
    if at.y() < HEAD + 22:
        at.setY(scene.y(row) + ROW + 21)
    barpaint.tag(p, at, words, "bad" if shown.why.strip() else "text")


def _dashed(p: QPainter, scene: Scene, span: Span, top: float, high: float) -> None:
    pen = QPen(theme["focus"], 1.5)
    pen.setDashPattern([3, 2.5])
    p.setPen(pen)
    p.setBrush(Qt.BrushStyle.NoBrush)
    left, right = scene.x(span[0]), scene.x(span[1])
    p.drawRoundedRect(QRectF(left, top, right - left, high), RADIUS["bar"], RADIUS["bar"])


def _held(p: QPainter, scene: Scene, over: Overlay) -> None:
    """Draw the span being held in a person's row."""
    drag, span = over.drag, over.preview.span
    if drag is None or drag.kind != "hold" or span is None:
        return
    keys = [lane.row.key for lane in scene.layout.lanes]
    if drag.hit.key not in keys:
        return
    top = scene.lane_y(keys.index(drag.hit.key))
    _dashed(p, scene, span, top + 4, PERSON - 8)
    words = tr("Hold {dates}").format(dates=span_words(span))
    barpaint.tag(p, QPointF(scene.x(span[1]) + 6, top + PERSON), words, "accenttext")
