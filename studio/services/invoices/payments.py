"""Payments: recorded whole, in part or over, shared out to invoices, taken back by a reversal."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from studio.domain.invoices import METHODS, OPEN, Debt, after_money, allocate, balance
from studio.domain.money import LIMIT, Money
from studio.domain.typed import text
from studio.errors import Invalid
from studio.persistence.tables.invoices import Allocation, Invoice, Payment
from studio.services.operation import command, load, name_step, query, today
from studio.text import Message


@dataclass(frozen=True, slots=True)
class PaymentProposal:
    """What the payment dialog proposes: the open balance, today, the account used last."""

    invoice_id: int
    version: int
    number: str
    balance: Money
    on: date
    account_id: int | None
    method: str
    credit: Money
    """What the client has already paid without an invoice to set it against."""


@query
def propose_payment(session: Session, invoice_id: int) -> PaymentProposal:
    """Return the proposal for recording a payment of an invoice."""
    invoice = load(session, Invoice, invoice_id)
    last = session.exec(
        select(Payment)
        .where(Payment.client_id == invoice.client_id, Payment.currency == invoice.currency)
        .order_by(col(Payment.id).desc())
    ).first()
    return PaymentProposal(
        invoice_id=invoice_id,
        version=invoice.version,
        number=invoice.number or "",
        balance=Money(_open(invoice), invoice.currency),
        on=today(session),
        account_id=(last.bank_account_id if last else None) or invoice.bank_account_id,
        method=last.method if last else "bank",
        credit=client_credit(session, invoice.client_id, invoice.currency),
    )


def client_credit(session: Session, client_id: int, currency: str) -> Money:
    """Return what a client has paid beyond what its invoices took, in one currency."""
    payments = session.exec(
        select(Payment).where(Payment.client_id == client_id, Payment.currency == currency)
    ).all()
    keys = [payment.key for payment in payments]
    used = session.exec(select(Allocation).where(col(Allocation.payment_id).in_(keys))).all()
    paid = sum(payment.amount for payment in payments)
    return Money(paid - sum(part.amount for part in used), currency)


def _open(invoice: Invoice) -> int:
    return balance(invoice.gross, invoice.paid, invoice.credited)


def _debts(session: Session, client_id: int, currency: str) -> list[Debt]:
    rows = session.exec(
        select(Invoice).where(
            Invoice.client_id == client_id,
            Invoice.currency == currency,
            Invoice.type == "invoice",
            col(Invoice.state).in_(OPEN),
        )
    ).all()
    return [Debt(row.key, row.due_on, _open(row)) for row in rows]


@command("Record payment", right="payments.edit", undo=False)
def record_payment(
    session: Session,
    invoice_id: int,
    *,
    version: int,
    amount: int,
    on: date,
    method: str = "bank",
    bank_fee: int = 0,
    account_id: int | None = None,
    reference: str = "",
    payer: str = "",
    note: str = "",
    spread: bool = True,
) -> int:
    """Record money that came in for an invoice; amounts in minor units of its currency.

    `amount` is what the client paid; `bank_fee` is the part the bank kept, so that the invoice
    counts as paid all the same. What the invoice does not need goes to the client's other open
    invoices, oldest due first, when `spread`; the rest stays as the client's credit.
    Raises Invalid by field; a payment is taken back by reverse_payment, not by undo.
    """
    invoice = load(session, Invoice, invoice_id, version)
    problems: dict[str, Message] = {}
    if invoice.state not in OPEN:
        problems["amount"] = Message("This document takes no payment.")
    elif not 0 < amount <= LIMIT:
        problems["amount"] = Message("An amount of more than zero is needed.")
    if not 0 <= bank_fee < max(amount, 1):
        problems["bank_fee"] = Message("The bank fee is smaller than the payment.")
    if on > today(session):
        problems["on"] = Message("This day is still to come.")
    elif invoice.issued_on and on < invoice.issued_on.replace(year=invoice.issued_on.year - 1):
        problems["on"] = Message("This day is more than a year before the invoice.")
    if method not in METHODS:
        problems["method"] = Message("This is not one of the choices.")
    if problems:
        raise Invalid(problems)
    payment = Payment(
        client_id=invoice.client_id,
        received_on=on,
        amount=amount,
        bank_fee=bank_fee,
        currency=invoice.currency,
        method=method,
        bank_account_id=account_id,
        reference=text(reference),
        payer=text(payer),
        note=text(note, limit=500),
    )
    session.add(payment)
    session.flush()
    debts = _debts(session, invoice.client_id, invoice.currency)
    if not spread:
        debts = [debt for debt in debts if debt.invoice_id == invoice_id]
    for key, part in allocate(amount, invoice_id, debts):
        session.add(Allocation(payment_id=payment.key, invoice_id=key, amount=part))
        _settle(load(session, Invoice, key), part)
    name_step(session, Message("Record payment of {number}", number=invoice.number or ""))
    session.flush()
    return payment.key


def _settle(invoice: Invoice, part: int) -> None:
    """Add a part of a payment (negative for a reversal) and move the invoice's state."""
    invoice.paid += part
    invoice.state = after_money(
        invoice.state,
        invoice.gross,
        invoice.paid,
        invoice.credited,
        was_sent=invoice.sent_on is not None,
    )


@command("Reverse payment", right="payments.edit", undo=False)
def reverse_payment(session: Session, payment_id: int, *, on: date, reason: str) -> int:
    """Take a payment back by an opposite one: both stay in the books. Returns the new payment."""
    payment = load(session, Payment, payment_id)
    taken = session.exec(select(Payment).where(Payment.reverses_id == payment_id)).first()
    if taken is not None or payment.reverses_id is not None:
        raise Invalid({"reason": Message("This payment is reversed already.")})
    back = Payment(
        client_id=payment.client_id,
        received_on=on,
        amount=-payment.amount,
        bank_fee=-payment.bank_fee,
        currency=payment.currency,
        method=payment.method,
        bank_account_id=payment.bank_account_id,
        reference=payment.reference,
        note=text(reason, limit=500, required=True),
        reverses_id=payment_id,
    )
    session.add(back)
    session.flush()
    for part in session.exec(select(Allocation).where(Allocation.payment_id == payment_id)).all():
        session.add(
            Allocation(payment_id=back.key, invoice_id=part.invoice_id, amount=-part.amount)
        )
        _settle(load(session, Invoice, part.invoice_id), -part.amount)
    session.flush()
    return back.key


@command("Set credit against invoice", right="payments.edit", undo=False)
def use_credit(session: Session, invoice_id: int, *, version: int) -> int:
    """Pay an invoice from what the client has paid too much; returns the amount in minor units."""
    invoice = load(session, Invoice, invoice_id, version)
    left = min(
        client_credit(session, invoice.client_id, invoice.currency).minor, max(0, _open(invoice))
    )
    if left <= 0 or invoice.state not in OPEN:
        raise Invalid({"amount": Message("There is no credit to use.")})
    paid = left
    for payment in session.exec(
        select(Payment)
        .where(Payment.client_id == invoice.client_id, Payment.currency == invoice.currency)
        .order_by(col(Payment.id))
    ).all():
        used = session.exec(select(Allocation).where(Allocation.payment_id == payment.key)).all()
        part = min(left, payment.amount - sum(row.amount for row in used))
        if part > 0:
            session.add(Allocation(payment_id=payment.key, invoice_id=invoice_id, amount=part))
            left -= part
    _settle(invoice, paid - left)
    session.flush()
    return paid - left
