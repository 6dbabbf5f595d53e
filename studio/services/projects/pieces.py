"""What projects owe in pieces: how many, how many are out, which are late."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, FromClause, case, func, select
from sqlmodel import Session

from studio.domain import deliverables as rules
from studio.services.projects.settling import T

PIECE = T["deliverable"]


def planned_day() -> ColumnElement[date]:
    """Return the day a piece is measured by: when it goes out, else when it is due."""
    return func.coalesce(PIECE.c.publish_on, PIECE.c.due_final)


@dataclass(slots=True)
class Counted:
    """The pieces of one project, cancelled ones left out; `open` are states of open pieces."""

    pieces: int = 0
    out: int = 0
    late: int = 0
    open: list[str] = field(default_factory=list)


def counted_of(session: Session, ids: Sequence[int], today: date) -> dict[int, Counted]:
    """Return the pieces of each project; one entry may stand for several, by its quantity."""
    found: dict[int, Counted] = defaultdict(Counted)
    for row in session.execute(
        select(
            PIECE.c.project_id,
            PIECE.c.state,
            func.sum(PIECE.c.quantity).label("quantity"),
            func.sum(case((planned_day() < today, 1), else_=0)).label("passed"),
        )
        .where(PIECE.c.project_id.in_(ids), *_counts())
        .group_by(PIECE.c.project_id, PIECE.c.state)
    ):
        own = found[row.project_id]
        own.pieces += int(row.quantity)
        if row.state in rules.OUT:
            own.out += int(row.quantity)
        else:
            own.open.append(row.state)
            own.late += int(row.passed)
    return found


def shares() -> FromClause:
    """Return a selection of (project_id, out, pieces), for sorting."""
    out = case((PIECE.c.state.in_(sorted(rules.OUT)), PIECE.c.quantity), else_=0)
    return (
        select(
            PIECE.c.project_id,
            func.sum(out).label("out"),
            func.sum(PIECE.c.quantity).label("pieces"),
        )
        .where(*_counts())
        .group_by(PIECE.c.project_id)
        .subquery()
    )


def states_of(session: Session, project_id: int) -> tuple[str, ...]:
    """Return the state of every piece of a project."""
    wanted = select(PIECE.c.state).where(
        PIECE.c.project_id == project_id, PIECE.c.archived.is_(False)
    )
    return tuple(session.scalars(wanted).all())


def _counts() -> tuple[ColumnElement[bool], ...]:
    return (PIECE.c.archived.is_(False), PIECE.c.state != "cancelled")
