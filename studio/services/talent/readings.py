"""Readings of followers and audience: the newest of each account, growth, tiers, hints."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from studio.domain import rulefiles
from studio.domain.talent import growth, tiers
from studio.domain.talent.growth import Reading
from studio.domain.talent.quality import Figures, Quality, hints
from studio.domain.talent.tiers import Band
from studio.persistence.tables.accounts import (
    AudienceSnapshot,
    FollowerSnapshot,
    SocialAccount,
    TierBand,
)
from studio.persistence.tables.studio import Studio
from studio.services.matching import columns
from studio.services.operation import today
from studio.services.talent.rows import AudienceRow, ReadingRow
from studio.text import Message

DAYS = 90
"""How far back the line of a list reaches."""

PEERS = 5
"""Accounts needed before their median says what is usual."""


@dataclass(frozen=True, slots=True)
class Latest:
    """An account with its newest reading; `followers` is None where it was never read."""

    account_id: int
    talent_id: int
    platform: str
    handle: str
    followers: int | None
    as_of: date | None


def bands(session: Session) -> tuple[Band, ...]:
    """Return the tiers in force: the studio's chosen scheme, its own bands where it has some."""
    on = today(session)
    scheme = session.execute(select(*columns(Studio, "tier_scheme")).limit(1)).scalar() or "china"
    if scheme != "own":
        return tiers.bands(scheme, on)
    own = session.execute(
        select(*columns(TierBand, "code", "least", "name", "name_zh", "effective_from"))
        .where(col(TierBand.effective_from) <= on)
        .order_by(col(TierBand.effective_from).desc())
    ).all()
    newest = [Band(row[0], row[1], row[2], row[3]) for row in own if row[4] == own[0][4]]
    return tiers.ordered(newest) if newest else tiers.bands("china", on)


def newest_reading() -> Any:
    """Return the id of an account's newest reading: one step into an index."""
    return (
        select(col(FollowerSnapshot.id))
        .where(col(FollowerSnapshot.account_id) == col(SocialAccount.id))
        .order_by(col(FollowerSnapshot.as_of).desc())
        .limit(1)
        .correlate(SocialAccount)
        .scalar_subquery()
    )


def followers_now() -> Any:
    """Return how many followers an account had at its newest reading."""
    return (
        select(col(FollowerSnapshot.followers))
        .where(col(FollowerSnapshot.account_id) == col(SocialAccount.id))
        .order_by(col(FollowerSnapshot.as_of).desc())
        .limit(1)
        .correlate(SocialAccount)
        .scalar_subquery()
    )


def best() -> Select[Any]:
    """Select talent_id and the followers of the highest single account (not the sum)."""
    return (
        select(*columns(SocialAccount, "talent_id"), func.max(followers_now()).label("followers"))
        .where(col(SocialAccount.state) != "closed")
        .group_by(col(SocialAccount.talent_id))
    )


def latest(session: Session, talent_ids: Sequence[int] | None = None) -> dict[int, list[Latest]]:
    """Return everybody's accounts with their newest readings, the biggest account first."""
    asked = (
        select(
            *columns(SocialAccount, "id", "talent_id", "platform", "handle"),
            *columns(FollowerSnapshot, "followers", "as_of"),
        )
        .select_from(SocialAccount)
        .outerjoin(FollowerSnapshot, col(FollowerSnapshot.id) == newest_reading())
        .where(col(SocialAccount.state) != "closed")
    )
    if talent_ids is not None:
        asked = asked.where(col(SocialAccount.talent_id).in_(talent_ids))
    found: dict[int, list[Latest]] = defaultdict(list)
    for row in session.execute(asked):
        found[row[1]].append(Latest(*row))
    for accounts in found.values():
        accounts.sort(key=lambda one: (-(one.followers or -1), one.account_id))
    return dict(found)


def latest_of_talent(session: Session) -> dict[int, tuple[int, date]]:
    """Return followers and day of everybody's highest single account."""
    found = {}
    for talent_id, accounts in latest(session).items():
        first = accounts[0]
        if first.followers is not None and first.as_of is not None:
            found[talent_id] = (first.followers, first.as_of)
    return found


def tier_now(session: Session, talent_id: int | None) -> str:
    """Return the tier of somebody's highest account as read last; empty where none was read."""
    read = latest(session, [talent_id]).get(talent_id, []) if talent_id else []
    if not read or read[0].followers is None:
        return ""
    return tiers.tier_of(read[0].followers, bands(session))


def audience(session: Session, account_ids: Sequence[int]) -> dict[int, AudienceRow]:
    """Return who follows each account, from the newest such reading."""
    found: dict[int, AudienceRow] = {}
    rows = session.execute(
        select(
            *columns(
                AudienceSnapshot,
                "account_id", "id", "version", "as_of", "gender", "age", "region", "interest",
                "active_share", "fake_share", "source",
            )
        )
        .where(col(AudienceSnapshot.account_id).in_(account_ids))
        .order_by(col(AudienceSnapshot.as_of))
    )  # fmt: skip
    for account, key, version, as_of, *parts, active, fake, source in rows:
        gender, age, region, interest = (
            {name: Decimal(value) for name, value in part.items()} for part in parts
        )
        found[account] = AudienceRow(
            key, version, as_of, gender, age, region, interest, active, fake, source
        )
    return found


def series(session: Session, account_ids: Iterable[int], first: date) -> dict[int, list[Reading]]:
    """Return the readings of accounts since a day, in order."""
    found: dict[int, list[Reading]] = defaultdict(list)
    rows = session.execute(
        select(*columns(FollowerSnapshot, "account_id", "as_of", "followers", "note"))
        .where(
            col(FollowerSnapshot.account_id).in_(list(account_ids)),
            col(FollowerSnapshot.as_of) >= first,
        )
        .order_by(col(FollowerSnapshot.account_id), col(FollowerSnapshot.as_of))
    )
    for account, day, followers, note in rows:
        found[account].append(Reading(day, followers, note))
    return found


def rows_of(session: Session, account_ids: Sequence[int]) -> dict[int, ReadingRow]:
    """Return the newest reading of each account whole."""
    names = tuple(name for name in ReadingRow.__slots__)
    asked = (
        select(*columns(SocialAccount, "id"), *columns(FollowerSnapshot, *names))
        .select_from(SocialAccount)
        .join(FollowerSnapshot, col(FollowerSnapshot.id) == newest_reading())
        .where(col(SocialAccount.id).in_(account_ids))
    )
    return {row[0]: ReadingRow(*row[1:]) for row in session.execute(asked)}


def jump_limits(on: date) -> dict[str, Decimal]:
    """Return from when on a rise stands out, by the rules in force on a day."""
    rule = next(rule for rule in rulefiles.read("quality") if rule.key == "F3" and rule.holds(on))
    return {
        "deviations": Decimal(rule.value["deviations"]),
        "daily": Decimal(rule.value["daily"]),
    }


def usual(session: Session, platform: str, followers: int) -> tuple[Decimal | None, Message | None]:
    """Return the usual engagement of a tier on a platform, and where that comes from.

    The studio's own roster counts where five of its accounts are of the tier; else a published
    figure for the platform's Western tier; else nothing is known.
    """
    own = bands(session)
    tier = tiers.tier_of(followers, own)
    least, below = tiers.range_of(tier, own)
    shares = [
        share
        for share, number in _shares(session, platform)
        if least <= number and (below is None or number < below)
    ]
    if len(shares) >= PEERS:
        return median(shares), Message("median of {n} accounts of ours", n=len(shares))
    on = today(session)
    western = tiers.tier_of(followers, tiers.bands("western", on))
    for rule in rulefiles.read("engagement"):
        if rule.key == platform and rule.holds(on) and western in rule.value["median"]:
            return Decimal(rule.value["median"][western]), Message(
                "published surveys, {year}", year=str(rule.effective_from.year)
            )
    return None, None


def _shares(session: Session, platform: str) -> list[tuple[Decimal, int]]:
    parts = ("followers", "avg_likes", "avg_comments", "avg_shares", "avg_saves")
    asked = (
        select(*columns(FollowerSnapshot, *parts))
        .select_from(SocialAccount)
        .join(FollowerSnapshot, col(FollowerSnapshot.id) == newest_reading())
        .where(
            col(SocialAccount.platform) == platform,
            col(FollowerSnapshot.avg_likes).is_not(None),
            col(FollowerSnapshot.followers) > 0,
        )
    )
    return [
        (Decimal(sum(part or 0 for part in row[1:])) / row[0], row[0])
        for row in session.execute(asked)
    ]


def assess(
    session: Session,
    account: SocialAccount,
    reading: ReadingRow | None,
    readings: Sequence[Reading],
    shown: AudienceRow | None,
) -> tuple[Quality, tuple[growth.Jump, ...]]:
    """Return the hints on an account's figures and the days on which it grew oddly."""
    on = today(session)
    odd = growth.jumps(readings, **jump_limits(on))
    if reading is None:
        return Quality(), odd
    usually, source = usual(session, account.platform, reading.followers)
    region: Mapping[str, Decimal] = shown.region if shown else {}
    figures = Figures(
        platform=account.platform,
        followers=reading.followers,
        following=reading.following,
        views=reading.avg_views,
        likes=reading.avg_likes,
        comments=reading.avg_comments,
        shares=reading.avg_shares,
        saves=reading.avg_saves,
        generic=reading.generic_comments,
        language=account.language,
        region=max(region, key=lambda place: region[place], default=""),
        jumps=odd,
        watched=len(readings) > growth.LEAST,
        median=usually,
        median_of=source,
    )
    return hints(figures, on), odd


def since(on: date) -> date:
    """Return the first day of the line that lists show."""
    return on - timedelta(days=DAYS)
