"""How the studio's data is: where it lies, what keeps it, how much there is."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select, text
from sqlmodel import Session, col

from studio.persistence.audit import Action
from studio.persistence.engine import sqlite_version
from studio.persistence.tables.attachments import Attachment
from studio.services.operation import query


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the data. Sizes are in bytes, `changed_at` is in UTC."""

    place: str
    """The file's path, or server and database without a password."""
    shared: bool
    engine: str
    """Program and version that keeps the data, such as "SQLite 3.53.2"."""
    size: int
    files: int
    files_size: int
    steps: int
    """How many commands were carried out so far."""
    changed_at: datetime | None


@query
def health(session: Session) -> Health:
    """Return where the data lies, what keeps it, and how much there is."""
    shared = session.get_bind().dialect.name != "sqlite"
    place, engine, size = _on_server(session) if shared else _in_file(session)
    held = col(Attachment.archived).is_(False)
    files, files_size = session.execute(
        select(func.count(), func.coalesce(func.sum(col(Attachment.size)), 0)).where(held)
    ).one()
    steps, changed_at = session.execute(
        select(func.count(), func.max(col(Action.at))).select_from(Action)
    ).one()
    return Health(place, shared, engine, size, files, int(files_size), steps, changed_at)


def _in_file(session: Session) -> tuple[str, str, int]:
    place = session.execute(text("PRAGMA database_list")).all()[0][2]
    path = Path(place)
    size = path.stat().st_size if path.exists() else 0
    return place, f"SQLite {sqlite_version()}", size


def _on_server(session: Session) -> tuple[str, str, int]:
    url = session.get_bind().engine.url
    version = session.execute(text("SHOW server_version")).scalar_one()
    size = session.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
    place = f"{url.host or 'localhost'}/{url.database}"
    return place, f"PostgreSQL {str(version).split()[0]}", int(size)
