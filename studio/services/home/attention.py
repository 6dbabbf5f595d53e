"""What needs a person today, worst first: one statement for each kind of trouble."""

from collections.abc import Callable
from datetime import date

from sqlmodel import Session

from studio.services.home import bills, endings, production, schedule, steps
from studio.services.home.asking import Found
from studio.services.home.rows import KINDS, Attention, AttentionList

Source = Callable[[Session, date, int | None], Found]

SOURCES: tuple[Source, ...] = (
    production.late_pieces,
    bills.overdue,
    steps.expired,
    steps.brief_steps,
    steps.proposal_steps,
    steps.client_steps,
    schedule.holds,
    production.budgets,
    bills.drafts,
    steps.expiring,
    endings.endings,
    production.to_settle,
)
AHEAD = frozenset({"proposal_expiring", "hold", *endings.KINDS.values()})
"""Kinds whose days lie ahead."""
_SEVERITY = {"bad": 0, "warn": 1, "wait": 2}


def attention_of(session: Session, today: date, mine: int | None, limit: int) -> AttentionList:
    """Return the worst rows, of one person only where `mine` is given, and the count of all."""
    rows: list[Attention] = []
    total = 0
    for source in SOURCES:
        found, count = source(session, today, mine)
        rows += found
        total += count
    rows.sort(key=_rank)
    return AttentionList(tuple(rows[:limit]), total)


def _rank(row: Attention) -> tuple[int, int, int, int]:
    left = row.kind in AHEAD
    return _SEVERITY[row.role], KINDS.index(row.kind), row.days if left else -row.days, row.id
