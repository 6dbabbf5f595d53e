"""States of a proposal's version (SM-3); the proposal shows those of its newest version."""

from datetime import date

from studio.domain.states import Machine, machine
from studio.errors import Invalid
from studio.text import Message

STATES: Machine = machine(
    "proposal",
    {
        "draft": (Message("Draft"), "neutral"),
        "internal_review": (Message("In review"), "active"),
        "approved": (Message("Approved", "proposal"), "active"),
        "sent": (Message("Sent"), "wait"),
        "viewed": (Message("Read"), "wait"),
        "superseded": (Message("Superseded"), "neutral"),
        "accepted": (Message("Accepted"), "good"),
        "declined": (Message("Declined"), "bad"),
        "expired": (Message("Expired"), "neutral"),
        "withdrawn": (Message("Withdrawn"), "neutral"),
    },
    {
        "draft": "internal_review",
        "internal_review": "draft approved",
        "approved": "draft sent",
        "sent": "viewed accepted declined withdrawn",
        "viewed": "accepted declined withdrawn",
    },
    {
        "sent": "superseded expired",
        "viewed": "superseded expired",
        "expired": "superseded",
        "declined": "superseded",
        "withdrawn": "superseded",
    },
)

EDITABLE = frozenset({"draft", "internal_review", "approved"})
"""States in which a version is still worked on."""

OUT = frozenset({"sent", "viewed"})
"""States in which the client has it and no answer has come."""

ENDED = frozenset({"superseded", "accepted", "declined", "withdrawn"})
REASON_NEEDED = frozenset({"declined", "withdrawn"})

SENDING = ("draft", "internal_review", "approved", "sent")
"""The steps one Send walks, each a row of history (decisions 12)."""


def steps_to_send(state: str) -> tuple[str, ...]:
    """Return the states that sending walks through from a state, the last one "sent"."""
    if state not in EDITABLE:
        STATES.check(state, "sent")
    return SENDING[SENDING.index(state) + 1 :]


def shown_state(state: str, valid_until: date | None, today: date) -> str:
    """Return the state to show: expired is worked out from the date, never kept."""
    if state in OUT and valid_until is not None and today > valid_until:
        return "expired"
    return state


def check_move(before: str, after: str, *, reason: str = "") -> None:
    """Raise Invalid where a version cannot go from one state to the other (SM-3)."""
    STATES.check(before, after)
    if after in REASON_NEEDED and not reason.strip():
        raise Invalid({"reason": Message("Say why: it helps the next proposal.")})
