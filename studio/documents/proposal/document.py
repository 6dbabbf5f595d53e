"""What a proposal says, in its fifteen parts; cost and margin have no place here."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from studio.documents.language import NOTHING, Bilingual, Language
from studio.documents.paper import Mark, Paper
from studio.documents.parties import Brand, Party, Person
from studio.documents.rows import Instalment, PricedRow, TaxLine
from studio.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One exclusive option: its letter, name and sums; `total` includes the tax lines."""

    letter: str
    name: Bilingual
    note: Bilingual = NOTHING
    advised: bool = False
    subtotal: Money | None = None
    discount: Money | None = None
    net: Money
    taxes: tuple[TaxLine, ...] = ()
    total: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionSet:
    """Options of which the client takes one, and their rows.

    Each row has one amount per option, in the order of `options`.
    """

    title: Bilingual = NOTHING
    options: tuple[Option, ...]
    rows: tuple[PricedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOn:
    """Something that can be added to any option: a fixed price, or a share of the option."""

    letter: str = ""
    name: Bilingual
    detail: Bilingual = NOTHING
    price: Money | None = None
    share: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """Part 9: option sets, add-ons and when the money falls due."""

    intro: Bilingual = NOTHING
    option_sets: tuple[OptionSet, ...]
    add_ons: tuple[AddOn, ...] = ()
    tax_note: Bilingual = NOTHING
    instalments: tuple[Instalment, ...] = ()
    instalments_for: str = ""
    notes: Bilingual = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Creator:
    """A person or virtual character proposed; figures carry the day they were read."""

    name: Bilingual
    platform: Bilingual = NOTHING
    handle: str = ""
    tier: Bilingual = NOTHING
    followers: int | None = None
    read_on: date | None = None
    engagement: Decimal | None = None
    audience: Bilingual = NOTHING
    reason: Bilingual = NOTHING
    virtual: bool = False
    photo: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliverable:
    """A row of part 7."""

    title: Bilingual
    platform: Bilingual = NOTHING
    format: Bilingual = NOTHING
    specification: Bilingual = NOTHING
    creator: Bilingual = NOTHING
    quantity: Decimal
    rounds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A row of part 8: a day, or a span of days."""

    label: Bilingual
    start: date | None = None
    end: date | None = None
    note: Bilingual = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A row of part 12; `estimate` marks a forecast as one."""

    name: Bilingual
    target: Bilingual
    measured: Bilingual = NOTHING
    estimate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalDocument:
    """Everything one version of a proposal prints.

    Free texts may hold paragraphs and lists ("- " at the head of a line). A part that is empty
    is left out, and so is its bookmark; cover, price and acceptance always print. An empty
    `number` means not sent yet. `stamped_at` (UTC, from the record) dates the file itself.
    """

    language: Language
    paper: Paper = Paper.A4
    mark: Mark = Mark.NONE
    number: str = ""
    version: int = 1
    replaces: int | None = None
    stamped_at: datetime
    brand: Brand
    issuer: Party
    client: Party
    title: Bilingual
    lead: Bilingual = NOTHING
    client_logo: bytes = b""
    issue_date: date | None = None
    valid_until: date | None = None
    prepared_by: Person | None = None
    answer_to: str = ""
    about: Bilingual = NOTHING
    brief: Bilingual = NOTHING
    audience: Bilingual = NOTHING
    keywords: tuple[Bilingual, ...] = ()
    idea: Bilingual = NOTHING
    creators: tuple[Creator, ...] = ()
    creators_text: Bilingual = NOTHING
    deliverables: tuple[Deliverable, ...] = ()
    deliverables_text: Bilingual = NOTHING
    timeline: tuple[Milestone, ...] = ()
    timeline_text: Bilingual = NOTHING
    price: Price
    usage: Bilingual = NOTHING
    exclusivity: Bilingual = NOTHING
    whitelisting: Bilingual = NOTHING
    disclosure: Bilingual = NOTHING
    ai_use: Bilingual = NOTHING
    targets: tuple[Target, ...] = ()
    targets_text: Bilingual = NOTHING
    team: tuple[Person, ...] = ()
    team_text: Bilingual = NOTHING
    terms: Bilingual = NOTHING
    acceptance: Bilingual = NOTHING
    footer: Bilingual = NOTHING
