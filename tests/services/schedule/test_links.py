"""Links: four kinds with lag, circles named before they are kept, across projects, taken back."""

from studio.persistence.tables.schedule import TaskLink
from studio.services import schedule
from tests.services.schedule.acting import at


def link_row(plan, key):
    return next(row for row in plan.board().links if row.id == key)


def test_links_of_four_kinds_with_lag_put_a_task_where_they_say(plan):
    first, second = plan.add("First", duration=2 * 480), plan.add("Second")
    key = plan.run(schedule.link(first, second))
    assert plan.spans()["Second"] == ("11-18 09:00", "11-18 18:00")
    for kind, lag, start in (
        ("FS", 480, "11-19 09:00"),
        ("FS", -480, "11-17 09:00"),
        ("SS", 480, "11-17 09:00"),
        ("FF", 0, "11-17 09:00"),
        ("FF", 480, "11-18 09:00"),
        ("SF", 3 * 480, "11-18 09:00"),
    ):
        version = link_row(plan, key).version
        plan.run(schedule.relink(key, version=version, kind=kind, lag=lag))
        assert plan.spans()["Second"][0] == start, (kind, lag)
    version = link_row(plan, key).version
    plan.run(schedule.relink(key, version=version, kind="FS", lag=3 * 1440, elapsed=True))
    assert plan.spans()["Second"][0] == "11-23 09:00"  # three days that pass end on Friday evening


def test_a_circle_is_refused_and_its_ring_named(plan):
    script, _shoot, edit = plan.chain("Script", "Shoot", "Edit")
    before = plan.spans()
    said = plan.refused(schedule.link(edit, script))
    assert "Script → Shoot → Edit → Script" in said["after"]
    assert (plan.spans(), plan.count(TaskLink)) == (before, 2)


def test_links_that_make_no_sense_are_refused(plan):
    script, shoot, _edit = plan.chain("Script", "Shoot", "Edit")
    assert "cannot wait for itself" in plan.refused(schedule.link(script, script))["after"]
    assert "linked already" in plan.refused(schedule.link(script, shoot, kind="SS"))["after"]
    assert "kind" in plan.refused(schedule.link(shoot, script, kind="XX"))
    assert "lag" in plan.refused(schedule.link(shoot, script, lag=10**9))
    assert plan.count(TaskLink) == 2


def test_a_link_taken_away_lets_the_follower_go_and_comes_back(plan):
    plan.chain("Script", "Shoot")
    row = plan.board().links[0]
    assert (row.kind, row.lag, row.critical) == ("FS", 0, True)
    plan.run(schedule.unlink(row.id, version=row.version))
    assert plan.spans()["Shoot"][0] == "11-16 09:00"
    plan.workspace.undo()
    assert plan.spans()["Shoot"][0] == "11-17 09:00"
    plan.workspace.redo()
    assert plan.spans()["Shoot"][0] == "11-16 09:00"


def test_followers_in_another_project_move_too(plan):
    other = plan.make_project("P2")
    script = plan.add("Script")
    cut = plan.add("Cut", other)
    plan.run(schedule.link(script, cut))
    moved = plan.run(
        schedule.move_task(script, version=plan.version(script), start=at("11-19 09:00"))
    )
    assert moved.followers == 1
    assert plan.spans()["Cut"][0] == "11-20 09:00"
    assert "after" in plan.refused(schedule.link(cut, script))
