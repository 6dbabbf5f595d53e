"""Change by change the engine stands where a plan made anew would."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.domain.schedule.engine import Engine
from studio.domain.schedule.planner import plan
from studio.domain.schedule.tasks import Link, LinkKind, Task
from studio.errors import Invalid
from tests.domain.schedule.test_planner import KEYS, calendars, plans


def changed(task, draw):
    """Return a task with some of its values drawn anew."""
    new = {
        "duration": st.integers(0, 6),
        "earliest": st.none() | st.integers(0, 30),
        "fixed": st.none() | st.integers(0, 20),
        "deadline": st.none() | st.integers(0, 40),
        "calendar": st.sampled_from(KEYS),
        "group": st.sampled_from("abc"),
        "splittable": st.booleans(),
    }
    names = draw(st.lists(st.sampled_from(sorted(new)), min_size=1, max_size=3, unique=True))
    return replace(task, **{name: draw(new[name]) for name in names})


@settings(max_examples=100, deadline=None)
@given(plans(), st.data())
def test_every_change_ends_where_a_new_plan_would(drawn, data):
    tasks = {task.id: task for task in drawn[0]}
    links = list(drawn[1])
    engine = Engine(list(tasks.values()), links, calendars())
    dict(engine.placed)  # all of it asked for, so that nothing stale may stay
    for _step in range(data.draw(st.integers(1, 6))):
        was = dict(engine.placed)
        slack = data.draw(st.booleans())
        told = _one_change(engine, tasks, links, data.draw, slack=slack)
        if not slack:
            told |= set(engine.settle().ids)
        fresh = plan(list(tasks.values()), links, calendars())
        assert dict(engine.placed) == dict(fresh)
        assert engine.placed.ends() == {**engine.placed.ends(), **fresh.ends()}
        assert {key for key in was if was[key] != fresh[key]} <= told


def _one_change(engine, tasks, links, draw, *, slack):
    kind = draw(st.sampled_from(("change", "change", "link", "unlink")))
    if kind == "unlink" and links:
        link = links.pop(draw(st.integers(0, len(links) - 1)))
        return set(engine.unlink(link, slack=slack).ids)
    if kind == "link":
        ends = st.sampled_from(sorted(tasks))
        link = Link(draw(ends), draw(ends), draw(st.sampled_from(list(LinkKind))), 1)
        try:
            told = engine.link(link, slack=slack)
        except Invalid:
            return set()
        links.append(link)
        return set(told.ids)
    task = changed(tasks[draw(st.sampled_from(sorted(tasks)))], draw)
    tasks[task.id] = task
    return set(engine.change(task, slack=slack).ids)


def chain():
    tasks = [Task(id=one, duration=2) for one in "ABCD"]
    return Engine(tasks, [Link("A", "B"), Link("B", "C")], calendars())


def test_what_moved_is_told_in_order():
    engine = chain()
    moved = engine.change(Task(id="A", duration=5), slack=False)
    assert [(one.id, one.start) for one in moved] == [("A", 0), ("B", 5), ("C", 7)]
    assert moved[1:].ids == ("B", "C")
    assert engine.placed.end() == 9
    assert engine.placed["D"].slack == 4  # as it was until the mouse is let go
    assert "D" in engine.settle().ids
    assert engine.placed["D"].slack == 7


def test_a_link_that_would_close_a_circle_changes_nothing():
    engine = chain()
    was = dict(engine.placed)
    for link in (Link("C", "A"), Link("B", "B"), Link("A", "X")):
        with pytest.raises(Invalid):
            engine.link(link)
    assert dict(engine.placed) == was
    assert len(engine.links) == 2


def test_a_refused_change_changes_nothing():
    engine = chain()
    was = dict(engine.placed)
    with pytest.raises(Invalid, match="moon"):
        engine.change(Task(id="A", duration=5, calendar="moon"))
    with pytest.raises(Invalid, match="no task X"):
        engine.change(Task(id="X", duration=5))
    with pytest.raises(Invalid, match="no such link"):
        engine.unlink(Link("A", "C"))
    assert dict(engine.placed) == was
    assert engine.tasks["A"].duration == 2


def test_tasks_come_and_go():
    engine = chain()
    engine.add(Task(id="E", duration=1, earliest=20))
    assert engine.placed.end() == 21
    engine.remove("B")
    assert engine.placed["C"].start == 0
    assert engine.links == ()
    with pytest.raises(Invalid):
        engine.remove("B")
