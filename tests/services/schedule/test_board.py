"""The time line: what is shown of which projects, why it stands there, who is wanted twice."""

from datetime import timedelta
from decimal import Decimal

from studio.domain.schedule.engine import Engine
from studio.domain.schedule.words import instant
from studio.persistence.tables.bookings import Booking
from studio.persistence.tables.schedule import Observance
from studio.services import home, schedule
from studio.services.schedule import BoardFilter, Need
from tests import builders
from tests.services.schedule.acting import at, said


def board(plan, **filter):
    return plan.workspace.ask(schedule.board(BoardFilter(**filter)))


def titles(found):
    return [row.title for row in found.tasks]


def test_every_open_project_is_a_lane_and_those_under_way_come_first(plan):
    waits = plan.make_project("P2", name="Reported", state="reporting")
    other = plan.make_project("P3", name="Later", state="planned")
    for project, title in ((plan.project, "Script"), (waits, "Report"), (other, "Kickoff")):
        plan.add(title, project)
    over = plan.make_project("P4", name="Closed")
    plan.add("Old", over)
    plan.make_project("P5", name="Without tasks")
    found = board(plan)
    assert [lane.number for lane in found.lanes] == ["P1", "P3", "P4", "P2"]
    lane = found.lanes[0]
    assert (lane.client, lane.tasks, lane.done, lane.late) == ("Northwick Audio", 1, 0, False)
    assert (said(lane.start), said(lane.finish)) == ("11-16 09:00", "11-16 18:00")


def test_what_is_shown_can_be_narrowed_and_the_planner_still_knows_all(plan):
    editor = builders.make_talent(plan.workspace, name="Ma Li")
    other = plan.make_project("P2", name="Fragrance", kind="photo")
    done = plan.add("Script")
    plan.run(schedule.set_state(done, version=plan.version(done), state="done"))
    plan.add("Edit", needs=[Need(f"talent:{editor}")])
    plan.add("Moodboard", other)
    assert titles(board(plan)) == ["Edit", "Moodboard"]
    assert titles(board(plan, done=True)) == ["Script", "Edit", "Moodboard"]
    assert titles(board(plan, projects=(other,))) == ["Moodboard"]
    assert titles(board(plan, kinds=("photo",))) == ["Moodboard"]
    assert titles(board(plan, people=(f"talent:{editor}",))) == ["Edit"]
    assert titles(board(plan, states=("done",))) == ["Script"]
    assert titles(board(plan, text="FRAGR mood")) == ["Moodboard"]
    assert titles(board(plan, clients=(4711,))) == []
    assert len(board(plan, projects=(other,)).plan.tasks) == 3


def test_each_date_can_be_explained(plan):
    script, shoot = plan.chain("Script", "Shoot")
    plan.add("Wish", earliest_at=at("11-19 09:00"))
    plan.add("Live", kind="live", elapsed=True, duration=240, fixed_at=at("11-20 20:00"))
    plan.add("Report", unscheduled=True)
    found = plan.board()
    why = {row.title: str(schedule.why(found, row)) for row in found.tasks}
    assert why["Shoot"] == "Waits for Script (finish to start)"
    assert why["Wish"] == "Not before 2026-11-19"
    assert why["Live"] == "Fixed at 2026-11-20"
    assert why["Report"] == "In the tray: it has no dates yet"
    row = found.tasks[0]
    assert (row.slack, row.critical, script, shoot) == (3 * 480, False, row.id, found.tasks[1].id)


def test_the_window_can_follow_a_drag_with_the_planners_values(plan):
    plan.chain("Script", "Shoot")
    found = plan.board()
    engine = Engine(found.plan.tasks, found.plan.links, found.plan.calendars, found.plan.start)
    assert {key: engine.placed.span(key) for key in engine.tasks} == {
        schedule.task_ref(row.id): (row.start, row.finish) for row in found.tasks
    }


def test_deadlines_that_cannot_be_kept_and_days_gone_by_are_late(plan):
    tight = plan.add("Tight", duration=3 * 480, deadline_at=at("11-17 18:00"))
    wished = plan.add("Wished", duration=3 * 480, due_at=at("11-17 18:00"))
    kept = plan.add("Kept", due_at=at("11-18 18:00"))
    assert [plan.row(key).late for key in (tight, wished, kept)] == [True, True, False]
    assert plan.row(tight).slack == -480
    plan.wait_until(17)
    assert plan.row(kept).late is True


def book(plan, ref, first, last, **fields):
    values = {"start_at": instant(at(first)), "end_at": instant(at(last)), "state": "confirmed"}
    kind, _, key = ref.partition(":")
    return builders.add(plan.workspace, Booking(**{f"{kind}_id": int(key), **values, **fields}))


def test_somebody_wanted_at_two_shoots_is_a_clash_and_counts_in_the_side_bar(plan):
    tan = f"talent:{builders.make_talent(plan.workspace, name='Tan Jing')}"
    shoot = {"kind": "shoot", "elapsed": True, "duration": 540}
    paris = plan.add("Paris", fixed_at=at("12-02 08:00"), needs=[Need(tan)], **shoot)
    assert plan.board().clashes == ()
    clip = plan.add("Clip", fixed_at=at("12-02 12:00"), needs=[Need(tan)], **shoot)
    (clash,) = plan.board().clashes
    assert (clash.name, set(clash.task_ids), clash.kind) == ("Tan Jing", {paris, clip}, "booking")
    assert (said(clash.start), said(clash.finish)) == ("12-02 12:00", "12-02 17:00")
    assert plan.row(paris).clash
    assert plan.row(clip).clash
    assert plan.workspace.ask(home.badges())["schedule"] == (1, True)
    plan.run(schedule.move_task(clip, version=plan.version(clip), start=at("12-04 09:00")))
    assert plan.board().clashes == ()
    assert "schedule" not in plan.workspace.ask(home.badges())


def test_desk_work_at_once_is_overload_that_levelling_can_mend(plan):
    ma = f"talent:{builders.make_talent(plan.workspace, name='Ma Li')}"
    shorts = plan.add("Shorts", duration=2 * 480, needs=[Need(ma)])
    edit = plan.add("Edit", needs=[Need(ma)])
    found = plan.board()
    (crowd,) = found.overloads
    assert (found.clashes, crowd.kind, set(crowd.task_ids)) == ((), "work", {shorts, edit})
    assert [row.overload for row in found.tasks] == [True, True]
    done = schedule.set_state(edit, version=plan.version(edit), state="done")
    plan.run(done)
    assert plan.board().overloads == ()


def test_a_booking_stands_for_its_tasks_need_and_travel_counts(plan):
    tan = f"talent:{builders.make_talent(plan.workspace, name='Tan Jing')}"
    shoot = {"kind": "shoot", "elapsed": True, "duration": 540}
    paris = plan.add("Paris", fixed_at=at("12-02 08:00"), needs=[Need(tan)], **shoot)
    book(plan, tan, "12-02 08:00", "12-02 18:00", task_id=paris, title="Paris", before=600)
    found = plan.board()
    assert found.clashes == ()
    (lane,) = [lane for lane in found.people if lane.ref == tan]
    assert [span.kind for span in lane.spans] == ["travel", "confirmed"]
    book(plan, tan, "12-01 20:00", "12-01 23:30", title="Gala", state="hold", hold_rank=2)
    (clash,) = plan.board().clashes
    assert (said(clash.start), len(clash.booking_ids)) == ("12-01 22:00", 2)
    book(plan, tan, "12-02 09:00", "12-02 10:00", state="enquiry")
    assert len(plan.board().clashes) == 1  # who only asks takes nobody's time


def test_absence_and_room_are_part_of_the_lanes(plan):
    ma = f"talent:{builders.make_talent(plan.workspace, name='Ma Li')}"
    lamps = builders.make_resource(plan.workspace, name="LED panel", kind="light", capacity=2)
    edit = plan.add("Edit", duration=5 * 480, needs=[Need(ma)])
    plan.run(schedule.add_absence(ma, start=at("11-19 00:00"), finish=at("11-21 00:00")))
    found = plan.board()
    (crowd,) = found.overloads
    assert (crowd.task_ids, said(crowd.start)) == ((edit,), "11-19 00:00")
    (lane,) = [lane for lane in found.people if lane.ref == ma]
    assert [span.kind for span in lane.spans] == ["task", "absence"]
    assert Decimal("0.15") < lane.load < Decimal("0.2")  # five days of the twenty-eight there are
    for units in (1, 1):
        book(plan, f"resource:{lamps}", "12-02 09:00", "12-02 18:00", units=units, alone=False)
    assert plan.board().clashes == ()
    book(plan, f"resource:{lamps}", "12-02 12:00", "12-02 13:00", units=1, alone=False)
    assert [clash.name for clash in plan.board().clashes] == ["LED panel"]


def test_one_human_with_two_records_is_one_lane(plan):
    person = plan.workspace.person_id
    talent = builders.make_talent(plan.workspace, name="Lin Xiaoman", person_id=person)
    shoot = {"kind": "shoot", "elapsed": True, "duration": 540, "fixed_at": at("12-02 08:00")}
    plan.add("Paris", needs=[Need(f"person:{person}")], **shoot)
    plan.add("Clip", needs=[Need(f"talent:{talent}")], **shoot)
    found = plan.board()
    assert [lane.ref for lane in found.people] == [f"talent:{talent}"]
    assert [clash.name for clash in found.clashes] == ["Lin Xiaoman"]


def test_the_head_names_holidays_worked_weekends_and_festivals(plan):
    plan.run(schedule.add_calendar({"name": "Hangzhou", "country": "CN", "zone": "Asia/Shanghai"}))
    sale = {"name": "Our sale", "first_on": builders.TODAY, "last_on": builders.TODAY}
    builders.add(plan.workspace, Observance(**sale))
    first = builders.TODAY - timedelta(days=320)
    marks = plan.workspace.ask(schedule.marks(first, builders.TODAY + timedelta(days=60)))
    named = {(mark.name, mark.kind): mark for mark in marks}
    assert named["Double 11", "festival"].name_zh == "双十一"
    assert ("Our sale", "festival") in named
    assert named["Christmas Day", "holiday"].country == "GB"
    assert sum(mark.kind == "workday" and mark.country == "CN" for mark in marks) == 6
