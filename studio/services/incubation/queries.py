"""What can be asked of one person's way through incubation, whole."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session, SQLModel

from studio.domain import incubation as rules
from studio.domain.money import Money
from studio.domain.talent.tiers import band
from studio.errors import Missing
from studio.services.incubation import reading
from studio.services.incubation.reading import (
    INCUBATION,
    MILESTONE,
    MONEY,
    PERSON,
    STEP,
    TALENT,
    TEST,
)
from studio.services.incubation.rows import (
    Balance,
    Booked,
    Incubation,
    Milestone,
    Step,
    Test,
    Way,
)
from studio.services.operation import query, today
from studio.services.talent.readings import bands
from studio.text import Message

T = SQLModel.metadata.tables
PIECE, PROJECT = T["deliverable"], T["project"]
EARNED = ("published", "delivered", "measured")


@query
def one(session: Session, talent_id: int) -> Incubation:
    """Return one person's way whole; raise Missing where they never stood on the board."""
    return read_one(session, talent_id)


def read_one(session: Session, talent_id: int) -> Incubation:
    """Return one person's way whole, inside a running call."""
    row = session.execute(
        select(INCUBATION, TALENT.c.code, TALENT.c.name, TALENT.c.name_zh, TALENT.c.kind,
               PERSON.c.name.label("mentor"), PERSON.c.name_zh.label("mentor_zh"))
        .select_from(INCUBATION)
        .join(TALENT, TALENT.c.id == INCUBATION.c.talent_id)
        .outerjoin(PERSON, PERSON.c.id == INCUBATION.c.mentor_id)
        .where(INCUBATION.c.talent_id == talent_id)
    ).first()  # fmt: skip
    if row is None:
        raise Missing(Message("They do not stand on the board."))
    return _whole(session, row, today(session))


@query
def stands(session: Session, talent_id: int) -> bool:
    """Say whether somebody stands on the board."""
    found = select(INCUBATION.c.id).where(INCUBATION.c.talent_id == talent_id)
    return session.execute(found).first() is not None


def _whole(session: Session, row: Row[Any], now: date) -> Incubation:
    key = row.talent_id
    last = reading.newest(session, [key]).get(key)
    series = reading.readings(session, last.account_id) if last else ()
    standing = reading.standings(session, [row], now)[key]
    since = row.scouted_on or now
    limits = rules.pass_marks(now)
    target = _target(session, row.target_tier)
    return Incubation(
        **{
            name: getattr(row, name)
            for name in (
                "talent_id", "version", "code", "name", "name_zh", "kind", "state_reason",
                "source", "niche", "scout_id", "scouted_on", "lawful_basis", "basis_note",
                "notice_on", "objected", "contacted_on", "mentor_id", "target_tier", "target_on",
                "plan_note", "payee", "ip_proof",
            )
        },
        state=rules.STATES.state(row.state),
        since=row.state_since,
        notice_due=None
        if row.notice_on or row.lawful_basis in ("consent", "contract")
        else since + timedelta(days=limits.notice_days),
        mentor=row.mentor or "",
        mentor_zh=row.mentor_zh or "",
        platform=last.platform if last else "",
        followers=last.followers if last else None,
        read_on=last.read_on if last else None,
        readings=series,
        growth=rules.growth_of(
            [one for one in series if one[0] >= since] or series[-1:], target, row.target_on
        ),
        marks=standing.marks,
        advice=rules.advice(standing.marks, now, row.state),
        tests=_tests(session, key),
        milestones=_milestones(session, key, now),
        money=_money(session, key),
        balances=_balances(session, key),
        steps=_steps(session, key),
        ways=tuple(
            Way(after, tuple(rules.gates_for(after, standing, now, row.state)))
            for after in rules.STATES.offered(row.state)
        ),
    )  # fmt: skip


def _target(session: Session, tier: str) -> int | None:
    """Return with how many followers a tier begins."""
    if not tier:
        return None
    found = band(tier, bands(session))
    return found.least if found is not None else None


def _tests(session: Session, key: int) -> tuple[Test, ...]:
    rows = session.execute(
        select(TEST, PERSON.c.name.label("judge"), PERSON.c.name_zh.label("judge_zh"))
        .select_from(TEST)
        .outerjoin(PERSON, PERSON.c.id == TEST.c.judge_id)
        .where(TEST.c.talent_id == key)
        .order_by(TEST.c.held_on.desc(), TEST.c.id.desc())
    )
    order = [rule.code for rule in rules.rubric(today(session))]
    return tuple(
        Test(
            row.id,
            row.version,
            row.title,
            row.title_zh,
            row.held_on,
            row.judge_id,
            row.judge or "",
            row.judge_zh or "",
            tuple((code, row.scores[code]) for code in order if code in row.scores),
            row.note,
        )
        for row in rows
    )


def _milestones(session: Session, key: int, now: date) -> tuple[Milestone, ...]:
    rows = session.execute(
        select(MILESTONE)
        .where(MILESTONE.c.talent_id == key)
        .order_by(MILESTONE.c.due_on.is_(None), MILESTONE.c.due_on, MILESTONE.c.id)
    )
    return tuple(
        Milestone(
            row.id,
            row.version,
            row.title,
            row.title_zh,
            row.due_on,
            row.done_on,
            row.done_on is None and row.due_on is not None and row.due_on < now,
            row.note,
        )
        for row in rows
    )


def _money(session: Session, key: int) -> tuple[Booked, ...]:
    rows = session.execute(
        select(MONEY)
        .where(MONEY.c.talent_id == key)
        .order_by(MONEY.c.day.desc(), MONEY.c.id.desc())
    )
    return tuple(
        Booked(
            row.id,
            row.version,
            row.kind,
            row.title,
            row.title_zh,
            row.day,
            Money(row.amount, row.currency),
            row.note,
        )
        for row in rows
    )


def _balances(session: Session, key: int) -> tuple[Balance, ...]:
    """Sum what was put in and what came of it per currency; pieces that went out count by price."""
    put_in: dict[str, int] = defaultdict(int)
    earned: dict[str, int] = defaultdict(int)
    jobs: dict[str, int] = defaultdict(int)
    for row in session.execute(select(MONEY).where(MONEY.c.talent_id == key)):
        (put_in if row.kind == "investment" else earned)[row.currency] += row.amount
    pieces = session.execute(
        select(PROJECT.c.currency, PIECE.c.price)
        .join(PROJECT, PROJECT.c.id == PIECE.c.project_id)
        .where(PIECE.c.talent_id == key, PIECE.c.state.in_(EARNED), PIECE.c.archived.is_(False))
    )
    for currency, price in pieces:
        jobs[currency] += price
        earned[currency] += price
    known = sorted({code for code in (*put_in, *earned) if put_in[code] or earned[code]})
    return tuple(
        Balance(Money(put_in[code], code), Money(earned[code], code), Money(jobs[code], code))
        for code in known
    )


def _steps(session: Session, key: int) -> tuple[Step, ...]:
    rows = session.execute(
        select(STEP, PERSON.c.name.label("by"), PERSON.c.name_zh.label("by_zh"))
        .select_from(STEP)
        .outerjoin(PERSON, PERSON.c.id == STEP.c.created_by)
        .where(STEP.c.talent_id == key)
        .order_by(STEP.c.id.desc())
    )
    return tuple(
        Step(
            rules.STATES.state(row.before) if row.before else None,
            rules.STATES.state(row.after),
            row.day,
            row.created_at,
            row.by or "",
            row.by_zh or "",
            row.decision,
            tuple(rules.gate_label(code) for code in row.missing),
            row.override_reason,
        )
        for row in rows
    )
