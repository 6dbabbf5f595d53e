"""Talent: people and characters who stand before or behind the camera."""

from sqlmodel import Field

from studio.persistence.base import Entity
from studio.persistence.columns import Json


class Talent(Entity, table=True):
    """A creator, host, virtual character or crew member."""

    __tablename__ = "talent"

    code: str = ""
    name: str
    name_zh: str = ""
    kind: str = "creator"
    """creator, virtual, crew, host, public_figure, model, voice."""
    discipline: str = ""
    city: str = ""
    person_id: int | None = Field(default=None, foreign_key="person.id")
    """Set where somebody is both staff and talent."""
    country: str = ""
    """ISO 3166 alpha-2 of where they live."""
    zone: str = ""
    """IANA time zone; empty takes the studio calendar's."""
    calendar_id: int | None = Field(default=None, foreign_key="calendar.id")
    skills: list[str] = Field(default_factory=list, sa_type=Json)
    """Disciplines and formats they can do besides their own."""
    note: str = ""
    archived: bool = Field(default=False, index=True)
