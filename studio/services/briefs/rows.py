"""Frozen rows of briefs: list rows and cards, the whole record, its items, words and marks."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from studio.domain.money import Money
from studio.domain.states import State
from studio.text import Message


@dataclass(frozen=True, slots=True)
class BriefFilter:
    """Which briefs are wanted and in what order.

    `columns` are the board's (new, clarifying, ready, proposed, won, closed), `states` the shown
    states; empty means all. `sort` is a column of the list: number, title, client, amount, due,
    next, state, owner, received, changed.
    """

    text: str = ""
    states: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    client_id: int | None = None
    owner_id: int | None = None
    platform: str = ""
    objective: str = ""
    currency: str = ""
    overdue: bool = False
    archived: bool = False
    sort: str = ""
    descending: bool = False
    language: str = "en"
    """Which of two names is shown, and so sorted by."""


@dataclass(frozen=True, slots=True)
class BriefRow:
    """One brief in a list or on a card; `amount` is the one figure that stands for the budget."""

    id: int
    version: int
    number: str
    revision: int
    title: str
    title_zh: str
    client_id: int | None
    client: str
    client_zh: str
    brand: str
    brand_zh: str
    state: State
    column: str
    amount: Money | None
    budget_note: str
    platforms: tuple[str, ...]
    objective: str
    due_on: date | None
    due_time: str
    late: bool
    owner_id: int | None
    owner: str
    owner_zh: str
    next_action: str
    next_on: date | None
    next_late: bool
    received_on: date | None
    complete: Decimal
    missing: int
    unclear: int
    reason: str
    valid_until: date | None
    changed_at: datetime | None
    archived: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One wished kind of piece; `ceiling` is the most one piece may cost."""

    id: int
    version: int
    platform: str
    format: str
    quantity: int
    tier: str
    ceiling: Money | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked span of a message, or an open point about a field where `message_id` is None."""

    id: int
    version: int
    message_id: int | None
    start: int
    length: int
    field: str
    kind: str
    question: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the client, as it came."""

    id: int
    version: int
    body: str
    channel: str
    author: str
    received_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something to ask: a field that is missing or unclear, and the question about it."""

    field: str
    kind: str
    question: Message | str
    mark_id: int | None = None
    mark_version: int = 0


@dataclass(frozen=True, slots=True)
class Linked:
    """A proposal or project that came of the brief."""

    noun: str
    id: int
    number: str
    title: str
    title_zh: str
    state: State


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief, whole, as its page shows it.

    `locked` says why its content cannot change, and by which way it can; `obstacles` what stands
    between it and Ready, by field.
    """

    row: BriefRow
    brand_id: int | None
    contact_id: int | None
    contact: str
    product: str
    formats: str
    audience: str
    creators: str
    currency: str
    budget_min: int | None
    budget_max: int | None
    window_from: date | None
    window_to: date | None
    key_message: str
    must_say: str
    must_not: str
    keywords: tuple[str, ...]
    usage: str
    exclusivity: str
    ai_allowed: str
    samples: str
    approver: str
    language: str
    kpis: str
    market: str
    terms_note: str
    client_terms: Message | None
    source: str
    summary: str
    items: tuple[Item, ...]
    messages: tuple[Said, ...]
    marks: tuple[Mark, ...]
    points: tuple[OpenPoint, ...]
    obstacles: tuple[Message, ...]
    moves: tuple[str, ...]
    locked: Message | None
    linked: tuple[Linked, ...]
    stored_state: str
    changed_by: str
    changed_by_zh: str

    @property
    def id(self) -> int:
        """The brief's id."""
        return self.row.id

    @property
    def version(self) -> int:
        """The version to change it from."""
        return self.row.version

    @property
    def ready(self) -> bool:
        """Say whether it may be marked ready now."""
        return "ready" in self.moves and not self.obstacles


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the board: its first cards and how many there are in all."""

    key: str
    total: int
    cards: tuple[BriefRow, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many briefs there are, how many are open, and how many wait for us to act."""

    total: int
    open: int
    waiting: int
    columns: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A record to pick from, by its names; `fact` tells it from others of the same name."""

    id: int
    name: str
    name_zh: str
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Pickers:
    """What a brief's fields can be chosen from: its client's brands and contacts, and people."""

    brands: tuple[Named, ...]
    contacts: tuple[Named, ...]
    people: tuple[Named, ...]
