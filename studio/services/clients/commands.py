"""What can be done with a client."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from studio.domain import clients as rules
from studio.domain import projects as project_rules
from studio.domain import taxes
from studio.domain.gates import cleaned
from studio.domain.names import pick
from studio.errors import Denied, Invalid
from studio.persistence.base import Entity
from studio.persistence.tables.clients import Client
from studio.persistence.tables.projects import Project
from studio.persistence.tables.studio import LegalEntity, Person, Studio
from studio.services.clients.debts import open_money
from studio.services.clients.parts import make_contact
from studio.services.operation import command, load, name_step, scope
from studio.services.studio.rows import put
from studio.text import Message


@command("Add client", right="clients.edit")
def create(
    session: Session, values: Mapping[str, object], contact: Mapping[str, object] | None = None
) -> int:
    """Add a client, perhaps with a contact; what is not given comes from our company for it."""
    clean = cleaned(rules.GATES, values)
    rules.check_names(clean.get("name", ""), clean.get("name_zh", ""))
    clean = {**_proposed(session, clean), **clean}
    if not clean.get("code"):
        names = (clean.get("name", ""), clean.get("name_zh", ""))
        clean["code"] = rules.propose_code(*names, _codes(session))
    client = Client(**clean)
    _check(session, client)
    session.add(client)
    session.flush()
    if contact is not None:
        make_contact(session, client.key, contact)
    name_step(session, Message("Add client {name}", name=called(client)))
    return client.key


def _proposed(session: Session, clean: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values a new client takes from our company: of its country, else the first."""
    companies = session.exec(
        select(LegalEntity)
        .where(col(LegalEntity.archived).is_(False))
        .order_by(col(LegalEntity.id))
    ).all()
    country = clean.get("country", "")
    chosen = clean.get("legal_entity_id")
    company = next(
        (one for one in companies if one.id == chosen),
        next((one for one in companies if one.country == country), next(iter(companies), None)),
    )
    studio = session.exec(select(Studio)).first()
    country = country or (company.country if company else "")
    rules_in_force = scope(session).rules
    return {
        "name": "",
        "currency": company.currency if company else studio.currency if studio else "CNY",
        "language": rules_in_force.document_language(country),
        "page_size": rules_in_force.page_size(country),
        "tax_treatment": taxes.treatment_for(
            company.country, company.vat_status, country, str(clean.get("tax_no", ""))
        )
        if company
        else "standard",
        "country": country,
        "legal_entity_id": company.key if company else None,
        "terms_kind": company.terms_kind if company else "net_n",
        "terms_days": company.terms_days if company else 30,
        "lead_id": scope(session).person_id,
    }


@command("Change client", right="clients.edit")
def change(session: Session, client_id: int, *, version: int, values: Mapping[str, object]) -> int:
    """Change a client's plain fields; return the new version. Issued documents keep the old."""
    client = load(session, Client, client_id, version)
    put(client, cleaned(rules.GATES, values))
    rules.check_names(client.name, client.name_zh)
    _check(session, client)
    name_step(session, Message("Change client {name}", name=called(client)))
    session.flush()
    return client.version


@command("Move client", right="clients.edit")
def move(session: Session, client_id: int, *, version: int, state: str, reason: str = "") -> int:
    """Move a client to another state (SM-1); on hold and blacklisted need a reason."""
    client = load(session, Client, client_id, version)
    rules.STATES.check(client.state, state)
    _check_mover(session, state)
    reason = cleaned({"reason": rules.GATES["next_action"]}, {"reason": reason})["reason"]
    if state in rules.REASON_NEEDED and not reason:
        raise Invalid({"reason": Message("A reason is needed.")})
    if state == "inactive":
        _refuse_open_business(session, client)
    client.state = state
    client.hold_reason = reason if state in rules.REASON_NEEDED else ""
    name_step(
        session,
        Message('Set {name} to "{state}"', name=called(client), state=rules.STATES.label(state)),
    )
    session.flush()
    return client.version


@command("Archive client", right="clients.edit")
def archive(session: Session, client_id: int, *, version: int) -> int:
    """Take a client off the lists; everything made for it stays."""
    client = load(session, Client, client_id, version)
    client.archived = True
    name_step(session, Message("Archive client {name}", name=called(client)))
    session.flush()
    return client.version


@command("Archive clients", right="clients.edit")
def archive_many(session: Session, ids: Sequence[int]) -> int:
    """Take several clients off the lists in one step; return how many."""
    for client_id in ids:
        load(session, Client, client_id).archived = True
    name_step(session, Message("Archive {count} clients", count=len(ids)))
    return len(ids)


@command("Restore client", right="clients.edit")
def restore(session: Session, client_id: int, *, version: int) -> int:
    """Put an archived client back on the lists."""
    client = load(session, Client, client_id, version)
    client.archived = False
    name_step(session, Message("Restore client {name}", name=called(client)))
    session.flush()
    return client.version


def refuse_new(session: Session, client_id: int, noun: str) -> None:
    """Refuse a new brief, proposal or project for a client whose state forbids it (SM-1)."""
    client = load(session, Client, client_id)
    if client.state in rules.CLOSED_FOR[noun]:
        raise Invalid(
            {
                "client_id": Message(
                    '{name} is "{state}": {reason}',
                    name=called(client),
                    state=rules.STATES.label(client.state),
                    reason=client.hold_reason,
                )
            }
        )


def called(client: Client) -> str:
    """Return a client's name for the names of steps."""
    return pick(client.name, client.name_zh, "en")


def _check(session: Session, client: Client) -> None:
    rules.check_tax_no(client.tax_no, client.country)
    _check_refers(session, LegalEntity, client.legal_entity_id, "legal_entity_id")
    _check_refers(session, Person, client.lead_id, "lead_id")
    if client.code:
        other = session.exec(
            select(Client.id).where(Client.code == client.code, Client.id != (client.id or 0))
        ).first()
        if other is not None:
            raise Invalid(
                {"code": Message("Another client has the code {code}.", code=client.code)}
            )


def _check_refers(session: Session, table: type[Entity], key: int | None, field: str) -> None:
    with session.no_autoflush:
        if key is not None and session.get(table, key) is None:
            raise Invalid({field: Message("Choose one of the list.")})


def _check_mover(session: Session, state: str) -> None:
    if not rules.MOVERS[state] & scope(session).roles:
        raise Denied(Message("Only the owner or finance may do this."))


def _refuse_open_business(session: Session, client: Client) -> None:
    """A client becomes inactive when nothing is going on any more."""
    project = session.exec(
        select(Project.number).where(
            Project.client_id == client.key,
            col(Project.state).in_(project_rules.OPEN),
            col(Project.archived).is_(False),
        )
    ).first()
    if project is not None:
        raise Invalid({"state": Message("Project {number} is still open.", number=project)})
    if open_money(session, [client.key]):
        raise Invalid({"state": Message("There are open invoices.")})


def _codes(session: Session) -> set[str]:
    return set(session.scalars(select(Client.code)).all())
