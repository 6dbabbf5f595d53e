"""One writer at a time: two programs, two names for a file, what a crash or a network leaves."""

import contextlib
import json
import os
import subprocess
import sys
from dataclasses import asdict, replace

import pytest

from studio import paths
from studio.persistence import lockfile
from studio.persistence.lockfile import InUse

HOLD = (
    "import sys; from pathlib import Path; from studio.persistence import lockfile\n"
    "lock = lockfile.take(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
)


@pytest.fixture
def studio(tmp_path):
    path = tmp_path / "lane.callboard"
    path.write_bytes(b"x" * 1024)
    return path


@contextlib.contextmanager
def _another_program(path):
    """Run a second program that holds the lock."""
    program = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout.readline() == "held\n"
    try:
        yield program
    finally:
        program.kill()
        program.wait()
        program.stdin.close()
        program.stdout.close()


def _leave(path, **fields):
    """Write a lock file as another program would have left it."""
    lock = lockfile.take(path)
    holder = replace(lock.holder, **fields)
    lock.release()
    paths.lock_of(path).write_text(json.dumps(asdict(holder)))


def test_the_holder_is_named(studio):
    with _another_program(studio) as program:
        with pytest.raises(InUse) as caught:
            lockfile.take(studio)
        assert caught.value.holder.pid == program.pid
        assert caught.value.holder.host


def test_force_does_not_overrule_a_living_program(studio):
    with _another_program(studio), pytest.raises(InUse):
        lockfile.take(studio, force=True)


def test_a_killed_program_leaves_nothing_in_the_way(studio):
    with _another_program(studio):
        pass
    assert paths.lock_of(studio).exists()
    lock = lockfile.take(studio)
    assert lock.left_behind
    lock.release()


def test_a_closed_studio_leaves_no_lock_file(studio):
    lock = lockfile.take(studio)
    assert not lock.left_behind
    assert paths.lock_of(studio).exists()
    lock.release()
    lock.release()
    assert not paths.lock_of(studio).exists()


def test_the_same_program_is_not_let_in_twice(studio):
    lock = lockfile.take(studio)
    with pytest.raises(InUse) as caught:
        lockfile.take(studio)
    assert caught.value.holder == lock.holder
    lock.release()
    lockfile.take(studio).release()


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_a_second_name_is_no_second_door(studio, tmp_path, link):
    other = tmp_path / "elsewhere" / "other.callboard"
    other.parent.mkdir()
    link(studio, other)
    with _another_program(studio), pytest.raises(InUse):
        lockfile.take(other)
    held = lockfile.take(studio)
    with pytest.raises(InUse):
        lockfile.take(other)
    held.release()


def test_another_machines_lock_counts_until_it_is_taken_over(studio):
    _leave(studio, host="atelier")
    with pytest.raises(InUse) as caught:
        lockfile.take(studio)
    assert caught.value.holder.host == "atelier"
    lockfile.take(studio, force=True).release()


def test_a_process_id_used_again_is_not_the_old_holder(studio):
    _leave(studio, pid=os.getpid(), boot="before the power cut")
    lock = lockfile.take(studio)
    assert lock.left_behind
    lock.release()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"host": 1}', b"\xff\xfe", b"null"])
def test_a_damaged_lock_file_is_nobodys(studio, content):
    paths.lock_of(studio).write_bytes(content)
    lock = lockfile.take(studio)
    assert not lock.left_behind
    lock.release()


def test_where_the_disk_cannot_lock_the_name_in_the_file_counts(studio, monkeypatch):
    _leave(studio)
    monkeypatch.setattr(lockfile, "_lock", lambda handle: None)
    with pytest.raises(InUse):
        lockfile.take(studio)
    monkeypatch.setattr(lockfile, "_boot", lambda: "after a power cut")
    lockfile.take(studio).release()


def test_a_lock_file_made_anew_meanwhile_is_seen(studio, monkeypatch):
    """The holder removes its lock file between our opening and locking it."""
    real, once = lockfile._lock, []

    def lock_and_lose(handle):
        if not once:
            once.append(paths.lock_of(studio).unlink())
        return real(handle)

    monkeypatch.setattr(lockfile, "_lock", lock_and_lose)
    lock = lockfile.take(studio)
    assert paths.lock_of(studio).exists()
    with _refused(studio):
        pass
    lock.release()


@contextlib.contextmanager
def _refused(path):
    """Another program must be refused now."""
    program = subprocess.run(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.DEVNULL, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert "InUse" in program.stderr
    yield
