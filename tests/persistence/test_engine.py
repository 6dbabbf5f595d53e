"""Engines: settings that took, a commit that waits for a reader, values no database can keep."""

import logging
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from studio.errors import Invalid
from studio.persistence import engine as engines
from studio.persistence import upgrade
from studio.persistence.engine import PRAGMAS, SQLITE, make_engine, sqlite_version
from studio.persistence.tables.clients import Client
from studio.services.operation import command
from studio.services.workspace import Workspace
from tests import builders


@command("Add client")
def add_client(session: Session, **fields: object) -> int:
    client = Client(currency="GBP", **fields)
    session.add(client)
    session.flush()
    return client.key


@pytest.fixture
def path(tmp_path):
    place = tmp_path / "a b#c?d%20.callboard"
    upgrade.create(place)
    return place


def test_every_setting_took(path):
    engine = make_engine(path)
    with engine.connect() as connection:
        found = {
            name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar()) for name, _ in PRAGMAS
        }
    engine.dispose()
    assert found == dict(PRAGMAS)


def test_a_setting_that_does_not_take_is_noticed(path):
    other = SQLITE.connect(str(path), isolation_level=None)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("SELECT count(*) FROM client").fetchone()
    engine = make_engine(path)
    with pytest.raises(OperationalError, match="locked"):
        engine.connect()
    engine.dispose()
    other.close()


def test_readers_cannot_write(path):
    engine = make_engine(path, read_only=True)
    with engine.connect() as connection, pytest.raises(OperationalError):
        connection.exec_driver_sql("DELETE FROM client")
    engine.dispose()


@pytest.mark.postgresql
def test_readers_cannot_write_on_a_server(databases):
    place = databases.fresh("postgresql", template="empty", build=upgrade.create)
    engine = make_engine(place, read_only=True)
    with engine.connect() as connection, pytest.raises(Exception, match="read-only transaction"):
        connection.exec_driver_sql("DELETE FROM client")
    engine.dispose()
    databases.drop(place)


def test_at_rest_a_studio_is_one_file(path):
    engine = make_engine(path)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO series VALUES (1,1,null,null,null,null,0,'x','',1,1)"))
    engine.dispose()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


class _Heard(logging.Handler):
    """Lets a test wait for a record."""

    def __init__(self):
        super().__init__()
        self.came = threading.Event()

    def emit(self, record):
        if "waits for a reader" in record.getMessage():
            self.came.set()


@pytest.fixture
def waiting():
    handler = _Heard()
    before = engines.log.level
    engines.log.addHandler(handler)
    engines.log.setLevel(logging.INFO)
    yield handler.came
    engines.log.removeHandler(handler)
    engines.log.setLevel(before)


def test_a_commit_waits_for_a_slow_reader(file_workspace, monkeypatch, waiting):
    """In DELETE mode one open read makes COMMIT busy; the transaction stays and is tried again."""
    file_workspace.close()
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    workspace = Workspace(file_workspace.studio, clock=file_workspace.clock)
    reader = SQLITE.connect(str(workspace.studio), isolation_level=None, check_same_thread=False)
    reader.execute("BEGIN")
    rows = reader.execute("SELECT name FROM person")  # one row fetched, the read is still open
    rows.fetchone()
    done = []
    writer = threading.Thread(target=lambda: done.append(builders.make_client(workspace)))
    writer.start()
    assert waiting.wait(10)
    assert not done
    reader.execute("COMMIT")
    writer.join(10)
    assert len(done) == 1
    reader.close()
    workspace.close()


@pytest.mark.logs("refused by the database: OperationalError SQLITE_BUSY")
def test_a_reader_that_never_ends_makes_the_command_fail_whole(
    file_workspace, monkeypatch, waiting
):
    file_workspace.close()
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.01)
    monkeypatch.setattr(engines, "COMMIT_TRIES", 3)
    workspace = Workspace(file_workspace.studio, clock=file_workspace.clock)
    reader = SQLITE.connect(str(workspace.studio), isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT name FROM person").fetchone()
    with pytest.raises(Exception, match="in use by another program"):
        builders.make_client(workspace)
    reader.execute("COMMIT")
    assert reader.execute("SELECT count(*) FROM client").fetchone() == (0,)
    builders.make_client(workspace)
    assert reader.execute("SELECT count(*) FROM client").fetchone() == (1,)
    reader.close()
    workspace.close()


@pytest.mark.parametrize(
    "fields", [{"name": "half a pair \ud800"}, {"name": "x", "terms_days": 10**30}]
)
def test_what_no_database_can_keep_is_refused_plainly(workspace, fields):
    with pytest.raises(Invalid):
        workspace.run(add_client(**fields))
    assert workspace.run(add_client(name="fine")).value


@pytest.mark.postgresql
@pytest.mark.parametrize("fields", [{"name": "a\x00b"}, {"name": "x", "terms_days": 2**40}])
def test_what_a_server_cannot_keep_is_refused_plainly(databases, fields):
    place = databases.fresh("postgresql", template="empty", build=upgrade.create)
    workspace = Workspace(place)
    with pytest.raises(Invalid):
        workspace.run(add_client(**fields))
    workspace.close()
    databases.drop(place)


def test_the_sqlite_in_use_has_no_known_corruption():
    """3.51.3 mends the WAL-reset race; DELETE mode does not need it, but nothing older is meant."""
    assert tuple(int(part) for part in sqlite_version().split(".")) >= (3, 51, 3)
