"""The register of personal data: which fields, for what, how long; and how they are masked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from studio.domain import gates, rulefiles
from studio.text import Message


@dataclass(frozen=True, slots=True)
class Kept:
    """One sealed field: its name, the retention it falls under, whether it is sensitive."""

    code: str
    label: Message
    category: str
    sensitive: bool = False
    tail: bool = True
    """Whether its last four characters may be shown without revealing it."""


FIELDS: Mapping[str, Kept] = MappingProxyType(
    {
        kept.code: kept
        for kept in (
            Kept("legal_name", Message("Legal name"), "identity", tail=False),
            Kept("identity_no", Message("Identity no."), "identity", sensitive=True),
            Kept("bank", Message("Bank account"), "identity", sensitive=True),
            Kept("tax_id", Message("Tax no."), "identity", sensitive=True),
            Kept("birth_date", Message("Birth date"), "birth", sensitive=True, tail=False),
            Kept("sizes", Message("Sizes"), "body", tail=False),
            Kept("dietary", Message("Diet and allergies"), "body", sensitive=True, tail=False),
            Kept("access", Message("Access needs"), "body", sensitive=True, tail=False),
            Kept("emergency", Message("Emergency contact"), "calls", tail=False),
        )
    }
)
PLAIN = ("phone", "mail", "wechat", "bio", "bio_zh", "brand_safety", "note", "name", "name_zh")
"""Columns of the talent's own row that name or describe the person."""

MASK = "****"

GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {code: gates.words(300, multiline=code in ("bank", "emergency")) for code in FIELDS}
)


def mask(value: str, *, tail: bool = True) -> str:
    """Return what is shown of a hidden value: "****1234"; "" for none, no tail of a short one."""
    if not value:
        return ""
    plain = "".join(letter for letter in value if letter.isalnum())
    return MASK + plain[-4:] if tail and len(plain) >= 8 else MASK


@dataclass(frozen=True, slots=True)
class Term:
    """How long a category is kept and why."""

    category: str
    months: int
    name: str
    name_zh: str
    purpose: str
    purpose_zh: str


def terms(on: date) -> dict[str, Term]:
    """Return the terms in force on a day by category."""
    return {
        rule.key: Term(
            rule.key,
            rule.value["months"],
            rule.name,
            rule.name_zh,
            rule.value["purpose"],
            rule.value["purpose_zh"],
        )
        for rule in rulefiles.read("retention")
        if rule.holds(on)
    }


def keep_until(category: str, since: date) -> date:
    """Return the last day a category is kept when it was put down on a day."""
    months = since.year * 12 + since.month - 1 + terms(since)[category].months
    year, month = divmod(months, 12)
    day = min(since.day, 28) if month == 1 else min(since.day, 30)
    return date(year, month + 1, day)
