"""Reads what matching needs to know of everybody in few statements: tuples, never entities."""

import gc
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import Text, func, or_, select, type_coerce
from sqlmodel import Session

from studio.domain.bookings import HELD, LIVE
from studio.domain.deliverables import OUT
from studio.domain.exclusivity import Wanted, Window, conflicts
from studio.domain.shortlisting import Account, Facts, Price, Wishes
from studio.domain.talent.tiers import Band, tier_of
from studio.services.shortlists.wished import BRAND, CLIENT, T
from studio.services.talent.readings import newest_reading
from studio.text import Message, Named

TALENT, ACCOUNT, SNAPSHOT = T["talent"], T["social_account"], T["follower_snapshot"]
AUDIENCE, CARD, ITEM = T["audience_snapshot"], T["rate_card"], T["rate_item"]
INCUBATION, BOOKING, EXCLUSIVE = T["incubation"], T["booking"], T["exclusivity"]
ABSENCE = T["absence"]
PIECE, PROJECT = T["deliverable"], T["project"]

TAKEN = tuple(sorted((LIVE | HELD) - {"enquiry"}))
Days = Mapping[int, set[date]]
Audience = tuple[Mapping[str, Mapping[str, Decimal | str]], date, str]


@contextmanager
def uncollected() -> Iterator[None]:
    """Make many values without looking for garbage among them: none is, and each look costs more.

    A quarter of the time of matching 20,000 people went into it.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def read_facts(
    session: Session,
    wishes: Wishes,
    *,
    client_id: int | None,
    wanted: Wanted | None,
    bands: tuple[Band, ...],
    zone: tzinfo,
) -> list[Facts]:
    """Return what is known of everybody who can stand before a camera."""
    accounts = _accounts(session, wishes, bands)
    prices = _prices(session, wishes)
    states = dict(session.execute(select(INCUBATION.c.talent_id, INCUBATION.c.state)).all())
    busy = _busy(session, wishes, zone)
    windows = _windows(session, wanted)
    jobs = _jobs(session, client_id)
    found = []
    rows = session.execute(
        select(
            TALENT.c.id, TALENT.c.code, TALENT.c.name, TALENT.c.name_zh, TALENT.c.kind,
            TALENT.c.city, _text(TALENT.c.languages), _text(TALENT.c.niches),
            TALENT.c.do_not_pitch,
            TALENT.c.do_not_pitch_reason,
        ).where(TALENT.c.archived.is_(False), TALENT.c.kind != "crew")
    )  # fmt: skip
    none: tuple[Any, ...] = ()
    for key, code, name, name_zh, kind, city, languages, niches, barred, why in rows:
        done = jobs.get(key)
        found.append(
            Facts(
                key,
                code,
                name,
                name_zh,
                kind,
                city,
                _words(languages),
                _words(niches),
                why if barred else None,
                states.get(key, ""),
                accounts.get(key, none),
                prices.get(key, none),
                len(busy[key]) if key in busy else 0,
                windows.get(key, none),
                done[0] if done else 0,
                done[1] if done else None,
            )
        )
    return found


def _accounts(
    session: Session, wishes: Wishes, bands: tuple[Band, ...]
) -> dict[int, tuple[Account, ...]]:
    asked = (
        select(
            ACCOUNT.c.talent_id, ACCOUNT.c.id, ACCOUNT.c.platform, ACCOUNT.c.handle,
            ACCOUNT.c.state, SNAPSHOT.c.followers, SNAPSHOT.c.as_of, SNAPSHOT.c.avg_views,
            SNAPSHOT.c.avg_likes, SNAPSHOT.c.avg_comments, SNAPSHOT.c.avg_shares,
            SNAPSHOT.c.avg_saves,
        )
        .select_from(ACCOUNT)
        .outerjoin(SNAPSHOT, SNAPSHOT.c.id == newest_reading())
        .where(ACCOUNT.c.state != "closed")
        .order_by(ACCOUNT.c.talent_id, ACCOUNT.c.position, ACCOUNT.c.id)
    )  # fmt: skip
    if wishes.platforms and "platform" in wishes.must:
        asked = asked.where(ACCOUNT.c.platform.in_(wishes.platforms))
    audiences = _audiences(session, wishes) if wishes.audience else {}
    found: dict[int, tuple[Account, ...]] = {}
    for talent, key, platform, handle, state, *figures in session.execute(asked):
        followers, as_of, views, *reactions = figures
        known = [part for part in reactions if part is not None]
        audience = audiences.get(key)
        made = Account(
            platform,
            handle,
            followers,
            as_of,
            "" if followers is None else tier_of(followers, bands),
            views,
            sum(known) if known else None,
            audience[0] if audience else None,
            state == "active" and views != 0,
            audience[1] if audience else None,
            audience[2] if audience else "",
        )
        before = found.get(talent)
        found[talent] = (*before, made) if before else (made,)
    return found


def _audiences(session: Session, wishes: Wishes) -> dict[int, Audience]:
    """Return the newest audience of each account as shares of one, its day and its source.

    Only the kinds of group that are asked for are read: each is text to be taken apart.
    """
    wanted = {group.kind for group in wishes.audience}
    every: tuple[str, ...] = ("gender", "age", "region", "interest")
    kinds = [kind for kind in every if kind in wanted]
    found: dict[int, Audience] = {}
    columns = (
        AUDIENCE.c.account_id,
        *(_text(AUDIENCE.c[kind]) for kind in kinds),
        AUDIENCE.c.as_of,
        AUDIENCE.c.source,
    )
    for account, *parts, on, source in session.execute(select(*columns).order_by(AUDIENCE.c.as_of)):
        texts = {kind: part for kind, part in zip(kinds, parts, strict=True) if part != "{}"}
        found[account] = _Shares(texts), on, source
    return found


def _text(column: Any) -> Any:
    """Return a JSON column as the text it is kept as: most of it is never taken apart."""
    return type_coerce(column, Text)


_TAKEN_APART = json.JSONDecoder().raw_decode
"""What we wrote ourselves has no blanks around it to be looked for."""


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """Return a kept list of words; few differ among thousands of people."""
    return tuple(json.loads(text))


class _Shares(Mapping[str, Mapping[str, Decimal | str]]):
    """Who follows an account, each kind of group taken apart when it is asked for."""

    __slots__ = ("_read", "_texts")

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._read: dict[str, Mapping[str, Decimal | str]] = {}

    def __getitem__(self, kind: str) -> Mapping[str, Decimal | str]:
        if kind not in self._read:
            self._read[kind] = _TAKEN_APART(self._texts[kind])[0]
        return self._read[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def _prices(session: Session, wishes: Wishes) -> dict[int, tuple[Price, ...]]:
    """Return the prices of the asked piece on the asked day."""
    if not wishes.format or wishes.price_on is None:
        return {}
    on = wishes.price_on
    asked = (
        select(ITEM.c.talent_id, ITEM.c.platform, ITEM.c.price, CARD.c.currency, ITEM.c.state)
        .select_from(ITEM)
        .join(CARD, CARD.c.id == ITEM.c.card_id)
        .where(
            ITEM.c.format == wishes.format,
            CARD.c.first_on <= on,
            or_(CARD.c.last_on.is_(None), CARD.c.last_on >= on),
        )
        .order_by(ITEM.c.talent_id, ITEM.c.position, ITEM.c.id)
    )
    if wishes.platforms and "platform" in wishes.must:
        asked = asked.where(ITEM.c.platform.in_(wishes.platforms))
    found: dict[int, tuple[Price, ...]] = {}
    for talent, platform, amount, currency, state in session.execute(asked):
        made = Price(platform, amount, currency, state == "confirmed")
        before = found.get(talent)
        found[talent] = (*before, made) if before else (made,)
    return found


def _busy(session: Session, wishes: Wishes, zone: tzinfo) -> Days:
    """Return the days of the window on which somebody is held, booked or away."""
    if not wishes.days or wishes.first is None or wishes.last is None:
        return {}
    start = datetime.combine(wishes.first, time(), zone)
    end = datetime.combine(wishes.last + timedelta(days=1), time(), zone)
    rows = session.execute(
        select(BOOKING.c.talent_id, BOOKING.c.start_at, BOOKING.c.end_at).where(
            BOOKING.c.talent_id.is_not(None),
            BOOKING.c.state.in_(TAKEN),
            BOOKING.c.start_at < end,
            BOOKING.c.end_at > start,
        )
    )
    who = func.coalesce(ABSENCE.c.talent_id, TALENT.c.id)
    away = session.execute(
        select(who, ABSENCE.c.start_at, ABSENCE.c.end_at)
        .select_from(ABSENCE)
        .outerjoin(TALENT, TALENT.c.person_id == ABSENCE.c.person_id)
        .where(
            who.is_not(None),
            ABSENCE.c.kind != "unknown",
            ABSENCE.c.start_at < end,
            ABSENCE.c.end_at > start,
        )
    )
    found: dict[int, set[date]] = defaultdict(set)
    for talent, begin, finish in (*rows, *away):
        day = max(begin.astimezone(zone).date(), wishes.first)
        last = min((finish.astimezone(zone) - timedelta(microseconds=1)).date(), wishes.last)
        while day <= last:
            found[talent].add(day)
            day += timedelta(days=1)
    return found


def _windows(session: Session, wanted: Wanted | None) -> dict[int, tuple[Message, ...]]:
    """Return the exclusivity windows that keep people from what is wanted, in words."""
    if wanted is None:
        return {}
    rows = session.execute(
        select(
            EXCLUSIVE,
            CLIENT.c.name.label("client"),
            CLIENT.c.name_zh.label("client_zh"),
            BRAND.c.name.label("brand"),
            BRAND.c.name_zh.label("brand_zh"),
        )
        .select_from(EXCLUSIVE)
        .outerjoin(CLIENT, CLIENT.c.id == EXCLUSIVE.c.client_id)
        .outerjoin(BRAND, BRAND.c.id == EXCLUSIVE.c.brand_id)
        .where(
            EXCLUSIVE.c.state != "ended",
            EXCLUSIVE.c.first_on <= wanted.last_on,
            EXCLUSIVE.c.last_on >= wanted.first_on,
        )
        .order_by(EXCLUSIVE.c.talent_id, EXCLUSIVE.c.last_on, EXCLUSIVE.c.id)
    )
    by_talent: dict[int, list[Window]] = defaultdict(list)
    for row in rows:
        by_talent[row.talent_id].append(
            Window(
                row.id,
                row.first_on,
                row.last_on,
                row.client_id,
                row.brand_id,
                Named(row.client or row.brand or "", row.client_zh or row.brand_zh or ""),
                row.category,
                tuple(row.competitors),
                tuple(row.territories),
                tuple(row.platforms),
                row.state,
            )
        )
    found = {}
    for talent, windows in by_talent.items():
        against = [one.message for one in conflicts(wanted, windows) if one.certain]
        if against:
            found[talent] = tuple(against)
    return found


def _jobs(session: Session, client_id: int | None) -> dict[int, tuple[int, date | None]]:
    """Return how many projects each person had with a client, and when the last piece went out."""
    if client_id is None:
        return {}
    day = func.coalesce(PIECE.c.publish_on, PIECE.c.due_final)
    rows = session.execute(
        select(PIECE.c.talent_id, func.count(func.distinct(PIECE.c.project_id)), func.max(day))
        .select_from(PIECE)
        .join(PROJECT, PROJECT.c.id == PIECE.c.project_id)
        .where(
            PROJECT.c.client_id == client_id,
            PIECE.c.talent_id.is_not(None),
            PIECE.c.state.in_(sorted(OUT)),
            PIECE.c.archived.is_(False),
        )
        .group_by(PIECE.c.talent_id)
    )
    return {talent: (jobs, _as_day(last)) for talent, jobs, last in rows}


def _as_day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
