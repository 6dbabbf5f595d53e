"""The week of the deliverables page: what is on which day, moved by mouse and by keys."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from studio.services import deliverables
from tests import builders
from ui.deliverables.page import DeliverablesPage

TODAY = builders.TODAY
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pieces(file_workspace, project):
    """A late piece, two of this week of which one is out, one of the next, one without a day."""

    def make(number, title, **values):
        return builders.make_deliverable(
            file_workspace, project, number=number, title=title, **values
        )

    return {
        "late": make("D-1", "Late clip", publish_on=date(2026, 11, 13), state="scheduled"),
        "noon": make(
            "D-2", "Noon note", publish_on=TODAY + timedelta(days=2), publish_time="12:00",
            state="scheduled", platform="xiaohongshu",
        ),
        "out": make("D-3", "Out clip", publish_on=TODAY, state="published"),
        "next": make("D-4", "Next reel", publish_on=date(2026, 11, 25)),
        "someday": make("D-5", "Someday"),
    }  # fmt: skip


@pytest.fixture
def week(page, driver, pieces):
    page.refresh_all()
    driver.show("week")
    return page.views.week


def day_of(workspace, key):
    return workspace.ask(deliverables.one(key)).row.publish_on


def test_days_tray_and_sums_say_what_goes_out_when(page, driver, week):
    assert driver.week() == [["Late clip", "Out clip"], [], ["Noon note"], [], [], [], [],
                             ["Someday"]]  # fmt: skip
    assert driver.said_of("Noon note") == "Noon note, XHS, 12:00, Studio, Ready"
    assert driver.said_of("Late clip") == "Late clip, IG, Fri 13, Studio, Late 3 d"
    assert driver.heads()[0] == "Mon 16 Nov, 2"
    assert driver.heads()[7] == "Unscheduled, 1"
    assert page.header._fact.text() == "Week 47: 2 planned, 1 out (50%), 1 late"
    assert page.hints._fact.text() == "5 pieces, 1 published (20%), 1 late"
    assert week.strip.accessibleDescription() == "Week 47: 1 of 2 out"


def test_a_piece_is_dragged_to_another_day_and_back_by_undo(driver, week, pieces, file_workspace):
    assert driver.drag("Late clip", 3) == "Thu 19 Nov, from Fri 13 Nov"
    assert driver.week()[3] == ["Late clip"]
    assert driver.said[-1] == "Plan Late clip for 19 Nov"
    file_workspace.undo()
    assert driver.week()[0] == ["Late clip", "Out clip"]
    assert day_of(file_workspace, pieces["late"]) == date(2026, 11, 13)


def test_a_late_piece_dropped_where_it_stands_is_planned_for_today(driver, week, pieces,
                                                                   file_workspace):  # fmt: skip
    driver.drag("Late clip", 0)
    assert day_of(file_workspace, pieces["late"]) == TODAY


def test_the_tray_gives_and_takes_pieces(driver, week, pieces, file_workspace):
    assert driver.drag("Someday", 4) == "Fri 20 Nov"
    assert driver.drag("Noon note", 7) == "No day"
    assert (driver.week()[4], driver.week()[7]) == (["Someday"], ["Noon note"])
    assert day_of(file_workspace, pieces["noon"]) is None


def test_a_piece_dropped_on_another_week_keeps_its_weekday(driver, week, pieces, file_workspace):
    assert driver.drag_to_week("Noon note", 3) == "Wed 25 Nov, from Wed 18 Nov"
    assert day_of(file_workspace, pieces["noon"]) == date(2026, 11, 25)


def test_what_is_out_keeps_its_day_and_esc_drops_nothing(driver, week, pieces, file_workspace):
    why = "This piece is out; its day stays."
    assert driver.drag("Out clip", 3) == why
    assert driver.said == [why]
    driver.drag("Noon note", 5, drop=False)
    assert day_of(file_workspace, pieces["noon"]) == TODAY + timedelta(days=2)
    assert week.drag_words() == ""


def test_keys_walk_turn_and_move(page, driver, week, pieces, file_workspace):
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Down)
    assert page.current().row.title == "Noon note"
    driver.key(Qt.Key.Key_Right, CTRL)
    assert driver.week()[3] == ["Noon note"]
    assert page.window().focusWidget() is week.columns()[3].list
    driver.key(Qt.Key.Key_Delete)
    assert driver.week()[7] == ["Noon note", "Someday"]
    driver.key(Qt.Key.Key_Left, CTRL)  # from the tray it goes to today
    assert day_of(file_workspace, pieces["noon"]) == TODAY
    driver.key(Qt.Key.Key_Right)
    assert driver.week()[2] == ["Next reel"]
    page.show_this_week()
    assert driver.week()[0] == ["Late clip", "Noon note", "Out clip"]


def test_a_week_without_pieces_says_how_many_have_no_day(page, driver, week):
    page.views.show_week_of(date(2027, 3, 3))
    assert week.days.nothing() == "Nothing planned; 1 unscheduled"
    assert page.header._fact.text() == "Week 9: nothing planned"
    page.header.this_week.click()
    assert week.days.nothing() == ""


def test_the_pane_takes_the_place_of_the_tray_and_gives_it_back(page, driver, week):
    driver.click("Noon note")
    assert not page.pane().isVisible()
    driver.key(Qt.Key.Key_Return)
    assert (page.pane().isVisible(), week.tray.isVisible()) == (True, False)
    page.pane().left.emit()
    assert (page.pane().isVisible(), week.tray.isVisible()) == (False, True)
    page.show_view("board")
    assert page.pane().isVisible()


def test_p_says_that_a_piece_is_out_and_asks_where(page, driver, week, pieces, file_workspace):
    driver.click("Someday")
    page.acts.publish()
    assert driver.said[-1] == "A piece goes out once it is ready."
    driver.click("Noon note")
    page.acts.publish()
    driver.fill_dialog(url="https://example.com/note")
    assert file_workspace.ask(deliverables.one(pieces["noon"])).row.state == "published"


def test_the_week_is_narrowed_and_shown_again_as_it_was_left(
    page, driver, week, app_context, qtbot
):
    page.filters.search.put("noon")
    page.filters.changed.emit()
    assert driver.week() == [[], [], ["Noon note"], [], [], [], [], []]
    page.filters.drop()
    page.views.show_week_of(date(2026, 11, 25))
    again = DeliverablesPage(app_context)
    qtbot.addWidget(again)
    again.restore(page.state())
    assert [card.title for card in again.views.week.columns()[2].list.cards.cards] == ["Next reel"]
