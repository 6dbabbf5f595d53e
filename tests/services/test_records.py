"""A record's history and the studio's newest events."""

from datetime import UTC, date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session

from studio.domain.money import Money
from studio.persistence.tables.clients import Client, Contact
from studio.persistence.tables.studio import Series
from studio.services import attachments, records
from studio.services.operation import command, load, name_step
from studio.text import Message
from tests import builders


@command("Change client")
def change(session: Session, client_id: int, **values: object) -> None:
    client = load(session, Client, client_id)
    for name, value in values.items():
        setattr(client, name, value)
    name_step(
        session,
        Message(
            "Change {name} on {day} to {rate} by {who} for {price}",
            name=client.name,
            day=date(2026, 11, 16),
            rate=Decimal("0.20"),
            who=Message("Open", "verb"),
            price=Money(1_440_000, "GBP"),
        ),
    )


@command("Add contact")
def add_contact(session: Session, client_id: int) -> None:
    session.add(Series(kind="contact", next=2))
    session.flush()
    session.add(Contact(client_id=client_id, name="Ada"))


@pytest.fixture
def client(workspace):
    return builders.make_client(workspace)


def test_history_says_who_did_what_and_from_which_value_to_which(workspace, client):
    workspace.run(change(client, name="Northwick Ltd", next_on=date(2026, 12, 1)))
    newest, oldest = workspace.ask(records.history("client", client))
    assert newest.person == "Lin Xiaoman"
    assert newest.person_zh == "林小满"
    assert newest.at.tzinfo is UTC
    assert abs(newest.at.date() - builders.TODAY) <= timedelta(days=1)
    assert {(each.field, each.before, each.after) for each in newest.changes} == {
        ("name", "Northwick Audio", "Northwick Ltd"),
        ("next_on", None, date(2026, 12, 1)),
    }
    assert [(each.kind, each.field) for each in oldest.changes] == [("insert", "")]


def test_a_label_keeps_its_values_with_their_types(workspace, client):
    workspace.run(change(client, name="Northwick Ltd"))
    label = workspace.ask(records.history("client", client))[0].label
    assert label.source == "Change {name} on {day} to {rate} by {who} for {price}"
    assert label.values == {
        "name": "Northwick Ltd",
        "day": date(2026, 11, 16),
        "rate": Decimal("0.20"),
        "who": Message("Open", "verb"),
        "price": Money(1_440_000, "GBP"),
    }


def test_values_have_the_types_of_their_columns(workspace, client):
    workspace.run(change(client, tax_rate=Decimal("0.06"), competitors=["Bose"]))
    found = {each.field: each.after for each in _newest(workspace, client).changes}
    assert found == {"tax_rate": Decimal("0.06"), "competitors": ["Bose"]}


def test_a_field_that_points_at_a_record_shows_its_name(workspace, client):
    entity = builders.make_entity(workspace, code="PLCN", legal_name="纸灯笼", country="CN")
    workspace.run(change(client, legal_entity_id=entity))
    (one,) = _newest(workspace, client).changes
    assert one.before is None
    assert one.after == records.Named("legal_entity", entity, "纸灯笼", "")


def test_parts_of_a_record_are_in_its_history_and_counters_are_not(workspace, client):
    workspace.run(add_contact(client))
    newest = _newest(workspace, client)
    assert [(each.table, each.kind) for each in newest.changes] == [("contact", "insert")]
    assert (newest.noun, newest.record_id) == ("client", client)


def test_files_are_in_the_history_of_their_record(workspace, client):
    workspace.run(attachments.attach("client", client, "terms.pdf", b"%PDF-1.7"))
    assert str(_newest(workspace, client).label) == "Attach terms.pdf"


def test_undo_is_a_part_of_history(workspace, client):
    workspace.run(change(client, name="Northwick Ltd"))
    workspace.undo()
    (one,) = _newest(workspace, client).changes
    assert (one.before, one.after) == ("Northwick Ltd", "Northwick Audio")


def test_another_records_events_stay_out(workspace, client):
    other = builders.make_client(workspace, name="Other")
    assert len(workspace.ask(records.history("client", other))) == 1


def test_recent_has_one_event_a_command_newest_first(workspace, client):
    workspace.run(change(client, name="Northwick Ltd"))
    found = workspace.ask(records.recent(2))
    assert [each.label.source for each in found] == [
        "Change {name} on {day} to {rate} by {who} for {price}",
        "Add",
    ]
    assert (found[0].noun, found[0].record_id) == ("client", client)


def _newest(workspace, client):
    return workspace.ask(records.history("client", client))[0]
