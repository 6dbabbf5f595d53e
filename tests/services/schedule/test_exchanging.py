"""Plans as files of other programs: out of one project and into another."""

import csv
import io

import pytest

from studio.domain.schedule.exchange import mspdi
from studio.errors import Invalid, Missing
from studio.persistence.tables.schedule import Task
from studio.services import schedule
from studio.services.schedule import Need
from tests import builders
from tests.services.schedule.acting import at


@pytest.fixture
def filled(plan):
    """Return a plan of three tasks, one of them on hours of its own, and somebody who does them."""
    plan.person = builders.make_talent(plan.workspace, name="Tan Jing", name_zh="谭静")
    plan.room = builders.make_resource(plan.workspace, name="Studio A", capacity=2)
    evening = plan.run(
        schedule.add_calendar({"name": "Office", "zone": "Europe/London", "country": "GB"})
    )
    assert evening
    nights = plan.run(
        schedule.add_calendar(
            {"name": "Evenings", "zone": "Europe/London", "weekdays": [[[1080, 1320]]] * 7}
        )
    )
    keys = plan.chain("Script", "Shoot")
    live = plan.add(
        "Live", calendar_id=nights, duration=180, deadline_at=None, kind="live",
        needs=[Need(f"talent:{plan.person}"), Need(f"resource:{plan.room}", units=2)],
    )  # fmt: skip
    done = plan.add("Published", kind="milestone")
    plan.run(schedule.link(keys[1], live, kind="FS", lag=1440, elapsed=True))
    plan.run(schedule.link(live, done, kind="FF", lag=60))
    return plan


def file_of(plan, kind, project=None):
    return plan.workspace.ask(schedule.plan_file(kind, project))


def shape(plan, project):
    """Return what a project's plan is, by the names of its tasks."""
    board = plan.board()
    titles = {row.id: row.title for row in board.tasks if row.project_id == project}
    return (
        {
            row.title: (row.start, row.finish, row.kind == "milestone")
            for row in board.tasks
            if row.project_id == project
        },
        {
            (titles[link.before], titles[link.after], link.kind, link.lag, link.elapsed)
            for link in board.links
            if link.before in titles
        },
    )


@pytest.mark.parametrize("kind", ["xml", "csv"])
def test_a_plan_goes_out_and_comes_into_another_project(filled, kind):
    file = file_of(filled, kind, filled.project)
    assert (file.name, file.tasks) == (f"plan-headphone-review.{kind}", 4)
    other = filled.make_project("P2", name="The next one")
    preview = filled.workspace.ask(schedule.preview_plan(other, file.name, file.data))
    assert (preview.tasks, preview.links, preview.notes) == (4, 3, ())
    keys = filled.run(schedule.bring_plan(other, file.name, file.data))
    assert len(keys) == 4
    assert shape(filled, other) == shape(filled, filled.project)
    live = next(row for row in filled.board().tasks if row.id == keys[2])
    assert [(who.ref, who.units) for who in live.who] == [
        (f"talent:{filled.person}", 1),
        (f"resource:{filled.room}", 2),
    ]
    filled.workspace.undo()
    assert shape(filled, other) == ({}, set())
    filled.workspace.redo()
    assert shape(filled, other) == shape(filled, filled.project)


def test_a_file_of_all_projects_sums_them_up(filled):
    other = filled.make_project("P2", name="The next one")
    filled.add("Recce", other)
    brought = mspdi.read(file_of(filled, "xml").data, zone="Europe/London")
    assert {task.group for task in brought.form.tasks} == {
        f"project:{filled.project}", f"project:{other}",
    }  # fmt: skip
    assert brought.form.names[f"project:{other}"] == "The next one"


def test_work_begun_and_done_stays_so(filled):
    script = next(row for row in filled.board().tasks if row.title == "Script")
    filled.wait_until(17)
    for state in ("in_progress", "done"):
        version = filled.version(script.id)
        filled.run(schedule.set_state(script.id, version=version, state=state))
    file = file_of(filled, "xml", filled.project)
    other = filled.make_project("P2")
    key = filled.run(schedule.bring_plan(other, file.name, file.data))[0]
    assert filled.row(key).state == "done"
    own, theirs = filled.row(key), filled.row(script.id)
    assert (own.start, own.finish, own.done) == (theirs.start, theirs.finish, 100)


def test_whom_nobody_knows_is_kept_as_a_name_to_find(plan):
    data = b'name,duration,resources\nShoot,2 days,"Zoe; Studio Z"\n'
    preview = plan.workspace.ask(schedule.preview_plan(plan.project, "plan.csv", data))
    assert [str(note) for note in preview.notes] == [
        "Nobody here is called: Zoe, Studio Z. Their tasks wait for a name."
    ]
    key = plan.run(schedule.bring_plan(plan.project, "plan.csv", data))[0]
    assert [who.skill for who in plan.row(key).who] == ["Zoe", "Studio Z"]


def test_calendars_that_the_studio_lacks_are_added(plan):
    data = (
        b'<Project xmlns="http://schemas.microsoft.com/project"><Title>T</Title>'
        b"<StartDate>2026-11-16T09:00:00</StartDate><CalendarUID>1</CalendarUID><Calendars>"
        b"<Calendar><UID>1</UID><Name>Saturdays</Name><WeekDays>"
        b"<WeekDay><DayType>2</DayType></WeekDay><WeekDay><DayType>3</DayType></WeekDay>"
        b"<WeekDay><DayType>4</DayType></WeekDay><WeekDay><DayType>5</DayType></WeekDay>"
        b"<WeekDay><DayType>6</DayType></WeekDay>"
        b"<WeekDay><DayType>7</DayType><DayWorking>1</DayWorking></WeekDay></WeekDays></Calendar>"
        b"</Calendars><Tasks><Task><UID>1</UID><Name>Shoot</Name><Duration>PT8H0M0S</Duration>"
        b"</Task></Tasks></Project>"
    )
    key = plan.run(schedule.bring_plan(plan.project, "plan.xml", data))[0]
    assert plan.row(key).start == at("11-21 08:00")
    assert "Saturdays" in [row.name for row in plan.workspace.ask(schedule.calendars())]


BROKEN = (
    ("plan.xml", b"<Project>", "no XML"),
    ("plan.xml", b"<html/>", "no project of Microsoft Project"),
    ("plan.csv", b"a,b\n1,2\n", "no column for the task's name"),
    ("plan.csv", b"name,predecessors\nA,B\nB,A\n", "A → B → A"),
    ("plan.csv", b"name,start\nA,2026-11-02\n", "Task A: "),
    ("plan.csv", b"name\n" + b"A\n" * 5001, "more than 5000 tasks"),
    ("plan.csv", b"name\n\x00\x01", "no table"),
)


def test_what_cannot_be_brought_changes_nothing(plan):
    for name, data, words in BROKEN:
        with pytest.raises(Invalid) as caught:
            plan.run(schedule.bring_plan(plan.project, name, data))
        assert words in str(caught.value)
    assert plan.count(Task) == 0


def test_nothing_and_nobody_has_no_file(plan):
    with pytest.raises(Invalid, match="no tasks to write"):
        file_of(plan, "xml", plan.project)
    with pytest.raises(Missing):
        file_of(plan, "csv", 99_999)


def test_a_table_opens_in_a_spreadsheet(filled):
    data = file_of(filled, "csv", filled.project).data
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["name"] for row in rows] == ["Script", "Shoot", "Live", "Published"]
    assert rows[2]["calendar"] == "Evenings"
    assert rows[2]["resources"] == "Tan Jing; Studio A x2"
