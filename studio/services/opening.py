"""Opens a studio, or says clearly why not and what can be done: nothing is changed by looking."""

import logging
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.exc import DBAPIError, OperationalError

from studio.clock import Clock, clock_from_environment, said
from studio.errors import OpeningProblem, Unavailable
from studio.persistence import backup, header, lockfile, upgrade
from studio.persistence.engine import is_url, make_engine
from studio.persistence.header import Damaged, Header, NotAStudio, Unreadable
from studio.persistence.lockfile import InUse, StudioLock
from studio.services.workspace import Workspace
from studio.text import Message

log = logging.getLogger("callboard.opening")


def create_studio(place: str | Path) -> None:
    """Make a new, empty studio: a file that is not there yet, or the tables of an empty database.

    Raises Unavailable where something is there already or the place cannot be written.
    """
    try:
        upgrade.create(place)
    except FileExistsError as error:
        name = _database(str(place)) if is_url(place) else Path(place).name
        raise Unavailable(
            Message("“{file}” is there already. Choose another name.", file=name)
        ) from error
    except OSError as error:
        raise Unavailable(
            Message("“{file}” cannot be made in this folder.", file=Path(place).name)
        ) from error
    except DBAPIError as error:
        raise Unavailable(
            Message("No studio could be made in this database. It must be empty and writable.")
        ) from error


def open_studio(
    place: str | Path,
    *,
    clock: Clock | None = None,
    person_id: int | None = None,
    read_only: bool = False,
    take_over: bool = False,
) -> Workspace:
    """Open a studio by its path or PostgreSQL URL, bringing an older one up to date first.

    Raises OpeningProblem; then the studio is as it was. A file or folder that cannot be written is
    opened for reading, with `workspace.notice` saying so. Today comes from CALLBOARD_TODAY, the
    studio's pinned day or the machine.
    """
    if is_url(place):
        return _open_server(str(place), clock, person_id, read_only)
    return _open_file(Path(place).expanduser().absolute(), clock, person_id, read_only, take_over)


def _open_file(
    path: Path, clock: Clock | None, person_id: int | None, read_only: bool, take_over: bool
) -> Workspace:
    _demand_file(path)
    notice = _wish() if read_only else _why_not_writable(path)
    lock = None
    if notice is None:
        lock, notice = _lock(path, take_over)
    try:
        known = _checked(path, lock)
        if known.older:
            known = _brought_up_to_date(path, known, lock)
        return Workspace(
            path,
            clock=clock or clock_from_environment(known.pinned),
            person_id=known.person_id if person_id is None else person_id,
            read_only=lock is None,
            lock=lock,
            notice=notice,
            newest_action=known.newest_action,
        )
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _demand_file(path: Path) -> None:
    """Refuse what is not there, is a folder or may not be read."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        words = Message("“{file}” is not there. It may have been moved or renamed.", file=path.name)
        ways = ("restore", "leave") if backup.listing(path) else ("leave",)
        raise OpeningProblem(words, "missing", ways) from error
    except OSError as error:
        raise _unreadable(path) from error
    if not path.is_file():
        raise _not_a_studio(path.name)
    if not os.access(path, os.R_OK):
        raise _unreadable(path)


def _wish() -> Message:
    return Message("This studio is open for reading only.")


def _why_not_writable(path: Path) -> Message | None:
    if not os.access(path, os.W_OK):
        return Message("“{file}” is write-protected and open for reading only.", file=path.name)
    if not os.access(path.parent, os.W_OK):
        return Message(
            "The folder of “{file}” is write-protected, so it is open for reading only.",
            file=path.name,
        )
    return None


def _lock(path: Path, take_over: bool) -> tuple[StudioLock | None, Message | None]:
    try:
        return lockfile.take(path, force=take_over), None
    except InUse as used:
        raise _in_use(path, used) from used
    except OSError as error:
        log.info("no lock file can be made: %s", type(error).__name__)
        words = Message(
            "The folder of “{file}” is write-protected, so it is open for reading only.",
            file=path.name,
        )
        return None, words


def _in_use(path: Path, used: InUse) -> OpeningProblem:
    holder = used.holder
    if holder is None:
        words = Message("“{file}” is open under another name.", file=path.name)
        return OpeningProblem(words, "in_use", ("read_only", "leave"))
    words = Message(
        "“{file}” has been open on {host} since {since}, by {person}.",
        file=path.name,
        host=holder.host,
        since=said(holder.moment, datetime.now(UTC).astimezone().date()),
        person=holder.person,
    )
    elsewhere = holder.host != platform.node()
    ways = ("read_only", "take_over", "leave") if elsewhere else ("read_only", "leave")
    return OpeningProblem(words, "in_use", ways)


def _checked(path: Path, lock: StudioLock | None) -> Header:
    """Return the header of a file that is a whole studio of a version we know."""
    crashed = Path(f"{path}-journal").exists() or (lock is not None and lock.left_behind)
    try:
        known = header.of_file(path, mend=lock is not None)
    except NotAStudio as error:
        # With copies of it at hand, this was a studio once: its beginning has been destroyed.
        known_once = bool(backup.listing(path))
        raise (_damaged(path) if known_once else _not_a_studio(path.name)) from error
    except Damaged as error:
        raise _damaged(path) from error
    except Unreadable as error:
        raise (_interrupted(path) if crashed else _unreadable(path)) from error
    if known.newer:
        raise OpeningProblem(
            Message(
                "“{file}” was made by a newer Callboard. Install the newest version to open it.",
                file=path.name,
            ),
            "newer",
        )
    if crashed and lock is not None and (found := header.problems(path)):
        log.warning("quick check after a crash: %d problems", len(found))
        raise _damaged(path, readable=True)
    return known


def _brought_up_to_date(path: Path, known: Header, lock: StudioLock | None) -> Header:
    if lock is None:
        raise OpeningProblem(
            Message(
                "“{file}” was made by an older Callboard and has to be brought up to date, which "
                "cannot be done while it is read-only. Copy it to a folder you can write to.",
                file=path.name,
            ),
            "older",
        )
    copy = backup.keep(path, datetime.now(UTC), why="upgrade")
    log.info("schema %s, copied before the upgrade to %s", known.version, copy.path.name)
    try:
        upgrade.upgrade(path)
    except Exception as error:
        log.exception("the upgrade failed and was undone")
        raise OpeningProblem(
            Message(
                "“{file}” could not be brought up to date. It is as it was before, and a copy is "
                "kept among the backups.",
                file=path.name,
            ),
            "upgrade",
            ("again", "leave"),
        ) from error
    return header.of_file(path)


def _open_server(
    url: str, clock: Clock | None, person_id: int | None, read_only: bool
) -> Workspace:
    try:
        known = _server_header(url)
        if known.older:
            upgrade.upgrade(url)
            known = _server_header(url)
    except OperationalError as error:
        log.info("the server cannot be reached: %s", type(error.orig).__name__)
        words = Message("The studio “{database}” cannot be reached.", database=_database(url))
        raise OpeningProblem(words, "unreachable", ("again", "leave")) from error
    except LookupError as error:
        words = Message("There is no studio in “{database}” yet.", database=_database(url))
        raise OpeningProblem(words, "missing", ("create", "leave")) from error
    except NotAStudio as error:
        raise _not_a_studio(_database(url)) from error
    if known.newer:
        words = Message("This studio was made by a newer Callboard. Install the newest version.")
        raise OpeningProblem(words, "newer")
    return Workspace(
        url,
        clock=clock or clock_from_environment(known.pinned),
        person_id=known.person_id if person_id is None else person_id,
        read_only=read_only,
        notice=_wish() if read_only else None,
        newest_action=known.newest_action,
    )


def _server_header(url: str) -> Header:
    engine = make_engine(url, read_only=True)
    try:
        return header.of_server(engine)
    finally:
        engine.dispose()


def _database(url: str) -> str:
    """Return a database's name and host, without person and password."""
    parts = urlsplit(url)
    return f"{parts.path.lstrip('/')} · {parts.hostname or ''}"


def _not_a_studio(name: str) -> OpeningProblem:
    return OpeningProblem(Message("“{file}” is not a Callboard studio.", file=name), "not_a_studio")


def _unreadable(path: Path) -> OpeningProblem:
    words = Message("“{file}” cannot be read. Check that it is yours to open.", file=path.name)
    return OpeningProblem(words, "unreachable", ("again", "leave"))


def _interrupted(path: Path) -> OpeningProblem:
    """Say that a crash left work to be taken back, which needs writing."""
    words = Message(
        "“{file}” was not closed properly. Open it once for writing, so that it can be mended.",
        file=path.name,
    )
    return OpeningProblem(words, "unreachable", ("again", "leave"))


def _damaged(path: Path, *, readable: bool = False) -> OpeningProblem:
    """Say that a file is damaged; it stays as it is whatever is chosen."""
    words = Message("“{file}” is damaged. It has been left as it is.", file=path.name)
    ways = (("read_only",) if readable else ()) + ("restore", "leave")
    return OpeningProblem(words, "damaged", ways)
