"""What is asked about clients."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select
from sqlmodel import Session, col

from studio.domain import clients as rules
from studio.domain.dates import Terms
from studio.errors import Missing
from studio.persistence.sorting import place
from studio.persistence.tables.clients import Brand, Contact
from studio.persistence.tables.clients import Client as ClientTable
from studio.persistence.tables.invoices import Invoice
from studio.persistence.tables.studio import LegalEntity, Person
from studio.services.clients.debts import BALANCE, open_money, owed, owed_by
from studio.services.clients.rows import (
    BrandRow,
    Client,
    ClientFilter,
    ClientRow,
    ContactRow,
    OpenMoney,
    Pick,
)
from studio.services.matching import columns, matches
from studio.services.operation import query, today
from studio.services.studio.rows import copied
from studio.text import Message

FAR = date(9999, 12, 31)


@query
def ids(session: Session, filter: ClientFilter) -> list[int]:
    """Return the ids of the clients a list shows, in its order."""
    found = _filtered(session, select(col(ClientTable.id)), filter)
    ordering = _ordering(filter)
    if filter.descending:
        ordering = [part.desc() for part in ordering]
    return list(session.scalars(found.order_by(*ordering, col(ClientTable.id))).all())


@query
def rows(session: Session, ids: Sequence[int]) -> dict[int, ClientRow]:
    """Return one page of the list."""
    plain = ("id", "code", "name", "name_zh", "country", "next_action", "next_on", "state")
    found = session.execute(
        select(
            *columns(ClientTable, *plain, "archived", "terms_kind", "terms_days"),
            *columns(Person, "name", "name_zh"),
        )
        .outerjoin(Person, col(Person.id) == col(ClientTable.lead_id))
        .where(col(ClientTable.id).in_(ids))
    ).all()
    debts = open_money(session, ids)
    return {
        one[0]: ClientRow(
            **dict(zip(plain, one, strict=False)),
            archived=one[8],
            terms=Terms(one[9], one[10]),
            lead=one[11] or "",
            lead_zh=one[12] or "",
            open=debts.get(one[0], ()),
        )
        for one in found
    }


@query
def counts(session: Session) -> dict[str, int]:
    """Return how many clients there are in each state, archived ones apart under "archived"."""
    kept = columns(ClientTable, "archived", "state")
    counted: dict[str, int] = {}
    for archived, state, number in session.execute(
        select(*kept, func.count()).group_by(*kept)
    ).all():
        key = "archived" if archived else state
        counted[key] = counted.get(key, 0) + number
    return counted


@query
def totals(session: Session, filter: ClientFilter) -> tuple[OpenMoney, ...]:
    """Return what the listed clients owe, one entry for each currency."""
    return owed_by(session, _filtered(session, select(col(ClientTable.id)), filter))


@query
def hidden_by(session: Session, filter: ClientFilter) -> dict[str, int]:
    """Return how many clients each part of a filter alone would leave: what hides most."""
    alone = {
        "text": ClientFilter(text=filter.text) if filter.text else None,
        "states": ClientFilter(states=filter.states) if filter.states else None,
        "lead": ClientFilter(lead_id=filter.lead_id) if filter.lead_id else None,
        "owing": ClientFilter(owing=True) if filter.owing else None,
    }
    count = select(func.count(col(ClientTable.id)))
    return {
        part: session.scalar(_filtered(session, count, one)) or 0
        for part, one in alone.items()
        if one is not None
    }


def client_of(session: Session, client_id: int) -> Client:
    """Return a client whole inside a running transaction."""
    row = session.get(ClientTable, client_id)
    if row is None:
        raise Missing(Message("This client is not there any more."))
    lead = session.get(Person, row.lead_id) if row.lead_id else None
    company = session.get(LegalEntity, row.legal_entity_id) if row.legal_entity_id else None
    contacts = (
        select(Contact)
        .where(col(Contact.client_id) == client_id)
        .order_by(col(Contact.archived), col(Contact.standard).desc(), col(Contact.id))
    )
    brands = (
        select(Brand)
        .where(col(Brand.client_id) == client_id)
        .order_by(col(Brand.archived), col(Brand.id))
    )
    return copied(
        Client,
        row,
        lead=lead.name if lead else "",
        lead_zh=lead.name_zh if lead else "",
        company=company.code if company else "",
        contacts=tuple(copied(ContactRow, one) for one in session.scalars(contacts).all()),
        brands=tuple(copied(BrandRow, one) for one in session.scalars(brands).all()),
        open=open_money(session, [client_id]).get(client_id, ()),
    )


@query
def one(session: Session, client_id: int) -> Client:
    """Return a client whole; archived contacts and brands come last."""
    return client_of(session, client_id)


@query
def picks(session: Session, text: str = "", limit: int = 30) -> list[Pick]:
    """Return clients for a picker: those that match, the ones last changed first."""
    found = select(ClientTable).where(col(ClientTable.archived).is_(False))
    if text.strip():
        found = found.where(_text_match(text))
    ordered = found.order_by(col(ClientTable.changed_at).desc(), col(ClientTable.id)).limit(limit)
    return [copied(Pick, client) for client in session.scalars(ordered).all()]


@query
def industries(session: Session) -> list[str]:
    """Return the industries in use, for typing ahead."""
    found = select(col(ClientTable.industry)).where(col(ClientTable.industry) != "").distinct()
    return sorted(session.scalars(found).all())


def _filtered(session: Session, found: Select[Any], filter: ClientFilter) -> Select[Any]:
    found = found.where(col(ClientTable.archived).is_(filter.archived))
    if filter.states:
        found = found.where(col(ClientTable.state).in_(filter.states))
    if filter.lead_id:
        found = found.where(col(ClientTable.lead_id) == filter.lead_id)
    if filter.owing:
        late = (*owed(), col(Invoice.due_on) < today(session))
        found = found.where(exists().where(col(Invoice.client_id) == col(ClientTable.id), *late))
    if filter.text.strip():
        found = found.where(_text_match(filter.text))
    return found


def _text_match(text: str) -> ColumnElement[bool]:
    own = columns(ClientTable, "name", "name_zh", "legal_name", "legal_name_zh", "code")
    contact = exists().where(
        col(Contact.client_id) == col(ClientTable.id),
        col(Contact.archived).is_(False),
        matches(text, columns(Contact, "name", "name_zh", "email")),
    )
    brand = exists().where(
        col(Brand.client_id) == col(ClientTable.id),
        col(Brand.archived).is_(False),
        matches(text, columns(Brand, "name", "name_zh")),
    )
    return or_(matches(text, own), contact, brand)


def _ordering(filter: ClientFilter) -> list[ColumnElement[Any]]:
    name = place("client", col(ClientTable.id), filter.language)
    states = {state: place for place, state in enumerate(rules.STATES.states)}
    keys: dict[str, list[ColumnElement[Any]]] = {
        "country": columns(ClientTable, "country"),
        "lead": [place("person", col(ClientTable.lead_id), filter.language)],
        "terms": columns(ClientTable, "terms_days", "terms_kind"),
        "open": [*columns(ClientTable, "currency"), _open_in_own_currency()],
        "next": [func.coalesce(col(ClientTable.next_on), FAR)],
        "state": [case(states, value=col(ClientTable.state), else_=len(states))],
        "changed": columns(ClientTable, "changed_at"),
    }
    return [*keys.get(filter.sort, []), name]


def name_columns(language: str) -> tuple[str, str]:
    """Return which of two names is shown in a language, and which stands in for it."""
    return ("name_zh", "name") if language == "zh" else ("name", "name_zh")


def _open_in_own_currency() -> ColumnElement[Any]:
    own = (
        select(func.sum(BALANCE))
        .where(
            col(Invoice.client_id) == col(ClientTable.id),
            col(Invoice.currency) == col(ClientTable.currency),
            *owed(),
        )
        .scalar_subquery()
    )
    return func.coalesce(own, 0)
