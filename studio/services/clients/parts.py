"""What can be done with a client's contacts and brands."""

from collections.abc import Mapping

from sqlalchemy import func
from sqlmodel import Session, col, select

from studio.domain import clients as rules
from studio.domain.gates import cleaned
from studio.domain.names import pick
from studio.persistence.tables.briefs import Brief
from studio.persistence.tables.clients import Brand, Client, Contact
from studio.persistence.tables.invoices import Invoice
from studio.persistence.tables.projects import Project
from studio.persistence.tables.proposals import Proposal
from studio.services.operation import command, load, name_step
from studio.services.studio.rows import put
from studio.text import Message


@command("Add contact", right="clients.edit")
def add_contact(session: Session, client_id: int, values: Mapping[str, object]) -> int:
    """Add a contact; the first one is whom documents are addressed to."""
    client = load(session, Client, client_id)
    contact = make_contact(session, client.key, values)
    name_step(session, Message("Add contact {name}", name=_name(contact)))
    return contact.key


def make_contact(session: Session, client_id: int, values: Mapping[str, object]) -> Contact:
    """Add a contact inside a running command."""
    clean = cleaned(rules.CONTACT_GATES, values)
    rules.check_names(clean.get("name", ""), clean.get("name_zh", ""))
    contact = Contact(client_id=client_id, **{"name": "", **clean})
    others = _contacts(session, client_id)
    contact.standard = contact.standard or not others
    if contact.standard:
        _clear_standard(others)
    session.add(contact)
    session.flush()
    return contact


@command("Change contact", right="clients.edit")
def change_contact(
    session: Session, contact_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change a contact; return the new version."""
    contact = load(session, Contact, contact_id, version)
    put(contact, cleaned(rules.CONTACT_GATES, values))
    rules.check_names(contact.name, contact.name_zh)
    if contact.standard:
        _clear_standard(
            [other for other in _contacts(session, contact.client_id) if other.id != contact_id]
        )
    name_step(session, Message("Change contact {name}", name=_name(contact)))
    session.flush()
    return contact.version


@command("Remove contact", right="clients.edit")
def remove_contact(session: Session, contact_id: int, *, version: int) -> None:
    """Take a contact off; one that records name is kept, archived."""
    contact = load(session, Contact, contact_id, version)
    name_step(session, Message("Remove contact {name}", name=_name(contact)))
    others = [one for one in _contacts(session, contact.client_id) if one.id != contact_id]
    if contact.standard and others:
        others[0].standard = True
    if any(
        session.scalar(
            select(func.count()).select_from(table).where(table.contact_id == contact_id)
        )
        for table in (Brief, Proposal, Project, Invoice)
    ):
        contact.archived, contact.standard = True, False
    else:
        session.delete(contact)
    session.flush()


@command("Restore contact", right="clients.edit")
def restore_contact(session: Session, contact_id: int, *, version: int) -> int:
    """Put an archived contact back."""
    contact = load(session, Contact, contact_id, version)
    contact.archived = False
    name_step(session, Message("Restore contact {name}", name=_name(contact)))
    session.flush()
    return contact.version


@command("Add brand", right="clients.edit")
def add_brand(session: Session, client_id: int, values: Mapping[str, object]) -> int:
    """Add a brand to a client."""
    client = load(session, Client, client_id)
    clean = cleaned(rules.BRAND_GATES, values)
    rules.check_names(clean.get("name", ""), clean.get("name_zh", ""))
    brand = Brand(client_id=client.key, **{"name": "", **clean})
    session.add(brand)
    session.flush()
    name_step(session, Message("Add brand {name}", name=_name(brand)))
    return brand.key


@command("Change brand", right="clients.edit")
def change_brand(
    session: Session, brand_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change a brand; return the new version."""
    brand = load(session, Brand, brand_id, version)
    put(brand, cleaned(rules.BRAND_GATES, values))
    rules.check_names(brand.name, brand.name_zh)
    name_step(session, Message("Change brand {name}", name=_name(brand)))
    session.flush()
    return brand.version


@command("Remove brand", right="clients.edit")
def remove_brand(session: Session, brand_id: int, *, version: int) -> None:
    """Take a brand off; one that a brief names is kept, archived."""
    brand = load(session, Brand, brand_id, version)
    name_step(session, Message("Remove brand {name}", name=_name(brand)))
    used = select(func.count()).select_from(Brief).where(Brief.brand_id == brand_id)
    if session.scalar(used):
        brand.archived = True
    else:
        session.delete(brand)
    session.flush()


@command("Restore brand", right="clients.edit")
def restore_brand(session: Session, brand_id: int, *, version: int) -> int:
    """Put an archived brand back."""
    brand = load(session, Brand, brand_id, version)
    brand.archived = False
    name_step(session, Message("Restore brand {name}", name=_name(brand)))
    session.flush()
    return brand.version


def _contacts(session: Session, client_id: int) -> list[Contact]:
    return list(
        session.exec(
            select(Contact)
            .where(Contact.client_id == client_id, col(Contact.archived).is_(False))
            .order_by(col(Contact.id))
        ).all()
    )


def _clear_standard(contacts: list[Contact]) -> None:
    for contact in contacts:
        contact.standard = False


def _name(part: Contact | Brand) -> str:
    return pick(part.name, part.name_zh, "en")
