"""What the roster shows: filters, list rows, one person whole with all that belongs to them."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from studio.domain.money import Money
from studio.domain.talent.growth import Growth, Jump
from studio.domain.talent.quality import Quality


@dataclass(frozen=True, slots=True)
class TalentFilter:
    """Which people a list shows.

    Sorted by name, kind, city, changed, followers or price; `free` is a first and last day of the
    studio's calendar on which they must not be booked or away; `price_to` is in minor units of
    `currency` and asks for a price of `format` (any where it is "").
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    niches: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    """Where they stand in incubation."""
    free: tuple[date, date] | None = None
    format: str = ""
    price_to: int | None = None
    currency: str = ""
    do_not_pitch: bool | None = None
    archived: bool = False
    sort: str = "name"
    descending: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True)
class AccountMark:
    """An account as a list shows it; `followers` is None where it was never read."""

    id: int
    platform: str
    handle: str
    followers: int | None
    as_of: date | None


@dataclass(frozen=True, slots=True)
class TalentRow:
    """One person or character in a list; `pieces` counts deliverables that are not cancelled."""

    id: int
    code: str
    name: str
    name_zh: str
    kind: str
    discipline: str
    city: str
    staff: bool
    pieces: int
    archived: bool
    tier: str = ""
    """Worked out from the highest single account; "" without a reading."""
    followers: int | None = None
    as_of: date | None = None
    accounts: tuple[AccountMark, ...] = ()
    line: tuple[int, ...] = ()
    """Followers of the highest account over 90 days, evenly spaced."""
    price: Money | None = None
    price_unit: str = ""
    price_state: str = ""
    commission: Decimal = Decimal(0)
    exclusive: bool = False
    """Whether an exclusivity holds today."""
    finding: bool = False
    """Whether followers rose oddly on a day of the last 90."""
    incubation: str = ""
    do_not_pitch: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A deliverable somebody is part of."""

    id: int
    number: str
    title: str
    title_zh: str
    state: str
    project_id: int
    project: str
    project_zh: str
    hue: str


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading of an account."""

    id: int
    version: int
    as_of: date
    followers: int
    following: int | None
    posts: int | None
    avg_views: int | None
    avg_likes: int | None
    avg_comments: int | None
    avg_shares: int | None
    avg_saves: int | None
    completion: Decimal | None
    generic_comments: Decimal | None
    source: str
    note: str
    import_id: int | None


@dataclass(frozen=True, slots=True)
class AudienceRow:
    """Who follows an account; shares of one by group."""

    id: int
    version: int
    as_of: date
    gender: dict[str, Decimal]
    age: dict[str, Decimal]
    region: dict[str, Decimal]
    interest: dict[str, Decimal]
    active_share: Decimal | None
    fake_share: Decimal | None
    source: str


@dataclass(frozen=True, slots=True)
class Account:
    """One account with its newest reading, growth, tier and hints."""

    id: int
    version: int
    platform: str
    handle: str
    uid: str | None
    url: str
    verified: bool
    category: str
    language: str
    opened_on: date | None
    mcn_bound: bool
    marketplace_id: str
    state: str
    tier: str = ""
    tier_from: int = 0
    reading: ReadingRow | None = None
    growth: Growth | None = None
    """Over the last 30 days of readings."""
    line: tuple[int, ...] = ()
    jumps: tuple[Jump, ...] = ()
    quality: Quality = field(default_factory=Quality)
    audience: AudienceRow | None = None


@dataclass(frozen=True, slots=True)
class RateRow:
    """One price of a card."""

    id: int
    version: int
    position: int
    platform: str
    format: str
    title: str
    title_zh: str
    unit: str
    price: Money
    min_quantity: Decimal
    rounds: int | None
    usage_days: int | None
    commission: Decimal
    usage_month: Decimal
    exclusivity_month: Decimal
    rush: Decimal
    whitelisting_month: Decimal
    state: str


@dataclass(frozen=True, slots=True)
class Card:
    """One rate card; `active` where it holds today."""

    id: int
    version: int
    currency: str
    first_on: date
    last_on: date | None
    tax_mode: str
    note: str
    active: bool
    items: tuple[RateRow, ...]


@dataclass(frozen=True, slots=True)
class Virtual:
    """Who is behind an invented character."""

    id: int
    version: int
    ip_owner: str
    operator: str
    technique: str
    voice_source: str
    underlying_person: str
    consent: str
    label: str
    label_zh: str
    allowed: str
    forbidden: str
    model_from: date | None
    model_until: date | None
    voice_from: date | None
    voice_until: date | None


@dataclass(frozen=True, slots=True)
class Crew:
    """What somebody in the crew does for how much a day."""

    id: int
    version: int
    disciplines: tuple[str, ...]
    kit: str
    day_rate: Money | None
    overtime: Decimal
    insured_until: date | None
    certificates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency or MCN that represents somebody for a time."""

    id: int
    version: int
    kind: str
    name: str
    name_zh: str
    contact: str
    first_on: date
    last_on: date | None
    rebate: str
    rebate_share: Decimal
    note: str
    active: bool


@dataclass(frozen=True, slots=True)
class Window:
    """An exclusivity that holds or is to come; empty places and platforms mean all."""

    id: int
    state: str
    """proposed, active."""
    category: str
    first_on: date
    last_on: date
    client: str
    client_zh: str
    brand: str
    brand_zh: str
    competitors: tuple[str, ...]
    territories: tuple[str, ...]
    """Countries and regions by their letters."""
    platforms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Masked:
    """One sealed field: what may be shown without revealing it; "" where nothing is kept."""

    code: str
    masked: str


@dataclass(frozen=True, slots=True)
class Talent:
    """A person or character, whole."""

    id: int
    version: int
    code: str
    name: str
    name_zh: str
    kind: str
    discipline: str
    city: str
    person_id: int | None
    note: str
    archived: bool
    country: str = ""
    bio: str = ""
    bio_zh: str = ""
    niches: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    brand_safety: str = ""
    do_not_pitch: bool = False
    do_not_pitch_reason: str = ""
    phone: str = ""
    mail: str = ""
    wechat: str = ""
    merged_into: int | None = None
    erased_on: date | None = None
    pieces: tuple[Piece, ...] = ()
    tier: str = ""
    followers: int | None = None
    as_of: date | None = None
    accounts: tuple[Account, ...] = ()
    cards: tuple[Card, ...] = ()
    virtual: Virtual | None = None
    crew: Crew | None = None
    agencies: tuple[Agency, ...] = ()
    windows: tuple[Window, ...] = ()
    incubation: str = ""
    objected: bool = False
    """They do not want to be contacted about new work."""
