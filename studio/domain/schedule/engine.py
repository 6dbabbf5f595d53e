"""Keeps a plan up to date change by change, each as exact as planning it all anew.

A change is followed along the links in dependency order and stops where nothing moves any more, so
dragging one task of ten thousand costs the few it pushes. Late dates hang on the end of the whole
project: a drag that moves it would touch them all, so they can wait until the mouse is let go.
"""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

from studio.domain.schedule import graph
from studio.domain.schedule.network import Network
from studio.domain.schedule.planner import NO_CALENDARS, Changes, Placements
from studio.domain.schedule.tasks import Id, Link, Task
from studio.domain.schedule.time import Calendar
from studio.errors import Invalid
from studio.text import Message

SWEEP = 8
"""Where more than one in so many places is due anyway, going through all beats a heap."""


class Engine:
    """A plan that changes; lives in one thread. `placed` always holds where everything stands."""

    def __init__(
        self,
        tasks: Sequence[Task],
        links: Sequence[Link] = (),
        calendars: Mapping[Id, Calendar] = NO_CALENDARS,
        start: int = 0,
        *,
        names: Mapping[Id, str] = graph.NO_NAMES,
    ) -> None:
        self._load(Network(tasks, links, calendars, start, names))

    def _load(self, network: Network) -> None:
        network.pass_forward()
        network.pass_backward()
        self._network = network
        self._due: set[int] = set()
        """Places whose late dates are to be worked out again."""
        self._moved: set[int] = set()
        """Places that moved since the late dates were last right."""
        self.placed = Placements(network)

    @property
    def tasks(self) -> dict[Id, Task]:
        """The tasks as they are now."""
        return {task.id: task for task in self._network.tasks}

    @property
    def links(self) -> tuple[Link, ...]:
        """The links as they are now."""
        return tuple(self._network.links)

    def change(self, task: Task, *, slack: bool = True) -> Changes:
        """Put a task in the place of the one with its id; return what may have changed.

        Without `slack` only what moved is returned, and late dates, slack and what is critical
        stay as they were until `settle`: the way to follow a mouse.
        """
        net = self._network
        place = self._place(task.id)
        old = net.tasks[place]
        named = net.calendar_of(task)  # refuses before anything is touched
        net.tasks[place] = task
        net.settle(place)
        touched = {place, *(rope[1] for rope in net.before[place])}
        if named is not net.calendar_of(old):
            for each in touched:
                net.tie(each)
        if task.group != old.group:
            self._regroup(place, old.group, task.group)
        self._due |= touched
        try:
            return self._follow([place], slack=slack)
        except Invalid:  # a calendar without enough working time: all stands as it did
            net.tasks[place] = old
            self._again(net.tasks, net.links)
            raise

    def link(self, link: Link, *, slack: bool = True) -> Changes:
        """Add a link; one that would close a circle is Invalid, naming it, and changes nothing."""
        net = self._network
        graph.check_ends(link, net.index, net.names)
        before, after = net.index[link.before], net.index[link.after]
        if net.rank[before] > net.rank[after]:
            net.order = graph.order(net.tasks, [*net.links, link], net.names)
            for rank, place in enumerate(net.order):
                net.rank[place] = rank
        net.links.append(link)
        net.join(link)
        return self._relinked(before, after, slack=slack)

    def unlink(self, link: Link, *, slack: bool = True) -> Changes:
        """Take a link away; raises Invalid where there is none like it."""
        net = self._network
        if link not in net.links:
            raise Invalid({"links": Message("There is no such link.")})
        before, after = net.index[link.before], net.index[link.after]
        net.links.remove(link)
        net.part(link)
        return self._relinked(before, after, slack=slack)

    def add(self, task: Task) -> Changes:
        """Add a task; return everything."""
        net = self._network
        return self._again([*net.tasks, task], net.links)

    def remove(self, key: Id) -> Changes:
        """Take a task away with its links; return everything that is left."""
        net = self._network
        self._place(key)
        return self._again(
            [task for task in net.tasks if task.id != key],
            [link for link in net.links if key not in (link.before, link.after)],
        )

    def settle(self) -> Changes:
        """Work out the late dates that waited; return what may have changed since they were."""
        touched = self._moved | self._follow_back()
        net = self._network
        for place in self._moved:  # the room before a follower is its predecessors' free slack
            touched.update(rope[1] for rope in net.before[place])
            touched.update(rope[1] for rope in net.after[place])
        self._moved = set()
        return self._answer(touched)

    def _place(self, key: Id) -> int:
        place = self._network.index.get(key)
        if place is None:
            raise Invalid({"task": Message("There is no task {task}.", task=key)})
        return place

    def _again(self, tasks: Sequence[Task], links: Sequence[Link]) -> Changes:
        net = self._network
        self._load(Network(tasks, links, net.calendars, net.start, net.names))
        return Changes(self.placed, list(self.placed))

    def _regroup(self, place: int, old: Id, new: Id) -> None:
        net = self._network
        net.members[old].remove(place)
        net.members.setdefault(new, []).append(place)
        for group in (old, new):
            net.end[group] = net.last_finish(group)
            self._due.update(net.members[group])

    def _relinked(self, before: int, after: int, *, slack: bool) -> Changes:
        self._due |= {before, after}
        return self._follow([after], slack=slack)

    def _follow(self, places: list[int], *, slack: bool) -> Changes:
        """Work out the early dates that follow from some places, and what follows from those."""
        moved = self._follow_forward(places)
        self._moved |= moved
        self._moved.update(places)
        if slack:
            return self.settle()
        return self._answer({*moved, *places})

    def _answer(self, places: Iterable[int]) -> Changes:
        net, placed = self._network, self.placed
        ordered = sorted(places, key=net.rank.__getitem__)
        placed.forget(ordered)
        return Changes(placed, [net.tasks[place].id for place in ordered])

    def _follow_forward(self, places: Sequence[int]) -> set[int]:
        net = self._network
        rank, order = net.rank, net.order
        starts, finishes = net.early_start, net.early_finish
        waiting = [rank[place] for place in places]
        heapify(waiting)
        queued = set(waiting)
        before: dict[int, int] = {}
        while waiting:
            place = order[heappop(waiting)]
            start, finish = net.early(place)
            if start == starts[place] and finish == finishes[place]:
                continue
            before[place] = finishes[place]
            starts[place], finishes[place] = start, finish
            for rope in net.after[place]:
                later = rank[rope[1]]
                if later not in queued:
                    queued.add(later)
                    heappush(waiting, later)
        self._move_ends(before)
        return set(before)

    def _move_ends(self, before: Mapping[int, int]) -> None:
        """Move the ends of groups whose last task moved, given the finishes that were."""
        net = self._network
        ends: dict[Id, int] = {}
        unsure: set[Id] = set()
        for place, was in before.items():
            group = net.tasks[place].group
            ends[group] = max(ends.get(group, net.end[group]), net.early_finish[place])
            if was == net.end[group]:
                unsure.add(group)
        for group, end in ends.items():
            now = net.last_finish(group) if group in unsure else end
            if now != net.end[group]:
                net.end[group] = now
                self._due.update(net.members[group])

    def _follow_back(self) -> set[int]:
        """Work out late dates that are due and what hangs on them; return the places looked at."""
        net = self._network
        if len(self._due) * SWEEP > len(net.tasks):
            looked = self._sweep_back()
        else:
            looked = self._climb_back()
        self._due = set()
        return looked

    def _sweep_back(self) -> set[int]:
        net, due = self._network, self._due
        for place in reversed(net.order):
            if place in due and self._late_moved(place):
                due.update([rope[1] for rope in net.before[place]])
        return due

    def _climb_back(self) -> set[int]:
        net, due = self._network, self._due
        rank, order = net.rank, net.order
        waiting = [-rank[place] for place in due]
        heapify(waiting)
        while waiting:
            place = order[-heappop(waiting)]
            if self._late_moved(place):
                for rope in net.before[place]:
                    if rope[1] not in due:
                        due.add(rope[1])
                        heappush(waiting, -rank[rope[1]])
        return due

    def _late_moved(self, place: int) -> bool:
        net = self._network
        start, finish = net.late(place)
        if start == net.late_start[place] and finish == net.late_finish[place]:
            return False
        net.late_start[place], net.late_finish[place] = start, finish
        return True
