"""Frozen rows of deliverables: as board, list and week show them, and whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from studio.domain.money import Money
from studio.domain.states import State


@dataclass(frozen=True, slots=True)
class DeliverableFilter:
    """Which pieces a list shows, and in what order.

    `waiting_for` keeps pieces at a gate that this person has to decide. `sort` is one of title,
    number, project, client, creator, platform, due, publish, rounds, state, owner, changed.
    """

    text: str = ""
    project_id: int | None = None
    talent_id: int | None = None
    states: tuple[str, ...] = ()
    late: bool = False
    waiting_for: int | None = None
    archived: bool = False
    sort: str = "publish"
    descending: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True)
class PieceRow:
    """One piece in a list, on a card or in a week."""

    id: int
    version: int
    number: str
    title: str
    title_zh: str
    project_id: int
    project: str
    project_zh: str
    project_state: str
    hue: str
    client: str
    client_zh: str
    platform: str
    format: str
    talent_id: int | None
    talent: str
    talent_zh: str
    owner_id: int | None
    owner: str
    owner_zh: str
    quantity: int
    state: str
    shown: State
    """The chip: the state, or how late the piece is."""
    late: int
    """Days past its day; 0 where it is in time, out, or its project rests."""
    due_draft: date | None
    due_final: date | None
    publish_on: date | None
    publish_time: str
    published_at: datetime | None
    url: str
    rounds_used: int
    rounds_included: int
    waiting: int | None
    """Days in this state; None where nobody noted since when."""
    picture_id: int | None
    """The attachment shown on the card."""
    picture_hash: str
    """The SHA-256 of its bytes, "" for none."""
    price: Money
    archived: bool

    @property
    def day(self) -> date | None:
        """The day the piece is measured by."""
        return self.publish_on or self.due_final


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece, whole."""

    row: PieceRow
    spec: str
    state_reason: str
    state_since: date | None
    note: str
    line_id: int | None
    proposal_id: int | None
    project_number: str
    project_closed: bool
    """Closed projects keep their pieces as they were."""

    @property
    def id(self) -> int:
        """The piece's id."""
        return self.row.id

    @property
    def version(self) -> int:
        """The piece's version."""
        return self.row.version


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the board: its first cards, and how many there are in all."""

    key: str
    total: int
    cards: tuple[PieceRow, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many pieces are open, late, due today, waiting for who asks, without a day, by state."""

    open: int = 0
    late: int = 0
    today: int = 0
    waiting: int = 0
    unscheduled: int = 0
    archived: int = 0
    states: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many there are to publish: all but the cancelled ones."""
        return sum(count for state, count in self.states.items() if state != "cancelled")

    @property
    def out(self) -> int:
        """How many of these have left the studio."""
        return self.total - self.open


@dataclass(frozen=True, slots=True)
class WeekSum:
    """What one week holds: pieces planned, of these out, and late ones that were planned for it."""

    start: date
    planned: int
    out: int
    late: int


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days of pieces from a Monday on; late ones from before stand in today's day."""

    start: date
    days: tuple[tuple[PieceRow, ...], ...]
    unscheduled: tuple[PieceRow, ...]
    unscheduled_total: int
    today: date
    weeks: tuple[WeekSum, ...]
    """Two weeks before, this one, three after."""
    planned: int
    out: int
    late: int
