"""Content-addressed files: issued PDFs, logos, stamps, attachments, evidence.

A studio file keeps them in a folder beside it, a shared studio in its database. Names are text
only; the bytes are found by their SHA-256, so the same file is kept once and damage is noticed.
"""

import hashlib
from pathlib import Path
from typing import Protocol

from sqlalchemy import LargeBinary, event
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from studio import paths, writing
from studio.domain.attachments import LIMIT
from studio.errors import Missing, Unavailable
from studio.persistence.base import TABLE_OPTIONS
from studio.persistence.engine import is_url
from studio.text import Message


class Blob(SQLModel, table=True):
    """The bytes of one file in a shared studio."""

    __tablename__ = "blob"
    __table_args__ = TABLE_OPTIONS

    sha256: str = Field(primary_key=True)
    data: bytes = Field(sa_type=LargeBinary)


class FileStore(Protocol):
    """Keeps bytes under their SHA-256."""

    def put(self, session: Session, data: bytes) -> str:
        """Keep the bytes before the row that names them commits; return their SHA-256."""

    def get(self, session: Session, sha256: str) -> bytes:
        """Return the bytes; raise Missing when they are gone, Unavailable when they are damaged."""

    def has(self, session: Session, sha256: str) -> bool:
        """Say whether the bytes are there."""

    def remove(self, session: Session, sha256: str) -> None:
        """Take the bytes away for good, once the transaction commits."""


def open_store(studio: str | Path) -> FileStore:
    """Return the store that belongs to a studio."""
    return DatabaseStore() if is_url(studio) else FolderStore(folder_of(Path(studio)))


def folder_of(studio: Path) -> Path:
    """Return the folder of a studio file's attachments: `name.callboard.files` beside it."""
    return paths.files_of(studio)


def digest(data: bytes) -> str:
    """Return the SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class FolderStore:
    """Files in a folder, two levels deep; written aside, synced, then renamed into place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Return where a file's bytes lie."""
        return self.folder / sha256[:2] / sha256[2:]

    def put(self, session: Session, data: bytes) -> str:
        """Keep the bytes; a file left over by a refused command is harmless."""
        return self.keep(data)

    def keep(self, data: bytes) -> str:
        """Keep the bytes and return their SHA-256."""
        _refuse_too_large(data)
        name = digest(data)
        place = self.path(name)
        if not place.exists():
            _write(place, data)
        return name

    def get(self, session: Session, sha256: str) -> bytes:
        """Return the bytes, checked."""
        try:
            data = self.path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise Missing(Message("The file is not in the studio's folder any more.")) from error
        return _checked(data, sha256)

    def has(self, session: Session, sha256: str) -> bool:
        """Say whether the bytes are there."""
        return self.path(sha256).exists()

    def remove(self, session: Session, sha256: str) -> None:
        """Take the bytes away for good, once the transaction commits."""
        place = self.path(sha256)
        event.listen(
            session, "after_commit", lambda _session: place.unlink(missing_ok=True), once=True
        )


class DatabaseStore:
    """Files as rows, for a studio that several people share."""

    def put(self, session: Session, data: bytes) -> str:
        """Keep the bytes in the running transaction."""
        _refuse_too_large(data)
        name = digest(data)
        if session.get(Blob, name) is None:
            session.add(Blob(sha256=name, data=data))
            session.flush()
        return name

    def get(self, session: Session, sha256: str) -> bytes:
        """Return the bytes, checked."""
        row = session.get(Blob, sha256)
        if row is None:
            raise Missing(Message("The file is not in the studio any more."))
        return _checked(bytes(row.data), sha256)

    def has(self, session: Session, sha256: str) -> bool:
        """Say whether the bytes are there."""
        return session.get(Blob, sha256) is not None

    def remove(self, session: Session, sha256: str) -> None:
        """Take the bytes away for good, once the transaction commits."""
        row = session.get(Blob, sha256)
        if row is not None:
            session.delete(row)


def _refuse_too_large(data: bytes) -> None:
    if len(data) > LIMIT:
        raise Unavailable(Message("The file is larger than 200 MB."))


def _checked(data: bytes, sha256: str) -> bytes:
    if digest(data) != sha256:
        raise Unavailable(Message("The file is damaged: its bytes are not the ones kept."))
    return data


def copy_all(source: Path, target: Path) -> None:
    """Copy a folder of files to where another studio keeps its own; raises Unavailable.

    A name is made of the bytes, so what is there already needs no copying.
    """
    for path in sorted(source.rglob("*")) if source.exists() else ():
        place = target / path.relative_to(source)
        if path.is_file() and not place.exists():
            _write(place, path.read_bytes())


def _write(place: Path, data: bytes) -> None:
    paths.made(place.parent)
    writing.write_whole(place, data)
