"""The window itself: every page opens, in both languages, light and dark; palette, undo, keys."""

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtTest import QTest

from studio.services import clients
from ui.language import set_language
from ui.shell.areas import AREAS
from ui.theme import look
from ui.theme.tokens import theme
from ui.widgets.dialogs import Dialog

PAGES = [area.id for area in AREAS if area.group != "hidden"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_opens_on_the_demo_studio(open_window, demo_workspace, language):
    window = open_window(demo_workspace, language)
    for area in PAGES:
        window.show_area(area)
        assert window.pages.current_id == area
        assert not window.grab().isNull()


def test_every_page_opens_on_an_empty_studio(open_window, workspace):
    window = open_window(workspace)
    for area in PAGES:
        window.show_area(area)
        assert window.pages.current_id == area


def test_the_language_switches_at_once_and_stays_on_the_page(open_window, demo_workspace):
    window = open_window(demo_workspace)
    window.show_area("invoices")
    window.preferences.change(language="zh")
    set_language("zh")
    window.rebuild()
    assert window.pages.current_id == "invoices"
    assert window.pages.current().header.accessibleName() or window.windowTitle().startswith(
        "纸灯笼"
    )


def test_light_and_dark_repaint_at_once(open_window, demo_workspace):
    window = open_window(demo_workspace)
    light = window.grab().toImage().pixelColor(700, 880)
    look.choose("dark")
    dark = window.grab().toImage().pixelColor(700, 880)
    look.choose("light")
    assert theme.dark is False
    assert light.lightness() > 200 > 80 > dark.lightness()


def test_the_palette_finds_an_invoice_by_client_and_opens_it(open_window, demo_workspace):
    window = open_window(demo_workspace)
    window.show_palette()
    palette = window.command_palette()
    palette.type("0009")
    first = next(entry for entry in palette.entries() if entry.target is not None)
    assert first.words == "PLUK-2026-0009"
    palette.choose_current()
    assert window.pages.current_id == "invoices"


def test_the_palette_finds_actions_and_pages(open_window, demo_workspace):
    window = open_window(demo_workspace)
    window.show_palette(">")
    palette = window.command_palette()
    palette.type(">light")
    assert any(entry.target == "theme" for entry in palette.entries())
    palette.type("propos")
    assert any(entry.target == "area:proposals" for entry in palette.entries())


def test_undo_is_named_in_the_menu_and_takes_back(open_window, workspace):
    window = open_window(workspace)
    window.tasks.run(clients.create({"name": "Acme"}), owner=window)
    action = window.action("undo")
    assert action.isEnabled()
    assert "Undo" in action.text()
    window.act("undo")
    window.undo.undo()
    assert workspace.ask(clients.ids(clients.ClientFilter())) == []
    assert window.action("redo").isEnabled()


def test_keys_open_pages(open_window, demo_workspace, qtbot):
    window = open_window(demo_workspace)
    with qtbot.waitExposed(window):
        pass
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.current_id == "invoices"
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.current_id == "home"


def test_the_keys_a_page_offers_do_what_they_say(open_window, demo_workspace):
    """Ctrl+G comes back to this week; F9 asks before the open draft is issued."""
    window = open_window(demo_workspace)
    window.show_area("home")
    page = window.pages.current()
    page.forth_button.click()
    assert page.state()["week"]
    QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert not page.state()["week"]
    window.show_area("invoices")
    page = window.pages.current()
    QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_F9)
    asked = [one for one in window.findChildren(Dialog) if one.isVisible()]
    assert len(asked) == 1
    asked[0].reject()


def test_plain_letters_are_no_keys_of_the_window(open_window, demo_workspace):
    window = open_window(demo_workspace)
    window.show_area("home")
    key = QKeyCombination(Qt.KeyboardModifier.NoModifier, Qt.Key.Key_A)
    assert not window.pages.press(key)
