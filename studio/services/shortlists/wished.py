"""What a brief asks of talent: prefilled from its fields, changed by what was kept for it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from studio.domain import gates, rulefiles
from studio.domain.money import Money
from studio.domain.platforms import FORMATS, PLATFORMS
from studio.domain.shortlisting import ALWAYS, FILTERS, PARTS, Group, Terms, Wishes, read_groups
from studio.errors import Invalid, Missing
from studio.persistence import tables  # noqa: F401  makes every table known
from studio.services.shortlists.rows import AskedPiece, BriefHead
from studio.text import Message

T = SQLModel.metadata.tables
BRIEF, ITEM, CLIENT, BRAND = T["brief"], T["brief_item"], T["client"], T["brand"]
SHORTLIST, WEIGHT = T["shortlist"], T["match_weight"]

_SPOKEN = {"zh": ("zh",), "en": ("en",)}
_TIERS = ("mega", "macro", "mid", "micro", "nano", "emerging")


def read_brief(session: Session, brief_id: int) -> tuple[BriefHead, Any]:
    """Return the head of a brief and its row; raise Missing where it is gone."""
    row = session.execute(
        select(BRIEF, CLIENT.c.name.label("client"), CLIENT.c.name_zh.label("client_zh"),
               CLIENT.c.market.label("client_market"))
        .select_from(BRIEF)
        .outerjoin(CLIENT, CLIENT.c.id == BRIEF.c.client_id)
        .where(BRIEF.c.id == brief_id)
    ).first()  # fmt: skip
    if row is None:
        raise Missing(Message("This brief is not there any more."))
    items = session.execute(
        select(ITEM).where(ITEM.c.brief_id == brief_id).order_by(ITEM.c.position, ITEM.c.id)
    )
    pieces = tuple(
        AskedPiece(
            item.id,
            item.platform,
            item.format,
            item.quantity,
            item.tier,
            Money(item.ceiling, row.currency) if item.ceiling and row.currency else None,
        )
        for item in items
    )
    head = BriefHead(
        brief_id,
        row.number,
        row.title,
        row.title_zh,
        row.client_id,
        row.client or "",
        row.client_zh or "",
        row.audience,
        row.currency,
        row.state,
        pieces,
    )
    return head, row


def prefilled(
    session: Session, head: BriefHead, row: Any, today: date, *, piece: int = 0
) -> Wishes:
    """Return what the brief's own fields ask for; one of its pieces is priced, else the first."""
    return _asked_for(session, row, today, piece_of(head, piece))


def piece_of(head: BriefHead, key: int) -> AskedPiece | None:
    """Return a piece of the brief; the first where it has no such piece, None where it has none."""
    return next((one for one in head.pieces if one.id == key), next(iter(head.pieces), None))


def _asked_for(session: Session, row: Any, today: date, piece: AskedPiece | None) -> Wishes:
    platforms = (piece.platform,) if piece else tuple(row.platforms)
    return Wishes(
        piece=piece.id if piece else 0,
        platforms=platforms,
        format=piece.format if piece else "",
        tiers=(piece.tier,) if piece and piece.tier else (),
        ceiling=piece.ceiling.minor if piece and piece.ceiling else None,
        currency=row.currency,
        price_on=row.window_from or today,
        categories=categories(session, row.client_id, row.brand_id),
        audience=read_groups(row.audience),
        languages=_SPOKEN.get(row.language, ()),
        first=row.window_from,
        last=row.window_to,
    )


def categories(session: Session, client_id: int | None, brand_id: int | None) -> tuple[str, ...]:
    """Return what is advertised: the brand's category, else those of all the client's brands."""
    asked = select(BRAND.c.category).where(BRAND.c.category != "", BRAND.c.archived.is_(False))
    if brand_id is not None:
        asked = asked.where(BRAND.c.id == brand_id)
    else:
        asked = asked.where(BRAND.c.client_id == client_id)
    return tuple(dict.fromkeys(session.execute(asked.order_by(BRAND.c.id)).scalars()))


def kept(session: Session, brief_id: int) -> tuple[Mapping[str, Any], Mapping[str, int], int]:
    """Return the wishes and weights kept for a brief, and their version; 0 where there are none."""
    row = session.execute(select(SHORTLIST).where(SHORTLIST.c.brief_id == brief_id)).first()
    return ({}, {}, 0) if row is None else (row.wishes, row.weights, row.version)


def changed(wishes: Wishes, values: Mapping[str, Any]) -> Wishes:
    """Return wishes with what was kept for them, as plain JSON says it."""
    fields: dict[str, Any] = {}
    for name, value in values.items():
        if name == "piece":
            continue  # prefilled wishes are of that piece, where the brief still has it
        if name in ("first", "last", "price_on"):
            fields[name] = date.fromisoformat(value) if value else None
        elif name == "audience":
            fields[name] = tuple(Group(kind, code) for kind, code in value)
        elif name == "must":
            fields[name] = frozenset(value) | ALWAYS
        elif isinstance(value, list):
            fields[name] = tuple(value)
        else:
            fields[name] = value
    return replace(wishes, **fields)


def plain(name: str, value: object) -> object:
    """Return a wish as JSON keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    if name == "audience" and isinstance(value, tuple):
        return [[group.kind, group.code] for group in value]
    if isinstance(value, frozenset):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value


def _groups(value: object) -> tuple[Group, ...]:
    if isinstance(value, str):
        return read_groups(value)
    if not isinstance(value, list | tuple):
        raise gates.refuse(Message("A list is needed."))
    found = []
    for one in value:
        kind, code = (one.kind, one.code) if isinstance(one, Group) else tuple(one)
        if kind not in ("gender", "age", "region", "interest"):
            raise gates.refuse(Message("Choose from the list."))
        found.append(Group(kind, gates.words(40, required=True)(code)))
    return tuple(dict.fromkeys(found))


def _tuple(gate: gates.Gate) -> gates.Gate:
    return lambda value: tuple(gate(value))


def _ceiling(value: object) -> int | None:
    found = gates.amount(1)(value)
    return None if found is None else int(found)


def _must(value: object) -> frozenset[str]:
    return frozenset(gates.choices(FILTERS)(value)) | ALWAYS


OF_PIECE = frozenset({"platforms", "format", "tiers", "floor", "ceiling"})
"""What belongs to one piece of the brief: another piece asks for its own."""

WISH_GATES: Mapping[str, gates.Gate] = {
    "piece": gates.whole(0, 10**15),
    "platforms": _tuple(gates.choices(PLATFORMS)),
    "format": gates.choice(FORMATS, optional=True),
    "tiers": _tuple(gates.choices(_TIERS)),
    "floor": _ceiling,
    "ceiling": _ceiling,
    "cpm_least": _ceiling,
    "cpm_most": _ceiling,
    "cpe_least": _ceiling,
    "cpe_most": _ceiling,
    "price_on": gates.day,
    "categories": _tuple(gates.word_list()),
    "audience": _groups,
    "cities": _tuple(gates.word_list()),
    "languages": _tuple(gates.word_list(3)),
    "first": gates.day,
    "last": gates.day,
    "free_days": gates.whole(0, 400),
    "must": _must,
}
"""The fields of the filters; `must` names those that exclude."""


def check_ranges(wishes: Wishes) -> None:
    """Raise Invalid where the window ends before it begins, or a range is empty."""
    if wishes.first and wishes.last and wishes.last < wishes.first:
        raise Invalid({"last": Message("The end lies before the start.")})
    for least, most in (("floor", "ceiling"), ("cpm_least", "cpm_most"), ("cpe_least", "cpe_most")):
        low, high = getattr(wishes, least), getattr(wishes, most)
        if low is not None and high is not None and high < low:
            raise Invalid({most: Message("This is less than the least asked for.")})


def shipped_terms(today: date) -> Terms:
    """Return the terms that ship, as in force on a day."""
    rules = {rule.key: rule.value for rule in rulefiles.read("matching") if rule.holds(today)}
    return Terms(
        weights={name: int(rules[name]["weight"]) for name in PARTS},
        tolerance=Decimal(rules["price"]["tolerance"]),
        shares={
            kind: Decimal(rules["shares"][kind]) for kind in ("gender", "age", "region", "interest")
        },
        first_job=Decimal(rules["history"]["first"]),
        rest_days=rules["history"]["rest_days"],
        least=rules["engagement"]["least"],
        fresh_days=rules["reading"]["days"],
        related=Decimal(rules["families"]["value"]),
        families=tuple(
            frozenset(word.casefold() for word in family)
            for family in rules["families"]["families"]
        ),
    )


def own_weights(session: Session, terms: Terms) -> dict[str, int]:
    """Return the studio's weights: those that ship, changed by its own."""
    own = {row.part: row.weight for row in session.execute(select(WEIGHT))}
    return {name: own.get(name, weight) for name, weight in terms.weights.items()}
