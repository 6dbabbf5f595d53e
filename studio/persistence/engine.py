"""Makes database engines: SQLite by way of pysqlite3, PostgreSQL by way of psycopg."""

import logging
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.pool import QueuePool

from studio.errors import Invalid
from studio.text import Message

try:
    import pysqlite3.dbapi2 as sqlite_module  # type: ignore[import-untyped]  # it brings no types
except ImportError:  # no wheel for this machine; DELETE mode is safe on the standard one too
    import sqlite3 as sqlite_module

SQLITE: ModuleType = sqlite_module

APPLICATION_ID = 0x43424431
"""'CBD1' in the SQLite header: how a studio file is told from any other database."""

BUSY_SECONDS = 5.0
"""How long SQLite itself waits for a lock before it says busy."""

COMMIT_TRIES = 12
"""How often a COMMIT is tried while readers finish: a minute in all."""

PRAGMAS = (
    # DELETE notices a moved or replaced file where WAL kept saving into nothing; EXTRA survives
    # a power cut between the commit and the removal of the journal.
    ("journal_mode", "delete"),
    ("synchronous", "3"),
    ("foreign_keys", "1"),
    ("trusted_schema", "0"),
    ("cell_size_check", "1"),
    ("mmap_size", "0"),
    ("secure_delete", "1"),
    ("fullfsync", "1"),  # macOS flushes the drive's own cache only when asked; no matter elsewhere
)

READERS = 3

POSTGRESQL_LIMITS = (
    "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000 "
)

log = logging.getLogger("callboard.engine")


def is_url(studio: str | Path) -> bool:
    """Say whether a studio is named by a PostgreSQL URL rather than by a file."""
    return str(studio).startswith(("postgresql://", "postgresql+psycopg://", "postgres://"))


def driver_url(url: str) -> str:
    """Return a PostgreSQL URL as SQLAlchemy takes it."""
    return f"postgresql+psycopg://{url.partition('://')[2]}"


def plain_url(url: str) -> str:
    """Return a PostgreSQL URL as psycopg itself takes it."""
    return f"postgresql://{url.partition('://')[2]}"


def make_engine(
    studio: str | Path, *, read_only: bool = False, schema_changes: bool = False
) -> Engine:
    """Return an engine for a file or a PostgreSQL URL; readers get their own, read-only one.

    `schema_changes` is for migrations: one transaction with the file to itself, foreign keys
    checked at its end instead of followed (a rebuilt parent table would take its children along),
    and no time limit.
    """
    if is_url(studio):
        return _postgresql(str(studio), read_only, schema_changes)
    return _sqlite(Path(studio), read_only, schema_changes)


class _PatientConnection(SQLITE.Connection):  # type: ignore[name-defined,misc]
    """A connection whose COMMIT waits for readers: in DELETE mode one open read makes it busy."""

    def commit(self) -> None:
        """Commit; while a reader is in the way, try again, and in the end take all of it back."""
        try:
            self._commit_patiently()
        except SQLITE.Error:
            # SQLAlchemy counts a transaction as ended once COMMIT was sent. Left open, it would
            # keep everybody else out of the file.
            self.rollback()
            raise

    def _commit_patiently(self) -> None:
        for attempt in range(1, COMMIT_TRIES + 1):
            try:
                super().commit()
            except SQLITE.OperationalError as error:
                if "locked" not in str(error) or attempt == COMMIT_TRIES:
                    raise
                log.info("a commit waits for a reader, try %d", attempt)
                time.sleep(0.05)
            else:
                return


def file_uri(path: Path, mode: str) -> str:
    """Return a path as SQLite's URI (spaces, # and ? are ordinary in file names)."""
    return f"{path.absolute().as_uri()}?mode={mode}"


def _sqlite(path: Path, read_only: bool, schema_changes: bool) -> Engine:
    uri = file_uri(path, "ro" if read_only else "rw")

    def connect() -> Any:
        return SQLITE.connect(
            uri,
            uri=True,
            timeout=BUSY_SECONDS,
            check_same_thread=False,
            factory=_PatientConnection,
            isolation_level=None,  # transactions are begun below, by us alone
        )

    engine = create_engine(
        "sqlite://",
        creator=connect,  # a URL would split a path at its # or ?
        module=SQLITE,
        poolclass=QueuePool,
        pool_size=READERS if read_only else 1,
        max_overflow=READERS if read_only else 0,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        for name, value in PRAGMAS:
            if read_only and name == "journal_mode":
                continue
            wanted = "0" if schema_changes and name == "foreign_keys" else value
            _set(connection, name, wanted)
        if read_only:
            connection.execute("PRAGMA query_only=ON")

    begin = "BEGIN" if read_only else "BEGIN EXCLUSIVE" if schema_changes else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "handle_error", _refuse_unkeepable)
    return engine


def _set(connection: Any, name: str, value: str) -> None:
    """Set a pragma and see that it took: SQLite ignores what it does not know or cannot do."""
    connection.execute(f"PRAGMA {name}={value}")
    found = connection.execute(f"PRAGMA {name}").fetchone()
    if found is not None and str(found[0]) != value:
        raise SQLITE.OperationalError(f"database is locked: {name} is {found[0]}, not {value}")


def _postgresql(url: str, read_only: bool, schema_changes: bool) -> Engine:
    engine = create_engine(
        driver_url(url),
        pool_size=READERS if read_only else 1,
        max_overflow=1 if read_only else 0,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args=connect_options(limits=not schema_changes),
    )
    if read_only:

        @event.listens_for(engine, "connect")
        def _readers_only(connection: Any, _record: object) -> None:
            connection.read_only = True

    event.listen(engine, "handle_error", _refuse_unkeepable)
    return engine


def connect_options(*, limits: bool = True) -> dict[str, Any]:
    """Return what every connection to PostgreSQL is made with."""
    return {
        "connect_timeout": 5,
        "application_name": "callboard",
        "options": f"{POSTGRESQL_LIMITS if limits else ''}-c timezone=UTC",
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
    }


def _refuse_unkeepable(context: ExceptionContext) -> None:
    """Say it plainly where a value got as far as the driver and cannot be kept.

    The checks of each field come first; this is the net below them.
    """
    error = context.original_exception
    too_large = isinstance(error, OverflowError)
    unpaired = isinstance(error, UnicodeEncodeError)
    if too_large or unpaired or type(error).__name__ in _UNKEEPABLE:
        words = Message("A value is too large or has characters that cannot be kept.")
        raise Invalid({}, words) from error


_UNKEEPABLE = frozenset(
    {"DataError", "NumericValueOutOfRange", "UntranslatableCharacter", "StringDataRightTruncation"}
)
"""What the drivers call a value they cannot keep."""


def sqlite_version() -> str:
    """Return the version of the SQLite library in use, for the health page."""
    return str(SQLITE.sqlite_version)
