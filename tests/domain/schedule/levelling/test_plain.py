"""The plain problem: bit sets agree with the slow way, breeding and proof with every order."""

import random
from itertools import permutations

import numpy as np
import pytest

from studio.domain.schedule import form
from studio.domain.schedule.levelling import batch, breeding, exact, race
from studio.domain.schedule.levelling.level import as_plain, level
from studio.domain.schedule.levelling.plain import Plain, holds, makespan
from studio.domain.schedule.levelling.problem import Problem, Request
from tests.benchmarks.networks import network


def request(value):
    read = form.read(value)
    return Request(tasks=read.tasks, links=read.links, resources=read.resources, names=read.names)


def plain(seed, tasks, **dials):
    return as_plain(Problem(request(network(seed, tasks, **dials))))


def one_after_the_other(problem):
    """Return the plan in which nothing goes on beside anything else."""
    starts, here = [0] * problem.size, 0
    for job in problem.order:
        starts[job] = here = max([here, *(starts[a] + w for a, w in problem.before[job])])
        here += problem.durations[job]
    return starts


def slowly(problem, order):
    """Return the serial schedule of an order, unit by unit."""
    used, starts = {}, {}
    for job in order:
        at = max([0, *(starts[a] + w for a, w in problem.before[job])])
        span = problem.durations[job]
        while any(
            used.get((kind, time), 0) + need > problem.capacities[kind]
            for kind, need in enumerate(problem.needs[job])
            for time in range(at, at + span)
        ):
            at += 1
        starts[job] = at
        for kind, need in enumerate(problem.needs[job]):
            for time in range(at, at + span):
                used[kind, time] = used.get((kind, time), 0) + need
    return [starts[job] for job in range(problem.size)]


@pytest.mark.parametrize(
    ("tasks", "kinds", "longest"), [(12, 4, 10), (20, 1, 3), (15, 9, 40), (10, 2, 64)]
)
def test_bit_sets_give_the_serial_schedule_of_each_order(tasks, kinds, longest):
    chance = random.Random(tasks)
    made = plain(1, tasks, kinds=kinds, factor=0.6, strength=0.3)
    durations = tuple(
        chance.choice((0, 1, longest, chance.randint(1, longest))) for _ in range(tasks)
    )
    arcs = tuple((a, b, durations[a] + chance.randint(-durations[a], 2)) for a, b, _w in made.arcs)
    made = Plain(durations, made.needs, made.capacities, arcs)
    orders = []
    for _row in range(8):
        left, order = set(range(tasks)), []
        while left:
            ready = [job for job in left if not {a for a, _w in made.before[job]} & left]
            order.append(chance.choice(sorted(ready)))
            left.remove(order[-1])
        orders.append(order)
    assert batch.fits(made)
    starts, spans = batch.Batch(made, sum(durations) + 20).plan(np.array(orders))
    for order, row, span in zip(orders, starts, spans, strict=True):
        assert row.tolist() == slowly(made, order)
        assert span == makespan(made, row.tolist())
    _starts, short = batch.Batch(made, 1).plan(np.array(orders))
    assert min(short) > 64 or min(spans) <= 64


@pytest.mark.parametrize("seed", range(3))
def test_breeding_only_finds_shorter_plans_that_hold_and_the_same_ones_each_time(seed):
    made = plain(seed, 40, factor=0.75, strength=0.1)
    known = one_after_the_other(made)
    runs = []
    for _nr in range(2):
        told, generations = [], iter(range(15))
        breeding.breed(
            made,
            known,
            lambda left=generations: next(left, None) is None,
            lambda starts, told=told: told.append((makespan(made, starts), starts)),
            seed,
        )
        assert all(holds(made, starts) and makespan(made, starts) == span for span, starts in told)
        assert [span for span, _starts in told] == sorted({s for s, _ in told}, reverse=True)
        runs.append(told)
    assert runs[0] == runs[1]
    assert runs[0][-1][0] < makespan(made, known)


@pytest.mark.parametrize("seed", range(5))
def test_small_plans_are_proven_shortest_and_no_order_is_shorter(seed):
    value = network(seed, 7, complexity=1.0, factor=0.75, strength=0.1)
    made = as_plain(Problem(request(value)))
    before = {job: {a for a, _w in made.before[job]} for job in range(made.size)}
    shortest = min(
        makespan(made, slowly(made, order))
        for order in permutations(range(made.size))
        if all(before[job] <= set(order[:nr]) for nr, job in enumerate(order))
    )
    found = level(request(value), 5)
    assert (found.status, found.makespan, found.bound) == ("optimal", shortest, shortest)


def test_the_solver_alone_counts_work_not_seconds_and_repeats_itself():
    made = plain(3, 30, factor=0.5, strength=0.2)
    known = one_after_the_other(made)
    answers = []
    for _nr in range(2):
        search = exact.Search(exact.build(made, known, made.least), 60, 1)
        search.limit(0.5)
        answers.append(search.run())
    assert answers[0] == answers[1]
    assert answers[0].starts is None or holds(made, answers[0].starts)
    assert answers[0].bound >= made.least


def test_the_race_ends_when_told_to():
    made = plain(7, 60, factor=1.0, strength=0.1)
    best = race.Best(made, one_after_the_other(made), made.least)
    race.run(best, 30, 2, lambda: True)
    assert holds(made, best.starts)


def test_links_of_all_kinds_are_distances_between_starts():
    value = {
        "tasks": [{"id": "a", "duration": 4}, {"id": "b", "duration": 6}],
        "links": [{"from": "a", "to": "b", "type": "FF", "lag": 1}],
    }
    assert as_plain(Problem(request(value))).arcs == ((0, 1, -1),)
    found = level(request(value), 1)
    assert (found.makespan, found.status) == (6, "optimal")
    value["links"][0] |= {"type": "SF", "lag": 12}
    found = level(request(value), 1)
    assert (found.stands["b"].start, found.status) == (6, "optimal")
