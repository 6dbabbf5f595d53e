"""Days and times as people type them, seen from Monday, 16 November 2026."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from studio.domain.typed import check_year, parse_date, parse_datetime, parse_time
from studio.domain.typed.days import MONTHS, SHORT_MONTHS
from studio.errors import Invalid

TODAY = date(2026, 11, 16)


def refusal(parse, *typed, **options):
    with pytest.raises(Invalid) as caught:
        parse(*typed, **options)
    return str(caught.value.fields["value"])


@pytest.mark.parametrize(("typed", "day"), [
    ("today", "2026-11-16"), ("今天", "2026-11-16"), ("明天", "2026-11-17"),
    ("Tomorrow", "2026-11-17"),
    ("后天", "2026-11-18"), ("大后天", "2026-11-19"), ("昨天", "2026-11-15"),
    ("前天", "2026-11-14"),
    ("+7", "2026-11-23"), ("+ 7 d", "2026-11-23"), ("-3", "2026-11-13"), ("+2w", "2026-11-30"),
    ("+1m", "2026-12-16"), ("+3月", "2027-02-16"), ("-2周", "2026-11-02"), ("+7天", "2026-11-23"),
    ("in 3 days", "2026-11-19"), ("in 2 weeks", "2026-11-30"), ("in 1 month", "2026-12-16"),
    ("3天后", "2026-11-19"), ("两周后", "2026-11-30"), ("2个星期之后", "2026-11-30"),
    ("一个月后", "2026-12-16"),
    ("mon", "2026-11-16"), ("fri", "2026-11-20"), ("Friday", "2026-11-20"), ("sun", "2026-11-22"),
    ("周五", "2026-11-20"), ("星期天", "2026-11-22"), ("礼拜日", "2026-11-22"),
    ("周一", "2026-11-16"),
    ("next fri", "2026-11-27"), ("下周五", "2026-11-27"), ("下下周一", "2026-11-30"),
    ("本周日", "2026-11-22"), ("这周二", "2026-11-17"), ("this mon", "2026-11-16"),
    ("last fri", "2026-11-13"), ("上周五", "2026-11-13"),
    ("2026-11-30", "2026-11-30"), ("2026/11/30", "2026-11-30"), ("2026.1.5", "2026-01-05"),
    ("20261130", "2026-11-30"), ("2026年11月30日", "2026-11-30"),
    ("2026年 1 月 5 号", "2026-01-05"),
    ("11月30日", "2026-11-30"), ("11 月 30", "2026-11-30"), ("1月5日", "2027-01-05"),
    ("20日", "2026-11-20"), ("16号", "2026-11-16"), ("15日", "2026-12-15"),
    ("12/3", "2027-03-12"), ("3/12", "2026-12-03"), ("31/12", "2026-12-31"),
    ("12/31", "2026-12-31"),
    ("30.11.", "2026-11-30"), ("30.11.2026", "2026-11-30"), ("30-11-26", "2026-11-30"),
    ("30 Nov", "2026-11-30"), ("30 november 2026", "2026-11-30"), ("Nov 30", "2026-11-30"),
    ("Nov. 30, 2026", "2026-11-30"), ("3rd dec", "2026-12-03"), ("dec 1st", "2026-12-01"),
    ("30-Nov-26", "2026-11-30"), ("30Nov", "2026-11-30"), ("1 Sept", "2026-09-01"),
    ("3 sep 27", "2027-09-03"),
    ("５ Ｄｅｃ", "2026-12-05"), ("  30   Nov  ", "2026-11-30"),
])  # fmt: skip
def test_days_are_understood(typed, day):
    assert parse_date(typed, TODAY) == date.fromisoformat(day)


def test_the_order_of_day_and_month_is_the_readers():
    assert parse_date("12/3", TODAY, day_first=False) == date(2026, 12, 3)
    assert parse_date("12/3/2027", TODAY, day_first=False) == date(2027, 12, 3)
    assert parse_date("31/12", TODAY, day_first=False) == date(2026, 12, 31)


@pytest.mark.parametrize(("today", "typed", "day"), [
    ("2026-11-16", "18 aug", "2026-08-18"),
    ("2026-11-16", "17 aug", "2027-08-17"),
    ("2027-01-05", "28 dec", "2026-12-28"),
    ("2027-01-05", "1 oct", "2027-10-01"),
    ("2027-12-20", "29 feb", None),
    ("2027-02-01", "29 feb", None),
    ("2028-01-05", "29 feb", "2028-02-29"),
    ("2026-01-31", "+1m", "2026-02-28"),
    ("2026-12-31", "1日", "2027-01-01"),
])  # fmt: skip
def test_a_day_without_a_year_is_the_next_or_one_just_past(today, typed, day):
    today = date.fromisoformat(today)
    if day is None:
        assert "February has 28 days" in refusal(parse_date, typed, today)
    else:
        assert parse_date(typed, today) == date.fromisoformat(day)


@pytest.mark.parametrize(("typed", "said"), [
    ("31 Nov", "November has 30 days. Did you mean 30 Nov or 1 Dec?"),
    ("31 Nov 2026", "November has 30 days. Did you mean 30 Nov or 1 Dec?"),
    ("2026-02-30", "February has 28 days. Did you mean 28 Feb or 1 Mar?"),
    ("30 feb 2028", "February has 29 days. Did you mean 29 Feb or 1 Mar?"),
    ("6月31日", "June has 30 days. Did you mean 30 Jun or 1 Jul?"),
    ("31日", "November has 30 days. Did you mean 30 Nov or 1 Dec?"),
    ("45 nov", "There is no day 45."),
    ("0/5", "There is no day 0."),
    ("2026-13-01", "There is no month 13."),
    ("13月1日", "There is no month 13."),
    ("9999-12-31", "A year from 2000 to 2099 is needed."),
    ("1/1/1999", "A year from 2000 to 2099 is needed."),
    ("+9999m", "A year from 2000 to 2099 is needed."),
    ("-9999w", "A year from 2000 to 2099 is needed."),
    ("foo", '"foo" is not a date.'),
    ("30 foo", '"30 foo" is not a date.'),
    ("foo 30", '"foo 30" is not a date.'),
    ("一", '"一" is not a date.'),
    ("五月五日", '"五月五日" is not a date.'),
    ("1e3", '"1e3" is not a date.'),
    ("a\u202e", '"a\ufffd" is not a date.'),
    (" ", "A date is needed."),
])  # fmt: skip
def test_days_that_are_refused_say_what_was_meant(typed, said):
    assert refusal(parse_date, typed, TODAY) == said


def test_moving_out_of_the_calendar_is_a_year_that_is_not_kept():
    assert "A year" in refusal(parse_date, "-9999w", date(20, 1, 1))


def test_months_have_twelve_long_and_short_names():
    assert [str(month)[:3] for month in MONTHS] == [str(month) for month in SHORT_MONTHS]


def test_only_years_of_this_century_are_kept():
    assert check_year(date(2099, 12, 31)) == date(2099, 12, 31)
    assert "A year" in refusal(check_year, date(2100, 1, 1))


@given(some.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_written_days_are_read_back(day):
    for typed in (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{SHORT_MONTHS[day.month - 1]} {day.day}, {day.year}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.day}.{day.month}.{day.year}",
    ):
        assert parse_date(typed, TODAY) == day
    assert parse_date(f"{day.month}/{day.day}/{day.year}", TODAY, day_first=False) == day


@given(some.text(max_size=20))
def test_whatever_is_typed_is_a_day_or_refused(typed):
    try:
        assert 2000 <= parse_date(typed, TODAY).year <= 2099
    except Invalid:
        return


@given(some.dates(date(2000, 7, 1), date(2098, 12, 31)), some.integers(-60, 200))
def test_days_near_today_need_no_year(today, ahead):
    day = today + timedelta(days=ahead)
    assume((day.month, day.day) != (2, 29))
    assert parse_date(f"{day.day} {SHORT_MONTHS[day.month - 1]}", today) == day


@pytest.mark.parametrize(("typed", "clock"), [
    ("18:00", "18:00"), ("8:05", "08:05"), ("6pm", "18:00"), ("6 PM", "18:00"),
    ("6.30 pm", "18:30"),
    ("18h", "18:00"), ("18h30", "18:30"), ("7", "07:00"), ("noon", "12:00"), ("中午", "12:00"),
    ("12am", "00:00"), ("12pm", "12:00"), ("下午3点", "15:00"), ("晚上8点半", "20:30"),
    ("上午9点一刻", "09:15"), ("中午12点", "12:00"), ("中午1点", "13:00"), ("凌晨12点", "00:00"),
    ("15点20分", "15:20"), ("１８：００", "18:00"), ("下午3时三刻", "15:45"),
])  # fmt: skip
def test_times_are_understood(typed, clock):
    assert parse_time(typed) == time.fromisoformat(clock)


@pytest.mark.parametrize("typed", ["", "25:00", "18:60", "x", "18:0", "later"])
def test_times_that_are_refused(typed):
    assert refusal(parse_time, typed) == f'"{typed}" is not a time of day.'


@pytest.mark.parametrize(("typed", "moment"), [
    ("fri 18:30", "2026-11-20T18:30"), ("明天 下午3点", "2026-11-17T15:00"),
    ("20 Nov 6pm", "2026-11-20T18:00"), ("2026-11-20T09:30", "2026-11-20T09:30"),
    ("2026-11-20T09:30:59", "2026-11-20T09:30"), ("2026-11-20 09:30", "2026-11-20T09:30"),
    ("fri at 9:15", "2026-11-20T09:15"), ("周五晚上8点半", "2026-11-20T20:30"),
    ("周五 今晚8点", "2026-11-20T20:00"), ("18:00", "2026-11-16T18:00"),
    ("今晚8点", "2026-11-16T20:00"), ("20 Nov", "2026-11-20T18:00"),
    ("11月20日", "2026-11-20T18:00"),
    ("30.11.", "2026-11-30T18:00"), ("明天中午", "2026-11-17T12:00"),
    ("fri, noon", "2026-11-20T12:00"),
])  # fmt: skip
def test_moments_are_a_day_and_a_time(typed, moment):
    assert parse_datetime(typed, TODAY) == datetime.fromisoformat(moment)


def test_a_day_alone_is_due_in_the_evening_or_when_said():
    assert parse_datetime("fri", TODAY, at=time(9)) == datetime(2026, 11, 20, 9)  # noqa: DTZ001


@pytest.mark.parametrize("typed", ["nonsense 18:00", "31 nov 18:00", "fri 25:00", ""])
def test_moments_that_are_refused(typed):
    assert refusal(parse_datetime, typed, TODAY)
