"""Projects' plans as files of other programs: Microsoft Project's XML and tables, out and in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from sqlmodel import Session

from studio.domain.names import ascii_short
from studio.domain.schedule import planner
from studio.domain.schedule.exchange import mspdi, table
from studio.domain.schedule.form.values import Form, Mode
from studio.domain.schedule.hours import Hours
from studio.domain.schedule.tasks import Id
from studio.domain.schedule.tasks import Resource as Needed
from studio.domain.schedule.tasks import Task as Planned
from studio.domain.schedule.words import PHASES, instant, instant_or_none
from studio.errors import Invalid, Missing
from studio.persistence.tables.projects import Project
from studio.persistence.tables.schedule import Calendar, Task, TaskLink
from studio.services.operation import command, name_step, query, today
from studio.services.schedule import reading
from studio.services.schedule.hours import Calendars, calendars_of, rule
from studio.services.schedule.needing import MOST, put_needs
from studio.services.schedule.plans import demand_after_project, planning, replan
from studio.services.schedule.reading import Party
from studio.services.schedule.rows import Need
from studio.services.schedule.tasks import in_order, open_project
from studio.services.talent import sheets
from studio.text import Message, Named

MOST_TASKS = 5_000
"""How many tasks a file may bring into a project."""
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan ready to be written."""

    name: str
    data: bytes
    tasks: int


@dataclass(frozen=True, slots=True)
class Bringing:
    """What a file would bring: how much, from when to when, and what is not taken as it is."""

    tasks: int
    links: int
    first: date
    last: date
    notes: tuple[Message, ...]


# -- out -------------------------------------------------------------------------------------------


@query
def plan_file(session: Session, kind: str, project_id: int | None = None) -> PlanFile:
    """Return the plan of one project, or of all open ones, as "xml" or "csv".

    Raises Missing for a project that is gone, Invalid where there is nothing to write.
    """
    ids = [project_id] if project_id is not None else reading.open_projects(session)
    made = planning(session, ids)
    if project_id is not None and not made.facts.projects:
        raise Missing(Message("This project is not there any more."))
    if not made.plan.tasks:
        raise Invalid({"project": Message("There are no tasks to write.")})
    done = {f"task:{row.id}": _percent(row) for row in made.facts.tasks}
    form = _form(made.plan.tasks, made.plan.links, made, session)
    placed = planner.plan(form.tasks, form.links, form.calendars, form.start, names=form.names)
    one = made.facts.projects[0] if project_id is not None else None
    title = (one.name or one.name_zh) if one is not None else ""
    data = (
        mspdi.write(form, title=title, placed=placed, done=done)
        if kind == "xml"
        else table.write(form, placed=placed)
    )
    stem = "-".join(part for part in ("plan", ascii_short(title, 40).lower()) if part)
    return PlanFile(f"{stem}.{kind}", data, len(form.tasks))


def _percent(row: Any) -> int:
    return 100 if row.state == "done" else min(99, row.done_percent)


def _form(tasks: Sequence[Planned], links: Sequence[Any], made: Any, session: Session) -> Form:
    """Return the planner's values as other programs know them: calendars by name, people named."""
    calendars = calendars_of(session)
    called, planners = _calendar_names(calendars), calendars.planner()
    hours = _known_hours(calendars)
    needed = dict.fromkeys(key for task in tasks for key in task.needs)
    names: dict[Id, str] = {**made.names}
    names |= {f"project:{row.id}": row.name or row.name_zh for row in made.facts.projects}
    names |= {key: made.parties[key].name or made.parties[key].name_zh for key in needed}
    return Form(
        tasks=tuple(_plain(task, called, made.plan.start) for task in tasks),
        links=tuple(links),
        resources=tuple(
            Needed(key, made.parties[key].capacity, _own_calendar(made.parties[key], called))
            for key in needed
        ),
        calendars={called[key]: planners[key] for key in called},
        hours=hours,
        names=names,
        start=made.plan.start,
        unit="minute",
        mode=Mode.MINUTES,
        zone=calendars.zone,
    )


def _plain(task: Planned, called: Mapping[Id, str], start: int) -> Planned:
    """Return a task without what goes without saying: that it begins after the plan does."""
    early = task.earliest is not None and task.earliest <= start
    return replace(task, calendar=called[task.calendar], earliest=None if early else task.earliest)


def _calendar_names(calendars: Calendars) -> dict[Id, str]:
    """Return what each calendar is called in a file, none like another, the studio's own first."""
    found: dict[Id, str] = {}
    for row in sorted(calendars.rows, key=lambda row: row.id != calendars.standard.id):
        name = row.name or row.name_zh
        found[f"calendar:{row.id}"] = name if name not in found.values() else f"{name} {row.id}"
    return found


def _own_calendar(party: Party, called: Mapping[Id, str]) -> str:
    return called.get(f"calendar:{party.calendar_id}", "") if party.calendar_id else ""


# -- in --------------------------------------------------------------------------------------------


@query
def preview_plan(session: Session, project_id: int, name: str, data: bytes) -> Bringing:
    """Return what a file would bring into a project; raises Invalid for one that cannot be read."""
    form, _done, notes = _read(session, open_project(session, project_id), name, data)
    calendars = calendars_of(session)
    placed = planner.plan(form.tasks, form.links, form.calendars, form.start, names=form.names)
    first = min(one.start for one in placed.values())
    last = max(one.finish for one in placed.values())
    notes += _unknown(form, reading.parties(session))
    return Bringing(
        len(form.tasks),
        len(form.links),
        calendars.day(first),
        calendars.last_day(max(last, first + 1)),
        tuple(notes),
    )


@command("Import plan", right="schedule.edit")
def bring_plan(session: Session, project_id: int, name: str, data: bytes) -> list[int]:
    """Add the tasks of a file below those a project has, all or nothing; return their ids.

    Microsoft Project's XML, CSV and XLSX are read. People and rooms are known by their names; whom
    nobody knows is kept as a craft that is still to be named. Calendars that tasks name and the
    studio lacks are added. Raises Invalid naming the item.
    """
    project = open_project(session, project_id)
    form, done, _notes = _read(session, project, name, data)
    calendars = _bring_calendars(session, form)
    people = reading.parties(session)
    place = max((task.position for task in in_order(session, project.key)), default=0)
    rows: dict[Id, Task] = {}
    for position, task in enumerate(form.tasks, start=place + 1):
        values = _values(task, form, done.get(task.id, 0))
        rows[task.id] = Task(project_id=project.key, position=position, **values)
        rows[task.id].calendar_id = calendars.get(task.calendar)
        session.add(rows[task.id])
    session.flush()
    _bring_links(session, project.key, form, rows)
    for task in form.tasks:
        put_needs(session, rows[task.id], _needs(task, form, people))
        _demand_after_project(session, rows[task.id])
    replan(session, [project.key])
    name_step(
        session,
        Message(
            "Import {count} tasks into {project}",
            count=len(rows),
            project=Named(project.name, project.name_zh),
        ),
    )
    return [row.key for row in rows.values()]


def _read(
    session: Session, project: Project, name: str, data: bytes
) -> tuple[Form, Mapping[Id, int], list[Message]]:
    """Return a file's plan, how much of it is done, and what of it is not taken over."""
    calendars = calendars_of(session)
    zone = calendars.standard.zone
    if name.lower().endswith(".xml") or data.lstrip()[:1] == b"<":
        brought = mspdi.read(data, zone=zone)
        form, done, notes = brought.form, brought.done, list(brought.notes)
    else:
        done = {}
        sheet = sheets.from_bytes(name, data)
        hours = _known_hours(calendars)
        form = table.read(
            [[_cell(cell) for cell in row] for row in sheet.rows],
            hours=hours,
            zone=zone,
            start=datetime.combine(project.start_on or today(session), time(0)),
            people={called: party.ref for called, party in _by_name(session).items()},
        )
        notes = list(sheet.notes)
    if len(form.tasks) > MOST_TASKS:
        raise Invalid({"file": Message("The file holds more than {most} tasks.", most=MOST_TASKS)})
    return form, done, notes


def _cell(cell: Any) -> str:
    """Return a cell of a sheet as text; a broken formula is an empty one."""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, str | int | float | date):
        return str(cell)
    return ""


def _known_hours(calendars: Calendars) -> dict[Id, Hours]:
    """Return when each calendar is worked, by its name in a file."""
    by_ref = {f"calendar:{row.id}": row for row in calendars.rows}
    return {name: rule(by_ref[ref]) for ref, name in _calendar_names(calendars).items()}


def _by_name(session: Session) -> dict[str, Party]:
    found: dict[str, Party] = {}
    for party in reading.parties(session).values():
        for name in (party.name, party.name_zh):
            if name and not party.archived:
                found.setdefault(name, party)
    return found


def _bring_calendars(session: Session, form: Form) -> dict[Id, int | None]:
    """Return the calendar of the studio for each of the file, adding those it does not have."""
    known = calendars_of(session)
    by_name = {row.name.casefold(): row.id for row in known.rows if not row.archived}
    found: dict[Id, int | None] = {"": _day_and_night(session, form, by_name)}
    usual = next(iter(form.hours), "")
    for key in dict.fromkeys(task.calendar for task in form.tasks if task.calendar):
        if key.casefold() in by_name:
            own = by_name[key.casefold()]
            found[key] = own if own and own != known.standard.id else None
        elif key == usual and key == "Standard":
            found[key] = None  # what Microsoft Project calls the one nobody chose
        else:
            found[key] = _add_calendar(session, key, form.hours[key])
    return found


def _day_and_night(session: Session, form: Form, by_name: Mapping[str, int]) -> int | None:
    """Return the calendar of work that goes on by night too, where the file has such work."""
    if not any(not task.calendar and task.duration and not task.elapsed for task in form.tasks):
        return None
    name = "24 Hours"
    known = by_name.get(name.casefold())
    zone = calendars_of(session).standard.zone
    return known or _add_calendar(session, name, Hours((((0, 1440),),) * 7, zone))


def _add_calendar(session: Session, name: str, hours: Hours) -> int:
    row = Calendar(
        name=name[:LONGEST_TITLE],
        country=hours.country,
        zone=hours.zone,
        weekdays=[[list(pair) for pair in pairs] for pairs in hours.weekdays],
        exceptions={
            day.isoformat(): [list(pair) for pair in pairs]
            for day, pairs in sorted(hours.exceptions.items())
        },
    )
    session.add(row)
    session.flush()
    return row.key


def _demand_after_project(session: Session, row: Task) -> None:
    """Raise Invalid naming a task that is wished before its project begins."""
    try:
        demand_after_project(session, row)
    except Invalid as error:
        reason = Message(
            "{item}: {reason}", item=Message("Task {name}", name=row.title), reason=error.message
        )
        raise Invalid({"file": reason}) from error


def _values(task: Planned, form: Form, done: int) -> dict[str, Any]:
    """Return the columns of a new task."""
    waits = {link.after for link in form.links}
    name = form.names.get(task.id, task.id).strip()[:LONGEST_TITLE] or task.id
    earliest = task.earliest
    if earliest is None and task.fixed is None and task.id not in waits:
        earliest = form.start
    values: dict[str, Any] = {
        "title": name,
        "kind": "task" if task.duration else "milestone",
        "phase": _phase(task.group),
        "duration": task.duration,
        "elapsed": task.elapsed,
        "splittable": task.splittable,
        "earliest_at": instant_or_none(earliest),
        "fixed_at": instant_or_none(task.fixed),
        "due_at": instant_or_none(task.due),
        "deadline_at": instant_or_none(task.deadline),
        "weight": task.weight,
        "done_percent": done,
    }
    if task.frozen and task.start is not None:
        values |= {"state": "in_progress", "actual_start": instant(task.start)}
        if done >= 100:
            end = max(task.start, task.finish or task.start)
            values |= {"state": "done", "actual_finish": instant(end)}
    return values


def _phase(group: str) -> str:
    folded = group.casefold()
    same = (key for key, words in PHASES.items() if folded in (key, str(words).casefold()))
    return next(same, "production")


def _bring_links(session: Session, project_id: int, form: Form, rows: Mapping[Id, Task]) -> None:
    kept: set[tuple[Id, Id]] = set()
    for link in form.links:
        if (link.before, link.after) not in kept:  # two tasks are linked once here
            kept.add((link.before, link.after))
            session.add(
                TaskLink(
                    project_id=project_id,
                    from_id=rows[link.before].key,
                    to_id=rows[link.after].key,
                    kind=link.kind.value,
                    lag=link.lag,
                    elapsed=link.elapsed,
                )
            )
    session.flush()


def _needs(task: Planned, form: Form, people: Mapping[str, Party]) -> list[Need]:
    found: list[Need] = []
    for key, units in list(task.needs.items())[:MOST]:
        party = _who(key, form, people)
        if party is None:
            found.append(Need(skill=form.names.get(key, key)[:60]))
        elif all(one.ref != party.ref for one in found):
            most = party.capacity if party.kind == "resource" else 1
            found.append(Need(party.ref, min(units, most)))
    return found


def _who(key: Id, form: Form, people: Mapping[str, Party]) -> Party | None:
    """Return who is meant: by the name that the file gives, else by our own reference."""
    name = form.names.get(key, key).casefold()
    for party in people.values():
        if not party.archived and name in (party.name.casefold(), party.name_zh.casefold()):
            return party
    return people.get(key)


def _unknown(form: Form, people: Mapping[str, Party]) -> list[Message]:
    names = [
        form.names.get(one.id, one.id)
        for one in form.resources
        if _who(one.id, form, people) is None
    ]
    if not names:
        return []
    listed = ", ".join(names[:10])
    return [Message("Nobody here is called: {names}. Their tasks wait for a name.", names=listed)]
