"""Commands on drafts: make, change, copy, throw away. A draft has no number."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from studio.domain import gates, typed
from studio.domain.dates import Terms, due_date
from studio.domain.invoices import KINDS
from studio.errors import Invalid, Locked
from studio.persistence.tables.clients import Client, Contact
from studio.persistence.tables.invoices import Invoice, InvoiceLine
from studio.persistence.tables.projects import Project, ProjectInstalment
from studio.persistence.tables.studio import BankAccount, LegalEntity, TaxRate
from studio.services.invoices.fields import FIELDS, STAMPS
from studio.services.invoices.sums import lines_of, recompute
from studio.services.operation import command, load, scope, today
from studio.text import Message


def draft(session: Session, invoice_id: int, version: int | None = None) -> Invoice:
    """Return a draft to change; raise Locked for what was issued."""
    invoice = load(session, Invoice, invoice_id, version)
    if invoice.state != "draft":
        raise Locked(Message("Issued and locked. Correct it with a credit note."))
    return invoice


def standard_account(session: Session, entity_id: int, currency: str) -> int | None:
    """Return the bank account proposed for a currency: the standard one first."""
    found = session.exec(
        select(BankAccount)
        .where(
            BankAccount.legal_entity_id == entity_id,
            BankAccount.currency == currency,
            col(BankAccount.archived).is_(False),
        )
        .order_by(col(BankAccount.standard).desc(), col(BankAccount.id))
    ).first()
    return None if found is None else found.id


def standard_rate(session: Session, entity_id: int, client: Client) -> TaxRate | None:
    """Return the tax rate proposed for a client: the client's treatment, else the standard one."""
    rates = session.exec(
        select(TaxRate)
        .where(TaxRate.legal_entity_id == entity_id, col(TaxRate.archived).is_(False))
        .order_by(col(TaxRate.standard).desc(), col(TaxRate.id))
    ).all()
    fitting = [rate for rate in rates if rate.treatment == client.tax_treatment]
    same = [rate for rate in fitting if client.tax_rate in (None, rate.rate)]
    return next(iter(same or fitting or list(rates)), None)


def set_rate(line: InvoiceLine, rate: TaxRate | None) -> None:
    """Copy a tax rate to a row, where there is one: rows keep what was true when they were made."""
    if rate is not None:
        line.tax_rate, line.tax_treatment = rate.rate, rate.treatment
        line.tax_name, line.tax_name_zh = rate.name, rate.name_zh


def new_draft(
    session: Session,
    client: Client,
    entity: LegalEntity,
    *,
    kind: str,
    currency: str = "",
    project: Project | None = None,
    **values: Any,
) -> Invoice:
    """Add a draft with the defaults of client, company and project."""
    currency = currency or (project.currency if project else client.currency)
    contact = session.exec(
        select(Contact)
        .where(Contact.client_id == client.key, col(Contact.archived).is_(False))
        .order_by((col(Contact.role) == "finance").desc(), col(Contact.standard).desc())
    ).first()
    invoice = Invoice(
        **{
            "type": {"proforma": "proforma", "credit": "credit_note"}.get(kind, "invoice"),
            "kind": kind,
            "client_id": client.key,
            "legal_entity_id": entity.key,
            "contact_id": contact.id if contact else None,
            "project_id": project.key if project else None,
            "currency": currency,
            "language": project.language if project else client.language,
            "page_size": client.page_size,
            "issued_on": today(session),
            "terms_kind": client.terms_kind,
            "terms_days": client.terms_days,
            "po_no": project.po_no if project else "",
            "contract_no": project.contract_no if project else "",
            "rounding": entity.rounding,
            "bank_account_id": standard_account(session, entity.key, currency),
            "base_currency": entity.currency,
            "fapiao_kind": client.fapiao_kind if entity.country == "CN" else "",
            "prepared_by": scope(session).person_id,
            **values,
        }
    )
    session.add(invoice)
    session.flush()
    _set_due(invoice)
    return invoice


def _set_due(invoice: Invoice) -> None:
    if invoice.issued_on is not None:
        terms = Terms(invoice.terms_kind, invoice.terms_days)
        invoice.due_on = due_date(invoice.issued_on, terms)


@command("New invoice", right="invoices.edit")
def create(
    session: Session,
    *,
    client_id: int,
    kind: str = "standard",
    entity_id: int | None = None,
    project_id: int | None = None,
    currency: str = "",
    title: str = "",
) -> int:
    """Begin a draft for a client and return its id."""
    if kind not in KINDS:
        raise Invalid({"kind": Message("This is not one of the choices.")})
    client = load(session, Client, client_id)
    entity = session.get(LegalEntity, entity_id or client.legal_entity_id or 0)
    entity = entity or session.exec(select(LegalEntity).order_by(col(LegalEntity.id))).first()
    if entity is None:
        raise Invalid({"legal_entity_id": Message("Add your company in Settings first.")})
    project = load(session, Project, project_id) if project_id else None
    invoice = new_draft(
        session,
        client,
        entity,
        kind=kind,
        currency=currency,
        project=project,
        title=typed.text(title),
    )
    return invoice.key


@command("Change invoice", right="invoices.edit")
def change(session: Session, invoice_id: int, *, version: int, values: Mapping[str, object]) -> int:
    """Set fields of a draft and return its new version."""
    invoice = draft(session, invoice_id, version)
    clean = gates.cleaned(FIELDS, values)
    for field, value in clean.items():
        setattr(invoice, field, value)
    if "kind" in clean:
        invoice.type = {"proforma": "proforma", "credit": "credit_note"}.get(
            invoice.kind, "invoice"
        )
    if clean.keys() & {"issued_on", "terms_kind", "terms_days"}:
        _set_due(invoice)
    if clean.keys() & {"legal_entity_id", "currency"}:
        account = standard_account(session, invoice.legal_entity_id, invoice.currency)
        invoice.bank_account_id = account
    recompute(session, invoice)
    return invoice.version


@command("Discard draft", right="invoices.edit")
def discard(session: Session, invoice_id: int, *, version: int) -> None:
    """Throw a draft away; it had no number, so none is lost."""
    invoice = draft(session, invoice_id, version)
    for part in session.exec(
        select(ProjectInstalment).where(ProjectInstalment.invoice_id == invoice_id)
    ):
        part.invoice_id = None
    for line in lines_of(session, invoice_id):
        session.delete(line)
    session.flush()
    session.delete(invoice)


@command("Duplicate invoice", right="invoices.edit")
def duplicate(session: Session, invoice_id: int) -> int:
    """Make a new draft with the same client and rows, dated today."""
    source = load(session, Invoice, invoice_id)
    client = load(session, Client, source.client_id)
    entity = load(session, LegalEntity, source.legal_entity_id)
    kind = source.kind if source.kind in ("standard", "retainer", "usage") else "standard"
    copy = new_draft(
        session,
        client,
        entity,
        kind=kind,
        currency=source.currency,
        title=source.title,
        title_zh=source.title_zh,
        language=source.language,
        tax_mode=source.tax_mode,
        discount=source.discount,
        discount_amount=source.discount_amount,
    )
    copy.project_id = source.project_id
    for line in lines_of(session, invoice_id):
        if line.row not in ("contract", "deduction"):
            values = line.model_dump(exclude={*STAMPS, "invoice_id"})
            session.add(InvoiceLine(invoice_id=copy.key, **values))
    recompute(session, copy)
    return copy.key
