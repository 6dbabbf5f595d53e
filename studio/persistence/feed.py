"""Other people's changes: a server tells of each commit, a file is looked at twice a second."""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from studio.persistence.audit import ACTIONS, CHANNEL, ROWS, typed
from studio.persistence.changes import ChangeSet, RowChange
from studio.persistence.engine import connect_options, is_url, make_engine, plain_url

EVERY = 0.5
"""Seconds between two looks at a file, and between two looks at whether to stop."""

AGAIN = 3.0
"""Seconds before a lost connection is made again."""

OVERLAP = 200
"""How many actions back are looked at once more: numbers are taken before commits arrive."""

log = logging.getLogger("callboard.feed")


class Feed:
    """Watches one studio on a thread of its own and hands on what others changed."""

    def __init__(
        self,
        studio: str | Path,
        origin: str,
        tell: Callable[[ChangeSet], None],
        since: int | None = None,
    ) -> None:
        """`since` is the newest action known when the studio was opened; later ones are told."""
        self._studio = studio
        self._origin = origin
        self._tell = tell
        self._stopping = Event()
        self._engine = make_engine(studio, read_only=True)
        self._seen: set[int] = set()
        self._newest = 0
        self._since = since
        self._version: int | None = None
        watch = self._listen if is_url(studio) else self._poll
        self._watch = watch
        self._thread = Thread(target=self._run, name="callboard-feed", daemon=True)

    def start(self) -> None:
        """Begin to watch; returns at once, also where the server is slow."""
        self._thread.start()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._begin()
                break
            except DBAPIError as error:
                log.info("nothing can be watched yet: %s", type(error.orig).__name__)
                self._stopping.wait(AGAIN)
        self._watch()

    def stop(self) -> None:
        """Stop, and wait for the thread to end."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        self._engine.dispose()

    def _poll(self) -> None:
        """Look at a file's change counter, and at its journal when that has moved."""
        while not self._stopping.wait(EVERY):
            try:
                with self._engine.connect() as connection:
                    version = connection.exec_driver_sql("PRAGMA data_version").scalar()
                if version != self._version:
                    self._version = version
                    self._look()
            except DBAPIError as error:
                log.info("the file cannot be watched now: %s", type(error.orig).__name__)

    def _listen(self) -> None:
        """Wait for the server's word; look afresh after each break of the connection."""
        import psycopg  # loads slowly, and a studio in a file never needs it

        while not self._stopping.is_set():
            try:
                with psycopg.connect(
                    plain_url(str(self._studio)), autocommit=True, **connect_options(limits=False)
                ) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    self._look()
                    self._hear(connection)
            except (psycopg.Error, DBAPIError) as error:
                log.info("the server is not heard now: %s", type(error).__name__)
                self._stopping.wait(AGAIN)

    def _hear(self, connection: Any) -> None:
        while not self._stopping.is_set():
            for notice in connection.notifies(timeout=EVERY):
                origin, _, action = notice.payload.partition(" ")
                if origin != self._origin:
                    self._look(int(action))
                if self._stopping.is_set():
                    return

    def _begin(self) -> None:
        """Count everything that is there already as seen."""
        with self._engine.connect() as connection:
            newest = self._since
            if newest is None:
                newest = connection.execute(select(func.max(ACTIONS.c.id))).scalar() or 0
            recent = select(ACTIONS.c.id).where(
                ACTIONS.c.id > newest - OVERLAP, ACTIONS.c.id <= newest
            )
            self._seen = set(connection.execute(recent).scalars())
            self._newest = newest

    def _look(self, action: int | None = None) -> None:
        """Hand on one announced action, or all that have come since."""
        with self._engine.connect() as connection:
            for found, origin in self._new(connection, action):
                self._seen.add(found)
                self._newest = max(self._newest, found)
                if origin != self._origin:
                    self._tell(changes_of(connection, found))
        self._seen = {found for found in self._seen if found > self._newest - 2 * OVERLAP}

    def _new(self, connection: Connection, action: int | None) -> list[tuple[int, str]]:
        asked = select(ACTIONS.c.id, ACTIONS.c.origin).order_by(ACTIONS.c.id)
        if action is not None:
            asked = asked.where(ACTIONS.c.id == action)
        else:
            asked = asked.where(ACTIONS.c.id > self._newest - OVERLAP)
        rows = connection.execute(asked).all()
        return [(row.id, row.origin) for row in rows if row.id not in self._seen]


def changes_of(connection: Connection, action: int) -> ChangeSet:
    """Return what one action changed, as its own ChangeSet was."""
    rows = connection.execute(
        select(ROWS).where(ROWS.c.action_id == action).order_by(ROWS.c.id)
    ).all()
    return ChangeSet(
        tuple(
            RowChange(
                row.table,
                row.key,
                row.noun,
                row.record,
                typed(row.table, row.before),
                typed(row.table, row.after),
            )
            for row in rows
        )
    )
