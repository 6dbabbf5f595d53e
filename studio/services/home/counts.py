"""The counts behind the areas of the side bar: few statements, no rows."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import and_, func, or_, select
from sqlmodel import Session

from studio.domain import briefs as brief_rules
from studio.services.home.asking import PROJECT
from studio.services.home.bills import INVOICE, is_overdue
from studio.services.home.production import PIECE, is_late
from studio.services.home.steps import BRIEF, PROPOSAL, VERSION
from studio.services.schedule.levelling import booked_twice

Badges = Mapping[str, tuple[int, bool]]
"""Area of the window -> how many, and whether something there is late."""


def badges_of(session: Session, today: date) -> Badges:
    """Return what waits in each area; areas where nothing waits are left out."""
    found = {
        "briefs": (_briefs(session, today), False),
        "proposals": (_expired(session, today), True),
        "schedule": (booked_twice(session), True),
        "deliverables": (_late(session, today), True),
        "invoices": (_overdue(session, today), True),
    }
    return {area: badge for area, badge in found.items() if badge[0]}


def _briefs(session: Session, today: date) -> int:
    """Briefs that wait for us: new ones and those being clarified, unless they have lapsed."""
    lapsed = today - brief_rules.EXPIRES_AFTER
    return int(
        session.execute(
            select(func.count()).where(
                BRIEF.c.archived.is_(False),
                BRIEF.c.state.in_(("draft", "received", "clarifying")),
                or_(BRIEF.c.due_on.is_(None), BRIEF.c.due_on >= lapsed),
            )
        ).scalar_one()
    )


def _expired(session: Session, today: date) -> int:
    return int(
        session.execute(
            select(func.count())
            .select_from(PROPOSAL)
            .join(
                VERSION,
                and_(VERSION.c.proposal_id == PROPOSAL.c.id, VERSION.c.no == PROPOSAL.c.newest),
            )
            .where(
                PROPOSAL.c.archived.is_(False),
                VERSION.c.state.in_(("sent", "viewed")),
                VERSION.c.valid_until < today,
            )
        ).scalar_one()
    )


def _late(session: Session, today: date) -> int:
    return int(
        session.execute(
            select(func.count())
            .select_from(PIECE)
            .join(PROJECT, PIECE.c.project_id == PROJECT.c.id)
            .where(*is_late(today))
        ).scalar_one()
    )


def _overdue(session: Session, today: date) -> int:
    return int(
        session.execute(
            select(func.count()).select_from(INVOICE).where(*is_overdue(today))
        ).scalar_one()
    )
