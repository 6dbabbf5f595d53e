"""Ranked holds: who comes first, and when a hold or a challenge runs out."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from studio.domain.bookings.index import Entry

HOLD_HOURS, CHALLENGE_HOURS = 72, 24
"""What counts where the rules say nothing (domain, SM-6)."""


def hold_expires(now: datetime, hours: int = HOLD_HOURS) -> datetime:
    """Return when a hold placed now runs out, to the minute."""
    return (now + timedelta(hours=hours)).replace(second=0, microsecond=0)


def challenge_expires(
    now: datetime, expires: datetime | None, hours: int = CHALLENGE_HOURS
) -> datetime:
    """Return when a challenged hold runs out: never later than it would have anyway."""
    answer_by = hold_expires(now, hours)
    return answer_by if expires is None else min(answer_by, expires)


def rank(entry: Entry, earlier: Iterable[Entry], capacity: int = 1) -> int:
    """Return the rank of a hold: 1 where there is still room, 2 behind a full house, and so on.

    `earlier` are the holds and bookings of the same lane that came before it.
    """
    taken = sum(one.units for one in earlier if one.id != entry.id and one.meets(entry))
    return 1 + (taken + entry.units - 1) // max(capacity, entry.units)


def ranked(firm: Iterable[Entry], holds: Iterable[Entry], capacity: int = 1) -> Mapping[int, int]:
    """Return the rank of each hold of a lane; `holds` come in their order, first come first."""
    before = list(firm)
    found: dict[int, int] = {}
    for hold in holds:
        found[hold.id] = rank(hold, before, capacity)
        before.append(hold)
    return found


def cancelling_share(
    notice: Iterable[Mapping[str, object]], start: datetime, now: datetime
) -> Decimal:
    """Return the share of a rate that is due where a confirmed booking is cancelled now.

    `notice` are the rule's steps, {hours, share}, the longest notice first.
    """
    hours = (start - now) / timedelta(hours=1)
    for step in notice:
        if hours >= float(str(step["hours"])):
            return Decimal(str(step["share"]))
    return Decimal(1)
