"""Projects and their payment schedule."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from studio.persistence.base import Entity
from studio.persistence.columns import Rate


class Project(Entity, table=True):
    """Work that a client ordered."""

    __tablename__ = "project"

    number: str = Field(index=True)
    name: str
    name_zh: str = ""
    client_id: int = Field(foreign_key="client.id", index=True)
    brief_id: int | None = Field(default=None, foreign_key="brief.id")
    proposal_id: int | None = Field(default=None, foreign_key="proposal.id")
    version_id: int | None = Field(default=None, foreign_key="proposal_version.id")
    accepted: str = ""
    """Letters of the accepted options and add-ons."""
    legal_entity_id: int = Field(foreign_key="legal_entity.id")
    lead_id: int | None = Field(default=None, foreign_key="person.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    kind: str = "short_video"
    """short_video, photo, live_commerce, long_video, livestream, co_creation, mixed ..."""
    state: str = Field(default="planned", index=True)
    state_reason: str = ""
    override_reason: str = ""
    """Why the owner let work begin although the deposit had not come in."""
    held_on: date | None = None
    """Since when the project is on hold; open dates move by as many days when it goes on."""
    hue: str = "p1"
    market: str = ""
    currency: str
    net: int = Field(default=0, sa_type=BigInteger)
    """Contract net in minor units, as accepted."""
    budget: int = Field(default=0, sa_type=BigInteger)
    """Planned cost, minor units, internal."""
    spent: int = Field(default=0, sa_type=BigInteger)
    language: str = "en"
    tax_mode: str = "excl"
    tax_rate: Decimal = Field(default=Decimal(0), sa_type=Rate)
    tax_name: str = ""
    tax_name_zh: str = ""
    po_no: str = ""
    contract_no: str = ""
    start_on: date | None = None
    end_on: date | None = None
    publish_from: date | None = None
    publish_to: date | None = None
    delivered_on: date | None = None
    business_month: str = ""
    """The client's month, YYYY-MM."""
    finance_month: str = ""
    """Our month, YYYY-MM."""
    next_step: str = ""
    next_step_zh: str = ""
    next_on: date | None = None
    note: str = ""
    archived: bool = Field(default=False, index=True)


class ProjectInstalment(Entity, table=True):
    """One part of what the client pays for a project, and the invoice made of it."""

    __tablename__ = "project_instalment"
    owner: ClassVar[tuple[str, str] | None] = ("project", "project_id")

    project_id: int = Field(foreign_key="project.id", index=True)
    position: int = 0
    title: str
    title_zh: str = ""
    trigger: str = "acceptance"
    share: Decimal = Field(default=Decimal(0), sa_type=Rate)
    net: int = Field(default=0, sa_type=BigInteger)
    terms_kind: str = "net_n"
    terms_days: int = 30
    planned_on: date | None = None
    invoice_id: int | None = Field(default=None, foreign_key="invoice.id")
