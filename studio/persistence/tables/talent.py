"""Talent: people and characters who stand before or behind the camera."""

from datetime import date

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
    bio: str = ""
    bio_zh: str = ""
    niches: list[str] = Field(default_factory=list, sa_type=Json)
    """What they are known for: beauty, food, cycling."""
    languages: list[str] = Field(default_factory=list, sa_type=Json)
    """ISO 639-1 codes of what they speak on camera."""
    values: list[str] = Field(default_factory=list, sa_type=Json)
    """What they stand for, as brands ask."""
    brand_safety: str = ""
    do_not_pitch: bool = False
    do_not_pitch_reason: str = ""
    phone: str = ""
    mail: str = ""
    wechat: str = ""
    name_keys: list[str] = Field(default_factory=list, sa_type=Json)
    """How the names sound and read, folded, for finding the same person twice."""
    merged_into: int | None = Field(default=None, foreign_key="talent.id")
    """The record that took this one over; it is archived."""
    erased_on: date | None = None
    """When the person's data were erased; the row stays for the books."""
    note: str = ""
    archived: bool = Field(default=False, index=True)
