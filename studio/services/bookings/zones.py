"""The studio's day: the time zone of its own calendar, and the hours somebody works."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session, col

from studio.domain.schedule.hours import OFFICE, Hours
from studio.persistence.tables.schedule import Calendar

HOME = "Asia/Shanghai"
"""Where a studio without a calendar of its own is taken to be."""


def zone_name(session: Session) -> str:
    """Return the IANA zone whose days are the studio's days."""
    found = session.execute(
        select(Calendar.zone).where(col(Calendar.standard).is_(True)).limit(1)  # type: ignore[call-overload]
    ).scalar()
    return found or HOME


def begin_of(day: date, zone: tzinfo) -> datetime:
    """Return the first moment of a day somewhere, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def minute(moment: datetime) -> int:
    """Return a moment as minutes since 1970 UTC."""
    return int(moment.timestamp() // 60)


def moment(minutes: int) -> datetime:
    """Return minutes since 1970 as a moment in UTC."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)


def zone(session: Session) -> tzinfo:
    """Return the studio's time zone."""
    return ZoneInfo(zone_name(session))


def hours(session: Session) -> Mapping[int | None, Hours]:
    """Return the hours of every calendar by its id; the studio's own under None."""
    found: dict[int | None, Hours] = {None: Hours(OFFICE, HOME)}
    for row in session.scalars(select(Calendar)):
        made = _hours(row)
        found[row.key] = made
        if row.standard:
            found[None] = made
    return found


def _hours(row: Any) -> Hours:
    weekdays = tuple(tuple((int(a), int(b)) for a, b in pairs) for pairs in row.weekdays)
    exceptions = {
        date.fromisoformat(day): tuple((int(a), int(b)) for a, b in pairs)
        for day, pairs in row.exceptions.items()
    }
    return Hours(weekdays if len(weekdays) == 7 else OFFICE, row.zone, row.country, exceptions)
