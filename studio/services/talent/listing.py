"""The roster as a list: filtered and sorted by the database, one page of rows at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, func, or_, select
from sqlmodel import Session, col

from studio.domain import talent as rules
from studio.domain.talent import growth, tiers
from studio.domain.talent.growth import Reading
from studio.persistence.sorting import place
from studio.persistence.tables.accounts import FollowerSnapshot, SocialAccount
from studio.persistence.tables.bookings import Booking, Exclusivity
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.incubation import Incubation
from studio.persistence.tables.schedule import Absence, Calendar
from studio.persistence.tables.talent import Talent as TalentTable
from studio.services.matching import columns, matches
from studio.services.operation import query, today
from studio.services.talent import asked, rates, readings
from studio.services.talent.rows import AccountMark, TalentFilter, TalentRow

POINTS = 24
"""Points of the line in a list."""

PARTS = (
    "text", "kinds", "platforms", "tiers", "cities", "languages", "niches", "states", "free",
    "format", "price_to", "do_not_pitch",
)  # fmt: skip
"""What a filter is made of; a price limit is one with its format and currency."""

TAKEN = ("confirmed", "in_progress", "completed")
"""States of bookings that take the time."""


@query
def ids(session: Session, filter: TalentFilter) -> list[int]:
    """Return the ids of the people a list shows, in its order."""
    found, followers = _found(session, filter, read=filter.sort in ("followers", "tier"))
    ordering = _ordering(session, filter, followers)
    found = found.order_by(*ordering, col(TalentTable.id))
    return [int(key) for (key,) in session.execute(found)]


def _found(session: Session, filter: TalentFilter, *, read: bool) -> tuple[Select[Any], Any]:
    """Return who fits, and their followers where they are read: to sort by, or for a tier."""
    best = readings.best().subquery()
    found = select(col(TalentTable.id))
    if filter.tiers or read:
        found = found.outerjoin(best, best.c.talent_id == col(TalentTable.id))
    found = _filtered(session, found, filter)
    if filter.tiers:
        found = found.where(_in_tiers(session, best.c.followers, filter.tiers))
    return found, best.c.followers


@query
def hidden_by(session: Session, filter: TalentFilter) -> dict[str, int]:
    """Return how many people each part of a filter alone would leave: what hides most."""
    none = TalentFilter(archived=filter.archived)
    alone = {
        name: replace(none, **{name: getattr(filter, name)})
        for name in PARTS
        if getattr(filter, name) != getattr(none, name)
    }
    if "price_to" in alone:
        format, currency = filter.format, filter.currency
        alone["price_to"] = replace(alone["price_to"], format=format, currency=currency)
    counted = {}
    for name, part in alone.items():
        found, _followers = _found(session, part, read=False)
        counted[name] = session.execute(select(func.count()).select_from(found.subquery())).scalar()
    return {name: number or 0 for name, number in counted.items()}


def _in_tiers(session: Session, followers: Any, wanted: Sequence[str]) -> ColumnElement[bool]:
    bands = readings.bands(session)
    parts = []
    for code in wanted:
        least, below = tiers.range_of(code, bands)
        upper = [followers < below] if below is not None else []
        parts.append(and_(followers >= least, *upper))
    return or_(*parts)


def _ordering(session: Session, filter: TalentFilter, followers: Any) -> list[Any]:
    name = place("talent", col(TalentTable.id), filter.language)
    kinds = {kind: place for place, kind in enumerate(rules.KINDS)}
    kind = case(kinds, value=col(TalentTable.kind), else_=len(kinds))
    on = today(session)
    known = func.coalesce(followers, -1)
    keys: dict[str, list[Any]] = {
        "kind": [kind, *columns(TalentTable, "discipline")],
        "city": [func.lower(col(TalentTable.city))],
        "changed": columns(TalentTable, "changed_at"),
        "followers": [known],
        "tier": [known],
        "price": [asked.currency(filter, on), func.coalesce(asked.lowest(filter, on), -1)],
    }
    wanted = keys.get(filter.sort, [])
    if filter.descending:
        wanted = [part.desc() for part in (wanted or [name])]
        return [*wanted, name] if filter.sort in keys else wanted
    return [*wanted, name]


def _filtered(session: Session, found: Select[Any], filter: TalentFilter) -> Select[Any]:
    found = found.where(col(TalentTable.archived).is_(filter.archived))
    found = found.where(*_own(filter))
    if filter.do_not_pitch is not None:
        found = found.where(col(TalentTable.do_not_pitch).is_(filter.do_not_pitch))
    if filter.text.strip():
        found = found.where(_says(filter.text))
    if filter.platforms:
        found = found.where(_has(SocialAccount, col(SocialAccount.platform).in_(filter.platforms)))
    if filter.states:
        found = found.where(_has(Incubation, col(Incubation.state).in_(filter.states)))
    if filter.free is not None:
        found = found.where(~_taken(session, *filter.free))
    if filter.price_to is not None or filter.format:
        price = asked.lowest(filter, today(session))
        limit = price.is_not(None) if filter.price_to is None else price <= filter.price_to
        found = found.where(limit)
    return found


def _own(filter: TalentFilter) -> Iterator[ColumnElement[bool]]:
    """Yield what is asked of a person's own row."""
    for values, column in (
        (filter.kinds, col(TalentTable.kind)),
        (filter.cities, col(TalentTable.city)),
    ):
        if values:
            yield column.in_(values)
    for values, listed in (
        (filter.languages, col(TalentTable.languages)),
        (filter.niches, col(TalentTable.niches)),
    ):
        if values:
            yield or_(*(_lists(listed, value) for value in values))


def _lists(column: Any, value: str) -> ColumnElement[bool]:
    """Say whether a list kept as JSON has an entry."""
    return cast(column, Text).contains(f'"{value}"', autoescape=True)


def _has(table: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return (
        select(col(table.id))
        .where(col(table.talent_id) == col(TalentTable.id), condition)
        .correlate(TalentTable)
        .exists()
    )


def _says(text: str) -> ColumnElement[bool]:
    """Find names in both scripts and by their sound, codes, cities, handles."""
    own = columns(TalentTable, "name", "name_zh", "code", "city")
    searched = [*own, cast(col(TalentTable.name_keys), Text)]
    handles = columns(SocialAccount, "handle")
    return or_(matches(text, searched), _has(SocialAccount, matches(text, handles)))


def _taken(session: Session, first: date, last: date) -> ColumnElement[bool]:
    """Say whether somebody is firmly booked or away at any time of the studio's days."""
    zone = session.execute(
        select(*columns(Calendar, "zone")).where(col(Calendar.standard).is_(True)).limit(1)
    ).scalar()
    place = ZoneInfo(zone or "Asia/Shanghai")
    start = datetime.combine(first, time(), place).astimezone(UTC)
    end = datetime.combine(last + timedelta(days=1), time(), place).astimezone(UTC)
    booked = and_(
        col(Booking.state).in_(TAKEN), col(Booking.start_at) < end, col(Booking.end_at) > start
    )
    away = and_(col(Absence.start_at) < end, col(Absence.end_at) > start)
    return or_(_has(Booking, booked), _has(Absence, away))


@query
def rows(session: Session, ids: Sequence[int], format: str = "") -> dict[int, TalentRow]:
    """Return one page of the list; prices are those of a format, or each one's first."""
    return page(session, ids, format)


def page(session: Session, ids: Sequence[int], format: str = "") -> dict[int, TalentRow]:
    """Return rows of the list in a running session."""
    on = today(session)
    bands = readings.bands(session)
    accounts = readings.latest(session, ids)
    first = {key: found[0].account_id for key, found in accounts.items()}
    seen = readings.series(session, first.values(), readings.since(on))
    limits = readings.jump_limits(on)
    pieces = _pieces(session, ids)
    prices = rates.asking(session, ids, on, format=format)
    daily = asked.day_rates(session, ids) if not format else {}
    exclusive = _exclusive(session, ids, on)
    states = _states(session, ids)
    plain = ("id", "code", "name", "name_zh", "kind", "discipline", "city")
    found = session.execute(
        select(*columns(TalentTable, *plain, "person_id", "archived", "do_not_pitch")).where(
            col(TalentTable.id).in_(ids)
        )
    ).all()
    made = {}
    for one in found:
        key = one[0]
        marks = accounts.get(key, [])
        biggest = marks[0] if marks else None
        course = seen.get(first.get(key, 0), [])
        price = prices[key][0] if key in prices else None
        a_day = None if price else daily.get(key)
        read = biggest is not None and biggest.followers is not None
        made[key] = TalentRow(
            **dict(zip(plain, one, strict=False)),
            staff=one[7] is not None,
            pieces=pieces.get(key, 0),
            archived=one[8],
            tier=tiers.tier_of(biggest.followers or 0, bands) if biggest and read else "",
            followers=biggest.followers if biggest else None,
            as_of=biggest.as_of if biggest else None,
            accounts=tuple(
                AccountMark(mark.account_id, mark.platform, mark.handle, mark.followers, mark.as_of)
                for mark in marks
            ),
            line=growth.line(course, readings.since(on), on, POINTS),
            price=price.price if price else a_day,
            price_unit=(price.unit or price.title) if price else "day" if a_day else "",
            price_state=price.state if price else "",
            commission=price.commission if price else Decimal(0),
            exclusive=key in exclusive,
            finding=_odd(course, limits),
            incubation=states.get(key, ""),
            do_not_pitch=one[9],
        )
    return made


def _odd(course: Sequence[Reading], limits: dict[str, Any]) -> bool:
    return any(not jump.explained for jump in growth.jumps(course, **limits))


def _pieces(session: Session, ids: Sequence[int]) -> dict[int, int]:
    found = session.execute(
        select(col(Deliverable.talent_id), func.count())
        .where(
            col(Deliverable.talent_id).in_(ids),
            col(Deliverable.state) != "cancelled",
            col(Deliverable.archived).is_(False),
        )
        .group_by(col(Deliverable.talent_id))
    )
    return {key: number for key, number in found if key is not None}


def _exclusive(session: Session, ids: Sequence[int], on: date) -> set[int]:
    found = session.scalars(
        select(col(Exclusivity.talent_id)).where(
            col(Exclusivity.talent_id).in_(ids),
            col(Exclusivity.state) == "active",
            col(Exclusivity.first_on) <= on,
            col(Exclusivity.last_on) >= on,
        )
    )
    return set(found)


def _states(session: Session, ids: Sequence[int]) -> dict[int, str]:
    found = session.execute(
        select(*columns(Incubation, "talent_id", "state")).where(col(Incubation.talent_id).in_(ids))
    )
    return dict(found.all())


@query
def counts(session: Session) -> dict[str, int]:
    """Return how many there are of each kind, archived ones apart under "archived"."""
    kept = columns(TalentTable, "archived", "kind")
    counted: dict[str, int] = {}
    for archived, kind, number in session.execute(
        select(*kept, func.count()).group_by(*kept)
    ).all():
        key = "archived" if archived else kind
        counted[key] = counted.get(key, 0) + number
    return counted


@query
def choices(session: Session) -> dict[str, list[str]]:
    """Return what the roster can be filtered by: its platforms, cities, languages and niches."""
    kept = col(TalentTable.archived).is_(False)
    found: dict[str, list[str]] = {}
    found["platforms"] = list(
        session.scalars(select(col(SocialAccount.platform)).distinct().order_by("platform"))
    )
    cities = select(col(TalentTable.city)).where(kept, col(TalentTable.city) != "").distinct()
    found["cities"] = sorted(session.scalars(cities))
    for name in ("languages", "niches"):
        lists = session.scalars(select(*columns(TalentTable, name)).where(kept).distinct())
        found[name] = sorted({entry for one in lists for entry in one})
    return found


@query
def picks(session: Session, text: str = "", limit: int = 30) -> list[TalentRow]:
    """Return people for a picker, by name."""
    found = _filtered(session, select(col(TalentTable.id)), TalentFilter(text=text))
    named = found.order_by(func.lower(col(TalentTable.name))).limit(limit)
    keys = list(session.scalars(named).all())
    shown = page(session, keys)
    return [shown[key] for key in keys]


@query
def read_on(session: Session) -> tuple[date, date] | None:
    """Return from when to when each account was read last, for the foot of the list."""
    newest = (
        select(func.max(col(FollowerSnapshot.as_of)).label("day"))
        .join(SocialAccount, col(SocialAccount.id) == col(FollowerSnapshot.account_id))
        .where(col(SocialAccount.state) != "closed")
        .group_by(col(FollowerSnapshot.account_id))
        .subquery()
    )
    first, last = session.execute(select(func.min(newest.c.day), func.max(newest.c.day))).one()
    return None if first is None else (first, last)
