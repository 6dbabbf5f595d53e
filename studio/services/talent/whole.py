"""One person or character whole: accounts, rates, profiles, agencies, exclusivities, pieces."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from studio.domain.money import Money
from studio.domain.talent import growth, profiles, tiers
from studio.errors import Missing
from studio.persistence.tables.accounts import (
    AgencyLink,
    CrewProfile,
    SocialAccount,
    VirtualProfile,
)
from studio.persistence.tables.bookings import Exclusivity
from studio.persistence.tables.clients import Brand, Client
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.incubation import Incubation
from studio.persistence.tables.projects import Project
from studio.persistence.tables.talent import Talent as TalentTable
from studio.services.matching import columns
from studio.services.operation import load, query, today
from studio.services.studio.rows import copied
from studio.services.talent import rates, readings
from studio.services.talent.rows import (
    Account,
    Agency,
    Crew,
    Piece,
    Talent,
    Virtual,
    Window,
)
from studio.text import Message

MONTH = 30


@query
def one(session: Session, talent_id: int, pieces: int = 8) -> Talent:
    """Return a person or character whole, with the newest pieces."""
    row = session.get(TalentTable, talent_id)
    if row is None:
        raise Missing(Message("This person is not there any more."))
    accounts = _accounts(session, talent_id)
    read = [account for account in accounts if account.reading and account.state != "closed"]
    biggest = max(read, key=lambda account: account.reading.followers, default=None)  # type: ignore[union-attr]
    reading = biggest.reading if biggest else None
    stands = session.execute(
        select(*columns(Incubation, "state", "objected")).where(
            col(Incubation.talent_id) == talent_id
        )
    ).first()
    return copied(
        Talent,
        row,
        pieces=_pieces(session, talent_id, pieces),
        tier=biggest.tier if biggest else "",
        followers=reading.followers if reading else None,
        as_of=reading.as_of if reading else None,
        accounts=accounts,
        cards=rates.cards_of(session, talent_id),
        virtual=_virtual(session, talent_id),
        crew=_crew(session, talent_id),
        agencies=_agencies(session, talent_id),
        windows=_windows(session, talent_id),
        incubation=stands[0] if stands else "",
        objected=bool(stands and stands[1]),
    )


@query
def account(session: Session, account_id: int) -> Account:
    """Return one account with its newest reading, growth, tier and hints."""
    row = load(session, SocialAccount, account_id)
    return _made(session, [row])[0]


def _accounts(session: Session, talent_id: int) -> tuple[Account, ...]:
    found = session.scalars(
        select(SocialAccount)
        .where(col(SocialAccount.talent_id) == talent_id)
        .order_by(col(SocialAccount.position), col(SocialAccount.id))
    ).all()
    made = _made(session, found)
    return tuple(sorted(made, key=lambda one: -(one.reading.followers if one.reading else -1)))


def _made(session: Session, found: Sequence[SocialAccount]) -> list[Account]:
    on = today(session)
    keys = [row.key for row in found]
    bands = readings.bands(session)
    newest = readings.rows_of(session, keys)
    courses = readings.series(session, keys, readings.since(on))
    audiences = readings.audience(session, keys)
    made = []
    for row in found:
        reading = newest.get(row.key)
        seen = courses.get(row.key, [])
        shown = audiences.get(row.key)
        quality, odd = readings.assess(session, row, reading, seen, shown)
        tier = tiers.tier_of(reading.followers, bands) if reading else ""
        made.append(
            copied(
                Account,
                row,
                tier=tier,
                tier_from=tiers.range_of(tier, bands)[0],
                reading=reading,
                growth=growth.grown(seen, MONTH, on),
                line=growth.line(seen, readings.since(on), on, 32),
                jumps=odd,
                quality=quality,
                audience=shown,
            )
        )
    return made


def _virtual(session: Session, talent_id: int) -> Virtual | None:
    row = _single(session, VirtualProfile, talent_id)
    return None if row is None else copied(Virtual, row)


def _crew(session: Session, talent_id: int) -> Crew | None:
    row = _single(session, CrewProfile, talent_id)
    if row is None:
        return None
    rate = Money(row.day_rate, row.currency) if row.currency and row.day_rate else None
    return copied(Crew, row, day_rate=rate)


def _single(session: Session, table: Any, talent_id: int) -> Any:
    return session.scalars(select(table).where(col(table.talent_id) == talent_id)).first()


def _agencies(session: Session, talent_id: int) -> tuple[Agency, ...]:
    on = today(session)
    found = session.scalars(
        select(AgencyLink)
        .where(col(AgencyLink.talent_id) == talent_id)
        .order_by(col(AgencyLink.first_on).desc())
    )
    return tuple(
        copied(Agency, row, active=profiles.holds(row.first_on, row.last_on, on)) for row in found
    )


def _windows(session: Session, talent_id: int) -> tuple[Window, ...]:
    lists = ("competitors", "territories", "platforms")
    rows = session.execute(
        select(
            *columns(Exclusivity, "id", "state", "category", "first_on", "last_on"),
            *columns(Client, "name", "name_zh"),
            *columns(Brand, "name", "name_zh"),
            *columns(Exclusivity, *lists),
        )
        .select_from(Exclusivity)
        .outerjoin(Client, col(Client.id) == col(Exclusivity.client_id))
        .outerjoin(Brand, col(Brand.id) == col(Exclusivity.brand_id))
        .where(
            col(Exclusivity.talent_id) == talent_id,
            col(Exclusivity.state) != "ended",
            col(Exclusivity.last_on) >= today(session),
        )
        .order_by(col(Exclusivity.first_on), col(Exclusivity.id))
    )
    return tuple(
        Window(*row[:5], *(name or "" for name in row[5:9]), *(tuple(held) for held in row[9:]))
        for row in rows
    )


def _pieces(session: Session, talent_id: int, limit: int) -> tuple[Piece, ...]:
    found = session.execute(
        select(
            *columns(Deliverable, "id", "number", "title", "title_zh", "state"),
            *columns(Project, "id", "name", "name_zh", "hue"),
        )
        .join(Project, col(Project.id) == col(Deliverable.project_id))
        .where(col(Deliverable.talent_id) == talent_id, col(Deliverable.archived).is_(False))
        .order_by(col(Deliverable.publish_on).desc(), col(Deliverable.id).desc())
        .limit(limit)
    ).all()
    return tuple(Piece(*one) for one in found)
