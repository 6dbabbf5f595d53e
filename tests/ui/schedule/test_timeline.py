"""The time line in the real widget: what is drawn, moved, linked, drawn anew, by mouse and keys."""

from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt

from studio.services import clients, projects, schedule
from tests.drivers.schedule import ScheduleDriver
from ui.schedule.page import SchedulePage
from ui.timeline.scale import minute_of

MON, TUE, WED, THU, FRI = (date(2026, 11, day) for day in range(16, 21))


@pytest.fixture
def project(file_workspace):
    """Return a project with three tasks of a day each, one after the other, and a milestone."""
    run = file_workspace.run
    client = run(clients.create({"name": "Halden", "country": "GB", "currency": "GBP"})).value
    made = run(
        projects.create({"client_id": client, "name": "Spring", "start_on": date(2026, 11, 16)})
    ).value
    tasks = [
        run(schedule.add_task(made, {"title": title, "duration": 480})).value
        for title in ("Script", "Shoot plan", "Cut")
    ]
    run(schedule.link(tasks[0], tasks[1]))
    run(schedule.link(tasks[1], tasks[2]))
    return made


@pytest.fixture
def page(app_context, project, qtbot):
    made = SchedulePage(app_context)
    qtbot.addWidget(made)
    app_context.live.changed.connect(lambda changes, _origin: made.refresh(changes))
    made.resize(1224, 844)
    made.show()
    return made


@pytest.fixture
def driver(page, qtbot):
    return ScheduleDriver(page, qtbot)


def test_dragging_a_bar_moves_its_followers_while_the_button_is_down(driver, file_workspace):
    """Followers are shown with the bar; one command on release, undone as one."""
    assert driver.titles() == ["Spring", "Script", "Shoot plan", "Cut"]
    assert driver.days("Cut") == (WED, WED)
    place = driver.drag_bar("Script", 1, drop=False)
    shown = driver.shown_while_dragged()
    assert shown == {"Script": (TUE, TUE), "Shoot plan": (WED, WED), "Cut": (THU, THU)}
    driver.release(place)
    assert driver.days("Cut") == (THU, THU)
    file_workspace.undo()
    driver.pane.ask()
    assert driver.days("Script") == (MON, MON)
    assert driver.days("Cut") == (WED, WED)
    driver.drag_bar("Cut", 4)  # to Sunday: nobody works then, so it stands on Monday
    assert driver.days("Cut") == (date(2026, 11, 23), date(2026, 11, 23))


def test_a_dragged_end_changes_how_long_a_task_lasts(driver):
    """The right end makes it longer; Esc lets the next drag fall."""
    driver.drag_bar("Script", 1, "right")
    assert driver.days("Script") == (MON, TUE)
    assert driver.days("Cut") == (THU, THU)
    place = driver.drag_bar("Script", 2, "right", drop=False)
    driver.key(Qt.Key.Key_Escape)
    driver.release(place)
    assert driver.days("Script") == (MON, TUE)


def test_an_end_dot_links_and_an_arrow_is_changed_and_removed(driver):
    """Which ends are joined decides the kind; the arrow's menu changes and removes it."""
    driver.link("Script", "Cut", begin="start", half="left")
    ties = driver.view.layout_now.plan.ties
    assert sorted(tie.kind for tie in ties) == ["FS", "FS", "SS"]
    driver.click_link("Shoot plan", "Cut")
    driver.choose("Start to start")
    assert driver.days("Cut") == (TUE, TUE)
    driver.click_link("Shoot plan", "Cut")
    driver.choose("One day more")
    assert driver.days("Cut") == (WED, WED)
    driver.click_link("Shoot plan", "Cut")
    driver.choose("Remove link")
    assert len(driver.view.layout_now.plan.ties) == 2


def test_a_circle_is_refused_where_the_pointer_is(driver, page, qtbot):
    """A link back is drawn red with the tasks that would run in a circle; nothing changes."""
    with qtbot.waitSignal(page.said) as said:
        driver.link("Cut", "Script")
    assert "Script → Shoot plan → Cut → Script" in said.args[0]
    assert len(driver.view.layout_now.plan.ties) == 2


def test_keys_walk_move_resize_link_and_remove(driver):
    """Everything the mouse does has a key."""
    driver.pick("Script")
    driver.key(Qt.Key.Key_Right)
    assert driver.days("Script") == (TUE, TUE)
    driver.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert driver.days("Script") == (TUE, WED)
    driver.key(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    driver.key(Qt.Key.Key_Left)
    assert driver.days("Script") == (MON, MON)
    driver.key(Qt.Key.Key_L, times=2)  # the second time: start to start
    driver.key(Qt.Key.Key_Down, times=2)
    driver.key(Qt.Key.Key_Return)
    assert [tie.kind for tie in driver.view.layout_now.plan.ties] == ["FS", "FS", "SS"]
    driver.key(Qt.Key.Key_Delete)
    assert driver.titles() == ["Spring", "Script", "Shoot plan"]
    driver.pick("Spring")
    driver.key(Qt.Key.Key_Left)
    assert driver.titles() == ["Spring"]


def test_a_span_drawn_on_an_empty_row_is_a_new_task(driver):
    """Two days drawn beside a bar are a task of that project."""
    driver.draw("Spring", minute_of(date(2026, 11, 24)), 2)
    assert driver.days("New task") == (date(2026, 11, 24), date(2026, 11, 25))
    assert driver.view.line(driver.view.current).title == "New task"


def test_the_wheel_zooms_at_the_pointer_and_the_bar_names_the_zoom(driver, page):
    """Ctrl and the wheel keep the day under the pointer; the named zooms follow."""
    place = driver.at("Cut")
    before = driver.view.scene().minute(place.x())
    driver.wheel(place, 3)
    assert driver.view.scale.day > 30
    assert abs(driver.view.scene().minute(place.x()) - before) < 30
    page.desk.bar.zoom.chosen.emit("month")
    assert driver.view.scale.name() == "month"
    driver.key(Qt.Key.Key_Plus, times=10)
    assert page.desk.bar.zoom.current() == "day"
    driver.wheel(QPointF(600, 300), -4, Qt.KeyboardModifier.ShiftModifier)
    page.desk.pane.view.go_today()
    assert 0 < driver.view.scale.x(driver.view.layout_now.plan.now) < 400


def test_a_bar_says_why_it_stands_where_it_stands(driver):
    """The tool tip and what a reader of the screen hears name dates, length and the link."""
    words = driver.tip("Cut")
    assert "Shoot plan" in words
    assert "18 Nov" in words
    driver.pick("Cut")
    assert "Shoot plan" in driver.view.accessibleDescription()
