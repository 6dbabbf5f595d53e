"""What matching is given and gives back: wishes, facts of one talent, parts of a score."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from studio.domain.shortlisting.published import Published
from studio.text import Message

FILTERS = (
    "pitch",
    "roster",
    "active",
    "platform",
    "tier",
    "floor",
    "price",
    "cpm",
    "cpe",
    "category",
    "audience",
    "city",
    "language",
    "free",
    "exclusive",
)
"""What can keep somebody off a list, in the order it is said."""

ALWAYS = frozenset({"pitch"})
"""What cannot be switched off."""

PARTS = ("audience", "price", "category", "engagement", "cost", "history", "free")
"""The parts of the score, in the order they are shown."""

AGES = ("13-17", "18-24", "25-34", "35-44", "45-54", "55-99")
"""Age groups as platforms report them."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group of people a brief wants: kind is gender, age, region or interest."""

    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a brief asks of talent. An empty wish asks nothing; amounts in minor units.

    `piece` is the row of the brief that is matched, 0 where the brief names none. `must` names the
    filters that exclude; the others only count in the score. `price_on` is the day the price must
    hold on, `first` to `last` the window in which they must be free for `free_days` days.
    """

    piece: int = 0
    platforms: tuple[str, ...] = ()
    format: str = ""
    tiers: tuple[str, ...] = ()
    floor: int | None = None
    ceiling: int | None = None
    cpm_least: int | None = None
    """What a thousand views may cost, from here to `cpm_most`."""
    cpm_most: int | None = None
    cpe_least: int | None = None
    """What a reaction may cost, from here to `cpe_most`."""
    cpe_most: int | None = None
    currency: str = ""
    price_on: date | None = None
    categories: tuple[str, ...] = ()
    audience: tuple[Group, ...] = ()
    cities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    free_days: int = 1
    must: frozenset[str] = frozenset(FILTERS) - {"category", "audience"}

    @property
    def days(self) -> int:
        """How many days the window has; 0 where it is open."""
        if self.first is None or self.last is None or self.last < self.first:
            return 0
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Account:
    """One account as it was last read; None stands for what was never read."""

    platform: str
    handle: str = ""
    followers: int | None = None
    as_of: date | None = None
    tier: str = ""
    views: int | None = None
    """Views a post on average."""
    engagements: int | None = None
    """Likes, comments, shares and saves a post on average."""
    audience: Mapping[str, Mapping[str, Decimal | str]] | None = None
    """Kind of group -> group -> share of one, as a number or as decimal text."""
    active: bool = True
    """Not paused, and nothing says that it posted nothing of late."""
    audience_on: date | None = None
    """The day the audience was read."""
    audience_source: str = ""


@dataclass(frozen=True, slots=True)
class Price:
    """What one piece of the asked kind costs: minor units of `currency`."""

    platform: str
    amount: int
    currency: str
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one talent for one brief."""

    id: int
    code: str
    name: str = ""
    name_zh: str = ""
    kind: str = "creator"
    city: str = ""
    languages: tuple[str, ...] = ()
    niches: tuple[str, ...] = ()
    do_not_pitch: str | None = None
    """Why, in words that may be empty; None where they may be pitched."""
    state: str = ""
    """Where they stand in incubation, "" where they never were."""
    accounts: tuple[Account, ...] = ()
    prices: tuple[Price, ...] = ()
    busy: int = 0
    """Days of the window that are booked or held."""
    exclusive: tuple[Message, ...] = ()
    """Windows that keep them from this brand."""
    jobs: int = 0
    """Jobs done with this client."""
    last_job: date | None = None
    """The last one with this client."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The median of what past jobs cost per thousand views, and how many jobs that was."""

    cpm: Decimal
    """Major units of `currency` per thousand views."""
    currency: str
    n: int


@dataclass(frozen=True, slots=True)
class Yardsticks:
    """What candidates are measured against.

    `costs` by (tier, platform, category); `engagement` by (tier, platform): the median share of
    views that react, and how many readings it is made of.
    """

    costs: Mapping[tuple[str, str, str], Benchmark] = field(default_factory=dict)
    engagement: Mapping[tuple[str, str], tuple[Decimal, int]] = field(default_factory=dict)
    published: Sequence[Published] = ()
    """What others say, to set beside it; no score is made of it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules matching goes by, as shipped or as the studio set them."""

    weights: Mapping[str, int]
    tolerance: Decimal = Decimal("0.20")
    shares: Mapping[str, Decimal] = field(default_factory=dict)
    first_job: Decimal = Decimal("0.50")
    rest_days: int = 30
    least: int = 3
    fresh_days: int = 30
    related: Decimal = Decimal("0.50")
    """What a category of the same family is worth."""
    families: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: `value` in hundredths, None where it is not known (it counts 0)."""

    name: str
    weight: int
    value: int | None
    reason: Message
    detail: tuple[Message, ...] = ()

    @property
    def points(self) -> int:
        """Weight times value."""
        return self.weight * (self.value or 0)


@dataclass(frozen=True, slots=True)
class Scored:
    """Somebody who passed every filter, with the score in tenths of a point of 100."""

    facts: Facts
    score: int
    explain: Callable[[Facts], tuple[Part, ...]]

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the score is made of, put into words when it is looked at."""
        return self.explain(self.facts)


@dataclass(frozen=True, slots=True)
class Removed:
    """One filter, how many it removes of how many, and how many only it keeps away."""

    filter: str
    count: int
    of: int
    only: int


@dataclass(frozen=True, slots=True)
class Match:
    """Everybody in order, who was removed by what, and the filter that removed most."""

    scored: tuple[Scored, ...]
    excluded: Mapping[int, tuple[str, ...]]
    removed: tuple[Removed, ...]
    considered: int

    @property
    def worst(self) -> Removed | None:
        """The filter whose dropping brings back most."""
        found = [one for one in self.removed if one.count]
        order = {code: place for place, code in enumerate(FILTERS)}
        return max(found, key=lambda one: (one.only, one.count, -order[one.filter]), default=None)
