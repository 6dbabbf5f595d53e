"""The lower part of an invoice: schedule, where to pay, fapiao and chop, small print."""

from collections.abc import Sequence

from studio.documents import cells, words
from studio.documents.fonts import one_line
from studio.documents.formats import share
from studio.documents.frame import Frame, Pieces, Voice, stroke
from studio.documents.images import fitted, load
from studio.documents.invoice.document import Fapiao, InvoiceDocument
from studio.documents.language import NOTHING, Bilingual, same
from studio.documents.parties import BankAccount
from studio.documents.rows import Instalment
from studio.documents.shapes import rounded
from studio.documents.side import draw_side
from studio.documents.structure import alternative, box
from studio.documents.style import (
    BODY,
    BODY_STRONG,
    GUTTER,
    HAIR_RULE,
    HEAD,
    HEAD_SECOND,
    INK,
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
_CHOP_HEIGHT = 112.0
_CHOP = 96.4
_PALE_BODY = Style(BODY.stack, BODY.size, BODY.leading, PALE)
_SECOND = Style(BODY.stack, 8.0, BODY.leading, PALE)

_SCHEDULE_HEADS = (words.PART, words.INVOICE, words.DUE, words.SHARE)

Fact = tuple[Bilingual, Bilingual]


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


def _bank_facts(document: InvoiceDocument, account: BankAccount) -> list[Fact]:
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
    facts = _bank_facts(document, document.bank)
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
            frame.put(left, frame.y + _LINE - 2.5, voice.set(label, _PALE_BODY, _SECOND))
            frame.put_lines(left + values, frame.y + _LINE - 2.5, lines)
        frame.y += _LINE + BODY.leading * (len(lines) - 1)


# The Chinese payment request


def draw_request(frame: Frame, document: InvoiceDocument, fapiao: Fapiao) -> None:
    """Draw payment beside fapiao, then who prepared it beside the box for the chop."""
    bank = _bank_facts(document, document.bank) if document.bank else []
    blanks = _fapiao_facts(frame.voice, fapiao)
    line = 19.4
    high = 53.5 + line * max(len(bank), len(blanks)) + _CHOP_HEIGHT
    frame.need(min(high, frame.capacity))
    frame.y += 19.5
    top = frame.y
    lowest = top
    for place, (title, facts) in enumerate(((words.PAYMENT_DETAILS, bank), (words.FAPIAO, blanks))):
        left, right = frame.column(place, 2)
        if not facts:
            continue
        frame.y = top
        frame.rule(top, left, right, weight=0.75, colour=INK)
        with frame.canvas.element("H2"):
            frame.put(left, top + 19.0, frame.voice.set(title, HEAD, HEAD_SECOND))
        frame.y = top + 20.0
        _draw_wide_facts(frame, facts, left, right, 70.0 if place == 0 else 86.0)
        lowest = max(lowest, frame.y)
    frame.y = lowest + 14.0
    draw_signatures(frame, document)


def _fapiao_facts(voice: Voice, fapiao: Fapiao) -> list[Fact]:
    facts = [
        (words.FAPIAO_KIND, fapiao.kind),
        (words.FAPIAO_TITLE, same(fapiao.title)),
        (words.FAPIAO_TAX_NUMBER, same(fapiao.tax_number)),
        (words.FAPIAO_ITEM, same(fapiao.item)),
    ]
    date = voice.day(fapiao.issue_date) if fapiao.issue_date else NOTHING
    return [fact for fact in facts if fact[1]] + [
        (words.FAPIAO_NUMBER, same(fapiao.number)),
        (words.FAPIAO_DATE, date),
    ]


def _draw_wide_facts(
    frame: Frame, facts: Sequence[Fact], left: float, right: float, values: float
) -> None:
    """Write labels and values; a value that is not there yet is a line to write on."""
    voice = frame.voice
    for label, value in facts:
        baseline = frame.y + 19.0
        lines = wrap(voice.set(value, BODY), right - left - values, most=3)
        with frame.canvas.element("P"):
            frame.put(left, baseline, voice.set(label, _PALE_BODY, _SECOND))
            frame.put_lines(left + values, baseline, lines)
        if not value:
            frame.rule(baseline + 3.0, left + values, left + values + 104, HAIR_RULE, PALE)
        frame.y += 19.4 + BODY.leading * max(0, len(lines) - 1)


def draw_signatures(frame: Frame, document: InvoiceDocument) -> None:
    """Draw who prepared and approved the document, and the box for the company chop."""
    people = [
        (label, name)
        for label, name in (
            (words.PREPARED_BY, document.prepared_by),
            (words.APPROVED_BY, document.approved_by),
        )
        if name
    ]
    boxed = document.fapiao is not None or bool(document.stamp)
    if not people and not boxed:
        return
    high = _CHOP_HEIGHT if boxed else 24.0
    frame.need(min(high, frame.capacity))
    top = frame.y
    voice = frame.voice
    for place, (label, name) in enumerate(people):
        left = frame.left if boxed else frame.column(place, 2)[0]
        baseline = top + 8.0 + (38.0 * place if boxed else 0.0)
        with frame.canvas.element("P"):
            frame.put(left, baseline, voice.set(label, LABEL, LABEL))
            named = voice.set(name, BODY_STRONG, BODY_STRONG)
            frame.put_line(left, baseline + 13.0, named, frame.width / 2 - GUTTER)
    if boxed:
        _draw_chop(frame, document, top)
    frame.y = top + high


def _draw_chop(frame: Frame, document: InvoiceDocument, top: float) -> None:
    """Draw the dashed box; the chop lies under its words, as on paper, 34 mm wide."""
    canvas, voice = frame.canvas, frame.voice
    left, right = frame.column(1, 2)
    bottom = frame.up(top + _CHOP_HEIGHT)
    path = rounded(left, bottom, right - left, _CHOP_HEIGHT, 3.0)
    canvas.shape(f"{stroke(PALE)} 0.5 w [1.5 1.5] 0 d {path} S")
    with canvas.element("P"):
        baseline = top + 12.0
        for pieces in voice.stack(words.CHOP, LABEL, LABEL):
            frame.put(left + 8.0, baseline, pieces)
            baseline += 11.0
    if not document.stamp:
        return
    picture = load(document.stamp, (_CHOP, _CHOP))
    across, high = fitted(picture, (_CHOP, _CHOP))
    start = right - 34.0 - across
    low = bottom + (_CHOP_HEIGHT - high) / 2
    name = voice.fill(words.CHOP_OF, name=document.issuer.name).first(voice.language)
    place = box(start, low, start + across, low + high)
    with canvas.element("Figure", alternative(one_line(name)) + place):
        canvas.picture_below(picture, start, low, (across, high))


def draw_small_print(frame: Frame, document: InvoiceDocument) -> None:
    """Write the late-payment line."""
    if not document.late_payment:
        return
    frame.y += 16.0
    paragraphs: list[Pieces] = frame.voice.stack(document.late_payment, SMALL, SMALL)
    frame.flow(paragraphs, frame.left, frame.right, gap=2.0)
