"""SM-6: steps, words, fields, when holds end, what cancelling costs, how far it is."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from studio.domain import bookings, rulefiles
from studio.errors import Invalid

NOW = datetime(2026, 11, 16, 8, 30, 20, tzinfo=UTC)
RULES = {rule.key: rule.value for rule in rulefiles.read("bookings")}

TABLE = {
    ("enquiry", "hold"), ("enquiry", "confirmed"), ("enquiry", "released"),
    ("hold", "challenged"), ("hold", "confirmed"), ("hold", "released"),
    ("challenged", "hold"), ("challenged", "confirmed"), ("challenged", "released"),
    ("confirmed", "in_progress"), ("confirmed", "cancelled"), ("confirmed", "no_show"),
    ("confirmed", "completed"), ("in_progress", "completed"), ("released", "hold"),
}  # fmt: skip


def test_there_are_these_steps_and_no_others():
    states = bookings.STATES.states
    steps = {(one, two) for one in states for two in bookings.STATES.reachable(one)}
    assert steps == TABLE
    for one in states:
        for two in states:
            if (one, two) not in TABLE:
                with pytest.raises(Invalid):
                    bookings.check_move(one, two, reason="because it is so")


def test_every_state_is_firm_held_gone_or_asked_for():
    sets = (bookings.FIRM, bookings.HELD, bookings.GONE, {"enquiry"})
    for state in bookings.STATES.states:
        assert sum(state in one for one in sets) == 1


@pytest.mark.parametrize(
    ("state", "rank", "expires", "shown"),
    [
        ("hold", 1, NOW + timedelta(hours=1), "Hold 1"),
        ("hold", 2, None, "Hold 2"),
        ("hold", 1, NOW, "Expired"),
        ("challenged", 1, NOW + timedelta(minutes=1), "Challenged"),
        ("challenged", 1, NOW - timedelta(minutes=1), "Expired"),
        ("confirmed", 0, NOW - timedelta(days=9), "Confirmed"),
        ("enquiry", 0, None, "Asked"),
    ],
)
def test_a_booking_is_shown_by_state_rank_and_time(state, rank, expires, shown):
    assert str(bookings.shown(state, rank, expires, NOW).label) == shown


def test_what_runs_now_is_under_way():
    hour = timedelta(hours=1)
    assert bookings.shown("confirmed", 0, None, NOW, start=NOW, end=NOW + hour).code == (
        "in_progress"
    )
    assert bookings.shown("confirmed", 0, None, NOW, start=NOW - hour, end=NOW).code == "confirmed"


def test_a_hold_lasts_three_days_and_a_challenge_one_at_most():
    end = datetime(2026, 11, 19, 8, 30, tzinfo=UTC)
    assert bookings.hold_expires(NOW, RULES["hold"]["hours"]) == end
    day = datetime(2026, 11, 17, 8, 30, tzinfo=UTC)
    assert bookings.challenge_expires(NOW, end, RULES["hold"]["challenge_hours"]) == day
    soon = NOW + timedelta(hours=2)
    assert bookings.challenge_expires(NOW, soon) == soon
    assert bookings.challenge_expires(NOW, None) == day


@pytest.mark.parametrize(
    ("hours", "share"), [(169, "0"), (168, "0"), (167, "0.5"), (48, "0.5"), (47, "1"), (-2, "1")]
)
def test_cancelling_costs_by_notice(hours, share):
    start = NOW + timedelta(hours=hours)
    notice = RULES["cancelling"]["notice"]
    assert bookings.cancelling_share(notice, start, NOW) == Decimal(share)


@pytest.mark.parametrize(
    ("origin", "target", "minutes"),
    [
        ("Hangzhou", "杭州", 0),
        ("Studio A, Hangzhou", "杭州 live set", 0),
        ("Hangzhou", "Shanghai", 120),
        ("London", "Paris, Rue X", 240),
        ("Shenzhen", "Hangzhou", 300),
        ("Hangzhou", "Paris", 960),
        ("", "Paris", 0),
        ("Hangzhou", "Nowhere", 300),
        ("Room 1, Nowhere", "Hall, nowhere", 0),
    ],
)
def test_travel_between_places(origin, target, minutes):
    times = bookings.travel(RULES["travel"])
    assert times.minutes(origin, target) == times.minutes(target, origin) == minutes
    assert bookings.travel(None).minutes(origin, target) == 0


def test_spans_and_who_are_checked():
    bookings.check_span(NOW, NOW + timedelta(minutes=1))
    for end in (NOW, NOW - timedelta(1), NOW + timedelta(days=367)):
        with pytest.raises(Invalid) as caught:
            bookings.check_span(NOW, end)
        assert set(caught.value.fields) == {"end_at"}
    assert bookings.check_one({"talent_id": None, "resource_id": 3}) == "resource"
    for values in ({}, {"talent_id": 1, "person_id": 2}):
        with pytest.raises(Invalid):
            bookings.check_one(values)


def test_the_rules_are_dated():
    assert date(2026, 1, 1) == next(iter(rulefiles.read("bookings"))).effective_from
