"""Candidates of a brief: how far asking somebody has come."""

from collections.abc import Mapping
from types import MappingProxyType

from studio.domain.states import machine
from studio.errors import Invalid
from studio.text import Message

CANDIDATES = machine(
    "candidate",
    {
        "candidate": (Message("Candidate"), "neutral"),
        "asked": (Message("Asked"), "wait"),
        "available": (Message("Available"), "active"),
        "quoted": (Message("Quoted"), "active"),
        "offered": (Message("Offered to client"), "wait"),
        "chosen": (Message("Chosen"), "good"),
        "reserve": (Message("Reserve"), "neutral"),
        "declined": (Message("Declined"), "bad"),
    },
    {
        "candidate": "asked available quoted offered reserve declined",
        "asked": "candidate available quoted offered reserve declined",
        "available": "asked quoted offered reserve declined",
        "quoted": "available offered reserve declined",
        "offered": "quoted chosen reserve declined",
        "chosen": "offered reserve declined",
        "reserve": "candidate asked available quoted offered chosen declined",
        "declined": "candidate",
    },
)

DECLINERS: Mapping[str, Message] = MappingProxyType(
    {
        "studio": Message("The studio"),
        "talent": Message("The talent"),
        "client": Message("The client"),
    }
)
"""Who can decline."""


def check_candidate(before: str, after: str, *, by: str = "", reason: str = "") -> None:
    """Raise Invalid where there is no such step, or a refusal lacks who and why."""
    CANDIDATES.check(before, after)
    if after != "declined":
        return
    if by not in DECLINERS:
        raise Invalid({"declined_by": Message("Say who declined.")})
    if not reason.strip():
        raise Invalid({"reason": Message("Say why: it helps the next brief.")})
