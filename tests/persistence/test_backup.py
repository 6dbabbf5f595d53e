"""Copies: whole while the studio is written, checked, thinned by the rule, put back safely."""

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.errors import Unavailable
from studio.persistence import backup, upgrade
from studio.persistence.backup import Copy, superfluous
from studio.persistence.engine import SQLITE
from studio.persistence.header import of_file, raw

NOW = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)


@pytest.fixture
def studio(tmp_path):
    place = tmp_path / "studios" / "lane.callboard"
    place.parent.mkdir()
    upgrade.create(place)
    _write(place, 3)
    return place


def _write(place, count):
    with raw(place, "rw") as connection:
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(count):
            connection.execute(
                "INSERT INTO series (version, legal_entity_id, kind, scope, first, next) "
                "SELECT 1, count(*), 'x', hex(randomblob(400)), 1, 1 FROM series"
            )
        connection.execute("COMMIT")


def _count(place):
    with raw(place) as connection:
        return connection.execute("SELECT count(*) FROM series").fetchone()[0]


def test_a_copy_is_a_studio_with_the_same_content(studio, tmp_path):
    sha256, size = backup.make(studio, tmp_path / "copy.callboard")
    assert _count(tmp_path / "copy.callboard") == 3
    assert of_file(tmp_path / "copy.callboard") == of_file(studio)
    assert backup.measure(tmp_path / "copy.callboard") == (sha256, size)
    assert [each.name for each in studio.parent.iterdir()] == [studio.name]


def test_copies_made_while_somebody_writes_are_all_whole(studio, tmp_path):
    stop = threading.Event()

    def write():
        while not stop.is_set():
            _write(studio, 2)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        counts = []
        for number in range(15):
            copy = tmp_path / f"{number}.callboard"
            backup.make(studio, copy)  # checks the copy itself
            counts.append(_count(copy))
    finally:
        stop.set()
        writer.join()
    assert counts == sorted(counts)
    assert counts[-1] > 3


def test_a_damaged_studio_is_not_copied_and_the_old_copy_stays(studio, tmp_path):
    out = tmp_path / "copy.callboard"
    backup.make(studio, out)
    before = out.read_bytes()
    content = bytearray(studio.read_bytes())
    content[-4096:] = b"\xff" * 4096
    studio.write_bytes(content)
    with pytest.raises(Unavailable):
        backup.make(studio, out)
    assert out.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir() if each.is_file()) == [out.name]


def test_a_place_that_cannot_be_written_is_refused(studio, tmp_path):
    with pytest.raises(Unavailable):
        backup.make(studio, tmp_path / "no folder" / "copy.callboard")


def test_kept_copies_are_listed_newest_first_with_their_facts(studio):
    first = backup.keep(studio, NOW)
    second = backup.keep(studio, NOW + timedelta(hours=1), why="upgrade")
    assert backup.listing(studio) == [second, first]
    assert all(backup.whole(copy) for copy in (first, second))
    note = json.loads(first.path.with_suffix(".json").read_text())
    assert note["studio"] == str(studio)


def test_two_copies_in_one_second_are_two_files(studio):
    assert backup.keep(studio, NOW).path != backup.keep(studio, NOW).path
    assert len(backup.listing(studio)) == 2


def test_two_studios_of_one_name_have_folders_of_their_own(studio, tmp_path):
    other = tmp_path / "other" / studio.name
    other.parent.mkdir()
    upgrade.create(other)
    backup.keep(studio, NOW)
    assert backup.listing(other) == []


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b'{"made_at": 3}', b"\xff"])
def test_a_copy_whose_note_is_damaged_is_still_listed(studio, note):
    copy = backup.keep(studio, NOW)
    copy.path.with_suffix(".json").write_bytes(note)
    (found,) = backup.listing(studio)
    assert found.path == copy.path
    assert backup.whole(found)


def test_a_changed_copy_is_not_whole(studio):
    copy = backup.keep(studio, NOW)
    content = bytearray(copy.path.read_bytes())
    content[2000] ^= 1
    copy.path.write_bytes(content)
    assert not backup.whole(copy)


def _copies(*ages):
    """Make copies of these ages."""
    return [Copy(Path(f"{age}"), NOW - age, 1, "") for age in ages]


def _kept(copies, now):
    gone = {copy.path for copy in superfluous(copies, now)}
    return [copy for copy in copies if copy.path not in gone]


def test_everything_of_two_days_is_kept():
    copies = _copies(*(timedelta(minutes=30 * step) for step in range(96)))
    assert superfluous(copies, NOW) == []


def test_a_year_of_half_hours_is_thinned_to_days_weeks_and_months():
    copies = _copies(*(timedelta(minutes=30 * step) for step in range(2 * 24 * 365)))
    kept = _kept(copies, NOW)
    old = [copy for copy in kept if NOW - copy.made_at > backup.ALL_FOR]
    assert 20 <= len(old) <= 12 + 10 + 9
    days = {copy.made_at.date() for copy in old}
    assert {(NOW - timedelta(days=each)).date() for each in range(3, 14)} <= days
    assert min(days) < (NOW - timedelta(days=210)).date()


def test_copies_made_before_an_upgrade_or_by_hand_are_never_thinned():
    old = [Copy(Path(str(n)), NOW - timedelta(days=400 + n), 1, "", "upgrade") for n in range(20)]
    assert superfluous([*old, *_copies(timedelta(hours=1))], NOW) == []


AGES = st.lists(
    st.timedeltas(min_value=timedelta(days=-3), max_value=timedelta(days=3000)), max_size=60
)


@given(AGES)
def test_thinning_keeps_the_newest_and_thinning_again_changes_nothing(ages):
    copies = _copies(*dict.fromkeys(ages))
    gone = superfluous(copies, NOW)
    kept = _kept(copies, NOW)
    assert superfluous(kept, NOW) == []
    if copies:
        assert max(copies, key=lambda copy: copy.made_at) in kept
    assert all(NOW - copy.made_at > backup.ALL_FOR for copy in gone)


def test_thinning_day_by_day_leaves_no_hole_in_the_last_days():
    """Whoever thins after every copy still has one from each of the last days."""
    kept, day = [], NOW
    for step in range(400):
        day = NOW + timedelta(days=step)
        kept.append(Copy(Path(f"day {step}"), day, 1, ""))
        kept = _kept(kept, day)
    have = {copy.made_at for copy in kept}
    assert {day - timedelta(days=each) for each in range(12)} <= have
    assert min(have) < day - timedelta(days=200)


def test_restoring_puts_the_damaged_file_aside(studio):
    copy = backup.keep(studio, NOW)
    studio.write_bytes(b"damaged")
    journal = Path(f"{studio}-journal")
    journal.write_bytes(b"left over")
    aside = backup.restore(studio, copy.path, NOW)
    assert _count(studio) == 3
    assert aside.read_bytes() == b"damaged"
    assert Path(f"{aside}-journal").read_bytes() == b"left over"
    assert not journal.exists()
    assert backup.whole(copy)


def test_restoring_a_lost_studio_needs_nothing_aside(studio):
    copy = backup.keep(studio, NOW)
    studio.unlink()
    assert backup.restore(studio, copy.path, NOW) is None
    assert _count(studio) == 3


def test_a_damaged_copy_is_not_put_back(studio):
    copy = backup.keep(studio, NOW)
    copy.path.write_bytes(copy.path.read_bytes()[:5000])
    before = studio.read_bytes()
    with pytest.raises(Unavailable):
        backup.restore(studio, copy.path, NOW)
    assert studio.read_bytes() == before
    assert [each.name for each in studio.parent.iterdir()] == [studio.name]


def test_a_hot_journal_does_not_undo_a_restore(studio, tmp_path):
    """A journal left by a crash belongs to the old file and goes aside with it."""
    copy = backup.keep(studio, NOW)
    connection = SQLITE.connect(str(studio), isolation_level=None)
    connection.execute("PRAGMA cache_size=1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE series SET scope=hex(randomblob(60000))")
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    left = crashed / studio.name
    left.write_bytes(studio.read_bytes())
    Path(f"{left}-journal").write_bytes(Path(f"{studio}-journal").read_bytes())
    connection.close()
    aside = backup.restore(left, copy.path, NOW)
    assert _count(left) == 3
    assert _mended(aside)
    assert _count(aside) == 3


def _mended(place):
    """Let SQLite play back the journal that went aside with the file."""
    with raw(place, "rw") as connection:
        return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
