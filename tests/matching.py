"""A brief for clips and creators who may answer to it, for tests of matching."""

from datetime import date, timedelta

from studio.persistence.tables.accounts import (
    AudienceSnapshot,
    FollowerSnapshot,
    RateCard,
    RateItem,
    SocialAccount,
)
from studio.persistence.tables.briefs import BriefItem
from tests import builders

TODAY = builders.TODAY


def make_clips_brief(workspace):
    """Return a brief for six Douyin clips by micro creators at 15,000 each, about skincare."""
    entity = builders.make_entity(workspace, code="PLCN", currency="CNY")
    client = builders.make_client(workspace, entity, name="Yunduoquan", currency="CNY")
    builders.make_brand(workspace, client, category="skincare")
    key = builders.make_brief(
        workspace,
        client,
        number="B-010",
        title="Mask clips",
        state="ready",
        currency="CNY",
        audience="Women 22 to 35",
        language="zh",
        window_from=date(2027, 1, 5),
        window_to=date(2027, 1, 14),
    )
    builders.add(
        workspace,
        BriefItem(
            brief_id=key,
            platform="douyin",
            format="short_video",
            quantity=6,
            tier="micro",
            ceiling=15_000_00,
        ),
    )
    return key


def make_creator(workspace, code, followers=60_000, price=9_000_00, *, platform="douyin", **fields):
    """Make a creator with one account read yesterday and a price for a clip."""
    values = {"name": f"Name {code}", "code": code, "niches": ["skincare"], "languages": ["zh"]}
    key = builders.make_talent(workspace, name_zh="", **{**values, **fields})
    account = builders.add(
        workspace,
        SocialAccount(talent_id=key, platform=platform, handle=code, handle_key=code.lower()),
    )
    for day, number in ((TODAY - timedelta(days=9), 1), (TODAY - timedelta(days=1), followers)):
        builders.add(
            workspace,
            FollowerSnapshot(
                account_id=account, as_of=day, followers=number, avg_views=26_000,
                avg_likes=1_000, avg_comments=300, avg_shares=100, avg_saves=100,
            ),
        )  # fmt: skip
    builders.add(
        workspace,
        AudienceSnapshot(
            account_id=account,
            as_of=TODAY,
            gender={"female": "0.71"},
            age={"18-24": "0.31", "25-34": "0.44"},
        ),
    )
    if price:
        card = builders.add(
            workspace, RateCard(talent_id=key, currency="CNY", first_on=date(2026, 1, 1))
        )
        builders.add(
            workspace,
            RateItem(
                talent_id=key, card_id=card, platform=platform, format="short_video", price=price
            ),
        )
    return key
