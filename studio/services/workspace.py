"""One open studio: run a command, ask a query, undo, redo, listen, close."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

from studio.clock import Clock
from studio.errors import Conflict, Unavailable
from studio.persistence import audit
from studio.persistence.changes import ChangeSet, recorded, watch
from studio.persistence.engine import is_url, make_engine
from studio.persistence.files import FileStore, open_store
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
    ) -> None:
        self.studio = studio
        self.read_only = read_only
        self.clock = clock or Clock()
        self.person_id = person_id
        self.roles = roles
        self.history = History()
        self.files: FileStore = open_store(studio)
        self.rules = rules or Rules.load()
        self.last_action = 0
        self._listeners: list[Listener] = []
        self._writing = Lock()
        self._writer: Engine = make_engine(studio, read_only=read_only)
        self._reader: Engine = make_engine(studio, read_only=True)

    @property
    def shared(self) -> bool:
        """Say whether several people work on this studio at once (PostgreSQL)."""
        return is_url(self.studio)

    def run(self, command: Command[T]) -> Outcome[T]:
        """Run a command in one transaction.

        Raises StudioError when it is refused; then nothing at all has changed.
        """
        outcome = self._transact(command)
        if command.undo and outcome.changes:
            self.history.did(Step(outcome.label, outcome.changes))
        self._tell(outcome.changes, "own")
        return outcome

    def ask(self, query: Query[T]) -> T:
        """Answer a query; everything is fetched and the transaction ended before it returns."""
        access.check(self.roles, query.right)
        try:
            with Session(self._reader, expire_on_commit=False) as session:
                session.info["scope"] = self._scope()
                return query.call(session)
        except OperationalError as error:
            raise Unavailable(_unreachable(self.shared)) from error

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

    def close(self) -> None:
        """Let go of the database; the studio stays complete in its file or on its server."""
        with self._writing:
            self._writer.dispose()
            self._reader.dispose()

    def _step_back(self, source: list[Step], target: list[Step]) -> Outcome[None] | None:
        if not source:
            return None
        step = source[-1]
        outcome = self._transact(
            Command(step.label, lambda session: put_back(session, step.changes))
        )
        source.pop()
        target.append(Step(step.label, outcome.changes))
        self._tell(outcome.changes, "own")
        return outcome

    def _transact(self, command: Command[T]) -> Outcome[T]:
        access.check(self.roles, command.right)
        if self.read_only:
            raise Unavailable(Message("This studio is open for reading only."))
        with self._writing:
            try:
                return self._attempt(command)
            except StaleDataError as error:
                raise Conflict(Message("This record was changed in the meantime.")) from error
            except IntegrityError:
                raise
            except DBAPIError as error:
                log.warning("command failed in the database: %s", type(error.orig).__name__)
                raise Unavailable(_unreachable(self.shared)) from error

    def _attempt(self, command: Command[T]) -> Outcome[T]:
        with Session(self._writer, expire_on_commit=False) as session:
            session.info["scope"] = self._scope()
            watch(session, self.clock.now(), self.person_id)
            audit.refuse_repeat(session, command.request_id)
            value = command.call(session)
            session.flush()
            changes = recorded(session)
            label = session.info.get("label", command.label)
            if changes:
                search.refresh(session, changes)
                audit.write(session, changes, label, command.request_id)
                self.last_action = session.info.get("action_id", self.last_action)
            session.commit()
        return Outcome(value, changes, label, command.undo)

    def _scope(self) -> Scope:
        return Scope(self.clock, self.files, self.rules, self.person_id, self.roles)

    def _tell(self, changes: ChangeSet, origin: str) -> None:
        if changes:
            for listener in tuple(self._listeners):
                listener(changes, origin)


def _unreachable(shared: bool) -> Message:
    if shared:
        return Message("The server cannot be reached. Nothing was changed; try again.")
    return Message("The studio file cannot be written now. Nothing was changed; try again.")
