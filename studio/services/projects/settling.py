"""How far projects are invoiced and paid: parts of their schedules with the invoices made of them.

A credited or void invoice does not count, a draft has not been invoiced yet.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, func, or_, select
from sqlmodel import Session, SQLModel

from studio.domain import projects as rules
from studio.domain.projects import Part
from studio.domain.states import State
from studio.persistence import tables  # noqa: F401  makes every table known

T = SQLModel.metadata.tables
PROJECT, PART, INVOICE = T["project"], T["project_instalment"], T["invoice"]

DUE = INVOICE.c.gross - INVOICE.c.credited
COUNTED = and_(
    PART.c.invoice_id == INVOICE.c.id,
    INVOICE.c.number.is_not(None),
    INVOICE.c.state.not_in(("void", "credited")),
)


@dataclass(frozen=True, slots=True)
class Settled:
    """How far one project is settled: code, chip, and which share of its schedule is paid."""

    code: str
    shown: State
    paid: Decimal


def settled_of(session: Session, ids: Sequence[int], today: date) -> dict[int, Settled]:
    """Return how far each project is settled."""
    parts, kinds = _parts(session, ids), _kinds(session, ids)
    ready = _ready(session, ids, today)
    found = {}
    for key, kind in kinds.items():
        own = parts[key]
        code = rules.settlement(kind, own, today)
        invoiced = [part for part in own if part.invoiced]
        settled = bool(invoiced) and all(part.paid >= part.gross for part in invoiced)
        shown = rules.settlement_shown(code, settled=settled, ready=ready.get(key, 0))
        found[key] = Settled(code, shown, _paid(own))
    return found


def _kinds(session: Session, ids: Sequence[int]) -> dict[int, str]:
    rows = session.execute(select(PROJECT.c.id, PROJECT.c.kind).where(PROJECT.c.id.in_(ids)))
    return {row.id: row.kind for row in rows}


def _parts(session: Session, ids: Sequence[int]) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = defaultdict(list)
    for row in session.execute(
        select(
            PART.c.project_id,
            PART.c.net,
            PART.c.planned_on,
            INVOICE.c.number,
            INVOICE.c.state,
            DUE.label("due"),
            INVOICE.c.paid,
        )
        .outerjoin(INVOICE, COUNTED)
        .where(PART.c.project_id.in_(ids))
        .order_by(PART.c.position, PART.c.id)
    ):
        due = 0 if row.state == "written_off" else row.due or 0
        part = Part(row.net, row.planned_on, row.number is not None, due, row.paid or 0)
        found[row.project_id].append(part)
    return found


def _ready(session: Session, ids: Sequence[int], today: date) -> dict[int, int]:
    """Return how much each project has to invoice now: drafts, and parts whose day has come."""
    drafts = (
        select(INVOICE.c.project_id, func.count().label("count"))
        .where(
            INVOICE.c.project_id.in_(ids),
            INVOICE.c.type == "invoice",
            INVOICE.c.state == "draft",
            INVOICE.c.archived.is_(False),
        )
        .group_by(INVOICE.c.project_id)
    )
    due = (
        select(PART.c.project_id, func.count().label("count"))
        .where(PART.c.project_id.in_(ids), PART.c.invoice_id.is_(None), PART.c.planned_on <= today)
        .group_by(PART.c.project_id)
    )
    found: dict[int, int] = defaultdict(int)
    for row in (*session.execute(drafts).all(), *session.execute(due).all()):
        found[row[0]] += int(row[1])
    return found


def _paid(parts: Sequence[Part]) -> Decimal:
    """Return the share of the schedule that is paid, a part-paid invoice in part."""
    whole = sum(part.net for part in parts)
    came = sum(
        (
            Decimal(part.net) * min(part.paid, part.gross) / part.gross
            for part in parts
            if part.gross > 0
        ),
        start=Decimal(0),
    )
    return came / whole if whole else Decimal(0)


def codes(today: date) -> FromClause:
    """Return a selection of (project_id, code): the settlement of every project, in SQL."""
    counted = _counted(today).subquery()
    code = case(
        (func.coalesce(counted.c.invoiced, 0) == 0, "not_invoiced"),
        (_settled(counted), "paid"),
        (counted.c.begun > 0, "part_paid"),
        (counted.c.invoiced == counted.c.owed, "invoiced"),
        else_="part_invoiced",
    )
    return (
        select(PROJECT.c.id.label("project_id"), code.label("code"))
        .outerjoin(counted, counted.c.project_id == PROJECT.c.id)
        .subquery()
    )


def _settled(counted: FromClause) -> ColumnElement[bool]:
    return and_(counted.c.invoiced == counted.c.settled, counted.c.invoiced == counted.c.owed)


def _counted(today: date) -> Select[tuple[int, int, int, int, int]]:
    """Count the parts of each project: owed, invoiced, settled, begun to be paid."""
    invoiced = INVOICE.c.id.is_not(None)
    owed = or_(
        invoiced,
        PROJECT.c.kind != "retainer_month",
        PART.c.planned_on.is_(None),
        PART.c.planned_on <= today,
    )
    paid = and_(invoiced, or_(INVOICE.c.paid >= DUE, INVOICE.c.state == "written_off"))

    def count(which: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((which, 1), else_=0))

    return (
        select(
            PART.c.project_id,
            count(owed).label("owed"),
            count(invoiced).label("invoiced"),
            count(paid).label("settled"),
            count(and_(invoiced, INVOICE.c.paid > 0)).label("begun"),
        )
        .join(PROJECT, PART.c.project_id == PROJECT.c.id)
        .outerjoin(INVOICE, COUNTED)
        .group_by(PART.c.project_id)
    )
