"""Opening a studio: what is refused, with which ways out, and never with a byte changed."""

import os
import shutil
import subprocess
import sys
import textwrap
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import Session

from studio.clock import Clock
from studio.errors import OpeningProblem, Unavailable
from studio.persistence import backup, lockfile, schema, upgrade
from studio.persistence.engine import SQLITE, make_engine
from studio.persistence.header import raw
from studio.persistence.tables.studio import Studio
from studio.services.opening import create_studio, open_studio
from tests import builders


@pytest.fixture
def studio(tmp_path):
    """Return the path of a closed studio with a company and one client."""
    place = tmp_path / "lane.callboard"
    create_studio(place)
    workspace = open_studio(place, clock=Clock(builders.TODAY))
    builders.make_client(workspace, builders.make_studio(workspace))
    workspace.close()
    return place


def _clients(workspace):
    with Session(workspace._reader) as session:
        return session.connection().exec_driver_sql("SELECT name FROM client").scalars().all()


def _refused(place, **options):
    """Open, expect a refusal, and see that nothing has changed."""
    path = Path(place)
    before = (path.read_bytes(), path.stat().st_mtime_ns) if path.is_file() else None
    around = sorted(path.parent.glob("*"))
    with pytest.raises(OpeningProblem) as caught:
        open_studio(place, **options)
    after = (path.read_bytes(), path.stat().st_mtime_ns) if path.is_file() else None
    assert after == before
    assert sorted(path.parent.glob("*")) == around
    assert str(caught.value)
    return caught.value


def test_a_studio_opens_with_its_first_person_and_on_its_pinned_day(studio):
    workspace = open_studio(studio)
    builders.add(workspace, Studio(name="Demo", pinned_today=date(2026, 11, 16)))
    workspace.close()
    with raw(studio, "rw") as connection:
        connection.execute("DELETE FROM studio WHERE pinned_today IS NULL")
    workspace = open_studio(studio)
    assert workspace.person_id is not None
    assert workspace.clock == Clock(date(2026, 11, 16))
    assert not workspace.read_only
    assert _clients(workspace) == ["Northwick Audio"]
    workspace.close()


def test_a_closed_studio_is_one_file(studio):
    assert [each.name for each in studio.parent.iterdir()] == [studio.name]


def test_a_name_with_odd_characters_opens(tmp_path):
    place = tmp_path / "纸灯笼 #1?%20 & co.callboard"
    create_studio(place)
    open_studio(place).close()
    assert [each.name for each in tmp_path.iterdir()] == [place.name]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "not_a_studio"),
        (b"Dear Ada,", "not_a_studio"),
        (b"%PDF-1.7\n" * 200, "not_a_studio"),
        (b"\x00" * 8192, "not_a_studio"),
        (b"SQLite format 3\x00" + b"\xff" * 4096, "not_a_studio"),
    ],
)
def test_what_is_no_studio_is_refused(tmp_path, content, kind):
    place = tmp_path / "lane.callboard"
    place.write_bytes(content)
    assert _refused(place).kind == kind


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_another_programs_database_is_refused_and_keeps_its_settings(tmp_path, journal):
    place = tmp_path / "photos.db"
    other = SQLITE.connect(str(place))
    other.execute(f"PRAGMA journal_mode={journal}")
    other.execute("CREATE TABLE photo (id INTEGER)")
    other.close()
    assert _refused(place).kind == "not_a_studio"
    with raw(place) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == (journal.lower(),)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert _refused(tmp_path / "gone.callboard").kind == "missing"
    assert _refused(tmp_path / "gone" / "far.callboard").kind == "missing"
    assert _refused(tmp_path).kind == "not_a_studio"


@pytest.mark.parametrize(
    "change",
    [
        "PRAGMA user_version=9999",
        "UPDATE schema_version SET version_num='9999'",
    ],
)
def test_a_newer_studio_is_refused_untouched(studio, change):
    with raw(studio, "rw") as connection:
        connection.execute(change)
    problem = _refused(studio)
    assert (problem.kind, problem.ways) == ("newer", ("leave",))
    assert _refused(studio, read_only=True).kind == "newer"


@pytest.mark.parametrize(
    "change", ["DELETE FROM schema_version", "DROP TABLE schema_version", "DROP TABLE studio"]
)
def test_a_studio_without_its_marks_is_damaged(studio, change):
    with raw(studio, "rw") as connection:
        connection.execute(change)
    assert _refused(studio).kind == "damaged"


def test_a_file_cut_short_is_damaged(studio):
    whole = studio.read_bytes()
    for size in range(1024, len(whole) - 1, len(whole) // 23):
        studio.write_bytes(whole[:size])
        problem = _refused(studio)
        assert problem.kind == "damaged", size
        assert "restore" in problem.ways


def test_a_destroyed_beginning_is_damage_where_copies_are_known(studio):
    backup.keep(studio, datetime.now(UTC))
    studio.write_bytes(b"\x00" * 4096 + studio.read_bytes()[4096:])
    problem = _refused(studio)
    assert (problem.kind, problem.ways) == ("damaged", ("restore", "leave"))


@pytest.mark.logs("quick check after a crash")
def test_after_a_crash_damage_inside_is_found(studio):
    content = bytearray(studio.read_bytes())
    with raw(studio) as connection:
        root = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name='client'"
        ).fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    content[(root - 1) * size : root * size] = b"\x00" * size
    studio.write_bytes(content)
    _crash(studio)
    problem = _open_refused(studio)
    assert (problem.kind, problem.ways) == ("damaged", ("read_only", "restore", "leave"))
    assert studio.read_bytes() == content


def _crash(studio):
    """Leave the lock file of a program that was killed."""
    script = (
        "import os, sys; from pathlib import Path; from studio.persistence import lockfile\n"
        "lockfile.take(Path(sys.argv[1])); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(studio)], check=False)


def _open_refused(place):
    with pytest.raises(OpeningProblem) as caught:
        open_studio(place)
    return caught.value


def test_after_a_crash_a_whole_studio_opens(studio):
    _crash(studio)
    open_studio(studio).close()


def test_what_a_crash_interrupted_is_taken_back(studio, tmp_path):
    """A hot journal beside the file is played back, which needs writing."""
    connection = SQLITE.connect(str(studio), isolation_level=None)
    connection.execute("PRAGMA cache_size=1")  # so that changed pages reach the file at once
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE client SET name='half done', note=?", ("x" * 200_000,))
    left = tmp_path / "left"
    left.mkdir()
    copy = left / studio.name
    shutil.copyfile(studio, copy)
    shutil.copyfile(f"{studio}-journal", f"{copy}-journal")
    connection.close()
    assert "not closed properly" in str(_refused(copy, read_only=True))
    workspace = open_studio(copy)
    assert _clients(workspace) == ["Northwick Audio"]
    workspace.close()


def test_a_file_that_grew_when_the_program_was_killed_is_mended(studio, tmp_path):
    """The header already counts pages that are not there yet; only the journal knows better."""
    left = tmp_path / "left" / studio.name
    left.parent.mkdir()
    connection = SQLITE.connect(str(studio), isolation_level=None)
    connection.execute("PRAGMA cache_size=1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE client SET note=?", ("x" * 400_000,))
    connection.execute("PRAGMA user_version=77")  # writes the first page
    connection.execute("UPDATE client SET name=?", ("x" * 400_000,))
    content = bytearray(studio.read_bytes())
    content[28:32] = (len(content) // 4096 + 500).to_bytes(4, "big")
    left.write_bytes(content)
    shutil.copyfile(f"{studio}-journal", f"{left}-journal")
    connection.close()
    workspace = open_studio(left)
    assert _clients(workspace) == ["Northwick Audio"]
    workspace.close()


def test_a_second_program_is_told_who_has_it_and_may_read(studio):
    held = lockfile.take(studio)
    problem = _open_refused(studio)
    assert problem.kind == "in_use"
    assert problem.ways == ("read_only", "leave")
    assert held.holder.host in str(problem)
    reader = open_studio(studio, read_only=True)
    assert _clients(reader) == ["Northwick Audio"]
    with pytest.raises(Unavailable, match="reading only"):
        builders.make_client(reader)
    reader.close()
    held.release()


def test_an_open_studio_refuses_a_second_writer_until_it_is_closed(studio):
    first = open_studio(studio)
    assert _open_refused(studio).kind == "in_use"
    first.close()
    open_studio(studio).close()


def test_another_machines_lock_can_be_taken_over(studio, monkeypatch):
    monkeypatch.setattr(lockfile.platform, "node", lambda: "atelier")
    lock = lockfile.take(studio)
    kept = lock.path.read_bytes()
    lock.release()
    lock.path.write_bytes(kept)
    monkeypatch.undo()
    problem = _open_refused(studio)
    assert (problem.kind, problem.ways) == ("in_use", ("read_only", "take_over", "leave"))
    assert "atelier" in str(problem)
    open_studio(studio, take_over=True).close()


def test_a_refused_studio_is_not_left_locked(studio):
    with raw(studio, "rw") as connection:
        connection.execute("PRAGMA user_version=9999")
    _refused(studio)
    lockfile.take(studio).release()


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_cannot_be_written_opens_for_reading(studio, what):
    """Run as nobody: the system's own administrator may write anywhere."""
    folder = Path("/tmp") / f"callboard-{os.getpid()}-{what}"
    folder.mkdir()
    try:
        copy = folder / studio.name
        shutil.copyfile(studio, copy)
        copy.chmod(0o444)
        folder.chmod(0o555 if what == "folder" else 0o777)
        if what == "folder":
            copy.chmod(0o666)
        script = textwrap.dedent(
            f"""
            import os
            from studio.services.opening import open_studio
            from sqlmodel import Session
            if os.geteuid() == 0:
                os.setgid(65534); os.setuid(65534)
            workspace = open_studio({str(copy)!r})
            with Session(workspace._reader) as session:
                names = session.connection().exec_driver_sql("SELECT name FROM client").scalars()
                print(list(names), workspace.read_only, workspace.notice)
            workspace.close()
            print(sorted(os.listdir({str(folder)!r})))
            """
        )
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=False
        )
        assert done.stderr == ""
        first, last = done.stdout.splitlines()
        assert first.startswith("['Northwick Audio'] True")
        assert "write-protected" in first
        assert last == f"['{studio.name}']"
    finally:
        folder.chmod(0o777)
        shutil.rmtree(folder)


def _older(studio, monkeypatch):
    """Let the program be one schema further than the file."""
    monkeypatch.setattr(schema, "NEWEST", "0002")
    for module in ("studio.persistence.header",):
        monkeypatch.setattr(sys.modules[module], "NEWEST", "0002")


SECOND = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0002", "0001"
def upgrade():
    op.execute("ALTER TABLE client ADD COLUMN mood TEXT")
    op.execute("UPDATE client SET mood = 'fine'")
"""


@pytest.fixture
def newer_program(tmp_path, monkeypatch):
    """Give the program a second migration; returns where it can be spoilt."""
    steps = tmp_path / "steps"
    shutil.copytree(upgrade.STEPS, steps)
    second = steps / "versions" / "v0002.py"
    second.write_text(SECOND)
    monkeypatch.setattr(upgrade, "STEPS", steps)
    return second


def test_an_older_studio_is_copied_then_brought_up_to_date(studio, newer_program, monkeypatch):
    _older(studio, monkeypatch)
    workspace = open_studio(studio)
    with Session(workspace._reader) as session:
        moods = session.connection().exec_driver_sql("SELECT mood FROM client").scalars().all()
    workspace.close()
    assert moods == ["fine"]
    (copy,) = backup.listing(studio)
    assert copy.why == "upgrade"
    with raw(copy.path) as connection:
        assert connection.execute("SELECT version_num FROM schema_version").fetchone() == ("0001",)


@pytest.mark.logs("the upgrade failed and was undone")
def test_a_failing_upgrade_leaves_the_studio_as_it_was(studio, newer_program, monkeypatch):
    _older(studio, monkeypatch)
    newer_program.write_text(SECOND + "    op.execute('this is no SQL')\n")
    before = studio.read_bytes()
    problem = _open_refused(studio)
    assert (problem.kind, problem.ways) == ("upgrade", ("again", "leave"))
    assert studio.read_bytes() == before
    monkeypatch.undo()
    open_studio(studio).close()


def test_an_older_studio_that_cannot_be_written_is_refused(studio, newer_program, monkeypatch):
    _older(studio, monkeypatch)
    assert _refused(studio, read_only=True).kind == "older"


@pytest.mark.parametrize("how", ["moved", "deleted", "replaced", "folder moved"])
def test_the_next_save_refuses_when_the_file_is_not_where_it_was(studio, how):
    workspace = open_studio(studio)
    aside = studio.with_name("aside.callboard")
    if how == "moved":
        studio.rename(aside)
    elif how == "deleted":
        studio.unlink()
    elif how == "replaced":
        shutil.copyfile(studio, aside)
        aside.replace(studio)
    else:
        studio.parent.rename(studio.parent.with_name("elsewhere"))
    with pytest.raises(Unavailable, match="moved, replaced or deleted"):
        builders.make_client(workspace, name="Lost")
    with pytest.raises(Unavailable, match="moved, replaced or deleted"):
        workspace.ask(builders.nothing())
    workspace.close()


def test_a_moved_file_that_is_put_back_is_written_again(studio):
    workspace = open_studio(studio)
    aside = studio.with_name("aside.callboard")
    studio.rename(aside)
    with pytest.raises(Unavailable):
        builders.make_client(workspace, name="Lost")
    aside.rename(studio)
    builders.make_client(workspace, name="Kept")
    assert _clients(workspace) == ["Northwick Audio", "Kept"]
    workspace.close()


def test_a_file_moved_while_a_command_runs_is_refused_by_the_database(studio):
    workspace = open_studio(studio)
    command = builders.adding_client(name="Lost", before=lambda: studio.rename(f"{studio}.moved"))
    with pytest.raises(Unavailable):
        workspace.run(command)
    workspace.close()


def test_a_new_studio_is_never_made_over_something(studio, tmp_path):
    before = studio.read_bytes()
    with pytest.raises(Unavailable):
        create_studio(studio)
    assert studio.read_bytes() == before
    with pytest.raises(Unavailable):
        create_studio(tmp_path / "no folder" / "new.callboard")


@pytest.mark.postgresql
def test_an_empty_database_has_no_studio_until_one_is_made(databases):
    place = databases.fresh("postgresql")
    problem = _open_refused(place)
    assert (problem.kind, problem.ways) == ("missing", ("create", "leave"))
    create_studio(place)
    workspace = open_studio(place)
    assert workspace.shared
    builders.make_studio(workspace)
    workspace.close()
    with pytest.raises(Unavailable):
        create_studio(place)
    databases.drop(place)


@pytest.mark.postgresql
def test_another_database_on_the_server_is_no_studio(databases):
    place = databases.fresh("postgresql")
    engine = make_engine(place)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE photo (id INTEGER)")
    engine.dispose()
    assert _open_refused(place).kind == "not_a_studio"
    with pytest.raises(Unavailable):
        create_studio(place)
    databases.drop(place)


@pytest.mark.postgresql
def test_a_newer_server_studio_is_refused(databases):
    place = databases.fresh("postgresql", template="empty", build=create_studio)
    engine = make_engine(place)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE schema_version SET version_num='9999'")
    engine.dispose()
    assert _open_refused(place).kind == "newer"
    databases.drop(place)


@pytest.mark.postgresql
def test_a_server_brought_forward_meanwhile_is_not_written(databases):
    place = databases.fresh("postgresql", template="empty", build=create_studio)
    workspace = open_studio(place)
    engine = make_engine(place)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE schema_version SET version_num='9999'")
    engine.dispose()
    with pytest.raises(Unavailable, match="newer version"):
        builders.make_client(workspace)
    workspace.close()
    databases.drop(place)


def test_a_server_that_does_not_answer_is_unreachable_and_no_password_is_shown():
    problem = _open_refused("postgresql://ana:secret@127.0.0.1:1/studio")
    assert (problem.kind, problem.ways) == ("unreachable", ("again", "leave"))
    assert "secret" not in str(problem)
    assert "ana" not in str(problem)
