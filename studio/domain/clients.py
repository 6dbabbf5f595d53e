"""Clients: states (SM-1), contact roles, tax treatments, codes, and who may be the same client."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from studio.domain import dates, gates, identifiers, names
from studio.domain.states import machine
from studio.errors import Invalid
from studio.text import Message

STATES = machine(
    "client",
    {
        "active": (Message("Active", "client"), "good"),
        "on_hold": (Message("On hold"), "warn"),
        "inactive": (Message("Inactive"), "neutral"),
        "blacklisted": (Message("Blacklisted"), "bad"),
    },
    {
        "active": "on_hold inactive blacklisted",
        "on_hold": "active inactive blacklisted",
        "inactive": "active blacklisted",
        "blacklisted": "active",
    },
)

REASON_NEEDED = frozenset({"on_hold", "blacklisted"})

MOVERS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "on_hold": frozenset({"FIN", "OWN"}),
        "inactive": frozenset({"OWN"}),
        "blacklisted": frozenset({"OWN"}),
        "active": frozenset({"FIN", "OWN"}),
    }
)
"""The roles that may move a client into a state (SM-1)."""

CLOSED_FOR: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "brief": frozenset({"blacklisted"}),
        "proposal": frozenset({"blacklisted"}),
        "project": frozenset({"on_hold", "blacklisted"}),
    }
)
"""The states of a client in which a new record of a noun is refused (SM-1)."""

ROLES: Mapping[str, Message] = MappingProxyType(
    {
        "decision": Message("Decides"),
        "day_to_day": Message("Day to day"),
        "budget": Message("Budget"),
        "creative": Message("Creative"),
        "legal": Message("Legal"),
        "finance": Message("Finance"),
        "procurement": Message("Procurement"),
        "agency": Message("Agency"),
    }
)
"""What a contact does in a deal (domain 2.2)."""

TREATMENTS: Mapping[str, Message] = MappingProxyType(
    {
        "standard": Message("Taxed"),
        "zero": Message("Zero-rated"),
        "exempt": Message("Exempt"),
        "reverse_charge": Message("Reverse charge"),
        "outside_scope": Message("Outside the scope of VAT"),
        "none": Message("No tax"),
    }
)

FAPIAO: Mapping[str, Message] = MappingProxyType(
    {"special": Message("Special VAT fapiao"), "general": Message("General VAT fapiao")}
)

PAGE_SIZES = ("A4", "Letter")

CODE_LIMIT = 12


def code(value: object) -> str:
    """Take a client's short name for numbers and file names: letters and digits, or none yet."""
    typed_text = value.strip().upper() if isinstance(value, str) else ""
    if value and not re.fullmatch(rf"[A-Z0-9]{{1,{CODE_LIMIT}}}", typed_text):
        raise gates.refuse(Message("A code has 1 to {limit} letters and digits.", limit=CODE_LIMIT))
    return typed_text


GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "code": code,
        "name": gates.words(120),
        "name_zh": gates.words(120),
        "legal_name": gates.words(200),
        "legal_name_zh": gates.words(200),
        "country": identifiers.country,
        "industry": gates.words(80),
        "market": gates.words(80),
        "language": identifiers.language,
        "currency": identifiers.currency,
        "page_size": gates.choice(PAGE_SIZES),
        "legal_entity_id": gates.record,
        "terms_kind": gates.choice(dates.TERMS),
        "terms_days": gates.whole(0, 365),
        "address": gates.words(500, multiline=True),
        "address_zh": gates.words(500, multiline=True),
        "tax_no": gates.words(40),
        "tax_treatment": gates.choice(TREATMENTS),
        "tax_rate": gates.share(optional=True),
        "fapiao_kind": gates.choice(FAPIAO, optional=True),
        "fapiao_title": gates.words(200),
        "fapiao_bank": gates.words(200),
        "po_required": gates.flag,
        "invoice_email": identifiers.email,
        "website": identifiers.website,
        "lead_id": gates.record,
        "competitors": gates.word_list(),
        "forbidden_words": gates.word_list(),
        "next_action": gates.words(200),
        "next_on": gates.day,
        "note": gates.long_words(),
    }
)

CONTACT_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "name": gates.words(120),
        "name_zh": gates.words(120),
        "title": gates.words(120),
        "role": gates.choice(ROLES),
        "email": identifiers.email,
        "phone": identifiers.phone,
        "wechat": gates.words(60),
        "language": gates.choice(("en", "zh"), optional=True),
        "standard": gates.flag,
        "note": gates.long_words(),
    }
)

BRAND_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "name": gates.words(120),
        "name_zh": gates.words(120),
        "category": gates.words(80),
        "note": gates.long_words(),
    }
)


def check_names(name: str, name_zh: str) -> None:
    """Refuse a client, contact or brand without a name in either language."""
    if not name and not name_zh:
        raise Invalid({"name": Message("A name is needed, in either language.")})


def check_tax_no(tax_no: str, country: str) -> None:
    """Refuse a tax number whose digits do not fit its country, under its own field."""
    try:
        identifiers.tax_no(tax_no, country)
    except Invalid as refused:
        raise Invalid({"tax_no": next(iter(refused.fields.values()))}) from refused


def propose_code(name: str, name_zh: str, taken: Collection[str]) -> str:
    """Return a short code made of a name: initials, else its first letters, else pinyin.

    A digit makes it differ from the codes already taken.
    """
    words = re.findall(r"[A-Za-z0-9]+", _without_forms(names.ascii_short(name, 80)))
    letters = "".join(word[0] for word in words[:4]) if len(words) > 2 else "".join(words)[:3]
    if not letters and name_zh:
        letters = re.sub(r"[^a-z0-9]", "", names.pinyin_initials(name_zh))[:4]
    stem = (letters or "C").upper()
    following = (stem if no == 1 else f"{stem[: CODE_LIMIT - 4]}{no}" for no in range(1, 10_000))
    return next(code for code in following if code not in taken)


_FORMS = re.compile(
    r"(?i)[\s,.-]+(ltd|limited|llc|inc|corp|co|gmbh|ag|sas|sa|sarl|srl|bv|plc|oy|ab|as|pte)\b\.?"
)
_FORMS_ZH = re.compile(r"(股份|有限|责任|公司|集团|（[^）]*）|\([^)]*\))")


def _without_forms(name: str) -> str:
    """Return a name without its legal form, unless nothing else is left."""
    return _FORMS.sub(" ", name).strip() or name


def folded(name: str) -> str:
    """Return a name as it is compared: no case, accents, blanks, points or legal form."""
    plain = unicodedata.normalize("NFKD", _FORMS_ZH.sub("", _FORMS.sub(" ", name)))
    return "".join(letter for letter in plain.casefold() if letter.isalnum())


_FREE_MAIL = (
    "gmail.com outlook.com hotmail.com icloud.com yahoo.com qq.com 163.com 126.com foxmail.com "
    "sina.com aliyun.com proton.me gmx.de web.de orange.fr live.com"
)
FREE_MAIL = frozenset(_FREE_MAIL.split())
"""Mail houses whose name says nothing about who writes."""


def domain_of(address: str) -> str:
    """Return the domain of an e-mail address or website; "" where it says nothing."""
    host = address.rsplit("@", 1)[-1].split("/")[0].lower().removeprefix("www.")
    return "" if host in FREE_MAIL or "." not in host else host


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells one client from another."""

    id: int
    names: tuple[str, ...]
    tax_no: str = ""
    domains: frozenset[str] = frozenset()


def same_as(new: Identity, others: Iterable[Identity]) -> dict[int, Message]:
    """Return which known clients may be the same as a new one, each with the strongest reason."""
    wanted = {folded(name) for name in new.names if folded(name)}
    tax = folded(new.tax_no)
    found: dict[int, Message] = {}
    for other in others:
        if other.id == new.id:
            continue
        if tax and tax == folded(other.tax_no):
            found[other.id] = Message("same tax number")
        elif wanted & {folded(name) for name in other.names}:
            found[other.id] = Message("same name")
        elif new.domains & other.domains:
            shared = min(new.domains & other.domains)
            found[other.id] = Message("same domain {domain}", domain=shared)
    return found
