"""Rooms, sets, gear and vehicles: what can be booked besides people."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from studio.domain import bookings as rules
from studio.domain.bookings import Entry
from studio.domain.clients import check_names
from studio.domain.gates import cleaned
from studio.domain.names import pick
from studio.errors import Invalid, Missing
from studio.persistence.tables.bookings import Booking, Resource
from studio.persistence.tables.schedule import Calendar
from studio.services.bookings import ranking, reading
from studio.services.bookings.commands import flushed
from studio.services.bookings.rows import ResourceFilter, ResourceRow
from studio.services.matching import matches
from studio.services.operation import command, load, name_step, now, query
from studio.services.studio.rows import put
from studio.text import Message

TABLE = reading.RESOURCE


@query
def listing(session: Session, filter: ResourceFilter) -> list[ResourceRow]:
    """Return rooms and gear by kind and name."""
    asked = select(TABLE).where(TABLE.c.archived.is_(filter.archived))
    if filter.kinds:
        asked = asked.where(TABLE.c.kind.in_(filter.kinds))
    if filter.text.strip():
        searched = [TABLE.c[name] for name in ("name", "name_zh", "city", "note")]
        asked = asked.where(matches(filter.text, searched))
    found = list(session.execute(asked.order_by(func.lower(TABLE.c.name), TABLE.c.id)))
    kinds = list(rules.RESOURCE_KINDS)
    following = _next(session, [row.id for row in found])
    shown = [_row(row, following.get(row.id)) for row in found]
    return sorted(shown, key=lambda row: kinds.index(row.kind) if row.kind in kinds else len(kinds))


@query
def one(session: Session, resource_id: int) -> ResourceRow:
    """Return one room or piece of gear."""
    row = session.execute(select(TABLE).where(TABLE.c.id == resource_id)).first()
    if row is None:
        raise Missing(Message("This record is not there any more."))
    return _row(row, _next(session, [resource_id]).get(resource_id))


def _row(row: Any, following: datetime | None) -> ResourceRow:
    names = [name for name in ResourceRow.__slots__ if name != "next_at"]
    return ResourceRow(**{name: getattr(row, name) for name in names}, next_at=following)


def _next(session: Session, ids: list[int]) -> dict[int, datetime]:
    booked = reading.BOOKING
    found = session.execute(
        select(booked.c.resource_id, func.min(booked.c.start_at))
        .where(
            booked.c.resource_id.in_(ids), booked.c.end_at > now(session),
            reading.standing(now(session)),
        )
        .group_by(booked.c.resource_id)
    )  # fmt: skip
    return {row[0]: row[1] for row in found}


@command("Add resource", right="bookings.edit")
def create(session: Session, values: Mapping[str, object]) -> int:
    """Add a room, a set, gear or a vehicle; a name in either language is needed."""
    row = Resource(**{"name": "", **cleaned(rules.RESOURCE_GATES, values)})
    _check(session, row)
    session.add(row)
    session.flush()
    name_step(session, Message("Add {name}", name=_name(row)))
    return row.key


@command("Change resource", right="bookings.edit")
def change(
    session: Session, resource_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change plain fields; return the new version. Room for fewer is refused while more is taken.

    What is booked already keeps its own times: turnaround counts for new bookings.
    """
    row = load(session, Resource, resource_id, version)
    ranking.hold_still(session, ("resource", resource_id))
    put(row, cleaned(rules.RESOURCE_GATES, values))
    _check(session, row)
    if "capacity" in values:
        _fit(session, row)
    name_step(session, Message("Change {name}", name=_name(row)))
    session.flush()
    return row.version


@command("Archive resource", right="bookings.edit")
def archive(session: Session, resource_id: int, *, version: int) -> int:
    """Take a room or gear off the lists; refused while bookings of it lie ahead."""
    row = load(session, Resource, resource_id, version)
    ahead = select(func.count()).where(
        reading.of(("resource", resource_id)),
        reading.standing(now(session)),
        reading.BOOKING.c.end_at > now(session),
    )
    count = session.execute(ahead).scalar() or 0
    if count:
        raise Invalid(
            {"archived": Message("{count} bookings of it lie ahead. End them first.", count=count)}
        )
    row.archived = True
    name_step(session, Message("Archive {name}", name=_name(row)))
    session.flush()
    return row.version


@command("Restore resource", right="bookings.edit")
def restore(session: Session, resource_id: int, *, version: int) -> int:
    """Put a room or gear back on the lists."""
    row = load(session, Resource, resource_id, version)
    row.archived = False
    name_step(session, Message("Restore {name}", name=_name(row)))
    session.flush()
    return row.version


def _check(session: Session, row: Resource) -> None:
    check_names(row.name, row.name_zh)
    with session.no_autoflush:
        if row.calendar_id is not None and session.get(Calendar, row.calendar_id) is None:
            raise Invalid({"calendar_id": Message("Choose one of the list.")})


def _fit(session: Session, row: Resource) -> None:
    """Refuse room for fewer than are taken at once; say of each booking whether it is alone."""
    asked = select(Booking).where(
        col(Booking.resource_id) == row.key, col(Booking.state).in_(sorted(rules.FIRM))
    )
    with session.no_autoflush:
        taken = list(session.scalars(asked.order_by(col(Booking.start_at), col(Booking.id))))
    if most(_entry(one) for one in taken) > row.capacity:
        raise Invalid({"capacity": Message("More than that is booked at once already.")})
    for one in taken:
        one.alone = row.capacity == 1
    flushed(session)


def _entry(row: Booking) -> Entry:
    return reading.entry(reading.lane(("resource", row.resource_id or 0)), row)


def most(entries: Any) -> int:
    """Return how many units are taken at once at most."""
    steps = [step for one in entries for step in ((one.first, one.units), (one.last, -one.units))]
    taken = highest = 0
    for _moment, units in sorted(steps):
        taken += units
        highest = max(highest, taken)
    return highest


def _name(row: Resource) -> str:
    return pick(row.name, row.name_zh, "en")
