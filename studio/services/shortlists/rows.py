"""Frozen rows of shortlists: what a brief asks, who answers to it and why, who was picked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from studio.domain.money import Money
from studio.domain.shortlisting import Part, Published, Removed, Scored, Wishes
from studio.domain.states import State
from studio.text import Message

PUBLIC: Mapping[str, int] = MappingProxyType({"audience": 50, "category": 100})
"""Parts of the score that may be said to a client, and from which value on they speak for somebody.

Neither prices nor how often we worked with the client.
"""


@dataclass(frozen=True, slots=True)
class AskedPiece:
    """One kind of piece the brief asks for."""

    id: int
    platform: str
    format: str
    quantity: int
    tier: str
    ceiling: Money | None


@dataclass(frozen=True, slots=True)
class BriefHead:
    """The brief a shortlist is for."""

    id: int
    number: str
    title: str
    title_zh: str
    client_id: int | None
    client: str
    client_zh: str
    audience: str
    """The client's own words about the audience."""
    currency: str
    state: str
    pieces: tuple[AskedPiece, ...]


@dataclass(frozen=True, slots=True)
class MatchRow:
    """Somebody who passes the filters: the score in tenths of 100, and what it is made of."""

    talent_id: int
    code: str
    name: str
    name_zh: str
    kind: str
    city: str
    platform: str
    handle: str
    followers: int | None
    read_on: date | None
    stale: bool
    """The figures were read long ago."""
    tier: str
    price: Money | None
    confirmed: bool
    scored: Scored
    busy: int
    """Days of the window on which they are booked or held."""
    bound: tuple[Message, ...]
    """The exclusivities that keep them from this brief."""
    last_job: date | None
    """When the last piece for this client went out."""
    candidate_id: int = 0
    candidate_version: int = 0
    state: State | None = None
    left_out: tuple[str, ...] = ()
    """The filters that keep somebody off the list who is on the shortlist nevertheless."""

    @property
    def score(self) -> int:
        """The score in tenths of a point of 100."""
        return self.scored.score

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the score is made of, with reasons."""
        return self.scored.parts

    @property
    def public(self) -> tuple[Message, ...]:
        """What speaks for them, in words a client may read."""
        return tuple(
            part.reason
            for part in self.parts
            if part.name in PUBLIC and (part.value or 0) >= PUBLIC[part.name]
        )

    @property
    def reasons(self) -> tuple[Message, ...]:
        """The reasons of all parts, the heaviest first."""
        return tuple(part.reason for part in sorted(self.parts, key=lambda one: -one.weight))


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody on the shortlist, or declined, with the figures as they were then."""

    id: int
    version: int
    talent_id: int
    code: str
    name: str
    name_zh: str
    state: State
    declined_by: str
    reason: str
    position: int
    platform: str
    score: int | None
    quote: Money | None
    scored_on: date | None


@dataclass(frozen=True, slots=True)
class OwnCost:
    """What a thousand views cost in past jobs of a tier, platform and category: the median of n."""

    tier: str
    platform: str
    category: str
    cpm: Decimal
    """Major units of `currency`."""
    currency: str
    n: int


@dataclass(frozen=True, slots=True)
class Benchmarks:
    """Our own history, and published figures to set beside it."""

    own: tuple[OwnCost, ...]
    published: tuple[Published, ...]


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody whom a filter keeps off the list, by the filters' codes."""

    talent_id: int
    code: str
    name: str
    name_zh: str
    filters: tuple[str, ...]
    words: tuple[Message, ...] = ()
    """What is said about it: the windows of an exclusivity, the reason not to pitch."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a brief: rows in order, what was removed, what the brief asks for."""

    brief: BriefHead
    version: int
    """The version of the kept wishes and weights; 0 where nothing was changed yet."""
    wishes: Wishes
    prefilled: Wishes
    weights: tuple[tuple[str, int], ...]
    own_weights: tuple[tuple[str, int], ...]
    """The studio's, before what this brief changes."""
    rows: tuple[MatchRow, ...]
    kept: tuple[Kept, ...]
    away: tuple[Away, ...]
    removed: tuple[Removed, ...]
    worst: Message | None
    """The filter that removed most, in words."""
    worst_filter: str
    considered: int
    beside: tuple[MatchRow, ...] = ()
    """Those on the shortlist whom a filter keeps away now: they are still put forward."""

    @property
    def known(self) -> dict[int, MatchRow]:
        """Everybody of whom figures are shown, by id: those found and those beside."""
        return {row.talent_id: row for row in (*self.rows, *self.beside)}
