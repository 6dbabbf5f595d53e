"""Tables that go on over pages: head repeated, rows kept whole while they fit on a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from studio.documents.frame import Frame, Pieces, leading
from studio.documents.structure import heads, spans
from studio.documents.style import END_RULE, HAIR, HAIR_RULE, INK, INK_RULE
from studio.documents.wrapping import Line, width, wrap

Cell = Sequence[Pieces]
"""The paragraphs of one cell, each wrapped by itself."""

Ground = Callable[[float, float, bool], None]
"""Paints under a stretch of a table: top, bottom, whether it is a head."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its sides in points, its head (as paragraphs), and which side text keeps to."""

    left: float
    right: float
    head: Cell = ()
    to_right: bool = False


@dataclass(frozen=True, slots=True)
class Spacing:
    """Points from the line above a row to its first baseline, and from the last to the line."""

    above: float = 14.0
    below: float = 9.5


ROOMY = Spacing()
CLOSE = Spacing(13.4, 7.2)


class Rule(Enum):
    """The line under a row."""

    NONE = 0
    HAIR = 1
    INK = 2
    END = 3


_RULES = {
    Rule.HAIR: (HAIR_RULE, HAIR),
    Rule.INK: (INK_RULE, INK),
    Rule.END: (END_RULE, INK),
}


@dataclass(frozen=True, slots=True)
class Row:
    """Cells with how many columns each covers."""

    cells: Sequence[Cell]
    spans: Sequence[int] = ()
    rule: Rule = Rule.HAIR
    spacing: Spacing | None = None
    head: bool = False
    """Whether the first cell names the row."""


class Table:
    """A table under way, beginning at the cursor of a frame."""

    def __init__(
        self,
        frame: Frame,
        columns: Sequence[Column],
        *,
        spacing: Spacing = ROOMY,
        ground: Ground | None = None,
        head_above: float = 8.5,
    ) -> None:
        self._frame = frame
        self.columns = columns
        self._spacing = spacing
        self._ground = ground
        self._head_above = head_above
        self._foot: Callable[[], None] | None = None
        self._foot_height = 0.0

    def carry(self, height: float, draw: Callable[[], None] | None) -> None:
        """Draw something at the foot of every page the table leaves, `height` points high."""
        self._foot_height = height
        self._foot = draw

    def begin(self, keep: float = 0.0, first: Sequence[Row] = ()) -> None:
        """Open the table and write its head where its first row and `keep` fit under it."""
        canvas = self._frame.canvas
        height = self.height(first[0]) if first else 0.0
        self._frame.need(self.head_height() + self._wanted(height, keep))
        canvas.begin("Table")
        if any(column.head for column in self.columns):
            with canvas.element("THead"), canvas.element("TR"):
                self._head(tagged=True)
        canvas.begin("TBody")
        self._frame.on_arriving = self._again
        self._frame.on_leaving = self._leave

    def end(self) -> None:
        """Close the table."""
        self._frame.on_arriving = self._frame.on_leaving = None
        self._frame.canvas.end()
        self._frame.canvas.end()

    def head_height(self) -> float:
        """Return how high the head is."""
        lines = max((len(column.head) for column in self.columns), default=0)
        return self._head_above + 10.5 * lines if lines else 0.0

    def _leave(self) -> None:
        if self._foot is not None:
            self._foot()

    def _again(self) -> None:
        with self._frame.canvas.decoration("Pagination"):
            self._head(tagged=False)

    def _head(self, *, tagged: bool) -> None:
        frame, height = self._frame, self.head_height()
        if not height:
            return
        top = frame.y
        deepest = max(len(column.head) for column in self.columns)
        for column in self.columns:
            if tagged:
                frame.canvas.begin("TH", heads("Column"))
            baseline = top + self._head_above + 11.0 * (deepest - len(column.head))
            for pieces in column.head:
                self._put(column, baseline, pieces)
                baseline += 11.0
            if tagged:
                frame.canvas.end()
        frame.y = top + height
        if self._ground:
            self._ground(top, frame.y, True)
        frame.rule(
            frame.y, self.columns[0].left, self.columns[-1].right, weight=INK_RULE, colour=INK
        )

    def height(self, row: Row) -> float:
        """Return how high a row will be."""
        return self._height(row, self._wrapped(row))

    def whole_height(self, rows: Sequence[Row]) -> float:
        """Return how high the head and all rows will be."""
        return self.head_height() + sum(map(self.height, rows))

    def _height(self, row: Row, cells: list[list[Line]]) -> float:
        spacing = row.spacing or self._spacing
        deepest = max((sum(map(leading, lines[1:])) for lines in cells if lines), default=0.0)
        return spacing.above + deepest + spacing.below

    def _wrapped(self, row: Row) -> list[list[Line]]:
        return [
            [line for pieces in cell for line in wrap(pieces, column.right - column.left)]
            for cell, column in zip(row.cells, self._placed(row), strict=True)
        ]

    def _placed(self, row: Row) -> list[Column]:
        """Return the place of each cell, joined where it covers several columns."""
        if not row.spans:
            return list(self.columns)
        places, start = [], 0
        for count in row.spans:
            first, last = self.columns[start], self.columns[start + count - 1]
            places.append(Column(first.left, last.right, to_right=first.to_right))
            start += count
        return places

    def _wanted(self, height: float, keep: float) -> float:
        """Return the room a row asks for before it goes on the next page.

        What stands under it counts as long as both fit on one page; a row higher than a page
        begins where a third of one is left.
        """
        most = self._frame.capacity - self._foot_height - self.head_height()
        if height + keep <= most:
            return height + keep
        return height if height <= most else most / 3

    def write(self, rows: Sequence[Row]) -> None:
        """Write a whole table."""
        self.begin(0.0, rows[:1])
        for row in rows:
            self.row(row)
        self.end()

    def row(self, row: Row, *, keep: float = 0.0) -> None:
        """Write a row; `keep` is how much must still fit under it on the same page."""
        frame = self._frame
        cells = self._wrapped(row)
        height = self._height(row, cells)
        room = frame.room - self._foot_height
        if self._wanted(height, keep) > room:
            frame.turn()
            room = frame.room - self._foot_height
        if height > room:
            self._split(row, cells)
        else:
            self._draw(row, cells, height)

    def _draw(self, row: Row, cells: list[list[Line]], height: float) -> None:
        frame, canvas, top = self._frame, self._frame.canvas, self._frame.y
        spacing = row.spacing or self._spacing
        canvas.begin("TR")
        counts = row.spans or [1] * len(cells)
        for place, (lines, column) in enumerate(zip(cells, self._placed(row), strict=True)):
            named = row.head and place == 0
            if named:
                canvas.begin("TH", heads("Row", counts[place]))
            else:
                canvas.begin("TD", spans(counts[place]))
            baseline = top + spacing.above
            for line in lines:
                self._put(column, baseline, line)
                baseline += leading(line)
            canvas.end()
        canvas.end()
        frame.y = top + height
        if self._ground:
            self._ground(top, frame.y, False)
        self._close(row)

    def _close(self, row: Row) -> None:
        weight, colour = _RULES.get(row.rule, (0.0, INK))
        if weight:
            left, right = self.columns[0].left, self.columns[-1].right
            self._frame.rule(self._frame.y, left, right, weight, colour)

    def _split(self, row: Row, cells: list[list[Line]]) -> None:
        """Write a row that is higher than a page, line by line over several pages."""
        frame = self._frame
        spacing = row.spacing or self._spacing
        while True:
            room = frame.room - self._foot_height - spacing.above - spacing.below
            now, later = [], []
            for lines in cells:
                count, used = 0, 0.0
                while count < len(lines) and (count == 0 or used + leading(lines[count]) <= room):
                    used += leading(lines[count]) if count else 0.0
                    count += 1
                now.append(lines[:count])
                later.append(lines[count:])
            self._draw(row, now, self._height(row, now))
            if not any(later):
                return
            cells = later
            frame.turn()

    def _put(self, column: Column, baseline: float, pieces: Pieces) -> None:
        left = column.right - width(pieces) if column.to_right else column.left
        self._frame.put(left, baseline, pieces)
