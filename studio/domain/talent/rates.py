"""Rate cards: units, states, and that one card holds per currency and day."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

from studio.domain import gates
from studio.domain.identifiers import CURRENCIES
from studio.domain.platforms import FORMATS, PLATFORMS
from studio.errors import Invalid
from studio.text import Message

UNITS: Mapping[str, Message] = MappingProxyType(
    {
        "clip": Message("clip"),
        "note": Message("note"),
        "video": Message("video"),
        "reel": Message("reel"),
        "short": Message("short"),
        "post": Message("post"),
        "image_set": Message("image set"),
        "stream": Message("stream"),
        "session": Message("session"),
        "slot": Message("slot"),
        "hour": Message("hour"),
        "day": Message("day"),
        "piece": Message("piece"),
    }
)
STATES: Mapping[str, Message] = MappingProxyType(
    {"provisional": Message("provisional"), "confirmed": Message("confirmed")}
)
TAX_MODES: Mapping[str, Message] = MappingProxyType(
    {"excl": Message("without tax"), "incl": Message("with tax"), "none": Message("no tax")}
)
ADDED = ("usage_month", "exclusivity_month", "rush", "whitelisting_month")
"""Add-ons as shares of the price."""

CARD_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "currency": gates.choice(CURRENCIES),
        "first_on": gates.day,
        "last_on": gates.day,
        "tax_mode": gates.choice(TAX_MODES),
        "note": gates.words(300),
    }
)


def _small(value: object) -> int | None:
    return None if value in (None, "") else gates.whole(0, 3650)(value)


_TEN = Decimal(10)
ITEM_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "platform": gates.choice(PLATFORMS, optional=True),
        "format": gates.choice(FORMATS, optional=True),
        "title": gates.words(120),
        "title_zh": gates.words(120),
        "unit": gates.choice(UNITS, optional=True),
        "price": gates.amount(),
        "min_quantity": gates.quantity,
        "rounds": _small,
        "usage_days": _small,
        "commission": gates.share(),
        "usage_month": gates.share(high=_TEN),
        "exclusivity_month": gates.share(high=_TEN),
        "rush": gates.share(high=_TEN),
        "whitelisting_month": gates.share(high=_TEN),
        "state": gates.choice(STATES),
    }
)

Span = tuple[date, date | None]


def check_spans(spans: Iterable[Span]) -> None:
    """Refuse cards of one currency that hold on the same day, or end before they begin."""
    ordered = sorted(spans, key=lambda span: span[0])
    for first, last in ordered:
        if last is not None and last < first:
            raise Invalid({"last_on": Message("The end is before the beginning.")})
    for (_first, last), (following, _end) in pairwise(ordered):
        if last is None or last >= following:
            raise Invalid(
                {
                    "first_on": Message(
                        "Another card in this currency holds on {day}.", day=following
                    )
                }
            )


def check_item(platform: str, form: str, title: str, title_zh: str) -> None:
    """Refuse a price that does not say what it is for."""
    if not (platform and form) and not (title or title_zh):
        raise Invalid({"title": Message("Say what is sold: a format, or a title.")})


def sold(platform: str, form: str, title: str, title_zh: str, unit: str) -> tuple[str, ...]:
    """Return what two prices are compared by: alike, they are for the same thing."""
    named = " ".join((title or title_zh).casefold().split())
    return platform, form, named, unit
