"""What each field of a proposal, its versions and their rows takes."""

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from studio.domain import gates
from studio.domain.dates import TERMS
from studio.domain.platforms import FORMATS, PLATFORMS
from studio.domain.proposals import words
from studio.text import Message

LANGUAGES = ("en", "zh", "zh+en")
PAGE_SIZES = ("A4", "Letter")


def letter(value: object) -> str:
    """Take the letter of an option: one capital from A to Z."""
    text = value.strip().upper() if isinstance(value, str) else ""
    if not re.fullmatch("[A-Z]", text):
        raise gates.refuse(Message("One letter from A to Z is needed."))
    return text


def letters(value: object) -> str:
    """Take the letters of options, kept in order, each once."""
    text = value.strip().upper() if isinstance(value, str) else "?"
    if not re.fullmatch("[A-Z]*", text):
        raise gates.refuse(Message("Letters from A to Z are needed."))
    return "".join(sorted(set(text)))


PROPOSAL: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "title": gates.words(required=True),
        "title_zh": gates.words(),
        **dict.fromkeys(
            ("client_id", "brief_id", "legal_entity_id", "contact_id", "owner_id"), gates.record
        ),
        "next_action": gates.words(),
        "next_on": gates.day,
    }
)

VERSION: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "language": gates.choice(LANGUAGES),
        "page_size": gates.choice(PAGE_SIZES),
        "valid_until": gates.day,
        "tax_mode": gates.choice(words.TAX_MODES),
        "tax_rate": gates.share(),
        "tax_name": gates.words(80),
        "tax_name_zh": gates.words(80),
        "discount": gates.share(),
        "hide_line_prices": gates.flag,
        "change_note": gates.long_words(),
        "prepared_by": gates.record,
        "override_reason": gates.long_words(1000),
    }
)

OPTION: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "letter": letter,
        "title": gates.words(120),
        "title_zh": gates.words(120),
        "group": gates.words(40),
        "addon": gates.flag,
        "advised": gates.flag,
        "percent": gates.share(high=Decimal(10), optional=True),
        "price": gates.amount(),
        "note": gates.long_words(1000),
        "note_zh": gates.long_words(1000),
    }
)

LINE: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "row": gates.choice(words.ROWS),
        "kind": gates.choice(words.KINDS),
        "title": gates.words(),
        "title_zh": gates.words(),
        "detail": gates.long_words(1000),
        "detail_zh": gates.long_words(1000),
        "options": letters,
        "quantity": gates.quantity,
        "unit": gates.words(40),
        "unit_price": gates.amount(empty=0),
        "free": gates.flag,
        "discount": gates.share(),
        "cost": gates.amount(empty=0),
        "talent_id": gates.record,
        "platform": gates.choice(PLATFORMS, optional=True),
        "format": gates.choice(FORMATS, optional=True),
        "pieces": gates.whole(0, 1000),
        "rounds": gates.whole(0, 99),
        "billing": gates.choice(words.BILLINGS),
    }
)

CREATOR: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "talent_id": gates.record,
        "name": gates.words(120),
        "name_zh": gates.words(120),
        "tier": gates.words(40),
        "platform": gates.choice(PLATFORMS, optional=True),
        "followers": gates.whole(0, 10_000_000_000),
        "as_of": gates.day,
        "why": gates.long_words(1000),
        "why_zh": gates.long_words(1000),
        "state": gates.choice(words.CREATOR_STATES, optional=True),
    }
)

INSTALMENT: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "title": gates.words(120, required=True),
        "title_zh": gates.words(120),
        "trigger": gates.choice(words.TRIGGERS),
        "share": gates.share(),
        "terms_kind": gates.choice(TERMS),
        "terms_days": gates.whole(0, 366),
        "planned_on": gates.day,
    }
)


def check(rows: Mapping[str, gates.Gate], values: Mapping[str, object]) -> dict[str, Any]:
    """Return clean values by one of the tables above, or raise Invalid naming each wrong field."""
    return gates.cleaned(rows, values)
