"""Paints the head of the time line: weeks, days, names of holidays and festivals, today."""

from datetime import timedelta
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui import language
from ui.language import tr
from ui.theme.fonts import text_width
from ui.theme.painting import CENTRE, LEFT, RIGHT, draw_text, hairline, rounded
from ui.theme.tokens import theme
from ui.timeline.plan import Shade
from ui.timeline.scale import DAY, Tick, day_of, levels, minute_of, ticks
from ui.timeline.scene import HEAD, Scene
from ui.timeline.words import tick_words

UPPER = 10.0
LOWER = 26.0
NAMES = 42.0


def paint_head(p: QPainter, scene: Scene) -> None:
    """Draw the head over its whole width, the corner above the tree with it."""
    zones = scene.zones
    p.fillRect(QRectF(0, 0, zones.width, HEAD), theme["surface"])
    upper, lower = levels(scene.scale)
    p.save()
    p.setClipRect(QRectF(zones.tree, 0, zones.body_width, HEAD))
    for tick in ticks(lower, scene.first, scene.last):
        _lower(p, scene, lower, tick)
    for tick in ticks(upper, scene.first, scene.last):
        _upper(p, scene, upper, tick)
    _names(p, scene)
    p.restore()
    _corner(p, scene)
    hairline(p, QRectF(0, 0, zones.width, HEAD), "border")


def _corner(p: QPainter, scene: Scene) -> None:
    box = QRectF(14, HEAD - 24, scene.zones.tree - 28, 18)
    draw_text(p, box, tr("Task"), "label", "text3", LEFT)
    draw_text(p, box, tr("Who", "schedule"), "label", "text3", RIGHT)


def _upper(p: QPainter, scene: Scene, level: str, tick: Tick) -> None:
    left = scene.x(tick.start)
    right = scene.x(tick.finish)
    p.fillRect(QRectF(round(left), 0, 1, HEAD), theme["border"])
    bold, plain = tick_words(level, tick.day, tick.minute)
    if level == "day":
        bold, plain = language.weekday_date(tick.day), ""
    # the name of a part whose beginning is out of sight stays in sight
    begin = max(left, scene.zones.tree) + 5
    width = text_width(bold, "mark")
    room = right - begin - 3
    if width > room:
        return
    draw_text(p, QRectF(begin, UPPER - 8, width + 2, 16), bold, "mark", "text2")
    rest = room - width - 7
    if plain and text_width(plain, "tiny") <= rest:
        draw_text(p, QRectF(begin + width + 7, UPPER - 8, rest, 16), plain, "tiny", "text3")


def _lower(p: QPainter, scene: Scene, level: str, tick: Tick) -> None:
    left, right = scene.x(tick.start), scene.x(tick.finish)
    box = QRectF(left, LOWER - 8, right - left, 16)
    now = scene.layout.plan.now
    today = tick.start <= now < tick.finish
    words = _lower_words(level, tick)
    if level == "hour" and tick.minute == 0:
        words = ""
    if level != "day":
        p.fillRect(QRectF(round(left), LOWER - 8, 1, HEAD - LOWER + 8), theme["grid"])
        box.adjust(5, 0, 0, 0)
        if text_width(words, "tiny") <= box.width() - 3:
            ink, style = ("accenttext", "mark") if today else ("text3", "tiny")
            draw_text(p, box, words, style, ink, LEFT)
        return
    if today:
        wide = max(text_width(words, "mark") + 5, 17)
        mark = QRectF(box.center().x() - wide / 2, LOWER - 8, wide, 16)
        rounded(p, mark, "accent", 3)
        draw_text(p, mark, words, "mark", "onaccent", CENTRE)
        return
    rest = _rests(scene, tick)
    draw_text(p, box, words, "tiny", "text3" if rest else "text2", CENTRE)


def _lower_words(level: str, tick: Tick) -> str:
    bold, plain = tick_words(level, tick.day, tick.minute)
    return bold if level == "week" else plain


def _rests(scene: Scene, tick: Tick) -> bool:
    plan = scene.layout.plan
    shade = plan.shades.get(tick.day)
    if shade is not None and shade.worked:
        return False
    return tick.day.weekday() in plan.weekend or (shade is not None and shade.rest)


def _names(p: QPainter, scene: Scene) -> None:
    """Draw the names under their days; one that has no room gives way to the one before."""
    if scene.scale.day < 3.6:
        return
    reach = scene.zones.tree
    plan = scene.layout.plan
    for day, shade in sorted(plan.shades.items()):
        at = minute_of(day)
        if not shade.names or at + DAY < scene.first or at > scene.last:
            continue
        before = plan.shades.get(day - timedelta(days=1))
        if before is not None and before.names == shade.names and at > scene.first:
            continue  # the days of one holiday are named once
        reach = _name(p, scene, shade, at, reach)


def _name(p: QPainter, scene: Scene, shade: Shade, at: int, reach: float) -> float:
    words = shade.names[0]
    if len(shade.names) > 1:
        words = tr("{name} +{n}").format(name=words, n=len(shade.names) - 1)
    wide = text_width(words, "tiny")
    middle = scene.x(at + DAY / 2)
    left = min(max(middle - wide / 2, reach + 4), scene.zones.width - wide - 6)
    if left < reach or left > middle + 2 or left + wide < middle - 2:
        return reach
    draw_text(p, QRectF(left, NAMES - 8, wide + 1, 16), words, "tiny", "text3")
    return left + wide + 6


@lru_cache(500)
def _joined(names: tuple[str, ...]) -> str:
    return tr(", ", "between facts").join(names)


def name_at(scene: Scene, x: float) -> str:
    """Return what is told of the day under a place of the head."""
    day = day_of(scene.minute(x))
    shade = scene.layout.plan.shades.get(day)
    return _joined(shade.names) if shade is not None and shade.names else ""


def today_line(p: QPainter, scene: Scene, top: float, bottom: float) -> None:
    """Draw the line of the present."""
    x = scene.x(scene.layout.plan.now)
    if scene.zones.tree <= x <= scene.zones.width:
        p.fillRect(
            QRectF(QPointF(round(x) - 1, top), QPointF(round(x) + 1, bottom)), theme["focus"]
        )
