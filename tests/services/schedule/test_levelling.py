"""Levelling: what the solver is given, its moves as one step, refused when work has moved on."""

import pytest

from studio.domain.schedule.words import instant
from studio.errors import Conflict, Locked
from studio.persistence.tables.bookings import Booking
from studio.services import schedule
from studio.services.schedule import LevelFilter, LevelMove, Need
from tests import builders
from tests.services.schedule.acting import at, said


def asked(plan, **filter):
    return plan.workspace.ask(schedule.level_input(LevelFilter(**filter)))


def task(found, key):
    return next(one for one in found.plan.tasks if one.id == schedule.task_ref(key))


@pytest.fixture
def ma(plan):
    return f"talent:{builders.make_talent(plan.workspace, name='Ma Li', discipline='editor')}"


def test_the_solver_gets_tasks_with_needs_and_what_is_taken_besides(plan, ma):
    key = plan.add("Edit", needs=[Need(ma)], due_at=at("11-18 18:00"))
    craft = plan.add("Cut", needs=[Need(skill="editor")])
    builders.add(
        plan.workspace,
        Booking(
            talent_id=int(ma.partition(":")[2]), start_at=instant(at("11-18 09:00")),
            end_at=instant(at("11-18 12:00")), before=60, state="hold",
        ),
    )  # fmt: skip
    plan.run(schedule.add_absence(ma, start=at("11-20 00:00"), finish=at("11-21 00:00")))
    found = asked(plan)
    edit = task(found, key)
    assert (edit.needs, edit.due, edit.frozen) == ({ma: 1}, at("11-18 18:00"), False)
    assert (said(edit.start), said(edit.finish)) == ("11-16 09:00", "11-16 18:00")
    assert task(found, craft).any_of == ((ma,),)
    (resource,) = found.plan.resources
    assert (resource.id, resource.capacity) == (ma, 1)
    assert resource.busy == (
        (at("11-18 08:00"), at("11-18 12:00"), 1), (at("11-20 00:00"), at("11-21 00:00"), 1),
    )  # fmt: skip
    assert found.movable == {schedule.task_ref(key), schedule.task_ref(craft)}
    assert found.versions[key] == plan.version(key)


def test_done_begun_and_confirmed_work_and_other_projects_stay(plan, ma):
    keys = {name: plan.add(name, needs=[Need(ma)]) for name in ("Done", "Begun", "Booked", "Free")}
    other = plan.add("Other", plan.make_project("P2"))
    for name, code in (("Done", "done"), ("Begun", "in_progress")):
        key = keys[name]
        plan.run(schedule.set_state(key, version=plan.version(key), state=code))
    booking = Booking(
        talent_id=int(ma.partition(":")[2]), task_id=keys["Booked"], state="confirmed",
        start_at=instant(at("11-16 09:00")), end_at=instant(at("11-16 18:00")),
    )  # fmt: skip
    builders.add(plan.workspace, booking)
    found = asked(plan, projects=(plan.project,))
    assert found.movable == {schedule.task_ref(keys["Free"])}
    assert task(found, other).frozen
    assert asked(plan).movable == {schedule.task_ref(keys["Free"]), schedule.task_ref(other)}
    (resource,) = asked(plan).plan.resources
    assert resource.busy == ()  # the booking is the task's own


def test_moves_are_applied_in_one_step_with_their_reasons(plan, ma):
    shorts, title = plan.chain("Shorts", "Title")
    edit = plan.add("Edit", needs=[Need(any_of=(ma,))])
    need = plan.row(edit).who[0].id
    reason = {"kind": "resource", "by": ma, "until": at("11-18 09:00")}
    moves = [
        LevelMove(shorts, plan.version(shorts), at("11-18 09:00"), reason),
        LevelMove(edit, plan.version(edit), at("11-17 09:00"), assigned=((need, ma),)),
    ]
    assert plan.run(schedule.apply_levelling(moves)) == 2
    assert plan.spans()["Title"][0] == "11-19 09:00"  # followers follow
    assert plan.row(shorts).level_reason == reason
    assert plan.row(edit).who[0].name == "Ma Li"
    found = plan.board()
    row = next(row for row in found.tasks if row.id == shorts)
    assert str(schedule.why(found, row)) == "Put later by levelling"
    free = task(asked(plan), shorts)
    assert (said(free.earliest), said(free.start)) == ("11-16 00:00", "11-18 09:00")
    plan.workspace.undo()
    assert plan.spans()["Shorts"][0] == "11-16 09:00"
    plan.workspace.redo()
    assert plan.spans()["Shorts"][0] == "11-18 09:00"
    assert plan.run(schedule.clear_levelling([plan.project])) == 2
    assert {said(plan.row(key).start) for key in (shorts, edit)} == {"11-16 09:00"}
    assert plan.row(title).level is None


def test_a_plan_that_moved_on_is_not_levelled(plan, ma):
    one, two = plan.add("One"), plan.add("Two")
    moves = [LevelMove(key, plan.version(key), at("11-18 09:00")) for key in (one, two)]
    plan.run(schedule.change_task(two, version=plan.version(two), values={"title": "Second"}))
    with pytest.raises(Conflict):
        plan.run(schedule.apply_levelling(moves))
    assert plan.spans()["One"][0] == "11-16 09:00"
    plan.run(schedule.set_state(two, version=plan.version(two), state="in_progress"))
    begun = LevelMove(two, plan.version(two), at("11-18 09:00"))
    with pytest.raises(Locked):
        plan.run(schedule.apply_levelling([begun]))


def test_a_drag_takes_a_task_out_of_levellings_hands(plan):
    key = plan.add("One")
    plan.run(schedule.apply_levelling([LevelMove(key, plan.version(key), at("11-20 09:00"))]))
    plan.run(schedule.move_task(key, version=plan.version(key), start=at("11-17 09:00")))
    row = plan.row(key)
    assert (said(row.start), row.level, row.level_reason) == ("11-17 09:00", None, {})


def test_clashes_alone_can_be_asked_for(plan, ma):
    plan.add("Shorts", needs=[Need(ma)])
    plan.add("Edit", needs=[Need(ma)])
    (crowd,) = plan.workspace.ask(schedule.clashes())
    assert (crowd.name, crowd.kind, len(crowd.titles)) == ("Ma Li", "work", 2)
