"""The audit journal: who did what, when, from which value to which, in the same transaction."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import Date, DateTime, Index, Table, func, insert, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from studio.domain.money import Money
from studio.persistence.base import TABLE_OPTIONS
from studio.persistence.changes import STAMPS, ChangeSet
from studio.persistence.columns import Json, Quantity, Rate, UtcTime
from studio.text import Message, Named


class Action(SQLModel, table=True):
    """One command that was carried out."""

    __tablename__ = "action"
    __table_args__ = TABLE_OPTIONS

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcTime)
    person_id: int | None = Field(default=None)
    label: str
    label_context: str = ""
    label_values: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    request_id: str = Field(unique=True)
    origin: str = ""
    """The open workspace it came from, so that a feed can leave out its own."""


class AuditRow(SQLModel, table=True):
    """One row that an action changed, with the columns that differ."""

    __tablename__ = "audit"
    __table_args__: ClassVar[Any] = (Index("ix_audit_record", "noun", "record"), TABLE_OPTIONS)

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    noun: str
    record: int
    table: str
    key: int
    kind: str
    before: dict[str, Any] | None = Field(default=None, sa_type=Json)
    after: dict[str, Any] | None = Field(default=None, sa_type=Json)


CHANNEL = "callboard"
"""The name under which a server announces commits."""

ACTIONS: Table = SQLModel.metadata.tables["action"]
ROWS: Table = SQLModel.metadata.tables["audit"]


def done_before(session: Session, request_id: str) -> bool:
    """Say whether a command with this request id has already been carried out."""
    found = session.execute(select(ACTIONS.c.id).where(ACTIONS.c.request_id == request_id)).first()
    return found is not None


def write(session: Session, changes: ChangeSet, label: Message, request_id: str) -> int:
    """Add the action and one row per changed record row; return the action's id."""
    connection = session.connection()
    action_id = connection.execute(
        insert(ACTIONS).returning(ACTIONS.c.id),
        {
            "at": session.info.get("moment") or datetime.now(UTC),
            "person_id": session.info.get("person"),
            "label": label.source,
            "label_context": label.context,
            "label_values": {name: _tagged(value) for name, value in label.values.items()},
            "request_id": request_id,
            "origin": session.info.get("origin", ""),
        },
    ).scalar_one()
    connection.execute(
        insert(ROWS),
        [
            {
                "action_id": action_id,
                "noun": row.noun,
                "record": row.record,
                "table": row.table,
                "key": row.key,
                "kind": row.kind,
                "before": _plain(row.before),
                "after": _plain(row.after),
            }
            for row in changes.rows
        ],
    )
    session.info["action_id"] = action_id
    if connection.dialect.name == "postgresql":  # told to everybody when the transaction commits
        word = f"{session.info.get('origin', '')} {action_id}"
        connection.execute(select(func.pg_notify(CHANNEL, word)))
    return int(action_id)


def newest_on(session: Session, noun: str, record: int) -> tuple[datetime, Named] | None:
    """Return when a record was changed last (UTC) and by whom; None where nobody was named."""
    people = SQLModel.metadata.tables["person"]
    found = session.execute(
        select(ACTIONS.c.at, people.c.name, people.c.name_zh)
        .join(ROWS, ROWS.c.action_id == ACTIONS.c.id)
        .outerjoin(people, people.c.id == ACTIONS.c.person_id)
        .where(ROWS.c.noun == noun, ROWS.c.record == record)
        .order_by(ROWS.c.id.desc())
        .limit(1)
    ).first()
    if found is None or found.name is None:
        return None
    return found.at, Named(found.name, found.name_zh)


def label_of(source: str, context: str, values: Mapping[str, Any]) -> Message:
    """Return an action's label as it was when the action was written."""
    named = {name: _untagged(value) for name, value in values.items()}
    return Message(source, context, **named)


def _tagged(value: object) -> object:
    """Turn a label's value into JSON that remembers its type."""
    match value:
        case Message():
            values = {name: _tagged(inner) for name, inner in value.values.items()}
            return {"message": value.source, "context": value.context, "values": values}
        case Named():
            return {"name": value.en, "zh": value.zh}
        case Money():
            return {"money": value.minor, "currency": value.currency}
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case Decimal():
            return {"decimal": str(value)}
        case str() | int() | None:
            return value
    return str(value)


def _untagged(value: object) -> object:
    match value:
        case {"message": source, "context": context, "values": values}:
            return label_of(source, context, values)
        case {"name": en, "zh": zh}:
            return Named(en, zh)
        case {"money": minor, "currency": currency}:
            return Money(minor, currency)
        case {"moment": text}:
            return datetime.fromisoformat(text)
        case {"date": text}:
            return date.fromisoformat(text)
        case {"decimal": text}:
            return Decimal(text)
    return value


def _plain(image: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Turn a row image into JSON; stamps are left out, the action carries them."""
    if image is None:
        return None
    return {name: _json(value) for name, value in image.items() if name not in STAMPS}


def _json(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    try:
        json.dumps(value)
    except TypeError:
        return str(value)
    return value


def typed(table: str, image: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return a row image with the types its columns have; a column that is gone stays as text."""
    if image is None:
        return None
    known = SQLModel.metadata.tables.get(table)
    kinds = {} if known is None else {column.name: column.type for column in known.columns}
    return {name: _as(kinds.get(name), value) for name, value in image.items()}


def _as(kind: object, value: object) -> object:
    if not isinstance(value, str):
        return value
    if isinstance(kind, Quantity | Rate):
        return Decimal(value)
    if isinstance(kind, UtcTime | DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value
