"""Deliverables: fields, states (SM-7), the columns of the board, rounds and lateness."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from studio.domain import gates
from studio.domain.clients import check_names
from studio.domain.platforms import FORMATS, PLATFORMS
from studio.domain.states import State, machine
from studio.errors import Invalid
from studio.text import Message

STATES = machine(
    "deliverable",
    {
        "planned": (Message("Planned"), "neutral"),
        "briefed": (Message("Briefed"), "neutral"),
        "scripting": (Message("Scripting"), "active"),
        "script_review": (Message("Script with client"), "wait"),
        "producing": (Message("In production"), "active"),
        "draft_ready": (Message("Draft ready"), "active"),
        "client_review": (Message("With client"), "wait"),
        "changes_requested": (Message("Changes"), "warn"),
        "approved": (Message("Approved"), "good"),
        "platform_review": (Message("With platform"), "wait"),
        "approved_platform": (Message("Passed by platform"), "good"),
        "rejected_platform": (Message("Rejected by platform"), "bad"),
        "scheduled": (Message("Ready", "piece"), "good"),
        "published": (Message("Out"), "good"),
        "delivered": (Message("Delivered"), "good"),
        "measured": (Message("Measured"), "neutral"),
        "taken_down": (Message("Taken down"), "neutral"),
        "cancelled": (Message("Cancelled"), "neutral"),
    },
    {
        "planned": "briefed cancelled",
        "briefed": "scripting producing cancelled",
        "scripting": "script_review producing cancelled",
        "script_review": "producing scripting cancelled",
        "producing": "draft_ready cancelled",
        "draft_ready": "client_review producing cancelled",
        "client_review": "changes_requested approved cancelled",
        "changes_requested": "draft_ready cancelled",
        "approved": "platform_review scheduled delivered changes_requested",
        "platform_review": "approved_platform rejected_platform",
        "rejected_platform": "changes_requested",
        "approved_platform": "scheduled",
        "scheduled": "published approved",
        "published": "measured taken_down",
        "measured": "taken_down",
        "delivered": "changes_requested",
        "cancelled": "planned",
        "taken_down": "published",
    },
)

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "script": ("planned", "briefed", "scripting", "script_review"),
        "making": ("producing",),
        "internal": ("draft_ready", "changes_requested", "rejected_platform"),
        "client": ("client_review",),
        "ready": ("approved", "platform_review", "approved_platform", "scheduled"),
        "published": ("published", "delivered", "measured", "taken_down"),
    }
)
"""Column of the board -> the states it holds; cancelled pieces stand on no column."""

COLUMN_LABELS: Mapping[str, Message] = MappingProxyType(
    {
        "script": Message("Script"),
        "making": Message("Making"),
        "internal": Message("Internal"),
        "client": Message("Client", "gate"),
        "ready": Message("Ready", "piece"),
        "published": Message("Published"),
    }
)

OUT = frozenset({"published", "delivered", "measured", "taken_down"})
"""States of a piece that has left the studio."""

OPEN = frozenset(STATES.states) - OUT - {"cancelled"}

REASON_NEEDED = frozenset({"changes_requested", "rejected_platform", "taken_down", "cancelled"})
"""Moves that need a written reason, kept with the piece."""


def column_of(state: str) -> str:
    """Return the board column of a state; empty for cancelled."""
    return next((column for column, states in COLUMNS.items() if state in states), "")


WAITING = frozenset({"draft_ready", "changes_requested", "rejected_platform", "approved"})
"""Gates at which the studio itself has to decide or do something."""

LINK = re.compile(r"https?://[^\s/]+\.[^\s]+", re.IGNORECASE)


def link(value: object) -> str:
    """Take the address of something published, or none yet."""
    typed = gates.words(500)(value)
    if typed and not LINK.fullmatch(typed):
        raise gates.refuse(Message("An address begins with https:// and has no spaces."))
    return str(typed)


GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "title": gates.words(120),
        "title_zh": gates.words(120),
        "platform": gates.choice(PLATFORMS, optional=True),
        "format": gates.choice(FORMATS, optional=True),
        "spec": gates.words(),
        "talent_id": gates.record,
        "owner_id": gates.record,
        "quantity": gates.whole(1, 1000),
        "due_draft": gates.day,
        "due_final": gates.day,
        "publish_on": gates.day,
        "publish_time": gates.clock,
        "url": link,
        "rounds_included": gates.whole(0, 20),
        "price": gates.amount(empty=0),
        "note": gates.long_words(),
    }
)
"""The plain fields of a piece; `price` in minor units of the project's currency."""


def check(
    title: str, title_zh: str, *, due_draft: date | None = None, due_final: date | None = None
) -> None:
    """Raise Invalid where a piece has no title, or its final is due before its draft."""
    try:
        check_names(title, title_zh)
    except Invalid:
        raise Invalid({"title": Message("A title is needed.")}) from None
    if due_draft is not None and due_final is not None and due_final < due_draft:
        raise Invalid({"due_final": Message("The final is due before the draft.")})


def check_move(before: str, after: str, *, reason: str = "") -> None:
    """Raise Invalid where there is no such step, or where it needs words and has none."""
    STATES.check(before, after)
    if after in REASON_NEEDED and not reason:
        raise Invalid({"reason": Message("A reason is needed.")})


def counts_round(before: str, after: str) -> bool:
    """Say whether a step uses up one of the client's rounds (SM-7)."""
    return (before, after) == ("client_review", "changes_requested")


def target_in(column: str, state: str) -> str:
    """Return the state a piece takes when its card is dropped on a column; "" where none is."""
    held = COLUMNS.get(column, ())
    return next((after for after in STATES.offered(state) if after in held), "")


def next_state(state: str) -> str:
    """Return the usual next state of a piece; "" at the end of its road."""
    wanted = NEXT.get(state, "")
    return wanted if wanted in STATES.offered(state) else ""


NEXT: Mapping[str, str] = MappingProxyType(
    {
        "planned": "briefed",
        "briefed": "scripting",
        "scripting": "script_review",
        "script_review": "producing",
        "producing": "draft_ready",
        "draft_ready": "client_review",
        "client_review": "approved",
        "changes_requested": "draft_ready",
        "approved": "scheduled",
        "platform_review": "approved_platform",
        "rejected_platform": "changes_requested",
        "approved_platform": "scheduled",
        "scheduled": "published",
        "published": "measured",
        "cancelled": "planned",
        "taken_down": "published",
    }
)
"""The step a piece usually takes next; others stand in its menu."""


def day_of(publish_on: date | None, due_final: date | None) -> date | None:
    """Return the day a piece is measured by: when it goes out, else when it is due."""
    return publish_on or due_final


def late_days(state: str, day: date | None, today: date) -> int:
    """Return how many days ago an open piece should have been out; 0 where it is in time."""
    if day is None or state not in OPEN or day >= today:
        return 0
    return (today - day).days


def shown(state: str, day: date | None, today: date) -> State:
    """Return the chip of a piece: its state, or how late it is."""
    late = late_days(state, day, today)
    if late:
        return State("late", Message("Late {days} d", days=late), "bad")
    return STATES.state(state)


def over_rounds(used: int, included: int) -> bool:
    """Say whether a piece is in its last included round of changes, or beyond."""
    return used > 0 and used >= included


def week_start(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def piece_titles(title: str, count: int) -> list[str]:
    """Return the titles of `count` pieces made of one: numbered where there is more than one."""
    if not title or count == 1:
        return [title] * count
    return [f"{title[:110]} {place}" for place in range(1, count + 1)]
