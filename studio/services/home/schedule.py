"""What the schedule brings to Home: holds that run out; shoots, lives and gates of a week."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, select
from sqlmodel import Session

from studio.domain.bookings import HELD
from studio.domain.schedule.words import STATES
from studio.domain.states import State
from studio.services.bookings import zones
from studio.services.home.asking import CLIENT, PROJECT, Found, T, ask, client_names
from studio.services.home.rows import Attention, WeekEvent
from studio.services.operation import now
from studio.services.schedule.hours import calendars_of
from studio.text import Message

BOOKING, TASK = T["booking"], T["task"]
TALENT, RESOURCE, PERSON = T["talent"], T["resource"], T["person"]

SOON = timedelta(hours=72)
"""A hold that ends within this time is told of."""

LATE = State("late", Message("Late"), "bad")

SHOWN = ("shoot", "live", "gate", "milestone")
"""Kinds of tasks the week tells; the rest has its place on the time line."""


def holds(session: Session, today: date, mine: int | None) -> Found:
    """Return holds ahead of us that run out soon, and those that have."""
    wanted = (
        select(
            BOOKING.c.id,
            BOOKING.c.version,
            BOOKING.c.talent_id,
            case(
                (BOOKING.c.talent_id.is_not(None), "talent"),
                (BOOKING.c.person_id.is_not(None), "person"),
                else_="resource",
            ).label("kind_of"),
            func.coalesce(BOOKING.c.talent_id, BOOKING.c.person_id, BOOKING.c.resource_id).label(
                "booked"
            ),
            BOOKING.c.task_id,
            BOOKING.c.project_id,
            BOOKING.c.title,
            BOOKING.c.title_zh,
            BOOKING.c.hold_expires,
            BOOKING.c.hold_rank,
            BOOKING.c.start_at,
            func.coalesce(TALENT.c.name, PERSON.c.name, RESOURCE.c.name).label("who"),
            func.coalesce(TALENT.c.name_zh, PERSON.c.name_zh, RESOURCE.c.name_zh).label("who_zh"),
            PROJECT.c.hue,
            PROJECT.c.name.label("project"),
            PROJECT.c.name_zh.label("project_zh"),
            PROJECT.c.lead_id,
            *client_names(),
        )
        .outerjoin(TALENT, BOOKING.c.talent_id == TALENT.c.id)
        .outerjoin(PERSON, BOOKING.c.person_id == PERSON.c.id)
        .outerjoin(RESOURCE, BOOKING.c.resource_id == RESOURCE.c.id)
        .outerjoin(PROJECT, BOOKING.c.project_id == PROJECT.c.id)
        .outerjoin(CLIENT, BOOKING.c.client_id == CLIENT.c.id)
        .where(
            BOOKING.c.state.in_(sorted(HELD)),
            BOOKING.c.hold_expires <= now(session) + SOON,
            BOOKING.c.end_at > now(session),
        )
        .order_by(BOOKING.c.hold_expires, BOOKING.c.id)
    )
    if mine is not None:
        wanted = wanted.where(PROJECT.c.lead_id == mine)
    rows, total = ask(session, wanted)
    found = []
    for row in rows:
        noun, key = _opened(row)
        ends = row.hold_expires.astimezone(zones.of(session, (row.kind_of, row.booked)))
        found.append(
            Attention(
                kind="hold",
                role="warn",
                noun=noun,
                id=key,
                version=row.version,
                number=f"{ends:%H:%M}",
                name=row.title or row.project or "",
                name_zh=row.title_zh or row.project_zh or "",
                client=row.client or "",
                client_zh=row.client_zh or "",
                hue=row.hue or "",
                day=ends.date(),
                days=(ends.date() - today).days,
                who=row.who or "",
                who_zh=row.who_zh or "",
                owner_id=row.lead_id,
            )
        )
    return found, total


def _opened(row: Any) -> tuple[str, int]:
    """Return the record where a hold is seen: whoever is held, what it is for, its project."""
    for noun in ("talent", "task", "project"):
        if key := getattr(row, f"{noun}_id"):
            return noun, key
    return "schedule", 0


def week_tasks(
    session: Session, first: date, last: date, today: date
) -> list[tuple[int, WeekEvent]]:
    """Return what is on the days, each with the id of its project.

    Shoots and lives stand on the day they begin, gates and milestones on the day they end, by the
    clocks of the calendar they are worked on.
    """
    calendars = calendars_of(session)
    begin = zones.begin_of(first - timedelta(days=1), calendars.zone)
    end = zones.begin_of(last + timedelta(days=2), calendars.zone)
    rows = session.execute(
        select(
            TASK.c.id,
            TASK.c.version,
            TASK.c.project_id,
            TASK.c.kind,
            TASK.c.title,
            TASK.c.title_zh,
            TASK.c.state,
            TASK.c.start_at,
            TASK.c.finish_at,
            TASK.c.calendar_id,
            PROJECT.c.hue,
        )
        .join(PROJECT, PROJECT.c.id == TASK.c.project_id)
        .where(
            TASK.c.kind.in_(SHOWN),
            TASK.c.state != "cancelled",
            TASK.c.unscheduled.is_(False),
            TASK.c.finish_at >= begin,
            TASK.c.start_at < end,
            PROJECT.c.archived.is_(False),
            PROJECT.c.state != "cancelled",
        )
    ).all()
    found = []
    for row in rows:
        moment = row.start_at if row.kind in ("shoot", "live") else row.finish_at
        at = moment.astimezone(ZoneInfo(calendars.row(row.calendar_id).zone))
        if not first <= at.date() <= last:
            continue
        event = WeekEvent(
            kind=row.kind,
            noun="task",
            id=row.id,
            day=at.date(),
            time=f"{at:%H:%M}",
            name=row.title,
            name_zh=row.title_zh,
            hue=row.hue,
            state=_state(row.state, at.date(), today),
            version=row.version,
        )
        found.append((row.project_id, event))
    return found


def _state(code: str, day: date, today: date) -> State | None:
    """Done and late are told; that something is still to do goes without saying."""
    if code == "done":
        return STATES.state(code)
    return LATE if day < today else None
