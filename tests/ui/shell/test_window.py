"""The window: menus, keys, undo, language, theme, side bar, regions, size, what stays."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.services import clients
from ui.context import Ref
from ui.shell.keys import KeysSheet
from ui.theme.tokens import theme
from ui.widgets.toast import Toast

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def names(workspace):
    found = workspace.ask(clients.ids(clients.ClientFilter()))
    return {row.name for row in workspace.ask(clients.rows(found)).values()}


def said(window):
    return [toast.words for toast in window.findChildren(Toast)]


def test_undo_and_redo_by_keys_name_their_step_in_the_menu_and_the_toast(window, file_workspace):
    window.tasks.run(clients.create({"name": "Acme"}), owner=window)
    undo, redo = window.action("undo"), window.action("redo")
    assert "Acme" in undo.text()
    assert not redo.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert "Acme" not in names(file_workspace)
    assert "Halden Outdoor" in names(file_workspace)
    assert any("Acme" in words for words in said(window))
    assert "Acme" in redo.text()
    QTest.keyClick(window, Qt.Key.Key_Y, CONTROL)
    assert "Acme" in names(file_workspace)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert "Acme" in names(file_workspace)


def test_undo_still_works_after_the_language_was_switched(session, file_workspace):
    window = session.window
    window.act("language")
    window.tasks.run(clients.create({"name": "Acme"}), owner=window)
    assert window.action("undo").isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert "Acme" not in names(file_workspace)


def test_alt_alone_shows_the_menu_bar_and_hides_it(window):
    bar = window.menuBar()
    assert not bar.isVisible()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Alt)
    assert bar.isVisible()
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Alt)
    assert not bar.isVisible()


def test_alt_with_another_key_does_not(window):
    handle = window.windowHandle()
    QTest.keyPress(handle, Qt.Key.Key_Alt)
    QTest.keyClick(handle, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(handle, Qt.Key.Key_Alt)
    assert not window.menuBar().isVisible()


def test_the_record_menu_lists_what_the_page_can_do(window):
    window.show_area("clients")
    menu = next(action.menu() for action in window.menuBar().actions() if action.text() == "Record")
    menu.aboutToShow.emit()
    shown = [action.text().split("\t")[0] for action in menu.actions()]
    for action in window.page_actions():
        assert action.text in shown
    menu.aboutToShow.emit()
    assert len(menu.actions()) == len(shown)


def test_the_sheet_of_keys_opens_and_esc_closes_it(window):
    QTest.keyClick(window, Qt.Key.Key_Slash, CONTROL)
    sheet = window.findChild(KeysSheet)
    assert sheet.isVisible()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_back_leads_through_pages_and_records(window, file_workspace):
    first, second = file_workspace.ask(clients.ids(clients.ClientFilter()))[:2]
    window.show_area("home")
    window.open(Ref("client", first))
    window.open(Ref("client", second))
    page = window.pages.current()
    window.show_area("invoices")
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.pages.current() is page
    assert page.state() != {}
    shown = page.state()
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.pages.current_id == "clients"
    assert page.state() != shown
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.pages.current_id == "home"


def test_going_where_one_is_leaves_no_step_behind(window):
    window.show_area("home")
    window.show_area("clients")
    window.show_area("clients")
    window.act("back")
    assert window.pages.current_id == "home"


def test_the_other_language_keeps_page_and_record(window, file_workspace):
    key = file_workspace.ask(clients.ids(clients.ClientFilter()))[1]
    window.open(Ref("client", key))
    before = window.pages.current().state()
    QTest.keyClick(window, Qt.Key.Key_G, CONTROL | SHIFT)
    assert window.preferences.language == "zh"
    assert window.pages.current_id == "clients"
    assert window.pages.current().state() == before
    assert window.action("quit").text() == "退出"
    QTest.keyClick(window, Qt.Key.Key_G, CONTROL | SHIFT)
    assert window.action("quit").text() == "Quit"


def test_light_and_dark_switch_at_once_and_are_kept(window):
    QTest.keyClick(window, Qt.Key.Key_L, CONTROL | SHIFT)
    assert theme.dark
    assert window.preferences.value.theme == "dark"
    assert window.grab().toImage().pixelColor(5, 400).lightness() < 60
    QTest.keyClick(window, Qt.Key.Key_L, CONTROL | SHIFT)
    assert window.grab().toImage().pixelColor(5, 400).lightness() > 200


def test_the_side_bar_narrows_and_stays_so(window):
    QTest.keyClick(window, Qt.Key.Key_B, CONTROL)
    assert window.sidebar.width() == 52
    assert window.preferences.value.layout["sidebar"] == "narrow"
    window.act("language")
    assert window.sidebar.width() == 52
    window.act("sidebar")
    assert window.sidebar.width() == 216


def test_f6_goes_round_the_regions_and_comes_back_to_its_place(window):
    window.show_area("clients")
    start = QApplication.focusWidget()
    seen = []
    for _ in range(6):
        QTest.keyClick(window, Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
        assert seen[-1] is not None
    assert any(window.sidebar.isAncestorOf(widget) for widget in seen)
    assert start in seen


def test_f4_hides_the_inspector_and_shows_it(window):
    window.show_area("clients")
    page = window.pages.current()
    shown = len([widget for widget in page.regions() if widget.isVisible()])
    QTest.keyClick(window, Qt.Key.Key_F4)
    hidden = len([widget for widget in page.regions() if widget.isVisible()])
    assert hidden == shown - 1
    QTest.keyClick(window, Qt.Key.Key_F4)
    assert len([widget for widget in page.regions() if widget.isVisible()]) == shown


def test_what_was_saved_last_stands_under_the_name(window):
    window.tasks.run(clients.create({"name": "Acme"}), owner=window)
    assert "saved" in window.sidebar.person_row().accessibleName()


def test_it_never_gets_smaller_than_it_can_show(window):
    window.resize(300, 200)
    assert (window.width(), window.height()) == (1180, 720)


def test_its_place_is_kept_for_the_next_start(enter, file_workspace):
    first = enter(file_workspace)
    first.window.resize(1180, 740)  # the screen of tests is small
    first.opened = None
    first.press = None
    first.window.close()
    kept = first.preferences.value.geometry
    second = enter(file_workspace, geometry=kept)
    assert second.window.size() == first.window.size()


def test_a_damaged_place_is_no_harm(enter, file_workspace):
    session = enter(file_workspace, geometry="AAAA")
    assert session.window.isVisible()


@pytest.mark.parametrize("area", ["home", "clients", "invoices", "settings"])
def test_changes_of_others_arrive_on_every_page(window, file_workspace, area):
    window.show_area(area)
    page = window.pages.current()
    outcome = file_workspace.run(clients.create({"name": "Theirs"}))
    window.context.live.tell(outcome.changes, "other")
    assert window.pages.current() is page
    window.show_area("clients")
    assert "Theirs" in names(file_workspace)
