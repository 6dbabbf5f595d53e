"""The log: private, bounded, and without a client's words."""

import logging
import stat
import sys

import pytest

from studio import log, paths
from studio.errors import Invalid
from studio.text import Message

SECRET = "Aurelia Cosmetics"


@pytest.fixture
def file():
    level, ours = logging.getLogger().level, logging.getLogger("callboard").level
    yield log.start("test")
    log.stop()
    logging.getLogger().setLevel(level)
    logging.getLogger("callboard").setLevel(ours)


def test_a_topic_and_its_ids_are_written(file):
    log.topic("feed").info("change %d of %s %d", 7, "invoice", 42)
    assert file == paths.logs() / "test.log"
    assert "callboard.feed" in file.read_text()
    assert "change 7 of invoice 42" in file.read_text()


@pytest.mark.logs("command failed")
def test_an_error_is_placed_but_not_quoted(file):
    def rename():
        try:
            raise KeyError(f"{SECRET}\nsecond line: {SECRET}")
        except KeyError as cause:
            raise Invalid({"name": Message("{name} is taken", name=SECRET)}) from cause

    try:
        rename()
    except Invalid:
        log.topic("tasks").exception("command failed: %s", "clients.rename")
    written = file.read_text()
    assert SECRET not in written
    assert "KeyError (its words are left out)" in written
    assert "Invalid (its words are left out)" in written
    assert written.index("KeyError") < written.index("Invalid (")
    assert "test_log.py" in written


def handler_of(file):
    """Return what writes a file: another program of this process may have one of its own."""
    return next(
        one
        for one in logging.getLogger().handlers
        if isinstance(one, log._PrivateFile) and one.baseFilename == str(file)
    )


def test_debug_is_for_those_who_ask(file):
    log.topic("feed").debug("quiet")
    assert "quiet" not in file.read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="file modes of POSIX")
def test_only_the_owner_can_read_it(file):
    log.topic("feed").info("one")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_it_never_grows_beyond_five_files(file, monkeypatch):
    handler = handler_of(file)
    monkeypatch.setattr(handler, "maxBytes", 500)
    for number in range(200):
        log.topic("feed").info("change %d", number)
    files = sorted(file.parent.iterdir())
    assert len(files) == log.FILES
    assert all(one.stat().st_size <= 500 for one in files)
    assert "change 199" in file.read_text()
    assert (log.FILES, log.FILE_BYTES) == (5, 2_000_000)
    if sys.platform != "win32":
        assert {stat.S_IMODE(one.stat().st_mode) for one in files} == {0o600}


def test_a_full_disk_does_not_stop_the_work(file, monkeypatch, capsys):
    handler = handler_of(file)

    def full(_text):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(handler.stream, "write", full)
    log.topic("feed").info("goes on")
    assert capsys.readouterr().err == ""


def test_without_a_folder_the_console_is_used(tmp_path, capsys):
    (tmp_path / "logs").write_text("a file in the way")
    level = logging.getLogger().level
    try:
        log.start("test", tmp_path / "logs")
        log.topic("feed").info("still said")
    finally:
        log.stop()
        logging.getLogger().setLevel(level)
    assert "still said" in capsys.readouterr().err
