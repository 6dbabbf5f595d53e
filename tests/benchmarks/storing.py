"""Saving, reading and finding."""

import os
from itertools import count

from sqlmodel import Session

from studio.persistence.engine import SQLITE
from studio.persistence.tables.clients import Client
from studio.services import clients, search
from studio.services.operation import command, load, query
from tests.benchmarks.measuring import compare

INDEX_ALONE = (
    "SELECT noun, record FROM search_index JOIN search_entry ON search_entry.id = "
    "search_index.rowid WHERE search_index MATCH ? ORDER BY search_index.rowid DESC LIMIT 50"
)


@command("Change note")
def change_note(session: Session, client_id: int, note: str) -> None:
    """Change one field, as a committed field of a form does."""
    load(session, Client, client_id).note = note


@query
def like(session: Session, text: str) -> int:
    """Count by reading every row, as a search without an index would."""
    return (
        session.connection()
        .exec_driver_sql(
            "SELECT count(*) FROM client WHERE name LIKE ? OR name_zh LIKE ? OR note LIKE ?",
            (f"%{text}%",) * 3,
        )
        .scalar_one()
    )


def figures(workspace, folder):
    """Return what saving, reading and finding cost."""
    yield _edit(workspace, folder)
    yield _page(workspace)
    yield _ids(workspace)
    yield from _finding(workspace)


def _edit(workspace, folder):
    number = count()
    path = folder / "floor.bin"
    block = os.urandom(4096)
    handle = os.open(path, os.O_RDWR | os.O_CREAT)

    def ours():
        workspace.run(change_note(1, f"note {next(number)}"))

    def floor():
        os.pwrite(handle, block, 0)
        getattr(os, "fdatasync", os.fsync)(handle)

    figure = compare(
        "one edit committed, with audit, undo and search",
        ours,
        floor,
        "4 KiB write + fdatasync",
        runs=60,
        clock="wall",
        note="journal DELETE, synchronous EXTRA: durable through a power cut (decisions 17)",
    )
    os.close(handle)
    return figure


def _page(workspace):
    ids = workspace.ask(clients.ids(clients.ClientFilter()))[1000:1200]
    raw = SQLITE.connect(str(workspace.studio))
    marks = ",".join("?" * len(ids))

    def floor():
        raw.execute(f"SELECT * FROM client WHERE id IN ({marks})", ids).fetchall()

    figure = compare(
        "200 rows of a list, as frozen rows",
        lambda: workspace.ask(clients.rows(ids)),
        floor,
        "raw select of whole rows",
        runs=40,
    )
    raw.close()
    return figure


def _ids(workspace):
    raw = SQLITE.connect(str(workspace.studio))
    figure = compare(
        "ids of all rows, sorted by name",
        lambda: workspace.ask(clients.ids(clients.ClientFilter(sort="name"))),
        lambda: raw.execute("SELECT id FROM client ORDER BY name").fetchall(),
        "raw select of ids, sorted",
        target=3.5,
    )
    raw.close()
    return figure


def _finding(workspace):
    raw = SQLITE.connect(str(workspace.studio))
    yield compare(
        "search “海报”, the index alone, best 50",
        lambda: raw.execute(INDEX_ALONE, ('("海报" *)',)).fetchall(),
        lambda: workspace.ask(like("海报")),
        "LIKE over every row",
        runs=15,
        target=0.01,
    )
    raw.close()
    for text in ("海报", "tea", "C012345", "shoe 1234"):
        hits = len(workspace.ask(search.find(text)))
        yield compare(
            f"search “{text}”, best 50 ({hits} shown)",
            lambda text=text: workspace.ask(search.find(text)),
            lambda text=text: workspace.ask(like(text)),
            "LIKE over every row",
            runs=15,
        )
