"""Virtual characters, crew and agencies: what may be said of them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from studio.domain import gates
from studio.domain.identifiers import CURRENCIES
from studio.domain.talent import DISCIPLINES
from studio.errors import Invalid
from studio.text import Message

TECHNIQUES: Mapping[str, Message] = MappingProxyType(
    {
        "ai_generated": Message("AI-generated"),
        "3d_mocap": Message("3D with motion capture"),
        "2d_live2d": Message("2D Live2D"),
        "hybrid": Message("Hybrid"),
    }
)
AGENCY_KINDS: Mapping[str, Message] = MappingProxyType(
    {"mcn": Message("MCN"), "agency": Message("Agency")}
)
REBATES: Mapping[str, Message] = MappingProxyType(
    {"none": Message("No rebate"), "own": Message("Own rate"), "agency": Message("Agency's rate")}
)

VIRTUAL_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "ip_owner": gates.words(200),
        "operator": gates.words(200),
        "technique": gates.choice(TECHNIQUES),
        "voice_source": gates.words(200),
        "underlying_person": gates.words(200),
        "consent": gates.words(300),
        "label": gates.words(200),
        "label_zh": gates.words(200),
        "allowed": gates.long_words(1000),
        "forbidden": gates.long_words(1000),
        "model_from": gates.day,
        "model_until": gates.day,
        "voice_from": gates.day,
        "voice_until": gates.day,
    }
)
CREW_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "disciplines": gates.choices(DISCIPLINES),
        "kit": gates.long_words(1000),
        "day_rate": gates.amount(empty=0),
        "currency": gates.choice(CURRENCIES, optional=True),
        "overtime": gates.share(low=Decimal(1), high=Decimal(5)),
        "insured_until": gates.day,
        "certificates": gates.word_list(),
    }
)
AGENCY_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "kind": gates.choice(AGENCY_KINDS),
        "name": gates.words(200),
        "name_zh": gates.words(200),
        "contact": gates.words(200),
        "first_on": gates.day,
        "last_on": gates.day,
        "rebate": gates.choice(REBATES),
        "rebate_share": gates.share(),
        "note": gates.words(300),
    }
)


def check_licences(first: date | None, last: date | None, field: str) -> None:
    """Refuse a span that ends before it begins."""
    if first is not None and last is not None and last < first:
        raise Invalid({field: Message("The end is before the beginning.")})


def holds(first: date, last: date | None, on: date) -> bool:
    """Say whether a day lies in a span whose end may be open."""
    return first <= on and (last is None or on <= last)
