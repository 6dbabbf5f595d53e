"""Working hours in the settings, as a person sets them."""

import pytest

from studio.services import schedule
from studio.services.schedule import BoardFilter
from tests import builders
from tests.drivers.settings import SettingsDriver
from ui.settings.page import SettingsPage


@pytest.fixture
def driver(qtbot, app_context):
    page = SettingsPage(app_context)
    app_context.live.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1300, 900)
    page.show()
    return SettingsDriver(page, qtbot)


def hours(workspace):
    return {row.name: row for row in workspace.ask(schedule.calendars())}


def test_a_calendar_is_added_changed_and_given_to_somebody(driver, file_workspace):
    client = builders.make_client(file_workspace, 1)
    project = builders.make_project(file_workspace, client, 1, start_on=builders.TODAY)
    file_workspace.run(schedule.add_task(project, {"title": "Edit"}))
    driver.section("Working hours")
    assert driver.panel.none.isVisible()
    driver.press("Add calendar", within=driver.panel)
    assert not driver.panel.none.isVisible()
    (card,) = driver.panel.list.cards()
    assert driver.says("Monday", within=card) == "9:00–12:00, 13:00–18:00"
    driver.set("Name", "Hangzhou", within=card)
    driver.set("Monday", "10-19", within=card)
    driver.set("Saturday", "10:00 to 14:00", within=card)
    driver.set("Other days", "2026-11-16\n2026-12-31 9-12", within=card)
    row = hours(file_workspace)["Hangzhou"]
    assert (row.weekdays[0], row.weekdays[5]) == (((600, 1140),), ((600, 840),))
    assert row.exceptions == {"2026-11-16": (), "2026-12-31": ((540, 720),)}
    (task,) = file_workspace.ask(schedule.board(BoardFilter())).tasks
    assert task.start % 1440 == 9 * 60  # Tuesday at nine, as Monday is off
    driver.set("Tuesday", "whenever", within=card)
    assert "whenever" in driver.help(card.form, "tue")
    assert hours(file_workspace)["Hangzhou"].weekdays[1] == ((540, 720), (780, 1080))
    driver.set("Lin Xiaoman", "Hangzhou")
    said = str(file_workspace.history.undo_label())
    assert said == "Set the calendar of Lin Xiaoman"
    theo = builders.make_talent(file_workspace, name="Theo Marsh")
    driver.set("Somebody of the roster", "Theo Marsh")
    driver.set("Theo Marsh", "Hangzhou")
    found = {one.ref: one.calendar_id for one in file_workspace.ask(schedule.workers())}
    assert found == {f"person:{file_workspace.person_id}": row.id, f"talent:{theo}": row.id}


def test_an_event_of_the_studios_own_stands_in_the_schedules_head(driver, file_workspace):
    driver.section("Festivals and events")
    driver.press("Add event", within=driver.panel)
    (card,) = driver.panel.list.cards()
    driver.set("Name", "Anniversary sale", within=card)
    driver.set("Last day", "20 Nov", within=card)
    board = file_workspace.ask(schedule.board(BoardFilter()))
    (mark,) = [mark for mark in board.marks if mark.name == "Anniversary sale"]
    assert (mark.first, (mark.last - mark.first).days, mark.kind) == (builders.TODAY, 4, "festival")
    driver.set("Last day", "1 Nov", within=card)
    assert driver.problem("Last day", within=card)
    driver.press("Remove", within=card)
    assert file_workspace.ask(schedule.observances()) == ()
    file_workspace.undo()
    assert [row.name for row in file_workspace.ask(schedule.observances())] == ["Anniversary sale"]
