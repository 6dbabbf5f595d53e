"""The register of personal data: which fields, for what, how long; and how they are masked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from studio.domain import gates
from studio.text import Message


@dataclass(frozen=True, slots=True)
class Kept:
    """One sealed field: its name, the retention it falls under, the consent it asks for."""

    code: str
    label: Message
    category: str
    consent: str = ""
    """The purpose that needs a yes of its own before it is kept."""
    tail: bool = True
    """Whether its last four characters may be shown without revealing it."""


FIELDS: Mapping[str, Kept] = MappingProxyType(
    {
        kept.code: kept
        for kept in (
            Kept("legal_name", Message("Legal name"), "identity", tail=False),
            Kept("identity_no", Message("Identity no."), "identity", "sensitive"),
            Kept("bank", Message("Bank account"), "identity", "sensitive"),
            Kept("tax_id", Message("Tax no."), "identity", "sensitive"),
            Kept("birth_date", Message("Birth date"), "birth", tail=False),
            Kept("sizes", Message("Sizes"), "body", "health", tail=False),
            Kept("dietary", Message("Diet and allergies"), "body", "health", tail=False),
            Kept("access", Message("Access needs"), "body", "health", tail=False),
            Kept("emergency", Message("Emergency contact"), "calls", tail=False),
        )
    }
)
CATEGORIES = tuple(dict.fromkeys(kept.category for kept in FIELDS.values()))
"""Categories of sealed fields, in their order."""

PLAIN = ("phone", "mail", "wechat", "bio", "bio_zh", "brand_safety", "note", "name", "name_zh")
"""Columns of the talent's own row that name or describe the person."""

MASK = "****"

ADULT, CHILD = 18, 14
"""Ages: of age; below which PIPL Art. 31 asks for the guardian's own consent."""


_BORN = re.compile(r"((?:19|20)\d\d)\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?")


def _birth(value: object) -> str:
    """Return a birth date as ISO text; years before 2000 count here, unlike in plans."""
    if not value:
        return ""
    found = _BORN.fullmatch(str(value).strip())
    try:
        return date(*map(int, found.groups())).isoformat() if found else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> str:
    raise gates.refuse(Message("Write it as year, month, day: 1999-05-31."))


GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {code: gates.words(300, multiline=code in ("bank", "emergency")) for code in FIELDS}
    | {"birth_date": _birth}
)


def age(birth_date: str, today: date) -> int | None:
    """Return how old somebody is on a day; None where no date was put down."""
    try:
        born = date.fromisoformat(birth_date)
    except ValueError:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def mask(value: str, *, tail: bool = True) -> str:
    """Return what is shown of a hidden value: "****1234"; "" for none, no tail of a short one."""
    if not value:
        return ""
    plain = "".join(letter for letter in value if letter.isalnum())
    return MASK + plain[-4:] if tail and len(plain) >= 8 else MASK
