"""One open studio: run a command, ask a query, undo, redo, listen, close."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Generic, TypeVar
from uuid import uuid4

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from studio.clock import Clock
from studio.documents.press import Document, Kind
from studio.documents.worker import build_now
from studio.errors import Conflict, Unavailable
from studio.persistence import audit, backup, schema, sorting
from studio.persistence.changes import ChangeSet, recorded, watch
from studio.persistence.engine import is_url, make_engine
from studio.persistence.feed import Feed
from studio.persistence.files import FileStore, open_store
from studio.persistence.lockfile import StudioLock, identity_of
from studio.persistence.secrets import Vault
from studio.persistence.session import plain_errors, worth_another_try
from studio.rules import Rules
from studio.services import access, search
from studio.services.history import History, Step, put_back
from studio.services.operation import Command, Query, Scope
from studio.text import Message

T = TypeVar("T")
log = logging.getLogger("callboard.workspace")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a command answered, what it changed, and the name of its step."""

    value: T
    changes: ChangeSet
    label: Message
    undoable: bool = True


Listener = Callable[[ChangeSet, str], None]

PAUSES = (0.05, 0.2, 0.6, 1.2)
"""How long to wait before each further try of a transaction that a server lost, in seconds."""

PATIENCE = 6.0
"""After this many seconds no further try is begun; then it is the person who tries again."""

UNSURE = 20
"""How many commands are remembered whose commit got no answer."""


class Workspace:
    """A studio file or server, open for one person on one machine."""

    def __init__(
        self,
        studio: str | Path,
        *,
        clock: Clock | None = None,
        person_id: int | None = None,
        roles: frozenset[str] = frozenset(access.ROLES),
        rules: Rules | None = None,
        read_only: bool = False,
        lock: StudioLock | None = None,
        notice: Message | None = None,
        newest_action: int | None = None,
    ) -> None:
        self.studio = studio
        self.notice = notice
        """Why it is open for reading only, where that was not wished."""
        self.read_only = read_only
        self.clock = clock or Clock()
        self.person_id = person_id
        self.roles = roles
        self.history = History()
        self.files: FileStore = open_store(studio)
        self.rules = rules or Rules.load()
        self.last_action = 0
        self.origin = uuid4().hex
        """Marks what was done here, so that the feed of other people's changes leaves it out."""
        self.vault = Vault()
        """Where the keys of sealed personal data come from; tests put keys of their own here."""
        self.build: Callable[[Kind, Document], bytes] = build_now
        """Builds PDFs inside commands; the window puts its worker process here."""
        self._newest_action = newest_action
        self._lock = lock
        self._identity = None if is_url(studio) else identity_of(Path(studio))
        self._listeners: list[Listener] = []
        self._unsure: dict[str, Outcome[Any]] = {}
        self._stepping: tuple[Step, Command[None]] | None = None
        self._feed: Feed | None = None
        self._writing = Lock()
        self._writer: Engine = make_engine(studio, read_only=read_only)
        self._reader: Engine = make_engine(studio, read_only=True)

    @property
    def shared(self) -> bool:
        """Say whether several people work on this studio at once (PostgreSQL)."""
        return is_url(self.studio)

    @property
    def name(self) -> str:
        """The studio's file name, for messages."""
        return "" if self.shared else Path(self.studio).name

    def run(self, command: Command[T]) -> Outcome[T]:
        """Run a command in one transaction.

        Raises StudioError when it is refused; then nothing at all has changed. After Unavailable
        the same command may be run again: it is never done twice, even where the connection broke
        after its commit had been sent.
        """
        outcome = self._transact(command)
        if command.undo and outcome.changes:
            self.history.did(Step(outcome.label, outcome.changes))
        self._tell(outcome.changes, "own")
        return outcome

    def ask(self, query: Query[T]) -> T:
        """Answer a query; everything is fetched and the transaction ended before it returns."""
        access.check(self.roles, query.right)
        self._demand_in_place()
        with plain_errors(self.name, shared=self.shared):
            return self._tried(lambda: self._answer(query))

    def undo(self) -> Outcome[None] | None:
        """Take back the newest step; None when there is none."""
        return self._step_back(self.history.done, self.history.undone)

    def redo(self) -> Outcome[None] | None:
        """Do the newest undone step again; None when there is none."""
        return self._step_back(self.history.undone, self.history.done)

    def listen(self, listener: Listener) -> None:
        """Call `listener(changes, origin)` after each commit, on the thread that committed."""
        self._listeners.append(listener)

    def tell(self, changes: ChangeSet, origin: str) -> None:
        """Pass on what other people changed (the feed calls this)."""
        self._tell(changes, origin)

    def copy_file(self, out: Path) -> tuple[str, int]:
        """Copy the file as it is open here, also when it was moved or deleted meanwhile.

        Returns SHA-256 and size in bytes; raises Unavailable.
        """
        with self._writing:
            connection = self._writer.raw_connection()
            try:
                return backup.make(Path(self.studio), out, connection.driver_connection)
            finally:
                connection.close()

    def follow(self) -> None:
        """Begin to hear of other people's changes; listeners get them with the origin "other"."""
        if self._feed is None:
            self._feed = Feed(
                self.studio,
                self.origin,
                lambda changes: self.tell(changes, "other"),
                self._newest_action,
            )
            self._feed.start()

    def close(self) -> None:
        """Let go of the database; the studio stays complete in its file or on its server."""
        if self._feed is not None:
            self._feed.stop()
        with self._writing:
            self._writer.dispose()
            self._reader.dispose()
            if self._lock is not None:
                self._lock.release()

    def _step_back(self, source: list[Step], target: list[Step]) -> Outcome[None] | None:
        if not source:
            return None
        step = source[-1]
        outcome = self._transact(self._inverse(step))
        self._stepping = None
        source.pop()
        target.append(Step(step.label, outcome.changes))
        self._tell(outcome.changes, "own")
        return outcome

    def _inverse(self, step: Step) -> Command[None]:
        """Return the command that takes a step back; the same one when it is tried again."""
        if self._stepping is None or self._stepping[0] is not step:
            inverse = Command(step.label, lambda session: put_back(session, step.changes))
            self._stepping = step, inverse
        return self._stepping[1]

    def _transact(self, command: Command[T]) -> Outcome[T]:
        access.check(self.roles, command.right)
        if self.read_only:
            raise Unavailable(Message("This studio is open for reading only."))
        with self._writing:
            self._demand_in_place()
            with plain_errors(self.name, shared=self.shared):
                outcome = self._tried(lambda: self._attempt(command))
            self._unsure.pop(command.request_id, None)
            return outcome

    def _tried(self, attempt: Callable[[], T]) -> T:
        """Run a transaction; on a server again where the connection or a race was lost."""
        began = time.monotonic()
        for pause in PAUSES if self.shared else ():
            try:
                return attempt()
            except DBAPIError as error:
                if not worth_another_try(error) or time.monotonic() - began > PATIENCE:
                    raise
                log.info("another try after: %s", type(error.orig).__name__)
            time.sleep(pause)
        return attempt()

    def _answer(self, query: Query[T]) -> T:
        with Session(self._reader, expire_on_commit=False) as session:
            session.info["scope"] = self._scope()
            return query.call(session)

    def _attempt(self, command: Command[T]) -> Outcome[T]:
        with Session(self._writer, expire_on_commit=False) as session:
            session.info.update(scope=self._scope(), origin=self.origin)
            if self.shared:
                schema.demand_newest(session.connection())
            if audit.done_before(session, command.request_id):
                return self._already_done(command)
            watch(session, self.clock.now(), self.person_id)
            value = command.call(session)
            session.flush()
            changes = recorded(session)
            label = session.info.get("label", command.label)
            if changes:
                search.refresh(session, changes)
                sorting.refresh(session.connection(), changes)
                audit.write(session, changes, label, command.request_id)
                self.last_action = session.info.get("action_id", self.last_action)
            outcome = Outcome(value, changes, label, command.undo)
            self._commit(session, command.request_id, outcome)
        return outcome

    def _commit(self, session: Session, request_id: str, outcome: Outcome[Any]) -> None:
        """Commit, remembering the outcome for as long as no answer says that it was done."""
        self._unsure[request_id] = outcome
        while len(self._unsure) > UNSURE:
            del self._unsure[next(iter(self._unsure))]
        self._demand_in_place()  # SQLite itself looks only once, when a transaction first writes
        session.commit()

    def _already_done(self, command: Command[T]) -> Outcome[T]:
        """Return the outcome of a command whose commit got no answer; refuse any other repeat."""
        known = self._unsure.get(command.request_id)
        if known is None:
            raise Conflict(Message("This was already done."))
        log.info("a commit without an answer had reached the database")
        return known

    def _demand_in_place(self) -> None:
        """Refuse to go on with a file that was moved, deleted or replaced while it is open."""
        if self._identity is None:
            return
        try:
            in_place = identity_of(Path(self.studio)) == self._identity
        except OSError:
            in_place = False
        if not in_place:
            raise Unavailable(
                Message(
                    "“{file}” was moved, replaced or deleted while it was open. Nothing was "
                    "changed. Put it back, or save a copy under a new name.",
                    file=self.name,
                )
            )

    def _scope(self) -> Scope:
        return Scope(
            self.clock, self.files, self.rules, self.build, self.person_id, self.roles, self.vault
        )

    def _tell(self, changes: ChangeSet, origin: str) -> None:
        if changes:
            for listener in tuple(self._listeners):
                listener(changes, origin)
