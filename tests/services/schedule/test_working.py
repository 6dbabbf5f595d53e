"""Work on tasks: started, done, blocked (SM-5), who takes them, the plan they are measured by."""

import pytest

from studio.errors import Invalid, Locked
from studio.services import records, schedule, search
from studio.services.schedule import Need
from tests import builders
from tests.services.schedule.acting import at, said


def state(plan, key, code, reason=""):
    command = schedule.set_state(key, version=plan.version(key), state=code, reason=reason)
    return plan.run(command)


def test_a_task_waits_for_what_comes_before_unless_a_reason_says_why_not(plan):
    script, shoot = plan.chain("Script", "Shoot")
    assert plan.row(shoot).waits == (script,)
    start = schedule.set_state(shoot, version=plan.version(shoot), state="in_progress")
    assert "“Script” is not done yet" in plan.refused(start)["state"]
    short = schedule.set_state(
        shoot, version=plan.version(shoot), state="in_progress", reason="Why not"
    )
    assert "reason" in plan.refused(short)
    state(plan, shoot, "in_progress", "The set is only free today")
    newest = plan.workspace.ask(records.history("project", plan.project))[0]
    assert "The set is only free today" in str(newest.label)
    assert plan.row(shoot).movable is False
    state(plan, script, "done")
    assert plan.row(shoot).waits == ()


def test_states_follow_the_machine(plan):
    key = plan.add("Script")
    assert "state" in plan.refused(
        schedule.set_state(key, version=plan.version(key), state="blocked")
    )
    state(plan, key, "in_progress")
    blocked = schedule.set_state(key, version=plan.version(key), state="blocked")
    assert "reason" in plan.refused(blocked)
    state(plan, key, "blocked", "No sample yet")
    assert plan.row(key).state_reason == "No sample yet"
    state(plan, key, "review")
    state(plan, key, "done")
    row = plan.row(key)
    assert (row.state, row.done, row.actual_finish >= row.actual_start) == ("done", 100, True)
    for command in (
        schedule.move_task(key, version=row.version, start=at("11-18 09:00")),
        schedule.resize_task(key, version=row.version, duration=960),
        schedule.unschedule(key, version=row.version),
    ):
        with pytest.raises(Locked):
            plan.run(command)
    state(plan, key, "in_progress")
    assert plan.row(key).done == 0


def test_work_that_ends_early_or_late_moves_what_follows(plan):
    script, _shoot = plan.chain("Script", "Shoot")
    plan.run(schedule.resize_task(script, version=plan.version(script), duration=3 * 480))
    assert plan.spans()["Shoot"][0] == "11-19 09:00"
    state(plan, script, "in_progress")
    assert said(plan.row(script).actual_start) == "11-16 09:00"  # as planned, earlier today
    plan.wait_until(24)
    state(plan, script, "done")
    assert plan.spans()["Shoot"] == ("11-24 13:00", "11-25 12:00")
    plan.workspace.undo()
    assert plan.spans()["Shoot"][0] == "11-19 09:00"
    plan.wait_until(17)
    state(plan, script, "done")
    assert plan.spans()["Shoot"] == ("11-17 13:00", "11-18 12:00")


def test_how_much_is_done_starts_and_ends_a_task(plan):
    key = plan.add("Script")
    plan.run(schedule.set_done(key, version=plan.version(key), percent=40))
    assert (plan.row(key).state, plan.row(key).done) == ("in_progress", 40)
    plan.run(schedule.set_done(key, version=plan.version(key), percent=100))
    assert (plan.row(key).state, plan.row(key).done) == ("done", 100)
    assert "percent" in plan.refused(schedule.set_done(key, version=plan.version(key), percent=140))
    plan.workspace.undo()
    assert plan.row(key).done == 40


def test_cancelled_work_leaves_the_plan(plan):
    script, _shoot = plan.chain("Script", "Shoot")
    state(plan, script, "cancelled", "Not needed after all")
    assert plan.spans() == {"Shoot": ("11-16 09:00", "11-16 18:00")}


def test_a_task_takes_people_rooms_and_crafts(plan):
    editor = builders.make_talent(plan.workspace, name="Ma Li", kind="crew", discipline="editor")
    room = builders.make_resource(plan.workspace, name="Studio A")
    key = plan.add("Edit", needs=[Need(f"talent:{editor}")])
    needs = [Need(f"talent:{editor}"), Need(f"resource:{room}"), Need(skill="sound")]
    plan.run(schedule.assign(key, version=plan.version(key), needs=needs))
    who = plan.row(key).who
    assert [(one.name, one.skill, one.kind) for one in who] == [
        ("Ma Li", "", "talent"), ("Studio A", "", "resource"), ("", "sound", ""),
    ]  # fmt: skip
    plan.run(schedule.assign(key, version=plan.version(key), needs=[needs[1]]))
    assert [one.id for one in plan.row(key).who] == [who[1].id]
    plan.workspace.undo()
    assert len(plan.row(key).who) == 3


def test_needs_that_cannot_be_met_are_refused_by_name(plan):
    none = builders.make_resource(plan.workspace, name="Old studio", capacity=0)
    lamps = builders.make_resource(plan.workspace, name="LED panel", kind="light", capacity=6)
    person = f"person:{plan.workspace.person_id}"
    key = plan.add("Edit")
    for needs, field, words in (
        ([Need(f"resource:{none}")], "needs", "Old studio has no room"),
        ([Need(f"resource:{lamps}", units=7)], "units", "LED panel has room for 6"),
        ([Need("talent:4711")], "needs", "Choose one"),
        ([Need("boat:1")], "needs", "Choose one"),
        ([Need()], "needs", "Name somebody"),
        ([Need(person), Need(person)], "needs", "twice"),
        ([Need(person, units=2)], "units", "One person"),
        ([Need(any_of=("talent:4711",))], "needs", "Choose one"),
    ):
        command = schedule.assign(key, version=plan.version(key), needs=needs)
        assert words in plan.refused(command)[field]
    assert plan.row(key).who == ()


def test_whoever_has_own_hours_sets_the_tasks_hours(plan):
    paris = plan.run(
        schedule.add_calendar({"name": "Shanghai", "country": "CN", "zone": "Asia/Shanghai"})
    )
    assert plan.board().standard == f"calendar:{paris}"  # the first one is the studio's own
    late = plan.run(
        schedule.add_calendar(
            {"name": "Evenings", "zone": "Europe/London", "weekdays": [[[1020, 1260]]] * 7}
        )
    )
    editor = builders.make_talent(plan.workspace, name="Ma Li", calendar_id=late)
    key = plan.add("Edit", duration=240)  # the project's first day begins in Shanghai now
    assert plan.row(key).calendar == f"calendar:{paris}"
    plan.run(schedule.assign(key, version=plan.version(key), needs=[Need(f"talent:{editor}")]))
    row = plan.row(key)
    assert (said(row.start), said(row.finish), row.zone) == (
        "11-15 17:00", "11-15 21:00", "Europe/London",
    )  # fmt: skip


def test_the_agreed_plan_is_kept_beside_the_one_that_moves(plan):
    key = plan.add("Script")
    assert plan.run(schedule.set_baseline([plan.project])) == 1
    plan.run(schedule.move_task(key, version=plan.version(key), start=at("11-18 09:00")))
    row = plan.row(key)
    assert (said(row.planned_start), said(row.start)) == ("11-16 09:00", "11-18 09:00")
    assert plan.run(schedule.clear_baseline([plan.project])) == 1
    assert plan.row(key).planned_start is None
    plan.workspace.undo()
    assert said(plan.row(key).planned_finish) == "11-16 18:00"
    with pytest.raises(Invalid):
        plan.run(schedule.set_done(key, version=plan.version(key), percent=-1))


def test_tasks_are_found_by_their_titles(plan):
    key = plan.add("Genuine product test", title_zh="真实试用")
    for text in ("genuine", "真实"):
        hits = plan.workspace.ask(search.find(text))
        assert [(hit.noun, hit.id, hit.fact) for hit in hits] == [
            ("task", key, "Headphone review"),
        ]  # fmt: skip
