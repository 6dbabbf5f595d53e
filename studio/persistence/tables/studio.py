"""Studio settings, people, legal entities with tax rates and bank accounts, number series."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar
from uuid import uuid4

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from studio.persistence.base import TABLE_OPTIONS, Entity
from studio.persistence.columns import Json, Rate


class Studio(Entity, table=True):
    """The one row of studio-wide settings."""

    __tablename__ = "studio"

    name: str
    name_zh: str = ""
    tagline: str = ""
    tagline_zh: str = ""
    language: str = "en"
    """The language documents get where a client names none: en, zh, zh+en."""
    currency: str = "CNY"
    accent: str = "#B83A22"
    logo: str = ""
    """SHA-256 of the logo image."""
    working_days: str = "12345"
    """ISO weekdays that are worked, Monday 1."""
    fiscal_year_start: int = 1
    brief_pattern: str = "B-{SEQ:3}"
    proposal_pattern: str = "P-{YYYY}-{SEQ:3}"
    project_pattern: str = "PR-{SEQ:3}"
    deliverable_pattern: str = "D-{SEQ:3}"
    margin_floor: Decimal = Field(default=Decimal("0.30"), sa_type=Rate)
    validity_days: int = 30
    tier_scheme: str = "china"
    """By which bands creators are told apart: china, western, own."""
    about: str = ""
    about_zh: str = ""
    terms: str = ""
    terms_zh: str = ""
    pinned_today: date | None = None
    """The demo studio's day; None in a real studio."""
    demo: bool = False
    checklist: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    uid: str = Field(default_factory=lambda: uuid4().hex)
    """Tells this studio's dates from all others' in people's calendars; never changes."""


class Person(Entity, table=True):
    """Somebody who works in the studio."""

    __tablename__ = "person"

    name: str
    name_zh: str = ""
    roles: list[str] = Field(default_factory=list, sa_type=Json)
    email: str = ""
    phone: str = ""
    calendar_id: int | None = Field(default=None, foreign_key="calendar.id")
    hours_per_week: int = 40
    archived: bool = False


class LegalEntity(Entity, table=True):
    """A company of the studio that sends documents and takes money."""

    __tablename__ = "legal_entity"

    code: str
    """Short name used in lists and numbers, such as PLUK."""
    legal_name: str
    legal_name_zh: str = ""
    country: str
    """ISO 3166 alpha-2."""
    address: str = ""
    address_zh: str = ""
    tax_no: str = ""
    """USCC, VAT number or EIN."""
    reg_no: str = ""
    vat_status: str = "not_registered"
    currency: str
    language: str = "en"
    email: str = ""
    phone: str = ""
    website: str = ""
    logo: str = ""
    stamp: str = ""
    """SHA-256 of the stamp (chop) image."""
    invoice_pattern: str = "INV-{YYYY}-{SEQ:4}"
    credit_pattern: str = "CN-{YYYY}-{SEQ:4}"
    proforma_pattern: str = "PF-{YYYY}-{SEQ:4}"
    terms_kind: str = "net_n"
    terms_days: int = 30
    rounding: str = "document"
    late_clause: str = ""
    late_clause_zh: str = ""
    archived: bool = False


class TaxRate(Entity, table=True):
    """A tax rate or treatment that a legal entity may put on its documents."""

    __tablename__ = "tax_rate"
    owner: ClassVar[tuple[str, str] | None] = ("legal_entity", "legal_entity_id")

    legal_entity_id: int = Field(foreign_key="legal_entity.id", index=True)
    name: str
    name_zh: str = ""
    rate: Decimal = Field(default=Decimal(0), sa_type=Rate)
    treatment: str = "standard"
    """standard, zero, exempt, reverse_charge, outside_scope, none."""
    note: str = ""
    note_zh: str = ""
    standard: bool = False
    """The one proposed first."""
    archived: bool = False


class BankAccount(Entity, table=True):
    """Where a legal entity takes payments."""

    __tablename__ = "bank_account"
    owner: ClassVar[tuple[str, str] | None] = ("legal_entity", "legal_entity_id")

    legal_entity_id: int = Field(foreign_key="legal_entity.id", index=True)
    currency: str
    account_name: str
    account_name_zh: str = ""
    bank: str = ""
    bank_zh: str = ""
    iban: str = ""
    account_no: str = ""
    bic: str = ""
    routing_no: str = ""
    method: str = "bank"
    """bank, alipay, wechat_pay, paypal, wise ..."""
    standard: bool = False
    archived: bool = False


class Series(Entity, table=True):
    """The counter of one run of numbers; undo leaves it alone, so no number is given twice."""

    __tablename__ = "series"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("legal_entity_id", "kind", "scope"),
        TABLE_OPTIONS,
    )
    undoable: ClassVar[bool] = False

    legal_entity_id: int = 0
    """0 for numbers that are not a company's: briefs, proposals, projects, deliverables."""
    kind: str
    """brief, proposal, project, deliverable, invoice, credit_note, proforma."""
    scope: str = ""
    """What the counter restarts with: the year, and the client where the pattern names it."""
    first: int = 1
    """The first number used in this program; the gap check begins there."""
    next: int = 1
