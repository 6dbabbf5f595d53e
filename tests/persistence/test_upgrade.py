"""Migrations: the newest schema is the one a new studio gets; a failing step changes nothing."""

import hashlib
import textwrap

import pytest
from sqlalchemy import MetaData, inspect
from sqlmodel import SQLModel

from studio.persistence import schema, upgrade
from studio.persistence.engine import APPLICATION_ID, SQLITE, make_engine
from studio.persistence.header import NotAStudio, of_file, raw
from studio.persistence.migrations import baseline

HOW = "run: python -m studio.persistence.migrations.baseline"


@pytest.mark.parametrize("dialect", sorted(baseline.DIALECTS))
def test_the_first_migration_is_written_from_the_tables_as_they_are(dialect):
    assert baseline.place(dialect).read_text(encoding="utf-8") == baseline.source(dialect), HOW


def test_the_program_knows_its_newest_migration():
    assert upgrade.head() == schema.NEWEST


def _sqlite_schema(path):
    with raw(path) as connection:
        return {
            (kind, name): " ".join((sql or "").split())
            for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master")
        }


def _server_schema(place):
    engine = make_engine(place)
    found = MetaData()
    found.reflect(engine)
    with engine.connect() as connection:
        definitions = connection.exec_driver_sql(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname='public' ORDER BY 1"
        ).all()
    engine.dispose()
    tables = {
        name: sorted(
            (each.name, str(each.type), each.nullable, str(each.server_default is not None))
            for each in table.columns
        )
        for name, table in found.tables.items()
    }
    keys = {
        name: sorted((key.parent.name, key.target_fullname) for key in table.foreign_keys)
        for name, table in found.tables.items()
    }
    return tables, keys, definitions


def test_migrating_from_nothing_gives_what_a_new_file_gets(tmp_path):
    new, migrated = tmp_path / "new.callboard", tmp_path / "migrated.callboard"
    upgrade.create(new)
    migrated.touch()
    upgrade.upgrade(migrated)
    assert _sqlite_schema(migrated) == _sqlite_schema(new)
    assert of_file(migrated) == of_file(new)


@pytest.mark.postgresql
def test_migrating_from_nothing_gives_what_a_new_server_gets(databases):
    new, migrated = databases.fresh("postgresql"), databases.fresh("postgresql")
    upgrade.create(new)
    upgrade.upgrade(migrated)
    assert _server_schema(migrated) == _server_schema(new)
    databases.drop(new)
    databases.drop(migrated)


def test_every_table_is_strict_and_never_gives_an_id_twice(tmp_path):
    upgrade.create(tmp_path / "new.callboard")
    statements = _sqlite_schema(tmp_path / "new.callboard")
    for table in SQLModel.metadata.tables.values():
        assert statements["table", table.name].endswith("STRICT"), table.name
        if "id" in table.columns:
            assert "AUTOINCREMENT" in statements["table", table.name], table.name


def test_money_and_counts_cannot_be_words(tmp_path):
    upgrade.create(tmp_path / "new.callboard")
    with raw(tmp_path / "new.callboard", "rw") as connection, pytest.raises(SQLITE.IntegrityError):
        connection.execute("INSERT INTO series VALUES (1,1,null,null,null,null,0,'x','','abc',1)")


def test_a_new_studio_is_marked_as_one(tmp_path):
    upgrade.create(tmp_path / "new.callboard")
    with raw(tmp_path / "new.callboard") as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (int(schema.NEWEST),)


def test_nothing_is_ever_written_over(tmp_path):
    place = tmp_path / "here.callboard"
    place.write_bytes(b"a letter")
    with pytest.raises(FileExistsError):
        upgrade.create(place)
    assert place.read_bytes() == b"a letter"


def test_a_studio_that_cannot_be_made_leaves_nothing(tmp_path, monkeypatch):
    def fail(_connection):
        raise RuntimeError("no")

    monkeypatch.setattr(schema, "mark", fail)
    with pytest.raises(RuntimeError):
        upgrade.create(tmp_path / "new.callboard")
    assert list(tmp_path.iterdir()) == []


FIRST = """
from alembic import op
revision, down_revision = "0001", None
def upgrade():
    op.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT) STRICT")
    op.execute("CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL "
               "REFERENCES parent(id) ON DELETE CASCADE) STRICT")
    op.execute("INSERT INTO parent VALUES (1, 'a'), (2, 'b')")
    op.execute("INSERT INTO child VALUES (1, 1), (2, 1), (3, 2)")
"""
SECOND = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0002", "0001"
def upgrade():
    with op.batch_alter_table("parent") as batch:
        batch.alter_column("name", new_column_name="title")
    op.add_column("child", sa.Column("note", sa.Text()))
"""


@pytest.fixture
def steps(tmp_path):
    """Make a folder of migrations for the test, and a file at the first of them."""
    folder = tmp_path / "steps"
    (folder / "versions").mkdir(parents=True)

    def write(name, source):
        (folder / "versions" / f"{name}.py").write_text(textwrap.dedent(source))

    write("v0001", FIRST)
    write("v0002", SECOND)
    return folder, write


@pytest.fixture
def old(tmp_path, steps):
    place = tmp_path / "old.callboard"
    place.touch()
    upgrade.upgrade(place, steps=steps[0], to="0001")
    return place


def _content(path):
    with raw(path) as connection:
        tables = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY 1").fetchall()
        names = [name for name, sql in tables if sql and sql.startswith("CREATE TABLE")]
        rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    return tables, rows


def test_rebuilding_a_parent_keeps_its_children(old, steps):
    upgrade.upgrade(old, steps=steps[0])
    with raw(old) as connection:
        assert connection.execute("SELECT title FROM parent ORDER BY id").fetchall() == [
            ("a",),
            ("b",),
        ]
        assert connection.execute("SELECT count(*) FROM child").fetchone() == (3,)
        assert connection.execute("SELECT version_num FROM schema_version").fetchone() == ("0002",)


@pytest.mark.parametrize(
    "last",
    [
        "raise RuntimeError('the third step fails')",
        "op.execute('this is no SQL')",
        "op.execute('DELETE FROM parent WHERE id = 1')",  # its children would be orphans
    ],
)
def test_a_failing_migration_leaves_the_file_untouched(old, steps, last):
    folder, write = steps
    write(
        "v0003",
        f"""
        from alembic import op
        revision, down_revision = "0003", "0002"
        def upgrade():
            op.execute("CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT")
            op.execute("INSERT INTO more VALUES (7)")
            {last}
        """,
    )
    before, content = hashlib.sha256(old.read_bytes()).digest(), _content(old)
    with pytest.raises(Exception, match=r"third step|no SQL|near|lost its parent"):
        upgrade.upgrade(old, steps=folder)
    assert _content(old) == content
    assert hashlib.sha256(old.read_bytes()).digest() == before
    (folder / "versions" / "v0003.py").unlink()
    upgrade.upgrade(old, steps=folder)  # the same file goes on once the step is mended


@pytest.mark.postgresql
def test_a_failing_migration_leaves_a_server_untouched(databases, steps):
    folder, write = steps
    plain = FIRST.replace(") STRICT", ")")
    write("v0001", plain)
    write(
        "v0002",
        """
        from alembic import op
        revision, down_revision = "0002", "0001"
        def upgrade():
            op.execute("ALTER TABLE parent RENAME COLUMN name TO title")
            op.execute("this is no SQL")
        """,
    )
    place = databases.fresh("postgresql")
    upgrade.upgrade(place, steps=folder, to="0001")
    with pytest.raises(Exception, match="syntax error"):
        upgrade.upgrade(place, steps=folder)
    engine = make_engine(place)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT name FROM parent").all()
        assert (
            connection.exec_driver_sql("SELECT version_num FROM schema_version").scalar() == "0001"
        )
        assert "title" not in {each["name"] for each in inspect(connection).get_columns("parent")}
    engine.dispose()
    databases.drop(place)


def test_another_database_is_not_taken_for_a_studio(old):
    with raw(old, "rw") as connection:
        connection.execute("PRAGMA application_id=7")
    with pytest.raises(NotAStudio):
        of_file(old)
