"""What a client is related to: other clients that may be the same, and records made for it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from studio.domain import clients as rules
from studio.persistence.tables.briefs import Brief
from studio.persistence.tables.clients import Client, Contact
from studio.persistence.tables.invoices import Invoice
from studio.persistence.tables.projects import Project
from studio.persistence.tables.proposals import Proposal, ProposalVersion
from studio.services.clients.rows import Hint, Linked, Links
from studio.services.matching import columns
from studio.services.operation import query


@query
def duplicates(
    session: Session,
    *,
    name: str = "",
    name_zh: str = "",
    tax_no: str = "",
    addresses: Sequence[str] = (),
    client_id: int = 0,
) -> list[Hint]:
    """Return clients that may be the one typed: same name, tax number or domain of an address."""
    new = rules.Identity(client_id, (name, name_zh), tax_no, _domains(*addresses))
    known = {row.id: row for row in _identities(session)}
    found = rules.same_as(new, known.values())
    facts = {
        client.key: client
        for client in session.scalars(select(Client).where(col(Client.id).in_(found))).all()
    }
    return [
        Hint(key, row.code, row.name, row.name_zh, row.archived, found[key])
        for key, row in facts.items()
    ]


def _identities(session: Session) -> list[rules.Identity]:
    mails: dict[int, list[str]] = {}
    known_mails = select(*columns(Contact, "client_id", "email")).where(col(Contact.email) != "")
    for client_id, mail in session.execute(known_mails).all():
        mails.setdefault(client_id, []).append(mail)
    names = ("name", "name_zh", "legal_name", "legal_name_zh")
    found = session.execute(
        select(*columns(Client, "id", *names, "tax_no", "website", "invoice_email"))
    ).all()
    return [
        rules.Identity(one[0], tuple(one[1:5]), one[5], _domains(*one[6:], *mails.get(one[0], ())))
        for one in found
    ]


def _domains(*addresses: str) -> frozenset[str]:
    return frozenset(filter(None, map(rules.domain_of, addresses)))


@query
def links(session: Session, client_id: int, newest: int = 8) -> Links:
    """Return what hangs on a client: counts of each noun, and the newest records."""
    return Links(
        counts=_linked_counts(session, client_id), newest=_newest(session, client_id, newest)
    )


def _linked_counts(session: Session, client_id: int) -> dict[str, int]:
    tables: dict[str, Any] = {
        "brief": Brief,
        "proposal": Proposal,
        "project": Project,
        "invoice": Invoice,
    }
    count = select(func.count())
    return {
        noun: session.scalar(count.where(table.client_id == client_id)) or 0
        for noun, table in tables.items()
    }


def _newest(session: Session, client_id: int, limit: int) -> tuple[Linked, ...]:
    """Return the newest records of every noun together, by when they were made."""
    found: list[tuple[datetime | None, Linked]] = []
    for noun, chosen in _records(client_id).items():
        by_age = chosen.order_by(chosen.selected_columns[0].desc()).limit(limit)
        found += [
            (made, Linked(noun, key or 0, number or "", title, title_zh, state))
            for made, key, number, title, title_zh, state in session.execute(by_age).all()
        ]
    found.sort(key=lambda pair: (str(pair[0]), pair[1].id), reverse=True)
    return tuple(linked for _made, linked in found[:limit])


def _records(client_id: int) -> dict[str, Select[Any]]:
    """Return what to select of each noun: made, id, number, both titles, state."""
    newest_version = (col(ProposalVersion.proposal_id) == col(Proposal.id)) & (
        col(ProposalVersion.no) == col(Proposal.newest)
    )
    head = ("created_at", "id", "number")
    titles = ("title", "title_zh")
    return {
        "brief": _of(Brief, client_id, columns(Brief, *head, *titles, "state")),
        "proposal": _of(
            Proposal,
            client_id,
            [*columns(Proposal, *head, *titles), col(ProposalVersion.state)],
        ).join(ProposalVersion, newest_version),
        "project": _of(Project, client_id, columns(Project, *head, "name", "name_zh", "state")),
        "invoice": _of(Invoice, client_id, columns(Invoice, *head, *titles, "state")),
    }


def _of(table: Any, client_id: int, chosen: Sequence[Any]) -> Select[Any]:
    return select(*chosen).where(table.client_id == client_id, table.archived.is_(False))
