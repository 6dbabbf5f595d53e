"""Frozen rows of projects: as lists show them, and whole."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from studio.domain.dates import Terms
from studio.domain.money import Money
from studio.domain.projects import Obstacle
from studio.domain.states import State


@dataclass(frozen=True, slots=True)
class ProjectFilter:
    """Which projects a list shows, and in what order.

    `sort` is one of name, number, client, state, next, when, pieces, budget, settlement, net,
    lead, changed. `language` says which of two names is shown, and so sorted by.
    """

    text: str = ""
    states: tuple[str, ...] = ()
    settlements: tuple[str, ...] = ()
    client_id: int | None = None
    lead_id: int | None = None
    archived: bool = False
    sort: str = "when"
    descending: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project in a list; `used` and `paid` are shares of one."""

    id: int
    version: int
    number: str
    name: str
    name_zh: str
    client_id: int
    client: str
    client_zh: str
    kind: str
    state: str
    shown: State
    """The chip: the state, or what the project waits for."""
    next_step: str
    next_step_zh: str
    next_on: date | None
    pieces_out: int
    pieces: int
    late: int
    used: Decimal | None
    """Spent of the planned cost; None where no cost is planned."""
    settlement: str
    settled: State
    paid: Decimal
    lead_id: int | None
    lead: str
    lead_zh: str
    hue: str
    net: Money
    archived: bool


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of the payment schedule, with the invoice made of it."""

    id: int
    version: int
    position: int
    title: str
    title_zh: str
    trigger: str
    share: Decimal
    net: Money
    terms: Terms
    planned_on: date | None
    invoice_id: int | None
    number: str
    """The invoice's number; empty while it is a draft, or where there is none."""
    shown: State | None
    """The invoice's chip; None where the part is not invoiced."""
    gross: Money | None
    open: Money | None


@dataclass(frozen=True, slots=True)
class BillRow:
    """One invoice, credit note or pro forma of a project."""

    id: int
    number: str
    type: str
    title: str
    title_zh: str
    shown: State
    issued_on: date | None
    due_on: date | None
    gross: Money
    open: Money


@dataclass(frozen=True, slots=True)
class MoneySum:
    """What is invoiced and paid in one currency; `net` before tax, the others with it.

    Credit notes are taken off; void invoices and drafts do not count.
    """

    net: Money
    gross: Money
    paid: Money
    open: Money


@dataclass(frozen=True, slots=True)
class MoneyPanel:
    """The money of a project. `own` is in its currency, `others` never added to it.

    `planned` and `margin` are shares of the net: with the planned cost, and with what is spent.
    """

    net: Money
    own: MoneySum
    others: tuple[MoneySum, ...]
    budget: Money
    spent: Money
    planned: Decimal | None
    margin: Decimal | None
    scheduled: Money
    """The sum of the payment schedule; it should be the contract's net."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A record a project came from."""

    noun: str
    id: int
    number: str
    title: str
    title_zh: str


@dataclass(frozen=True, slots=True)
class Move:
    """A state a project may move to, and what stands in the way."""

    state: str
    reason_needed: bool
    obstacles: tuple[Obstacle, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """A project, whole."""

    id: int
    version: int
    number: str
    name: str
    name_zh: str
    client_id: int
    client: str
    client_zh: str
    client_lead: str
    brief_id: int | None
    proposal_id: int | None
    version_id: int | None
    accepted: str
    legal_entity_id: int
    company: str
    lead_id: int | None
    lead: str
    lead_zh: str
    contact_id: int | None
    contact: str
    contact_zh: str
    kind: str
    state: str
    state_reason: str
    override_reason: str
    held_on: date | None
    hue: str
    market: str
    currency: str
    net: int
    budget: int
    spent: int
    language: str
    po_no: str
    contract_no: str
    start_on: date | None
    end_on: date | None
    publish_from: date | None
    publish_to: date | None
    delivered_on: date | None
    business_month: str
    finance_month: str
    next_step: str
    next_step_zh: str
    next_on: date | None
    note: str
    archived: bool
    shown: State
    settlement: str
    settled: State
    paid: Decimal
    pieces_out: int
    pieces: int
    late: int
    hold_days: int = 0
    """How many days the project is on hold already."""
    parts: tuple[PartRow, ...] = ()
    bills: tuple[BillRow, ...] = ()
    money: MoneyPanel | None = None
    links: tuple[LinkRow, ...] = ()
    moves: tuple[Move, ...] = field(default=())

    def open_part(self) -> PartRow | None:
        """Return the next part of the payment schedule that is not invoiced."""
        return next((part for part in self.parts if part.invoice_id is None), None)


@dataclass(frozen=True, slots=True)
class Pick:
    """A project in a picker."""

    id: int
    number: str
    name: str
    name_zh: str
    client: str
    client_zh: str
    hue: str
    state: str
