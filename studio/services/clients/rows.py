"""Frozen rows of clients: as lists show them, and whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from studio.domain.dates import Terms
from studio.domain.money import Money
from studio.text import Message


@dataclass(frozen=True, slots=True)
class ClientFilter:
    """Which clients a list shows, and in what order.

    `sort` is one of name, country, lead, terms, open, next, state, changed. `language` says which
    of two names is shown, and so sorted by.
    """

    text: str = ""
    states: tuple[str, ...] = ()
    lead_id: int | None = None
    archived: bool = False
    owing: bool = False
    """Only clients with an overdue invoice."""
    sort: str = "name"
    descending: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True)
class OpenMoney:
    """What a client owes in one currency, how much of it is late, on how many invoices."""

    amount: Money
    overdue: Money
    invoices: int
    days_late: int


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One client in a list."""

    id: int
    code: str
    name: str
    name_zh: str
    country: str
    lead: str
    lead_zh: str
    terms: Terms
    open: tuple[OpenMoney, ...]
    next_action: str
    next_on: date | None
    state: str
    archived: bool


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A person at a client."""

    id: int
    version: int
    client_id: int
    name: str
    name_zh: str
    title: str
    role: str
    email: str
    phone: str
    wechat: str
    language: str
    standard: bool
    note: str
    archived: bool


@dataclass(frozen=True, slots=True)
class BrandRow:
    """A brand of a client."""

    id: int
    version: int
    client_id: int
    name: str
    name_zh: str
    category: str
    note: str
    archived: bool


@dataclass(frozen=True, slots=True)
class Client:
    """A client, whole; `open` is one entry for each currency in which money is owed."""

    id: int
    version: int
    code: str
    name: str
    name_zh: str
    legal_name: str
    legal_name_zh: str
    country: str
    industry: str
    state: str
    hold_reason: str
    market: str
    language: str
    currency: str
    page_size: str
    legal_entity_id: int | None
    terms_kind: str
    terms_days: int
    address: str
    address_zh: str
    tax_no: str
    tax_treatment: str
    tax_rate: Decimal | None
    fapiao_kind: str
    fapiao_title: str
    fapiao_bank: str
    po_required: bool
    invoice_email: str
    website: str
    lead_id: int | None
    competitors: tuple[str, ...]
    forbidden_words: tuple[str, ...]
    next_action: str
    next_on: date | None
    note: str
    archived: bool
    lead: str = ""
    lead_zh: str = ""
    company: str = ""
    """The code of the company of ours that deals with the client."""
    contacts: tuple[ContactRow, ...] = ()
    brands: tuple[BrandRow, ...] = ()
    open: tuple[OpenMoney, ...] = ()

    @property
    def terms(self) -> Terms:
        """When the client's invoices are due."""
        return Terms(self.terms_kind, self.terms_days)

    def standard_contact(self) -> ContactRow | None:
        """Return whom documents are addressed to: the standard contact, else the first."""
        in_use = [contact for contact in self.contacts if not contact.archived]
        return next((one for one in in_use if one.standard), next(iter(in_use), None))


@dataclass(frozen=True, slots=True)
class Linked:
    """A record made for a client, newest first in lists."""

    noun: str
    id: int
    number: str
    title: str
    title_zh: str
    state: str


@dataclass(frozen=True, slots=True)
class Links:
    """What hangs on a client: how many of each noun, and the newest of them."""

    counts: Mapping[str, int] = field(default_factory=dict)
    newest: tuple[Linked, ...] = ()

    @property
    def used(self) -> bool:
        """Whether anything at all hangs on the client."""
        return any(self.counts.values())


@dataclass(frozen=True, slots=True)
class Hint:
    """A client that may be the one just typed, and why."""

    id: int
    code: str
    name: str
    name_zh: str
    archived: bool
    why: Message


@dataclass(frozen=True, slots=True)
class Pick:
    """A client in a picker, with what a new record takes over from it."""

    id: int
    code: str
    name: str
    name_zh: str
    currency: str
    language: str
    legal_entity_id: int | None
    state: str
