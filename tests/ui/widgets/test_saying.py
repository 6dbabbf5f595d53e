"""Toasts, banners, empty states, waiting: what is said, where, and for how long."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui.looks import colour_at, role
from ui.theme import look
from ui.widgets.banner import Banner
from ui.widgets.boxes import vbox
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.labels import KeyCap, label
from ui.widgets.toast import AROUND, HEIGHT, Toast, ToastStack
from ui.widgets.waiting import Skeleton, Waiting, WaitingBar

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def host(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def toasts(host):
    return ToastStack(host)


def buttons(widget):
    return {one.accessibleName(): one for one in widget.findChildren(Button)}


def test_a_toast_says_it_at_the_bottom_centre(host, toasts):
    toast = toasts.say("Clip 30 moved to Thu 19")
    body = toast.geometry().adjusted(AROUND, AROUND, -AROUND, -AROUND)
    assert body.height() == HEIGHT
    assert abs(body.center().x() - host.width() // 2) <= 1
    assert body.bottom() < host.height()
    host.resize(1200, 700)
    assert abs(toast.geometry().center().x() - 600) <= 1


def test_at_most_three_newest_lowest_and_only_it_has_the_key(toasts):
    made = [toasts.say(f"Step {number}", undo=True) for number in range(4)]
    assert toasts.words() == ["Step 1", "Step 2", "Step 3"]
    assert made[3].y() > made[2].y() > made[1].y()
    caps = [not toast.findChild(KeyCap).isHidden() for toast in made[1:]]
    assert caps == [False, False, True]


def test_undo_is_asked_for_and_the_toast_goes(qtbot, toasts):
    toast = toasts.say("Archived", undo=True)
    with qtbot.waitSignal(toasts.undo_requested):
        qtbot.mouseClick(buttons(toast)["Undo"], LEFT)
    assert toasts.words() == []


def test_what_cannot_be_taken_back_has_no_undo(toasts):
    toast = toasts.say("Invoice issued")
    assert buttons(toast)["Undo"].isHidden()


def test_a_toast_is_closed_by_hand(qtbot, toasts):
    toast = toasts.say("Done")
    qtbot.mouseClick(buttons(toast)["Close"], LEFT)
    assert toasts.words() == []


def test_a_toast_leaves_by_itself_but_not_from_under_the_pointer(qtbot, toasts, monkeypatch):
    monkeypatch.setattr("ui.widgets.toast.STAY", 30)
    stays, goes = toasts.say("stays"), toasts.say("goes")
    place = QPointF(5, 5)
    QApplication.sendEvent(stays, QEnterEvent(place, place, place))
    assert isinstance(goes, Toast)
    qtbot.waitUntil(lambda: toasts.words() == ["stays"])
    QApplication.sendEvent(stays, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: toasts.words() == [])


def test_a_toast_moves_in_unless_motion_is_reduced(qtbot, toasts):
    look.set_reduce_motion(False)
    toast = toasts.say("Moves")
    start = toast.y()
    qtbot.waitUntil(lambda: toast.y() < start)


@pytest.mark.parametrize(
    ("kind", "ground"),
    [("conflict", "warn.tint"), ("unreachable", "bad.tint"), ("editing", "active.tint")],
)
def test_a_banner_has_its_ground_and_says_both_sentences(qtbot, kind, ground):
    banner = Banner(kind, "The file cannot be reached.", "You can read, not change.")
    qtbot.addWidget(banner)
    banner.resize(500, banner.height())
    banner.show()
    assert colour_at(banner, 490, 5) == role(ground)
    assert banner.accessibleName() == "The file cannot be reached. You can read, not change."


def test_a_narrow_banner_is_as_high_as_its_words(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    banner = Banner("conflict", "Zhou Yining changed this 2 min ago.", "2 fields differ. " * 6)
    banner.add_button("Take theirs")
    vbox(window, banner, "stretch")
    window.resize(900, 400)
    window.show()
    high = banner.height()
    window.resize(360, 400)
    qtbot.waitUntil(lambda: banner.height() > high + 30)


def test_a_banner_may_say_something_else(qtbot):
    banner = Banner("info", "One.")
    qtbot.addWidget(banner)
    pressed = []
    banner.add_button("Try again").clicked.connect(lambda: pressed.append(1))
    banner.set("Two.", "More.", "bad")
    qtbot.mouseClick(buttons(banner)["Try again"], LEFT)
    assert (banner.words(), pressed) == ("Two. More.", [1])
    banner.clear_buttons()
    assert [one for one in banner.findChildren(Button) if not one.isHidden()] == []


def test_an_empty_list_says_what_it_is_for_and_the_next_step(qtbot):
    primary = Button("Start from B-010", "primary")
    state = EmptyState(
        "proposals", "Turn a ready brief into a proposal", "B-010 is ready.", primary
    )
    qtbot.addWidget(state)
    state.resize(500, 400)
    state.show()
    assert state.words() == "Turn a ready brief into a proposal B-010 is ready."
    assert primary.isVisible()
    centre = primary.mapTo(state, primary.rect().center()).x()
    assert abs(centre - 250) <= 1


@pytest.fixture
def waiting(qtbot):
    made = Waiting(label("the list"))
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def shown(waiting, kind):
    return any(one.isVisible() for one in waiting.findChildren(kind))


def test_grey_rows_come_after_a_while_only(qtbot, waiting):
    waiting.start()
    assert not shown(waiting, Skeleton)
    qtbot.waitUntil(lambda: shown(waiting, Skeleton))
    waiting.show_content()
    assert not shown(waiting, Skeleton)
    assert shown(waiting, QLabel)


def test_what_is_quick_never_shows_grey(qtbot, waiting):
    waiting.start()
    waiting.show_content()
    with qtbot.assertNotEmitted(waiting.cancelled, wait=350):
        pass
    assert not shown(waiting, Skeleton)


def test_a_long_wait_can_be_cancelled(qtbot, monkeypatch):
    monkeypatch.setattr("ui.widgets.waiting.BAR_AFTER", 320)
    made = Waiting(label("the list"))
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    made.start()
    qtbot.waitUntil(lambda: shown(made, WaitingBar))
    with qtbot.waitSignal(made.cancelled):
        qtbot.mouseClick(buttons(made)["Cancel"], LEFT)


def test_an_empty_state_takes_the_lists_place(waiting):
    waiting.show_empty(EmptyState("generic", "Nothing here"))
    assert waiting.is_empty()
    assert waiting.empty_state().words() == "Nothing here"
    waiting.show_empty(EmptyState("search", "Nothing fits"))
    assert waiting.empty_state().words() == "Nothing fits"
    waiting.show_content()
    assert not waiting.is_empty()
