"""Agreements: contracts with talent and others, and releases of likeness, voice and the rest."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from sqlmodel import Field

from studio.persistence.base import Entity
from studio.persistence.columns import Json, Rate


class Contract(Entity, table=True):
    """An agreement with its term, its split and its signatures (SM-4)."""

    __tablename__ = "contract"
    owner: ClassVar[tuple[str, str] | None] = ("talent", "talent_id")

    number: str = ""
    kind: str = "talent_agreement"
    """talent_agreement, mcn_management, ambassador, ip_licence, crew_deal_memo, nda."""
    title: str = ""
    title_zh: str = ""
    talent_id: int = Field(foreign_key="talent.id", index=True)
    client_id: int | None = Field(default=None, foreign_key="client.id", index=True)
    project_id: int | None = Field(default=None, foreign_key="project.id")
    legal_entity_id: int | None = Field(default=None, foreign_key="legal_entity.id")
    parent_id: int | None = Field(default=None, foreign_key="contract.id")
    """The contract this one amends."""
    state: str = Field(default="draft", index=True)
    """draft, in_negotiation, agreed, signed, terminated, cancelled; the rest is computed."""
    state_reason: str = ""
    start_on: date | None = None
    end_on: date | None = Field(default=None, index=True)
    notice_days: int = 30
    split: Decimal | None = Field(default=None, sa_type=Rate)
    """The studio's share of what the talent earns, a fraction of one."""
    platforms: list[str] = Field(default_factory=list, sa_type=Json)
    """Platform codes covered; empty is all."""
    exclusive: bool = False
    territory: str = ""
    """ISO country, or empty for everywhere."""
    law: str = ""
    """ISO country whose law governs."""
    payment_terms: str = ""
    clauses: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """Clause -> agreed or not: {"likeness": true, "data": false}."""
    signed_by_us: str = ""
    signed_by_us_on: date | None = None
    signed_by_them: str = ""
    signed_by_them_on: date | None = None
    terminated_on: date | None = None
    note: str = ""


class Release(Entity, table=True):
    """A person agrees that their face, voice or work is used, for what, where and how long."""

    __tablename__ = "talent_release"
    owner: ClassVar[tuple[str, str] | None] = ("talent", "talent_id")

    talent_id: int = Field(foreign_key="talent.id", index=True)
    project_id: int | None = Field(default=None, foreign_key="project.id", index=True)
    kind: str = "likeness"
    """likeness, voice, minor, location, property, ai_clone, data, music."""
    scope: str = ""
    media: list[str] = Field(default_factory=list, sa_type=Json)
    """Channels: brand_organic, creator_organic, paid_social ...; empty where all are meant."""
    territory: str = ""
    """ISO country, or empty for everywhere."""
    first_on: date | None = None
    last_on: date | None = Field(default=None, index=True)
    signed_on: date | None = None
    signed_by: str = ""
    guardian: str = ""
    """Who signed for somebody who is not of age."""
    revoked_on: date | None = None
    revoke_reason: str = ""
    note: str = ""
