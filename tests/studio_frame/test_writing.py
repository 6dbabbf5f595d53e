"""A file is written whole or not at all."""

import os
import resource
import signal
import stat
import subprocess
import sys

import pytest

from studio import writing
from studio.errors import Unavailable


def test_new_bytes_replace_old_ones(tmp_path):
    path = tmp_path / "a.pdf"
    writing.write_whole(path, b"one")
    writing.write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [one.name for one in tmp_path.iterdir()] == ["a.pdf"]


def test_text_is_utf_8_and_keeps_its_line_ends(tmp_path):
    writing.write_text(tmp_path / "a.txt", "光年\r\nlane\n")
    assert (tmp_path / "a.txt").read_bytes() == "光年\r\nlane\n".encode()


@pytest.mark.skipif(sys.platform == "win32", reason="file modes of POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_the_mode_is_the_one_asked_for(tmp_path, mode):
    before = os.umask(0)
    try:
        writing.write_whole(tmp_path / "a", b"x", mode=mode)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == mode


def test_a_very_long_name_can_be_written(tmp_path):
    name = "光" * 80  # 240 of the 255 bytes a name may have
    writing.write_whole(tmp_path / name, b"x")
    assert (tmp_path / name).read_bytes() == b"x"


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(Unavailable, match=r"“a\.pdf” cannot be written: its folder is gone"):
        writing.write_whole(tmp_path / "gone" / "a.pdf", b"x")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.pdf"
    writing.write_whole(path, b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(Unavailable, match=r"a\.pdf"):
            writing.write_whole(path, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


KILLED = """
import itertools, sys
from pathlib import Path
from studio import writing
path = Path(sys.argv[1])
for round in itertools.count():
    writing.write_whole(path, bytes([round % 256]) * 200_000)
    print(round, flush=True)
"""


def test_a_killed_program_leaves_one_whole_file(tmp_path):
    path = tmp_path / "a.pdf"
    for _ in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE
        ) as run:
            for _ in range(4):
                run.stdout.readline()
            run.kill()
        data = path.read_bytes()
        assert len(data) == 200_000
        assert len(set(data)) == 1
