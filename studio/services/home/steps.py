"""Next steps that are due, and proposals whose validity ends."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, Select, and_, select
from sqlmodel import Session

from studio.domain import briefs as brief_rules
from studio.services.home.asking import CLIENT, ROLES, Found, T, ask, client_names
from studio.services.home.rows import Attention

BRIEF, PROPOSAL, VERSION = T["brief"], T["proposal"], T["proposal_version"]

EXPIRING_DAYS = 7


def _offers(mine: int | None) -> Select[Any]:
    """Read proposals whose newest version still waits, with its validity."""
    wanted = (
        select(
            PROPOSAL.c.id,
            PROPOSAL.c.version,
            PROPOSAL.c.number,
            PROPOSAL.c.title.label("name"),
            PROPOSAL.c.title_zh.label("name_zh"),
            PROPOSAL.c.next_action,
            PROPOSAL.c.next_on,
            PROPOSAL.c.owner_id.label("owner"),
            VERSION.c.no,
            VERSION.c.valid_until,
            *client_names(),
        )
        .join(
            VERSION,
            and_(VERSION.c.proposal_id == PROPOSAL.c.id, VERSION.c.no == PROPOSAL.c.newest),
        )
        .join(CLIENT, PROPOSAL.c.client_id == CLIENT.c.id)
        .where(PROPOSAL.c.archived.is_(False))
    )
    return wanted if mine is None else wanted.where(PROPOSAL.c.owner_id == mine)


def expired(session: Session, today: date, mine: int | None) -> Found:
    """Return sent proposals whose validity ended without an answer."""
    wanted = _offers(mine).where(
        VERSION.c.state.in_(("sent", "viewed")), VERSION.c.valid_until < today
    )
    rows, total = ask(session, wanted.order_by(VERSION.c.valid_until, PROPOSAL.c.id))
    return [
        _step("proposal_expired", "proposal", row, row.valid_until, (today - row.valid_until).days)
        for row in rows
    ], total


def expiring(session: Session, today: date, mine: int | None) -> Found:
    """Return sent proposals that end within a week."""
    wanted = _offers(mine).where(
        VERSION.c.state.in_(("sent", "viewed")),
        VERSION.c.valid_until.between(today, today + timedelta(days=EXPIRING_DAYS)),
    )
    rows, total = ask(session, wanted.order_by(VERSION.c.valid_until, PROPOSAL.c.id))
    return [
        _step("proposal_expiring", "proposal", row, row.valid_until, (row.valid_until - today).days)
        for row in rows
    ], total


def proposal_steps(session: Session, today: date, mine: int | None) -> Found:
    """Return open proposals whose next step is due."""
    open_states = ("draft", "internal_review", "approved", "sent", "viewed")
    wanted = _offers(mine).where(PROPOSAL.c.next_on <= today, VERSION.c.state.in_(open_states))
    rows, total = ask(session, wanted.order_by(PROPOSAL.c.next_on, PROPOSAL.c.id))
    return [
        _step("proposal_step", "proposal", row, row.next_on, (today - row.next_on).days)
        for row in rows
    ], total


def brief_steps(session: Session, today: date, mine: int | None) -> Found:
    """Return open briefs whose next step is due."""
    wanted = (
        select(
            BRIEF.c.id,
            BRIEF.c.version,
            BRIEF.c.number,
            BRIEF.c.title.label("name"),
            BRIEF.c.title_zh.label("name_zh"),
            BRIEF.c.next_action,
            BRIEF.c.next_on,
            BRIEF.c.owner_id.label("owner"),
            *client_names(),
        )
        .outerjoin(CLIENT, BRIEF.c.client_id == CLIENT.c.id)
        .where(
            BRIEF.c.archived.is_(False),
            BRIEF.c.next_on <= today,
            BRIEF.c.state.in_(sorted(brief_rules.OPEN)),
        )
        .order_by(BRIEF.c.next_on, BRIEF.c.id)
    )
    if mine is not None:
        wanted = wanted.where(BRIEF.c.owner_id == mine)
    rows, total = ask(session, wanted)
    return [
        _step("brief_step", "brief", row, row.next_on, (today - row.next_on).days) for row in rows
    ], total


def client_steps(session: Session, today: date, mine: int | None) -> Found:
    """Return clients whose next step is due."""
    wanted = (
        select(
            CLIENT.c.id,
            CLIENT.c.version,
            CLIENT.c.code.label("number"),
            CLIENT.c.name.label("name"),
            CLIENT.c.name_zh.label("name_zh"),
            CLIENT.c.next_action,
            CLIENT.c.next_on,
            CLIENT.c.lead_id.label("owner"),
            *client_names(),
        )
        .where(CLIENT.c.archived.is_(False), CLIENT.c.next_on <= today)
        .order_by(CLIENT.c.next_on, CLIENT.c.id)
    )
    if mine is not None:
        wanted = wanted.where(CLIENT.c.lead_id == mine)
    rows, total = ask(session, wanted)
    return [
        _step("client_step", "client", row, row.next_on, (today - row.next_on).days) for row in rows
    ], total


def _step(kind: str, noun: str, row: Row[Any], day: date, days: int) -> Attention:
    return Attention(
        kind=kind,
        role=ROLES[kind],
        noun=noun,
        id=row.id,
        version=row.version,
        number=row.number or "",
        name=row.name,
        name_zh=row.name_zh,
        client=row.client or "",
        client_zh=row.client_zh or "",
        day=day,
        days=days,
        who=row.next_action,
        who_zh=row.next_action,
        owner_id=row.owner,
    )
