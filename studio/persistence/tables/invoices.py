"""Invoices, credit notes and pro formas with their lines; payments and what they pay."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import BigInteger, UniqueConstraint
from sqlalchemy.orm import Session
from sqlmodel import Field

from studio.persistence.base import TABLE_OPTIONS, Entity
from studio.persistence.columns import Json, Quantity, Rate, UtcTime
from studio.text import Message

AFTER_ISSUE = frozenset(
    {
        "state",
        "paid",
        "credited",
        "sent_on",
        "sent_to",
        "sent_channel",
        "void_reason",
        "dispute_reason",
        "fapiao_state",
        "fapiao_no",
        "fapiao_on",
        "fapiao_kind",
        "internal_note",
        "archived",
    }
)
"""What may still change on an issued document; everything printed is frozen (SM-14, L2)."""


def _locked() -> Message:
    return Message("Issued and locked. Correct it with a credit note.")


class Invoice(Entity, table=True):
    """A demand for payment, a credit note or a pro forma."""

    __tablename__ = "invoice"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("legal_entity_id", "type", "number"),
        TABLE_OPTIONS,
    )

    type: str = "invoice"
    """invoice, credit_note, proforma: each has its own series."""
    kind: str = "standard"
    """standard, deposit, progress, final, retainer, commission, usage, proforma, credit."""
    number: str | None = Field(default=None, index=True)
    """Given on issue, never on a draft."""
    sequence: int | None = None
    series_id: int | None = Field(default=None, foreign_key="series.id")
    state: str = Field(default="draft", index=True)
    legal_entity_id: int = Field(foreign_key="legal_entity.id")
    client_id: int = Field(foreign_key="client.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    project_id: int | None = Field(default=None, foreign_key="project.id", index=True)
    instalment_id: int | None = None
    credits_id: int | None = Field(default=None, foreign_key="invoice.id")
    """The invoice that a credit note takes back."""
    title: str = ""
    title_zh: str = ""
    currency: str
    language: str = "en"
    page_size: str = "A4"
    issued_on: date | None = None
    supplied_on: date | None = None
    supplied_to: date | None = None
    due_on: date | None = Field(default=None, index=True)
    terms_kind: str = "net_n"
    terms_days: int = 30
    po_no: str = ""
    contract_no: str = ""
    tax_mode: str = "excl"
    """excl or incl: whether line prices carry the tax."""
    rounding: str = "document"
    discount: Decimal = Field(default=Decimal(0), sa_type=Rate)
    discount_amount: int = Field(default=0, sa_type=BigInteger)
    bank_account_id: int | None = Field(default=None, foreign_key="bank_account.id")
    note: str = ""
    note_zh: str = ""
    internal_note: str = ""
    reason: str = ""
    """Why a credit note takes the invoice back."""
    net: int = Field(default=0, sa_type=BigInteger)
    tax: int = Field(default=0, sa_type=BigInteger)
    gross: int = Field(default=0, sa_type=BigInteger)
    paid: int = Field(default=0, sa_type=BigInteger)
    credited: int = Field(default=0, sa_type=BigInteger)
    base_currency: str = ""
    fx_rate: Decimal | None = Field(default=None, sa_type=Rate)
    """Base units for one unit of `currency`, as of `fx_on`; frozen with the document."""
    fx_on: date | None = None
    fx_source: str = ""
    frozen: dict[str, Any] | None = Field(default=None, sa_type=Json)
    """Everything as printed: parties, bank, terms, lines, totals."""
    pdf: str = ""
    """SHA-256 of the PDF as issued; set in the same flush as the last of what it prints."""
    sent_on: date | None = None
    sent_to: str = ""
    sent_channel: str = ""
    void_reason: str = ""
    dispute_reason: str = ""
    fapiao_kind: str = ""
    fapiao_state: str = "not_requested"
    fapiao_no: str = ""
    fapiao_on: date | None = None
    issued_at: datetime | None = Field(default=None, sa_type=UtcTime)
    prepared_by: int | None = Field(default=None, foreign_key="person.id")
    issued_by: int | None = Field(default=None, foreign_key="person.id")
    archived: bool = False

    def lock(self, session: Session, changed: frozenset[str], kind: str) -> Message | None:
        """An issued document only takes payments, its way to the client and its fapiao."""
        if kind == "insert" or not self.pdf or "pdf" in changed:
            return None
        return None if kind == "update" and changed <= AFTER_ISSUE else _locked()


class InvoiceLine(Entity, table=True):
    """A row of an invoice."""

    __tablename__ = "invoice_line"
    owner: ClassVar[tuple[str, str] | None] = ("invoice", "invoice_id")

    invoice_id: int = Field(foreign_key="invoice.id", index=True)
    position: int = 0
    row: str = "item"
    """heading, item, less (taken off), note, subtotal, contract (information only), deduction."""
    title: str = ""
    title_zh: str = ""
    detail: str = ""
    detail_zh: str = ""
    quantity: Decimal = Field(default=Decimal(1), sa_type=Quantity)
    unit: str = ""
    """piece, day, slot ...; "%" where the quantity is a rate on the price, as for commission."""
    unit_price: int = Field(default=0, sa_type=BigInteger)
    discount: Decimal = Field(default=Decimal(0), sa_type=Rate)
    tax_rate: Decimal = Field(default=Decimal(0), sa_type=Rate)
    tax_treatment: str = "standard"
    tax_name: str = ""
    tax_name_zh: str = ""
    deducts_id: int | None = Field(default=None, foreign_key="invoice.id")
    """The deposit invoice that a deduction row takes off."""
    basis: str = ""
    """What a commission is worked out from, in words, such as "settled GMV 1,357,800.00"."""
    basis_zh: str = ""

    def lock(self, session: Session, changed: frozenset[str], kind: str) -> Message | None:
        """Rows of an issued document stay as they are."""
        invoice = session.get(Invoice, self.invoice_id)
        return _locked() if invoice is not None and invoice.pdf else None


class Payment(Entity, table=True):
    """Money that came in (or went back, as a reversal)."""

    __tablename__ = "payment"
    owner: ClassVar[tuple[str, str] | None] = ("client", "client_id")

    client_id: int = Field(foreign_key="client.id", index=True)
    received_on: date
    amount: int = Field(sa_type=BigInteger)
    """What reached us plus the bank fee, minor units."""
    bank_fee: int = Field(default=0, sa_type=BigInteger)
    currency: str
    method: str = "bank"
    bank_account_id: int | None = Field(default=None, foreign_key="bank_account.id")
    reference: str = ""
    payer: str = ""
    note: str = ""
    fx_rate: Decimal | None = Field(default=None, sa_type=Rate)
    reverses_id: int | None = Field(default=None, foreign_key="payment.id")


class Allocation(Entity, table=True):
    """The part of a payment that pays one invoice."""

    __tablename__ = "allocation"
    owner: ClassVar[tuple[str, str] | None] = ("invoice", "invoice_id")

    payment_id: int = Field(foreign_key="payment.id", index=True)
    invoice_id: int = Field(foreign_key="invoice.id", index=True)
    amount: int = Field(sa_type=BigInteger)
