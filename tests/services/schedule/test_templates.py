"""Templates: the tables of the five formats day by day, anchors, refusals, the studio's own."""

from datetime import date, timedelta

import pytest

from studio.domain.schedule.hours import OFFICE
from studio.errors import Missing
from studio.persistence.tables.schedule import Task
from studio.services import acceptance, proposals, schedule
from studio.services.operation import Query
from studio.services.schedule.hours import Calendars
from studio.services.schedule.laying import Ground, lay, shown
from studio.services.schedule.rows import CalendarRow
from studio.services.schedule.templates import shipped
from tests import builders
from tests.services.schedule.acting import at, said

# The start and length of every row of the founders' tables, in days from the first (or live) day;
# where they said "not earlier than" and a link held longer, as decided in their list (30).
TABLES = {
    "short_video": "0+1 0+2 1+2 3+1 3+2 1+4 5+1 6+1 7+2 9+1 10+1 11+1 12+1 13+1 14+5 14+1",
    "photo": "0+1 0+2 1+3 4+1 5+4 5+3 5+3 9+1 10+1 11+1 12+1 13+3 16+1 17+1 18+1 19+1",
    "live_commerce": (
        "-21+5 -18+6 -15+3 -12+1 -11+4 -7+2 -5+4 -3+2 -1+1 0+1 0+1 1+3 3+1 1+19 20+2"
    ),
    "long_video": ("0+2 2+7 9+2 11+2 13+3 16+3 19+4 23+1 24+1 25+1 26+1 26+1 27+1 28+1 27+2 29+1"),
    "livestream": "0+3 3+4 3+5 5+3 8+4 12+2 12+1 13+1 15+1 17+1 18+3 21+1 22+3",
}
GATES = {
    "short_video": 3, "photo": 4, "live_commerce": 3, "long_video": 2, "livestream": 3,
}  # fmt: skip
DAY0 = {"live_commerce": date(2027, 3, 22)}
MONDAY = date(2027, 3, 1)


def ground():
    """Return office hours in a country without holidays."""
    hours = CalendarRow(1, 1, "Office", "", "", "Asia/Shanghai", OFFICE, {}, True, False, 480)
    return Ground(Calendars([hours]))


@pytest.mark.parametrize("template", shipped(), ids=lambda template: template.key)
def test_a_template_lies_on_the_days_of_its_table(template):
    under = ground()
    anchor = "shoot" if template.key in DAY0 else "start"
    day = DAY0.get(template.key, MONDAY)
    plan = shown(template, lay(template, under, anchor, day), under, None)
    whole = template.unit == "calendar"

    def days(first, last):
        return (last - first).days if whole else under.between(first, last)

    found = [
        f"{days(day, row.first)}+{days(row.first, row.last + timedelta(days=1))}"
        for row in plan.tasks
    ]
    wanted = TABLES[template.key].split()
    assert found[: len(wanted)] == wanted
    assert sum(task.gate for task in template.tasks) == GATES[template.key]
    assert all(task.title and task.title_zh for task in template.tasks)
    assert all(task.role for task in template.tasks)


def test_the_last_snapshot_of_a_long_video_waits_thirty_days_that_pass():
    (long_video,) = [one for one in shipped() if one.key == "long_video"]
    under = ground()
    rows = {
        row.key: row
        for row in shown(long_video, lay(long_video, under, "start", MONDAY), under, None).tasks
    }
    assert rows["snapshot"].start - rows["publish"].finish == 30 * 1440


@pytest.mark.parametrize("template", shipped(), ids=lambda template: template.key)
def test_a_plan_can_be_counted_back_from_shoot_and_publishing(template):
    under = ground()
    for day in (date(2027, 4, 16), date(2027, 4, 17)):  # a Friday, a Saturday
        for anchor in template.anchors[1:]:
            plan = shown(template, lay(template, under, anchor, day), under, None)
            key = template.shoot if anchor == "shoot" else template.publish
            (row,) = [row for row in plan.tasks if row.key == key]
            assert row.first == day
            starts = [row.first for row in plan.tasks]
            assert plan.first == min(starts) < day


def test_making_a_plan_gives_tasks_links_roles_and_dates(plan):
    day = date(2026, 12, 11)
    made = plan.run(schedule.create_from_template(plan.project, "photo", anchor="shoot", day=day))
    found = plan.board()
    assert len(made) == len(found.tasks) == 16
    rows = {row.template_key: row for row in found.tasks}
    shoot = rows["photo.shoot"]
    assert (said(shoot.start), said(shoot.fixed), shoot.kind) == (
        "12-11 09:00", "12-11 09:00", "shoot",
    )  # fmt: skip
    assert shoot.splittable is False
    assert rows["photo.kickoff"].start == min(row.start for row in found.tasks)
    assert rows["photo.ppm"].kind == "gate"
    assert [one.name for one in rows["photo.contract"].who] == []
    assert len(found.links) == 16
    assert rows["photo.retouch"].earliest is None  # its links say when
    plan.workspace.undo()
    assert plan.count(Task) == 0
    plan.workspace.redo()
    assert plan.count(Task) == 16


def test_holidays_push_the_days_of_a_plan(plan):
    day = date(2026, 12, 21)
    plan.run(schedule.create_from_template(plan.project, "short_video", day=day))
    rows = {row.template_key: row for row in plan.board().tasks}
    assert said(rows["short_video.script_review"].start) == "12-24 09:00"
    assert said(rows["short_video.script_review"].finish) == "12-29 18:00"  # over Christmas


def test_a_plan_that_would_begin_or_end_in_the_past_is_refused_with_the_day_that_can_be(plan):
    for anchor, day, words in (
        ("start", date(2026, 11, 13), "have to begin on 2026-11-13"),
        ("start", date(2026, 9, 1), "would have ended on"),
        ("shoot", date(2026, 11, 20), "The first day that can be kept is 2026-11-24"),
        ("publish", date(2026, 11, 27), "The first day that can be kept is 2026-12-03"),
    ):
        command = schedule.create_from_template(plan.project, "short_video", anchor=anchor, day=day)
        assert words in plan.refused(command)["day"]
        query = schedule.template_plan(plan.project, "short_video", anchor, day)
        assert words in str(plan.workspace.ask(query).problem)
    assert plan.count(Task) == 0
    soonest = schedule.template_plan(plan.project, "short_video", "shoot", date(2026, 11, 24))
    assert plan.workspace.ask(soonest).problem is None


def test_a_plan_before_its_project_and_a_wrong_anchor_are_refused(plan):
    later = plan.make_project("P2", start_on=date(2026, 12, 1))
    command = schedule.create_from_template(later, "photo", day=date(2026, 11, 20))
    assert "begins on 2026-12-01" in plan.refused(command)["day"]
    wrong = schedule.create_from_template(later, "photo", anchor="moon", day=date(2026, 12, 1))
    assert "anchor" in plan.refused(wrong)
    with pytest.raises(Missing):
        plan.run(schedule.create_from_template(later, "opera", day=date(2026, 12, 1)))


def test_templates_of_the_projects_kind_come_first(plan):
    keys = [one.key for one in plan.workspace.ask(schedule.templates("long_video"))]
    assert keys == ["long_video", "short_video", "photo", "live_commerce", "livestream"]


def test_a_project_becomes_a_template_that_makes_the_same_plan_later(plan):
    script = plan.add("Script", duration=2 * 480)
    shoot = plan.add("Shoot", kind="shoot", elapsed=True, duration=600)
    plan.run(schedule.link(script, shoot, lag=480))
    plan.run(schedule.move_task(shoot, version=plan.version(shoot), start=at("11-20 08:30")))
    edit = plan.add("Edit", phase="post", role="CRE")
    plan.run(schedule.link(shoot, edit, kind="FS", lag=90, elapsed=True))
    wrap = plan.add("Publish", kind="milestone", phase="publish")
    plan.run(schedule.link(edit, wrap))
    plan.add("In the tray", unscheduled=True)
    plan.run(schedule.save_as_template(plan.project, name="Our clips", name_zh="我们的短片"))
    own = plan.workspace.ask(schedule.templates())[0]
    assert (own.name, len(own.tasks), own.anchors) == (
        "Our clips", 4, ("start", "shoot", "publish"),
    )  # fmt: skip
    other = plan.make_project("P2")
    plan.run(schedule.create_from_template(other, own.key, day=date(2026, 11, 23)))
    copied = {
        row.title: (said(row.start), said(row.finish))
        for row in plan.board(projects=(other,)).tasks
        if row.start is not None
    }
    assert copied == {
        "Script": ("11-23 09:00", "11-24 18:00"),
        "Shoot": ("11-27 08:30", "11-27 18:30"),
        "Edit": ("11-30 09:00", "11-30 18:00"),
        "Publish": ("11-30 18:00", "11-30 18:00"),
    }
    plan.run(schedule.remove_template(int(own.key[4:]), version=own.version))
    assert not any(one.own for one in plan.workspace.ask(schedule.templates()))
    empty = plan.make_project("P3")
    assert "project" in plan.refused(schedule.save_as_template(empty, name="Nothing"))
    assert "name" in plan.refused(schedule.save_as_template(plan.project, name=""))


def test_accepting_a_proposal_lays_out_the_plan_of_its_kind(workspace):
    client = builders.make_client(workspace, 1)
    proposal = builders.make_proposal(workspace, client, 1)
    version = workspace.ask(proposals.one(proposal)).version
    workspace.run(proposals.send(proposal, version=version))
    row = workspace.ask(proposals.one(proposal)).shown
    answer = {"letters": "B", "by": "Ada", "on": builders.TODAY, "channel": "mail", "note": "Yes."}
    workspace.run(proposals.accept(row.id, version=row.version, **answer))
    version = workspace.ask(proposals.one(proposal)).shown.version
    offered = workspace.ask(acceptance.plan(row.id))
    assert offered.schedules["long_video"] == ("Long video", "长视频", 17)
    made = workspace.run(acceptance.make(row.id, version=version, schedule=True)).value
    assert len(made.tasks) == 17
    first = workspace.ask(Query(lambda session: session.get(Task, made.tasks[0])))
    assert (first.project_id, first.start_at.date()) == (made.project_id, builders.TODAY)
    workspace.undo()
    gone = workspace.ask(Query(lambda session: session.get(Task, made.tasks[0])))
    assert gone is None
