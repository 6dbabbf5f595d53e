"""The parts of a proposal around the price: what we read, think, make, and when."""

from collections.abc import Sequence

from studio.documents import words
from studio.documents.fonts import one_line
from studio.documents.frame import Frame, Pieces, fill
from studio.documents.language import Bilingual
from studio.documents.proposal.creators import draw_creators
from studio.documents.proposal.document import ProposalDocument
from studio.documents.proposal.heading import begin_part
from studio.documents.proposal.rows import draw_deliverables, draw_targets, draw_team
from studio.documents.proposal.timeline import draw_timeline
from studio.documents.shapes import rounded
from studio.documents.side import draw_side
from studio.documents.style import BAND, BODY, GUTTER, SIDE, TABLE
from studio.documents.texts import draw_text
from studio.documents.wrapping import Piece

_BETWEEN = 14.0
_LEAST_ROOM = 90.0
_TAG = 19.0


def _left(frame: Frame) -> float:
    return frame.left + SIDE + GUTTER


def draw_text_part(
    frame: Frame, title: Bilingual, sections: Sequence[tuple[Bilingual, Bilingual]]
) -> None:
    """Draw a part of free texts, each beside its side head; empty ones are left out."""
    present = [(head, text) for head, text in sections if text]
    if not present:
        return
    begin_part(frame, title, _LEAST_ROOM)
    for place, (head, text) in enumerate(present):
        if place:
            frame.y += _BETWEEN
        if head:
            frame.need(40.0)
            draw_side(frame, head, "H3")
        draw_text(frame, text, _left(frame), frame.right)


def draw_before_price(frame: Frame, document: ProposalDocument) -> None:
    """Draw parts 2 to 8."""
    nothing = Bilingual()
    draw_text_part(frame, words.ABOUT, [(nothing, document.about)])
    draw_text_part(frame, words.BRIEF, [(nothing, document.brief)])
    _draw_audience(frame, document)
    draw_text_part(frame, words.IDEA, [(nothing, document.idea)])
    if document.creators or document.creators_text:
        draw_creators(frame, document)
    if document.deliverables or document.deliverables_text:
        draw_deliverables(frame, document.deliverables)
        _draw_after(frame, document.deliverables_text)
    if document.timeline or document.timeline_text:
        draw_timeline(frame, document.timeline)
        _draw_after(frame, document.timeline_text)


def draw_after_price(frame: Frame, document: ProposalDocument) -> None:
    """Draw parts 10 to 14."""
    draw_text_part(
        frame,
        words.RIGHTS,
        [
            (words.USAGE, document.usage),
            (words.EXCLUSIVITY, document.exclusivity),
            (words.WHITELISTING, document.whitelisting),
        ],
    )
    draw_text_part(
        frame,
        words.LABELS,
        [(words.DISCLOSURE, document.disclosure), (words.AI_USE, document.ai_use)],
    )
    if document.targets or document.targets_text:
        draw_targets(frame, document.targets)
        _draw_after(frame, document.targets_text)
    if document.team or document.team_text:
        draw_team(frame, document.team)
        _draw_after(frame, document.team_text)
    draw_text_part(frame, words.TERMS_PART, [(Bilingual(), document.terms)])


def _draw_after(frame: Frame, text: Bilingual) -> None:
    """Write the free text under the table of a part."""
    if text:
        frame.y += 12.0
        draw_text(frame, text, _left(frame), frame.right)


def _draw_audience(frame: Frame, document: ProposalDocument) -> None:
    if not document.audience and not document.keywords:
        return
    begin_part(frame, words.AUDIENCE, _LEAST_ROOM)
    if document.audience:
        draw_text(frame, document.audience, _left(frame), frame.right)
    if document.keywords:
        frame.y += 8.0 if document.audience else 0.0
        _draw_keywords(frame, document.keywords)


def _draw_keywords(frame: Frame, keywords: Sequence[Bilingual]) -> None:
    """Write the keywords as tags on pale ground, in rows."""
    voice, canvas = frame.voice, frame.canvas
    frame.need(40.0)
    draw_side(frame, words.KEYWORDS, "H3")
    x = _left(frame)
    with canvas.element("P"):
        for keyword in keywords:
            pieces: Pieces = (Piece(one_line(keyword.first(voice.language)), TABLE),)
            across = min(TABLE.width(pieces[0].text) + 14.0, frame.right - _left(frame))
            if x + across > frame.right:
                x = _left(frame)
                frame.y += _TAG + 5.0
                frame.need(_TAG)
            bottom = frame.up(frame.y + _TAG)
            canvas.shape(f"{fill(BAND)} {rounded(x, bottom, across, _TAG, 4.0)} f", below=True)
            frame.put_line(x + 7.0, frame.y + 12.6, pieces, across - 13.0)
            x += across + 6.0
    frame.y += _TAG + BODY.leading
