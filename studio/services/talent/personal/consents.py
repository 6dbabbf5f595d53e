"""What people agreed to apart from their contracts, what they took back, and what may go abroad."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from studio.domain import gates
from studio.domain.gates import cleaned
from studio.domain.talent import consents as rules
from studio.errors import Invalid
from studio.persistence.tables.incubation import Incubation
from studio.persistence.tables.personal import PersonalConsent, PersonalData
from studio.persistence.tables.talent import Talent
from studio.services.operation import command, load, name_step, today
from studio.services.studio.rows import copied
from studio.services.talent.naming import called, name_of
from studio.text import Message


@dataclass(frozen=True, slots=True)
class Consent:
    """One yes: to what, when, how, by whom; and since when it is taken back."""

    id: int
    version: int
    purpose: str
    given_on: date
    channel: str
    by: str
    note: str
    withdrawn_on: date | None
    withdrawn_reason: str


def of(session: Session, talent_id: int) -> tuple[Consent, ...]:
    """Return what somebody agreed to, what holds first, inside a running call."""
    found = session.scalars(
        select(PersonalConsent)
        .where(col(PersonalConsent.talent_id) == talent_id)
        .order_by(col(PersonalConsent.given_on).desc(), col(PersonalConsent.id).desc())
    )
    rows = [copied(Consent, row) for row in found]
    return tuple(sorted(rows, key=lambda one: one.withdrawn_on is not None))


def held(consents: tuple[Consent, ...], on: date) -> frozenset[str]:
    """Return the purposes somebody agrees to on a day."""
    return frozenset(
        one.purpose
        for one in consents
        if rules.Given(one.purpose, one.given_on, one.withdrawn_on).holds(on)
    )


@command("Note a consent", right="talent.private")
def agree(session: Session, talent_id: int, values: Mapping[str, object]) -> int:
    """Note that somebody agreed to one use of their data; return its id."""
    clean = cleaned(rules.GATES, {"purpose": "", "given_on": today(session), **values})
    rules.check(clean["purpose"], clean["given_on"], clean.get("by", ""), today(session))
    row = PersonalConsent(talent_id=talent_id, **clean)
    if clean["purpose"] == "contact":
        _let_contact(session, talent_id, objected=False)
    session.add(row)
    name_step(session, Message("Consent of {name}", name=name_of(session, talent_id)))
    session.flush()
    return row.key


@command("Withdraw a consent", right="talent.private")
def withdraw(
    session: Session,
    consent_id: int,
    *,
    version: int,
    on: date | None = None,
    reason: str = "",
) -> int:
    """Note that somebody took a consent back; the row stays as the proof. Returns the version."""
    row = load(session, PersonalConsent, consent_id, version)
    day = on or today(session)
    if row.withdrawn_on is not None:
        raise Invalid({"on": Message("This consent was taken back already.")})
    if day < row.given_on or day > today(session):
        raise Invalid({"on": Message("It lies between the day of the consent and today.")})
    row.withdrawn_on, row.withdrawn_reason = day, gates.words(300)(reason)
    if row.purpose == "contact":
        _let_contact(session, row.talent_id, objected=True)
    name_step(
        session, Message("Consent of {name} taken back", name=name_of(session, row.talent_id))
    )
    session.flush()
    return row.version


def _let_contact(session: Session, talent_id: int, *, objected: bool) -> None:
    """Set the flag that stops the board from contacting somebody."""
    way = session.scalars(select(Incubation).where(col(Incubation.talent_id) == talent_id)).first()
    if way is not None:
        way.objected = objected


@command("Say on what ground data go abroad", right="talent.private")
def choose_ground(session: Session, talent_id: int, ground: str, *, version: int = 0) -> int:
    """Say on what ground somebody's data may leave their country; "" for none."""
    person = load(session, Talent, talent_id)
    clean = cleaned({"ground": gates.choice(rules.GROUNDS)}, {"ground": ground})["ground"]
    if clean == "consent" and "abroad" not in held(of(session, talent_id), today(session)):
        raise Invalid({"ground": Message("Note first that they agreed to it.")})
    row = session.scalars(
        select(PersonalData).where(col(PersonalData.talent_id) == talent_id)
    ).first()
    if row is not None:
        row = load(session, PersonalData, row.key, version or None)
    row = row or PersonalData(talent_id=talent_id)
    row.abroad = clean
    session.add(row)
    name_step(session, Message("Data of {name} abroad", name=called(person)))
    session.flush()
    return row.version


def may_leave(session: Session, person: Talent) -> bool:
    """Say whether somebody's data may go abroad today."""
    ground = session.execute(
        select(col(PersonalData.abroad)).where(col(PersonalData.talent_id) == person.key)
    ).scalar()
    agreed = held(of(session, person.key), today(session))
    return rules.may_leave(person.country, ground or "", agreed)
