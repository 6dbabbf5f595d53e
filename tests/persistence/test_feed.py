"""Other people's changes arrive: on a server at once, from a file soon; one's own do not."""

import queue
from datetime import date
from decimal import Decimal

import pytest

from studio.persistence import feed
from studio.persistence.tables.clients import Client
from studio.services.opening import create_studio, open_studio
from studio.services.operation import Command, load
from studio.services.workspace import Workspace
from studio.text import Message
from tests import builders
from tests.proxy import Proxy


class _Ear:
    """Collects what a workspace hears."""

    def __init__(self, workspace):
        self._heard = queue.Queue()
        workspace.listen(lambda changes, origin: self._heard.put((origin, changes)))

    def next(self):
        return self._heard.get(timeout=15)

    def silent(self):
        return self._heard.empty()


def _change(client, **values):
    def call(session):
        row = load(session, Client, client)
        for name, value in values.items():
            setattr(row, name, value)

    return Command(Message("Change"), call)


@pytest.fixture
def pair(workspace):
    """Return two open workspaces on one studio, the second one listening."""
    client = builders.make_client(workspace)
    other = open_studio(workspace.studio)
    ear = _Ear(other)
    other.follow()
    yield workspace, other, ear, client
    other.close()


def test_a_colleagues_change_arrives_as_it_was(pair):
    one, _other, ear, client = pair
    outcome = one.run(
        _change(client, name="New", next_on=date(2026, 12, 1), tax_rate=Decimal("0.06"))
    )
    origin, changes = ear.next()
    assert origin == "other"
    assert changes.ids("client") == {client}
    assert changes.columns("client", client) >= {"name", "next_on", "tax_rate"}
    (mine,), (theirs,) = outcome.changes.rows, changes.rows
    assert {name: theirs.after[name] for name in ("name", "next_on", "tax_rate")} == {
        name: mine.after[name] for name in ("name", "next_on", "tax_rate")
    }
    assert (theirs.kind, theirs.table, theirs.key) == ("update", "client", client)


def test_changes_arrive_in_order_and_once(pair):
    one, _other, ear, client = pair
    for number in range(5):
        one.run(_change(client, name=f"Name {number}"))
    heard = [ear.next()[1].rows[0].after["name"] for _ in range(5)]
    assert heard == [f"Name {number}" for number in range(5)]


def test_ones_own_changes_are_heard_once_as_ones_own(pair):
    one, other, ear, client = pair
    other.run(_change(client, name="Mine"))
    one.run(_change(client, name="Theirs"))
    assert [ear.next()[0] for _ in range(2)] == ["own", "other"]
    assert ear.silent()


def test_undo_of_a_colleague_arrives_too(pair):
    one, _other, ear, client = pair
    one.run(_change(client, name="New"))
    one.undo()
    ear.next()
    assert ear.next()[1].rows[0].after["name"] == "Northwick Audio"


def test_a_second_window_that_only_reads_follows_the_first(file_workspace):
    client = builders.make_client(file_workspace)
    reader = open_studio(file_workspace.studio, read_only=True)
    ear = _Ear(reader)
    reader.follow()
    file_workspace.run(_change(client, name="New"))
    assert ear.next()[1].ids("client") == {client}
    reader.close()


def test_a_closed_workspace_leaves_no_thread(workspace):
    other = Workspace(workspace.studio)
    other.follow()
    other.follow()
    other.close()


def test_what_was_there_before_is_not_told(workspace):
    client = builders.make_client(workspace)
    other = open_studio(workspace.studio)
    ear = _Ear(other)
    other.follow()
    workspace.run(_change(client, name="After"))
    assert ear.next()[1].rows[0].after["name"] == "After"
    assert ear.silent()
    other.close()


@pytest.mark.postgresql
def test_after_a_break_nothing_is_missing(databases, monkeypatch):
    monkeypatch.setattr(feed, "AGAIN", 0.01)
    place = databases.fresh("postgresql", template="empty", build=create_studio)
    one = Workspace(place)
    client = builders.make_client(one)
    proxy = Proxy(place)
    other = open_studio(proxy.url)
    ear = _Ear(other)
    other.follow()
    one.run(_change(client, name="Before"))
    assert ear.next()[1].rows[0].after["name"] == "Before"
    proxy.shut()
    one.run(_change(client, name="Meanwhile"))
    proxy.open()
    assert ear.next()[1].rows[0].after["name"] == "Meanwhile"
    one.run(_change(client, name="After"))
    assert ear.next()[1].rows[0].after["name"] == "After"
    assert ear.silent()
    other.close()
    one.close()
    proxy.close()
    databases.drop(place)
