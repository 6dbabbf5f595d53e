"""The schedule page around its time line: editor, templates, levelling, people, files."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QPointF, Qt

from studio.domain.schedule.words import minute
from studio.services import bookings, clients, projects, schedule
from studio.services.bookings import resources
from studio.services.schedule import BoardFilter, Need
from studio.services.schedule.solver import InlineSolver
from tests.drivers.schedule import ScheduleDriver
from ui.context import Ref
from ui.schedule.page import SchedulePage
from ui.timeline import picture
from ui.timeline.scale import minute_of

MON, TUE, WED, THU, FRI = (date(2026, 11, day) for day in range(16, 21))


@pytest.fixture
def run(file_workspace):
    return lambda command: file_workspace.run(command).value


@pytest.fixture
def client(run):
    return run(clients.create({"name": "Halden", "country": "GB", "currency": "GBP"}))


def kept(workspace, task):
    """Return a task as the studio keeps it, whatever its state."""
    shown = BoardFilter(states=("todo", "in_progress", "cancelled"))
    rows = workspace.ask(schedule.board(shown)).tasks
    return next(row for row in rows if row.id == task)


def make_project(run, client, name="Spring", **values):
    given = {"client_id": client, "name": name, "start_on": date(2026, 11, 16), **values}
    return run(projects.create(given))


@pytest.fixture
def opened(app_context, qtbot):
    """Open the page, when what it shows has been made."""

    def make():
        page = SchedulePage(app_context)
        qtbot.addWidget(page)
        app_context.live.changed.connect(lambda changes, _origin: page.refresh(changes))
        page.resize(1224, 844)
        page.show()
        return ScheduleDriver(page, qtbot)

    return make


def test_every_field_of_a_task_is_one_command(opened, run, client, file_workspace):
    """Enter opens the editor; dates, length, state, people and links are saved as they are left."""
    project = make_project(run, client)
    room = run(resources.create({"kind": "room", "name": "Studio A", "city": "London"}))
    first, second = (
        run(schedule.add_task(project, {"title": title, "duration": 480}))
        for title in ("Script", "Cut")
    )
    driver = opened()
    driver.pick("Script")
    driver.key(Qt.Key.Key_Return)
    assert driver.editor().row.id == first
    driver.type_into("title", "Script and shot list")
    assert "Script and shot list" in driver.titles()
    driver.type_into("days", Decimal(2))
    assert driver.days("Script and shot list") == (MON, TUE)
    driver.type_into("start", driver.wall(WED, 9))
    assert driver.days("Script and shot list") == (WED, THU)
    driver.type_into("who", (f"resource:{room}",))
    assert [who.name for who in kept(file_workspace, first).who] == ["Studio A"]
    driver.pick("Cut")
    driver.add_link("Script and shot list")
    assert driver.days("Cut") == (FRI, FRI)
    assert driver.editor().row.id == second
    driver.menu_of_editor("Mark as “Cancelled” ...")
    driver.fill_dialog(reason="The client has one already.")
    assert kept(file_workspace, second).state == "cancelled"
    driver.pick("Script and shot list")
    driver.type_into("state", "in_progress")
    assert kept(file_workspace, first).state == "in_progress"


def test_a_refused_value_stays_in_its_field_with_the_reason(opened, run, client):
    """No title, no length: the field says why, and nothing else stops working."""
    project = make_project(run, client)
    run(schedule.add_task(project, {"title": "Script", "duration": 480}))
    driver = opened()
    driver.pick("Script")
    driver.key(Qt.Key.Key_Return)
    driver.type_into("days", Decimal(0))
    assert driver.problem("days")
    assert driver.days("Script") == (MON, MON)


def test_a_plan_is_made_from_a_template_with_its_dates_shown_before(opened, run, client):
    """The template of the project's kind is proposed; a day in the past is refused before."""
    make_project(run, client, kind="photo")
    driver = opened()
    assert "No dates yet" in driver.page.desk.waiting.empty_state().words()
    driver.page.desk.plans.begin()
    dialog = driver.page.desk.plans.dialog
    assert dialog.form.value()["template"] == "photo"
    driver.type_in_dialog(dialog, "day", date(2020, 1, 6))
    assert not driver.may(dialog, "Make the plan")
    driver.type_in_dialog(dialog, "day", date(2026, 11, 23))
    dialog.press_primary()
    assert len(driver.titles()) > 5
    assert driver.view.current.startswith("project:")
    driver.page.desk.plans.keep()
    kept = driver.page.desk.plans.dialog
    driver.type_in_dialog(kept, "name", "Our photo plan")
    kept.press_primary()
    names = [one.name for one in driver.ask(schedule.templates()) if one.own]
    assert names == ["Our photo plan"]


@pytest.fixture
def crowded(run, client):
    """Two projects want one studio on the same day."""
    room = run(resources.create({"kind": "room", "name": "Studio A", "city": "London"}))
    for name in ("Spring", "Summer"):
        project = make_project(run, client, name)
        values = {"title": f"{name} build", "duration": 480}
        run(schedule.add_task(project, values, needs=(Need(f"resource:{room}"),)))
    return room


def test_levelling_is_shown_first_and_applied_as_one_step(opened, crowded, file_workspace):
    """Old places dashed, the reason in words; Apply is one step of undo, Esc drops it."""
    driver = opened()
    assert driver.days("Spring build") == driver.days("Summer build") == (MON, MON)
    driver.level(InlineSolver())
    assert "1 task moves, nothing is late." in driver.panel_words()
    moved = next(line for line in driver.view.layout_now.plan.lines if line.bar and line.bar.before)
    assert driver.days(moved.title) == (TUE, TUE)
    assert any("does" in words for words in driver.panel_words())
    driver.key(Qt.Key.Key_Escape)
    assert driver.days(moved.title) == (MON, MON)
    assert not driver.page.desk.levels.on()
    driver.level(InlineSolver())
    driver.page.desk.levels.panel.apply.click()
    assert driver.days(moved.title) == (TUE, TUE)
    assert "Studio A does" in driver.tip(moved.title)
    assert not driver.page.desk.levels.on()
    file_workspace.undo()
    driver.pane.ask()
    assert driver.days(moved.title) == (MON, MON)


def test_what_levelling_cannot_solve_is_said_with_a_way_out(
    opened, run, client, crowded, file_workspace
):
    """Two fixed shoots at once stay a clash; one goes to the next free day, bookings and all."""
    for name, day in (("Autumn", 2), ("Winter", 2), ("Other", 3)):
        project = make_project(run, client, name)
        fixed = minute(datetime(2026, 12, day, 9, tzinfo=UTC))
        values = {"title": f"{name} shoot", "kind": "shoot", "duration": 480, "fixed_at": fixed}
        task = run(schedule.add_task(project, values, needs=(Need(f"resource:{crowded}"),)))
        if name == "Winter":
            times = [datetime(2026, 12, 2, hour, tzinfo=UTC) for hour in (9, 17)]
            run(bookings.create({
                "resource_id": crowded, "project_id": project, "task_id": task,
                "start_at": times[0], "end_at": times[1],
            }))  # fmt: skip
    driver = opened()
    driver.level(InlineSolver())
    assert any("Studio A" in words and "2 Dec" in words for words in driver.panel_words())
    assert driver.solve("move") == "Move Winter shoot to Fri 4 Dec"
    assert driver.days("Winter shoot")[0] == date(2026, 12, 4)
    (moved,) = file_workspace.ask(bookings.of_project(project - 1))
    assert moved.start_at == datetime(2026, 12, 4, 9, tzinfo=UTC)
    file_workspace.undo()
    driver.pane.ask()
    assert driver.days("Winter shoot")[0] == date(2026, 12, 2)
    (back,) = file_workspace.ask(bookings.of_project(project - 1))
    assert back.start_at == datetime(2026, 12, 2, 9, tzinfo=UTC)


def test_filters_groups_and_what_is_drawn(opened, run, client, crowded):
    """By person, by phase, one project, words; an empty result says so and can be dropped."""
    driver = opened()
    desk = driver.page.desk
    desk.bar.group.set_value("person")
    desk.bar.group.chosen.emit("person")
    assert driver.titles() == ["Studio A", "Spring build", "Summer build"]
    desk.bar.group.set_value("phase")
    desk.bar.group.chosen.emit("phase")
    assert driver.titles()[:3] == ["Spring", "Production", "Spring build"]
    desk.bar.search.searched.emit("summer")
    assert "Spring build" not in driver.titles()
    desk.bar.search.setText("nothing like it")
    desk.bar.search.searched.emit("nothing like it")
    assert "The filter hides every task" in desk.waiting.empty_state().words()
    desk.drop_filter()
    assert "Spring build" in driver.titles()
    kept = driver.page.state()
    driver.page.restore(kept)
    assert driver.titles()[:3] == ["Spring", "Production", "Spring build"]


def test_a_span_in_somebodys_row_is_a_hold(opened, crowded):
    """The booking dialog opens with who and when."""
    driver = opened()
    driver.hold(0, minute_of(THU), 2)
    dialog = driver.page.desk.holds.dialog
    values = dialog.form.value()
    assert values["who"] == ("resource", crowded)
    assert (values["first"], values["last"]) == (THU, FRI)
    dialog.reject()


def test_a_task_waits_in_the_tray_until_it_is_dropped_on_a_day(opened, run, client):
    """From the tray by mouse; its dates are taken away by the menu."""
    project = make_project(run, client)
    run(schedule.add_task(project, {"title": "Script", "duration": 480}))
    run(schedule.add_task(project, {"title": "Teaser", "duration": 480}, unscheduled=True))
    driver = opened()
    assert driver.titles() == ["Spring", "Script", "Without dates", "Teaser"]
    scene = driver.view.scene()
    y = scene.y(driver.view.layout_now.row(driver.line("Teaser").key)) + 12
    driver.drag(QPointF(100, y), to=QPointF(scene.x(minute_of(THU)) + 8, y))
    assert driver.days("Teaser") == (THU, THU)
    driver.pick("Teaser")
    driver.pane.do("tray")
    assert driver.line("Teaser").bar is None


def test_what_is_seen_is_a_picture_a_pdf_and_a_calendar_file(opened, crowded, tmp_path):
    """PNG twice as sharp, a PDF of one page, and an .ics with every date."""
    driver = opened()
    assert picture.png(driver.view).startswith(b"\x89PNG")
    assert picture.pdf(driver.view, "Schedule", "16 November 2026").startswith(b"%PDF")
    export = driver.page.desk.export
    export.all_dates()
    export.save_to(str(tmp_path / "all.ics"))
    written = (tmp_path / "all.ics").read_bytes()
    assert b"BEGIN:VCALENDAR" in written
    assert b"Spring build" in written
    export.dialog.reject()


def test_a_task_is_shown_from_elsewhere_and_read_only_moves_nothing(opened, crowded):
    """A reference to a task picks it; its actions are offered to the palette."""
    driver = opened()
    key = schedule.key_of(driver.line("Summer build").key)
    driver.page.show_record(key)
    assert driver.pane.current_id() == key
    ids = [action.id for action in driver.page.actions_now()]
    assert {"schedule.today", "schedule.level", "schedule.template"} <= set(ids)
    assert Ref("task", key).noun == "task"
