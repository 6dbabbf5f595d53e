"""This week: what goes out, what is due, what expires, on which of seven days."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlmodel import Session, SQLModel

from studio.domain import briefs as brief_rules
from studio.domain import deliverables as piece_rules
from studio.domain import invoices as invoice_rules
from studio.domain.dates import week_of
from studio.persistence import tables  # noqa: F401  makes every table known
from studio.services.home.rows import Week, WeekEvent
from studio.services.home.schedule import LATE, week_tasks

T = SQLModel.metadata.tables
PIECE, PROJECT, INVOICE, BRIEF = T["deliverable"], T["project"], T["invoice"], T["brief"]
PROPOSAL, VERSION = T["proposal"], T["proposal_version"]

UNFINISHED = piece_rules.OPEN - frozenset(piece_rules.COLUMNS["ready"])
"""States in which a draft or the final is still to be made."""

LOOK_AHEAD = timedelta(days=60)


def week_with(session: Session, day: date, today: date) -> Week:
    """Return the week a day is in, Monday first, with everything that is on it."""
    days = week_of(day)
    events = sorted(_events(session, days[0], days[-1], today), key=_by_time)
    shoots = sum(event.kind in ("shoot", "live") for event in events)
    posts = sum(event.kind == "post" for event in events)
    dues = sum(event.kind in ("draft", "due") for event in events)
    return Week(days, tuple(events), posts, dues, shoots)


def upcoming_of(session: Session, today: date) -> WeekEvent | None:
    """Return the next thing that is planned, today or later."""
    events = [
        event
        for event in _events(session, today, today + LOOK_AHEAD, today)
        if event.state is None or event.state.role not in ("good", "bad")
    ]
    return min(events, key=_by_time, default=None)


def _by_time(event: WeekEvent) -> tuple[date, str, str, int]:
    return event.day, event.time or "24", event.noun, event.id


def _events(session: Session, first: date, last: date, today: date) -> list[WeekEvent]:
    pieces = _pieces(session, first, last, today)
    known = {(piece.day, piece.name) for piece in pieces}
    tasks = [
        (project, event)
        for project, event in week_tasks(session, first, last, today)
        if (event.day, event.name) not in known  # the piece itself says more than its milestone
    ]
    told = {(project, event.day) for project, event in tasks}
    return [
        *pieces,
        *(event for _project, event in tasks),
        # A step typed by hand on a day the schedule tells of is the same thing twice.
        *(step for step in _steps(session, first, last) if (step.id, step.day) not in told),
        *_offers(session, first, last),
        *_invoices(session, first, last, today),
        *_briefs(session, first, last),
    ]


def _pieces(session: Session, first: date, last: date, today: date) -> list[WeekEvent]:
    """Publishing days of all pieces; days a draft or the final is due for those not out yet."""
    found = session.execute(
        select(
            PIECE.c.id,
            PIECE.c.version,
            PIECE.c.title,
            PIECE.c.title_zh,
            PIECE.c.platform,
            PIECE.c.state,
            PIECE.c.due_draft,
            PIECE.c.due_final,
            PIECE.c.publish_on,
            PIECE.c.publish_time,
            PROJECT.c.hue,
        )
        .join(PROJECT, PIECE.c.project_id == PROJECT.c.id)
        .where(
            PIECE.c.archived.is_(False),
            PROJECT.c.archived.is_(False),
            PROJECT.c.state != "cancelled",
            PIECE.c.state != "cancelled",
            or_(
                PIECE.c.publish_on.between(first, last),
                and_(
                    PIECE.c.state.in_(sorted(UNFINISHED)),
                    or_(
                        PIECE.c.due_draft.between(first, last),
                        PIECE.c.due_final.between(first, last),
                    ),
                ),
            ),
        )
    ).all()
    events = []
    for row in found:
        for kind, day in _piece_days(row):
            if first <= day <= last:
                late = row.state in piece_rules.OPEN and day < today
                events.append(
                    WeekEvent(
                        kind=kind,
                        noun="deliverable",
                        id=row.id,
                        day=day,
                        time=row.publish_time if kind == "post" else "",
                        name=row.title,
                        name_zh=row.title_zh,
                        platform=row.platform,
                        hue=row.hue,
                        state=LATE if late else piece_rules.STATES.state(row.state),
                        version=row.version,
                    )
                )
    return events


def _piece_days(row: Any) -> list[tuple[str, date]]:
    """Return the days of a piece, one entry where two fall together."""
    days: dict[date, str] = {}
    if row.state in UNFINISHED:
        days |= {row.due_draft: "draft"} if row.due_draft else {}
        days |= {row.due_final: "due"} if row.due_final else {}
    days |= {row.publish_on: "post"} if row.publish_on else {}
    return [(kind, day) for day, kind in days.items()]


def _steps(session: Session, first: date, last: date) -> list[WeekEvent]:
    found = session.execute(
        select(
            PROJECT.c.id,
            PROJECT.c.version,
            PROJECT.c.next_step,
            PROJECT.c.next_step_zh,
            PROJECT.c.next_on,
            PROJECT.c.hue,
        ).where(
            PROJECT.c.archived.is_(False),
            PROJECT.c.state.in_(("planned", "active", "on_hold", "delivered", "reporting")),
            PROJECT.c.next_on.between(first, last),
            PROJECT.c.next_step != "",
        )
    ).all()
    return [
        WeekEvent(
            kind="step",
            noun="project",
            id=row.id,
            day=row.next_on,
            time="",
            name=row.next_step,
            name_zh=row.next_step_zh,
            hue=row.hue,
            version=row.version,
        )
        for row in found
    ]


def _offers(session: Session, first: date, last: date) -> list[WeekEvent]:
    """The last days of proposals that still wait for an answer."""
    found = session.execute(
        select(
            PROPOSAL.c.id,
            PROPOSAL.c.version,
            PROPOSAL.c.title,
            PROPOSAL.c.title_zh,
            VERSION.c.valid_until,
        )
        .join(
            VERSION,
            and_(VERSION.c.proposal_id == PROPOSAL.c.id, VERSION.c.no == PROPOSAL.c.newest),
        )
        .where(
            PROPOSAL.c.archived.is_(False),
            VERSION.c.state.in_(("sent", "viewed")),
            VERSION.c.valid_until.between(first, last),
        )
    ).all()
    return [
        WeekEvent(
            kind="proposal",
            noun="proposal",
            id=row.id,
            day=row.valid_until,
            time="",
            name=row.title,
            name_zh=row.title_zh,
            version=row.version,
        )
        for row in found
    ]


def _invoices(session: Session, first: date, last: date, today: date) -> list[WeekEvent]:
    """Open invoices on the day they fall due; drafts on the day they are to be issued."""
    drafts: ColumnElement[bool] = INVOICE.c.issued_on.between(first, last)
    if first <= today <= last:
        drafts = or_(INVOICE.c.issued_on.is_(None), INVOICE.c.issued_on <= last)
    owed = INVOICE.c.gross - INVOICE.c.paid - INVOICE.c.credited
    found = session.execute(
        select(
            INVOICE.c.id,
            INVOICE.c.version,
            INVOICE.c.title,
            INVOICE.c.title_zh,
            INVOICE.c.state,
            INVOICE.c.due_on,
            INVOICE.c.issued_on,
            PROJECT.c.hue,
            owed.label("owed"),
        )
        .outerjoin(PROJECT, INVOICE.c.project_id == PROJECT.c.id)
        .where(
            INVOICE.c.type == "invoice",
            INVOICE.c.archived.is_(False),
            or_(
                and_(INVOICE.c.state == "draft", drafts),
                and_(
                    INVOICE.c.state.in_(sorted(invoice_rules.OPEN)),
                    INVOICE.c.due_on.between(first, last),
                    owed > 0,
                ),
            ),
        )
    ).all()
    return [
        WeekEvent(
            kind="invoice",
            noun="invoice",
            id=row.id,
            day=max(row.issued_on or today, min(today, last))
            if row.state == "draft"
            else row.due_on,
            time="",
            name=row.title,
            name_zh=row.title_zh,
            hue=row.hue or "",
            state=invoice_rules.shown_state(row.state, row.due_on, row.owed, today),
            version=row.version,
        )
        for row in found
    ]


def _briefs(session: Session, first: date, last: date) -> list[WeekEvent]:
    """Days by which a client waits for our proposal."""
    found = session.execute(
        select(
            BRIEF.c.id,
            BRIEF.c.version,
            BRIEF.c.title,
            BRIEF.c.title_zh,
            BRIEF.c.state,
            BRIEF.c.due_on,
            BRIEF.c.due_time,
        ).where(
            BRIEF.c.archived.is_(False),
            BRIEF.c.state.in_(sorted(brief_rules.OPEN - {"proposed"})),
            BRIEF.c.due_on.between(first, last),
        )
    ).all()
    return [
        WeekEvent(
            kind="brief",
            noun="brief",
            id=row.id,
            day=row.due_on,
            time=row.due_time,
            name=row.title,
            name_zh=row.title_zh,
            state=brief_rules.STATES.state(row.state),
            version=row.version,
        )
        for row in found
    ]
