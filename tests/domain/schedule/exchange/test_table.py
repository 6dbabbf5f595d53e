"""A plan as rows: CSV that spreadsheets read, and the rows that other programs write."""

import csv
import io
from datetime import datetime

import pytest

from studio.domain.schedule import form as forms
from studio.domain.schedule import planner
from studio.domain.schedule.exchange import table
from studio.domain.schedule.tasks import Link, LinkKind
from studio.errors import Invalid
from tests.domain.schedule.exchange.test_mspdi import PLAN
from tests.domain.schedule.test_time import CHINA, at

CALENDARS = {"cn": CHINA}
START = datetime(2026, 11, 16, 9)  # noqa: DTZ001  a time of the table's zone


def read(text, **more):
    """Read rows written as lines of | and |."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    settings = {"hours": CALENDARS, "zone": "Asia/Shanghai", "start": START, **more}
    return table.read(rows, **settings)


def test_what_is_written_is_read_again():
    form = forms.read(PLAN)
    placed = planner.plan(form.tasks, form.links, form.calendars, form.start)
    data = table.write(form, placed=placed)
    assert data.startswith(b"\xef\xbb\xbfid,name,project")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[2][4:7] == ["2026-02-25 09:00", "2026-02-25 18:00", "task:1 FS"]
    people = {form.names.get(one.id, one.id): one.id for one in form.resources}
    again = table.read(rows, hours=form.hours, zone="Asia/Shanghai", people=people)
    assert set(again.links) == set(form.links)
    for name in ("id", "duration", "elapsed", "splittable", "fixed", "deadline", "needs", "group"):
        assert [getattr(one, name) for one in again.tasks] == [
            getattr(one, name) for one in form.tasks
        ], name
    assert again.names["task:1"] == "脚本 & <script>"


def test_rows_as_microsoft_project_saves_them():
    form = read(
        """
        ID | Task Name | Duration | Start | Predecessors     | Resource Names
        1  | Script    | 2 days   |       |                  | Ann, Studio A[300%]
        2  | Shoot     | 1 day?   |       | 1FS+1 day        | Ann[50%]
        3  | Cut       | 4 hrs    |       | 2SS+50m,1        |
        4  | Wait      | 3 edays  |       | 3FF-2 ed         |
        5  | Live      | 0 days   |       | Cut              |
        """
    )
    assert set(form.links) == {
        Link("1", "2", LinkKind.FS, 480),
        Link("2", "3", LinkKind.SS, 50),
        Link("1", "3"),
        Link("3", "4", LinkKind.FF, -2880, elapsed=True),
        Link("3", "5"),
    }
    assert [one.duration for one in form.tasks] == [960, 480, 240, 4320, 0]
    assert form.tasks[0].needs == {"Ann": 1, "Studio A": 3}
    assert {one.id: one.capacity for one in form.resources} == {"Ann": 1, "Studio A": 3}
    assert form.start == at("2026-11-16T09:00")


def test_rows_in_chinese_with_known_people():
    form = read(
        """
        任务名称 | 工期 | 前置任务 | 资源名称
        脚本 | 2 天 | | 林
        拍摄 | 3个工作日 | 脚本 | 林；灯 x2
        """,
        people={"林": "person:1"},
    )
    assert [one.needs for one in form.tasks] == [{"person:1": 1}, {"person:1": 1, "灯": 2}]
    assert form.links == (Link("1", "2"),)


def test_dates_alone_say_when_a_task_begins():
    form = read(
        """
        name | start            | finish     | deadline   | duration
        A    | 2026-11-18       | 2026-11-19 | 2026/11/20 | 2
        B    | 2026-11-17 14:00 |            |            | 1h
        """,
        start=None,
    )
    assert form.start == at("2026-11-17T14:00")
    assert form.tasks[0].earliest == at("2026-11-18T00:00")
    assert form.tasks[0].deadline == at("2026-11-21T00:00")


def test_ids_may_hold_what_links_hold():
    form = read(
        """
        id | name | predecessors
        task-1 | A |
        task-1 SS | B | task-1 FS-1d
        3+4 | C | task-1 SS; task-1 SS SS+2h
        """
    )
    assert set(form.links) == {
        Link("task-1", "task-1 SS", LinkKind.FS, -480),
        Link("task-1 SS", "3+4"),
        Link("task-1 SS", "3+4", LinkKind.SS, 120),
    }


def test_texts_that_look_like_formulas_are_led_by_an_apostrophe():
    form = forms.read(
        {"start": "2026-11-16T09:00Z", "tasks": [{"id": "-1", "name": "=1+1", "duration": 60}]}
    )
    data = table.write(form).decode("utf-8-sig")
    assert "'-1,'=1+1" in data
    rows = list(csv.reader(io.StringIO(data, newline="")))
    again = table.read(rows, hours={}, start=START)
    assert (again.tasks[0].id, again.names["-1"]) == ("-1", "=1+1")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no column for the task's name"),
        ("a | b\n1 | 2", "no column for the task's name"),
        ("name", "There are no tasks"),
        ("name | duration\nA | soon", 'Row 2: "soon" is no length'),
        ("name | duration\nA | -2d", 'Row 2: "duration" must not be negative'),
        ("name | predecessors\nA |\nB | X", "Row 3: A link names the task X"),
        ("name | predecessors\nA | B\nB | A", "A → B → A"),
        ("name | predecessors\nA | A", "A cannot wait for itself"),
        ("id | name\n7 | A\n7 | B", "B is there twice"),
        ("name | calendar\nA | moon", "Row 2: There is no calendar moon"),
        ("name | deadline\nA | 31.31.2026", 'Row 2: "31.31.2026" is no date'),
        ("name | deadline\nA | 9999-12-31", "is no date"),
        ("name | weight\nA | much", 'Row 2: "weight" is not a whole number'),
        ("name | splittable\nA | perhaps", 'Row 2: "splittable" is neither'),
    ],
)
def test_what_is_wrong_is_refused_naming_the_row(text, words):
    with pytest.raises(Invalid) as caught:
        read(text)
    assert words in str(caught.value)


def test_a_table_without_any_date_needs_a_start():
    with pytest.raises(Invalid, match="has no start"):
        read("name\nA", start=None)


def test_a_plan_of_abstract_units_cannot_be_written():
    with pytest.raises(Invalid, match="real times"):
        table.write(forms.read({"tasks": [{"id": "A", "duration": 1}]}))
