"""Projects: production states (SM-5), settlement, what a project waits for, kinds and hues."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from studio.domain import deliverables
from studio.domain.states import State, machine
from studio.text import Message

STATES = machine(
    "project",
    {
        "planned": (Message("Planned"), "neutral"),
        "active": (Message("In progress"), "active"),
        "on_hold": (Message("On hold"), "warn"),
        "delivered": (Message("Delivered"), "good"),
        "reporting": (Message("Reporting"), "active"),
        "closed": (Message("Closed"), "neutral"),
        "cancelled": (Message("Cancelled"), "neutral"),
    },
    {
        "planned": "active cancelled",
        "active": "on_hold delivered cancelled",
        "on_hold": "active cancelled",
        "delivered": "reporting active",
        "reporting": "closed active",
        "closed": "reporting",
        "cancelled": "planned",
    },
)

SETTLEMENT = machine(
    "settlement",
    {
        "not_invoiced": (Message("To invoice"), "warn"),
        "part_invoiced": (Message("Part invoiced"), "active"),
        "invoiced": (Message("Invoiced"), "active"),
        "part_paid": (Message("Part paid"), "active"),
        "paid": (Message("Paid"), "good"),
    },
    {},
)

KINDS: Mapping[str, Message] = MappingProxyType(
    {
        "short_video": Message("Short video"),
        "photo": Message("Photo campaign"),
        "live_commerce": Message("Live commerce"),
        "long_video": Message("Long video"),
        "livestream": Message("Livestream"),
        "co_creation": Message("Co-creation"),
        "retainer_month": Message("Retainer month"),
        "mixed": Message("Mixed"),
    }
)

HUES = ("p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8")

OPEN = frozenset({"planned", "active", "on_hold", "delivered", "reporting"})
REASON_NEEDED = frozenset({"on_hold", "cancelled"})


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the payment schedule: net, when it is planned, and its invoice's state.

    Amounts are minor units of the project's currency; `paid` is what came in on its invoice.
    """

    net: int
    planned_on: date | None = None
    invoiced: bool = False
    gross: int = 0
    paid: int = 0


def next_hue(used: Sequence[str]) -> str:
    """Return the hue a new project gets: in turn, so that neighbours differ."""
    return HUES[len(used) % len(HUES)]


def settlement(kind: str, parts: Sequence[Part], today: date) -> str:
    """Return how far a project is invoiced and paid.

    Months of a retainer that have not begun are not owed yet and do not count.
    """
    owed = [
        part
        for part in parts
        if part.invoiced
        or kind != "retainer_month"
        or part.planned_on is None
        or part.planned_on <= today
    ]
    invoiced = [part for part in owed if part.invoiced]
    if not invoiced:
        return "not_invoiced"
    if all(part.paid >= part.gross for part in invoiced) and len(invoiced) == len(owed):
        return "paid"
    if any(part.paid for part in invoiced):
        return "part_paid"
    return "invoiced" if len(invoiced) == len(owed) else "part_invoiced"


def waits_for(state: str, pieces: Collection[str], late: int) -> State:
    """Return the chip of a project: its state, or what it waits for right now.

    `pieces` are the states of its open pieces, `late` how many are past their day.
    """
    if state != "active":
        return STATES.state(state)
    if late:
        return State("late", Message("{count} late", count=late), "bad")
    if any(piece in ("client_review", "script_review") for piece in pieces):
        return State("with_client", Message("With client"), "wait")
    if "changes_requested" in pieces:
        return State("changes", Message("Changes"), "warn")
    return STATES.state(state)


def may_deliver(pieces: Collection[str]) -> bool:
    """Say whether every piece is out or cancelled (SM-5: active -> delivered)."""
    return all(piece in deliverables.OUT or piece == "cancelled" for piece in pieces)
