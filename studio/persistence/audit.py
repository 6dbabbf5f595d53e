"""The audit journal: who did what, when, from which value to which, in the same transaction."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from studio.errors import Conflict
from studio.persistence.base import TABLE_OPTIONS
from studio.persistence.changes import STAMPS, ChangeSet
from studio.persistence.columns import Json, UtcTime
from studio.text import Message


class Action(SQLModel, table=True):
    """One command that was carried out."""

    __tablename__ = "action"
    __table_args__ = TABLE_OPTIONS

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcTime)
    person_id: int | None = Field(default=None)
    label: str
    label_values: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    request_id: str = Field(unique=True)


class AuditRow(SQLModel, table=True):
    """One row that an action changed, with the columns that differ."""

    __tablename__ = "audit"
    __table_args__ = TABLE_OPTIONS

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    noun: str
    record: int
    table: str
    key: int
    kind: str
    before: dict[str, Any] | None = Field(default=None, sa_type=Json)
    after: dict[str, Any] | None = Field(default=None, sa_type=Json)


def refuse_repeat(session: Session, request_id: str) -> None:
    """Refuse a command that has already been carried out (a retry after a lost answer)."""
    known = session.execute(select(Action.id).where(Action.request_id == request_id)).first()
    if known is not None:
        raise Conflict(Message("This was already done."))


def write(session: Session, changes: ChangeSet, label: Message, request_id: str) -> int:
    """Add the action and one row per changed record row; return the action's id."""
    connection = session.connection()
    action_id = connection.execute(
        insert(Action).returning(Action.id),  # type: ignore[arg-type]
        {
            "at": session.info.get("moment") or datetime.now(UTC),
            "person_id": session.info.get("person"),
            "label": label.key,
            "label_values": _plain(label.values),
            "request_id": request_id,
        },
    ).scalar_one()
    connection.execute(
        insert(AuditRow),
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
    return int(action_id)


def _plain(values: Any) -> dict[str, Any] | None:
    """Turn values into what JSON holds; stamps are left out, the action carries them."""
    if values is None:
        return None
    return {name: _json(value) for name, value in values.items() if name not in STAMPS}


def _json(value: Any) -> Any:
    if isinstance(value, Message):
        return {"text": value.key, "values": _plain(value.values)}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    try:
        json.dumps(value)
    except TypeError:
        return str(value)
    return value
