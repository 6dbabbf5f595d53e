"""A studio out of reach, and one that is open for reading only."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio.services import clients
from studio.services.opening import open_studio
from ui.widgets.buttons import Button
from ui.widgets.toast import Toast


@pytest.fixture
def lost(session, file_workspace):
    """Move the file away; return the session and what brings it back."""
    path = Path(file_workspace.studio)
    aside = path.with_suffix(".aside")
    path.rename(aside)

    def bring_back():
        aside.rename(path)

    yield session, bring_back
    if aside.exists():
        aside.rename(path)


def failed_command(window):
    window.tasks.run(clients.create({"name": "Acme"}), owner=window)


def test_one_banner_says_it_and_the_drive_turns_red(lost):
    session, bring_back = lost
    window = session.window
    failed_command(window)
    failed_command(window)
    words = window.banners.words()
    assert list(words) == ["unreachable"]
    assert words["unreachable"].startswith("The studio cannot be reached.")
    assert "What you typed stays." in words["unreachable"]
    assert not window.sidebar.reachable()
    assert [toast.words for toast in window.findChildren(Toast)] == []
    bring_back()


def test_try_again_clears_it_once_the_file_is_back(lost):
    session, bring_back = lost
    window = session.window
    failed_command(window)
    again = next(
        one
        for one in window.banners.get("unreachable").findChildren(Button)
        if one.accessibleName() == "Try again" or one.text() == "Try again"
    )
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    assert list(window.banners.words()) == ["unreachable"]
    assert again.isEnabled()
    bring_back()
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    assert window.banners.words() == {}
    assert window.sidebar.reachable()


def test_any_success_clears_it(lost, file_workspace):
    session, bring_back = lost
    failed_command(session.window)
    bring_back()
    failed_command(session.window)
    assert session.window.banners.words() == {}
    session.window.act("undo")


def test_it_stays_in_the_other_language(lost):
    session, bring_back = lost
    failed_command(session.window)
    session.window.act("language")
    assert list(session.window.banners.words()) == ["unreachable"]
    assert not session.window.sidebar.reachable()
    bring_back()


def test_a_studio_for_reading_says_why_and_changes_nothing(enter, file_workspace):
    place = Path(file_workspace.studio)
    before = place.read_bytes()
    reading = open_studio(place, read_only=True)
    session = enter(reading)
    window = session.window
    assert "This studio is open for reading only." in window.banners.words()["readonly"]
    assert not window.action("new").isEnabled()
    assert not window.action("new_anything").isEnabled()
    for area in ("clients", "talent"):
        window.show_area(area)
        assert not window.pages.current().new_button.isEnabled()
    failed_command(window)
    assert list(window.banners.words()) == ["readonly"]
    assert any(
        toast.words == "This studio is open for reading only."
        for toast in window.findChildren(Toast)
    )
    reading.close()
    assert place.read_bytes() == before
