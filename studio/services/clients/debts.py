"""What clients owe: open and overdue amounts, each currency for itself."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlmodel import Session, col

from studio.domain.dates import days_late
from studio.domain.money import Money
from studio.persistence.tables.invoices import Invoice
from studio.services.clients.rows import OpenMoney
from studio.services.operation import today

NOT_OWED = ("draft", "void", "written_off", "credited", "paid")
"""States of an invoice on which nothing is owed (SM-14)."""

BALANCE = col(Invoice.gross) - col(Invoice.paid) - col(Invoice.credited)


def owed() -> tuple[ColumnElement[bool], ...]:
    """Say which invoices have something open; pro formas and credit notes are no debts."""
    return (
        col(Invoice.type) == "invoice",
        col(Invoice.number).is_not(None),
        col(Invoice.state).not_in(NOT_OWED),
        BALANCE > 0,
    )


def open_money(session: Session, ids: Sequence[int]) -> dict[int, tuple[OpenMoney, ...]]:
    """Return what each client owes, one entry for each currency, the largest debt first."""
    debts = _summed(session, col(Invoice.client_id)).where(col(Invoice.client_id).in_(ids))
    found: dict[int, list[OpenMoney]] = {}
    for client_id, *sums in session.execute(debts.order_by(func.sum(BALANCE).desc())).all():
        found.setdefault(client_id, []).append(_entry(session, *sums))
    return {client_id: tuple(entries) for client_id, entries in found.items()}


def owed_by(session: Session, clients: Select[Any]) -> tuple[OpenMoney, ...]:
    """Return what a selection of clients owes together, one entry for each currency."""
    debts = _summed(session).where(col(Invoice.client_id).in_(clients))
    ordered = debts.order_by(col(Invoice.currency))
    return tuple(_entry(session, *sums) for sums in session.execute(ordered).all())


def _summed(session: Session, *by: Any) -> Select[Any]:
    """Select currency, balance, late part, number of invoices and the oldest due day."""
    late = case((col(Invoice.due_on) < today(session), BALANCE), else_=0)
    sums = (
        func.sum(BALANCE),
        func.sum(late),
        func.count(col(Invoice.id)),
        func.min(col(Invoice.due_on)),
    )
    return (
        select(*by, col(Invoice.currency), *sums)
        .where(*owed())
        .group_by(*by, col(Invoice.currency))
    )


def _entry(
    session: Session, currency: str, amount: Any, late: Any, invoices: int, oldest: Any
) -> OpenMoney:
    return OpenMoney(
        amount=Money(int(amount), currency),
        overdue=Money(int(late), currency),
        invoices=invoices,
        days_late=days_late(oldest, today(session)),
    )
