"""Talent's rules: tiers, growth, hints, what tables say, who may be one person, rate cards."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.names import name_keys
from studio.domain.talent import (
    accounts,
    consents,
    growth,
    importing,
    personal,
    rates,
    retention,
    sheets,
    tiers,
)
from studio.domain.talent.duplicates import Face, find
from studio.domain.talent.growth import Reading
from studio.domain.talent.quality import Figures, hints
from studio.errors import Invalid
from studio.text import Message

TODAY = date(2026, 11, 16)
CHINA = tiers.bands("china", TODAY)
WESTERN = tiers.bands("western", TODAY)


def why(call, *values):
    with pytest.raises(Invalid) as caught:
        call(*values)
    return str(next(iter(caught.value.fields.values())))


# -- tiers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("followers", "tier"),
    [
        (0, "emerging"), (9_999, "emerging"), (10_000, "nano"), (49_999, "nano"),
        (50_000, "micro"), (499_999, "micro"), (500_000, "mid"), (999_999, "mid"),
        (1_000_000, "macro"), (5_000_000, "macro"), (5_000_001, "mega"),
    ],
)  # fmt: skip
def test_the_five_bands_and_the_one_below(followers, tier):
    assert tiers.tier_of(followers, CHINA) == tier
    least, below = tiers.range_of(tier, CHINA)
    assert least <= followers
    assert below is None or followers < below


@pytest.mark.parametrize(
    ("followers", "tier"),
    [(999, "emerging"), (1_000, "nano"), (10_000, "micro"), (50_000, "mid"), (1_000_000, "mega")],
)
def test_the_western_bands(followers, tier):
    assert tiers.tier_of(followers, WESTERN) == tier


def test_own_bands_fall_and_begin_with_none():
    given_bands = {"mega": 900, "macro": 500, "mid": 200, "micro": 100, "nano": 10, "emerging": 0}
    own = tiers.checked(given_bands)
    assert tiers.tier_of(499, own) == "mid"
    with pytest.raises(Invalid) as caught:
        tiers.checked({**given_bands, "macro": 900, "emerging": 1})
    assert set(caught.value.fields) == {"macro", "emerging"}


# -- growth --------------------------------------------------------------------------------------


def course(*followers, step=1):
    first = TODAY - timedelta(days=(len(followers) - 1) * step)
    return [Reading(first + timedelta(days=n * step), count) for n, count in enumerate(followers)]


def test_growth_is_the_formula_of_the_page():
    found = growth.grown(
        [Reading(date(2026, 10, 16), 180_000), Reading(date(2026, 11, 15), 188_400)], 30, TODAY
    )
    assert (found.absolute, found.days) == (8_400, 30)
    assert round(found.share * 100, 2) == Decimal("4.67")
    assert growth.grown(course(5), 30, TODAY) is None
    assert growth.grown(course(0, 10), 30, TODAY).share is None


def test_a_line_is_straight_between_readings_and_begins_with_the_first():
    readings = [Reading(TODAY - timedelta(days=10), 100), Reading(TODAY, 200)]
    points = growth.line(readings, TODAY - timedelta(days=20), TODAY, 5)
    assert points == (100, 150, 200)


def test_an_odd_day_stands_out_from_all_the_others():
    steady = [10_000 + 20 * n + (n * 7) % 5 for n in range(30)]
    assert not growth.jumps(course(*steady))
    spike = [*steady[:15], *(count + 900 for count in steady[15:])]
    (jump,) = growth.jumps(course(*spike))
    assert jump.end.day == TODAY - timedelta(days=14)
    assert jump.deviations > 5
    assert not jump.fell
    falling = [*spike[:18], *(count - 500 for count in spike[18:])]
    assert growth.jumps(course(*falling))[0].fell


def test_a_tenth_in_a_day_stands_out_with_few_readings_and_a_note_explains_it():
    readings = course(10_000, 11_100)
    assert growth.jumps(readings)[0].deviations is None
    noted = [readings[0], Reading(TODAY, 11_100, "Live with Qiao Yi")]
    assert growth.jumps(noted)[0].explained == "Live with Qiao Yi"
    assert not growth.jumps(course(10_000, 20_000, step=30))


# -- hints ---------------------------------------------------------------------------------------


def raised(**values):
    figures = Figures(**{"platform": "instagram", "followers": 100_000, **values})
    return {hint.code: str(hint.reason) for hint in hints(figures, TODAY).raised}


def test_each_hint_says_its_sum():
    low = raised(likes=500, comments=20, median=Decimal("0.024"), median_of=Message("x"))
    assert low["F1"] == "520 ÷ 100000 followers = 0.52 %; below 1 % on this platform."
    assert "above 15 %" in raised(likes=16_000, comments=200)["F2"]
    assert (
        "usual 2 % (us) × 4 = 8 %"
        in raised(likes=9_000, comments=100, median=Decimal("0.02"), median_of=Message("us"))["F2"]
    )
    assert "1.9 %" in raised(platform="douyin", views=1_900)["F4"]
    assert "0.1 %" in raised(likes=10_000, comments=10)["F5"]
    assert "51 %" in raised(generic=Decimal("0.51"))["F6"]
    assert "F7" in raised(following=100_001)
    assert "F7" not in raised(followers=9_000, following=9_001)
    assert "F8" in raised(language="zh", region="BR")
    assert "F8" not in raised(language="zh", region="SG")


def test_a_lone_jump_never_weighs_more_than_twenty_and_unknown_figures_nothing():
    jumps = growth.jumps(course(*[10_000] * 10, 13_000))
    found = hints(Figures("douyin", 13_000, jumps=jumps, watched=True), TODAY)
    assert (found.score, found.level) == (20, "")
    assert {hint.state for hint in found.hints if hint.code != "F3"} == {"unknown"}
    noted = [*course(*[10_000] * 10)[:-1], Reading(TODAY, 13_000, "viral")]
    calm = Figures("douyin", 13_000, jumps=growth.jumps(noted), watched=True)
    assert hints(calm, TODAY).score == 0


def test_levels_begin_at_fifty_and_seventy():
    jumps = growth.jumps(course(*[10_000] * 10, 13_000))
    worst = Figures(
        "tiktok", 100_000, following=200_000, views=100, likes=100, comments=90,
        generic=Decimal("0.9"), language="zh", region="BR", jumps=jumps, watched=True,
    )  # fmt: skip
    found = hints(worst, TODAY)
    assert (found.score, found.level) == (90, "high")
    milder = Figures(
        "tiktok", 100_000, views=100, likes=100, comments=10, jumps=jumps, watched=True
    )
    assert hints(milder, TODAY).level == "review"


# -- tables --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("12000", 12_000), ("12,000", 12_000), ("1.200", 1_200), ("6,240,000", 6_240_000),
        ("1.2万", 12_000), ("1,2万", 12_000), ("1.2k", 1_200), ("12.3K", 12_300),
        ("78.2w", 782_000),
        ("1.05m", 1_050_000), ("1.2亿", 120_000_000), ("１２３", 123), ("10万+", 100_000),
        ("3.4万粉丝", 34_000), ("1 234", 1_234), (12.0, 12), (500, 500),
    ],
)  # fmt: skip
def test_counts_are_read_as_people_write_them(typed, count):
    assert sheets.count(typed) == count


@pytest.mark.parametrize(
    "typed", ["12,3", "12.3", "-5", "abc", "", "1.2.3", 12.5, None, True, "1e5", "9" * 14, "=A1"]
)
def test_counts_that_cannot_be_sure_are_refused(typed):
    assert why(sheets.count, typed)


def test_a_head_may_state_the_scale():
    assert sheets.power_of("粉丝数(万)") == 4
    assert sheets.power_of("Followers (k)") == 3
    assert sheets.power_of("粉丝数") == 0
    assert sheets.count("78.2", 4) == 782_000
    assert sheets.count(1.23, 4) == 12_300
    assert sheets.count("1.2k", 4) == 1_200


@pytest.mark.parametrize(
    ("value", "order"),
    [
        ("2026-11-15", "dmy"), ("2026/11/15", "mdy"), ("15.11.2026", "mdy"), ("15/11/2026", "dmy"),
        ("11/15/2026", "mdy"), ("2026年11月15日", "dmy"), ("20261115", "dmy"), (46341, "dmy"),
        ("46341", "dmy"), (datetime(2026, 11, 15, 8, tzinfo=UTC), "dmy"),
        (date(2026, 11, 15), "mdy"),
        ("2026-11-15 08:00", "dmy"), ("15-11-26", "dmy"),
    ],
)  # fmt: skip
def test_days_are_read_in_every_order(value, order):
    assert sheets.day(value, order, TODAY) == date(2026, 11, 15)


@pytest.mark.parametrize(
    "value", ["11/15/2026", "31.02.2026", "soon", "", "2026-11-17", 12, "1999-1-1"]
)
def test_days_that_are_none_are_refused(value):
    assert why(sheets.day, value, "dmy", TODAY)


def test_the_order_of_days_is_seen_in_the_column():
    assert sheets.guess_order(["01/02/2026", "11/15/2026"]) == "mdy"
    assert sheets.guess_order(["01/02/2026", "15/11/2026"]) == "dmy"
    assert sheets.guess_order(["01/02/2026"]) == "dmy"


def test_heads_are_understood_in_both_languages():
    zh = sheets.guess(["平台名称", "抖音号", "粉丝数(万)", "统计日期", "?"], sheets.SNAPSHOTS)
    assert zh == {"platform": 0, "handle": 1, "followers": 2, "as_of": 3}
    en = sheets.guess(["Platform", "User_Name", "Fans", "Snapshot date"], sheets.SNAPSHOTS)
    assert en == zh
    assert sheets.guess(["Phone"], sheets.SNAPSHOTS) == {}


def test_every_wrong_cell_is_listed_with_its_row():
    rows = [
        ("platform", "handle", "followers", "date"),
        ("douyin", "", "1.2万", "2026-11-15"),
        ("mars", "x", "12,3", "2026-11-15"),
        (None, None, None, None),
        ("douyin", "y", "-4", "99/99/2026"),
        ("抖音", "@z", sheets.Broken(Message("broken")), "2026-11-15"),
        ("抖音", "@ok", "1.2万", "2026-11-15"),
    ]
    plan = importing.guessed(rows, sheets.SNAPSHOTS)
    lines, problems = importing.read(rows, plan, TODAY)
    assert [(line.row, line.platform, line.handle, line.followers) for line in lines] == [
        (7, "douyin", "ok", 12_000)
    ]
    assert {(one.row, one.field) for one in problems} == {
        (2, "handle"), (3, "platform"), (3, "followers"), (5, "followers"), (5, "as_of"),
        (6, "followers"),
    }  # fmt: skip


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.none()))
def test_any_cell_is_a_count_or_a_refusal(value):
    try:
        count = sheets.count(value)
    except Invalid:
        return
    assert 0 <= count <= accounts.MOST


# -- people --------------------------------------------------------------------------------------


def test_a_name_is_found_by_sound_and_in_any_order():
    assert "linxiaoman" in name_keys("林小满")
    assert set(name_keys("Lin Xiaoman")) & set(name_keys("Xiaoman Lin"))
    assert set(name_keys("林小满")) & set(name_keys("Lin Xiaoman"))


def test_doubles_are_found_with_their_reasons():
    lin = Face(1, ("林小满",), tuple(name_keys("林小满")), phone="+86 138 0000 1111")
    other = Face(2, ("Lin Xiaoman",), tuple(name_keys("Lin Xiaoman")))
    third = Face(3, ("Someone",), tuple(name_keys("Someone")), phone="13800001111")
    fourth = Face(4, ("Else",), (), accounts=(("douyin", "abc"),), mail="A@x.org")
    fifth = Face(5, ("Other",), (), accounts=(("xiaohongshu", "abc"),), mail="a@X.org ")
    found = {(one.first, one.second): one for one in find([lin, other, third, fourth, fifth])}
    assert set(found) == {(1, 2), (1, 3), (4, 5)}
    assert [str(reason) for reason in found[1, 2].reasons] == ["The names sound alike: linxiaoman"]
    assert found[1, 3].score == 90
    assert found[4, 5].score == 100
    assert len(found[4, 5].reasons) == 2


def test_handles_are_compared_without_case_width_and_address():
    assert accounts.handle_key("@TheoMarsh ") == "theomarsh"
    assert accounts.handle_key("https://www.youtube.com/@TheoMarsh/?x=1") == "theomarsh"
    assert accounts.handle_key("ＴＨＥＯ") == "theo"


def test_shares_of_an_audience_add_up_to_one():
    accounts.check_parts("gender", {"female": Decimal("0.62"), "male": Decimal("0.39")})
    assert "add up to 120" in why(
        accounts.check_parts, "gender", {"female": Decimal("0.7"), "male": Decimal("0.5")}
    )


def test_one_card_holds_at_a_time():
    may, june = date(2026, 5, 1), date(2026, 6, 1)
    rates.check_spans([(may, date(2026, 5, 31)), (june, None)])
    assert why(rates.check_spans, [(may, june), (june, None)])
    assert why(rates.check_spans, [(may, None), (june, None)])
    assert why(rates.check_spans, [(june, may)])


@pytest.mark.parametrize(
    ("value", "masked"),
    [("6222 0000 1111 2222", "****2222"), ("12345", "****"), ("", ""), ("李雷", "****")],
)
def test_values_are_masked(value, masked):
    assert personal.mask(value) == masked


def test_data_are_kept_for_the_time_of_their_kind():
    terms = retention.terms(TODAY)
    assert terms["identity"].until(TODAY) == date(2036, 11, 16)
    assert terms["identity"].until(TODAY, "US") == date(2030, 11, 16)
    assert terms["body"].until(date(2026, 1, 31)) == date(2026, 3, 2)
    assert terms["public"].until(date(2026, 1, 31)) == date(2027, 1, 30)
    dealt = retention.Days(dealings=date(2027, 1, 1), wrap=date(2026, 12, 1))
    assert retention.keep_until(terms["contact"], TODAY, dealt) == date(2033, 1, 1)
    assert retention.keep_until(terms["contact"], TODAY, retention.Days(open=True)) is None
    assert retention.keep_until(terms["body"], TODAY, dealt) == date(2026, 12, 31)


@pytest.mark.parametrize(("country", "ground", "held", "may"), [
    ("GB", "", (), True), ("CN", "", (), False), ("CN", "contract", (), True),
    ("CN", "consent", (), False), ("CN", "consent", ("abroad",), True),
])  # fmt: skip
def test_data_leave_china_on_a_ground_only(country, ground, held, may):
    assert consents.may_leave(country, ground, frozenset(held)) is may


def test_a_birth_date_is_read_as_it_is_written():
    gate = personal.GATES["birth_date"]
    assert {gate("1999-05-01"), gate("1999/5/1"), gate("1999年5月1日")} == {"1999-05-01"}
    assert gate("") == ""
    for wrong in ("young", "1999-13-01", "99-5-1"):
        with pytest.raises(Invalid):
            gate(wrong)


@pytest.mark.parametrize(("born", "years"), [
    ("2008-11-16", 18), ("2008-11-17", 17), ("", None), ("soon", None),
])  # fmt: skip
def test_an_age_counts_whole_years(born, years):
    assert personal.age(born, TODAY) == years
