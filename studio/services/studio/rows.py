"""Frozen rows of the studio's settings: the studio itself, people, companies, taxes, accounts."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from studio.persistence.base import Entity
from studio.text import Message

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Face:
    """What the window shows of the studio and of the person at this machine."""

    person_id: int | None
    name: str
    name_zh: str
    person: str
    person_zh: str
    roles: tuple[str, ...]
    pinned_today: date | None
    demo: bool
    set_up: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """The studio-wide settings; `logo` is the SHA-256 of an image, shares are fractions of one."""

    id: int
    version: int
    name: str
    name_zh: str
    tagline: str
    tagline_zh: str
    language: str
    currency: str
    accent: str
    logo: str
    working_days: str
    fiscal_year_start: int
    brief_pattern: str
    proposal_pattern: str
    project_pattern: str
    deliverable_pattern: str
    margin_floor: Decimal
    validity_days: int
    about: str
    about_zh: str
    terms: str
    terms_zh: str
    pinned_today: date | None
    demo: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who works in the studio."""

    id: int
    version: int
    name: str
    name_zh: str
    roles: tuple[str, ...]
    email: str
    phone: str
    archived: bool


@dataclass(frozen=True, slots=True)
class TaxRateRow:
    """A tax rate of a company; `rate` is a fraction of one (0.2 is 20 %)."""

    id: int
    version: int
    legal_entity_id: int
    name: str
    name_zh: str
    rate: Decimal
    treatment: str
    note: str
    note_zh: str
    standard: bool
    archived: bool


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account that a company takes payments on."""

    id: int
    version: int
    legal_entity_id: int
    currency: str
    account_name: str
    account_name_zh: str
    bank: str
    bank_zh: str
    iban: str
    account_no: str
    bic: str
    routing_no: str
    method: str
    standard: bool
    archived: bool


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company as the list of companies and pickers show it."""

    id: int
    version: int
    code: str
    legal_name: str
    legal_name_zh: str
    country: str
    currency: str
    language: str
    archived: bool


@dataclass(frozen=True, slots=True)
class Company:
    """A company of the studio, whole; `logo` and `stamp` are SHA-256 of images."""

    id: int
    version: int
    code: str
    legal_name: str
    legal_name_zh: str
    country: str
    address: str
    address_zh: str
    tax_no: str
    reg_no: str
    vat_status: str
    currency: str
    language: str
    email: str
    phone: str
    website: str
    logo: str
    stamp: str
    invoice_pattern: str
    credit_pattern: str
    proforma_pattern: str
    terms_kind: str
    terms_days: int
    rounding: str
    late_clause: str
    late_clause_zh: str
    archived: bool
    rates: tuple[TaxRateRow, ...] = ()
    accounts: tuple[AccountRow, ...] = ()

    def standard_rate(self) -> TaxRateRow | None:
        """Return the rate proposed first, the oldest where none is marked."""
        return next((rate for rate in self.rates if rate.standard), next(iter(self.rates), None))

    def account_for(self, currency: str) -> AccountRow | None:
        """Return the account for a currency: the standard one of them, else the oldest."""
        fitting = [account for account in self.accounts if account.currency == currency]
        return next((one for one in fitting if one.standard), next(iter(fitting), None))


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who sends a document: the company and the studio's own look, as they stand now."""

    company: Company
    studio: Profile

    @property
    def logo(self) -> str:
        """The SHA-256 of the company's own logo, else of the studio's; "" where neither has one."""
        return self.company.logo or self.studio.logo


@dataclass(frozen=True, slots=True)
class RuleSetRow:
    """A dated set of rules; stale once it has not been checked for 180 days."""

    id: str
    kind: str
    jurisdiction: str
    name: str
    name_zh: str
    effective_from: date | None
    effective_to: date | None
    source: str
    checked_on: date
    confidence: str
    stale: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the set-up checklist; `section` is where the settings page mends it."""

    code: str
    title: Message
    hint: Message
    done: bool
    page: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """The first days' steps, ticked by what the studio already holds."""

    steps: tuple[Step, ...]
    hidden: bool
    version: int

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.done for step in self.steps)


def copied(kind: type[R], row: Entity, **more: Any) -> R:
    """Copy an entity's columns into a frozen row of the same field names."""
    names = {one.name for one in fields(kind)} - more.keys()  # type: ignore[arg-type]
    values = {name: getattr(row, name) for name in names if hasattr(row, name)}
    return kind(**{name: _frozen(value) for name, value in values.items()}, **more)


def put(row: Entity, values: Mapping[str, Any]) -> None:
    """Set clean values on an entity."""
    for name, value in values.items():
        setattr(row, name, value)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
