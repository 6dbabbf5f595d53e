"""Exclusivity windows over the whole roster: who is bound to whom, in what, until when."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session

from studio.domain import exclusivity as rules
from studio.domain.gates import cleaned
from studio.domain.money import Money
from studio.errors import Invalid, Missing
from studio.persistence.base import Entity
from studio.persistence.tables.bookings import Exclusivity
from studio.persistence.tables.clients import Brand, Client
from studio.persistence.tables.projects import Project
from studio.persistence.tables.talent import Talent
from studio.services.bookings import checking, protecting, reading, saying
from studio.services.bookings.rows import ExclusivityFilter, ExclusivityRow, Finding
from studio.services.matching import matches
from studio.services.operation import command, load, name_step, query, today
from studio.services.studio.rows import put
from studio.text import Message

WINDOW, TALENT = protecting.WINDOW, reading.TALENT
CLIENT, BRAND, PROJECT = reading.CLIENT, reading.BRAND, reading.PROJECT

REFERS: Mapping[str, type[Entity]] = {
    "talent_id": Talent,
    "client_id": Client,
    "brand_id": Brand,
    "project_id": Project,
}


@query
def listing(session: Session, filter: ExclusivityFilter) -> list[ExclusivityRow]:
    """Return the windows over the roster: those that end next first, ended ones last."""
    asked = _selected()
    if filter.talent_id is not None:
        asked = asked.where(WINDOW.c.talent_id == filter.talent_id)
    if filter.client_id is not None:
        asked = asked.where(WINDOW.c.client_id == filter.client_id)
    if filter.text.strip():
        searched = (
            TALENT.c.name, TALENT.c.name_zh, CLIENT.c.name, CLIENT.c.name_zh, BRAND.c.name,
            WINDOW.c.category,
        )  # fmt: skip
        asked = asked.where(matches(filter.text, searched))
    found = _read(session, asked)
    return [row for row in found if not filter.state or row.shown.code == filter.state]


@query
def of_talent(session: Session, talent_id: int) -> list[ExclusivityRow]:
    """Return the windows that bind somebody, ended ones last."""
    return _read(session, _selected().where(WINDOW.c.talent_id == talent_id))


@query
def ending(session: Session, days: int = 60) -> list[ExclusivityRow]:
    """Return the windows that end within so many days."""
    day = today(session)
    last = day + timedelta(days=days)
    asked = _selected().where(
        WINDOW.c.state != "ended", WINDOW.c.last_on >= day, WINDOW.c.last_on <= last
    )
    return _read(session, asked)


@query
def one(session: Session, window_id: int) -> ExclusivityRow:
    """Return one window."""
    found = _read(session, _selected().where(WINDOW.c.id == window_id))
    if not found:
        raise Missing(Message("This record is not there any more."))
    return found[0]


@query
def conflicts(session: Session, values: Mapping[str, Any], firm: bool = False) -> list[Finding]:
    """Return the windows that proposing somebody runs into, as warnings.

    `values`: talent_id, client_id, brand_id, category, territory, platforms, first, last; without
    days it is asked for today. `firm` blocks, as confirming a booking does.
    """
    if not values.get("talent_id"):
        return []
    first: date = values.get("first") or today(session)
    wanted = protecting.wanted(
        session,
        first,
        values.get("last") or first,
        client_id=values.get("client_id"),
        brand_id=values.get("brand_id"),
        category=values.get("category", ""),
        territory=values.get("territory", ""),
        platforms=tuple(values.get("platforms", ())),
    )
    return list(checking.protected(session, int(values["talent_id"]), wanted, firm=firm))


def _selected() -> Select[Any]:
    return (
        select(
            WINDOW,
            TALENT.c.name.label("talent"),
            TALENT.c.name_zh.label("talent_zh"),
            CLIENT.c.name.label("client"),
            CLIENT.c.name_zh.label("client_zh"),
            BRAND.c.name.label("brand"),
            PROJECT.c.name.label("project"),
            PROJECT.c.name_zh.label("project_zh"),
        )
        .select_from(WINDOW)
        .join(TALENT, TALENT.c.id == WINDOW.c.talent_id)
        .outerjoin(CLIENT, CLIENT.c.id == WINDOW.c.client_id)
        .outerjoin(BRAND, BRAND.c.id == WINDOW.c.brand_id)
        .outerjoin(PROJECT, PROJECT.c.id == WINDOW.c.project_id)
        .order_by(WINDOW.c.last_on, WINDOW.c.id)
    )


def _read(session: Session, asked: Select[Any]) -> list[ExclusivityRow]:
    day = today(session)
    found = [_row(row, day) for row in session.execute(asked)]
    return sorted(found, key=lambda row: row.shown.code == "ended")


def _row(row: Any, day: date) -> ExclusivityRow:
    lists: dict[str, Any] = {
        name: tuple(getattr(row, name)) for name in ("competitors", "territories", "platforms")
    }
    own = {
        name: getattr(row, name)
        for name in (
            "id", "version", "talent_id", "client_id", "brand_id", "project_id", "category",
            "first_on", "last_on", "state", "note", "talent", "talent_zh",
        )
    }  # fmt: skip
    return ExclusivityRow(
        **own,
        **lists,
        client=row.client or "",
        client_zh=row.client_zh or "",
        brand=row.brand or "",
        shown=rules.STATES.state(rules.state_on(row.state, row.last_on, day)),
        days_left=(row.last_on - day).days,
        fee=Money(row.fee, row.currency) if row.fee and row.currency else None,
        project=row.project or "",
        project_zh=row.project_zh or "",
        ended_on=row.terms.get("ended_on", ""),
        reason=row.terms.get("reason", ""),
    )


@command("Add exclusivity", right="talent.edit")
def create(session: Session, values: Mapping[str, object]) -> int:
    """Bind somebody for a time; a category or named brands, and both days, are needed."""
    clean = cleaned(rules.GATES, values)
    rules.check(clean)
    _check_refers(session, clean)
    row = Exclusivity(**clean)
    session.add(row)
    session.flush()
    name_step(session, Message("Add the exclusivity of {who}", who=_who(session, row)))
    return row.key


@command("Change exclusivity", right="talent.edit")
def change(session: Session, window_id: int, *, version: int, values: Mapping[str, object]) -> int:
    """Change plain fields; return the new version."""
    row = load(session, Exclusivity, window_id, version)
    gates = {name: gate for name, gate in rules.GATES.items() if name != "state"}
    clean = cleaned(gates, values)
    rules.check({**{name: getattr(row, name) for name in gates}, **clean})
    _check_refers(session, clean)
    put(row, clean)
    name_step(session, Message("Change the exclusivity of {who}", who=_who(session, row)))
    session.flush()
    return row.version


@command("Agree exclusivity", right="talent.edit")
def activate(session: Session, window_id: int, *, version: int) -> int:
    """Note that a proposed window is agreed: it now stops bookings. Return the new version."""
    return _move(session, window_id, version, "active")


@command("End exclusivity", right="talent.edit")
def end(session: Session, window_id: int, *, version: int, reason: str = "") -> int:
    """End a window, such as when the client agrees to another brand; return the new version."""
    row = load(session, Exclusivity, window_id, version)
    row.terms = {**row.terms, "ended_on": today(session).isoformat(), "reason": reason[:1000]}
    return _move(session, window_id, version, "ended")


@command("Remove exclusivity", right="talent.edit")
def remove(session: Session, window_id: int, *, version: int) -> None:
    """Take away a window put down by mistake."""
    row = load(session, Exclusivity, window_id, version)
    name_step(session, Message("Remove the exclusivity of {who}", who=_who(session, row)))
    session.delete(row)
    session.flush()


def _move(session: Session, window_id: int, version: int, state: str) -> int:
    row = load(session, Exclusivity, window_id, version)
    rules.STATES.check(row.state, state)
    row.state = state
    word = rules.STATES.label(state)
    name_step(
        session,
        Message('Set the exclusivity of {who} to "{state}"', who=_who(session, row), state=word),
    )
    session.flush()
    return row.version


def _check_refers(session: Session, clean: Mapping[str, Any]) -> None:
    for field, table in REFERS.items():
        key = clean.get(field)
        if key is not None and session.get(table, key) is None:
            raise Invalid({field: Message("Choose one of the list.")})


def _who(session: Session, row: Exclusivity) -> str:
    return str(saying.name_of(session, ("talent", row.talent_id)))
