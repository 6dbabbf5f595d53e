"""Availability: the roster by days, the strip of a row, lists of bookings, rooms and gear."""

from datetime import UTC, date, datetime, timedelta

import pytest

from studio.errors import Conflict, Invalid
from studio.persistence.tables.studio import LegalEntity
from studio.services import bookings
from studio.services.bookings import AvailabilityFilter, BookingFilter, ResourceFilter
from studio.services.operation import Query
from tests import builders

MONDAY = date(2026, 11, 30)
DAY = datetime(2026, 12, 2, 1, tzinfo=UTC)
HOURS = timedelta(hours=9)


@pytest.fixture
def tan(workspace):
    return builders.make_talent(
        workspace, name="Tan Jing", name_zh="谭静", kind="crew", discipline="mua"
    )


def book(workspace, start=DAY, state="confirmed", **values):
    given = {"start_at": start, "end_at": start + HOURS, "state": state, **values}
    return workspace.run(bookings.create(given)).value


def grid(workspace, last=MONDAY + timedelta(days=6), **values):
    return workspace.ask(bookings.availability(AvailabilityFilter(**values), MONDAY, last))


def states(row):
    return [cell.state for cell in row.cells]


def test_a_day_is_one_of_six_things(workspace, tan):
    book(workspace, talent_id=tan, before=24 * 60)
    book(workspace, DAY + timedelta(days=1), "hold", talent_id=tan)
    builders.make_absence(
        workspace, DAY + timedelta(days=2), DAY + timedelta(days=2, hours=2), talent_id=tan
    )
    builders.make_absence(
        workspace,
        DAY + timedelta(days=4),
        DAY + timedelta(days=4, hours=2),
        talent_id=tan,
        kind="unknown",
    )
    (row,) = grid(workspace, kinds=("crew",)).rows
    assert states(row) == [
        "available", "travel", "booked", "hold", "unavailable", "available", "unknown",
    ]  # fmt: skip
    assert [cell.off for cell in row.cells] == [False] * 5 + [True] * 2
    assert [span.kind for span in row.spans] == ["travel", "booked", "hold", "absence", "absence"]
    assert row.cells[3].rank == 1
    strip = workspace.ask(bookings.strip([tan], MONDAY, 7))
    assert strip == {tan: row.cells}


def test_days_are_the_studios_own(workspace, tan):
    """21:00 UTC is five in the morning of the next day in Hangzhou."""
    key = workspace.run(
        bookings.create(
            {
                "talent_id": tan,
                "start_at": datetime(2026, 12, 1, 21, tzinfo=UTC),
                "end_at": datetime(2026, 12, 2, 16, tzinfo=UTC),
                "state": "confirmed",
            }
        )
    ).value
    (row,) = grid(workspace, refs=(("talent", tan),)).rows
    assert [at for at, cell in enumerate(row.cells) if cell.booking_ids == (key,)] == [2]
    assert [one.id for one in workspace.ask(bookings.of_day(date(2026, 12, 2)))] == [key]
    assert workspace.ask(bookings.of_day(date(2026, 12, 1))) == []


def test_a_hold_over_what_is_taken_is_a_clash_two_holds_are_not(workspace, tan):
    taken = book(workspace, talent_id=tan)
    held = book(workspace, DAY, "hold", talent_id=tan)
    later = DAY + timedelta(days=1)
    book(workspace, later, "hold", talent_id=tan)
    book(workspace, later, "hold", talent_id=tan)
    book(workspace, later + timedelta(days=1), "enquiry", talent_id=tan)
    (row,) = grid(workspace, refs=(("talent", tan),)).rows
    assert [cell.clash for cell in row.cells] == [False, False, True, False, False, False, False]
    assert row.cells[2].booking_ids == (taken, held)
    assert next(span for span in row.spans if span.booking_id == taken).clash_with == (held,)
    assert (row.cells[4].state, len(row.cells[4].booking_ids)) == ("available", 1)


def test_the_grid_is_narrowed(workspace, tan):
    theo = builders.make_talent(workspace, city="London")
    builders.make_talent(workspace, name="Gone", archived=True)
    room = builders.make_resource(workspace)
    book(workspace, talent_id=tan)
    assert [row.name for row in grid(workspace).rows] == ["Theo Marsh", "Tan Jing"]
    assert [row.name for row in grid(workspace, text="london").rows] == ["Theo Marsh"]
    assert [row.name for row in grid(workspace, text="谭").rows] == ["Tan Jing"]
    assert [row.name for row in grid(workspace, crafts=("mua",)).rows] == ["Tan Jing"]
    assert [row.name for row in grid(workspace, busy_only=True).rows] == ["Tan Jing"]
    free = (date(2026, 12, 1), date(2026, 12, 3))
    assert [row.ref for row in grid(workspace, free_on=free).rows] == [("talent", theo)]
    nouns = ("talent", "person", "resource")
    assert [row.ref[0] for row in grid(workspace, nouns=nouns).rows] == [
        "talent", "talent", "person", "resource",
    ]  # fmt: skip
    assert grid(workspace, nouns=("resource",)).rows[0].ref == ("resource", room)
    with pytest.raises(Invalid):
        grid(workspace, last=MONDAY - timedelta(days=1))
    with pytest.raises(Invalid):
        grid(workspace, last=MONDAY + timedelta(days=4000))


def test_bookings_are_listed(workspace, tan):
    entity = workspace.ask(Query(lambda session: session.get(LegalEntity, 1).id))
    client = builders.make_client(workspace, entity)
    project = builders.make_project(workspace, client, entity, name="ANC review")
    theo = builders.make_talent(workspace)
    first = book(workspace, talent_id=theo, project_id=project)
    second = book(workspace, DAY - timedelta(days=2), "hold", talent_id=tan, title="Clip")

    def ids(**values):
        return workspace.ask(bookings.ids(BookingFilter(**values)))

    assert ids() == [second, first]
    assert ids(descending=True) == [first, second]
    assert ids(sort="who") == [second, first]
    assert ids(text="anc") == [first]
    assert ids(states=("hold",)) == [second]
    assert ids(first=date(2026, 12, 1)) == [first]
    assert ids(last=date(2026, 12, 1), live=True) == [second]
    assert [one.id for one in workspace.ask(bookings.of_project(project))] == [first]
    assert [one.id for one in workspace.ask(bookings.of_talent(tan))] == [second]
    assert [one.id for one in workspace.ask(bookings.within(MONDAY, MONDAY))] == [second]
    shown = workspace.ask(bookings.rows(ids()))[first]
    assert (shown.what, shown.client, shown.name) == ("ANC review", "Northwick Audio", "Theo Marsh")


def test_rooms_and_gear_are_kept(workspace):
    resources = bookings.resources
    key = workspace.run(resources.create({"name": "Van", "kind": "vehicle", "capacity": 2})).value
    for values, field in (
        ({"name": ""}, "name"),
        ({"name": "Van", "capacity": 0}, "capacity"),
        ({"name": "Van", "capacity": -1}, "capacity"),
        ({"name": "Van", "kind": "boat"}, "kind"),
        ({"name": "Van", "turnaround": -1}, "turnaround"),
        ({"name": "Van", "calendar_id": 4711}, "calendar_id"),
    ):
        with pytest.raises(Invalid) as caught:
            workspace.run(resources.create(values))
        assert set(caught.value.fields) == {field}
    version = workspace.run(
        resources.change(key, version=1, values={"name_zh": "面包车", "city": "Hangzhou"})
    ).value
    with pytest.raises(Conflict):
        workspace.run(resources.change(key, version=1, values={"city": "Paris"}))
    taken = book(workspace, resource_id=key)
    (row,) = workspace.ask(resources.listing(ResourceFilter(text="面包")))
    assert (row.name, row.capacity, row.next_at) == ("Van", 2, DAY)
    with pytest.raises(Invalid):
        workspace.run(resources.archive(key, version=version))
    workspace.run(bookings.cancel(taken, version=1, reason="Rain"))
    version = workspace.run(resources.archive(key, version=version)).value
    assert workspace.ask(resources.listing(ResourceFilter())) == []
    workspace.run(resources.restore(key, version=version))
    assert len(workspace.ask(resources.listing(ResourceFilter(kinds=("vehicle",))))) == 1
