"""Who or what a task takes: somebody named, a craft, or anyone of several."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from studio.domain import gates
from studio.errors import Invalid
from studio.persistence.base import Entity
from studio.persistence.tables.bookings import Resource
from studio.persistence.tables.schedule import Task, TaskNeed
from studio.persistence.tables.studio import Person
from studio.persistence.tables.talent import Talent
from studio.services.schedule.rows import Need
from studio.text import Message, Named

TABLES: dict[str, type[Entity]] = {"talent": Talent, "person": Person, "resource": Resource}
MOST = 40
"""How many a task may take."""

_UNITS = gates.whole(1, 1000)
_SKILL = gates.words(60)


def party(session: Session, ref: str, field: str = "needs") -> tuple[str, Any]:
    """Return the column and the row a reference such as "talent:4" names; raises Invalid."""
    kind, _, number = ref.partition(":")
    table = TABLES.get(kind)
    with session.no_autoflush:
        row = session.get(table, int(number)) if table is not None and number.isdigit() else None
    if row is None:
        raise Invalid({field: Message("Choose one of the list.")})
    return f"{kind}_id", row


def put_needs(session: Session, task: Task, needs: Sequence[Need]) -> None:
    """Let a task take exactly these; rows that stay as they are are left alone."""
    if len(needs) > MOST:
        raise Invalid({"needs": Message("A task takes at most {count}.", count=MOST)})
    wanted = [_values(session, need) for need in needs]
    named = [one for one in (_named(values) for values in wanted) if one]
    if len(named) != len(set(named)):
        raise Invalid({"needs": Message("Somebody is named twice.")})
    kept = list(
        session.exec(
            select(TaskNeed).where(TaskNeed.task_id == task.key).order_by(col(TaskNeed.id))
        )
    )
    for row in kept:
        same = next((one for one in wanted if _same(row, one)), None)
        if same is None:
            session.delete(row)
        else:
            wanted.remove(same)
    session.flush()
    for values in wanted:
        session.add(TaskNeed(project_id=task.project_id, task_id=task.key, **values))
    session.flush()


def _values(session: Session, need: Need) -> dict[str, Any]:
    found: dict[str, Any] = {
        "talent_id": None,
        "person_id": None,
        "resource_id": None,
        "units": _clean(_UNITS, need.units, "units"),
        "skill": _clean(_SKILL, need.skill, "skill"),
        "any_of": list(dict.fromkeys(need.any_of)),
    }
    for ref in need.any_of:
        party(session, ref)
    if need.ref:
        column, row = party(session, need.ref)
        found[column] = row.key
        if isinstance(row, Resource):
            _demand_room(row, found["units"])
        elif found["units"] > 1:
            raise Invalid({"units": Message("One person is one person.")})
    elif not (need.skill or need.any_of):
        raise Invalid({"needs": Message("Name somebody, a craft, or several to choose from.")})
    return found


def _demand_room(thing: Resource, units: int) -> None:
    name = Named(thing.name, thing.name_zh)
    if thing.capacity < 1:
        raise Invalid({"needs": Message("{name} has no room for anything.", name=name)})
    if units > thing.capacity:
        raise Invalid(
            {
                "units": Message(
                    "{name} has room for {count} at once.", name=name, count=thing.capacity
                )
            }
        )


def _clean(gate: gates.Gate, value: object, field: str) -> Any:
    return gates.cleaned({field: gate}, {field: value})[field]


def _named(values: dict[str, Any]) -> tuple[Any, ...] | None:
    refs = (values["talent_id"], values["person_id"], values["resource_id"])
    return refs if any(refs) else None


def _same(row: TaskNeed, values: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in values.items())
