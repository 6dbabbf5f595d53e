"""This machine's settings: kept as they were, and a damaged file never stops a start."""

import contextlib
import os
import random
import stat
import sys
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio import paths, settings
from studio.errors import Unavailable
from studio.settings import Settings

FULL = Settings(
    language="zh",
    theme="dark",
    interface_scale=150,
    reduce_motion=True,
    last_studio="/work/lane.callboard",
    recent_studios=("/work/lane.callboard", "postgresql://lin@db/lane"),
    people={"/work/lane.callboard": "3"},
    page="invoices",
    geometry="AdnQywAD",
    layout={"invoices.columns": "120,80,200", "sidebar": "closed"},
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def test_a_new_machine_has_the_defaults():
    assert settings.load() == Settings()
    assert not paths.settings_file().exists()


def test_what_is_saved_is_loaded():
    settings.save(FULL)
    assert settings.load() == FULL
    assert all(getattr(FULL, one.name) != getattr(Settings(), one.name) for one in fields(Settings))


@given(layout=st.dictionaries(WORDS, WORDS, max_size=5), place=WORDS)
def test_any_words_come_back(tmp_path_factory, layout, place):
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    kept = Settings(layout=layout, last_studio=place)
    settings.save(kept, path)
    assert settings.load(path) == kept


@pytest.mark.skipif(sys.platform == "win32", reason="file modes of POSIX")
def test_only_the_owner_can_read_them():
    settings.save(FULL)
    assert stat.S_IMODE(paths.settings_file().stat().st_mode) == 0o600


@pytest.mark.logs("settings were damaged")
def test_a_damaged_file_is_set_aside():
    settings.save(FULL)
    path = paths.settings_file()
    path.write_bytes(b'language = "zh"\ntheme = [[[')
    assert settings.load() == Settings()
    assert not path.exists()
    assert path.with_name("settings.damaged.toml").read_bytes().endswith(b"[[[")
    settings.save(FULL)
    assert settings.load() == FULL


@pytest.mark.parametrize(
    "line",
    [
        'language = "klingon"',
        "language = 3",
        'theme = "neon"',
        "interface_scale = 1000000",
        'reduce_motion = "yes"',
        "recent_studios = [1, 2]",
        'recent_studios = "one"',
        "people = {a = 1}",
        "layout = []",
        "unknown = 1979-05-27T07:32:00Z",
    ],
)
def test_a_value_that_does_not_fit_is_as_new_and_the_others_stay(line):
    path = paths.settings_file()
    paths.made(path.parent)
    path.write_text(f'page = "briefs"\n{line}\n', encoding="utf-8")
    assert settings.load() == Settings(page="briefs")


def test_a_thousand_mutants_never_stop_a_start(tmp_path):
    path = tmp_path / "settings.toml"
    settings.save(FULL, path)
    whole = path.read_bytes()
    dice = random.Random(7)
    # Some mutants are damaged and some are not; what each one logs does not matter here.
    for _ in range(1000):
        mutant = bytearray(whole)
        for _ in range(dice.randint(1, 6)):
            at = dice.randrange(len(mutant))
            mutant[at : at + dice.randint(0, 3)] = dice.randbytes(dice.randint(0, 3))
        path.write_bytes(bytes(mutant))
        with _quiet():
            loaded = settings.load(path)
        settings.save(loaded, path)
        assert settings.load(path) == loaded


@contextlib.contextmanager
def _quiet():
    settings._log.disabled = True
    try:
        yield
    finally:
        settings._log.disabled = False


@pytest.mark.logs("settings cannot be read")
def test_an_unreadable_file_leaves_the_defaults(tmp_path):
    assert settings.load(tmp_path) == Settings()


def test_a_save_that_fails_says_so_and_keeps_the_old_file(tmp_path):
    path = tmp_path / "folder" / "settings.toml"
    path.parent.write_bytes(b"not a folder")
    with pytest.raises(Unavailable, match=r"settings\.toml"):
        settings.save(FULL, path)
    assert path.parent.read_bytes() == b"not a folder"


def test_the_newest_studio_comes_first_and_once():
    chosen = Settings()
    for place in ("a", "b", "a", *"cdefghijklm"):
        chosen = settings.with_studio(chosen, place)
    assert chosen.last_studio == "m"
    assert chosen.recent_studios == tuple("mlkjihgfed")
    assert settings.with_studio(chosen, "k").recent_studios[:2] == ("k", "m")


def test_a_studio_that_is_gone_is_forgotten():
    chosen = settings.with_person(settings.with_studio(Settings(), "a"), "a", "3")
    assert settings.without_studio(chosen, "a") == Settings()


def test_each_studio_has_its_person():
    chosen = settings.with_person(Settings(), "postgresql://lin:secret@db/lane", "3")
    assert settings.person_in(chosen, "postgresql://lin@db/lane") == "3"
    assert settings.person_in(chosen, "other") == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("postgresql://lin:secret@db:5432/lane?a=b", "postgresql://lin@db:5432/lane?a=b"),
        ("postgresql://lin:se:c@ret@db/lane", "postgresql://lin@db/lane"),
        ("postgresql://db/lane", "postgresql://db/lane"),
        ("/work/lane.callboard", "/work/lane.callboard"),
        ("C:\\work\\lane.callboard", "C:\\work\\lane.callboard"),
    ],
)
def test_no_password_reaches_the_file(typed, kept):
    settings.save(settings.with_studio(Settings(), typed))
    assert settings.load().recent_studios == (kept,)
    assert b"se" + b"cret" not in paths.settings_file().read_bytes()
    assert os.listdir(paths.settings_file().parent) == ["settings.toml"]  # noqa: PTH208
