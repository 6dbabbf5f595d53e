"""Days that matter in the schedule's head: holidays, worked weekends, shopping festivals."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from studio.domain.schedule import holidays
from studio.errors import Invalid
from studio.services.operation import query, scope
from studio.services.schedule.hours import Calendars, calendars_of
from studio.services.schedule.rows import Mark

OBSERVANCE = SQLModel.metadata.tables["observance"]
TABLES = SQLModel.metadata.tables


@query
def marks(session: Session, first: date, last: date) -> tuple[Mark, ...]:
    """Return the marked days from first to last, of the countries the studio deals with."""
    return marks_of(session, calendars_of(session), first, last)


def marks_of(session: Session, calendars: Calendars, first: date, last: date) -> tuple[Mark, ...]:
    """Return the marked days inside a running call."""
    found = [
        *_festivals(session, first, last),
        *_own(session, first, last),
        *(mark for country in _countries(session, calendars) for mark in _of(country, first, last)),
    ]
    merged: dict[tuple[date, str, str], Mark] = {}
    for mark in found:
        key = (mark.first, mark.kind, mark.name)
        known = merged.get(key)
        merged[key] = replace(known, country=f"{known.country}, {mark.country}") if known else mark
    return tuple(
        sorted(merged.values(), key=lambda one: (one.first, one.kind != "festival", one.name))
    )


def _countries(session: Session, calendars: Calendars) -> list[str]:
    """Return the countries of calendars first, then of companies and clients."""
    found = [row.country for row in calendars.rows if not row.archived]
    for name in ("legal_entity", "client"):
        own = TABLES[name].c
        asked = select(own.country).where(own.archived.is_(False)).distinct().order_by(own.country)
        found += session.scalars(asked)
    return [code for code in dict.fromkeys(found) if code]


def _of(country: str, first: date, last: date) -> Iterable[Mark]:
    """Yield a country's holidays, days in a row as one, and the weekends it makes up."""
    for year in range(first.year, last.year + 1):
        try:
            said = holidays.year_of(country, year)
        except Invalid:  # a client's country nobody keeps holidays of: it has no marks
            return
        for kind, days in (("holiday", said.off), ("workday", said.made_up)):
            for day, name in days.items():
                if first <= day <= last:
                    yield Mark(day, day, name.en, name.zh, country, kind, said.provisional)


def _festivals(session: Session, first: date, last: date) -> Iterable[Mark]:
    """Yield the shopping festivals that ship as dated rules, each year's."""
    for rule in scope(session).rules.festivals():
        for year in range(first.year, last.year + 1):
            begin = date(year, rule.value["month"], rule.value["day"])
            if rule.holds(begin) and first <= begin <= last:
                yield Mark(begin, begin, rule.name, rule.name_zh, "", "festival")


def _own(session: Session, first: date, last: date) -> Iterable[Mark]:
    own = OBSERVANCE.c
    for row in session.execute(
        select(own.first_on, own.last_on, own.name, own.name_zh, own.country).where(
            own.first_on <= last, own.last_on >= first
        )
    ):
        yield Mark(row.first_on, row.last_on, row.name, row.name_zh, row.country, "festival")
