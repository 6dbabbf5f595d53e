"""Partnerships: a client and a talent over the years; and what published pieces brought."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field

from studio.persistence.base import TABLE_OPTIONS, Entity
from studio.persistence.columns import Json


class Partnership(Entity, table=True):
    """What is kept about one client with one talent; the rest is worked out from the jobs."""

    __tablename__ = "partnership"
    __table_args__: ClassVar[Any] = (UniqueConstraint("client_id", "talent_id"), TABLE_OPTIONS)

    client_id: int = Field(foreign_key="client.id", index=True)
    talent_id: int = Field(foreign_key="talent.id", index=True)
    owner_id: int | None = Field(default=None, foreign_key="person.id")
    renewal_on: date | None = Field(default=None, index=True)
    next_step: str = ""
    next_on: date | None = None
    stands_for: list[str] = Field(default_factory=list, sa_type=Json)
    """What both stand for, in a few words each."""
    note: str = ""
    archived: bool = False


class PieceResult(Entity, table=True):
    """What one published piece had reached on a day."""

    __tablename__ = "piece_result"
    __table_args__: ClassVar[Any] = (UniqueConstraint("deliverable_id", "taken_on"), TABLE_OPTIONS)
    owner: ClassVar[tuple[str, str] | None] = ("deliverable", "deliverable_id")

    deliverable_id: int = Field(foreign_key="deliverable.id", index=True)
    taken_on: date
    views: int | None = Field(default=None, sa_type=BigInteger)
    reach: int | None = Field(default=None, sa_type=BigInteger)
    likes: int | None = Field(default=None, sa_type=BigInteger)
    comments: int | None = Field(default=None, sa_type=BigInteger)
    shares: int | None = Field(default=None, sa_type=BigInteger)
    saves: int | None = Field(default=None, sa_type=BigInteger)
    source: str = "manual"
