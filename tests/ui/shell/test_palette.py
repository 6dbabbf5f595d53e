"""The command palette: what it finds, and how keys and mouse walk it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView

from studio.services import clients
from tests.fixtures import open_copy
from ui.context import Ref


@pytest.fixture
def palette(window):
    """Return the open palette."""
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    return window.command_palette()


def field(palette):
    return palette.findChild(QLineEdit)


def words(palette):
    return [entry.words for entry in palette.entries() if entry.target is not None]


def picked(palette):
    view = palette.findChild(QListView)
    return view.model().entries[view.currentIndex().row()].words


def test_ctrl_k_opens_it_with_the_focus_in_its_field(palette):
    assert palette.isVisible()
    assert field(palette).hasFocus()


def test_a_record_is_found_and_enter_opens_it(window, palette):
    QTest.keyClicks(field(palette), "halden")
    assert words(palette)[0] == "Halden Outdoor"
    assert palette.entries()[0].words == "Records"
    QTest.keyClick(field(palette), Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert window.pages.current_id == "clients"


def test_actions_places_and_their_prefix(palette):
    QTest.keyClicks(field(palette), "invo")
    assert any(entry.target == "area:invoices" for entry in palette.entries())
    field(palette).clear()
    QTest.keyClicks(field(palette), ">")
    assert all(not str(entry.target).startswith("area:") for entry in palette.entries())
    assert any(entry.target == "theme" for entry in palette.entries())


def test_at_finds_people_only(window, palette, file_workspace):
    QTest.keyClicks(field(palette), "@halden")
    assert {entry.target.noun for entry in palette.entries() if entry.target} == {"client"}


def test_hash_finds_numbers_only(palette):
    QTest.keyClicks(field(palette), "#halden")
    assert words(palette) == []


def test_nothing_found_says_so(palette):
    QTest.keyClicks(field(palette), "zzzzqq")
    assert [entry.words for entry in palette.entries()] == ["Nothing found. Try fewer letters."]
    QTest.keyClick(field(palette), Qt.Key.Key_Return)
    assert palette.isVisible()


def test_markup_and_absurd_text_are_only_text(palette):
    for typed in ("<b>", "%", "'; --", "\u202e", "x" * 3000, '"'):
        palette.type(typed)
        assert palette.entries()


def test_arrows_walk_past_headings_and_round(palette):
    QTest.keyClicks(field(palette), "o")
    choices = words(palette)
    assert picked(palette) == choices[0]
    QTest.keyClick(field(palette), Qt.Key.Key_Down)
    assert picked(palette) == choices[1]
    QTest.keyClick(field(palette), Qt.Key.Key_Up)
    QTest.keyClick(field(palette), Qt.Key.Key_Up)
    assert picked(palette) == choices[-1]


def test_esc_leaves_and_the_focus_returns(window):
    window.show_area("clients")
    before = window.focusWidget()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.command_palette()
    QTest.keyClick(field(palette), Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.focusWidget() is before


def test_a_click_beside_it_leaves(palette):
    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not palette.isVisible()


def test_a_click_on_a_line_takes_it(window, palette):
    QTest.keyClicks(field(palette), "northwick")
    view = palette.findChild(QListView)
    at = view.visualRect(view.model().index(1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.pages.current_id == "clients"


def test_tab_lists_what_can_be_done_with_the_record(window, palette):
    QTest.keyClicks(field(palette), "halden")
    QTest.keyClick(field(palette), Qt.Key.Key_Tab)
    assert window.pages.current_id == "clients"
    assert palette.isVisible()
    assert field(palette).text() == ">"


def test_undo_stands_in_it_by_the_name_of_the_step_and_works(window, file_workspace):
    before = file_workspace.ask(clients.ids(clients.ClientFilter()))
    window.tasks.run(clients.create({"name": "Acme"}), owner=window)
    window.show_palette(">undo")
    palette = window.command_palette()
    assert words(palette) == [window.action("undo").text()]
    assert "Acme" in words(palette)[0] or "client" in words(palette)[0].lower()
    palette.choose_current()
    assert file_workspace.ask(clients.ids(clients.ClientFilter())) == before


def test_chinese_is_found_by_its_sound(enter, file_workspace):
    key = file_workspace.run(clients.create({"name": "", "name_zh": "诺斯威克音频"})).value
    session = enter(file_workspace, language="zh")
    session.window.show_palette("nswk")
    palette = session.window.command_palette()
    assert any(entry.target == Ref("client", key) for entry in palette.entries())
    palette.type("kh")  # 客户
    assert any(entry.target == "area:clients" for entry in palette.entries())


def test_before_the_set_up_there_is_nothing_to_search(enter, databases):
    place, workspace = open_copy(databases, "sqlite")
    session = enter(workspace)
    session.window.show_palette()
    assert session.window.command_palette() is None
    workspace.close()
    databases.drop(place)
