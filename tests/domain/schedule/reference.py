"""A planner so slow and plain that it is obviously right; ours must agree with it.

It knows of a calendar only whether a unit of time is worked, tries every start one by one, and
goes over all tasks again until nothing moves.
"""

from dataclasses import dataclass

from studio.domain.schedule.tasks import LinkKind
from studio.domain.schedule.time import Calendar

FAR = 400
"""No start is tried further away than this."""


@dataclass(frozen=True)
class Pattern:
    """Worked in the units that a pattern of 1 and 0, repeated for ever, says."""

    worked: str

    def __call__(self, unit):
        return self.worked[unit % len(self.worked)] == "1"

    def spans(self, first, until):
        found = []
        for unit in range(first, until):
            if not self(unit):
                continue
            if found and found[-1][1] == unit:
                found[-1] = (found[-1][0], unit + 1)
            else:
                found.append((unit, unit + 1))
        return found

    def why_off(self, first, until):
        return None


def calendar(key, worked):
    """Return a calendar in which a unit is a day, so that every gap is a day off."""
    return Calendar(key, Pattern(worked), day=1, units="day")


def count(is_worked, first, until):
    """Return the worked units from first to until, negative the other way round."""
    if until < first:
        return -count(is_worked, until, first)
    whole, rest = divmod(until - first, len(is_worked.worked))
    rest_of_it = sum(map(is_worked, range(until - rest, until)))
    return whole * is_worked.worked.count("1") + rest_of_it


def finish_of(task, patterns, start):
    """Return when a task begun then is done, None where it cannot begin then."""
    if task.elapsed or not task.duration or not task.calendar:
        return start + task.duration
    is_worked = patterns[task.calendar]
    if not is_worked(start):
        return None
    here, left = start, task.duration
    while left:
        if is_worked(here):
            left -= 1
        elif not task.splittable and _fits_somewhere(is_worked, task.duration):
            return None
        here += 1
    return here


def _fits_somewhere(is_worked, work):
    """Tell whether that much is ever worked in one go."""
    return any(all(map(is_worked, range(at, at + work))) for at in range(len(is_worked.worked)))


def after(link, patterns, calendar_of, moment):
    """Return the first instant that lies a link's lag after a moment."""
    key = calendar_of[link.after]
    if link.elapsed or not link.lag or not key:
        return moment + link.lag
    here = moment + 7 * min(link.lag, 0) - 7  # every pattern works once in seven units
    while count(patterns[key], moment, here) < link.lag:
        here += 1
    return here


def holds(link, patterns, calendar_of, before, waits):
    """Tell whether a link holds between two (start, finish)."""
    held = before[0] if link.kind in (LinkKind.SS, LinkKind.SF) else before[1]
    pulled = waits[1] if link.kind in (LinkKind.FF, LinkKind.SF) else waits[0]
    return after(link, patterns, calendar_of, held) <= pulled


def until_still(work_out, tasks):
    """Work out every task from the others until nothing changes."""
    found = {}
    while True:
        was = dict(found)
        for task in tasks:
            found[task.id] = work_out(task, found)
        if found == was:
            return found


def early_dates(tasks, links, patterns, start):
    """Return the earliest (start, finish) of every task."""
    calendar_of = {task.id: task.calendar for task in tasks}

    def earliest(task, found):
        if task.fixed is not None:
            return task.fixed, _pinned_finish(task, patterns)
        for begin in range(max(start, task.earliest or start), FAR * 10):
            finish = finish_of(task, patterns, begin)
            if finish is not None and all(
                holds(link, patterns, calendar_of, found[link.before], (begin, finish))
                for link in links
                if link.after == task.id and link.before in found
            ):
                return begin, finish
        raise AssertionError("no start was early enough")

    return until_still(earliest, tasks)


def _pinned_finish(task, patterns):
    """Return when a task with a fixed start ends: work begins as soon as there is any."""
    if task.elapsed or not task.duration or not task.calendar:
        return task.fixed + task.duration
    here = task.fixed
    while count(patterns[task.calendar], task.fixed, here) < task.duration:
        here += 1
    return here


def ends_of(tasks, early):
    """Return when each group ends."""
    ends = {}
    for task in tasks:
        ends[task.group] = max(ends.get(task.group, -FAR), early[task.id][1])
    return ends


def latest_of(task, links, patterns, calendar_of, limit, others):
    """Return the latest (start, finish) that keeps the links to `others` and ends by `limit`."""
    for begin in range(limit + 1, limit - FAR, -1):
        finish = finish_of(task, patterns, begin)
        if (
            finish is not None
            and finish <= limit
            and all(
                holds(link, patterns, calendar_of, (begin, finish), others[link.after])
                for link in links
                if link.before == task.id and link.after in others
            )
        ):
            return begin, finish
    raise AssertionError("no start was late enough")


def late_dates(tasks, links, patterns, early):
    """Return the latest (start, finish) of every task, and what followers have to keep."""
    calendar_of = {task.id: task.calendar for task in tasks}
    ends = ends_of(tasks, early)

    def limit(task):
        return min(ends[task.group], *([task.deadline] if task.deadline is not None else ()), FAR)

    def latest(task, found):
        if task.fixed is not None:
            return early[task.id]
        return latest_of(task, links, patterns, calendar_of, limit(task), found)

    kept = until_still(latest, list(reversed(tasks)))
    own = dict(kept)
    for task in tasks:
        if task.fixed is not None:
            free = latest_of(task, links, patterns, calendar_of, limit(task), kept)
            own[task.id] = early[task.id] if free[0] >= early[task.id][0] else free
    return own


def work_between(task, patterns, first, until):
    """Return the slack between two starts in time the task's calendar works."""
    if not task.calendar:
        return until - first
    return count(patterns[task.calendar], first, until)


def plan(tasks, links, patterns, start=0):
    """Return id -> (start, finish, late start, late finish, slack, free slack)."""
    calendar_of = {task.id: task.calendar for task in tasks}
    early = early_dates(tasks, links, patterns, start)
    late = late_dates(tasks, links, patterns, early)
    ends = ends_of(tasks, early)
    found = {}
    for task in tasks:
        begin = early[task.id][0]
        slack = work_between(task, patterns, begin, late[task.id][0])
        free = max(0, slack)
        if slack > 0 and any(link.before == task.id for link in links):
            last = min(ends[task.group], task.deadline if task.deadline is not None else FAR)
            others = {key: early[key] for key in early}
            room = latest_of(task, links, patterns, calendar_of, last, others)
            free = max(0, min(slack, work_between(task, patterns, begin, room[0])))
        found[task.id] = (*early[task.id], *late[task.id], slack, free)
    return found
