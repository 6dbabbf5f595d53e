"""Reads a plan from the rows of a table."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from studio.domain.schedule import graph
from studio.domain.schedule.exchange import spans
from studio.domain.schedule.exchange.table.heads import COLUMN_OF, FORMULAS, day_of
from studio.domain.schedule.form.values import EPOCH, Form, Mode
from studio.domain.schedule.hours import Hours, calendar, zone_named
from studio.domain.schedule.tasks import Id, Link, LinkKind, Resource, Task
from studio.errors import Invalid
from studio.text import Message

MOST = 200_000
YEARS = range(1970, 2200)
_TAIL = re.compile(r"\s*(FS|SS|FF|SF|fs|ss|ff|sf)?\s*([+-]\s*\d[^+-]*)?")
_NEED = re.compile(r"(.+?)\s*(?:\[(\d+(?:\.\d+)?)(%?)\]|x\s*(\d+))?")
_TRUE = frozenset(("1", "true", "yes", "y", "是"))
_FALSE = frozenset(("0", "false", "no", "n", "否"))


@dataclass(slots=True)
class _Table:
    """What is known while reading."""

    form: Form
    usual: Id
    people: dict[str, Id]
    """The folded name or id of a resource -> its id."""
    rows: list[dict[str, str]]
    keys: dict[str, Id]
    """How a row may be called -> its id."""


def read(
    rows: Sequence[Sequence[str]],
    *,
    hours: Mapping[Id, Hours],
    zone: str = "UTC",
    start: datetime | None = None,
    people: Mapping[str, Id] | None = None,
) -> Form:
    """Return a plan from the rows of a table, the first of them its heads.

    The first of `hours` is the usual calendar, `zone` that of the times, `people` the ids of known
    resources by name; others are added by their names. Raises Invalid naming the row.
    """
    heads = _heads(rows)
    found = [_values(heads, row) for row in rows[1:]]
    found = [row for row in found if any(row.values())]
    if not found:
        raise Invalid({"file": Message("There are no tasks to plan.")})
    if len(found) > MOST:
        raise Invalid({"file": Message("The file holds more than {most} tasks.", most=MOST)})
    form = Form(
        tasks=(),
        calendars={key: calendar(key, each) for key, each in hours.items()},
        hours=hours,
        unit="minute",
        mode=Mode.MINUTES,
        zone=zone_named(zone),
    )
    table = _Table(
        form,
        next(iter(hours), ""),
        {name.casefold(): key for name, key in (people or {}).items()},
        found,
        {},
    )
    return _form(table, start)


def _heads(rows: Sequence[Sequence[str]]) -> list[str]:
    heads = [COLUMN_OF.get(cell.strip().casefold(), "") for cell in rows[0]] if rows else []
    if "name" not in heads:
        raise Invalid({"file": Message("The first row has no column for the task's name.")})
    return heads


def _values(heads: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for head, cell in zip(heads, row, strict=False):
        value = cell.strip()
        if value[:1] == "'" and value[1:].startswith(FORMULAS):
            value = value[1:]
        if head and value:
            found.setdefault(head, value)
    return found


def _form(table: _Table, start: datetime | None) -> Form:
    keys = _keys(table)
    tasks, links, needed = [], [], dict.fromkeys(table.people.values())
    names: dict[Id, str] = {}
    for number, (key, row) in enumerate(zip(keys, table.rows, strict=True), start=2):
        try:
            task = _task(key, row, table, needed, names)
            tasks.append(task)
            links += _links(key, row, task, table)
        except Invalid as error:
            item = Message("Row {nr}", nr=number)
            raise Invalid(
                {f"row {number}": error.message},
                Message("{item}: {reason}", item=item, reason=error.message),
            ) from error
        names[key] = row.get("name", key)
    graph.check(tasks, links, names)
    begin = _moments(start, table.form)
    if begin is None:
        stamps = [one.earliest for one in tasks if one.earliest is not None]
        stamps += [one.start for one in tasks if one.start is not None]
        if not stamps:
            raise Invalid({"start": Message("The project has no start.")})
        begin = min(stamps)
    units = dict.fromkeys(needed, 1)
    for task in tasks:
        for key, count in task.needs.items():
            units[key] = max(units[key], count)
    return Form(
        tasks=tuple(tasks),
        links=tuple(links),
        resources=tuple(Resource(key, count) for key, count in units.items()),
        calendars=table.form.calendars,
        hours=table.form.hours,
        names=names,
        start=begin,
        unit="minute",
        mode=Mode.MINUTES,
        zone=table.form.zone,
    )


def _keys(table: _Table) -> list[Id]:
    """Return the id of each row: its own, else its number as Microsoft Project counts."""
    keys: list[Id] = []
    for number, row in enumerate(table.rows, start=1):
        key = row.get("id") or str(number)
        if key.casefold() in table.keys:
            raise Invalid(
                {f"row {number + 1}": Message("{task} is there twice.", task=row.get("name", key))}
            )
        table.keys[key.casefold()] = key
        keys.append(key)
    for key, row in zip(keys, table.rows, strict=True):
        table.keys.setdefault(row.get("name", "").casefold(), key)
    return keys


def _task(
    key: Id,
    row: Mapping[str, str],
    table: _Table,
    needed: dict[Id, None],
    names: dict[Id, str],
) -> Task:
    form = table.form
    on = row.get("calendar", table.usual)
    if on and on not in form.calendars:
        raise Invalid({"calendar": Message("There is no calendar {name}.", name=on)})
    length = spans.parse_typed(row.get("duration", "1"), day_of(form, on))
    if length.minutes < 0:
        raise Invalid({"duration": Message('"{field}" must not be negative.', field="duration")})
    needs: dict[Id, int] = {}
    for part in _parts(row.get("resources", "")):
        who, units = _needed(part, table)
        needs[who] = needs.get(who, 0) + units
        needed.setdefault(who)
        names.setdefault(who, _NEED.fullmatch(part)[1])  # type: ignore[index]  # matched already
    start = _moment(row, "start", form)
    earliest = _moment(row, "earliest", form)
    waits = bool(row.get("predecessors"))
    return Task(
        id=key,
        duration=length.minutes,
        calendar=on,
        elapsed=length.elapsed,
        splittable=_flag(row, "splittable", True),
        # A table without links says by its dates alone when a task begins.
        earliest=earliest if earliest is not None or waits else start,
        fixed=_moment(row, "fixed start", form),
        due=_moment(row, "due", form, end=True),
        deadline=_moment(row, "deadline", form, end=True),
        weight=_weight(row),
        needs=needs,
        start=start,
        finish=_moment(row, "finish", form, end=True),
        group=row.get("project", ""),
    )


def _parts(value: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;,；，\n]", value) if part.strip()]


def _needed(part: str, table: _Table) -> tuple[Id, int]:
    """Return a resource and its units: "Ann", "Lights x3", "Ann[50%]"."""
    match = _NEED.fullmatch(part)
    name = match[1] if match else part
    units = 1.0
    if match and match[4]:
        units = float(match[4])
    elif match and match[2]:
        units = float(match[2]) / (100 if match[3] else 1)
    known = table.people.setdefault(name.casefold(), name)
    return known, max(1, round(min(units, spans.MOST_UNITS)))


def _links(key: Id, row: Mapping[str, str], task: Task, table: _Table) -> list[Link]:
    found = []
    for part in _parts(row.get("predecessors", "")):
        before, kind, lag = _link_of(part, table)
        length = (
            spans.parse_typed(lag, day_of(table.form, task.calendar)) if lag else spans.Length(0)
        )
        found.append(Link(before, key, kind, length.minutes, length.elapsed))
    return found


def _link_of(part: str, table: _Table) -> tuple[Id, LinkKind, str]:
    """Return what a predecessor names: "12", "Edit SS", "task-1FS+2 days"; ids may hold anything.

    The longest beginning that is the id or name of a row counts.
    """
    for length in range(len(part), 0, -1):
        before = table.keys.get(part[:length].rstrip().casefold())
        tail = _TAIL.fullmatch(part, length) if before is not None else None
        if before is not None and tail is not None:
            return before, LinkKind((tail[1] or "FS").upper()), tail[2] or ""
    raise Invalid(
        {"links": Message("A link names the task {task}, which is not there.", task=part[:60])}
    )


def _flag(row: Mapping[str, str], name: str, default: bool) -> bool:
    value = row.get(name, "").casefold()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    if value:
        raise Invalid({name: Message('"{field}" is neither true nor false.', field=name)})
    return default


def _weight(row: Mapping[str, str]) -> int:
    value = row.get("weight", "1")
    if not value.isdecimal() or len(value) > 9:
        raise Invalid({"weight": Message('"{field}" is not a whole number.', field="weight")})
    return int(value)


def _moment(row: Mapping[str, str], name: str, form: Form, *, end: bool = False) -> int | None:
    """Return a local time; a date alone is its first instant, or its last where `end`."""
    value = row.get(name, "")
    if not value or value.upper() == "NA":
        return None
    text = value.replace("/", "-").replace("T", " ")
    whole_day = len(text) <= 10
    if whole_day:
        text = "-".join(part.zfill(2) for part in text.split("-"))
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise Invalid({name: Message('"{typed}" is no date.', typed=value[:60])}) from error
    if found.year not in YEARS:
        raise Invalid({name: Message('"{typed}" is no date.', typed=value[:60])})
    if whole_day and end:
        found += timedelta(days=1)
    return _moments(found, form)


def _moments(value: datetime | None, form: Form) -> int | None:
    if value is None:
        return None
    moment = value if value.tzinfo is not None else value.replace(tzinfo=form.zone)
    return int((moment - EPOCH).total_seconds()) // 60
