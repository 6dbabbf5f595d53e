"""Queries on invoices: ids and rows of lists, whole invoices, ageing, PDFs."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, func, or_
from sqlalchemy import select as choose
from sqlmodel import Session, col, select

from studio.documents.invoice import InvoiceDocument
from studio.domain import invoices as domain
from studio.domain.dates import ageing_band, span
from studio.domain.money import Money
from studio.errors import Missing
from studio.persistence.sorting import place
from studio.persistence.tables.clients import Client, Contact
from studio.persistence.tables.invoices import Allocation, Invoice, Payment
from studio.persistence.tables.projects import Project, ProjectInstalment
from studio.persistence.tables.studio import BankAccount, LegalEntity
from studio.services.invoices import rows as shown
from studio.services.invoices import sums
from studio.services.invoices.paper import document
from studio.services.invoices.payments import client_credit
from studio.services.invoices.sums import lines_of, priced
from studio.services.operation import load, query, scope, today
from studio.text import Message

# The columns of a mapped class have no useful static type.
_Invoice: Any = Invoice
_Client: Any = Client
_Project: Any = Project
_Payment: Any = Payment
_Part: Any = ProjectInstalment
_Allocation: Any = Allocation

OPEN_AMOUNT = _Invoice.gross - _Invoice.paid - _Invoice.credited
BANDS: dict[str, tuple[int | None, int | None]] = {
    "not_due": (None, 0),
    "days_30": (1, 30),
    "days_60": (31, 60),
    "days_90": (61, 90),
    "days_over": (91, None),
}


def _escaped(text: str) -> str:
    folded = text.strip().lower()
    for sign in ("\\", "%", "_"):
        folded = folded.replace(sign, "\\" + sign)
    return f"%{folded}%"


def _filtered(session: Session, wanted: shown.InvoiceFilter) -> Select[Any]:
    day = today(session)
    statement = choose(_Invoice.id).join(Client, _Client.id == _Invoice.client_id)
    statement = statement.where(_Invoice.archived.is_(wanted.archived))
    is_open = and_(_Invoice.state.in_(domain.OPEN), _Invoice.type == "invoice")
    groups = {
        "draft": _Invoice.state == "draft",
        "open": is_open,
        "overdue": and_(is_open, _Invoice.due_on < day, OPEN_AMOUNT > 0),
        "paid": _Invoice.state == "paid",
    }
    if wanted.group in groups:
        statement = statement.where(groups[wanted.group])
    if wanted.band:
        least, most = BANDS[wanted.band]
        statement = statement.where(is_open, OPEN_AMOUNT > 0)
        if least is not None:
            statement = statement.where(_Invoice.due_on <= day - timedelta(days=least))
        if most is not None:
            statement = statement.where(
                or_(_Invoice.due_on >= day - timedelta(days=most), _Invoice.due_on.is_(None))
            )
    if wanted.issued:
        first, after = span(wanted.issued, day)
        statement = statement.where(
            _Invoice.state != "draft",  # its day is only what is planned
            _Invoice.issued_on >= first,
            _Invoice.issued_on < after,
        )
    for column, value in (
        (_Invoice.currency, wanted.currency or None),
        (_Invoice.client_id, wanted.client_id),
        (_Invoice.project_id, wanted.project_id),
        (_Invoice.legal_entity_id, wanted.entity_id),
    ):
        if value is not None:
            statement = statement.where(col(column) == value)
    if wanted.text.strip():
        like = _escaped(wanted.text)
        columns = (
            _Invoice.number,
            _Invoice.title,
            _Invoice.title_zh,
            _Client.name,
            _Client.name_zh,
        )
        statement = statement.where(
            or_(*(func.lower(col(column)).like(like, escape="\\") for column in columns))
        )
    return statement


def _ordered(statement: Select[Any], wanted: shown.InvoiceFilter) -> Select[Any]:
    columns: dict[str, Any] = {
        "number": _Invoice.number,
        "client": place("client", _Invoice.client_id, wanted.language),
        "due": _Invoice.due_on,
        "issued": _Invoice.issued_on,
        "gross": _Invoice.gross,
        "state": _Invoice.state,
    }
    column = columns.get(wanted.sort)
    if column is not None:
        order = column.desc() if wanted.descending else column.asc()
        return statement.order_by(order.nulls_last(), _Invoice.id.desc())
    rank = case(
        (_Invoice.state == "draft", 0),
        (_Invoice.state.in_(domain.OPEN), 1),
        else_=2,
    )
    soonest = case((_Invoice.state.in_(domain.OPEN), _Invoice.due_on), else_=None)
    return statement.order_by(
        rank, soonest.asc().nulls_last(), _Invoice.issued_on.desc(), _Invoice.id.desc()
    )


@query
def ids(session: Session, wanted: shown.InvoiceFilter | None = None) -> list[int]:
    """Return the ids of a list: drafts first, then what is due soonest, then what is settled."""
    wanted = wanted or shown.InvoiceFilter()
    return list(session.execute(_ordered(_filtered(session, wanted), wanted)).scalars())


@query
def rows(session: Session, keys: Sequence[int]) -> dict[int, shown.InvoiceRow]:
    """Return one page of list rows by id."""
    day = today(session)
    statement = (
        choose(
            _Invoice.id,
            _Invoice.version,
            _Invoice.type,
            _Invoice.kind,
            _Invoice.number,
            _Invoice.state,
            _Invoice.client_id,
            _Client.name,
            _Client.name_zh,
            _Invoice.title,
            _Invoice.title_zh,
            _Invoice.issued_on,
            _Invoice.due_on,
            _Invoice.currency,
            _Invoice.gross,
            _Invoice.paid,
            _Invoice.credited,
            _Invoice.project_id,
            _Project.hue,
        )
        .join(Client, _Client.id == _Invoice.client_id)
        .outerjoin(Project, _Project.id == _Invoice.project_id)
        .where(_Invoice.id.in_(list(keys)))
    )
    found = {}
    for row in session.execute(statement):
        left = domain.balance(row.gross, row.paid, row.credited)
        found[row.id] = shown.InvoiceRow(
            id=row.id,
            version=row.version,
            type=row.type,
            kind=row.kind,
            number=row.number or "",
            state=row.state,
            shown=_chip(row.type, row.state, row.due_on, left, day),
            client_id=row.client_id,
            client=row.name,
            client_zh=row.name_zh,
            title=row.title,
            title_zh=row.title_zh,
            issued_on=row.issued_on,
            due_on=row.due_on,
            gross=Money(row.gross, row.currency),
            open=Money(left, row.currency),
            project_id=row.project_id,
            hue=row.hue or "",
        )
    return found


def _chip(type_: str, state: str, due_on: date | None, left: int, day: date) -> Any:
    if type_ != "invoice":
        return domain.STATES.state(state)
    return domain.shown_state(state, due_on, left, day)


@query
def counts(session: Session) -> shown.Counts:
    """Return how many invoices there are, and how many are open, overdue or drafts."""
    numbers = [
        len(list(session.execute(_filtered(session, shown.InvoiceFilter(group=group)))))
        for group in ("all", "open", "overdue", "draft")
    ]
    return shown.Counts(*numbers)


@query
def totals(session: Session, wanted: shown.InvoiceFilter) -> tuple[Money, ...]:
    """Return what the listed invoices come to, one sum a currency; credit notes take away.

    Void ones and pro formas ask for nothing and do not count.
    """
    gross = func.sum(case((_Invoice.type == "credit_note", -_Invoice.gross), else_=_Invoice.gross))
    found = session.execute(
        choose(_Invoice.currency, gross)
        .where(_Invoice.id.in_(_filtered(session, wanted)))
        .where(_Invoice.state != "void", _Invoice.type != "proforma")
        .group_by(_Invoice.currency)
        .order_by(_Invoice.currency)
    )
    return tuple(Money(int(total or 0), currency) for currency, total in found)


@query
def ageing(session: Session) -> list[shown.Ageing]:
    """Return what is open per currency by ageing band, largest use of the studio first."""
    day = today(session)
    found: dict[str, shown.Ageing] = {}

    def of(currency: str) -> shown.Ageing:
        none = Money(0, currency)
        return found.setdefault(currency, shown.Ageing(currency, none, {}, 0, none, none))

    for invoice in session.execute(
        choose(_Invoice.currency, _Invoice.due_on, OPEN_AMOUNT.label("left")).where(
            _Invoice.state.in_(domain.OPEN), _Invoice.type == "invoice"
        )
    ):
        if invoice.left > 0:
            have = of(invoice.currency)
            amount = Money(invoice.left, invoice.currency)
            band = ageing_band(invoice.due_on, day)
            bands = {**have.bands, band: have.bands.get(band, Money(0, amount.currency)) + amount}
            found[have.currency] = _replaced(have, open=have.open + amount, bands=bands)
    for draft in session.execute(
        choose(_Invoice.currency, func.count(), func.sum(_Invoice.gross))
        .where(_Invoice.state == "draft", _Invoice.type == "invoice")
        .group_by(_Invoice.currency)
    ):
        have = of(draft[0])
        total = Money(int(draft[2] or 0), draft[0])
        found[have.currency] = _replaced(have, drafts=draft[1], draft_sum=total)
    for part in session.execute(
        choose(_Project.currency, _Part.net, _Project.tax_rate, _Project.tax_mode)
        .join(Project, _Project.id == _Part.project_id)
        .where(_Part.invoice_id.is_(None), _Project.archived.is_(False))
        .where(_Project.state.not_in(("closed", "cancelled")))
    ):
        have = of(part.currency)
        net = Money(part.net, part.currency)
        gross = net if part.tax_mode == "incl" else net + net.times(part.tax_rate)
        found[have.currency] = _replaced(have, planned=have.planned + gross)
    return sorted(found.values(), key=lambda row: (-row.open.minor, row.currency))


def _replaced(have: shown.Ageing, **values: Any) -> shown.Ageing:
    names = ("currency", "open", "bands", "drafts", "draft_sum", "planned")
    return shown.Ageing(**{**{name: getattr(have, name) for name in names}, **values})


@query
def paid_in_month(session: Session, day: date | None = None) -> list[Money]:
    """Return what came in during a day's month, one sum per currency."""
    first, after = span("month", day or today(session))
    result = session.execute(
        choose(_Payment.currency, func.sum(_Payment.amount))
        .where(_Payment.received_on >= first, _Payment.received_on < after)
        .group_by(_Payment.currency)
        .order_by(_Payment.currency)
    )
    return [Money(int(row[1]), row[0]) for row in result if row[1]]


@query
def one(session: Session, invoice_id: int) -> shown.Invoice:
    """Return a whole invoice; of an issued one the names as they were printed."""
    invoice = load(session, Invoice, invoice_id)
    client = load(session, Client, invoice.client_id)
    entity = load(session, LegalEntity, invoice.legal_entity_id)
    project = session.get(Project, invoice.project_id or 0)
    contact = session.get(Contact, invoice.contact_id or 0)
    account = session.get(BankAccount, invoice.bank_account_id or 0)
    lines = lines_of(session, invoice_id)
    result = sums.totals(invoice, lines)
    contract = [line for line in lines if line.row == "contract"]
    source = session.get(Invoice, invoice.credits_id or 0)
    note = session.exec(select(Invoice).where(_Invoice.credits_id == invoice_id)).first()
    frozen: dict[str, Any] = invoice.frozen or {}
    names = frozen.get("client", {})
    left = domain.balance(invoice.gross, invoice.paid, invoice.credited)

    def money(minor: int) -> Money:
        return Money(minor, invoice.currency)

    return shown.Invoice(
        **{
            name: getattr(invoice, name)
            for name in [
                "version",
                "type",
                "kind",
                "state",
                "legal_entity_id",
                "client_id",
                "contact_id",
                "project_id",
                "credits_id",
                "title",
                "title_zh",
                "currency",
                "language",
                "page_size",
                "issued_on",
                "supplied_on",
                "supplied_to",
                "due_on",
                "terms_kind",
                "terms_days",
                "po_no",
                "contract_no",
                "tax_mode",
                "rounding",
                "discount",
                "bank_account_id",
                "note",
                "note_zh",
                "internal_note",
                "reason",
                "fapiao_kind",
                "fapiao_state",
                "fapiao_no",
                "fapiao_on",
                "fx_rate",
                "base_currency",
                "pdf",
                "sent_on",
                "sent_to",
                "sent_channel",
                "void_reason",
            ]
        },
        id=invoice_id,
        number=invoice.number or "",
        shown=_chip(invoice.type, invoice.state, invoice.due_on, left, today(session)),
        issuer=frozen.get("issuer", {}).get("name") or entity.legal_name,
        issuer_zh=frozen.get("issuer", {}).get("name_zh") or entity.legal_name_zh,
        issuer_country=entity.country,
        client=names.get("name") or client.name,
        client_zh=names.get("name_zh") or client.name_zh,
        contact=contact.name if contact else "",
        project=project.name if project else "",
        project_zh=project.name_zh if project else "",
        hue=project.hue if project else "",
        credits_number=(source.number or "") if source else "",
        credit_note_id=note.id if note else None,
        credit_note=(note.number or "") if note else "",
        discount_amount=money(invoice.discount_amount),
        account=(account.iban or account.account_no) if account else "",
        net=money(invoice.net),
        tax=money(invoice.tax),
        gross=money(invoice.gross),
        paid=money(invoice.paid),
        credited=money(invoice.credited),
        taxes=tuple(
            shown.TaxSum(tax.rate, tax.treatment, tax.base, tax.amount) for tax in result.taxes
        ),
        contract_total=money(
            sum(priced(line, invoice.currency).amount().minor for line in contract)
        )
        if contract
        else None,
        lines=tuple(_line(session, invoice, line) for line in lines),
        payments=_payments(session, invoice),
        schedule=_schedule(session, invoice),
        email=client.invoice_email or (contact.email if contact else ""),
        credit=client_credit(session, invoice.client_id, invoice.currency),
    )


def _line(session: Session, invoice: Invoice, line: Any) -> shown.Line:
    amount = priced(line, invoice.currency).amount()
    earlier = session.get(Invoice, line.deducts_id) if line.deducts_id else None
    if earlier is not None:
        amount = Money(-earlier.gross, invoice.currency)
    return shown.Line(
        **{
            name: getattr(line, name)
            for name in [
                "version",
                "position",
                "row",
                "title",
                "title_zh",
                "detail",
                "detail_zh",
                "quantity",
                "unit",
                "discount",
                "tax_rate",
                "tax_treatment",
                "tax_name",
                "tax_name_zh",
                "basis",
                "basis_zh",
            ]
        },
        id=line.key,
        unit_price=Money(line.unit_price, invoice.currency),
        amount=amount,
        deducts=(earlier.number or "") if earlier else "",
    )


def _payments(session: Session, invoice: Invoice) -> tuple[shown.Paid, ...]:
    found = []
    for part, payment in session.exec(
        select(Allocation, Payment)
        .join(Payment, _Payment.id == _Allocation.payment_id)
        .where(_Allocation.invoice_id == invoice.id)
        .order_by(_Payment.received_on, _Payment.id)
    ):
        back = session.exec(select(Payment).where(_Payment.reverses_id == payment.id)).first()
        found.append(
            shown.Paid(
                payment_id=payment.key,
                on=payment.received_on,
                amount=Money(part.amount, invoice.currency),
                method=payment.method,
                reference=payment.reference,
                bank_fee=Money(payment.bank_fee, invoice.currency),
                reversed=back is not None or payment.reverses_id is not None,
            )
        )
    return tuple(found)


def _schedule(session: Session, invoice: Invoice) -> tuple[shown.Part, ...]:
    if invoice.project_id is None:
        return ()
    parts = session.exec(
        select(ProjectInstalment)
        .where(_Part.project_id == invoice.project_id)
        .order_by(_Part.position, _Part.id)
    )
    found = []
    for part in parts:
        billed = session.get(Invoice, part.invoice_id) if part.invoice_id else None
        chip = None
        if billed is not None:
            left = domain.balance(billed.gross, billed.paid, billed.credited)
            chip = _chip(billed.type, billed.state, billed.due_on, left, today(session))
        found.append(
            shown.Part(
                id=part.key,
                title=part.title,
                title_zh=part.title_zh,
                share=part.share,
                net=Money(part.net, invoice.currency),
                planned_on=part.planned_on,
                invoice_id=part.invoice_id,
                number=(billed.number or "") if billed else "",
                shown=chip,
                current=part.invoice_id == invoice.id,
            )
        )
    return tuple(found)


@query
def printed(session: Session, invoice_id: int) -> InvoiceDocument:
    """Return the document of a draft as it would print now."""
    return document(session, load(session, Invoice, invoice_id))


@query
def pdf(session: Session, invoice_id: int) -> bytes:
    """Return the PDF as issued; raise Missing for a draft."""
    invoice = load(session, Invoice, invoice_id)
    if not invoice.pdf:
        raise Missing(Message("This invoice is a draft: it has no issued PDF yet."))
    return scope(session).files.get(session, invoice.pdf)
