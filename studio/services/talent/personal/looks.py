"""Who looked at personal data, exported, dropped or erased them, and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, true
from sqlmodel import Session, col

from studio.persistence.tables.personal import Reveal
from studio.persistence.tables.studio import Person
from studio.persistence.tables.talent import Talent
from studio.services.matching import columns
from studio.services.operation import now, query, scope
from studio.services.talent.personal.keys import demand_right
from studio.text import Named

LISTED = 100


@dataclass(frozen=True, slots=True)
class Seen:
    """One look at a masked value, or one export, drop or erasure; `at` is in UTC."""

    at: datetime
    person: Named
    """Who it was."""
    talent_id: int
    talent: Named
    """Whose data."""
    what: str
    """The field, "export", "drop" or "erase"."""
    reason: str
    abroad: bool
    """Whether a copy went out of the person's country."""


def log(session: Session, talent_id: int, what: str, reason: str, *, abroad: bool = False) -> None:
    """Note inside a running command who looked at what, and why."""
    session.add(
        Reveal(
            talent_id=talent_id,
            person_id=scope(session).person_id,
            at=now(session),
            what=what,
            reason=reason.strip()[:300],
            abroad=abroad,
        )
    )
    session.flush()


@query
def who_looked(session: Session, *, abroad: bool = False, limit: int = 500) -> list[Seen]:
    """Return who looked at whose data, the newest first; only what went abroad where asked."""
    demand_right(session)
    return read(session, col(Reveal.abroad).is_(True) if abroad else true(), limit)


def read(session: Session, condition: Any, limit: int = LISTED) -> list[Seen]:
    """Return looks, the newest first, inside a running call."""
    rows = session.execute(
        select(*columns(Reveal, "at"), *columns(Person, "name", "name_zh"),
               *columns(Reveal, "talent_id"), *columns(Talent, "name", "name_zh"),
               *columns(Reveal, "what", "reason", "abroad"))
        .join(Talent, col(Talent.id) == col(Reveal.talent_id))
        .outerjoin(Person, col(Person.id) == col(Reveal.person_id))
        .where(condition)
        .order_by(col(Reveal.id).desc())
        .limit(limit)
    )  # fmt: skip
    return [
        Seen(at, Named(name or "", zh or ""), key, Named(whose, whose_zh), what, why, away)
        for at, name, zh, key, whose, whose_zh, what, why, away in rows
    ]
