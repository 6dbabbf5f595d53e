"""Working time: sums and their inverses, China's year, clocks that change, absences."""

import pickle
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.domain.schedule import holidays
from studio.domain.schedule import hours as working
from studio.domain.schedule.hours import Hours
from studio.domain.schedule.time import MEAL, NIGHT, Absent, Calendar, Fixed, combined
from studio.errors import Invalid
from studio.text import Named
from tests.domain.schedule.reference import Pattern, count

CHINA = Hours(zone="Asia/Shanghai", country="CN")

# Facts of the State Council's notice for 2026, as chinesecalendar 1.11 has them.
OFF_2026 = (
    "01-01 01-02 01-03 02-15 02-16 02-17 02-18 02-19 02-20 02-21 02-22 02-23 04-04 04-05 04-06 "
    "05-01 05-02 05-03 05-04 05-05 06-19 06-20 06-21 09-25 09-26 09-27 10-01 10-02 10-03 10-04 "
    "10-05 10-06 10-07"
)
MADE_UP_2026 = "01-04 02-14 02-28 05-09 09-20 10-10"


def at(text, zone="Asia/Shanghai"):
    """Return a local time as minutes since the epoch."""
    moment = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    return int(moment.timestamp()) // 60


def local(minutes, zone="Asia/Shanghai"):
    return datetime.fromtimestamp(minutes * 60, ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


patterns = st.text("01", min_size=1, max_size=9).filter(lambda one: "1" in one).map(Pattern)


@settings(max_examples=80, deadline=None)
@given(patterns, st.integers(-900, 900), st.integers(-40, 40))
def test_the_sums_and_their_inverses(pattern, t, work):
    calendar = Calendar("c", pattern, day=1, units="day")
    here = calendar.worked(t)
    assert calendar.worked(t + 1) - here == pattern(t)
    assert calendar.between(t, t + 30) == count(pattern, t, t + 30)
    done, begun = calendar.inv_end(here + work), calendar.inv_start(here + work)
    assert calendar.worked(done) == calendar.worked(begun) == here + work
    assert pattern(done - 1)
    assert pattern(begun)
    assert calendar.is_worked(t) == pattern(t)


@settings(max_examples=80, deadline=None)
@given(patterns, st.integers(-60, 60), st.integers(-60, 60), st.integers(-9, 9))
def test_adding_and_taking_belong_together(pattern, t, u, work):
    calendar = Calendar("c", pattern, day=1, units="day")
    assert (calendar.add(u, work) <= t) == (u <= calendar.take(t, work))


def test_china_2026_day_by_day():
    day = date(2026, 1, 1)
    while day.year == 2026:
        text = day.isoformat()[5:]
        expected = text in MADE_UP_2026 or (day.weekday() < 5 and text not in OFF_2026)
        assert bool(CHINA.on(day)) == expected, day
        day += timedelta(days=1)


def test_a_day_made_up_has_the_hours_of_a_weekday():
    calendar = working.calendar("cn", CHINA)
    assert calendar.between(at("2026-02-14T00:00"), at("2026-02-15T00:00")) == 480
    assert local(calendar.next(at("2026-02-14T18:00"))) == "2026-02-24 09:00"
    assert local(calendar.add(at("2026-02-13T14:00"), 480)) == "2026-02-14 14:00"


def test_why_a_gap_is_off():
    calendar = working.calendar("cn", CHINA)
    off = calendar.why_off(at("2026-02-14T18:00"), at("2026-02-24T09:00"))
    assert "Spring Festival" in off.en
    assert "春节" in off.zh
    assert calendar.why_off(at("2026-11-20T18:00"), at("2026-11-23T09:00")) is None


def test_days_to_make_up_that_are_not_announced_are_provisional():
    assert CHINA.provisional(date(2026, 3, 1), date(2027, 1, 5)) == (2027,)
    assert Hours(country="GB").provisional(date(2026, 1, 1), date(2030, 1, 1)) == ()


def test_other_countries_have_holidays_and_nothing_to_make_up():
    year = holidays.year_of("GB", 2026)
    assert date(2026, 12, 28) in year.off  # Boxing Day is a Saturday
    assert not year.made_up
    assert not year.provisional


@pytest.mark.parametrize(
    ("zone", "before", "night", "after"),
    [
        ("Europe/London", "2026-03-27T17:00", 63, "2026-03-30T09:00"),
        ("Europe/London", "2026-10-23T17:00", 65, "2026-10-26T09:00"),
        ("America/New_York", "2026-03-06T17:00", 63, "2026-03-09T09:00"),
    ],
)
def test_hours_keep_to_the_clock_where_it_changes(zone, before, night, after):
    calendar = working.calendar("c", Hours(tuple([((540, 1020),)] * 5 + [()] * 2), zone))
    assert local(calendar.next(at(before, zone)), zone).replace(" ", "T") == after
    assert at(after, zone) - at(before, zone) == night * 60


def test_a_night_in_which_the_clock_changes_is_as_long_as_it_is():
    shift = Hours(tuple([((1320, 1800),)] * 7), "Europe/London")  # 22:00 to 06:00
    calendar = working.calendar("night", shift)
    spans = calendar.spans(
        at("2026-10-24T12:00", "Europe/London"), at("2026-10-25T12:00", "Europe/London")
    )
    assert [finish - start for start, finish in spans] == [9 * 60]


def test_half_days_days_off_and_days_of_its_own():
    hours = working.hours_of(
        [[[540, 1080]]] * 5 + [[], []],
        zone="Asia/Shanghai",
        country="CN",
        exceptions={"2026-12-31": [[540, 720]], "2026-11-21": [[600, 900]], "2026-11-23": []},
    )
    calendar = working.calendar("own", hours)
    assert calendar.between(at("2026-12-31T00:00"), at("2027-01-01T00:00")) == 180
    assert local(calendar.next(at("2026-11-20T18:00"))) == "2026-11-21 10:00"
    assert local(calendar.next(at("2026-11-21T15:00"))) == "2026-11-24 09:00"
    assert calendar.why_off(at("2026-11-21T15:00"), at("2026-11-24T09:00")) == Named("")
    assert calendar.day == 540


def test_a_task_works_where_its_hours_and_those_of_its_people_meet():
    studio = working.calendar("cn", CHINA)
    paris = working.calendar("fr", Hours(zone="Europe/Paris", country="FR"))
    leave = (at("2026-11-24T00:00"), at("2026-11-25T00:00"))
    both = combined("both", [studio, paris], away=[leave])
    # Shanghai 16:00-18:00 is Paris 9:00-11:00; Tuesday is leave.
    assert both.spans(at("2026-11-23T00:00"), at("2026-11-26T00:00")) == [
        (at("2026-11-23T16:00"), at("2026-11-23T18:00")),
        (at("2026-11-25T16:00"), at("2026-11-25T18:00")),
    ]
    assert both.day == 480


def test_absences_have_names():
    away = Absent(((10, 20, Named("Leave")), (15, 30, Named("Ill"))))
    assert away.spans(0, 50) == [(0, 10), (30, 50)]
    assert away.spans(12, 18) == []
    assert away.why_off(5, 12) == Named("Leave")
    assert away.why_off(40, 50) is None


def test_work_in_one_piece_spans_meals_but_no_nights_unless_it_is_longer_than_a_day():
    calendar = working.calendar("cn", CHINA)
    noon = at("2026-11-18T14:00")
    assert [local(one) for one in calendar.place(noon, 480, rest=MEAL)] == [
        "2026-11-19 09:00",
        "2026-11-19 18:00",
    ]
    assert [local(one) for one in calendar.place(at("2026-11-19T09:00"), 3 * 480, rest=NIGHT)] == [
        "2026-11-23 09:00",
        "2026-11-25 18:00",
    ]
    assert [local(one) for one in calendar.place_late(at("2026-11-24T12:00"), 480, rest=MEAL)] == [
        "2026-11-23 09:00",
        "2026-11-23 18:00",
    ]
    assert not calendar.fits(noon, 481, MEAL)


def test_what_is_never_worked_is_refused():
    with pytest.raises(Invalid, match="at least one working day"):
        working.calendar("none", Hours(weekdays=((),) * 7))
    monday, sunday = ((((540, 600),),) + ((),) * 6), (((),) * 6 + (((540, 600),),))
    never = combined(
        "never", [working.calendar("a", Hours(monday)), working.calendar("b", Hours(sunday))]
    )
    with pytest.raises(Invalid, match="too little working time"):
        never.next(at("2026-11-16T09:00"))
    with pytest.raises(Invalid, match="Calendar short has too little"):
        Calendar("short", Fixed(((0, 10),)), name="short").add(0, 11)


@pytest.mark.parametrize(
    ("hours", "field"),
    [
        (Hours(zone="Mars/Olympus"), "zone"),
        (Hours(zone="+99:99"), "zone"),
        (Hours(country="XX"), "country"),
        (Hours(weekdays=(((600, 540),),) * 7), "hours"),
        (Hours(weekdays=(((540, 700), (600, 800)),) * 7), "hours"),
        (Hours(weekdays=()), "weekdays"),
    ],
)
def test_wrong_hours_are_refused(hours, field):
    with pytest.raises(Invalid) as caught:
        working.check(hours)
    assert field in caught.value.fields


def test_a_calendar_travels_to_another_process_as_its_rule():
    calendar = working.calendar("cn", CHINA, name="Studio")
    moment = at("2026-02-14T18:00")
    calendar.worked(moment)
    there = pickle.loads(pickle.dumps(calendar))
    assert (there.id, there.name, there.day) == ("cn", "Studio", 480)
    assert there.next(moment) == calendar.next(moment)


def test_whole_days_are_worked_if_they_have_any_hours():
    hours = working.hours_of(
        [[[540, 1080]]] * 5 + [[[600, 660]], []], exceptions={"2026-11-17": []}
    )
    calendar = working.day_calendar("days", hours)
    monday = date(2026, 11, 16).toordinal() - working.EPOCH_DAY
    worked = [calendar.is_worked(monday + offset) for offset in range(7)]
    assert worked == [True, False, True, True, True, True, False]
    assert calendar.why_off(monday + 1, monday + 2) == Named("")
