"""Undo and redo: stacks of named ChangeSets, and the command that puts a ChangeSet back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel

from studio.errors import Conflict
from studio.persistence.base import Entity
from studio.persistence.changes import STAMPS, ChangeSet, RowChange
from studio.services.operation import changed_meanwhile
from studio.text import Message

DEPTH = 100


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done, under the name a person knows it by."""

    label: Message
    changes: ChangeSet


@dataclass(slots=True)
class History:
    """What this person did in this session and can take back, newest last."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def did(self, step: Step) -> None:
        """Remember a new step; what was undone before can no longer be redone."""
        self.done.append(step)
        del self.done[:-DEPTH]
        self.undone.clear()

    def undo_label(self) -> Message | None:
        """Name what Undo would take back."""
        return self.done[-1].label if self.done else None

    def redo_label(self) -> Message | None:
        """Name what Redo would do again."""
        return self.undone[-1].label if self.undone else None


def _tables() -> dict[str, type[Entity]]:
    registry = SQLModel._sa_registry  # noqa: SLF001  (SQLModel has no public list of its classes)
    return {
        str(mapper.class_.__tablename__): mapper.class_
        for mapper in registry.mappers
        if issubclass(mapper.class_, Entity)
    }


def put_back(session: Session, changes: ChangeSet) -> None:
    """Apply the inverse of a ChangeSet; refuse whole when any row has moved on since.

    Raises Conflict; nothing is half undone because the transaction is rolled back.
    """
    tables = _tables()
    wanted = [change for change in changes.rows if change.undoable]
    for change in wanted:
        if not _as_left(session.get(tables[change.table], change.key), change):
            raise Conflict(
                Message(
                    "This cannot be undone. {reason}",
                    reason=changed_meanwhile(session, change.noun, change.record),
                ),
                noun=change.noun,
                key=change.record,
            )
    _loosen(session, tables, wanted)
    for change in reversed(wanted):
        _invert(session, tables[change.table], change)


def _loosen(
    session: Session, tables: dict[str, type[Entity]], changes: Sequence[RowChange]
) -> None:
    """Cut the ties between rows that are about to go: each may point at one made after it.

    Rows go in the reverse of the order they came in, but a row may have been tied to a later one
    afterwards, as a part of a payment schedule is to the invoice made of it.
    """
    later: set[tuple[str, Any]] = set()
    for change in reversed(changes):
        row = session.get(tables[change.table], change.key)
        if row is None or change.after is None:
            continue
        if change.before is None:
            later.add((change.table, change.key))
        for column in SQLModel.metadata.tables[change.table].columns:
            target = next((key.column.table.name for key in column.foreign_keys), "")
            if column.nullable and (target, change.after.get(column.name)) in later:
                setattr(row, column.name, (change.before or {}).get(column.name))
    session.flush()


def _invert(session: Session, table: type[Entity], change: RowChange) -> None:
    row = session.get(table, change.key)
    if row is None:
        session.add(table(**_values(change.before or {}, insert=True)))
    elif change.before is None:
        session.delete(row)
    else:
        for name, value in _values(change.before, insert=False).items():
            setattr(row, name, value)
    try:
        session.flush()
    except IntegrityError as error:
        raise Conflict(
            Message("This cannot be undone: something else was built on it."),
            noun=change.noun,
            key=change.record,
        ) from error


def _as_left(row: Entity | None, change: RowChange) -> bool:
    """Say whether a row still stands as the change left it, in every column the change touched.

    Values are compared, not versions: undoing a later step of one's own raises the version of a
    row without making it different, and a colleague's work on another column is not in the way.
    """
    if row is None or change.after is None:
        return row is None and change.after is None
    return all(
        getattr(row, name) == value for name, value in change.after.items() if name not in STAMPS
    )


def _values(image: Any, *, insert: bool) -> dict[str, Any]:
    """Leave out what the ORM keeps itself: the version, and on updates the change stamps."""
    skip = {"version"} if insert else {"version", "changed_at", "changed_by"}
    return {name: value for name, value in image.items() if name not in skip}
