"""The clash search equals comparing every booking with every other one."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from studio.domain.bookings import BookingIndex, Entry, rank, ranked, sweep
from studio.domain.bookings.index import LONG

SPANS = st.tuples(
    st.sampled_from(["talent:1", "talent:2", "resource:1"]),
    st.integers(0, 40_000),
    st.one_of(st.integers(0, 600), st.integers(LONG - 5, LONG + 5000)),
    st.integers(0, 90),
    st.integers(0, 90),
    st.integers(1, 2),
)


def made(spans):
    return [
        Entry(at, lane, start, start + lasting, before, after, units)
        for at, (lane, start, lasting, before, after, units) in enumerate(spans, 1)
    ]


def meets(one, two):
    """Compare the plain way: two half-open spans of one lane that both last."""
    if one.lane != two.lane or one.first >= one.last or two.first >= two.last:
        return False
    return max(one.first, two.first) < min(one.last, two.last)


@settings(max_examples=60)
@given(st.lists(SPANS, max_size=30))
def test_every_pair_is_found_and_no_other(spans):
    entries = made(spans)
    index = BookingIndex(entries)
    plain = {(a.id, b.id) for a, b in combinations(entries, 2) if meets(a, b)}
    assert {tuple(sorted((a.id, b.id))) for a, b in index.all()} == plain
    for one in entries:
        found = {other.id for other in index.clashes(one)}
        assert found == {other.id for other in entries if other.id != one.id and meets(one, other)}


@settings(max_examples=40)
@given(st.lists(SPANS, max_size=20), st.integers(2, 3))
def test_room_for_several_is_counted_minute_by_minute(spans, capacity):
    entries = [one for one in made(spans) if one.lane == "resource:1"]
    index = BookingIndex(entries)
    for one in entries:
        others = [other for other in entries if other.id != one.id and meets(one, other)]
        crowded = set()
        for moment in {one.first, *(other.first for other in others)}:
            there = [other for other in others if other.first <= moment < other.last]
            if one.first <= moment < one.last:
                taken = one.units + sum(other.units for other in there)
                crowded |= {other.id for other in there if taken > capacity}
        assert {other.id for other in index.clashes(one, capacity)} == crowded


@settings(max_examples=40)
@given(st.lists(SPANS, max_size=20), st.data())
def test_an_index_that_changed_answers_like_a_new_one(spans, data):
    entries = made(spans)
    index = BookingIndex(entries)
    gone = data.draw(st.sets(st.sampled_from(entries))) if entries else set()
    for one in gone:
        index.remove(one.id)
    index.remove(4711)
    left = [one for one in entries if one not in gone]
    assert len(index) == len(left)
    fresh = BookingIndex(left)
    for one in entries:
        assert index.within(one.lane, one.first, one.last) == fresh.within(
            one.lane, one.first, one.last
        )


def test_neighbours_are_the_last_before_and_the_first_after():
    one, two, three = (Entry(at, "talent:1", at * 100, at * 100 + 50) for at in (1, 2, 3))
    index = BookingIndex([three, one, two])
    assert index.neighbours(two) == (one, three)
    assert index.neighbours(one) == (None, two)
    assert index.neighbours(Entry(9, "talent:7", 0, 10)) == (None, None)


def test_touching_is_no_clash_and_nothing_sweeps_to_nothing():
    one = Entry(1, "talent:1", 0, 60)
    assert BookingIndex([one]).clashes(Entry(2, "talent:1", 60, 120)) == []
    assert BookingIndex([one]).clashes(Entry(2, "talent:1", 60, 120, before=1)) == [one]
    assert BookingIndex([one]).clashes(Entry(2, "talent:1", 30, 30)) == []
    assert sweep([], [], []) == []


def test_ranks_follow_who_came_first():
    taken = Entry(1, "talent:1", 0, 60)
    holds = [Entry(at, "talent:1", 30, 90, state="hold") for at in (2, 3)]
    apart = Entry(4, "talent:1", 60, 90, state="hold")
    assert ranked([taken], [*holds, apart]) == {2: 2, 3: 3, 4: 3}
    assert ranked([], [apart, *holds]) == {4: 1, 2: 2, 3: 3}
    many = [Entry(at, "resource:1", 0, 60, state="hold") for at in range(1, 6)]
    assert list(ranked([], many, 2).values()) == [1, 1, 2, 2, 3]
    assert rank(Entry(9, "resource:1", 0, 60, units=5), [], 2) == 1
