"""Money to come: open invoices, drafts and planned parts, in sums per currency and by due date."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlmodel import Session, SQLModel

from studio.domain import invoices as invoice_rules
from studio.domain.dates import Terms, due_date, end_of_month
from studio.domain.money import Money
from studio.domain.pricing import EXCLUSIVE
from studio.domain.states import State
from studio.persistence import tables  # noqa: F401  makes every table known
from studio.services.home.rows import Income, MoneyToCome
from studio.text import Message

T = SQLModel.metadata.tables
INVOICE, PART, PROJECT, CLIENT = (
    T["invoice"],
    T["project_instalment"],
    T["project"],
    T["client"],
)

PLANNED = State("planned", Message("Planned"))


def horizon(today: date) -> date:
    """Return how far Home looks: to the end of the next month."""
    return end_of_month(end_of_month(today) + timedelta(days=1))


def money_of(session: Session, today: date, limit: int) -> MoneyToCome:
    """Return what will come in up to the horizon; late money counts, currencies never mix."""
    until = horizon(today)
    rows = [*_invoices(session, today, until), *_parts(session, until)]
    rows.sort(key=lambda row: (row.day or until, row.noun, row.id))
    sums: dict[str, int] = {}
    for row in rows:
        sums[row.amount.currency] = sums.get(row.amount.currency, 0) + row.amount.minor
    largest = sorted(sums.items(), key=lambda pair: (-Money(pair[1], pair[0]).decimal(), pair[0]))
    return MoneyToCome(
        until,
        tuple(Money(minor, currency) for currency, minor in largest),
        tuple(rows[:limit]),
        len(rows),
    )


def _invoices(session: Session, today: date, until: date) -> list[Income]:
    """Open invoices due up to the horizon, and drafts as if they were issued today."""
    owed = INVOICE.c.gross - INVOICE.c.paid - INVOICE.c.credited
    found = session.execute(
        select(
            INVOICE.c.id,
            INVOICE.c.state,
            INVOICE.c.title,
            INVOICE.c.title_zh,
            INVOICE.c.currency,
            INVOICE.c.due_on,
            INVOICE.c.issued_on,
            INVOICE.c.terms_kind,
            INVOICE.c.terms_days,
            owed.label("owed"),
            CLIENT.c.name,
            CLIENT.c.name_zh,
        )
        .join(CLIENT, INVOICE.c.client_id == CLIENT.c.id)
        .where(
            INVOICE.c.type == "invoice",
            INVOICE.c.archived.is_(False),
            owed > 0,
            or_(
                INVOICE.c.state == "draft",
                and_(
                    INVOICE.c.state.in_(sorted(invoice_rules.OPEN)),
                    func.coalesce(INVOICE.c.due_on, today) <= until,
                ),
            ),
        )
    ).all()
    rows = [_invoice(row, today) for row in found]
    return [row for row in rows if row.day is None or row.day <= until]


def _invoice(row: Any, today: date) -> Income:
    draft = row.state == "draft"
    terms = Terms(row.terms_kind, row.terms_days)
    day = row.due_on
    if draft:
        day = due_date(max(row.issued_on or today, today), terms)
    shown = invoice_rules.shown_state(row.state, row.due_on, row.owed, today)
    return Income(
        kind="draft" if draft else "invoice",
        noun="invoice",
        id=row.id,
        day=day,
        client=row.name,
        client_zh=row.name_zh,
        title=row.title,
        title_zh=row.title_zh,
        state=shown,
        amount=Money(row.owed, row.currency),
    )


def _parts(session: Session, until: date) -> list[Income]:
    """Parts of open projects that no invoice was made of yet, tax on top where it comes on top."""
    found = session.execute(
        select(
            PROJECT.c.id,
            PROJECT.c.name.label("project"),
            PROJECT.c.name_zh.label("project_zh"),
            PROJECT.c.currency,
            PROJECT.c.tax_mode,
            PROJECT.c.tax_rate,
            PART.c.title,
            PART.c.title_zh,
            PART.c.net,
            PART.c.planned_on,
            PART.c.terms_kind,
            PART.c.terms_days,
            CLIENT.c.name,
            CLIENT.c.name_zh,
        )
        .join(PROJECT, PART.c.project_id == PROJECT.c.id)
        .join(CLIENT, PROJECT.c.client_id == CLIENT.c.id)
        .where(
            PART.c.invoice_id.is_(None),
            PART.c.planned_on <= until,
            PART.c.net > 0,
            PROJECT.c.archived.is_(False),
            PROJECT.c.state.in_(("planned", "active", "on_hold", "delivered", "reporting")),
        )
    ).all()
    rows = [_part(row) for row in found]
    return [row for row in rows if row.day is not None and row.day <= until]


def _part(row: Any) -> Income:
    net = Money(row.net, row.currency)
    gross = net + net.times(row.tax_rate) if row.tax_mode == EXCLUSIVE else net
    return Income(
        kind="planned",
        noun="project",
        id=row.id,
        day=due_date(row.planned_on, Terms(row.terms_kind, row.terms_days)),
        client=row.name,
        client_zh=row.name_zh,
        title=row.title,
        title_zh=row.title_zh,
        state=PLANNED,
        amount=gross,
    )
