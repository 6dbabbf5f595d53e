"""Turns what a call sheet says into the document that prints it, with its changes marked."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from studio.documents.callsheet import (
    SILENT,
    Called,
    CallSheetDocument,
    Item,
    Place,
    PlaceKind,
    Said,
    Shot,
    Side,
    Step,
)
from studio.documents.language import NOTHING, Bilingual, Language
from studio.documents.paper import Paper
from studio.domain.shoots import Change
from studio.persistence.tables.projects import Project
from studio.persistence.tables.shoots import ShootDay
from studio.persistence.tables.studio import LegalEntity, Studio
from studio.services.operation import load
from studio.services.parties import brand, said

_OWN = ("role", "call", "pickup", "make_up", "on_set", "wrap", "travel", "meals", "phone",
        "guardian", "note")  # fmt: skip


class Marks:
    """Which texts of a sheet are new, and what they were."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self._fields = {(one.part, one.key, one.field): one for one in changes if one.field}
        self._new = {(one.part, one.key) for one in changes if not one.field and not one.gone}

    def new(self, part: str, key: str) -> bool:
        """Tell whether a whole entry is new."""
        return (part, key) in self._new

    def said(self, part: str, key: str, field: str, pair: Sequence[str]) -> Said:
        """Return a text with its mark."""
        text = Bilingual(pair[0], pair[1])
        if not text:
            return SILENT
        change = self._fields.get((part, key, field))
        if change is not None:
            return Said(text, True, Bilingual(*change.was))
        return Said(text, self.new(part, key) and field in ("name", "what"))


def document(
    session: Session,
    day: ShootDay,
    content: Mapping[str, Any],
    changes: Sequence[Change],
    *,
    revision: str = "",
    replaces: str = "",
    made_at: datetime | None = None,
    person_key: int | None = None,
    phones: bool = True,
) -> CallSheetDocument:
    """Return the sheet of a content, for everybody or for one person."""
    project = load(session, Project, day.project_id)
    entity = load(session, LegalEntity, project.legal_entity_id)
    studio = session.exec(select(Studio)).one()
    marks = Marks(changes)
    zone = ZoneInfo(str(content["zone"]))

    def fact(name: str) -> Said:
        return marks.said("facts", "", name, content["facts"].get(name, ("", "")))

    people = tuple(
        _person(entry, marks, own=entry["key"] == str(person_key)) for entry in content["people"]
    )
    contact = next((entry for entry in content["people"] if entry["contact"]), None)
    on = date.fromisoformat(str(content["day"]))
    return CallSheetDocument(
        brand=brand(session, studio, entity),
        language=Language(content["language"]),
        paper=Paper(content["paper"]),
        stamped_at=made_at or datetime.combine(on, time(), UTC),
        revision=revision,
        replaces=replaces,
        made_at=made_at.astimezone(zone).replace(tzinfo=None) if made_at else None,
        reference=_text(content["reference"]),
        day=on,
        day_number=int(content["number"]),
        days=int(content["of"]),
        title=_text(content["title"]),
        project=_text(content["project"]),
        client=_text(content["client"]),
        places=tuple(_place(entry, marks) for entry in content["places"]),
        steps=tuple(_step(entry, marks) for entry in content["schedule"]),
        shots=tuple(_shot(entry, marks) for entry in content["shot"]),
        people=people,
        gear=tuple(_item("gear", entry, marks) for entry in content["gear"]),
        samples=tuple(_item("sample", entry, marks) for entry in content["sample"]),
        changes=tuple(said(change.message) for change in changes if _told(change, phones=phones)),
        confirm_to=_text(contact["name"]) if contact else NOTHING,
        phones=phones,
        call=fact("call"),
        talent_call=fact("talent_call"),
        first_shot=fact("first_shot"),
        meal=fact("meal"),
        wrap=fact("wrap"),
        sunrise=fact("sunrise"),
        sunset=fact("sunset"),
        parking=fact("parking"),
        hospital=fact("hospital"),
        emergency=fact("emergency"),
        weather=fact("weather"),
        catering=fact("catering"),
        safety=fact("safety"),
        labels=fact("labels"),
        channels=fact("channels"),
        notes=fact("notes"),
        ahead=fact("ahead"),
    )


def _told(change: Change, *, phones: bool) -> bool:
    """Outsiders do not read of telephones and meals."""
    return phones or change.field not in ("phone", "meals")


def _text(pair: Sequence[str]) -> Bilingual:
    return Bilingual(pair[0], pair[1]) if any(pair) else NOTHING


def _place(entry: Mapping[str, Any], marks: Marks) -> Place:
    key = entry["key"]
    return Place(
        kind=PlaceKind(entry["kind"]),
        name=marks.said("places", key, "name", entry["name"]),
        address=marks.said("places", key, "address", entry["address"]),
        note=marks.said("places", key, "note", entry["note"]),
        map_url=entry["url"],
    )


def _person(entry: Mapping[str, Any], marks: Marks, *, own: bool) -> Called:
    key = entry["key"]
    texts = {name: marks.said("people", key, name, entry[name]) for name in _OWN}
    name = marks.said("people", key, "name", entry["name"])
    return Called(
        side=Side(entry["side"]),
        name=name.text,
        department=_text(entry["department"]),
        key=entry["contact"],
        new=marks.new("people", key) or name.changed,
        own=own,
        **texts,
    )


def _step(entry: Mapping[str, Any], marks: Marks) -> Step:
    key = entry["key"]
    return Step(
        **{
            name: marks.said("schedule", key, name, entry[name])
            for name in ("at", "until", "what", "setting", "who", "props")
        }
    )


def _shot(entry: Mapping[str, Any], marks: Marks) -> Shot:
    key = entry["key"]
    return Shot(
        **{
            name: marks.said("shot", key, name, entry[name])
            for name in ("code", "what", "setting", "who", "props", "note")
        }
    )


def _item(part: str, entry: Mapping[str, Any], marks: Marks) -> Item:
    key = entry["key"]
    quantity = entry["quantity"]
    pair = quantity if quantity[0] not in ("", "0", "1") else ("", "")
    return Item(
        quantity=marks.said(part, key, "quantity", pair),
        what=marks.said(part, key, "what", entry["what"]),
        note=marks.said(part, key, "note", entry["note"]),
    )
