"""Bookings that stand already and that a new exclusivity would run into."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from studio.domain import bookings as booking_rules
from studio.domain import exclusivity as rules
from studio.domain.gates import cleaned
from studio.errors import Invalid
from studio.persistence.tables.bookings import Booking
from studio.services.bookings import asking, checking, reading, zones
from studio.services.bookings.reading import BOOKING
from studio.services.bookings.rows import BookingRow, Finding
from studio.services.bookings.saying import called, when
from studio.services.operation import now, query
from studio.text import Message, Named


@query
def rivals(session: Session, values: Mapping[str, object]) -> list[Finding]:
    """Return the holds and bookings for others within a window, as warnings.

    `values` are those of a window; nothing is said while they are half typed.
    """
    try:
        clean = cleaned(rules.GATES, values)
        rules.check(clean)
    except Invalid:
        return []
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in clean.items()
        if name in rules.Window.__dataclass_fields__
    }
    window = rules.Window(0, **given)
    return [
        _found(session, row) for row in _within(session, clean["talent_id"], window)
        if any(one.certain for one in rules.conflicts(_wanted(session, row), [window]))
    ]  # fmt: skip


def _within(session: Session, talent_id: int, window: rules.Window) -> list[BookingRow]:
    here = zones.of(session, ("talent", talent_id))
    begin = zones.begin_of(window.first_on, here)
    end = zones.begin_of(window.last_on + timedelta(days=1), here)
    asked = reading.selected().where(
        BOOKING.c.talent_id == talent_id,
        BOOKING.c.state.in_(sorted(booking_rules.HELD | {"confirmed", "in_progress"})),
        BOOKING.c.start_at < end,
        BOOKING.c.end_at > begin,
    )
    return reading.read(session, asked.order_by(BOOKING.c.start_at, BOOKING.c.id), now(session))


def _wanted(session: Session, row: BookingRow) -> rules.Wanted:
    return checking.wanted_of(session, asking.asked(session.get_one(Booking, row.id)))


def _found(session: Session, row: BookingRow) -> Finding:
    words = Message(
        "{who} is taken {when} for {what} ({state}).",
        who=Named(row.name, row.name_zh),
        when=when(row.start_at, row.end_at, zones.of(session, row.ref)),
        what=called(row),
        state=row.shown.label,
    )
    fix = Message("Cancel that booking, or let the exclusivity begin after it.")
    return Finding("exclusivity", "warn", words, row.id, fix)
