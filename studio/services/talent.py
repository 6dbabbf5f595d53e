"""Talent commands, queries and rows: who stands before and behind the camera."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlmodel import Session, col

from studio.domain import talent as rules
from studio.domain.clients import check_names
from studio.domain.gates import cleaned
from studio.domain.names import pick
from studio.errors import Invalid, Missing
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.projects import Project
from studio.persistence.tables.studio import Person
from studio.persistence.tables.talent import Talent as TalentTable
from studio.services.clients.queries import name_columns
from studio.services.matching import columns, matches
from studio.services.operation import command, load, name_step, query
from studio.services.studio.rows import copied, put
from studio.text import Message


@dataclass(frozen=True, slots=True)
class TalentFilter:
    """Which people a list shows, sorted by name, kind, city or changed."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    archived: bool = False
    sort: str = "name"
    descending: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True)
class TalentRow:
    """One person or character in a list; `pieces` counts deliverables that are not cancelled."""

    id: int
    code: str
    name: str
    name_zh: str
    kind: str
    discipline: str
    city: str
    staff: bool
    pieces: int
    archived: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A deliverable somebody is part of."""

    id: int
    number: str
    title: str
    title_zh: str
    state: str
    project_id: int
    project: str
    project_zh: str
    hue: str


@dataclass(frozen=True, slots=True)
class Talent:
    """A person or character, whole."""

    id: int
    version: int
    code: str
    name: str
    name_zh: str
    kind: str
    discipline: str
    city: str
    person_id: int | None
    note: str
    archived: bool
    pieces: tuple[Piece, ...] = ()


@query
def ids(session: Session, filter: TalentFilter) -> list[int]:
    """Return the ids of the people a list shows, in its order."""
    found = _filtered(select(col(TalentTable.id)), filter)
    ordering = _ordering(filter)
    if filter.descending:
        ordering = [part.desc() for part in ordering]
    return list(session.scalars(found.order_by(*ordering, col(TalentTable.id))).all())


def _ordering(filter: TalentFilter) -> list[ColumnElement[Any]]:
    first, second = columns(TalentTable, *name_columns(filter.language))
    name = func.lower(func.coalesce(func.nullif(first, ""), second))
    kinds = {kind: place for place, kind in enumerate(rules.KINDS)}
    kind = case(kinds, value=col(TalentTable.kind), else_=len(kinds))
    keys: dict[str, list[ColumnElement[Any]]] = {
        "kind": [kind, *columns(TalentTable, "discipline")],
        "city": [func.lower(col(TalentTable.city))],
        "changed": columns(TalentTable, "changed_at"),
    }
    return [*keys.get(filter.sort, []), name]


def _filtered(found: Select[Any], filter: TalentFilter) -> Select[Any]:
    found = found.where(col(TalentTable.archived).is_(filter.archived))
    if filter.kinds:
        found = found.where(col(TalentTable.kind).in_(filter.kinds))
    if filter.text.strip():
        searched = columns(TalentTable, "name", "name_zh", "code", "city")
        found = found.where(matches(filter.text, searched))
    return found


@query
def rows(session: Session, ids: Sequence[int]) -> dict[int, TalentRow]:
    """Return one page of the list."""
    return _rows(session, ids)


def _rows(session: Session, ids: Sequence[int]) -> dict[int, TalentRow]:
    pieces = session.execute(
        select(col(Deliverable.talent_id), func.count())
        .where(
            col(Deliverable.talent_id).in_(ids),
            col(Deliverable.state) != "cancelled",
            col(Deliverable.archived).is_(False),
        )
        .group_by(col(Deliverable.talent_id))
    )
    counted = dict(pieces.all())
    plain = ("id", "code", "name", "name_zh", "kind", "discipline", "city")
    found = session.execute(
        select(*columns(TalentTable, *plain, "person_id", "archived")).where(
            col(TalentTable.id).in_(ids)
        )
    ).all()
    return {
        one[0]: TalentRow(
            **dict(zip(plain, one, strict=False)),
            staff=one[7] is not None,
            pieces=counted.get(one[0], 0),
            archived=one[8],
        )
        for one in found
    }


@query
def counts(session: Session) -> dict[str, int]:
    """Return how many there are of each kind, archived ones apart under "archived"."""
    kept = columns(TalentTable, "archived", "kind")
    counted: dict[str, int] = {}
    for archived, kind, number in session.execute(
        select(*kept, func.count()).group_by(*kept)
    ).all():
        key = "archived" if archived else kind
        counted[key] = counted.get(key, 0) + number
    return counted


@query
def one(session: Session, talent_id: int, pieces: int = 8) -> Talent:
    """Return a person or character whole, with the newest pieces."""
    row = session.get(TalentTable, talent_id)
    if row is None:
        raise Missing(Message("This person is not there any more."))
    return copied(Talent, row, pieces=_pieces(session, talent_id, pieces))


def _pieces(session: Session, talent_id: int, limit: int) -> tuple[Piece, ...]:
    found = session.execute(
        select(
            *columns(Deliverable, "id", "number", "title", "title_zh", "state"),
            *columns(Project, "id", "name", "name_zh", "hue"),
        )
        .join(Project, col(Project.id) == col(Deliverable.project_id))
        .where(col(Deliverable.talent_id) == talent_id, col(Deliverable.archived).is_(False))
        .order_by(col(Deliverable.publish_on).desc(), col(Deliverable.id).desc())
        .limit(limit)
    ).all()
    return tuple(Piece(*one) for one in found)


@query
def picks(session: Session, text: str = "", limit: int = 30) -> list[TalentRow]:
    """Return people for a picker, by name."""
    found = _filtered(select(col(TalentTable.id)), TalentFilter(text=text))
    named = found.order_by(func.lower(col(TalentTable.name))).limit(limit)
    keys = list(session.scalars(named).all())
    shown = _rows(session, keys)
    return [shown[key] for key in keys]


@command("Add talent", right="talent.edit")
def create(session: Session, values: Mapping[str, object]) -> int:
    """Add a person or character; a name is needed, in either language."""
    clean = cleaned(rules.GATES, values)
    row = TalentTable(**{"name": "", **clean})
    _check(session, row)
    session.add(row)
    session.flush()
    name_step(session, Message("Add {name}", name=_name(row)))
    return row.key


@command("Change talent", right="talent.edit")
def change(session: Session, talent_id: int, *, version: int, values: Mapping[str, object]) -> int:
    """Change plain fields; return the new version. Sent proposals keep what they showed."""
    row = load(session, TalentTable, talent_id, version)
    put(row, cleaned(rules.GATES, values))
    if row.kind != "crew":
        row.discipline = ""
    _check(session, row)
    name_step(session, Message("Change {name}", name=_name(row)))
    session.flush()
    return row.version


@command("Archive talent", right="talent.edit")
def archive(session: Session, talent_id: int, *, version: int) -> int:
    """Take somebody off the lists; what they are part of stays."""
    row = load(session, TalentTable, talent_id, version)
    row.archived = True
    name_step(session, Message("Archive {name}", name=_name(row)))
    session.flush()
    return row.version


@command("Restore talent", right="talent.edit")
def restore(session: Session, talent_id: int, *, version: int) -> int:
    """Put somebody back on the lists."""
    row = load(session, TalentTable, talent_id, version)
    row.archived = False
    name_step(session, Message("Restore {name}", name=_name(row)))
    session.flush()
    return row.version


def _check(session: Session, row: TalentTable) -> None:
    check_names(row.name, row.name_zh)
    with session.no_autoflush:
        if row.person_id is not None and session.get(Person, row.person_id) is None:
            raise Invalid({"person_id": Message("Choose one of the list.")})


def _name(row: TalentTable) -> str:
    return pick(row.name, row.name_zh, "en")
