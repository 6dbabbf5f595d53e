"""Tasks: added, changed, dragged with their followers, sized, ordered, put away, taken back."""

from datetime import UTC, date, datetime

import pytest

from studio.domain.schedule.words import instant
from studio.errors import Conflict, Denied, Locked, Missing
from studio.persistence.tables.bookings import Booking
from studio.persistence.tables.schedule import Task, TaskLink, TaskNeed
from studio.services import projects, records, schedule
from studio.services.operation import Query
from studio.services.schedule import Need
from tests import builders
from tests.services.schedule.acting import at, said


def test_a_task_lasts_a_usual_day_from_the_projects_first_morning(plan):
    key = plan.add("Script")
    assert plan.spans() == {"Script": ("11-16 09:00", "11-16 18:00")}
    row = plan.row(key)
    assert (row.duration, row.state, row.position, row.movable) == (480, "todo", 1, True)
    assert (row.slack, row.critical, row.zone) == (0, True, "Europe/London")


def test_a_new_task_stands_below_another(plan):
    first = plan.add("One")
    plan.add("Three")
    plan.run(schedule.add_task(plan.project, {"title": "Two"}, after=first))
    assert [row.title for row in plan.board().tasks] == ["One", "Two", "Three"]


WRONG = [
    ({"title": ""}, "title"),
    ({"title": "x" * 500}, "title"),
    ({"kind": "opera"}, "kind"),
    ({"phase": "later"}, "phase"),
    ({"duration": -1}, "duration"),
    ({"duration": 10**9}, "duration"),
    ({"kind": "milestone", "duration": 60}, "duration"),
    ({"kind": "shoot", "duration": 0}, "duration"),
    ({"role": "BOSS"}, "role"),
    ({"calendar_id": 4711}, "calendar_id"),
    ({"deliverable_id": 4711}, "deliverable_id"),
    ({"earliest_at": at("11-10 09:00")}, "earliest_at"),
    ({"fixed_at": at("11-15 23:00")}, "fixed_at"),
    ({"due_at": "soon"}, "due_at"),
    ({"due_at": -5}, "due_at"),
    ({"due_at": datetime(1970, 1, 1, tzinfo=UTC)}, "due_at"),
    ({"colour": "red"}, "colour"),
]


def test_what_cannot_be_kept_is_refused_and_nothing_is_made(plan):
    for values, field in WRONG:
        made = schedule.add_task(plan.project, {"title": "Script", **values})
        assert field in plan.refused(made), values
    assert plan.count(Task) == 0


def test_a_drag_moves_the_followers_and_undo_puts_them_all_back(plan):
    script, _shoot, _edit = plan.chain("Script", "Shoot", "Edit")
    before = plan.spans()
    moved = plan.run(
        schedule.move_task(script, version=plan.version(script), start=at("11-18 09:00"))
    )
    assert (said(moved.start), said(moved.finish), moved.followers) == (
        "11-18 09:00", "11-18 18:00", 2,
    )  # fmt: skip
    after = plan.spans()
    assert after["Edit"] == ("11-20 09:00", "11-20 18:00")
    assert moved.version == plan.version(script)
    plan.workspace.undo()
    assert plan.spans() == before
    plan.workspace.redo()
    assert plan.spans() == after


def test_a_drag_ahead_of_its_links_goes_as_far_as_they_let_it(plan):
    _script, shoot = plan.chain("Script", "Edit")
    moved = plan.run(
        schedule.move_task(shoot, version=plan.version(shoot), start=at("11-16 09:00"))
    )
    assert said(moved.start) == "11-17 09:00"


def test_a_shoot_stays_exactly_where_it_is_dragged(plan):
    key = plan.add("Shoot", kind="shoot", elapsed=True, duration=600)
    plan.run(schedule.move_task(key, version=plan.version(key), start=at("11-21 06:30")))
    row = plan.row(key)
    assert (said(row.start), said(row.finish), said(row.fixed)) == (
        "11-21 06:30", "11-21 16:30", "11-21 06:30",
    )  # fmt: skip


def test_a_task_cannot_stand_before_its_project(plan):
    key = plan.add("Script")
    moved = schedule.move_task(key, version=plan.version(key), start=at("11-13 09:00"))
    assert "begins on 2026-11-16" in plan.refused(moved)["start"]


def test_a_stale_version_is_a_conflict(plan):
    key = plan.add("Script")
    old = plan.version(key)
    plan.run(schedule.change_task(key, version=old, values={"title": "Scripts"}))
    for command in (
        schedule.change_task(key, version=old, values={"title": "Text"}),
        schedule.move_task(key, version=old, start=at("11-18 09:00")),
        schedule.resize_task(key, version=old, duration=960),
        schedule.remove_task(key, version=old),
        schedule.set_state(key, version=old, state="done"),
        schedule.assign(key, version=old, needs=()),
        schedule.reorder(key, version=old),
        schedule.unschedule(key, version=old),
    ):
        with pytest.raises(Conflict):
            plan.run(command)
    assert plan.row(key).title == "Scripts"


def test_a_task_ends_where_its_bar_is_pulled_to(plan):
    key, _next = plan.chain("Script", "Shoot")
    moved = plan.run(schedule.resize_task(key, version=plan.version(key), finish=at("11-18 13:00")))
    assert (plan.row(key).duration, said(moved.finish)) == (2 * 480 + 180, "11-18 12:00")
    assert plan.spans()["Shoot"] == ("11-18 13:00", "11-19 12:00")
    assert "finish" in plan.refused(
        schedule.resize_task(key, version=plan.version(key), finish=at("11-16 08:00"))
    )
    assert "duration" in plan.refused(
        schedule.resize_task(key, version=plan.version(key), duration=0)
    )


def test_a_milestone_has_no_length(plan):
    key = plan.add("Publish", kind="milestone")
    row = plan.row(key)
    assert (row.duration, row.start) == (0, row.finish)
    resized = schedule.resize_task(key, version=row.version, duration=60)
    assert "duration" in plan.refused(resized)


def test_releasing_takes_wished_dates_off(plan):
    key = plan.add("Script", earliest_at=at("11-20 09:00"))
    moved = plan.run(schedule.release_task(key, version=plan.version(key)))
    assert said(moved.start) == "11-16 09:00"


def test_several_tasks_move_in_one_step(plan):
    keys = [plan.add("One"), plan.add("Two")]
    moves = {key: (plan.version(key), at("11-19 09:00")) for key in keys}
    assert plan.run(schedule.move_tasks(moves)) == 2
    assert {span[0] for span in plan.spans().values()} == {"11-19 09:00"}
    plan.workspace.undo()
    assert {span[0] for span in plan.spans().values()} == {"11-16 09:00"}


def test_the_tray_keeps_tasks_without_dates(plan):
    key = plan.add("Report", unscheduled=True)
    assert plan.spans() == {}
    assert plan.row(key).reason is None
    moved = plan.run(
        schedule.schedule_from_tray(key, version=plan.version(key), start=at("11-21 10:00"))
    )
    assert said(moved.start) == "11-23 09:00"  # the weekend is not worked
    again = schedule.schedule_from_tray(key, version=moved.version, start=at("11-24 09:00"))
    assert "start" in plan.refused(again)
    plan.run(schedule.unschedule(key, version=moved.version))
    assert plan.spans() == {}
    plan.workspace.undo()
    assert plan.spans()["Report"][0] == "11-23 09:00"


def test_order_is_by_hand_within_a_project(plan):
    one, _two, three = plan.add("One"), plan.add("Two"), plan.add("Three")
    plan.run(schedule.reorder(three, version=plan.version(three), before=one, phase="post"))
    assert [row.title for row in plan.board().tasks] == ["Three", "One", "Two"]
    assert plan.row(three).phase == "post"
    plan.run(schedule.reorder(three, version=plan.version(three)))
    assert [row.title for row in plan.board().tasks] == ["One", "Two", "Three"]
    elsewhere = schedule.reorder(one, version=plan.version(one), before=4711)
    assert "before" in plan.refused(elsewhere)


def test_a_removed_task_takes_its_links_and_needs_with_it_and_comes_back_whole(plan):
    talent = builders.make_talent(plan.workspace)
    script, shoot, edit = plan.chain("Script", "Shoot", "Edit")
    plan.run(schedule.assign(shoot, version=plan.version(shoot), needs=[Need(f"talent:{talent}")]))
    booking = builders.add(
        plan.workspace,
        Booking(
            talent_id=talent, task_id=shoot, start_at=instant(at("11-17 09:00")),
            end_at=instant(at("11-17 18:00")), state="confirmed",
        ),
    )  # fmt: skip
    plan.run(schedule.remove_task(shoot, version=plan.version(shoot)))
    assert plan.spans()["Edit"][0] == "11-16 09:00"
    assert (plan.count(TaskLink), plan.count(TaskNeed)) == (0, 0)
    ask = Query(lambda session: session.get(Booking, booking).task_id)
    assert plan.workspace.ask(ask) is None
    plan.workspace.undo()
    assert (plan.count(TaskLink), plan.count(TaskNeed)) == (2, 1)
    assert plan.workspace.ask(ask) == shoot
    assert plan.spans()["Edit"][0] == "11-18 09:00"
    plan.run(schedule.remove_tasks({key: plan.version(key) for key in (script, edit)}))
    assert list(plan.spans()) == ["Shoot"]


def test_a_project_that_is_over_keeps_its_plan(plan):
    key = plan.add("Script")
    version = plan.workspace.ask(projects.one(plan.project)).version
    plan.run(projects.move(plan.project, version=version, state="cancelled", reason="Budget cut"))
    with pytest.raises(Locked):
        plan.run(schedule.add_task(plan.project, {"title": "Shoot"}))
    with pytest.raises(Locked):
        plan.run(schedule.move_task(key, version=version_of(plan, key), start=at("11-18 09:00")))


def version_of(plan, key):
    """Return a task's version, also where its project shows no more."""
    return plan.workspace.ask(Query(lambda session: session.get(Task, key).version))


def test_a_hold_moves_open_dates_by_its_days(plan):
    done = plan.add("Script")
    plan.run(schedule.set_state(done, version=plan.version(done), state="done"))
    due = plan.add("Edit", due_at=at("11-20 18:00"), earliest_at=at("11-18 09:00"))
    kept = plan.row(done)
    one = plan.workspace.ask(projects.one(plan.project))
    plan.run(projects.move(plan.project, version=one.version, state="on_hold", reason="Client"))
    plan.wait_until(23)
    one = plan.workspace.ask(projects.one(plan.project))
    plan.run(projects.move(plan.project, version=one.version, state="active"))
    row = plan.row(due)
    assert (said(row.start), said(row.due)) == ("11-25 09:00", "11-27 18:00")
    assert plan.row(done).actual_start == kept.actual_start
    plan.workspace.undo()
    assert said(plan.row(due).start) == "11-18 09:00"


def test_a_later_first_day_of_the_project_moves_its_tasks(plan):
    plan.chain("Script", "Edit")
    version = plan.workspace.ask(projects.one(plan.project)).version
    values = {"start_on": date(2026, 11, 23)}
    plan.run(projects.change(plan.project, version=version, values=values))
    assert plan.spans()["Edit"] == ("11-24 09:00", "11-24 18:00")


def test_what_happened_to_a_plan_is_in_the_history_of_its_project(plan):
    key = plan.add("Script")
    plan.run(schedule.move_task(key, version=plan.version(key), start=at("11-18 09:00")))
    events = plan.workspace.ask(records.history("project", plan.project))
    assert [str(event.label) for event in events][:2] == ["Move task Script", "Add task Script"]
    fields = {change.field for change in events[0].changes}
    assert {"earliest_at", "start_at", "finish_at"} <= fields


def test_a_right_is_needed_and_a_task_has_to_be_there(plan):
    with pytest.raises(Missing):
        plan.run(schedule.move_task(4711, version=1, start=at("11-18 09:00")))
    plan.workspace.roles = frozenset({"FIN"})
    with pytest.raises(Denied):
        plan.run(schedule.add_task(plan.project, {"title": "Script"}))
