"""A new exclusivity says which bookings it would run into."""

from datetime import UTC, date, datetime, timedelta

import pytest

from studio.persistence.tables.studio import LegalEntity
from studio.services import bookings
from studio.services.operation import Query
from tests import builders

DAY = datetime(2026, 12, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ["Confirmed", "Hold 1"]),
        ({"last_on": date(2026, 12, 2)}, ["Confirmed"]),
        ({"first_on": date(2026, 12, 3)}, ["Hold 1"]),
        ({"category": "fragrance"}, []),
        ({"category": "", "competitors": ["Tonwerk GmbH"]}, ["Confirmed", "Hold 1"]),
        ({"territories": ["JP"]}, []),
        ({"last_on": None}, []),
    ],
)
def test_bookings_for_others_within_a_window_are_said(workspace, change, expected):
    entity = workspace.ask(Query(lambda session: session.get(LegalEntity, 1).id))
    northwick = builders.make_client(workspace, entity)
    rival = {"name": "Tonwerk", "industry": "耳机", "market": "DE"}
    tonwerk = builders.make_client(workspace, entity, **rival)
    theo = builders.make_talent(workspace)
    for days, client, state in (
        (0, tonwerk, "confirmed"),
        (1, tonwerk, "hold"),
        (2, northwick, "hold"),
    ):
        start = DAY + timedelta(days=days)
        values = {"talent_id": theo, "client_id": client, "start_at": start, "state": state}
        workspace.run(bookings.create({**values, "end_at": start + timedelta(hours=8)}))
    window = {
        "talent_id": theo, "client_id": northwick, "category": "headphones",
        "first_on": date(2026, 11, 1), "last_on": date(2026, 12, 31), **change,
    }  # fmt: skip
    found = workspace.ask(bookings.rivals(window))
    assert [str(one.message.values["state"]) for one in found] == expected
    assert {one.severity for one in found} <= {"warn"}
    assert all(one.booking_id for one in found)
