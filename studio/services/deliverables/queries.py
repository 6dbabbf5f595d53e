"""What is asked about deliverables: list, board, one, and the picture of one."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import case, func, select
from sqlmodel import Session

from studio.domain import deliverables as rules
from studio.errors import Missing, Unavailable
from studio.persistence.tables.attachments import Attachment
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.projects import Project
from studio.services.deliverables import reading
from studio.services.deliverables.reading import PIECE, joined
from studio.services.deliverables.rows import (
    Column,
    Counts,
    DeliverableFilter,
    Piece,
    PieceRow,
)
from studio.services.operation import query, scope, today
from studio.text import Message

PICTURE_LIMIT = 40_000_000
"""Bytes of a file that is still worth reading for the sake of a small picture."""

NEWEST_FIRST = "published"
"""The column that shows what is done, newest first."""


@query
def ids(session: Session, filter: DeliverableFilter) -> list[int]:
    """Return the ids of the pieces a list shows, in its order."""
    wanted = reading.narrowed(joined(select(PIECE.c.id)), filter, today(session))
    return list(session.scalars(reading.ordered(wanted, filter)).all())


@query
def rows(session: Session, ids: Sequence[int]) -> dict[int, PieceRow]:
    """Return one page of the list."""
    return reading.rows_of(session, ids, today(session))


@query
def one(session: Session, piece_id: int) -> Piece:
    """Return a piece whole."""
    kept = session.get(Deliverable, piece_id)
    if kept is None:
        raise Missing(Message("This piece is not there any more."))
    project = session.get_one(Project, kept.project_id)
    return Piece(
        row=reading.rows_of(session, [piece_id], today(session))[piece_id],
        spec=kept.spec,
        state_reason=kept.state_reason,
        state_since=kept.state_since,
        note=kept.note,
        line_id=kept.line_id,
        proposal_id=project.proposal_id,
        project_number=project.number,
        project_closed=project.state == "closed",
    )


@query
def picture(session: Session, attachment_id: int) -> bytes:
    """Return the bytes of a picture; none where they are gone, damaged or too many.

    A card without its picture still says what it is, so nothing is refused here.
    """
    kept = session.get(Attachment, attachment_id)
    if kept is None or kept.mime not in reading.PICTURES or kept.size > PICTURE_LIMIT:
        return b""
    try:
        return scope(session).files.get(session, kept.sha256)
    except (Missing, Unavailable):
        return b""


@query
def of_project(session: Session, project_id: int) -> list[PieceRow]:
    """Return the pieces of a project in the order they go out."""
    filter = DeliverableFilter(project_id=project_id)
    wanted = reading.selected().where(PIECE.c.project_id == project_id, PIECE.c.archived.is_(False))
    return reading.read(session, reading.ordered(wanted, filter), today(session))


@query
def board(session: Session, filter: DeliverableFilter, limit: int = 200) -> tuple[Column, ...]:
    """Return the columns of the board with their first cards; published ones newest first."""
    day = today(session)
    totals = _totals(session, filter, day)
    found = []
    for key, states in rules.COLUMNS.items():
        wanted = reading.narrowed(reading.selected(), filter, day).where(PIECE.c.state.in_(states))
        newest = key == NEWEST_FIRST
        order = DeliverableFilter(sort="publish", descending=newest)
        cards = reading.read(session, reading.ordered(wanted, order).limit(limit), day)
        total = sum(totals.get(state, 0) for state in states)
        found.append(Column(key, total, tuple(cards)))
    return tuple(found)


def _totals(session: Session, filter: DeliverableFilter, day: date) -> dict[str, int]:
    wanted = reading.narrowed(joined(select(PIECE.c.state, func.count())), filter, day)
    return {row[0]: row[1] for row in session.execute(wanted.group_by(PIECE.c.state))}


@query
def counts(session: Session) -> Counts:
    """Return how many pieces are open, late, due today, waiting for who asks, without a day."""
    day = today(session)
    person = scope(session).person_id or 0
    is_open = PIECE.c.state.in_(sorted(rules.OPEN))
    wanted = joined(
        select(
            PIECE.c.state,
            func.count(),
            func.sum(case((reading.is_late(day), 1), else_=0)),
            func.sum(case((reading.waits_for(person), 1), else_=0)),
            func.sum(case((is_open & PIECE.c.publish_on.is_(None), 1), else_=0)),
            func.sum(case((is_open & (reading.planned_day() == day), 1), else_=0)),
        )
    )
    found = session.execute(wanted.where(*reading.shown_only()).group_by(PIECE.c.state)).all()
    states = {row[0]: int(row[1]) for row in found}
    archived = session.scalar(select(func.count()).where(PIECE.c.archived.is_(True)))
    return Counts(
        open=sum(count for state, count in states.items() if state in rules.OPEN),
        late=sum(int(row[2]) for row in found),
        waiting=sum(int(row[3]) for row in found),
        unscheduled=sum(int(row[4]) for row in found),
        today=sum(int(row[5]) for row in found),
        archived=archived or 0,
        states=states,
    )


@query
def hidden_by(session: Session, filter: DeliverableFilter) -> dict[str, int]:
    """Return how many pieces each part of a filter alone would leave: what hides most."""
    alone = {
        "text": DeliverableFilter(text=filter.text) if filter.text else None,
        "states": DeliverableFilter(states=filter.states) if filter.states else None,
        "project": DeliverableFilter(project_id=filter.project_id) if filter.project_id else None,
        "late": DeliverableFilter(late=True) if filter.late else None,
        "waiting": (
            DeliverableFilter(waiting_for=filter.waiting_for) if filter.waiting_for else None
        ),
    }
    count = joined(select(func.count(PIECE.c.id)))
    day = today(session)
    return {
        part: session.scalar(reading.narrowed(count, one, day)) or 0
        for part, one in alone.items()
        if one is not None
    }
