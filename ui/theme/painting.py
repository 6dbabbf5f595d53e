"""Strokes every painter of the window shares: text, rounded grounds, frames, hairlines, shadow.

Nothing here keeps a colour: the theme is asked at each stroke, so a switch repaints and is done.
"""

from math import erf, sqrt

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from ui.theme.fonts import font, metrics, text_width
from ui.theme.tokens import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def draw_text(
    p: QPainter,
    rect: QRectF,
    words: str,
    style: str = "body",
    ink: str = "text",
    align: Qt.AlignmentFlag = LEFT,
    *,
    struck: bool = False,
) -> float:
    """Draw one line, cut with an ellipsis where it must be; return its width."""
    if rect.width() <= 0:
        return 0
    if text_width(words, style) > rect.width() + 0.5:
        words = metrics(style).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    p.setFont(font(style))
    p.setPen(theme[ink])
    p.drawText(rect, int(align | Qt.TextFlag.TextSingleLine), words)
    wide = text_width(words, style)
    if struck:
        left = rect.right() - wide if align & Qt.AlignmentFlag.AlignRight else rect.left()
        p.drawLine(QPointF(left, rect.center().y()), QPointF(left + wide, rect.center().y()))
    return wide


def rounded(p: QPainter, rect: QRectF, fill: str, radius: float) -> None:
    """Fill a rounded rectangle without an outline."""
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(theme[fill])
    p.drawRoundedRect(rect, radius, radius)


def one(p: QPainter) -> float:
    """Return the line that is one pixel in the look, in whole device pixels at any scale."""
    ratio = p.device().devicePixelRatioF()
    return max(1, int(ratio)) / ratio


def framed(
    p: QPainter,
    rect: QRectF,
    fill: str | None,
    edge: str,
    radius: float = 6,
    *,
    thick: float = 1,
    dashed: bool = False,
) -> None:
    """Draw a filled frame inside `rect` whose line stands on whole device pixels."""
    line = one(p) * thick
    pen = QPen(theme[edge], line)
    if dashed:
        pen.setDashPattern([3, 2.5])
    half = line / 2
    p.setPen(pen)
    p.setBrush(theme[fill] if fill else Qt.BrushStyle.NoBrush)
    p.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half)


def hairline(p: QPainter, rect: QRectF, ink: str = "grid", *, top: bool = False) -> None:
    """Draw a line on the lower (or upper) edge; smoothing would smear it at 125 % and 150 %."""
    smooth = p.testRenderHint(QPainter.RenderHint.Antialiasing)
    p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    thick = one(p)
    at = rect.top() if top else rect.bottom() - thick
    p.fillRect(QRectF(rect.left(), at, rect.width(), thick), theme[ink])
    p.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)


def shadow_image(width: int, height: int, radius: float, around: int, ratio: float) -> QImage:
    """Return the soft shadow of a pop-up of a size, with `around` px of room on each side.

    Two shadows: 0 12 32 at 18 % and 0 2 6 at 10 %; on dark grounds one, at 55 %.
    """
    size = (width + 2 * around, height + 2 * around)
    image = QImage(
        int(size[0] * ratio), int(size[1] * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    body = QRectF(around, around, width, height)
    if theme.dark:
        _shadow(p, body, radius, 12, 32, 0.55)
    else:
        _shadow(p, body, radius, 12, 32, 0.18)
        _shadow(p, body, radius, 2, 6, 0.10, over=True)
    p.end()
    return image


def _shadow(
    p: QPainter,
    body: QRectF,
    radius: float,
    drop: float,
    blur: float,
    strength: float,
    *,
    over: bool = False,
) -> None:
    """Draw nested rounded rectangles whose alpha follows a normal curve, outermost first.

    Each replaces the one below: many layers of alpha 1 would vanish by rounding.
    """
    p.setPen(Qt.PenStyle.NoPen)
    mode = QPainter.CompositionMode
    p.setCompositionMode(mode.CompositionMode_SourceOver if over else mode.CompositionMode_Source)
    inner = -int(min(blur, body.height() / 2, body.width() / 2))
    last = 0.0
    for out in range(int(blur), inner, -1):
        alpha = strength * (1 - erf(out / (blur / 2) / sqrt(2))) / 2
        step = (alpha - last) / (1 - last) if over else alpha
        last = alpha
        p.setBrush(QColor.fromRgbF(0, 0, 0, step))
        at = body.translated(0, drop).adjusted(-out, -out, out, out)
        p.drawRoundedRect(at, max(radius + out, 1), max(radius + out, 1))
    p.setCompositionMode(mode.CompositionMode_SourceOver)
