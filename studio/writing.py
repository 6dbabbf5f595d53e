"""Writes a file whole or not at all; all that Callboard leaves on a disk passes here."""

import contextlib
import errno
import os
import sys
from pathlib import Path

from studio.errors import Unavailable
from studio.text import Message


def write_whole(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Put data at a path: afterwards it holds all of the new bytes or all of the old ones.

    Raises Unavailable where the disk is full or the folder cannot be written; then nothing there
    has changed.
    """
    part = path.with_name(f".{path.name[:100]}.{os.urandom(4).hex()}.part")
    try:
        _write(part, data, mode)
        part.replace(path)
        _keep_name(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise Unavailable(reason(error, path)) from error


def write_text(path: Path, text: str, *, mode: int = 0o600) -> None:
    """Put text at a path as UTF-8, whole or not at all."""
    write_whole(path, text.encode("utf-8"), mode=mode)


def reason(error: OSError, path: Path) -> Message:
    """Return what a failed write means to a person."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Message("The disk is full. “{file}” was not written.", file=path.name)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Message("“{file}” cannot be written: this folder is read-only.", file=path.name)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return Message("“{file}” cannot be written: its folder is gone.", file=path.name)
    return Message(
        "“{file}” cannot be written: {reason}.", file=path.name, reason=error.strerror or str(error)
    )


def _write(part: Path, data: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(part, flags, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _keep_name(folder: Path) -> None:
    """Make the new name last through a power cut; Windows does so by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
