"""Carries a whole studio from a server into a new file, row by row: a backup one can hold."""

from pathlib import Path

from sqlalchemy import Connection, Table, insert, select
from sqlmodel import SQLModel

from studio.persistence import upgrade
from studio.persistence.engine import make_engine
from studio.persistence.files import Blob, FolderStore, folder_of

CHUNK = 500
"""Rows carried at a time."""

LEFT_OUT = frozenset({"schema_version", "search_entry", "blob"})
"""Written by making the file, built anew from the rows, and kept in a folder beside a file."""


def to_file(server: str, out: Path) -> None:
    """Write everything a server holds into a new file; raises FileExistsError.

    All of it is read in one transaction, so that it is the studio of one moment. The caller builds
    the search index anew. When it fails no file is left; files in the folder beside it are
    harmless, they are found by what is in them.
    """
    upgrade.create(out)
    source, target = make_engine(server, read_only=True), make_engine(out, schema_changes=True)
    try:
        reading = source.connect().execution_options(isolation_level="REPEATABLE READ")
        with reading as there, target.begin() as here:
            for table in SQLModel.metadata.sorted_tables:
                if table.name not in LEFT_OUT:
                    _carry(there, here, table)
            upgrade.check_references(here)
            _carry_files(there, out)
    except BaseException:
        target.dispose()
        out.unlink(missing_ok=True)
        raise
    finally:
        source.dispose()
        target.dispose()


def _carry(there: Connection, here: Connection, table: Table) -> None:
    asked = select(table).order_by(*table.primary_key.columns)
    with there.execution_options(yield_per=CHUNK).execute(asked) as rows:
        for part in rows.partitions(CHUNK):
            here.execute(insert(table), [dict(row._mapping) for row in part])  # noqa: SLF001


def _carry_files(there: Connection, out: Path) -> None:
    """Put the bytes of every file into the folder beside the copy, one at a time."""
    kept = SQLModel.metadata.tables[str(Blob.__tablename__)]
    store = FolderStore(folder_of(out))
    for sha256 in there.execute(select(kept.c.sha256)).scalars().all():
        data = there.execute(select(kept.c.data).where(kept.c.sha256 == sha256)).scalar_one()
        store.keep(bytes(data))
