"""Type, colours and measures of documents: section 5 of the look."""

from dataclasses import dataclass
from functools import lru_cache

from studio.documents.canvas import Colour
from studio.documents.fonts import Stack, light, regular, semibold
from studio.documents.wrapping import Style

INK: Colour = (0x1C / 255, 0x1B / 255, 0x19 / 255)
GREY: Colour = (0x57 / 255, 0x54 / 255, 0x4E / 255)
PALE: Colour = (0x6F / 255, 0x6B / 255, 0x64 / 255)
HAIR: Colour = (0xDA / 255, 0xD6 / 255, 0xCF / 255)
BAND: Colour = (0xF6 / 255, 0xF4 / 255, 0xF1 / 255)
MARK: Colour = (0xEF / 255, 0xED / 255, 0xEA / 255)
WHITE: Colour = (1.0, 1.0, 1.0)

INK_RULE = 0.75
HAIR_RULE = 0.5
END_RULE = 1.5
ADVICE_RULE = 2.0

LEFT, RIGHT, TOP, FOOT = 56.0, 43.0, 43.0, 26.0
BOTTOM = 56.0
"""Margins in points; text ends BOTTOM above the edge, the foot line stands FOOT above it."""

GUTTER = 12.0
SIDE = 100.0
"""Width of the column of side heads."""

_READABLE = 4.5


_TIGHT = -18
"""Large thin letters stand closer."""


def _style(
    stack: Stack, size: float, leading: float, colour: Colour = INK, tracking: int = 0
) -> Style:
    return Style(stack, size, leading, colour, tracking)


@dataclass(frozen=True, slots=True)
class Theme:
    """All styles of a document, coloured by the brand.

    `field` is the brand's colour for areas; `accent` is dark enough to be read on white and on
    `tint`; `on_field` is what reads on the field, `ribs` a line colour between the two.
    """

    field: Colour
    accent: Colour
    tint: Colour
    on_field: Colour
    ribs: Colour

    @property
    def due(self) -> Style:
        """Return the style of the amount due."""
        return _style(semibold(), 23.5, 26, self.accent)


COVER_TITLE = _style(light(), 57.75, 56, WHITE, _TIGHT)
TITLE = _style(light(), 32, 35, INK, _TIGHT)
BRAND = _style(semibold(), 10.75, 13)
HEAD = _style(semibold(), 11.75, 15)
HEAD_SECOND = _style(regular(), 11.75, 15, GREY)
LEAD = _style(regular(), 15.5, 21)
BODY = _style(regular(), 9.75, 13.5)
BODY_GREY = _style(regular(), 9.75, 13.5, GREY)
BODY_STRONG = _style(semibold(), 9.75, 13.5)
TABLE = _style(regular(), 9, 12)
TABLE_GREY = _style(regular(), 9, 12, GREY)
TABLE_PALE = _style(regular(), 9, 12, PALE)
TABLE_STRONG = _style(semibold(), 9, 12)
NOTE = _style(regular(), 8.5, 12, GREY)
LABEL = _style(regular(), 8, 10.5, PALE)
SMALL = _style(regular(), 7.5, 10.5, PALE)


def colour(hexadecimal: str) -> Colour:
    """Return a colour written #RRGGBB; anything else is a bug of the caller."""
    digits = hexadecimal.removeprefix("#")
    if len(digits) != 6:
        raise ValueError(f"Not a colour: {hexadecimal!r}")
    return (int(digits[:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:], 16) / 255)


def mixed(first: Colour, second: Colour, share: float) -> Colour:
    """Return `first` with a share (0..1) of `second` in it."""
    red, green, blue = (a + (b - a) * share for a, b in zip(first, second, strict=True))
    return (red, green, blue)


def contrast(first: Colour, second: Colour) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    lower, upper = sorted((_luminance(first), _luminance(second)))
    return (upper + 0.05) / (lower + 0.05)


def _luminance(value: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in value
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=64)
def theme(accent: str) -> Theme:
    """Return the styles for a brand's colour (#RRGGBB), darkened for text where it is pale."""
    field = colour(accent)
    tint = mixed(WHITE, field, 0.075)
    text = field
    for step in range(1, 101):
        if contrast(text, tint) >= _READABLE:
            break
        text = mixed(field, (0.0, 0.0, 0.0), step / 100)
    on_field = WHITE if contrast(WHITE, field) >= min(_READABLE, contrast(INK, field)) else INK
    return Theme(field, text, tint, on_field, mixed(field, on_field, 0.22))
