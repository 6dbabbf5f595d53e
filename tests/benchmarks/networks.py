"""Random resource-constrained projects in the JSON form of `callboard-cli level`.

Built the way the classic generators are (complexity, resource factor, resource strength), so that
their three dials mean the same here. Every instance is a function of its seed.
"""

import random


def network(seed, tasks=30, *, complexity=1.8, factor=0.5, strength=0.2, kinds=4):
    """Return one project: `tasks` jobs of 1 to 10 days, each needing some of `kinds` resources."""
    chance = random.Random(seed)
    links = _links(chance, tasks, complexity)
    durations = [chance.randint(1, 10) for _ in range(tasks)]
    needs = _needs(chance, tasks, kinds, factor)
    starts = _earliest(durations, links)
    resources = []
    for kind in range(kinds):
        least = max((need.get(kind, 0) for need in needs), default=1) or 1
        most = max(least, _peak(starts, durations, needs, kind))
        resources.append(
            {"id": f"R{kind + 1}", "capacity": least + round(strength * (most - least))}
        )
    return {
        "unit": "day",
        "resources": resources,
        "tasks": [
            {
                "id": str(nr + 1),
                "duration": durations[nr],
                "needs": {f"R{kind + 1}": amount for kind, amount in needs[nr].items()},
            }
            for nr in range(tasks)
        ],
        "links": [{"from": str(a + 1), "to": str(b + 1)} for a, b in sorted(links)],
    }


def _links(chance, tasks, complexity):
    """Return arcs without redundant ones, 3 followers and 3 predecessors each at most."""
    links, after = set(), {nr: set() for nr in range(tasks)}
    before = {nr: set() for nr in range(tasks)}
    reach = {nr: {nr} for nr in range(tasks)}

    def add(a, b):
        if b in reach[a] or len(after[a]) >= 3 or len(before[b]) >= 3:
            return
        links.add((a, b))
        after[a].add(b)
        before[b].add(a)
        for nr in range(tasks):
            if a in reach[nr]:
                reach[nr] |= reach[b]

    first = max(1, tasks // 10)
    for nr in range(first, tasks):
        add(chance.randrange(max(0, nr - tasks // 3), nr), nr)
    for _ in range(tasks * 40):
        if len(links) >= complexity * tasks:
            break
        a, b = sorted(chance.sample(range(tasks), 2))
        if b - a <= tasks // 2:
            add(a, b)
    return links


def _needs(chance, tasks, kinds, factor):
    """Return what each task needs: `factor` is the share of the kinds a task uses on average."""
    needs = [{} for _ in range(tasks)]
    for need in needs:
        count = max(1, min(kinds, int(factor * kinds + chance.random())))
        for kind in chance.sample(range(kinds), count):
            need[kind] = chance.randint(1, 10)
    return needs


def _earliest(durations, links):
    starts = [0] * len(durations)
    for a, b in sorted(links):  # arcs run upwards, so this order is topological by their tail
        starts[b] = max(starts[b], starts[a] + durations[a])
    for _ in durations:
        moved = False
        for a, b in links:
            if starts[b] < starts[a] + durations[a]:
                starts[b], moved = starts[a] + durations[a], True
        if not moved:
            break
    return starts


def _peak(starts, durations, needs, kind):
    steps = sorted(
        step
        for start, length, need in zip(starts, durations, needs, strict=True)
        for step in ((start, need.get(kind, 0)), (start + length, -need.get(kind, 0)))
    )
    level = peak = 0
    for _when, change in steps:
        level += change
        peak = max(peak, level)
    return peak
