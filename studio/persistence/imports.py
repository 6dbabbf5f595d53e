"""Readings that came with one import: they come and go with its row.

A hundred thousand rows one by one would fill journal and undo. The import's own row stands in the
change log instead, with the SHA-256 of what it brought; whoever puts that row back (undo, redo)
brings or takes the readings with it, in the same flush.
"""

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from sqlalchemy import Table, delete, event, func, insert, select
from sqlalchemy.orm import Session, UOWTransaction
from sqlmodel import SQLModel

from studio.errors import Conflict
from studio.persistence.files import FileStore
from studio.persistence.tables.accounts import SnapshotImport
from studio.text import Message

READINGS: Table = SQLModel.metadata.tables["follower_snapshot"]
COLUMNS = (
    "account_id", "as_of", "followers", "following", "posts", "avg_views", "avg_likes",
    "avg_comments", "avg_shares", "avg_saves", "completion", "note",
)  # fmt: skip
CHUNK = 5_000

Report = Callable[[int, int], None]
"""Told how many of how many rows are written; raises to stop."""


def packed(readings: Sequence[Sequence[Any]]) -> bytes:
    """Return readings, each in the order of COLUMNS, as they are kept."""
    lines = [json.dumps([_plain(value) for value in row], ensure_ascii=False) for row in readings]
    return zlib.compress("\n".join(lines).encode(), 6)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, date | Decimal) else value


def unpacked(data: bytes) -> Iterator[dict[str, Any]]:
    """Yield the kept readings as values of columns."""
    for line in zlib.decompress(data).decode().splitlines():
        values = dict(zip(COLUMNS, json.loads(line), strict=True))
        values["as_of"] = date.fromisoformat(values["as_of"])
        completion = values["completion"]
        values["completion"] = None if completion is None else Decimal(completion)
        yield values


@event.listens_for(Session, "after_flush")
def _carry(session: Session, _context: UOWTransaction) -> None:
    for row in session.new:
        if isinstance(row, SnapshotImport):
            _bring(session, row)
    for row in session.deleted:
        if isinstance(row, SnapshotImport):
            _take(session, row)


def _bring(session: Session, row: SnapshotImport) -> None:
    files = cast(FileStore, session.info["scope"].files)
    report: Report | None = session.info.get("report")
    stamps = {
        "version": 1,
        "created_at": session.info.get("moment"),
        "created_by": session.info.get("person"),
        "changed_at": session.info.get("moment"),
        "changed_by": session.info.get("person"),
        "source": row.source,
        "import_id": row.key,
        "generic_comments": None,
        "evidence_id": None,
    }
    connection = session.connection()
    chunk: list[dict[str, Any]] = []
    written = 0
    with session.no_autoflush:
        data = files.get(session, row.payload)
    for values in unpacked(data):
        chunk.append({**stamps, **values})
        if len(chunk) == CHUNK:
            connection.execute(insert(READINGS), chunk)
            written += len(chunk)
            chunk = []
            if report is not None:
                report(written, row.count)
    if chunk:
        connection.execute(insert(READINGS), chunk)


def _take(session: Session, row: SnapshotImport) -> None:
    connection = session.connection()
    own = READINGS.c.import_id == row.key
    untouched = connection.execute(
        select(func.count()).select_from(READINGS).where(own, READINGS.c.version == 1)
    ).scalar_one()
    if untouched != row.count:
        raise Conflict(
            Message("Readings of this import were changed or removed since; it stays."),
            noun="snapshot_import",
            key=row.key,
        )
    connection.execute(delete(READINGS).where(own))
