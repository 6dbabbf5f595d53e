"""Who a document is from and to, as it prints; and words that every document shares."""

from decimal import Decimal

from sqlmodel import Session

from studio.documents.language import NOTHING, Bilingual, same
from studio.documents.parties import Brand, Identifier, IdentifierKind, Party
from studio.documents.rows import Treatment
from studio.domain.dates import Terms, terms_label
from studio.domain.proposals import UNITS
from studio.persistence.tables.clients import Client, Contact
from studio.persistence.tables.studio import LegalEntity, Person, Studio
from studio.services.operation import scope
from studio.services.words import chinese
from studio.text import Message

COUNTRIES = {"CN": IdentifierKind.USCC, "US": IdentifierKind.EIN}
"""What a tax number is called; VAT number where nothing is said."""


def both(english: str, chinese_text: str) -> Bilingual:
    """Return a text of a record in both languages; one stands in for the other."""
    return Bilingual(english or chinese_text, chinese_text or english)


def terms_text(kind: str, days: int) -> Bilingual:
    """Return payment terms in both languages."""
    return said(terms_label(Terms(kind, days)))


def image(session: Session, sha256: str) -> bytes:
    """Return the bytes of a logo or stamp; nothing where there is none."""
    return scope(session).files.get(session, sha256) if sha256 else b""


def brand(session: Session, studio: Studio, entity: LegalEntity) -> Brand:
    """Return the face of the studio; a company's own logo wins over the studio's."""
    return Brand(
        both(studio.name, studio.name_zh),
        both(studio.tagline, studio.tagline_zh),
        studio.accent,
        image(session, entity.logo or studio.logo),
    )


def _address(english: str, chinese_text: str) -> tuple[Bilingual, ...]:
    if not chinese_text.strip():
        return tuple(same(line) for line in english.splitlines())
    return (Bilingual(", ".join(english.splitlines()), chinese_text.replace("\n", " ")),)


def _identifiers(country: str, tax_no: str, reg_no: str = "") -> tuple[Identifier, ...]:
    found = []
    if tax_no:
        found.append(Identifier(COUNTRIES.get(country, IdentifierKind.VAT), same(tax_no)))
    if reg_no:
        found.append(Identifier(IdentifierKind.COMPANY, same(reg_no)))
    return tuple(found)


def issuer(entity: LegalEntity) -> Party:
    """Return our company as it prints."""
    return Party(
        name=Bilingual(entity.legal_name, entity.legal_name_zh or entity.legal_name),
        address=_address(entity.address, entity.address_zh),
        identifiers=_identifiers(entity.country, entity.tax_no, entity.reg_no),
        contact=same(entity.email) if entity.email else NOTHING,
    )


def recipient(session: Session, client: Client, contact_id: int | None) -> Party:
    """Return the client as it prints, for the attention of a contact where one is named."""
    contact = session.get(Contact, contact_id) if contact_id else None
    return Party(
        name=both(client.legal_name or client.name, client.legal_name_zh),
        attention=both(contact.name, contact.name_zh) if contact else NOTHING,
        address=_address(client.address, client.address_zh),
        identifiers=_identifiers(client.country, client.tax_no),
    )


def unit_text(unit: str) -> Bilingual:
    """Return a unit in both languages; an unknown one is printed as typed."""
    label = UNITS.get(unit)
    return said(label) if label else same(unit)


def said(message: Message) -> Bilingual:
    """Return a message of the rules in both languages."""
    return Bilingual(str(message), chinese(message))


def footer(entity: LegalEntity) -> Bilingual:
    """Return the line at the foot of every page: our company and its tax number."""
    english = ", ".join(part for part in (entity.legal_name, entity.tax_no) if part)
    han = "，".join(
        part for part in (entity.legal_name_zh or entity.legal_name, entity.tax_no) if part
    )
    return Bilingual(english, han)


def treatment(code: str) -> Treatment:
    """Return how a tax line is treated."""
    return Treatment(code) if code in set(Treatment) else Treatment.STANDARD


def tax_name(name: str, name_zh: str, rate: Decimal, treated: str = "standard") -> Bilingual:
    """Return a tax's name without its rate: the document prints the rate itself."""
    if not name or treated not in ("standard", "zero"):
        return Bilingual("VAT", "增值税")
    percent = f"{(rate * 100).normalize():f}"
    english = name.replace(f"{percent} %", "").replace(f"{percent}%", "").strip(" ,")
    han = (name_zh or "增值税").replace(f"{percent}%", "").strip(" ，")
    return Bilingual(english or "VAT", han or "增值税")


def person_name(session: Session, person_id: int | None) -> Bilingual:
    """Return the name of somebody who works here."""
    row = session.get(Person, person_id) if person_id else None
    return both(row.name, row.name_zh) if row else NOTHING
