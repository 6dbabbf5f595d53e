"""Turns an invoice's rows into the document that prints it."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from decimal import Decimal

from sqlmodel import Session, col, select

from studio.documents.invoice import (
    Deduction,
    Fapiao,
    InvoiceDocument,
    InvoiceKind,
    InvoiceTotals,
    Reference,
)
from studio.documents.language import NOTHING, Bilingual, Language, same
from studio.documents.paper import Mark, Paper
from studio.documents.parties import BankAccount as PrintedAccount
from studio.documents.rows import Instalment, PricedRow, RowKind, TaxLine
from studio.domain import amount_words, pricing
from studio.domain.invoices import FAPIAO_KINDS
from studio.domain.money import Money
from studio.persistence.tables.clients import Client
from studio.persistence.tables.invoices import Invoice, InvoiceLine
from studio.persistence.tables.projects import Project, ProjectInstalment
from studio.persistence.tables.studio import BankAccount, LegalEntity, Studio, TaxRate
from studio.services.invoices.sums import deducted, lines_of, priced, totals
from studio.services.operation import load
from studio.services.parties import (
    both,
    brand,
    footer,
    image,
    issuer,
    person_name,
    recipient,
    tax_name,
    terms_text,
    treatment,
    unit_text,
)
from studio.services.words import chinese


def document(session: Session, invoice: Invoice) -> InvoiceDocument:
    """Return what an invoice prints now: from its rows and from the records it names."""
    studio = session.exec(select(Studio)).one()
    entity = load(session, LegalEntity, invoice.legal_entity_id)
    client = load(session, Client, invoice.client_id)
    project = session.get(Project, invoice.project_id) if invoice.project_id else None
    lines = lines_of(session, invoice.key)
    result = totals(invoice, lines)
    contract = [line for line in lines if line.row == "contract"]
    earlier = deducted(session, lines)
    gross = Money(invoice.gross, invoice.currency)
    chinese_request = entity.country == "CN" and invoice.type == "invoice"
    return InvoiceDocument(
        kind=InvoiceKind("credit_note" if invoice.type == "credit_note" else invoice.kind),
        language=Language(invoice.language),
        paper=Paper(invoice.page_size),
        mark=_mark(invoice),
        number=invoice.number or "",
        stamped_at=_stamp(invoice),
        brand=brand(session, studio, entity),
        issuer=issuer(entity),
        client=recipient(session, client, invoice.contact_id),
        issue_date=invoice.issued_on,
        due_date=invoice.due_on if invoice.type == "invoice" else None,
        supply_from=invoice.supplied_on,
        supply_to=invoice.supplied_to,
        terms=terms_text(invoice.terms_kind, invoice.terms_days),
        contract=invoice.contract_no,
        purchase_order=invoice.po_no,
        project=both(project.name, project.name_zh) if project and chinese_request else NOTHING,
        subject=_subject(invoice, project, chinese_request=chinese_request),
        rows=tuple(_row(line, invoice) for line in lines if line.row in _PRINTED),
        tax_inclusive=invoice.tax_mode == "incl",
        contract_rows=tuple(_row(line, invoice) for line in contract),
        contract_total=_contract_total(contract, invoice.currency) if contract else None,
        totals=_totals(invoice, lines, result, earlier),
        tax_notes=_tax_notes(session, entity, lines),
        notes=both(invoice.note, invoice.note_zh),
        words_en=amount_words.in_english(gross),
        words_zh=amount_words.in_chinese(gross),
        schedule=_schedule(session, invoice, project, result),
        bank=_account(session, invoice),
        payment_reference=invoice.number or "",
        late_payment=both(entity.late_clause, entity.late_clause_zh)
        if invoice.type == "invoice"
        else NOTHING,
        footer=footer(entity),
        credited=_credited(session, invoice),
        reason=same(invoice.reason) if invoice.reason else NOTHING,
        fapiao=_fapiao(invoice, client) if chinese_request else None,
        stamp=image(session, entity.stamp),
        prepared_by=person_name(session, invoice.prepared_by) if chinese_request else NOTHING,
        approved_by=person_name(session, invoice.issued_by) if chinese_request else NOTHING,
    )


_PRINTED = frozenset({"heading", "item", "less", "note", "subtotal"})


def _subject(invoice: Invoice, project: Project | None, *, chinese_request: bool) -> Bilingual:
    """What the rows are headed with: the project, unless it stands among the facts already."""
    if project is not None and not chinese_request:
        return both(project.name, project.name_zh)
    return both(invoice.title, invoice.title_zh)


def _mark(invoice: Invoice) -> Mark:
    if invoice.number is None:
        return Mark.DRAFT
    return Mark.VOID if invoice.state == "void" else Mark.NONE


def _stamp(invoice: Invoice) -> datetime:
    """A draft is dated by its issue day, so that the same draft is the same bytes."""
    if invoice.issued_at is not None:
        return invoice.issued_at
    day = invoice.issued_on
    return datetime.combine(day, time(), UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)


def _row(line: InvoiceLine, invoice: Invoice) -> PricedRow:
    kind = {"heading": RowKind.HEADING, "note": RowKind.NOTE, "subtotal": RowKind.SUBTOTAL}
    title, detail = both(line.title, line.title_zh), both(line.detail, line.detail_zh)
    if line.row in ("heading", "note"):
        return PricedRow(kind=kind[line.row], title=title, detail=detail)
    amount = priced(line, invoice.currency).amount()
    if line.row == "subtotal":
        return PricedRow(kind=RowKind.SUBTOTAL, title=title, amounts=(None,))
    price = Money(line.unit_price, invoice.currency)
    if line.unit == "%":
        return PricedRow(
            title=title,
            detail=detail,
            base=price,
            base_label=both(_without_amount(line.basis), _without_amount(line.basis_zh)),
            rate=line.quantity,
            tax_rate=line.tax_rate,
            amounts=(amount,),
        )
    return PricedRow(
        title=title,
        detail=detail,
        quantity=line.quantity,
        unit=unit_text(line.unit),
        price=price,
        discount=line.discount or None,
        tax_rate=line.tax_rate,
        amounts=(amount,),
    )


def _without_amount(basis: str) -> str:
    """The base stands beside its label as a number, so the label drops the figure typed in it."""
    words = [word for word in basis.split() if not word.replace(",", "").replace(".", "").isdigit()]
    return " ".join(words)


def _contract_total(lines: Sequence[InvoiceLine], currency: str) -> Money:
    return Money(sum(priced(line, currency).amount().minor for line in lines), currency)


def _totals(
    invoice: Invoice, lines: Sequence[InvoiceLine], result: pricing.Totals, earlier: list[Invoice]
) -> InvoiceTotals:
    names = {(line.tax_rate, line.tax_treatment): line for line in lines}
    taxes = tuple(
        TaxLine(
            rate=tax.rate,
            base=tax.base,
            amount=tax.amount,
            treatment=treatment(tax.treatment),
            name=_tax_name(names.get((tax.rate, tax.treatment))),
        )
        for tax in result.taxes
        if tax.treatment != pricing.NO_TAX
    )
    return InvoiceTotals(
        subtotal=result.subtotal if result.discount else None,
        discount=result.discount or None,
        net=result.net,
        taxes=taxes,
        gross=result.gross,
        deductions=tuple(
            Deduction(
                number=row.number or "",
                issue_date=row.issued_on,
                net=Money(row.net, row.currency),
                tax=Money(row.tax, row.currency),
            )
            for row in earlier
            if row.issued_on is not None
        ),
        due=Money(invoice.gross, invoice.currency),
        home_tax=_home_tax(invoice),
    )


def _tax_name(line: InvoiceLine | None) -> Bilingual:
    if line is None:
        return tax_name("", "", Decimal(0))
    return tax_name(line.tax_name, line.tax_name_zh, line.tax_rate, line.tax_treatment)


def _home_tax(invoice: Invoice) -> Money | None:
    if (
        invoice.fx_rate is None
        or invoice.base_currency in ("", invoice.currency)
        or not invoice.tax
    ):
        return None
    return Money(invoice.tax, invoice.base_currency).times(Decimal(invoice.fx_rate))


def _tax_notes(
    session: Session, entity: LegalEntity, lines: Sequence[InvoiceLine]
) -> tuple[Bilingual, ...]:
    """The legal sentences of the rates in use, once each."""
    used = {(line.tax_rate, line.tax_treatment) for line in lines if line.row in ("item", "less")}
    rates = session.exec(
        select(TaxRate).where(TaxRate.legal_entity_id == entity.key).order_by(col(TaxRate.id))
    ).all()
    found: dict[tuple[Decimal, str], Bilingual] = {}
    for rate in rates:
        at = (rate.rate, rate.treatment)
        if at in used and at not in found and (rate.note or rate.note_zh):
            found[at] = both(rate.note, rate.note_zh)
    return tuple(found.values())


def _schedule(
    session: Session, invoice: Invoice, project: Project | None, result: pricing.Totals
) -> tuple[Instalment, ...]:
    """The payment schedule of the project, on invoices that are a part of it."""
    if project is None or invoice.instalment_id is None or invoice.type != "invoice":
        return ()
    parts = list(
        session.exec(
            select(ProjectInstalment)
            .where(ProjectInstalment.project_id == project.key)
            .order_by(col(ProjectInstalment.position), col(ProjectInstalment.id))
        )
    )
    if len(parts) < 2:
        return ()
    return tuple(_instalment(session, invoice, part, result) for part in parts)


def _instalment(
    session: Session, invoice: Invoice, part: ProjectInstalment, result: pricing.Totals
) -> Instalment:
    label = both(part.title, part.title_zh)
    current = part.id == invoice.instalment_id
    billed = session.get(Invoice, part.invoice_id) if part.invoice_id else None
    due = invoice.due_on if current else (billed.due_on if billed and billed.number else None)
    rate = result.taxes[0].rate if result.taxes else Decimal(0)
    net = Money(part.net, invoice.currency)
    gross = net if invoice.tax_mode == "incl" else net + net.times(rate)
    share = part.share if part.share < 1 else None
    return Instalment(
        label=label,
        share=share,
        amount=gross,
        due=due,
        due_text=NOTHING if due else terms_text(part.terms_kind, part.terms_days),
        document=same(billed.number) if billed and billed.number and not current else NOTHING,
        current=current,
    )


def _account(session: Session, invoice: Invoice) -> PrintedAccount | None:
    row = session.get(BankAccount, invoice.bank_account_id) if invoice.bank_account_id else None
    if row is None or invoice.type == "credit_note":
        return None
    return PrintedAccount(
        holder=both(row.account_name, row.account_name_zh),
        bank=both(row.bank, row.bank_zh),
        iban=row.iban,
        bic=row.bic,
        number=row.account_no,
        routing=row.routing_no,
    )


def _credited(session: Session, invoice: Invoice) -> Reference | None:
    row = session.get(Invoice, invoice.credits_id) if invoice.credits_id else None
    if row is None or row.number is None or row.issued_on is None:
        return None
    return Reference(number=row.number, issue_date=row.issued_on)


def _fapiao(invoice: Invoice, client: Client) -> Fapiao:
    label = FAPIAO_KINDS.get(invoice.fapiao_kind)
    return Fapiao(
        kind=Bilingual(str(label), chinese(label)) if label else NOTHING,
        title=client.fapiao_title or client.legal_name_zh or client.legal_name,
        tax_number=client.tax_no,
        number=invoice.fapiao_no,
        issue_date=invoice.fapiao_on,
    )
