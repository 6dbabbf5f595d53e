"""The schedule tab of a project: its own tasks on the time line, moved as on the schedule page."""

from datetime import date

import pytest

from studio.services import clients, projects, schedule
from tests.drivers.schedule import TimelineDriver
from ui.projects.page import ProjectsPage


@pytest.fixture
def planned(file_workspace):
    """Return two projects, each with a task on Monday, the first with one that follows."""
    run = file_workspace.run
    client = run(clients.create({"name": "Halden", "country": "GB", "currency": "GBP"})).value
    made, scripts = [], []
    for name in ("Spring", "Summer"):
        values = {"client_id": client, "name": name, "start_on": date(2026, 11, 16)}
        made.append(run(projects.create(values)).value)
        script = {"title": f"{name} script", "duration": 480}
        scripts.append(run(schedule.add_task(made[-1], script)).value)
    cut = run(schedule.add_task(made[0], {"title": "Cut", "duration": 480})).value
    run(schedule.link(scripts[0], cut))
    return made


def test_a_project_shows_its_own_plan(app_context, planned, qtbot):
    """One project's lines only, no people; a drag moves the follower; the other is untouched."""
    page = ProjectsPage(app_context)
    qtbot.addWidget(page)
    app_context.live.changed.connect(lambda changes, _origin: page.refresh(changes))
    page.resize(1224, 844)
    page.show()
    page.show_record(planned[0])
    page.hub().set_tab("schedule")
    driver = TimelineDriver(page.hub().plan.pane, qtbot)
    assert driver.titles() == ["Spring", "Spring script", "Cut"]
    driver.drag_bar("Spring script", 1)
    assert driver.days("Cut") == (date(2026, 11, 18), date(2026, 11, 18))
    page.hub().plan.add_task()
    assert "New task" in driver.titles()
    assert page.hub().plan.editor.row.title == "New task"
