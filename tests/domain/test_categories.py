"""Categories and brand names as people write them, in both languages: which meet, which do not."""

from datetime import date

import pytest

from studio.domain import brandnames, identifiers, regions, rulefiles
from studio.domain.categories import Meeting, called, meet
from studio.text import Named

SURE, MAYBE, NO = Meeting.SURE, Meeting.MAYBE, Meeting.NO
TODAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("wanted", "protected", "expected"),
    [
        ("headphones", "headphones", SURE),
        ("ANC headphones", "headphone", SURE),
        ("headphones", "ANC headphones", SURE),
        ("耳机", "headphones", SURE),
        ("headphones", "耳机", SURE),
        ("降噪耳机", "耳机", SURE),
        ("TWS 耳机", "耳机", SURE),
        ("降噪耳机", "headphones", SURE),
        ("earbuds", "耳机", SURE),
        ("耳机和音箱", "headphones", SURE),
        ("Ｈeadphones", "headphones", SURE),
        ("护肤品", "护肤", SURE),
        ("skincare products", "护肤", SURE),
        ("skin care", "skincare", SURE),
        ("make up", "make-up", SURE),
        ("watches", "watch", SURE),
        ("smart watches", "watch", SURE),
        ("手表", "watches", SURE),
        ("batteries", "battery", SURE),
        ("e-scooter", "电动滑板车", SURE),
        ("face masks", "护肤", SURE),
        ("headphones", "audio", SURE),
        ("headphones", "音频", SURE),
        ("speakers, headphones", "headphones", SURE),
        ("headphones for kids", "headphones", SURE),
        ("coffee", "drinks", SURE),
        ("bluetooth headphones", "降噪耳机", MAYBE),
        ("audio", "headphones", MAYBE),
        ("beauty", "护肤", MAYBE),
        ("beauty", "面膜", MAYBE),
        ("headphone stand", "headphones", MAYBE),
        ("耳机架", "耳机", MAYBE),
        ("耳机架", "headphones", MAYBE),
        ("headphone stand", "耳机", MAYBE),
        ("茶几", "tea", NO),
        ("watch strap", "watches", MAYBE),
        ("VR headset", "headphones", NO),
        ("面膜", "face cream", NO),
        ("skincare", "headphones", NO),
        ("护肤", "耳机", NO),
        ("香水", "饮用水", NO),
        ("水果", "水", MAYBE),
        ("面包", "箱包", NO),
        ("phones", "headphones", NO),
        ("手机", "耳机", NO),
        ("bus", "bu", NO),
        ("drinks", "", NO),
        ("", "耳机", NO),
        ("、，", "耳机", NO),
    ],
)
def test_categories_meet_across_languages(wanted, protected, expected):
    assert meet(wanted, protected) is expected


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("headphones", Named("headphones", "耳机")),
        ("耳机", Named("headphones", "耳机")),
        ("ANC headphones", Named("ANC headphones")),
        ("headphones, speakers", Named("headphones, speakers")),
        ("", Named("")),
    ],
)
def test_a_known_category_is_called_in_both_languages(said, named):
    assert called(said) == named


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Tonwerk", "Tonwerk GmbH", True),
        ("tonwerk ", "Tonwerk AG & Co. KG", True),
        ("Northwick Audio", "Northwick Audio Ltd.", True),
        ("Brightfig", "Brightfig Inc.", True),
        ("Maison Ondine", "MAISON ONDINE S.A.S.", True),
        ("Tonwerk", "Tonwerk Audio", True),
        ("The Tea Company", "Tea", True),
        ("声工", "声工科技有限公司", True),
        ("声工", "杭州声工电子股份有限公司", True),
        ("云朵泉", "云朵泉护肤", True),
        ("Tonwerk", "Tonworks", False),
        ("Audio", "Northwick Audio", False),
        ("Sun", "Sunday Ltd", False),
        ("声工", "新声工坊", False),
        ("Ltd", "Tonwerk Ltd", False),
        ("上海", "上海家化", False),
        ("", "Tonwerk", False),
        ("有限公司", "声工有限公司", False),
    ],
)
def test_a_name_is_known_by_what_is_not_its_legal_form(one, other, expected):
    assert brandnames.same(one, other) is expected
    assert brandnames.same(other, one) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("UK", ("GB",)),
        ("uk, Germany", ("GB", "DE")),
        ("EU", ("EU",)),
        ("欧盟和英国", ("EU", "GB")),
        ("中国", ("CN",)),
        ("", ()),
        ("Worldwide", ()),
        ("the usual places", None),
    ],
)
def test_a_market_is_read(words, expected):
    assert regions.read(words) == expected


def test_regions_are_their_countries_and_the_union_is_one_list():
    assert {"DE", "FR", "JP"} <= regions.countries_of(("EU", "jp"), TODAY)
    assert "GB" not in regions.countries_of(("EU",), TODAY)
    assert regions.regions(TODAY)["EU"] == identifiers.EU
    assert regions.regions(TODAY)["EEA"] > identifiers.EU
    assert (regions.name("EU", "zh"), regions.name("FR", "en")) == ("欧盟", "France")


def test_every_category_is_said_in_both_languages_and_lies_within_known_ones():
    rules = [rule for rule in rulefiles.read("categories") if rule.kind == "category"]
    keys = {rule.key for rule in rules}
    words = [word.casefold() for rule in rules for word in rule.value["words"]]
    assert len(words) == len(set(words))
    for rule in rules:
        assert set(rule.value.get("within", ())) <= keys - {rule.key}
        assert any(word.isascii() for word in rule.value["words"])
        assert not all(word.isascii() for word in rule.value["words"])
