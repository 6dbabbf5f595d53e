"""Commands, conflicts, undo and redo on both databases."""

import pytest
from sqlmodel import Session, select

from studio.errors import Conflict, Denied, Missing
from studio.persistence.audit import Action, AuditRow
from studio.persistence.tables.clients import Client, Contact
from studio.persistence.tables.studio import LegalEntity, Person, Series
from studio.services.operation import command, load, name_step, query
from studio.services.workspace import Workspace
from studio.text import Message
from tests import builders


@command("Add client", right="clients.edit")
def add_client(session: Session, name: str) -> int:
    client = Client(name=name, currency="GBP")
    session.add(client)
    session.flush()
    session.add(Contact(client_id=client.key, name="Ada"))
    return client.key


@command("Rename client")
def rename(session: Session, client_id: int, *, version: int, name: str) -> int:
    client = load(session, Client, client_id, version)
    client.name = name
    name_step(session, Message("Rename client {name}", name=name))
    return client_id


@command("Number")
def take_number(session: Session) -> None:
    series = session.exec(select(Series)).one_or_none() or Series(kind="brief")
    series.next += 1
    session.add(series)
    session.add(Client(name=str(series.next), currency="GBP"))


@query
def names(session: Session) -> list[str]:
    return list(session.exec(select(Client.name).order_by(Client.id)).all())


@query
def contacts(session: Session) -> list[str]:
    return list(session.exec(select(Contact.name)).all())


def test_a_command_is_one_change_set_with_its_record(workspace):
    outcome = workspace.run(add_client("Acme"))
    assert outcome.changes.ids("client") == {outcome.value}
    assert [row.table for row in outcome.changes.rows] == ["client", "contact"]
    assert {row.record for row in outcome.changes.rows} == {outcome.value}


def test_a_stale_version_is_refused_and_changes_nothing(workspace):
    client = workspace.run(add_client("Acme")).value
    workspace.run(rename(client, version=1, name="Acme Ltd"))
    with pytest.raises(Conflict, match="Lin Xiaoman changed this record") as caught:
        workspace.run(rename(client, version=1, name="Zed"))
    assert caught.value.theirs["name"] == "Acme Ltd"
    assert workspace.ask(names()) == ["Acme Ltd"]


def test_what_is_gone_is_missing(workspace):
    with pytest.raises(Missing):
        workspace.run(rename(4711, version=1, name="Zed"))


def test_undo_and_redo_walk_through_all_steps(workspace):
    client = workspace.run(add_client("Acme")).value
    workspace.run(rename(client, version=1, name="Acme Ltd"))
    assert str(workspace.history.undo_label()) == "Rename client Acme Ltd"
    workspace.undo()
    assert workspace.ask(names()) == ["Acme"]
    workspace.undo()
    assert workspace.ask(names()) == []
    assert workspace.ask(contacts()) == []
    workspace.redo()
    workspace.redo()
    assert workspace.ask(names()) == ["Acme Ltd"]
    assert workspace.ask(contacts()) == ["Ada"]
    assert workspace.redo() is None


def test_undo_is_refused_when_somebody_else_changed_the_same_column(workspace):
    client = workspace.run(add_client("Acme")).value
    workspace.run(rename(client, version=1, name="Acme Ltd"))
    colleague = builders.add(workspace, Person(name="Ana", name_zh="安娜"))
    other = Workspace(workspace.studio, person_id=colleague)
    other.run(rename(client, version=2, name="Theirs"))
    other.close()
    with pytest.raises(Conflict, match="Ana changed this record"):
        workspace.undo()
    assert workspace.ask(names()) == ["Theirs"]
    assert workspace.history.undo_label() is not None


def test_numbers_are_not_given_twice_after_undo(workspace):
    workspace.run(take_number())
    workspace.undo()
    workspace.run(take_number())
    assert workspace.ask(names()) == ["3"]


def test_every_change_is_in_the_audit_journal(workspace):
    client = workspace.run(add_client("Acme")).value
    workspace.run(rename(client, version=1, name="Acme Ltd"))
    with Session(workspace._reader) as session:
        action = session.exec(select(Action).order_by(Action.id)).all()[-1]
        rows = session.exec(select(AuditRow).where(AuditRow.action_id == action.id)).all()
    assert action.label == "Rename client {name}"
    assert action.label_values == {"name": "Acme Ltd"}
    assert action.person_id == workspace.person_id
    assert [(row.before, row.after) for row in rows] == [({"name": "Acme"}, {"name": "Acme Ltd"})]


def test_a_repeated_request_is_recognised(workspace):
    command_once = add_client("Acme")
    workspace.run(command_once)
    with pytest.raises(Conflict):
        workspace.run(command_once)
    assert workspace.ask(names()) == ["Acme"]


def test_a_role_without_the_right_is_denied(workspace):
    workspace.roles = frozenset({"CRE"})
    with pytest.raises(Denied):
        workspace.run(add_client("Acme"))


def test_listeners_hear_of_every_commit(workspace):
    heard = []
    workspace.listen(lambda changes, origin: heard.append((changes.nouns(), origin)))
    workspace.run(add_client("Acme"))
    workspace.undo()
    assert [origin for _nouns, origin in heard] == ["own", "own"]
    assert all("client" in nouns for nouns, _origin in heard)


@command("Add client with its company")
def add_tied(session: Session) -> int:
    client = Client(name="Acme", currency="GBP")
    session.add(client)
    session.flush()
    company = LegalEntity(code="X", legal_name="X Ltd", country="GB", currency="GBP")
    session.add(company)
    session.flush()
    client.legal_entity_id = company.key
    return client.key


def test_rows_of_one_step_go_together_even_when_one_was_tied_to_a_later_one(workspace):
    client = workspace.run(add_tied()).value
    workspace.undo()
    assert workspace.ask(names()) == []
    workspace.redo()
    assert workspace.ask(names()) == ["Acme"]
    assert workspace.ask(company_of(client)) == "X"


@query
def company_of(session: Session, client_id: int) -> str:
    client = session.get_one(Client, client_id)
    return session.get_one(LegalEntity, client.legal_entity_id).code
