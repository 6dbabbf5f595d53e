"""Commands and queries: calls that have a label and have not run yet.

A service function is written with the session first and turned into a factory:

    @command("Rename client", right="clients.edit")
    def rename(session: Session, client_id: int, *, version: int, name: str) -> int: ...

    workspace.run(rename(3, version=7, name="Acme"))
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, Generic, ParamSpec, TypeVar, cast
from uuid import uuid4

from sqlmodel import Session

from studio.clock import Clock, said
from studio.documents.press import Document, Kind
from studio.errors import Conflict, Missing
from studio.persistence import audit
from studio.persistence.base import Entity
from studio.persistence.files import FileStore
from studio.persistence.secrets import Vault
from studio.rules import Rules
from studio.text import Message

P = ParamSpec("P")
T = TypeVar("T")
E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True)
class Command(Generic[T]):
    """One change that runs in one transaction and is one step of undo."""

    label: Message
    call: Callable[[Session], T]
    right: str = ""
    undo: bool = True
    request_id: str = field(default_factory=lambda: uuid4().hex)
    """Made with the command, so that a retry after a lost connection is recognised (D6)."""


@dataclass(frozen=True, slots=True)
class Query(Generic[T]):
    """One question; it changes nothing."""

    call: Callable[[Session], T]
    right: str = ""


def command(
    label: str, *, right: str = "", undo: bool = True
) -> Callable[[Callable[Concatenate[Session, P], T]], Callable[P, Command[T]]]:
    """Turn a function on a session into a factory of commands; `label` names the step for undo.

    `undo=False` is for what the world has seen: sent, issued, paid.
    """

    def make(function: Callable[Concatenate[Session, P], T]) -> Callable[P, Command[T]]:
        @wraps(function)
        def build(*args: P.args, **keywords: P.kwargs) -> Command[T]:
            def call(session: Session) -> T:
                return function(session, *args, **keywords)

            return Command(Message(label), call, right, undo)

        return cast(Callable[P, Command[T]], build)

    return make


def query(
    function: Callable[Concatenate[Session, P], T],
) -> Callable[P, Query[T]]:
    """Turn a function on a session into a factory of queries."""

    @wraps(function)
    def build(*args: P.args, **keywords: P.kwargs) -> Query[T]:
        def call(session: Session) -> T:
            return function(session, *args, **keywords)

        return Query(call)

    return cast(Callable[P, Query[T]], build)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a running call may know besides its session."""

    clock: Clock
    files: FileStore
    rules: Rules
    build: Callable[[Kind, Document], bytes]
    """Builds the PDF of a document inside a command that freezes it: build("invoice", document)."""
    person_id: int | None = None
    roles: frozenset[str] = frozenset()
    vault: Vault = field(default_factory=Vault)
    """Where the keys of sealed personal data come from."""


def scope(session: Session) -> Scope:
    """Return what surrounds the running call."""
    return cast(Scope, session.info["scope"])


def today(session: Session) -> date:
    """Return the studio's calendar day (pinned in the demo)."""
    return scope(session).clock.today()


def now(session: Session) -> datetime:
    """Return the moment in UTC."""
    return scope(session).clock.now()


def name_step(session: Session, label: Message) -> None:
    """Give the running command's undo step a fuller name, such as "Rename client Acme"."""
    session.info["label"] = label


def load(session: Session, table: type[E], key: int, version: int | None = None) -> E:
    """Return a row to change; refuse when it is gone or newer than the version it was read with.

    Raises Missing, or Conflict with the columns that differ left to the caller to show.
    """
    row = session.get(table, key)
    if row is None:
        raise Missing(Message("This record is not there any more."))
    if version is not None and row.version != version:
        raise Conflict(
            changed_meanwhile(session, *row.home()),
            noun=str(table.__tablename__),
            key=key,
            theirs={attr: getattr(row, attr) for attr in table.model_fields},
            version=row.version,
        )
    return row


def changed_meanwhile(session: Session, noun: str, record: int) -> Message:
    """Say that a record was changed since it was read, by whom and when if that is known."""
    newest = audit.newest_on(session, noun, record)
    if newest is None:
        return Message("This record was changed in the meantime.")
    at, person = newest
    return Message(
        "{person} changed this record in the meantime ({time}).",
        person=person,
        time=said(at, today(session)),
    )
