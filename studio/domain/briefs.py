"""Briefs: states (SM-2), what must be known before a proposal, open points and their questions."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from studio.domain import gates
from studio.domain.identifiers import CURRENCIES
from studio.domain.platforms import FORMATS, PLATFORMS
from studio.domain.states import Machine, machine
from studio.errors import Invalid
from studio.text import Message

STATES: Machine = machine(
    "brief",
    {
        "draft": (Message("Draft"), "neutral"),
        "received": (Message("New", "brief"), "neutral"),
        "clarifying": (Message("Clarifying"), "warn"),
        "ready": (Message("Ready", "brief"), "active"),
        "proposed": (Message("Proposed"), "wait"),
        "won": (Message("Won"), "good"),
        "lost": (Message("Lost"), "bad"),
        "declined": (Message("Declined"), "neutral"),
        "expired": (Message("Expired"), "neutral"),
    },
    {
        "draft": "received",
        "received": "clarifying ready declined",
        "clarifying": "received ready declined",
        "ready": "received clarifying declined",
        "proposed": "lost",
        "expired": "clarifying",
        "declined": "clarifying",
    },
    {
        "draft": "expired",
        "received": "expired",
        "clarifying": "expired",
        "ready": "proposed expired",
        "proposed": "won expired ready",
        "expired": "proposed",
        "lost": "proposed",
    },
)

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "new": ("draft", "received"),
        "clarifying": ("clarifying",),
        "ready": ("ready",),
        "proposed": ("proposed",),
        "won": ("won",),
        "closed": ("lost", "declined", "expired"),
    }
)
"""Column of the board -> the states it holds (decisions 1)."""

COLUMN_LABELS: Mapping[str, Message] = MappingProxyType(
    {
        "new": Message("New", "brief"),
        "clarifying": Message("Clarifying"),
        "ready": Message("Ready", "brief"),
        "proposed": Message("Proposed"),
        "won": Message("Won"),
        "closed": Message("Closed"),
    }
)

DRAG_COLUMNS = ("new", "clarifying", "ready", "closed")
"""Columns a card may be dragged to; the others follow from proposals."""

OPEN = frozenset({"draft", "received", "clarifying", "ready", "proposed"})
REASON_NEEDED = frozenset({"lost", "declined"})

OBJECTIVES: Mapping[str, Message] = MappingProxyType(
    {
        "awareness": Message("Awareness"),
        "engagement": Message("Engagement"),
        "sales": Message("Sales"),
        "search": Message("Search"),
        "co_creation": Message("Co-creation"),
        "app_install": Message("App installs"),
        "event": Message("Event"),
        "recruiting": Message("Recruiting"),
    }
)

SOURCES: Mapping[str, Message] = MappingProxyType(
    {
        "inbound": Message("Came to us"),
        "referral": Message("Recommended"),
        "platform_marketplace": Message("Platform marketplace"),
        "pitch": Message("Pitch"),
        "repeat": Message("Client again"),
        "event": Message("Met at an event"),
        "scouting": Message("We asked"),
    }
)

CHANNELS: Mapping[str, Message] = MappingProxyType(
    {
        "wechat": Message("WeChat"),
        "mail": Message("E-mail"),
        "call": Message("Call"),
        "meeting": Message("Meeting"),
        "platform": Message("Platform message"),
        "paste": Message("Pasted"),
    }
)

DECLINE_REASONS: Mapping[str, Message] = MappingProxyType(
    {
        "capacity": Message("No capacity"),
        "ethics": Message("Not our values"),
        "conflict": Message("Conflict with another client"),
        "budget": Message("Budget too small"),
        "overdue": Message("Client overdue"),
        "other": Message("Another reason"),
    }
)

LOST_REASONS: Mapping[str, Message] = MappingProxyType(
    {
        "price": Message("Price", "reason"),
        "timing": Message("Timing"),
        "competitor": Message("Went to somebody else"),
        "cancelled": Message("The client gave it up"),
        "silence": Message("No answer"),
        "other": Message("Another reason"),
    }
)

AI_ALLOWED: Mapping[str, Message] = MappingProxyType(
    {"yes": Message("Allowed"), "no": Message("Not allowed"), "ask": Message("Ask each time")}
)

REQUIRED: Mapping[str, Message] = MappingProxyType(
    {
        "client": Message("Client"),
        "brand": Message("Brand and product"),
        "objective": Message("Objective"),
        "platforms": Message("Platforms"),
        "formats": Message("Formats and quantity"),
        "audience": Message("Audience"),
        "budget": Message("Budget"),
        "window": Message("Posting window"),
        "due": Message("Proposal due"),
        "key_message": Message("Key message"),
        "must_not": Message("Must not say"),
        "usage": Message("Usage rights"),
        "approver": Message("Approver"),
        "language": Message("Language"),
    }
)
"""The points that make a brief complete (decisions 2), in the order they are asked."""

MUSTS = ("objective", "audience", "platforms", "window", "budget")
READY_AT = Decimal("0.8")
MOST_QUESTIONS = 5
EXPIRES_AFTER = timedelta(days=60)

_QUESTIONS: Mapping[str, Message] = MappingProxyType(
    {
        "client": Message("Which company is this for?"),
        "brand": Message("Which brand and product is it about?"),
        "objective": Message("What should this achieve: awareness, sales, search, something else?"),
        "platforms": Message("Which platforms should the posts appear on?"),
        "formats": Message("Which formats would you like, and how many of each?"),
        "audience": Message("Who should it reach?"),
        "budget": Message("What is the budget, from and to?"),
        "window": Message("Between which days should the posts go out?"),
        "due": Message("By when do you need our proposal?"),
        "key_message": Message("What is the one thing people should remember?"),
        "must_not": Message("What must not be said or shown?"),
        "usage": Message("Where and for how long would you like to use the material?"),
        "approver": Message("Who approves the drafts?"),
        "language": Message("In which language should the posts be?"),
        "creators": Message("How many creators do you have in mind, and of which size?"),
        "creator": Message("How many creators do you have in mind, and of which size?"),
        "exclusivity": Message(
            "Should the creators stay away from other brands, and for how long?"
        ),
        "must_say": Message("What has to be said or shown?"),
        "keywords": Message("Which search words matter to you?"),
        "samples": Message("Will you send samples?"),
        "kpis": Message("Which figures will you judge it by?"),
        "ai_allowed": Message("May we use AI tools?"),
    }
)


@dataclass(frozen=True, slots=True)
class Known:
    """What a brief knows: the required points that are filled, and those marked unclear."""

    filled: frozenset[str] = frozenset()
    unclear: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One open point: `missing` (a must, or the next needed field) or `unclear`."""

    field: str
    kind: str
    question: Message


def has_quantity(formats: str, item_quantities: Iterable[int] = ()) -> bool:
    """Say whether formats come with a number: in an item, or as a digit in the words."""
    return any(quantity > 0 for quantity in item_quantities) or bool(re.search(r"\d", formats))


def answered(known: Known) -> frozenset[str]:
    """Return the required points that are filled; an unclear one counts, it is asked about."""
    return known.filled & frozenset(REQUIRED)


def completeness(known: Known) -> Decimal:
    """Return the share of required points that are answered, 0 to 1 (SM-2, decisions 2)."""
    return (Decimal(len(answered(known))) / len(REQUIRED)).quantize(Decimal("0.0001"))


def missing(known: Known) -> tuple[str, ...]:
    """Return the empty musts; once there is none, the other empty points while under 80 %."""
    empty = [name for name in REQUIRED if name not in known.filled]
    musts = tuple(name for name in MUSTS if name in empty)
    if musts or completeness(known) >= READY_AT:
        return musts
    return tuple(empty)


def points(known: Known) -> tuple[Point, ...]:
    """Return what is open: missing points first, in the order they are asked, then unclear ones."""
    gone = [Point(name, "missing", question(name)) for name in missing(known)]
    unclear = dict.fromkeys(known.unclear)
    return (*gone, *(Point(name, "unclear", question(name)) for name in unclear))


def question(field: str) -> Message:
    """Return what to ask the client about a field."""
    return _QUESTIONS.get(field, Message("What exactly do you mean here?"))


def questions(known: Known) -> tuple[Message, ...]:
    """Return at most five questions for the client, each once."""
    asked = dict.fromkeys(point.question for point in points(known))
    return tuple(asked)[:MOST_QUESTIONS]


def check_ready(known: Known) -> None:
    """Raise Invalid unless a brief may be marked ready: the five musts and 80 % (SM-2)."""
    done = answered(known)
    refused = {
        name: Message("{field} is needed before the brief is ready.", field=REQUIRED[name])
        for name in MUSTS
        if name not in done
    }
    share = completeness(known)
    if not refused and share < READY_AT:
        refused = {
            name: Message("{field} is still open.", field=label)
            for name, label in REQUIRED.items()
            if name not in done
        }
    if refused:
        raise Invalid(
            refused,
            Message(
                "The brief is {share}% complete; {needed}% and the five musts make it ready.",
                share=int(share * 100),
                needed=int(READY_AT * 100),
            ),
        )


def check_move(before: str, after: str, *, reason: str = "", known: Known | None = None) -> None:
    """Raise Invalid where a brief cannot go from one state to the other (SM-2)."""
    STATES.check(before, after)
    if after in REASON_NEEDED and not reason.strip():
        raise Invalid({"reason": Message("Say why: it helps the next brief.")})
    if after == "ready" and before != "proposed" and known is not None:
        check_ready(known)
    if before == "draft" and known is not None and "client" not in known.filled:
        raise Invalid({"client": Message("A brief needs its client first.")})


def shown_state(
    state: str, today: date, *, due_on: date | None = None, valid_until: date | None = None
) -> str:
    """Return the state to show: expired is computed, never kept (decisions 1, 2).

    A proposed brief expires with its newest proposal, an earlier one 60 days after it was due.
    """
    if state == "proposed":
        return "expired" if valid_until is not None and today > valid_until else state
    if state in OPEN and due_on is not None and today > due_on + EXPIRES_AFTER:
        return "expired"
    return state


def column_of(state: str) -> str:
    """Return the board column of a state."""
    return next(column for column, states in COLUMNS.items() if state in states)


def check_window(start: date | None, end: date | None) -> None:
    """Raise Invalid where a posting window ends before it begins."""
    if start is not None and end is not None and end < start:
        raise Invalid({"window_to": Message("The window ends before it begins.")})


def check_budget(least: int | None, most: int | None) -> None:
    """Raise Invalid where the upper budget is under the lower one."""
    if least is not None and most is not None and most < least:
        raise Invalid({"budget_max": Message("The upper budget is under the lower one.")})


GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        **dict.fromkeys(
            ("title", "title_zh", "product", "approver", "market", "next_action", "budget_note"),
            gates.words(),
        ),
        **dict.fromkeys(
            ("audience", "creators", "formats", "key_message", "must_say", "must_not", "usage",
             "exclusivity", "samples", "kpis", "summary", "terms_note", "reason"),
            gates.long_words(),
        ),
        **dict.fromkeys(
            ("window_from", "window_to", "due_on", "received_on", "next_on"), gates.day
        ),
        **dict.fromkeys(("client_id", "brand_id", "contact_id", "owner_id"), gates.record),
        **dict.fromkeys(("budget_min", "budget_max"), gates.amount()),
        "objective": gates.choice(OBJECTIVES, optional=True),
        "platforms": gates.choices(PLATFORMS),
        "keywords": gates.word_list(),
        "due_time": gates.clock,
        "ai_allowed": gates.choice(AI_ALLOWED, optional=True),
        "language": gates.choice(("en", "zh", "zh+en"), optional=True),
        "source": gates.choice(SOURCES, optional=True),
        "currency": gates.choice(CURRENCIES, optional=True),
    }
)  # fmt: skip
"""What each field of a brief takes."""

ITEM_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "platform": gates.choice(PLATFORMS),
        "format": gates.choice(FORMATS, optional=True),
        "quantity": gates.whole(1, 10_000),
        "tier": gates.words(40),
        "ceiling": gates.amount(),
    }
)
"""What each field of a wished kind of piece takes; `ceiling` is in minor units."""


def check(values: Mapping[str, object]) -> dict[str, Any]:
    """Return clean values of a brief's fields, or raise Invalid naming each wrong one."""
    return gates.cleaned(GATES, values)


def check_item(values: Mapping[str, object]) -> dict[str, Any]:
    """Return clean values of a wished kind of piece, or raise Invalid naming each wrong one."""
    clean = gates.cleaned(ITEM_GATES, values)
    platform, form = clean.get("platform"), clean.get("format")
    if platform and form and form not in PLATFORMS[platform].formats:
        raise Invalid({"format": Message("This platform has no such format.")})
    return clean


def known_of(filled: Collection[str], unclear: Sequence[str] = ()) -> Known:
    """Return what a brief knows from the names of its filled points and of its unclear marks."""
    return Known(frozenset(filled), tuple(unclear))
