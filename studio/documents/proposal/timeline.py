"""Part 8: what happens when, with a bar for each span of days."""

from collections.abc import Sequence
from datetime import date

from studio.documents import words
from studio.documents.frame import Frame, Voice, fill
from studio.documents.language import NOTHING, Bilingual
from studio.documents.proposal.document import Milestone
from studio.documents.proposal.heading import begin_part
from studio.documents.shapes import rounded
from studio.documents.style import GUTTER, LABEL, TABLE, TABLE_GREY, TABLE_STRONG
from studio.documents.tables import Cell, Column, Row, Table

_BAR = 6.0
_NARROWEST = 6.0


def draw_timeline(frame: Frame, milestones: Sequence[Milestone]) -> None:
    """Draw the steps in a table; bars stand in its last column."""
    voice = frame.voice
    dates = [day for step in milestones for day in (step.start, step.end) if day]
    bars = len(set(dates)) > 1
    shares = (0.36, 0.30) if bars else (0.52, 0.48)
    left, right = frame.left, frame.right
    second = left + frame.width * shares[0]
    third = second + frame.width * shares[1]
    columns = [
        Column(left, second - GUTTER, (voice.set(words.STEP, LABEL, LABEL),)),
        Column(second, (third if bars else right) - GUTTER, (voice.set(words.WHEN, LABEL, LABEL),)),
    ]
    if bars:
        columns.append(Column(third, right))
    table = Table(frame, columns)
    rows = [_row(step, voice, bars=bars) for step in milestones]
    begin_part(frame, words.TIMELINE, min(table.whole_height(rows), frame.capacity * 0.6))
    if not rows:
        return
    table.begin(0.0, rows[:1])
    for row, step in zip(rows, milestones, strict=True):
        table.row(row)
        if bars and (step.start or step.end):
            top = frame.y - table.height(row)
            if top > 0:  # a step that runs over pages has no one place
                _draw_bar(frame, step, (min(dates), max(dates)), third, top)
    table.end()


def _row(step: Milestone, voice: Voice, *, bars: bool) -> Row:
    label = [
        *voice.stack(step.label, TABLE_STRONG, TABLE_GREY),
        *voice.stack(step.note, TABLE_GREY, TABLE_GREY),
    ]
    when: Cell = (voice.set(_when(step, voice), TABLE, TABLE_GREY),)
    return Row((label, when, ()) if bars else (label, when), head=True)


def _when(step: Milestone, voice: Voice) -> Bilingual:
    """Return a day, or the first and last of several."""
    first, last = step.start or step.end, step.end or step.start
    if first is None or last is None:
        return NOTHING
    return voice.span(first, last)


def _draw_bar(
    frame: Frame, step: Milestone, whole: tuple[date, date], left: float, top: float
) -> None:
    """Draw a step as a bar between the first and the last day of all steps."""
    first, last = step.start or step.end, step.end or step.start
    if first is None or last is None:
        return
    days = (whole[1] - whole[0]).days + 1
    room = frame.right - left
    start = left + room * (min(first, last) - whole[0]).days / days
    across = max(_NARROWEST, room * (abs((last - first).days) + 1) / days)
    start = min(start, frame.right - across)
    bottom = frame.up(top + 14.0)
    path = rounded(start, bottom, across, _BAR, _BAR / 2)
    frame.canvas.shape(f"{fill(frame.theme.field)} {path} f")
