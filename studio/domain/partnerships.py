"""Partnerships: how much was done with a talent for a client, how well, and whether it tires."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from studio.domain import gates
from studio.text import Message

QUARTER, YEAR = timedelta(days=90), timedelta(days=365)
OFTEN, REST = 6, 14
"""So many pieces in 90 days, or a last one less than so many days ago, tire an audience."""


@dataclass(frozen=True, slots=True)
class Fatigue:
    """How often and how recently pieces for one client came out on one talent's accounts."""

    quarter: int
    year: int
    last_on: date | None
    days: int | None
    """Days since the last one; None before the first."""
    gap: Decimal | None
    """Days between two pieces on average."""
    role: str
    """neutral, good, warn, bad: nothing yet, rested, often, tiring."""
    words: Message


SOON = timedelta(days=60)
"""A renewal or a next step this near is something to look after."""


def to_renew(renewal_on: date | None, today: date) -> bool:
    """Say whether a renewal is near, or was let pass."""
    return renewal_on is not None and renewal_on - today <= SOON


def fatigue(days: Sequence[date], today: date) -> Fatigue:
    """Return how tired an audience may be, from the days on which pieces came out."""
    past = sorted(day for day in days if day <= today)
    quarter = sum(today - day <= QUARTER for day in past)
    year = sum(today - day <= YEAR for day in past)
    if not past:
        return Fatigue(0, 0, None, None, None, "neutral", Message("Nothing out yet"))
    since = (today - past[-1]).days
    gap = None
    if len(past) > 1:
        span = Decimal((past[-1] - past[0]).days) / (len(past) - 1)
        gap = span.quantize(Decimal("0.1"), ROUND_HALF_UP)
    often, fresh = quarter >= OFTEN, since < REST
    if often and fresh:
        role, words = "bad", Message("Tiring: often and only just now")
    elif often:
        role, words = "warn", Message("Often in the last 90 days")
    elif fresh:
        role, words = "warn", Message("Only just now")
    else:
        role, words = "good", Message("Rested")
    return Fatigue(quarter, year, past[-1], since, gap, role, words)


@dataclass(frozen=True, slots=True)
class Cost:
    """What measured pieces of one currency cost, in its major units; None where nothing divides."""

    currency: str
    pieces: int
    cpm: Decimal | None
    """A thousand views."""
    cpe: Decimal | None
    """One reaction."""


@dataclass(frozen=True, slots=True)
class Results:
    """What measured pieces reached together; costs stand by currency and are never mixed."""

    pieces: int
    views: int
    engagements: int
    engagement: Decimal | None
    """Engagements as a share of views (6.1: 28,700 of 612,000 is 4.69 %)."""
    costs: tuple[Cost, ...]
    """Of pieces with a price, by currency."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One piece as last measured: price in minor units, `exponent` decimals of its currency."""

    price: int
    currency: str
    exponent: int
    views: int | None
    engagements: int | None


def results_of(pieces: Sequence[Measured]) -> Results:
    """Return what pieces reached together; costs by currency, each of its own pieces only."""
    with_both = [one for one in pieces if one.views and one.engagements is not None]
    seen = sum(one.views or 0 for one in with_both)
    shared = sum(one.engagements or 0 for one in with_both)
    priced = [one for one in pieces if one.price > 0]
    return Results(
        pieces=len(pieces),
        views=sum(piece.views or 0 for piece in pieces),
        engagements=sum(piece.engagements or 0 for piece in pieces),
        engagement=_share(Decimal(shared), seen, "0.0001"),
        costs=tuple(
            _costs(code, [one for one in priced if one.currency == code])
            for code in sorted({one.currency for one in priced})
        ),
    )


def _costs(currency: str, paid: Sequence[Measured]) -> Cost:
    return Cost(currency, len(paid), _cost(paid, "views", 1000), _cost(paid, "engagements", 1))


def _cost(pieces: Sequence[Measured], over: str, factor: int) -> Decimal | None:
    known = [one for one in pieces if getattr(one, over)]
    spent = sum((Decimal(one.price).scaleb(-one.exponent) for one in known), Decimal(0))
    return _share(spent * factor, sum(getattr(one, over) for one in known), "0.01")


def _share(part: Decimal, whole: int, step: str) -> Decimal | None:
    return (part / whole).quantize(Decimal(step), ROUND_HALF_UP) if whole else None


GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "owner_id": gates.record,
        "renewal_on": gates.day,
        "next_step": gates.words(200),
        "next_on": gates.day,
        "stands_for": gates.word_list(60, 12),
        "note": gates.long_words(),
    }
)
RESULT_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "taken_on": gates.day,
        **{
            name: gates.whole(0, 10**12)
            for name in ("views", "reach", "likes", "comments", "shares", "saves")
        },
    }
)
