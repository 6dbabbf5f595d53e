"""Frozen rows of Home: what needs a person, money to come, the week, the active projects."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from studio.domain.money import Money
from studio.domain.states import State

KINDS = (
    "piece_late",
    "invoice_overdue",
    "proposal_expired",
    "brief_step",
    "proposal_step",
    "client_step",
    "hold",
    "budget",
    "draft_invoice",
    "proposal_expiring",
    "contract_ending",
    "exclusivity_ending",
    "licence_ending",
    "release_ending",
    "settle",
)
"""What can need attention, worst first."""


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing that needs a person today; what `day`, `days` and the rest mean hangs on `kind`.

    `noun` and `id` are the record it opens, `version` the record's. `days` counts days past (late,
    overdue, waiting) or days left (expiring). `role` colours it: bad, warn, wait.
    """

    kind: str
    role: str
    noun: str
    id: int
    version: int
    number: str
    name: str
    name_zh: str
    client: str = ""
    client_zh: str = ""
    hue: str = ""
    day: date | None = None
    days: int = 0
    amount: Money | None = None
    limit: Money | None = None
    who: str = ""
    who_zh: str = ""
    platform: str = ""
    owner_id: int | None = None
    snoozed: bool = False


@dataclass(frozen=True, slots=True)
class AttentionList:
    """The worst rows and how many there are in all."""

    rows: tuple[Attention, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Income:
    """Money that will come in: an open invoice, a draft, or a planned part of a project.

    `kind` is invoice, draft or planned; `state` the invoice's as shown. The amount is what is
    still owed, tax included.
    """

    kind: str
    noun: str
    id: int
    day: date | None
    client: str
    client_zh: str
    title: str
    title_zh: str
    state: State
    amount: Money


@dataclass(frozen=True, slots=True)
class MoneyToCome:
    """Sums per currency, largest first, never added together; then the rows by due date."""

    until: date
    sums: tuple[Money, ...]
    rows: tuple[Income, ...]
    total: int


@dataclass(frozen=True, slots=True)
class WeekEvent:
    """One thing on a day of the week.

    `kind`: post, draft, due, step, brief, proposal, invoice, shoot, live, gate, milestone. `time`
    is HH:MM local or empty.
    """

    kind: str
    noun: str
    id: int
    day: date
    time: str
    name: str
    name_zh: str
    platform: str = ""
    hue: str = ""
    state: State | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday with what is on them, each day by time."""

    days: tuple[date, ...]
    events: tuple[WeekEvent, ...]
    posts: int
    dues: int
    shoots: int = 0

    def on(self, day: date) -> tuple[WeekEvent, ...]:
        """Return the events of one day."""
        return tuple(event for event in self.events if event.day == day)


@dataclass(frozen=True, slots=True)
class ActiveProject:
    """One active project: its state and next step, pieces out, budget used, settlement.

    `used` is spent over planned cost as a fraction, None where no budget is set; `paid` the share
    of the contract that came in.
    """

    id: int
    number: str
    name: str
    name_zh: str
    hue: str
    client: str
    client_zh: str
    state: State
    next_step: str
    next_step_zh: str
    next_on: date | None
    pieces_out: int
    pieces: int
    used: Decimal | None
    settlement: State
    paid: Decimal
    lead_id: int | None


@dataclass(frozen=True, slots=True)
class ActiveProjects:
    """The first active projects by their next date, and how many there are."""

    rows: tuple[ActiveProject, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Home:
    """Everything Home shows, asked for at once."""

    today: date
    attention: AttentionList
    money: MoneyToCome
    week: Week
    projects: ActiveProjects
    upcoming: WeekEvent | None
