"""Totals at the right of a page: words, amounts, a heavy line under the last."""

from collections.abc import Sequence
from dataclasses import dataclass

from studio.documents.frame import Frame, Pieces
from studio.documents.structure import heads
from studio.documents.style import END_RULE, HEAD, INK, TABLE, TABLE_STRONG
from studio.documents.wrapping import Piece, wrap

_ROW, _LAST, _WORDS_GAP = 20.5, 30.0, 12.0


@dataclass(frozen=True, slots=True)
class Sum:
    """One line: its words, its amount, and how much it weighs."""

    label: Pieces
    value: str
    strong: bool = False
    last: bool = False
    details: Sequence[Pieces] = ()


class Sums:
    """A block of totals with known height, between two sides of the page."""

    def __init__(self, frame: Frame, left: float, sums: Sequence[Sum]) -> None:
        self._frame = frame
        self._left = left
        self._sums = sums

    @property
    def height(self) -> float:
        """How high the block is."""
        return sum(map(self._height, self._sums))

    def _height(self, item: Sum) -> float:
        lines = len(self._lines(item)) - 1
        leading = 15.0 if item.last else 12.0
        return (_LAST if item.last else _ROW) + lines * leading + 11.0 * len(self._details(item))

    def _lines(self, item: Sum) -> list[Pieces]:
        value = (HEAD if item.last else TABLE).width(item.value)
        return wrap(item.label, self._frame.right - self._left - value - 12, most=4)

    def _details(self, item: Sum) -> list[Pieces]:
        room = self._frame.right - self._left
        return [line for pieces in item.details for line in wrap(pieces, room, most=3)]

    def draw(self) -> None:
        """Write the block from the cursor on."""
        frame, canvas = self._frame, self._frame.canvas
        with canvas.element("Table"), canvas.element("TBody"):
            for item in self._sums:
                self._draw(item)
                if item.last:
                    frame.rule(frame.y, self._left, weight=END_RULE, colour=INK)
                else:
                    frame.rule(frame.y, self._left)

    def _draw(self, item: Sum) -> None:
        frame, canvas = self._frame, self._frame.canvas
        style = HEAD if item.last else TABLE_STRONG if item.strong else TABLE
        baseline = frame.y + (18.5 if item.last else 12.8)
        with canvas.element("TR"):
            with canvas.element("TH", heads("Row")):
                last = frame.put_lines(self._left, baseline, self._lines(item))
                for place, pieces in enumerate(self._details(item), 1):
                    frame.put(self._left, last + 11.0 * place, pieces)
            with canvas.element("TD"):
                frame.put_right(frame.right, baseline, (Piece(item.value, style),))
        frame.y += self._height(item)
