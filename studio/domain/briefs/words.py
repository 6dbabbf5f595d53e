"""The words a brief is filled in with, and what each of its fields takes."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from studio.domain import gates
from studio.domain.identifiers import CURRENCIES
from studio.domain.platforms import FORMATS, PLATFORMS
from studio.errors import Invalid
from studio.text import Message

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
