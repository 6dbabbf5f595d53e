"""Drawings that stand where a piece has no picture yet: in its project's hue, by its format."""

from collections.abc import Callable
from math import pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ui.theme.tokens import theme

Inks = tuple[QColor, QColor, QColor, QColor]
"""Ground, soft, strong and dark: tint, line, solid and text of a hue."""


def draw_scene(p: QPainter, box: QRectF, hue: str, form: str) -> None:
    """Draw the picture of a format over all of a box."""
    inks = (
        theme[f"{hue}.tint"], theme[f"{hue}.line"], theme[hue], theme[f"{hue}.text"],
    )  # fmt: skip
    p.save()
    p.setClipRect(box, Qt.ClipOperation.IntersectClip)
    p.fillRect(box, inks[0])
    p.setPen(Qt.PenStyle.NoPen)
    moving = MOVING[int(hue[1:]) % len(MOVING)]
    drawn = next((draw for key, draw in SCENES if key in form), moving)
    drawn(p, box, inks)
    p.restore()


def _hills(p: QPainter, box: QRectF, inks: Inks) -> None:
    """Moving pictures: two ranges of hills, and a sun."""
    high, wide = box.height(), box.width()
    p.setBrush(inks[1])
    _dot(p, box.left() + wide * 0.5, box.top() + high * 0.27, high * 0.13)
    p.setBrush(_between(inks[1], inks[2], 0.35))
    p.drawPath(_range(box, (0.72, 0.34, 0.58, 0.24, 0.66)))
    p.setBrush(inks[2])
    p.drawPath(_range(box, (0.86, 0.76, 0.84, 0.7, 0.8)))


def _range(box: QRectF, heights: tuple[float, ...]) -> QPainterPath:
    step = box.width() / (len(heights) - 1)
    path = QPainterPath(box.bottomLeft())
    for number, part in enumerate(heights):
        path.lineTo(box.left() + number * step, box.top() + box.height() * part)
    path.lineTo(box.bottomRight())
    path.closeSubpath()
    return path


def _town(p: QPainter, box: QRectF, inks: Inks) -> None:
    """Moving pictures: roofs of a town, some windows lit."""
    high = box.height()
    step = high * 0.34
    heights = (0.34, 0.52, 0.42, 0.66, 0.38, 0.56)
    count = int(box.width() / step) + 1
    for number in range(count):
        tall = high * heights[number % len(heights)]
        left = box.left() + number * step
        p.setBrush(inks[2] if number % 2 else _between(inks[1], inks[2], 0.4))
        p.drawRect(QRectF(left, box.bottom() - tall, step, tall))
        p.setBrush(inks[0])
        pane = high * 0.055
        for floor in range(2):
            top = box.bottom() - tall + high * (0.1 + 0.14 * floor)
            p.drawRect(QRectF(left + step * 0.25, top, pane, pane))
            p.drawRect(QRectF(left + step * 0.6, top, pane, pane))
    p.setBrush(inks[1])
    _dot(p, box.left() + box.width() * 0.84, box.top() + high * 0.22, high * 0.11)


def _sea(p: QPainter, box: QRectF, inks: Inks) -> None:
    """Moving pictures: a low sun over three waves."""
    high, wide = box.height(), box.width()
    p.setBrush(inks[1])
    _dot(p, box.center().x(), box.top() + high * 0.48, high * 0.26)
    shades = (_between(inks[1], inks[2], 0.45), inks[2], inks[3])
    for number, ink in enumerate(shades):
        path = QPainterPath(box.bottomLeft())
        base = box.top() + high * (0.58 + 0.15 * number)
        for part in range(25):
            x = box.left() + wide * part / 24
            path.lineTo(x, base + high * 0.035 * sin(part * pi / 3 + number * 1.4))
        path.lineTo(box.bottomRight())
        path.closeSubpath()
        p.setBrush(ink)
        p.drawPath(path)


def _live(p: QPainter, box: QRectF, inks: Inks) -> None:
    """A live session: rings around a lamp."""
    middle = QPointF(box.center().x(), box.top() + box.height() * 0.56)
    for part, ink in ((0.62, _between(inks[0], inks[1], 0.5)), (0.42, inks[1]), (0.22, inks[2])):
        p.setBrush(ink)
        _dot(p, middle.x(), middle.y(), box.height() * part)
    p.setBrush(inks[3])
    _dot(p, middle.x(), middle.y(), box.height() * 0.09)


def _still(p: QPainter, box: QRectF, inks: Inks) -> None:
    """A picture: bottles on a shelf."""
    high = box.height()
    shelf = box.top() + high * 0.78
    p.setBrush(inks[1])
    p.drawRect(QRectF(box.left(), shelf, box.width(), high * 0.22))
    size = high * 0.13
    shades = (_between(inks[1], inks[2], 0.3), inks[2], inks[3])
    for number, ink in enumerate(shades):
        left = box.center().x() + (number - 1) * size * 2.4 - size * 0.7
        p.setBrush(ink)
        p.drawRoundedRect(
            QRectF(left, shelf - high * 0.38, size * 1.4, high * 0.38), size * 0.4, size * 0.4
        )
        p.drawRect(QRectF(left + size * 0.4, shelf - high * 0.53, size * 0.6, high * 0.18))


def _several(p: QPainter, box: QRectF, inks: Inks) -> None:
    """Pictures to swipe through: three sheets, the first in front."""
    high = box.height()
    wide, tall = high * 0.5, high * 0.62
    top = box.center().y() - tall / 2
    shades = ((0.42, inks[1]), (-0.42, inks[1]), (0.0, inks[2]))
    for shift, ink in shades:
        left = box.center().x() - wide / 2 + shift * high
        p.setBrush(ink)
        drop = abs(shift) * high * 0.16
        p.drawRoundedRect(QRectF(left, top + drop, wide, tall - 2 * drop), 3, 3)
    p.setBrush(inks[0])
    _dot(p, box.center().x(), box.center().y(), high * 0.12)


def _words(p: QPainter, box: QRectF, inks: Inks) -> None:
    """A text: a sheet with lines."""
    high = box.height()
    sheet = QRectF(0, 0, high * 0.9, high * 0.9)
    sheet.moveCenter(QPointF(box.center().x(), box.center().y() + high * 0.14))
    p.setBrush(inks[1])
    p.drawRoundedRect(sheet, 4, 4)
    p.setBrush(inks[2])
    for number, part in enumerate((0.46, 0.7, 0.62, 0.7)):
        line = QRectF(0, 0, sheet.width() * part, high * 0.055)
        line.moveTopLeft(sheet.topLeft() + QPointF(high * 0.13, high * 0.14 + number * high * 0.14))
        p.drawRect(line)


def _sound(p: QPainter, box: QRectF, inks: Inks) -> None:
    """Something to hear: a wave of bars."""
    count, step = 15, box.height() * 0.16
    for number in range(count):
        part = 0.14 + 0.5 * abs(sin(number * pi / 4.4)) * sin((number + 0.5) * pi / count)
        tall = box.height() * part
        left = box.center().x() + (number - count / 2) * step
        p.setBrush(inks[2] if number % 3 else inks[3])
        bar = QRectF(left, box.center().y() - tall / 2, step * 0.5, tall)
        p.drawRoundedRect(bar, step * 0.25, step * 0.25)


def _portrait(p: QPainter, box: QRectF, inks: Inks) -> None:
    """A key visual: somebody before a disc."""
    middle, high = box.center(), box.height()
    p.setBrush(inks[1])
    _dot(p, middle.x(), middle.y(), high * 0.42)
    p.setBrush(inks[2])
    shoulders = QRectF(0, 0, high * 0.54, high * 0.5)
    shoulders.moveCenter(QPointF(middle.x(), middle.y() + high * 0.44))
    p.drawEllipse(shoulders)
    p.setBrush(inks[0])
    _dot(p, middle.x(), middle.y() - high * 0.03, high * 0.16)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(inks[3], max(2.0, high * 0.06)))
    head = QRectF(0, 0, high * 0.34, high * 0.34)
    head.moveCenter(QPointF(middle.x(), middle.y() - high * 0.05))
    p.drawArc(head, 10 * 16, 160 * 16)


def _dot(p: QPainter, x: float, y: float, radius: float) -> None:
    p.drawEllipse(QPointF(x, y), radius, radius)


def _between(one: QColor, other: QColor, part: float) -> QColor:
    keep = 1 - part
    return QColor.fromRgbF(
        one.redF() * keep + other.redF() * part,
        one.greenF() * keep + other.greenF() * part,
        one.blueF() * keep + other.blueF() * part,
    )


MOVING = (_sea, _town, _hills)
"""What is drawn for moving pictures; each project has one of them by its hue."""

SCENES: tuple[tuple[str, Callable[[QPainter, QRectF, Inks], None]], ...] = (
    ("live", _live),
    ("carousel", _several),
    ("key_visual", _portrait),
    ("image", _still),
    ("article", _words),
    ("podcast", _sound),
)
"""What is in a format's code, and what is drawn for it; moving pictures for all others."""
