"""Random small studios to level: calendars, people off, alternatives, all kinds of links."""

import random

from studio.domain.schedule.levelling.problem import Request
from studio.domain.schedule.tasks import Link, LinkKind, Resource, Task
from studio.domain.schedule.time import Calendar

OFFICE = ((540, 720), (780, 1080))
EARLY = ((480, 720), (780, 960))


class Weeks:
    """Hours of every weekday, days counted from minute 0, a Monday."""

    def __init__(self, pairs, off):
        self.pairs, self.off = pairs, off

    def spans(self, first, until):
        found = []
        for day in range(first // 1440, until // 1440 + 1):
            if day % 7 < 5 and day not in self.off:
                spans = ((day * 1440 + a, day * 1440 + b) for a, b in self.pairs)
                found += ((max(a, first), min(b, until)) for a, b in spans)
        return [(a, b) for a, b in found if a < b]

    def why_off(self, first, until):
        return None


def hours(key, pairs, off=()):
    """Return a calendar of whole weeks."""
    return Calendar(key, Weeks(pairs, off))


def studio(seed, count=8, *, calendars=True, hard=False):
    """Return a request of `count` tasks over three people, a room and two cameras."""
    chance = random.Random(seed)
    made = {}
    if calendars:
        made = {"office": hours("office", OFFICE), "early": hours("early", EARLY, off=(1, 8))}
    unit = 30 if calendars else 1
    resources = [
        Resource("ann", 1, "office" if calendars else "", _busy(chance, unit)),
        Resource("ben", 1, "early" if calendars else "", _busy(chance, unit)),
        Resource("cy", 1, "", ()),
        Resource("room", 1, "", _busy(chance, unit)),
        Resource("camera", 2, "", ()),
    ]
    tasks = [_task(chance, nr, unit, calendars, hard) for nr in range(count)]
    links = []
    for b in range(1, count):
        for a in chance.sample(range(b), min(b, chance.choice((0, 1, 1, 2)))):
            kind = chance.choice((*LinkKind, LinkKind.FS, LinkKind.FS))
            lag = chance.choice((0, 0, 0, 2, -1)) * unit
            links.append(Link(f"t{a}", f"t{b}", kind, lag, elapsed=chance.random() < 0.5))
    return Request(tasks=tasks, links=links, resources=resources, calendars=made, start=0)


def _busy(chance, unit):
    found, here = [], 0
    for _nr in range(chance.randint(0, 2)):
        here += chance.randint(1, 40) * unit
        end = here + chance.randint(1, 20) * unit
        found.append((here, end, 1))
        here = end
    return tuple(found)


def _task(chance, nr, unit, calendars, hard):
    length = chance.choice((0, 1, 2, 3, 5, 8)) * unit
    people = chance.sample(("ann", "ben", "cy"), 3)
    needs, any_of = {}, ()
    kind = chance.random()
    if kind < 0.4:
        any_of = (tuple(people[: chance.randint(1, 3)]),)
    elif kind < 0.8:
        needs = {people[0]: 1}
    if chance.random() < 0.3:
        needs["room"] = 1
    if chance.random() < 0.3:
        needs["camera"] = chance.randint(1, 2)
    start = chance.choice((None, chance.randint(0, 60) * unit))
    return Task(
        id=f"t{nr}",
        duration=length,
        calendar="office" if calendars and chance.random() < 0.8 else "",
        elapsed=chance.random() < 0.15,
        splittable=chance.random() < 0.6,
        earliest=chance.choice((None, None, chance.randint(0, 20) * unit)),
        fixed=chance.randint(15, 80) * unit if hard and chance.random() < 0.1 else None,
        due=chance.choice((None, chance.randint(5, 60) * unit)),
        deadline=chance.randint(20, 200) * unit if hard and chance.random() < 0.3 else None,
        weight=chance.randint(1, 3),
        needs=needs,
        any_of=any_of,
        start=start,
        finish=None if start is None else start + length,
    )
