"""The demo's schedule in the real window: a plan, a drag, a clash, levelling, each taken back."""

from datetime import date, timedelta

from studio.services import clients, projects
from studio.services.schedule.solver import InlineSolver
from tests.drivers.schedule import ScheduleDriver
from ui.language import tr
from ui.timeline.scale import minute_of

DAY = timedelta(days=1)


def test_plan_drag_clash_level_and_undo(enter, demo_workspace, qtbot):
    client = demo_workspace.ask(clients.ids(clients.ClientFilter()))[0]
    values = {"client_id": client, "name": "Tea film", "kind": "photo"}
    demo_workspace.run(projects.create({**values, "start_on": date(2026, 12, 7)}))
    person = enter(demo_workspace)
    person.go("schedule")
    driver = ScheduleDriver(person.page, qtbot)

    # A drag moves what follows, and is one step.
    before = {title: driver.days(title) for title in ("Releases, AI consent", "PPM and call sheet")}
    driver.drag_bar("Releases, AI consent", 1)
    assert driver.days("Releases, AI consent")[0] == before["Releases, AI consent"][0] + DAY
    assert driver.days("PPM and call sheet")[0] == before["PPM and call sheet"][0] + DAY
    person.undo()
    assert {title: driver.days(title) for title in before} == before

    # A plan from the template of the project's kind.
    known = set(driver.titles())
    driver.page.desk.plans.begin()
    dialog = driver.page.desk.plans.dialog
    dialog.form.field("project").set_value(
        next(one for one in driver.ask(projects.picks("Tea film"))).id
    )
    dialog.form.field("project").committed.emit()
    driver.type_in_dialog(dialog, "day", date(2026, 12, 7))
    dialog.press_primary()
    made = set(driver.titles()) - known
    assert {"Moodboard and casting", "Retouch"} & {title.split(",")[0] for title in made}, made
    person.undo()

    # Somebody who is wanted there already: told before it is kept.
    lanes = [lane.row.name for lane in driver.view.layout_now.lanes]
    tan = next(number for number, name in enumerate(lanes) if name.startswith("Tan Jing"))
    driver.hold(tan, minute_of(date(2026, 11, 30)), 3)
    booking = driver.page.desk.holds.dialog
    assert booking is not None
    qtbot.waitUntil(lambda: person.sees("Paris", within=booking), timeout=5000)
    booking.reject()

    # Levelling is looked at, applied, and taken back as one.
    driver.level(InlineSolver())
    levels = driver.page.desk.levels
    moves = len(levels.preview.moves)
    assert moves
    said = driver.panel_words()
    assert any("Ma Li" in words for words in said), said
    levels.panel.apply.click()
    assert not levels.on()
    assert person.sees(tr("Undo"))
    person.undo()
    driver.level(InlineSolver())
    assert len(levels.preview.moves) == moves
