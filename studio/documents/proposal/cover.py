"""The cover of a proposal: the brand's colour, a lantern drawn on it, one sentence, the facts."""

from dataclasses import replace
from math import radians, sin

from studio.documents import words
from studio.documents.fonts import one_line, semibold
from studio.documents.frame import Frame, fill, leading, stroke
from studio.documents.images import fitted, load
from studio.documents.language import Bilingual, Language, same
from studio.documents.letterhead import badge_size, draw_badge, draw_mark, put_name
from studio.documents.proposal.document import ProposalDocument
from studio.documents.proposal.heading import mark, version
from studio.documents.shapes import ellipse, rounded
from studio.documents.structure import alternative, box
from studio.documents.style import (
    BODY,
    BODY_GREY,
    BODY_STRONG,
    COVER_TITLE,
    HAIR,
    HEAD_SECOND,
    LABEL,
    LEAD,
    PALE,
    TOP,
    WHITE,
)
from studio.documents.wrapping import Line, Piece, Style, shorten, wrap

_BELOW_FIELD = 281.9
"""How much of the page is white under the field."""

_BADGE = 26.0
_SMALLEST_TITLE = 26.0
_RIBS = 7
_MOST_TITLE_LINES = 8
_PLATE = 3.0
_PALE_BODY = replace(BODY, colour=PALE)
_FACT = 26.0
_LOGO_ROOM = (110.0, 34.0)


def draw_cover(frame: Frame, document: ProposalDocument) -> None:
    """Draw the first page."""
    canvas, theme = frame.canvas, frame.theme
    across, high = canvas.size
    field = high - _BELOW_FIELD
    whole = f"0 {high - field:.2f} {across:.2f} {field:.2f} re"
    canvas.shape(f"{fill(theme.field)} {whole} f", below=True)
    _draw_lantern(frame, field, whole)
    draw_mark(frame, mark(document), theme.ribs, middle=high - field * 0.45)
    if document.brand.logo:
        _draw_plate(frame, document)
    end = draw_badge(frame, document.brand, _BADGE, theme.on_field, theme.field)
    name = Style(semibold(), 11.25, 14, theme.on_field)
    if end - frame.left < 2 * _BADGE:
        line = replace(LABEL, colour=theme.on_field)
        with canvas.element("P"):
            put_name(frame, document.brand, end + 9, name, line)
    _draw_client_logo(frame, document)
    _draw_title(frame, document, field)
    top = _facts_top(frame, document)
    _draw_lead(frame, document, field, top)
    _draw_facts(frame, document, top)


def _draw_plate(frame: Frame, document: ProposalDocument) -> None:
    """Lay white under the studio's logo, which may be of the field's own colour."""
    across, high = badge_size(document.brand, _BADGE)
    bottom = frame.up(TOP + high) - _PLATE
    path = rounded(frame.left - _PLATE, bottom, across + 2 * _PLATE, high + 2 * _PLATE, 4.0)
    frame.canvas.shape(f"{fill(WHITE)} {path} f", below=True)


def _draw_lantern(frame: Frame, field: float, whole: str) -> None:
    """Draw ribs as ellipses of one height, closer together towards the sides, cut by the field."""
    across, high = frame.canvas.size
    x, y = across - 165.6, high - field * 0.4175
    wide, tall = 232.0, field * 0.4714
    ribs = [
        ellipse(x, y, wide * sin(radians(90 * step / _RIBS)), tall) for step in range(1, _RIBS + 1)
    ]
    middle = f"{x:.2f} {y - tall:.2f} m {x:.2f} {high:.2f} l"
    foot = f"{x - 44:.2f} {y - tall - 15:.2f} 88 15 re"
    line = f"{stroke(frame.theme.ribs)} 0.6 w"
    frame.canvas.shape(f"{whole} W n {line} {' '.join(ribs)} {middle} {foot} S", below=True)


def _draw_client_logo(frame: Frame, document: ProposalDocument) -> None:
    if not document.client_logo:
        return
    canvas = frame.canvas
    picture = load(document.client_logo, _LOGO_ROOM)
    size = fitted(picture, _LOGO_ROOM)
    left, bottom = frame.right - size[0] - 8.0, frame.up(TOP + size[1] + 8.0)
    canvas.shape(f"{fill(WHITE)} {rounded(left - 8, bottom - 8, size[0] + 16, size[1] + 16, 5)} f")
    said = frame.voice.fill(words.LOGO_OF, name=document.client.name)
    place = box(left, bottom, left + size[0], bottom + size[1])
    text = one_line(said.first(frame.voice.language))
    with canvas.element("Figure", alternative(text) + place):
        canvas.picture(picture, left, bottom, size)


def _title_lines(frame: Frame, text: str, style: Style) -> tuple[Style, list[Line]]:
    """Return the title in at most two lines of about one length, smaller if it must be."""
    widest = frame.width
    while True:
        lines = wrap((Piece(text, style),), widest)
        if len(lines) <= 2 or style.size <= _SMALLEST_TITLE:
            break
        size = style.size - 1.0
        style = replace(style, size=size, leading=size * (0.97 if size > 44 else 1.1))
    whole = style.width(text)
    if len(lines) == 1 and (whole <= widest * 0.55 or " " not in text):
        return style, lines
    narrow, wide = widest * 0.3, widest
    count = max(2, len(lines))
    while wide - narrow > 2.0:
        middle = (narrow + wide) / 2
        if len(wrap((Piece(text, style),), middle)) <= count:
            wide = middle
        else:
            narrow = middle
    return style, wrap((Piece(text, style),), wide)


def _draw_title(frame: Frame, document: ProposalDocument, field: float) -> None:
    """Write client and title at the foot of the field."""
    voice, canvas = frame.voice, frame.canvas
    on_field = frame.theme.on_field
    title = one_line(document.title.first(voice.language)) or " "
    style, lines = _title_lines(frame, title, replace(COVER_TITLE, colour=on_field))
    lines = shorten(lines, frame.width, _MOST_TITLE_LINES)
    second = one_line(document.title.second(voice.language))
    below = replace(HEAD_SECOND, colour=on_field)
    under = wrap((Piece(second, below, "en"),), frame.width, most=2) if second else []
    lowest = field - 54.0 - 15.0 * len(under)
    client = voice.fill(words.PROPOSAL_FOR, client=document.client.name)
    first = lowest - style.leading * (len(lines) - 1)
    with canvas.element("P"):
        lead = first - style.size - 2.5
        frame.put_line(frame.left, lead, voice.set(client, below), frame.width)
    with canvas.element("H1"):
        frame.put_lines(frame.left, first, lines)
        frame.put_lines(frame.left, lowest + 21.0, under)


def _draw_lead(frame: Frame, document: ProposalDocument, field: float, top: float) -> None:
    """Write the one sentence between field and facts, smaller where it is many."""
    voice = frame.voice
    baseline = field + 47.0
    across, room = frame.width * 0.92, top - baseline - 4.0
    for style, second in ((LEAD, HEAD_SECOND), (BODY, BODY_GREY)):
        paragraphs = voice.stack(document.lead, style, second)
        wrapped = [wrap(pieces, across) for pieces in paragraphs]
        high = sum(sum(map(leading, lines)) for lines in wrapped) - style.leading
        if high <= room:
            break
    most = max(1, int(room / BODY.leading / max(1, len(wrapped))))
    for lines in wrapped:
        with frame.canvas.element("P"):
            shown = lines if high <= room else shorten(lines, across, most)
            frame.put_lines(frame.left, baseline, shown)
        baseline += sum(map(leading, shown))


def _facts(
    frame: Frame, document: ProposalDocument
) -> tuple[list[tuple[Bilingual, Bilingual]], list[tuple[Bilingual, Bilingual]]]:
    """Return labels and values of the left and of the right column."""
    voice = frame.voice
    person = document.prepared_by
    attention = document.client.attention
    client = document.client.name
    if attention:
        client = voice.fill(words.NAME_AND_ROLE, name=client, role=attention)
    left = [
        (words.NUMBER, same(document.number) if document.number else words.DRAFT),
        (words.VERSION, version(voice, document)),
    ]
    if document.issue_date:
        left.append((words.DATE, voice.day(document.issue_date)))
    if document.valid_until:
        left.append((words.VALID_UNTIL, voice.day(document.valid_until)))
    right = [(words.FOR, client), (words.FROM, document.issuer.name)]
    if person is not None:
        name = person.name
        if person.role:
            name = voice.fill(words.NAME_AND_ROLE, name=name, role=person.role)
        right.append((words.PREPARED_BY, name))
    if document.answer_to:
        right.append((words.ANSWER_TO, same(document.answer_to)))
    return left, right


_Lines = list[tuple[Bilingual, list[Line]]]


def _wrapped_facts(frame: Frame, document: ProposalDocument) -> list[_Lines]:
    left, right = frame.column(0, 2)
    room = right - left - _values(frame)
    return [
        [(label, wrap(frame.voice.set(value, BODY_STRONG), room, most=3)) for label, value in side]
        for side in _facts(frame, document)
    ]


def _values(frame: Frame) -> float:
    """Return how far the values stand from their labels."""
    return 86.0 if frame.voice.language is Language.BOTH else 74.0


def _height(lines: list[Line]) -> float:
    return _FACT + BODY.leading * (len(lines) - 1)


def _facts_top(frame: Frame, document: ProposalDocument) -> float:
    """Return where the facts begin so that they end at the foot of the page."""
    sides = _wrapped_facts(frame, document)
    return frame.bottom - 5.0 - max(sum(_height(lines) for _, lines in side) for side in sides)


def _draw_facts(frame: Frame, document: ProposalDocument, top: float) -> None:
    """Write the two columns of facts."""
    for place, side in enumerate(_wrapped_facts(frame, document)):
        left, right = frame.column(place, 2)
        y = top
        for label, lines in side:
            frame.rule(y, left, right, colour=HAIR)
            with frame.canvas.element("P"):
                frame.put(left, y + 15.7, frame.voice.set(label, _PALE_BODY, LABEL))
                frame.put_lines(left + _values(frame), y + 15.7, lines)
            y += _height(lines)
