"""What past jobs cost per thousand views, by tier, platform and category, and of how many."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from statistics import median

from sqlalchemy import and_, func, select
from sqlmodel import Session

from studio.domain.currencies import CURRENCIES
from studio.domain.shortlisting import Benchmark, figures
from studio.domain.talent.tiers import Band, tier_of
from studio.services.operation import query, today
from studio.services.shortlists.facts import ACCOUNT, PIECE, PROJECT, SNAPSHOT
from studio.services.shortlists.rows import Benchmarks, OwnCost
from studio.services.shortlists.wished import BRAND, BRIEF, T
from studio.services.talent.readings import bands, newest_reading

RESULT = T["piece_result"]


@query
def benchmarks(session: Session) -> Benchmarks:
    """Return what our own past jobs cost, and what is published, with year and source."""
    own = cost_benchmarks(session, bands(session))
    rows = [
        OwnCost(tier, platform, category, one.cpm, one.currency, one.n)
        for (tier, platform, category), one in own.items()
    ]
    rows.sort(key=lambda one: (one.platform, one.category, one.tier))
    return Benchmarks(tuple(rows), figures(today(session)))


def cost_benchmarks(
    session: Session, bands: tuple[Band, ...]
) -> dict[tuple[str, str, str], Benchmark]:
    """Return the median cost per thousand views of past jobs by tier, platform and category.

    Jobs paid in the currency most of them were paid in count; others are left out.
    """
    newest = (
        select(RESULT.c.deliverable_id, func.max(RESULT.c.taken_on).label("taken_on"))
        .where(RESULT.c.views > 0)
        .group_by(RESULT.c.deliverable_id)
        .subquery("newest")
    )
    rows = session.execute(
        select(
            PIECE.c.talent_id, PIECE.c.platform, PIECE.c.price, PROJECT.c.currency, RESULT.c.views,
            PROJECT.c.client_id, BRIEF.c.brand_id,
        )
        .select_from(PIECE)
        .join(newest, newest.c.deliverable_id == PIECE.c.id)
        .join(
            RESULT,
            and_(RESULT.c.deliverable_id == PIECE.c.id, RESULT.c.taken_on == newest.c.taken_on),
        )
        .join(PROJECT, PROJECT.c.id == PIECE.c.project_id)
        .outerjoin(BRIEF, BRIEF.c.id == PROJECT.c.brief_id)
        .where(PIECE.c.price > 0, PIECE.c.talent_id.is_not(None), PIECE.c.archived.is_(False))
    ).all()  # fmt: skip
    if not rows:
        return {}
    tiers = _tiers(session, {row.talent_id for row in rows}, bands)
    sold = _categories(session)
    found: dict[tuple[str, str, str], dict[str, list[Decimal]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in rows:
        tier = tiers.get((row.talent_id, row.platform), "")
        exponent = CURRENCIES[row.currency].minor if row.currency in CURRENCIES else 2
        cpm = Decimal(row.price).scaleb(-exponent) * 1000 / Decimal(row.views)
        of_brand = sold.get(("brand", row.brand_id)) if row.brand_id else None
        for category in of_brand or sold.get(("client", row.client_id), ()):
            found[tier, row.platform, category.casefold()][row.currency].append(cpm)
    return {key: _benchmark(by_currency) for key, by_currency in found.items()}


def _benchmark(by_currency: Mapping[str, list[Decimal]]) -> Benchmark:
    currency = max(sorted(by_currency), key=lambda code: len(by_currency[code]))
    return Benchmark(median(by_currency[currency]), currency, len(by_currency[currency]))


def _tiers(
    session: Session, talent_ids: Iterable[int], bands: tuple[Band, ...]
) -> dict[tuple[int, str], str]:
    rows = session.execute(
        select(ACCOUNT.c.talent_id, ACCOUNT.c.platform, SNAPSHOT.c.followers)
        .select_from(ACCOUNT)
        .join(SNAPSHOT, SNAPSHOT.c.id == newest_reading())
        .where(ACCOUNT.c.talent_id.in_(sorted(talent_ids)))
        .order_by(SNAPSHOT.c.followers)
    )
    return {(talent, platform): tier_of(count, bands) for talent, platform, count in rows}


def _categories(session: Session) -> dict[tuple[str, int], tuple[str, ...]]:
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    rows = session.execute(
        select(BRAND.c.id, BRAND.c.client_id, BRAND.c.category)
        .where(BRAND.c.category != "")
        .order_by(BRAND.c.id)
    )
    for brand, client, category in rows:
        found["brand", brand] = (category,)
        before = found.get(("client", client), ())
        found["client", client] = tuple(dict.fromkeys((*before, category)))
    return found
