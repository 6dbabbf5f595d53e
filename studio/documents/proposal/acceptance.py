"""Part 15: boxes to tick for option and add-ons, lines to sign on, a place for the chop."""

from studio.documents import words
from studio.documents.fonts import one_line
from studio.documents.formats import share, with_currency
from studio.documents.frame import Frame, Pieces, stroke
from studio.documents.language import Bilingual
from studio.documents.proposal.document import ProposalDocument
from studio.documents.proposal.heading import begin_part
from studio.documents.proposal.price import add_on_title
from studio.documents.shapes import rounded
from studio.documents.side import draw_side
from studio.documents.style import (
    BODY,
    BODY_GREY,
    BODY_STRONG,
    GUTTER,
    HAIR_RULE,
    INK,
    INK_RULE,
    LABEL,
    PALE,
    SIDE,
)
from studio.documents.wrapping import Piece, Style, wrap

_BOX = "\u2610"
_LINE = 24.0
_SIGN = 27.0
_CHOP_HEIGHT = 112.0
_SIGNATURES = 175.0


def draw_acceptance(frame: Frame, document: ProposalDocument) -> None:
    """Draw the part, whole on one page where it can be."""
    count = sum(len(options.options) for options in document.price.option_sets)
    high = 60.0 + _LINE * (count + len(document.price.add_ons)) + _SIGNATURES
    begin_part(frame, words.ACCEPTANCE, min(high, frame.capacity * 0.8))
    _draw_statement(frame, document)
    _draw_choices(frame, document)
    _draw_signatures(frame, document)


def _draw_statement(frame: Frame, document: ProposalDocument) -> None:
    voice = frame.voice
    left = frame.left + SIDE + GUTTER
    if document.acceptance:
        text = document.acceptance
    elif document.number:
        number = voice.fill(
            words.NUMBER_AND_VERSION, number=document.number, version=str(document.version)
        )
        text = voice.fill(words.ACCEPT, number=number)
    else:
        text = words.ACCEPT_DRAFT
    frame.flow(voice.stack(text, BODY, BODY_GREY), left, frame.right, gap=3.0)
    frame.y += 10.0


def _draw_choices(frame: Frame, document: ProposalDocument) -> None:
    """Write a box for each option and each add-on, with its price."""
    voice = frame.voice
    for place, options in enumerate(document.price.option_sets):
        title = options.title or words.ACCEPT_OPTION
        frame.need(_LINE * 2)
        draw_side(frame, title, "H3")
        for option in options.options:
            name = voice.set(option.name, BODY_GREY, LABEL)
            letter = voice.fill(words.OPTION, letter=option.letter) if option.letter else None
            head: Pieces = (
                (Piece(one_line(letter.first(voice.language)), BODY_STRONG),) if letter else ()
            )
            space = (Piece("  ", BODY),) if letter and name else ()
            total = with_currency(option.total, voice.language)
            _draw_choice(frame, (*head, *space, *name), (Piece(total, BODY_STRONG),))
        frame.y += 12.0 if place < len(document.price.option_sets) else 0.0
    if not document.price.add_ons:
        return
    frame.need(_LINE * 2)
    draw_side(frame, words.ADD_ONS if len(document.price.add_ons) > 1 else words.ADD_ON, "H3")
    for add_on in document.price.add_ons:
        if add_on.price is not None:
            price = voice.fill(words.PLUS, sum=with_currency(add_on.price, voice.language))
        elif add_on.share is not None:
            price = voice.fill(words.PLUS, sum=share(add_on.share))
        else:
            price = Bilingual()
        lines = add_on_title(add_on, voice)
        _draw_choice(frame, lines[0] if lines else (), voice.set(price, BODY_STRONG))
    frame.y += 12.0


def _draw_choice(frame: Frame, words_: Pieces, price: Pieces) -> None:
    """Write one box with its words and its price, a hairline under them."""
    left = frame.left + SIDE + GUTTER
    box = Style(BODY.stack, 14.0, BODY.leading, INK)
    lines = wrap(words_, frame.right - left - 110.0, most=4)
    high = _LINE + BODY.leading * (len(lines) - 1)
    frame.need(high)
    with frame.canvas.element("P"):
        frame.put(left, frame.y + 16.0, (Piece(_BOX, box),))
        frame.put_lines(left + 19.0, frame.y + 15.2, lines)
        frame.put_right(frame.right, frame.y + 15.2, price)
    frame.y += high
    frame.rule(frame.y, left)


def _draw_signatures(frame: Frame, document: ProposalDocument) -> None:
    """Draw the client's lines to write on, and the box for its chop."""
    voice, canvas = frame.voice, frame.canvas
    frame.need(min(_SIGNATURES, frame.capacity))
    frame.y += 10.0
    frame.rule(frame.y, weight=INK_RULE, colour=INK)
    signed = voice.fill(words.SIGN_FOR, client=document.client.name)
    with canvas.element("H3"):
        frame.put(
            frame.left,
            frame.y + 17.0,
            (Piece(one_line(signed.first(voice.language)), BODY_STRONG),),
        )
    top = frame.y + 24.0
    fields = (
        words.SIGN_NAME,
        words.SIGN_TITLE,
        words.SIGN_DATE,
        words.SIGN_ORDER,
        words.SIGNATURE,
    )
    left, right = frame.column(0, 2)
    for place, label in enumerate(fields):
        baseline = top + _SIGN * (place + 1) - 7.0
        with canvas.element("P"):
            end = frame.put(left, baseline, voice.set(label, LABEL, LABEL))
        frame.rule(baseline + 3.0, max(end + 6.0, left + 78.0), right, HAIR_RULE, PALE)
    left, right = frame.column(1, 2)
    bottom = frame.up(top + 8.0 + _CHOP_HEIGHT)
    path = rounded(left, bottom, right - left, _CHOP_HEIGHT, 3.0)
    canvas.shape(f"{stroke(PALE)} 0.5 w [1.5 1.5] 0 d {path} S")
    with canvas.element("P"):
        baseline = top + 20.0
        for pieces in voice.stack(words.CHOP, LABEL, LABEL):
            frame.put(left + 8.0, baseline, pieces)
            baseline += 11.0
    frame.y = top + _SIGN * len(fields) + 10.0
