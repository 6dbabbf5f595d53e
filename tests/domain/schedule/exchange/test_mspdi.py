"""Microsoft Project's XML: what is written is read again, and what is broken is refused."""

from datetime import date

import pytest
from lxml import etree

from studio.domain.schedule import form as forms
from studio.domain.schedule import planner
from studio.domain.schedule.exchange import mspdi
from studio.domain.schedule.exchange.mspdi import tags
from studio.domain.schedule.tasks import LinkKind
from studio.errors import Invalid

SPACE = {"p": tags.SPACE}

PLAN = {
    "unit": "hour",
    "start": "2026-02-12T09:00+08:00",
    "calendars": [
        {"id": "cn", "country": "CN", "zone": "Asia/Shanghai", "off": ["2026-12-31"]},
        {"id": "evening", "zone": "Asia/Shanghai", "weekdays": [[[1200, 1560]]] * 7},
    ],
    "resources": [
        {"id": "person:1", "name": "林", "calendar": "cn"},
        {"id": "room", "capacity": 2},
    ],
    "tasks": [
        {"id": "task:1", "name": "脚本 & <script>", "duration": 16, "group": "P1",
         "needs": {"person:1": 1}},
        {"id": "task:2", "name": "Shoot", "duration": 8, "group": "P1", "splittable": False,
         "needs": {"person:1": 1, "room": 2}, "earliest": "2026-02-25T09:00"},
        {"id": "task:3", "name": "Live", "duration": 4, "group": "P2", "calendar": "evening",
         "fixed_start": "2026-03-06T20:00"},
        {"id": "task:4", "name": "Returns", "duration": 72, "elapsed": True, "group": "P2"},
        {"id": "task:5", "name": "Published", "duration": 0, "deadline": "2026-03-20T18:00"},
        {"id": "task:6", "name": "Kick-off", "duration": 2, "frozen": True,
         "start": "2026-02-11T09:00", "finish": "2026-02-11T11:00"},
        {"id": "task:7", "name": "Render", "duration": 30, "calendar": ""},
    ],
    "links": [
        {"from": "task:1", "to": "task:2"},
        {"from": "task:1", "to": "task:7", "type": "SS", "lag": 4},
        {"from": "task:3", "to": "task:4", "lag": 12, "elapsed": True},
        {"from": "task:2", "to": "task:5", "type": "FF", "lag": 0.5},
        {"from": "task:5", "to": "task:7", "type": "SF", "lag": -3},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def plan():
    """Return the plan as a form, with its dates."""
    form = forms.read(PLAN)
    return form, planner.plan(form.tasks, form.links, form.calendars, form.start)


@pytest.fixture(scope="module")
def written(plan):
    form, placed = plan
    return mspdi.write(form, title="Spring", placed=placed, done={"task:6": 100, "task:1": 25})


def test_what_is_written_is_read_again(plan, written):
    form, placed = plan
    brought = mspdi.read(written, zone="Asia/Shanghai")
    again = brought.form
    assert brought.title == "Spring"
    assert brought.notes == ()
    assert brought.done == {"task:6": 100, "task:1": 25}
    assert set(again.links) == set(form.links)
    kept = ("id", "duration", "calendar", "elapsed", "splittable", "earliest", "fixed", "deadline",
            "frozen", "needs", "group")  # fmt: skip
    for name in kept:
        assert {one.id: getattr(one, name) for one in again.tasks} == {
            one.id: getattr(one, name) for one in form.tasks
        }, name
    assert again.names["task:1"] == "脚本 & <script>"
    assert again.names["person:1"] == "林"
    assert [(one.id, one.capacity) for one in again.resources] == [("person:1", 1), ("room", 2)]
    dates = planner.plan(again.tasks, again.links, again.calendars, again.start)
    assert {key: one.start for key, one in dates.items()} == {
        key: one.start for key, one in placed.items()
    }
    assert {key: one.late_finish for key, one in dates.items()} == {
        key: one.late_finish for key, one in placed.items()
    }


def test_the_make_up_day_works_and_the_festival_does_not(written):
    hours = mspdi.read(written, zone="Asia/Shanghai").form.hours["cn"]
    assert hours.country == ""
    assert hours.on(date(2026, 2, 14)) == ((540, 720), (780, 1080))
    assert [day for day in range(15, 24) if hours.on(date(2026, 2, day))] == []
    assert hours.on(date(2026, 2, 24))
    assert not hours.on(date(2026, 12, 31))


def test_the_file_says_what_microsoft_project_expects(plan, written):
    root = etree.fromstring(written)

    def texts(path):
        return [one.text for one in root.findall(path, SPACE)]

    assert texts("p:MinutesPerDay") == ["480"]
    assert texts("p:Tasks/p:Task/p:OutlineLevel") == list("122" + "122" + "111")
    assert texts("p:Tasks/p:Task/p:Summary") == list("100" + "100" + "000")
    assert [int(one) for one in texts(".//p:PredecessorLink/p:LinkLag")] == [
        0, 12 * 600, 300, 4 * 600, -3 * 600,
    ]  # fmt: skip
    assert texts(".//p:PredecessorLink/p:Type") == ["1", "1", "0", "3", "2"]
    assert texts(".//p:PredecessorLink/p:LagFormat") == ["7", "8", "7", "7", "7"]
    first = root.findall("p:Tasks/p:Task", SPACE)[1]
    assert first.findtext("p:Start", None, SPACE) == "2026-02-12T09:00:00"
    assert first.findtext("p:Finish", None, SPACE) == "2026-02-13T18:00:00"
    assert first.findtext("p:Duration", None, SPACE) == "PT16H0M0S"
    assert first.findtext("p:RemainingDuration", None, SPACE) == "PT12H0M0S"


def test_hours_past_midnight_are_parted_at_it(written):
    hours = mspdi.read(written, zone="Asia/Shanghai").form.hours["evening"]
    assert hours.on(date(2026, 3, 6)) == ((0, 120), (1200, 1440))


def test_hours_of_another_zone_are_those_of_the_plans_clock():
    form = forms.read(
        {
            "unit": "hour",
            "start": "2026-10-22T09:00+08:00",
            "calendars": [
                {"id": "cn", "zone": "Asia/Shanghai"},
                {"id": "uk", "zone": "Europe/London", "country": "GB"},
            ],
            "tasks": [{"id": "A", "duration": 30, "calendar": "uk"}],
        }
    )
    placed = planner.plan(form.tasks, (), form.calendars, form.start)
    again = mspdi.read(mspdi.write(form, placed=placed), zone="Asia/Shanghai").form
    found = planner.plan(again.tasks, (), again.calendars, again.start)["A"]
    assert (found.start, found.finish) == (placed["A"].start, placed["A"].finish)
    assert again.hours["uk"].on(date(2026, 10, 23)) == ((0, 60), (960, 1140), (1200, 1440))
    assert again.hours["uk"].on(date(2026, 10, 27)) == ((0, 120), (1020, 1200), (1260, 1440))
    assert again.hours["uk"].on(date(2026, 12, 25)) == ((0, 120),)  # Christmas, London's evening


def project(body, head=""):
    start = "<StartDate>2026-11-16T09:00:00</StartDate>"
    return f'<Project xmlns="{tags.SPACE}">{start}{head}{body}</Project>'.encode()


def row(uid, name="T", duration="PT8H0M0S", more=""):
    return f"<Task><UID>{uid}</UID><Name>{name}</Name><Duration>{duration}</Duration>{more}</Task>"


def tasks(*rows):
    return project(f"<Tasks>{''.join(rows)}</Tasks>")


def waits(uid, kind=1, lag=0, style=7):
    return (
        f"<PredecessorLink><PredecessorUID>{uid}</PredecessorUID><Type>{kind}</Type>"
        f"<LinkLag>{lag}</LinkLag><LagFormat>{style}</LagFormat></PredecessorLink>"
    )


def test_a_project_of_another_program():
    data = tasks(
        row(0, "The project", more="<OutlineLevel>0</OutlineLevel><Summary>1</Summary>"),
        row(1, "Phase", more="<OutlineLevel>1</OutlineLevel><Summary>1</Summary>"),
        row(2, "A", more="<OutlineLevel>2</OutlineLevel>"),
        row(3, "B", more=f"<OutlineLevel>2</OutlineLevel>{waits(2, lag=50, style=19)}"),
        row(4, "C", "PT24H0M0S", f"<DurationFormat>8</DurationFormat>{waits(1)}"),
        row(5, "D", "PT0H0M0S", "<ConstraintType>4</ConstraintType>"
            "<ConstraintDate>2026-12-01T08:00:00</ConstraintDate>"),
        row(6, "E", more="<Manual>1</Manual><Start>2026-11-18T08:00:00</Start>"),
        row(7, "F", more="<ConstraintType>7</ConstraintType>"
            "<ConstraintDate>2026-12-03T17:00:00</ConstraintDate>"
            "<Deadline>2026-12-02T17:00:00</Deadline>"),
        row(8, "G", more="<ConstraintType>6</ConstraintType>"
            "<ConstraintDate>2026-11-20T17:00:00</ConstraintDate>"),
        row(9, "H", more="<ConstraintType>5</ConstraintType>"
            "<ConstraintDate>2026-11-20T08:00:00</ConstraintDate>" + waits(99)),
        "<Task><UID>10</UID><IsNull>1</IsNull></Task>",
    )  # fmt: skip
    brought = mspdi.read(data)
    found = {one.id: one for one in brought.form.tasks}
    assert sorted(found) == list("23456789")
    assert (found["2"].group, found["4"].group) == ("Phase", "")
    assert found["4"].elapsed
    assert found["4"].duration == 1440
    lags = {(one.before, one.after): one.lag for one in brought.form.links}
    assert lags == {("2", "3"): 240, ("2", "4"): 0, ("3", "4"): 0}
    assert found["5"].earliest is not None
    assert found["6"].fixed is not None
    placed = planner.plan(
        brought.form.tasks, brought.form.links, brought.form.calendars, brought.form.start
    )
    shown = {key: brought.form.shown(one.start) for key, one in placed.items()}
    assert shown["2"] == "2026-11-16T09:00:00+00:00"
    assert shown["8"] == "2026-11-20T08:00:00+00:00"  # eight to five, so that it ends on the 20th
    assert brought.form.shown(found["7"].deadline) == "2026-12-02T17:00:00+00:00"
    assert brought.form.shown(found["9"].deadline) == "2026-11-20T17:00:00+00:00"
    assert [str(note) for note in brought.notes] == ["A link of H to another project was left out."]


def test_calendars_of_another_program():
    body = """<CalendarUID>1</CalendarUID><Calendars>
        <Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>
          <WeekDay><DayType>1</DayType><DayWorking>0</DayWorking></WeekDay>
          <WeekDay><DayType>7</DayType><DayWorking>1</DayWorking></WeekDay>
          <WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod>
            <FromDate>2026-11-17T00:00:00</FromDate><ToDate>2026-11-18T23:59:00</ToDate>
          </TimePeriod></WeekDay></WeekDays>
          <Exceptions><Exception><Type>4</Type><DayWorking>0</DayWorking></Exception></Exceptions>
        </Calendar>
        <Calendar><UID>2</UID><Name>Ann</Name><IsBaseCalendar>0</IsBaseCalendar>
          <BaseCalendarUID>1</BaseCalendarUID><WeekDays>
          <WeekDay><DayType>2</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime>
            <FromTime>22:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime></WorkingTimes>
          </WeekDay></WeekDays></Calendar></Calendars>"""
    data = project(f"{body}<Tasks>{row(1)}</Tasks>")
    brought = mspdi.read(data)
    standard, ann = brought.form.hours["Standard"], brought.form.hours["Ann"]
    assert standard.on(date(2026, 11, 21)) == ((480, 720), (780, 1020))
    assert not standard.on(date(2026, 11, 18))
    assert ann.on(date(2026, 11, 16)) == ((1320, 1440),)
    assert not ann.on(date(2026, 11, 17))
    assert "days of the calendar Standard were not taken over: 1" in str(brought.notes[0])
    assert brought.form.tasks[0].calendar == "Standard"


BOMB = b"""<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
<Project xmlns="http://schemas.microsoft.com/project"><Name>&b;</Name></Project>"""
FILE = (
    b"""<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><Project><Name>&x;</Name></Project>"""
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no XML"),
        (b"PK\x03\x04", "no XML"),
        (b"<Project>", "no XML"),
        (b"\xff\xfe\x00", "no XML"),
        (b"<html/>", "no project of Microsoft Project"),
        (BOMB, "document type"),
        (FILE, "document type"),
        (b"<Project>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</Project>", "no XML"),
        (b" " * (41 * 1024 * 1024), "larger than 40 MB"),
        (tasks(row(1, "Cut", "soon")), 'Task Cut: "soon" is no length'),
        (tasks(row(1), row(1)), "Two tasks of the file have the number 1"),
        (tasks(row(1, more=waits(1))), "T cannot wait for itself"),
        (tasks(row(1, "Cut", more=waits(2)), row(2, "Mix", more=waits(1))), "Cut → Mix → Cut"),
        (tasks(row(1, more=waits(2, lag=10**12)), row(2)), "lag in the file is too long"),
        (tasks(row(1, more="<Deadline>soon</Deadline>")), '"soon" is no date'),
        (tasks(row(1, more="<Deadline>9999-01-01T00:00:00</Deadline>")), "is no date"),
        (b"<Project><Tasks><Task><UID>1</UID></Task></Tasks></Project>", "has no start"),
        (
            project("<Calendars><Calendar><UID>1</UID><Name>Never</Name><WeekDays>"
                    + "".join(f"<WeekDay><DayType>{n}</DayType></WeekDay>" for n in range(1, 8))
                    + "</WeekDays></Calendar></Calendars>"),
            "Calendar Never: A calendar needs",
        ),
    ],
)  # fmt: skip
def test_what_is_broken_is_refused(data, words):
    with pytest.raises(Invalid) as caught:
        mspdi.read(data)
    assert words in str(caught.value)


def test_numbers_beyond_all_bounds_are_none():
    data = tasks(row(1, more="<OutlineLevel>1e400</OutlineLevel>" + waits(2, lag="nan")), row(2))
    assert mspdi.read(data).form.links[0].lag == 0


def test_a_plan_of_abstract_units_cannot_be_written():
    with pytest.raises(Invalid, match="real times"):
        mspdi.write(forms.read({"tasks": [{"id": "A", "duration": 1}]}))


def test_a_plan_without_calendars_runs_day_and_night():
    form = forms.read({"start": "2026-11-16T20:00Z", "tasks": [{"id": "A", "duration": 300}]})
    again = mspdi.read(mspdi.write(form)).form
    assert (again.tasks[0].calendar, again.hours) == ("", {})
    assert planner.plan(again.tasks, (), again.calendars, again.start)["A"].finish == (
        form.start + 300
    )


def test_links_of_every_kind_have_numbers():
    assert {tags.LINKS[number] for number in "0123"} == set(LinkKind)
