"""Active projects: next step, pieces out, budget used and settlement, a few statements for all."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import case, func, select
from sqlmodel import Session, SQLModel

from studio.domain import deliverables as piece_rules
from studio.domain import projects as project_rules
from studio.persistence import tables  # noqa: F401  makes every table known
from studio.services.home.rows import ActiveProject, ActiveProjects
from studio.services.projects.settling import Settled, settled_of

T = SQLModel.metadata.tables
PIECE, PROJECT, CLIENT = T["deliverable"], T["project"], T["client"]

ACTIVE = ("planned", "active", "on_hold", "reporting")
FAR = date(9999, 12, 31)


def projects_of(session: Session, today: date, limit: int) -> ActiveProjects:
    """Return the active projects whose next date comes first."""
    next_on = func.coalesce(PROJECT.c.next_on, FAR)
    found = session.execute(
        select(
            PROJECT,
            CLIENT.c.name.label("client"),
            CLIENT.c.name_zh.label("client_zh"),
            func.count().over().label("total"),
        )
        .join(CLIENT, PROJECT.c.client_id == CLIENT.c.id)
        .where(PROJECT.c.archived.is_(False), PROJECT.c.state.in_(ACTIVE))
        .order_by(next_on, PROJECT.c.id)
        .limit(limit)
    ).all()
    ids = [row.id for row in found]
    pieces, settled = _pieces(session, ids, today), settled_of(session, ids, today)
    rows = [_row(row, pieces[row.id], settled[row.id]) for row in found]
    return ActiveProjects(tuple(rows), int(found[0].total) if found else 0)


def _pieces(session: Session, ids: Sequence[int], today: date) -> dict[int, list[Any]]:
    """Return (state, quantity, late) of each project's pieces, cancelled ones left out."""
    found: dict[int, list[Any]] = defaultdict(list)
    day = func.coalesce(PIECE.c.publish_on, PIECE.c.due_final)
    for row in session.execute(
        select(
            PIECE.c.project_id,
            PIECE.c.state,
            func.sum(PIECE.c.quantity).label("quantity"),
            func.sum(case((day < today, 1), else_=0)).label("passed"),
        )
        .where(
            PIECE.c.project_id.in_(ids),
            PIECE.c.archived.is_(False),
            PIECE.c.state != "cancelled",
        )
        .group_by(PIECE.c.project_id, PIECE.c.state)
    ):
        found[row.project_id].append(row)
    return found


def _row(row: Any, pieces: Sequence[Any], settled: Settled) -> ActiveProject:
    open_states = [piece.state for piece in pieces if piece.state in piece_rules.OPEN]
    late = sum(int(piece.passed) for piece in pieces if piece.state in piece_rules.OPEN)
    out = sum(int(piece.quantity) for piece in pieces if piece.state in piece_rules.OUT)
    return ActiveProject(
        id=row.id,
        number=row.number,
        name=row.name,
        name_zh=row.name_zh,
        hue=row.hue,
        client=row.client,
        client_zh=row.client_zh,
        state=project_rules.waits_for(row.state, open_states, late),
        next_step=row.next_step,
        next_step_zh=row.next_step_zh,
        next_on=row.next_on,
        pieces_out=out,
        pieces=sum(int(piece.quantity) for piece in pieces),
        used=Decimal(row.spent) / row.budget if row.budget else None,
        settlement=settled.shown,
        paid=settled.paid,
        lead_id=row.lead_id,
    )
