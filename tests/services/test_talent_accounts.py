"""Accounts, readings, rate cards, profiles, merging: as commands, on both databases."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from studio.errors import Conflict, Invalid
from studio.services import talent
from studio.services.talent import TalentFilter, rates
from tests import builders
from tests.builders import TODAY


def create(workspace, **values):
    return workspace.run(talent.create({"name": "Theo Marsh", "name_zh": "西奥", **values})).value


def account(workspace, key, handle="theomarsh", platform="youtube", **values):
    given = {"platform": platform, "handle": handle, **values}
    return workspace.run(talent.add_account(key, given)).value


def read(workspace, key, followers, day=TODAY, **values):
    return workspace.run(talent.read(key, {"as_of": day, "followers": followers, **values})).value


def listed(workspace, **fields):
    return workspace.ask(talent.ids(TalentFilter(**fields)))


def row(workspace, key, form=""):
    return workspace.ask(talent.rows([key], form))[key]


def refused(workspace, command):
    with pytest.raises(Invalid) as caught:
        workspace.run(command)
    return set(caught.value.fields)


def test_the_tier_is_that_of_the_highest_account_at_its_newest_reading(workspace):
    key = create(workspace)
    first, second = account(workspace, key), account(workspace, key, platform="bilibili")
    read(workspace, first, 49_999, TODAY - timedelta(days=9))
    read(workspace, second, 30_000)
    assert (row(workspace, key).tier, row(workspace, key).as_of.day) == ("nano", 7)
    read(workspace, first, 50_000)
    found = row(workspace, key)
    assert (found.tier, found.followers, found.as_of) == ("micro", 50_000, TODAY)
    assert [one.platform for one in found.accounts] == ["youtube", "bilibili"]
    workspace.undo()
    assert row(workspace, key).tier == "nano"
    workspace.redo()
    assert row(workspace, key).tier == "micro"
    workspace.run(talent.choose_tiers("western"))
    assert row(workspace, key).tier == "mid"
    own = {"mega": 50_000, "macro": 900, "mid": 80, "micro": 7, "nano": 3, "emerging": 0}
    workspace.run(talent.choose_tiers("own", own))
    assert row(workspace, key).tier == "mega"
    assert listed(workspace, tiers=("mega",)) == [key]
    assert listed(workspace, tiers=("macro", "nano")) == []


def test_an_account_belongs_to_one_person(workspace):
    theo, luma = create(workspace), create(workspace, name="Luma")
    account(workspace, theo, uid="77")
    same = {"platform": "youtube", "handle": "@TheoMarsh"}
    assert refused(workspace, talent.add_account(luma, same)) == {"handle"}
    other = {"platform": "youtube", "handle": "x", "uid": "77"}
    assert refused(workspace, talent.add_account(luma, other)) == {"uid"}
    account(workspace, luma, platform="bilibili")


def test_readings_are_refused_twice_a_day_and_ahead(workspace):
    one = account(workspace, create(workspace))
    reading = read(workspace, one, 10, note="first")
    assert refused(workspace, talent.read(one, {"followers": 11})) == {"as_of"}
    ahead = {"followers": 11, "as_of": TODAY + timedelta(days=1)}
    assert refused(workspace, talent.read(one, ahead)) == {"as_of"}
    assert refused(workspace, talent.read(one, {"followers": -1})) == {"followers"}
    assert refused(workspace, talent.remove_account(one, version=1)) == {"state"}
    version = workspace.run(
        talent.change_reading(reading, version=1, values={"followers": 12})
    ).value
    with pytest.raises(Conflict):
        workspace.run(talent.change_reading(reading, version=1, values={"followers": 13}))
    assert workspace.ask(talent.course(one))[0].followers == 12
    workspace.run(talent.remove_reading(reading, version=version))
    assert workspace.ask(talent.course(one)) == []


def test_a_reading_of_the_day_is_replaced_on_demand_and_that_is_undone(workspace):
    one = account(workspace, create(workspace))
    first = read(workspace, one, 10, posts=7)
    assert read(workspace, one, 10, note="counted again") == first
    assert workspace.run(talent.read(one, {"followers": 12}, replace=True)).value == first
    (found,) = workspace.ask(talent.course(one))
    assert (found.followers, found.posts, found.note) == (12, 7, "counted again")
    workspace.undo()
    assert workspace.ask(talent.course(one))[0].followers == 10
    audience = {"gender": {"female": "60", "male": "40"}, "fake_share": "8"}
    workspace.run(talent.read_audience(one, audience))
    audience["gender"] = {"female": "70", "male": "30"}
    assert refused(workspace, talent.read_audience(one, audience)) == {"as_of"}
    workspace.run(talent.read_audience(one, audience, replace=True))
    assert workspace.ask(talent.account(one)).audience.gender["female"] == Decimal("0.7")
    workspace.undo()
    shown = workspace.ask(talent.account(one)).audience
    assert (shown.gender["female"], shown.fake_share) == (Decimal("0.6"), Decimal("0.08"))


def test_an_agency_ends_or_goes_and_comes_back(workspace):
    key = create(workspace)
    link = workspace.run(
        talent.link_agency(key, {"name": "Nine Rivers", "first_on": date(2026, 1, 1)})
    ).value
    before = {"on": date(2025, 12, 31)}
    assert refused(workspace, talent.end_agency(link, version=1, **before)) == {"last_on"}
    version = workspace.run(talent.end_agency(link, version=1)).value
    with pytest.raises(Conflict):
        workspace.run(talent.end_agency(link, version=1))
    (found,) = workspace.ask(talent.one(key)).agencies
    assert (found.last_on, found.active) == (TODAY, True)
    workspace.undo()
    workspace.redo()
    workspace.run(talent.remove_agency(link, version=version + 2))
    assert workspace.ask(talent.one(key)).agencies == ()
    workspace.undo()
    assert workspace.ask(talent.one(key)).agencies[0].name == "Nine Rivers"


def test_a_whole_person_shows_growth_hints_and_audience(workspace):
    key = create(workspace)
    one = account(workspace, key, "luma", "instagram", language="en")
    for ago, followers in ((60, 90_000), (30, 95_000), (0, 100_000)):
        read(workspace, one, followers, TODAY - timedelta(days=ago), avg_likes=300)
    values = {"gender": {"female": "60%", "male": "40 %"}, "region": {"BR": "70", "GB": "30"}}
    workspace.run(talent.read_audience(one, values))
    (found,) = workspace.ask(talent.one(key)).accounts
    assert (found.growth.absolute, found.growth.days, found.tier) == (5_000, 30, "micro")
    assert {hint.code for hint in found.quality.raised} == {"F1", "F8"}
    assert found.audience.region == {"BR": Decimal("0.7"), "GB": Decimal("0.3")}
    wrong = {"gender": {"female": "60", "male": "60"}}
    assert refused(workspace, talent.read_audience(one, wrong)) == {"gender"}


def test_prices_hold_for_their_card_and_end_with_the_next(workspace):
    key = create(workspace)
    price = {"platform": "youtube", "format": "long_video", "unit": "video", "price": 1_250_000}
    old = workspace.run(
        rates.add_card(key, {"currency": "GBP", "first_on": date(2026, 3, 1)}, [price])
    ).value
    new = workspace.run(rates.renew_card(old, version=1, first_on=date(2026, 11, 1))).value
    (item,) = workspace.ask(rates.price(key, TODAY, "youtube", "long_video"))
    assert (item.card_id, item.state, item.price.minor) == (new, "provisional", 1_250_000)
    change = rates.change_item(item.item_id, version=1, values={"price": 1_400_000})
    version = workspace.run(change).value
    workspace.run(rates.confirm_item(item.item_id, version=version))
    assert [one.price.minor for one in workspace.ask(talent.history(item.item_id))] == [
        1_250_000, 1_400_000,
    ]  # fmt: skip
    (before,) = workspace.ask(rates.price(key, date(2026, 10, 31)))
    assert (before.card_id, before.last_on) == (old, date(2026, 10, 31))
    clash = rates.add_card(key, {"currency": "GBP", "first_on": date(2026, 5, 1)})
    assert refused(workspace, clash) == {"first_on"}
    assert refused(workspace, rates.add_item(new, {"price": 5})) == {"title"}
    assert row(workspace, key, "long_video").price.minor == 1_400_000
    assert row(workspace, key, "live").price is None
    assert listed(workspace, price_to=1_400_000, currency="GBP", format="long_video") == [key]
    assert listed(workspace, price_to=1_399_999, currency="GBP") == []


def test_the_list_is_narrowed_by_what_people_are(workspace):
    lin = create(workspace, name="Lin Xiaoman", name_zh="林小满", languages=["zh"],
                 niches=["skincare"], city="Hangzhou")  # fmt: skip
    theo = create(workspace, languages=["en"])
    account(workspace, theo)
    assert listed(workspace, text="lxm") == [lin]
    assert listed(workspace, text="xiaoman") == [lin]
    assert listed(workspace, text="theomar") == [theo]
    assert listed(workspace, languages=("zh",)) == [lin]
    assert listed(workspace, niches=("skincare",)) == [lin]
    assert listed(workspace, platforms=("youtube",)) == [theo]
    assert listed(workspace, cities=("Hangzhou",)) == [lin]
    version = workspace.ask(talent.one(theo)).version
    assert refused(workspace, talent.hold_back(theo, version=version, reason=" ")) == {"reason"}
    workspace.run(talent.hold_back(theo, version=version, reason="Feud with a client"))
    assert listed(workspace, do_not_pitch=False) == [lin]
    assert workspace.ask(talent.choices())["niches"] == ["skincare"]


def test_profiles_belong_to_their_kind(workspace):
    luma, ma = create(workspace, kind="virtual"), create(workspace, kind="crew")
    label = {"label": "AI-generated", "technique": "hybrid"}
    workspace.run(talent.describe_virtual(luma, label))
    crew = {"disciplines": ["editor"], "day_rate": 150_000, "currency": "CNY"}
    workspace.run(talent.describe_crew(ma, crew))
    assert workspace.ask(talent.one(luma)).virtual.label == "AI-generated"
    assert workspace.ask(talent.one(ma)).crew.day_rate.minor == 150_000
    assert refused(workspace, talent.describe_virtual(ma, {})) == {"kind"}
    over = {"model_from": date(2026, 2, 1), "model_until": date(2026, 1, 1)}
    assert refused(workspace, talent.describe_virtual(luma, over)) == {"model_until"}
    for name, first in (("Old MCN", date(2025, 1, 1)), ("New MCN", date(2026, 6, 1))):
        workspace.run(talent.link_agency(ma, {"name": name, "first_on": first}))
    newest, older = workspace.ask(talent.one(ma)).agencies
    assert (newest.active, older.active, older.last_on) == (True, False, date(2026, 5, 31))


def test_two_records_become_one_and_two_again(workspace):
    kept = create(workspace, name="Lin Xiaoman", name_zh="", city="")
    gone = create(workspace, name="", name_zh="林小满", city="Hangzhou", phone="13800001111")
    one = account(workspace, gone, "linxiaoman", "xiaohongshu")
    read(workspace, one, 1_150_000)
    client = builders.make_client(workspace, 1)
    project = builders.make_project(workspace, client, 1)
    piece = builders.make_deliverable(workspace, project, talent_id=gone)
    workspace.run(
        rates.add_card(gone, {"currency": "CNY", "first_on": TODAY}, [{"title": "x", "price": 1}])
    )
    (pair,) = workspace.ask(talent.duplicates())
    assert {pair.first, pair.second} == {kept, gone}
    merge = talent.merge(kept, gone, version=1, gone_version=1)
    workspace.run(merge)
    whole = workspace.ask(talent.one(kept))
    assert (whole.city, whole.name_zh, whole.phone) == ("Hangzhou", "林小满", "13800001111")
    assert [found.handle for found in whole.accounts] == ["linxiaoman"]
    assert [found.id for found in whole.pieces] == [piece]
    assert len(whole.cards[0].items) == 1
    left = workspace.ask(talent.one(gone))
    assert (left.archived, left.merged_into, left.accounts) == (True, kept, ())
    assert listed(workspace) == [kept]
    workspace.undo()
    assert workspace.ask(talent.one(gone)).accounts[0].handle == "linxiaoman"
    assert sorted(listed(workspace)) == sorted([kept, gone])
    workspace.redo()
    assert listed(workspace) == [kept]
    assert refused(workspace, talent.merge(kept, kept, version=2, gone_version=2)) == {"talent_id"}
