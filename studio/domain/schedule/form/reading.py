"""Reads the JSON form: missing fields have a meaning, wrong ones are refused naming the item."""

from collections.abc import Mapping

from studio.domain.schedule import graph
from studio.domain.schedule.form.fields import LARGEST, Fields
from studio.domain.schedule.form.times import Clock
from studio.domain.schedule.form.values import MINUTES, Form, Mode
from studio.domain.schedule.form.working import file_zone, made, read_hours
from studio.domain.schedule.hours import zone_named
from studio.domain.schedule.tasks import Id, Link, LinkKind, Resource, Task
from studio.text import Message

MOST_TASKS = 200_000
MOST_LINKS = 1_000_000
LONGEST_WORK = {Mode.UNITS: LARGEST, Mode.MINUTES: 5_000_000, Mode.DAYS: 5_000}
"""The longest duration or lag in the planner's units; with calendars, some twenty years."""


def read(value: object) -> Form:
    """Return a form from what JSON holds; raises Invalid naming the item that is wrong."""
    whole = Fields(value, "", Message("The file"))
    mode = _mode(whole)
    unit = whole.text("unit", "" if mode is Mode.UNITS else "minute")
    if mode is not Mode.UNITS and unit not in (*MINUTES, "day"):
        whole.refuse("unit", Message("The unit is one of: minute, hour, day."))
    zone = file_zone(whole)
    hours = read_hours(whole, zone)
    calendars = made(hours, days=mode is Mode.DAYS)
    usual = whole.text("calendar") or next(iter(calendars), "")
    if usual and usual not in calendars:
        whole.refuse("calendar", Message("There is no calendar {name}.", name=usual))
    shown = zone_named(hours[usual].zone) if usual else zone
    clock = Clock(mode, MINUTES.get(unit, 1), shown, hours.get(usual))
    clock.start = _start(whole, clock)
    form = Form(
        tasks=(),
        calendars=calendars,
        hours=hours,
        start=clock.start,
        unit=unit,
        mode=mode,
        zone=shown,
    )
    called: dict[Id, str] = {}
    resources = _resources(whole, form, clock, called)
    tasks, names = _tasks(whole, form, clock, usual, {one.id for one in resources})
    links = _links(whole, form)
    graph.check(tasks, links, names)
    return Form(
        tasks=tuple(tasks),
        links=tuple(links),
        resources=tuple(resources),
        calendars=calendars,
        hours=hours,
        names={**called, **names},
        start=clock.start,
        unit=unit,
        mode=mode,
        zone=shown,
    )


def _mode(whole: Fields) -> Mode:
    """Return how times are meant: by calendars, or as the file writes them without."""
    if whole.rows("calendars", 1000):
        return Mode.DAYS if whole.get("unit") == "day" else Mode.MINUTES
    if whole.get("unit") is None and isinstance(whole.get("start"), str):
        return Mode.MINUTES
    return Mode.UNITS


# -- resources, tasks, links -------------------------------------------------------------------


def _start(whole: Fields, clock: Clock) -> int:
    value = whole.get("start")
    if clock.mode is Mode.UNITS:
        return 0 if value is None or isinstance(value, str) else whole.whole("start", least=0)
    if value is None:
        stamps = [
            task["earliest"]
            for task in whole.rows("tasks", MOST_TASKS)
            if isinstance(task, Mapping) and isinstance(task.get("earliest"), str)
        ]
        if not stamps:
            whole.refuse("start", Message("A plan with calendars needs a start."))
        whole = Fields({"start": min(stamps)}, "", whole.item)
    return clock.stamp(whole.instant("start"), "start")


def _resources(whole: Fields, form: Form, clock: Clock, names: dict[Id, str]) -> list[Resource]:
    found: dict[Id, Resource] = {}
    for number, value in enumerate(whole.rows("resources", 100_000), start=1):
        fields = Fields(value, f"resources.{number}", Message("Resource {nr}", nr=number))
        key = fields.id("id")
        fields.item = Message("Resource {name}", name=key)
        fields.key = f"resources.{key}"
        if key in found:
            fields.refuse("id", Message("The id is there twice."))
        names[key] = fields.text("name") or key
        own = _calendar_of(fields, form, "")
        local = clock.of(form.hours.get(own))
        found[key] = Resource(
            key,
            fields.whole("capacity", 1, least=1),
            own,
            tuple(_busy(fields, row, local) for row in fields.rows("busy", 100_000)),
        )
    return list(found.values())


def _busy(fields: Fields, row: object, clock: Clock) -> tuple[int, int, int]:
    """Return a stretch that is taken: [start, finish] or [start, finish, units]."""
    if not isinstance(row, list) or len(row) not in (2, 3):
        fields.refuse(
            "busy", Message("What is taken is [start, finish] or [start, finish, units].")
        )
    parts = Fields(
        {"busy": row[0], "until": row[1], "units": row[2] if len(row) == 3 else 1},
        fields.key,
        fields.item,
    )
    start = parts.moment("busy", clock.number, clock.stamp)
    finish = parts.moment("until", clock.number, clock.stamp)
    if start is None or finish is None or start >= finish:
        fields.refuse("busy", Message("What is taken ends after it begins."))
    return start, finish, parts.whole("units", least=1)


def _calendar_of(fields: Fields, form: Form, usual: Id) -> Id:
    name = fields.text("calendar", usual)
    if name and name not in form.calendars:
        fields.refuse("calendar", Message("There is no calendar {name}.", name=name))
    return name


def _tasks(
    whole: Fields, form: Form, clock: Clock, usual: Id, resources: set[Id]
) -> tuple[list[Task], dict[Id, str]]:
    rows = whole.rows("tasks", MOST_TASKS)
    if not rows:
        whole.refuse("tasks", Message("There are no tasks to plan."))
    found: dict[Id, Task] = {}
    names: dict[Id, str] = {}
    for number, value in enumerate(rows, start=1):
        fields = Fields(value, f"tasks.{number}", Message("Task {nr}", nr=number))
        key = fields.id("id")
        fields.item = Message("Task {name}", name=key)
        fields.key = f"tasks.{key}"
        if key in found:
            fields.refuse("id", Message("The id is there twice."))
        found[key] = _task(fields, key, form, clock, usual, resources)
        names[key] = fields.text("name") or key
    return list(found.values()), names


def _task(fields: Fields, key: Id, form: Form, clock: Clock, usual: Id, resources: set[Id]) -> Task:
    duration = fields.units("duration", form.scale, least=0)
    if duration > LONGEST_WORK[form.mode]:
        fields.refuse("duration", Message('"{field}" is too large.', field="duration"))
    own = _calendar_of(fields, form, usual)
    clock = clock.of(form.hours.get(own))
    fixed = fields.moment("fixed_start", clock.number, clock.stamp)
    frozen = fields.flag("frozen", False)
    if fixed is not None and fixed < form.start and not frozen:
        fields.refuse("fixed_start", Message("It is fixed before the plan begins."))
    return Task(
        id=key,
        duration=duration,
        calendar=own,
        elapsed=fields.flag("elapsed", False),
        splittable=fields.flag("splittable", True),
        earliest=fields.moment("earliest", clock.number, clock.stamp),
        fixed=fixed,
        due=fields.moment("due", clock.number, clock.finish),
        deadline=fields.moment("deadline", clock.number, clock.finish),
        weight=fields.whole("weight", 1, least=0),
        needs=_needs(fields, resources),
        any_of=_any_of(fields, resources),
        frozen=frozen,
        start=fields.moment("start", clock.number, clock.stamp),
        finish=fields.moment("finish", clock.number, clock.finish),
        group=fields.text("group"),
    )


def _needs(fields: Fields, resources: set[Id]) -> dict[Id, int]:
    value = fields.get("needs")
    if value is None:
        return {}
    needs = Fields(value, fields.key, fields.item)
    found = {}
    for key in needs.values:
        _known(fields, "needs", key, resources)
        units = needs.whole(key, least=0)
        if units:
            found[key] = units
    return found


def _any_of(fields: Fields, resources: set[Id]) -> tuple[tuple[Id, ...], ...]:
    found = []
    for row in fields.rows("any_of", 100):
        if not isinstance(row, list) or not row:
            fields.refuse("any_of", Message('"any_of" holds lists of resources: [["R1", "R2"]].'))
        for key in row:
            _known(fields, "any_of", key, resources)
        found.append(tuple(dict.fromkeys(row)))
    return tuple(found)


def _known(fields: Fields, name: str, key: object, resources: set[Id]) -> None:
    if not isinstance(key, str) or key not in resources:
        fields.refuse(name, Message("There is no resource {name}.", name=str(key)))


def _links(whole: Fields, form: Form) -> list[Link]:
    longest = LONGEST_WORK[form.mode]
    found = []
    for number, value in enumerate(whole.rows("links", MOST_LINKS), start=1):
        fields = Fields(value, f"links.{number}", Message("Link {nr}", nr=number))
        before, after = fields.id("from"), fields.id("to")
        fields.item = Message("Link from {before} to {after}", before=before, after=after)
        kind = fields.text("type", "FS")
        if kind not in LinkKind.__members__:
            fields.refuse("type", Message("A link is one of: FS, SS, FF, SF."))
        lag = fields.units("lag", form.scale, 0, least=-longest)
        if lag > longest:
            fields.refuse("lag", Message('"{field}" is too large.', field="lag"))
        found.append(Link(before, after, LinkKind(kind), lag, fields.flag("elapsed", False)))
    return found
