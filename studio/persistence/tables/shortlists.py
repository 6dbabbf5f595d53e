"""Shortlists: who was found for a brief, and how far asking them has come."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field

from studio.persistence.base import TABLE_OPTIONS, Entity
from studio.persistence.columns import Json


class Shortlist(Entity, table=True):
    """What a brief asks of talent, as edited, and the weights of the parts of the score."""

    __tablename__ = "shortlist"
    owner: ClassVar[tuple[str, str] | None] = ("brief", "brief_id")

    brief_id: int = Field(foreign_key="brief.id", index=True, unique=True)
    wishes: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """What differs from what the brief says."""
    weights: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """Part of the score -> whole weight, where it differs from the studio's."""


class Candidate(Entity, table=True):
    """Somebody considered for a brief, with the figures as they were then."""

    __tablename__ = "candidate"
    __table_args__: ClassVar[Any] = (UniqueConstraint("brief_id", "talent_id"), TABLE_OPTIONS)
    owner: ClassVar[tuple[str, str] | None] = ("brief", "brief_id")

    brief_id: int = Field(foreign_key="brief.id", index=True)
    talent_id: int = Field(foreign_key="talent.id", index=True)
    position: int = 0
    state: str = Field(default="candidate", index=True)
    """candidate, asked, available, quoted, offered, chosen, reserve, declined."""
    declined_by: str = ""
    """studio, talent, client; empty unless declined."""
    reason: str = ""
    platform: str = ""
    format: str = ""
    score: int | None = None
    """Tenths of a point of 100, when they were put on the list."""
    figures: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """The parts of the score and what they were made of, as they were then."""
    quote: int | None = Field(default=None, sa_type=BigInteger)
    """Minor units of `currency`."""
    currency: str = ""
    scored_on: date | None = None


class MatchWeight(Entity, table=True):
    """The studio's own weight of a part of the score, instead of the one that ships."""

    __tablename__ = "match_weight"

    part: str = Field(index=True, unique=True)
    weight: int = 0
