"""What is levelled: the tasks with whom they may be done by, their hours, and what must not move.

Rules of who is taken when:
- A task holds what it needs from its start to its finish.
- A task that may rest goes on resting while the one who does it is busy elsewhere, as it rests
  over a night; what has room for several, and tasks in one piece, must find the room free.
- Frozen and fixed tasks stand where they are; to all others they are time already taken.
- A link into frozen work holds where it still can: what began out of turn began out of turn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from studio.domain.schedule import graph, planner
from studio.domain.schedule.network import FROM_START, TO_FINISH, rest_of
from studio.domain.schedule.tasks import Id, Link, Resource, Span, Task
from studio.domain.schedule.time import Calendar, combined
from studio.errors import Invalid
from studio.text import Message

MOST_TEAMS = 48
"""More ways to staff one task than this are not tried."""

Team = tuple[tuple[Id, int], ...]
"""Who does a task: (resource, units), each once."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """A plan to be levelled; travels to the solver's process."""

    tasks: Sequence[Task]
    links: Sequence[Link] = ()
    resources: Sequence[Resource] = ()
    calendars: Mapping[Id, Calendar] = field(default_factory=dict)
    start: int = 0
    names: Mapping[Id, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a task stands in a levelled plan, and who does it."""

    start: int
    finish: int
    team: Team = ()


Stands = Mapping[Id, Stand]


def is_frozen(task: Task) -> bool:
    """Tell whether a task stands where it is for good."""
    return task.frozen and task.start is not None


@dataclass(frozen=True, slots=True)
class Hours:
    """When a task can be worked on by one team: None is day and night; `rest` as the planner's."""

    calendar: Calendar | None
    rest: int | None

    def place(self, start: int, work: int, finish: int | None) -> Span:
        """Return the earliest span not before `start` and not ending before `finish`."""
        if self.calendar is not None:
            return self.calendar.place(start, work, finish, self.rest)
        start = start if finish is None else max(start, finish - work)
        return start, start + work


class Problem:
    """A request made ready: order, teams, hours, and where pinned tasks stand."""

    def __init__(self, request: Request) -> None:
        """Check what can be checked at once; Invalid names the item."""
        self.request = request
        self.start = request.start
        self.tasks = {task.id: task for task in request.tasks}
        self.resources = {one.id: one for one in request.resources}
        order = graph.order(request.tasks, request.links, request.names)
        self.order = [request.tasks[place].id for place in order]
        self.before: dict[Id, list[Link]] = {key: [] for key in self.order}
        self.after: dict[Id, list[Link]] = {key: [] for key in self.order}
        for link in request.links:
            self.before[link.after].append(link)
            self.after[link.before].append(link)
        for task in request.tasks:
            self._check(task)
        self.early = planner.plan(
            request.tasks, request.links, request.calendars, request.start, names=request.names
        )
        self._hours: dict[tuple[object, ...], Hours] = {}
        self._asked: dict[tuple[Id, Team], Hours] = {}
        self._merged: dict[tuple[object, ...], Calendar | None] = {}
        self.busy: dict[Id, list[tuple[int, int, int]]] = {
            one.id: sorted(one.busy) for one in request.resources
        }
        self.pinned: dict[Id, Stand] = {}
        for key in self.order:
            self._pin(self.tasks[key])
        self.free = [key for key in self.order if key not in self.pinned]
        self.ignored = frozenset(link for link in request.links if self._came_too_late(link))

    def _check(self, task: Task) -> None:
        name = self.request.names.get(task.id, task.id)
        for key in (*task.needs, *(one for slot in task.any_of for one in slot)):
            if key not in self.resources:
                raise Invalid(
                    {
                        task.id: Message(
                            "{task} needs {resource}, which is not there.", task=name, resource=key
                        )
                    }
                )
        for key, units in task.needs.items():
            if units > self.resources[key].capacity and task.duration:
                raise Invalid(
                    {
                        task.id: Message(
                            "{task} needs {units} of {resource}, which has {capacity}.",
                            task=name,
                            units=units,
                            resource=self.request.names.get(key, key),
                            capacity=self.resources[key].capacity,
                        )
                    }
                )

    # -- who and when -------------------------------------------------------------------------

    @cached_property
    def teams(self) -> Mapping[Id, list[Team]]:
        """The ways to staff each task, the first named first."""
        return {key: self._teams(task) for key, task in self.tasks.items()}

    def _teams(self, task: Task) -> list[Team]:
        found: list[Team] = []
        for nr, chosen in enumerate(product(*task.any_of)):
            units = dict(task.needs)
            for key in chosen:
                units[key] = units.get(key, 0) + 1
            if all(self.resources[key].capacity >= count for key, count in units.items()):
                found.append(tuple(sorted(units.items())))
            if nr >= 20 * MOST_TEAMS or len(found) >= MOST_TEAMS:
                break
        if not found:
            name = self.request.names.get(task.id, task.id)
            raise Invalid({task.id: Message("Nobody is there who could do {task}.", task=name)})
        return list(dict.fromkeys(found))

    def rests_at(self, task: Task, key: Id) -> bool:
        """Tell whether a task goes on later where this resource is busy in between."""
        return (
            task.splittable
            and not task.elapsed
            and task.duration > 0
            and self.resources[key].capacity == 1
        )

    def hours(self, task: Task, team: Team, *, pinned: bool = False) -> Hours:
        """Return when a team can work on a task."""
        if pinned:
            return self._hours_of(task, team, pinned=True)
        known = task.id, team
        if known not in self._asked:
            self._asked[known] = self._hours_of(task, team, pinned=False)
        return self._asked[known]

    def _hours_of(self, task: Task, team: Team, *, pinned: bool) -> Hours:
        if task.elapsed or not task.duration:
            return Hours(None, None)
        named = [task.calendar, *(self.resources[key].calendar for key, _units in team)]
        calendars = tuple(dict.fromkeys(name for name in named if name))
        away: list[Span] = []
        for key, _units in team:
            if self.rests_at(task, key):
                spans = self.resources[key].busy if pinned else self.busy[key]
                away += ((start, finish) for start, finish, _count in spans)
        merged = self._calendar(calendars, tuple(sorted(set(away))))
        if merged is None or task.splittable:
            return Hours(merged, None)
        known = (calendars, task.duration)
        if known not in self._hours:
            self._hours[known] = Hours(merged, rest_of(merged, task.duration, self.start))
        return self._hours[known]

    def _calendar(self, names: tuple[Id, ...], away: tuple[Span, ...]) -> Calendar | None:
        if (names, away) not in self._merged:
            calendars = [self.request.calendars[name] for name in names]
            made: Calendar | None = None
            if len(calendars) == 1 and not away:
                made = calendars[0]
            elif calendars or away:
                made = combined(" ".join(names), calendars, away)
            self._merged[names, away] = made
        return self._merged[names, away]

    def held(self, link: Link, span: Span) -> int:
        """Return the earliest start or finish that a link lets its second task have."""
        time = span[0] if link.kind in FROM_START else span[1]
        if not link.lag:
            return time
        name = "" if link.elapsed else self.tasks[link.after].calendar
        return self.request.calendars[name].add(time, link.lag) if name else time + link.lag

    def floors(self, key: Id, stands: Stands) -> tuple[int, int | None]:
        """Return from when a task may start, and before when it must not finish."""
        task = self.tasks[key]
        start, finish = max(self.start, task.earliest or self.start), None
        for link in self.before[key]:
            stand = stands[link.before]
            held = self.held(link, (stand.start, stand.finish))
            if link.kind in TO_FINISH:
                finish = held if finish is None else max(finish, held)
            else:
                start = max(start, held)
        return start, finish

    # -- what does not move -------------------------------------------------------------------

    def _pin(self, task: Task) -> None:
        begin = task.start if is_frozen(task) else task.fixed
        if begin is None:
            return
        team = min(self.teams[task.id], key=lambda one: self._taken(task, one, begin))
        finish = self._pinned_finish(task, team, begin)
        self.pinned[task.id] = Stand(begin, finish, team)
        calendar = self.hours(task, team, pinned=True).calendar
        spans = [(begin, finish)] if calendar is None else calendar.spans(begin, finish)
        for key, units in team:
            taken = spans if self.rests_at(task, key) else [(begin, finish)]
            self.busy[key] = sorted([*self.busy[key], *((a, b, units) for a, b in taken if a < b)])

    def _came_too_late(self, link: Link) -> bool:
        """Tell whether a link into frozen work could not hold even if nobody was short of time."""
        if not is_frozen(self.tasks[link.after]):
            return False
        before = self.early[link.before]
        return self.overshot(link, (before.start, before.finish), self.pinned[link.after]) > 0

    def overshot(self, link: Link, before: Span, after: Stand) -> int:
        """Return by how much the second task of a link stands too early, 0 where it holds."""
        stands = after.finish if link.kind in TO_FINISH else after.start
        return max(0, self.held(link, before) - stands)

    def _pinned_finish(self, task: Task, team: Team, begin: int) -> int:
        if task.frozen and task.start is not None and task.finish is not None:
            return max(begin, task.finish)
        calendar = self.hours(task, team, pinned=True).calendar
        return begin + task.duration if calendar is None else calendar.add(begin, task.duration)

    def _taken(self, task: Task, team: Team, begin: int) -> bool:
        """Tell whether one of a team is busy where a pinned task stands."""
        finish = self._pinned_finish(task, team, begin)
        return any(
            a < finish and b > begin for key, _units in team for a, b, _count in self.busy[key]
        )

    # -- what a plan is worth -----------------------------------------------------------------

    @cached_property
    def weights(self) -> tuple[int, int]:
        """What one weighted unit of lateness and one of the whole length cost, in units moved.

        Small plans are compared strictly one after the other; in large ones a unit of length
        outweighs a thousand units moved, and one of lateness a thousand of length.
        """
        moved = sum(1 for key in self.free if self.tasks[key].start is not None)
        reach = sum(self.tasks[key].duration for key in self.free) + 1
        length = min(moved * reach + 1, 1000)
        late = (
            length * min(reach, 1000)
            if any(self.tasks[key].due is not None for key in self.free)
            else 0
        )
        return late, length

    def cost(self, stands: Stands) -> int:
        """Return weighted lateness, then length, then units moved, as one number."""
        late, length = self.weights
        return late * self.lateness(stands) + length * self.makespan(stands) + self.moved(stands)

    def lateness(self, stands: Stands) -> int:
        """Return how late tasks are against their due times, each times its weight."""
        found = 0
        for key, task in self.tasks.items():
            if task.due is not None:
                found += task.weight * max(0, stands[key].finish - task.due)
        return found

    def makespan(self, stands: Stands) -> int:
        """Return how long after the start of the plan its last task ends."""
        return max((stand.finish for stand in stands.values()), default=self.start) - self.start

    def moved(self, stands: Stands) -> int:
        """Return how far free tasks begin from where they stand now, all together."""
        found = 0
        for key in self.free:
            now = self.tasks[key].start
            found += 0 if now is None else abs(stands[key].start - now)
        return found

    def missed(self, stands: Stands) -> int:
        """Return by how much hard deadlines, and pinned tasks that wait for others, are missed."""
        found = 0
        for key, task in self.tasks.items():
            if task.deadline is not None and not is_frozen(task):
                found += max(0, stands[key].finish - task.deadline)
        for key in self.pinned:
            for link in self.before[key]:
                if link.before not in self.pinned and link not in self.ignored:
                    one = stands[link.before]
                    found += self.overshot(link, (one.start, one.finish), stands[key])
        return found
