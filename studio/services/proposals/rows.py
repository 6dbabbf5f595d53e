"""Frozen rows of proposals: one list row, and one proposal whole with a version of it.

Amounts are Money in the version's currency, shares and margins are fractions of one (0.3 is
30 %). `cost` and `margin` are None for people without the right to see them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from studio.domain.money import Money
from studio.domain.proposals import Finding


@dataclass(frozen=True, slots=True)
class ProposalFilter:
    """What the list shows: `states` as shown (expired is computed), sort by a column's name."""

    text: str = ""
    states: tuple[str, ...] = ()
    client_id: int | None = None
    owner_id: int | None = None
    brief_id: int | None = None
    archived: bool = False
    sort: str = ""
    descending: bool = False
    language: str = "en"
    """Which of two names is shown, and so sorted by."""


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One row of the list; everything about the newest version."""

    id: int
    version: int
    number: str
    """Empty before the first sending."""
    title: str
    title_zh: str
    client_id: int
    client: str
    client_zh: str
    brief_id: int | None
    brief: str
    owner: str
    owner_zh: str
    no: int
    version_id: int
    state: str
    """As shown: a version that went out and whose day has passed is expired."""
    total: Money
    """Net of the advised option, of the accepted options once there is an answer."""
    letters: str
    valid_until: date | None
    sent_on: date | None
    next_action: str
    next_on: date | None
    archived: bool


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option or add-on by letter."""

    id: int
    version: int
    position: int
    letter: str
    title: str
    title_zh: str
    group: str
    addon: bool
    advised: bool
    percent: Decimal | None
    price: Money | None
    note: str
    note_zh: str


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of one option; the add-ons are not in it."""

    letter: str
    subtotal: Money
    discount: Money
    net: Money
    tax: Money
    gross: Money
    cost: Money | None
    margin: Decimal | None


@dataclass(frozen=True, slots=True)
class LineRow:
    """A row of the price table; a subtotal carries one amount per option letter."""

    id: int
    version: int
    position: int
    section: int
    """The number of the section the row is in, counted from 1; 0 before the first heading."""
    row: str
    kind: str
    title: str
    title_zh: str
    detail: str
    detail_zh: str
    options: str
    quantity: Decimal
    unit: str
    price: Money
    free: bool
    discount: Decimal
    cost: Money | None
    margin: Decimal | None
    amount: Money
    """Of an item; of a heading or subtotal the sum of its items in all options together."""
    amounts: Mapping[str, Money]
    """Of a heading or subtotal: the sum of its items in each option."""
    talent_id: int | None
    talent: str
    talent_zh: str
    platform: str
    format: str
    pieces: int
    rounds: int
    billing: str
    rate_state: str
    """Where the price was copied from: provisional or confirmed of a card, quoted; else empty."""
    rate_on: date | None


@dataclass(frozen=True, slots=True)
class CreatorRow:
    """A creator put forward, with the figures as they were read."""

    id: int
    version: int
    position: int
    talent_id: int | None
    name: str
    name_zh: str
    tier: str
    platform: str
    followers: int | None
    as_of: date | None
    why: str
    why_zh: str
    state: str
    talent_kind: str


@dataclass(frozen=True, slots=True)
class InstalmentRow:
    """One part of the payment schedule, with its amount (tax included) of the advised option."""

    id: int
    version: int
    position: int
    title: str
    title_zh: str
    trigger: str
    share: Decimal
    terms_kind: str
    terms_days: int
    planned_on: date | None
    amount: Money


@dataclass(frozen=True, slots=True)
class Consent:
    """A thing that must be ticked by hand before sending, such as a guardian's consent."""

    key: str
    text: str
    text_zh: str
    done: bool
    by: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A row of the timeline part: a day, or a span of days."""

    title: str
    title_zh: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One move of a version from state to state; `at` is in UTC."""

    no: int
    before: str
    after: str
    note: str
    at: datetime | None
    by: str
    by_zh: str


@dataclass(frozen=True, slots=True)
class VersionHead:
    """What the list of versions shows of one."""

    id: int
    no: int
    state: str
    sent_on: date | None
    change_note: str


@dataclass(frozen=True, slots=True)
class Answer:
    """How the client answered a version that went out."""

    on: date | None
    by: str
    channel: str
    note: str
    letters: str
    reason: str
    evidence_id: int | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version whole."""

    id: int
    version: int
    no: int
    state: str
    """As kept; see `shown`."""
    shown: str
    editable: bool
    language: str
    currency: str
    page_size: str
    valid_until: date | None
    tax_mode: str
    tax_rate: Decimal
    tax_name: str
    tax_name_zh: str
    discount: Decimal
    hide_line_prices: bool
    parts: Mapping[str, Mapping[str, str]]
    milestones: tuple[Milestone, ...]
    consents: tuple[Consent, ...]
    change_note: str
    sent_at: datetime | None
    sent_on: date | None
    sent_to: str
    sent_channel: str
    viewed_on: date | None
    override_reason: str
    pdf: str
    answer: Answer
    options: tuple[OptionRow, ...]
    lines: tuple[LineRow, ...]
    creators: tuple[CreatorRow, ...]
    instalments: tuple[InstalmentRow, ...]
    sums: tuple[Sums, ...]
    advised: str
    """The letter whose amounts the schedule shows."""
    findings: tuple[Finding, ...]
    passed: int
    """How many checks found nothing."""
    filled: frozenset[str]
    """The parts that have something to print."""
    floor: Decimal


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal for its page: its own fields, its versions, and one of them whole."""

    id: int
    version: int
    number: str
    title: str
    title_zh: str
    client_id: int
    client: str
    client_zh: str
    client_language: str
    brief_id: int | None
    brief: str
    brief_state: str
    legal_entity_id: int
    company: str
    contact_id: int | None
    contact: str
    contact_email: str
    owner_id: int | None
    owner: str
    owner_zh: str
    newest: int
    next_action: str
    next_on: date | None
    archived: bool
    project_id: int | None
    """The project made on acceptance, once there is one."""
    versions: tuple[VersionHead, ...]
    shown: Version
    steps: tuple[Step, ...]
    internal: bool
    """Whether cost and margin may be seen."""
