"""What is asked about deliverables: list, board, week, one."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlmodel import Session

from studio.domain import deliverables as rules
from studio.errors import Missing
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.projects import Project
from studio.services.deliverables import reading
from studio.services.deliverables.reading import CLIENT, PERSON, PIECE, PROJECT, TALENT
from studio.services.deliverables.rows import (
    Column,
    Counts,
    DeliverableFilter,
    Piece,
    PieceRow,
    Week,
    WeekSum,
)
from studio.services.operation import query, scope, today
from studio.text import Message

NEWEST_FIRST = "published"
"""The column that shows what is done, newest first."""


@query
def ids(session: Session, filter: DeliverableFilter) -> list[int]:
    """Return the ids of the pieces a list shows, in its order."""
    wanted = reading.narrowed(_from(select(PIECE.c.id)), filter, today(session))
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
    wanted = reading.narrowed(_from(select(PIECE.c.state, func.count())), filter, day)
    return {row[0]: row[1] for row in session.execute(wanted.group_by(PIECE.c.state))}


@query
def counts(session: Session) -> Counts:
    """Return how many pieces are open, late, waiting for the one who asks, without a day."""
    day = today(session)
    person = scope(session).person_id or 0
    is_open = PIECE.c.state.in_(sorted(rules.OPEN))
    wanted = _from(
        select(
            PIECE.c.state,
            func.count(),
            func.sum(case((reading.is_late(day), 1), else_=0)),
            func.sum(case((reading.waits_for(person), 1), else_=0)),
            func.sum(case((is_open & PIECE.c.publish_on.is_(None), 1), else_=0)),
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
    count = _from(select(func.count(PIECE.c.id)))
    day = today(session)
    return {
        part: session.scalar(reading.narrowed(count, one, day)) or 0
        for part, one in alone.items()
        if one is not None
    }


@query
def week(
    session: Session, day: date | None = None, project_id: int | None = None, tray: int = 60
) -> Week:
    """Return the week a day is in; this one where none is given. `tray` limits the unscheduled."""
    now = today(session)
    start = rules.week_start(day or now)
    end = start + timedelta(days=6)
    planned = _between(session, start, end, project_id, now)
    late: list[PieceRow] = []
    if start <= now <= end:
        late = _late(session, project_id, now)
        planned = [row for row in planned if not row.late]
    days = tuple(
        tuple(_in_order([row for row in planned if row.publish_on == one] + _here(late, one, now)))
        for one in (start + timedelta(days=shift) for shift in range(7))
    )
    unscheduled, total = _unscheduled(session, project_id, now, tray)
    weeks = _weeks(session, start, project_id, now)
    return Week(
        start=start,
        days=days,
        unscheduled=tuple(unscheduled),
        unscheduled_total=total,
        weeks=weeks,
        planned=weeks[2].planned,
        out=weeks[2].out,
        late=len(late),
    )


def _here(late: Sequence[PieceRow], day: date, today: date) -> list[PieceRow]:
    return list(late) if day == today else []


def _in_order(found: list[PieceRow]) -> list[PieceRow]:
    """Late ones first, then by time of day; those without a time last."""
    return sorted(found, key=lambda row: (-row.late, row.publish_time or "99", row.id))


def _of(wanted: Select[Any], project_id: int | None) -> Select[Any]:
    kept = wanted.where(
        *reading.shown_only(), PIECE.c.state != "cancelled", PROJECT.c.state != "cancelled"
    )
    return kept.where(PIECE.c.project_id == project_id) if project_id else kept


def _between(
    session: Session, first: date, last: date, project_id: int | None, now: date
) -> list[PieceRow]:
    wanted = _of(reading.selected(), project_id).where(PIECE.c.publish_on.between(first, last))
    return reading.read(session, wanted.order_by(PIECE.c.id), now)


def _late(session: Session, project_id: int | None, now: date) -> list[PieceRow]:
    wanted = _of(reading.selected(), project_id).where(
        reading.is_late(now), PIECE.c.publish_on < now
    )
    return reading.read(session, wanted.order_by(PIECE.c.publish_on, PIECE.c.id), now)


def _unscheduled(
    session: Session, project_id: int | None, now: date, limit: int
) -> tuple[list[PieceRow], int]:
    is_open = (PIECE.c.state.in_(sorted(rules.OPEN)), PIECE.c.publish_on.is_(None))
    wanted = _of(reading.selected(), project_id).where(*is_open)
    count = _of(_from(select(func.count(PIECE.c.id))), project_id).where(*is_open)
    due = func.coalesce(PIECE.c.due_final, reading.FAR)
    found = reading.read(session, wanted.order_by(due, PIECE.c.id).limit(limit), now)
    return found, session.scalar(count) or 0


def _weeks(session: Session, start: date, project_id: int | None, now: date) -> tuple[WeekSum, ...]:
    first, last = start - timedelta(weeks=2), start + timedelta(weeks=4, days=-1)
    wanted = _from(
        select(PIECE.c.publish_on, PIECE.c.state, reading.is_late(now).label("late"))
    ).where(PIECE.c.publish_on.between(first, last))
    found = session.execute(_of(wanted, project_id)).all()
    sums = []
    for shift in range(6):
        monday = first + timedelta(weeks=shift)
        own = [row for row in found if rules.week_start(row.publish_on) == monday]
        out = sum(row.state in rules.OUT for row in own)
        sums.append(WeekSum(monday, len(own), out, sum(bool(row.late) for row in own)))
    return tuple(sums)


def _from(wanted: Select[Any]) -> Select[Any]:
    """Join what filters and conditions name."""
    return (
        wanted.select_from(PIECE)
        .join(PROJECT, PROJECT.c.id == PIECE.c.project_id)
        .join(CLIENT, CLIENT.c.id == PROJECT.c.client_id)
        .outerjoin(TALENT, TALENT.c.id == PIECE.c.talent_id)
        .outerjoin(PERSON, PERSON.c.id == PIECE.c.owner_id)
    )
