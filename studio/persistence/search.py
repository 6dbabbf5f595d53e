"""The search index: one row per record that can be found, and the database's own text search.

On SQLite an FTS5 table is kept in step by triggers; its ASCII tokenizer takes our tokens as they
are, so that what is found does not depend on the Unicode version SQLite was built with. On
PostgreSQL the tokens are a tsvector under a GIN index. Rows are replaced, never changed: the
newest id is the record that changed last.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import (
    DDL,
    ColumnElement,
    Connection,
    Dialect,
    Index,
    Table,
    Text,
    column,
    delete,
    event,
    insert,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.schema import ExecutableDDLElement
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

from studio.persistence.base import TABLE_OPTIONS
from studio.persistence.tokens import Asked


class Words(TypeDecorator[list[str]]):
    """Tokens in order: blanks between them on SQLite, a tsvector with positions on PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the column's type on a database."""
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> str:
        """Write tokens; they hold letters and digits only, so nothing has to be quoted."""
        words = value or []
        if dialect.name == "postgresql":
            return " ".join(f"'{word}':{at}" for at, word in enumerate(words, 1))
        return " ".join(words)


class SearchEntry(SQLModel, table=True):
    """One record that can be found."""

    __tablename__ = "search_entry"
    __table_args__: ClassVar[Any] = (
        Index("ix_search_entry_record", "noun", "record"),
        Index("ix_search_entry_words", "words", postgresql_using="gin").ddl_if(
            dialect="postgresql"
        ),
        TABLE_OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    noun: str
    record: int
    number: str = Field(default="", index=True)
    """Letters and digits of the record's number, for finding it whole."""
    words: list[str] = Field(sa_type=Words)


ENTRIES: Table = SQLModel.metadata.tables["search_entry"]

_INDEX = table("search_index", column("rowid"))
"""SQLite's own full-text table; its row ids are the ids of the entries."""

_SQLITE = (
    "CREATE VIRTUAL TABLE search_index USING fts5(words, content='search_entry', "
    "content_rowid='id', tokenize='ascii', prefix='1 2 3')",
    "CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN "
    "INSERT INTO search_index(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN "
    "INSERT INTO search_index(search_index, rowid, words) "
    "VALUES ('delete', old.id, old.words); END",
)
for _statement in _SQLITE:
    _ddl: ExecutableDDLElement = DDL(_statement)  # type: ignore[no-untyped-call]  # theirs
    event.listen(ENTRIES, "after_create", _ddl.execute_if(dialect="sqlite"))


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of one record."""

    record: int
    number: str
    words: list[str]


def replace(connection: Connection, noun: str, ids: Iterable[int], entries: list[Entry]) -> None:
    """Put entries in the place of whatever was kept of these records, as the newest."""
    for chunk in _chunks(sorted(ids)):
        connection.execute(
            delete(ENTRIES).where(ENTRIES.c.noun == noun, ENTRIES.c.record.in_(chunk))
        )
    rows = [
        {"noun": noun, "record": entry.record, "number": entry.number, "words": entry.words}
        for entry in entries
    ]
    if rows:
        connection.execute(insert(ENTRIES), rows)


def clear(connection: Connection) -> None:
    """Forget everything, to build it anew."""
    connection.execute(delete(ENTRIES))


def by_number(
    connection: Connection, number: str, nouns: Sequence[str], limit: int
) -> list[tuple[str, int]]:
    """Return the records whose number is exactly this one, the newest first."""
    if not number:
        return []
    asked = select(ENTRIES.c.noun, ENTRIES.c.record).where(ENTRIES.c.number == number)
    if nouns:
        asked = asked.where(ENTRIES.c.noun.in_(nouns))
    found = connection.execute(asked.order_by(ENTRIES.c.id.desc()).limit(limit))
    return [(row.noun, row.record) for row in found]


def by_words(
    connection: Connection, words: Sequence[Asked], nouns: Sequence[str], limit: int
) -> list[tuple[str, int]]:
    """Return the records that have all the words, those that changed last first."""
    if not words:
        return []
    if connection.dialect.name == "postgresql":
        asked = select(ENTRIES.c.noun, ENTRIES.c.record).where(
            text("words @@ CAST(:question AS tsquery)")
        )
        question = " & ".join(_tsquery(word) for word in words)
    else:
        asked = (
            select(ENTRIES.c.noun, ENTRIES.c.record)
            .join(_INDEX, ENTRIES.c.id == _INDEX.c.rowid)
            .where(text("search_index MATCH :question"))
        )
        question = " AND ".join(_match(word) for word in words)
    if nouns:
        asked = asked.where(ENTRIES.c.noun.in_(nouns))
    asked = asked.order_by(_order(connection)).limit(limit)
    found = connection.execute(asked, {"question": question})
    return [(row.noun, row.record) for row in found]


def _order(connection: Connection) -> ColumnElement[Any]:
    """Order by the id of the index itself: FTS5 then stops after the first rows it needs."""
    return (_INDEX.c.rowid if connection.dialect.name == "sqlite" else ENTRIES.c.id).desc()


def _match(word: Asked) -> str:
    ways = [" ".join(word.phrase), *([word.together] if word.together else [])]
    return "(" + " OR ".join(f'"{way}" *' for way in ways) + ")"


def _tsquery(word: Asked) -> str:
    *first, last = (f"'{token}'" for token in word.phrase)
    ways = [" <-> ".join([*first, f"{last}:*"])]
    if word.together:
        ways.append(f"'{word.together}':*")
    return "(" + " | ".join(ways) + ")"


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    """Yield ids by 500: SQLite takes a limited number of values in a statement."""
    for start in range(0, len(ids), 500):
        yield ids[start : start + 500]
