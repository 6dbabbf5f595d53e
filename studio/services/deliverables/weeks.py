"""The week of deliverables: what goes out on which day, what has no day, the weeks around it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session

from studio.domain import deliverables as rules
from studio.services.deliverables import reading
from studio.services.deliverables.reading import PIECE, PROJECT, joined
from studio.services.deliverables.rows import DeliverableFilter, PieceRow, Week, WeekSum
from studio.services.operation import query, today


@query
def week(
    session: Session,
    day: date | None = None,
    filter: DeliverableFilter | None = None,
    tray: int = 60,
) -> Week:
    """Return the week a day is in; this one where none is given. `tray` limits the unscheduled."""
    kept = filter or DeliverableFilter()
    now = today(session)
    start = rules.week_start(day or now)
    end = start + timedelta(days=6)
    planned = _between(session, start, end, kept, now)
    late: list[PieceRow] = []
    current = start <= now <= end
    if current:
        late = _late(session, kept, now)
        planned = [row for row in planned if not row.late]
    days = tuple(
        tuple(_in_order([row for row in planned if row.publish_on == one] + _here(late, one, now)))
        for one in (start + timedelta(days=shift) for shift in range(7))
    )
    unscheduled, total = _unscheduled(session, kept, now, tray)
    weeks = _weeks(session, start, kept, now)
    return Week(
        start=start,
        days=days,
        unscheduled=tuple(unscheduled),
        unscheduled_total=total,
        weeks=weeks,
        planned=weeks[2].planned,
        out=weeks[2].out,
        late=len(late) if current else weeks[2].late,
        today=now,
    )


def _here(late: Sequence[PieceRow], day: date, today: date) -> list[PieceRow]:
    return list(late) if day == today else []


def _in_order(found: list[PieceRow]) -> list[PieceRow]:
    """Late ones first, then by time of day; those without a time last."""
    return sorted(found, key=lambda row: (-row.late, row.publish_time or "99", row.id))


def _of(wanted: Select[Any], filter: DeliverableFilter, now: date) -> Select[Any]:
    kept = reading.narrowed(wanted, filter, now)
    return kept.where(PIECE.c.state != "cancelled", PROJECT.c.state != "cancelled")


def _between(
    session: Session, first: date, last: date, filter: DeliverableFilter, now: date
) -> list[PieceRow]:
    wanted = _of(reading.selected(), filter, now).where(PIECE.c.publish_on.between(first, last))
    return reading.read(session, wanted.order_by(PIECE.c.id), now)


def _late(session: Session, filter: DeliverableFilter, now: date) -> list[PieceRow]:
    wanted = _of(reading.selected(), filter, now).where(
        reading.is_late(now), PIECE.c.publish_on < now
    )
    return reading.read(session, wanted.order_by(PIECE.c.publish_on, PIECE.c.id), now)


def _unscheduled(
    session: Session, filter: DeliverableFilter, now: date, limit: int
) -> tuple[list[PieceRow], int]:
    is_open = (PIECE.c.state.in_(sorted(rules.OPEN)), PIECE.c.publish_on.is_(None))
    wanted = _of(reading.selected(), filter, now).where(*is_open)
    count = _of(joined(select(func.count(PIECE.c.id))), filter, now).where(*is_open)
    due = func.coalesce(PIECE.c.due_final, reading.FAR)
    found = reading.read(session, wanted.order_by(due, PIECE.c.id).limit(limit), now)
    return found, session.scalar(count) or 0


def _weeks(
    session: Session, start: date, filter: DeliverableFilter, now: date
) -> tuple[WeekSum, ...]:
    first, last = start - timedelta(weeks=2), start + timedelta(weeks=4, days=-1)
    wanted = joined(
        select(PIECE.c.publish_on, PIECE.c.state, reading.is_late(now).label("late"))
    ).where(PIECE.c.publish_on.between(first, last))
    found = session.execute(_of(wanted, filter, now)).all()
    sums = []
    for shift in range(6):
        monday = first + timedelta(weeks=shift)
        own = [row for row in found if rules.week_start(row.publish_on) == monday]
        out = sum(row.state in rules.OUT for row in own)
        sums.append(WeekSum(monday, len(own), out, sum(bool(row.late) for row in own)))
    return tuple(sums)
