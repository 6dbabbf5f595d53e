"""The board of incubation: its stages with their first cards, and more of a stage on demand."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Text, cast, func, or_, select
from sqlmodel import Session

from studio.domain import incubation as rules
from studio.services.incubation import reading
from studio.services.incubation.reading import ACCOUNT, INCUBATION, PERSON, TALENT
from studio.services.incubation.rows import Card, Column, IncubationFilter
from studio.services.matching import matches
from studio.services.operation import query, today

PAGE = 40
"""Cards of a stage that are read at once; the rest come as somebody scrolls to them."""


@query
def board(
    session: Session, wanted: IncubationFilter | None = None, limit: int = PAGE
) -> list[Column]:
    """Return the stages of the board, then those who left it: each count and the first cards."""
    state = INCUBATION.c.state
    ordered = func.row_number().over(partition_by=state, order_by=_newest_first())
    counted = func.count().over(partition_by=state)
    inner = _wanted(wanted).add_columns(ordered.label("nth"), counted.label("total")).subquery()
    by_state: dict[str, list[Row[Any]]] = defaultdict(list)
    found = session.execute(select(inner).where(inner.c.nth <= limit).order_by(inner.c.nth)).all()
    for row in found:
        by_state[row.state].append(row)
    shown = _cards(session, found)
    return [
        Column(
            key,
            by_state[key][0].total if by_state[key] else 0,
            tuple(shown[row.talent_id] for row in by_state[key]),
        )
        for key in (*rules.COLUMNS, *rules.LEFT)
    ]


@query
def cards(
    session: Session,
    state: str,
    wanted: IncubationFilter | None = None,
    start: int = 0,
    limit: int = PAGE,
) -> list[Card]:
    """Return further cards of one stage."""
    found = _wanted(wanted).where(INCUBATION.c.state == state).order_by(*_newest_first())
    rows = session.execute(found.offset(start).limit(limit)).all()
    shown = _cards(session, rows)
    return [shown[row.talent_id] for row in rows]


def _newest_first() -> tuple[Any, Any]:
    return INCUBATION.c.state_since.desc(), INCUBATION.c.id.desc()


def _wanted(wanted: IncubationFilter | None) -> Select[Any]:
    wanted = wanted or IncubationFilter()
    mentor = PERSON.alias("mentor")
    found = (
        select(
            INCUBATION,
            TALENT.c.code,
            TALENT.c.name,
            TALENT.c.name_zh,
            TALENT.c.kind,
            mentor.c.name.label("mentor"),
            mentor.c.name_zh.label("mentor_zh"),
        )
        .select_from(INCUBATION)
        .join(TALENT, TALENT.c.id == INCUBATION.c.talent_id)
        .outerjoin(mentor, mentor.c.id == INCUBATION.c.mentor_id)
        .where(TALENT.c.archived.is_(False))
    )
    if wanted.text.strip():
        found = found.where(_says(wanted.text))
    if wanted.mentor_id is not None:
        found = found.where(INCUBATION.c.mentor_id == wanted.mentor_id)
    if wanted.states:
        found = found.where(INCUBATION.c.state.in_(wanted.states))
    return found


def _says(text: str) -> ColumnElement[bool]:
    """Find names in both scripts and by their sound, codes, niches, handles."""
    own = [TALENT.c.name, TALENT.c.name_zh, TALENT.c.code, INCUBATION.c.niche]
    handles = select(ACCOUNT.c.id).where(
        ACCOUNT.c.talent_id == TALENT.c.id, matches(text, [ACCOUNT.c.handle])
    )
    sounds = cast(TALENT.c.name_keys, Text)
    return or_(matches(text, [*own, sounds]), handles.correlate(TALENT).exists())


def _cards(session: Session, rows: Sequence[Row[Any]]) -> dict[int, Card]:
    now, keys = today(session), [row.talent_id for row in rows]
    read = reading.newest(session, keys)
    planned = reading.milestones(session, keys)
    standings = reading.standings(session, rows, now)
    cards = {}
    for row in rows:
        last, standing = read.get(row.talent_id), standings[row.talent_id]
        following = reading.next_state(row.state)
        total, done = planned.get(row.talent_id, (0, 0))
        asked = rules.gates_for(following, standing, now, row.state)
        open_gates = [gate for gate in asked if not gate.met]
        cards[row.talent_id] = Card(
            talent_id=row.talent_id,
            version=row.version,
            code=row.code,
            name=row.name,
            name_zh=row.name_zh,
            kind=row.kind,
            state=rules.STATES.state(row.state),
            since=row.state_since,
            niche=row.niche,
            platform=last.platform if last else "",
            followers=last.followers if last else None,
            read_on=last.read_on if last else None,
            tests=standing.marks.tests,
            average=standing.marks.average,
            weak=standing.marks.weak,
            target_tier=row.target_tier,
            target_on=row.target_on,
            mentor=row.mentor or "",
            mentor_zh=row.mentor_zh or "",
            milestones=total,
            milestones_done=done,
            next_state=following,
            missing=tuple(gate.label for gate in open_gates),
            lacks=tuple(gate.lack for gate in open_gates),
        )
    return cards
