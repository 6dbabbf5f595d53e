"""Briefs: the client's own words, the fields made of them, and what is still open."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from studio.persistence.base import Entity
from studio.persistence.columns import Json, UtcTime


class Brief(Entity, table=True):
    """What a client wants, in fields."""

    __tablename__ = "brief"

    number: str = Field(index=True)
    client_id: int | None = Field(default=None, foreign_key="client.id", index=True)
    brand_id: int | None = Field(default=None, foreign_key="brand.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    title: str = ""
    title_zh: str = ""
    state: str = Field(default="draft", index=True)
    revision: int = 1
    """Rises with the first change after a proposal went out."""
    proposed_revision: int = 0
    """The revision that the newest proposal answers; 0 before the first."""
    product: str = ""
    objective: str = ""
    platforms: list[str] = Field(default_factory=list, sa_type=Json)
    formats: str = ""
    audience: str = ""
    creators: str = ""
    """Wished creators: how many, which tier, which niche."""
    budget_min: int | None = Field(default=None, sa_type=BigInteger)
    """Minor units of `currency`."""
    budget_max: int | None = Field(default=None, sa_type=BigInteger)
    budget_note: str = ""
    """What the amount does not say: "a month", "plus commission"."""
    currency: str = ""
    window_from: date | None = None
    window_to: date | None = None
    due_on: date | None = None
    due_time: str = ""
    """When the proposal is due, local time HH:MM."""
    key_message: str = ""
    must_say: str = ""
    must_not: str = ""
    keywords: list[str] = Field(default_factory=list, sa_type=Json)
    usage: str = ""
    exclusivity: str = ""
    ai_allowed: str = ""
    """yes, no, ask; empty where nobody asked."""
    samples: str = ""
    approver: str = ""
    language: str = ""
    kpis: str = ""
    market: str = ""
    terms_note: str = ""
    owner_id: int | None = Field(default=None, foreign_key="person.id")
    received_on: date | None = None
    source: str = ""
    """inbound, referral, platform_marketplace, pitch, repeat, event, scouting."""
    summary: str = ""
    next_action: str = ""
    next_on: date | None = None
    reason: str = ""
    """Why it was lost or declined."""
    archived: bool = False


class BriefItem(Entity, table=True):
    """One wished kind of piece: platform, format, how many, which tier, at most what price each."""

    __tablename__ = "brief_item"
    owner: ClassVar[tuple[str, str] | None] = ("brief", "brief_id")

    brief_id: int = Field(foreign_key="brief.id", index=True)
    position: int = 0
    platform: str
    format: str = ""
    quantity: int = 1
    tier: str = ""
    ceiling: int | None = Field(default=None, sa_type=BigInteger)


class BriefMessage(Entity, table=True):
    """The client's own words as they came; never altered."""

    __tablename__ = "brief_message"
    owner: ClassVar[tuple[str, str] | None] = ("brief", "brief_id")

    brief_id: int = Field(foreign_key="brief.id", index=True)
    body: str
    channel: str = ""
    """wechat, mail, call, meeting, platform, paste."""
    author: str = ""
    received_at: datetime | None = Field(default=None, sa_type=UtcTime)


class BriefMark(Entity, table=True):
    """A marked span of a message, or an open point about a field."""

    __tablename__ = "brief_mark"
    owner: ClassVar[tuple[str, str] | None] = ("brief", "brief_id")

    brief_id: int = Field(foreign_key="brief.id", index=True)
    message_id: int | None = Field(default=None, foreign_key="brief_message.id")
    start: int = 0
    length: int = 0
    field: str = ""
    """The brief's field the words belong to; empty where there is none yet."""
    kind: str = "used"
    """used, unclear, unplaced."""
    question: str = ""
    closed: bool = False
