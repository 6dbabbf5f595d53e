"""Files on any record: attach, list, read, rename, remove. All of it can be undone."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlmodel import Session, SQLModel

from studio.domain.attachments import LIMIT, NAME_LIMIT, export_name, kind_of
from studio.errors import Invalid, Missing
from studio.persistence.tables.attachments import Attachment
from studio.services.operation import command, load, name_step, query, scope
from studio.text import Message

__all__ = [
    "AttachmentRow",
    "attach",
    "attach_file",
    "content",
    "export_name",
    "listing",
    "remove",
    "rename",
]


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One file of a record; `risky` where opening it may run something. `added_at` is in UTC."""

    id: int
    version: int
    name: str
    size: int
    """In bytes."""
    mime: str
    kind: str
    """pdf, image, video, audio, document, sheet, slides, archive, text, program ... or file."""
    risky: bool
    role: str
    added_at: datetime | None
    added_by: str
    added_by_zh: str
    sha256: str


@command("Attach file")
def attach(
    session: Session, noun: str, record_id: int, name: str, data: bytes, role: str = ""
) -> int:
    """Keep a file on a record and return the attachment's id."""
    name_step(session, Message("Attach {name}", name=name.strip()))
    return keep(session, noun, record_id, name, data, role)


@command("Attach file")
def attach_file(session: Session, noun: str, record_id: int, path: Path, role: str = "") -> int:
    """Keep a file from the disk on a record; it is read here, off the window's thread."""
    try:
        if path.is_file() and path.stat().st_size > LIMIT:
            raise Invalid({"file": Message("The file is larger than 200 MB.")})
        data = path.read_bytes()
    except IsADirectoryError as error:
        raise Invalid({"file": Message("A folder cannot be attached, only files.")}) from error
    except OSError as error:
        raise Invalid({"file": Message("“{file}” cannot be read.", file=path.name)}) from error
    name_step(session, Message("Attach {name}", name=path.name))
    return keep(session, noun, record_id, path.name, data, role)


def keep(
    session: Session, noun: str, record_id: int, name: str, data: bytes, role: str = ""
) -> int:
    """Do what `attach` does inside a running command of another noun."""
    name = _checked_name(name)
    if not data:
        raise Invalid({"file": Message("“{file}” is empty.", file=name)})
    if len(data) > LIMIT:
        raise Invalid({"file": Message("The file is larger than 200 MB.")})
    _demand_record(session, noun, record_id)
    kind = kind_of(name, data)
    row = Attachment(
        noun=noun,
        record_id=record_id,
        name=name,
        sha256=scope(session).files.put(session, data),
        size=len(data),
        mime=kind.mime,
        kind=kind.code,
        risky=kind.risky,
        role=role,
    )
    session.add(row)
    session.flush()
    return row.key


@command("Rename file")
def rename(session: Session, attachment_id: int, *, version: int, name: str) -> int:
    """Give a file another name; returns the attachment's id."""
    row = load(session, Attachment, attachment_id, version)
    row.name = _checked_name(name)
    row.risky = kind_of(row.name, scope(session).files.get(session, row.sha256)).risky
    name_step(session, Message("Rename file {name}", name=row.name))
    return attachment_id


@command("Remove file")
def remove(session: Session, attachment_id: int, *, version: int) -> None:
    """Take a file off its record; its bytes stay for undo."""
    row = load(session, Attachment, attachment_id, version)
    row.archived = True
    name_step(session, Message("Remove file {name}", name=row.name))


@query
def listing(session: Session, noun: str, record_id: int) -> list[AttachmentRow]:
    """Return a record's files, oldest first."""
    tables = SQLModel.metadata.tables
    file, person = tables["attachment"], tables["person"]
    found = session.execute(
        select(
            file.c.id,
            file.c.version,
            file.c.name,
            file.c.size,
            file.c.mime,
            file.c.kind,
            file.c.risky,
            file.c.role,
            file.c.created_at,
            func.coalesce(person.c.name, ""),
            func.coalesce(person.c.name_zh, ""),
            file.c.sha256,
        )
        .outerjoin(person, file.c.created_by == person.c.id)
        .where(file.c.noun == noun, file.c.record_id == record_id, file.c.archived.is_(False))
        .order_by(file.c.id)
    )
    return [AttachmentRow(*row) for row in found]


@query
def content(session: Session, attachment_id: int) -> bytes:
    """Return a file's bytes, checked against what was kept; Missing or Unavailable otherwise."""
    row = load(session, Attachment, attachment_id)
    return scope(session).files.get(session, row.sha256)


def _checked_name(name: str) -> str:
    name = name.strip()
    if not name:
        raise Invalid({"name": Message("A file needs a name.")})
    if len(name) > NAME_LIMIT:
        raise Invalid({"name": Message("The name is longer than {n} characters.", n=NAME_LIMIT)})
    if "\x00" in name or any("\ud800" <= char <= "\udfff" for char in name):
        raise Invalid({"name": Message("The name has characters that cannot be kept.")})
    return name


def _demand_record(session: Session, noun: str, record_id: int) -> None:
    table = SQLModel.metadata.tables[noun]
    found = session.execute(select(table.c.id).where(table.c.id == record_id)).first()
    if found is None:
        raise Missing(Message("This record is not there any more."))
