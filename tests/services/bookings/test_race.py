"""Two people book the same creator at the same moment: one of them gets the day."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy.exc import IntegrityError

from studio.clock import Clock
from studio.errors import StudioError
from studio.persistence.tables.bookings import Booking
from studio.services import bookings
from studio.services.bookings import BookingFilter
from studio.services.operation import Command
from studio.services.workspace import Workspace
from studio.text import Message
from tests import builders

ROUNDS = 6
DAY = datetime(2026, 12, 2, 1, tzinfo=UTC)


def by_the_book(talent, start):
    given = {"talent_id": talent, "start_at": start, "end_at": start + timedelta(hours=9)}
    return bookings.create({**given, "state": "confirmed"})


def past_the_book(talent, start):
    """Write the row with no check of ours, so that only the database stands in the way."""

    def call(session):
        end = start + timedelta(hours=9)
        session.add(Booking(talent_id=talent, start_at=start, end_at=end, state="confirmed"))
        session.flush()

    return Command(Message("Add"), call)


@pytest.mark.parametrize("command", [by_the_book, past_the_book])
def test_one_of_two_gets_the_day(workspace, command):
    talent = builders.make_talent(workspace)
    other = Workspace(workspace.studio, clock=Clock(builders.TODAY), person_id=1)
    barrier = Barrier(2)

    def tries(writer):
        won = []
        for number in range(ROUNDS):
            barrier.wait(30)
            try:
                writer.run(command(talent, DAY + timedelta(days=number)))
                won.append(number)
            except (StudioError, IntegrityError) as error:
                assert "taken" in str(error) or "booked for this time" in str(error)  # noqa: PT017
        return won

    try:
        with ThreadPoolExecutor(2) as pool:
            one, two = pool.map(tries, (workspace, other))
    finally:
        other.close()
    assert sorted(one + two) == list(range(ROUNDS))
    assert len(workspace.ask(bookings.ids(BookingFilter(talent_id=talent)))) == ROUNDS
