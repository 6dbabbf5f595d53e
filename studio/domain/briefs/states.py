"""States of a brief (SM-2), the columns of the board, and what each move asks for."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from studio.domain.briefs.points import Known, check_ready
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

EXPIRES_AFTER = timedelta(days=60)


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
