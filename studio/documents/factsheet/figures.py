"""Figures and bars of a sheet: what is seen before anything is read."""

from collections.abc import Sequence
from decimal import Decimal

from studio.documents.factsheet.document import Bars, Figure
from studio.documents.fonts import light, one_line
from studio.documents.formats import share
from studio.documents.frame import Frame
from studio.documents.style import GUTTER, HAIR, INK, LABEL, TABLE, TABLE_GREY
from studio.documents.style import TABLE_STRONG as STRONG
from studio.documents.wrapping import Piece, Style, wrap

MOST = 4
KEY = Style(light(), 25.75, 28, INK, -18)
"""The style of a key figure (look, section 5)."""
HEIGHT = 78.0
_WORDS, _SHARE = 66.0, 34.0
_BAR, _STEP, _HEAD, _GAP = 6.0, 14.0, 14.0, 8.0


def draw_figures(frame: Frame, figures: Sequence[Figure]) -> None:
    """Draw up to four figures side by side, each under a line."""
    shown = tuple(figures)[:MOST]
    if not shown:
        return
    frame.y += 10.0
    frame.need(HEIGHT)
    top = frame.y
    for place, figure in enumerate(shown):
        left, right = frame.column(place, MOST)
        room = right - left
        frame.rule(top, left, right, weight=0.75, colour=INK)
        with frame.canvas.element("P"):
            value = Piece(one_line(figure.value.first(frame.voice.language)), KEY)
            frame.put_line(left, top + 32.0, (value,), room)
        with frame.canvas.element("P"):
            frame.put_line(
                left, top + 49.0, frame.voice.set(figure.label, STRONG, TABLE_GREY), room
            )
        if figure.note:
            with frame.canvas.element("P"):
                lines = wrap(frame.voice.set(figure.note, LABEL, LABEL), room, most=2)
                frame.put_lines(left, top + 61.0, lines)
    frame.y = top + HEIGHT


def bars_height(groups: Sequence[Bars]) -> float:
    """Return how high groups of bars stand, two beside each other."""
    return sum(_height(groups[place : place + 2]) for place in range(0, len(groups), 2))


def _height(pair: Sequence[Bars]) -> float:
    return _HEAD + _STEP * max(len(one.shares) for one in pair) + _GAP


def draw_bars(frame: Frame, groups: Sequence[Bars], left: float) -> None:
    """Draw shares as bars, two groups beside each other, all on one scale from 0 to 100 %."""
    for place in range(0, len(groups), 2):
        pair = groups[place : place + 2]
        frame.need(_height(pair))
        middle = (left + frame.right + GUTTER) / 2
        _draw_group(frame, pair[0], left, middle - GUTTER)
        if len(pair) > 1:
            _draw_group(frame, pair[1], middle, frame.right)
        frame.y += _height(pair)


def _draw_group(frame: Frame, bars: Bars, left: float, right: float) -> None:
    voice = frame.voice
    with frame.canvas.element("P"):
        frame.put_line(left, frame.y + 9.5, voice.set(bars.label, LABEL, LABEL), right - left)
    start = left + _WORDS
    room = right - start - _SHARE
    base = frame.y + _HEAD + 9.0
    for line, (words, part) in enumerate(bars.shares):
        end = start + max(1.0, room * float(min(part, Decimal(1))))
        with frame.canvas.element("P"):
            frame.put_line(left, base, voice.set(words, TABLE), _WORDS - 4.0)
            frame.put(end + 5.0, base, (Piece(share(part), TABLE),))
        colour = frame.theme.field if line == 0 else HAIR
        frame.area(start, base - 6.5, end, base - 6.5 + _BAR, colour)
        base += _STEP
