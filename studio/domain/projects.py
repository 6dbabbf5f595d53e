"""Projects: fields, production states (SM-5) and their guards, settlement, kinds and hues."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from studio.domain import deliverables, gates, identifiers
from studio.domain.clients import check_names
from studio.domain.dates import TERMS
from studio.domain.proposals.gates import LANGUAGES
from studio.domain.proposals.words import TRIGGERS
from studio.domain.states import State, machine
from studio.errors import Invalid
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


MONEY_FIELDS = frozenset({"net", "budget", "spent"})
"""What a cancelled project keeps as it was (SM-5, L2)."""

OVERRIDE_LENGTH = 10
"""How many characters the owner's reason for passing a guard has at least."""

GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "name": gates.words(120),
        "name_zh": gates.words(120),
        "lead_id": gates.record,
        "contact_id": gates.record,
        "kind": gates.choice(KINDS),
        "hue": gates.choice(HUES),
        "market": gates.words(80),
        "net": gates.amount(empty=0),
        "budget": gates.amount(empty=0),
        "spent": gates.amount(empty=0),
        "language": gates.choice(LANGUAGES),
        "po_no": gates.words(60),
        "contract_no": gates.words(60),
        "start_on": gates.day,
        "end_on": gates.day,
        "publish_from": gates.day,
        "publish_to": gates.day,
        "delivered_on": gates.day,
        "business_month": gates.month,
        "finance_month": gates.month,
        "next_step": gates.words(),
        "next_step_zh": gates.words(),
        "next_on": gates.day,
        "note": gates.long_words(),
    }
)
"""The plain fields of a project; amounts are minor units of its currency."""

NEW_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        **GATES,
        "client_id": gates.record,
        "brief_id": gates.record,
        "legal_entity_id": gates.record,
        "currency": identifiers.currency,
    }
)
"""What may be given when a project is made by hand; client, company and currency then stay."""

INSTALMENT: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "title": gates.words(120, required=True),
        "title_zh": gates.words(120),
        "trigger": gates.choice(TRIGGERS),
        "share": gates.share(),
        "net": gates.amount(),
        "terms_kind": gates.choice(TERMS),
        "terms_days": gates.whole(0, 365),
        "planned_on": gates.day,
    }
)
"""One part of the payment schedule; `net` in minor units, `share` a fraction of the contract."""


def check(
    name: str,
    name_zh: str,
    *,
    started: tuple[date | None, date | None] = (None, None),
    published: tuple[date | None, date | None] = (None, None),
) -> None:
    """Raise Invalid where a project has no name, or ends before it begins."""
    check_names(name, name_zh)
    for field, (first, last) in (("end_on", started), ("publish_to", published)):
        if first is not None and last is not None and last < first:
            raise Invalid({field: Message("The end is before the start.")})


@dataclass(frozen=True, slots=True)
class Facts:
    """What the guards of a project look at.

    `proof` says that a contract, a PO or the client's recorded acceptance is there (decisions 3);
    `deposit_open` that the first part falls due on acceptance and has not come in; `pieces` are
    the states of all pieces; `unsettled` names invoices that are neither paid nor taken back.
    """

    proof: bool = True
    deposit_open: bool = False
    pieces: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a project may not move to a state; some the owner may pass with a reason."""

    code: str
    message: Message
    passable: bool = False


def obstacles(before: str, after: str, facts: Facts) -> tuple[Obstacle, ...]:
    """Return what stands between a project and a state it may reach (SM-5)."""
    found: list[Obstacle] = []
    if (before, after) == ("planned", "active"):
        if not facts.proof:
            words = Message("Note a contract or PO number, or the client's acceptance, first.")
            found.append(Obstacle("proof", words))
        if facts.deposit_open:
            found.append(Obstacle("deposit", Message("The deposit has not come in."), True))
    if after == "delivered" and not may_deliver(facts.pieces):
        left = sum(piece in deliverables.OPEN for piece in facts.pieces)
        found.append(Obstacle("pieces", Message("Pieces not out yet: {count}.", count=left)))
    if after == "closed" and facts.unsettled:
        named = ", ".join(facts.unsettled[:3])
        words = Message("Not settled yet: {invoices}.", invoices=named)
        found.append(Obstacle("invoices", words))
    return tuple(found)


def check_move(
    before: str, after: str, facts: Facts, *, reason: str = "", owner: bool = False
) -> tuple[Obstacle, ...]:
    """Raise Invalid where a project may not move; return the guards the owner's reason passes."""
    STATES.check(before, after)
    if after in REASON_NEEDED and not reason:
        raise Invalid({"reason": Message("A reason is needed.")})
    found = obstacles(before, after, facts)
    for obstacle in found:
        if not (obstacle.passable and owner):
            raise Invalid({"state": obstacle.message})
    if found and len(reason) < OVERRIDE_LENGTH:
        words = Message("Say why, with at least {count} characters.", count=OVERRIDE_LENGTH)
        raise Invalid({"reason": words})
    return found


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


def settlement_shown(code: str, *, settled: bool, ready: int) -> State:
    """Return the chip of a settlement: what is invoiced is paid, but more is ready to be invoiced.

    `ready` counts drafts and parts of the schedule whose day has come.
    """
    if ready and settled:
        return SETTLEMENT.state("not_invoiced")
    return SETTLEMENT.state(code)


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
