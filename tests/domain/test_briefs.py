"""Briefs: when they are ready, what is asked, how they move."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from studio.domain import briefs
from studio.errors import Invalid

TODAY = date(2026, 11, 16)

# B-009 of the demo studio: a hotel's winter notes, two points missing and two unclear.
HOT_SPRINGS = briefs.known_of(
    {
        "client", "brand", "objective", "audience", "budget", "due", "key_message", "must_not",
        "approver",
    },
    ("creators", "budget"),
)  # fmt: skip
EVERYTHING = briefs.known_of(briefs.REQUIRED)


def without(*names):
    return briefs.known_of(set(briefs.REQUIRED) - set(names))


def test_the_demo_brief_is_64_percent_complete_with_four_questions():
    assert round(briefs.completeness(HOT_SPRINGS) * 100) == 64
    assert [(one.field, one.kind) for one in briefs.points(HOT_SPRINGS)] == [
        ("platforms", "missing"),
        ("window", "missing"),
        ("creators", "unclear"),
        ("budget", "unclear"),
    ]
    assert [str(one) for one in briefs.questions(HOT_SPRINGS)] == [
        "Which platforms should the posts appear on?",
        "Between which days should the posts go out?",
        "How many creators do you have in mind, and of which size?",
        "What is the budget, from and to?",
    ]
    with pytest.raises(Invalid, match="64% complete; 80%") as caught:
        briefs.check_ready(HOT_SPRINGS)
    assert set(caught.value.fields) == {"platforms", "window"}


def test_the_five_musts_and_80_percent_make_it_ready():
    briefs.check_ready(EVERYTHING)
    briefs.check_ready(without("usage", "approver"))
    with pytest.raises(Invalid) as caught:
        briefs.check_ready(without("usage", "approver", "language"))
    assert {field: str(said) for field, said in caught.value.fields.items()} == {
        "usage": "Usage rights is still open.",
        "approver": "Approver is still open.",
        "language": "Language is still open.",
    }


@pytest.mark.parametrize("must", briefs.MUSTS)
def test_without_a_must_nothing_else_helps(must):
    with pytest.raises(Invalid) as caught:
        briefs.check_ready(without(must))
    assert set(caught.value.fields) == {must}


def test_an_unclear_point_is_asked_but_holds_nothing_back():
    unclear = briefs.known_of(briefs.REQUIRED, ("budget", "budget", "samples", "mood"))
    briefs.check_ready(unclear)
    assert [one.field for one in briefs.points(unclear)] == ["budget", "samples", "mood"]
    assert str(briefs.question("mood")) == "What exactly do you mean here?"


def test_once_no_must_is_missing_the_other_points_are():
    few = briefs.known_of(briefs.MUSTS)
    assert "audience" not in briefs.missing(few)
    assert briefs.missing(few)[:2] == ("client", "brand")
    assert briefs.missing(without("usage")) == ()
    assert len(briefs.questions(few)) == briefs.MOST_QUESTIONS


@pytest.mark.parametrize(("formats", "quantities", "counted"), [
    ("12 notes", (), True), ("１２ notes", (), True), ("Notes after a real stay", (), False),
    ("", (3,), True), ("", (0,), False), ("", (), False),
])  # fmt: skip
def test_formats_count_with_a_number(formats, quantities, counted):
    assert briefs.has_quantity(formats, quantities) is counted


@pytest.mark.parametrize(("before", "after", "options"), [
    ("draft", "received", {"known": EVERYTHING}),
    ("received", "clarifying", {}),
    ("clarifying", "ready", {"known": EVERYTHING}),
    ("ready", "clarifying", {}),
    ("ready", "proposed", {}),
    ("proposed", "won", {}),
    ("proposed", "lost", {"reason": "price"}),
    ("proposed", "ready", {"known": HOT_SPRINGS}),
    ("received", "declined", {"reason": "capacity"}),
    ("expired", "clarifying", {}),
])  # fmt: skip
def test_the_ways_of_a_brief(before, after, options):
    briefs.check_move(before, after, **options)


@pytest.mark.parametrize(("before", "after", "options", "field"), [
    ("draft", "ready", {}, "state"),
    ("won", "lost", {"reason": "price"}, "state"),
    ("proposed", "lost", {"reason": " "}, "reason"),
    ("received", "declined", {}, "reason"),
    ("clarifying", "ready", {"known": HOT_SPRINGS}, "platforms"),
    ("draft", "received", {"known": briefs.known_of(())}, "client"),
])  # fmt: skip
def test_the_ways_that_are_closed(before, after, options, field):
    with pytest.raises(Invalid) as caught:
        briefs.check_move(before, after, **options)
    assert field in caught.value.fields


@pytest.mark.parametrize(("state", "due_on", "valid_until", "shown"), [
    ("proposed", None, date(2026, 11, 15), "expired"),
    ("proposed", date(2026, 1, 1), TODAY, "proposed"),
    ("proposed", date(2026, 1, 1), None, "proposed"),
    ("clarifying", date(2026, 9, 16), None, "expired"),
    ("clarifying", date(2026, 9, 17), None, "clarifying"),
    ("ready", None, None, "ready"),
    ("won", date(2026, 1, 1), date(2026, 1, 1), "won"),
])  # fmt: skip
def test_expired_is_worked_out(state, due_on, valid_until, shown):
    assert briefs.shown_state(state, TODAY, due_on=due_on, valid_until=valid_until) == shown


def test_each_state_stands_in_one_column():
    columns = [state for states in briefs.COLUMNS.values() for state in states]
    assert sorted(columns) == sorted(briefs.STATES.states)
    assert briefs.column_of("draft") == briefs.column_of("received") == "new"
    assert briefs.column_of("expired") == "closed"
    assert set(briefs.COLUMN_LABELS) == set(briefs.COLUMNS) >= set(briefs.DRAG_COLUMNS)


def test_windows_and_budgets_run_forwards():
    briefs.check_window(TODAY, TODAY)
    briefs.check_window(None, TODAY)
    briefs.check_budget(5, 5)
    briefs.check_budget(None, 5)
    with pytest.raises(Invalid, match="ends before"):
        briefs.check_window(TODAY, date(2026, 11, 15))
    with pytest.raises(Invalid, match="under the lower"):
        briefs.check_budget(6, 5)


def test_fields_are_cleaned():
    clean = briefs.check(
        {
            "title": " Winter notes ",
            "platforms": ["douyin", "xiaohongshu"],
            "keywords": ["温泉", "亲子", "温泉"],
            "budget_min": 5_400_000,
            "window_from": "2026-12-01",
            "due_time": "6pm",
            "language": "",
            "client_id": 8,
        }
    )
    assert clean == {
        "title": "Winter notes",
        "platforms": ["douyin", "xiaohongshu"],
        "keywords": ["温泉", "亲子"],
        "budget_min": 5_400_000,
        "window_from": date(2026, 12, 1),
        "due_time": "18:00",
        "language": "",
        "client_id": 8,
    }


def test_every_wrong_field_is_named():
    values = {
        "title": "a\x00", "objective": "fame", "platforms": ["myspace"], "budget_max": -1,
        "window_to": "2026-02-30", "due_time": "25:00", "colour": "red", "summary": "x" * 5000,
    }  # fmt: skip
    with pytest.raises(Invalid) as caught:
        briefs.check(values)
    assert set(caught.value.fields) == set(values)


def test_a_wished_piece_fits_its_platform():
    wish = {"platform": "xiaohongshu", "format": "image_note", "quantity": "12", "ceiling": None}
    assert briefs.check_item(wish)["quantity"] == 12
    assert briefs.check_item({"format": "reel"}) == {"format": "reel"}
    with pytest.raises(Invalid, match="no such format"):
        briefs.check_item({"platform": "xiaohongshu", "format": "reel"})
    with pytest.raises(Invalid):
        briefs.check_item({"quantity": 0})


@given(some.sets(some.sampled_from(sorted(briefs.REQUIRED))))
def test_more_answers_never_make_a_brief_less_complete(filled):
    share = briefs.completeness(briefs.known_of(filled))
    assert 0 <= share <= 1
    for name in briefs.REQUIRED:
        more = briefs.completeness(briefs.known_of(filled | {name}))
        assert more >= share
    ready = share >= Decimal("0.8") and set(briefs.MUSTS) <= filled
    try:
        briefs.check_ready(briefs.known_of(filled))
    except Invalid:
        assert not ready
    else:
        assert ready
