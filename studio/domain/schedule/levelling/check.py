"""Checks a levelled plan against the request by itself, sharing nothing with those who made it."""

from collections.abc import Mapping

from studio.domain.schedule import planner
from studio.domain.schedule.levelling.problem import Request, Stand
from studio.domain.schedule.tasks import Id, Link, LinkKind, Resource, Span, Task
from studio.domain.schedule.time import combined
from studio.text import Message


def faults(request: Request, stands: Mapping[Id, Stand]) -> list[Message]:
    """Return what a plan breaks: links, hours, capacity, fixed and frozen dates, deadlines."""
    tasks = {task.id: task for task in request.tasks}
    if missing := tasks.keys() - stands.keys():
        return [Message("{task} has no place.", task=key) for key in sorted(missing)]
    found = [fault for task in request.tasks for fault in _task(request, task, stands)]
    early = planner.plan(request.tasks, request.links, request.calendars, request.start)
    found += [
        Message("{after} does not wait for {before}.", after=link.after, before=link.before)
        for link in request.links
        if not _keeps(
            request,
            tasks,
            link,
            (stands[link.before].start, stands[link.before].finish),
            stands[link.after],
        )
        and not (
            _is_frozen(tasks[link.after])
            and not _keeps(request, tasks, link, early.span(link.before), stands[link.after])
        )
    ]
    return found + _overloads(request, tasks, stands)


def _is_frozen(task: Task) -> bool:
    return task.frozen and task.start is not None


def _task(request: Request, task: Task, stands: Mapping[Id, Stand]) -> list[Message]:
    stand = stands[task.id]
    found: list[Message] = []
    if _is_frozen(task):
        if stand.start != task.start or (task.finish is not None and stand.finish != task.finish):
            found.append(Message("{task} was not to move.", task=task.id))
        return found
    if task.fixed is not None and stand.start != task.fixed:
        found.append(Message("{task} does not begin when it must.", task=task.id))
    least = request.start if task.earliest is None else max(request.start, task.earliest)
    if task.fixed is None and stand.start < least:
        found.append(Message("{task} begins too early.", task=task.id))
    if task.deadline is not None and stand.finish > task.deadline:
        found.append(Message("{task} misses its deadline.", task=task.id))
    if not _staffed(task, stand):
        found.append(Message("{task} is not done by those who can.", task=task.id))
    if sum(b - a for a, b in _worked(request, task, stands)) != task.duration:
        found.append(Message("{task} does not last as long as it must.", task=task.id))
    return found


def _staffed(task: Task, stand: Stand) -> bool:
    left = dict(stand.team)
    for key, units in task.needs.items():
        left[key] = left.get(key, 0) - units
    extra = [key for key, units in left.items() for _nr in range(max(0, units))]
    if min(left.values(), default=0) < 0 or len(extra) != len(task.any_of):
        return False
    return _filled([set(slot) for slot in task.any_of], extra)


def _filled(slots: list[set[Id]], people: list[Id]) -> bool:
    """Tell whether each can take one of the slots."""
    if not slots:
        return True
    return any(
        key in slots[0] and _filled(slots[1:], people[:nr] + people[nr + 1 :])
        for nr, key in enumerate(people)
    )


def _worked(request: Request, task: Task, stands: Mapping[Id, Stand]) -> list[tuple[int, int]]:
    """Return when a task is worked on: its calendar, theirs, and not while they are elsewhere."""
    stand = stands[task.id]
    if task.elapsed or not task.duration:
        return [(stand.start, stand.finish)]
    resources = {one.id: one for one in request.resources}
    team = [resources[key] for key, _units in stand.team]
    names = dict.fromkeys(name for name in (task.calendar, *(r.calendar for r in team)) if name)
    away = [span for one in team for span in _elsewhere(request, task, one, stands)]
    if not names and not away:
        return [(stand.start, stand.finish)]
    calendar = combined("check", [request.calendars[name] for name in names], away)
    return calendar.spans(stand.start, stand.finish)


def _elsewhere(
    request: Request, task: Task, one: Resource, stands: Mapping[Id, Stand]
) -> list[tuple[int, int]]:
    """Return when the one who does a task is taken by what does not move."""
    if not task.splittable or one.capacity > 1:
        return []
    spans = [(start, finish) for start, finish, _units in one.busy]
    if _is_pinned(task):
        return spans
    for other in request.tasks:
        if _is_pinned(other) and one.id in dict(stands[other.id].team):
            spans += _worked(request, other, stands)
    return spans


def _is_pinned(task: Task) -> bool:
    return task.fixed is not None or _is_frozen(task)


def _keeps(
    request: Request, tasks: Mapping[Id, Task], link: Link, before: Span, other: Stand
) -> bool:
    time = before[0] if link.kind in (LinkKind.SS, LinkKind.SF) else before[1]
    name = "" if link.elapsed else tasks[link.after].calendar
    if link.lag:
        time = request.calendars[name].add(time, link.lag) if name else time + link.lag
    held = other.start if link.kind in (LinkKind.FS, LinkKind.SS) else other.finish
    return held >= time


def _overloads(
    request: Request, tasks: Mapping[Id, Task], stands: Mapping[Id, Stand]
) -> list[Message]:
    """Return where more is taken of a resource than it has, counting only time worked.

    What is frozen or booked may clash with its like: that was so before, and is not ours to mend.
    """
    found = []
    for one in request.resources:
        steps = [step for a, b, units in one.busy for step in ((a, units, 0), (b, -units, 0))]
        for key, stand in stands.items():
            units = dict(stand.team).get(one.id, 0)
            mine = 0 if _is_frozen(tasks[key]) else units
            if units:
                for a, b in _worked(request, tasks[key], stands):
                    steps += ((a, units, mine), (b, -units, -mine))
        level = free = 0
        for time, change, ours in sorted(steps, key=lambda step: (step[0], step[1])):
            level, free = level + change, free + ours
            if level > one.capacity and free > 0:
                found.append(
                    Message("{resource} is taken twice at {time}.", resource=one.id, time=time)
                )
                break
    return found
