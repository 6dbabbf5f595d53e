"""Copies of a studio: kept by themselves, made by hand, put back in place of a damaged file."""

import logging
from datetime import UTC, datetime
from pathlib import Path

from studio import writing
from studio.errors import OpeningProblem, Unavailable
from studio.persistence import backup, lockfile, transfer
from studio.persistence.backup import Copy
from studio.persistence.files import copy_all, folder_of
from studio.persistence.lockfile import InUse
from studio.services import search
from studio.services.workspace import Workspace
from studio.text import Message

__all__ = ["Copy", "copies", "keep", "newest_whole", "restore", "save_copy"]

log = logging.getLogger("callboard.backup")


def keep(workspace: Workspace) -> Copy | None:
    """Add an automatic copy where one is due: something was saved, half an hour has passed.

    Called when nothing else is to be done and before closing, off the window's thread. A studio on
    a server is backed up by its server. Raises Unavailable, also where the studio is damaged; the
    copies made before then stay.
    """
    if workspace.shared or workspace.read_only:
        return None
    studio, now = Path(workspace.studio), datetime.now(UTC)
    # A copy from a time to come is left out: the clock was wrong when it was made.
    known = [copy for copy in backup.listing(studio) if copy.made_at <= now]
    saved_at = datetime.fromtimestamp(studio.stat().st_mtime, UTC)
    if known and (saved_at <= known[0].made_at or now - known[0].made_at < backup.EVERY):
        return None
    copy = backup.keep(studio, now)
    log.info("copied to %s, %d bytes", copy.path.name, copy.size)
    return copy


def copies(place: str | Path) -> list[Copy]:
    """Return the copies of a studio that are kept on this machine, newest first."""
    return backup.listing(Path(place))


def newest_whole(place: str | Path) -> Copy | None:
    """Return the newest copy that opens and is, byte for byte, what was made; None without one."""
    return next((copy for copy in copies(place) if backup.whole(copy)), None)


def restore(place: str | Path, copy: Copy) -> Path | None:
    """Put a copy in the place of a closed studio; return where the replaced file was put.

    Nothing is deleted: the replaced file stays beside it under another name. Raises Unavailable,
    or OpeningProblem where somebody has it open.
    """
    studio = Path(place)
    lock = None
    try:
        lock = lockfile.take(studio, force=True) if studio.exists() else None
        aside = backup.restore(studio, copy.path, datetime.now(UTC))
    except InUse as error:
        words = Message("“{file}” is open. Close it everywhere first.", file=studio.name)
        raise OpeningProblem(words, "in_use", ("again", "leave")) from error
    finally:
        if lock is not None:
            lock.release()
    log.info("restored from %s, the replaced file is %s", copy.path.name, aside and aside.name)
    return aside


def save_copy(workspace: Workspace, out: Path) -> Copy:
    """Write a whole copy of a studio, its files beside it; raises Unavailable.

    From a server this makes a studio file that opens by itself. Nothing that is at the place is
    written over. A file that was moved or deleted while it is open is saved all the same.
    """
    if out.exists():
        raise Unavailable(Message("“{file}” is there already. Choose another name.", file=out.name))
    try:
        if workspace.shared:
            transfer.to_file(str(workspace.studio), out)
            _index(out)
        else:
            workspace.copy_file(out)
            copy_all(folder_of(Path(workspace.studio)), folder_of(out))
    except OSError as error:
        raise Unavailable(writing.reason(error, out)) from error
    sha256, size = backup.measure(out)
    return Copy(out, datetime.now(UTC), size, sha256, "hand")


def _index(out: Path) -> None:
    """Build the search index of a file that was written row by row."""
    copy = Workspace(out)
    try:
        copy.run(search.rebuild())
    finally:
        copy.close()
