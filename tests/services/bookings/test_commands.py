"""Bookings: asked, held in ranks, challenged, confirmed, refused, released, done."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from studio.clock import Clock
from studio.errors import Conflict, Denied, Invalid, Locked
from studio.persistence.tables.accounts import FollowerSnapshot, SocialAccount
from studio.persistence.tables.bookings import Booking
from studio.persistence.tables.studio import LegalEntity
from studio.services import bookings
from studio.services.bookings import BookingFilter
from studio.services.operation import Command, Query
from studio.text import Message
from tests import builders

DAY = datetime(2026, 12, 2, 1, tzinfo=UTC)
HOURS = timedelta(hours=9)
START = datetime(2026, 11, 16, 8, 30, 20, tzinfo=UTC)


class At(Clock):
    """A clock that a test sets."""

    hand = [START]  # noqa: RUF012  the clock itself is frozen

    def now(self):
        """Return the moment that the test set."""
        return self.hand[0]


@pytest.fixture
def clock(workspace):
    At.hand[:] = [START]
    workspace.clock = At(builders.TODAY)
    return workspace.clock


@pytest.fixture
def tan(workspace, clock):
    return builders.make_talent(workspace, name="Tan Jing", kind="crew", discipline="mua")


@pytest.fixture
def project(workspace):
    entity = workspace.ask(Query(lambda session: session.get(LegalEntity, 1).id))
    client = builders.make_client(workspace, entity, name="Maison Ondine", industry="fragrance")
    return builders.make_project(workspace, client, entity, name="Virtual muse")


def book(workspace, talent, state="hold", start=DAY, end=None, **values):
    given = {"talent_id": talent, "start_at": start, "end_at": end or start + HOURS}
    return workspace.run(bookings.create({**given, "state": state, **values})).value


def row(workspace, key):
    return workspace.ask(bookings.one(key)).row


def act(workspace, verb, key, **values):
    return workspace.run(verb(key, version=row(workspace, key).version, **values)).value


def refused(workspace, command):
    with pytest.raises(Invalid) as caught:
        workspace.run(command)
    return caught.value.fields


def refusal(workspace, verb, key, **values):
    return refused(workspace, verb(key, version=row(workspace, key).version, **values))


def test_a_hold_has_a_rank_and_three_days_and_is_undone(workspace, tan, project):
    first = book(workspace, tan, project_id=project, role="Make-up")
    second = book(workspace, tan, title="Clip 36")
    one, two = row(workspace, first), row(workspace, second)
    assert (one.rank, two.rank) == (1, 2)
    assert one.expires == datetime(2026, 11, 19, 8, 30, tzinfo=UTC)
    assert (one.client, one.project, str(one.shown.label)) == (
        "Maison Ondine", "Virtual muse", "Hold 1",
    )  # fmt: skip
    workspace.undo()
    assert workspace.ask(bookings.ids(BookingFilter(talent_id=tan))) == [first]
    workspace.redo()
    assert row(workspace, second).rank == 2


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"end_at": DAY}, "end_at"),
        ({"end_at": DAY - HOURS}, "end_at"),
        ({"end_at": DAY + timedelta(days=400)}, "end_at"),
        ({"end_at": "soon"}, "end_at"),
        ({"end_at": DAY.replace(tzinfo=None)}, "end_at"),
        ({"talent_id": None}, "who"),
        ({"resource_id": 1}, "who"),
        ({"talent_id": 4711}, "who"),
        ({"project_id": 4711}, "project_id"),
        ({"units": 0}, "units"),
        ({"units": 3, "state": "confirmed"}, "capacity"),
        ({"rate": -1}, "rate"),
        ({"before": -5}, "before"),
        ({"state": "completed"}, "state"),
        ({"basis": "a song"}, "basis"),
        ({"hold_expires": datetime(2026, 11, 1, tzinfo=UTC)}, "hold_expires"),
        ({"title": "a\u202eb"}, "title"),
    ],
)
def test_what_cannot_be_booked_is_refused(workspace, tan, values, field):
    given = {"talent_id": tan, "start_at": DAY, "end_at": DAY + HOURS, **values}
    assert set(refused(workspace, bookings.create(given))) == {field}
    assert workspace.ask(bookings.ids(BookingFilter())) == []


def test_nobody_is_taken_twice_and_the_refusal_names_who_holds_what(workspace, tan, project):
    first = book(workspace, tan, "confirmed", project_id=project, title="Shoot, Paris")
    words = refused(
        workspace,
        bookings.create(
            {
                "talent_id": tan,
                "start_at": DAY + timedelta(hours=8),
                "end_at": DAY + timedelta(hours=12),
                "state": "confirmed",
            }
        ),
    )["clash"]
    assert str(words).startswith("Tan Jing is taken on 2026-12-02, 09:00 to 18:00 for Virtual muse")
    assert "Shoot, Paris" in str(words)
    beside = book(workspace, tan, "confirmed", DAY + HOURS)
    assert row(workspace, beside).state == "confirmed"
    assert "clash" in refusal(
        workspace, bookings.move, beside, start_at=DAY + timedelta(hours=1), end_at=DAY + HOURS * 2
    )
    act(workspace, bookings.cancel, first, reason="The client moved the day.")
    act(
        workspace,
        bookings.move,
        beside,
        start_at=DAY + timedelta(hours=1),
        end_at=DAY + HOURS,
    )


def test_travel_and_turnaround_count_as_taken(workspace, tan):
    book(workspace, tan, "confirmed", after=12 * 60, place="Paris")
    fields = refused(
        workspace,
        bookings.create(
            {
                "talent_id": tan,
                "start_at": DAY + timedelta(hours=20),
                "end_at": DAY + timedelta(hours=24),
                "state": "confirmed",
            }
        ),
    )
    assert set(fields) == {"clash"}
    room = builders.make_resource(workspace, turnaround=60)
    given = {"resource_id": room, "start_at": DAY, "end_at": DAY + HOURS, "state": "confirmed"}
    key = workspace.run(bookings.create(given)).value
    assert (row(workspace, key).before, row(workspace, key).place) == (60, "Hangzhou")
    later = {**given, "start_at": DAY + HOURS, "end_at": DAY + HOURS * 2, "before": 0}
    assert set(refused(workspace, bookings.create(later))) == {"clash"}


def test_what_has_room_for_three_takes_three(workspace, clock):
    lights = builders.make_resource(workspace, name="Aputure", kind="light", capacity=3)
    given = {"resource_id": lights, "start_at": DAY, "end_at": DAY + HOURS, "state": "confirmed"}
    workspace.run(bookings.create({**given, "units": 2}))
    last = workspace.run(bookings.create(given)).value
    assert set(refused(workspace, bookings.create(given))) == {"clash"}
    assert row(workspace, last).units == 1
    one = workspace.ask(bookings.resources.one(lights))
    fields = refused(
        workspace, bookings.resources.change(lights, version=one.version, values={"capacity": 1})
    )
    assert set(fields) == {"capacity"}
    act(workspace, bookings.cancel, last, reason="Not needed.")
    workspace.run(bookings.resources.change(lights, version=one.version, values={"capacity": 2}))


def test_confirming_fixes_the_rate(workspace, tan):
    key = book(workspace, tan, rate=180_000, currency="CNY")
    act(workspace, bookings.change, key, values={"rate": 190_000})
    act(workspace, bookings.confirm, key, values={"rate": 185_000})
    found = row(workspace, key)
    assert (found.state, found.rate.minor, found.rank, found.expires) == (
        "confirmed", 185_000, 0, None,
    )  # fmt: skip
    with pytest.raises(Locked, match="rate is fixed"):
        act(workspace, bookings.change, key, values={"rate": 1})
    act(workspace, bookings.change, key, values={"note": "Vegetarian"})
    workspace.undo()
    workspace.undo()
    assert row(workspace, key).rate.minor == 190_000
    assert row(workspace, key).state == "hold"
    workspace.redo()
    assert row(workspace, key).state == "confirmed"


def test_a_booking_keeps_the_tier_it_was_signed_at(workspace, clock):
    theo = builders.make_talent(workspace)
    for handle, followers in (("small", 12_000), ("main", 96_400)):
        account = builders.add(
            workspace,
            SocialAccount(talent_id=theo, platform="instagram", handle=handle, handle_key=handle),
        )
        read(workspace, account, date(2026, 11, 15), followers)
    key = book(workspace, theo)
    assert signed_at(workspace, key) == ""
    act(workspace, bookings.confirm, key)
    assert signed_at(workspace, key) == "micro"
    read(workspace, account, date(2026, 11, 16), 782_000)
    assert signed_at(workspace, key) == "micro"
    straight = book(workspace, theo, "confirmed", DAY + timedelta(days=7))
    assert signed_at(workspace, straight) == "mid"
    workspace.undo()
    workspace.undo()
    assert signed_at(workspace, key) == ""
    workspace.redo()
    assert signed_at(workspace, key) == "micro"


def read(workspace, account, day, followers):
    builders.add(workspace, FollowerSnapshot(account_id=account, as_of=day, followers=followers))


def signed_at(workspace, key):
    return workspace.ask(bookings.one(key)).tier_at_signing


def test_nothing_read_and_no_creator_is_no_tier(workspace, tan):
    room = builders.make_resource(workspace)
    studio = workspace.run(
        bookings.create(
            {"resource_id": room, "start_at": DAY, "end_at": DAY + HOURS, "state": "confirmed"}
        )
    ).value
    assert signed_at(workspace, studio) == ""
    assert signed_at(workspace, book(workspace, tan, "confirmed")) == ""


def test_the_next_hold_moves_up(workspace, tan):
    first, second, third = (book(workspace, tan) for _ in range(3))
    elsewhere = book(workspace, tan, start=DAY + timedelta(days=3))
    assert set(refusal(workspace, bookings.confirm, second)) == {"hold"}
    act(workspace, bookings.release, first, reason="They chose another day.")
    assert [row(workspace, key).rank for key in (first, second, third, elsewhere)] == [0, 1, 2, 1]
    workspace.undo()
    assert [row(workspace, key).rank for key in (first, second, third)] == [1, 2, 3]
    workspace.redo()
    act(workspace, bookings.confirm, second)
    assert row(workspace, third).rank == 2
    act(workspace, bookings.hold, first)
    assert row(workspace, first).rank == 3


def test_a_challenged_holder_has_a_day(workspace, tan, clock):
    first, second = book(workspace, tan), book(workspace, tan, "enquiry")
    other = book(workspace, tan, start=DAY + timedelta(days=5))
    assert set(refusal(workspace, bookings.challenge, first, by=other)) == {"by"}
    assert set(refusal(workspace, bookings.challenge, first, by=first)) == {"by"}
    act(workspace, bookings.challenge, first, by=second)
    found = row(workspace, first)
    assert (found.state, found.expires) == (
        "challenged", datetime(2026, 11, 17, 8, 30, tzinfo=UTC),
    )  # fmt: skip
    assert (row(workspace, second).state, row(workspace, second).rank) == ("hold", 2)
    act(workspace, bookings.release, second)
    assert row(workspace, first).state == "hold"
    workspace.undo()
    act(workspace, bookings.confirm, first)
    assert workspace.ask(bookings.one(first)).challenged_by is None
    assert row(workspace, second).rank == 2


def test_holds_run_out_by_themselves(workspace, tan, clock):
    first, second = book(workspace, tan), book(workspace, tan)
    clock.hand[0] += timedelta(hours=71)
    act(workspace, bookings.renew, second)
    clock.hand[0] += timedelta(hours=2)
    assert row(workspace, first).shown.code == "expired"
    assert workspace.ask(bookings.counts()) == {"expired": 1, "hold": 1}
    assert set(refusal(workspace, bookings.confirm, first)) == {"state"}
    assert workspace.run(bookings.expire()).value == 1
    assert workspace.run(bookings.expire()).value == 0
    assert (row(workspace, first).state, row(workspace, second).rank) == ("released", 1)


def test_the_work_is_begun_and_done(workspace, tan, clock):
    key = book(workspace, tan, "confirmed")
    assert set(refusal(workspace, bookings.complete, key)) == {"state"}
    clock.hand[0] = DAY + timedelta(hours=1)
    assert row(workspace, key).shown.code == "in_progress"
    act(workspace, bookings.start, key)
    act(workspace, bookings.complete, key, actual_minutes=600)
    assert workspace.ask(bookings.one(key)).actual_minutes == 600
    with pytest.raises(Locked):
        act(workspace, bookings.change, key, values={"note": "Late"})


def test_cancelling_needs_a_reason_and_says_what_it_costs(workspace, tan, clock):
    key = book(workspace, tan, "confirmed")
    assert str(workspace.ask(bookings.one(key)).cancel_share) == "0"
    clock.hand[0] = DAY - timedelta(hours=60)
    assert str(workspace.ask(bookings.one(key)).cancel_share) == "0.5"
    assert set(refusal(workspace, bookings.cancel, key, reason=" ")) == {"reason"}
    act(workspace, bookings.no_show, key, reason="Did not answer the phone.")
    assert row(workspace, key).state == "no_show"


def test_somebody_steps_in(workspace, tan, project):
    other = builders.make_talent(workspace, name="Wu Min", kind="crew", discipline="mua")
    key = book(workspace, tan, "confirmed", project_id=project, role="Make-up")
    assert set(refusal(workspace, bookings.replace, key, values={"talent_id": other})) == {"reason"}
    made = act(
        workspace, bookings.replace, key, values={"talent_id": other}, reason="Tan Jing is ill."
    )
    assert workspace.ask(bookings.one(key)).replaced_by == made
    found = row(workspace, made)
    assert (found.name, found.role, found.state) == ("Wu Min", "Make-up", "confirmed")
    assert row(workspace, key).state == "cancelled"
    workspace.undo()
    assert row(workspace, key).state == "confirmed"
    assert workspace.ask(bookings.ids(BookingFilter(talent_id=other))) == []


def test_an_absence_is_passed_over_with_a_reason_only(workspace, tan):
    builders.make_absence(workspace, DAY, DAY + timedelta(days=2), talent_id=tan)
    key = book(workspace, tan)
    assert set(refusal(workspace, bookings.confirm, key)) == {"absence"}
    assert set(refusal(workspace, bookings.confirm, key, reason="so")) == {"absence"}
    act(workspace, bookings.confirm, key, reason="She comes for this one day.")
    assert workspace.ask(bookings.one(key)).override_reason.startswith("She comes")


def test_staff_who_are_talent_have_one_diary(workspace, clock):
    theo = builders.make_talent(workspace, person_id=1)
    book(workspace, theo, "confirmed")
    given = {"person_id": 1, "start_at": DAY, "end_at": DAY + HOURS, "state": "confirmed"}
    assert set(refused(workspace, bookings.create(given))) == {"clash"}


def test_an_old_version_is_refused_and_so_is_who_may_not(workspace, tan):
    key = book(workspace, tan)
    act(workspace, bookings.change, key, values={"note": "Asked by phone"})
    with pytest.raises(Conflict):
        workspace.run(bookings.release(key, version=1))
    workspace.roles = frozenset({"FIN"})
    with pytest.raises(Denied):
        act(workspace, bookings.release, key)


def test_the_database_itself_keeps_nobody_twice(workspace, tan):
    """Past every check of ours: two rows of one lane may not overlap, whichever way they come."""

    def kept(start, state="confirmed"):
        return Booking(talent_id=tan, start_at=start, end_at=start + HOURS, state=state)

    def put(*rows):
        def call(session):
            session.add_all(rows)
            session.flush()

        workspace.run(Command(Message("Add"), call))

    def shift(session):
        session.get(Booking, later.id).start_at = DAY + timedelta(hours=1)

    later = kept(DAY + timedelta(days=1))
    put(kept(DAY), kept(DAY, "hold"), kept(DAY + HOURS), later)
    for twice in (kept(DAY + timedelta(hours=8)), kept(DAY - timedelta(minutes=1), "in_progress")):
        with pytest.raises((Conflict, IntegrityError), match=r"booked for this time|booking_not"):
            put(twice)
    with pytest.raises((Conflict, IntegrityError), match=r"booked for this time|booking_not"):
        workspace.run(Command(Message("Move"), shift))
