"""Deliverables: the pieces a project owes."""

from datetime import date, datetime

from sqlalchemy import BigInteger
from sqlmodel import Field

from studio.persistence.base import Entity
from studio.persistence.columns import UtcTime


class Deliverable(Entity, table=True):
    """One piece: a video, a note, a carousel, a live session."""

    __tablename__ = "deliverable"

    number: str = Field(index=True)
    project_id: int = Field(foreign_key="project.id", index=True)
    title: str
    title_zh: str = ""
    platform: str = ""
    format: str = ""
    spec: str = ""
    talent_id: int | None = Field(default=None, foreign_key="talent.id")
    owner_id: int | None = Field(default=None, foreign_key="person.id")
    line_id: int | None = Field(default=None, foreign_key="proposal_line.id")
    quantity: int = 1
    state: str = Field(default="planned", index=True)
    state_reason: str = ""
    state_since: date | None = None
    """The day the piece came into its state."""
    due_draft: date | None = None
    due_final: date | None = None
    publish_on: date | None = Field(default=None, index=True)
    publish_time: str = ""
    published_at: datetime | None = Field(default=None, sa_type=UtcTime)
    url: str = ""
    rounds_included: int = 2
    rounds_used: int = 0
    price: int = Field(default=0, sa_type=BigInteger)
    """Minor units of the project's currency, copied from the accepted line."""
    note: str = ""
    archived: bool = False
