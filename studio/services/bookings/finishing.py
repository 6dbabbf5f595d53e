"""What happens to a booking once it is taken: begun, done, cancelled, replaced; holds that end."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlmodel import Session, col

from studio.domain import bookings as rules
from studio.domain.gates import cleaned, whole
from studio.errors import Invalid
from studio.persistence.tables.bookings import Booking
from studio.services.bookings import reading, saying
from studio.services.bookings.commands import added, let_go, opened
from studio.services.operation import command, load, name_step, now
from studio.text import Message

KEPT = (
    "project_id", "brief_id", "client_id", "brand_id", "task_id", "title", "title_zh", "role",
    "place", "start_at", "end_at", "before", "after", "units", "platforms", "category", "territory",
    "basis", "note",
)  # fmt: skip
"""What somebody who steps in takes over; the rate is their own."""


@command("Begin booking", right="bookings.edit")
def start(session: Session, booking_id: int, *, version: int) -> int:
    """Note that the work of a booking has begun; return the new version."""
    row = opened(session, booking_id, version)
    rules.check_move(row.state, "in_progress")
    row.state = "in_progress"
    name_step(session, Message("Begin the booking of {who}", who=_who(session, row)))
    session.flush()
    return row.version


@command("Finish booking", right="bookings.edit")
def complete(
    session: Session, booking_id: int, *, version: int, actual_minutes: int | None = None
) -> int:
    """Note that a booking is done, and how long it really took; return the new version."""
    row = opened(session, booking_id, version)
    rules.check_move(row.state, "completed")
    if row.start_at > now(session):
        raise Invalid({"state": Message("It has not begun yet.")})
    if actual_minutes is not None:
        gate = {"actual_minutes": whole(0, rules.LONGEST)}
        row.actual_minutes = cleaned(gate, {"actual_minutes": actual_minutes})["actual_minutes"]
    row.state = "completed"
    name_step(session, Message("Finish the booking of {who}", who=_who(session, row)))
    session.flush()
    return row.version


@command("Cancel booking", right="bookings.edit")
def cancel(session: Session, booking_id: int, *, version: int, reason: str) -> int:
    """Call off what was taken, with a reason; the next hold moves up. Return the new version."""
    return _ended(session, booking_id, version, "cancelled", reason)


@command("Did not come", right="bookings.edit")
def no_show(session: Session, booking_id: int, *, version: int, reason: str) -> int:
    """Note that somebody who was taken did not come, with a reason; return the new version."""
    return _ended(session, booking_id, version, "no_show", reason)


def _ended(session: Session, booking_id: int, version: int, state: str, reason: str) -> int:
    row = opened(session, booking_id, version)
    rules.check_move(row.state, state, reason=reason.strip())
    let_go(session, row, state, reason)
    name_step(session, Message("Cancel the booking of {who}", who=_who(session, row)))
    return row.version


@command("Replace booking", right="bookings.edit")
def replace(
    session: Session,
    booking_id: int,
    *,
    version: int,
    values: Mapping[str, object],
    reason: str = "",
) -> int:
    """Book somebody else in the place of a booking, which ends; return the new one's id.

    `values` say who, and what differs; the state is the same unless they say another.
    """
    row = load(session, Booking, booking_id, version)
    if row.state not in rules.LIVE or row.state == "in_progress":
        raise Invalid({"state": Message("Only what lies ahead can be replaced.")})
    firm = row.state == "confirmed"
    state = "cancelled" if firm else "released"
    rules.check_move(row.state, state, reason=reason.strip())
    usual = {"state": "confirmed" if firm else "enquiry" if row.state == "enquiry" else "hold"}
    old = _who(session, row)
    let_go(session, row, state, reason)
    kept = {name: getattr(row, name) for name in KEPT}
    made = added(session, {**kept, **usual, **values})
    row.replaced_by = made.key
    name_step(session, Message("Book {new} in place of {old}", new=_who(session, made), old=old))
    session.flush()
    return made.key


@command("Let holds run out", undo=False)
def expire(session: Session) -> int:
    """Release every hold whose time has run out; return how many. Those behind them move up."""
    asked = (
        select(Booking)
        .where(
            col(Booking.state).in_(sorted(rules.HELD)), col(Booking.hold_expires) <= now(session)
        )
        .order_by(col(Booking.id))
    )
    ended = list(session.scalars(asked))
    for row in ended:
        let_go(session, row, "released")
    name_step(session, Message("Let {count} holds run out", count=len(ended)))
    return len(ended)


def _who(session: Session, row: Booking) -> str:
    return str(saying.name_of(session, reading.ref_of(row)))
