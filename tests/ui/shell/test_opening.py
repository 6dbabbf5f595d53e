"""Opening: what stands in the way, the ways out, and the file as it was."""

import json
import shutil
import sqlite3

import pytest
from PySide6.QtCore import QLockFile

from studio import paths
from studio.persistence import lockfile
from studio.services import backup
from studio.services.opening import create_studio, open_studio
from studio.settings import Settings
from tests import builders
from ui.app import read_arguments
from ui.shell.endings import RunMark, Where
from ui.shell.program import wish_of
from ui.startup import Wish

SECONDS = 20_000


@pytest.fixture
def place(tmp_path):
    """Return a closed studio file with its owner and company."""
    path = tmp_path / "lane.callboard"
    create_studio(path)
    workspace = open_studio(path)
    builders.make_studio(workspace)
    workspace.close()
    return path


@pytest.fixture
def refused(start, qtbot):
    """Return a function that opens what cannot be opened and returns session and dialog."""

    def begin(wish):
        session = start(wish)
        qtbot.waitUntil(lambda: session.problem_dialog() is not None, timeout=SECONDS)
        return session, session.problem_dialog()

    return begin


def opens(session, qtbot):
    qtbot.waitUntil(lambda: session.window.opened is not None, timeout=SECONDS)


def test_what_is_no_studio_is_left_alone(refused, tmp_path, qtbot):
    path = tmp_path / "notes.callboard"
    path.write_bytes(b"These are notes. <b>Not</b> a studio." * 50)
    before = path.read_bytes()
    session, dialog = refused(Wish(place=str(path)))
    assert dialog.title() == "This is not a studio"
    assert dialog.ways() == ["other"]
    assert not session.window.pages.blank.is_waiting()
    dialog.reject()
    assert not session.window.isVisible()
    assert path.read_bytes() == before


def test_a_newer_studio_is_left_alone(refused, place):
    with sqlite3.connect(place) as raw:
        table = raw.execute("select name from sqlite_master where name like '%version%'").fetchone()
        raw.execute(f"update {table[0]} set version_num = '9999_of_the_future'")
    raw.close()
    before = place.read_bytes()
    _session, dialog = refused(Wish(place=str(place)))
    assert dialog.title() == "The studio is newer than this program"
    assert place.read_bytes() == before


def test_a_damaged_studio_is_restored_from_its_backup_when_wished(refused, place, qtbot):
    workspace = open_studio(place)
    assert backup.keep(workspace) is not None
    workspace.close()
    place.write_bytes(b"\0" * 5000)
    before = place.read_bytes()
    session, dialog = refused(Wish(place=str(place)))
    assert dialog.title() == "The studio is damaged"
    assert dialog.ways()[0] == "restore"
    assert place.read_bytes() == before
    dialog.press_primary()
    opens(session, qtbot)
    assert session.window.opened.set_up
    others = [path.read_bytes() for path in place.parent.glob("lane*") if path.is_file()]
    assert before in others


def test_a_studio_in_use_can_be_read(refused, place, qtbot):
    holder = open_studio(place)
    session, dialog = refused(Wish(place=str(place)))
    assert dialog.title() == "The studio is in use"
    assert dialog.ways() == ["read_only", "other"]
    dialog.press_primary()
    opens(session, qtbot)
    assert session.window.opened.workspace.read_only
    holder.close()


def test_a_lock_of_another_machine_can_be_taken_over(refused, place, qtbot, monkeypatch):
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("platform.node", lambda: "another-machine")
        left = lockfile.take(place)
        words = paths.lock_of(place).read_bytes()
        left.release()
    paths.lock_of(place).write_bytes(words)
    session, dialog = refused(Wish(place=str(place)))
    assert "take_over" in dialog.ways()
    dialog.take("take_over")
    opens(session, qtbot)
    assert not session.window.opened.workspace.read_only


def test_a_missing_studio_says_so_and_leaves_nothing(refused, tmp_path):
    session, dialog = refused(Wish(place=str(tmp_path / "gone.callboard")))
    assert dialog.title() == "The studio is not there"
    assert dialog.ways() == ["other"]
    assert not (tmp_path / "gone.callboard").exists()
    dialog.press_primary()
    assert session.file_dialog().isVisible()
    session.file_dialog().reject()
    assert session.problem_dialog().isVisible()


def test_a_server_that_is_away_can_be_tried_again(refused, qtbot):
    url = "postgresql://nobody@127.0.0.1:1/none"
    session, dialog = refused(Wish(place=url))
    assert dialog.title() == "The studio cannot be reached"
    assert dialog.ways() == ["again", "other"]
    dialog.press_primary()
    qtbot.waitUntil(lambda: session.problem_dialog() is not dialog, timeout=SECONDS)
    assert session.problem_dialog().title() == "The studio cannot be reached"


def test_closing_while_it_opens_ends_well(start, place, qtbot):
    session = start(Wish(place=str(place)))
    with qtbot.waitSignal(session.finished, timeout=SECONDS):
        session.window.close()
    assert not paths.lock_of(place).exists()


def test_the_studio_is_closed_and_backed_up_behind_the_closed_window(start, place, qtbot):
    session = start(Wish(place=str(place)))
    opens(session, qtbot)
    with qtbot.waitSignal(session.finished, timeout=SECONDS):
        session.window.close()
        assert not session.window.isVisible()
    assert not paths.lock_of(place).exists()
    assert backup.copies(place) != []


def test_a_first_run_without_any_studio_leads_home(start, qtbot):
    session = start(Wish(first=True))
    opens(session, qtbot)
    window = session.window
    assert window.pages.current_id == "firstrun"
    assert not window.sidebar.isEnabled()
    page = window.pages.current()
    page.form.set_value({"name": "Lane Studio", "owner": "Ann Lane"})
    page.begin_button.click()
    qtbot.waitUntil(lambda: window.pages.current_id == "home", timeout=SECONDS)
    assert window.sidebar.isEnabled()
    assert window.windowTitle().startswith("Lane Studio")
    window.act("back")
    assert window.pages.current_id == "home"


def test_the_first_run_offers_the_demo(start, qtbot):
    session = start(Wish(first=True))
    opens(session, qtbot)
    session.window.pages.current().demo_button.click()
    qtbot.waitUntil(lambda: session.window.opened.demo, timeout=60_000)
    assert "demo" in session.window.banners.words()
    assert session.window.pages.current_id == "home"


def test_which_studio_is_opened(tmp_path):
    known = Settings(last_studio="/x/last.callboard", people={"/x/last.callboard": "7"})
    assert wish_of(read_arguments([]), Settings()) == Wish(first=True)
    assert wish_of(read_arguments([]), known) == Wish(place="/x/last.callboard", person_id=7)
    assert wish_of(read_arguments(["--demo"]), known) == Wish(demo=True)
    named = wish_of(read_arguments(["/y.callboard", "--read-only"]), known)
    assert named == Wish(place="/y.callboard", read_only=True)


# -- after a hard stop ------------------------------------------------------------------------


def stopped(place, page, state=None):
    """Leave what a killed program leaves: the mark, and a lock of a process that is gone."""
    folder = paths.made(paths.cache())
    kept = {"place": place, "page": page, "state": state or {}}
    (folder / "running.json").write_text(json.dumps(kept))


def test_after_a_hard_stop_the_same_page_opens_and_says_so(start, place, qtbot):
    stopped(str(place), "invoices")
    session = start(Wish(place=str(place)))
    opens(session, qtbot)
    assert session.window.pages.current_id == "invoices"
    words = session.window.banners.words()["stopped"]
    assert words.startswith("Callboard was stopped without closing.")


def test_after_a_normal_end_nothing_is_said(start, place, qtbot):
    session = start(Wish(place=str(place)), page="clients")
    opens(session, qtbot)
    with qtbot.waitSignal(session.finished, timeout=SECONDS):
        session.window.close()
    again = start(Wish(place=str(place)), page="clients")
    opens(again, qtbot)
    assert again.window.pages.current_id == "clients"
    assert "stopped" not in again.window.banners.words()


def test_a_mark_knows_a_stop_from_a_second_window(tmp_path):
    first = RunMark(tmp_path)
    assert first.begin() is None
    first.note(Where("a", "home", {"record": 3}))
    second = RunMark(tmp_path)
    assert second.begin() is None
    second.note(Where("b", "clients"))
    second.end()
    first._writer.shutdown(wait=True)
    kept = json.loads((tmp_path / "running.json").read_text())
    assert kept == {"place": "a", "page": "home", "state": {"record": 3}}
    first._lock.unlock()
    assert RunMark(tmp_path).begin() == Where("a", "home", {"record": 3})


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"place": 1}', b"\xff\xfe", b"[" * 9000])
def test_a_damaged_mark_still_tells_of_the_stop(tmp_path, damage):
    (tmp_path / "running.json").write_bytes(damage)
    mark = RunMark(tmp_path)
    assert mark.begin() == Where()
    mark.end()
    assert not (tmp_path / "running.json").exists()
    assert QLockFile(str(tmp_path / "running.lock")).tryLock(0)


def test_the_place_of_another_studio_is_not_taken(start, place, tmp_path, qtbot):
    other = tmp_path / "other.callboard"
    shutil.copy(place, other)
    stopped(str(other), "invoices")
    session = start(Wish(place=str(place)), page="clients")
    opens(session, qtbot)
    assert session.window.pages.current_id == "clients"
