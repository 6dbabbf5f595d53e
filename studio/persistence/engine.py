"""Makes database engines: SQLite by way of pysqlite3, PostgreSQL by way of psycopg."""

import sqlite3
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool

try:
    import pysqlite3.dbapi2 as sqlite_module
except ImportError:  # no wheel for this machine; DELETE mode is safe on the standard one too
    import sqlite3 as sqlite_module

SQLITE: ModuleType = sqlite_module

APPLICATION_ID = 0x43424431
"""'CBD1' in the SQLite header: how a studio file is told from any other database."""

BUSY_SECONDS = 5
COMMIT_TRIES = 12

PRAGMAS = (
    # DELETE notices a moved or replaced file where WAL kept saving into nothing; EXTRA survives
    # a power cut between the commit and the removal of the journal.
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "secure_delete=ON",
)

POSTGRESQL_OPTIONS = (
    "-c statement_timeout=15000 -c lock_timeout=5000 "
    "-c idle_in_transaction_session_timeout=30000 -c timezone=UTC"
)


def is_url(studio: str | Path) -> bool:
    """Say whether a studio is named by a PostgreSQL URL rather than by a file."""
    return str(studio).startswith(("postgresql://", "postgresql+psycopg://", "postgres://"))


def make_engine(studio: str | Path, *, read_only: bool = False) -> Engine:
    """Return an engine for a file or a PostgreSQL URL; readers get their own, read-only one."""
    if is_url(studio):
        return _postgresql(str(studio), read_only)
    return _sqlite(Path(studio), read_only)


class _PatientConnection(SQLITE.Connection):  # type: ignore[name-defined,misc]
    """A connection whose COMMIT waits for readers: in DELETE mode one open read makes it busy."""

    def commit(self) -> None:
        for attempt in range(COMMIT_TRIES):
            try:
                return super().commit()  # type: ignore[no-any-return]
            except SQLITE.OperationalError as error:
                if "locked" not in str(error) or attempt == COMMIT_TRIES - 1:
                    raise
                time.sleep(0.05 * (attempt + 1))
        return None


def _sqlite(path: Path, read_only: bool) -> Engine:
    mode = "ro" if read_only else "rw"
    engine = create_engine(
        f"sqlite:///file:{_quoted(path)}?mode={mode}&uri=true",
        module=SQLITE,
        connect_args={
            "timeout": BUSY_SECONDS,
            "check_same_thread": False,
            "factory": _PatientConnection,
        },
        poolclass=NullPool if read_only else QueuePool,
        hide_parameters=True,
        **({} if read_only else {"pool_size": 1, "max_overflow": 0}),
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun below, by us alone
        for pragma in PRAGMAS:
            if not (read_only and pragma.startswith("journal_mode")):
                connection.execute(f"PRAGMA {pragma}")
        if read_only:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def _quoted(path: Path) -> str:
    """Return a path as the body of a file: URI (spaces, # and ? are ordinary in file names)."""
    return path.absolute().as_uri().removeprefix("file://")


def _postgresql(url: str, read_only: bool) -> Engine:
    _scheme, _, rest = url.partition("://")
    engine = create_engine(
        f"postgresql+psycopg://{rest}",
        pool_size=3 if read_only else 1,
        max_overflow=0 if not read_only else 1,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "connect_timeout": 5,
            "options": POSTGRESQL_OPTIONS,
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
        },
    )
    if read_only:

        @event.listens_for(engine, "connect")
        def _readers_only(connection: Any, _record: object) -> None:
            connection.read_only = True

    return engine


def sqlite_version() -> str:
    """Return the version of the SQLite library in use, for the health page."""
    return str(getattr(SQLITE, "sqlite_version", sqlite3.sqlite_version))
