"""The middle of an invoice: what is billed, what it comes to, and the amount in words."""

from collections.abc import Sequence

from studio.documents import cells, words
from studio.documents.fonts import one_line
from studio.documents.formats import share
from studio.documents.frame import Frame, Pieces, Voice, leading
from studio.documents.invoice.document import InvoiceDocument, InvoiceKind
from studio.documents.invoice.totals import total_lines
from studio.documents.language import Bilingual, Language
from studio.documents.lines import PricedTable, ValueColumn, draw_rows
from studio.documents.rows import PricedRow, RowKind
from studio.documents.style import (
    BAND,
    HEAD,
    LABEL,
    NOTE,
    TABLE,
    TABLE_GREY,
    TABLE_STRONG,
)
from studio.documents.sums import Sums
from studio.documents.tables import Cell, Row, Rule
from studio.documents.wrapping import Line, Piece, wrap
from studio.domain.money import format_amount

_NOTES_TOO_LONG = 130.0
_BEFORE_SUMS = 10.0
_BESIDE_FAPIAO = 18.0


def draw_billing(frame: Frame, document: InvoiceDocument) -> None:
    """Draw the lines, the totals beside the notes, and the amount in words."""
    request = document.fapiao is not None
    left = frame.column(1, 2)[0] - (_BESIDE_FAPIAO if request else 0.0)
    sums = Sums(frame, left, total_lines(frame.voice, document))
    said = _said(frame, document)
    spoken = (56.0 if request else 12.0 * len(said) + 8.0) if said else 0.0
    keep = _BEFORE_SUMS + sums.height + spoken
    contract = bool(document.contract_rows)
    rows = document.contract_rows or document.rows
    _draw_lines(frame, document, rows, keep, contract=contract)
    frame.need(min(keep, frame.capacity))
    top = frame.y + _BEFORE_SUMS
    beside = _notes(frame, document, left)
    if beside:
        with frame.canvas.element("P"):
            frame.put_lines(frame.left, top + 12.8, beside)
    frame.y = top
    sums.draw()
    if request and said:
        frame.y = max(frame.y, top + NOTE.leading * len(beside or ()))
        _draw_band(frame, said)
    elif said:
        with frame.canvas.element("P"):
            for pieces in said:
                for line in wrap(pieces, frame.right - left):
                    frame.y += 12.0
                    frame.put(left, frame.y + 3.5, line)
        frame.y += 8.0
    frame.y = max(frame.y, top + NOTE.leading * len(beside or ()))
    if beside is None:
        frame.y += 14.0
        for text in _note_texts(document):
            frame.flow(frame.voice.stack(text, NOTE, NOTE), frame.left, frame.right, gap=4.0)


# The lines


def _draw_lines(
    frame: Frame,
    document: InvoiceDocument,
    rows: Sequence[PricedRow],
    keep: float,
    *,
    contract: bool,
) -> None:
    voice = frame.voice
    items = [row for row in rows if row.kind is RowKind.ITEM]
    based = bool(items) and all(row.base is not None for row in items)
    values = _columns(document, items, voice, based=based)
    endings = []
    if contract and document.contract_total is not None:
        label = voice.set(words.CONTRACT_TOTAL, TABLE_STRONG, TABLE_GREY)
        total = cells.money(document.contract_total, TABLE_STRONG)
        endings.append(Row(((label,), total), spans=(len(values), 1), rule=Rule.INK, head=True))
    table = PricedTable(
        head=_item_head(document, voice, contract=contract),
        values=values,
        inline=True,
        based=based,
        endings=endings,
        keep=keep,
    )
    draw_rows(frame, table, rows)


def _item_head(document: InvoiceDocument, voice: Voice, *, contract: bool) -> Cell:
    """Return the head of the item column: the subject, or that the contract is only told."""
    if not contract:
        return (voice.set(document.subject or words.ITEM, LABEL, LABEL),)
    subject = voice.set(document.subject, LABEL)
    if not subject:
        return (voice.set(words.CONTRACT_INFORMATION.capital(), LABEL, LABEL),)
    note = voice.set(words.CONTRACT_INFORMATION, LABEL, LABEL)
    return ((*subject, Piece(", " if voice.language is Language.EN else "，", LABEL), *note),)


def _columns(
    document: InvoiceDocument, items: Sequence[PricedRow], voice: Voice, *, based: bool
) -> list[ValueColumn]:
    """Return the columns of numbers, the amount last, headed by its currency."""
    code = document.totals.due.currency
    columns = _commission_columns(voice, code) if based else _price_columns(voice)
    if len({row.tax_rate for row in items if row.tax_rate is not None}) > 1:
        columns.append(ValueColumn((voice.set(words.TAX_RATE, LABEL, LABEL),), _tax_cell))
    head = _amount_head(document, voice, code)
    columns.append(ValueColumn(head, _amount_cell, least=53.0, option=0))
    return columns


def _amount_head(document: InvoiceDocument, voice: Voice, code: str) -> Cell:
    """Return the currency, after the word for the amount where that says more."""
    if document.tax_inclusive:
        both = voice.language is Language.BOTH
        label = words.AMOUNT_WITH_TAX_BESIDE if both else words.AMOUNT_WITH_TAX
        return (voice.set(voice.fill(label, currency=code), LABEL, LABEL),)
    if voice.language is Language.EN:
        return cells.value(code, LABEL)
    return cells.value(f"{words.AMOUNT.zh} {code}", LABEL)


def _price_columns(voice: Voice) -> list[ValueColumn]:
    def price(row: PricedRow) -> Cell:
        return cells.money(row.price) if row.price is not None else ()

    def count(row: PricedRow) -> Cell:
        return cells.value(cells.count(row, voice))

    return [
        ValueColumn((voice.set(words.QUANTITY, LABEL, LABEL),), count),
        ValueColumn((voice.set(words.PRICE, LABEL, LABEL),), price, least=45.0),
    ]


def _commission_columns(voice: Voice, code: str) -> list[ValueColumn]:
    def base(row: PricedRow) -> Cell:
        if row.base is None:
            return ()
        label = one_line(row.base_label.first(voice.language))
        return cells.value(f"{label} {format_amount(row.base)}".strip())

    def rate(row: PricedRow) -> Cell:
        return cells.value(share(row.rate) if row.rate is not None else "")

    head = voice.fill(words.IN_CURRENCY, words=words.BASE, currency=code)
    return [
        ValueColumn((voice.set(head, LABEL, LABEL),), base, least=60.0),
        ValueColumn((voice.set(words.RATE, LABEL, LABEL),), rate, gap=34.0),
    ]


def _tax_cell(row: PricedRow) -> Cell:
    return cells.value(share(row.tax_rate) if row.tax_rate is not None else "")


def _amount_cell(row: PricedRow) -> Cell:
    if not row.amounts or row.amounts[0] is None:
        return ()
    return cells.money(row.amounts[0], TABLE_STRONG if row.kind is RowKind.SUBTOTAL else TABLE)


# The notes and the words


def _note_texts(document: InvoiceDocument) -> list[Bilingual]:
    texts = [*document.tax_notes, document.notes]
    if document.kind is InvoiceKind.PRO_FORMA:
        texts.insert(0, words.PRO_FORMA_NOTE)
    return [text for text in texts if text]


def _notes(frame: Frame, document: InvoiceDocument, right: float) -> list[Line] | None:
    """Return the notes wrapped to stand beside the totals, or None where they are too long."""
    room = right - frame.left - 24.0
    lines = [
        line
        for text in _note_texts(document)
        for pieces in frame.voice.stack(text, NOTE, NOTE)
        for line in wrap(pieces, room)
    ]
    return lines if len(lines) * NOTE.leading <= _NOTES_TOO_LONG else None


def _said(frame: Frame, document: InvoiceDocument) -> list[Pieces]:
    """Return the amount in words, a line for each language."""
    spoken = Bilingual(document.words_en, document.words_zh)
    if document.fapiao is not None:
        return frame.voice.stack(spoken, HEAD, NOTE)
    return frame.voice.stack(spoken, TABLE_GREY, TABLE_GREY)


def _draw_band(frame: Frame, said: list[Pieces]) -> None:
    """Write the amount in words on a band, as Chinese payment requests do."""
    voice = frame.voice
    lines = [line for pieces in said for line in wrap(pieces, frame.width - 90.0)]
    top = frame.y + 10.5
    height = 22.5 + sum(map(leading, lines))
    frame.area(frame.left, top, frame.right, top + height - 5.0, BAND)
    with frame.canvas.element("P"):
        baseline = top + 16.5
        for pieces in voice.stack(words.IN_WORDS, LABEL, LABEL):
            frame.put(frame.left + 12, baseline, pieces)
            baseline += 13.3
    with frame.canvas.element("P"):
        frame.put_lines(frame.left + 78, top + 18.5, lines)
    frame.y = top + height - 5.0
