"""Reading bookings: one selection for lists, people and days, and what narrows and sorts it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlmodel import Session, SQLModel

from studio.domain import bookings as rules
from studio.domain.bookings import Entry
from studio.domain.money import Money
from studio.persistence import tables  # noqa: F401  makes every table known
from studio.services.bookings import zones
from studio.services.bookings.rows import BookingFilter, BookingRow, Ref
from studio.services.matching import matches

T = SQLModel.metadata.tables
BOOKING, TALENT, PERSON, RESOURCE = T["booking"], T["talent"], T["person"], T["resource"]
PROJECT, BRIEF, CLIENT, BRAND = T["project"], T["brief"], T["client"], T["brand"]

NOUNS = ("talent", "person", "resource")
TABLES = {"talent": TALENT, "person": PERSON, "resource": RESOURCE}

OWN = (
    "id", "version", "talent_id", "person_id", "resource_id", "title", "title_zh", "role", "place",
    "state", "start_at", "end_at", "before", "after", "units", "project_id", "brief_id",
    "client_id", "brand_id", "task_id", "basis",
)  # fmt: skip


def ref_of(row: Any) -> Ref:
    """Return whoever a row is about."""
    for noun in NOUNS:
        key = getattr(row, f"{noun}_id")
        if key is not None:
            return noun, int(key)
    raise ValueError("a booking is of somebody or something")


def lane(ref: Ref) -> str:
    """Return the lane of somebody: "talent:4"."""
    return f"{ref[0]}:{ref[1]}"


def of(ref: Ref) -> ColumnElement[bool]:
    """Say in SQL which bookings are of somebody."""
    return BOOKING.c[f"{ref[0]}_id"] == ref[1]


def standing(now: datetime) -> ColumnElement[bool]:
    """Say in SQL which bookings take or hold somebody now: holds that ran out do not."""
    held = and_(
        BOOKING.c.state.in_(sorted(rules.HELD)),
        or_(BOOKING.c.hold_expires.is_(None), BOOKING.c.hold_expires > now),
    )
    return or_(BOOKING.c.state.in_(sorted(rules.FIRM)), held)


def touching(first: datetime, last: datetime) -> ColumnElement[bool]:
    """Say in SQL which bookings occupy any of a span, travel included."""
    return and_(
        BOOKING.c.occupied_from < zones.minute(last), BOOKING.c.occupied_to > zones.minute(first)
    )


def entries(
    session: Session, ref: Ref, first: datetime, last: datetime, now: datetime
) -> list[Entry]:
    """Return what takes or holds somebody in a span, by rank and then as they came."""
    wanted = (
        select(
            BOOKING.c.id, BOOKING.c.start_at, BOOKING.c.end_at, BOOKING.c.before, BOOKING.c.after,
            BOOKING.c.units, BOOKING.c.state, BOOKING.c.place,
        )
        .where(of(ref), standing(now), touching(first, last))
        .order_by(BOOKING.c.hold_rank, BOOKING.c.id)
    )  # fmt: skip
    return [entry(lane(ref), row) for row in session.execute(wanted)]


def entry(where: str, row: Any) -> Entry:
    """Return a row as the clash search takes it."""
    return Entry(
        row.id or 0,
        where,
        zones.minute(row.start_at),
        zones.minute(row.end_at),
        row.before,
        row.after,
        row.units,
        row.state,
        row.place,
    )


def selected() -> Select[Any]:
    """Select everything a row needs."""
    return (
        select(
            *(BOOKING.c[name] for name in OWN),
            BOOKING.c.hold_rank,
            BOOKING.c.hold_expires,
            BOOKING.c.rate,
            BOOKING.c.currency,
            func.coalesce(TALENT.c.name, PERSON.c.name, RESOURCE.c.name).label("name"),
            func.coalesce(TALENT.c.name_zh, PERSON.c.name_zh, RESOURCE.c.name_zh).label("name_zh"),
            TALENT.c.kind.label("talent_kind"),
            TALENT.c.discipline,
            func.coalesce(TALENT.c.phone, PERSON.c.phone, "").label("phone"),
            RESOURCE.c.kind.label("resource_kind"),
            PROJECT.c.name.label("project"),
            PROJECT.c.name_zh.label("project_zh"),
            PROJECT.c.hue,
            BRIEF.c.number.label("brief_number"),
            CLIENT.c.name.label("client"),
            CLIENT.c.name_zh.label("client_zh"),
        )
        .select_from(BOOKING)
        .outerjoin(TALENT, TALENT.c.id == BOOKING.c.talent_id)
        .outerjoin(PERSON, PERSON.c.id == BOOKING.c.person_id)
        .outerjoin(RESOURCE, RESOURCE.c.id == BOOKING.c.resource_id)
        .outerjoin(PROJECT, PROJECT.c.id == BOOKING.c.project_id)
        .outerjoin(BRIEF, BRIEF.c.id == BOOKING.c.brief_id)
        .outerjoin(CLIENT, CLIENT.c.id == BOOKING.c.client_id)
    )


def read(session: Session, wanted: Select[Any], now: datetime) -> list[BookingRow]:
    """Return the rows of a selection."""
    return [_row(row, now) for row in session.execute(wanted).all()]


def rows_of(session: Session, ids: Sequence[int], now: datetime) -> dict[int, BookingRow]:
    """Return rows by id."""
    found = read(session, selected().where(BOOKING.c.id.in_(ids)), now)
    return {row.id: row for row in found}


def _row(row: Any, now: datetime) -> BookingRow:
    own: dict[str, Any] = {name: getattr(row, name) for name in OWN}
    shown = rules.shown(
        row.state, row.hold_rank, row.hold_expires, now, start=row.start_at, end=row.end_at
    )
    return BookingRow(
        **own,
        ref=ref_of(row),
        name=row.name or "",
        name_zh=row.name_zh or "",
        kind=row.talent_kind or ("resource" if row.resource_id else "staff"),
        craft=row.discipline or row.resource_kind or "",
        phone=row.phone or "",
        shown=shown,
        rank=row.hold_rank,
        expires=row.hold_expires,
        project=row.project or "",
        project_zh=row.project_zh or "",
        hue=row.hue or "",
        brief_number=row.brief_number or "",
        client=row.client or "",
        client_zh=row.client_zh or "",
        rate=Money(row.rate, row.currency) if row.currency and row.rate else None,
    )


def narrowed(wanted: Select[Any], filter: BookingFilter, session: Session) -> Select[Any]:
    """Keep what a filter asks for."""
    for name in ("talent_id", "person_id", "resource_id", "project_id", "brief_id", "client_id"):
        key = getattr(filter, name)
        if key is not None:
            wanted = wanted.where(BOOKING.c[name] == key)
    if filter.states:
        wanted = wanted.where(BOOKING.c.state.in_(filter.states))
    if filter.live:
        wanted = wanted.where(BOOKING.c.state.in_(sorted(rules.LIVE)))
    if filter.first is not None or filter.last is not None:
        here = zones.zone(session)
        if filter.last is not None:
            wanted = wanted.where(
                BOOKING.c.start_at < zones.begin_of(filter.last + timedelta(days=1), here)
            )
        if filter.first is not None:
            wanted = wanted.where(BOOKING.c.end_at > zones.begin_of(filter.first, here))
    if filter.text.strip():
        wanted = wanted.where(matches(filter.text, _SEARCHED))
    return wanted


_SEARCHED: tuple[Any, ...] = (
    BOOKING.c.title, BOOKING.c.title_zh, BOOKING.c.role, BOOKING.c.place, TALENT.c.name,
    TALENT.c.name_zh, PERSON.c.name, PERSON.c.name_zh, RESOURCE.c.name, RESOURCE.c.name_zh,
    PROJECT.c.name, PROJECT.c.name_zh, PROJECT.c.number, CLIENT.c.name, CLIENT.c.name_zh,
    BRIEF.c.number,
)  # fmt: skip

_ORDERS: dict[str, tuple[Any, ...]] = {
    "start": (BOOKING.c.start_at,),
    "who": (func.lower(func.coalesce(TALENT.c.name, PERSON.c.name, RESOURCE.c.name)),),
    "project": (func.lower(func.coalesce(PROJECT.c.name, BOOKING.c.title)),),
    "client": (func.lower(func.coalesce(CLIENT.c.name, "")),),
    "state": (BOOKING.c.state,),
    "rate": (BOOKING.c.currency, BOOKING.c.rate),
}


def ordered(wanted: Select[Any], filter: BookingFilter) -> Select[Any]:
    """Put bookings in a filter's order, the earliest first among equals."""
    keys: Iterable[Any] = _ORDERS.get(filter.sort, _ORDERS["start"])
    if filter.descending:
        keys = [key.desc() for key in keys]
    return wanted.order_by(*keys, BOOKING.c.start_at, BOOKING.c.id)
