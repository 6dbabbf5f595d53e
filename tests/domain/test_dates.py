"""Payment terms, ageing and working days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from studio.domain.dates import (
    TERMS,
    Terms,
    add_working_days,
    ageing_band,
    days_late,
    due_date,
    end_of_month,
    is_working,
    span,
    terms_label,
    week_of,
)

TODAY = date(2026, 11, 16)


@pytest.mark.parametrize(("issued", "kind", "days", "due"), [
    ("2026-01-10", "net_n", 30, "2026-02-09"),
    ("2026-01-10", "eom_plus_n", 30, "2026-03-02"),
    ("2026-01-10", "net_n_then_eom", 30, "2026-02-28"),
    ("2026-01-31", "net_n", 30, "2026-03-02"),
    ("2026-11-16", "on_receipt", 30, "2026-11-16"),
    ("2026-11-16", "milestone", 30, "2026-11-16"),
    ("2026-11-03", "net_n", 30, "2026-12-03"),
    ("2026-10-05", "net_n", 7, "2026-10-12"),
    ("2028-02-10", "net_n_then_eom", 10, "2028-02-29"),
])  # fmt: skip
def test_invoices_fall_due_by_their_terms(issued, kind, days, due):
    assert due_date(date.fromisoformat(issued), Terms(kind, days)) == date.fromisoformat(due)


def test_terms_in_words():
    assert [str(terms_label(Terms(kind, 30))) for kind in TERMS] == [
        "Net 30",
        "End of month + 30 days",
        "Net 30, then end of month",
        "On receipt",
        "At the milestone",
    ]


@pytest.mark.parametrize(("due", "late", "band"), [
    (None, 0, "not_due"), ("2026-11-17", 0, "not_due"), ("2026-11-16", 0, "not_due"),
    ("2026-11-15", 1, "days_30"), ("2026-10-17", 30, "days_30"), ("2026-10-16", 31, "days_60"),
    ("2026-10-15", 32, "days_60"), ("2026-09-17", 60, "days_60"), ("2026-09-16", 61, "days_90"),
    ("2026-08-18", 90, "days_90"), ("2026-08-17", 91, "days_over"),
])  # fmt: skip
def test_how_late_something_is(due, late, band):
    due = due and date.fromisoformat(due)
    assert days_late(due, TODAY) == late
    assert ageing_band(due, TODAY) == band


@pytest.mark.parametrize(("start", "count", "end"), [
    ("2026-11-16", 0, "2026-11-16"), ("2026-11-16", 4, "2026-11-20"),
    ("2026-11-16", 5, "2026-11-23"), ("2026-11-20", 1, "2026-11-23"),
    ("2026-11-21", 1, "2026-11-23"), ("2026-11-23", -1, "2026-11-20"),
])  # fmt: skip
def test_working_days_leave_out_the_week_end(start, count, end):
    assert add_working_days(date.fromisoformat(start), count) == date.fromisoformat(end)


def test_working_days_leave_out_holidays_and_follow_the_studios_week():
    off = {date(2026, 11, 17)}
    assert add_working_days(TODAY, 1, off=off) == date(2026, 11, 18)
    assert not is_working(date(2026, 11, 17), off=off)
    assert add_working_days(date(2026, 11, 20), 1, working="123456") == date(2026, 11, 21)
    with pytest.raises(ValueError, match="working day"):
        add_working_days(TODAY, 1, working="")


def test_a_week_runs_from_monday_to_sunday():
    assert week_of(date(2026, 11, 22)) == tuple(date(2026, 11, day) for day in range(16, 23))


@given(some.dates(date(2000, 1, 1), date(2099, 10, 1)), some.integers(0, 60))
def test_terms_never_fall_due_before_the_issue(issued, days):
    dues = {kind: due_date(issued, Terms(kind, days)) for kind in TERMS}
    assert min(dues.values()) >= issued
    assert dues["net_n_then_eom"] == end_of_month(dues["net_n"])
    assert dues["eom_plus_n"] >= dues["net_n"]


@given(some.dates(date(2000, 1, 1), date(2090, 1, 1)), some.integers(1, 200))
def test_working_days_there_and_back(day, count):
    there = add_working_days(day, count)
    assert is_working(there)
    assert add_working_days(add_working_days(there, -count), count) == there


@pytest.mark.parametrize(
    ("name", "first", "after"),
    [
        ("month", date(2026, 12, 1), date(2027, 1, 1)),
        ("last_month", date(2026, 11, 1), date(2026, 12, 1)),
        ("quarter", date(2026, 10, 1), date(2027, 1, 1)),
        ("year", date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_a_span_runs_to_the_day_before_its_end(name, first, after):
    assert span(name, date(2026, 12, 31)) == (first, after)


def test_the_month_before_january_is_december():
    assert span("last_month", date(2027, 1, 5)) == (date(2026, 12, 1), date(2027, 1, 1))
    with pytest.raises(ValueError, match="week"):
        span("week", date(2027, 1, 5))
