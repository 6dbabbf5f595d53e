"""What holds a task, in words."""

from datetime import UTC, date, datetime

import pytest

from studio.domain.schedule import explain
from studio.domain.schedule import hours as working
from studio.domain.schedule.hours import Hours
from studio.domain.schedule.planner import plan
from studio.domain.schedule.tasks import Link, LinkKind, Reason, Task
from tests.domain.schedule.test_time import CHINA, at

CALENDARS = {"cn": working.calendar("cn", CHINA)}


def day(minutes):
    return datetime.fromtimestamp(minutes * 60, UTC).date()


def said(reason):
    names = {"A": "Fine cut", "R": "Studio A"}
    return str(explain.words(reason, names=names, calendars=CALENDARS, when=day))


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason("link", "A", LinkKind.FS), "Waits for Fine cut (finish to start)"),
        (Reason("link", "A", LinkKind.FS, lag=480), "Waits for Fine cut (finish to start, 1 day)"),
        (
            Reason("link", "A", LinkKind.SS, lag=-960),
            "Waits for Fine cut (start to start, less 2 days)",
        ),
        (
            Reason("link", "A", LinkKind.FF, lag=1440, elapsed=True),
            "Waits for Fine cut (finish to finish, 1 day)",
        ),
        (
            Reason("link", "A", LinkKind.SF, lag=90),
            "Waits for Fine cut (start to finish, 90 minutes)",
        ),
        (Reason("link", "A", LinkKind.FS, lag=60), "Waits for Fine cut (finish to start, 1 hour)"),
        (Reason("earliest", until=at("2026-11-18T09:00")), "Not before 2026-11-18"),
        (Reason("fixed", until=at("2026-11-18T09:00")), "Fixed at 2026-11-18"),
        (Reason("resource", "R"), "Waits until Studio A is free"),
        (Reason("level"), "Put later by levelling"),
        (Reason("frozen"), "Has begun, is done or is confirmed"),
        (Reason("start"), "The plan begins"),
        (
            Reason("calendar", "gone", until=at("2026-11-18T09:00")),
            "No working time until 2026-11-18",
        ),
    ],
)
def test_words(reason, words):
    assert said(reason) == words


def test_a_holiday_is_named():
    task = Task(id="A", duration=480, calendar="cn")
    before = Task(id="B", duration=480, calendar="cn", earliest=at("2026-02-14T09:00"))
    placed = plan([before, task], [Link("B", "A")], CALENDARS, at("2026-02-02T09:00"))
    words = said(placed["A"].reason)
    assert words == "Holiday: Chinese New Year (Spring Festival) until 2026-02-24"


def test_a_weekend_is_no_holiday_and_the_link_stays_the_reason():
    tasks = [Task(id="A", duration=480, calendar="cn"), Task(id="B", duration=480, calendar="cn")]
    friday = at("2026-11-20T09:00")
    placed = plan(tasks, [Link("A", "B")], CALENDARS, friday)
    assert placed["B"].reason.kind == "link"
    saturday = plan(tasks[:1], (), CALENDARS, at("2026-11-21T09:00"))
    assert said(saturday["A"].reason) == "No working time until 2026-11-23"


def test_a_day_off_of_the_studios_own():
    hours = Hours(exceptions={date(2026, 11, 18): ()})
    calendars = {"own": working.calendar("own", hours)}
    begin = at("2026-11-18T09:00", "UTC")
    placed = plan([Task(id="A", duration=1, calendar="own")], (), calendars, begin)
    words = explain.words(placed["A"].reason, names={}, calendars=calendars, when=day)
    assert str(words) == "Day off until 2026-11-19"
