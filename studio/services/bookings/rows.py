"""Frozen rows of bookings: lists, whole, warnings, the grid of who is free."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from studio.domain.money import Money
from studio.domain.states import State
from studio.text import Message

Ref = tuple[str, int]
"""Whoever or whatever is booked: ("talent", 4), ("person", 2) or ("resource", 7)."""


@dataclass(frozen=True, slots=True)
class BookingFilter:
    """Which bookings a list shows, and in what order.

    `live` keeps what lies ahead or runs, `first` and `last` what touches these days. `sort` is one
    of start, who, project, client, state, rate.
    """

    text: str = ""
    states: tuple[str, ...] = ()
    talent_id: int | None = None
    person_id: int | None = None
    resource_id: int | None = None
    project_id: int | None = None
    brief_id: int | None = None
    client_id: int | None = None
    first: date | None = None
    last: date | None = None
    live: bool = False
    sort: str = "start"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class BookingRow:
    """One booking; moments are UTC, `before` and `after` are minutes around the paid time."""

    id: int
    version: int
    ref: Ref
    talent_id: int | None
    person_id: int | None
    resource_id: int | None
    name: str
    name_zh: str
    kind: str
    craft: str
    """The discipline of crew, the kind of a resource."""
    phone: str
    title: str
    title_zh: str
    role: str
    place: str
    state: str
    shown: State
    rank: int
    expires: datetime | None
    start_at: datetime
    end_at: datetime
    before: int
    after: int
    units: int
    project_id: int | None
    project: str
    project_zh: str
    hue: str
    brief_id: int | None
    brief_number: str
    client_id: int | None
    client: str
    client_zh: str
    brand_id: int | None
    task_id: int | None
    rate: Money | None
    basis: str

    @property
    def what(self) -> str:
        """What it is for: its own words, else the project's."""
        return self.title or self.title_zh or self.project or self.project_zh or self.client

    @property
    def what_zh(self) -> str:
        """The same in Chinese, where there is any."""
        return self.title_zh or self.title or self.project_zh or self.project or self.client_zh


@dataclass(frozen=True, slots=True)
class Booking:
    """A booking whole."""

    row: BookingRow
    platforms: tuple[str, ...]
    category: str
    territory: str
    overtime: str
    note: str
    state_reason: str
    override_reason: str
    challenged_by: int | None
    replaced_by: int | None
    actual_minutes: int | None
    tier_at_signing: str
    brand: str
    cancel_share: Decimal
    """The share of the rate that cancelling now would cost, by the studio's rule."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What stands in the way of a booking, or should be known first.

    Kinds: standing (archived, blocked), clash (taken), hold (held by somebody before),
    exclusivity, absence, travel, calendar (a day off), consent, task (work at that time),
    capacity. Severity: block or warn.
    """

    kind: str
    severity: str
    message: Message
    booking_id: int = 0
    fix: Message | None = None
    """The way out, in words."""


@dataclass(frozen=True, slots=True)
class Free:
    """Somebody else of the same craft who is free then."""

    ref: Ref
    name: str
    name_zh: str
    craft: str
    city: str


@dataclass(frozen=True, slots=True)
class Warnings:
    """What is known about a booking before it is saved."""

    findings: tuple[Finding, ...] = ()
    rank: int = 0
    """The rank a hold would have; 0 where it is none."""
    zone: str = ""
    """The IANA zone of whoever is booked."""

    @property
    def blocks(self) -> bool:
        """Say whether it cannot be kept as it stands."""
        return any(one.severity == "block" for one in self.findings)


@dataclass(frozen=True, slots=True)
class AvailabilityFilter:
    """Whose days a grid shows: nouns talent, person, resource; `busy_only` leaves out idle ones."""

    text: str = ""
    nouns: tuple[str, ...] = ("talent",)
    kinds: tuple[str, ...] = ()
    crafts: tuple[str, ...] = ()
    refs: tuple[Ref, ...] = ()
    busy_only: bool = False
    free_on: tuple[date, date] | None = None
    """Only who is free on all of these days."""
    project_id: int | None = None
    """Only who is booked for a project."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of somebody, as it passes where they live.

    `state` is available, hold, booked, travel, unavailable or unknown; what has room for several
    is booked once it is full. `off` is a day their
    calendar does not work; `clash` is where more is wanted than there is.
    """

    state: str = "available"
    booking_ids: tuple[int, ...] = ()
    rank: int = 0
    clash: bool = False
    off: bool = False
    units: int = 0
    """How many of several are taken; 0 for whoever takes one booking at a time."""


@dataclass(frozen=True, slots=True)
class Span:
    """A bar of the grid: booked, hold, enquiry, travel or absence; moments are UTC."""

    kind: str
    start_at: datetime
    end_at: datetime
    booking_id: int = 0
    absence_id: int = 0
    title: str = ""
    title_zh: str = ""
    hue: str = ""
    project_id: int | None = None
    rank: int = 0
    expires: datetime | None = None
    state: str = ""
    units: int = 1
    clash: bool = False
    clash_with: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GridRow:
    """Somebody or something, day by day."""

    ref: Ref
    name: str
    name_zh: str
    kind: str
    craft: str
    city: str
    zone: str
    """The IANA zone whose days its cells are."""
    capacity: int
    cells: tuple[Cell, ...]
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """The days from `first` to `last` of everybody asked for; `zone` is the studio's."""

    first: date
    last: date
    today: date
    zone: str
    rows: tuple[GridRow, ...] = ()
    holidays: tuple[tuple[date, str, str], ...] = field(default=())
    """Public holidays of the studio's own calendar: day, name, name in Chinese."""


@dataclass(frozen=True, slots=True)
class ResourceFilter:
    """Which rooms and gear a list shows."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    archived: bool = False


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """A room, set, gear or vehicle."""

    id: int
    version: int
    kind: str
    name: str
    name_zh: str
    city: str
    address: str
    capacity: int
    turnaround: int
    day_cost: int
    currency: str
    calendar_id: int | None
    note: str
    archived: bool
    next_at: datetime | None = None
    """When it is next taken."""


@dataclass(frozen=True, slots=True)
class ExclusivityFilter:
    """Which windows a list shows; `state` may be proposed, active or ended (computed today)."""

    text: str = ""
    talent_id: int | None = None
    client_id: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class ExclusivityRow:
    """One exclusivity window over the roster."""

    id: int
    version: int
    talent_id: int
    talent: str
    talent_zh: str
    client_id: int | None
    client: str
    client_zh: str
    brand_id: int | None
    brand: str
    project_id: int | None
    category: str
    competitors: tuple[str, ...]
    territories: tuple[str, ...]
    platforms: tuple[str, ...]
    first_on: date
    last_on: date
    state: str
    shown: State
    days_left: int
    """Days until it ends; negative once it has."""
    fee: Money | None
    note: str
    project: str = ""
    """The work it comes from."""
    project_zh: str = ""
    ended_on: str = ""
    """The day it was ended early, as ISO text."""
    reason: str = ""
    """Why it was ended early."""
