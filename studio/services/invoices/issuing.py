"""Issuing: the number is taken, everything printed is frozen, the PDF is kept with its SHA-256."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from studio.documents.glyphs import MissingGlyph, missing_glyphs
from studio.domain.dates import Terms, due_date
from studio.domain.invoices import BILLED, VOIDABLE, IssueFacts, issue_problems, refuse
from studio.domain.money import Money
from studio.domain.typed import text
from studio.errors import Conflict, Invalid
from studio.persistence.tables.clients import Client
from studio.persistence.tables.invoices import Invoice, InvoiceLine
from studio.persistence.tables.projects import ProjectInstalment
from studio.persistence.tables.studio import BankAccount, LegalEntity
from studio.services import numbers
from studio.services.invoices.drafts import draft, standard_account
from studio.services.invoices.paper import document
from studio.services.invoices.sums import lines_of, recompute, totals
from studio.services.operation import command, load, name_step, now, query, scope, today
from studio.text import Message


@dataclass(frozen=True, slots=True)
class IssuePreview:
    """What issuing would freeze, and what stands in its way."""

    invoice_id: int
    version: int
    number: str
    issued_on: date
    due_on: date
    client: str
    issuer: str
    gross: Money
    lines: int
    account: str
    problems: dict[str, Message]
    missing: tuple[MissingGlyph, ...]


def _facts(session: Session, invoice: Invoice, on: date) -> IssueFacts:
    client = load(session, Client, invoice.client_id)
    entity = load(session, LegalEntity, invoice.legal_entity_id)
    billed = [line for line in lines_of(session, invoice.key) if line.row in BILLED]
    account = _account(session, invoice)
    last = session.exec(
        select(col(Invoice.issued_on))
        .where(
            Invoice.legal_entity_id == entity.key,
            Invoice.type == invoice.type,
            col(Invoice.number).is_not(None),
            col(Invoice.issued_on) >= on.replace(month=1, day=1),
            col(Invoice.issued_on) <= on.replace(month=12, day=31),
        )
        .order_by(col(Invoice.issued_on).desc())
    ).first()
    return IssueFacts(
        type=invoice.type,
        lines=len(billed),
        gross=invoice.gross,
        legal_name=client.legal_name or client.legal_name_zh,
        client_address=client.address or client.address_zh,
        client_tax_no=client.tax_no,
        issuer_name=entity.legal_name or entity.legal_name_zh,
        issuer_address=entity.address or entity.address_zh,
        issuer_tax_no=entity.tax_no,
        bank=account is not None and account.currency == invoice.currency,
        treatments=frozenset(
            line.tax_treatment
            for line in billed
            if line.tax_rate or line.tax_treatment != "standard"
        ),
        po_required=client.po_required,
        po_no=invoice.po_no,
        issue_on=on,
        last_on=last,
        fapiao=bool(invoice.fapiao_kind) and entity.country == "CN",
    )


def _account(session: Session, invoice: Invoice) -> BankAccount | None:
    """Return the draft's account, else the one that issuing takes by itself."""
    key = invoice.bank_account_id or standard_account(
        session, invoice.legal_entity_id, invoice.currency
    )
    return session.get(BankAccount, key or 0)


@query
def preview_issue(session: Session, invoice_id: int, *, on: date | None = None) -> IssuePreview:
    """Say exactly what issuing on a day (today) would freeze."""
    invoice = load(session, Invoice, invoice_id)
    on = on or today(session)
    client = load(session, Client, invoice.client_id)
    entity = load(session, LegalEntity, invoice.legal_entity_id)
    account = _account(session, invoice)
    printed = document(session, invoice)
    return IssuePreview(
        invoice_id=invoice_id,
        version=invoice.version,
        number=numbers.next_number(
            session, invoice.type, day=on, entity_id=entity.key, client_code=client.code
        ),
        issued_on=on,
        due_on=due_date(on, Terms(invoice.terms_kind, invoice.terms_days)),
        client=client.legal_name or client.legal_name_zh or client.name or client.name_zh,
        issuer=entity.legal_name or entity.legal_name_zh,
        gross=Money(invoice.gross, invoice.currency),
        lines=len(printed.rows),
        account=" ".join((account.iban or account.account_no).split()) if account else "",
        problems=issue_problems(_facts(session, invoice, on)),
        missing=tuple(missing_glyphs(printed)),
    )


@command("Issue invoice", right="invoices.issue", undo=False)
def issue(session: Session, invoice_id: int, *, version: int, on: date | None = None) -> str:
    """Give the number, freeze what is printed, keep the PDF; return the number.

    Raises Invalid naming each field that is missing; then no number is used up.
    """
    invoice = draft(session, invoice_id, version)
    on = on or today(session)
    invoice.issued_on = on
    invoice.due_on = due_date(on, Terms(invoice.terms_kind, invoice.terms_days))
    if invoice.bank_account_id is None:
        invoice.bank_account_id = standard_account(
            session, invoice.legal_entity_id, invoice.currency
        )
    recompute(session, invoice)
    refuse(issue_problems(_facts(session, invoice, on)))
    client = load(session, Client, invoice.client_id)
    invoice.issued_by = scope(session).person_id
    invoice.issued_at = now(session)
    taken = numbers.take(
        session,
        invoice.type,
        day=on,
        entity_id=invoice.legal_entity_id,
        client_code=client.code,
    )
    invoice.number, invoice.sequence = taken.number, taken.sequence
    invoice.series_id, invoice.state = taken.series_id, "issued"
    pdf = scope(session).build("invoice", document(session, invoice))
    frozen, kept = _frozen(session, invoice, client), scope(session).files.put(session, pdf)
    invoice.frozen, invoice.pdf = frozen, kept
    session.flush()
    if invoice.type == "credit_note":
        _take_back(session, invoice)
    name_step(session, Message("Issue {number}", number=taken.number))
    return taken.number


def _frozen(session: Session, invoice: Invoice, client: Client) -> dict[str, object]:
    """Return everything as printed, in plain values: what lists and other programs read."""
    entity = load(session, LegalEntity, invoice.legal_entity_id)
    account = session.get(BankAccount, invoice.bank_account_id or 0)
    lines = lines_of(session, invoice.key)
    result = totals(invoice, lines)
    return {
        "format": 1,
        "client": {
            "name": client.legal_name or client.name,
            "name_zh": client.legal_name_zh,
            "address": client.address,
            "address_zh": client.address_zh,
            "tax_no": client.tax_no,
        },
        "issuer": {
            "name": entity.legal_name,
            "name_zh": entity.legal_name_zh,
            "address": entity.address,
            "address_zh": entity.address_zh,
            "tax_no": entity.tax_no,
            "reg_no": entity.reg_no,
        },
        "account": None
        if account is None
        else {
            "holder": account.account_name,
            "bank": account.bank,
            "iban": account.iban,
            "number": account.account_no,
            "bic": account.bic,
        },
        "lines": [_plain(line) for line in lines],
        "taxes": [
            {
                "rate": str(tax.rate),
                "treatment": tax.treatment,
                "base": tax.base.minor,
                "amount": tax.amount.minor,
            }
            for tax in result.taxes
        ],
    }


def _plain(line: InvoiceLine) -> dict[str, object]:
    return {
        "row": line.row,
        "title": line.title,
        "title_zh": line.title_zh,
        "quantity": str(line.quantity),
        "unit": line.unit,
        "unit_price": line.unit_price,
        "discount": str(line.discount),
        "tax_rate": str(line.tax_rate),
        "tax_treatment": line.tax_treatment,
    }


def _take_back(session: Session, note: Invoice) -> None:
    """Let an issued credit note take its invoice back."""
    invoice = load(session, Invoice, note.credits_id or 0)
    invoice.credited += note.gross
    if invoice.credited > invoice.gross:
        raise Conflict(Message("This invoice is credited already."))
    if invoice.credited == invoice.gross:
        invoice.state = "credited"
        _free_instalment(session, invoice)
    note.state = "applied"
    session.flush()


def _free_instalment(session: Session, invoice: Invoice) -> None:
    """A part of the schedule whose invoice is taken back may be invoiced again."""
    for part in session.exec(
        select(ProjectInstalment).where(ProjectInstalment.invoice_id == invoice.key)
    ):
        part.invoice_id = None


@command("Mark as sent", right="invoices.edit", undo=False)
def mark_sent(
    session: Session,
    invoice_id: int,
    *,
    version: int,
    to: str = "",
    channel: str = "mail",
    on: date | None = None,
) -> int:
    """Note that an issued document went out: to whom, when, by which channel."""
    invoice = load(session, Invoice, invoice_id, version)
    if invoice.number is None:
        raise Invalid({"state": Message("Issue the invoice first.")})
    invoice.sent_on = on or today(session)
    invoice.sent_to, invoice.sent_channel = text(to), text(channel, limit=40)
    if invoice.state == "issued":
        invoice.state = "sent"
    name_step(session, Message("Send {number}", number=invoice.number))
    session.flush()
    return invoice.version


@command("Void invoice", right="invoices.issue", undo=False)
def void(session: Session, invoice_id: int, *, version: int, reason: str) -> int:
    """Take an unpaid invoice out of force; its number stays and is shown struck through.

    Raises Invalid when money came in or no reason is given: then a credit note is the way.
    """
    invoice = load(session, Invoice, invoice_id, version)
    if invoice.state not in VOIDABLE or invoice.paid or invoice.credited:
        raise Invalid(
            {"state": Message("Only an unpaid invoice can be void. Use a credit note instead.")}
        )
    invoice.void_reason = text(reason, required=True)
    invoice.state = "void"
    _free_instalment(session, invoice)
    name_step(session, Message("Void {number}", number=invoice.number or ""))
    session.flush()
    return invoice.version
