"""What can be asked of partnerships: all pairs, those of one side, one pair whole."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, and_, func, or_, select
from sqlmodel import Session, SQLModel

from studio.domain import deliverables as piece_rules
from studio.domain import projects as project_rules
from studio.domain.currencies import CURRENCIES
from studio.domain.money import Money
from studio.domain.partnerships import Measured, fatigue, results_of
from studio.errors import Missing
from studio.persistence import tables  # noqa: F401  makes every table known
from studio.services.matching import matches
from studio.services.operation import query, today
from studio.services.partnerships.rows import Job, Pair, Partnership, PartnershipFilter, Work
from studio.text import Message

T = SQLModel.metadata.tables
PIECE, PROJECT, RESULT = T["deliverable"], T["project"], T["piece_result"]
CLIENT, TALENT, KEPT = T["client"], T["talent"], T["partnership"]
REACTIONS = ("likes", "comments", "shares", "saves")


@query
def listing(session: Session, wanted: PartnershipFilter | None = None) -> list[Pair]:
    """Return pairs that worked together or are kept as partners, the latest first."""
    wanted = wanted or PartnershipFilter()
    return _pairs(session, wanted, today(session))


@query
def one(session: Session, client_id: int, talent_id: int) -> Partnership:
    """Return one client with one talent, whole."""
    now = today(session)
    pieces = _pieces(session, PartnershipFilter(client_id=client_id, talent_id=talent_id))
    names = session.execute(
        select(CLIENT.c.name, CLIENT.c.name_zh, TALENT.c.name.label("talent"),
               TALENT.c.name_zh.label("talent_zh"), TALENT.c.code)
        .select_from(CLIENT.join(TALENT, TALENT.c.id == talent_id))
        .where(CLIENT.c.id == client_id)
    ).first()  # fmt: skip
    if names is None:
        raise Missing(Message("This record is not there any more."))
    kept = session.execute(
        select(KEPT).where(KEPT.c.client_id == client_id, KEPT.c.talent_id == talent_id)
    ).first()
    pair = _pair((client_id, talent_id), names, pieces, kept, now)
    works = tuple(_work(row) for row in pieces)
    days = [row.day for row in pieces if row.day is not None and row.state in piece_rules.OUT]
    return Partnership(
        pair=pair,
        version=kept.version if kept is not None else 0,
        owner_id=kept.owner_id if kept is not None else None,
        stands_for=tuple(kept.stands_for) if kept is not None else (),
        note=kept.note if kept is not None else "",
        since=min(days, default=None),
        on_time=_on_time(pieces),
        first_pass=_first_pass(pieces),
        results=results_of([_measured(row) for row in pieces if row.views or _reacted(row)]),
        jobs=_jobs(pieces),
        works=works,
    )


def _pairs(session: Session, wanted: PartnershipFilter, now: date) -> list[Pair]:
    by_pair: dict[tuple[int, int], list[Row[Any]]] = defaultdict(list)
    for row in _pieces(session, wanted):
        by_pair[row.client_id, row.talent_id].append(row)
    asked = select(KEPT).where(KEPT.c.archived.is_(False))
    for column, value in (
        (KEPT.c.client_id, wanted.client_id),
        (KEPT.c.talent_id, wanted.talent_id),
    ):
        if value is not None:
            asked = asked.where(column == value)
    kept = {(row.client_id, row.talent_id): row for row in session.execute(asked)}
    keys = sorted({*by_pair, *kept})
    named = _names(session, keys, wanted.text)
    pairs = [
        _pair(key, named[key], by_pair.get(key, []), kept.get(key), now)
        for key in keys
        if key in named
    ]
    return sorted(pairs, key=_latest_first)


def _latest_first(pair: Pair) -> tuple[int, int, int]:
    last = pair.last_on.toordinal() if pair.last_on else 0
    return -last, pair.client_id, pair.talent_id


def _names(
    session: Session, keys: Sequence[tuple[int, int]], text: str
) -> dict[tuple[int, int], Any]:
    clients = sorted({client for client, _talent in keys})
    talents = sorted({talent for _client, talent in keys})
    asked = (
        select(CLIENT.c.id.label("client_id"), TALENT.c.id.label("talent_id"), CLIENT.c.name,
               CLIENT.c.name_zh, TALENT.c.name.label("talent"),
               TALENT.c.name_zh.label("talent_zh"), TALENT.c.code)
        .select_from(CLIENT.join(TALENT, TALENT.c.archived.is_(False)))
        .where(CLIENT.c.id.in_(clients), TALENT.c.id.in_(talents), CLIENT.c.archived.is_(False))
    )  # fmt: skip
    if text.strip():
        searched = [CLIENT.c.name, CLIENT.c.name_zh, TALENT.c.name, TALENT.c.name_zh]
        asked = asked.where(matches(text, searched))
    wanted = set(keys)
    return {
        (row.client_id, row.talent_id): row
        for row in session.execute(asked)
        if (row.client_id, row.talent_id) in wanted
    }


def _pieces(session: Session, wanted: PartnershipFilter) -> list[Row[Any]]:
    """Read the pieces of pairs with their newest measuring, the latest first."""
    newest = (
        select(RESULT.c.deliverable_id, func.max(RESULT.c.taken_on).label("taken_on"))
        .group_by(RESULT.c.deliverable_id)
        .subquery("newest")
    )
    day = func.coalesce(PIECE.c.publish_on, PIECE.c.due_final).label("day")
    asked = (
        select(
            PIECE.c.id, PIECE.c.number, PIECE.c.title, PIECE.c.title_zh, PIECE.c.platform,
            PIECE.c.state, PIECE.c.publish_on, PIECE.c.due_final, PIECE.c.price,
            PIECE.c.rounds_used, PIECE.c.talent_id, day, PROJECT.c.client_id,
            PROJECT.c.id.label("project_id"), PROJECT.c.number.label("project"),
            PROJECT.c.name, PROJECT.c.name_zh, PROJECT.c.hue, PROJECT.c.currency,
            PROJECT.c.state.label("project_state"), RESULT.c.taken_on, RESULT.c.views,
            *(RESULT.c[name] for name in REACTIONS),
        )
        .select_from(PIECE)
        .join(PROJECT, PROJECT.c.id == PIECE.c.project_id)
        .outerjoin(newest, newest.c.deliverable_id == PIECE.c.id)
        .outerjoin(
            RESULT,
            and_(RESULT.c.deliverable_id == PIECE.c.id, RESULT.c.taken_on == newest.c.taken_on),
        )
        .where(
            PIECE.c.talent_id.is_not(None),
            PIECE.c.archived.is_(False),
            PIECE.c.state != "cancelled",
            or_(PROJECT.c.archived.is_(False), PROJECT.c.state == "closed"),
        )
        .order_by(day.desc(), PIECE.c.id.desc())
    )  # fmt: skip
    if wanted.client_id is not None:
        asked = asked.where(PROJECT.c.client_id == wanted.client_id)
    if wanted.talent_id is not None:
        asked = asked.where(PIECE.c.talent_id == wanted.talent_id)
    return list(session.execute(asked).all())


def _pair(
    key: tuple[int, int], names: Any, pieces: Sequence[Row[Any]], kept: Any, now: date
) -> Pair:
    out = [_day(row) for row in pieces if row.state in piece_rules.OUT]
    known = [day for day in out if day is not None]
    tired = fatigue(known, now)
    return Pair(
        client_id=key[0],
        talent_id=key[1],
        client=names.name,
        client_zh=names.name_zh,
        talent=names.talent,
        talent_zh=names.talent_zh,
        code=names.code,
        jobs=len({row.project_id for row in pieces}),
        pieces=len(pieces),
        spend=_spend(pieces),
        last_on=tired.last_on,
        renewal_on=kept.renewal_on if kept is not None else None,
        next_step=kept.next_step if kept is not None else "",
        next_on=kept.next_on if kept is not None else None,
        fatigue=tired,
    )


def _day(row: Row[Any]) -> date | None:
    """Return a piece's day; a computed column comes back as text from SQLite."""
    day: date | None = row.publish_on or row.due_final
    return day


def _spend(pieces: Iterable[Row[Any]]) -> tuple[Money, ...]:
    sums: dict[str, int] = defaultdict(int)
    for row in pieces:
        sums[row.currency] += row.price
    return tuple(Money(minor, code) for code, minor in sorted(sums.items()) if minor)


def _reacted(row: Row[Any]) -> int | None:
    known = [getattr(row, name) for name in REACTIONS if getattr(row, name) is not None]
    return sum(known) if known else None


def _measured(row: Row[Any]) -> Measured:
    exponent = CURRENCIES[row.currency].minor if row.currency in CURRENCIES else 2
    return Measured(row.price, row.currency, exponent, row.views, _reacted(row))


def _work(row: Row[Any]) -> Work:
    return Work(
        row.id,
        row.number,
        row.title,
        row.title_zh,
        row.platform,
        piece_rules.STATES.state(row.state),
        _day(row),
        Money(row.price, row.currency),
        row.views,
        _reacted(row),
        row.taken_on,
    )


def _jobs(pieces: Sequence[Row[Any]]) -> tuple[Job, ...]:
    by_project: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in pieces:
        by_project[row.project_id].append(row)
    found = []
    for rows in by_project.values():
        first = rows[0]
        days = [day for day in map(_day, rows) if day is not None]
        found.append(
            Job(
                first.project_id,
                first.project,
                first.name,
                first.name_zh,
                first.hue,
                project_rules.STATES.state(first.project_state),
                len(rows),
                sum(row.state in piece_rules.OUT for row in rows),
                Money(sum(row.price for row in rows), first.currency),
                min(days, default=None),
                max(days, default=None),
            )
        )
    return tuple(found)


def _on_time(pieces: Sequence[Row[Any]]) -> Decimal | None:
    out = [
        row for row in pieces if row.state in piece_rules.OUT and row.publish_on and row.due_final
    ]
    return _share(sum(row.publish_on <= row.due_final for row in out), len(out))


def _first_pass(pieces: Sequence[Row[Any]]) -> Decimal | None:
    out = [row for row in pieces if row.state in piece_rules.OUT]
    return _share(sum(row.rounds_used <= 1 for row in out), len(out))


def _share(part: int, whole: int) -> Decimal | None:
    return (Decimal(part) / whole).quantize(Decimal("0.001")) if whole else None
