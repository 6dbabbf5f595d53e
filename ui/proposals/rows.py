"""The rows and columns of the price grid as values: what each cell shows, which may be edited."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from studio.domain.names import pick
from studio.services.proposals import LineRow, OptionRow, Sums, Version
from ui.language import amount, language, number, percent, tr

HANDLE, LINE, OPTIONS, QUANTITY, PRICE, AMOUNT, COST, MARGIN = range(8)
COUNT = 8
INTERNAL = frozenset({COST, MARGIN})

FIELDS = {QUANTITY: "quantity", PRICE: "unit_price", COST: "cost"}
"""Columns of figures and the fields behind them."""

EDITABLE = {
    "heading": frozenset({LINE}),
    "item": frozenset({LINE, QUANTITY, PRICE, COST}),
    "note": frozenset({LINE}),
    "subtotal": frozenset({LINE}),
    "sum": frozenset(),
}
"""Columns that can be typed into, by kind of row."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of the grid: a line of the version, or the sum of an option below the lines."""

    kind: str
    line: LineRow | None = None
    sums: Sums | None = None
    option: OptionRow | None = None
    first: bool = False
    """The first sum: a line stands above it."""

    @property
    def key(self) -> int:
        """The id of the line, 0 for sums."""
        return self.line.id if self.line else 0


def rows_of(version: Version, folded: Collection[int]) -> list[GridRow]:
    """Return the rows to show; sections under folded headings are left out."""
    found: list[GridRow] = []
    hidden = False
    for line in version.lines:
        if line.row == "heading":
            hidden = line.id in folded
        elif hidden:
            continue
        found.append(GridRow(line.row, line))
    options = {one.letter: one for one in version.options}
    for place, sums in enumerate(version.sums):
        found.append(GridRow("sum", None, sums, options.get(sums.letter), place == 0))
    return found


def letters_of(version: Version) -> list[str]:
    """Return the letters to toggle: every option, and add-ons that lines belong to."""
    used = {letter for line in version.lines for letter in line.options}
    return [
        one.letter
        for one in version.options
        if not one.addon or one.letter in used or (one.percent is None and one.price is None)
    ]


def title_field() -> str:
    """Return the field that the first column edits: the title in the window's language."""
    return "title_zh" if language() == "zh" else "title"


def title(row: GridRow) -> str:
    """Return the words of the first column."""
    if row.sums is not None:
        return tr("Option {letter}").format(letter=row.sums.letter)
    line = row.line
    if line is None:
        return ""
    shown = pick(line.title, line.title_zh, language())
    if row.kind == "heading":
        return f"{line.section} {shown}".strip()
    return shown or (tr("Subtotal") if row.kind == "subtotal" else "")


def fact(row: GridRow) -> str:
    """Return the grey words after the title."""
    if row.sums is not None:
        name = pick(row.option.title, row.option.title_zh, language()) if row.option else ""
        with_tax = tr("{sum} with tax").format(sum=amount(row.sums.gross))
        facts = [name, with_tax if row.sums.tax else ""]
        return ", ".join(part for part in facts if part)
    line = row.line
    if line is None or row.kind == "heading":
        return ""
    parts = [pick(line.detail, line.detail_zh, language())]
    parts += [tr("less {share}").format(share=percent(line.discount))] if line.discount else []
    return ", ".join(part for part in parts if part)


def figure(row: GridRow, column: int) -> str:
    """Return the words of a column of figures."""
    if row.sums is not None:
        return _sum_figure(row.sums, column)
    line = row.line
    if line is None or row.kind == "note":
        return ""
    if column in (QUANTITY, PRICE):
        if row.kind != "item":
            return ""
        return number(line.quantity) if column == QUANTITY else amount(line.price)
    if column == AMOUNT:
        return tr("free") if row.kind == "item" and line.free else amount(line.amount)
    if column == COST:
        return amount(line.cost) if line.cost is not None else ""
    return _share(line.margin)


def _sum_figure(sums: Sums, column: int) -> str:
    if column == AMOUNT:
        return amount(sums.net)
    if column == COST and sums.cost is not None:
        return amount(sums.cost)
    return _share(sums.margin) if column == MARGIN else ""


def _share(margin: Decimal | None) -> str:
    return "" if margin is None else percent(margin.quantize(Decimal("0.01")))


def margin_of(row: GridRow) -> Decimal | None:
    """Return the margin of a row, to compare with the floor."""
    if row.sums is not None:
        return row.sums.margin
    return row.line.margin if row.line else None


def spoken(row: GridRow, letters: Sequence[str]) -> str:
    """Return a row as a screen reader says it."""
    parts = [title(row), fact(row)]
    if row.line is not None and row.kind in ("item", "heading"):
        within = [letter for letter in letters if letter in row.line.options]
        parts.append(tr("in options {letters}").format(letters=", ".join(within) or "–"))
    parts += [figure(row, column) for column in (QUANTITY, PRICE, AMOUNT)]
    return ", ".join(part for part in parts if part)
