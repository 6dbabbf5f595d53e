"""Levelling finds plans that hold, says what it moved and why, and who is to blame for none."""

import random
from dataclasses import replace
from itertools import permutations

import pytest

from studio.domain.schedule.levelling import check, explain, serial
from studio.domain.schedule.levelling.level import Levelling, as_plain, level
from studio.domain.schedule.levelling.problem import Problem, Request, Stand
from studio.domain.schedule.tasks import Link, LinkKind, Resource, Task
from studio.errors import Invalid
from tests.domain.schedule.levelling.plans import hours, studio

SECONDS = 1.0


ANN = Resource("ann")


def request(*tasks, links=(), resources=(ANN,), **more):
    return Request(tasks=tasks, links=links, resources=resources, **more)


def by_ann(key, duration, **more):
    return Task(id=key, duration=duration, needs={"ann": 1}, **more)


@pytest.mark.parametrize("seed", range(12))
def test_a_levelled_plan_holds_and_is_no_worse_than_the_list_schedule(seed):
    wanted = studio(seed, 7, calendars=seed % 2 == 0, hard=seed % 4 > 1)
    found = level(wanted, SECONDS)
    problem = Problem(wanted)
    if found.status in ("optimal", "feasible"):
        assert check.faults(wanted, found.stands) == []
        assert serial.worth(problem, found.stands) <= serial.worth(problem, found.first)
        assert found.bound <= found.makespan
    else:
        hard = {task.id for task in wanted.tasks if task.deadline or task.fixed is not None}
        assert set(found.conflict) <= hard
        assert found.conflict
    placed = {one.id: one for one in explain.placed(problem, found.stands)}
    assert all(one.slack >= 0 and one.late_start >= one.start for one in placed.values())
    assert any(one.critical for one in placed.values())


@pytest.mark.parametrize("seed", range(200, 260))
def test_the_list_schedule_holds_whatever_the_studio(seed):
    wanted = studio(seed, 15, calendars=seed % 2 == 0)
    assert check.faults(wanted, serial.first_plan(Problem(wanted))) == []


def test_the_same_seed_gives_the_same_plan():
    wanted = studio(5, 12)
    problem = Problem(wanted)
    first = serial.first_plan(problem)
    runs = [
        serial.improve(problem, first, lambda: False, lambda _plan: None, seed=3, rounds=40)
        for _nr in range(2)
    ]
    assert runs[0] == runs[1]
    assert serial.worth(problem, runs[0]) <= serial.worth(problem, first)


@pytest.mark.parametrize("seed", range(6))
def test_small_plans_are_as_short_and_as_punctual_as_any(seed):
    """Against every order of the tasks; some order gives a best plan where all want to be early."""
    chance = random.Random(seed)
    tasks = [
        Task(
            id=f"t{nr}",
            duration=chance.randint(1, 4),
            needs={"ann": 1} if nr % 2 else {"room": chance.randint(1, 2)},
            due=chance.randint(2, 9),
            weight=chance.randint(1, 3),
        )
        for nr in range(6)
    ]
    links = [Link("t0", "t3"), Link("t1", "t4", LinkKind.SS, 2)]
    wanted = request(*tasks, links=links, resources=(Resource("ann"), Resource("room", 2)))
    problem = Problem(wanted)
    best = min(
        problem.cost(serial.schedule(problem, order))
        for order in permutations(problem.free)
        if order.index("t0") < order.index("t3") and order.index("t1") < order.index("t4")
    )
    found = level(wanted, 5)
    assert found.status == "optimal"
    assert problem.cost(found.stands) == best


def test_one_person_does_one_thing_after_the_other_and_the_reason_says_so():
    wanted = request(
        by_ann("clip 34", 3, start=0, finish=3, due=3),
        by_ann("clip 35", 2, start=0, finish=2),
        resources=(Resource("ann"),),
    )
    found = level(wanted, SECONDS)
    (moved,) = explain.moves(Problem(wanted), found.stands, {"ann": "Ma Li"})
    assert (found.status, moved.id, moved.before, moved.after) == (
        "optimal",
        "clip 35",
        (0, 2),
        (3, 5),
    )
    assert str(moved.text) == "Ma Li does clip 34 first"
    assert moved.critical


def test_absence_and_links_are_reasons_too():
    away = Resource("ann", busy=((0, 10, 1),))
    wanted = request(
        by_ann("cut", 4, start=0, finish=4),
        Task(id="send", duration=1, start=4, finish=5),
        links=[Link("cut", "send")],
        resources=(away,),
    )
    found = level(wanted, SECONDS)
    texts = [
        str(one.text) for one in explain.moves(Problem(wanted), found.stands, {"ann": "Ma Li"})
    ]
    assert texts == ["Ma Li is free from 10", "Follows cut"]


def test_work_that_may_rest_goes_on_after_a_booking_and_work_in_one_piece_waits():
    busy = Resource("ann", busy=((2, 4, 1),))
    resting = level(request(by_ann("cut", 5), resources=(busy,)), SECONDS)
    assert (resting.stands["cut"].start, resting.stands["cut"].finish) == (0, 7)
    whole = level(request(by_ann("shoot", 5, splittable=False), resources=(busy,)), SECONDS)
    assert (whole.stands["shoot"].start, whole.stands["shoot"].finish) == (4, 9)


def test_the_one_who_is_free_is_chosen():
    wanted = request(
        Task(id="a", duration=4, any_of=(("ann", "ben"),)),
        Task(id="b", duration=4, any_of=(("ann", "ben"),)),
        resources=(Resource("ann"), Resource("ben")),
    )
    found = level(wanted, SECONDS)
    assert (found.status, found.makespan) == ("optimal", 4)
    assert {found.stands[key].team for key in "ab"} == {(("ann", 1),), (("ben", 1),)}


def test_frozen_work_stays_and_everything_else_goes_round_it():
    wanted = request(
        by_ann("begun", 4, frozen=True, start=1, finish=6),
        by_ann("next", 3, splittable=False),
        by_ann("live", 2, fixed=8),
    )
    found = level(wanted, SECONDS)
    assert found.stands["begun"] == Stand(1, 6, (("ann", 1),))
    assert found.stands["live"].start == 8
    assert found.stands["next"].start == 10
    assert check.faults(wanted, found.stands) == []


def test_hours_of_the_person_count_not_only_those_of_the_task():
    office = hours("office", ((540, 1080),))
    early = hours("early", ((480, 720),))
    wanted = Request(
        tasks=[Task(id="cut", duration=300, calendar="office", needs={"ann": 1})],
        resources=[Resource("ann", 1, "early")],
        calendars={"office": office, "early": early},
    )
    stand = level(wanted, SECONDS).stands["cut"]
    assert (stand.start, stand.finish) == (540, 1440 + 540 + 120)


def test_who_is_to_blame_is_named_and_nobody_else():
    wanted = request(
        by_ann("a", 4, deadline=5),
        by_ann("b", 4, deadline=5),
        by_ann("c", 4, deadline=90),
        Task(id="d", duration=1, deadline=40),
    )
    found = level(wanted, SECONDS)
    assert found.status == "infeasible"
    assert set(found.conflict) == {"a", "b"}


def test_a_deadline_no_link_can_keep_is_told_without_a_search():
    wanted = request(Task(id="a", duration=4), Task(id="b", duration=2, deadline=5))
    wanted = replace(wanted, links=[Link("a", "b")])
    found = level(wanted, SECONDS)
    assert (found.status, found.conflict) == ("infeasible", ("b",))


def test_two_fixed_dates_of_one_person_clash():
    wanted = request(by_ann("a", 4, fixed=0, splittable=False), by_ann("b", 4, fixed=2))
    found = level(wanted, SECONDS)
    assert (found.status, set(found.conflict)) == ("infeasible", {"a", "b"})
    (clash,) = explain.clashes(Problem(wanted))
    assert (clash.resource, set(clash.tasks), clash.start, clash.finish) == (
        "ann",
        {"a", "b"},
        2,
        4,
    )


def test_work_begun_out_of_turn_stays_but_what_is_confirmed_pulls_its_preparation():
    begun = request(
        Task(id="script", duration=5),
        Task(id="shoot", duration=2, frozen=True, start=1, finish=3),
        links=[Link("script", "shoot")],
    )
    assert level(begun, SECONDS).status == "optimal"
    confirmed = request(
        by_ann("other", 5, due=5, weight=9),
        by_ann("script", 5),
        Task(id="shoot", duration=2, frozen=True, start=6, finish=8),
        links=[Link("script", "shoot")],
    )
    found = level(confirmed, SECONDS)
    assert found.stands["script"].finish <= 6


@pytest.mark.parametrize(
    ("task", "words"),
    [
        (Task(id="a", duration=1, needs={"nobody": 1}), "a needs nobody, which is not there."),
        (Task(id="a", duration=1, needs={"ann": 2}), "a needs 2 of ann, which has 1."),
        (Task(id="a", duration=1, any_of=((),)), "Nobody is there who could do a."),
    ],
)
def test_what_nobody_could_ever_do_is_refused_by_name(task, words):
    with pytest.raises(Invalid) as refused:
        level(request(task), SECONDS)
    assert str(refused.value) == words


def test_stopping_ends_at_once_with_the_plan_there_is():
    wanted = studio(3, 14)
    levelling = Levelling(wanted, 60, stop=lambda: True)
    found = levelling.run()
    assert check.faults(wanted, found.stands) == []
    assert as_plain(levelling.problem) is None


def test_the_checker_sees_what_is_broken():
    wanted = request(
        by_ann("a", 2, deadline=9, splittable=False),
        by_ann("b", 2, earliest=3),
        by_ann("c", 1, frozen=True, start=8, finish=9),
        links=[Link("a", "b")],
    )
    right = dict(level(wanted, SECONDS).stands)
    assert check.faults(wanted, right) == []
    team = (("ann", 1),)
    wrong = {
        "a": Stand(8, 10, team),
        "b": Stand(2, 5, ()),
        "c": Stand(7, 8, team),
    }
    said = {str(fault) for fault in check.faults(wanted, right | wrong)}
    assert said == {
        "a misses its deadline.",
        "b begins too early.",
        "b is not done by those who can.",
        "b does not last as long as it must.",
        "c was not to move.",
        "b does not wait for a.",
    }
    twice = right | {"a": Stand(7, 9, team)}
    assert "ann is taken twice at 8." in {str(fault) for fault in check.faults(wanted, twice)}
