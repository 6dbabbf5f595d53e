"""What a client's words say: budgets, windows, platforms, and what is too vague to use."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain import wishes
from studio.errors import Invalid

TODAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("words", "currency", "expected"),
    [
        ("", "CNY", (None, None)),
        ("60k", "CNY", (60_000, 60_000)),
        ("6 万左右", "CNY", (54_000, 66_000)),
        ("about 60,000", "CNY", (54_000, 66_000)),
        ("Around £24k all in", "GBP", (21_600, 26_400)),
        ("5-6万", "CNY", (50_000, 60_000)),
        ("54k – 66k", "CNY", (54_000, 66_000)),
        ("€15,000 to 18,000", "EUR", (15_000, 18_000)),
        ("between £5k and £6k", "GBP", (5_000, 6_000)),
        ("9万以内", "CNY", (None, 90_000)),
        ("up to £9,000", "GBP", (None, 9_000)),
        ("不超过 3 万元", "CNY", (None, 30_000)),
        ("at least 5 万", "CNY", (50_000, None)),
        ("3*900", "GBP", (2_700, 2_700)),
    ],
)
def test_budgets(words, currency, expected):
    least, most = wishes.read_budget(words, currency)
    assert (least, most) == tuple(None if end is None else end * 100 for end in expected)


@pytest.mark.parametrize(
    ("words", "currency"),
    [("abc", "CNY"), ("1-2-3", "CNY"), ("$5k", "GBP"), ("9k-5k", "GBP"), ("1e18", "GBP")],
)
def test_budgets_that_cannot_be_read(words, currency):
    with pytest.raises(Invalid) as caught:
        wishes.read_budget(words, currency)
    assert set(caught.value.fields) == {"budget_max"}


@given(st.integers(1, 10**9))
def test_about_a_figure_shows_that_figure(minor):
    least, most = wishes.read_budget(f"about {minor}", "JPY")
    shown = wishes.headline(least, most)
    assert abs(shown - minor) <= 1
    assert wishes.headline(minor, minor) == minor


@pytest.mark.parametrize(
    ("least", "most", "about", "figure"),
    [
        (54_000, 66_000, True, 60_000),
        (80_000, 90_000, False, 90_000),
        (None, 90_000, False, 90_000),
        (50_000, None, False, 50_000),
        (None, None, False, None),
        (60_000, 60_000, False, 60_000),
    ],
)
def test_the_figure_on_a_card(least, most, about, figure):
    assert wishes.is_about(least, most) is about
    assert wishes.headline(least, most) == figure


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("1 Dec – 20 Dec", "2026-12-01", "2026-12-20"),
        ("1-20 Dec", "2026-12-01", "2026-12-20"),
        ("from 1 Dec to 20 Dec", "2026-12-01", "2026-12-20"),
        ("2026-12-01 – 2026-12-20", "2026-12-01", "2026-12-20"),
        ("12月1日至20日", "2026-12-01", "2026-12-20"),
        ("12月1日到12月20日", "2026-12-01", "2026-12-20"),
        ("5 Dec – 10 Jan", "2026-12-05", "2027-01-10"),
        ("December", "2026-12-01", "2026-12-31"),
        ("12月", "2026-12-01", "2026-12-31"),
        ("Mar 2027", "2027-03-01", "2027-03-31"),
        ("20 Dec", "2026-12-20", "2026-12-20"),
        ("before 25 Jan", None, "2027-01-25"),
        ("1月25日前", None, "2027-01-25"),
        ("12月1日起", "2026-12-01", None),
        ("", None, None),
    ],
)
def test_windows(words, first, last):
    found = wishes.read_window(words, TODAY)
    assert found == tuple(date.fromisoformat(day) if day else None for day in (first, last))


@pytest.mark.parametrize("words", ["rubbish", "1 – 2 – 3 Dec", "20 Dec – 1 Dec", "31 Nov"])
def test_windows_that_cannot_be_read(words):
    with pytest.raises(Invalid) as caught:
        wishes.read_window(words, TODAY)
    assert set(caught.value.fields) <= {"window_from", "window_to"}


def test_platforms_are_found_where_they_are_named():
    words = "抖音和小红书 first, later Youtube or IG; a red shop on the web is no platform"
    found = [(words[start : start + length], code) for start, length, code in _found(words)]
    assert found == [
        ("抖音", "douyin"),
        ("小红书", "xiaohongshu"),
        ("Youtube", "youtube"),
        ("IG", "instagram"),
    ]


def _found(words):
    return wishes.find_platforms(words)


def test_platforms_that_are_typed_may_be_short():
    assert wishes.read_platforms("xhs, yt、抖音") == ["douyin", "xiaohongshu", "youtube"]
    with pytest.raises(Invalid):
        wishes.read_platforms("the moon")


@pytest.mark.parametrize(
    ("words", "objective"),
    [
        ("种草笔记", "search"),
        ("直播带货", "sales"),
        ("brand awareness", "awareness"),
        ("fan co-created flavour", "co_creation"),
    ],
)
def test_objectives(words, objective):
    assert wishes.read_objective(words) == objective


def spans(words, currency):
    return {
        words[one.start : one.start + one.length]: (one.field, one.kind)
        for one in wishes.suggest(words, currency)
    }


def test_a_message_says_plainly_or_vaguely():
    assert spans("找几位博主，预算 6 万左右，抖音，年前发", "CNY") == {
        "几位": ("creators", "unclear"),
        "6 万左右": ("budget_max", "unclear"),
        "抖音": ("platforms", "used"),
        "年前": ("", "unplaced"),
    }
    assert spans("6条左右，抖音，预算9万以内", "CNY") == {
        "抖音": ("platforms", "used"),
        "9万以内": ("budget_max", "used"),
    }
    assert spans("One film for about $22k, soon", "USD") == {
        "about $22k": ("budget_max", "unclear"),
        "soon": ("", "unplaced"),
    }
    assert spans("12 notes and 3 videos, 2026", "GBP") == {}


@given(st.text(max_size=300))
def test_nothing_that_is_said_breaks_the_reading(words):
    found = wishes.suggest(words, "CNY")
    assert all(words[one.start : one.start + one.length] for one in found)
    ends = [0, *(one.start + one.length for one in found)]
    assert all(one.start >= end for one, end in zip(found, ends, strict=False))
    wishes.title_of(words)
    wishes.currency_of(words, "GBP")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("你好，今年冬天想推温泉酒店，想找几位做本地生活的博主。", "今年冬天想推温泉酒店…"),
        ("Hi both, we would love an honest review. More.", "we would love an honest review"),
        ("Short", "Short"),
        ("a" * 60, "a" * 40 + "…"),
    ],
)
def test_a_first_title(words, title):
    assert wishes.title_of(words) == title


@pytest.mark.parametrize(
    ("words", "currency"),
    [("£24k", "GBP"), ("18.000 EUR", "EUR"), ("预算6万", "CNY"), ("$5", "USD"), ("five", "SEK")],
)
def test_the_currency_that_is_spoken_of(words, currency):
    assert wishes.currency_of(words, "SEK") == currency


def test_words_are_read_for_a_field():
    read = wishes.read
    assert read("budget", "5-6万", currency="CNY", today=TODAY) == {
        "budget_min": 5_000_000,
        "budget_max": 6_000_000,
    }
    assert read("due", "fri", currency="CNY", today=TODAY) == {"due_on": date(2026, 11, 20)}
    assert read("keywords", "温泉、亲子", currency="CNY", today=TODAY) == {
        "keywords": ["温泉", "亲子"]
    }
    assert read("audience", " Families ", currency="CNY", today=TODAY) == {"audience": "Families"}
    with pytest.raises(Invalid):
        read("due", "someday", currency="CNY", today=TODAY)
