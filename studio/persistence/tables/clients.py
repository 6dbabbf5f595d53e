"""Clients with their contacts and brands."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from sqlmodel import Field

from studio.persistence.base import Entity
from studio.persistence.columns import Json, Rate


class Client(Entity, table=True):
    """Somebody who pays the studio."""

    __tablename__ = "client"

    code: str = ""
    """Short ASCII name used in number patterns and file names."""
    name: str
    name_zh: str = ""
    legal_name: str = ""
    legal_name_zh: str = ""
    country: str = ""
    industry: str = ""
    state: str = "active"
    hold_reason: str = ""
    market: str = ""
    language: str = "en"
    """Language of the client's documents: en, zh, zh+en."""
    currency: str
    page_size: str = "A4"
    legal_entity_id: int | None = Field(default=None, foreign_key="legal_entity.id")
    """The company of ours that deals with this client."""
    terms_kind: str = "net_n"
    terms_days: int = 30
    address: str = ""
    address_zh: str = ""
    tax_no: str = ""
    tax_treatment: str = "standard"
    tax_rate: Decimal | None = Field(default=None, sa_type=Rate)
    fapiao_kind: str = ""
    """special or general; empty where no fapiao is due."""
    fapiao_title: str = ""
    fapiao_bank: str = ""
    po_required: bool = False
    invoice_email: str = ""
    website: str = ""
    lead_id: int | None = Field(default=None, foreign_key="person.id")
    competitors: list[str] = Field(default_factory=list, sa_type=Json)
    forbidden_words: list[str] = Field(default_factory=list, sa_type=Json)
    next_action: str = ""
    next_on: date | None = None
    note: str = ""
    archived: bool = Field(default=False, index=True)


class Contact(Entity, table=True):
    """A person at a client."""

    __tablename__ = "contact"
    owner: ClassVar[tuple[str, str] | None] = ("client", "client_id")

    client_id: int = Field(foreign_key="client.id", index=True)
    name: str
    name_zh: str = ""
    title: str = ""
    role: str = "decision"
    """decision, budget, creative, legal, finance, procurement, agency, day_to_day."""
    email: str = ""
    phone: str = ""
    wechat: str = ""
    language: str = ""
    standard: bool = False
    """The one documents are addressed to."""
    note: str = ""
    archived: bool = False


class Brand(Entity, table=True):
    """A brand or product line of a client."""

    __tablename__ = "brand"
    owner: ClassVar[tuple[str, str] | None] = ("client", "client_id")

    client_id: int = Field(foreign_key="client.id", index=True)
    name: str
    name_zh: str = ""
    category: str = ""
    note: str = ""
    archived: bool = False
