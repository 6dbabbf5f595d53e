"""A synthetic studio programme: campaigns of three kinds that want the same few people.

Desk work may rest over nights and weekends, shoots and edits need rooms and gear, roles can be
filled by several people, live sessions stand in the evening, and each campaign has a due day.
"""

import random

from studio.domain.schedule.hours import Hours, calendar
from studio.domain.schedule.levelling.problem import Request
from studio.domain.schedule.tasks import Link, LinkKind, Resource, Task

MONDAY = 1_794_787_200 // 60  # 2026-11-16T00:00Z in minutes
DAY = 1440
HOUR = 60

FILM = (
    ("brief", 4, ("producer",), ()),
    ("script", 12, ("writer",), ()),
    ("approval", 16, (), ()),
    ("casting", 6, ("producer",), ()),
    ("shoot", 8, ("camera", "talent"), ("room", "kit")),
    ("cut", 20, ("editor",), ()),
    ("sound", 6, ("editor",), ()),
    ("review", 8, (), ()),
    ("changes", 6, ("editor",), ()),
    ("delivery", 2, ("producer",), ()),
    ("publish", 0, (), ()),
)
CLIPS = (
    ("brief", 3, ("producer",), ()),
    ("concept", 6, ("writer",), ()),
    ("shoot", 6, ("camera", "talent"), ("room",)),
    ("cut 1", 8, ("editor",), ()),
    ("cut 2", 8, ("editor",), ()),
    ("cut 3", 8, ("editor",), ()),
    ("approval", 8, (), ()),
    ("publish", 0, (), ()),
)
LIVE = (
    ("brief", 3, ("producer",), ()),
    ("samples", 16, (), ()),
    ("script", 8, ("writer",), ()),
    ("visuals", 8, ("editor",), ()),
    ("rehearsal", 3, ("talent", "producer"), ("room",)),
    ("live", 2, ("talent", "camera"), ("room", "kit")),
    ("clips", 8, ("editor",), ()),
    ("report", 4, ("producer",), ()),
)
KINDS = (FILM, CLIPS, LIVE)
PEOPLE = {"producer": 3, "writer": 2, "editor": 4, "camera": 2, "talent": 4}


def programme(seed, campaigns=24, days=8):
    """Return a request of `campaigns` campaigns that begin over `days` weeks' working days."""
    chance = random.Random(seed)
    office = Hours(zone="Asia/Shanghai", country="CN")
    calendars = {"office": calendar("office", office)}
    people = [
        Resource(f"{role} {nr}", 1, "office", _away(chance))
        for role, count in PEOPLE.items()
        for nr in range(count)
    ]
    resources = [*people, Resource("room"), Resource("kit", 2)]
    tasks, links = [], []
    for nr in range(campaigns):
        _campaign(chance, nr, MONDAY + chance.randrange(days * 2) * DAY, tasks, links)
    return Request(tasks=tasks, links=links, resources=resources, calendars=calendars, start=MONDAY)


def _away(chance):
    if chance.random() < 0.6:
        first = MONDAY + chance.randrange(40) * DAY
        return ((first, first + chance.randint(1, 3) * DAY, 1),)
    return ()


def _campaign(chance, nr, begin, tasks, links):
    kind = KINDS[nr % 3]
    work = sum(hours for _name, hours, _roles, _things in kind)
    due = begin + int(work / 8 * DAY * 1.4 * chance.uniform(1.0, 1.5)) + 2 * DAY
    weight = chance.choice((1, 1, 2, 5))
    before = ""
    for name, hours, roles, things in kind:
        key = f"{nr} {name}"
        last = name == kind[-1][0]
        tasks.append(
            Task(
                id=key,
                duration=hours * HOUR,
                calendar="office",
                elapsed=name in ("samples", "live"),
                splittable=not things,
                earliest=begin,
                due=due if last else None,
                weight=weight,
                needs=dict.fromkeys(things, 1),
                any_of=tuple(_able(chance, role) for role in roles),
                group=str(nr),
            )
        )
        if before:
            parallel = name.startswith("cut ") and name != "cut 1"
            links.append(Link(before, key, LinkKind.SS if parallel else LinkKind.FS))
        if name == "approval" and kind is CLIPS:
            links += (Link(f"{nr} cut {cut}", key) for cut in (1, 2))
        before = key


def _able(chance, role):
    """Return some of those who can fill a role."""
    everyone = [f"{role} {nr}" for nr in range(PEOPLE[role])]
    return tuple(sorted(chance.sample(everyone, min(len(everyone), chance.choice((1, 2, 3))))))
