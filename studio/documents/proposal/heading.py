"""What stands around every part of a proposal: number and version, page heads, part titles."""

from studio.documents import words
from studio.documents.fonts import one_line
from studio.documents.frame import Frame, Pieces, Voice
from studio.documents.language import Bilingual
from studio.documents.letterhead import draw_corner, draw_letterhead, draw_mark
from studio.documents.paper import Mark
from studio.documents.proposal.document import ProposalDocument
from studio.documents.style import HEAD_SECOND, LABEL, TITLE, TOP
from studio.documents.wrapping import Piece, width

_FIRST_TITLE = 119.0
_BELOW_TITLE = 27.0
_BETWEEN_PARTS = 44.0


def mark(document: ProposalDocument) -> Mark:
    """Return the mark under the text: a proposal without a number is always a draft."""
    return document.mark if document.number or document.mark is not Mark.NONE else Mark.DRAFT


def version(voice: Voice, document: ProposalDocument) -> Bilingual:
    """Return "2, replaces version 1"."""
    if document.replaces is None:
        return Bilingual(str(document.version), str(document.version))
    return voice.fill(
        words.REPLACES, version=str(document.version), replaced=str(document.replaces)
    )


def number(voice: Voice, document: ProposalDocument) -> Bilingual:
    """Return "PL-P-2026-019, version 2", or the words for not having a number yet."""
    if not document.number:
        return words.DRAFT
    return voice.fill(
        words.NUMBER_AND_VERSION, number=document.number, version=str(document.version)
    )


def draw_page_top(frame: Frame, document: ProposalDocument) -> None:
    """Draw the head of a page after the cover."""
    draw_mark(frame, mark(document))
    with frame.canvas.decoration("Pagination"):
        draw_letterhead(frame, document.brand)
        draw_corner(frame, _corner(frame.voice, document))
    frame.y = TOP + 40.0


def _corner(voice: Voice, document: ProposalDocument) -> list[Pieces]:
    title = one_line(document.title.first(voice.language))
    client = voice.fill(words.FOR_CLIENT, client=document.client.name)
    return [(Piece(title, LABEL),), voice.set(client, LABEL)]


def begin_part(frame: Frame, title: Bilingual, room: float) -> None:
    """Write the title of a part, on this page if `room` points still fit under it."""
    voice, canvas = frame.voice, frame.canvas
    fresh = canvas.page_count > 1 and frame.y <= TOP + 40.0
    if not fresh:
        high = _BETWEEN_PARTS + TITLE.leading + _BELOW_TITLE + room
        if canvas.page_count == 1 or high > frame.room:
            frame.turn()
        else:
            frame.y += _BETWEEN_PARTS
    baseline = max(frame.y + 36.0, _FIRST_TITLE) if frame.y <= TOP + 40.0 else frame.y + 24.0
    canvas.bookmark(one_line(title.first(voice.language)), frame.up(baseline - 40.0))
    pieces = voice.set(title, TITLE)
    with canvas.element("H2"):
        frame.put(frame.left, baseline, pieces)
        second = one_line(title.second(voice.language))
        if second:
            start = frame.left + width(pieces) + 9.0
            frame.put(start, baseline, (Piece(second, HEAD_SECOND, "en"),))
    frame.y = baseline + _BELOW_TITLE
