"""Reads Microsoft Project's XML as a plan."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from studio.domain.schedule import graph
from studio.domain.schedule.exchange import spans
from studio.domain.schedule.exchange.mspdi import tags
from studio.domain.schedule.exchange.mspdi.calendars import USUAL, read_hours, repeating
from studio.domain.schedule.exchange.mspdi.nodes import Node, parse, refused
from studio.domain.schedule.exchange.mspdi.writing import ALL_DAY
from studio.domain.schedule.form.values import Form, Mode
from studio.domain.schedule.hours import Hours, calendar, zone_named
from studio.domain.schedule.tasks import Id, Link, LinkKind, Resource, Task
from studio.domain.schedule.time import Calendar
from studio.errors import Invalid
from studio.text import Message

MOST = 200_000
"""Tasks, resources or assignments of one file."""
MOST_LINKS = 1_000_000
NONE = ("", "-1")


@dataclass(frozen=True, slots=True)
class Brought:
    """A plan as a file brings it, and what of the file could not be taken over."""

    form: Form
    title: str
    done: dict[Id, int]
    """How much of a task is done, in per cent."""
    notes: tuple[Message, ...] = ()


@dataclass(slots=True)
class _Book:
    """What is known while reading."""

    zone: tzinfo
    zone_name: str
    hours: dict[Id, Hours] = field(default_factory=dict)
    calendars: dict[Id, Calendar] = field(default_factory=dict)
    by_number: dict[str, Id] = field(default_factory=dict)
    usual: Id = ""
    names: dict[Id, str] = field(default_factory=dict)
    tasks: dict[str, Id] = field(default_factory=dict)
    """The number of a task in the file -> our id."""
    below: dict[str, list[Id]] = field(default_factory=dict)
    """The number of a summary task -> the tasks that it sums up."""
    done: dict[Id, int] = field(default_factory=dict)
    notes: list[Message] = field(default_factory=list)


def read(data: bytes, *, zone: str = "UTC") -> Brought:
    """Return a plan from a file; its local times are meant in an IANA zone.

    Raises Invalid for what is broken, huge or no project, and for a plan that closes a circle.
    """
    root = parse(data)
    book = _Book(zone_named(zone), zone)
    _calendars(root, book)
    nodes = [one for one in root.all("Tasks/Task") if not one.flag("IsNull")]
    if len(nodes) > MOST:
        raise refused(Message("The file holds more than {most} tasks.", most=MOST))
    leaves = _leaves(nodes, book)
    needs, resources = _resources(root, book)
    tasks = [_task(node, key, group, needs, book) for node, key, group in leaves]
    links = _links(nodes, book)
    graph.check(tasks, links, book.names)
    form = Form(
        tasks=tuple(tasks),
        links=tuple(links),
        resources=tuple(resources),
        calendars=book.calendars,
        hours=book.hours,
        names=book.names,
        start=_start(root, tasks, book),
        unit="minute",
        mode=Mode.MINUTES,
        zone=book.zone,
    )
    return Brought(form, root.text("Title") or root.text("Name"), book.done, tuple(book.notes))


def _start(root: Node, tasks: Iterable[Task], book: _Book) -> int:
    begin = root.moment("StartDate")
    if begin is not None:
        return tags.minutes_of(begin, book.zone)
    moments = [task.start for task in tasks if task.start is not None]
    if not moments:
        raise refused(Message("The project has no start."))
    return min(moments)


# -- calendars ---------------------------------------------------------------------------------


def _calendars(root: Node, book: _Book) -> None:
    nodes = root.all("Calendars/Calendar")
    if len(nodes) > MOST:
        raise refused(Message("The file holds more than {most} calendars.", most=MOST))
    by_number = {node.text("UID"): node for node in nodes}
    for number, node in by_number.items():
        if node.text("IsBaseCalendar") != "0":
            _calendar(number, node, None, book)
    for number, node in by_number.items():
        if node.text("IsBaseCalendar") == "0":
            base = book.by_number.get(node.text("BaseCalendarUID"))
            own = node.all("WeekDays/WeekDay") or node.all("Exceptions/Exception")
            if base is not None and not own:
                book.by_number[number] = base
            else:
                _calendar(number, node, book.hours.get(base or ""), book)
    usual = book.by_number.get(root.text("CalendarUID"))
    book.usual = usual if usual is not None else next(iter(book.hours), "")
    if not by_number:
        _keep("Standard", Hours(USUAL, book.zone_name), book)
        book.usual = "Standard"
    elif book.usual in book.hours:  # the first is the usual one for whoever reads on
        for kept in (book.hours, book.calendars):
            _first(kept, book.usual)


def _first(kept: dict[Id, Hours] | dict[Id, Calendar], key: Id) -> None:
    rest = {one: kept.pop(one) for one in [one for one in kept if one != key]}
    kept.update(rest)  # type: ignore[arg-type]  # what was taken out goes back


def _calendar(number: str, node: Node, base: Hours | None, book: _Book) -> None:
    name = node.text("Name") or f"Calendar {number}"
    hours = read_hours(node, base, book.zone_name)
    if hours.weekdays == ALL_DAY and not hours.exceptions:
        book.by_number[number] = ""
        return
    key = name if name not in book.hours else f"{name} {number}"
    _keep(key, hours, book)
    book.by_number[number] = key
    if count := repeating(node):
        book.notes.append(
            Message(
                "Repeating days of the calendar {name} were not taken over: {count}",
                count=count,
                name=name,
            )
        )


def _keep(key: Id, hours: Hours, book: _Book) -> None:
    try:
        book.calendars[key] = calendar(key, hours)
    except Invalid as error:
        item, reason = Message("Calendar {name}", name=key), error.message
        raise Invalid(
            error.fields, Message("{item}: {reason}", item=item, reason=reason)
        ) from error
    book.hours[key] = hours


# -- tasks -------------------------------------------------------------------------------------


def _leaves(nodes: list[Node], book: _Book) -> list[tuple[Node, Id, Id]]:
    """Return the tasks that are done themselves with their ids and projects; note the sums."""
    found: list[tuple[Node, Id, Id]] = []
    above: list[tuple[int, str, Id]] = []
    for node in nodes:
        number, level = node.text("UID"), int(node.number("OutlineLevel", 1))
        if number == "0" or (level == 0 and node.flag("Summary")):
            continue
        while above and above[-1][0] >= level:
            above.pop()
        if node.flag("Summary"):
            group = _own_id(node, tags.OUR_ID) or node.text("Name") or number
            above.append((level, number, group))
            book.names.setdefault(above[0][2], node.text("Name") or group)
            book.below[number] = []
            continue
        key = _own_id(node, tags.OUR_ID) or number
        if not key or key in book.tasks.values():
            key = f"uid:{number}"
        if not number or number in book.tasks:
            raise refused(Message("Two tasks of the file have the number {nr}.", nr=number))
        book.tasks[number] = key
        book.names[key] = node.text("Name") or key
        for _level, summary, _group in above:
            book.below[summary].append(key)
        found.append((node, key, above[0][2] if above else ""))
    return found


def _own_id(node: Node, number: str) -> Id:
    """Return the id we wrote beside a row, empty where another program did not keep it."""
    own = (one for one in node.all("ExtendedAttribute") if one.text("FieldID") == number)
    return next((one.text("Value")[:200] for one in own), "")


def _task(node: Node, key: Id, group: Id, needs: dict[str, dict[Id, int]], book: _Book) -> Task:
    duration = _duration(node, key, book)
    number = node.text("CalendarUID")
    on = book.usual if number in NONE else book.by_number.get(number, book.usual)
    actual = _moment(node, "ActualStart", book)
    finish = _moment(node, "ActualFinish", book)
    if finish is None:
        finish = _moment(node, "Finish", book)
    done = max(0, min(100, round(node.number("PercentComplete"))))
    if done:
        book.done[key] = done
    bounds = _bounds(node, duration, on, book)
    return Task(
        id=key,
        duration=duration,
        calendar=on,
        elapsed=node.text("DurationFormat") in tags.ELAPSED_FORMATS,
        splittable=node.text("LevelingCanSplit").lower() not in ("0", "false"),
        earliest=bounds.earliest,
        fixed=bounds.fixed,
        deadline=bounds.deadline,
        needs=needs.get(node.text("UID"), {}),
        frozen=actual is not None,
        start=actual if actual is not None else _moment(node, "Start", book),
        finish=finish,
        group=group,
    )


def _duration(node: Node, key: Id, book: _Book) -> int:
    value = node.text("Duration")
    if not value:
        return 0
    try:
        duration = spans.parse_iso(value)
    except Invalid as error:
        item = Message("Task {name}", name=book.names[key])
        raise Invalid(
            {key: error.message}, Message("{item}: {reason}", item=item, reason=error.message)
        ) from error
    return max(0, duration)


def _moment(node: Node, path: str, book: _Book) -> int | None:
    found = node.moment(path)
    return tags.minutes_of(found, book.zone) if isinstance(found, datetime) else None


@dataclass(slots=True)
class _Bounds:
    earliest: int | None = None
    fixed: int | None = None
    deadline: int | None = None


def _bounds(node: Node, duration: int, on: Id, book: _Book) -> _Bounds:
    """Return what a task's constraint and deadline mean here; a start to keep by is a deadline."""
    found = _Bounds(deadline=_moment(node, "Deadline", book))
    kind, moment = node.text("ConstraintType"), _moment(node, "ConstraintDate", book)
    if node.flag("Manual"):
        found.fixed = _moment(node, "Start", book)
    if moment is None:
        return found
    hours = book.calendars.get(on)
    if kind == tags.MUST_START:
        found.fixed = moment
    elif kind == tags.START_FROM:
        found.earliest = moment
    elif kind == tags.FINISH_FROM:
        found.earliest = (
            moment - duration if hours is None else hours.place_late(moment, duration)[0]
        )
    elif kind in (tags.MUST_FINISH, tags.FINISH_BY):
        found.deadline = moment if found.deadline is None else min(found.deadline, moment)
    elif kind == tags.START_BY:
        end = moment + duration if hours is None else hours.add(moment, duration)
        found.deadline = end if found.deadline is None else min(found.deadline, end)
    return found


def _links(nodes: list[Node], book: _Book) -> list[Link]:
    """Return the links; one of a summary task holds each task that it sums up."""
    found: dict[Link, None] = {}
    lengths = {node.text("UID"): node for node in nodes}
    for node in nodes:
        waits = _meant(node.text("UID"), book)
        for one in node.all("PredecessorLink"):
            number = one.text("PredecessorUID")
            if one.flag("CrossProject") or number not in lengths:
                book.notes.append(
                    Message("A link of {task} to another project was left out.",
                            task=node.text("Name"))
                )  # fmt: skip
                continue
            lag, elapsed = _lag(one, lengths[number])
            kind = tags.LINKS.get(one.text("Type"), LinkKind.FS)
            for before in _meant(number, book):
                for after in waits:
                    found[Link(before, after, kind, lag, elapsed)] = None
            if len(found) > MOST_LINKS:
                raise refused(Message("The file holds too many links."))
    return list(found)


def _meant(number: str, book: _Book) -> list[Id]:
    key = book.tasks.get(number)
    return [key] if key is not None else book.below.get(number, [])


def _lag(one: Node, before: Node) -> tuple[int, bool]:
    """Return a lag in minutes, from tenths of one or from per cent of the first task."""
    style = one.text("LagFormat")
    lag = one.number("LinkLag")
    if style in tags.PERCENT_FORMATS:
        lag = lag / 100 * spans.parse_iso(before.text("Duration") or "PT0H") * 10
    minutes = round(lag / 10)
    if abs(minutes) > spans.LONGEST:
        raise refused(Message("A lag in the file is too long."))
    return minutes, style in tags.ELAPSED_FORMATS


# -- resources ---------------------------------------------------------------------------------


def _resources(root: Node, book: _Book) -> tuple[dict[str, dict[Id, int]], list[Resource]]:
    """Return what each task needs, by its number, and the resources."""
    found: dict[str, Resource] = {}
    taken: set[Id] = set()
    nodes = root.all("Resources/Resource")
    assigned = root.all("Assignments/Assignment")
    if max(len(nodes), len(assigned)) > MOST:
        raise refused(Message("The file holds more than {most} resources.", most=MOST))
    for node in nodes:
        number = node.text("UID")
        if number == "0" or node.flag("IsNull") or not node.text("Name"):
            continue
        key = _own_id(node, tags.OUR_ID_OF_RESOURCE) or f"resource:{number}"
        if key in taken or key in book.names:
            key = f"resource uid:{number}"
        taken.add(key)
        book.names[key] = node.text("Name")
        capacity = _units(node.number("MaxUnits", 1))
        on = book.by_number.get(node.text("CalendarUID"), "")
        found[number] = Resource(key, capacity, on)
    needs: dict[str, dict[Id, int]] = {}
    for one in assigned:
        resource = found.get(one.text("ResourceUID"))
        if resource is not None:
            units = _units(one.number("Units", 1))
            own = needs.setdefault(one.text("TaskUID"), {})
            own[resource.id] = own.get(resource.id, 0) + units
    return needs, list(found.values())


def _units(value: float) -> int:
    return max(1, min(spans.MOST_UNITS, round(value)))
