"""Finds any record by what is typed, and keeps the index true to what each command changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection
from sqlmodel import Session

from studio.persistence import search as index
from studio.persistence import tokens
from studio.persistence.changes import ChangeSet
from studio.services.operation import command, query
from studio.services.search import sources
from studio.services.search.sources import SOURCES, Hit

CHUNK = 500
"""Records read at a time when the index is built anew."""


@query
def find(session: Session, text: str, nouns: Sequence[str] = (), limit: int = 50) -> list[Hit]:
    """Return the records that have every typed word, in some of the nouns or in all.

    An exact number comes first, then what changed last. Words count by their beginning, Chinese
    anywhere in a run. No text can raise; one without letters or digits finds nothing.
    """
    connection = session.connection()
    exact = index.by_number(connection, tokens.squeezed(text[:200]), nouns, limit)
    found = index.by_words(connection, tokens.asked(text), nouns, limit)
    wanted = list(dict.fromkeys([*exact, *found]))[:limit]
    hits = _hits(connection, wanted)
    return [hits[each] for each in wanted if each in hits]


@command("Build the search index anew", undo=False)
def rebuild(session: Session) -> int:
    """Read every record again and return how many can be found."""
    connection = session.connection()
    index.clear(connection)
    count = 0
    for noun, source in SOURCES.items():
        ids = sources.all_ids(connection, source)
        for start in range(0, len(ids), CHUNK):
            entries = sources.entries(connection, source, ids[start : start + CHUNK])
            index.replace(connection, noun, (), entries)
            count += len(entries)
    return count


def refresh(session: Session, changes: ChangeSet) -> None:
    """Bring the index up to date inside the command's own transaction."""
    connection = session.connection()
    for noun in changes.nouns() & SOURCES.keys():
        ids = sorted(changes.ids(noun))
        for start in range(0, len(ids), CHUNK):
            part = ids[start : start + CHUNK]
            entries = sources.entries(connection, SOURCES[noun], part)
            index.replace(connection, noun, part, entries)


def _hits(
    connection: Connection, wanted: Iterable[tuple[str, int]]
) -> Mapping[tuple[str, int], Hit]:
    by_noun: dict[str, list[int]] = defaultdict(list)
    for noun, record in wanted:
        by_noun[noun].append(record)
    return {
        (hit.noun, hit.id): hit
        for noun, ids in by_noun.items()
        for hit in sources.hits(connection, SOURCES[noun], ids)
    }
