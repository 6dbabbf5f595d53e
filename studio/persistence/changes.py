"""The one flush listener: what a transaction did to which rows, as a ChangeSet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from studio.errors import Locked
from studio.persistence.base import Entity

STAMPS = frozenset({"version", "created_at", "created_by", "changed_at", "changed_by"})


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after: whole for inserts and deletes, changed columns for updates."""

    table: str
    key: int
    noun: str
    record: int
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    undoable: bool = True

    @property
    def kind(self) -> str:
        """Say insert, update or delete."""
        if self.before is None:
            return "insert"
        return "delete" if self.after is None else "update"


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Everything one transaction did, in order."""

    rows: tuple[RowChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows)

    def ids(self, noun: str) -> frozenset[int]:
        """Return the ids of the noun's records that changed themselves or in one of their parts."""
        own = {row.key for row in self.rows if row.table == noun}
        return frozenset(own | {row.record for row in self.rows if row.noun == noun})

    def nouns(self) -> frozenset[str]:
        """Return every table and every noun touched."""
        return frozenset({row.table for row in self.rows} | {row.noun for row in self.rows})

    def columns(self, noun: str, key: int) -> frozenset[str]:
        """Return the columns of a record's own row that changed; empty for insert and delete."""
        return frozenset(
            column
            for row in self.rows
            if row.table == noun and row.key == key and row.before and row.after
            for column in row.after
        )


def watch(session: Session, moment: datetime, person: int | None) -> None:
    """Begin to record this session's changes, stamped with a moment (UTC) and a person."""
    session.info.update(moment=moment, person=person, changes=[])


def recorded(session: Session) -> ChangeSet:
    """Return what the session did so far, each row once."""
    return ChangeSet(tuple(_merged(session.info.get("changes", []))))


def _image(row: Entity) -> dict[str, Any]:
    return {attr.key: getattr(row, attr.key) for attr in inspect(row).mapper.column_attrs}


def _changed(row: Entity) -> dict[str, tuple[Any, Any]]:
    """Return column -> (before, after) for the columns whose value really differs."""
    state = inspect(row)
    found: dict[str, tuple[Any, Any]] = {}
    for attr in state.mapper.column_attrs:
        history = state.attrs[attr.key].history
        if history.added and history.deleted and history.added[0] != history.deleted[0]:
            found[attr.key] = (history.deleted[0], history.added[0])
    return found


@event.listens_for(Session, "before_flush")
def _stamp_and_guard(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """Stamp rows and refuse changes to locked ones."""
    moment, person = session.info.get("moment"), session.info.get("person")
    for row in session.new:
        if isinstance(row, Entity):
            row.created_at = row.created_at or moment
            row.created_by = row.created_by or person
            row.changed_at = row.changed_at or moment
            row.changed_by = row.changed_by or person
            _refuse_locked(session, row, frozenset(), "insert")
    for row in session.dirty:
        if isinstance(row, Entity) and (changed := _changed(row)):
            if moment is not None:
                row.changed_at, row.changed_by = moment, person
            _refuse_locked(session, row, frozenset(changed) - STAMPS, "update")
    for row in session.deleted:
        if isinstance(row, Entity):
            _refuse_locked(session, row, frozenset(), "delete")


def _refuse_locked(session: Session, row: Entity, changed: frozenset[str], kind: str) -> None:
    with session.no_autoflush:
        reason = row.lock(session, changed, kind)
    if reason is not None:
        raise Locked(reason)


@event.listens_for(Session, "after_flush")
def _record(session: Session, _context: UOWTransaction) -> None:
    """Note inserts, updates and deletes; histories are still there, new ids are already known."""
    log = session.info.get("changes")
    if log is None:
        return
    for row in session.new:
        if isinstance(row, Entity):
            log.append(_row_change(row, None, _image(row)))
    for row in session.dirty:
        if isinstance(row, Entity) and (changed := _changed(row)):
            before = {name: pair[0] for name, pair in changed.items()}
            after = {name: pair[1] for name, pair in changed.items()}
            after["version"] = row.version
            log.append(_row_change(row, before, after))
    for row in session.deleted:
        if isinstance(row, Entity):
            log.append(_row_change(row, _image(row), None))


def _row_change(
    row: Entity, before: dict[str, Any] | None, after: dict[str, Any] | None
) -> RowChange:
    noun, record = row.home()
    table = str(type(row).__tablename__)
    return RowChange(table, row.key, noun, record, before, after, row.undoable)


def _merged(log: Iterable[RowChange]) -> Iterable[RowChange]:
    """Fold several changes of one row into one, at the place of the first."""
    found: dict[tuple[str, int], RowChange | None] = {}
    for change in log:
        at = (change.table, change.key)
        known = found.get(at)
        if known is None:
            found[at] = change
        elif known.before is None:  # inserted in this transaction
            after = None if change.after is None else {**(known.after or {}), **change.after}
            found[at] = None if after is None else _with(known, None, after)
        elif change.after is None:  # updated, then deleted
            found[at] = _with(known, {**(change.before or {}), **known.before}, None)
        else:
            before = {**(change.before or {}), **known.before}
            found[at] = _with(known, before, {**(known.after or {}), **change.after})
    return [change for change in found.values() if change is not None]


def _with(
    change: RowChange, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> RowChange:
    return RowChange(
        change.table, change.key, change.noun, change.record, before, after, change.undoable
    )


@event.listens_for(Session, "do_orm_execute")
def _no_bulk_writes(state: ORMExecuteState) -> None:
    """Bulk UPDATE and DELETE would pass the change log by, and with it audit, undo and refresh."""
    if (state.is_update or state.is_delete or state.is_insert) and not state.session.info.get(
        "bulk"
    ):
        raise RuntimeError("bulk writes bypass the change log")
