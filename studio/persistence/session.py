"""What a refusal of the database means to a person. No raw database error is an answer."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from studio.errors import Conflict, Denied, StudioError, Unavailable
from studio.text import Message

log = logging.getLogger("callboard.session")

AGAIN = frozenset({"40001", "40P01"})
"""PostgreSQL's codes for a transaction that lost a race: rolled back whole, worth another try."""

WAITED = frozenset({"55P03", "57014"})
"""PostgreSQL's codes for having waited too long for somebody else."""


@contextmanager
def plain_errors(name: str, *, shared: bool) -> Iterator[None]:
    """Turn what the database refuses into StudioErrors; `name` is the studio's file name.

    What no person can mend (a statement that makes no sense, a value that must not be empty) is a
    bug and passes through.
    """
    try:
        yield
    except StaleDataError as error:
        raise Conflict(Message("This record was changed in the meantime.")) from error
    except IntegrityError as error:
        refusal = _broken_rule(error)
        if refusal is None:
            raise
        raise refusal from error
    except PoolTimeout as error:
        raise Unavailable(_busy(name, shared)) from error
    except DBAPIError as error:
        if _wrong_statement(error):
            raise
        log.warning("refused by the database: %s %s", type(error.orig).__name__, code(error))
        raise (_server if shared else _file)(error, name) from error


def code(error: DBAPIError) -> str:
    """Return the driver's own name of an error: SQLITE_BUSY, 40P01; empty where it has none."""
    original = error.orig
    return str(getattr(original, "sqlite_errorname", getattr(original, "sqlstate", "")) or "")


def lost(error: DBAPIError) -> bool:
    """Say whether the connection to a server broke or could not be made."""
    if error.connection_invalidated:
        return True
    return isinstance(error, OperationalError) and code(error)[:2] in ("", "08", "57")


def worth_another_try(error: DBAPIError) -> bool:
    """Say whether running the whole transaction again may succeed at once.

    So it is where an earlier try of the same command was committed meanwhile: the next one sees it.
    """
    if isinstance(error, IntegrityError) and "request_id" in str(error.orig):
        return True
    return (lost(error) and code(error) not in WAITED) or code(error) in AGAIN


def _wrong_statement(error: DBAPIError) -> bool:
    kind = code(error)
    return kind == "SQLITE_ERROR" or (kind.startswith("42") and kind != "42501")


def _broken_rule(error: IntegrityError) -> StudioError | None:
    kind, words = code(error), str(error.orig)
    if kind == "23505" or "UNIQUE" in words:
        return Conflict(
            Message("Somebody else has used the same number or name just now. Try again.")
        )
    if kind == "23P01" or "booking_not_twice" in words:
        return Conflict(
            Message("Somebody else has just been booked for this time. Nothing was changed.")
        )
    if kind in ("23503", "23001") or "FOREIGN KEY" in words:
        return Conflict(
            Message("This is used by another record, or a record it needs is not there any more.")
        )
    return None


def _busy(name: str, shared: bool) -> Message:
    if shared:
        return Message("Somebody else is saving at this moment. Nothing was changed; try again.")
    return Message(
        "“{file}” is in use by another program at this moment. Nothing was changed; try again.",
        file=name,
    )


def _server(error: DBAPIError, name: str) -> StudioError:
    if code(error) in WAITED:
        return Unavailable(_busy(name, True))
    if code(error) == "42501":
        return Denied(Message("The server does not allow you to do this."))
    if code(error) == "53100":
        return Unavailable(Message("The server's disk is full. Nothing was changed."))
    return Unavailable(Message("The server cannot be reached. Nothing was changed; try again."))


def _file(error: DBAPIError, name: str) -> StudioError:
    words = str(error.orig)
    if "full" in words:
        return Unavailable(Message("The disk is full. Nothing was changed; make room, try again."))
    if "locked" in words or "busy" in words:
        return Unavailable(_busy(name, False))
    if "readonly" in words:
        return Unavailable(
            Message("“{file}” cannot be written any more. Nothing was changed.", file=name)
        )
    if "malformed" in words or "not a database" in words or "no such table" in words:
        return Unavailable(
            Message("“{file}” is damaged. Nothing was changed. Restore a copy of it.", file=name)
        )
    return Unavailable(
        Message("“{file}” cannot be reached. Nothing was changed; try again.", file=name)
    )
