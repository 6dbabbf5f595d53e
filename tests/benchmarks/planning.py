"""The planner: the pass over all tasks, and the update after one of them was dragged."""

import random
import time
from dataclasses import replace

from studio.domain.schedule import hours as working
from studio.domain.schedule.engine import Engine
from studio.domain.schedule.hours import Hours
from studio.domain.schedule.network import Network
from studio.domain.schedule.tasks import Link, LinkKind, Task
from tests.benchmarks.measuring import compare

START = 29_500_000
"""A day in February 2026, in minutes since the epoch."""
DRAGS = 400


def figures():
    """Return the passes at three sizes, and drags in the two of ten thousand tasks."""
    calendars = _calendars(50)
    for count, groups, name in (
        (10_000, 400, "10,000 tasks in 400 projects"),
        (10_000, 1, "10,000 tasks in one project"),
        (100_000, 4_000, "100,000 tasks in 4,000 projects"),
    ):
        tasks, links = _plan(count, groups, calendars)
        yield from _passes(name, tasks, links, calendars)
        if count == 10_000:
            yield from _drags(name, tasks, links, calendars)
    yield _pushing_all(calendars)


def _pushing_all(calendars):
    """Return the worst there is: the first of one long chain, which pushes every other task."""
    tasks, _links = _plan(10_000, 1, calendars)
    links = [Link(f"t{number - 1}", f"t{number}") for number in range(1, len(tasks))]
    engine = Engine(tasks, links, calendars, START)
    later = (replace(tasks[0], earliest=START + 14_400 * days) for days in range(1, 1000))
    return compare(
        "10,000 tasks in one chain: a drag that pushes them all",
        lambda: engine.change(next(later), slack=False) and None,
        _bare(tasks, links),
        "adding as many numbers as tasks and links",
    )


def _calendars(count):
    """Return calendars of China, as of so many people."""
    return {
        f"c{number}": working.calendar(f"c{number}", Hours(zone="Asia/Shanghai", country="CN"))
        for number in range(count)
    }


def _plan(count, groups, calendars):
    """Return a plan of four kinds of link with lags, the same each time."""
    chance = random.Random(20260214)
    keys = list(calendars)
    kinds = [LinkKind.FS] * 4 + [LinkKind.SS, LinkKind.FF, LinkKind.SF]
    tasks, links = [], []
    size = count // groups
    for number in range(count):
        task = Task(
            id=f"t{number}",
            duration=chance.choice((0, 240, 480, 960, 1440)),
            calendar=chance.choice(keys),
            elapsed=chance.random() < 0.05,
            group=f"g{number // size}",
        )
        first = number // size * size
        for _link in range(min(number - first, chance.randrange(4))):
            before = max(first, number - chance.randint(1, 6))
            lag = chance.choice((0, 0, 0, 0, 60, -120))
            links.append(Link(f"t{before}", task.id, chance.choice(kinds), lag))
        tasks.append(task)
    return tasks, links


def _bare(tasks, links):
    """Return what going over so many tasks and links costs, adding a number for each."""
    numbers = list(range(len(tasks) + len(links)))

    def floor():
        total = 0
        for number in numbers:
            total += number
        return total

    return floor


def _passes(name, tasks, links, calendars):
    network = Network(tasks, links, calendars, START)
    floor, floor_name = _bare(tasks, links), f"adding {len(tasks) + len(links):,} numbers in a loop"

    def passes():
        network.pass_forward()
        network.pass_backward()

    runs = 9 if len(tasks) < 50_000 else 3
    yield compare(
        f"{name}: forward and backward pass", passes, floor, floor_name, runs=runs, warm=1
    )
    yield compare(
        f"{name}: laying it out",
        lambda: Network(tasks, links, calendars, START),
        floor,
        floor_name,
        runs=min(runs, 5),
        warm=1,
    )
    yield compare(
        f"{name}: slack and reason of every task",
        lambda: [network.placed(place) for place in range(len(tasks))],
        floor,
        floor_name,
        runs=min(runs, 5),
        warm=1,
    )


def _drags(name, tasks, links, calendars):
    engine = Engine(tasks, links, calendars, START)
    floor, floor_name = _bare(tasks, links), "adding as many numbers as tasks and links"
    for share, title in ((0.5, "median"), (0.99, "99th of 100"), (1.0, "worst")):
        yield compare(
            f"{name}: a drag, dates alone, {title} of {DRAGS}",
            lambda share=share: _dragged(engine, tasks, share),
            floor,
            floor_name,
            runs=3,
            warm=0,
        )
    last = max(tasks, key=lambda task: engine.placed.span(task.id)[1])
    end = engine.placed.span(last.id)[0]

    def moves_the_end():
        began = time.process_time()
        engine.change(replace(last, earliest=end + 4800), slack=False)
        took = (time.process_time() - began) * 1000
        engine.change(last)
        return took

    def lets_go():
        engine.change(replace(last, earliest=end + 4800), slack=False)
        began = time.process_time()
        engine.settle()
        took = (time.process_time() - began) * 1000
        engine.change(last)
        return took

    yield compare(f"{name}: a drag that moves the end", moves_the_end, floor, floor_name)
    yield compare(f"{name}: letting go of it, all slack anew", lets_go, floor, floor_name)


def _dragged(engine, tasks, share):
    """Drag tasks a few days on and back; return the milliseconds of one, at a share of them all."""
    chance = random.Random(7)
    took = []
    for _drag in range(DRAGS // 2):
        task = chance.choice(tasks)
        later = engine.placed.span(task.id)[0] + chance.randint(1, 10) * 480
        for now in (replace(task, earliest=later), task):
            began = time.process_time()
            engine.change(now, slack=False)
            took.append((time.process_time() - began) * 1000)
    engine.settle()
    return sorted(took)[round(share * (len(took) - 1))]
