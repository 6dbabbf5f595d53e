"""Tasks and links laid out for the passes: one place per task, its dates worked out one by one.

Each date follows from the dates of its neighbours alone, so the full pass and the update after one
change use the same two functions and agree to the minute.
"""

from collections.abc import Mapping, Sequence

from studio.domain.schedule import graph
from studio.domain.schedule.tasks import Id, Link, LinkKind, Placed, Reason, Task
from studio.domain.schedule.time import MEAL, NIGHT, Calendar
from studio.errors import Invalid
from studio.text import Message

FROM_START = (LinkKind.SS, LinkKind.SF)
TO_FINISH = (LinkKind.FF, LinkKind.SF)

Rope = tuple[list[int], int, bool, int, Calendar | None, Link]
"""Times that pull, whose place in them, whether the finish is pulled, the lag, its calendar; of."""


class Network:
    """Every task has a place, a rank, its hours, what pulls it, and its early and late dates.

    Late dates are what predecessors have to keep: those of a task that cannot be moved are its own
    dates. Slack, reasons and Placed are worked out when asked.
    """

    def __init__(
        self,
        tasks: Sequence[Task],
        links: Sequence[Link],
        calendars: Mapping[Id, Calendar],
        start: int,
        names: Mapping[Id, str] = graph.NO_NAMES,
    ) -> None:
        self.names = names
        self.calendars = calendars
        self.start = start
        self.tasks = list(tasks)
        self.links = list(links)
        self.order = graph.order(self.tasks, self.links, names)
        self.index = {task.id: place for place, task in enumerate(self.tasks)}
        count = len(self.tasks)
        self.rank = [0] * count
        for rank, place in enumerate(self.order):
            self.rank[place] = rank
        self.early_start, self.early_finish = [start] * count, [start] * count
        self.late_start, self.late_finish = [start] * count, [start] * count
        self.named: list[Calendar | None] = [None] * count
        self.hours: list[Calendar | None] = [None] * count
        self.rest: list[int | None] = [None] * count
        self.low = [start] * count
        self.pin: list[tuple[int, int] | None] = [None] * count
        self.before: list[list[Rope]] = [[] for _task in tasks]
        self.after: list[list[Rope]] = [[] for _task in tasks]
        self.members: dict[Id, list[int]] = {}
        self.end: dict[Id, int] = {}
        for place, task in enumerate(self.tasks):
            self.members.setdefault(task.group, []).append(place)
            self.settle(place)
        for link in self.links:
            self.join(link)

    def settle(self, place: int) -> None:
        """Read a task's own hours, bounds and fixed dates; an unknown calendar is Invalid."""
        task = self.tasks[place]
        named = self.calendar_of(task)
        hours = None if task.elapsed or not task.duration else named
        self.named[place], self.hours[place] = named, hours
        self.low[place] = self.start if task.earliest is None else max(self.start, task.earliest)
        self.rest[place] = None
        if hours is not None and not task.splittable:
            self.rest[place] = rest_of(hours, task.duration, self.start)
        self.pin[place] = self._pin(task, hours)

    def calendar_of(self, task: Task) -> Calendar | None:
        """Return the calendar a task names, None for all day and night."""
        if not task.calendar:
            return None
        found = self.calendars.get(task.calendar)
        if found is None:
            name = self.names.get(task.id, task.id)
            raise Invalid(
                {
                    task.id: Message(
                        "{task} names the calendar {calendar}, which is not there.",
                        task=name,
                        calendar=task.calendar,
                    )
                }
            )
        return found

    def _pin(self, task: Task, hours: Calendar | None) -> tuple[int, int] | None:
        """Return where a task stands that no link moves: frozen work, or a fixed start."""
        begin = task.start if task.frozen and task.start is not None else task.fixed
        if begin is None:
            return None
        if task.frozen and task.start is not None and task.finish is not None:
            return begin, max(begin, task.finish)
        return begin, begin + task.duration if hours is None else hours.add(begin, task.duration)

    def join(self, link: Link) -> None:
        """Lay a link between its two tasks."""
        waits, pulls = self._ropes(link)
        self.before[pulls[1]].append(waits)
        self.after[waits[1]].append(pulls)

    def part(self, link: Link) -> None:
        """Take a link up again; it is one of several where there are some like it."""
        for ropes in (self.before[self.index[link.after]], self.after[self.index[link.before]]):
            del ropes[next(nr for nr, rope in enumerate(ropes) if rope[5] == link)]

    def tie(self, place: int) -> None:
        """Lay the links of a task anew, after its calendar or those around it changed."""
        self.before[place] = [self._ropes(rope[5])[0] for rope in self.before[place]]
        self.after[place] = [self._ropes(rope[5])[1] for rope in self.after[place]]

    def _ropes(self, link: Link) -> tuple[Rope, Rope]:
        """Return what pulls the second task on, and what pulls the first one back."""
        before, after = self.index[link.before], self.index[link.after]
        lag = link.lag
        calendar = None if link.elapsed or not lag else self.named[after]
        from_start, to_finish = link.kind in FROM_START, link.kind in TO_FINISH
        early = self.early_start if from_start else self.early_finish
        late = self.late_finish if to_finish else self.late_start
        return (
            (early, before, to_finish, lag, calendar, link),
            (late, after, not from_start, lag, calendar, link),
        )

    # -- the two functions everything rests on ------------------------------------------------

    def early(self, place: int) -> tuple[int, int]:
        """Return the earliest start and finish, from the early dates of what it waits for."""
        pin = self.pin[place]
        if pin is not None:
            return pin
        start, finish = self.low[place], None
        for times, other, to_finish, lag, calendar, _link in self.before[place]:
            held = times[other]
            if lag:
                held = held + lag if calendar is None else calendar.add(held, lag)
            if not to_finish:
                if held > start:
                    start = held
            elif finish is None or held > finish:
                finish = held
        hours, work = self.hours[place], self.tasks[place].duration
        if hours is not None:
            return hours.place(start, work, finish, self.rest[place])
        if finish is not None and finish - work > start:
            start = finish - work
        return start, start + work

    def late(self, place: int) -> tuple[int, int]:
        """Return the latest start and finish, from the late dates of its followers."""
        pin = self.pin[place]
        return pin if pin is not None else self._latest(place, self.after[place])

    def _latest(self, place: int, ropes: Sequence[Rope]) -> tuple[int, int]:
        task = self.tasks[place]
        finish, start = self.end[task.group], None
        if task.deadline is not None and task.deadline < finish:
            finish = task.deadline
        for times, other, from_finish, lag, calendar, _link in ropes:
            held = times[other]
            if lag:
                held = held - lag if calendar is None else calendar.take(held, lag)
            if from_finish:
                if held < finish:
                    finish = held
            elif start is None or held < start:
                start = held
        hours, work = self.hours[place], task.duration
        if hours is not None:
            return hours.place_late(finish, work, start, self.rest[place])
        latest = finish - work
        if start is not None and start < latest:
            latest = start
        return latest, latest + work

    # -- the passes ---------------------------------------------------------------------------

    def pass_forward(self) -> None:
        """Work out every early date, and where each group ends."""
        starts, finishes, early = self.early_start, self.early_finish, self.early
        for place in self.order:
            starts[place], finishes[place] = early(place)
        for group in self.members:
            self.end[group] = self.last_finish(group)

    def last_finish(self, group: Id) -> int:
        """Return when the last task of a group ends."""
        finishes = self.early_finish
        return max((finishes[place] for place in self.members[group]), default=self.start)

    def pass_backward(self) -> None:
        """Work out every late date from the ends of the groups."""
        starts, finishes, late = self.late_start, self.late_finish, self.late
        for place in reversed(self.order):
            starts[place], finishes[place] = late(place)

    # -- answers ------------------------------------------------------------------------------

    def placed(self, place: int) -> Placed:
        """Return where a task stands, its slack and what holds it there."""
        task = self.tasks[place]
        start, finish = self.early_start[place], self.early_finish[place]
        late_start, late_finish = self.late_start[place], self.late_finish[place]
        if self.pin[place] is not None:
            late_start, late_finish = self._pinned_late(place, start, finish)
        slack = self._work_between(place, start, late_start)
        if task.frozen and task.finish is not None:
            slack = self._work_between(place, finish, late_finish)
        return Placed(
            task.id,
            start,
            finish,
            late_start,
            late_finish,
            slack,
            self._free(place, start, slack),
            slack <= 0,
            self.reason(place),
        )

    def _pinned_late(self, place: int, start: int, finish: int) -> tuple[int, int]:
        """Return how late a task that cannot be moved would be good enough.

        One with a fixed start has no slack to give, so its dates are its own unless they are late.
        Frozen work is measured by its finish: what is left of it may take that long.
        """
        late_start, late_finish = self._latest(place, self.after[place])
        if self.tasks[place].frozen:
            return min(late_start, late_finish), late_finish
        return (start, finish) if late_start >= start else (late_start, late_finish)

    def _work_between(self, place: int, first: int, until: int) -> int:
        calendar = self.named[place]
        return until - first if calendar is None else calendar.between(first, until)

    def _free(self, place: int, start: int, slack: int) -> int:
        """Return how far a task may slip before an early date of a follower moves."""
        if slack <= 0 or not self.after[place]:
            return max(slack, 0)
        ropes: list[Rope] = []
        for times, other, from_finish, lag, calendar, link in self.after[place]:
            early = self.early_finish if times is self.late_finish else self.early_start
            ropes.append((early, other, from_finish, lag, calendar, link))
        latest, _finish = self._latest(place, ropes)
        return max(0, min(slack, self._work_between(place, start, latest)))

    def driver(self, place: int) -> Link | None:
        """Return the link that holds a task where it is, if one does."""
        return self._pull(place)[2]

    def _pull(self, place: int) -> tuple[int, bool, Link | None]:
        """Return until when a task is held, whether by its finish, and by which link."""
        start, best = self.low[place], None
        finish, best_finish = None, None
        for times, other, to_finish, lag, calendar, link in self.before[place]:
            held = times[other]
            if lag:
                held = held + lag if calendar is None else calendar.add(held, lag)
            if to_finish:
                if finish is None or held > finish:
                    finish, best_finish = held, link
            elif held > start or (held == start and best is None):
                start, best = held, link
        if finish is not None and self._by_finish(place, start, finish):
            return finish, True, best_finish
        return start, False, best

    def _by_finish(self, place: int, start: int, finish: int) -> bool:
        """Tell whether having to end by `finish` holds a task longer than beginning at `start`."""
        hours, work = self.hours[place], self.tasks[place].duration
        if hours is None:
            return finish - work > start
        return hours.worked_until(finish) - work > hours.worked(start)

    def reason(self, place: int) -> Reason:
        """Return why a task does not begin earlier."""
        task = self.tasks[place]
        if task.frozen and task.start is not None:
            return Reason("frozen")
        if task.fixed is not None:
            return Reason("fixed", until=task.fixed)
        held, by_finish, link = self._pull(place)
        start, hours = self.early_start[place], self.hours[place]
        snapped = hours is not None and not by_finish and start > held
        if snapped and hours and (link is None or hours.why_off(held, start) is not None):
            return Reason("calendar", hours.id, until=start)
        if link is not None:
            return Reason("link", link.before, link.kind, lag=link.lag, elapsed=link.elapsed)
        if task.earliest is not None and task.earliest > self.start:
            return Reason("earliest", until=task.earliest)
        return Reason("start", until=self.start)


def rest_of(hours: Calendar, work: int, near: int) -> int | None:
    """Return the longest gap that work in one piece may span, None where any must be allowed.

    In minutes a meal is no break; work longer than any day spans nights but no day off. In whole
    days there are no nights to see, so only days off count. What no stretch of the calendar could
    hold rests wherever it has to, rather than never being done.
    """
    rests = (0,) if hours.units == "day" else (MEAL, NIGHT)
    return next((rest for rest in rests if hours.fits(near, work, rest)), None)
