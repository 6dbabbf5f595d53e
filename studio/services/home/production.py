"""Trouble in production: late pieces, used-up budgets, projects that wait to be settled."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlmodel import Session

from studio.domain import deliverables as piece_rules
from studio.domain import invoices as invoice_rules
from studio.domain.money import Money
from studio.services.home.asking import CLIENT, PROJECT, ROLES, Found, T, ask, client_names
from studio.services.home.rows import Attention

PIECE, INVOICE, TALENT = T["deliverable"], T["invoice"], T["talent"]
PART = T["project_instalment"]

BUDGET_FROM = Decimal("0.9")
SETTLE_DAYS = 30


def is_late(today: date) -> tuple[ColumnElement[bool], ...]:
    """Return when a piece of a running project is late, as conditions on piece and project."""
    return (
        PIECE.c.state.in_(sorted(piece_rules.OPEN)),
        PIECE.c.archived.is_(False),
        PROJECT.c.archived.is_(False),
        PROJECT.c.state.in_(("planned", "active", "delivered", "reporting")),
        or_(
            PIECE.c.publish_on < today,
            and_(PIECE.c.publish_on.is_(None), PIECE.c.due_final < today),
        ),
    )


def late_pieces(session: Session, today: date, mine: int | None) -> Found:
    """Return pieces whose publishing day (or final day) has passed and that are not out."""
    day = func.coalesce(PIECE.c.publish_on, PIECE.c.due_final)
    owner = func.coalesce(PIECE.c.owner_id, PROJECT.c.lead_id)
    wanted = (
        select(
            PIECE.c.id,
            PIECE.c.version,
            PIECE.c.number,
            PIECE.c.title,
            PIECE.c.title_zh,
            PIECE.c.platform,
            PIECE.c.publish_on,
            PIECE.c.due_final,
            TALENT.c.name.label("who"),
            TALENT.c.name_zh.label("who_zh"),
            PROJECT.c.hue,
            owner.label("owner"),
            *client_names(),
        )
        .join(PROJECT, PIECE.c.project_id == PROJECT.c.id)
        .join(CLIENT, PROJECT.c.client_id == CLIENT.c.id)
        .outerjoin(TALENT, PIECE.c.talent_id == TALENT.c.id)
        .where(*is_late(today))
        .order_by(day, PIECE.c.id)
    )
    if mine is not None:
        wanted = wanted.where(owner == mine)
    rows, total = ask(session, wanted)
    found = []
    for row in rows:
        planned = row.publish_on or row.due_final
        found.append(
            Attention(
                kind="piece_late",
                role="bad",
                noun="deliverable",
                id=row.id,
                version=row.version,
                number=row.number,
                name=row.title,
                name_zh=row.title_zh,
                client=row.client,
                client_zh=row.client_zh,
                hue=row.hue,
                day=planned,
                days=(today - planned).days,
                who=row.who or "",
                who_zh=row.who_zh or "",
                platform=row.platform,
                owner_id=row.owner,
            )
        )
    return found, total


def _projects(mine: int | None) -> Select[Any]:
    wanted = (
        select(
            PROJECT.c.id,
            PROJECT.c.version,
            PROJECT.c.number,
            PROJECT.c.name,
            PROJECT.c.name_zh,
            PROJECT.c.hue,
            PROJECT.c.currency,
            PROJECT.c.budget,
            PROJECT.c.spent,
            PROJECT.c.delivered_on,
            PROJECT.c.next_step,
            PROJECT.c.next_step_zh,
            PROJECT.c.lead_id,
            *client_names(),
        )
        .join(CLIENT, PROJECT.c.client_id == CLIENT.c.id)
        .where(PROJECT.c.archived.is_(False))
    )
    return wanted if mine is None else wanted.where(PROJECT.c.lead_id == mine)


def budgets(session: Session, _today: date, mine: int | None) -> Found:
    """Return projects that used 90 % of their planned cost; whole numbers on both databases."""
    parts, whole = BUDGET_FROM.as_integer_ratio()
    wanted = _projects(mine).where(
        PROJECT.c.state.in_(("planned", "active", "on_hold", "reporting")),
        PROJECT.c.budget > 0,
        PROJECT.c.spent * whole >= PROJECT.c.budget * parts,
    )
    rows, total = ask(
        session, wanted.order_by(PROJECT.c.spent * 100 / PROJECT.c.budget, PROJECT.c.id)
    )
    return [_project("budget", row, None, _percent(row)) for row in rows], total


def _percent(row: Row[Any]) -> int:
    return int((row.spent * 200 + row.budget) // (row.budget * 2))


def to_settle(session: Session, today: date, mine: int | None) -> Found:
    """Return projects delivered over 30 days ago with an unpaid invoice or an unbilled part."""
    unpaid = (
        select(INVOICE.c.id)
        .where(
            INVOICE.c.project_id == PROJECT.c.id,
            INVOICE.c.type == "invoice",
            INVOICE.c.archived.is_(False),
            or_(
                INVOICE.c.state == "draft",
                and_(
                    INVOICE.c.state.in_(sorted(invoice_rules.OPEN)),
                    INVOICE.c.gross - INVOICE.c.paid - INVOICE.c.credited > 0,
                ),
            ),
        )
        .exists()
    )
    unbilled = (
        select(PART.c.id)
        .where(PART.c.project_id == PROJECT.c.id, PART.c.invoice_id.is_(None))
        .exists()
    )
    wanted = _projects(mine).where(
        PROJECT.c.state.in_(("delivered", "reporting")),
        PROJECT.c.delivered_on < today - timedelta(days=SETTLE_DAYS),
        or_(unpaid, unbilled),
    )
    rows, total = ask(session, wanted.order_by(PROJECT.c.delivered_on, PROJECT.c.id))
    return [
        _project("settle", row, row.delivered_on, (today - row.delivered_on).days) for row in rows
    ], total


def _project(kind: str, row: Row[Any], day: date | None, days: int) -> Attention:
    return Attention(
        kind=kind,
        role=ROLES[kind],
        noun="project",
        id=row.id,
        version=row.version,
        number=row.number,
        name=row.name,
        name_zh=row.name_zh,
        client=row.client,
        client_zh=row.client_zh,
        hue=row.hue,
        day=day,
        days=days,
        amount=Money(row.spent, row.currency),
        limit=Money(row.budget, row.currency),
        who=row.next_step,
        who_zh=row.next_step_zh,
        owner_id=row.lead_id,
    )
