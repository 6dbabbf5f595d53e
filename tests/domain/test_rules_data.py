"""The rule files themselves: every rule is dated, sourced, named in both languages, and unique."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from studio.domain import platforms, pricing, proposals, rulefiles
from studio.domain.currencies import CURRENCIES, SIGNS
from studio.domain.dates import TERMS
from studio.domain.identifiers import CURRENCIES as OFFERED

ALL = [rule for name in rulefiles.names() for rule in rulefiles.read(name)]
HAN = re.compile(r"[\u3400-\u9fff]")


def test_every_rule_says_what_since_when_and_who_says_so():
    for rule in ALL:
        assert rule.source, rule.id
        assert rule.name, rule.id
        assert rule.name_zh, rule.id
        assert rule.confidence in ("H", "M", "L"), rule.id
        assert rule.checked_on >= date(2026, 11, 1), rule.id
        assert rule.effective_to is None or rule.effective_to >= rule.effective_from, rule.id


def test_no_rule_stands_twice():
    assert not [key for key, count in Counter(rule.id for rule in ALL).items() if count > 1]


def test_rules_of_one_key_do_not_overlap():
    by_key = {}
    for rule in ALL:
        by_key.setdefault((rule.kind, rule.key), []).append(rule)
    for rules in by_key.values():
        rules.sort(key=lambda rule: rule.effective_from)
        for before, after in pairwise(rules):
            assert before.effective_to is not None
            assert before.effective_to < after.effective_from


def test_no_rule_names_a_web_address():
    text = "".join(path.read_text(encoding="utf-8") for path in rulefiles.RULES.glob("*.toml"))
    assert not re.search(r"https?:|www\.", text)


@pytest.mark.parametrize("rule", rulefiles.read("taxes"), ids=lambda rule: rule.id)
def test_taxes_are_shares_with_known_treatments(rule):
    rates = rule.value["rates"]
    assert sum(rate.get("standard", False) for rate in rates) == 1
    assert rates[0].get("standard")
    for rate in rates:
        assert set(rate) <= {"name", "name_zh", "rate", "treatment", "note", "note_zh", "standard"}
        assert rate["treatment"] in pricing.TREATMENTS
        assert 0 <= Decimal(rate["rate"]) < Decimal("0.3")
        assert (Decimal(rate["rate"]) > 0) == (rate["treatment"] == pricing.STANDARD)
        assert HAN.search(rate["name_zh"])
        assert bool(rate.get("note")) == bool(rate.get("note_zh"))
        # What is not taxed says why on the document.
        assert rate["treatment"] in ("standard", "none") or rate["note"]


def test_taxes_cover_the_whole_union_and_the_studios_own_countries():
    countries = {rule.jurisdiction for rule in rulefiles.read("taxes")}
    union = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
    assert countries >= {*union.split(), "CN", "GB", "US", "HK", "SG", "AU", "CA", "JP", "AE"}


def test_payment_schedules_make_a_whole():
    for rule in rulefiles.read("deposits"):
        assert sum(Decimal(part["share"]) for part in rule.value["parts"]) == 1
        for part in rule.value["parts"]:
            assert part["trigger"] in proposals.TRIGGERS
            assert part["terms_kind"] in TERMS


def test_currencies_are_those_offered_and_more():
    assert set(OFFERED) <= set(CURRENCIES)
    assert all(re.fullmatch("[A-Z]{3}", code) for code in CURRENCIES)
    assert {one.minor for one in CURRENCIES.values()} == {0, 2, 3}
    assert all(one.part == "" for one in CURRENCIES.values() if one.minor == 0)
    assert SIGNS["¥"] == {"CNY", "JPY"}
    assert all(one.sign.upper() in SIGNS for one in CURRENCIES.values() if one.sign)


def test_platforms_have_badges_and_formats_in_both_languages():
    badges = {code: one.badge for code, one in platforms.PLATFORMS.items()}
    wanted = {"DY", "XHS", "B", "TB", "WX", "YT", "IG", "TT", "TW", "X", "FB", "LI", "KS", "WB"}
    assert set(badges.values()) >= wanted | {"WEB"}
    assert all(1 <= len(badge) <= 4 for badge in badges.values())
    for one in platforms.PLATFORMS.values():
        assert one.formats
        assert all(form.name and form.name_zh for form in one.formats.values())


def test_every_nickname_finds_one_platform():
    names = Counter(
        word
        for one in platforms.PLATFORMS.values()
        for word in {name.casefold() for name in (one.code, one.name, one.name_zh, *one.nicknames)}
    )
    doubled = {word for word, count in names.items() if count > 1}
    assert not doubled


@pytest.mark.parametrize(("typed", "code"), [
    ("douyin", "douyin"), ("DY", "douyin"), (" 抖音 ", "douyin"), ("小红书", "xiaohongshu"),
    ("RED", "xiaohongshu"), ("b站", "bilibili"), ("ins", "instagram"), ("WX", "wechat_oa"),
    ("视频号", "wechat_channels"), ("myspace", ""), ("", ""),
])  # fmt: skip
def test_platforms_are_found_as_people_call_them(typed, code):
    assert platforms.find(typed) == code


def test_names_and_badges_of_platforms_and_formats():
    assert platforms.badge("xiaohongshu") == "XHS"
    assert platforms.badge("peertube") == "PEER"
    assert platforms.platform_name("douyin", "zh") == "抖音"
    assert platforms.platform_name("peertube", "en") == "peertube"
    assert platforms.format_name("youtube", "short_video", "en") == "Short"
    assert platforms.format_name("douyin", "short_video", "en") == "Short video"
    assert platforms.format_name("peertube", "live", "zh") == "直播"
    assert platforms.format_name("douyin", "reel", "en") == "Reel"
    assert platforms.format_name("douyin", "opera", "en") == "opera"
    assert platforms.FORMATS["short_video"].name == "Short video"
