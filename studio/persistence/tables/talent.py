"""Talent: people and characters who stand before or behind the camera."""

from sqlmodel import Field

from studio.persistence.base import Entity


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
    note: str = ""
    archived: bool = Field(default=False, index=True)
