"""The table of priced rows that proposals and invoices share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studio.documents import cells, words
from studio.documents.frame import Frame, Voice
from studio.documents.rows import PricedRow, RowKind
from studio.documents.style import LABEL, TABLE_GREY, TABLE_STRONG
from studio.documents.tables import ROOMY, Cell, Column, Ground, Row, Rule, Spacing, Table
from studio.documents.wrapping import Piece, width
from studio.domain.money import Money, format_amount

CellOf = Callable[[PricedRow], Cell]

_CARRY = 20.0
_GAP = 12.0
_NARROWEST_ITEM = 120.0


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column of numbers at the right: its head, its cells, and how narrow it may be."""

    head: Cell
    cell: CellOf
    least: float = 37.0
    gap: float = _GAP
    option: int | None = None
    """Which of a row's amounts stands here, in columns of amounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedTable:
    """How to set a table of priced rows."""

    head: Cell
    values: Sequence[ValueColumn]
    inline: bool
    based: bool = False
    spacing: Spacing = ROOMY
    head_above: float = 8.5
    ground: Ground | None = None
    endings: Sequence[Row] = ()
    """Rows after the last one, such as totals; they stay together with it."""
    keep: float = 0.0
    """Points that must fit below the last row on its page."""
    together: bool = False
    """Whether the table should not be cut at all where it fits on one page."""


def columns(frame: Frame, table: PricedTable, rows: Sequence[PricedRow]) -> list[Column]:
    """Return the places of all columns: numbers as wide as they need, the rest for the item."""
    placed: list[Column] = []
    right = frame.right
    for column in reversed(table.values):
        texts = [pieces for row in rows for pieces in column.cell(row)]
        widest = max(map(width, [*texts, *column.head]), default=0.0)
        across = max(column.least, widest)
        placed.append(Column(right - across, right, column.head, to_right=True))
        right -= across + column.gap
    right = max(right, frame.left + _NARROWEST_ITEM)
    placed.append(Column(frame.left, right, table.head))
    return placed[::-1]


def draw_rows(
    frame: Frame,
    setting: PricedTable,
    rows: Sequence[PricedRow],
    placed: Sequence[Column] | None = None,
) -> None:
    """Write a table of priced rows from the cursor on, over as many pages as it takes."""
    voice = frame.voice
    table = Table(
        frame,
        placed or columns(frame, setting, rows),
        spacing=setting.spacing,
        ground=setting.ground,
        head_above=setting.head_above,
    )
    running = _Running(frame, setting, table)
    lines = [_row(row, setting, voice) for row in rows]
    endings = sum(map(table.height, setting.endings)) + setting.keep

    def following(place: int) -> float:
        """Return what must stand under a row: totals, or what a heading is over."""
        if place == len(rows) - 1:
            return endings
        if rows[place].kind is not RowKind.HEADING:
            return 0.0
        return table.height(lines[place + 1]) + (endings if place == len(rows) - 2 else 0.0)

    if setting.together:
        table.begin(sum(map(table.height, lines[1:])) + endings, lines[:1])
    else:
        table.begin(following(0) if rows else endings, lines[:1])
    table.carry(_CARRY, running.draw)
    for place, line in enumerate(lines):
        last = place == len(lines) - 1
        table.row(line, keep=following(place) - (_CARRY if last else 0.0))
        running.add(rows[place])
    table.carry(0.0, None)
    for line in setting.endings:
        table.row(line)
    table.end()


def _row(row: PricedRow, setting: PricedTable, voice: Voice) -> Row:
    across = 1 + len(setting.values)
    if row.kind is RowKind.HEADING:
        title = [voice.set(row.title, TABLE_STRONG, TABLE_GREY)]
        title += voice.stack(row.detail, TABLE_GREY, TABLE_GREY)
        return Row((title,), spans=(across,), spacing=Spacing(18.0, setting.spacing.below))
    if row.kind is RowKind.NOTE:
        text = voice.stack(row.title, TABLE_GREY, TABLE_GREY)
        text += voice.stack(row.detail, TABLE_GREY, TABLE_GREY)
        return Row((text,), spans=(across,))
    described = cells.described(row, voice, inline=setting.inline, based=setting.based)
    strong = row.kind is RowKind.SUBTOTAL
    return Row(
        (described, *(column.cell(row) for column in setting.values)),
        rule=Rule.INK if strong else Rule.HAIR,
        head=True,
    )


class _Running:
    """What the rows so far come to, for the foot of a page the table leaves."""

    def __init__(self, frame: Frame, setting: PricedTable, table: Table) -> None:
        self._frame = frame
        self._columns = [column.option for column in setting.values]
        self._table = table
        self._sums: dict[int, Money] = {}

    def add(self, row: PricedRow) -> None:
        """Add an item to the sums; other rows carry no amount of their own."""
        if row.kind is not RowKind.ITEM:
            return
        for option, value in enumerate(row.amounts):
            if value is not None:
                sum_ = self._sums.get(option)
                minor = value.minor + (sum_.minor if sum_ else 0)
                self._sums[option] = Money(minor, value.currency)

    def draw(self) -> None:
        """Write the sums under the last row of the page."""
        frame, voice = self._frame, self._frame.voice
        if not self._sums:
            return
        baseline = frame.y + 13.0
        with frame.canvas.decoration("Pagination"):
            frame.put(frame.left, baseline, voice.set(words.CARRIED_FORWARD, LABEL, LABEL))
            for option, column in zip(self._columns, self._table.columns[1:], strict=True):
                if option is not None and option in self._sums:
                    text = format_amount(self._sums[option])
                    frame.put_right(column.right, baseline, (Piece(text, LABEL),))
