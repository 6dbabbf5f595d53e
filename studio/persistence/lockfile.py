"""The lock of a studio file: one writer at a time, and everybody else is told who that is.

Beside `lane.callboard` lies `lane.callboard.lock`, which says who has it open and is locked by the
system for as long as that program lives: what a crash leaves behind is free at once. Where the
system can, the studio file itself is locked too, far behind its end, so that a second name for
the same file (a hard link) does not open a second door.
"""

import contextlib
import errno
import getpass
import json
import os
import platform
import sys
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from studio import paths

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl
    import struct

FAR = 1 << 40
"""Where the locked byte lies: behind any content, and clear of the bytes SQLite locks (1 GiB)."""

_UNSUPPORTED = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL})


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a studio open for writing; `since` is in UTC."""

    person: str
    host: str
    pid: int
    boot: str
    since: str

    @property
    def moment(self) -> datetime:
        """Return since when."""
        return datetime.fromisoformat(self.since)


class InUse(Exception):
    """Somebody else has the studio open for writing."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__(str(holder))
        self.holder = holder


class StudioLock:
    """A lock that is held until `release`."""

    def __init__(
        self, path: Path, identity: tuple[int, int], handles: list[int], left: Holder | None
    ) -> None:
        self.path = path
        self.identity = identity
        self.holder = _myself()
        self.left_behind = left is not None
        """Whoever had the studio before did not close it."""
        self._handles = handles

    def release(self) -> None:
        """Let others write. Call it after every connection to the file is closed.

        Closing any descriptor of a file drops the locks that SQLite holds in this process.
        """
        with _GUARD:
            if _HELD.pop(self.identity, None) is None:
                return
            with contextlib.suppress(OSError):
                if os.fstat(self._handles[0]).st_ino == self.path.stat().st_ino:
                    self.path.unlink()
            for handle in self._handles:
                os.close(handle)


_GUARD = threading.Lock()
_HELD: dict[tuple[int, int], StudioLock] = {}
"""What this process holds. Asked first, so that no second descriptor is ever opened here."""


def identity_of(path: Path) -> tuple[int, int]:
    """Return what a file is whatever its name: device and inode."""
    found = path.stat()
    return found.st_dev, found.st_ino


def take(studio: Path, *, force: bool = False) -> StudioLock:
    """Lock a studio file for writing; raises InUse, or OSError where no lock file can be made.

    `force` overrules a lock that another machine left; one that a living program on this machine
    holds is never overruled.
    """
    real = studio.resolve(strict=True)
    identity = identity_of(real)
    with _GUARD:
        if identity in _HELD:
            raise InUse(_HELD[identity].holder)
        handle, left = _take_file(paths.lock_of(real), force)
        try:
            lock = StudioLock(paths.lock_of(real), identity, [handle], left)
            lock._handles += _take_inode(real)  # noqa: SLF001  its own module
            _write(handle, lock.holder)
        except BaseException:
            os.close(handle)
            raise
        _HELD[identity] = lock
        return lock


def _take_file(path: Path, force: bool) -> tuple[int, Holder | None]:
    """Lock the file beside the studio; return its descriptor and whose name stood in it."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o664)
        try:
            locked = _lock(handle)
            left = _read(handle)
            if locked is False or (left and not force and _stands(left, locked)):
                raise InUse(left)
            with contextlib.suppress(FileNotFoundError):
                if os.fstat(handle).st_ino == path.stat().st_ino:
                    return handle, left
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # it was removed between opening and locking: make it anew


def _lock(handle: int) -> bool | None:
    """Lock a lock file; False where another program has it, None where the disk cannot lock."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _UNSUPPORTED:
            return None
        return False
    return True


def _stands(left: Holder, locked: bool | None) -> bool:
    """Say whether a name in the lock file still counts, although the file could be locked.

    Another machine's does: its lock may not reach over a network or a synchronised folder. Ours
    does only where the disk cannot lock and the program still runs.
    """
    if left.host != platform.node():
        return True
    return locked is None and left.boot == _boot() and _runs(left.pid)


def _take_inode(studio: Path) -> list[int]:
    """Lock a byte far behind the studio's end, on Linux by a lock that SQLite's do not touch."""
    command = None if sys.platform == "win32" else getattr(fcntl, "F_OFD_SETLK", None)
    if command is None:
        return []
    handle = os.open(studio, os.O_RDWR)
    wanted = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, FAR, 1, 0)
    try:
        fcntl.fcntl(handle, command, wanted)
    except OSError as error:
        os.close(handle)
        if error.errno in _UNSUPPORTED:
            return []
        raise InUse(None) from error
    return [handle]


def _write(handle: int, holder: Holder) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    os.ftruncate(handle, 0)
    os.write(handle, json.dumps(asdict(holder), ensure_ascii=False).encode())
    os.fsync(handle)


def _read(handle: int) -> Holder | None:
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        return Holder(**json.loads(os.read(handle, 65_536)))
    except (ValueError, TypeError):  # new and empty, or not written whole
        return None


def _myself() -> Holder:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Holder(_person(), platform.node(), os.getpid(), _boot(), now)


def _person() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name
        return ""


def _boot() -> str:
    """Return what changes with every start of the machine, so that old process ids do not count."""
    with contextlib.suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    return ""


def _runs(pid: int) -> bool:
    if sys.platform == "win32":
        return True  # asking would take a handle; the system's own lock is what counts there
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
