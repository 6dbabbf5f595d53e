"""Shortlisting: filters, the parts of a score, and an order that never depends on the input's."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.domain.shortlisting import (
    FILTERS,
    PARTS,
    Account,
    Benchmark,
    Facts,
    Group,
    Price,
    Terms,
    Wishes,
    Yardsticks,
    check_candidate,
    engagement_medians,
    failing,
    figures,
    match,
    read_groups,
    score_of,
)
from studio.errors import Invalid
from studio.text import Message

TODAY = date(2026, 11, 16)
SHARES = {
    "gender": Decimal("0.5"),
    "age": Decimal("0.2"),
    "region": Decimal("0.3"),
    "interest": Decimal("0.1"),
}
TERMS = Terms(
    {"audience": 25, "price": 20, "category": 15, "engagement": 10, "cost": 10, "history": 10,
     "free": 10},
    shares=SHARES,
)  # fmt: skip
WOMEN, YOUNG, CHINA = Group("gender", "female"), Group("age", "18-24"), Group("region", "CN")
WISHES = Wishes(
    platforms=("douyin",),
    format="short_video",
    tiers=("micro",),
    ceiling=15_000_00,
    currency="CNY",
    categories=("skincare",),
    audience=(WOMEN, YOUNG, Group("age", "25-34"), CHINA, Group("interest", "gifts")),
    first=date(2027, 1, 5),
    last=date(2027, 1, 14),
)
KNOWN = {
    "gender": {"female": Decimal("0.71"), "male": Decimal("0.29")},
    "age": {"18-24": Decimal("0.31"), "25-34": Decimal("0.44")},
    "region": {"CN": Decimal("0.97")},
    "interest": {"pets": Decimal("0.4")},
}


def facts(**fields):
    account = Account("douyin", "yifan", 52_300, TODAY, "micro", 26_000, 1_500, KNOWN)
    values = {
        "id": 9,
        "code": "T09",
        "niches": ("skincare",),
        "accounts": (account,),
        "prices": (Price("douyin", 16_200_00, "CNY"),),
        "busy": 4,
        "jobs": 2,
        "last_job": TODAY - timedelta(days=12),
        **fields,
    }
    return Facts(**values)


def parts(one, wishes=WISHES, yardsticks=None):
    found = match(
        [one], replace(wishes, must=frozenset()), TERMS, yardsticks or Yardsticks(), TODAY
    )
    return {part.name: part for part in found.scored[0].parts}


def test_reasons_are_words_and_numbers():
    costs = {("micro", "douyin", "skincare"): Benchmark(Decimal("623.08"), "CNY", 4)}
    engagement = {("micro", "douyin"): (Decimal("0.05"), 3)}
    found = parts(facts(), yardsticks=Yardsticks(costs, engagement))
    said = {name: str(part.reason) for name, part in found.items()}
    assert said == {
        "audience": "4 of 5 audience groups",
        "price": "8 % over the ceiling",
        "category": "known for skincare",
        "engagement": "5.8 % react, median 5 % (n = 3)",
        "cost": "CPM 623.08 CNY, own median 623.08 (n = 4)",
        "history": "last job with this client 12 days ago",
        "free": "free on 6 of 10 days",
    }
    values = {name: part.value for name, part in found.items()}
    assert values == {
        "audience": 80, "price": 60, "category": 100, "engagement": 100, "cost": 100,
        "history": 70, "free": 60,
    }  # fmt: skip


def test_a_score_is_recomputed_by_hand():
    costs = {("micro", "douyin", "skincare"): Benchmark(Decimal("623.08"), "CNY", 4)}
    yardsticks = Yardsticks(costs, {("micro", "douyin"): (Decimal("0.05"), 3)})
    found = tuple(parts(facts(), yardsticks=yardsticks).values())
    # 25 x 0.80 + 20 x 0.60 + 15 + 10 + 10 + 10 x 0.70 + 10 x 0.60 = 80.0 of 100
    assert score_of(found) == 800


def test_what_is_missing_is_said_and_counts_nothing():
    bare = Facts(1, "T01", accounts=(Account("douyin"),))
    found = parts(bare)
    assert [name for name, part in found.items() if part.value is None] == [
        "audience", "price", "category", "engagement", "cost",
    ]  # fmt: skip
    assert str(found["price"].reason) == "no price for Short video"
    assert failing(bare, WISHES, TERMS) == ()


def test_another_currency_is_not_guessed():
    found = parts(facts(prices=(Price("douyin", 1_000_00, "GBP"),)))
    assert found["price"].value is None
    assert "the brief is in CNY" in str(found["price"].reason)


def test_a_part_the_brief_does_not_ask_for_is_left_out():
    assert set(parts(facts(), Wishes())) == {"engagement", "history"}


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"do_not_pitch": "late twice"}, ("pitch",)),
        ({"state": "testing"}, ("roster",)),
        ({"accounts": (Account("bilibili", followers=60_000, tier="micro"),)}, ("platform",)),
        ({"accounts": (Account("douyin", followers=9, tier="nano"),)}, ("tier",)),
        ({"prices": (Price("douyin", 18_000_01, "CNY"),)}, ("price",)),
        ({"prices": (Price("douyin", 18_000_00, "CNY"),)}, ()),
        ({"busy": 10}, ("free",)),
        ({"busy": 9}, ()),
        ({"exclusive": (Message("Northwick"),)}, ("exclusive",)),
    ],
)
def test_filters(fields, codes):
    assert failing(facts(**fields), WISHES, TERMS) == codes


def test_soft_filters_exclude_only_where_asked():
    other = facts(niches=("pets",))
    assert failing(other, WISHES, TERMS) == ()
    strict = replace(WISHES, must=frozenset(FILTERS))
    assert failing(other, strict, TERMS) == ("category",)
    assert failing(facts(city="Xiamen"), replace(strict, cities=("Hangzhou",)), TERMS) == ("city",)
    spoken = replace(strict, languages=("fr",))
    assert failing(facts(languages=("zh",)), spoken, TERMS) == ("language",)


def test_the_filter_that_removed_most_is_named():
    dear = [facts(id=nr, code=f"D{nr}", prices=(Price("douyin", 90_000_00, "CNY"),))
            for nr in range(41)]  # fmt: skip
    far = [facts(id=50 + nr, code=f"F{nr}", do_not_pitch="") for nr in range(6)]
    found = match([*dear, *far], WISHES, TERMS, Yardsticks(), TODAY)
    assert not found.scored
    assert (found.worst.filter, found.worst.count, found.worst.of) == ("price", 41, 47)


def test_ages_and_places_are_read_from_the_words():
    assert read_groups("Women 22 to 35, first and second tier cities") == (
        WOMEN, YOUNG, Group("age", "25-34"), CHINA,
    )  # fmt: skip
    assert read_groups("UK commuters 25 to 45 who compare") == (
        Group("age", "25-34"), Group("age", "35-44"), Group("region", "GB"),
    )  # fmt: skip
    assert read_groups("都市女性 25-35 岁") == (WOMEN, Group("age", "25-34"))
    assert read_groups("everybody") == ()


def test_medians_carry_how_many_they_are_made_of():
    three = [
        facts(id=nr, accounts=(Account("douyin", tier="micro", views=1000, engagements=reactions),))
        for nr, reactions in enumerate((10, 40, 90))
    ]
    assert engagement_medians(three, WISHES) == {("micro", "douyin"): (Decimal("0.04"), 3)}


def test_a_candidate_declines_with_a_name_and_a_reason():
    check_candidate("candidate", "asked")
    with pytest.raises(Invalid):
        check_candidate("candidate", "chosen")
    for by, reason in (("", "no time"), ("talent", " ")):
        with pytest.raises(Invalid):
            check_candidate("asked", "declined", by=by, reason=reason)
    check_candidate("asked", "declined", by="talent", reason="no time")


share = st.integers(0, 100).map(lambda n: Decimal(n) / 100)
people = st.lists(
    st.builds(
        Facts,
        id=st.integers(1, 10_000),
        code=st.sampled_from(["A", "B", "C", ""]),
        niches=st.sampled_from([(), ("skincare",), ("pets",)]),
        do_not_pitch=st.sampled_from([None, None, "late"]),
        state=st.sampled_from(["", "roster", "testing"]),
        accounts=st.lists(
            st.builds(
                Account,
                platform=st.sampled_from(["douyin", "bilibili"]),
                followers=st.none() | st.integers(0, 9_000_000),
                tier=st.sampled_from(["", "nano", "micro", "mid"]),
                views=st.none() | st.integers(0, 900_000),
                engagements=st.none() | st.integers(0, 90_000),
                audience=st.none()
                | st.fixed_dictionaries({"gender": st.fixed_dictionaries({"female": share})}),
            ),
            max_size=2,
        ).map(tuple),
        prices=st.lists(
            st.builds(
                Price,
                platform=st.just("douyin"),
                amount=st.integers(0, 30_000_00),
                currency=st.sampled_from(["CNY", "GBP", "JPY"]),
            ),
            max_size=2,
        ).map(tuple),
        busy=st.integers(0, 10),
        jobs=st.integers(0, 3),
        last_job=st.none() | st.dates(date(2026, 1, 1), TODAY),
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)


@settings(max_examples=60, deadline=None)
@given(people, st.randoms(use_true_random=False))
def test_same_inputs_same_order_and_every_score_is_its_sum(found, chance):
    first = match(found, WISHES, TERMS, Yardsticks(), TODAY)
    mixed = list(found)
    chance.shuffle(mixed)
    again = match(mixed, WISHES, TERMS, Yardsticks(), TODAY)
    assert [one.facts.id for one in first.scored] == [one.facts.id for one in again.scored]
    assert first.removed == again.removed
    for one in first.scored:
        assert {part.name for part in one.parts} == set(PARTS)
        exact = sum(Decimal(part.weight * (part.value or 0)) for part in one.parts) / 100
        assert 0 <= one.score <= 1000
        assert abs(Decimal(one.score) / 10 - exact) <= Decimal("0.05")
        assert all(part.value is None or 0 <= part.value <= 100 for part in one.parts)
    assert len(first.scored) + len(first.excluded) == first.considered == len(found)


def test_each_group_says_whether_it_is_met_and_where_that_was_read():
    known = replace(
        facts().accounts[0],
        audience={**KNOWN, "gender": {"female": Decimal("0.38")}},
        audience_on=date(2026, 11, 1),
        audience_source="screenshot",
    )
    said = [str(one) for one in parts(facts(accounts=(known,)))["audience"].detail]
    assert said == [
        "Women: 38 % of followers, 50 % asked: not met",
        "18-24 years: 31 % of followers, 20 % asked: met",
        "25-34 years: 44 % of followers, 20 % asked: met",
        "CN: 97 % of followers, 30 % asked: met",
        "gifts: 0 % of followers, 10 % asked: not met",
        "audience of Douyin yifan, read on 2026-11-01, from a screenshot",
    ]


@pytest.mark.parametrize(
    ("wished", "codes"),
    [
        ({"floor": 9_000_01}, ("floor",)),
        ({"floor": 9_000_00}, ()),
        ({"cpm_most": 346_15}, ("cpm",)),  # 9,000 for 26,000 views is 346.153...
        ({"cpm_most": 346_16}, ()),
        ({"cpm_least": 346_16}, ("cpm",)),
        ({"cpe_most": 5_99}, ("cpe",)),  # 9,000 for 1,500 reactions is 6.00
        ({"cpe_least": 6_00, "cpe_most": 6_00}, ()),
    ],
)
def test_ranges_of_price_and_cost(wished, codes):
    asked = replace(WISHES, **wished)
    dear = facts(prices=(Price("douyin", 9_000_00, "CNY"),))
    assert failing(dear, asked, TERMS) == codes
    bare = facts(accounts=(Account("douyin", tier="micro"),), prices=())
    assert failing(bare, asked, TERMS) == ()


def test_published_figures_carry_year_and_source():
    found = figures(TODAY)
    gram = facts(accounts=(Account("instagram", "j", 96_400, TODAY, "micro", 9_000, 300),))
    said = [str(one) for one in parts(
        gram, replace(WISHES, platforms=("instagram",)), Yardsticks(published=found)
    )["engagement"].detail]  # fmt: skip
    assert said[1] == (
        "published: 3–5.5 %, by followers (2025–26, Secondary surveys of Western platforms)"
    )
    assert all(one.year and one.source.en and one.source.zh for one in found)
    assert {one.measure for one in found} == {"engagement", "cpm", "cpe", "cpr", "viral", "price"}
    beyond = parts(facts(), yardsticks=Yardsticks(published=found))["engagement"].detail
    assert len(beyond) == 1  # nothing is published of Douyin


def test_a_median_of_few_jobs_is_said_and_counts_nothing():
    few = Benchmark(Decimal("173.08"), "CNY", 2)
    part = parts(facts(), yardsticks=Yardsticks({("micro", "douyin", "skincare"): few}))["cost"]
    assert part.value is None
    assert str(part.reason).endswith("own median 173.08, too few to count (n = 2)")
