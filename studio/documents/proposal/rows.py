"""The tables of a proposal: deliverables, targets, team."""

from collections.abc import Sequence

from studio.documents import cells, words
from studio.documents.fonts import one_line
from studio.documents.formats import quantity
from studio.documents.frame import Frame, Voice
from studio.documents.language import Bilingual
from studio.documents.parties import Person
from studio.documents.proposal.document import Deliverable, Target
from studio.documents.proposal.heading import begin_part
from studio.documents.style import GUTTER, LABEL, TABLE, TABLE_GREY, TABLE_STRONG
from studio.documents.tables import Cell, Column, Row, Table
from studio.documents.wrapping import Piece


def _columns(
    frame: Frame, layout: Sequence[tuple[Bilingual, float]], numbers: int = 0
) -> list[Column]:
    """Return columns by their share of the page's width; the last `numbers` keep to the right."""
    columns = []
    left = frame.left
    for place, (label, part) in enumerate(layout):
        right = left + frame.width * part - GUTTER
        if place == len(layout) - 1:
            right = frame.right
        head = frame.voice.fit(label, LABEL, LABEL, right - left)
        columns.append(Column(left, right, head, to_right=place >= len(layout) - numbers))
        left = right + GUTTER
    return columns


def _draw(frame: Frame, title: Bilingual, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """Begin a part where its table fits whole, if it is not longer than half a page."""
    table = Table(frame, columns)
    begin_part(frame, title, min(table.whole_height(rows), frame.capacity * 0.6))
    if rows:
        table.write(rows)


def _both(voice: Voice, words_: Bilingual) -> Cell:
    return voice.stack(words_, TABLE, TABLE_GREY)


def draw_deliverables(frame: Frame, deliverables: Sequence[Deliverable]) -> None:
    """Draw part 7; columns that no row fills are left out."""
    voice = frame.voice
    with_creator = any(item.creator for item in deliverables)
    with_rounds = any(item.rounds is not None for item in deliverables)
    layout = [(words.ITEM, 0.36 if with_creator else 0.46)]
    layout += [(words.PLATFORM, 0.15), (words.FORMAT, 0.16)]
    if with_creator:
        layout.append((words.CREATOR, 0.14))
    layout.append((words.QUANTITY, 0.09))
    if with_rounds:
        layout.append((words.ROUNDS, 0.1))
    rows = []
    for item in deliverables:
        title = [
            *voice.stack(item.title, TABLE_STRONG, TABLE_GREY),
            *voice.stack(item.specification, TABLE_GREY, TABLE_GREY),
        ]
        row = [title, _both(voice, item.platform), _both(voice, item.format)]
        if with_creator:
            row.append(_both(voice, item.creator))
        row.append(cells.value(quantity(item.quantity)))
        if with_rounds:
            row.append(cells.value("" if item.rounds is None else str(item.rounds)))
        rows.append(Row(row, head=True))
    _draw(frame, words.DELIVERABLES, _columns(frame, layout, 2 if with_rounds else 1), rows)


def draw_targets(frame: Frame, targets: Sequence[Target]) -> None:
    """Draw part 12; a forecast says that it is an estimate."""
    voice = frame.voice
    layout = [(words.INDICATOR, 0.34), (words.TARGET, 0.26), (words.MEASURED, 0.4)]
    rows = []
    for item in targets:
        target = [*_both(voice, item.target)]
        if item.estimate:
            target.append(voice.set(words.ESTIMATE, LABEL, LABEL))
        name = voice.stack(item.name, TABLE_STRONG, TABLE_GREY)
        rows.append(Row((name, target, _both(voice, item.measured)), head=True))
    _draw(frame, words.TARGETS, _columns(frame, layout), rows)


def draw_team(frame: Frame, team: Sequence[Person]) -> None:
    """Draw part 13."""
    voice = frame.voice
    layout = [(words.SIGN_NAME, 0.3), (words.ROLE, 0.28), (words.NOTE, 0.42)]
    rows = []
    for person in team:
        note = [*_both(voice, person.note)]
        if person.email:
            note.append((Piece(one_line(person.email), TABLE_GREY),))
        name = voice.stack(person.name, TABLE_STRONG, TABLE_GREY)
        rows.append(Row((name, _both(voice, person.role), note), head=True))
    _draw(frame, words.TEAM, _columns(frame, layout), rows)
