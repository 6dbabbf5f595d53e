"""Phosphor icons straight from their font, in the colour of the moment."""

import re
from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

import resources
from ui.theme.tokens import theme

_RULE = re.compile(r'\.ph-([a-z0-9-]+):before\s*\{\s*content:\s*"\\([0-9a-f]+)"')
_FILES = {"": "Phosphor.ttf", "-bold": "Phosphor-Bold.ttf"}


@cache
def glyphs() -> dict[str, str]:
    """Return each icon's character, read from the style sheet that comes with the font."""
    sheet = (resources.ICONS / "Phosphor.css").read_text(encoding="utf-8")
    return {name: chr(int(code, 16)) for name, code in _RULE.findall(sheet)}


@cache
def _family(kind: str) -> str:
    number = QFontDatabase.addApplicationFont(str(resources.ICONS / _FILES[kind]))
    return QFontDatabase.applicationFontFamilies(number)[0]


@cache
def _font(kind: str, px: int) -> QFont:
    font = QFont(_family(kind))
    font.setPixelSize(px)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def draw_glyph(p: QPainter, centre: QPointF, name: str, px: int, ink: str) -> None:
    """Draw one icon as text on whole pixels: sharp in any colour at any scale.

    At 13 px and below the bold drawing is taken, so that strokes look equally strong.
    """
    kind = "-bold" if name.endswith("-bold") or px <= 13 else ""
    p.setFont(_font(kind, px))
    p.setPen(theme[ink])
    ratio = p.device().devicePixelRatioF()
    x = round((centre.x() - px / 2) * ratio) / ratio
    y = round((centre.y() + px / 2) * ratio) / ratio
    p.drawText(QPointF(x, y), glyphs()[name.removesuffix("-bold")])


class GlyphEngine(QIconEngine):
    """An icon that asks the theme for its colour while it is painted."""

    def __init__(self, name: str, ink: str) -> None:
        super().__init__()
        self._name = name
        self._ink = ink

    def clone(self) -> QIconEngine:
        """Return a copy, as Qt asks for one per use."""
        return GlyphEngine(self._name, self._ink)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon into a rectangle."""
        ink = "disabled" if mode == QIcon.Mode.Disabled else self._ink
        draw_glyph(painter, QRectF(rect).center(), self._name, rect.height(), ink)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Draw the icon into a picture at normal scale."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        """Draw the icon into a picture; `size` is in logical pixels."""
        made = QPixmap(size * scale)
        made.setDevicePixelRatio(scale)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made


def icon(name: str, ink: str = "text2") -> QIcon:
    """Return an icon for buttons, actions and menus; raises KeyError for an unknown name."""
    if name.removesuffix("-bold") not in glyphs():
        raise KeyError(name)
    return QIcon(GlyphEngine(name, ink))
