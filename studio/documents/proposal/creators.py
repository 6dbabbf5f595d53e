"""Part 6: who is proposed, with which figures, read when, and why."""

from studio.documents import words
from studio.documents.fonts import one_line
from studio.documents.formats import share
from studio.documents.frame import Frame, Pieces
from studio.documents.images import fitted, load
from studio.documents.language import NOTHING, Bilingual
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
from studio.documents.wrapping import Line, wrap

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
    lines = [
        (label, [line for pieces in text for line in wrap(pieces, _room(frame, label))])
        for label, text in _facts(frame, creator)
    ]
    name = [
        line
        for pieces in voice.stack(creator.name, HEAD, HEAD_SECOND)
        for line in wrap(pieces, frame.right - left, most=3)
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


def _room(frame: Frame, label: Bilingual) -> float:
    return frame.width - SIDE - GUTTER - (_LABELS if label else 0.0)


def _draw_photo(frame: Frame, creator: Creator, top: float) -> None:
    picture = load(creator.photo, _PHOTO)
    size = fitted(picture, _PHOTO)
    bottom = frame.up(top + size[1])
    said = frame.voice.fill(words.PHOTO_OF, name=creator.name).first(frame.voice.language)
    place = box(frame.left, bottom, frame.left + size[0], bottom + size[1])
    with frame.canvas.element("Figure", alternative(one_line(said)) + place):
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


def _facts(frame: Frame, creator: Creator) -> list[tuple[Bilingual, list[Pieces]]]:
    """Return labelled paragraphs: where, how many, for whom, why."""
    voice = frame.voice
    where = [creator.platform, Bilingual(creator.handle, creator.handle), creator.tier]
    if creator.virtual:
        where.append(words.VIRTUAL)
    present = [words_ for words_ in where if words_]
    place = Bilingual(
        ", ".join(words_.en or words_.zh for words_ in present),
        "，".join(words_.zh or words_.en for words_ in present),
    )
    facts = [
        (NOTHING, [voice.set(text, BODY_GREY)])
        for text in (place, _figures(frame, creator))
        if text
    ]
    facts += [
        (label, voice.stack(text, BODY, TABLE_GREY))
        for label, text in ((words.FIT, creator.audience), (words.WHY, creator.reason))
        if text
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
