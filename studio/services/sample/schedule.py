"""The demo's calendars and tasks: every project on the time line."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from studio.domain.schedule.hours import OFFICE
from studio.persistence.base import Entity
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.schedule import Calendar, Observance, Task, TaskLink, TaskNeed
from studio.persistence.tables.studio import Person
from studio.persistence.tables.talent import Talent
from studio.services.sample.reading import Table, read
from studio.services.sample.records import Keys, keep
from studio.services.schedule.plans import replan
from studio.services.workspace import Workspace

ZONES = {"cn": "Asia/Shanghai", "gb": "Europe/London", "fr": "Europe/Paris"}
MORNING, EVENING, DAY = timedelta(hours=9), timedelta(hours=18), 480
"""When the demo's days begin and end, and how many minutes of work they have."""


def bring_schedule(workspace: Workspace, keys: Keys) -> None:
    """Keep what resources/demo/schedule.toml says: calendars first, then each project's plan."""
    data = read("schedule")
    keep(workspace, lambda session: _calendars(session, data, keys))
    for project in data["project"]:
        keep(workspace, _chapter(project, keys))


def _chapter(project: Table, keys: Keys) -> Any:
    def tell(session: Session) -> None:
        _project(session, project, keys)

    return tell


def _calendars(session: Session, data: Table, keys: Keys) -> None:
    week = [[list(pair) for pair in pairs] for pairs in OFFICE]
    for given in data["calendar"]:
        values = {name: value for name, value in given.items() if name != "id"}
        row = Calendar(**values, weekdays=week, exceptions=data["half_days"])
        session.add(row)
        session.flush()
        keys.calendars[given["id"]] = row.key
    for code, calendar in data["hours"].items():
        talent = session.get_one(Talent, keys.talent[code])
        talent.calendar_id = keys.calendars[calendar]
        talent.zone = talent.zone or ZONES[calendar]
    for person in session.exec(select(Person)):
        person.calendar_id = keys.calendars["cn"]
    own = data["observance"]
    session.add(
        Observance(
            name=own["name"], name_zh=own["name_zh"], first_on=own["first"], last_on=own["last"]
        )
    )


def _project(session: Session, project: Table, keys: Keys) -> None:
    number, key = project["number"], keys.projects[project["number"]]
    rows: dict[str, Task] = {}
    for position, given in enumerate(project["task"], start=1):
        task = Task(
            project_id=key, position=position, **_plain(given), **_lasting(given), **_dates(given)
        )
        task.calendar_id = keys.calendars.get(given.get("calendar", ""))
        task.deliverable_id = _piece(session, given.get("piece", ""))
        session.add(task)
        session.flush()
        rows[given["key"]] = task
        keys.tasks[f"{number}.{given['key']}"] = task.key
        for code in given.get("needs", ()):
            session.add(TaskNeed(project_id=key, task_id=task.key, **_who(code, keys)))
    for given in project["task"]:
        for words in given.get("after", ()):
            session.add(_link(key, words, rows, rows[given["key"]]))
    session.flush()
    replan(session, [key])
    for given in project["task"]:
        _agree(rows[given["key"]], given)


def _plain(given: Table) -> dict[str, Any]:
    names = ("phase", "title", "title_zh", "role", "kind", "note")
    return {name: given[name] for name in names if name in given}


def _lasting(given: Table) -> dict[str, Any]:
    """Return how long a task lasts: days or minutes of work, or minutes that pass."""
    if "done" in given:
        first, last = given["done"]
        return {"duration": DAY * _weekdays(first, last)}
    minutes = given.get("minutes", 0 if given.get("kind") == "milestone" else None)
    duration = int(Decimal(str(given.get("days", 1))) * DAY) if minutes is None else minutes
    pinned = given.get("kind") in ("shoot", "live")
    elapsed = given.get("elapsed", "live" in given)
    return {"duration": duration, "elapsed": elapsed, "splittable": not pinned}


def _weekdays(first: date, last: date) -> int:
    days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    return sum(day.isoweekday() < 6 for day in days)


def _dates(given: Table) -> dict[str, Any]:
    zone = ZoneInfo(ZONES[given.get("calendar", "cn")])
    if "done" in given:
        first, last = (datetime(day.year, day.month, day.day, tzinfo=zone) for day in given["done"])
        return _finished(first + MORNING, last + EVENING)
    if "live" in given:
        start = _moment(given["live"], zone)
        return _finished(start, start + timedelta(minutes=given["minutes"]))
    if given.get("tray"):
        return {"unscheduled": True}
    found: dict[str, Any] = {
        f"{name}_at": _moment(given[name], zone)
        for name in ("earliest", "fixed", "due", "deadline")
        if name in given
    }
    if "begun" in given:
        found |= {
            "state": "in_progress",
            "actual_start": _moment(given["begun"], zone),
            "done_percent": given["percent"],
        }
    return found


def _finished(start: datetime, finish: datetime) -> dict[str, Any]:
    return {
        "state": "done", "done_percent": 100, "start_at": start, "finish_at": finish,
        "actual_start": start, "actual_finish": finish,
    }  # fmt: skip


def _moment(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def _agree(task: Task, given: Table) -> None:
    """Keep what was agreed: as it stands, or the days that the data names."""
    task.planned_start, task.planned_finish = task.start_at, task.finish_at
    if "planned" in given:
        zone = ZoneInfo(ZONES[given.get("calendar", "cn")])
        first, last = (
            datetime(day.year, day.month, day.day, tzinfo=zone) for day in given["planned"]
        )
        task.planned_start, task.planned_finish = first + MORNING, last + EVENING


def _piece(session: Session, number: str) -> int | None:
    row: Entity | None = session.exec(
        select(Deliverable).where(col(Deliverable.number) == number)
    ).first()
    return row.key if row else None


def _who(code: str, keys: Keys) -> dict[str, Any]:
    if code in keys.talent:
        return {"talent_id": keys.talent[code]}
    return {"person_id": keys.people[code]}


def _link(project: int, words: str, rows: dict[str, Task], task: Task) -> TaskLink:
    """Return a link written "edit", "theme SS+1" or "shorts FS-1", days on the waiting calendar."""
    name, _, rest = words.partition(" ")
    lag = int(Decimal(rest[2:] or 0) * DAY)
    return TaskLink(
        project_id=project, from_id=rows[name].key, to_id=task.key, kind=rest[:2] or "FS", lag=lag
    )
