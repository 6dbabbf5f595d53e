"""Writes the first migration from the tables: `python -m studio.persistence.migrations.baseline`.

Until the first release tables may change freely; the first migration is then written anew, and a
test demands it. After a release its files stay as they are and changes come as further migrations.
"""

import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from sqlalchemy import create_mock_engine
from sqlalchemy.schema import ExecutableDDLElement
from sqlmodel import SQLModel

from studio import writing
from studio.persistence import (
    tables,  # noqa: F401  makes every table known
)

FOLDER = Path(__file__).parent / "versions"

DIALECTS = {"sqlite": "sqlite://", "postgresql": "postgresql+psycopg://"}


def statements(dialect: str) -> list[str]:
    """Return what makes a new database of a kind, statement by statement, without blank lines."""
    found: list[str] = []

    def note(element: ExecutableDDLElement, *_values: object, **_options: object) -> None:
        found.append(_tidy(str(element.compile(dialect=engine.dialect))))

    engine = create_mock_engine(DIALECTS[dialect], note)
    SQLModel.metadata.create_all(engine, checkfirst=False)
    return _ordered(each for each in found if not each.startswith("CREATE TABLE schema_version"))


def _ordered(found: Iterable[str]) -> list[str]:
    """Sort the indexes of each table: a table keeps them in no order of their own."""
    groups = groupby(found, lambda each: each.startswith(("CREATE INDEX", "CREATE UNIQUE")))
    return [each for index, group in groups for each in (sorted(group) if index else group)]


def place(dialect: str) -> Path:
    """Return where the first migration's statements for a kind of database are kept."""
    return FOLDER / f"v0001_{dialect}.sql"


def source(dialect: str) -> str:
    """Return the whole file: statements with a blank line between them."""
    return "\n\n".join(statements(dialect)) + "\n"


def main() -> int:
    """Write both files."""
    for dialect in DIALECTS:
        writing.write_text(place(dialect), source(dialect), mode=0o644)
        sys.stdout.write(f"{place(dialect)}\n")
    return 0


def _tidy(statement: str) -> str:
    lines = (line.rstrip().replace("\t", "    ") for line in statement.splitlines())
    return "\n".join(line for line in lines if line)


if __name__ == "__main__":
    sys.exit(main())
