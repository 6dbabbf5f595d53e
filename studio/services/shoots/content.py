"""What a call sheet says, as plain values: frozen with each revision, compared with the next."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from studio.domain import shoots as rules
from studio.persistence.tables.clients import Client
from studio.persistence.tables.projects import Project
from studio.persistence.tables.shoots import CallSheet, ShootDay, ShootPerson, ShootPlace, ShootRow
from studio.services.operation import load, scope

FORMAT = 1
_WRITTEN = ("weather", "hospital", "parking", "catering", "safety", "labels", "notes", "ahead")

Pair = list[str]


def places_of(session: Session, day_id: int) -> Sequence[ShootPlace]:
    """Return the places of a day in their order."""
    return session.exec(
        select(ShootPlace)
        .where(ShootPlace.day_id == day_id)
        .order_by(col(ShootPlace.position), col(ShootPlace.id))
    ).all()


def people_of(session: Session, day_id: int) -> Sequence[ShootPerson]:
    """Return who is called, in their order."""
    return session.exec(
        select(ShootPerson)
        .where(ShootPerson.day_id == day_id)
        .order_by(col(ShootPerson.position), col(ShootPerson.id))
    ).all()


def lines_of(session: Session, day_id: int) -> Sequence[ShootRow]:
    """Return the lines of a day in their order."""
    return session.exec(
        select(ShootRow)
        .where(ShootRow.day_id == day_id)
        .order_by(col(ShootRow.position), col(ShootRow.id))
    ).all()


def sheets_of(session: Session, day_id: int) -> Sequence[CallSheet]:
    """Return the revisions of a day, the oldest first."""
    return session.exec(
        select(CallSheet).where(CallSheet.day_id == day_id).order_by(col(CallSheet.id))
    ).all()


def delays(session: Session, day: ShootDay) -> Mapping[str, int]:
    """Return how many minutes after the general call each side is called."""
    rule = scope(session).rules.rule("shoot", "call", day.day)
    if rule is None:
        return rules.DELAYS
    return {side: int(rule.value.get(side, rules.DELAYS[side])) for side in rules.SIDES}


def number_of(session: Session, day: ShootDay) -> tuple[int, int]:
    """Return which day of its project this is, and of how many; a cancelled one does not count."""
    found = session.exec(
        select(col(ShootDay.id))
        .where(ShootDay.project_id == day.project_id)
        .where((col(ShootDay.state) != "cancelled") | (col(ShootDay.id) == day.key))
        .order_by(col(ShootDay.day), col(ShootDay.id))
    ).all()
    return found.index(day.key) + 1, len(found)


def freeze(session: Session, day: ShootDay) -> dict[str, Any]:
    """Return everything the sheet of a day says now."""
    project = load(session, Project, day.project_id)
    client = load(session, Client, project.client_id)
    number, of = number_of(session, day)
    late = delays(session, day)
    people = [_person(person, day, late) for person in people_of(session, day.key)]
    return {
        "format": FORMAT,
        "day": day.day.isoformat(),
        "zone": day.zone,
        "language": day.language,
        "paper": day.page_size,
        "number": number,
        "of": of,
        "title": _pair(day.title, day.title_zh),
        "project": _pair(project.name, project.name_zh),
        "client": _pair(client.name, client.name_zh),
        "reference": _same(project.number),
        "facts": _facts(day, people),
        "places": [_place(place) for place in places_of(session, day.key)],
        "people": people,
        **_lines(session, day),
    }


def _pair(english: str, chinese: str) -> Pair:
    """Return a text in both languages; one stands in for the other."""
    return [english or chinese, chinese or english]


def _same(text: str) -> Pair:
    return [text, text]


def _facts(day: ShootDay, people: Sequence[Mapping[str, Any]]) -> dict[str, Pair]:
    facts = {"date": _same(day.day.isoformat())}
    facts |= {name: _same(getattr(day, name)) for name in (*rules.TIMES, "emergency", "channels")}
    calls = [str(one["call"][0]) for one in people if one["side"] == "talent" and one["call"][0]]
    facts["talent_call"] = _same(min(calls, default=""))
    for name in _WRITTEN:
        facts[name] = _pair(getattr(day, name), getattr(day, f"{name}_zh"))
    return {name: pair for name, pair in facts.items() if any(pair)}


def _place(place: ShootPlace) -> dict[str, Any]:
    return {
        "key": str(place.key),
        "kind": place.kind,
        "url": place.map_url,
        "name": _pair(place.name, place.name_zh),
        "address": _pair(place.address, place.address_zh),
        "note": _pair(place.note, place.note_zh),
    }


def _person(person: ShootPerson, day: ShootDay, late: Mapping[str, int]) -> dict[str, Any]:
    return {
        "key": str(person.key),
        "side": person.side,
        "contact": person.key_contact,
        "minor": person.minor,
        "name": _pair(person.name, person.name_zh),
        "role": _pair(person.role, person.role_zh),
        "department": _pair(person.department, person.department_zh),
        "call": _same(rules.call_of(person.side, person.call, day.call, late)),
        "pickup": _same(person.pickup),
        "make_up": _same(person.make_up),
        "on_set": _same(person.on_set),
        "wrap": _same(person.wrap),
        "travel": _pair(person.transport, person.transport_zh),
        "meals": _same(person.meals),
        "phone": _same(person.phone),
        "guardian": _same(person.guardian if person.minor else ""),
        "note": _same(person.note),
    }


def _lines(session: Session, day: ShootDay) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {part: [] for part in rules.PARTS}
    for line in lines_of(session, day.key):
        what = _pair(line.title, line.title_zh)
        found[line.part].append(
            {
                "key": str(line.key),
                "name": _named(line, what),
                "what": what,
                "at": _same(line.at),
                "until": _same(line.until),
                "code": _same(line.code),
                "setting": _same(line.setting),
                "who": _pair(line.who, line.who_zh),
                "props": _pair(line.props, line.props_zh),
                "quantity": _same(str(line.quantity) if line.part in ("gear", "sample") else ""),
                "note": _same(line.note),
            }
        )
    found["schedule"].sort(key=lambda entry: str(entry["at"][0]))
    return found


def _named(line: ShootRow, what: Pair) -> Pair:
    """Return what a line is called where its change is told: its time or number, and its words."""
    mark = line.code if line.part == "shot" else ""
    return [f"{mark} {text}".strip() for text in what]
