"""The JSON forms other programs write: checked by their types, described by JSON Schema.

Amounts are strings in whole units ("1200.50"), rates and shares are fractions ("0.2"), days are
ISO dates. What a form leaves out gets the program's defaults.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Words = Annotated[str, Field(max_length=200)]
LongWords = Annotated[str, Field(max_length=4000)]
Amount = Annotated[Decimal, Field(ge=0, le=Decimal("9e12"))]
Share = Annotated[Decimal, Field(ge=0, le=1)]
Quantity = Annotated[Decimal, Field(ge=0, le=1_000_000)]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$")]
Language = Literal["en", "zh", "zh+en"]


class Form(BaseModel):
    """A form that takes nothing it does not know."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class ContactForm(Form):
    """A person at a client."""

    name: Words
    name_zh: Words = ""
    title: Words = ""
    role: Words = "decision"
    email: Words = ""
    phone: Words = ""
    wechat: Words = ""


class BrandForm(Form):
    """A brand of a client."""

    name: Words
    name_zh: Words = ""
    category: Words = ""


class ClientForm(Form):
    """A client with contacts and brands."""

    name: Words
    name_zh: Words = ""
    legal_name: Words = ""
    legal_name_zh: Words = ""
    country: Words = ""
    industry: Words = ""
    language: Language = "en"
    currency: Currency
    address: LongWords = ""
    address_zh: LongWords = ""
    tax_no: Words = ""
    terms_kind: Literal["net_n", "eom_plus_n", "net_n_then_eom", "on_receipt", "milestone"] = (
        "net_n"
    )
    terms_days: Annotated[int, Field(ge=0, le=365)] = 30
    contacts: list[ContactForm] = []
    brands: list[BrandForm] = []


class TalentForm(Form):
    """A creator, host, virtual character or crew member."""

    name: Words
    name_zh: Words = ""
    kind: Literal["creator", "virtual", "crew", "host", "public_figure", "model", "voice"] = (
        "creator"
    )
    city: Words = ""
    note: LongWords = ""


class BriefForm(Form):
    """A brief; `words` are the client's own, kept unaltered."""

    client: Words
    title: Words
    title_zh: Words = ""
    words: LongWords = ""
    objective: Words = ""
    budget_min: Amount | None = None
    budget_max: Amount | None = None
    currency: Currency | None = None
    window_from: date | None = None
    window_to: date | None = None
    due_on: date | None = None
    key_message: LongWords = ""
    must_say: LongWords = ""
    must_not: LongWords = ""


class PartyForm(Form):
    """Who a document is from or to."""

    name: Words
    name_zh: Words = ""
    address: LongWords = ""
    address_zh: LongWords = ""
    country: Words = ""
    tax_no: Words = ""
    reg_no: Words = ""
    attention: Words = ""
    email: Words = ""


class BankForm(Form):
    """Where to pay."""

    account_name: Words
    bank: Words = ""
    iban: Words = ""
    account_no: Words = ""
    bic: Words = ""
    routing_no: Words = ""


class LineForm(Form):
    """One row of an invoice; `unit_price` carries the tax where `tax_mode` is "incl"."""

    row: Literal["item", "less", "heading", "note"] = "item"
    title: Words
    title_zh: Words = ""
    detail: Words = ""
    detail_zh: Words = ""
    quantity: Quantity = Decimal(1)
    unit: Words = ""
    unit_price: Amount = Decimal(0)
    discount: Share = Decimal(0)
    tax_rate: Share = Decimal(0)
    tax_treatment: Literal[
        "standard", "zero", "exempt", "reverse_charge", "outside_scope", "none"
    ] = "standard"


class InvoiceForm(Form):
    """A draft invoice for a client of the studio."""

    client: Words
    entity: Words = ""
    kind: Literal["standard", "deposit", "progress", "final", "retainer", "commission", "usage"] = (
        "standard"
    )
    title: Words = ""
    title_zh: Words = ""
    currency: Currency | None = None
    language: Language | None = None
    tax_mode: Literal["excl", "incl"] = "excl"
    po_no: Words = ""
    note: LongWords = ""
    lines: Annotated[list[LineForm], Field(min_length=1, max_length=5000)]


class InvoicePaper(Form):
    """An invoice to print without any studio: everything it says."""

    number: Words = ""
    kind: Literal[
        "standard", "deposit", "progress", "final", "retainer", "commission", "usage", "proforma"
    ] = "standard"
    language: Language = "en"
    page_size: Literal["A4", "Letter"] = "A4"
    issue_date: date
    due_date: date | None = None
    currency: Currency
    tax_mode: Literal["excl", "incl"] = "excl"
    rounding: Literal["document", "line"] = "document"
    discount: Share = Decimal(0)
    studio: Words = ""
    accent: Annotated[str, Field(pattern="^#[0-9A-Fa-f]{6}$")] = "#00616F"
    issuer: PartyForm
    client: PartyForm
    title: Words = ""
    title_zh: Words = ""
    po_no: Words = ""
    contract_no: Words = ""
    note: LongWords = ""
    tax_note: LongWords = ""
    late_payment: LongWords = ""
    bank: BankForm | None = None
    lines: Annotated[list[LineForm], Field(min_length=1, max_length=5000)]


class OptionForm(Form):
    """One option of a proposal."""

    letter: Annotated[str, Field(pattern="^[A-Z]$")]
    title: Words = ""
    title_zh: Words = ""
    advised: bool = False


class OfferLineForm(Form):
    """One row of a proposal's price table; `options` are the letters it belongs to."""

    row: Literal["item", "heading", "note"] = "item"
    title: Words
    title_zh: Words = ""
    detail: Words = ""
    detail_zh: Words = ""
    options: Annotated[str, Field(pattern="^[A-Z]*$")] = "A"
    quantity: Quantity = Decimal(1)
    unit: Words = ""
    unit_price: Amount = Decimal(0)
    discount: Share = Decimal(0)


class InstalmentForm(Form):
    """One part of the payment schedule; all shares together make 1."""

    title: Words
    title_zh: Words = ""
    share: Share
    due: Words = ""


class ProposalPaper(Form):
    """A proposal to print without any studio."""

    number: Words = ""
    version: Annotated[int, Field(ge=1, le=99)] = 1
    language: Language = "en"
    page_size: Literal["A4", "Letter"] = "A4"
    issue_date: date
    valid_until: date
    currency: Currency
    tax_rate: Share = Decimal(0)
    tax_note: LongWords = ""
    studio: Words = ""
    accent: Annotated[str, Field(pattern="^#[0-9A-Fa-f]{6}$")] = "#00616F"
    issuer: PartyForm
    client: PartyForm
    title: Words
    title_zh: Words = ""
    lead: LongWords = ""
    about: LongWords = ""
    reading: LongWords = ""
    idea: LongWords = ""
    terms: LongWords = ""
    options: Annotated[list[OptionForm], Field(min_length=1, max_length=8)]
    lines: Annotated[list[OfferLineForm], Field(min_length=1, max_length=500)]
    instalments: Annotated[list[InstalmentForm], Field(max_length=12)] = []


IMPORTS: dict[str, type[Form]] = {
    "client": ClientForm,
    "talent": TalentForm,
    "brief": BriefForm,
    "invoice": InvoiceForm,
}
"""What `import` takes, by noun."""

PAPERS: dict[str, type[Form]] = {"invoice": InvoicePaper, "proposal": ProposalPaper}
"""What `render` takes, by kind of document."""
