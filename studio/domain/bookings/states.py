"""Bookings: states (SM-6), fields, kinds of resources, and how a booking is shown."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from studio.domain import exclusivity, gates
from studio.domain.identifiers import CURRENCIES
from studio.domain.platforms import PLATFORMS
from studio.domain.states import State, machine
from studio.errors import Invalid
from studio.text import Message

STATES = machine(
    "booking",
    {
        "enquiry": (Message("Asked", "booking"), "neutral"),
        "hold": (Message("Hold"), "wait"),
        "challenged": (Message("Challenged"), "warn"),
        "confirmed": (Message("Confirmed"), "good"),
        "in_progress": (Message("Under way"), "active"),
        "completed": (Message("Done"), "neutral"),
        "released": (Message("Released"), "neutral"),
        "cancelled": (Message("Cancelled"), "neutral"),
        "no_show": (Message("Did not come"), "bad"),
    },
    {
        "enquiry": "hold confirmed released",
        "hold": "challenged confirmed released",
        "challenged": "hold confirmed released",
        "confirmed": "in_progress cancelled no_show",
        "in_progress": "completed",
        "released": "hold",
    },
    {"confirmed": "completed"},
)

FIRM = frozenset({"confirmed", "in_progress", "completed"})
"""States in which somebody or something is taken: no second one fits in."""

HELD = frozenset({"hold", "challenged"})

LIVE = frozenset({"enquiry", "confirmed", "in_progress"}) | HELD
"""States of a booking that still lies ahead or runs."""

GONE = frozenset({"released", "cancelled", "no_show"})
"""States in which nothing is taken any more."""

REASON_NEEDED = frozenset({"cancelled", "no_show"})

FIRST_STATES = ("enquiry", "hold", "confirmed")
"""The states a booking may begin in."""

BASES: Mapping[str, Message] = MappingProxyType(
    {
        "day": Message("a day"),
        "half_day": Message("half a day"),
        "hour": Message("an hour"),
        "per_deliverable": Message("a piece"),
        "per_session": Message("a session"),
        "package": Message("in all"),
    }
)
"""What a rate is paid for."""

RESOURCE_KINDS: Mapping[str, Message] = MappingProxyType(
    {
        "room": Message("Room"),
        "set": Message("Set"),
        "camera": Message("Camera", "gear"),
        "lens": Message("Lens"),
        "light": Message("Light", "gear"),
        "audio": Message("Audio", "gear"),
        "vehicle": Message("Vehicle"),
        "drone": Message("Drone"),
        "wardrobe": Message("Wardrobe"),
        "other": Message("Other", "gear"),
    }
)

ABSENCES: Mapping[str, Message] = MappingProxyType(
    {
        "leave": Message("Leave", "absence"),
        "ill": Message("Ill"),
        "travel": Message("Travelling"),
        "other_work": Message("Other work"),
        "repair": Message("In repair"),
        "unknown": Message("Not known"),
    }
)
"""Why somebody or something is not to be had."""

LONGEST = 366 * 24 * 60
"""Minutes: a booking is no standing order."""


def moment(value: object) -> datetime:
    """Take a moment with a time zone, to the minute."""
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise gates.refuse(Message("A date and time are needed."))
    gates.day(value.date())
    return value.replace(second=0, microsecond=0)


def moment_or_none(value: object) -> datetime | None:
    """Take a moment with a time zone, or none."""
    return None if value in (None, "") else moment(value)


_WHO: Mapping[str, gates.Gate] = MappingProxyType(
    {"talent_id": gates.record, "person_id": gates.record, "resource_id": gates.record}
)

GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        **_WHO,
        "project_id": gates.record,
        "brief_id": gates.record,
        "client_id": gates.record,
        "brand_id": gates.record,
        "task_id": gates.record,
        "title": gates.words(120),
        "title_zh": gates.words(120),
        "role": gates.words(80),
        "place": gates.words(120),
        "start_at": moment,
        "end_at": moment,
        "before": gates.whole(0, 7 * 24 * 60),
        "after": gates.whole(0, 7 * 24 * 60),
        "units": gates.whole(1, 10_000),
        "state": gates.choice(FIRST_STATES),
        "hold_expires": moment_or_none,
        "platforms": gates.choices(PLATFORMS),
        "category": gates.words(80),
        "territory": exclusivity.territory,
        "rate": gates.amount(empty=0),
        "currency": gates.choice(CURRENCIES, optional=True),
        "basis": gates.choice(BASES),
        "overtime": gates.words(200),
        "note": gates.long_words(),
    }
)
"""The plain fields of a booking; `rate` in minor units of `currency` per `basis`."""

RATE_FIELDS = frozenset({"rate", "currency", "basis"})

RESOURCE_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "kind": gates.choice(RESOURCE_KINDS),
        "name": gates.words(120),
        "name_zh": gates.words(120),
        "city": gates.words(80),
        "address": gates.words(400, multiline=True),
        "capacity": gates.whole(1, 10_000),
        "turnaround": gates.whole(0, 7 * 24 * 60),
        "day_cost": gates.amount(empty=0),
        "currency": gates.choice(CURRENCIES, optional=True),
        "calendar_id": gates.record,
        "note": gates.long_words(),
    }
)

ABSENCE_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        **_WHO,
        "start_at": moment,
        "end_at": moment,
        "kind": gates.choice(ABSENCES),
        "note": gates.words(200),
    }
)


def check_span(start: datetime, end: datetime) -> None:
    """Raise Invalid where a time ends before it begins, or lasts more than a year."""
    if end <= start:
        raise Invalid({"end_at": Message("The end is not after the beginning.")})
    if end - start > timedelta(minutes=LONGEST):
        raise Invalid({"end_at": Message("A booking lasts a year at most.")})


def check_one(values: Mapping[str, Any]) -> str:
    """Return which of talent, person and resource is booked; raise Invalid unless exactly one."""
    named = [noun for noun in ("talent", "person", "resource") if values.get(f"{noun}_id")]
    if len(named) != 1:
        raise Invalid({"who": Message("Say who or what is booked: one of them.")})
    return named[0]


def check_move(before: str, after: str, *, reason: str = "") -> None:
    """Raise Invalid where there is no such step, or where it needs words and has none."""
    STATES.check(before, after)
    if after in REASON_NEEDED and not reason:
        raise Invalid({"reason": Message("A reason is needed.")})


def expired(state: str, expires: datetime | None, now: datetime) -> bool:
    """Say whether the time of a hold or of a challenge has run out."""
    return state in HELD and expires is not None and expires <= now


def shown(
    state: str,
    rank: int,
    expires: datetime | None,
    now: datetime,
    *,
    start: datetime | None = None,
    end: datetime | None = None,
) -> State:
    """Return the chip of a booking: its state, the rank of a hold, that it has expired or runs."""
    if expired(state, expires, now):
        return State("expired", Message("Expired", "hold"), "neutral")
    if state == "hold" and rank:
        return State("hold", Message("Hold {rank}", rank=rank), "wait")
    if state == "confirmed" and start is not None and end is not None and start <= now < end:
        return STATES.state("in_progress")
    return STATES.state(state)
