"""What the invoice list, detail and ageing strip show: frozen values, nothing of the database."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from studio.domain.invoices import balance
from studio.domain.money import Money
from studio.domain.states import State


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One row of the list."""

    id: int
    version: int
    type: str
    kind: str
    number: str
    state: str
    shown: State
    client_id: int
    client: str
    client_zh: str
    title: str
    title_zh: str
    issued_on: date | None
    due_on: date | None
    gross: Money
    open: Money
    project_id: int | None
    hue: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of an invoice."""

    id: int
    version: int
    position: int
    row: str
    title: str
    title_zh: str
    detail: str
    detail_zh: str
    quantity: Decimal
    unit: str
    unit_price: Money
    discount: Decimal
    tax_rate: Decimal
    tax_treatment: str
    tax_name: str
    tax_name_zh: str
    amount: Money
    deducts: str = ""
    basis: str = ""
    basis_zh: str = ""


@dataclass(frozen=True, slots=True)
class TaxSum:
    """The tax of one rate."""

    rate: Decimal
    treatment: str
    base: Money
    amount: Money


@dataclass(frozen=True, slots=True)
class Paid:
    """A part of a payment that went to this invoice (negative: taken back)."""

    payment_id: int
    on: date
    amount: Money
    method: str
    reference: str
    bank_fee: Money
    reversed: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the project's payment schedule."""

    id: int
    title: str
    title_zh: str
    share: Decimal
    net: Money
    planned_on: date | None
    invoice_id: int | None
    number: str
    shown: State | None
    current: bool


@dataclass(frozen=True, slots=True)
class InvoiceFilter:
    """What the list shows. `band` is an ageing band; `group` is all, draft, open, overdue, paid.

    `issued` is month, last_month, quarter, year (of the studio's today), or "" for any day.
    """

    text: str = ""
    group: str = "all"
    band: str = ""
    currency: str = ""
    issued: str = ""
    client_id: int | None = None
    project_id: int | None = None
    entity_id: int | None = None
    archived: bool = False
    sort: str = ""
    descending: bool = False
    language: str = "en"
    """Which of two names is shown, and so sorted by."""


@dataclass(frozen=True, slots=True)
class Ageing:
    """What is open in one currency, by how late it is; never added to another currency."""

    currency: str
    open: Money
    bands: dict[str, Money]
    drafts: int
    draft_sum: Money
    planned: Money


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers for the header and the side bar."""

    total: int
    open: int
    overdue: int
    draft: int


@dataclass(frozen=True, slots=True)
class Invoice:
    """A whole invoice for its page."""

    id: int
    version: int
    type: str
    kind: str
    number: str
    state: str
    shown: State
    legal_entity_id: int
    issuer: str
    issuer_zh: str
    issuer_country: str
    client_id: int
    client: str
    client_zh: str
    contact_id: int | None
    contact: str
    project_id: int | None
    project: str
    project_zh: str
    hue: str
    credits_id: int | None
    credits_number: str
    credit_note_id: int | None
    credit_note: str
    title: str
    title_zh: str
    currency: str
    language: str
    page_size: str
    issued_on: date | None
    supplied_on: date | None
    supplied_to: date | None
    due_on: date | None
    terms_kind: str
    terms_days: int
    po_no: str
    contract_no: str
    tax_mode: str
    rounding: str
    discount: Decimal
    discount_amount: Money
    bank_account_id: int | None
    account: str
    note: str
    note_zh: str
    internal_note: str
    reason: str
    net: Money
    tax: Money
    gross: Money
    paid: Money
    credited: Money
    taxes: tuple[TaxSum, ...]
    contract_total: Money | None
    lines: tuple[Line, ...]
    payments: tuple[Paid, ...]
    schedule: tuple[Part, ...]
    fapiao_kind: str
    fapiao_state: str
    fapiao_no: str
    fapiao_on: date | None
    fx_rate: Decimal | None
    base_currency: str
    pdf: str
    sent_on: date | None
    sent_to: str
    sent_channel: str
    void_reason: str
    email: str = ""
    credit: Money = field(default_factory=lambda: Money(0, "XXX"))

    @property
    def open(self) -> Money:
        """What is still owed."""
        return Money(balance(self.gross.minor, self.paid.minor, self.credited.minor), self.currency)

    @property
    def locked(self) -> bool:
        """Say whether it was issued: only its legal ways out are open then."""
        return self.state != "draft"
