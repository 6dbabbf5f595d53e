"""Deliverables: their states (SM-7) and the columns of the board."""

from collections.abc import Mapping
from types import MappingProxyType

from studio.domain.states import machine
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
