"""Writes a plan as Microsoft Project's XML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from studio.domain.schedule.exchange import spans
from studio.domain.schedule.exchange.mspdi import tags
from studio.domain.schedule.exchange.mspdi.calendars import clock, within_days, within_days_of
from studio.domain.schedule.form.values import EPOCH, Form, Mode
from studio.domain.schedule.hours import Hours, Pairs, zone_named
from studio.domain.schedule.tasks import Id, Link, Placed, Resource, Task
from studio.domain.schedule.time import DAY
from studio.errors import Invalid
from studio.text import Message

if TYPE_CHECKING:
    from lxml.etree import _Element

ALWAYS = "24 Hours"
"""The calendar of what names none; Microsoft Project calls its own the same."""
ALL_DAY: tuple[Pairs, ...] = (((0, DAY),),) * 7
AFTER = timedelta(days=366)
"""How long after the plan's end the holidays are still written."""
NOTHING: Mapping[Id, Any] = {}


@dataclass(slots=True)
class _Numbers:
    """The numbers by which the file's parts name each other."""

    calendars: dict[Id, int] = field(default_factory=dict)
    tasks: dict[Id, int] = field(default_factory=dict)
    resources: dict[Id, int] = field(default_factory=dict)


def write(
    form: Form,
    *,
    title: str = "",
    placed: Mapping[Id, Placed] = NOTHING,
    done: Mapping[Id, int] = NOTHING,
) -> bytes:
    """Return a plan in real time as a file; `placed` are its dates, `done` is in per cent.

    Times are local to the plan's zone, for the format knows none. A task without a calendar of its
    own stands on the first one. Raises Invalid for a plan in abstract units.
    """
    from lxml import etree

    if form.mode is not Mode.MINUTES:
        raise Invalid({"unit": Message("Only a plan with real times can be written as a project.")})
    numbers = _Numbers()
    hours = {**form.hours, "": Hours(ALL_DAY, _zone_name(form))}
    if not form.hours:
        hours = {"": hours[""]}
    numbers.calendars = {key: nr for nr, key in enumerate(hours, start=1)}
    root = etree.Element(f"{{{tags.SPACE}}}Project", nsmap={None: tags.SPACE})
    _head(root, form, title, numbers, placed)
    _calendars(root, form, hours, numbers, placed)
    _tasks(root, form, numbers, placed, done)
    _resources(root, form, numbers)
    _assignments(root, form, numbers)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _zone_name(form: Form) -> str:
    return next((each.zone for each in form.hours.values()), "UTC")


def _add(parent: "_Element", name: str, value: object = None) -> "_Element":
    from lxml import etree

    made: _Element = etree.SubElement(parent, f"{{{tags.SPACE}}}{name}")
    if value is not None:
        made.text = _clean(str(value))
    return made


def _fill(parent: "_Element", values: Mapping[str, object]) -> None:
    """Add an element for each value there is, in order: the format wants its own."""
    for name, value in values.items():
        if value is not None:
            _add(parent, name, int(value) if isinstance(value, bool) else value)


def _clean(value: str) -> str:
    """Return a text without the control characters that XML cannot hold."""
    return "".join(one for one in value if one >= " " or one in "\t\n")


def _head(
    root: "_Element", form: Form, title: str, numbers: _Numbers, placed: Mapping[Id, Placed]
) -> None:
    usual = next(iter(numbers.calendars))
    end = max((one.finish for one in placed.values()), default=form.start)
    _fill(
        root,
        {
            "SaveVersion": 14,
            "Name": title or "Callboard",
            "Title": title or None,
            "ScheduleFromStart": 1,
            "StartDate": tags.local_text(form.start, form.zone),
            "FinishDate": tags.local_text(end, form.zone),
            "CalendarUID": numbers.calendars[usual],
            "MinutesPerDay": form.day,
            "MinutesPerWeek": 5 * form.day,
            "DaysPerMonth": 20,
            "NewTasksAreManual": 0,
        },
    )
    fields = _add(root, "ExtendedAttributes")
    for number, name in ((tags.OUR_ID, "Text1"), (tags.OUR_ID_OF_RESOURCE, "Text1")):
        one = _add(fields, "ExtendedAttribute")
        _fill(one, {"FieldID": number, "FieldName": name, "Alias": tags.OUR_NAME})


# -- calendars ---------------------------------------------------------------------------------


def _calendars(
    root: "_Element",
    form: Form,
    hours: Mapping[Id, Hours],
    numbers: _Numbers,
    placed: Mapping[Id, Placed],
) -> None:
    first, last = _years(form, placed)
    parent = _add(root, "Calendars")
    for key, each in hours.items():
        name = form.calendars[key].name if key in form.calendars else ALWAYS
        node = _add(parent, "Calendar")
        _fill(
            node,
            {"UID": numbers.calendars[key], "Name": name, "IsBaseCalendar": 1,
             "BaseCalendarUID": -1},
        )  # fmt: skip
        week, differ = (
            within_days(each, first, last)
            if zone_named(each.zone) == form.zone
            else within_days_of(each, form.zone, first, last)
        )
        _week(node, week)
        _differ(node, differ)
    for nr, resource in enumerate(form.resources, start=len(hours) + 1):
        node = _add(parent, "Calendar")
        _fill(
            node,
            {"UID": nr, "Name": form.names.get(resource.id, resource.id), "IsBaseCalendar": 0,
             "BaseCalendarUID": numbers.calendars.get(resource.calendar, 1)},
        )  # fmt: skip


def _years(form: Form, placed: Mapping[Id, Placed]) -> tuple[date, date]:
    moments = [form.start]
    moments += [moment for one in placed.values() for moment in (one.start, one.finish)]
    first, last = (
        (EPOCH + timedelta(minutes=moment)).date() for moment in (min(moments), max(moments))
    )
    return date(first.year, 1, 1), last + AFTER


def _week(node: "_Element", week: list[Pairs]) -> None:
    days = _add(node, "WeekDays")
    for number in range(1, 8):  # from Sunday
        _working(_add(days, "WeekDay"), week[(number + 5) % 7], DayType=number)


def _differ(node: "_Element", differ: Mapping[date, Pairs]) -> None:
    if not differ:
        return
    parent = _add(node, "Exceptions")
    for first, last, pairs in _runs(differ):
        one = _add(parent, "Exception")
        _add(one, "EnteredByOccurrences", 0)
        period = _add(one, "TimePeriod")
        _add(period, "FromDate", f"{first.isoformat()}T00:00:00")
        _add(period, "ToDate", f"{last.isoformat()}T23:59:00")
        _fill(one, {"Occurrences": (last - first).days + 1, "Type": 1})
        _working(one, pairs)


def _runs(differ: Mapping[date, Pairs]) -> Iterator[tuple[date, date, Pairs]]:
    """Yield stretches of days in a row with the same hours."""
    begun: date | None = None
    for day, pairs in sorted(differ.items()):
        if begun is None:
            begun = day
        following = day + timedelta(days=1)
        if differ.get(following) != pairs:
            yield begun, day, pairs
            begun = None


def _working(node: "_Element", pairs: Pairs, **head: object) -> None:
    _fill(node, {**head, "DayWorking": 1 if pairs else 0})
    if pairs:
        times = _add(node, "WorkingTimes")
        for start, finish in pairs:
            _fill(_add(times, "WorkingTime"), {"FromTime": clock(start), "ToTime": clock(finish)})


# -- tasks, resources, assignments -------------------------------------------------------------


def _tasks(
    root: "_Element",
    form: Form,
    numbers: _Numbers,
    placed: Mapping[Id, Placed],
    done: Mapping[Id, int],
) -> None:
    groups: dict[Id, list[Task]] = {}
    for task in form.tasks:
        groups.setdefault(task.group, []).append(task)
    rows: list[Task | Id] = []
    for group, members in groups.items():
        rows += [*([group] if group else []), *members]
    numbers.tasks = {row.id: nr for nr, row in enumerate(rows, start=1) if isinstance(row, Task)}
    waits: dict[Id, list[Link]] = {}
    for link in form.links:
        waits.setdefault(link.after, []).append(link)
    parent = _add(root, "Tasks")
    for nr, row in enumerate(rows, start=1):
        node = _add(parent, "Task")
        if isinstance(row, Task):
            _task(node, nr, row, form, numbers, placed.get(row.id), done.get(row.id, 0))
            for link in waits.get(row.id, ()):
                _link(node, link, numbers)
        else:
            _summary(node, nr, row, form)
        own = _add(node, "ExtendedAttribute")
        _fill(own, {"FieldID": tags.OUR_ID, "Value": row.id if isinstance(row, Task) else row})


def _summary(node: "_Element", nr: int, group: Id, form: Form) -> None:
    _fill(
        node,
        {"UID": nr, "ID": nr, "Name": form.names.get(group, group), "Manual": 0, "Type": 1,
         "IsNull": 0, "OutlineLevel": 1, "Milestone": 0, "Summary": 1},
    )  # fmt: skip


def _task(
    node: "_Element",
    nr: int,
    task: Task,
    form: Form,
    numbers: _Numbers,
    placed: Placed | None,
    done: int,
) -> None:
    start, finish = (placed.start, placed.finish) if placed else (task.start, task.finish)
    actual = task.frozen and task.start is not None
    usual = next(iter(numbers.calendars))
    calendar = numbers.calendars.get(task.calendar, -1) if task.calendar != usual else -1
    constraint, moment = _constraint(task)
    worked = round(task.duration * done / 100)

    def local(minutes: int | None) -> str | None:
        return None if minutes is None else tags.local_text(minutes, form.zone)

    _fill(
        node,
        {
            "UID": nr,
            "ID": nr,
            "Name": form.names.get(task.id, task.id),
            "Manual": 0,
            "Type": 1,
            "IsNull": 0,
            "OutlineLevel": 2 if task.group else 1,
            "Priority": 500,
            "Start": local(start),
            "Finish": local(finish),
            "Duration": spans.written(task.duration),
            "DurationFormat": tags.ELAPSED_DAYS if task.elapsed else tags.WORK_DAYS,
            "EffortDriven": 0,
            "Estimated": 0,
            "Milestone": task.duration == 0,
            "Summary": 0,
            "Critical": placed.critical if placed else None,
            "PercentComplete": done,
            "ActualStart": local(task.start) if actual else None,
            "ActualFinish": local(task.finish) if actual and done >= 100 else None,
            "ActualDuration": spans.written(worked),
            "RemainingDuration": spans.written(task.duration - worked),
            "ConstraintType": constraint,
            "CalendarUID": calendar,
            "ConstraintDate": local(moment),
            "Deadline": local(task.deadline),
            "LevelingCanSplit": task.splittable,
            "IgnoreResourceCalendar": 1,
        },
    )


def _constraint(task: Task) -> tuple[str, int | None]:
    if task.fixed is not None:
        return tags.MUST_START, task.fixed
    if task.earliest is not None:
        return tags.START_FROM, task.earliest
    return tags.AS_SOON, None


def _link(node: "_Element", link: Link, numbers: _Numbers) -> None:
    _fill(
        _add(node, "PredecessorLink"),
        {
            "PredecessorUID": numbers.tasks[link.before],
            "Type": tags.LINK_NUMBERS[link.kind],
            "CrossProject": 0,
            "LinkLag": link.lag * 10,  # tenths of a minute
            "LagFormat": tags.ELAPSED_DAYS if link.elapsed else tags.WORK_DAYS,
        },
    )


def _resources(root: "_Element", form: Form, numbers: _Numbers) -> None:
    parent = _add(root, "Resources")
    for nr, resource in enumerate(form.resources, start=1):
        numbers.resources[resource.id] = nr
        node = _add(parent, "Resource")
        _fill(
            node,
            {
                "UID": nr,
                "ID": nr,
                "Name": form.names.get(resource.id, resource.id),
                "Type": 1,
                "IsNull": 0,
                "MaxUnits": resource.capacity,
                "CalendarUID": len(numbers.calendars) + nr,
            },
        )
        own = _add(node, "ExtendedAttribute")
        _fill(own, {"FieldID": tags.OUR_ID_OF_RESOURCE, "Value": resource.id})


def _assignments(root: "_Element", form: Form, numbers: _Numbers) -> None:
    parent = _add(root, "Assignments")
    wanted: list[tuple[Task, Id, int]] = [
        (task, key, units) for task in form.tasks for key, units in task.needs.items()
    ]
    known: dict[Id, Resource] = {one.id: one for one in form.resources}
    for nr, (task, key, units) in enumerate(wanted, start=1):
        if key in known:
            _fill(
                _add(parent, "Assignment"),
                {"UID": nr, "TaskUID": numbers.tasks[task.id],
                 "ResourceUID": numbers.resources[key], "Units": units},
            )  # fmt: skip
