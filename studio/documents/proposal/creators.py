"""Part 6: who is proposed, with which figures, read when, and why."""

from studio.documents import words
from studio.documents.fonts import clean
from studio.documents.formats import share
from studio.documents.frame import Frame, Pieces
from studio.documents.images import fitted, load
from studio.documents.language import Bilingual
from studio.documents.proposal.document import Creator, ProposalDocument
from studio.documents.proposal.heading import begin_part
from studio.documents.structure import alternative, box
from studio.documents.style import (
    BODY,
    BODY_GREY,
    GUTTER,
    HEAD,
    HEAD_SECOND,
    SIDE,
    TABLE_GREY,
    TABLE_PALE,
)
from studio.documents.texts import draw_text
from studio.documents.wrapping import Line, Piece, wrap

_PHOTO = (84.0, 84.0)
_LABELS = 84.0


def draw_creators(frame: Frame, document: ProposalDocument) -> None:
    """Draw the part: its text, then one block for each creator."""
    begin_part(frame, words.CREATORS, 110.0)
    if document.creators_text:
        draw_text(frame, document.creators_text, frame.left + SIDE + GUTTER, frame.right)
        frame.y += 10.0
    for creator in document.creators:
        _draw_creator(frame, creator)


def _draw_creator(frame: Frame, creator: Creator) -> None:
    """Draw one creator, kept on one page."""
    voice, canvas = frame.voice, frame.canvas
    left = frame.left + SIDE + GUTTER
    facts = _facts(frame, creator)
    lines = [(label, wrap(pieces, frame.right - left - _LABELS)) for label, pieces in facts]
    name = [
        line
        for pieces in voice.stack(creator.name, HEAD, HEAD_SECOND)
        for line in wrap(pieces, frame.right - left)
    ]
    high = 30.0 + 15.0 * len(name) + sum(BODY.leading * len(text) + 2.0 for _, text in lines)
    high = max(high, _PHOTO[1] + 26.0 if creator.photo else 0.0)
    frame.need(min(high, frame.capacity))
    top = frame.y
    frame.rule(top)
    if creator.photo:
        _draw_photo(frame, creator, top + 12.0)
    with canvas.element("H3"):
        frame.y = frame.put_lines(left, top + 20.0, name)
    frame.y += 6.0
    for label, text in lines:
        _draw_fact(frame, label, text, left)
    frame.y = max(frame.y + 14.0, top + (_PHOTO[1] + 26.0 if creator.photo else 0.0))


def _draw_photo(frame: Frame, creator: Creator, top: float) -> None:
    picture = load(creator.photo, _PHOTO)
    size = fitted(picture, _PHOTO)
    bottom = frame.up(top + size[1])
    said = frame.voice.fill(words.PHOTO_OF, name=creator.name).first(frame.voice.language)
    place = box(frame.left, bottom, frame.left + size[0], bottom + size[1])
    with frame.canvas.element("Figure", alternative(clean(said)) + place):
        frame.canvas.picture(picture, frame.left, bottom, size)


def _draw_fact(frame: Frame, label: Bilingual, text: list[Line], left: float) -> None:
    """Write a line of facts; a label stands before those that need one."""
    with frame.canvas.element("P"):
        baseline = frame.y + 10.5
        frame.put(left, baseline, frame.voice.set(label, TABLE_PALE))
        start = left + (_LABELS if label else 0.0)
        for line in text:
            frame.need(BODY.leading)
            frame.put(start, frame.y + 10.5, line)
            frame.y += BODY.leading
    frame.y += 2.0


def _facts(frame: Frame, creator: Creator) -> list[tuple[Bilingual, Pieces]]:
    """Return labelled lines: where, how many, for whom, why."""
    voice = frame.voice
    nothing = Bilingual()
    facts: list[tuple[Bilingual, Pieces]] = []
    where = [creator.platform, Bilingual(creator.handle, creator.handle), creator.tier]
    if creator.virtual:
        where.append(words.VIRTUAL)
    present = [words_ for words_ in where if words_]
    if present:
        line = Bilingual(
            ", ".join(words_.en or words_.zh for words_ in present),
            "，".join(words_.zh or words_.en for words_ in present),
        )
        facts.append((nothing, voice.set(line, BODY_GREY)))
    figures = _figures(frame, creator)
    if figures:
        facts.append((nothing, voice.set(figures, BODY_GREY)))
    facts += [
        (label, (Piece(pieces[0].text, pieces[0].style, pieces[0].language),))
        for label, text in ((words.FIT, creator.audience), (words.WHY, creator.reason))
        for pieces in voice.stack(text, BODY, TABLE_GREY)
    ]
    return facts


def _figures(frame: Frame, creator: Creator) -> Bilingual:
    voice = frame.voice
    figures = []
    if creator.followers is not None:
        count = f"{creator.followers:,}"
        if creator.read_on:
            date = voice.day(creator.read_on)
            figures.append(voice.fill(words.FOLLOWERS, count=count, date=date))
        else:
            figures.append(voice.fill(words.FOLLOWERS_UNDATED, count=count))
    if creator.engagement is not None:
        figures.append(voice.fill(words.ENGAGEMENT, rate=share(creator.engagement)))
    return Bilingual(", ".join(text.en for text in figures), "，".join(text.zh for text in figures))
