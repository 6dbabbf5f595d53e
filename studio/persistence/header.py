"""What a file or database says about itself, read before anything else is done to it.

Files are looked at through SQLite only: opening and closing one by hand would drop the locks that
other connections of this process hold on it.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, inspect
from sqlalchemy.exc import ProgrammingError

from studio.persistence.engine import APPLICATION_ID, BUSY_SECONDS, SQLITE, file_uri
from studio.persistence.schema import NEWEST

SMALLEST = 512
"""The smallest database there can be, in bytes. An empty file passes SQLite's own check."""


class NotAStudio(Exception):
    """A file or database of something else."""


class Damaged(Exception):
    """A studio whose content is not whole; the reason is for the log."""


class Unreadable(Exception):
    """The system does not let us read it, or it waits for a repair that needs writing."""


@dataclass(frozen=True, slots=True)
class Header:
    """What is known of a studio before it is open.

    Its schema version, the day it is pinned to, its first person, and its newest action.
    """

    version: str
    pinned: date | None = None
    person_id: int | None = None
    newest_action: int = 0

    @property
    def newer(self) -> bool:
        """Say whether a newer program made it."""
        return self.version > NEWEST

    @property
    def older(self) -> bool:
        """Say whether it has to be brought up to date."""
        return self.version < NEWEST


@contextlib.contextmanager
def raw(path: Path, mode: str = "ro") -> Iterator[Any]:
    """Open a file by SQLite without any setting that would write to it."""
    connection = SQLITE.connect(
        file_uri(path, mode), uri=True, timeout=BUSY_SECONDS, isolation_level=None
    )
    try:
        yield connection
    finally:
        connection.close()


def of_file(path: Path, *, mend: bool = False) -> Header:
    """Return a file's header; raises NotAStudio, Damaged or Unreadable, never writes.

    `mend` lets SQLite finish what a crash interrupted; only for whoever holds the lock.
    """
    if path.stat().st_size < SMALLEST:
        raise NotAStudio(path.name)
    try:
        return _look(path, "ro")
    except Unreadable:
        if not mend:
            raise
        return _look(path, "rw")


def _look(path: Path, mode: str) -> Header:
    try:
        if _foreign(path):
            raise NotAStudio(path.name)
        with raw(path, mode) as connection:
            if _one(connection, "PRAGMA application_id") != APPLICATION_ID:
                raise NotAStudio(path.name)
            written = _one(connection, "PRAGMA user_version")
            if written > int(NEWEST):
                return Header(f"{written:04d}")
            version = _one(connection, "SELECT version_num FROM schema_version")
            if not version:
                raise Damaged("the schema version is missing")
            return _with_facts(connection, version)
    except SQLITE.DatabaseError as error:
        raise _meaning(error) from error


def _foreign(path: Path) -> bool:
    """Say whether a file is another program's, without so much as a lock or a file beside it.

    What a crash interrupted looks damaged here, because journals are not read: no is no answer.
    """
    try:
        with raw(path, "ro&immutable=1") as connection:
            return bool(_one(connection, "PRAGMA application_id") != APPLICATION_ID)
    except SQLITE.DatabaseError:
        return False


def _with_facts(connection: Any, version: str) -> Header:
    if version != NEWEST:
        return Header(version)
    pinned = _one(connection, "SELECT pinned_today FROM studio")
    person = _one(connection, "SELECT id FROM person WHERE NOT archived ORDER BY id LIMIT 1")
    newest = _one(connection, "SELECT max(id) FROM action") or 0
    return Header(version, date.fromisoformat(pinned) if pinned else None, person, newest)


def _one(connection: Any, statement: str) -> Any:
    row = connection.execute(statement).fetchone()
    return row[0] if row else None


def _meaning(error: Exception) -> Exception:
    """Return what SQLite's refusal says about the file."""
    name = str(getattr(error, "sqlite_errorname", ""))
    words = str(error)
    if name.startswith("SQLITE_NOTADB") or "not a database" in words:
        return NotAStudio(words)
    if name.startswith("SQLITE_CORRUPT") or "malformed" in words or "no such table" in words:
        return Damaged(words)
    return Unreadable(words)


def problems(path: Path) -> list[str]:
    """Return what SQLite's quick check finds wrong with a file; nothing where it is whole."""
    try:
        with raw(path) as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA quick_check(20)")]
    except SQLITE.DatabaseError as error:
        return [str(error)]
    return [] if found == ["ok"] else found


def of_server(engine: Engine) -> Header:
    """Return a server studio's header; raises NotAStudio, and LookupError where there is none."""
    with engine.connect() as connection:
        try:
            version = connection.exec_driver_sql("SELECT version_num FROM schema_version").scalar()
        except ProgrammingError as error:
            connection.rollback()
            if inspect(connection).get_table_names():
                raise NotAStudio(engine.url.database) from error
            raise LookupError(engine.url.database) from error
        if not version:
            raise NotAStudio(engine.url.database)
        if version != NEWEST:
            return Header(version)
        pinned = connection.exec_driver_sql("SELECT pinned_today FROM studio").scalar()
        person = connection.exec_driver_sql(
            "SELECT id FROM person WHERE NOT archived ORDER BY id LIMIT 1"
        ).scalar()
        newest = connection.exec_driver_sql("SELECT max(id) FROM action").scalar() or 0
        return Header(version, pinned, person, newest)
