"""The JSON form: what is missing has a meaning, what is wrong is refused naming the item."""

import json

import pytest

from studio.domain.schedule import form, planner
from studio.errors import Invalid

CN = {"id": "cn", "country": "CN", "off": ["2026-12-31"]}


def answer(value):
    """Return the answer to a form, through JSON as other programs send it."""
    read = form.read(json.loads(json.dumps(value)))
    placed = planner.plan(read.tasks, read.links, read.calendars, read.start, names=read.names)
    return form.answer(read, placed.values())


def dates(value):
    """Return id -> (start, finish) of the answer."""
    return {task["id"]: (task["start"], task["finish"]) for task in answer(value)["tasks"]}


def task(key="A", duration=1, **more):
    return {"id": key, "duration": duration, **more}


def test_tasks_with_id_and_duration_are_enough():
    found = answer({"tasks": [task("A", 3), task("B", 2)], "links": [{"from": "A", "to": "B"}]})
    assert found["status"] == "optimal"
    assert (found["makespan"], found["bound"], found["conflict"]) == (5, 5, [])
    assert found["tasks"][1] == {
        "id": "B",
        "start": 3,
        "finish": 5,
        "slack": 0,
        "free_slack": 0,
        "critical": True,
        "reason": "Waits for A (finish to start)",
    }


def test_whole_units_with_every_field():
    found = answer(
        {
            "unit": "day",
            "start": "2026-11-16T09:00+08:00",
            "resources": [{"id": "R1", "capacity": 1}, {"id": "R2", "capacity": 3}],
            "tasks": [
                task("A", 3, needs={"R1": 1}, any_of=[["R1", "R2"]], earliest=2, deadline=9),
                task("B", 4, fixed_start=None, weight=2, splittable=False, due=4),
                task(7, 0, elapsed=True),
            ],
            "links": [
                {"from": "A", "to": "B", "type": "SS", "lag": -1},
                {"from": "B", "to": 7, "type": "FF", "lag": 1},
            ],
        }
    )
    assert [(one["id"], one["start"], one["finish"]) for one in found["tasks"]] == [
        ("A", 2, 5),
        ("B", 1, 5),
        ("7", 6, 6),
    ]
    assert found["makespan"] == 6


def test_a_deadline_that_cannot_hold_is_negative_slack_and_named():
    found = answer({"tasks": [task("A", 3), task("B", 4, deadline=3)]})
    assert [one["slack"] for one in found["tasks"]] == [1, -1]
    assert (found["status"], found["conflict"]) == ("infeasible", ["B"])


def test_working_days_over_the_spring_festival():
    found = dates(
        {
            "unit": "day",
            "start": "2026-02-12T09:00+08:00",
            "calendars": [CN],
            "tasks": [task("A", 4), task("B", 1), task("M", 0), task("P", 3, elapsed=True)],
            "links": [
                {"from": "A", "to": "B"},
                {"from": "B", "to": "M"},
                {"from": "B", "to": "P", "lag": 1, "elapsed": True},
            ],
        }
    )
    assert found == {
        "A": ("2026-02-12T09:00:00+08:00", "2026-02-24T18:00:00+08:00"),
        "B": ("2026-02-25T09:00:00+08:00", "2026-02-25T18:00:00+08:00"),
        "M": ("2026-02-25T18:00:00+08:00", "2026-02-25T18:00:00+08:00"),
        "P": ("2026-02-27T09:00:00+08:00", "2026-03-02T00:00:00+08:00"),
    }


def test_in_days_only_days_off_are_breaks():
    value = {
        "unit": "day",
        "start": "2026-11-19T09:00+08:00",
        "calendars": [CN],
        "tasks": [task("A", 3, splittable=False), task("B", 3)],
    }
    assert dates(value) == {
        "A": ("2026-11-23T09:00:00+08:00", "2026-11-25T18:00:00+08:00"),
        "B": ("2026-11-19T09:00:00+08:00", "2026-11-23T18:00:00+08:00"),
    }


def test_hours_and_minutes_are_worked_time():
    value = {
        "unit": "hour",
        "start": "2026-11-20T16:00",
        "calendars": [{"id": "cn", "zone": "Asia/Shanghai"}],
        "tasks": [task("A", 4.5), task("B", 6, calendar="")],
        "links": [{"from": "A", "to": "B", "type": "SS"}],
    }
    assert dates(value) == {
        "A": ("2026-11-20T16:00:00+08:00", "2026-11-23T11:30:00+08:00"),
        "B": ("2026-11-20T16:00:00+08:00", "2026-11-20T22:00:00+08:00"),
    }
    assert [one["slack"] for one in answer(value)["tasks"]] == [0, 61.5]


def test_instants_without_a_calendar():
    value = {
        "start": "2026-11-20T16:00Z",
        "tasks": [task("A", 90, earliest="2026-11-21"), task("B", 30, deadline="2026-11-20")],
    }
    assert dates(value) == {
        "A": ("2026-11-21T00:00:00+00:00", "2026-11-21T01:30:00+00:00"),
        "B": ("2026-11-20T16:00:00+00:00", "2026-11-20T16:30:00+00:00"),
    }
    assert answer(value)["tasks"][1]["slack"] == 450  # the deadline is the end of its day


def test_numbers_beside_calendars_count_from_the_start():
    value = {
        "unit": "day",
        "start": "2026-11-16T09:00+08:00",
        "calendars": [CN],
        "tasks": [task("A", 3, earliest=0, deadline=9), task("B", 1, earliest=2)],
    }
    assert dates(value)["B"][0] == "2026-11-18T09:00:00+08:00"
    assert answer(value)["status"] == "optimal"


def test_a_plan_with_calendars_and_no_start_begins_with_its_earliest_task():
    value = {
        "calendars": [{"id": "c"}],
        "tasks": [task("A", 60, earliest="2026-11-18T09:00"), task("B", 60)],
    }
    assert dates(value)["B"][0] == "2026-11-18T09:00:00+00:00"


def test_whole_days_are_those_of_each_tasks_own_calendar():
    value = {
        "unit": "day",
        "start": "2026-11-16T09:00+08:00",
        "calendars": [CN, {"id": "ny", "country": "US", "zone": "America/New_York"}],
        "tasks": [task("A", 1, calendar="ny", earliest="2026-11-16T22:00+08:00")],
    }
    assert dates(value)["A"] == ("2026-11-16T22:00:00+08:00", "2026-11-17T07:00:00+08:00")


def test_a_calendar_of_a_country_is_in_its_zone_where_the_start_agrees():
    def zone(start):
        return (
            form.read(
                {"start": start, "calendars": [CN], "tasks": [task()]},
            )
            .hours["cn"]
            .zone
        )

    assert zone("2026-11-16T09:00+08:00") == "Asia/Shanghai"
    assert zone("2026-11-16T09:00") == "Asia/Shanghai"
    assert zone("2026-11-16T09:00-05:00") == "-05:00"


@pytest.mark.parametrize(
    "value",
    [
        {"tasks": [task("A", 3, weight=4, due=5), task("B", 2, fixed_start=4, group="g")],
         "resources": [{"id": "R", "capacity": 2, "busy": [[1, 3], [4, 5, 2]]}],
         "links": [{"from": "A", "to": "B", "type": "SF", "lag": -2, "elapsed": True}]},
        {"unit": "day", "start": "2026-11-16T09:00+08:00",
         "calendars": [CN, {"id": "x", "weekdays": [[[600, 720]]] * 7, "zone": "Europe/Paris",
                            "exceptions": {"2026-11-21": [[540, 600]]}}],
         "tasks": [task("A", 3, deadline="2026-11-20", calendar="x", name="Cut"),
                   task("B", 1, earliest="2026-11-18", splittable=False)],
         "resources": [{"id": "R", "calendar": "x", "busy": [["2026-11-16", "2026-11-18"]]}]},
        {"unit": "hour", "start": "2026-11-16T09:00+08:00", "calendars": [CN],
         "tasks": [task("A", 2.5, deadline="2026-11-20T18:00", needs={"R": 1}),
                   task("B", 1, frozen=True, start="2026-11-10T09:00", finish="2026-11-10T10:00")],
         "resources": [{"id": "R"}]},
    ],
)  # fmt: skip
def test_what_is_written_is_read_again(value):
    read = form.read(value)
    again = form.read(json.loads(json.dumps(form.written(read))))
    assert again.tasks == read.tasks
    assert again.links == read.links
    assert again.resources == read.resources
    assert again.names == read.names
    assert (again.start, again.unit or "", again.mode) == (read.start, read.unit or "", read.mode)
    assert answer(value) == answer(form.written(read))


def in_days(**more):
    return {
        "unit": "day", "start": "2026-11-16", "calendars": [{"id": "cn"}], "tasks": [task()], **more
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "The file: This is not a JSON object"),
        ([], "The file: This is not a JSON object"),
        ({}, "There are no tasks"),
        ({"tasks": {}}, '"tasks" is not a list'),
        ({"tasks": [3]}, "Task 1: This is not a JSON object"),
        ({"tasks": [{"duration": 3}]}, 'Task 1: "id" needs a text'),
        ({"tasks": [{"id": "A"}]}, 'Task A: "duration" is missing'),
        ({"tasks": [task("A", -1)]}, 'Task A: "duration" must not be negative'),
        ({"tasks": [task("A", 1.5)]}, 'Task A: "duration" is not a whole number'),
        ({"tasks": [task("A", "3")]}, 'Task A: "duration" is not a number'),
        ({"tasks": [task("A", True)]}, 'Task A: "duration" is not a number'),
        ({"tasks": [task("A", float("nan"))]}, 'Task A: "duration" is not a number'),
        ({"tasks": [task("A", 10**30)]}, 'Task A: "duration" is too large'),
        ({"tasks": [task("A"), task("A")]}, "Task A: The id is there twice"),
        ({"tasks": [task(earliest=-1)]}, "Task A: A time lies before the plan begins"),
        ({"tasks": [task(fixed_start=1)], "start": 4}, "Task A: It is fixed before the plan"),
        ({"tasks": [task(deadline="2026-11-20")]}, 'Task A: "deadline" needs a whole number'),
        ({"tasks": [task(splittable="no")]}, 'Task A: "splittable" is neither'),
        ({"tasks": [task(weight=-1)]}, 'Task A: "weight" must not be negative'),
        ({"tasks": [task(needs={"R9": 1})]}, "Task A: There is no resource R9"),
        ({"tasks": [task(needs=[1])]}, "Task A: This is not a JSON object"),
        ({"tasks": [task(any_of=[["R9"]])]}, "Task A: There is no resource R9"),
        ({"tasks": [task(any_of=["R9"])]}, 'Task A: "any_of" holds lists'),
        ({"tasks": [task(any_of=[[["R9"]]])]}, "Task A: There is no resource"),
        ({"tasks": [task(calendar="x")]}, "Task A: There is no calendar x"),
        ({"tasks": [task()], "resources": [{"id": "R", "capacity": 0}]},
         'Resource R: "capacity" must be 1 or more'),
        ({"tasks": [task()], "resources": [{"id": "R", "capacity": -2}]},
         'Resource R: "capacity" must be 1 or more'),
        ({"tasks": [task()], "resources": [{"id": "R"}, {"id": "R"}]}, "Resource R: The id is"),
        ({"tasks": [task()], "resources": [{"id": "R", "busy": [[3, 3]]}]}, "ends after it begins"),
        ({"tasks": [task()], "resources": [{"id": "R", "busy": [3]}]}, "Resource R: What is taken"),
        ({"tasks": [task()], "links": [{"from": "A", "to": "A"}]}, "A cannot wait for itself"),
        ({"tasks": [task()], "links": [{"from": "A", "to": "Q"}]}, "names the task Q"),
        ({"tasks": [task()], "links": [{"from": "A"}]}, 'Link 1: "to" needs a text'),
        ({"tasks": [task(), task("B")], "links": [{"from": "A", "to": "B", "type": "XX"}]},
         "Link from A to B: A link is one of"),
        ({"tasks": [task(), task("B")], "links": [{"from": "A", "to": "B", "lag": "x"}]},
         'Link from A to B: "lag" is not a number'),
        ({"tasks": [task(name="Cut"), task("B")],
          "links": [{"from": "A", "to": "B"}, {"from": "B", "to": "A"}]}, "Cut → B → Cut"),
        (in_days(unit="week"), "The unit is one of"),
        (in_days(start=None), "needs a start"),
        (in_days(start="soon"), '"start" is no ISO date'),
        (in_days(start="0001-01-01"), '"start" lies outside 1970 to 2199'),
        (in_days(start=["2026-11-16"]), '"start" is no ISO date'),
        (in_days(zone="Mars"), "There is no time zone Mars"),
        (in_days(calendar="x"), "There is no calendar x"),
        (in_days(calendars=[{"id": "c"}, {"id": "c"}]), "Calendar c: The id is there twice"),
        (in_days(calendars=[{"id": "c", "country": "XX"}]), "Calendar c: No holidays are known"),
        (in_days(calendars=[{"id": "c", "weekdays": [[]] * 7}]), "Calendar c: A calendar needs"),
        (in_days(calendars=[{"id": "c", "weekdays": [[]]}]), "Calendar c: A week has seven days"),
        (in_days(calendars=[{"id": "c", "weekdays": [[[9]]] * 7}]), "Calendar c: Hours are pairs"),
        (in_days(calendars=[{"id": "c", "weekdays": [[9, 5]] * 7}]), "Calendar c: Hours run"),
        (in_days(calendars=[{"id": "c", "off": ["x"]}]), 'Calendar c: "off" holds what is no'),
        (in_days(calendars=[{"id": "c", "off": [7]}]), 'Calendar c: "off" holds what is no'),
        (in_days(calendars=[{"id": "c", "zone": "Mars"}]), "Calendar c: There is no time zone"),
        (in_days(calendars=[{"id": "c", "exceptions": []}]), "Calendar c: This is not a JSON"),
        (in_days(tasks=[task("A", 0.5)]), 'Task A: "duration" is not a whole number'),
        (in_days(tasks=[task("A", 10_000)]), 'Task A: "duration" is too large'),
        (in_days(tasks=[task("A", earliest=10**8)]), "Task A: A time lies after the year 2199"),
        (in_days(tasks=[task("A", 5000, elapsed=True), task("B", 5000, elapsed=True)],
                 start="2180-01-01", links=[{"from": "A", "to": "B"}]), "runs on after the year"),
        (in_days(tasks=[task(f"T{n}", 5000) for n in range(9)],
                 links=[{"from": f"T{n}", "to": f"T{n + 1}"} for n in range(8)]),
         "Calendar cn has too little working time"),
        (in_days(tasks=[task(deadline="x")]), 'Task A: "deadline" is no ISO date'),
        (in_days(tasks=[task(fixed_start="2026-11-10")]), "Task A: It is fixed before"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_naming_the_item(value, words):
    with pytest.raises(Invalid) as caught:
        answer(value)
    assert words in str(caught.value)


def test_too_much_is_refused():
    with pytest.raises(Invalid, match='"calendars" holds more than 1000'):
        form.read({"tasks": [task()], "calendars": [{"id": str(n)} for n in range(1001)]})


# domain.md 7.1 as working days: what each task waits for and where it may not begin before.
SHORT_VIDEO = [
    (1, 0, 1, []), (2, 0, 2, []), (3, 1, 2, [1]), (4, 3, 1, [3]), (5, 3, 2, []), (6, 1, 4, [1]),
    (7, 5, 1, [5]), (8, 6, 1, [6, 7]), (9, 7, 2, [8]), (10, 9, 1, [9]), (11, 10, 1, [10]),
    (12, 11, 1, [11]), (13, 12, 1, [12]), (14, 13, 1, [13]), (15, 14, 5, [14]), (16, 14, 1, [14]),
]  # fmt: skip


def test_a_short_video_publishes_on_its_fourteenth_working_day():
    value = {
        "unit": "day",
        "start": "2026-11-16T09:00+08:00",
        "calendars": [CN],
        "tasks": [task(str(nr), days, earliest=None) for nr, _from, days, _dep in SHORT_VIDEO],
        "links": [
            *(
                {"from": str(dep), "to": str(nr)}
                for nr, _from, _days, deps in SHORT_VIDEO
                for dep in deps
            ),
            {"from": "4", "to": "5", "type": "SS"},
        ],
    }
    found = answer(value)
    by_id = {one["id"]: one for one in found["tasks"]}
    assert by_id["8"]["start"] == "2026-11-24T09:00:00+08:00"  # the shoot, D6
    assert by_id["14"]["start"] == "2026-12-03T09:00:00+08:00"  # publishing, D13
    assert by_id["15"]["finish"] == "2026-12-10T18:00:00+08:00"  # the report runs to day 19
    assert [nr for nr in by_id if not by_id[nr]["critical"]] == ["2", "6", "16"]
    assert by_id["6"]["slack"] == 1
