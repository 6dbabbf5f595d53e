"""What is kept of one person under seal, masked: consents, terms, looks, what is missing."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session, col

from studio.domain.talent import consents as consent_rules
from studio.domain.talent import personal as rules
from studio.persistence.tables.incubation import Incubation
from studio.persistence.tables.personal import Reveal
from studio.persistence.tables.studio import LegalEntity
from studio.persistence.tables.talent import Talent
from studio.services.operation import load, query, scope, today
from studio.services.talent.personal import consents, keys, looks, retention, sealed
from studio.services.talent.personal.consents import Consent
from studio.services.talent.personal.looks import Seen
from studio.services.talent.personal.retention import Kept
from studio.services.talent.rows import Masked


@dataclass(frozen=True, slots=True)
class Papers:
    """What is kept of a person under seal, masked; `state` is none, locked, away or open."""

    state: str
    version: int
    """Of the sealed row; 0 where nothing is kept."""
    fields: tuple[Masked, ...]
    consents: tuple[Consent, ...]
    missing: tuple[str, ...]
    """Purposes that have data and no consent of their own."""
    abroad: str
    """On what ground the data may leave the country."""
    guarded: bool
    """They live in China, and the studio also has a company abroad."""
    objected: bool
    """They do not want to be contacted."""
    age: int | None
    """Worked out from the birth date while the data are open."""
    seen: tuple[Seen, ...]
    terms: tuple[Kept, ...]
    store: bool
    """Whether this machine has a key store, so that no passphrase is needed."""
    passphrase: bool
    """Whether a passphrase opens the data on another machine."""


@query
def papers(session: Session, talent_id: int) -> Papers:
    """Return what is kept of a person, masked, with who looked and until when it is kept."""
    keys.demand_right(session)
    person = load(session, Talent, talent_id)
    row, studio, state = (
        sealed.row_of(session, talent_id),
        keys.studio_key(session),
        keys.state(session),
    )
    clear = sealed.values(session, talent_id) if state == "open" else {}
    fields = tuple(
        Masked(
            kept.code,
            rules.mask(clear.get(kept.code, ""), tail=kept.tail)
            if state == "open"
            else rules.MASK * bool(row and getattr(row, kept.code)),
        )
        for kept in rules.FIELDS.values()
    )
    given, age = (
        consents.of(session, talent_id),
        rules.age(clear.get("birth_date", ""), today(session)),
    )
    objected = select(Incubation).where(
        col(Incubation.talent_id) == talent_id, col(Incubation.objected).is_(True)
    )
    return Papers(
        state=state,
        version=row.version if row else 0,
        fields=fields,
        consents=given,
        missing=_missing(session, fields, given, age),
        abroad=row.abroad if row else "",
        guarded=person.country == consent_rules.GUARDED and _abroad(session),
        objected=session.execute(objected).first() is not None,
        age=age,
        seen=tuple(looks.read(session, col(Reveal.talent_id) == talent_id)),
        terms=retention.of(session, talent_id),
        store=scope(session).vault.store.usable,
        passphrase=bool(studio and studio.wrapped),
    )


def _missing(
    session: Session, fields: tuple[Masked, ...], given: tuple[Consent, ...], age: int | None
) -> tuple[str, ...]:
    kept = {rules.FIELDS[one.code].consent: True for one in fields if one.masked}
    kept["minor"] = age is not None and age < rules.ADULT
    return consent_rules.missing(kept, consents.held(given, today(session)))


def _abroad(session: Session) -> bool:
    """Say whether the studio has a company outside China, so that data may come there."""
    asked = select(func.count()).where(
        col(LegalEntity.country) != consent_rules.GUARDED, col(LegalEntity.archived).is_(False)
    )
    return bool(session.execute(asked).scalar())
