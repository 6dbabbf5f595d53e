"""What travels to a worker and back: questions, orders, one call on its way, its progress."""

import weakref
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from threading import Event
from types import MethodType
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from studio.errors import StudioError
from studio.text import Message

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
_lives: Callable[[object], bool] = isValid  # its own signature has no types


class Question(Protocol[T_co]):
    """A query of studio.services: it answers T when the workspace is asked."""

    @property
    def call(self) -> Callable[[Any], T_co]:
        """The function on a session."""
        ...


class Order(Question[T_co], Protocol[T_co]):
    """A command of studio.services: a question that changes something, with a label."""

    @property
    def label(self) -> Message:
        """The name of the step for undo."""
        ...


class Studio(Protocol):
    """What is needed of an open studio: studio.services.workspace.Workspace has it."""

    def run(self, command: Any) -> Any:
        """Run a command; return its Outcome."""
        ...

    def ask(self, query: Any) -> Any:
        """Answer a query."""
        ...

    def undo(self) -> Any:
        """Take back the newest step."""
        ...

    def redo(self) -> Any:
        """Do the newest undone step again."""
        ...


Then = Callable[[T], object]
Failed = Callable[[StudioError], object]


class Inline(Executor):
    """Does the work at once, on the calling thread: for tests."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> "Future[T]":
        """Call the function and return its finished future."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001  kept in the future, as every executor does
            future.set_exception(error)
        return future


class Progress:
    """How far a long job is, and whether it should stop. Safe on both threads."""

    def __init__(self, said: Callable[[int, int, str], None] | None = None) -> None:
        self._stop = Event()
        self._said = said

    @property
    def cancelled(self) -> bool:
        """True when the person does not want the result any more."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._stop.set()

    def report(self, done: int, total: int, words: str = "") -> None:
        """Say how far the job is (called by the job)."""
        if self._said is not None:
            self._said(done, total, words)


@dataclass(slots=True, eq=False)
class Task:
    """One call on its way."""

    owner: "weakref.ref[QObject]"
    then: Callable[[], Callable[[Any], object] | None]
    failed: Callable[[], Callable[[StudioError], object] | None]
    work: Callable[[], Any]
    lane: str
    slot: tuple[int, str] | None = None
    asks: bool = False
    """True for what needs the studio itself, false for plain functions."""
    told: Callable[[], Callable[[int, int, str], object] | None] | None = None
    future: "Future[Any] | None" = None

    def wanted(self) -> bool:
        """True while the owner lives, in Python and in Qt."""
        owner = self.owner()
        return owner is not None and _lives(owner)


class Ours:
    """What a command answers on the writer: kept apart from a plain value."""

    def __init__(self, outcome: Any, *, whole: bool) -> None:
        self.outcome = outcome
        self.answer = outcome if whole else outcome.value


def weakly(call: Callable[..., object] | None, owner: QObject) -> Callable[[], Any]:
    """Return what finds the callback again: the owner's own methods do not keep it alive."""
    if isinstance(call, MethodType) and call.__self__ is owner:
        return weakref.WeakMethod(call)
    return Kept(call)


@dataclass(frozen=True, slots=True)
class Kept:
    """A callback that is no method of the owner, such as a model's."""

    call: Callable[..., object] | None

    def __call__(self) -> Callable[..., object] | None:
        """Return the callback."""
        return self.call


def nothing() -> None:
    """Stand in for the work until it is known."""


def undo_step(studio: Studio) -> Ours | None:
    """Take back the newest step of a studio."""
    outcome = studio.undo()
    return None if outcome is None else Ours(outcome, whole=True)


def redo_step(studio: Studio) -> Ours | None:
    """Do the newest undone step of a studio again."""
    outcome = studio.redo()
    return None if outcome is None else Ours(outcome, whole=True)
