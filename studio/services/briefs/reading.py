"""How briefs are read: the shown state in SQL, filters, sort orders, rows of one page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    String,
    and_,
    case,
    func,
    or_,
    select,
    type_coerce,
)
from sqlmodel import Session, SQLModel

from studio.domain import briefs as rules
from studio.domain import wishes
from studio.domain.briefs import Known
from studio.domain.money import Money
from studio.persistence import tables  # noqa: F401  makes every table known
from studio.persistence.sorting import place
from studio.services.briefs.rows import BriefFilter, BriefRow

T = SQLModel.metadata.tables
BRIEF, ITEM, MARK = T["brief"], T["brief_item"], T["brief_mark"]
CLIENT, BRAND, PERSON = T["client"], T["brand"], T["person"]
PROPOSAL, VERSION = T["proposal"], T["proposal_version"]

FAR = date(9999, 12, 31)
BEFORE_PROPOSAL = sorted(rules.OPEN - {"proposed"})


def valid_until() -> Any:
    """Return the column with the day the newest proposal of a brief ends, where one is out."""
    return (
        select(func.max(VERSION.c.valid_until))
        .join(
            PROPOSAL,
            and_(VERSION.c.proposal_id == PROPOSAL.c.id, VERSION.c.no == PROPOSAL.c.newest),
        )
        .where(
            PROPOSAL.c.brief_id == BRIEF.c.id,
            PROPOSAL.c.archived.is_(False),
            VERSION.c.state.in_(("sent", "viewed", "expired")),
        )
        .correlate(BRIEF)
        .scalar_subquery()
    )


def shown_state(today: date) -> ColumnElement[str]:
    """Return the column with the state to show: domain.briefs.shown_state, in SQL."""
    lapsed = today - rules.EXPIRES_AFTER
    return case(
        (and_(BRIEF.c.state == "proposed", valid_until() < today), "expired"),
        (and_(BRIEF.c.state.in_(BEFORE_PROPOSAL), BRIEF.c.due_on < lapsed), "expired"),
        else_=BRIEF.c.state,
    )


def board_column(today: date) -> ColumnElement[str]:
    """Return the column with the board's column of each brief."""
    shown = shown_state(today)
    places = [(shown.in_(states), key) for key, states in rules.COLUMNS.items()]
    return case(*places, else_="closed")


def conditions(wanted: BriefFilter, today: date) -> list[ColumnElement[bool]]:
    """Return what the filter asks for, as conditions on brief and client."""
    asked: list[ColumnElement[bool]] = [BRIEF.c.archived.is_(wanted.archived)]
    for column, value in (
        (BRIEF.c.client_id, wanted.client_id),
        (BRIEF.c.owner_id, wanted.owner_id),
        (BRIEF.c.objective, wanted.objective or None),
        (BRIEF.c.currency, wanted.currency or None),
    ):
        if value is not None:
            asked.append(column == value)
    if wanted.platform:
        kept = type_coerce(BRIEF.c.platforms, String())
        asked.append(kept.contains(f'"{wanted.platform}"', autoescape=True))
    if wanted.states:
        asked.append(shown_state(today).in_(wanted.states))
    if wanted.columns:
        asked.append(board_column(today).in_(wanted.columns))
    if wanted.overdue:
        asked += [BRIEF.c.next_on < today, BRIEF.c.state.in_(sorted(rules.OPEN))]
    if wanted.text.strip():
        asked.append(_matches(wanted.text))
    return asked


def _matches(text: str) -> ColumnElement[bool]:
    """Every word stands somewhere in the number, title, client or brand, in any case."""
    places = (
        BRIEF.c.number,
        BRIEF.c.title,
        BRIEF.c.title_zh,
        BRIEF.c.product,
        CLIENT.c.name,
        CLIENT.c.name_zh,
        BRAND.c.name,
        BRAND.c.name_zh,
    )
    words = text.casefold().split()[:8]
    return and_(
        *(
            or_(*(func.lower(place).contains(word, autoescape=True) for place in places))
            for word in words
        )
    )


def joined(*columns: Any) -> Select[Any]:
    """Select columns of briefs with their client, brand and owner at hand."""
    return (
        select(*columns)
        .select_from(BRIEF)
        .outerjoin(CLIENT, BRIEF.c.client_id == CLIENT.c.id)
        .outerjoin(BRAND, BRIEF.c.brand_id == BRAND.c.id)
        .outerjoin(PERSON, BRIEF.c.owner_id == PERSON.c.id)
    )


def order(wanted: BriefFilter, today: date) -> list[Any]:
    """Return the sort order; empty values stand last either way, the newest brief breaks ties."""
    keys: Mapping[str, Any] = MappingProxyType(
        {
            "number": BRIEF.c.id,
            "title": place("brief", BRIEF.c.id, wanted.language),
            "client": place("client", BRIEF.c.client_id, wanted.language, None),
            "amount": func.coalesce(BRIEF.c.budget_max, BRIEF.c.budget_min),
            "due": BRIEF.c.due_on,
            "next": BRIEF.c.next_on,
            "state": _place_of_state(today),
            "owner": place("person", BRIEF.c.owner_id, wanted.language, None),
            "received": BRIEF.c.received_on,
            "changed": BRIEF.c.changed_at,
        }
    )
    key = keys.get(wanted.sort)
    if key is None:
        return [_place_of_state(today), func.coalesce(BRIEF.c.due_on, FAR), BRIEF.c.id.desc()]
    first = [BRIEF.c.currency] if wanted.sort == "amount" else []
    return [*first, key.is_(None), key.desc() if wanted.descending else key, BRIEF.c.id.desc()]


def _place_of_state(today: date) -> ColumnElement[int]:
    places = {state: place for place, state in enumerate(rules.STATES.states)}
    return case(places, value=shown_state(today), else_=len(places))


@dataclass(slots=True)
class Facts:
    """What stands in a brief's parts: quantities and platforms of items, open unclear fields."""

    quantities: list[int] = field(default_factory=list)
    platforms: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)


def facts_of(session: Session, ids: Sequence[int]) -> Mapping[int, Facts]:
    """Return the facts of several briefs in two statements."""
    found: dict[int, Facts] = defaultdict(Facts)
    for row in session.execute(
        select(ITEM.c.brief_id, ITEM.c.platform, ITEM.c.quantity).where(ITEM.c.brief_id.in_(ids))
    ):
        found[row.brief_id].quantities.append(row.quantity)
        found[row.brief_id].platforms.append(row.platform)
    for row in session.execute(
        select(MARK.c.brief_id, MARK.c.field)
        .where(MARK.c.brief_id.in_(ids), MARK.c.kind == "unclear", MARK.c.closed.is_(False))
        .order_by(MARK.c.id)
    ):
        found[row.brief_id].unclear.append(point_of(row.field))
    return found


_POINTS: Mapping[str, str] = MappingProxyType(
    {
        "client_id": "client",
        "brand_id": "brand",
        "product": "brand",
        "budget_min": "budget",
        "budget_max": "budget",
        "window_from": "window",
        "window_to": "window",
        "due_on": "due",
        "due_time": "due",
    }
)


def point_of(column: str) -> str:
    """Return the point a column belongs to: budget_max is about the budget."""
    return _POINTS.get(column, column)


def known_of(row: Any, facts: Facts) -> Known:
    """Return what a brief knows; `row` has its columns, as a row or as an entity."""
    filled = {
        "client": row.client_id is not None,
        "brand": row.brand_id is not None or bool(row.product),
        "objective": bool(row.objective),
        "platforms": bool(row.platforms) or bool(facts.platforms),
        "formats": rules.has_quantity(row.formats, facts.quantities),
        "audience": bool(row.audience),
        "budget": row.budget_min is not None or row.budget_max is not None,
        "window": row.window_from is not None or row.window_to is not None,
        "due": row.due_on is not None,
        "key_message": bool(row.key_message),
        "must_not": bool(row.must_not),
        "usage": bool(row.usage),
        "approver": bool(row.approver),
        "language": bool(row.language),
    }
    return rules.known_of([name for name, full in filled.items() if full], facts.unclear)


def read_rows(session: Session, ids: Sequence[int], today: date) -> dict[int, BriefRow]:
    """Return several briefs as rows of a list, in three statements."""
    found = session.execute(
        joined(
            BRIEF,
            CLIENT.c.name.label("client"),
            CLIENT.c.name_zh.label("client_zh"),
            BRAND.c.name.label("brand"),
            BRAND.c.name_zh.label("brand_zh"),
            PERSON.c.name.label("owner"),
            PERSON.c.name_zh.label("owner_zh"),
            shown_state(today).label("shown"),
            valid_until().label("valid_until"),
        ).where(BRIEF.c.id.in_(ids))
    ).all()
    facts = facts_of(session, ids)
    return {row.id: _row(row, facts[row.id], today) for row in found}


def _row(row: Row[Any], facts: Facts, today: date) -> BriefRow:
    known = known_of(row, facts)
    figure = wishes.headline(row.budget_min, row.budget_max)
    is_open = row.shown in rules.OPEN
    return BriefRow(
        id=row.id,
        version=row.version,
        number=row.number,
        revision=row.revision,
        title=row.title,
        title_zh=row.title_zh,
        client_id=row.client_id,
        client=row.client or "",
        client_zh=row.client_zh or "",
        brand=row.brand or row.product,
        brand_zh=row.brand_zh or "",
        state=rules.STATES.state(row.shown),
        column=rules.column_of(row.shown),
        amount=None if figure is None else Money(figure, row.currency),
        budget_note=row.budget_note,
        platforms=tuple(dict.fromkeys((*row.platforms, *facts.platforms))),
        objective=row.objective,
        due_on=row.due_on,
        due_time=row.due_time,
        late=is_open and row.shown != "proposed" and row.due_on is not None and row.due_on < today,
        owner_id=row.owner_id,
        owner=row.owner or "",
        owner_zh=row.owner_zh or "",
        next_action=row.next_action,
        next_on=row.next_on,
        next_late=is_open and row.next_on is not None and row.next_on < today,
        received_on=row.received_on,
        complete=rules.completeness(known),
        missing=len(rules.missing(known)),
        unclear=len(set(known.unclear)),
        reason=row.reason,
        valid_until=row.valid_until,
        changed_at=row.changed_at,
        archived=row.archived,
    )


def in_order(ids: Iterable[int], rows: Mapping[int, BriefRow]) -> tuple[BriefRow, ...]:
    """Return rows in the order of their ids."""
    return tuple(rows[one] for one in ids if one in rows)
