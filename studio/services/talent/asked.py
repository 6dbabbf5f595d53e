"""What people ask today, for lists to sort and narrow by: two currencies are never compared."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_, select
from sqlmodel import col

from studio.domain.money import Money
from studio.persistence.tables.accounts import CrewProfile, RateCard, RateItem
from studio.persistence.tables.talent import Talent
from studio.services.matching import columns
from studio.services.talent.rows import TalentFilter


def currency(filter: TalentFilter, on: date) -> ColumnElement[Any]:
    """Return the currency somebody is listed by: the one filtered, else their cards' first."""
    own = _cards(filter, on).with_only_columns(func.min(col(RateCard.currency)))
    crew = _crew(filter).with_only_columns(col(CrewProfile.currency))
    return func.coalesce(own.scalar_subquery(), crew.scalar_subquery(), "")


def lowest(filter: TalentFilter, on: date) -> ColumnElement[Any]:
    """Return the lowest price asked in that currency, in minor units; crew's is for a day."""
    first = _cards(filter, on).with_only_columns(func.min(col(RateCard.currency)))
    cheapest = (
        _cards(filter, on)
        .where(col(RateCard.currency) == first.scalar_subquery())
        .with_only_columns(func.min(col(RateItem.price)))
    )
    crew = _crew(filter).with_only_columns(col(CrewProfile.day_rate))
    return func.coalesce(cheapest.scalar_subquery(), crew.scalar_subquery())


def _cards(filter: TalentFilter, on: date) -> Select[Any]:
    found = (
        select(col(RateItem.id))
        .join(RateCard, col(RateCard.id) == col(RateItem.card_id))
        .where(
            col(RateItem.talent_id) == col(Talent.id),
            col(RateCard.first_on) <= on,
            or_(col(RateCard.last_on).is_(None), col(RateCard.last_on) >= on),
        )
        .correlate(Talent)
    )
    if filter.currency:
        found = found.where(col(RateCard.currency) == filter.currency)
    if filter.format:
        found = found.where(col(RateItem.format) == filter.format)
    return found


def _crew(filter: TalentFilter) -> Select[Any]:
    """Select the day rate of crew, which no format is asked of."""
    found = (
        select(col(CrewProfile.id))
        .where(col(CrewProfile.talent_id) == col(Talent.id), col(CrewProfile.day_rate) > 0)
        .correlate(Talent)
    )
    if filter.currency:
        found = found.where(col(CrewProfile.currency) == filter.currency)
    return found.where(false()) if filter.format else found


def day_rates(session: Any, talent_ids: Any) -> dict[int, Money]:
    """Return what crew ask for a day, of those who say."""
    asked = select(*columns(CrewProfile, "talent_id", "day_rate", "currency")).where(
        col(CrewProfile.talent_id).in_(talent_ids), col(CrewProfile.day_rate) > 0
    )
    return {key: Money(rate, code) for key, rate, code in session.execute(asked)}
