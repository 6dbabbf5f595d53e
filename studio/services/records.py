"""What happened to a record, and lately to all of them: read from the audit journal."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session, SQLModel

from studio.persistence.audit import ACTIONS, ROWS, label_of, typed
from studio.services.operation import query
from studio.text import Message

NAMES = ("number", "legal_name", "title", "name")
"""Columns that name a record, the last one present wins."""

SEALED = frozenset({"personal_data"})
"""Tables of sealed values: that they changed is told, not what they are."""

HIDDEN = "****"


@dataclass(frozen=True, slots=True)
class Named:
    """Another record that a field points at, by its name."""

    noun: str
    id: int
    name: str
    name_zh: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One field from one value to another; field "" where a whole row came or went."""

    table: str
    key: int
    kind: str
    field: str = ""
    before: object = None
    after: object = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing somebody did; `at` is in UTC, `person` empty where nobody was named."""

    action_id: int
    at: datetime
    person_id: int | None
    person: str
    person_zh: str
    label: Message
    noun: str
    record_id: int
    changes: tuple[Change, ...]


@query
def history(session: Session, noun: str, record_id: int, limit: int = 500) -> list[Event]:
    """Return what happened to one record and its parts, newest first."""
    wanted = (
        select(ROWS.c.action_id)
        .where(ROWS.c.noun == noun, ROWS.c.record == record_id)
        .distinct()
        .order_by(ROWS.c.action_id.desc())
        .limit(limit)
    )
    actions = list(session.execute(wanted).scalars())
    own = [row for row in _rows(session, actions) if (row.noun, row.record) == (noun, record_id)]
    return _events(session, actions, own)


@query
def recent(session: Session, limit: int = 30) -> list[Event]:
    """Return what was done lately in the whole studio, newest first, one event a command."""
    newest = select(ACTIONS.c.id).order_by(ACTIONS.c.id.desc()).limit(limit)
    actions = list(session.execute(newest).scalars())
    return _events(session, actions, _rows(session, actions))


def _rows(session: Session, actions: Sequence[int]) -> Sequence[Row[Any]]:
    asked = select(ROWS).where(ROWS.c.action_id.in_(actions)).order_by(ROWS.c.id)
    return session.execute(asked).all()


def _events(session: Session, actions: Sequence[int], rows: Iterable[Row[Any]]) -> list[Event]:
    by_action: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        by_action[row.action_id].append(row)
    changes = {action: _changes(rows) for action, rows in by_action.items()}
    names = _names(session, [change for each in changes.values() for change in each])
    found = []
    for head in _heads(session, actions):
        first = _subject(by_action[head.id])
        found.append(
            Event(
                head.id,
                head.at,
                head.person_id,
                head.name or "",
                head.name_zh or "",
                label_of(head.label, head.label_context, head.label_values),
                first.noun if first else "",
                first.record if first else 0,
                tuple(_with_names(change, names) for change in changes.get(head.id, ())),
            )
        )
    return found


def _heads(session: Session, actions: Sequence[int]) -> Sequence[Row[Any]]:
    people = SQLModel.metadata.tables["person"]
    return session.execute(
        select(ACTIONS, people.c.name, people.c.name_zh)
        .outerjoin(people, ACTIONS.c.person_id == people.c.id)
        .where(ACTIONS.c.id.in_(actions))
        .order_by(ACTIONS.c.id.desc())
    ).all()


def _subject(rows: Sequence[Row[Any]]) -> Row[Any] | None:
    """Return the row that an action was about: the first that is not a number counter."""
    return next((row for row in rows if row.table != "series"), None)


def _changes(rows: Iterable[Row[Any]]) -> list[Change]:
    found = []
    for row in rows:
        if row.table == "series":
            continue
        if row.kind != "update":
            found.append(Change(row.table, row.key, row.kind))
            continue
        before, after = typed(row.table, row.before) or {}, typed(row.table, row.after) or {}
        if row.table in SEALED:
            before, after = dict.fromkeys(before, HIDDEN), dict.fromkeys(after, HIDDEN)
        found += [
            Change(row.table, row.key, row.kind, field, before.get(field), value)
            for field, value in after.items()
        ]
    return found


def _target(change: Change) -> str:
    """Return the table that a changed field points at, or nothing."""
    table = SQLModel.metadata.tables.get(change.table)
    if table is None or change.field not in table.columns:
        return ""
    for key in table.columns[change.field].foreign_keys:
        return key.column.table.name
    return ""


def _names(session: Session, changes: Iterable[Change]) -> Mapping[tuple[str, int], Named]:
    """Return the names of all records that changed fields pointed at or point at now."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        if target := _target(change):
            wanted[target] |= {key for key in (change.before, change.after) if isinstance(key, int)}
    found = {}
    for noun, ids in wanted.items():
        columns = SQLModel.metadata.tables[noun].columns
        named = [columns[name] for name in NAMES if name in columns]
        if not named or not ids:
            continue
        chinese = columns.get(f"{named[-1].name}_zh")
        asked = select(columns["id"], *named, *([] if chinese is None else [chinese]))
        for row in session.execute(asked.where(columns["id"].in_(ids))):
            values = row._mapping  # noqa: SLF001  SQLAlchemy's public name for a row as a mapping
            name = next((values[each] for each in reversed(named) if values[each]), "")
            zh = "" if chinese is None else values[chinese] or ""
            found[noun, row.id] = Named(noun, row.id, str(name), zh)
    return found


def _with_names(change: Change, names: Mapping[tuple[str, int], Named]) -> Change:
    target = _target(change)
    if not target:
        return change
    before, after = (
        names.get((target, key), key) if isinstance(key, int) else key
        for key in (change.before, change.after)
    )
    return Change(change.table, change.key, change.kind, change.field, before, after)
