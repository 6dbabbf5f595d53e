"""What the studio's settings hold, asked for by pages and by other services."""

from sqlmodel import Session, col, select

from studio.errors import Missing
from studio.persistence.tables.studio import BankAccount, LegalEntity, Person, Studio, TaxRate
from studio.services.operation import query, scope, today
from studio.services.studio.rows import (
    AccountRow,
    Company,
    CompanyRow,
    Face,
    Issuer,
    PersonRow,
    Profile,
    RuleSetRow,
    TaxRateRow,
    copied,
)
from studio.text import Message


def the_studio(session: Session) -> Studio:
    """Return the one row of settings; raise Missing before the set-up."""
    row = session.exec(select(Studio).order_by(col(Studio.id))).first()
    if row is None:
        raise Missing(Message("This studio is not set up yet."))
    return row


@query
def face(session: Session, person_id: int | None = None) -> Face:
    """Return what the window shows of the studio and of the person at this machine.

    The person asked for where they work here, else the first owner, else nobody.
    """
    studio = session.exec(select(Studio).order_by(col(Studio.id))).first()
    person = _somebody(session, person_id)
    return Face(
        person_id=person.key if person else None,
        name=studio.name if studio else "",
        name_zh=studio.name_zh if studio else "",
        person=person.name if person else "",
        person_zh=person.name_zh if person else "",
        roles=tuple(person.roles) if person else (),
        pinned_today=studio.pinned_today if studio else None,
        demo=studio.demo if studio else False,
        set_up=studio is not None,
    )


def _somebody(session: Session, person_id: int | None) -> Person | None:
    working = session.exec(
        select(Person).where(col(Person.archived).is_(False)).order_by(col(Person.id))
    ).all()
    asked = next((person for person in working if person.id == person_id), None)
    owner = next((person for person in working if "OWN" in person.roles), None)
    return asked or owner or next(iter(working), None)


def profile_of(session: Session) -> Profile:
    """Return the studio-wide settings inside a running transaction."""
    return copied(Profile, the_studio(session))


@query
def profile(session: Session) -> Profile:
    """Return the studio-wide settings."""
    return profile_of(session)


@query
def people(session: Session, *, archived: bool = False) -> list[PersonRow]:
    """Return who works here, in the order they came; those who left only when asked for."""
    found = select(Person).order_by(col(Person.archived), col(Person.id))
    if not archived:
        found = found.where(col(Person.archived).is_(False))
    return [copied(PersonRow, person) for person in session.exec(found).all()]


@query
def companies(session: Session, *, archived: bool = False) -> list[CompanyRow]:
    """Return the studio's companies in the order they were entered."""
    found = select(LegalEntity).order_by(col(LegalEntity.archived), col(LegalEntity.id))
    if not archived:
        found = found.where(col(LegalEntity.archived).is_(False))
    return [copied(CompanyRow, company) for company in session.exec(found).all()]


def company_of(session: Session, company_id: int, *, archived: bool = False) -> Company:
    """Return a company whole, with its rates and accounts, inside a running transaction."""
    row = session.get(LegalEntity, company_id)
    if row is None:
        raise Missing(Message("This company is not there any more."))
    rates = select(TaxRate).where(TaxRate.legal_entity_id == company_id)
    accounts = select(BankAccount).where(BankAccount.legal_entity_id == company_id)
    if not archived:
        rates = rates.where(col(TaxRate.archived).is_(False))
        accounts = accounts.where(col(BankAccount.archived).is_(False))
    return copied(
        Company,
        row,
        rates=tuple(
            copied(TaxRateRow, rate)
            for rate in session.exec(rates.order_by(col(TaxRate.archived), col(TaxRate.id))).all()
        ),
        accounts=tuple(
            copied(AccountRow, account)
            for account in session.exec(
                accounts.order_by(col(BankAccount.archived), col(BankAccount.id))
            ).all()
        ),
    )


@query
def company(session: Session, company_id: int, *, archived: bool = False) -> Company:
    """Return a company whole; its archived rates and accounts only when asked for."""
    return company_of(session, company_id, archived=archived)


def issuer(session: Session, company_id: int) -> Issuer:
    """Return who sends a document, as other services freeze it with the document."""
    return Issuer(company_of(session, company_id), profile_of(session))


@query
def rule_sets(session: Session) -> list[RuleSetRow]:
    """Return the dated rule sets in force, with when each was last checked."""
    now = today(session)
    return [
        RuleSetRow(
            id=one.id,
            kind=one.kind,
            jurisdiction=one.jurisdiction,
            name=one.name,
            name_zh=one.name_zh,
            effective_from=one.effective_from,
            effective_to=one.effective_to,
            source=one.source,
            checked_on=one.checked_on,
            confidence=one.confidence,
            stale=one.stale(now),
        )
        for one in scope(session).rules.sets
    ]


@query
def image(session: Session, sha256: str) -> bytes:
    """Return the bytes of a logo or stamp."""
    return scope(session).files.get(session, sha256)
