"""What a client owes for a cancelled project, by how far its pieces have come (domain 5.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from studio.domain.deliverables import OUT
from studio.domain.money import Money, half_up

STAGES: Mapping[str, str] = {
    "planned": "before_script",
    "briefed": "before_script",
    "scripting": "before_script",
    "script_review": "before_script",
    "producing": "script_approved",
}
"""State of a piece (SM-7) -> how far its work counts; every later state is a draft delivered."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the project: its price in minor units, its state, whether it has been shot."""

    price: int
    state: str
    shot: bool = False


def stage_of(piece: Piece) -> str:
    """Return the row of the kill fee table that a piece has come to."""
    if piece.state not in STAGES or piece.state in OUT:
        return "draft_delivered"
    return "shoot_done" if piece.shot else STAGES[piece.state]


def share_of(pieces: Sequence[Piece], stages: Mapping[str, Decimal]) -> Decimal:
    """Return the share of the net that is owed.

    Each piece counts by its price, or all the same where none has a price. A project without
    pieces has not begun.
    """
    live = [piece for piece in pieces if piece.state != "cancelled"]
    if not live:
        return stages["before_script"]
    weights = [max(0, piece.price) for piece in live]
    if not sum(weights):
        weights = [1] * len(live)
    owed = sum(
        (
            Decimal(stages[stage_of(piece)]) * weight
            for piece, weight in zip(live, weights, strict=True)
        ),
        Decimal(0),
    )
    return owed / sum(weights)


def fee(net: Money, share: Decimal) -> Money:
    """Return the kill fee on a contract's net, half-up to the minor unit."""
    return Money(half_up(share * net.minor), net.currency)
