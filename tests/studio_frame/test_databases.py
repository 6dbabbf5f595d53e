"""The databases that other tests stand on: fresh, separate, quick to copy, always stopped."""

import os
import subprocess
import sys
import time

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests import postgres


def _engine(place):
    return create_engine(place if "://" in place else f"sqlite:///{place}")


def _build(place):
    engine = _engine(place)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE sheet (name TEXT)"))
        connection.execute(text("INSERT INTO sheet VALUES ('first')"))
    engine.dispose()


def _names(place):
    engine = _engine(place)
    with engine.connect() as connection:
        names = list(connection.scalars(text("SELECT name FROM sheet")))
    engine.dispose()
    return names


def test_a_database_is_empty_and_can_be_written(database_place):
    _build(database_place)
    assert _names(database_place) == ["first"]


def test_copies_of_a_template_do_not_touch_each_other(databases, database_kind):
    one = databases.fresh(database_kind, template="frame", build=_build)
    two = databases.fresh(database_kind, template="frame", build=_build)
    engine = _engine(one)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO sheet VALUES ('second')"))
    engine.dispose()
    assert _names(one) == ["first", "second"]
    assert _names(two) == ["first"]


def test_a_template_is_built_once(databases, database_kind):
    built = []

    def build(place):
        built.append(place)
        _build(place)

    for _ in range(3):
        databases.fresh(database_kind, template="frame-once", build=build)
    assert len(built) == 1


@pytest.mark.postgresql
def test_the_server_ends_when_the_test_run_is_killed(tmp_path):
    programs = postgres.server_programs()
    if programs is None:
        pytest.fail("No PostgreSQL server programs on this machine.")
    script = (
        "import sys, time; from pathlib import Path; from tests.postgres import Server\n"
        f"server = Server(Path({str(programs)!r})); server.start()\n"
        "print(server.url, server._folder, flush=True); time.sleep(600)"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=os.environ
    )
    url, folder = run.stdout.readline().split()
    psycopg.connect(url).close()
    run.kill()
    run.wait()
    run.stdout.close()
    end = time.monotonic() + 30
    while os.path.exists(folder) and time.monotonic() < end:  # noqa: PTH110
        time.sleep(0.05)
    assert not os.path.exists(folder)  # noqa: PTH110
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)
