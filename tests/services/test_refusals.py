"""What the database refuses is said plainly, and nothing is ever half done."""

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import Session

from studio.errors import Conflict, Missing, StudioError, Unavailable
from studio.persistence.engine import SQLITE
from studio.persistence.tables.clients import Client, Contact
from studio.persistence.tables.studio import Series
from studio.services import attachments, search
from studio.services.operation import Command, load
from studio.text import Message
from tests import builders
from tests.services.test_undo_machine import dump, kept


def _command(call):
    return Command(Message("Try"), call)


def test_a_number_used_twice_is_a_conflict(workspace):
    workspace.run(_command(lambda session: session.add(Series(kind="test"))))
    with pytest.raises(Conflict, match="same number or name"):
        workspace.run(_command(lambda session: session.add(Series(kind="test"))))


def test_a_row_without_its_parent_is_a_conflict(workspace):
    with pytest.raises(Conflict, match="not there any more"):
        workspace.run(_command(lambda session: session.add(Contact(client_id=4711, name="Ada"))))


def test_a_row_that_is_used_cannot_be_deleted(workspace):
    client = builders.make_client(workspace)
    builders.make_contact(workspace, client)
    with pytest.raises(Conflict):
        workspace.run(_command(lambda session: session.delete(load(session, Client, client))))


def test_a_mistake_of_the_program_is_not_dressed_up(workspace):
    with pytest.raises(IntegrityError):
        workspace.run(_command(lambda session: session.add(Client(currency="GBP"))))
    with pytest.raises(Exception, match="no_such_thing"):
        workspace.run(
            _command(lambda s: s.connection().exec_driver_sql("SELECT no_such_thing FROM client"))
        )


def test_an_expected_refusal_leaves_no_trace(workspace):
    client = builders.make_client(workspace)
    before = dump(workspace), kept(workspace)

    def call(session):
        load(session, Client, client).name = "never kept"
        session.flush()
        session.add(Client(name="nor this", currency="GBP"))
        session.flush()
        load(session, Client, 4711)

    with pytest.raises(Missing):
        workspace.run(_command(call))
    assert (dump(workspace), kept(workspace)) == before


@pytest.mark.logs("refused by the database: OperationalError SQLITE_FULL")
def test_a_full_disk_changes_nothing_and_the_same_command_works_later(file_workspace):
    adding = builders.adding_client(note="x" * 200_000)
    _allow_pages(file_workspace, "SELECT page_count FROM pragma_page_count")
    before = dump(file_workspace)
    with pytest.raises(Unavailable, match="disk is full"):
        file_workspace.run(adding)
    assert dump(file_workspace) == before
    _allow_pages(file_workspace, "SELECT 1000000")
    file_workspace.run(adding)
    assert file_workspace.ask(search.find("northwick"))


def _allow_pages(workspace, count):
    """Let the file grow to so many pages and no further, as a full disk would."""
    connection = workspace._writer.raw_connection()
    pages = connection.driver_connection.execute(count).fetchone()[0]
    connection.driver_connection.execute(f"PRAGMA max_page_count={pages}")
    connection.close()


@pytest.mark.logs("refused by the database")
def test_a_file_damaged_while_it_is_open_is_called_damaged(file_workspace):
    file_workspace._reader.dispose()
    with open(file_workspace.studio, "r+b") as file:  # noqa: PTH123  as a disk would
        file.seek(0)
        file.write(b"\x00" * 40_000)
    with pytest.raises(Unavailable, match="damaged"):
        file_workspace.ask(search.find("x"))


def test_two_writers_in_one_program_wait_for_each_other(file_workspace):
    other = type(file_workspace)(file_workspace.studio)
    builders.make_client(file_workspace, name="One")
    builders.make_client(other, name="Two")
    builders.make_client(file_workspace, name="Three")
    assert len(dump(other)["client"]) == 3
    other.close()


class _Broken:
    """Fails at one statement of the writer, counted from the beginning of a transaction."""

    def __init__(self, workspace):
        self.at = None
        self.count = 0
        self._engine = workspace._writer
        event.listen(self._engine, "before_cursor_execute", self._maybe_fail)

    def _maybe_fail(self, _connection, _cursor, statement, *_rest):
        if statement.startswith("SELECT version_num"):
            self.count = 0
        self.count += 1
        if self.count == self.at:
            raise OperationalError(statement, None, SQLITE.OperationalError("disk I/O error"))

    def remove(self):
        event.remove(self._engine, "before_cursor_execute", self._maybe_fail)


def _whole_command(client):
    def call(session: Session) -> None:
        row = load(session, Client, client)
        row.name = "诺斯威克 changed"
        session.add(Contact(client_id=client, name="Ada"))
        session.flush()
        series = Series(kind="fail", next=2)
        session.add(series)
        session.flush()
        session.delete(series)
        attachments.keep(session, "client", client, "a.txt", b"hello")

    return call


@pytest.mark.logs("refused by the database")
def test_an_error_at_any_statement_leaves_everything_as_it_was(file_workspace):
    client = builders.make_client(file_workspace)
    before = dump(file_workspace), kept(file_workspace)
    broken = _Broken(file_workspace)
    failed = 0
    while True:
        broken.at, broken.count = failed + 1, 0
        try:
            outcome = file_workspace.run(_command(_whole_command(client)))
        except StudioError:
            failed += 1
            assert (dump(file_workspace), kept(file_workspace)) == before
            assert file_workspace.history.undo_label() is None
            continue
        break
    broken.remove()
    assert failed > 10, "each statement of the command was made to fail once"
    assert outcome.changes.ids("client") == {client}
    file_workspace.undo()
    assert (dump(file_workspace), kept(file_workspace)) == before
