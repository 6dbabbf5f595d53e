"""Buttons, segments, chips, tabs, search, menus, filters."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from tests.ui.looks import colour_at, role, type_text
from tests.ui.widgets.gallery import CHOICES
from ui.theme import look
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button, MenuButton, Segment, Segments, icon_button
from ui.widgets.chips import Chip, Meter
from ui.widgets.choosing import FilterButton
from ui.widgets.edits import LineEdit
from ui.widgets.focus import FocusRing
from ui.widgets.header import HintRow
from ui.widgets.inspector import Inspector, Tab, TabBar
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.month import month_grid, step_month
from ui.widgets.picks import Choice, PickPopup
from ui.widgets.search import SearchField

KEYS = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 300)
    return made


def show(qtbot, window):
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def test_a_word_with_an_ampersand_is_shown_and_named_as_it_is(qtbot):
    button = Button("Rock & Roll", icon="plus")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Rock & Roll"
    assert button.text() == "\u2009Rock && Roll"


def test_a_button_that_cannot_be_pressed_says_why(qtbot):
    button = Button("Send", "primary")
    qtbot.addWidget(button)
    button.set_ready(False, "A check blocks.")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "A check blocks."


def test_an_icon_button_has_name_and_tool_tip(qtbot):
    button = icon_button("bell", "Notices")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("Notices", "Notices")
    assert (button.width(), button.height()) == (30, 30)


def test_the_primary_is_petrol_and_darker_under_the_pointer(qtbot):
    button = Button("Go", "primary")
    qtbot.addWidget(button)
    button.show()
    assert colour_at(button, 6, 15) == role("accent") == "#00616F"
    look.choose("dark")
    assert colour_at(button, 6, 15) == "#09707F"


def test_controls_are_30_high(qtbot):
    for made in (Button("A"), SearchField("Search"), Segments([Segment("a", "A")])):
        qtbot.addWidget(made)
        assert made.height() == 30


def test_a_segment_is_chosen_by_a_person_only(qtbot):
    segments = Segments([Segment("all", "All"), Segment("mine", "Mine")])
    qtbot.addWidget(segments)
    told = []
    segments.chosen.connect(told.append)
    segments.set_current("mine")
    assert (segments.current(), told) == ("mine", [])
    qtbot.mouseClick(segments.findChildren(Button)[0], LEFT)
    assert (segments.current(), told) == ("all", ["all"])


def test_a_menu_tells_its_data_or_calls(qtbot):
    called, picked = [], []
    menu = MenuButton("Templates")
    qtbot.addWidget(menu)
    menu.picked.connect(picked.append)
    menu.add("Campaign", data="campaign").trigger()
    menu.add("Call", lambda: called.append(1)).trigger()
    assert (picked, called) == (["campaign"], [1])


def test_a_chip_reads_as_a_state_and_is_never_cut(qtbot):
    chip = Chip("bad", "Overdue 32 d")
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "State: Overdue 32 d"
    assert chip.minimumSizeHint() == chip.sizeHint()
    assert chip.sizeHint().height() == 20
    with qtbot.waitSignal(chip.clicked):
        qtbot.mouseClick(chip, LEFT)


def test_a_meter_warns_from_90_per_cent(qtbot):
    meter = Meter(0.89, "89%")
    qtbot.addWidget(meter)
    meter.show()
    assert colour_at(meter, 30, 10) == role("meter")
    meter.set(0.9, "90%")
    assert colour_at(meter, 30, 10) == role("warn.solid")
    meter.set(0.0, "0%")
    assert colour_at(meter, 30, 10) == role("track")


def test_tabs_are_picked_by_mouse_and_arrows(qtbot, window):
    tabs = TabBar([Tab("a", "Profile"), Tab("b", "Bookings", 4)])
    vbox(window, tabs)
    show(qtbot, window)
    told = []
    tabs.chosen.connect(told.append)
    qtbot.keyClick(tabs, KEYS.Key_Right)
    qtbot.keyClick(tabs, KEYS.Key_Right)
    qtbot.mouseClick(tabs, LEFT, pos=QPoint(100, 18))
    assert told == ["b", "a", "b"]
    tabs.set_tabs([Tab("b", "Bookings", 5), Tab("c", "Papers")])
    assert tabs.current() == "b"


def test_the_inspector_shows_the_sections_of_its_tab(qtbot):
    made = Inspector()
    qtbot.addWidget(made)
    made.set_tabs([Tab("a", "A"), Tab("b", "B")])
    one, two, both = made.section("One", tab="a"), made.section("Two", tab="b"), made.section("All")
    shown = [not section.isHidden() for section in (one, two, both)]
    assert shown == [True, False, True]
    made.set_tab("b")
    assert [not section.isHidden() for section in (one, two, both)] == [False, True, True]
    assert made.width() == 360
    made.clear()
    assert not made.section("New").isHidden()


def test_the_search_field_tells_after_a_pause_once(qtbot):
    field = SearchField("Search", "Ctrl F")
    qtbot.addWidget(field)
    told = []
    field.searched.connect(told.append)
    qtbot.keyClicks(field, "hal")
    qtbot.waitUntil(lambda: told == ["hal"])
    type_text(field, "登")
    qtbot.waitUntil(lambda: told == ["hal", "hal登"])


def test_enter_in_the_search_field_does_not_wait(qtbot):
    field = SearchField("Search")
    qtbot.addWidget(field)
    told = []
    field.searched.connect(told.append)
    field.left.connect(lambda: told.append("left"))
    qtbot.keyClicks(field, "hal")
    qtbot.keyClick(field, KEYS.Key_Return)
    assert told == ["hal", "left"]
    qtbot.keyClick(field, KEYS.Key_Escape)
    assert field.text() == ""


def test_a_filter_shows_what_is_chosen(qtbot, window):
    one = FilterButton("Any tier", CHOICES)
    many = FilterButton("Any tier", [*CHOICES, Choice("c", "Crew")], multi=True)
    hbox(window, one, many)
    show(qtbot, window)
    told = []
    one.chosen.connect(told.append)
    many.chosen.connect(told.append)
    qtbot.mouseClick(one, LEFT)
    popup = one.findChild(PickPopup)
    assert popup.choices()[0] == "Any tier"
    qtbot.keyClick(popup, KEYS.Key_Down)
    qtbot.keyClick(popup, KEYS.Key_Return)
    assert one.accessibleName() == "Agency"
    qtbot.mouseClick(many, LEFT)
    popup = many.findChild(PickPopup)
    for _ in range(3):
        qtbot.keyClick(popup, KEYS.Key_Return)
        qtbot.keyClick(popup, KEYS.Key_Down)
    assert told == ["a", ("a",), ("a", "b"), ("a", "b", "c")]
    assert many.accessibleName() == "Agency and 2 more"
    popup.close()
    many.set_value(())
    assert many.accessibleName() == "Any tier"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("", True), ("nor", True), ("诺斯", True), ("ns", True), ("audio nor", True), ("xyz", False)],
)
def test_a_choice_is_found_by_words_sound_and_fact(typed, found):
    choice = Choice(1, "Northwick 诺斯威克", fact="Audio", initials="nswk")
    assert choice.matches(typed) is found


def test_a_month_has_whole_weeks(qtbot):

    days = month_grid(date(2026, 11, 20))
    assert len(days) == 42
    assert (days[0], days[-1]) == (date(2026, 10, 26), date(2026, 12, 6))
    assert step_month(date(2026, 1, 31), -1) == date(2025, 12, 1)
    assert step_month(date(2026, 12, 1), 1) == date(2027, 1, 1)


def test_the_ring_is_shown_for_keys_only_and_follows(qtbot, window):
    ring = FocusRing(window)
    first, second = Button("One"), Button("Two")
    hbox(window, first, second)
    show(qtbot, window)
    second.setFocus(Qt.FocusReason.MouseFocusReason)
    assert ring.isHidden()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert not ring.isHidden()
    assert ring.geometry() == first.geometry().adjusted(-3, -3, 3, 3)
    first.move(first.x() + 20, first.y())
    assert ring.geometry() == first.geometry().adjusted(-3, -3, 3, 3)
    first.hide()
    assert ring.geometry() == second.geometry().adjusted(-3, -3, 3, 3)
    second.setFocus(Qt.FocusReason.MouseFocusReason)
    second.clearFocus()
    assert ring.isHidden()


def test_the_ring_stays_when_another_program_was_in_front(qtbot, window):
    ring = FocusRing(window)
    button = Button("One")
    hbox(window, button)
    show(qtbot, window)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert not ring.isHidden()


def test_a_bad_field_has_a_red_ring(qtbot, window):

    ring = FocusRing(window)
    field = LineEdit()
    vbox(window, field, "stretch", margins=(20, 20, 20, 20))
    show(qtbot, window)
    field.clearFocus()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    middle = ring.width() // 2
    assert colour_at(ring, middle, 0) == role("focus")
    field.set_problem("No.")
    assert colour_at(ring, middle, 0) == role("bad")


def test_a_cut_line_is_whole_in_its_tool_tip_without_markup(qtbot):
    line = ElidedLabel("a <b>very</b> long name of a client that cannot fit")
    qtbot.addWidget(line)
    line.resize(80, 18)
    line.show()
    assert line.toolTip() == "a ‹b›very‹/b› long name of a client that cannot fit"
    line.resize(900, 18)
    assert line.toolTip() == ""


def test_the_hint_row_gives_way_to_actions_on_many(qtbot):
    row = HintRow("14 of 14", [("Space", "shortlist")])
    qtbot.addWidget(row)
    row.show()
    archive = Button("Archive", height=24)
    row.show_picked("3 picked", archive)
    assert archive.isVisible()
    row.hide_picked()
    assert not archive.isVisible()


def test_a_wrapped_label_grows_with_its_text(qtbot, window):
    words = label("word " * 60, wrap=True)
    vbox(window, words, "stretch")
    window.resize(200, 600)
    show(qtbot, window)
    assert words.height() > 100
