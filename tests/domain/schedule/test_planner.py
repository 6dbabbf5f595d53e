"""Dates, slack and reasons: against the slow planner, and by cases worked out by hand."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.domain.schedule.planner import plan
from studio.domain.schedule.tasks import Link, LinkKind, Reason, Task
from studio.errors import Invalid
from tests.domain.schedule import reference

PATTERNS = {
    "week": reference.Pattern("1111100"),
    "odd": reference.Pattern("0110010"),
    "rare": reference.Pattern("0000010"),
}
KEYS = ("", *PATTERNS)


@st.composite
def plans(draw, deadlines=True):
    """Draw a few tasks, each linked to some drawn before it."""
    tasks, links = [], []
    for number in range(draw(st.integers(1, 7))):
        task = Task(
            id=f"T{number}",
            duration=draw(st.integers(0, 5)),
            calendar=draw(st.sampled_from(KEYS)),
            elapsed=draw(st.booleans()) and draw(st.booleans()),
            splittable=draw(st.booleans()),
            earliest=draw(st.none() | st.integers(0, 12)),
            fixed=draw(st.none() | st.none() | st.integers(0, 20)) if deadlines else None,
            deadline=draw(st.none() | st.integers(2, 30)) if deadlines else None,
            group=draw(st.sampled_from("ab")),
        )
        waits = draw(st.lists(st.sampled_from(tasks), max_size=3)) if tasks else ()
        links.extend(
            Link(
                before.id,
                task.id,
                draw(st.sampled_from(list(LinkKind))),
                draw(st.sampled_from((0, 0, 1, 2, -1, -3))),
                draw(st.booleans()),
            )
            for before in waits
        )
        tasks.append(task)
    return tasks, links


def calendars():
    return {key: reference.calendar(key, pattern.worked) for key, pattern in PATTERNS.items()}


def found(placed):
    return (
        placed.start,
        placed.finish,
        placed.late_start,
        placed.late_finish,
        placed.slack,
        placed.free_slack,
    )


@settings(max_examples=120, deadline=None)
@given(plans())
def test_the_slow_planner_finds_the_same(drawn):
    tasks, links = drawn
    ours = plan(tasks, links, calendars())
    theirs = reference.plan(tasks, links, PATTERNS)
    assert {key: found(one) for key, one in ours.items()} == theirs


@settings(max_examples=100, deadline=None)
@given(plans(deadlines=False))
def test_slack_is_never_negative_without_a_deadline(drawn):
    tasks, links = drawn
    placed = plan(tasks, links, calendars()).values()
    assert all(one.slack >= one.free_slack >= 0 for one in placed)
    assert any(one.critical for one in placed)


@settings(max_examples=60, deadline=None)
@given(plans(), st.randoms())
def test_the_order_given_is_no_matter(drawn, random):
    tasks, links = drawn
    mixed = random.sample(tasks, len(tasks))
    assert dict(plan(mixed, links, calendars())) == dict(plan(tasks, links, calendars()))


@settings(max_examples=60, deadline=None)
@given(plans(deadlines=False))
def test_a_task_that_slips_by_its_free_slack_moves_no_follower(drawn):
    tasks, links = drawn
    was = plan(tasks, links, calendars())
    for number, task in enumerate(tasks):
        if task.calendar or not was[task.id].free_slack:
            continue
        later = replace(task, earliest=was[task.id].start + was[task.id].free_slack)
        now = plan([*tasks[:number], later, *tasks[number + 1 :]], links, calendars())
        assert all(now[key].start == was[key].start for key in was if key != task.id)


def days(*tasks, links=(), start=0):
    return plan(tasks, links, calendars(), start)


def test_a_finish_to_finish_link_ends_past_the_gap_not_in_it():
    # The first is done on the day off; the week's work cannot end there, so it takes one day more.
    first, second = Task(id="A", duration=6), Task(id="B", duration=2, calendar="week")
    placed = days(first, second, links=[Link("A", "B", LinkKind.FF)])
    assert (placed["B"].start, placed["B"].finish) == (4, 8)
    assert placed["B"].slack == 0


def test_a_start_to_start_link_keeps_the_latest_start_before_the_gap():
    tasks = (
        Task(id="A", duration=1, calendar="week"),
        Task(id="B", duration=3),
        Task(id="C", duration=3, earliest=6),
    )
    links = [Link("A", "B", LinkKind.SS), Link("B", "C")]
    placed = days(*tasks, links=links)
    assert (placed["B"].late_start, placed["A"].late_start) == (3, 3)
    late = days(*tasks[:2], Task(id="C", duration=3, earliest=9), links=links)
    assert late["B"].late_start == 6
    assert (late["A"].late_start, late["A"].slack) == (4, 4)  # the 5th and 6th are no days to begin


def test_nothing_starts_before_the_plan():
    placed = days(
        Task(id="A", duration=2), Task(id="B", duration=1), links=[Link("A", "B", lag=-9)], start=5
    )
    assert placed["B"].start == 5


def test_what_is_fixed_or_frozen_stands_where_it_says():
    tasks = (
        Task(id="A", duration=4),
        Task(id="B", duration=2, fixed=3),
        Task(id="C", duration=9, frozen=True, start=-4, finish=1),
    )
    placed = days(*tasks, links=[Link("A", "B")])
    assert (placed["B"].start, placed["B"].finish) == (3, 5)
    assert (placed["A"].slack, placed["A"].critical) == (-1, True)
    assert (placed["C"].start, placed["C"].finish) == (-4, 1)
    assert placed["C"].reason == Reason("frozen")


def test_a_deadline_that_cannot_be_kept_shows_what_is_missing():
    placed = days(
        Task(id="A", duration=5, calendar="week"),
        Task(id="B", duration=3, calendar="week", deadline=9),
        links=[Link("A", "B")],
    )
    assert [placed[key].slack for key in "AB"] == [-1, -1]
    assert [placed[key].late_start for key in "AB"] == [-3, 4]


def test_each_project_has_its_own_end():
    placed = days(
        Task(id="A", duration=2, group="p"),
        Task(id="B", duration=9, group="q"),
        Task(id="C", duration=1, group="p"),
    )
    assert placed.ends() == {"p": 2, "q": 9}
    assert [placed[key].slack for key in "ABC"] == [0, 0, 1]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (LinkKind.FS, (5, 7)),
        (LinkKind.SS, (1, 3)),
        (LinkKind.FF, (3, 5)),
        (LinkKind.SF, (0, 2)),
    ],
)
def test_the_four_links(kind, expected):
    lag = 1 if kind in (LinkKind.FS, LinkKind.SS, LinkKind.FF) else 0
    placed = days(
        Task(id="A", duration=4), Task(id="B", duration=2), links=[Link("A", "B", kind, lag)]
    )
    assert (placed["B"].start, placed["B"].finish) == expected


def test_work_in_one_piece_waits_for_room():
    placed = days(Task(id="A", duration=2, calendar="week", splittable=False, earliest=4))
    assert (placed["A"].start, placed["A"].finish) == (7, 9)
    whole = days(Task(id="A", duration=6, calendar="week", splittable=False, earliest=4))
    assert (whole["A"].start, whole["A"].finish) == (4, 12)  # six days never come in a row


def test_what_holds_each_task():
    placed = days(
        Task(id="A", duration=1),
        Task(id="B", duration=1),
        Task(id="C", duration=1, earliest=6),
        Task(id="D", duration=1, earliest=5, calendar="week"),
        Task(id="E", duration=1, fixed=2),
        Task(id="F", duration=2),
        links=[Link("A", "B", LinkKind.FS, 2), Link("B", "F", LinkKind.FF, 3, elapsed=True)],
    )
    assert {key: one.reason for key, one in placed.items()} == {
        "A": Reason("start", until=0),
        "B": Reason("link", "A", LinkKind.FS, lag=2),
        "C": Reason("earliest", until=6),
        "D": Reason("calendar", "week", until=7),
        "E": Reason("fixed", until=2),
        "F": Reason("link", "B", LinkKind.FF, lag=3, elapsed=True),
    }
    assert placed.driver("B") == Link("A", "B", LinkKind.FS, 2)
    assert placed.driver("A") is None
    assert placed.span("C") == (6, 7)


def test_a_calendar_that_is_not_there_is_named():
    with pytest.raises(Invalid, match="Fine cut names the calendar moon") as caught:
        plan([Task(id="A", duration=1, calendar="moon")], names={"A": "Fine cut"})
    assert set(caught.value.fields) == {"A"}


def test_nothing_to_plan_is_a_plan():
    assert dict(plan([])) == {}
