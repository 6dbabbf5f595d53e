"""The course of time: the readings of an account, and what somebody asked for each thing sold."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import select
from sqlmodel import Session, col

from studio.domain.money import Money
from studio.domain.talent import growth
from studio.domain.talent import rates as rules
from studio.domain.talent.growth import Jump, Reading
from studio.persistence.tables.accounts import FollowerSnapshot, RateCard, RateItem
from studio.services.matching import columns
from studio.services.operation import load, query, today
from studio.services.studio.rows import copied
from studio.services.talent import readings
from studio.services.talent.rows import ReadingRow


@dataclass(frozen=True, slots=True)
class CourseRow(ReadingRow):
    """A reading among the others of its account."""

    change: int | None = None
    """Followers won or lost since the reading before; None for the first one."""
    days: int = 0
    """Days since the reading before."""
    jump: Jump | None = None
    """The rise that stands out (F3); it is explained by the reading's note."""


@dataclass(frozen=True, slots=True)
class Step:
    """One price in the course of time."""

    card_id: int
    first_on: date
    last_on: date | None
    price: Money
    state: str


@dataclass(frozen=True, slots=True)
class PriceLine:
    """How the price of one thing sold changed, the oldest step first; all in one currency."""

    platform: str
    format: str
    title: str
    title_zh: str
    unit: str
    currency: str
    steps: tuple[Step, ...]


@query
def course(session: Session, account_id: int, limit: int = 400) -> list[CourseRow]:
    """Return the readings of an account, the newest first, with what changed and what stands out.

    Jumps are looked for among the readings returned and the one before them.
    """
    found = session.scalars(
        select(FollowerSnapshot)
        .where(col(FollowerSnapshot.account_id) == account_id)
        .order_by(col(FollowerSnapshot.as_of).desc())
        .limit(limit + 1)
    ).all()
    points = [Reading(row.as_of, row.followers, row.note) for row in reversed(found)]
    odd = growth.jumps(points, **readings.jump_limits(today(session)))
    jumps = {jump.end.day: jump for jump in odd}
    before = {row.key: older for row, older in pairwise(found)}
    made = []
    for row in found[:limit]:
        older = before.get(row.key)
        change = row.followers - older.followers if older else None
        days = (row.as_of - older.as_of).days if older else 0
        jump = jumps.get(row.as_of)
        made.append(copied(CourseRow, row, change=change, days=days, jump=jump))
    return made


@query
def prices(session: Session, talent_id: int) -> list[PriceLine]:
    """Return what somebody asked for each thing sold over time, currency by currency.

    Things are in the order of the newest card; a thing asked by quantity has its smallest one.
    """
    return list(_lines(session, talent_id).values())


@query
def history(session: Session, item_id: int) -> list[Step]:
    """Return how the price of the same thing changed in its currency, the oldest first."""
    item = load(session, RateItem, item_id)
    currency = load(session, RateCard, item.card_id).currency
    sold = rules.sold(item.platform, item.format, item.title, item.title_zh, item.unit)
    return list(_lines(session, item.talent_id)[(currency, *sold)].steps)


def _lines(session: Session, talent_id: int) -> dict[tuple[str, ...], PriceLine]:
    rows = session.execute(
        select(
            *columns(RateItem, "platform", "format", "title", "title_zh", "unit"),
            *columns(RateCard, "currency", "id", "first_on", "last_on"),
            *columns(RateItem, "price", "state"),
        )
        .join(RateCard, col(RateCard.id) == col(RateItem.card_id))
        .where(col(RateItem.talent_id) == talent_id)
        .order_by(
            col(RateCard.currency),
            col(RateCard.first_on).desc(),
            col(RateItem.min_quantity),
            col(RateItem.position),
            col(RateItem.id),
        )
    ).all()
    named: dict[tuple[str, ...], list[str]] = {}
    steps: dict[tuple[str, ...], list[Step]] = defaultdict(list)
    for *sold, currency, card, first, last, price, state in rows:
        key = (currency, *rules.sold(*sold))
        named.setdefault(key, sold)
        if not any(step.card_id == card for step in steps[key]):
            steps[key].append(Step(card, first, last, Money(price, currency), state))
    found = {}
    for key, (platform, form, title, title_zh, unit) in named.items():
        ordered = tuple(reversed(steps[key]))
        found[key] = PriceLine(platform, form, title, title_zh, unit, key[0], ordered)
    return found
