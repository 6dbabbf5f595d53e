"""Matching a brief with 20,000 people beside reading the same rows by plain SQL."""

from datetime import date, timedelta

from sqlalchemy import insert, text

from studio.clock import Clock
from studio.persistence.engine import make_engine
from studio.persistence.tables.accounts import (
    AudienceSnapshot,
    FollowerSnapshot,
    RateCard,
    RateItem,
    SocialAccount,
)
from studio.persistence.tables.talent import Talent
from studio.services import shortlists
from studio.services.opening import create_studio, open_studio
from studio.services.operation import Query
from tests import builders
from tests.benchmarks.measuring import compare
from tests.matching import make_clips_brief

PEOPLE = 20_000
READINGS = 10
"""Snapshots of each account: 200,000 in all."""
NEWEST = date(2026, 11, 15)

SAME_ROWS = (
    "SELECT id, code, name, name_zh, kind, city, languages, niches, do_not_pitch,"
    " do_not_pitch_reason FROM talent WHERE archived = 0 AND kind <> 'crew'",
    "SELECT a.talent_id, a.id, a.platform, a.handle, a.state, s.followers, s.as_of, s.avg_views,"
    " s.avg_likes, s.avg_comments, s.avg_shares, s.avg_saves FROM social_account a"
    " LEFT JOIN follower_snapshot s ON s.id = (SELECT o.id FROM follower_snapshot o"
    " WHERE o.account_id = a.id ORDER BY o.as_of DESC LIMIT 1) WHERE a.platform = 'douyin'",
    "SELECT account_id, gender, age, region, interest FROM audience_snapshot ORDER BY as_of",
    "SELECT i.talent_id, i.platform, i.price, c.currency, i.state FROM rate_item i"
    " JOIN rate_card c ON c.id = i.card_id WHERE i.format = 'short_video'",
)


def figures(folder):
    """Return what matching costs where half pass the filters, and where all do."""
    workspace, brief = _filled(folder / "matching.callboard")
    for name, values in (
        (f"{PEOPLE:,} people matched, half of them pass", {}),
        ("the same, nothing excludes: everybody is scored", {"must": []}),
    ):
        if values:
            workspace.run(shortlists.ask(brief, version=0, values=values))
        yield compare(
            name,
            lambda: workspace.ask(shortlists.match(brief)),
            lambda: workspace.ask(Query(_same_rows)),
            "the same rows read by plain SQL",
            runs=5,
            target=5.0,
        )
    workspace.close()


def _same_rows(session):
    return [session.execute(text(statement)).all() for statement in SAME_ROWS]


def _filled(place):
    create_studio(place)
    workspace = open_studio(place, clock=Clock(builders.TODAY))
    builders.make_studio(workspace)
    brief = make_clips_brief(workspace)
    workspace.close()
    niches = (["skincare"], ["pets"], ["food", "beauty"])
    rows = {
        Talent: [
            {"id": n, "code": f"P{n:05}", "name": f"Person {n}", "niches": niches[n % 3],
             "languages": ["zh"]}
            for n in range(1, PEOPLE + 1)
        ],
        SocialAccount: [
            {"id": n, "talent_id": n, "platform": "douyin", "handle": f"p{n}",
             "handle_key": f"p{n}"}
            for n in range(1, PEOPLE + 1)
        ],
        FollowerSnapshot: [
            {"account_id": n, "as_of": NEWEST - timedelta(days=30 * back),
             "followers": 40_000 + n * 2 - back, "avg_views": 20_000 + n,
             "avg_likes": 900, "avg_comments": 40, "avg_shares": 30, "avg_saves": 20}
            for n in range(1, PEOPLE + 1)
            for back in range(READINGS)
        ],
        AudienceSnapshot: [
            {"account_id": n, "as_of": NEWEST,
             "gender": {"female": f"0.{n % 90 + 10}", "male": "0.1"},
             "age": {"18-24": "0.3", "25-34": f"0.{n % 80 + 10}"}}
            for n in range(1, PEOPLE + 1)
        ],
        RateCard: [
            {"id": n, "talent_id": n, "currency": "CNY", "first_on": date(2026, 1, 1)}
            for n in range(1, PEOPLE + 1)
        ],
        RateItem: [
            {"talent_id": n, "card_id": n, "platform": "douyin", "format": "short_video",
             "price": 100_000 + n * 150}
            for n in range(1, PEOPLE + 1)
        ],
    }  # fmt: skip
    engine = make_engine(str(place))
    with engine.begin() as connection:
        for table, values in rows.items():
            whole = [table(**one).model_dump() for one in values]
            if whole[0]["id"] is None:
                for one in whole:
                    del one["id"]
            connection.execute(insert(table.__table__), whole)
    engine.dispose()
    return open_studio(place, clock=Clock(builders.TODAY)), brief
