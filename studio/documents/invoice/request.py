"""The lower part of a Chinese payment request: payment beside fapiao, signatures, the chop."""

from collections.abc import Sequence

from studio.documents import words
from studio.documents.fonts import one_line
from studio.documents.frame import Frame, Voice, stroke
from studio.documents.images import fitted, load
from studio.documents.invoice.document import Fapiao, InvoiceDocument
from studio.documents.invoice.payment import FACT_LABEL, FACT_LABEL_SECOND, Fact, bank_facts
from studio.documents.language import NOTHING, Bilingual, same
from studio.documents.shapes import rounded
from studio.documents.structure import alternative, box
from studio.documents.style import (
    BODY,
    BODY_STRONG,
    GUTTER,
    HAIR_RULE,
    HEAD,
    HEAD_SECOND,
    INK,
    INK_RULE,
    LABEL,
    PALE,
)
from studio.documents.wrapping import wrap

_LINE = 19.4
_CHOP_HEIGHT = 112.0
_CHOP = 96.4
"""The chop is 34 mm wide."""


def draw_request(frame: Frame, document: InvoiceDocument, fapiao: Fapiao) -> None:
    """Draw payment beside fapiao, then who prepared it beside the box for the chop."""
    bank = bank_facts(document, document.bank) if document.bank else []
    blanks = _fapiao_facts(frame.voice, fapiao)
    high = 53.5 + _LINE * max(len(bank), len(blanks)) + _CHOP_HEIGHT
    frame.need(min(high, frame.capacity))
    frame.y += 19.5
    top = frame.y
    lowest = top
    for place, (title, facts) in enumerate(((words.PAYMENT_DETAILS, bank), (words.FAPIAO, blanks))):
        left, right = frame.column(place, 2)
        if not facts:
            continue
        frame.y = top
        frame.rule(top, left, right, weight=INK_RULE, colour=INK)
        with frame.canvas.element("H2"):
            frame.put(left, top + 19.0, frame.voice.set(title, HEAD, HEAD_SECOND))
        frame.y = top + 20.0
        _draw_wide_facts(frame, facts, left, right, 70.0 if place == 0 else 86.0)
        if place == 0 and document.bank:
            _draw_bank_note(frame, document.bank.note, left, right)
        lowest = max(lowest, frame.y)
    frame.y = lowest + 14.0
    draw_signatures(frame, document)


def _draw_bank_note(frame: Frame, note: Bilingual, left: float, right: float) -> None:
    """Write what is to be said about the account in small under it."""
    lines = [
        line
        for pieces in frame.voice.stack(note, LABEL, LABEL)
        for line in wrap(pieces, right - left, most=3)
    ]
    if not lines:
        return
    with frame.canvas.element("P"):
        frame.put_lines(left, frame.y + 14.0, lines)
    frame.y += 8.0 + LABEL.leading * len(lines)


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
            frame.put(left, baseline, voice.set(label, FACT_LABEL, FACT_LABEL_SECOND))
            frame.put_lines(left + values, baseline, lines)
        if not value:
            frame.rule(baseline + 3.0, left + values, left + values + 104, HAIR_RULE, PALE)
        frame.y += _LINE + BODY.leading * max(0, len(lines) - 1)


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
