"""What is asked about bookings: lists, one, of somebody, of a project, of a day, what clashes."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Text, and_, func, or_, select, type_coerce
from sqlmodel import Session

from studio.domain import bookings as rules
from studio.domain.gates import cleaned
from studio.errors import Invalid, Missing
from studio.persistence.tables.bookings import Booking as Kept
from studio.persistence.tables.clients import Brand
from studio.services.bookings import asking, checking, reading, zones
from studio.services.bookings.asking import Asked
from studio.services.bookings.commands import completed
from studio.services.bookings.reading import BOOKING, TALENT
from studio.services.bookings.rows import (
    Booking,
    BookingFilter,
    BookingRow,
    Free,
    Ref,
    Warnings,
)
from studio.services.operation import now, query, scope, today
from studio.text import Message


@query
def ids(session: Session, filter: BookingFilter) -> list[int]:
    """Return the ids of the bookings a list shows, in its order."""
    wanted = reading.ordered(reading.narrowed(reading.selected(), filter, session), filter)
    return [row.id for row in session.execute(wanted)]


@query
def rows(session: Session, ids: Sequence[int]) -> dict[int, BookingRow]:
    """Return one page of the list."""
    return reading.rows_of(session, ids, now(session))


@query
def within(
    session: Session, first: date, last: date, filter: BookingFilter | None = None
) -> list[BookingRow]:
    """Return the bookings that touch the days from first to last, what is over left out."""
    return _standing(
        session, dataclasses.replace(filter or BookingFilter(), first=first, last=last)
    )


@query
def of_talent(
    session: Session, talent_id: int, first: date | None = None, last: date | None = None
) -> list[BookingRow]:
    """Return somebody's bookings in their order, what is over left out."""
    filter = BookingFilter(talent_id=talent_id, first=first, last=last)
    return _standing(session, filter)


@query
def of_project(session: Session, project_id: int) -> list[BookingRow]:
    """Return whoever and whatever is booked for a project."""
    return _standing(session, BookingFilter(project_id=project_id))


@query
def of_brief(session: Session, brief_id: int) -> list[BookingRow]:
    """Return whoever is asked for or held for a brief."""
    return _standing(session, BookingFilter(brief_id=brief_id))


@query
def of_day(session: Session, day: date, project_id: int = 0, zone: str = "") -> list[BookingRow]:
    """Return whoever and whatever is held or taken on a day, people first.

    The day is that of an IANA `zone`, such as the one of a shoot; the studio's without one.
    """
    here = ZoneInfo(zone) if zone else zones.zone(session)
    begin, end = zones.begin_of(day, here), zones.begin_of(day + timedelta(days=1), here)
    wanted = reading.selected().where(BOOKING.c.start_at < end, BOOKING.c.end_at > begin)
    if project_id:
        wanted = wanted.where(BOOKING.c.project_id == project_id)
    found = reading.read(session, wanted.order_by(BOOKING.c.start_at, BOOKING.c.id), now(session))
    held = [row for row in found if row.state in rules.FIRM | rules.HELD]
    return sorted(held, key=lambda row: row.ref[0] == "resource")


def _standing(session: Session, filter: BookingFilter) -> list[BookingRow]:
    asked = reading.selected().where(BOOKING.c.state.not_in(sorted(rules.GONE)))
    wanted = reading.narrowed(asked, filter, session)
    return reading.read(session, reading.ordered(wanted, filter), now(session))


@query
def one(session: Session, booking_id: int) -> Booking:
    """Return a booking whole."""
    kept = session.get(Kept, booking_id)
    if kept is None:
        raise Missing(Message("This booking is not there any more."))
    brand = session.get(Brand, kept.brand_id) if kept.brand_id else None
    return Booking(
        row=reading.rows_of(session, [booking_id], now(session))[booking_id],
        platforms=tuple(kept.platforms),
        category=kept.category,
        territory=kept.territory,
        overtime=kept.overtime,
        note=kept.note,
        state_reason=kept.state_reason,
        override_reason=kept.override_reason,
        challenged_by=kept.challenged_by,
        replaced_by=kept.replaced_by,
        actual_minutes=kept.actual_minutes,
        tier_at_signing=kept.tier_at_signing,
        brand=brand.name if brand else "",
        cancel_share=_cancel_share(session, kept),
    )


def _cancel_share(session: Session, kept: Kept) -> Decimal:
    rule = scope(session).rules.rule("booking", "cancelling", today(session))
    if rule is None or kept.state != "confirmed":
        return Decimal(0)
    return rules.cancelling_share(rule.value["notice"], kept.start_at, now(session))


@query
def counts(session: Session) -> dict[str, int]:
    """Return how many bookings stand in each state; holds that ran out under "expired"."""
    lapsed = and_(BOOKING.c.state.in_(sorted(rules.HELD)), BOOKING.c.hold_expires <= now(session))
    found = session.execute(
        select(BOOKING.c.state, lapsed, func.count()).group_by(BOOKING.c.state, lapsed)
    )
    counted: dict[str, int] = {}
    for state, over, number in found:
        key = "expired" if over else state
        counted[key] = counted.get(key, 0) + number
    return counted


@query
def zone(session: Session, ref: Ref | None = None) -> str:
    """Return the IANA zone of somebody's day, of the studio's day without one."""
    return zones.zone_name(session) if ref is None else zones.of(session, ref).key


@query
def check(session: Session, values: Mapping[str, object], booking_id: int = 0) -> Warnings:
    """Return what is known about a booking before it is saved; nothing while it is incomplete.

    `values` are those of `create`; `booking_id` is the booking that is being changed.
    """
    one = _asked(session, values, booking_id)
    if one is None:
        return Warnings()
    rank = 0
    if one.state in rules.HELD:
        rank = checking.rank(session, one)
    here = zones.of(session, one.ref).key
    return Warnings(tuple(checking.findings(session, one)), rank, here)


def _asked(session: Session, values: Mapping[str, object], booking_id: int) -> Asked | None:
    try:
        clean = completed(session, cleaned(rules.GATES, values))
    except Invalid:
        return None  # half typed: the fields themselves say what is wrong
    kept = asking.asked(Kept(**{"state": "hold", **clean}))
    return dataclasses.replace(kept, booking_id=booking_id)


@query
def before(session: Session, booking_id: int) -> BookingRow | None:
    """Return the hold that stands before another one, the first of them; None without one."""
    kept = session.get(Kept, booking_id)
    if kept is None:
        raise Missing(Message("This booking is not there any more."))
    one = asking.asked(kept)
    there = reading.entries(session, one.ref, one.first, one.last, now(session))
    held = [each.id for each in there if each.state == "hold" and each.id != booking_id]
    return reading.rows_of(session, held[:1], now(session)).get(held[0]) if held else None


@query
def alternatives(session: Session, values: Mapping[str, object], limit: int = 6) -> list[Free]:
    """Return others of the same craft who are free then, those of the same city first."""
    one = _asked(session, values, 0)
    if one is None or one.ref[0] == "person":
        return []
    found = []
    for row in _peers(session, one.ref):
        ref: Ref = (one.ref[0], row.id)
        if _free(session, ref, one):
            found.append(Free(ref, row.name, row.name_zh, row.craft, row.city))
            if len(found) == limit:
                break
    return found


def _peers(session: Session, ref: Ref) -> list[Any]:
    table = reading.TABLES[ref[0]]
    own = session.execute(select(table).where(table.c.id == ref[1])).first()
    if own is None:
        return []
    craft = TALENT.c.discipline if ref[0] == "talent" else table.c.kind
    asked = select(
        table.c.id, table.c.name, table.c.name_zh, table.c.city, craft.label("craft")
    ).where(table.c.id != ref[1], table.c.archived.is_(False), table.c.kind == own.kind)
    if ref[0] == "talent" and own.discipline:
        like = f'%"{own.discipline}"%'
        asked = asked.where(
            or_(
                TALENT.c.discipline == own.discipline, type_coerce(TALENT.c.skills, Text).like(like)
            )
        )
    return list(session.execute(asked.order_by(table.c.city != own.city, func.lower(table.c.name))))


def _free(session: Session, ref: Ref, one: Asked) -> bool:
    there = reading.entries(session, ref, one.first, one.last, now(session))
    if len(there) >= checking.capacity(session, ref):
        return False
    return not checking.absences(session, ref, one.first, one.last)
