"""The schema as a whole: which version a studio has, and making a new one in one transaction."""

from typing import ClassVar

from sqlalchemy import Connection, inspect
from sqlmodel import Field, SQLModel

from studio.errors import Unavailable
from studio.persistence.engine import APPLICATION_ID
from studio.text import Message

NEWEST = "0001"
"""The schema this program works with: the id of the newest migration (a test compares them)."""


class SchemaVersion(SQLModel, table=True):
    """The one row that says which migration the studio has reached; also the mark of a studio."""

    __tablename__ = "schema_version"
    __table_args__: ClassVar[dict[str, bool]] = {"sqlite_strict": True}

    version_num: str = Field(primary_key=True)


def create(connection: Connection) -> None:
    """Make every table in the running transaction and mark the database as a new studio.

    Raises FileExistsError where the database has tables already.
    """
    if inspect(connection).get_table_names():
        raise FileExistsError("the database is not empty")
    SQLModel.metadata.create_all(connection)
    connection.exec_driver_sql(f"INSERT INTO schema_version VALUES ('{NEWEST}')")  # noqa: S608
    mark(connection)


def mark(connection: Connection) -> None:
    """Write into a file's header whose it is and which schema it has."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={int(NEWEST)}")


def demand_newest(connection: Connection) -> None:
    """Refuse to write to a server that somebody else's newer program has brought forward."""
    version = connection.exec_driver_sql("SELECT version_num FROM schema_version").scalar()
    if version != NEWEST:
        raise Unavailable(
            Message(
                "This studio was brought to a newer version. Update Callboard and open it again."
            )
        )
