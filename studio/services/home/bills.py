"""Trouble with invoices: overdue ones, and drafts that should go out."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlmodel import Session

from studio.domain import invoices as invoice_rules
from studio.domain.money import Money
from studio.services.home.asking import CLIENT, PROJECT, ROLES, Found, T, ask, client_names
from studio.services.home.rows import Attention

INVOICE = T["invoice"]


def is_overdue(today: date) -> tuple[ColumnElement[bool], ...]:
    """Return when an invoice is overdue, as conditions; a disputed one waits for other words."""
    return (
        INVOICE.c.type == "invoice",
        INVOICE.c.archived.is_(False),
        INVOICE.c.state.in_(sorted(invoice_rules.OPEN - {"disputed"})),
        INVOICE.c.due_on < today,
        INVOICE.c.gross - INVOICE.c.paid - INVOICE.c.credited > 0,
    )


def _invoices(mine: int | None) -> Select[Any]:
    """Read invoices with client and project; whoever leads the project or client minds them."""
    owner = func.coalesce(PROJECT.c.lead_id, CLIENT.c.lead_id)
    wanted = (
        select(
            INVOICE.c.id,
            INVOICE.c.version,
            INVOICE.c.number,
            INVOICE.c.title,
            INVOICE.c.title_zh,
            INVOICE.c.currency,
            INVOICE.c.gross,
            INVOICE.c.due_on,
            INVOICE.c.issued_on,
            (INVOICE.c.gross - INVOICE.c.paid - INVOICE.c.credited).label("owed"),
            func.coalesce(PROJECT.c.hue, "").label("hue"),
            owner.label("owner"),
            *client_names(),
        )
        .join(CLIENT, INVOICE.c.client_id == CLIENT.c.id)
        .outerjoin(PROJECT, INVOICE.c.project_id == PROJECT.c.id)
        .where(INVOICE.c.type == "invoice", INVOICE.c.archived.is_(False))
    )
    return wanted if mine is None else wanted.where(owner == mine)


def overdue(session: Session, today: date, mine: int | None) -> Found:
    """Return open invoices past their day, at what is still owed."""
    wanted = _invoices(mine).where(*is_overdue(today))
    rows, total = ask(session, wanted.order_by(INVOICE.c.due_on, INVOICE.c.id))
    return [
        _invoice("invoice_overdue", row, row.due_on, (today - row.due_on).days) for row in rows
    ], total


def drafts(session: Session, today: date, mine: int | None) -> Found:
    """Return drafts that wait to be issued today."""
    wanted = _invoices(mine).where(
        INVOICE.c.state == "draft",
        or_(INVOICE.c.issued_on.is_(None), INVOICE.c.issued_on <= today),
    )
    rows, total = ask(session, wanted.order_by(INVOICE.c.issued_on, INVOICE.c.id))
    return [
        _invoice("draft_invoice", row, row.issued_on, (today - (row.issued_on or today)).days)
        for row in rows
    ], total


def _invoice(kind: str, row: Row[Any], day: date | None, days: int) -> Attention:
    return Attention(
        kind=kind,
        role=ROLES[kind],
        noun="invoice",
        id=row.id,
        version=row.version,
        number=row.number or "",
        name=row.title,
        name_zh=row.title_zh,
        client=row.client,
        client_zh=row.client_zh,
        hue=row.hue,
        day=day,
        days=days,
        amount=Money(row.owed, row.currency),
        limit=Money(row.gross, row.currency),
        owner_id=row.owner,
    )
