"""What an invoice, credit note or payment request says: frozen values, all sums worked out."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from studio.documents.language import NOTHING, Bilingual, Language
from studio.documents.paper import Mark, Paper
from studio.documents.parties import BankAccount, Brand, Party
from studio.documents.rows import Instalment, PricedRow, TaxLine
from studio.domain.money import Money


class InvoiceKind(StrEnum):
    """What is billed, or taken back; the codes of the records."""

    STANDARD = "standard"
    DEPOSIT = "deposit"
    PROGRESS = "progress"
    FINAL = "final"
    RETAINER = "retainer"
    COMMISSION = "commission"
    USAGE = "usage"
    PRO_FORMA = "proforma"
    CREDIT_NOTE = "credit_note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Another document named in this one."""

    number: str
    issue_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction:
    """An earlier invoice of the same contract, taken off a final invoice; amounts positive."""

    number: str
    issue_date: date
    net: Money
    tax: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """A line between the total and what is due: money received, tax withheld. Signed."""

    label: Bilingual
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceTotals:
    """The sums of an invoice.

    `subtotal` and `discount` (positive) are given where the whole document is discounted.
    `due` is what is asked for: gross less deductions plus adjustments. `home_tax` is the tax
    in the issuer's own currency, where the law asks for it on an invoice in another one.
    """

    subtotal: Money | None = None
    discount: Money | None = None
    net: Money
    taxes: tuple[TaxLine, ...] = ()
    gross: Money
    deductions: tuple[Deduction, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    due: Money
    home_tax: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fapiao:
    """What the Chinese tax invoice will say; number and date stay blank lines until issued."""

    kind: Bilingual
    title: str
    tax_number: str
    item: str = ""
    number: str = ""
    issue_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceDocument:
    """Everything one invoice prints.

    An empty `number` makes it a draft. `fapiao` makes it a Chinese payment request. With
    `contract_rows` the contract is printed as information and `rows` (the deposit line) is
    billed among the totals. `stamped_at` (UTC, from the record) dates the file itself.
    """

    kind: InvoiceKind = InvoiceKind.STANDARD
    language: Language
    paper: Paper = Paper.A4
    mark: Mark = Mark.NONE
    number: str = ""
    stamped_at: datetime
    brand: Brand
    issuer: Party
    client: Party
    issue_date: date | None = None
    due_date: date | None = None
    supply_from: date | None = None
    supply_to: date | None = None
    terms: Bilingual = NOTHING
    contract: str = ""
    purchase_order: str = ""
    project: Bilingual = NOTHING
    subject: Bilingual = NOTHING
    rows: tuple[PricedRow, ...]
    tax_inclusive: bool = False
    contract_rows: tuple[PricedRow, ...] = ()
    contract_total: Money | None = None
    totals: InvoiceTotals
    tax_notes: tuple[Bilingual, ...] = ()
    notes: Bilingual = NOTHING
    words_en: str = ""
    words_zh: str = ""
    schedule: tuple[Instalment, ...] = ()
    bank: BankAccount | None = None
    payment_reference: str = ""
    late_payment: Bilingual = NOTHING
    footer: Bilingual = NOTHING
    credited: Reference | None = None
    reason: Bilingual = NOTHING
    fapiao: Fapiao | None = None
    stamp: bytes = b""
    prepared_by: Bilingual = NOTHING
    approved_by: Bilingual = NOTHING
