"""The calendar: month and week, dragging, keys, filters."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from studio.services import bookings, schedule, talent
from tests import builders
from tests.drivers.calendar import CalendarDriver
from ui.schedule.calendar import layout
from ui.schedule.calendar.view import CalendarView

MON = date(2026, 11, 16)


@pytest.fixture
def project(file_workspace):
    entity = builders.make_entity(file_workspace, code="PLX")
    client = builders.make_client(file_workspace, entity)
    key = builders.make_project(file_workspace, client, entity, state="active", hue="p2")
    at = datetime(2026, 11, 18, 9, tzinfo=UTC)
    file_workspace.run(
        schedule.add_task(key, {"title": "Shoot", "kind": "shoot", "fixed_at": at, "duration": 300})
    )
    builders.make_deliverable(
        file_workspace, key, number="D-1", title="Clip", publish_on=date(2026, 11, 20)
    )
    builders.make_deliverable(
        file_workspace,
        key,
        number="D-2",
        title="Out already",
        state="published",
        publish_on=date(2026, 11, 17),
    )
    return key


@pytest.fixture
def driver(qtbot, app_context, file_workspace, project):
    view = CalendarView(app_context)
    qtbot.addWidget(view)
    view.resize(1200, 760)
    file_workspace.listen(lambda changes, _origin: view.refresh(changes))
    view.show()
    return CalendarDriver(view, qtbot)


def test_everything_with_a_day_is_there(driver):
    assert driver.names() == ["Out already", "Shoot", "Clip"]
    assert driver.view.days() == (date(2026, 10, 26), date(2026, 12, 6))


def test_dragging_gives_another_day_and_undo_takes_it_back(driver, file_workspace):
    driver.drag("Clip", 3)
    assert driver.days_of("Clip") == (date(2026, 11, 23),) * 2
    driver.drag("Shoot", 1)
    assert driver.days_of("Shoot")[0] == date(2026, 11, 19)
    entry = driver.entry("Shoot")
    assert entry.start == datetime(2026, 11, 19, 9, tzinfo=UTC)  # the same time of day
    file_workspace.undo()
    file_workspace.undo()
    assert driver.days_of("Clip") == (date(2026, 11, 20),) * 2


def test_what_is_out_stays_and_says_why(driver):
    said = []
    driver.view.said.connect(lambda words, _undo: said.append(words))
    driver.drag("Out already", 2)
    assert driver.days_of("Out already") == (date(2026, 11, 17),) * 2
    assert said == ["This piece is already out."]


def test_keys_walk_move_open_and_turn(driver):
    opened = []
    driver.view.open_requested.connect(opened.append)
    driver.view.focus_main()
    driver.key(Qt.Key.Key_Right)
    driver.key(Qt.Key.Key_Right)
    assert driver.view.says() == "Clip, IG, Fri 20 Nov"
    driver.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert driver.view.says() == "Clip, IG, Sat 21 Nov"
    driver.key(Qt.Key.Key_Return)
    assert [ref.noun for ref in opened] == ["deliverable"]
    driver.key(Qt.Key.Key_PageDown)
    assert driver.view.days()[0] == date(2026, 11, 30)
    driver.key(Qt.Key.Key_Home)
    assert driver.view.days()[0] == date(2026, 10, 26)


def test_a_week_shows_bookings_and_the_filter_narrows(driver, file_workspace, project):
    driver.view.span.set_current("week")
    driver.view.ask()
    tan = file_workspace.run(talent.create({"name": "Tan Jing", "kind": "crew"})).value
    start = datetime(2026, 11, 19, 9, tzinfo=UTC)
    file_workspace.run(
        bookings.create(
            {
                "talent_id": tan,
                "project_id": project,
                "title": "Make-up",
                "state": "hold",
                "start_at": start,
                "end_at": start + timedelta(hours=8),
            }
        )
    )
    assert "Tan Jing: Make-up" in driver.names()
    driver.view._on_searched("tan")
    assert driver.names() == ["Tan Jing: Make-up"]


def test_bars_take_the_first_free_lane_and_the_rest_is_counted():
    day = timedelta(days=1)
    spans = dict.fromkeys(range(3), (MON, MON + 2 * day)) | {3: (MON + 3 * day, MON + 8 * day)}
    plan = layout.arranged(spans, MON, MON + 13 * day, lanes=2)
    assert [(one.entry, one.week, one.lane) for one in plan.pieces] == [
        (0, 0, 0),
        (1, 0, 1),
        (3, 0, 0),
        (3, 1, 0),
    ]
    assert plan.hidden == {MON + n * day: (2,) for n in range(3)}
    assert not plan.pieces[2].ends
    assert not plan.pieces[3].begins


@pytest.mark.parametrize(
    ("day", "span"),
    [
        (date(2026, 11, 30), (date(2026, 10, 26), date(2026, 12, 6))),
        (date(2027, 2, 1), (date(2027, 2, 1), date(2027, 2, 28))),
    ],
)
def test_a_month_is_whole_weeks(day, span):
    assert layout.month_span(day) == span
