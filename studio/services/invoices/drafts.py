"""Commands on drafts: make, change, rows, throw away. A draft has no number."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from studio.domain import gates, typed
from studio.domain.dates import TERMS, Terms, due_date
from studio.domain.invoices import KINDS, ROWS
from studio.errors import Invalid, Locked
from studio.persistence.tables.clients import Client, Contact
from studio.persistence.tables.invoices import Invoice, InvoiceLine
from studio.persistence.tables.projects import Project, ProjectInstalment
from studio.persistence.tables.proposals import ProposalLine
from studio.persistence.tables.studio import BankAccount, LegalEntity, TaxRate
from studio.services.invoices.sums import lines_of, recompute
from studio.services.operation import command, load, name_step, scope, today
from studio.text import Message

LONG = 2000


def _text(limit: int = 200, *, multiline: bool = False) -> gates.Gate:
    def gate(value: object) -> str:
        return typed.text(str(value), limit=limit, multiline=multiline)

    return gate


def _choice(choices: tuple[str, ...]) -> gates.Gate:
    def gate(value: object) -> str:
        if value not in choices:
            raise gates.refuse(Message("This is not one of the choices."))
        return str(value)

    return gate


def _day(value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    raise gates.refuse(Message("A date is needed."))


def _share(value: object) -> Decimal:
    if not isinstance(value, Decimal) or not 0 <= value <= 1:
        raise gates.refuse(Message("A discount is from 0 to 100 %."))
    return value


def _amount(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise gates.refuse(Message("An amount cannot be negative here."))
    if value > 900_000_000_000_000:
        raise gates.refuse(Message("This amount is too large."))
    return value


def _quantity(value: object) -> Decimal:
    if not isinstance(value, Decimal) or not 0 <= value <= 1_000_000:
        raise gates.refuse(Message("A quantity from 0 to 1,000,000 is needed."))
    return value


def _days(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value <= 365:
        raise gates.refuse(Message("0 to 365 days."))
    return value


def _key(value: object) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise gates.refuse(Message("This is not one of the choices."))


def _rate(value: object) -> Decimal:
    if not isinstance(value, Decimal) or not 0 < value <= 1_000_000:
        raise gates.refuse(Message("A rate is more than zero."))
    return value


FIELDS: Mapping[str, gates.Gate] = {
    "kind": _choice(tuple(KINDS)),
    "client_id": _key,
    "contact_id": _key,
    "legal_entity_id": _key,
    "project_id": _key,
    "bank_account_id": _key,
    "title": _text(),
    "title_zh": _text(),
    "currency": _text(3),
    "language": _choice(("en", "zh", "zh+en")),
    "page_size": _choice(("A4", "Letter")),
    "issued_on": _day,
    "supplied_on": _day,
    "supplied_to": _day,
    "due_on": _day,
    "terms_kind": _choice(TERMS),
    "terms_days": _days,
    "po_no": _text(60),
    "contract_no": _text(60),
    "tax_mode": _choice(("excl", "incl")),
    "rounding": _choice(("document", "line")),
    "discount": _share,
    "discount_amount": _amount,
    "note": _text(LONG, multiline=True),
    "note_zh": _text(LONG, multiline=True),
    "internal_note": _text(LONG, multiline=True),
    "reason": _text(),
    "fapiao_kind": _choice(("", "special", "general")),
    "fx_rate": lambda value: None if value is None else _rate(value),
    "fx_on": _day,
    "fx_source": _text(),
}

LINE_FIELDS: Mapping[str, gates.Gate] = {
    "row": _choice(ROWS),
    "title": _text(),
    "title_zh": _text(),
    "detail": _text(500),
    "detail_zh": _text(500),
    "quantity": _quantity,
    "unit": _text(20),
    "unit_price": _amount,
    "discount": _share,
    "tax_rate_id": _key,
    "basis": _text(),
    "basis_zh": _text(),
}


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


def _set_rate(line: InvoiceLine, rate: TaxRate | None) -> None:
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
    _set_rate(row, rate)
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
        _set_rate(row, rate)
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


@command("Add line", right="invoices.edit")
def add_line(
    session: Session,
    invoice_id: int,
    *,
    values: Mapping[str, object] | None = None,
    after: int | None = None,
) -> int:
    """Add a row behind another one (or at the end) and return its id."""
    invoice = draft(session, invoice_id)
    lines = lines_of(session, invoice_id)
    at = next((nr for nr, line in enumerate(lines, 1) if line.id == after), len(lines))
    line = InvoiceLine(invoice_id=invoice_id, position=at + 1)
    client = load(session, Client, invoice.client_id)
    _set_rate(line, standard_rate(session, invoice.legal_entity_id, client))
    session.add(line)
    _apply(session, invoice, line, values or {})
    for nr, other in enumerate(lines[at:], start=at + 2):
        other.position = nr
    recompute(session, invoice)
    return line.key


def _apply(
    session: Session, invoice: Invoice, line: InvoiceLine, values: Mapping[str, object]
) -> None:
    clean = gates.cleaned(LINE_FIELDS, values)
    rate_id = clean.pop("tax_rate_id", None)
    for field, value in clean.items():
        setattr(line, field, value)
    if rate_id is not None:
        rate = load(session, TaxRate, rate_id)
        if rate.legal_entity_id != invoice.legal_entity_id:
            raise Invalid({"tax_rate_id": Message("This tax rate belongs to another company.")})
        _set_rate(line, rate)


@command("Change line", right="invoices.edit")
def change_line(
    session: Session, line_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Set fields of a row and return its new version."""
    line = load(session, InvoiceLine, line_id, version)
    invoice = draft(session, line.invoice_id)
    _apply(session, invoice, line, values)
    recompute(session, invoice)
    return line.version


@command("Move line", right="invoices.edit")
def move_line(session: Session, line_id: int, *, by: int) -> None:
    """Move a row up (by < 0) or down."""
    line = load(session, InvoiceLine, line_id)
    draft(session, line.invoice_id)
    lines = lines_of(session, line.invoice_id)
    at = lines.index(line)
    lines.insert(max(0, min(len(lines) - 1, at + by)), lines.pop(at))
    for nr, other in enumerate(lines, start=1):
        other.position = nr


@command("Double line", right="invoices.edit")
def duplicate_line(session: Session, line_id: int) -> int:
    """Add a copy of a row behind it and return the copy's id."""
    line = load(session, InvoiceLine, line_id)
    invoice = draft(session, line.invoice_id)
    lines = lines_of(session, line.invoice_id)
    copy = InvoiceLine(**line.model_dump(exclude=_OWN))
    copy.position = line.position + 1
    session.add(copy)
    for other in lines[lines.index(line) + 1 :]:
        other.position += 1
    recompute(session, invoice)
    return copy.key


_OWN = {"id", "version", "created_at", "created_by", "changed_at", "changed_by"}


@command("Remove line", right="invoices.edit")
def remove_line(session: Session, line_id: int) -> None:
    """Take a row off a draft."""
    line = load(session, InvoiceLine, line_id)
    invoice = draft(session, line.invoice_id)
    session.delete(line)
    recompute(session, invoice)


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
            values = line.model_dump(exclude={*_OWN, "invoice_id"})
            session.add(InvoiceLine(invoice_id=copy.key, **values))
    recompute(session, copy)
    return copy.key
