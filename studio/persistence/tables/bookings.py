"""Resources that can be booked, bookings of people and resources, exclusivity windows."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from studio.persistence.base import Entity
from studio.persistence.columns import Json, UtcTime


class Resource(Entity, table=True):
    """A room, a set, gear or a vehicle."""

    __tablename__ = "resource"

    kind: str = "room"
    """room, set, camera, lens, light, audio, vehicle, drone, wardrobe, other."""
    name: str
    name_zh: str = ""
    city: str = ""
    address: str = ""
    capacity: int = 1
    """How many bookings it takes at once."""
    turnaround: int = 0
    """Minutes to clear and set up before and after."""
    day_cost: int = Field(default=0, sa_type=BigInteger)
    """Minor units of `currency` a day."""
    currency: str = ""
    calendar_id: int | None = Field(default=None, foreign_key="calendar.id")
    note: str = ""
    archived: bool = Field(default=False, index=True)


class Booking(Entity, table=True):
    """Somebody or something is asked for, held or taken for a time (SM-6)."""

    __tablename__ = "booking"

    talent_id: int | None = Field(default=None, foreign_key="talent.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    resource_id: int | None = Field(default=None, foreign_key="resource.id", index=True)
    """One of the three is set."""
    project_id: int | None = Field(default=None, foreign_key="project.id", index=True)
    brief_id: int | None = Field(default=None, foreign_key="brief.id", index=True)
    client_id: int | None = Field(default=None, foreign_key="client.id", index=True)
    brand_id: int | None = Field(default=None, foreign_key="brand.id")
    task_id: int | None = Field(default=None, foreign_key="task.id", index=True)
    title: str = ""
    title_zh: str = ""
    role: str = ""
    place: str = ""
    start_at: datetime = Field(sa_type=UtcTime, index=True)
    end_at: datetime = Field(sa_type=UtcTime, index=True)
    """The half-open time that is paid; travel and turnaround come around it."""
    before: int = 0
    """Minutes of travel or setting up before."""
    after: int = 0
    """Minutes of travel or clearing after."""
    units: int = 1
    state: str = Field(default="enquiry", index=True)
    """enquiry, hold, challenged, confirmed, in_progress, completed, released, cancelled."""
    state_reason: str = ""
    hold_rank: int = 0
    """1 for the first hold of a time, 2 for the next; 0 otherwise."""
    hold_expires: datetime | None = Field(default=None, sa_type=UtcTime)
    challenged_by: int | None = Field(default=None, foreign_key="booking.id")
    platforms: list[str] = Field(default_factory=list, sa_type=Json)
    category: str = ""
    """What is advertised, for exclusivity; empty takes the brand's."""
    territory: str = ""
    """ISO country, or empty for everywhere."""
    rate: int = Field(default=0, sa_type=BigInteger)
    """Minor units of `currency` per `basis`."""
    currency: str = ""
    basis: str = "day"
    """day, half_day, hour, per_deliverable, per_session, package."""
    tier_at_signing: str = ""
    replaced_by: int | None = Field(default=None, foreign_key="booking.id")
    override_reason: str = ""
    """Why a warning was passed over, in the words of who did it."""
    note: str = ""


class Exclusivity(Entity, table=True):
    """A talent works for no competitor in a category for a time (SM-4)."""

    __tablename__ = "exclusivity"
    owner: ClassVar[tuple[str, str] | None] = ("talent", "talent_id")

    talent_id: int = Field(foreign_key="talent.id", index=True)
    client_id: int | None = Field(default=None, foreign_key="client.id", index=True)
    """Who is protected."""
    brand_id: int | None = Field(default=None, foreign_key="brand.id")
    project_id: int | None = Field(default=None, foreign_key="project.id")
    category: str = ""
    competitors: list[str] = Field(default_factory=list, sa_type=Json)
    """Brands named in the contract, besides the category."""
    territories: list[str] = Field(default_factory=list, sa_type=Json)
    """ISO countries; empty is everywhere."""
    platforms: list[str] = Field(default_factory=list, sa_type=Json)
    """Platform codes; empty is all."""
    first_on: date = Field(index=True)
    last_on: date
    state: str = "active"
    """proposed, active, ended."""
    fee: int = Field(default=0, sa_type=BigInteger)
    currency: str = ""
    note: str = ""
    terms: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
