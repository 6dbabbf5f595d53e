"""Keeps the ranks of holds: who came first, and who moves up."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from studio.domain import bookings as rules
from studio.persistence.base import Entity
from studio.persistence.tables.bookings import Booking, Resource
from studio.persistence.tables.studio import Person
from studio.persistence.tables.talent import Talent
from studio.services.bookings import checking, reading, zones
from studio.services.bookings.rows import Ref
from studio.services.operation import now

TABLES: dict[str, type[Entity]] = {"talent": Talent, "person": Person, "resource": Resource}


def hold_still(session: Session, ref: Ref) -> Entity | None:
    """Lock whoever is booked until the end of the transaction, so that two cannot race for them.

    On SQLite there is one writer at a time anyhow.
    """
    return session.get(TABLES[ref[0]], ref[1], with_for_update=True)


def rerank(session: Session, ref: Ref, first: datetime, last: datetime) -> None:
    """Give every hold of somebody that meets a span its rank anew, first come first."""
    session.flush()
    moment = now(session)
    near = reading.entries(session, ref, first, last, moment)
    if not near:
        return
    wide = reading.entries(
        session,
        ref,
        zones.moment(min(one.first for one in near)),
        zones.moment(max(one.last for one in near)),
        moment,
    )
    firm = [one for one in wide if one.state in rules.FIRM]
    holds = [one for one in wide if one.state in rules.HELD]
    ranks = rules.ranked(firm, holds, checking.capacity(session, ref))
    met = {one.id for one in near}
    for key, rank in ranks.items():
        row = session.get_one(Booking, key)
        if key in met and row.hold_rank != rank:
            row.hold_rank = rank
    session.flush()


def free_challenged(session: Session, challenger: Booking) -> None:
    """Let a hold that somebody challenged be an ordinary hold again."""
    asked = select(Booking).where(col(Booking.challenged_by) == challenger.key)
    for row in session.scalars(asked):
        row.challenged_by = None
        if row.state == "challenged":
            row.state = "hold"
