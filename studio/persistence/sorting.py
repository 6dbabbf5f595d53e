"""How named records stand in a sorted list: alike on both databases, Chinese by its sound.

SQLite sorts by code point, PostgreSQL by a collation that each server has or has not. So the order
of a name is kept beside the record, written with every change of it, and compared as plain bytes.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Connection, LargeBinary, Table, delete, func, insert, literal
from sqlalchemy import select as choose
from sqlmodel import Field, SQLModel

from studio.domain.names import order_key, pick
from studio.persistence.changes import ChangeSet

CHUNK = 500
"""Records read at a time; SQLite takes a limited number of values in a statement."""

NAMED = MappingProxyType(
    {
        **dict.fromkeys(("brand", "client", "person", "project", "resource", "talent"), "name"),
        **dict.fromkeys(("brief", "deliverable", "proposal"), "title"),
    }
)
"""Tables whose records are sorted by name, and the column of it; `_zh` is the one in Chinese."""


AFTER = b"\xff"
"""Behind every name: no UTF-8 text begins with it."""


class SortName(SQLModel, table=True):
    """The order of one record's name in each language of the window."""

    __tablename__ = "sort_name"
    __table_args__: ClassVar[Any] = {"sqlite_strict": True}

    noun: str = Field(primary_key=True)
    record: int = Field(primary_key=True)
    latin: bytes = Field(sa_type=LargeBinary)
    """The order of the name, of the Chinese one where there is no other."""
    chinese: bytes = Field(sa_type=LargeBinary)
    """The order of the Chinese name, of the other where there is none."""


NAMES: Table = SQLModel.metadata.tables["sort_name"]


def place(
    noun: str, record: Any, language: str, missing: bytes | None = b""
) -> ColumnElement[bytes | None]:
    """Return by what a list is sorted by the name of a record of a noun, as a language shows it.

    `record` is the column with its id. `missing` is the place where there is no such record:
    b"" before all names, AFTER behind them, None leaves it open.
    """
    column = NAMES.c.chinese if language == "zh" else NAMES.c.latin
    known = choose(column).where(NAMES.c.noun == noun, NAMES.c.record == record).scalar_subquery()
    return known if missing is None else func.coalesce(known, literal(missing, LargeBinary))


def refresh(connection: Connection, changes: ChangeSet) -> None:
    """Write the order of every name a transaction has changed."""
    touched: dict[str, set[int]] = defaultdict(set)
    for row in changes.rows:
        base = NAMED.get(row.table)
        if base is None:
            continue
        renamed = row.after is not None and not row.after.keys().isdisjoint((base, f"{base}_zh"))
        if renamed or row.kind != "update":
            touched[row.table].add(row.key)
    for noun, records in touched.items():
        _replace(connection, noun, sorted(records))


def _replace(connection: Connection, noun: str, records: Sequence[int]) -> None:
    table, base = SQLModel.metadata.tables[noun], NAMED[noun]
    for part in _chunks(records):
        own = (NAMES.c.noun == noun, NAMES.c.record.in_(part))
        connection.execute(delete(NAMES).where(*own))
        asked = choose(table.c.id, table.c[base], table.c[f"{base}_zh"])
        rows = [
            {
                "noun": noun,
                "record": key,
                "latin": order_key(pick(name, name_zh, "en")).encode(),
                "chinese": order_key(pick(name, name_zh, "zh")).encode(),
            }
            for key, name, name_zh in connection.execute(asked.where(table.c.id.in_(part)))
        ]
        if rows:
            connection.execute(insert(NAMES), rows)


def _chunks(records: Sequence[int]) -> Iterable[Sequence[int]]:
    for start in range(0, len(records), CHUNK):
        yield records[start : start + CHUNK]
