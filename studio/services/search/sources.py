"""What can be found of each noun: which texts count, and what a hit shows.

A hit's facts are read when it is shown, not kept: a client's new name is at once the name under
all of its briefs.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Table, literal, select
from sqlmodel import SQLModel

from studio.domain.money import Money
from studio.persistence import (
    tables,  # noqa: F401  makes every table known
    tokens,
)
from studio.persistence.search import Entry


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that was found. `state` is the noun's own code, "" where it has none."""

    noun: str
    id: int
    number: str
    title: str
    title_zh: str
    fact: str
    """The client's or project's name, the company's full name: one grey word beside the title."""
    fact_zh: str
    state: str
    archived: bool
    target: tuple[str, int]
    """What to open: a contact leads to its client, everything else to itself."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where one noun's texts and facts are kept, as column names of its own table and others."""

    noun: str
    title: str
    number: str = ""
    texts: tuple[str, ...] = ()
    parts: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    """Tables whose rows belong to the record: table, the column with its id, columns of text."""
    fact: tuple[str, str, str] | None = None
    """The record it belongs to: our column, that table, its name column; else `own_fact`."""
    own_fact: str = ""
    state: str = ""
    also: Callable[[Mapping[str, Any]], Iterable[str]] = lambda _row: ()
    """Further texts made of a row, such as an amount as people type it."""

    @property
    def table(self) -> Table:
        """The noun's own table."""
        return SQLModel.metadata.tables[self.noun]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that name the record, in one or two languages."""
        chinese = f"{self.title}_zh"
        return (self.title, chinese) if chinese in self.table.columns else (self.title,)


def _gross(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield an invoice's amount without its cents: 14400 finds 14,400.00."""
    if row["gross"]:
        yield str(int(Money(row["gross"], row["currency"]).decimal()))


_BRIEF_TEXTS = (
    "product objective platforms formats audience creators key_message must_say must_not keywords "
    "usage exclusivity kpis market summary budget_note terms_note"
)

SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        source.noun: source
        for source in (
            Source(
                "client",
                "name",
                "code",
                ("legal_name", "legal_name_zh", "tax_no", "invoice_email", "website", "note"),
                parts=(("brand", "client_id", ("name", "name_zh")),),
                own_fact="legal_name",
            ),
            Source(
                "contact",
                "name",
                texts=("title", "email", "phone", "wechat", "note"),
                fact=("client_id", "client", "name"),
            ),
            Source(
                "brief",
                "title",
                "number",
                tuple(_BRIEF_TEXTS.split()),
                parts=(("brief_message", "brief_id", ("body", "author")),),
                fact=("client_id", "client", "name"),
                state="state",
            ),
            Source(
                "proposal",
                "title",
                "number",
                parts=(
                    ("proposal_version", "proposal_id", ("parts",)),
                    ("proposal_line", "proposal_id", ("title", "title_zh", "detail", "detail_zh")),
                    ("proposal_option", "proposal_id", ("title", "title_zh")),
                    ("proposal_creator", "proposal_id", ("name", "name_zh")),
                ),
                fact=("client_id", "client", "name"),
            ),
            Source(
                "project",
                "name",
                "number",
                ("po_no", "contract_no", "note", "next_step"),
                fact=("client_id", "client", "name"),
                state="state",
            ),
            Source(
                "deliverable",
                "title",
                "number",
                ("spec", "url", "note"),
                fact=("project_id", "project", "name"),
                state="state",
            ),
            Source(
                "task",
                "title",
                texts=("note",),
                fact=("project_id", "project", "name"),
                state="state",
            ),
            Source(
                "invoice",
                "title",
                "number",
                ("po_no", "contract_no", "fapiao_no", "note", "note_zh"),
                parts=(("invoice_line", "invoice_id", ("title", "title_zh", "basis")),),
                fact=("client_id", "client", "name"),
                state="state",
                also=_gross,
            ),
            Source(
                "talent",
                "name",
                "code",
                ("discipline", "city", "note"),
                parts=(("social_account", "talent_id", ("handle",)),),
                own_fact="discipline",
            ),
        )
    }
)


def all_ids(connection: Connection, source: Source) -> list[int]:
    """Return the ids of all records, the one that changed last at the end."""
    own = source.table.c
    return list(connection.execute(select(own.id).order_by(own.changed_at, own.id)).scalars())


def entries(connection: Connection, source: Source, ids: Sequence[int]) -> list[Entry]:
    """Return what the index keeps of some records, in the order of the ids."""
    own = source.table
    rows = {
        row["id"]: dict(row)
        for row in connection.execute(select(own).where(own.c.id.in_(ids))).mappings()
    }
    parts = _parts(connection, source, ids)
    return [_entry(source, rows[key], parts[key]) for key in ids if key in rows]


def _entry(source: Source, row: Mapping[str, Any], parts: Iterable[str]) -> Entry:
    number = (row[source.number] or "") if source.number else ""
    names = [row[name] for name in source.names]
    texts = [text for name in source.texts for text in _strings(row[name])]
    words = tokens.tokens([number, *texts, *source.also(row), *parts], names)
    return Entry(row["id"], tokens.squeezed(number), words)


def _parts(
    connection: Connection, source: Source, ids: Sequence[int]
) -> Mapping[int, Sequence[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for name, owner, columns in source.parts:
        table = SQLModel.metadata.tables[name]
        asked = select(table.c[owner], *(table.c[column] for column in columns))
        for row in connection.execute(asked.where(table.c[owner].in_(ids)).order_by(table.c.id)):
            found[row[0]] += [text for value in row[1:] for text in _strings(value)]
    return found


def _strings(value: object) -> Iterator[str]:
    """Yield every text in a column's value, also in lists and mappings."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def hits(connection: Connection, source: Source, ids: Sequence[int]) -> list[Hit]:
    """Return what is shown of some records."""
    own = source.table
    columns = [
        own.c.id,
        own.c[source.number] if source.number else literal(""),
        own.c[source.title],
        own.c[f"{source.title}_zh"],
        own.c[source.state] if source.state else literal(""),
        own.c.archived if "archived" in own.c else literal(value=False),
    ]
    if source.fact is None:
        zh = f"{source.own_fact}_zh"
        columns += [own.c[source.own_fact], own.c[zh] if zh in own.c else literal("")]
        columns.append(own.c.id)
        asked = select(*columns).select_from(own)
    else:
        key, name, called = source.fact
        other = SQLModel.metadata.tables[name]
        columns += [other.c[called], other.c[f"{called}_zh"], own.c[key]]
        asked = select(*columns).select_from(own.outerjoin(other, own.c[key] == other.c.id))
    rows = connection.execute(asked.where(own.c.id.in_(ids)))
    states = _newest_states(connection, ids) if source.noun == "proposal" else {}
    return [_hit(source, tuple(row), states) for row in rows]


def _hit(source: Source, row: Sequence[Any], states: Mapping[int, str]) -> Hit:
    key, number, title, title_zh, state, archived, fact, fact_zh, parent = row
    return Hit(
        source.noun,
        key,
        number or "",
        title,
        title_zh,
        fact or "",
        fact_zh or "",
        states.get(key, state),
        bool(archived),
        ("client", parent) if source.noun == "contact" else (source.noun, key),
    )


def _newest_states(connection: Connection, ids: Sequence[int]) -> Mapping[int, str]:
    """Return proposals' states: those of their newest versions."""
    head = SQLModel.metadata.tables["proposal"]
    version = SQLModel.metadata.tables["proposal_version"]
    asked = (
        select(head.c.id, version.c.state)
        .join(version, (version.c.proposal_id == head.c.id) & (version.c.no == head.c.newest))
        .where(head.c.id.in_(ids))
    )
    return {row.id: row.state for row in connection.execute(asked)}
