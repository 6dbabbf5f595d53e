"""The plain problem: fixed durations, start-to-start distances, shared capacities, one makespan.

Where no calendar, date or choice stands in the way, every link is a distance between two starts;
this is the resource-constrained project scheduling problem (RCPSP) of the textbooks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from studio.domain.schedule.tasks import Link, LinkKind

Arc = tuple[int, int, int]
"""(a, b, w): b starts no earlier than w after a starts."""


@dataclass(frozen=True)
class Plain:
    """Jobs 0..n-1 with durations, needs per resource, capacities and arcs (without a cycle)."""

    durations: tuple[int, ...]
    needs: tuple[tuple[int, ...], ...]
    capacities: tuple[int, ...]
    arcs: tuple[Arc, ...]

    @property
    def size(self) -> int:
        """How many jobs there are."""
        return len(self.durations)

    @cached_property
    def before(self) -> list[list[tuple[int, int]]]:
        """For each job what it waits for, as (job, distance)."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.durations]
        for a, b, w in self.arcs:
            found[b].append((a, w))
        return found

    @cached_property
    def after(self) -> list[list[tuple[int, int]]]:
        """For each job what waits for it, as (job, distance)."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.durations]
        for a, b, w in self.arcs:
            found[a].append((b, w))
        return found

    @cached_property
    def order(self) -> list[int]:
        """The jobs with none before what it waits for."""
        waiting = [len(found) for found in self.before]
        found = [job for job, count in enumerate(waiting) if not count]
        for job in found:
            for follower, _w in self.after[job]:
                waiting[follower] -= 1
                if not waiting[follower]:
                    found.append(follower)
        return found

    @cached_property
    def heads(self) -> list[int]:
        """The earliest start of each job where resources do not count."""
        heads = [0] * self.size
        for job in self.order:
            for follower, w in self.after[job]:
                heads[follower] = max(heads[follower], heads[job] + w)
        return heads

    @cached_property
    def tails(self) -> list[int]:
        """From the start of each job at least this long to the end of the plan."""
        tails = list(self.durations)
        for job in reversed(self.order):
            for follower, w in self.after[job]:
                tails[job] = max(tails[job], w + tails[follower])
        return tails

    @cached_property
    def least(self) -> int:
        """No plan is shorter: the longest path, or the work one resource has to do."""
        path = max((h + t for h, t in zip(self.heads, self.tails, strict=True)), default=0)
        return max([path, *(self._work(kind) for kind in range(len(self.capacities)))])

    def _work(self, kind: int) -> int:
        """Return how long one resource is busy at least, with what must stand before and after."""
        jobs = [job for job in range(self.size) if self.needs[job][kind] and self.durations[job]]
        if not jobs or not self.capacities[kind]:
            return 0
        total = sum(self.needs[job][kind] * self.durations[job] for job in jobs)
        first = min(self.heads[job] for job in jobs)
        last = min(self.tails[job] - self.durations[job] for job in jobs)
        return first - (-total // self.capacities[kind]) + last

    def reversed(self) -> "Plain":
        """Return the same problem read from its end to its beginning."""
        return Plain(
            self.durations,
            self.needs,
            self.capacities,
            tuple((b, a, w + self.durations[b] - self.durations[a]) for a, b, w in self.arcs),
        )


def distance(link: Link, before: int, after: int) -> int:
    """Return the distance between the starts, from a link and the durations of its two tasks."""
    ends = {
        LinkKind.FS: before,
        LinkKind.SS: 0,
        LinkKind.FF: before - after,
        LinkKind.SF: -after,
    }
    return ends[link.kind] + link.lag


def makespan(plain: Plain, starts: Sequence[int]) -> int:
    """Return when the last job of a plan ends."""
    return max((s + d for s, d in zip(starts, plain.durations, strict=True)), default=0)


def overloaded(plain: Plain, starts: Sequence[int], kind: int) -> bool:
    """Tell whether a plan asks more of a resource than it has."""
    steps: list[tuple[int, int]] = []
    for job, start in enumerate(starts):
        if plain.durations[job] and (need := plain.needs[job][kind]):
            steps += ((start, need), (start + plain.durations[job], -need))
    level = 0
    for _when, change in sorted(steps):
        level += change
        if level > plain.capacities[kind]:
            return True
    return False


def holds(plain: Plain, starts: Iterable[int]) -> bool:
    """Tell whether a plan keeps every arc and every capacity."""
    found = list(starts)
    return (
        all(start >= 0 for start in found)
        and all(found[b] >= found[a] + w for a, b, w in plain.arcs)
        and not any(overloaded(plain, found, kind) for kind in range(len(plain.capacities)))
    )
