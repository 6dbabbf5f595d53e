"""The upper part of an invoice: title, amount due, who and to whom, number and dates."""

from dataclasses import replace

from studio.documents import words
from studio.documents.fonts import one_line
from studio.documents.formats import with_currency
from studio.documents.frame import Frame, Pieces, Voice
from studio.documents.invoice import titles
from studio.documents.invoice.document import InvoiceDocument, InvoiceKind
from studio.documents.language import Bilingual, Language, same
from studio.documents.letterhead import draw_corner, draw_letterhead
from studio.documents.parties import IdentifierKind, Party
from studio.documents.style import (
    BODY_GREY,
    BODY_STRONG,
    HEAD_SECOND,
    LABEL,
    TITLE,
)
from studio.documents.wrapping import Piece, shorten, width, wrap

_TITLE, _SUBTITLE = 113.5, 135.5
_PARTIES, _FACTS, _FACTS_BESIDE = 153.4, 246.0, 241.0
_MOST_FACTS = 5
_MOST_PARTY_LINES = 14


def draw_heading(frame: Frame, document: InvoiceDocument) -> None:
    """Draw everything above the priced lines and leave the cursor below it."""
    draw_letterhead(frame, document.brand)
    voice = frame.voice
    if document.fapiao is not None:
        draw_corner(frame, voice.stack(words.NOT_A_FAPIAO, LABEL, LABEL))
    elif document.kind is InvoiceKind.PRO_FORMA:
        draw_corner(frame, voice.stack(words.NOT_A_TAX_INVOICE, LABEL, LABEL))
    lower = _draw_title(frame, document)
    _draw_amount(frame, document, lower)
    _draw_parties(frame, document, lower)
    _draw_facts(frame, document)


def _draw_title(frame: Frame, document: InvoiceDocument) -> float:
    """Write title and kind; return how much lower a two-line title pushes what follows."""
    voice = frame.voice
    words_ = titles.title(document)
    under = titles.subtitle(document, voice, HEAD_SECOND)
    lower = 5.5 if under else 0.0
    with frame.canvas.element("H1"):
        frame.put(frame.left, _TITLE + lower, voice.set(words_, TITLE))
        frame.put(frame.left, _SUBTITLE + lower, under)
    frame.canvas.bookmark(
        one_line(f"{words_.first(voice.language)} {document.number}".strip()), frame.up(0)
    )
    return lower


def _draw_amount(frame: Frame, document: InvoiceDocument, lower: float) -> None:
    """Write the amount due, the one line in the brand's colour."""
    voice = frame.voice
    if document.kind is InvoiceKind.CREDIT_NOTE:
        label = voice.set(words.AMOUNT_CREDITED, LABEL, LABEL)
    elif document.due_date is None:
        label = voice.set(words.AMOUNT_DUE, LABEL, LABEL)
    elif voice.language is Language.BOTH:
        date = voice.day(document.due_date)
        label = voice.set(voice.fill(words.AMOUNT_DUE_BESIDE, date=date), LABEL, LABEL)
    else:
        label = voice.set(voice.fill(words.AMOUNT_DUE_BY, date=voice.day(document.due_date)), LABEL)
    text = one_line(with_currency(document.totals.due, voice.language))
    style = frame.theme.due
    room = frame.width * 0.62
    if style.width(text) > room:
        style = replace(style, size=style.size * room / style.width(text))
    low = _TITLE + 2.0 + lower * 3.6
    with frame.canvas.element("P"):
        frame.put_right(frame.right, low - 23.8, label)
        frame.put_right(frame.right, low, (Piece(text, style),))


def _draw_parties(frame: Frame, document: InvoiceDocument, lower: float) -> None:
    beside = document.fapiao is not None
    top = _PARTIES + lower * 1.5
    sides = (
        (words.CLIENT_BESIDE if beside else words.CLIENT, document.client),
        (words.ISSUER_BESIDE if beside else words.ISSUER, document.issuer),
    )
    lowest = top
    for place, (label, party) in enumerate(sides):
        left, right = frame.column(place, 2)
        with frame.canvas.element("P"):
            frame.put(left, top, frame.voice.set(label, LABEL, LABEL))
            baseline = top + 15.7
            room = right - left
            lines = [line for pieces in party_lines(frame, party) for line in wrap(pieces, room)]
            for line in shorten(lines, room, _MOST_PARTY_LINES):
                lowest = max(lowest, baseline)
                frame.put(left, baseline, line)
                baseline += 13.6
    frame.y = max(_FACTS_BESIDE if lower else _FACTS, lowest + 20.0)


def party_lines(frame: Frame, party: Party) -> list[Pieces]:
    """Return name, address and numbers of a party as lines."""
    voice = frame.voice
    lines = voice.stack(party.name, BODY_STRONG, BODY_GREY)
    if party.attention:
        lines.append(voice.set(_joined(words.ATTENTION, party.attention), BODY_GREY))
    lines += [voice.set(line, BODY_GREY) for line in party.address if line]
    lines += _identifier_lines(frame, party)
    if party.contact:
        lines.append(voice.set(party.contact, BODY_GREY))
    return [line for line in lines if line]


def _identifier_lines(frame: Frame, party: Party) -> list[Pieces]:
    """Return the registration numbers; two go on one line where they fit, as notes do not."""
    voice, lines = frame.voice, []
    left, right = frame.column(0, 2)
    under_way: Bilingual | None = None
    for identifier in party.identifiers:
        if identifier.kind is IdentifierKind.NOTE:
            lines.append(voice.set(identifier.value, BODY_GREY, BODY_GREY))
            continue
        text = _joined(words.IDENTIFIERS[identifier.kind], identifier.value)
        if under_way is not None:
            both = Bilingual(f"{under_way.en}, {text.en}", f"{under_way.zh}，{text.zh}")
            if width(voice.set(both.capital(), BODY_GREY)) <= right - left:
                lines[-1], under_way = voice.set(both.capital(), BODY_GREY), None
                continue
        lines.append(voice.set(text.capital(), BODY_GREY))
        under_way = text
    return lines


def _joined(label: Bilingual, value: Bilingual) -> Bilingual:
    return Bilingual(f"{label.en} {value.en or value.zh}", f"{label.zh} {value.zh or value.en}")


def _facts(frame: Frame, document: InvoiceDocument) -> list[tuple[Bilingual, Bilingual]]:
    """Return labels and values of the facts row; empty ones are left out."""
    credit = document.kind is InvoiceKind.CREDIT_NOTE
    number = words.CREDIT_NUMBER if credit else words.INVOICE_NUMBER
    if document.fapiao is not None:
        number = words.NUMBER
    voice = frame.voice
    facts = [(number, titles.number(document))]
    if document.issue_date:
        facts.append((words.DATE, voice.day(document.issue_date)))
    if document.credited:
        text = voice.fill(
            words.NUMBER_AND_DATE,
            number=document.credited.number,
            date=voice.day(document.credited.issue_date),
        )
        facts.append((words.CREDITED, text))
    facts += _supply(voice, document)
    facts += [
        (label, value)
        for label, value in (
            (words.TERMS, document.terms),
            (words.CONTRACT, same(document.contract)),
            (words.PURCHASE_ORDER, same(document.purchase_order)),
            (words.PROJECT, document.project),
            (words.REASON, document.reason),
        )
        if value
    ]
    return facts


def _supply(voice: Voice, document: InvoiceDocument) -> list[tuple[Bilingual, Bilingual]]:
    first = document.supply_from or document.supply_to
    last = document.supply_to or document.supply_from
    if first is None or last is None:
        return []
    label = words.SUPPLY_DATE if first == last else words.SUPPLY_PERIOD
    return [(label, voice.span(first, last))]


def _draw_facts(frame: Frame, document: InvoiceDocument) -> None:
    """Write the facts in equal columns between two lines, in two rows if there are many."""
    voice = frame.voice
    facts = _facts(frame, document)
    rows = -(-len(facts) // _MOST_FACTS)
    across = -(-len(facts) // rows)
    frame.ink_rule(frame.y)
    for start in range(0, len(facts), across):
        lowest = frame.y
        for place, (label, value) in enumerate(facts[start : start + across]):
            left, right = frame.column(place, across)
            room = right - left
            pieces = voice.set(value, BODY_STRONG, BODY_STRONG)
            if width(pieces) > room:
                pieces = voice.set(value, BODY_STRONG)
            with frame.canvas.element("P"):
                frame.put(left, frame.y + 15.6, voice.set(label, LABEL, LABEL))
                last = frame.put_lines(left, frame.y + 28.5, wrap(pieces, room, most=4))
            lowest = max(lowest, last)
        frame.y = lowest + (11.8 if start + across >= len(facts) else 2.0)
    frame.rule(frame.y)
    frame.y += 13.0
