"""Painted marks: chips, outlines, badges, meters. Values with a width, drawn by delegates too."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui.theme.fonts import text_width
from ui.theme.icons import draw_glyph
from ui.theme.painting import CENTRE, draw_text, framed, rounded
from ui.theme.tokens import STATUS

CHIP = 20
BADGE = 18
METER = 64
HOT = 0.9


@dataclass(frozen=True, slots=True)
class ChipMark:
    """A state: always a word with a shape, on the tint of its status."""

    status: str
    words: str
    glyph: str = ""
    """A shape other than that of the status, such as "circle-dashed" for what is missing."""


@dataclass(frozen=True, slots=True)
class MeterMark:
    """How much of something is used, 0 to 1, with its number; `hot` warns (from 90 % by itself)."""

    part: float
    words: str
    hot: bool | None = None

    @property
    def warns(self) -> bool:
        """True where the meter warns: used from 90 %, where its number is in per cent."""
        if self.hot is not None:
            return self.hot
        return self.words.endswith("%") and self.part >= HOT


@dataclass(frozen=True, slots=True)
class Words:
    """A text with its look, for cells and cards that are painted."""

    text: str
    ink: str = "text2"
    style: str = "small"
    glyph: str = ""


def chip_width(mark: ChipMark) -> float:
    """Return how wide a chip is."""
    return text_width(mark.words, "label") + 28


def draw_chip(p: QPainter, left: float, middle: float, mark: ChipMark, room: float = 0) -> float:
    """Draw a chip from its left end, at most `room` wide; return its width."""
    wide = chip_width(mark) if room <= 0 else min(chip_width(mark), room)
    box = QRectF(left, middle - CHIP / 2, wide, CHIP)
    rounded(p, box, f"{mark.status}.tint", 4)
    shape = mark.glyph or STATUS[mark.status][0]
    draw_glyph(p, QPointF(left + 12, middle), shape, 12, mark.status)
    draw_text(p, box.adjusted(22, 0, -5, 0), mark.words, "label", mark.status)
    return wide


def outline_width(words: str) -> float:
    """Return how wide an outline chip is."""
    return text_width(words, "small") + 14


def draw_outline(p: QPainter, left: float, middle: float, words: str, *, width: float = 0) -> float:
    """Draw a chip that carries no state, such as a tier or a tag; return its width."""
    wide = width or outline_width(words)
    box = QRectF(left, middle - CHIP / 2, wide, CHIP)
    framed(p, box, None, "border2", 4)
    draw_text(p, box, words, "small", "text2", CENTRE)
    return wide


def badge_width(code: str) -> float:
    """Return how wide a platform badge is."""
    return max(text_width(code, "tiny") + 10, 20)


def draw_badge(p: QPainter, left: float, middle: float, code: str) -> float:
    """Draw a platform badge of 2 to 4 letters; return its width."""
    wide = badge_width(code)
    box = QRectF(left, middle - BADGE / 2, wide, BADGE)
    framed(p, box, None, "border2", 4)
    draw_text(p, box, code, "tiny", "text2", CENTRE)
    return wide


def draw_badges(p: QPainter, left: float, middle: float, codes: Sequence[str]) -> float:
    """Draw badges in a row; return the width of all."""
    at = left
    for code in codes:
        at += draw_badge(p, at, middle, code) + 6
    return at - left


def draw_meter(
    p: QPainter, left: float, middle: float, mark: MeterMark, width: float = METER
) -> None:
    """Draw a meter 6 px high and its number after it."""
    bar = QRectF(left, middle - 3, width, 6)
    rounded(p, bar, "track", 3)
    part = min(max(mark.part, 0.0), 1.0)
    if part > 0:
        full = QRectF(left, middle - 3, max(6, width * part), 6)
        rounded(p, full, "warn.solid" if mark.warns else "meter", 3)
    words = QRectF(left + width + 8, middle - 10, 400, 20)
    style, ink = ("name", "warn") if mark.warns else ("body", "text2")
    draw_text(p, words, mark.words, style, ink)
