"""Lays a template out over the calendars: which task stands when, from its anchor's day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from studio.domain.schedule import planner
from studio.domain.schedule.hours import Hours
from studio.domain.schedule.planner import Placements
from studio.domain.schedule.tasks import Link, LinkKind, Task
from studio.domain.schedule.time import DAY, Calendar
from studio.domain.schedule.words import minute
from studio.errors import Invalid
from studio.services.schedule.hours import Calendars, made, rule
from studio.services.schedule.rows import PlannedTask, Template, TemplatePlan, TemplateTask
from studio.text import Message

_AFTER = re.compile(
    r"^(?P<key>\S+?)(?: (?P<kind>FS|SS|FF|SF)(?P<lag>[+-][\d.]+)?(?P<unit>[dme])?)?$"
)
"""What a task waits for: "shoot", "shoot SS+3", "publish FS+30d" (days that pass), in minutes of
work "cut FS-90m" or minutes that pass "cut FS+90e"."""

STEPS = 400
"""How many days back a beginning is looked for."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A template with its dates: planner tasks by template key, links, where each stands."""

    tasks: Sequence[Task]
    links: Sequence[Link]
    placed: Placements
    first: int
    last: int


class Ground:
    """The calendar a template is laid on: its days, worked ones and all."""

    def __init__(self, calendars: Calendars) -> None:
        self.calendars = calendars
        self.hours: Hours = rule(calendars.standard)
        self.calendar: Calendar = made(calendars.standard)

    def at(self, day: date, clock: str = "") -> int:
        """Return a time of a day in the studio's zone, midnight where none is given."""
        local = time.fromisoformat(clock) if clock else time(0)
        return minute(datetime.combine(day, local, self.calendars.zone))

    def first(self, day: date) -> int:
        """Return when work begins on a day; on one that is not worked, when it usually would."""
        pairs = self.hours.on(day) or next(pairs for pairs in self.hours.weekdays if pairs)
        return self.at(day, f"{pairs[0][0] // 60:02d}:{pairs[0][0] % 60:02d}")

    def working(self, day: date, count: int) -> date:
        """Return the day so many working days after a day, or before it; 0 is the first from it."""
        step = timedelta(days=1 if count >= 0 else -1)
        here, left = day, abs(count)
        while not self.hours.on(here) or left:
            left -= bool(self.hours.on(here))
            here += step
        return here

    def between(self, first: date, last: date) -> int:
        """Return how many working days there are from one day to before another."""
        days = (first + timedelta(days=ahead) for ahead in range((last - first).days))
        return sum(bool(self.hours.on(day)) for day in days)


def lay(template: Template, ground: Ground, anchor: str, day: date) -> Laid:
    """Return a template with the anchor's task on a day, or its first day there for "start".

    Raises Invalid for an anchor the template does not have, and for a template that makes no plan.
    """
    if anchor not in template.anchors:
        raise Invalid({"anchor": Message("Choose one of the list.")})
    key = {"shoot": template.shoot, "publish": template.publish}.get(anchor, "")
    pinned = next((task for task in template.tasks if task.key == key), None)
    if pinned is None:
        return _laid(template, ground, _origin(template, ground, day), None, day)
    offset = int(pinned.start or 0)
    if template.unit == "calendar":
        return _laid(template, ground, day - timedelta(days=offset), pinned, day)
    until = ground.first(day)
    origin = ground.working(day, -offset) if offset else ground.working(day, 0)
    for _try in range(STEPS):
        found = _laid(template, ground, origin, None, day)
        if found.placed.span(pinned.key)[0] <= until:
            return _laid(template, ground, origin, pinned, day)
        origin = _earlier(ground, origin)
    raise Invalid({"day": Message("No beginning leads to this day.")})


def _earlier(ground: Ground, day: date) -> date:
    here = day - timedelta(days=1)
    while not ground.hours.on(here):
        here -= timedelta(days=1)
    return here


def _origin(template: Template, ground: Ground, day: date) -> date:
    """Return day 0 of a template whose first task is to be on a day."""
    starts = [task.start for task in template.tasks if task.start is not None]
    least = int(min(starts, default=Decimal(0)))
    if template.unit == "calendar":
        return day - timedelta(days=least)
    return ground.working(day, 0) if not least else ground.working(day, -least)


def _laid(
    template: Template, ground: Ground, origin: date, pinned: TemplateTask | None, day: date
) -> Laid:
    links = [link for task in template.tasks for link in _links(task, ground, template.unit)]
    tasks = [_task(task, template, ground, origin) for task in template.tasks]
    if pinned is not None:
        tasks = [
            _pin(task, pinned, ground, day) if task.id == pinned.key else task for task in tasks
        ]
    calendars = {ground.calendar.id: ground.calendar}
    start = min(
        [ground.first(origin), ground.at(origin), *(one for one in map(_begin, tasks) if one)]
    )
    names = {task.key: task.title for task in template.tasks}
    placed = planner.plan(tasks, links, calendars, start, names=names)
    kept = [_without_slack_start(task, placed, ground) for task in tasks]
    spans = [placed.span(task.id) for task in tasks]
    return Laid(kept, links, placed, min(span[0] for span in spans), max(span[1] for span in spans))


def _begin(task: Task) -> int | None:
    return task.fixed if task.fixed is not None else task.earliest


def _task(task: TemplateTask, template: Template, ground: Ground, origin: date) -> Task:
    """Return a template's row as a task; "not before" stands at the end of the day before.

    There it ties with what a predecessor's end says, and the link is the reason (decisions 30).
    """
    earliest = fixed = None
    if task.start is not None:
        offset = int(task.start)
        if template.unit == "calendar":
            earliest = ground.at(origin + timedelta(days=offset))
        else:
            begin = ground.first(ground.working(origin, offset))
            earliest = ground.calendar.inv_end(ground.calendar.worked(begin)) if offset else begin
        if task.clock:
            fixed = ground.at(ground.calendars.day(earliest + DAY // 2), task.clock)
    return Task(
        id=task.key,
        duration=_lasts(task, ground),
        calendar=ground.calendar.id,
        elapsed=task.elapsed,
        splittable=task.kind not in ("shoot", "live"),
        earliest=None if fixed is not None else earliest,
        fixed=fixed,
    )


def _lasts(task: TemplateTask, ground: Ground) -> int:
    if task.minutes is not None:
        return task.minutes
    return int(task.days * (DAY if task.elapsed else ground.calendar.day))


def _pin(task: Task, pinned: TemplateTask, ground: Ground, day: date) -> Task:
    """Return the anchor's task on its day, also where that is not worked."""
    if pinned.clock or task.elapsed:
        return replace(task, fixed=ground.at(day, pinned.clock), earliest=None)
    found = replace(task, fixed=ground.first(day), earliest=None)
    if ground.hours.on(day):
        return found
    lasts = int(pinned.days - 1) * DAY + ground.calendar.day
    return replace(found, elapsed=True, duration=lasts)


def _without_slack_start(task: Task, placed: Placements, ground: Ground) -> Task:
    """Return a task without a "not before" that its links say anyway; else as a working moment."""
    if task.earliest is None:
        return task
    reason = placed[task.id].reason
    if reason.kind == "link":
        return replace(task, earliest=None)
    begin = task.earliest if task.elapsed else ground.calendar.next(task.earliest)
    return replace(task, earliest=begin)


def _links(task: TemplateTask, ground: Ground, unit: str) -> list[Link]:
    found = []
    for words in task.after:
        match = _AFTER.match(words)
        if match is None:
            raise Invalid({task.key: Message("“{words}” names no task to wait for.", words=words)})
        kind = LinkKind(match["kind"] or "FS")
        lag, elapsed = Decimal(match["lag"] or 0), unit == "calendar"
        scale = match["unit"] or ""
        if scale == "d" or (not scale and elapsed):
            lag, elapsed = lag * DAY, True
        elif scale in ("m", "e"):
            elapsed = scale == "e"
        else:
            lag *= ground.calendar.day
        found.append(Link(match["key"], task.key, kind, int(lag), bool(lag) and elapsed))
    return found


def shown(template: Template, laid: Laid, ground: Ground, problem: Message | None) -> TemplatePlan:
    """Return the dates of a template's rows for people to look at."""
    by_key = {task.key: task for task in template.tasks}
    rows = []
    for task in laid.tasks:
        row, at = by_key[task.id], laid.placed[task.id]
        rows.append(
            PlannedTask(
                key=row.key,
                title=row.title,
                title_zh=row.title_zh,
                phase=row.phase,
                kind=row.kind,
                role=row.role,
                start=at.start,
                finish=at.finish,
                first=ground.calendars.day(at.start),
                last=ground.calendars.last_day(max(at.finish, at.start + 1)),
                critical=at.critical,
            )
        )
    return TemplatePlan(
        tuple(rows),
        ground.calendars.day(laid.first),
        ground.calendars.last_day(max(laid.last, laid.first + 1)),
        problem,
    )
