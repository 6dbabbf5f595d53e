"""What can be done with a shoot day and with what stands on it."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from studio.domain import shoots as rules
from studio.domain.gates import Gate, cleaned, words
from studio.domain.names import pick
from studio.errors import Invalid, Locked
from studio.persistence.tables.shoots import ShootDay, ShootPerson, ShootPlace, ShootRow
from studio.services.operation import command, load, name_step
from studio.services.studio.rows import put
from studio.text import Message

P = TypeVar("P", ShootPlace, ShootPerson, ShootRow)

MOST = 400
"""Rows one day may hold of a kind."""


def open_day(session: Session, day_id: int, version: int | None = None) -> ShootDay:
    """Return a day to change; a cancelled one stays as it is."""
    row = load(session, ShootDay, day_id, version)
    if row.state == "cancelled":
        raise Locked(Message("This shoot day is cancelled. Plan it again to change it."))
    return row


@command("Change shoot day", right="shoots.edit")
def change(session: Session, day_id: int, *, version: int, values: Mapping[str, object]) -> int:
    """Change plain fields; return the new version."""
    row = open_day(session, day_id, version)
    clean = cleaned(rules.DAY, values)
    rules.check_day({"day": row.day, **clean})
    put(row, clean)
    name_step(session, Message("Change shoot day {day}", day=row.day))
    session.flush()
    return row.version


@command("Set shoot day", right="shoots.edit")
def set_state(session: Session, day_id: int, *, version: int, state: str, reason: str = "") -> int:
    """Move a day to another state; cancelling asks why. Returns the new version."""
    row = load(session, ShootDay, day_id, version)
    clean = cleaned({"reason": words(1000, multiline=True)}, {"reason": reason})
    rules.STATES.check(row.state, state)
    if state == "cancelled" and not clean["reason"]:
        raise Invalid({"reason": Message("Say why; whoever was called will ask.")})
    row.state, row.state_reason = state, clean["reason"]
    label = rules.STATES.label(state)
    name_step(session, Message('Set shoot day {day} to "{state}"', day=row.day, state=label))
    session.flush()
    return row.version


# What stands on a day: added, changed, removed, moved


def _added(session: Session, table: type[P], day_id: int, values: Mapping[str, Any]) -> P:
    row = table(day_id=day_id, position=_last(session, table, day_id) + 1, **values)
    session.add(row)
    session.flush()
    return row


def _last(session: Session, table: type[P], day_id: int) -> int:
    found = session.exec(select(col(table.position)).where(col(table.day_id) == day_id)).all()
    if len(found) >= MOST:
        raise Invalid({"": Message("At most {count} entries.", count=MOST)})
    return max(found, default=0)


def _changed(
    session: Session, table: type[P], key: int, version: int, clean: Mapping[str, Any]
) -> P:
    row = load(session, table, key, version)
    open_day(session, row.day_id)
    put(row, clean)
    session.flush()
    return row


def _removed(session: Session, table: type[P], key: int, version: int) -> P:
    row = load(session, table, key, version)
    open_day(session, row.day_id)
    session.delete(row)
    session.flush()
    return row


def _move(session: Session, rows: Sequence[P], key: int, step: int) -> None:
    """Move one of the rows up or down among the others."""
    order = list(rows)
    place = next((at for at, row in enumerate(order) if row.key == key), None)
    if place is None:
        return
    target = min(max(place + step, 0), len(order) - 1)
    order.insert(target, order.pop(place))
    for position, row in enumerate(order, start=1):
        if row.position != position:
            row.position = position
    session.flush()


def _siblings(session: Session, row: P) -> Sequence[P]:
    """Return the rows a row stands among: of its day, and of its part where it has one."""
    table = type(row)
    wanted = select(table).where(col(table.day_id) == row.day_id)
    if isinstance(row, ShootRow):
        wanted = wanted.where(col(ShootRow.part) == row.part)
    return session.exec(wanted.order_by(col(table.position), col(table.id))).all()


def _name(row: ShootPlace | ShootPerson) -> str:
    return pick(row.name, row.name_zh, "en")


def _clean_named(
    gates: Mapping[str, Gate], values: Mapping[str, object], row: ShootPlace | ShootPerson | None
) -> dict[str, Any]:
    clean = cleaned(gates, values)
    names = {"name": row.name if row else "", "name_zh": row.name_zh if row else ""}
    rules.check_named({**names, **clean})
    return clean


@command("Add place", right="shoots.edit")
def add_place(session: Session, day_id: int, values: Mapping[str, object]) -> int:
    """Add a place to a day."""
    open_day(session, day_id)
    clean = _clean_named(rules.PLACE, values, None)
    row = _added(session, ShootPlace, day_id, {"name": "", **clean})
    name_step(session, Message("Add {name}", name=_name(row)))
    return row.key


@command("Change place", right="shoots.edit")
def change_place(session: Session, key: int, *, version: int, values: Mapping[str, object]) -> int:
    """Change a place; return its new version."""
    clean = _clean_named(rules.PLACE, values, load(session, ShootPlace, key, version))
    return _changed(session, ShootPlace, key, version, clean).version


@command("Remove place", right="shoots.edit")
def remove_place(session: Session, key: int, *, version: int) -> None:
    """Take a place off a day."""
    row = _removed(session, ShootPlace, key, version)
    name_step(session, Message("Remove {name}", name=_name(row)))


@command("Move place", right="shoots.edit")
def move_place(session: Session, key: int, *, version: int, step: int) -> None:
    """Move a place up (-1) or down (1)."""
    row = load(session, ShootPlace, key, version)
    open_day(session, row.day_id)
    _move(session, _siblings(session, row), key, step)


@command("Call somebody", right="shoots.edit")
def add_person(session: Session, day_id: int, values: Mapping[str, object]) -> int:
    """Call somebody for a day."""
    open_day(session, day_id)
    clean = _clean_named(rules.PERSON, values, None)
    row = _added(session, ShootPerson, day_id, {"name": "", **clean})
    name_step(session, Message("Call {name}", name=_name(row)))
    return row.key


@command("Change call", right="shoots.edit")
def change_person(session: Session, key: int, *, version: int, values: Mapping[str, object]) -> int:
    """Change what is said of somebody called; return the new version."""
    clean = _clean_named(rules.PERSON, values, load(session, ShootPerson, key, version))
    row = _changed(session, ShootPerson, key, version, clean)
    name_step(session, Message("Change the call of {name}", name=_name(row)))
    return row.version


@command("Remove from call sheet", right="shoots.edit")
def remove_person(session: Session, key: int, *, version: int) -> None:
    """Call somebody off."""
    row = _removed(session, ShootPerson, key, version)
    name_step(session, Message("Remove {name}", name=_name(row)))


@command("Move person", right="shoots.edit")
def move_person(session: Session, key: int, *, version: int, step: int) -> None:
    """Move somebody up (-1) or down (1)."""
    row = load(session, ShootPerson, key, version)
    open_day(session, row.day_id)
    _move(session, _siblings(session, row), key, step)


def _clean_line(values: Mapping[str, object], row: ShootRow | None = None) -> dict[str, Any]:
    clean = cleaned(rules.ROW, values)
    kept = (
        {name: getattr(row, name) for name in ("part", "title", "title_zh", "at", "until")}
        if row is not None
        else {"part": "schedule"}
    )
    rules.check_row({**kept, **clean})
    return clean


@command("Add line", right="shoots.edit")
def add_line(session: Session, day_id: int, values: Mapping[str, object]) -> int:
    """Add a line of the schedule, a shot, gear or a sample."""
    open_day(session, day_id)
    return _added(session, ShootRow, day_id, {"title": "", **_clean_line(values)}).key


@command("Add lines", right="shoots.edit")
def add_lines(session: Session, day_id: int, lines: Sequence[Mapping[str, object]]) -> list[int]:
    """Add several lines in one step, such as pasted ones; all or none."""
    open_day(session, day_id)
    made: list[dict[str, Any]] = []
    wrong: dict[str, Message] = {}
    for number, values in enumerate(lines):
        try:
            made.append(_clean_line(values))
        except Invalid as refused:
            wrong |= {f"{number}.{name}": words_ for name, words_ in refused.fields.items()}
    if wrong:
        raise Invalid(wrong)
    keys = [_added(session, ShootRow, day_id, {"title": "", **one}).key for one in made]
    name_step(session, Message("Add {count} lines", count=len(keys)))
    return keys


@command("Change line", right="shoots.edit")
def change_line(session: Session, key: int, *, version: int, values: Mapping[str, object]) -> int:
    """Change a line; return its new version."""
    clean = _clean_line(values, load(session, ShootRow, key, version))
    return _changed(session, ShootRow, key, version, clean).version


@command("Remove line", right="shoots.edit")
def remove_line(session: Session, key: int, *, version: int) -> None:
    """Take a line off a day."""
    _removed(session, ShootRow, key, version)


@command("Move line", right="shoots.edit")
def move_line(session: Session, key: int, *, version: int, step: int) -> None:
    """Move a line up (-1) or down (1) in its part.

    A line of the schedule trades its time with its neighbour: the day's order is that of its times.
    """
    row = load(session, ShootRow, key, version)
    open_day(session, row.day_id)
    rows = list(_siblings(session, row))
    if row.part != "schedule":
        _move(session, rows, key, step)
        return
    rows.sort(key=lambda one: (one.at, one.position, one.key))
    place = next(at for at, one in enumerate(rows) if one.key == key)
    target = place + step
    if 0 <= target < len(rows):
        other = rows[target]
        row.at, other.at = other.at, row.at
        row.until, other.until = other.until, row.until
        row.position, other.position = other.position, row.position
    session.flush()
