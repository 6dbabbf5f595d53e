"""Invoices of a project's payment schedule: deposit, progress and final, from its parts."""

from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from studio.errors import Invalid
from studio.persistence.tables.clients import Client
from studio.persistence.tables.invoices import Invoice, InvoiceLine
from studio.persistence.tables.projects import Project, ProjectInstalment
from studio.persistence.tables.proposals import ProposalLine
from studio.persistence.tables.studio import LegalEntity, TaxRate
from studio.services.invoices.drafts import new_draft, set_rate, standard_rate
from studio.services.invoices.sums import recompute
from studio.services.operation import command, load, name_step
from studio.text import Message


def from_instalment(
    session: Session, project: Project, part: ProjectInstalment, *, kind: str = ""
) -> Invoice:
    """Make the draft of one part of a project's payment schedule.

    The first part is a deposit, the last of several a final invoice that takes earlier ones off.
    """
    parts = list(
        session.exec(
            select(ProjectInstalment)
            .where(ProjectInstalment.project_id == project.key)
            .order_by(col(ProjectInstalment.position), col(ProjectInstalment.id))
        )
    )
    if part.invoice_id is not None:
        raise Invalid({"instalment": Message("This part is invoiced already.")})
    kind = kind or _kind_of(project, parts, part)
    client = load(session, Client, project.client_id)
    entity = load(session, LegalEntity, project.legal_entity_id)
    invoice = new_draft(
        session,
        client,
        entity,
        kind=kind,
        project=project,
        title=part.title,
        title_zh=part.title_zh,
        terms_kind=part.terms_kind,
        terms_days=part.terms_days,
        tax_mode="incl" if project.tax_mode == "incl" else "excl",
        instalment_id=part.key,
    )
    rate = _project_rate(session, project, client, entity)
    if kind == "final":
        _add_final_rows(session, invoice, project, parts, rate)
    else:
        _add_part_rows(session, invoice, project, part, rate)
    part.invoice_id = invoice.key
    recompute(session, invoice)
    return invoice


def _kind_of(project: Project, parts: list[ProjectInstalment], part: ProjectInstalment) -> str:
    if project.kind == "retainer_month":
        return "retainer"
    if len(parts) == 1:
        return "standard"
    if part is parts[0]:
        return "deposit"
    return "final" if part is parts[-1] else "progress"


def _project_rate(
    session: Session, project: Project, client: Client, entity: LegalEntity
) -> TaxRate:
    treatment = project.tax_mode if project.tax_mode not in ("excl", "incl") else "standard"
    found = standard_rate(session, entity.key, client)
    if found is not None and found.rate == project.tax_rate:
        return found
    return TaxRate(
        legal_entity_id=entity.key,
        name=project.tax_name,
        name_zh=project.tax_name_zh,
        rate=project.tax_rate,
        treatment=treatment,
    )


def contract_lines(session: Session, project: Project) -> list[ProposalLine]:
    """Return the accepted proposal's lines of a project, priced items only."""
    if project.version_id is None:
        return []
    lines = session.exec(
        select(ProposalLine)
        .where(ProposalLine.version_id == project.version_id, ProposalLine.row == "item")
        .order_by(col(ProposalLine.position), col(ProposalLine.id))
    )
    return [line for line in lines if set(line.options) & set(project.accepted)]


def _copied(line: ProposalLine, row: str, rate: TaxRate) -> dict[str, Any]:
    return {
        "row": row,
        "title": line.title,
        "title_zh": line.title_zh,
        "detail": line.detail,
        "detail_zh": line.detail_zh,
        "quantity": line.quantity,
        "unit": line.unit,
        "unit_price": line.unit_price,
        "discount": line.discount,
        "tax_rate": rate.rate,
        "tax_treatment": rate.treatment,
        "tax_name": rate.name,
        "tax_name_zh": rate.name_zh,
    }


def _add_part_rows(
    session: Session, invoice: Invoice, project: Project, part: ProjectInstalment, rate: TaxRate
) -> None:
    """One billed row; the contract's lines before it are information."""
    position = 0
    for position, line in enumerate(contract_lines(session, project), start=1):
        values = _copied(line, "contract", rate)
        session.add(InvoiceLine(invoice_id=invoice.key, position=position, **values))
    percent = f"{(part.share * 100).normalize():f}"
    row = InvoiceLine(
        invoice_id=invoice.key,
        position=position + 1,
        title=f"{project.name}, {part.title} {percent} %"[:200],
        title_zh=f"{project.name_zh or project.name} {part.title_zh or part.title} {percent}%"[
            :200
        ],
        unit_price=part.net,
    )
    set_rate(row, rate)
    session.add(row)


def _add_final_rows(
    session: Session,
    invoice: Invoice,
    project: Project,
    parts: list[ProjectInstalment],
    rate: TaxRate,
) -> None:
    """The whole contract, less what earlier invoices of its schedule have billed."""
    lines = contract_lines(session, project)
    position = 0
    for position, line in enumerate(lines, start=1):
        values = _copied(line, "item", rate)
        session.add(InvoiceLine(invoice_id=invoice.key, position=position, **values))
    if not lines:
        position = 1
        row = InvoiceLine(
            invoice_id=invoice.key, position=1, title=project.name, title_zh=project.name_zh
        )
        row.unit_price = project.net
        set_rate(row, rate)
        session.add(row)
    for earlier in parts:
        if earlier.invoice_id in (None, invoice.key):
            continue
        before = load(session, Invoice, earlier.invoice_id or 0)
        if before.number is None or before.state in ("void", "credited"):
            continue
        position += 1
        session.add(
            InvoiceLine(
                invoice_id=invoice.key,
                position=position,
                row="deduction",
                title=earlier.title,
                title_zh=earlier.title_zh,
                deducts_id=before.key,
                quantity=Decimal(1),
            )
        )


@command("Make invoice from the payment schedule", right="invoices.edit")
def create_from_instalment(session: Session, instalment_id: int, *, kind: str = "") -> int:
    """Make the draft of one part of a project's payment schedule and return its id."""
    part = load(session, ProjectInstalment, instalment_id)
    project = load(session, Project, part.project_id)
    invoice = from_instalment(session, project, part, kind=kind)
    name_step(session, Message("Make invoice draft {title}", title=part.title))
    return invoice.key
