"""What can be asked of shortlists: who answers to a brief, and who was picked for it."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import Session

from studio.domain import shortlisting as rules
from studio.domain.money import Money
from studio.domain.shortlisting import (
    Facts,
    Match,
    Removed,
    Scored,
    Terms,
    Wishes,
    Yardsticks,
    account_for,
    engagement_medians,
    figures,
    price_for,
)
from studio.domain.shortlisting import (
    match as put_in_order,
)
from studio.services.bookings import protecting, zones
from studio.services.operation import query, today
from studio.services.shortlists import costs, facts, wished
from studio.services.shortlists.rows import Away, BriefHead, Found, Kept, MatchRow
from studio.services.shortlists.wished import T
from studio.services.talent.readings import bands as bands_of
from studio.text import Message

CANDIDATE, TALENT = T["candidate"], T["talent"]
OPEN_END = timedelta(days=60)
"""How long a window without an end is looked at for exclusivity."""


MARKETS = ("market", "client_market")
"""Where the work runs, as the brief says, else its client."""


@query
def match(session: Session, brief_id: int, wishes: Wishes | None = None) -> Found:
    """Return who answers to a brief, in order, with reasons; `wishes` try something out.

    Without them what was kept for the brief counts, on top of what its fields say.
    """
    return read_match(session, brief_id, wishes)


def read_match(session: Session, brief_id: int, wishes: Wishes | None = None) -> Found:
    """Return who answers to a brief, inside a running call."""
    with facts.uncollected():
        return _read_match(session, brief_id, wishes)


def _read_match(session: Session, brief_id: int, wishes: Wishes | None) -> Found:
    now = today(session)
    head, row = wished.read_brief(session, brief_id)
    values, weights, version = wished.kept(session, brief_id)
    first = wished.prefilled(session, head, row, now, piece=values.get("piece", 0))
    asked = wishes if wishes is not None else wished.changed(first, values)
    shipped = wished.shipped_terms(now)
    own = wished.own_weights(session, shipped)
    terms = replace(shipped, weights={name: weights.get(name, own[name]) for name in own})
    answer, people, yardsticks = _answer(session, row, asked, terms, now)
    picked = _kept(session, brief_id)
    by_talent = {one.talent_id: one for one in picked}
    worst = answer.worst
    return Found(
        brief=head,
        version=version,
        wishes=asked,
        prefilled=first,
        weights=tuple(terms.weights.items()),
        own_weights=tuple(own.items()),
        rows=tuple(
            _row(scored, asked, terms, by_talent.get(scored.facts.id), now)
            for scored in answer.scored
        ),
        kept=tuple(picked),
        away=tuple(_away(people[key], codes) for key, codes in answer.excluded.items()),
        removed=answer.removed,
        worst=_said(worst),
        worst_filter=worst.filter if worst else "",
        considered=answer.considered,
        beside=_beside(session, row, asked, terms, yardsticks, now, answer, picked),
    )


def _beside(
    session: Session,
    row: object,
    wishes: Wishes,
    terms: Terms,
    yardsticks: Yardsticks,
    now: date,
    answer: Match,
    picked: list[Kept],
) -> tuple[MatchRow, ...]:
    """Return the rows of those on the list whom a filter keeps away, by their largest account."""
    listed = [one for one in picked if one.state.code != "declined"]
    out = [one for one in listed if one.talent_id in answer.excluded]
    if not out:
        return ()
    anywhere = replace(wishes, platforms=())
    by_id = {one.id: one for one in _people(session, row, anywhere, now)}
    known = [by_id[one.talent_id] for one in out if one.talent_id in by_id]
    by_talent = {one.talent_id: one for one in out}
    return tuple(
        replace(
            _row(scored, anywhere, terms, by_talent[scored.facts.id], now),
            left_out=answer.excluded[scored.facts.id],
        )
        for scored in rules.valued(known, anywhere, terms, yardsticks, now)
    )


def _answer(
    session: Session, row: object, wishes: Wishes, terms: Terms, now: date
) -> tuple[Match, dict[int, Facts], Yardsticks]:
    people = _people(session, row, wishes, now)
    yardsticks = Yardsticks(
        costs=costs.cost_benchmarks(session, bands_of(session)) if wishes.format else {},
        engagement=engagement_medians(people, wishes),
        published=figures(now),
    )
    answer = put_in_order(people, wishes, terms, yardsticks, now)
    return answer, {one.id: one for one in people}, yardsticks


def _people(session: Session, row: object, wishes: Wishes, now: date) -> list[Facts]:
    client_id: int | None = getattr(row, "client_id", None)
    brand_id: int | None = getattr(row, "brand_id", None)
    start = wishes.first or now
    wanted = protecting.wanted(
        session,
        start,
        max(wishes.last or start + OPEN_END, start),
        client_id=client_id,
        brand_id=brand_id,
        territory=protecting.market(*(getattr(row, name, "") for name in MARKETS)),
        platforms=wishes.platforms,
    )
    return facts.read_facts(
        session,
        wishes,
        client_id=client_id,
        wanted=wanted,
        bands=bands_of(session),
        zone=zones.zone(session),
    )


def _row(scored: Scored, wishes: Wishes, terms: Terms, kept: Kept | None, now: date) -> MatchRow:
    known = scored.facts
    account, price = account_for(known, wishes), price_for(known, wishes)
    read_on = account.as_of if account else None
    return MatchRow(
        talent_id=known.id,
        code=known.code,
        name=known.name,
        name_zh=known.name_zh,
        kind=known.kind,
        city=known.city,
        platform=account.platform if account else "",
        handle=account.handle if account else "",
        followers=account.followers if account else None,
        read_on=read_on,
        stale=read_on is not None and (now - read_on).days > terms.fresh_days,
        tier=account.tier if account else "",
        price=Money(price.amount, price.currency) if price else None,
        confirmed=price.confirmed if price else False,
        scored=scored,
        busy=known.busy,
        bound=known.exclusive,
        last_job=known.last_job,
        candidate_id=kept.id if kept else 0,
        candidate_version=kept.version if kept else 0,
        state=kept.state if kept else None,
    )


def _away(known: Facts, codes: tuple[str, ...]) -> Away:
    words: tuple[Message, ...] = ()
    if "pitch" in codes and known.do_not_pitch:
        words = (Message("{reason}", reason=known.do_not_pitch),)
    if "exclusive" in codes:
        words = (*words, *known.exclusive)
    return Away(known.id, known.code, known.name, known.name_zh, codes, words)


def _said(worst: Removed | None) -> Message | None:
    if worst is None:
        return None
    return rules.REMOVES[worst.filter].filled(count=worst.count, total=worst.of)


@query
def candidates(session: Session, brief_id: int) -> list[Kept]:
    """Return everybody put on a brief's shortlist or declined for it, in the list's order."""
    return _kept(session, brief_id)


@query
def head(session: Session, brief_id: int) -> BriefHead:
    """Return the brief a shortlist is for."""
    return wished.read_brief(session, brief_id)[0]


def _kept(session: Session, brief_id: int) -> list[Kept]:
    rows = session.execute(
        select(CANDIDATE, TALENT.c.code, TALENT.c.name, TALENT.c.name_zh)
        .select_from(CANDIDATE)
        .join(TALENT, TALENT.c.id == CANDIDATE.c.talent_id)
        .where(CANDIDATE.c.brief_id == brief_id)
        .order_by(CANDIDATE.c.position, CANDIDATE.c.id)
    )
    return [
        Kept(
            row.id,
            row.version,
            row.talent_id,
            row.code,
            row.name,
            row.name_zh,
            rules.CANDIDATES.state(row.state),
            row.declined_by,
            row.reason,
            row.position,
            row.platform,
            row.score,
            None if row.quote is None else Money(row.quote, row.currency),
            row.scored_on,
        )
        for row in rows
    ]
