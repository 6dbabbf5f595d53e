"""Agreements: contracts with their states (SM-4), releases and consents, and what is ending."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from studio.domain import gates
from studio.domain.identifiers import COUNTRIES
from studio.domain.platforms import PLATFORMS
from studio.domain.states import machine
from studio.errors import Invalid
from studio.text import Message

CONTRACTS = machine(
    "contract",
    {
        "draft": (Message("Draft"), "neutral"),
        "in_negotiation": (Message("In negotiation"), "wait"),
        "agreed": (Message("Agreed"), "active"),
        "signed": (Message("Signed"), "good"),
        "active": (Message("In force"), "good"),
        "ending": (Message("Ends soon"), "warn"),
        "amended": (Message("Amended"), "neutral"),
        "expired": (Message("Ended"), "neutral"),
        "terminated": (Message("Terminated"), "bad"),
        "cancelled": (Message("Cancelled"), "neutral"),
    },
    {
        "draft": "in_negotiation cancelled",
        "in_negotiation": "agreed draft cancelled",
        "agreed": "signed in_negotiation cancelled",
        "signed": "terminated",
    },
    {
        "signed": "active expired amended",
        "active": "ending expired amended terminated",
        "ending": "expired amended terminated",
    },
)
"""Kept are draft to signed, terminated and cancelled; the others follow from dates (SM-4)."""

KINDS: Mapping[str, Message] = MappingProxyType(
    {
        "talent_agreement": Message("Talent agreement"),
        "mcn_management": Message("Management contract"),
        "ambassador": Message("Ambassador contract"),
        "ip_licence": Message("IP licence"),
        "crew_deal_memo": Message("Crew deal memo"),
        "nda": Message("Non-disclosure agreement"),
    }
)

ROSTER_KINDS = frozenset({"talent_agreement", "mcn_management", "ip_licence", "crew_deal_memo"})
"""Kinds that put somebody on the roster."""

RELEASES: Mapping[str, Message] = MappingProxyType(
    {
        "likeness": Message("Likeness"),
        "voice": Message("Voice"),
        "minor": Message("Minor, by the guardian"),
        "ai_clone": Message("AI clone"),
        "location": Message("Location"),
        "property": Message("Property"),
        "data": Message("Personal data"),
        "music": Message("Music"),
    }
)

LICENCES: Mapping[str, Message] = MappingProxyType(
    {
        "model": Message("Licence of the model"),
        "voice": Message("Licence of the voice"),
        "insurance": Message("Insurance"),
    }
)
"""What somebody may be used or employed under: an invented character's, a crew member's."""

RELEASE_STATES = machine(
    "release",
    {
        "draft": (Message("Not signed"), "neutral"),
        "planned": (Message("Begins later"), "neutral"),
        "active": (Message("In force"), "good"),
        "ending": (Message("Ends soon"), "warn"),
        "expired": (Message("Ended"), "neutral"),
        "revoked": (Message("Revoked"), "bad"),
    },
    {},
)
"""All computed from signature, term and revocation."""

CHANNELS: Mapping[str, Message] = MappingProxyType(
    {
        "brand_organic": Message("Brand's own channels"),
        "creator_organic": Message("Creator's own channels"),
        "paid_social": Message("Paid social media"),
        "website": Message("Website"),
        "email": Message("E-mail"),
        "ecommerce_pdp": Message("Product pages"),
        "ooh": Message("Out of home"),
        "tv": Message("Television"),
        "print": Message("Print"),
        "internal": Message("Internal"),
    }
)

CLAUSES: Mapping[str, Message] = MappingProxyType(
    {
        "services": Message("What is done"),
        "pay": Message("Pay and payment days"),
        "rights": Message("Rights granted"),
        "likeness": Message("Likeness and voice"),
        "data": Message("Personal data"),
        "conduct": Message("Conduct and advertising law"),
        "ending": Message("Notice and ending"),
        "identity": Message("Identity and tax residence of both"),
        "liability": Message("Joint liability towards the audience"),
    }
)
"""What a contract may settle."""

_ALWAYS = ("services", "pay", "rights", "ending")
_BY_LAW: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # Loi 2023-451, art. 8: missions, pay, rights, law, identity with tax residence, liability.
        "FR": ("identity", "liability", "conduct"),
        # PIPL Art. 13, 29; Advertising Law Art. 38, 56.
        "CN": ("likeness", "data", "conduct"),
    }
)

_FUTURE = Message("A signature cannot lie in the future.")

ENDING = timedelta(days=60)
"""A contract or release that ends within so many days is shown as ending."""


def mandatory_clauses(law: str) -> tuple[str, ...]:
    """Return the clauses a contract needs under a country's law."""
    return (*_ALWAYS, *_BY_LAW.get(law, ()))


def missing_clauses(law: str, clauses: Mapping[str, object]) -> tuple[str, ...]:
    """Return the mandatory clauses that are not agreed yet."""
    return tuple(code for code in mandatory_clauses(law) if not clauses.get(code))


def shown_contract(
    state: str, start_on: date | None, end_on: date | None, today: date, *, amended: bool = False
) -> str:
    """Return the state to show: in force, ending, ended and amended follow from dates."""
    if state != "signed":
        return state
    if end_on is not None and today > end_on:
        return "expired"
    if amended:
        return "amended"
    if start_on is not None and today < start_on:
        return "signed"
    if end_on is not None and end_on - today <= ENDING:
        return "ending"
    return "active"


def in_force(state: str, end_on: date | None, today: date) -> bool:
    """Say whether a contract is signed and has not ended; it may begin later."""
    return state == "signed" and (end_on is None or today <= end_on)


def shown_release(
    *,
    signed_on: date | None,
    first_on: date | None,
    last_on: date | None,
    revoked_on: date | None,
    today: date,
) -> str:
    """Return the state of a release on a day."""
    if revoked_on is not None and revoked_on <= today:
        return "revoked"
    if signed_on is None:
        return "draft"
    if last_on is not None and today > last_on:
        return "expired"
    if first_on is not None and today < first_on:
        return "planned"
    if last_on is not None and last_on - today <= ENDING:
        return "ending"
    return "active"


def reminder_due(end: date, today: date, days: tuple[int, ...]) -> int | None:
    """Return the reminder in force before an end, as days before it; None while it is far off.

    Reminders 60, 30 and 7: from 60 days on it is the first, from 30 the second, from 7 the last.
    """
    left = (end - today).days
    if left < 0:
        return None
    return min((step for step in days if left <= step), default=None)


def check_contract_move(
    before: str,
    after: str,
    *,
    law: str = "",
    clauses: Mapping[str, object] | None = None,
    signed: tuple[str, date | None, str, date | None] = ("", None, "", None),
    start_on: date | None = None,
    today: date,
    owner: bool = False,
    reason: str = "",
) -> None:
    """Raise Invalid where a contract may not go from one state to the other (SM-4).

    Agreeing needs the mandatory clauses; signing both names, both dates (none after today) and a
    start; terminating the owner and a reason. `signed` is (by us, on, by them, on).
    """
    CONTRACTS.check(before, after)
    wrong: dict[str, Message] = {}
    if after == "agreed":
        missing = missing_clauses(law, clauses or {})
        wrong = {
            f"clauses.{code}": Message("Not agreed yet: {clause}", clause=CLAUSES[code])
            for code in missing
        }
    elif after == "signed":
        wrong = _signatures(signed, today)
        if start_on is None:
            wrong["start_on"] = Message("Say from when it holds.")
    elif after == "terminated":
        if not owner:
            wrong["state"] = Message("The owner decides this.")
        if not reason.strip():
            wrong["reason"] = Message("Say why: it is kept with the step.")
    elif after == "cancelled" and not reason.strip():
        wrong["reason"] = Message("Say why: it is kept with the step.")
    if wrong:
        raise Invalid(wrong)


def _signatures(
    signed: tuple[str, date | None, str, date | None], today: date
) -> dict[str, Message]:
    us, us_on, them, them_on = signed
    wrong: dict[str, Message] = {}
    if not us.strip() or us_on is None:
        wrong["signed_by_us"] = Message("Our signature and its day are needed.")
    if not them.strip() or them_on is None:
        wrong["signed_by_them"] = Message("Their signature and its day are needed.")
    for field, day in (("signed_by_us_on", us_on), ("signed_by_them_on", them_on)):
        if day is not None and day > today:
            wrong[field] = _FUTURE
    return wrong


def check_term(first: date | None, last: date | None) -> None:
    """Raise Invalid where a term ends before it begins."""
    if first is not None and last is not None and last < first:
        raise Invalid({"end_on": Message("The end lies before the start.")})


def check_release(
    kind: str, *, signed_by: str, guardian: str, signed_on: date | None, scope: str, today: date
) -> None:
    """Raise Invalid where a release is signed without what its kind needs (domain 7.8)."""
    wrong: dict[str, Message] = {}
    if signed_on is not None:
        if signed_on > today:
            wrong["signed_on"] = _FUTURE
        if kind != "minor" and not signed_by.strip():
            wrong["signed_by"] = Message("Say who signed it.")
        if kind == "minor" and not guardian.strip():
            wrong["guardian"] = Message("A guardian signs for somebody who is not of age.")
        if not scope.strip():
            wrong["scope"] = Message("Say what it covers.")
    if wrong:
        raise Invalid(wrong)


def check_revocation(signed_on: date | None, on: date, today: date) -> None:
    """Raise Invalid where a consent is taken back on a day that has not come, or before it was."""
    if on > today:
        raise Invalid({"revoked_on": Message("It is noted when it has happened, not before.")})
    if signed_on is not None and on < signed_on:
        raise Invalid({"revoked_on": Message("It was not signed yet on this day.")})


def _clauses(value: object) -> dict[str, bool]:
    if not isinstance(value, Mapping) or not set(value) <= set(CLAUSES):
        raise gates.refuse(Message("Choose from the list."))
    return {code: bool(value[code]) for code in CLAUSES if code in value}


def _country(value: object) -> str:
    return str(gates.choice(COUNTRIES, optional=True)(value or ""))


CONTRACT_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "number": gates.words(40),
        "kind": gates.choice(KINDS),
        "title": gates.words(120),
        "title_zh": gates.words(120),
        "client_id": gates.record,
        "project_id": gates.record,
        "legal_entity_id": gates.record,
        "start_on": gates.day,
        "end_on": gates.day,
        "notice_days": gates.whole(0, 730),
        "split": gates.share(Decimal(0), Decimal(1), optional=True),
        "platforms": gates.choices(PLATFORMS),
        "exclusive": gates.flag,
        "territory": _country,
        "law": _country,
        "payment_terms": gates.words(200),
        "clauses": _clauses,
        "signed_by_us": gates.words(120),
        "signed_by_us_on": gates.day,
        "signed_by_them": gates.words(120),
        "signed_by_them_on": gates.day,
        "note": gates.long_words(),
    }
)
SIGNED_CHANGES = frozenset({"note"})
"""What may still change in a signed contract (L2); the rest needs an amendment."""

RELEASE_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "kind": gates.choice(RELEASES),
        "scope": gates.words(300),
        "project_id": gates.record,
        "media": gates.choices(CHANNELS),
        "territory": _country,
        "first_on": gates.day,
        "last_on": gates.day,
        "signed_on": gates.day,
        "signed_by": gates.words(120),
        "guardian": gates.words(120),
        "note": gates.long_words(),
    }
)
