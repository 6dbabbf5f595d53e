"""Entity: what every kept row has: a version, stamps, the record it belongs to."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy.orm import Session as OrmSession
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from studio.persistence.columns import UtcTime
from studio.text import Message

TABLE_OPTIONS = {"sqlite_strict": True, "sqlite_autoincrement": True}


class Entity(SQLModel):
    """A row with an id that is never given again, a version for locking, and stamps (UTC)."""

    # Rows are checked by the domain before they are made, so pydantic's validators of the tables
    # are built when somebody asks for one: a tenth of the loading of all tables.
    model_config = {"defer_build": True}

    owner: ClassVar[tuple[str, str] | None] = None
    """The noun this row is a part of and the column with its id: ("client", "client_id")."""

    undoable: ClassVar[bool] = True
    """False for rows that undo leaves alone, such as number counters."""

    __table_args__: ClassVar[Any] = TABLE_OPTIONS

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=1, nullable=False)
    created_at: datetime | None = Field(default=None, sa_type=UtcTime)
    created_by: int | None = Field(default=None)
    changed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    changed_by: int | None = Field(default=None)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        """Let the ORM check and raise `version` with every update."""
        table = getattr(cls, "__table__", None)
        return {} if table is None else {"version_id_col": table.c.version}

    @property
    def key(self) -> int:
        """The id of a row that has been flushed."""
        if self.id is None:
            raise ValueError("the row has no id before it is flushed")
        return self.id

    def home(self) -> tuple[str, int]:
        """Return noun and id of the record this row is a part of; a record returns its own."""
        if self.owner is not None and (parent := getattr(self, self.owner[1])) is not None:
            return self.owner[0], int(parent)
        return str(type(self).__tablename__), self.key

    def lock(self, session: OrmSession, changed: frozenset[str], kind: str) -> Message | None:
        """Say why this row must not change any more, or None.

        Asked at every flush. `kind` is insert, update or delete; `changed` names the columns that
        differ. Issued and sent documents answer with their legal way out.
        """
        return None
