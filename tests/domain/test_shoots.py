"""Shoot days: times as typed, calls, revision letters, what changed, what is checked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.domain import shoots
from studio.domain.shoots import CalledFacts
from studio.errors import Invalid
from studio.text import Named


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("8", "08:00"),
        ("0800", "08:00"),
        ("830", "08:30"),
        ("8:30", "08:30"),
        ("08：30", "08:30"),
        ("8.30 pm", "20:30"),
        ("下午2点", "14:00"),
        ("早上7点半", "07:30"),
        ("noon", "12:00"),
        ("", ""),
        ("23:59", "23:59"),
    ],
)
def test_a_time_is_read_as_typed(typed, kept):
    assert shoots.time_of_day(typed) == kept


@pytest.mark.parametrize("typed", ["25", "8:5", "2460", "soon", "12345", "-1", "8:61"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(Invalid):
        shoots.time_of_day(typed)


@given(st.integers(0, 24 * 60 - 1))
@settings(max_examples=60)
def test_a_clock_is_read_back(minute):
    written = shoots.clock(minute)
    assert shoots.minutes(written) == minute
    assert shoots.time_of_day(written) == written
    assert shoots.time_of_day(written.replace(":", "")) == written


def test_talent_comes_half_an_hour_later_unless_set():
    assert shoots.call_of("crew", "", "07:30") == "07:30"
    assert shoots.call_of("talent", "", "07:30") == "08:00"
    assert shoots.call_of("talent", "08:30", "07:30") == "08:30"
    assert shoots.call_of("talent", "", "") == ""
    assert shoots.call_of("talent", "", "23:45") == "00:15"
    assert shoots.call_of("talent", "", "07:30", {"talent": 45}) == "08:15"


def test_revisions_go_on_after_z():
    letters = [""]
    for _ in range(60):
        letters.append(shoots.next_revision(letters[-1]))
    assert letters[1:4] == ["A", "B", "C"]
    assert letters[26:30] == ["Z", "AA", "AB", "AC"]
    assert letters[52:54] == ["AZ", "BA"]
    assert len(set(letters)) == 61


def content(**lists):
    return {"facts": {"call": ["07:30", "07:30"], "hospital": ["West", "西江"]}, **lists}


def person(key, name, **fields):
    return {"key": key, "name": [name, name], **{f: [v, v] for f, v in fields.items()}}


def words(before, after):
    return [str(change.message) for change in shoots.differences(before, after)]


def test_the_same_sheet_has_no_changes():
    assert words(content(people=[person(1, "Ann")]), content(people=[person(1, "Ann")])) == []


def test_changes_are_told_with_what_was():
    before = content(people=[person(1, "Ann", call="08:00"), person(2, "Bo")])
    after = content(people=[person(1, "Ann", call="08:30"), person(3, "Cy")])
    after["facts"] = {"call": ["08:00", "08:00"], "safety": ["x" * 50, "x" * 50]}
    assert words(before, after) == [
        "Call 08:00, was 07:30",
        "Hospital taken out",
        "Safety changed",
        "Ann: Call 08:30, was 08:00",
        "Cy added",
        "Bo taken out",
    ]


def test_an_order_alone_is_no_change():
    one, two = person(1, "Ann"), person(2, "Bo")
    assert words(content(people=[one, two]), content(people=[two, one])) == []


def test_a_change_knows_both_languages():
    before = {"facts": {"hospital": ["West", "西江"]}}
    after = {"facts": {"hospital": ["East", "东江"]}}
    (change,) = shoots.differences(before, after)
    assert (change.was, change.now) == (("West", "西江"), ("East", "东江"))


ANN = CalledFacts(Named("Ann", "安"), "talent")


def keys(severity="", **values):
    given = {
        "call": "07:30",
        "wrap": "16:30",
        "hospital": True,
        "places": 1,
        "called": [ANN],
        **values,
    }
    return [
        check.key
        for check in shoots.check_sheet(**given)
        if not severity or check.severity == severity
    ]


def test_a_whole_sheet_passes():
    assert keys() == []


def test_what_is_missing_is_named():
    assert keys(hospital=False, places=0) == ["hospital", "places"]
    assert keys("block", called=[]) == ["people"]
    assert keys("block", call="") == ["call"]
    assert keys("warn", missing=[("ก", "Notes")]) == ["glyphs"]


def test_a_wrap_before_the_call_blocks_but_a_night_does_not():
    assert keys("block", wrap="06:00") == ["wrap"]
    assert keys("block", call="18:00", wrap="04:00") == []
    late = CalledFacts(Named("Ann"), "crew", call="17:00")
    assert keys("block", called=[late]) == ["wrap"]


def test_a_minor_needs_a_guardian():
    child = CalledFacts(Named("Jo"), "talent", minor=True)
    assert keys("block", called=[child]) == ["guardian"]
    with pytest.raises(Invalid):
        shoots.refuse_blocked(
            shoots.check_sheet(call="08:00", wrap="", hospital=True, places=1, called=[child])
        )


def test_who_is_booked_elsewhere_is_a_warning():
    busy = CalledFacts(Named("Tan"), "crew", elsewhere=Named("Clip 36"))
    assert keys("warn", called=[busy]) == ["elsewhere"]


def test_states_walk_from_planned_to_wrapped():
    for before, after in (
        ("planned", "confirmed"),
        ("confirmed", "shooting"),
        ("shooting", "wrapped"),
        ("cancelled", "planned"),
    ):
        shoots.STATES.check(before, after)
    with pytest.raises(Invalid):
        shoots.STATES.check("planned", "wrapped")


def test_rows_are_checked():
    with pytest.raises(Invalid):
        shoots.check_row({"part": "shot"})
    with pytest.raises(Invalid):
        shoots.check_row({"part": "schedule", "title": "Load in"})
    with pytest.raises(Invalid):
        shoots.check_row({"part": "schedule", "title": "x", "at": "09:00", "until": "08:00"})
    shoots.check_row({"part": "schedule", "title": "x", "at": "09:00", "until": "10:00"})
