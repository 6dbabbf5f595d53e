"""Accounts on platforms: handles that can be compared, states, sources of readings."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from studio.domain import gates
from studio.domain.platforms import PLATFORMS
from studio.errors import Invalid
from studio.text import Message

STATES: Mapping[str, Message] = MappingProxyType(
    {"active": Message("Active"), "paused": Message("Paused"), "closed": Message("Closed")}
)
SOURCES: Mapping[str, Message] = MappingProxyType(
    {
        "manual": Message("by hand"),
        "csv": Message("from a table"),
        "screenshot": Message("from a screenshot"),
        "marketplace_export": Message("from a marketplace's export"),
    }
)

MOST = 10_000_000_000
"""More followers than any account can have."""

_LINK = re.compile(r"^https?://[^/]+/(?:@|user/|u/|space/)?([^/?#]+)/?(?:[?#].*)?$", re.IGNORECASE)


def handle_of(typed: str) -> str:
    """Return a handle as it is kept: without @, blanks and the address around it."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    if match := _LINK.match(plain):
        plain = match[1]
    return plain.strip().lstrip("@").strip()


def handle_key(handle: str) -> str:
    """Return what two handles are compared by."""
    return "".join(handle_of(handle).casefold().split())


def _handle(value: object) -> str:
    clean: str = gates.words(80, required=True)(value)
    handle = handle_of(clean)
    if not handle:
        raise gates.refuse(Message("A handle is needed."))
    return handle


def _uid(value: object) -> str | None:
    clean: str = gates.words(80)(value or "")
    return clean or None


GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "platform": gates.choice(PLATFORMS),
        "handle": _handle,
        "uid": _uid,
        "url": gates.words(300),
        "verified": gates.flag,
        "category": gates.words(80),
        "language": gates.words(8),
        "opened_on": gates.day,
        "mcn_bound": gates.flag,
        "marketplace_id": gates.words(80),
        "state": gates.choice(STATES),
    }
)


def _count(value: object) -> int | None:
    return None if value in (None, "") else gates.whole(0, MOST)(value)


READING_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "as_of": gates.day,
        "followers": gates.whole(0, MOST),
        "following": _count,
        "posts": _count,
        "avg_views": _count,
        "avg_likes": _count,
        "avg_comments": _count,
        "avg_shares": _count,
        "avg_saves": _count,
        "completion": gates.share(optional=True),
        "generic_comments": gates.share(optional=True),
        "source": gates.choice(SOURCES),
        "note": gates.words(300),
    }
)
COUNTS = (
    "following", "posts", "avg_views", "avg_likes", "avg_comments", "avg_shares", "avg_saves",
)  # fmt: skip
SHARES = ("completion", "generic_comments")


def check_parts(name: str, parts: Mapping[str, object]) -> None:
    """Refuse the shares of an audience that do not add up to 1, give or take 0.01 (domain 2.2)."""
    if not parts:
        return
    total = sum(gates.share()(value) for value in parts.values())
    if abs(total - 1) > Decimal("0.01"):
        percent = f"{(total * 100).normalize():f}"
        raise Invalid(
            {name: Message("The shares add up to {percent} %, not 100.", percent=percent)}
        )
