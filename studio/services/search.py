"""Search over all nouns: keeps the index true to what each command changed."""

from collections.abc import Callable

from sqlmodel import Session

from studio.persistence.changes import ChangeSet

Indexer = Callable[[Session, frozenset[int]], None]
INDEXERS: dict[str, Indexer] = {}
"""What brings one noun's entries up to date, by noun."""


def refresh(session: Session, changes: ChangeSet) -> None:
    """Bring the index up to date inside the command's own transaction."""
    for noun in changes.nouns() & INDEXERS.keys():
        INDEXERS[noun](session, changes.ids(noun))
