"""Bookings that follow the task they are for, when it goes to another day."""

from sqlmodel import Session, col, select

from studio.domain import bookings as rules
from studio.persistence.tables.bookings import Booking
from studio.services import access
from studio.services.bookings.commands import changed
from studio.services.operation import command, name_step, now, scope
from studio.services.schedule.rows import Moved
from studio.services.schedule.tasks import called, moved, open_task, settled
from studio.text import Message


@command("Move task and its bookings", right="schedule.edit")
def move_work(session: Session, task_id: int, *, version: int, start: int) -> Moved:
    """Put a task elsewhere (minutes since the epoch) with everybody who is asked, held or booked.

    Each booking goes as far as the task does. Refused whole (Invalid, Denied) where somebody
    confirmed cannot come then, or where there are bookings and no right to change them.
    """
    before = open_task(session, task_id, version).start_at
    task = moved(session, task_id, version, start)
    found = settled(session, task)
    followers = _live(session, task_id)
    if before is None or task.start_at is None or not followers:
        return found
    access.check(scope(session).roles, "bookings.edit")
    by = task.start_at - before
    for row in followers:
        changed(session, row, {"start_at": row.start_at + by, "end_at": row.end_at + by})
    name_step(
        session,
        Message("Move {name} and its bookings: {count}", name=called(task), count=len(followers)),
    )
    return found


def _live(session: Session, task_id: int) -> list[Booking]:
    """Return who is to come: what has begun, has been let go or has run out stays as it was."""
    asked = select(Booking).where(
        Booking.task_id == task_id, col(Booking.state).in_(rules.LIVE - {"in_progress"})
    )
    moment = now(session)
    return [
        row
        for row in session.exec(asked.order_by(col(Booking.id)))
        if not rules.expired(row.state, row.hold_expires, moment)
    ]
