"""The lower part of an invoice: schedule, where to pay, small print."""

from collections.abc import Sequence

from studio.documents import cells, words
from studio.documents.formats import share
from studio.documents.frame import Frame, Pieces, Voice
from studio.documents.invoice.document import InvoiceDocument
from studio.documents.language import Bilingual, same
from studio.documents.parties import BankAccount
from studio.documents.rows import Instalment
from studio.documents.side import draw_side
from studio.documents.style import (
    BODY,
    GUTTER,
    LABEL,
    PALE,
    SIDE,
    SMALL,
    TABLE,
    TABLE_GREY,
    TABLE_STRONG,
)
from studio.documents.tables import Column, Row, Table
from studio.documents.wrapping import Style, wrap

CODE = 74.0
"""Side of a payment code in points (26 mm); text beside its place leaves it free."""

_LINE = 14.9
FACT_LABEL = Style(BODY.stack, BODY.size, BODY.leading, PALE)
FACT_LABEL_SECOND = Style(BODY.stack, 8.0, BODY.leading, PALE)

_SCHEDULE_HEADS = (words.PART, words.INVOICE, words.DUE, words.SHARE)

Fact = tuple[Bilingual, Bilingual]
"""A label and its value."""


def draw_schedule(frame: Frame, schedule: Sequence[Instalment], code: str) -> None:
    """Draw which part is billed when, the one billed now in bold."""
    if not schedule:
        return
    voice = frame.voice
    left = frame.left + SIDE + GUTTER
    room = frame.right - left
    heads = [(voice.set(words_, LABEL, LABEL),) for words_ in _SCHEDULE_HEADS]
    columns = [
        Column(left, left + room * 0.14, heads[0]),
        Column(left + room * 0.15, left + room * 0.54, heads[1]),
        Column(left + room * 0.554, left + room * 0.75, heads[2]),
        Column(left + room * 0.755, left + room * 0.852, heads[3], to_right=True),
        Column(left + room * 0.86, frame.right, cells.value(code, LABEL), to_right=True),
    ]
    rooms = [column.right - column.left for column in columns]
    rows = [_instalment(item, voice, rooms) for item in schedule]
    table = Table(frame, columns)
    frame.need(min(34.0 + table.head_height() + table.height(rows[0]), frame.capacity))
    frame.y += 20.0
    draw_side(frame, words.SCHEDULE)
    table.begin()
    for row in rows:
        table.row(row)
    table.end()


def _instalment(item: Instalment, voice: Voice, rooms: list[float]) -> Row:
    style = TABLE_STRONG if item.current else TABLE
    quiet = TABLE_STRONG if item.current else TABLE_GREY
    document = words.THIS_INVOICE if item.current and not item.document else item.document
    due = item.due_text if item.due is None else voice.day(item.due)
    return Row(
        (
            voice.fit(item.label, style, TABLE_GREY, rooms[0]),
            voice.fit(document, quiet, TABLE_GREY, rooms[1]),
            voice.fit(due, quiet, TABLE_GREY, rooms[2]),
            cells.value(share(item.share) if item.share is not None else "", style),
            cells.money(item.amount, style),
        ),
        head=True,
    )


# Where to pay


def bank_facts(document: InvoiceDocument, account: BankAccount) -> list[Fact]:
    """Return labels and values of an account and the payment's reference; empty ones go."""
    beside = document.fapiao is not None
    reference = document.payment_reference or document.number
    facts = [
        (words.ACCOUNT_NAME_BESIDE if beside else words.ACCOUNT_NAME, account.holder),
        (words.BANK, account.bank),
        (words.IBAN, same(account.iban)),
        (words.BIC, same(account.bic)),
        (
            words.ACCOUNT_NUMBER_BESIDE if beside else words.ACCOUNT_NUMBER,
            same(account.number),
        ),
        (words.SORT_CODE, same(account.sort_code)),
        (words.ROUTING, same(account.routing)),
        (
            words.PAYMENT_REFERENCE_BESIDE if beside else words.PAYMENT_REFERENCE,
            same(reference),
        ),
    ]
    return [fact for fact in facts if fact[1]]


def draw_payment(frame: Frame, document: InvoiceDocument) -> None:
    """Draw the bank details beside the place of a payment code."""
    if document.bank is None:
        return
    facts = bank_facts(document, document.bank)
    left = frame.left + SIDE + GUTTER
    note = frame.voice.stack(document.bank.note, LABEL, LABEL)
    frame.need(min(46.0 + _LINE * len(facts) + 12.0 * len(note), frame.capacity))
    frame.y += 26.0
    frame.ink_rule(frame.y, left)
    frame.y += 8.5
    draw_side(frame, words.PAYMENT)
    frame.y -= 2.0
    values = 66.0
    _draw_facts(frame, facts, left, values, frame.right - CODE - 2 * GUTTER)
    if note:
        frame.y += 6.0
        frame.flow(note, left, frame.right - CODE - 2 * GUTTER)


def _draw_facts(
    frame: Frame, facts: Sequence[Fact], left: float, values: float, right: float
) -> None:
    """Write labels and values below each other, the values in line."""
    voice = frame.voice
    for label, value in facts:
        lines = wrap(voice.set(value, BODY), right - left - values, most=6)
        frame.need(_LINE + BODY.leading * (len(lines) - 1))
        with frame.canvas.element("P"):
            frame.put(left, frame.y + _LINE - 2.5, voice.set(label, FACT_LABEL, FACT_LABEL_SECOND))
            frame.put_lines(left + values, frame.y + _LINE - 2.5, lines)
        frame.y += _LINE + BODY.leading * (len(lines) - 1)


def draw_small_print(frame: Frame, document: InvoiceDocument) -> None:
    """Write the late-payment line."""
    if not document.late_payment:
        return
    frame.y += 16.0
    paragraphs: list[Pieces] = frame.voice.stack(document.late_payment, SMALL, SMALL)
    frame.flow(paragraphs, frame.left, frame.right, gap=2.0)
