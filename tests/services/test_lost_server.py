"""A server that goes away: before, during and right after a commit. Nothing lost, nothing twice."""

import random
import threading
from dataclasses import replace

import psycopg
import pytest
from sqlmodel import Session, select

from studio.errors import Conflict, Unavailable
from studio.persistence.audit import Action
from studio.persistence.engine import plain_url
from studio.persistence.tables.clients import Client
from studio.services import workspace as workspaces
from studio.services.opening import create_studio, open_studio
from studio.services.operation import Command, command, query
from studio.text import Message
from tests import builders
from tests.proxy import Proxy

pytestmark = pytest.mark.postgresql


@command("Add client")
def add_client(session: Session, name: str) -> int:
    client = Client(name=name, currency="GBP")
    session.add(client)
    session.flush()
    return client.key


@query
def names(session: Session) -> list[str]:
    return list(session.exec(select(Client.name).order_by(Client.id)).all())


@query
def actions(session: Session) -> int:
    return len(session.exec(select(Action.id)).all())


@pytest.fixture
def place(databases):
    place = databases.fresh("postgresql", template="empty", build=create_studio)
    yield place
    databases.drop(place)


@pytest.fixture
def proxy(place):
    proxy = Proxy(place)
    yield proxy
    proxy.close()


@pytest.fixture
def workspace(proxy, monkeypatch):
    monkeypatch.setattr(workspaces, "PAUSES", (0.0, 0.01))
    workspace = open_studio(proxy.url)
    yield workspace
    workspace.close()


def test_a_connection_lost_between_two_commands_is_made_anew(workspace, proxy):
    workspace.run(add_client("One"))
    proxy.cut()
    workspace.run(add_client("Two"))
    proxy.cut()
    assert workspace.ask(names()) == ["One", "Two"]


def test_a_connection_lost_in_a_command_runs_it_again_once(workspace, proxy):
    calls = []

    def cut_once():
        calls.append(1)
        if len(calls) == 1:
            proxy.cut()

    workspace.run(builders.adding_client(name="One", before=cut_once))
    assert len(calls) == 2
    assert workspace.ask(names()) == ["One"]


def test_a_commit_whose_answer_was_lost_is_not_done_twice(workspace, proxy):
    proxy.swallow_answer_to = b"COMMIT"
    outcome = workspace.run(add_client("One"))
    assert proxy.swallowed.is_set()
    assert workspace.ask(names()) == ["One"]
    assert outcome.changes.ids("client") == {outcome.value}
    assert workspace.ask(actions()) == 1
    workspace.undo()
    assert workspace.ask(names()) == []


def test_the_connection_may_break_again_while_that_is_found_out(workspace, proxy, monkeypatch):
    real, cuts = workspaces.Workspace._already_done, []

    def find_and_cut(self, adding):
        outcome = real(self, adding)
        if not cuts:
            cuts.append(proxy.cut())
        return outcome

    monkeypatch.setattr(workspaces.Workspace, "_already_done", find_and_cut)
    proxy.swallow_answer_to = b"COMMIT"
    assert workspace.run(add_client("One")).value
    assert cuts
    assert workspace.ask(names()) == ["One"]


@pytest.mark.logs("refused by the database")
def test_a_commit_whose_answer_was_lost_is_known_when_it_is_tried_again(
    workspace, proxy, monkeypatch
):
    """The server is gone for longer than we try; the person presses Try again later."""
    heard = []
    workspace.listen(lambda changes, _origin: heard.append(changes))
    adding = add_client("One")
    real = workspaces.Workspace._commit

    def commit_then_shut(self, session, request_id, outcome):
        proxy.swallow_answer_to = b"COMMIT"
        try:
            real(self, session, request_id, outcome)
        finally:
            proxy.shut()

    monkeypatch.setattr(workspaces.Workspace, "_commit", commit_then_shut)
    with pytest.raises(Unavailable):
        workspace.run(adding)
    assert heard == []
    monkeypatch.setattr(workspaces.Workspace, "_commit", real)
    with pytest.raises(Unavailable):
        workspace.run(adding)
    proxy.open()
    outcome = workspace.run(adding)
    assert workspace.ask(names()) == ["One"]
    assert len(heard) == 1
    with pytest.raises(Conflict, match="already done"):
        workspace.run(adding)
    assert str(workspace.history.undo_label()) == "Add client"
    assert outcome.value


@pytest.mark.logs("refused by the database")
def test_a_server_that_is_away_keeps_the_edit_with_the_person(workspace, proxy):
    adding = add_client("One")
    proxy.shut()
    with pytest.raises(Unavailable, match="cannot be reached"):
        workspace.run(adding)
    with pytest.raises(Unavailable):
        workspace.ask(names())
    assert workspace.history.undo_label() is None
    proxy.open()
    workspace.run(adding)
    assert workspace.ask(names()) == ["One"]


@pytest.mark.logs("refused by the database")
def test_undo_is_not_done_twice_either(workspace, proxy, monkeypatch):
    workspace.run(add_client("One"))
    workspace.run(add_client("Two"))
    real = workspaces.Workspace._commit

    def commit_then_shut(self, session, request_id, outcome):
        proxy.swallow_answer_to = b"COMMIT"
        try:
            real(self, session, request_id, outcome)
        finally:
            proxy.shut()

    monkeypatch.setattr(workspaces.Workspace, "_commit", commit_then_shut)
    with pytest.raises(Unavailable):
        workspace.undo()
    monkeypatch.setattr(workspaces.Workspace, "_commit", real)
    proxy.open()
    workspace.undo()
    assert workspace.ask(names()) == ["One"]
    workspace.redo()
    assert workspace.ask(names()) == ["One", "Two"]


@pytest.mark.logs("refused by the database")
def test_waiting_for_somebody_elses_lock_ends_with_a_plain_word(workspace, place):
    client = workspace.run(add_client("One")).value
    with psycopg.connect(plain_url(place)) as other:
        other.execute("SELECT * FROM client FOR UPDATE")

        @command("Rename")
        def rename(session: Session) -> None:
            session.connection().exec_driver_sql("SET LOCAL lock_timeout = 50")
            session.get(Client, client).name = "Two"

        with pytest.raises(Unavailable, match="Somebody else is saving"):
            workspace.run(rename())
        other.rollback()
    workspace.run(rename())
    assert workspace.ask(names()) == ["Two"]


def test_two_people_who_block_each_other_both_get_through(place):
    """PostgreSQL ends one of two transactions in a deadlock; that one is run again."""
    one, two = open_studio(place), open_studio(place)
    first = one.run(add_client("A")).value
    second = one.run(add_client("B")).value
    both = threading.Barrier(2)
    met = []

    def crossing(near, far):
        def call(session):
            session.get(Client, near, with_for_update=True)
            if len(met) < 2:
                met.append(near)
                both.wait(10)
            row = session.get(Client, far, with_for_update=True)
            row.note += "x"

        return call

    def run(workspace, near, far):
        workspace.run(Command(Message("Cross"), crossing(near, far)))

    thread = threading.Thread(target=run, args=(one, first, second))
    thread.start()
    run(two, second, first)
    thread.join()
    with Session(one._reader) as session:
        assert session.exec(select(Client.note)).all() == ["x", "x"]
    one.close()
    two.close()


def test_a_try_that_was_still_on_its_way_is_recognised(place):
    """The first try is committed while the second one, of the same request, is running."""
    first, second = open_studio(place), open_studio(place)
    adding = add_client("One")
    runs = []

    def call(session):
        runs.append(1)
        if len(runs) == 1:
            first.run(adding)
        return adding.call(session)

    with pytest.raises(Conflict, match="already done"):
        second.run(replace(adding, call=call))
    assert second.ask(names()) == ["One"]
    first.close()
    second.close()


def test_a_storm_of_broken_connections_loses_nothing_and_doubles_nothing(place, proxy, monkeypatch):
    """Connections break at random while commands run; each is acknowledged once and kept once."""
    monkeypatch.setattr(workspaces, "PAUSES", (0.01,) * 500)
    monkeypatch.setattr(workspaces, "PATIENCE", 60.0)
    workspace = open_studio(proxy.url)
    stop, chance = threading.Event(), random.Random(7)

    def storm():
        while not stop.wait(chance.uniform(0.005, 0.05)):
            if chance.random() < 0.3:
                proxy.swallow_answer_to = b"COMMIT"
            else:
                proxy.cut()

    thread = threading.Thread(target=storm)
    thread.start()
    wanted = [f"client {number}" for number in range(60)]
    try:
        for name in wanted:
            workspace.run(add_client(name))
    finally:
        stop.set()
        thread.join()
    proxy.swallow_answer_to = b""
    assert workspace.ask(names()) == wanted
    assert workspace.ask(actions()) == len(wanted)
    workspace.close()
