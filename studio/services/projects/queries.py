"""What is asked about projects."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Float, Select, case, cast, func, select
from sqlmodel import Session, SQLModel

from studio.domain import projects as rules
from studio.domain.money import Money
from studio.persistence.sorting import place
from studio.services.clients.queries import name_columns
from studio.services.matching import matches
from studio.services.operation import query, today
from studio.services.projects import pieces, settling
from studio.services.projects.rows import Pick, ProjectFilter, ProjectRow
from studio.services.projects.settling import PROJECT

T = SQLModel.metadata.tables
CLIENT, PERSON = T["client"], T["person"]

FAR = date(9999, 12, 31)
OWN = (
    "id", "version", "number", "name", "name_zh", "client_id", "kind", "state", "next_step",
    "next_step_zh", "next_on", "lead_id", "hue", "archived",
)  # fmt: skip


@query
def ids(session: Session, filter: ProjectFilter) -> list[int]:
    """Return the ids of the projects a list shows, in its order."""
    wanted = _filtered(select(PROJECT.c.id), filter, today(session))
    wanted, ordering = _ordered(wanted, filter, today(session))
    if filter.descending:
        ordering = [part.desc() for part in ordering]
    return list(session.scalars(wanted.order_by(*ordering, PROJECT.c.id)).all())


@query
def rows(session: Session, ids: Sequence[int]) -> dict[int, ProjectRow]:
    """Return one page of the list."""
    return rows_of(session, ids)


def rows_of(session: Session, ids: Sequence[int]) -> dict[int, ProjectRow]:
    """Return list rows inside a running call."""
    day = today(session)
    counted = pieces.counted_of(session, ids, day)
    settled = settling.settled_of(session, ids, day)
    found = session.execute(
        select(
            *(PROJECT.c[name] for name in (*OWN, "currency", "net", "budget", "spent")),
            CLIENT.c.name.label("client"),
            CLIENT.c.name_zh.label("client_zh"),
            PERSON.c.name.label("lead"),
            PERSON.c.name_zh.label("lead_zh"),
        )
        .join(CLIENT, CLIENT.c.id == PROJECT.c.client_id)
        .outerjoin(PERSON, PERSON.c.id == PROJECT.c.lead_id)
        .where(PROJECT.c.id.in_(ids))
    )
    return {row.id: _row(row, counted[row.id], settled[row.id]) for row in found}


def _row(row: Any, counted: pieces.Counted, settled: settling.Settled) -> ProjectRow:
    return ProjectRow(
        **{name: getattr(row, name) for name in OWN},
        client=row.client,
        client_zh=row.client_zh,
        shown=rules.waits_for(row.state, counted.open, counted.late),
        pieces_out=counted.out,
        pieces=counted.pieces,
        late=counted.late,
        used=Decimal(row.spent) / row.budget if row.budget else None,
        settlement=settled.code,
        settled=settled.shown,
        paid=settled.paid,
        lead=row.lead or "",
        lead_zh=row.lead_zh or "",
        net=Money(row.net, row.currency),
    )


@query
def counts(session: Session) -> dict[str, int]:
    """Return how many projects are in each state, archived ones apart under "archived"."""
    kept = (PROJECT.c.archived, PROJECT.c.state)
    counted: dict[str, int] = {}
    for archived, state, number in session.execute(
        select(*kept, func.count()).group_by(*kept)
    ).all():
        key = "archived" if archived else state
        counted[key] = counted.get(key, 0) + number
    return counted


@query
def totals(session: Session, filter: ProjectFilter) -> tuple[Money, ...]:
    """Return the contract net of the listed projects, one sum for each currency."""
    wanted = select(PROJECT.c.currency, func.sum(PROJECT.c.net)).group_by(PROJECT.c.currency)
    wanted = _filtered(wanted, filter, today(session)).order_by(PROJECT.c.currency)
    return tuple(Money(int(net), currency) for currency, net in session.execute(wanted).all())


@query
def hidden_by(session: Session, filter: ProjectFilter) -> dict[str, int]:
    """Return how many projects each part of a filter alone would leave: what hides most."""
    alone = {
        "text": ProjectFilter(text=filter.text) if filter.text else None,
        "states": ProjectFilter(states=filter.states) if filter.states else None,
        "settlements": (
            ProjectFilter(settlements=filter.settlements) if filter.settlements else None
        ),
        "lead": ProjectFilter(lead_id=filter.lead_id) if filter.lead_id else None,
        "client": ProjectFilter(client_id=filter.client_id) if filter.client_id else None,
    }
    count = select(func.count(PROJECT.c.id))
    return {
        part: session.scalar(_filtered(count, one, today(session))) or 0
        for part, one in alone.items()
        if one is not None
    }


@query
def picks(session: Session, text: str = "", limit: int = 30) -> list[Pick]:
    """Return projects for a picker: open ones first, then the newest."""
    closed = case((PROJECT.c.state.in_(sorted(rules.OPEN)), 0), else_=1)
    own = ("id", "number", "name", "name_zh", "hue", "state")
    wanted = (
        select(
            *(PROJECT.c[name] for name in own),
            CLIENT.c.name.label("client"),
            CLIENT.c.name_zh.label("client_zh"),
        )
        .join(CLIENT, CLIENT.c.id == PROJECT.c.client_id)
        .where(PROJECT.c.archived.is_(False))
        .order_by(closed, PROJECT.c.id.desc())
        .limit(limit)
    )
    if text.strip():
        wanted = wanted.where(_text_match(text))
    return [
        Pick(
            **{name: getattr(row, name) for name in own},
            client=row.client,
            client_zh=row.client_zh,
        )
        for row in session.execute(wanted)
    ]


def _filtered(wanted: Select[Any], filter: ProjectFilter, day: date) -> Select[Any]:
    wanted = wanted.join(CLIENT, CLIENT.c.id == PROJECT.c.client_id)
    wanted = wanted.where(PROJECT.c.archived.is_(filter.archived))
    if filter.states:
        wanted = wanted.where(PROJECT.c.state.in_(filter.states))
    if filter.settlements:
        settled = settling.codes(day)
        fitting = select(settled.c.project_id).where(settled.c.code.in_(filter.settlements))
        wanted = wanted.where(PROJECT.c.id.in_(fitting))
    if filter.client_id:
        wanted = wanted.where(PROJECT.c.client_id == filter.client_id)
    if filter.lead_id:
        wanted = wanted.where(PROJECT.c.lead_id == filter.lead_id)
    if filter.text.strip():
        wanted = wanted.where(_text_match(filter.text))
    return wanted


def _text_match(text: str) -> ColumnElement[bool]:
    own = ("number", "name", "name_zh", "po_no", "contract_no")
    return matches(text, [*(PROJECT.c[name] for name in own), CLIENT.c.name, CLIENT.c.name_zh])


def _ordered(
    wanted: Select[Any], filter: ProjectFilter, day: date
) -> tuple[Select[Any], list[ColumnElement[Any]]]:
    name = place("project", PROJECT.c.id, filter.language)
    states = {state: place for place, state in enumerate(rules.STATES.states)}
    keys: dict[str, list[ColumnElement[Any]]] = {
        "number": [PROJECT.c.number],
        "client": [place("client", PROJECT.c.client_id, filter.language)],
        "lead": [place("person", PROJECT.c.lead_id, filter.language)],
        "state": [case(states, value=PROJECT.c.state, else_=len(states))],
        "next": [_named(PROJECT, filter.language, "next_step")],
        "when": [func.coalesce(PROJECT.c.next_on, FAR)],
        "budget": [_share(PROJECT.c.spent, PROJECT.c.budget)],
        "net": [PROJECT.c.currency, PROJECT.c.net],
        "kind": [PROJECT.c.kind],
        "changed": [PROJECT.c.changed_at],
    }
    if filter.sort == "pieces":
        counted = pieces.shares()
        wanted = wanted.outerjoin(counted, counted.c.project_id == PROJECT.c.id)
        keys["pieces"] = [_share(counted.c.out, counted.c.pieces)]
    if filter.sort == "settlement":
        settled = settling.codes(day)
        wanted = wanted.outerjoin(settled, settled.c.project_id == PROJECT.c.id)
        order = {code: place for place, code in enumerate(rules.SETTLEMENT.states)}
        keys["settlement"] = [case(order, value=settled.c.code, else_=0)]
    return wanted, [*keys.get(filter.sort, []), name]


def _named(table: Any, language: str, base: str = "name") -> ColumnElement[Any]:
    first, second = (table.c[column.replace("name", base)] for column in name_columns(language))
    return func.lower(func.coalesce(func.nullif(first, ""), second))


def _share(part: Any, whole: Any) -> ColumnElement[Any]:
    """Divide for sorting; nothing planned comes first."""
    return func.coalesce(cast(part, Float) / func.nullif(cast(whole, Float), 0.0), -1.0)
