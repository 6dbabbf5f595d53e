"""Makes new studios and brings older ones to the newest schema: all of it, or nothing."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlmodel import SQLModel

from studio.persistence import (
    schema,
    tables,  # noqa: F401  makes every table known
)
from studio.persistence.engine import is_url, make_engine

STEPS = Path(__file__).with_name("migrations")
"""Where the migrations are."""


def create(studio: str | Path) -> None:
    """Make a new studio: a file that must not exist yet, or the tables of an empty database.

    Raises FileExistsError where anything is there; nothing is left behind when it fails.
    """
    if is_url(studio):
        _create_in(studio)
        return
    path = Path(studio)
    path.open("xb").close()  # fails where anything is there: nothing is ever written over
    try:
        _create_in(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _create_in(studio: str | Path) -> None:
    engine = make_engine(studio, schema_changes=True)
    try:
        with engine.begin() as connection:
            schema.create(connection)
    finally:
        engine.dispose()


def upgrade(studio: str | Path, *, steps: Path | None = None, to: str = "head") -> None:
    """Run the migrations a studio still needs, in one transaction; on failure nothing changed."""
    engine = make_engine(studio, schema_changes=True)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                # Two people may start the new program at the same moment.
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(1128350769)")
            SQLModel.metadata.tables["schema_version"].create(connection, checkfirst=True)
            run(connection, steps or STEPS, to)
            check_references(connection)
            schema.mark(connection)
    finally:
        engine.dispose()


def head(steps: Path = STEPS) -> str:
    """Return the id of the newest migration."""
    return str(_scripts(steps).get_current_head())


def run(connection: Connection, steps: Path, to: str) -> None:
    """Run the migrations from where the database is, inside the running transaction."""
    from alembic.config import (
        Config,
    )  # loads slowly, and only a studio of an older version needs it
    from alembic.runtime.environment import EnvironmentContext

    scripts = _scripts(steps)

    def wanted(revision: Any, _context: object) -> Any:
        return scripts._upgrade_revs(to, revision)  # noqa: SLF001  what Alembic's command calls

    with EnvironmentContext(Config(), scripts, fn=wanted) as environment:
        environment.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            version_table="schema_version",
            # SQLite can undo changes of the schema as well, once it is not left to pysqlite.
            transactional_ddl=True,
            transaction_per_migration=False,
        )
        environment.run_migrations()


def _scripts(steps: Path) -> Any:
    from alembic.script import ScriptDirectory

    return ScriptDirectory(steps)


def check_references(connection: Connection) -> None:
    """Refuse a migration that leaves a row without its parent: keys were off while it ran."""
    if connection.dialect.name == "sqlite":
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if lost is not None:
            raise RuntimeError(f"a row of {lost[0]} lost its {lost[2]}")
