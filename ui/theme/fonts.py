"""The shipped type faces, and the font of each style: Latin first, Chinese after it."""

from functools import cache, lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

import resources
from ui.theme.tokens import Type, theme

LATIN = "Inter"
CHINESE = "Noto Sans SC"
SHIPPED = ("Inter_*.ttf", "NotoSansSC_*.ttf", "NotoEmoji_*.ttf")
MONO = ("DejaVu Sans Mono", "Menlo", "Consolas", "Liberation Mono", "Courier New")


def load() -> None:
    """Load the shipped faces once per application; needs a running QGuiApplication."""
    if LATIN in QFontDatabase.families():
        return
    for pattern in SHIPPED:
        for path in sorted(resources.FONTS.glob(pattern)):
            QFontDatabase.addApplicationFont(str(path))


def make(px: int, weight: int, tracking: float = 0, *, mono: bool = False) -> QFont:
    """Return a font with tabular figures and unhinted outlines: widths match at every scale."""
    font = QFont()
    families = [LATIN, CHINESE, "Noto Emoji"]
    font.setFamilies([*MONO, CHINESE] if mono else families)
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    if not mono:
        font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tracking:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, tracking)
    return font


@cache
def _font(style: str, spec: Type) -> QFont:
    return make(spec.px, spec.weight, spec.tracking, mono=style == "mono")


@cache
def _metrics(style: str, spec: Type) -> QFontMetricsF:
    return QFontMetricsF(_font(style, spec))


@lru_cache(20_000)
def _width(words: str, style: str, spec: Type) -> float:
    return _metrics(style, spec).horizontalAdvance(words)


def font(style: str) -> QFont:
    """Return the font of a style of ui.theme.tokens.TYPES."""
    return _font(style, theme.type(style))


def metrics(style: str) -> QFontMetricsF:
    """Return the measures of a style's font."""
    return _metrics(style, theme.type(style))


def text_width(words: str, style: str) -> float:
    """Return a line's width in px; kept, as measuring is the dear part of a painted row."""
    return _width(words, style, theme.type(style))
