"""What stands in the way of a booking: who is taken, protected, away, on the road or off."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from studio.domain import bookings as rules
from studio.domain import exclusivity as windows
from studio.domain.bookings import BookingIndex
from studio.domain.bookings.index import crowded
from studio.services.bookings import protecting, reading, zones
from studio.services.bookings.asking import Asked
from studio.services.bookings.consenting import consents, licences
from studio.services.bookings.rows import BookingRow, Finding, Ref
from studio.services.bookings.saying import called, moment_words, name_of, when
from studio.services.operation import now, scope, today
from studio.services.talent.standing import standing
from studio.text import Message, Named

ABSENCE, TASK, NEED = reading.T["absence"], reading.T["task"], reading.T["task_need"]

OWN_TIME = ("shoot", "live")
"""Kinds of tasks that somebody has to be there for."""

RESTING = ("done", "cancelled")

NEAR = timedelta(days=3)
"""How far apart two bookings still are neighbours for the travel between them."""


def findings(session: Session, one: Asked) -> list[Finding]:
    """Return everything worth knowing about a booking, what blocks it first."""
    found = [
        *standing_of(session, one.ref),
        *_capacity(session, one),
        *_taken(session, one),
        *_protected(session, one),
        *_consents(session, one),
        *_away(session, one),
        *_tasks(session, one),
        *_travel(session, one),
        *_off(session, one),
    ]
    return sorted(found, key=lambda finding: finding.severity != "block")


def standing_of(session: Session, ref: Ref) -> Iterable[Finding]:
    """Yield why somebody is not to be had at all, or not to be offered."""
    found = standing(session, ref[1]) if ref[0] == "talent" else None
    if found is not None:
        fix = Message("Book somebody else.")
        yield Finding("standing", "block" if found.barred else "warn", found.why, fix=fix)


def capacity(session: Session, ref: Ref) -> int:
    """Return how many bookings somebody or something takes at once."""
    if ref[0] != "resource":
        return 1
    room = session.execute(
        select(reading.RESOURCE.c.capacity).where(reading.RESOURCE.c.id == ref[1])
    ).scalar()
    return int(room or 1)


def rank(session: Session, one: Asked) -> int:
    """Return the rank that a hold would have."""
    moment = now(session)
    there = reading.entries(session, one.ref, one.first, one.last, moment)
    return rules.rank(one.entry, there, capacity(session, one.ref))


def _capacity(session: Session, one: Asked) -> Iterable[Finding]:
    room = capacity(session, one.ref)
    if one.units > room:
        words = Message("{wanted} are wanted, there are {room}.", wanted=one.units, room=room)
        yield Finding("capacity", "block", words)


def _taken(session: Session, one: Asked) -> Iterable[Finding]:
    """Yield who holds the time: what is firm blocks firmly, an earlier hold has to be asked."""
    there = reading.entries(session, one.ref, one.first, one.last, now(session))
    others = [each for each in there if each.id != one.booking_id]
    room = capacity(session, one.ref)
    firm = crowded(one.entry, [each for each in others if each.state in rules.FIRM], room)
    held = [each for each in crowded(one.entry, others, room) if each.state in rules.HELD]
    own = _rank_of(session, one.booking_id)
    rows = reading.rows_of(session, [each.id for each in (*firm, *held)], now(session))
    for each in firm:
        yield _clash(session, one, rows[each.id])
    for each in held:
        row = rows[each.id]
        if _same_work(one, row):
            continue
        ahead = own == 0 or row.rank < own
        yield _holds(session, row, block=one.firm and ahead)


def _rank_of(session: Session, booking_id: int) -> int:
    table = reading.BOOKING
    if not booking_id:
        return 0
    return session.execute(select(table.c.hold_rank).where(table.c.id == booking_id)).scalar() or 0


def _same_work(one: Asked, row: BookingRow) -> bool:
    """Say whether a hold is for the same work: then it is no rival."""
    if one.project_id is not None or row.project_id is not None:
        return one.project_id == row.project_id
    return one.brief_id is not None and one.brief_id == row.brief_id


def _clash(session: Session, one: Asked, row: BookingRow) -> Finding:
    here = zones.of(session, one.ref)
    fix = Message("Choose another time or somebody else, or cancel the other booking.")
    words = Message(
        "{who} is taken {when} for {what} ({state}).",
        who=Named(row.name, row.name_zh),
        when=when(row.start_at, row.end_at, here),
        what=called(row),
        state=row.shown.label,
    )
    return Finding("clash", "block" if one.firm else "warn", words, row.id, fix)


def _holds(session: Session, row: BookingRow, *, block: bool) -> Finding:
    here = zones.of(session, row.ref)
    values: dict[str, Any] = {
        "who": Named(row.name, row.name_zh),
        "when": when(row.start_at, row.end_at, here),
        "what": called(row),
        "state": row.shown.label,
    }
    if row.expires is None:
        words = Message("{who} is held {when} for {what} ({state}).", **values)
    else:
        until = moment_words(session, row.expires, here)
        words = Message(
            "{who} is held {when} for {what} ({state}, until {until}).", until=until, **values
        )
    fix = Message("Challenge that hold, or let it be released.")
    return Finding("hold", "block" if block else "warn", words, row.id, fix)


def _protected(session: Session, one: Asked) -> Iterable[Finding]:
    if one.ref[0] == "talent":
        wanted = wanted_of(session, one)
        yield from protected(session, one.ref[1], wanted, firm=one.firm)


def wanted_of(session: Session, one: Asked) -> windows.Wanted:
    """Return what a booking wants somebody for, by the days of where they live."""
    here = zones.of(session, one.ref)
    first = one.start.astimezone(here).date()
    last = (one.end - timedelta(minutes=1)).astimezone(here).date()
    return protecting.wanted(
        session,
        first,
        last,
        client_id=one.client_id,
        brand_id=one.brand_id,
        category=one.category,
        territory=one.territory,
        platforms=one.platforms,
    )


def _consents(session: Session, one: Asked) -> Iterable[Finding]:
    if one.ref[0] == "talent":
        here = zones.of(session, one.ref)
        last = (one.end - timedelta(minutes=1)).astimezone(here).date()
        who = name_of(session, one.ref)
        yield from consents(session, one.ref[1], one.project_id, last, who, firm=one.firm)
        yield from licences(session, one.ref[1], last, who, firm=one.firm)


def protected(
    session: Session, talent_id: int, wanted: windows.Wanted, *, firm: bool
) -> Iterable[Finding]:
    """Yield the exclusivity windows a wish runs into: agreed ones block what is firm."""
    kept = protecting.of_talent(session, talent_id, today(session))
    for found in windows.conflicts(wanted, kept):
        severity = "block" if firm and found.blocks else "warn"
        yield Finding("exclusivity", severity, found.message, 0, _way_out(found))


def _way_out(found: windows.Found) -> Message:
    if not found.certain:
        return Message("Choose what it is for, or say what it advertises.")
    if found.named:
        return Message(
            "Ask {protects} to agree and end the window, or book somebody else. If it runs "
            "elsewhere, say where.",
            protects=found.protects,
        )
    return Message(
        "Ask {protects} to agree and end the window, or book somebody else. If it advertises "
        "something else or runs elsewhere, say so.",
        protects=found.protects,
    )


def _away(session: Session, one: Asked) -> Iterable[Finding]:
    here = zones.of(session, one.ref)
    for row in absences(session, one.ref, one.first, one.last):
        words = Message(
            "{who} is not to be had {when}: {kind}.",
            who=name_of(session, one.ref),
            when=when(row.start_at, row.end_at, here),
            kind=rules.ABSENCES.get(row.kind, rules.ABSENCES["unknown"]),
        )
        known = row.kind != "unknown"
        fix = Message("Choose another time, or say in a reason why it works all the same.")
        yield Finding("absence", "block" if one.firm and known else "warn", words, fix=fix)


def absences(session: Session, ref: Ref, first: datetime, last: datetime) -> list[Any]:
    """Return when somebody is away within a span; staff who are talent are away as both."""
    own = ABSENCE.c[f"{ref[0]}_id"] == ref[1]
    if ref[0] == "talent":
        staff = (
            select(reading.TALENT.c.person_id)
            .where(reading.TALENT.c.id == ref[1])
            .scalar_subquery()
        )
        own = own | (ABSENCE.c.person_id == staff)
    wanted = (
        select(ABSENCE.c.id, ABSENCE.c.start_at, ABSENCE.c.end_at, ABSENCE.c.kind)
        .where(own, ABSENCE.c.start_at < last, ABSENCE.c.end_at > first)
        .order_by(ABSENCE.c.start_at, ABSENCE.c.id)
    )
    return list(session.execute(wanted))


def _tasks(session: Session, one: Asked) -> Iterable[Finding]:
    """Yield the shoots and lives of other work that need them at that time."""
    wanted = (
        select(
            TASK.c.id, TASK.c.title, TASK.c.title_zh, TASK.c.start_at, TASK.c.finish_at,
            reading.PROJECT.c.name, reading.PROJECT.c.name_zh,
        )
        .join(NEED, NEED.c.task_id == TASK.c.id)
        .join(reading.PROJECT, reading.PROJECT.c.id == TASK.c.project_id)
        .where(
            NEED.c[f"{one.ref[0]}_id"] == one.ref[1],
            TASK.c.kind.in_(OWN_TIME),
            TASK.c.state.not_in(RESTING),
            TASK.c.unscheduled.is_(False),
            TASK.c.start_at < one.last,
            TASK.c.finish_at > one.first,
        )
        .order_by(TASK.c.start_at, TASK.c.id)
    )  # fmt: skip
    if one.project_id is not None:
        wanted = wanted.where(TASK.c.project_id != one.project_id)
    here = zones.of(session, one.ref)
    booked = _booked_tasks(session, one)
    for row in session.execute(wanted):
        if row.id == one.task_id or row.id in booked:
            continue
        words = Message(
            "{who} is needed {when} for {task}, {project}.",
            who=name_of(session, one.ref),
            when=when(row.start_at, row.finish_at, here),
            task=Named(row.title, row.title_zh),
            project=Named(row.name, row.name_zh),
        )
        yield Finding("task", "warn", words)


def _booked_tasks(session: Session, one: Asked) -> set[int | None]:
    """Return the tasks they are booked for then: those bookings are told by themselves."""
    table = reading.BOOKING
    asked = select(table.c.task_id).where(
        reading.of(one.ref),
        reading.standing(now(session)),
        reading.touching(one.first, one.last),
        table.c.task_id.is_not(None),
    )
    return set(session.scalars(asked))


def _travel(session: Session, one: Asked) -> Iterable[Finding]:
    """Yield the neighbouring bookings that are too far away for the time between."""
    rule = scope(session).rules.rule("booking", "travel", today(session))
    times = rules.travel(rule.value if rule else None)
    there = reading.entries(session, one.ref, one.start - NEAR, one.end + NEAR, now(session))
    firm = [each for each in there if each.state in rules.FIRM and each.id != one.booking_id]
    mine = one.entry
    earlier, later = BookingIndex(firm).neighbours(mine)
    for other, gap in (
        (earlier, mine.start - earlier.end if earlier else 0),
        (later, later.start - mine.end if later else 0),
    ):
        if other is None or one.ref[0] == "resource":
            continue
        needed = times.minutes(other.place, one.place)
        if needed > gap:
            yield Finding(
                "travel",
                "warn",
                Message(
                    "{place} to {here} takes about {hours} h, and {gap} h lie between.",
                    place=other.place,
                    here=one.place,
                    hours=_hours(needed),
                    gap=_hours(gap),
                ),
                other.id,
            )


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f}".removesuffix(".0")


def _off(session: Session, one: Asked) -> Iterable[Finding]:
    """Say on how many of its days their calendar does not work."""
    hours = zones.hours_of(session, _calendar_id(session, one.ref))
    here = zones.of(session, one.ref)
    day = one.start.astimezone(here).date()
    last = (one.end - timedelta(minutes=1)).astimezone(here).date()
    days = [day + timedelta(days=n) for n in range(min((last - day).days, 60) + 1)]
    off = [each for each in days if not hours.on(each)]
    if off:
        holiday = hours.off_name(off[0])
        name = Message("{name}", name=holiday) if holiday.en else Message("a day off")
        words = (
            Message("{day} is {name} in their calendar.", day=off[0], name=name)
            if len(off) == 1
            else Message(
                "{count} of its days are off in their calendar, the first {day}.",
                count=len(off),
                day=off[0],
            )
        )
        yield Finding("calendar", "warn", words)


def _calendar_id(session: Session, ref: Ref) -> int | None:
    table = reading.TABLES[ref[0]]
    if "calendar_id" not in table.c:
        return None
    return session.execute(select(table.c.calendar_id).where(table.c.id == ref[1])).scalar()


def by_kind(found: Iterable[Finding]) -> Mapping[str, Message]:
    """Return the first message of each kind that blocks, for a refusal by field."""
    blocks: dict[str, Message] = {}
    for one in found:
        if one.severity == "block":
            words = one.message
            if one.fix is not None:
                words = Message("{problem} {fix}", problem=one.message, fix=one.fix)
            blocks.setdefault(one.kind, words)
    return blocks
