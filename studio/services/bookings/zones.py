"""Whose day it is: the studio's time zone, and that of whoever is booked; hours they work."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from studio.domain.schedule.hours import Hours
from studio.domain.schedule.zones import ZONES
from studio.services.bookings.rows import Ref
from studio.services.schedule.hours import Calendars, calendars_of, rule


def zone_name(session: Session) -> str:
    """Return the IANA zone whose days are the studio's days."""
    return calendars_of(session).standard.zone


def zone(session: Session) -> tzinfo:
    """Return the studio's time zone."""
    return ZoneInfo(zone_name(session))


def zone_for(calendars: Calendars, zone: str, calendar_id: int | None, country: str) -> str:
    """Return the zone somebody lives in: their own, their calendar's, their country's, ours."""
    if zone or calendar_id is None:
        return zone or ZONES.get(country, calendars.standard.zone)
    return calendars.row(calendar_id).zone


def of(session: Session, ref: Ref) -> ZoneInfo:
    """Return the time zone of whoever is booked."""
    table = SQLModel.metadata.tables[ref[0]]
    row = session.execute(select(table).where(table.c.id == ref[1])).first()
    own: Callable[..., Any] = partial(getattr, row)
    return ZoneInfo(
        zone_for(
            calendars_of(session), own("zone", ""), own("calendar_id", None), own("country", "")
        )
    )


def hours_of(session: Session, calendar_id: int | None) -> Hours:
    """Return the hours of a calendar, the studio's own without one."""
    return rule(calendars_of(session).row(calendar_id))


def begin_of(day: date, zone: tzinfo) -> datetime:
    """Return the first moment of a day somewhere, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def minute(moment: datetime) -> int:
    """Return a moment as minutes since 1970 UTC."""
    return int(moment.timestamp() // 60)


def moment(minutes: int) -> datetime:
    """Return minutes since 1970 as a moment in UTC."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
