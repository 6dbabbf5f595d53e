"""Who is free when: roster by days, and the strip of a row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, literal, select
from sqlmodel import Session

from studio.domain import bookings as rules
from studio.domain.bookings import BookingIndex
from studio.domain.schedule.hours import Hours
from studio.errors import Invalid
from studio.services.bookings import checking, reading, zones
from studio.services.bookings.reading import BOOKING, TALENT
from studio.services.bookings.rows import (
    AvailabilityFilter,
    BookingRow,
    Cell,
    Grid,
    GridRow,
    Ref,
    Span,
)
from studio.services.matching import matches
from studio.services.operation import now, query, today
from studio.services.schedule.hours import calendars_of, rule
from studio.text import Message

MOST_DAYS = 400
DAY = timedelta(days=1)
CHUNK = 400
"""How many people are asked about at once."""

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class _Who:
    """Whose days are asked for."""

    ref: Ref
    name: str
    name_zh: str
    kind: str
    craft: str
    city: str
    calendar_id: int | None
    person_id: int | None
    capacity: int
    zone: str


@dataclass(frozen=True, slots=True)
class _Days:
    """The days asked for, and where each begins."""

    first: date
    begins: tuple[datetime, ...]
    """One more than there are days: the last is where the last day ends."""

    @property
    def count(self) -> int:
        return len(self.begins) - 1

    def reach(self, start: datetime, end: datetime) -> range:
        """Return the places of the days that a span touches."""
        if end <= start:
            return range(0)
        found = [
            at for at in range(self.count) if self.begins[at] < end and self.begins[at + 1] > start
        ]
        return range(found[0], found[-1] + 1) if found else range(0)


@query
def availability(session: Session, filter: AvailabilityFilter, first: date, last: date) -> Grid:
    """Return the days from first to last of everybody a filter asks for, in the roster's order.

    Raises Invalid where more than 400 days are asked for, or none.
    """
    if not 0 <= (last - first).days < MOST_DAYS:
        raise Invalid({"last": Message("A grid shows 1 to {most} days.", most=MOST_DAYS)})
    people = _people(session, filter)
    rows = _rows(session, people, first, last)
    return Grid(
        first,
        last,
        today(session),
        zones.zone_name(session),
        tuple(row for row in rows if _wanted(row, filter, first)),
        _holidays(zones.hours_of(session, None), first, last),
    )


@query
def strip(
    session: Session, talent_ids: Sequence[int], first: date, days: int = 28
) -> dict[int, tuple[Cell, ...]]:
    """Return the days of some of the roster from a first one on, for the column of its list."""
    filter = AvailabilityFilter(refs=tuple(("talent", key) for key in talent_ids))
    last = first + timedelta(days=days - 1)
    found = _rows(session, _people(session, filter), first, last)
    return {row.ref[1]: row.cells for row in found}


def _days(first: date, last: date, zone: str) -> _Days:
    count, here = (last - first).days + 1, ZoneInfo(zone)
    return _Days(first, tuple(zones.begin_of(first + DAY * n, here) for n in range(count + 1)))


def _holidays(hours: Hours, first: date, last: date) -> tuple[tuple[date, str, str], ...]:
    days = (first + DAY * n for n in range((last - first).days + 1))
    named = ((day, hours.off_name(day)) for day in days)
    return tuple((day, name.en, name.zh) for day, name in named if name.en or name.zh)


def _wanted(row: GridRow, filter: AvailabilityFilter, first: date) -> bool:
    if filter.busy_only and not row.spans:
        return False
    if filter.free_on is not None:
        start, end = ((day - first).days for day in filter.free_on)
        within = row.cells[max(start, 0) : end + 1]
        return all(cell.state == "available" for cell in within)
    return True


# -- whose days ---------------------------------------------------------------------------------


def _people(session: Session, filter: AvailabilityFilter) -> list[_Who]:
    nouns = filter.nouns
    if filter.refs:
        nouns = tuple(noun for noun in reading.NOUNS if any(ref[0] == noun for ref in filter.refs))
    calendars = calendars_of(session)
    found: list[_Who] = []
    for noun in nouns:
        for row in session.execute(_asked(noun, filter)):
            ref: Ref = (noun, row.id)
            found.append(
                _Who(
                    ref, row.name, row.name_zh, row.kind, row.craft or "", row.city,
                    row.calendar_id, row.person_id, row.capacity,
                    zones.zone_for(calendars, row.zone, row.calendar_id, row.country),
                )
            )  # fmt: skip
    if filter.project_id is not None:
        booked = _booked_for(session, filter.project_id)
        found = [who for who in found if who.ref in booked]
    return found


def _asked(noun: str, filter: AvailabilityFilter) -> Select[Any]:
    table = reading.TABLES[noun]
    columns: Mapping[str, Any] = {
        "kind": table.c.kind if "kind" in table.c else literal("staff"),
        "craft": table.c.discipline if noun == "talent" else literal(""),
        "city": table.c.city if "city" in table.c else literal(""),
        "calendar_id": table.c.calendar_id if "calendar_id" in table.c else literal(None),
        "person_id": table.c.person_id if "person_id" in table.c else literal(None),
        "capacity": table.c.capacity if "capacity" in table.c else literal(1),
        "zone": table.c.zone if "zone" in table.c else literal(""),
        "country": table.c.country if "country" in table.c else literal(""),
    }
    asked = select(
        table.c.id, table.c.name, table.c.name_zh, *(v.label(k) for k, v in columns.items())
    )
    if "archived" in table.c:
        asked = asked.where(table.c.archived.is_(False))
    if filter.refs:
        asked = asked.where(table.c.id.in_([key for kind, key in filter.refs if kind == noun]))
    if filter.kinds and noun != "person":
        asked = asked.where(table.c.kind.in_(filter.kinds))
    if filter.crafts and noun == "talent":
        asked = asked.where(TALENT.c.discipline.in_(filter.crafts))
    if filter.text.strip():
        searched = [table.c[name] for name in ("name", "name_zh", "city") if name in table.c]
        asked = asked.where(matches(filter.text, searched))
    if noun == "person":  # whoever is talent too has one diary, as talent
        talent = select(TALENT.c.person_id).where(
            TALENT.c.person_id.is_not(None), TALENT.c.archived.is_(False)
        )
        asked = asked.where(table.c.id.not_in(talent))
    crew_last = (table.c.kind == "crew",) if noun == "talent" else ()
    return asked.order_by(*crew_last, func.lower(table.c.name), table.c.id)


def _booked_for(session: Session, project_id: int) -> set[Ref]:
    asked = select(BOOKING.c.talent_id, BOOKING.c.person_id, BOOKING.c.resource_id).where(
        BOOKING.c.project_id == project_id, BOOKING.c.state.not_in(sorted(rules.GONE))
    )
    return {reading.ref_of(row) for row in session.execute(asked).unique()}


# -- what they do -------------------------------------------------------------------------------


def _rows(session: Session, people: Sequence[_Who], first: date, last: date) -> Iterable[GridRow]:
    around = first - DAY, last + DAY
    booked = _bookings(session, people, _days(*around, "UTC"))
    away = _absences(session, people, _days(*around, "UTC"))
    calendars = calendars_of(session)
    days = {zone: _days(first, last, zone) for zone in {who.zone for who in people}}
    blank: dict[int, tuple[Cell, ...]] = {}
    for who in people:
        calendar = calendars.row(who.calendar_id)
        if calendar.id not in blank:
            hours = rule(calendar)
            dates = [first + DAY * n for n in range((last - first).days + 1)]
            blank[calendar.id] = tuple(Cell(off=not hours.on(day)) for day in dates)
        own = days[who.zone]
        spans = _spans(booked.get(who.ref, ()), away.get(who.ref, ()), who.capacity)
        within = tuple(span for span in spans if own.reach(span.start_at, span.end_at))
        yield GridRow(
            who.ref, who.name, who.name_zh, who.kind, who.craft, who.city, who.zone, who.capacity,
            _cells(within, own, blank[calendar.id], who.capacity), within,
        )  # fmt: skip


def _parts(values: Sequence[V]) -> Iterable[Sequence[V]]:
    return (values[at : at + CHUNK] for at in range(0, len(values), CHUNK))


def _bookings(
    session: Session, people: Sequence[_Who], days: _Days
) -> Mapping[Ref, list[BookingRow]]:
    found: dict[Ref, list[BookingRow]] = defaultdict(list)
    moment = now(session)
    begin, end = zones.minute(days.begins[0]), zones.minute(days.begins[-1])
    for noun in reading.NOUNS:
        keys = [who.ref[1] for who in people if who.ref[0] == noun]
        for part in _parts(keys):
            asked = (
                reading.selected()
                .where(
                    BOOKING.c[f"{noun}_id"].in_(part),
                    BOOKING.c.state.not_in(sorted(rules.GONE)),
                    BOOKING.c.occupied_from < end,
                    BOOKING.c.occupied_to > begin,
                )
                .order_by(BOOKING.c.start_at, BOOKING.c.id)
            )
            for row in reading.read(session, asked, moment):
                found[row.ref].append(row)
    return found


def _absences(session: Session, people: Sequence[_Who], days: _Days) -> Mapping[Ref, list[Any]]:
    table = checking.ABSENCE
    asked = select(table).where(table.c.start_at < days.begins[-1], table.c.end_at > days.begins[0])
    as_talent = {who.person_id: who.ref for who in people if who.ref[0] == "talent"}
    wanted = {who.ref for who in people}
    found: dict[Ref, list[Any]] = defaultdict(list)
    for row in session.execute(asked.order_by(table.c.start_at, table.c.id)):
        ref = reading.ref_of(row)
        ref = as_talent.get(row.person_id, ref) if ref[0] == "person" else ref
        if ref in wanted:
            found[ref].append(row)
    return found


def _spans(booked: Sequence[BookingRow], away: Sequence[Any], capacity: int) -> tuple[Span, ...]:
    """Return the bars of one row: bookings with their travel, absences; clashes marked."""
    clashes = _clashing(booked, away, capacity)
    found = [span for row in booked for span in _bars(row, clashes.get(row.id, frozenset()))]
    found += [
        Span("absence", row.start_at, row.end_at, absence_id=row.id, state=row.kind, title=row.note)
        for row in away
    ]
    return tuple(sorted(found, key=lambda span: (span.start_at, span.end_at)))


def _clashing(
    booked: Sequence[BookingRow], away: Sequence[Any], capacity: int
) -> Mapping[int, frozenset[int]]:
    """Return which bookings cannot stand together; an absence counts as 0.

    Two holds for one time are ranked, not a clash; a hold over what is taken is one.
    """
    kept = [row for row in booked if _kind(row) != "enquiry"]
    index = BookingIndex(replace(reading.entry("", row), id=row.id) for row in kept)
    found: dict[int, set[int]] = defaultdict(set)
    for one, two in index.all({"": capacity}):
        if one.state in rules.FIRM or two.state in rules.FIRM:
            found[one.id].add(two.id)
            found[two.id].add(one.id)
    for row in kept:
        if row.state in rules.FIRM and any(
            gone.start_at < row.end_at and gone.end_at > row.start_at for gone in away
        ):
            found[row.id].add(0)
    return {key: frozenset(others) for key, others in found.items()}


KINDS = {"enquiry": "enquiry", "hold": "hold", "challenged": "hold", "expired": "enquiry"}


def _kind(row: BookingRow) -> str:
    """Return what a booking is to the grid: a hold that ran out only asks any more."""
    return KINDS.get(row.shown.code, "booked")


def _bars(row: BookingRow, clashes: frozenset[int]) -> Iterable[Span]:
    kind = _kind(row)
    main = Span(
        kind,
        row.start_at,
        row.end_at,
        row.id,
        title=row.what,
        title_zh=row.what_zh,
        hue=row.hue,
        project_id=row.project_id,
        rank=row.rank,
        expires=row.expires,
        state=row.shown.code,
        units=row.units,
        clash=bool(clashes),
        clash_with=tuple(sorted(clashes)),
    )
    if row.before and kind != "enquiry":
        begin = row.start_at - timedelta(minutes=row.before)
        yield replace(main, kind="travel", start_at=begin, end_at=row.start_at, clash=False)
    yield main
    if row.after and kind != "enquiry":
        end = row.end_at + timedelta(minutes=row.after)
        yield replace(main, kind="travel", start_at=row.end_at, end_at=end, clash=False)


ORDER = ("booked", "unavailable", "hold", "travel", "unknown", "available")
"""What a day shows where several things are on it, the first first."""


def _cells(
    spans: Sequence[Span], days: _Days, blank: tuple[Cell, ...], capacity: int
) -> tuple[Cell, ...]:
    if not spans:
        return blank
    found = list(blank)
    for span in spans:
        for at in days.reach(span.start_at, span.end_at):
            found[at] = _with(found[at], span)
            if capacity > 1 and span.kind == "booked":
                found[at] = replace(found[at], units=found[at].units + span.units)
    return tuple(_with_room(cell, capacity) for cell in found) if capacity > 1 else tuple(found)


def _with_room(cell: Cell, capacity: int) -> Cell:
    """Say that a day is free where some are left; that it is a clash where it is overfull."""
    if cell.state == "booked" and cell.units < capacity:
        return replace(cell, state="available")
    return cell


def _with(cell: Cell, span: Span) -> Cell:
    state = _state(span)
    ids = cell.booking_ids
    if span.booking_id and span.booking_id not in ids:
        ids = (*ids, span.booking_id)
    rank = cell.rank
    if span.kind == "hold":
        rank = min(span.rank, cell.rank) if cell.rank else span.rank
    return replace(
        cell,
        state=min(cell.state, state, key=ORDER.index),
        booking_ids=ids,
        rank=rank,
        clash=cell.clash or span.clash,
    )


def _state(span: Span) -> str:
    if span.kind == "absence":
        return {"unknown": "unknown", "travel": "travel"}.get(span.state, "unavailable")
    return "available" if span.kind == "enquiry" else span.kind
