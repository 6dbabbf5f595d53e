"""The roster: 20,000 people with 200,000 readings listed, filtered; 100,000 readings imported."""

import time
from datetime import date, timedelta

from sqlalchemy import insert, text
from sqlmodel import SQLModel

from studio.clock import Clock
from studio.persistence.engine import make_engine
from studio.services import talent
from studio.services.opening import create_studio, open_studio
from studio.services.operation import Query
from studio.services.talent import TalentFilter, importing, sheets
from tests import builders
from tests.benchmarks.measuring import compare

PEOPLE, READINGS, IMPORTED = 20_000, 10, 100_000
PLATFORMS = ("douyin", "xiaohongshu", "bilibili", "youtube", "instagram")
NEWEST = date(2026, 11, 15)
PAGE = 100


def figures(folder):
    """Return what lists and imports cost beside the same rows read or written by plain SQL."""
    workspace = _filled(folder / "roster.callboard")
    yield from _lists(workspace)
    yield _import(workspace)
    workspace.close()


def _lists(workspace):
    everybody = TalentFilter(sort="followers", descending=True)
    narrow = TalentFilter(tiers=("micro",), platforms=("douyin",), sort="followers")
    ids = workspace.ask(talent.ids(everybody))
    newest = _plain(workspace, "SELECT account_id, max(as_of) FROM follower_snapshot GROUP BY 1")
    for name, wanted in (
        (f"{PEOPLE:,} people by followers: ids", everybody),
        ("the same, one tier on one platform", narrow),
        ("the same, typed words", TalentFilter(text="person 1234")),
    ):
        yield compare(
            name,
            lambda wanted=wanted: workspace.ask(talent.ids(wanted)),
            newest,
            f"newest day of each account among {PEOPLE * READINGS:,} readings, plain SQL",
            runs=7,
        )
    page = ids[5_000 : 5_000 + PAGE]
    rows = ", ".join(str(key) for key in page)
    yield compare(
        f"one page of {PAGE} rows, with accounts, line and price",
        lambda: workspace.ask(talent.rows(page)),
        _plain(
            workspace,
            "SELECT s.account_id, s.as_of, s.followers FROM follower_snapshot s JOIN "
            f"social_account a ON a.id = s.account_id WHERE a.talent_id IN ({rows}) ORDER BY 1, 2",
        ),
        "their readings by plain SQL",
        runs=9,
    )


def _plain(workspace, statement):
    return lambda: workspace.ask(Query(lambda session: session.execute(text(statement)).all()))


def _import(workspace):
    """Measure the import once each way; what it wrote is taken back between."""
    first = date(2006, 1, 1)
    per_account = IMPORTED // 100
    lines = ["platform,handle,date,followers"]
    rows = []
    for account in range(1, 101):
        for n in range(per_account):
            day = first + timedelta(days=n)
            lines.append(f"{PLATFORMS[account % 5]},person{account},{day},{10_000 + n}")
            rows.append((account, day.isoformat(), 10_000 + n))
    sheet = sheets.from_bytes("readings.csv", "\n".join(lines).encode())
    plan = importing.guess(sheet, "snapshots")

    def ours():
        began = time.process_time()
        workspace.run(importing.import_snapshots(sheet, plan))
        took = (time.process_time() - began) * 1000
        workspace.undo()
        return took

    return compare(
        f"{IMPORTED:,} readings imported: read, checked, matched, written",
        ours,
        lambda: _written(workspace, rows),
        "the same rows written by the driver alone into a table without checks",
        runs=3,
        warm=1,
    )


def _written(workspace, rows):
    engine = make_engine(workspace.studio)
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE floor (a INTEGER, d TEXT, f INTEGER) STRICT")
        began = time.process_time()
        connection.exec_driver_sql("INSERT INTO floor VALUES (?, ?, ?)", rows)
        took = (time.process_time() - began) * 1000
        connection.rollback()
    engine.dispose()
    return took


def _filled(place):
    create_studio(place)
    workspace = open_studio(place, clock=Clock(builders.TODAY))
    builders.make_studio(workspace)
    one = workspace.run(talent.create({"name": "x"})).value
    account = workspace.run(talent.add_account(one, {"platform": "x", "handle": "x"})).value
    workspace.run(talent.read(account, {"followers": 1, "as_of": NEWEST}))
    tables = ("talent", "social_account", "follower_snapshot")
    models = {name: _model(workspace, name) for name in tables}
    workspace.close()
    engine = make_engine(place)
    with engine.begin() as connection:
        for name in reversed(tables):
            connection.exec_driver_sql(f"DELETE FROM {name}")
        for name, rows in zip(tables, _rows(models), strict=True):
            table = SQLModel.metadata.tables[name]
            for start in range(0, len(rows), 5_000):
                connection.execute(insert(table), rows[start : start + 5_000])
    engine.dispose()
    return open_studio(place, clock=Clock(builders.TODAY))


def _model(workspace, name):
    table = SQLModel.metadata.tables[name]
    return dict(
        workspace.ask(Query(lambda session: session.execute(table.select()).mappings().one()))
    )


def _rows(models):
    people, accounts, readings = [], [], []
    for n in range(1, PEOPLE + 1):
        name = f"Person {n}"
        keys = [f"person{n}"]
        people.append({**models["talent"], "id": n, "name": name, "name_keys": keys})
        platform = PLATFORMS[n % 5]
        handle = f"person{n}"
        accounts.append(
            {
                **models["social_account"], "id": n, "talent_id": n, "platform": platform,
                "handle": handle, "handle_key": handle,
            }
        )  # fmt: skip
        base = 1_000 + n * 7919 % 6_000_000
        readings += [
            {
                **models["follower_snapshot"], "id": (n - 1) * READINGS + step + 1,
                "account_id": n, "as_of": NEWEST - timedelta(days=9 * step),
                "followers": base - base * step // 200,
            }
            for step in range(READINGS)
        ]  # fmt: skip
    return people, accounts, readings
