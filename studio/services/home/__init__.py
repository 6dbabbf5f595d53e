"""Home: what needs a person today, money to come, the week, the active projects."""

from datetime import date

from sqlmodel import Session

from studio.services.home.attention import attention_of
from studio.services.home.counts import Badges, badges_of
from studio.services.home.money import money_of
from studio.services.home.projects import projects_of
from studio.services.home.rows import (
    ActiveProject,
    ActiveProjects,
    Attention,
    AttentionList,
    Home,
    Income,
    MoneyToCome,
    Week,
    WeekEvent,
)
from studio.services.home.week import upcoming_of, week_with
from studio.services.operation import query, today

__all__ = [
    "ActiveProject",
    "ActiveProjects",
    "Attention",
    "AttentionList",
    "Home",
    "Income",
    "MoneyToCome",
    "Week",
    "WeekEvent",
    "attention",
    "badges",
    "everything",
    "money",
    "projects",
    "week",
]

ATTENTION, INCOMES, PROJECTS = 40, 30, 12
"""How many rows Home shows of each; the heads carry the whole count."""


@query
def everything(session: Session, *, mine: int | None = None, day: date | None = None) -> Home:
    """Return all of Home at once; `mine` keeps what one person minds, `day` picks the week."""
    now = today(session)
    shown = attention_of(session, now, mine, ATTENTION)
    return Home(
        today=now,
        attention=shown,
        money=money_of(session, now, INCOMES),
        week=week_with(session, day or now, now),
        projects=projects_of(session, now, PROJECTS),
        upcoming=None if shown.rows else upcoming_of(session, now),
    )


@query
def attention(session: Session, *, mine: int | None = None) -> AttentionList:
    """Return what needs a person, worst first."""
    return attention_of(session, today(session), mine, ATTENTION)


@query
def money(session: Session) -> MoneyToCome:
    """Return the money to come, per currency and by due date."""
    return money_of(session, today(session), INCOMES)


@query
def week(session: Session, *, day: date | None = None) -> Week:
    """Return the week a day is in; this one where none is given."""
    now = today(session)
    return week_with(session, day or now, now)


@query
def projects(session: Session) -> ActiveProjects:
    """Return the active projects by their next date."""
    return projects_of(session, today(session), PROJECTS)


@query
def badges(session: Session) -> Badges:
    """Return what waits in each area of the window: how many, and whether that is late."""
    return badges_of(session, today(session))
