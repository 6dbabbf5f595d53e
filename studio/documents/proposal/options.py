"""The options of a proposal: beside each other while they fit, else below each other."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from studio.documents import cells, words
from studio.documents.fonts import one_line
from studio.documents.formats import currency_name, share
from studio.documents.frame import Frame, Pieces, Voice
from studio.documents.language import Bilingual, Language
from studio.documents.lines import CellOf, PricedTable, ValueColumn, columns, draw_rows
from studio.documents.proposal.document import Option, OptionSet
from studio.documents.rows import PricedRow, RowKind
from studio.documents.style import (
    ADVICE_RULE,
    BODY_STRONG,
    HEAD,
    HEAD_SECOND,
    LABEL,
    TABLE,
    TABLE_GREY,
    TABLE_STRONG,
)
from studio.documents.tables import CLOSE, Cell, Ground, Row, Rule, Spacing
from studio.documents.wrapping import Piece, Style, wrap
from studio.domain.money import Money, format_amount

MOST_BESIDE = 4
"""So many options stand beside each other; more are set below each other."""

_WIDTH, _GAP = 58.0, 20.0
_HEAD_ABOVE = 15.6
_NARROWEST_ITEM = 150.0


def draw_options(frame: Frame, options: OptionSet, tax_note: Bilingual) -> None:
    """Draw a set of options from the cursor on."""
    numbered = _numbered(frame.voice, options.rows)
    if len(options.options) <= MOST_BESIDE:
        _draw_table(frame, options.options, numbered, tax_note)
        return
    for place, option in enumerate(options.options):
        rows = _held(numbered, place)
        if place:
            frame.y += 22.0
        _draw_table(frame, (option,), rows, tax_note, alone=True)


def _held(rows: Sequence[PricedRow], place: int) -> list[PricedRow]:
    """Return the rows of one option, without headings and subtotals that stand for nothing."""
    held: list[PricedRow] = []
    for row in rows:
        amount = row.amounts[place] if place < len(row.amounts) else None
        if row.kind in (RowKind.ITEM, RowKind.SUBTOTAL) and amount is None:
            continue
        while row.kind is RowKind.HEADING and held and held[-1].kind is RowKind.HEADING:
            held.pop()
        held.append(replace(row, amounts=(amount,)))
    while held and held[-1].kind is RowKind.HEADING:
        held.pop()
    return held


def _numbered(voice: Voice, rows: Sequence[PricedRow]) -> list[PricedRow]:
    """Number the headings and name the subtotals after them where they have no name."""
    numbered: list[PricedRow] = []
    section = Bilingual()
    number = 0
    for row in rows:
        if row.kind is RowKind.HEADING:
            number += 1
            section = row.title
            both = voice.language is Language.BOTH and section.zh
            title = Bilingual(
                f"{number} {section.en}" if section.en and not both else section.en,
                f"{number} {section.zh}" if section.zh else "",
            )
            numbered.append(replace(row, title=title))
        elif row.kind is RowKind.SUBTOTAL and not row.title:
            title = voice.fill(words.SUBTOTAL_OF, section=section) if section else words.SUBTOTAL
            numbered.append(replace(row, title=title))
        else:
            numbered.append(row)
    return numbered


def _draw_table(
    frame: Frame,
    options: Sequence[Option],
    rows: Sequence[PricedRow],
    tax_note: Bilingual,
    *,
    alone: bool = False,
) -> None:
    """Draw options beside each other; an option `alone` is one of several such tables."""
    setting = _setting(frame, options, rows, told=False, alone=alone)
    placed = columns(frame, setting, rows)
    if placed[0].right - placed[0].left < _NARROWEST_ITEM:
        # No room for columns of quantity and price: each item tells them.
        rows = [_told(frame.voice, row) for row in rows]
        setting = _setting(frame, options, rows, told=True, alone=alone)
        placed = columns(frame, setting, rows)
    advised = next((place for place, option in enumerate(options) if option.advised), None)
    if advised is not None and (alone or len(options) > 1):
        column = placed[len(placed) - len(options) + advised]
        right = column.right + (8.0 if advised < len(options) - 1 else 0.0)
        setting = replace(setting, ground=_tint(frame, column.left - 10.0, right))
    endings = _endings(frame, options, tax_note, len(placed), alone=alone)
    draw_rows(frame, replace(setting, endings=endings, together=alone), rows, placed)


def _tint(frame: Frame, left: float, right: float) -> Ground:
    """Return what paints the advised column, with a line in the brand's colour at its head."""

    def paint(top: float, bottom: float, head: bool) -> None:
        frame.area(left, top, right, bottom, frame.theme.tint)
        if head:
            frame.area(left, top - ADVICE_RULE / 2, right, top + ADVICE_RULE / 2, frame.theme.field)

    return paint


# Columns


def _setting(
    frame: Frame,
    options: Sequence[Option],
    rows: Sequence[PricedRow],
    *,
    told: bool,
    alone: bool,
) -> PricedTable:
    code = options[0].total.currency
    values = [] if told else _quantity_columns(frame.voice, rows, code)
    marked = alone or len(options) > 1
    for place, option in enumerate(options):
        sums = (option.total, option.net)
        widest = max(HEAD.width(format_amount(amount)) for amount in sums)
        values.append(
            ValueColumn(
                _option_head(
                    frame, option, marked=marked, code="" if values and not told else code
                ),
                _option_cell(place),
                least=max(_WIDTH, widest),
                gap=_GAP,
                option=place,
            )
        )
    return PricedTable(head=(), values=values, inline=False, spacing=CLOSE, head_above=_HEAD_ABOVE)


def _quantity_columns(voice: Voice, rows: Sequence[PricedRow], code: str) -> list[ValueColumn]:
    def count(row: PricedRow) -> Cell:
        return cells.value(cells.count(row, voice))

    def price(row: PricedRow) -> Cell:
        return cells.money(row.price) if row.price is not None else ()

    if all(row.quantity is None and row.price is None for row in rows):
        return []
    head = voice.fill(words.PRICE_IN, currency=code)
    return [
        ValueColumn((voice.set(words.QUANTITY, LABEL),), count, least=26.0),
        ValueColumn((voice.set(head, LABEL),), price, least=45.0),
    ]


def _told(voice: Voice, row: PricedRow) -> PricedRow:
    """Return a row whose detail begins with quantity and price: "3 x 900.00"."""
    if row.quantity is None or row.price is None:
        return row
    sum_ = f"{cells.count(row, voice)} × {format_amount(row.price)}"
    detail = Bilingual(
        f"{sum_}, {row.detail.en}" if row.detail.en else sum_,
        f"{sum_}，{row.detail.zh}" if row.detail.zh else sum_,
    )
    return replace(row, detail=detail, quantity=None, price=None)


def _option_head(frame: Frame, option: Option, *, marked: bool, code: str) -> Cell:
    """Return letter and name of an option, the advised one in the brand's colour."""
    voice = frame.voice
    strong, quiet = BODY_STRONG, LABEL
    if option.advised and marked:
        strong = replace(strong, colour=frame.theme.accent)
        quiet = replace(quiet, colour=frame.theme.accent)
    lines: list[Pieces] = []
    if option.letter:
        title = voice.fill(words.OPTION, letter=option.letter)
        lines.append((Piece(one_line(title.first(voice.language)), strong),))
    for text in (option.name, option.note):
        for pieces in voice.stack(text, quiet, quiet):
            lines += wrap(pieces, _WIDTH + _GAP - 6.0, most=6)
    return [*lines, (Piece(code, LABEL),)] if code else lines


def _option_cell(place: int) -> CellOf:
    def cell(row: PricedRow) -> Cell:
        if row.kind not in (RowKind.ITEM, RowKind.SUBTOTAL) or place >= len(row.amounts):
            return ()
        strong = row.kind is RowKind.SUBTOTAL
        return cells.money(row.amounts[place], TABLE_STRONG if strong else TABLE)

    return cell


# Totals


def _endings(
    frame: Frame, options: Sequence[Option], tax_note: Bilingual, across: int, *, alone: bool
) -> list[Row]:
    """Return the rows under the items: discount, net and tax where there are any, the total."""
    voice = frame.voice
    spans = (across - len(options), *([1] * len(options)))
    rows: list[Row] = []

    def add(label: Bilingual, amounts: Sequence[Money | None]) -> None:
        title = voice.set(label, TABLE, TABLE_GREY)
        rows.append(Row(((title,), *map(cells.money, amounts)), spans=spans, head=True))

    if any(option.discount is not None for option in options):
        add(words.SUBTOTAL, [option.subtotal or option.net for option in options])
        add(words.DISCOUNT, [_less(option.discount) for option in options])
    if any(option.taxes for option in options):
        add(words.NET, [option.net for option in options])
        for name, rate in _taxes(options):
            label = voice.fill(words.TAX_AT, tax=name, rate=share(rate))
            if voice.language is Language.BOTH:
                label = replace(label, en=name.en)
            add(label, [_tax(option, name, rate) for option in options])
    if rows:
        rows[-1] = replace(rows[-1], rule=Rule.INK)
    name = currency_name(options[0].total.currency)
    title = [
        voice.set(voice.fill(words.TOTAL_IN, currency=name), HEAD, HEAD_SECOND),
        *voice.stack(tax_note, LABEL, LABEL),
    ]
    marked = alone or len(options) > 1
    amounts = [
        cells.money(option.total, _total_style(frame, advised=option.advised and marked))
        for option in options
    ]
    spacing = Spacing(15.6, 9.0)
    rows.append(Row((title, *amounts), spans=spans, rule=Rule.END, spacing=spacing, head=True))
    return rows


def _total_style(frame: Frame, *, advised: bool) -> Style:
    return replace(HEAD, colour=frame.theme.accent) if advised else HEAD


def _less(amount: Money | None) -> Money | None:
    return -amount if amount is not None else None


def _taxes(options: Sequence[Option]) -> list[tuple[Bilingual, Decimal]]:
    """Return each tax and rate once, in the order in which the options name them."""
    named = [(tax.name, tax.rate) for option in options for tax in option.taxes]
    return list(dict.fromkeys(named))


def _tax(option: Option, name: Bilingual, rate: Decimal) -> Money | None:
    amounts = (tax.amount for tax in option.taxes if (tax.name, tax.rate) == (name, rate))
    return next(amounts, None)
