"""Dependency order, and circles named before anything is saved."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.domain.schedule import graph
from studio.domain.schedule.tasks import Link, Task
from studio.errors import Invalid

IDS = "ABCDEFG"
TASKS = [Task(id=one, duration=1) for one in IDS]
pairs = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=12)


def links(*pairs):
    return [Link(*pair) for pair in pairs]


def circles(found):
    """Tell the slow way whether links close a circle: go on from everybody, seven times."""
    reach = {one: {one} for one in IDS}
    for _step in IDS:
        for one in IDS:
            reach[one] |= {after for before, after in found if before in reach[one]}
    return any(before in reach[after] for before, after in found)


@settings(max_examples=150, deadline=None)
@given(pairs)
def test_an_order_keeps_every_link_or_there_is_a_circle(found):
    if circles(found):
        with pytest.raises(Invalid):
            graph.check(TASKS, links(*found))
        return
    order = [IDS[place] for place in graph.order(TASKS, links(*found))]
    assert sorted(order) == list(IDS)
    assert all(order.index(before) < order.index(after) for before, after in found)


@settings(max_examples=80, deadline=None)
@given(pairs, st.sampled_from(IDS), st.sampled_from(IDS))
def test_a_path_tells_what_a_new_link_would_close(found, begin, end):
    way = graph.path(begin, end, links(*found))
    assert all(step in found for step in pairwise(way))
    assert bool(way) == circles([*found, (end, begin)]) or circles(found)
    if way:
        assert (way[0], way[-1]) == (begin, end)


def test_a_circle_is_named_around():
    names = {"A": "Script", "B": "Shoot", "C": "Edit"}
    with pytest.raises(Invalid, match="circle: Script → Shoot → Edit → Script") as caught:
        graph.check(TASKS, links("AB", "BC", "CA", "CD", "ED"), names)
    assert set(caught.value.fields) == {"A", "B", "C"}


def test_a_long_circle_is_named_in_part():
    many = [Task(id=f"T{n}", duration=1) for n in range(40)]
    ring = [Link(f"T{n}", f"T{(n + 1) % 40}") for n in range(40)]
    with pytest.raises(Invalid, match="T0 → T1 → T2 → T3 → T4 → T5 → … → T0"):
        graph.check(many, ring)


@pytest.mark.parametrize(
    ("pair", "words"),
    [("AA", "A cannot wait for itself"), ("AX", "names the task X"), ("XA", "names the task X")],
)
def test_a_link_to_itself_or_to_nothing_is_refused(pair, words):
    with pytest.raises(Invalid, match=words):
        graph.check(TASKS, links(pair))


def test_a_task_twice_is_refused():
    with pytest.raises(Invalid, match="Shoot is there twice"):
        graph.check([*TASKS, TASKS[0]], [], {"A": "Shoot"})
