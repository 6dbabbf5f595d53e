"""Places on the disk: one home where it is named, the system's habits where it is not."""

import stat
import sys
from pathlib import Path

import pytest

from studio import paths

PLACES = [paths.studios, paths.demo, paths.backups, paths.drafts, paths.logs, paths.cache]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_everything_lies_in_the_named_home(place, own_home):
    assert place().is_relative_to(own_home)
    assert paths.settings_file() == own_home / "settings.toml"


def test_a_relative_home_does_not_move_with_the_program(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CALLBOARD_HOME", "stick")
    before = paths.backups()
    monkeypatch.chdir(tmp_path.parent)
    assert before == tmp_path / "stick" / "backups"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the habits of Linux")
def test_without_a_home_the_system_decides(monkeypatch, tmp_path):
    monkeypatch.delenv("CALLBOARD_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    assert paths.settings_file() == tmp_path / ".config" / "Callboard" / "settings.toml"
    assert paths.backups() == tmp_path / ".local" / "share" / "Callboard" / "backups"
    assert paths.studios() == tmp_path / "Documents" / "Callboard"
    assert len({place() for place in PLACES}) == len(PLACES)


def test_naming_a_place_makes_nothing(own_home):
    for place in PLACES:
        place()
    assert not own_home.exists()


def test_a_made_folder_is_private(own_home):
    folder = paths.made(paths.drafts())
    assert folder.is_dir()
    if sys.platform != "win32":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert paths.made(folder) == folder


def test_what_belongs_to_a_studio_file_lies_beside_it():
    studio = Path("/work/lane.callboard")
    assert paths.files_of(studio) == Path("/work/lane.callboard.files")
    assert paths.lock_of(studio) == Path("/work/lane.callboard.lock")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("lane", "lane.callboard"),
        ("lane.callboard", "lane.callboard"),
        ("Lane.CALLBOARD", "Lane.CALLBOARD"),
        ("v1.2", "v1.2.callboard"),
        ("光年", "光年.callboard"),
    ],
)
def test_a_studio_file_ends_in_callboard(typed, kept):
    assert paths.with_suffix(Path(typed)) == Path(kept)
