"""What must be known before a proposal: completeness, open points and their questions."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from studio.errors import Invalid
from studio.text import Message

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


def known_of(filled: Collection[str], unclear: Sequence[str] = ()) -> Known:
    """Return what a brief knows from the names of its filled points and of its unclear marks."""
    return Known(frozenset(filled), tuple(unclear))
