"""A booking as it is asked for: what the checks take, kept or not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from studio.domain import bookings as rules
from studio.domain.bookings import Entry
from studio.services.bookings import reading, zones
from studio.services.bookings.rows import Ref


@dataclass(frozen=True, slots=True)
class Asked:
    """A booking as it is asked for, before it is kept or while it is changed."""

    ref: Ref
    start: datetime
    end: datetime
    state: str
    before: int = 0
    after: int = 0
    units: int = 1
    place: str = ""
    booking_id: int = 0
    project_id: int | None = None
    brief_id: int | None = None
    client_id: int | None = None
    brand_id: int | None = None
    task_id: int | None = None
    category: str = ""
    territory: str = ""
    platforms: tuple[str, ...] = ()

    @property
    def entry(self) -> Entry:
        """Return it as the clash search takes it."""
        return Entry(
            self.booking_id,
            reading.lane(self.ref),
            zones.minute(self.start),
            zones.minute(self.end),
            self.before,
            self.after,
            self.units,
            self.state,
            self.place,
        )

    @property
    def first(self) -> datetime:
        """When it begins to occupy."""
        return self.start - timedelta(minutes=self.before)

    @property
    def last(self) -> datetime:
        """When it stops to occupy."""
        return self.end + timedelta(minutes=self.after)

    @property
    def firm(self) -> bool:
        """Say whether it is to be taken, not only held."""
        return self.state in rules.FIRM


def asked(row: Any, state: str = "") -> Asked:
    """Return a kept booking, or one about to be kept, as it is asked for."""
    return Asked(
        reading.ref_of(row),
        row.start_at,
        row.end_at,
        state or row.state,
        row.before,
        row.after,
        row.units,
        row.place,
        row.id or 0,
        row.project_id,
        row.brief_id,
        row.client_id,
        row.brand_id,
        row.task_id,
        row.category,
        row.territory,
        tuple(row.platforms),
    )
