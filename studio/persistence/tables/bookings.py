"""Resources that can be booked, bookings of people and resources, exclusivity windows.

A confirmed double booking is impossible by the database itself. Each booking keeps the span it
occupies in minutes (`occupied_from`, `occupied_to`: travel and turnaround included) and, while it
is confirmed and whoever is booked takes one booking at a time, its `lane`. On PostgreSQL an
exclusion constraint forbids two spans of one lane to overlap; lane and minutes are laid on one
line of whole numbers, so that the server's own range index serves and no extension is needed. On
SQLite triggers look at the same columns.
"""

from datetime import date, datetime
from math import ceil
from typing import Any, ClassVar

from sqlalchemy import DDL, BigInteger, Connection, Index, event, inspect
from sqlalchemy.orm import Mapper, Session
from sqlalchemy.schema import ExecutableDDLElement
from sqlmodel import Field, SQLModel

from studio.domain.bookings import FIRM, RATE_FIELDS
from studio.domain.bookings.index import SPREAD
from studio.persistence.base import TABLE_OPTIONS, Entity
from studio.persistence.columns import Json, UtcTime
from studio.text import Message


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
    __table_args__: ClassVar[Any] = (
        Index("ix_booking_lane", "lane", "occupied_from"),
        TABLE_OPTIONS,
    )

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
    overtime: str = ""
    """What more hours cost, in the words of the deal."""
    actual_minutes: int | None = None
    """How long it really took, once it is done."""
    tier_at_signing: str = ""
    replaced_by: int | None = Field(default=None, foreign_key="booking.id")
    override_reason: str = ""
    """Why a warning was passed over, in the words of who did it."""
    note: str = ""
    alone: bool = True
    """Whoever is booked takes one booking at a time; False for what has room for more."""
    occupied_from: int = Field(default=0, sa_type=BigInteger)
    occupied_to: int = Field(default=0, sa_type=BigInteger)
    """Minutes since 1970 UTC, half open, with what comes before and after; kept by the table."""
    lane: int | None = Field(default=None, sa_type=BigInteger)
    """Who is taken, as one number, while nobody else may take them; kept by the table."""

    def lock(self, session: Session, changed: frozenset[str], kind: str) -> Message | None:
        """The rate stays as it was confirmed (L2)."""
        if kind != "update" or not changed & RATE_FIELDS or self.state not in FIRM:
            return None
        before = inspect(self).attrs.state.history.deleted
        if before and before[0] not in FIRM:
            return None
        return Message("The rate is fixed since this was confirmed. Cancel it and book again.")


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


LANES = ("talent_id", "person_id", "resource_id")


def lane_number(row: Booking) -> int:
    """Return whoever is booked as one number."""
    for place, column in enumerate(LANES):
        key = getattr(row, column)
        if key is not None:
            return int(key) * len(LANES) + place
    raise ValueError("a booking is of somebody or something")


@event.listens_for(Booking, "before_insert")
@event.listens_for(Booking, "before_update")
def _occupy(_mapper: Mapper[Any], _connection: Connection, row: Booking) -> None:
    """Keep the span and the lane that the database itself compares."""
    row.occupied_from = int(row.start_at.timestamp() // 60) - row.before
    row.occupied_to = ceil(row.end_at.timestamp() / 60) + row.after
    row.lane = lane_number(row) if row.alone and row.state in FIRM else None


EXCLUSION = "booking_not_twice"
"""The name of the rule, by which its refusal is known."""

_SPAN = f"int8range(lane * {SPREAD} + occupied_from, lane * {SPREAD} + occupied_to)"

_OTHER = (
    "SELECT 1 FROM booking WHERE lane = NEW.lane AND id <> NEW.id "
    "AND occupied_from < NEW.occupied_to AND occupied_to > NEW.occupied_from"
)


def _trigger(name: str, moment: str) -> str:
    return (
        f"CREATE TRIGGER {EXCLUSION}_{name} AFTER {moment} ON booking\n"
        f"WHEN NEW.lane IS NOT NULL AND EXISTS ({_OTHER})\n"
        f"BEGIN SELECT RAISE(ABORT, '{EXCLUSION}'); END"
    )


_RULES = (
    (
        "postgresql",
        f"ALTER TABLE booking ADD CONSTRAINT {EXCLUSION} "
        f"EXCLUDE USING gist ({_SPAN} WITH &&) WHERE (lane IS NOT NULL)",
    ),
    ("sqlite", _trigger("new", "INSERT")),
    ("sqlite", _trigger("moved", "UPDATE OF lane, occupied_from, occupied_to")),
)
for _dialect, _statement in _RULES:
    _ddl: ExecutableDDLElement = DDL(_statement)  # type: ignore[no-untyped-call]  # theirs
    event.listen(
        SQLModel.metadata.tables["booking"],
        "after_create",
        _ddl.execute_if(dialect=_dialect),
    )
