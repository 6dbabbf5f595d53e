"""Calendars of the studio, of people and places, and when somebody is away."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from studio.domain import gates
from studio.domain.clients import check_names
from studio.domain.schedule import hours as rules
from studio.domain.schedule import written
from studio.domain.schedule.hours import OFFICE
from studio.domain.schedule.words import ABSENCES, minute, moment
from studio.errors import Invalid
from studio.persistence.base import Entity
from studio.persistence.tables.schedule import Absence, Calendar
from studio.services.operation import command, load, name_step, query
from studio.services.schedule import reading
from studio.services.schedule.hours import calendars_of
from studio.services.schedule.needing import party
from studio.services.schedule.plans import replan
from studio.services.schedule.rows import AbsenceRow, CalendarRow, Worker
from studio.services.studio.rows import put
from studio.text import Message, Named


def _week(value: object) -> list[list[list[int]]]:
    """Take seven days of [from, to] pairs in minutes of the local day."""
    return [_pairs(day) for day in _listed(value)]


def _pairs(value: object) -> list[list[int]]:
    """Take [from, to] pairs, or hours as people write them."""
    if isinstance(value, str):
        return written.parse_hours(value)
    found = []
    for pair in _listed(value):
        ends = list(_listed(pair))
        if len(ends) != 2 or not all(isinstance(end, int) for end in ends):
            raise gates.refuse(Message("Hours such as 9:00 to 18:00 are needed."))
        found.append([int(end) for end in ends])
    return found


def _listed(value: object) -> Iterable[Any]:
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        raise gates.refuse(Message("Hours such as 9:00 to 18:00 are needed."))
    return value


def _days(value: object) -> dict[str, list[list[int]]]:
    """Take the hours of single days: none for a day off, half of one, a day made up."""
    if isinstance(value, str):
        return written.parse_days(value)
    if not isinstance(value, Mapping):
        raise gates.refuse(Message("Days with their hours are needed."))
    found = {}
    for day, pairs in value.items():
        known = day if isinstance(day, date) else gates.day_or_none(str(day))
        if known is None:
            raise gates.refuse(Message("A date is needed."))
        found[known.isoformat()] = _pairs(pairs)
    return dict(sorted(found.items()))


GATES: Mapping[str, gates.Gate] = {
    "name": gates.words(80),
    "name_zh": gates.words(80),
    "country": gates.words(2),
    "zone": gates.words(60, required=True),
    "weekdays": _week,
    **dict.fromkeys(written.WEEK, _pairs),
    "exceptions": _days,
    "standard": gates.flag,
}
"""A calendar's fields; hours are minutes of the local day."""

ABSENCE_GATES: Mapping[str, gates.Gate] = {
    "start_at": moment,
    "end_at": moment,
    "kind": gates.choice(ABSENCES),
    "note": gates.words(200),
}


@query
def calendars(session: Session, *, archived: bool = False) -> tuple[CalendarRow, ...]:
    """Return the calendars; the office hours in force where the studio has none of its own."""
    rows = calendars_of(session).rows
    return tuple(row for row in rows if archived or not row.archived)


@query
def workers(session: Session) -> tuple[Worker, ...]:
    """Return whose hours can be set at once: all staff, and who or what has hours of its own."""
    return tuple(
        Worker(one.ref, one.name, one.name_zh, one.calendar_id)
        for one in reading.parties(session, merged=False).values()
        if not one.archived and (one.kind == "person" or one.calendar_id is not None)
    )


@query
def absences(session: Session, ref: str = "") -> tuple[AbsenceRow, ...]:
    """Return who is away when, all or one person's ("talent:4"), in order of time."""
    parties = reading.parties(session)
    return tuple(
        AbsenceRow(
            one.id, one.version, one.ref, parties[one.ref].name, parties[one.ref].name_zh,
            one.start, one.finish, one.kind, one.note,
        )
        for one in reading.absences(session)
        if one.ref in parties and (not ref or one.ref == ref)
    )  # fmt: skip


@command("Add calendar", right="schedule.edit")
def add_calendar(session: Session, values: Mapping[str, object]) -> int:
    """Add working hours; the first calendar becomes the studio's own. Return its id."""
    office = calendars_of(session).standard
    first = office.id == 0
    clean = _clean(values, OFFICE)
    row = Calendar(**{"name": "", "zone": office.zone, "standard": first, **clean})
    _check(row)
    session.add(row)
    session.flush()
    _only_standard(session, row)
    replan(session, reading.open_projects(session))
    name_step(session, Message("Add calendar {name}", name=called(row)))
    return row.key


@command("Change calendar", right="schedule.edit")
def change_calendar(
    session: Session, calendar_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change hours, country or zone; everything worked on it is worked out again."""
    row = load(session, Calendar, calendar_id, version)
    clean = _clean(values, row.weekdays or OFFICE)
    if row.standard and clean.get("standard") is False:
        raise Invalid({"standard": Message("Make another calendar the studio's own instead.")})
    put(row, clean)
    _check(row)
    _only_standard(session, row)
    session.flush()
    replan(session, reading.open_projects(session))
    name_step(session, Message("Change calendar {name}", name=called(row)))
    return row.version


def _clean(values: Mapping[str, object], week: Sequence[Any]) -> dict[str, Any]:
    """Return clean values; single days of the week come together with the others."""
    clean = gates.cleaned(GATES, values)
    if any(day in clean for day in written.WEEK):
        own = [[list(pair) for pair in pairs] for pairs in clean.get("weekdays", week)]
        clean["weekdays"] = [
            clean.pop(day, pairs) for day, pairs in zip(written.WEEK, own, strict=True)
        ]
    return clean


@command("Archive calendar", right="schedule.edit")
def archive_calendar(session: Session, calendar_id: int, *, version: int) -> int:
    """Take a calendar off the lists; what is worked on it keeps its hours."""
    row = load(session, Calendar, calendar_id, version)
    if row.standard:
        raise Invalid({"standard": Message("Make another calendar the studio's own first.")})
    row.archived = True
    name_step(session, Message("Archive calendar {name}", name=called(row)))
    session.flush()
    return row.version


@command("Set calendar", right="schedule.edit")
def use_calendar(session: Session, ref: str, calendar_id: int | None) -> None:
    """Let somebody or something ("person:2") work on a calendar, or on the usual one again."""
    _column, row = party(session, ref, "ref")
    if calendar_id is not None:
        load(session, Calendar, calendar_id)
    row.calendar_id = calendar_id
    session.flush()
    replan(session, reading.open_projects(session))
    name_step(session, Message("Set the calendar of {name}", name=Named(row.name, row.name_zh)))


def _check(row: Calendar) -> None:
    check_names(row.name, row.name_zh)
    exceptions = {date.fromisoformat(day): pairs for day, pairs in row.exceptions.items()}
    rules.check(
        rules.hours_of(
            row.weekdays,
            zone=row.zone,
            country=row.country,
            exceptions={day.isoformat(): pairs for day, pairs in exceptions.items()},
        )
    )


def _only_standard(session: Session, row: Calendar) -> None:
    """Keep one calendar the studio's own."""
    if not row.standard:
        return
    for other in session.exec(select(Calendar).where(col(Calendar.standard).is_(True))):
        if other is not row:
            other.standard = False
    row.archived = False


def called(row: Calendar) -> Named:
    """Return a calendar's name for the names of steps."""
    return Named(row.name, row.name_zh)


# -- absences --------------------------------------------------------------------------------------


@command("Add absence", right="schedule.edit")
def add_absence(
    session: Session, ref: str, *, start: int, finish: int, kind: str = "leave", note: str = ""
) -> int:
    """Note that somebody or something is not to be had from one moment to another."""
    column, row = party(session, ref, "ref")
    values = {"start_at": start, "end_at": finish, "kind": kind, "note": note}
    absence = Absence(**{column: row.key}, **gates.cleaned(ABSENCE_GATES, values))
    _check_span(absence)
    session.add(absence)
    session.flush()
    name_step(session, Message("Add absence of {name}", name=_name(row)))
    return absence.key


@command("Change absence", right="schedule.edit")
def change_absence(
    session: Session, absence_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change when or why somebody is away; return the new version."""
    absence = load(session, Absence, absence_id, version)
    put(absence, gates.cleaned(ABSENCE_GATES, values))
    _check_span(absence)
    session.flush()
    name_step(session, Message("Change absence of {name}", name=_whose(session, absence)))
    return absence.version


@command("Remove absence", right="schedule.edit")
def remove_absence(session: Session, absence_id: int, *, version: int) -> None:
    """Take an absence out: they are to be had again."""
    absence = load(session, Absence, absence_id, version)
    name_step(session, Message("Remove absence of {name}", name=_whose(session, absence)))
    session.delete(absence)


def _check_span(absence: Absence) -> None:
    for field in ("start_at", "end_at"):
        if getattr(absence, field) is None:
            raise Invalid({field: Message("A date and time is needed.")})
    if minute(absence.end_at) <= minute(absence.start_at):
        raise Invalid({"end_at": Message("The end is before the start.")})


def _whose(session: Session, absence: Absence) -> Named:
    ref = reading.ref_of(absence.talent_id, absence.person_id, absence.resource_id)
    return _name(party(session, ref)[1])


def _name(row: Entity) -> Named:
    return Named(getattr(row, "name", ""), getattr(row, "name_zh", ""))
