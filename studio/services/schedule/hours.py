"""The calendars in force: the studio's own hours, those of people, places and countries."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from studio.domain.schedule import hours as rules
from studio.domain.schedule.time import Calendar
from studio.domain.schedule.words import minute
from studio.domain.schedule.zones import zone_of
from studio.services.schedule.reading import CALENDAR
from studio.services.schedule.rows import CalendarRow

COMPANY = SQLModel.metadata.tables["legal_entity"]


class Calendars:
    """All calendars of the studio as the planner wants them, and which one counts for whom."""

    def __init__(self, rows: Sequence[CalendarRow]) -> None:
        self.rows = tuple(rows)
        self._by_id = {row.id: row for row in rows}
        self.standard = next(row for row in rows if row.standard)

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the studio's own hours: what a day is on the time line."""
        return ZoneInfo(self.standard.zone)

    def row(self, key: int | None) -> CalendarRow:
        """Return a calendar; the studio's own where none is named or it is gone."""
        return self._by_id.get(key or -1, self.standard)

    def ref(self, key: int | None) -> str:
        """Return the planner's name of the calendar that counts."""
        return f"calendar:{self.row(key).id}"

    def planner(self) -> Mapping[str, Calendar]:
        """Return fresh calendars for one planner; they must not be shared between threads."""
        return {f"calendar:{row.id}": made(row) for row in self.rows}

    def midnight(self, day: date) -> int:
        """Return when a day begins for the studio, minutes since the epoch."""
        return minute(datetime.combine(day, time(0), self.zone))

    def day(self, minutes: int) -> date:
        """Return the studio's day of a moment."""
        return datetime.fromtimestamp(minutes * 60, self.zone).date()

    def last_day(self, minutes: int) -> date:
        """Return the studio's day on which something that ends then was last worked on."""
        return self.day(minutes - 1)


def made(row: CalendarRow) -> Calendar:
    """Return a calendar for the planner."""
    return rules.calendar(f"calendar:{row.id}", rule(row), name=row.name)


def rule(row: CalendarRow) -> rules.Hours:
    """Return when a calendar is worked."""
    exceptions = {date.fromisoformat(day): pairs for day, pairs in row.exceptions.items()}
    return rules.Hours(row.weekdays, row.zone, row.country, exceptions)


def calendars_of(session: Session) -> Calendars:
    """Return the calendars; until the studio has its own, office hours where its company sits."""
    rows = [_row(row) for row in session.execute(select(CALENDAR).order_by(CALENDAR.c.id))]
    if not any(row.standard and not row.archived for row in rows):
        rows = [*rows, _office(session)]
    return Calendars(rows)


def _row(row: Any) -> CalendarRow:
    weekdays = tuple(rules.pairs_of(pairs) for pairs in row.weekdays) or rules.OFFICE
    exceptions = {day: rules.pairs_of(pairs) for day, pairs in row.exceptions.items()}
    return CalendarRow(
        row.id,
        row.version,
        row.name,
        row.name_zh,
        row.country,
        row.zone,
        weekdays,
        exceptions,
        row.standard and not row.archived,
        row.archived,
        rules.Hours(weekdays).day,
    )


def _office(session: Session) -> CalendarRow:
    """Return office hours in the country of the studio's first company."""
    country = session.scalar(select(COMPANY.c.country).order_by(COMPANY.c.id).limit(1)) or ""
    return CalendarRow(
        id=0,
        version=0,
        name="Office hours",
        name_zh="办公时间",
        country=country if zone_of(country) != "UTC" else "",
        zone=zone_of(country),
        weekdays=rules.OFFICE,
        exceptions={},
        standard=True,
        archived=False,
        day=rules.Hours().day,
    )
