"""One project whole: its facts, money, payment schedule, invoices, and where it may go next."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from studio.domain import invoices as invoice_rules
from studio.domain import projects as rules
from studio.domain.dates import Terms
from studio.domain.money import Money
from studio.domain.states import State
from studio.errors import Missing
from studio.persistence.tables.briefs import Brief
from studio.persistence.tables.clients import Client, Contact
from studio.persistence.tables.invoices import Invoice
from studio.persistence.tables.projects import Project as ProjectTable
from studio.persistence.tables.projects import ProjectInstalment
from studio.persistence.tables.proposals import Proposal, ProposalVersion
from studio.persistence.tables.studio import LegalEntity, Person
from studio.services.operation import query, today
from studio.services.projects import pieces, settling
from studio.services.projects.rows import (
    BillRow,
    LinkRow,
    MoneyPanel,
    MoneySum,
    Move,
    PartRow,
    Project,
)
from studio.services.studio.rows import copied
from studio.text import Message

OUTSTANDING = frozenset({"draft", "issued", "sent", "partially_paid", "disputed"})
"""States of an invoice on which something is still to do before a project can be closed."""


@query
def one(session: Session, project_id: int) -> Project:
    """Return a project whole."""
    return project_of(session, project_id)


def project_of(session: Session, project_id: int) -> Project:
    """Return a project whole inside a running call."""
    row = session.get(ProjectTable, project_id)
    if row is None:
        raise Missing(Message("This project is not there any more."))
    day = today(session)
    counted = pieces.counted_of(session, [project_id], day)[project_id]
    settled = settling.settled_of(session, [project_id], day)[project_id]
    bills = bills_of(session, project_id)
    parts = parts_of(session, project_id)
    return copied(
        Project,
        row,
        **_names(session, row),
        shown=rules.waits_for(row.state, counted.open, counted.late),
        settlement=settled.code,
        settled=settled.shown,
        paid=settled.paid,
        pieces_out=counted.out,
        pieces=counted.pieces,
        late=counted.late,
        hold_days=hold_days(row, day),
        parts=tuple(_part(row.currency, part, bills, day) for part in parts),
        bills=tuple(_bill(bill, day) for bill in bills),
        money=_money(row, parts, bills),
        links=_links(session, row),
        moves=_moves(session, row, parts, bills),
    )


def hold_days(row: ProjectTable, day: date) -> int:
    """Return how many days a project is on hold; 0 where it is not."""
    return (day - row.held_on).days if row.state == "on_hold" and row.held_on else 0


def parts_of(session: Session, project_id: int) -> list[ProjectInstalment]:
    """Return the payment schedule in its order."""
    return list(
        session.exec(
            select(ProjectInstalment)
            .where(ProjectInstalment.project_id == project_id)
            .order_by(col(ProjectInstalment.position), col(ProjectInstalment.id))
        )
    )


def bills_of(session: Session, project_id: int) -> list[Invoice]:
    """Return the invoices of a project, drafts last."""
    return list(
        session.exec(
            select(Invoice)
            .where(Invoice.project_id == project_id, col(Invoice.archived).is_(False))
            .order_by((col(Invoice.state) == "draft"), col(Invoice.issued_on), col(Invoice.id))
        )
    )


def facts_of(session: Session, row: ProjectTable) -> rules.Facts:
    """Return what the guards of a project look at."""
    return _facts(session, row, parts_of(session, row.key), bills_of(session, row.key))


def _facts(
    session: Session,
    row: ProjectTable,
    parts: Sequence[ProjectInstalment],
    bills: Sequence[Invoice],
) -> rules.Facts:
    version = session.get(ProposalVersion, row.version_id) if row.version_id else None
    accepted = version is not None and version.state == "accepted"
    by_id = {bill.key: bill for bill in bills}
    first = next(iter(parts), None)
    deposit = by_id.get(first.invoice_id or 0) if first else None
    unsettled = [bill for bill in bills if bill.type == "invoice" and bill.state in OUTSTANDING]
    return rules.Facts(
        proof=bool(row.contract_no or row.po_no or accepted),
        deposit_open=bool(
            first and first.trigger == "acceptance" and first.net and not _came_in(deposit)
        ),
        pieces=pieces.states_of(session, row.key),
        unsettled=tuple(bill.number or bill.title for bill in unsettled),
    )


def _came_in(bill: Invoice | None) -> bool:
    if bill is None or bill.state in ("draft", "void", "credited"):
        return False
    return bill.paid >= bill.gross - bill.credited


def _moves(
    session: Session,
    row: ProjectTable,
    parts: Sequence[ProjectInstalment],
    bills: Sequence[Invoice],
) -> tuple[Move, ...]:
    facts = _facts(session, row, parts, bills)
    return tuple(
        Move(state, state in rules.REASON_NEEDED, rules.obstacles(row.state, state, facts))
        for state in rules.STATES.offered(row.state)
    )


def _names(session: Session, row: ProjectTable) -> dict[str, Any]:
    client = session.get(Client, row.client_id)
    company = session.get(LegalEntity, row.legal_entity_id)
    lead = session.get(Person, row.lead_id) if row.lead_id else None
    contact = session.get(Contact, row.contact_id) if row.contact_id else None
    account = session.get(Person, client.lead_id) if client and client.lead_id else None
    return {
        "client": client.name if client else "",
        "client_zh": client.name_zh if client else "",
        "client_lead": account.name if account else "",
        "company": company.code if company else "",
        "lead": lead.name if lead else "",
        "lead_zh": lead.name_zh if lead else "",
        "contact": contact.name if contact else "",
        "contact_zh": contact.name_zh if contact else "",
    }


def _links(session: Session, row: ProjectTable) -> tuple[LinkRow, ...]:
    found = []
    if row.brief_id and (brief := session.get(Brief, row.brief_id)):
        found.append(LinkRow("brief", brief.key, brief.number, brief.title, brief.title_zh))
    if row.proposal_id and (offer := session.get(Proposal, row.proposal_id)):
        number = offer.number or ""
        found.append(LinkRow("proposal", offer.key, number, offer.title, offer.title_zh))
    return tuple(found)


def _shown(bill: Invoice, day: date) -> State:
    if bill.type != "invoice":
        return invoice_rules.STATES.state(bill.state)
    left = invoice_rules.balance(bill.gross, bill.paid, bill.credited)
    return invoice_rules.shown_state(bill.state, bill.due_on, left, day)


def _bill(bill: Invoice, day: date) -> BillRow:
    return copied(
        BillRow,
        bill,
        number=bill.number or "",
        shown=_shown(bill, day),
        gross=Money(bill.gross, bill.currency),
        open=Money(_open(bill), bill.currency),
    )


def _open(bill: Invoice) -> int:
    if bill.type != "invoice" or bill.state not in OUTSTANDING - {"draft"}:
        return 0
    return invoice_rules.balance(bill.gross, bill.paid, bill.credited)


def _part(currency: str, part: ProjectInstalment, bills: Sequence[Invoice], day: date) -> PartRow:
    bill = next((bill for bill in bills if bill.id == part.invoice_id), None)
    return copied(
        PartRow,
        part,
        net=Money(part.net, currency),
        terms=Terms(part.terms_kind, part.terms_days),
        number=(bill.number or "") if bill else "",
        shown=_shown(bill, day) if bill else None,
        gross=Money(bill.gross, bill.currency) if bill else None,
        open=Money(_open(bill), bill.currency) if bill else None,
    )


def _money(
    row: ProjectTable, parts: Sequence[ProjectInstalment], bills: Sequence[Invoice]
) -> MoneyPanel:
    sums = {
        currency: _sum(currency, [bill for bill in bills if bill.currency == currency])
        for currency in {row.currency, *(bill.currency for bill in bills)}
    }
    own = sums.pop(row.currency)
    net = Decimal(row.net)
    return MoneyPanel(
        net=Money(row.net, row.currency),
        own=own,
        others=tuple(
            sums[currency] for currency in sorted(sums) if sums[currency] != _sum(currency, ())
        ),
        budget=Money(row.budget, row.currency),
        spent=Money(row.spent, row.currency),
        planned=(net - row.budget) / net if row.net and row.budget else None,
        margin=(net - row.spent) / net if row.net and row.spent else None,
        scheduled=Money(sum(part.net for part in parts), row.currency),
    )


def invoiced_net(session: Session, project: ProjectTable) -> int:
    """Return the net of what was issued in the project's currency, minor units."""
    bills = bills_of(session, project.key)
    return _sum(project.currency, [b for b in bills if b.currency == project.currency]).net.minor


def _sum(currency: str, bills: Sequence[Invoice]) -> MoneySum:
    """Add up what was issued; a credit note takes off, a credited invoice stays with its note."""
    net = gross = paid = left = 0
    for bill in bills:
        if bill.number is None or bill.state == "void" or bill.type == "proforma":
            continue
        sign = -1 if bill.type == "credit_note" else 1
        net += sign * abs(bill.net)
        gross += sign * abs(bill.gross)
        if bill.type == "invoice":
            paid += bill.paid
            left += _open(bill)
    return MoneySum(*(Money(minor, currency) for minor in (net, gross, paid, left)))
