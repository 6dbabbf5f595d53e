"""Reading shoot days: one selection for the list, and a day whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlmodel import Session, SQLModel

from studio.domain import shoots as rules
from studio.persistence import tables  # noqa: F401  makes every table known
from studio.persistence.base import Entity
from studio.persistence.tables.clients import Contact
from studio.persistence.tables.shoots import CallSheet, ShootDay, ShootPerson
from studio.persistence.tables.studio import Person
from studio.persistence.tables.talent import Talent
from studio.services.matching import matches
from studio.services.shoots.rows import (
    LineRow,
    PersonRow,
    PlaceRow,
    SheetRow,
    ShootFilter,
    ShootRow,
)

T = SQLModel.metadata.tables
DAY, PROJECT, CLIENT = T["shoot_day"], T["project"], T["client"]
PLACE, CALLED, SHEET = T["shoot_place"], T["shoot_person"], T["call_sheet"]

OWN = ("id", "version", "project_id", "day", "state", "title", "title_zh", "call", "wrap")

R = TypeVar("R")


def selected(*columns: Any) -> Select[Any]:
    """Select from days with their project and client."""
    return (
        select(*columns)
        .select_from(DAY)
        .join(PROJECT, PROJECT.c.id == DAY.c.project_id)
        .join(CLIENT, CLIENT.c.id == PROJECT.c.client_id)
    )


def narrowed(wanted: Select[Any], filter: ShootFilter) -> Select[Any]:
    """Narrow a selection to what a filter shows, in its order."""
    if filter.project_id:
        wanted = wanted.where(DAY.c.project_id == filter.project_id)
    if filter.states:
        wanted = wanted.where(DAY.c.state.in_(filter.states))
    if filter.first is not None:
        wanted = wanted.where(DAY.c.day >= filter.first)
    if filter.last is not None:
        wanted = wanted.where(DAY.c.day <= filter.last)
    if filter.text.strip():
        wanted = wanted.where(
            matches(
                filter.text,
                (
                    DAY.c.title,
                    DAY.c.title_zh,
                    PROJECT.c.name,
                    PROJECT.c.name_zh,
                    PROJECT.c.number,
                    CLIENT.c.name,
                    CLIENT.c.name_zh,
                ),
            )
        )
    order = (DAY.c.day.desc(), DAY.c.id.desc()) if filter.descending else (DAY.c.day, DAY.c.id)
    return wanted.order_by(*order)


def rows_of(session: Session, ids: Sequence[int]) -> dict[int, ShootRow]:
    """Return rows by id."""
    wanted = selected(
        *(DAY.c[name] for name in OWN),
        PROJECT.c.name.label("project"),
        PROJECT.c.name_zh.label("project_zh"),
        PROJECT.c.number.label("project_number"),
        PROJECT.c.hue,
        CLIENT.c.name.label("client"),
        CLIENT.c.name_zh.label("client_zh"),
    ).where(DAY.c.id.in_(ids))
    found = session.execute(wanted).mappings().all()
    people = _people(session, ids)
    places = _places(session, ids)
    revisions = _revisions(session, ids)
    order = _numbers(session, {row["project_id"] for row in found})
    made = {}
    for row in found:
        key = row["id"]
        called, confirmed, sent = people.get(key, (0, 0, 0))
        place, place_zh = places.get(key, ("", ""))
        numbers = order.get(row["project_id"], [])
        made[key] = ShootRow(
            **row,
            place=place,
            place_zh=place_zh,
            people=called,
            confirmed=confirmed,
            sent=sent,
            revision=revisions.get(key, ""),
            number=numbers.index(key) + 1 if key in numbers else 0,
            of=len(numbers),
        )
    return made


def _people(session: Session, ids: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    wanted = (
        select(
            CALLED.c.day_id,
            func.count(),
            func.count(CALLED.c.confirmed_on),
            func.count(CALLED.c.sent_on),
        )
        .where(CALLED.c.day_id.in_(ids))
        .group_by(CALLED.c.day_id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in session.execute(wanted)}


def _places(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    wanted = (
        select(PLACE.c.day_id, PLACE.c.name, PLACE.c.name_zh)
        .where(PLACE.c.day_id.in_(ids), PLACE.c.kind == "set")
        .order_by(PLACE.c.position.desc(), PLACE.c.id.desc())
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(wanted)}


def _revisions(session: Session, ids: Sequence[int]) -> dict[int, str]:
    wanted = (
        select(SHEET.c.day_id, SHEET.c.revision).where(SHEET.c.day_id.in_(ids)).order_by(SHEET.c.id)
    )
    return {row[0]: row[1] for row in session.execute(wanted)}


def _numbers(session: Session, projects: Iterable[int]) -> dict[int, list[int]]:
    """Return the days of each project in order, without the cancelled ones."""
    wanted = (
        select(DAY.c.project_id, DAY.c.id)
        .where(DAY.c.project_id.in_(list(projects)), DAY.c.state != "cancelled")
        .order_by(DAY.c.day, DAY.c.id)
    )
    found: dict[int, list[int]] = {}
    for project, key in session.execute(wanted):
        found.setdefault(project, []).append(key)
    return found


def copied(kind: type[R], row: Entity, **more: Any) -> R:
    """Return a frozen row of what an entity holds under the same names."""
    names = [one.name for one in fields(kind) if one.name not in more]  # type: ignore[arg-type]
    return kind(**{name: getattr(row, name) for name in names}, **more)


def place_row(row: Any) -> PlaceRow:
    """Return a place."""
    return copied(PlaceRow, row)


def line_row(row: Any) -> LineRow:
    """Return a line of the schedule, a shot, gear or a sample."""
    return copied(LineRow, row)


def person_row(
    session: Session, row: ShootPerson, day: ShootDay, late: Mapping[str, int]
) -> PersonRow:
    """Return somebody called, with the time that follows and what they answered."""
    return copied(
        PersonRow,
        row,
        shown_call=rules.call_of(row.side, row.call, day.call, late),
        state=_state(row),
        mail=mail_of(session, row),
    )


def _state(row: ShootPerson) -> str:
    if row.confirmed_on is not None:
        outdated = bool(row.sent_revision) and row.confirmed_revision != row.sent_revision
        return "outdated" if outdated else "confirmed"
    return "sent" if row.sent_on is not None else "unsent"


def mail_of(session: Session, row: ShootPerson) -> str:
    """Return the e-mail address of somebody called, from the record they are."""
    if row.talent_id:
        talent = session.get(Talent, row.talent_id)
        return talent.mail if talent else ""
    if row.person_id:
        person = session.get(Person, row.person_id)
        return person.email if person else ""
    contact = session.get(Contact, row.contact_id) if row.contact_id else None
    return contact.email if contact else ""


def sheet_row(session: Session, row: CallSheet) -> SheetRow:
    """Return a revision."""
    person = session.get(Person, row.made_by) if row.made_by else None
    return SheetRow(
        id=row.key,
        revision=row.revision,
        made_at=row.made_at,
        made_by=person.name if person else "",
        made_by_zh=person.name_zh if person else "",
        changes=tuple(change_of(one) for one in row.changes),
        pdf=row.pdf,
        note=row.note,
    )


def change_of(value: Mapping[str, Any]) -> rules.Change:
    """Return a change as it was kept."""
    pairs = {name: (str(value[name][0]), str(value[name][1])) for name in ("name", "was", "now")}
    return rules.Change(
        part=str(value["part"]),
        key=str(value["key"]),
        field=str(value["field"]),
        gone=bool(value["gone"]),
        **pairs,
    )


def plain_change(change: rules.Change) -> dict[str, Any]:
    """Return a change as it is kept."""
    return {
        "part": change.part,
        "key": change.key,
        "field": change.field,
        "name": list(change.name),
        "was": list(change.was),
        "now": list(change.now),
        "gone": change.gone,
    }
