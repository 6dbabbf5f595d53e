"""The conflict engine: category or named brand, territory, platform, days; who is protected."""

from dataclasses import replace
from datetime import date

import pytest

from studio.domain import exclusivity
from studio.domain.exclusivity import Wanted, Window
from studio.domain.gates import cleaned
from studio.errors import Invalid
from studio.text import Named

WINDOW = Window(
    7,
    date(2026, 10, 1),
    date(2027, 1, 31),
    client_id=3,
    brand_id=30,
    protects=Named("Northwick Audio", "诺斯威克音频"),
    category="headphones",
    competitors=("Tonwerk", "声工"),
)
WANTED = Wanted(
    date(2026, 12, 2), date(2026, 12, 3), client_id=9, names=("Acme",), category="headphones"
)


def blocked(wanted, window=WINDOW):
    return [one.blocks for one in exclusivity.conflicts(wanted, [window])]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, [True]),
        ({"category": "Headphone"}, [True]),
        ({"category": "ANC headphones"}, [True]),
        ({"category": "speakers, headphones"}, [True]),
        ({"category": "降噪耳机"}, [True]),
        ({"category": "audio"}, [False]),
        ({"category": "耳机架"}, [False]),
        ({"category": "skincare", "names": ("Tonwerk GmbH",)}, [True]),
        ({"category": "skincare", "names": ("深圳声工科技有限公司",)}, [True]),
        ({"category": "skincare"}, []),
        ({"category": "skincare", "names": ("tonwerk ",)}, [True]),
        ({"category": "skincare", "names": ("", "声工")}, [True]),
        ({"category": ""}, [False]),
        ({"category": "", "names": ("Tonwerk",)}, [True]),
        ({"client_id": 3}, []),
        ({"brand_id": 30}, []),
        ({"client_id": None, "brand_id": None}, [True]),
        ({"first_on": date(2027, 1, 31), "last_on": date(2027, 2, 5)}, [True]),
        ({"first_on": date(2027, 2, 1), "last_on": date(2027, 2, 5)}, []),
        ({"first_on": date(2026, 9, 1), "last_on": date(2026, 9, 30)}, []),
        ({"first_on": date(2026, 9, 1), "last_on": date(2026, 10, 1)}, [True]),
    ],
)
def test_one_thing_at_a_time(change, expected):
    assert blocked(replace(WANTED, **change)) == expected


@pytest.mark.parametrize(
    ("window", "wanted", "expected"),
    [
        (("youtube",), ("youtube", "douyin"), [True]),
        (("youtube",), ("douyin",), []),
        (("youtube",), (), [True]),
        ((), ("douyin",), [True]),
    ],
)
def test_platforms_meet_or_are_all(window, wanted, expected):
    assert blocked(replace(WANTED, platforms=wanted), replace(WINDOW, platforms=window)) == expected


@pytest.mark.parametrize(
    ("window", "wanted", "expected"),
    [
        (("GB", "FR"), "FR", [True]),
        (("GB",), "US", []),
        (("GB",), "", [True]),
        ((), "US", [True]),
        (("EU",), "DE", [True]),
        (("EU",), "GB", []),
        (("DE",), "EU", [True]),
        (("FR",), "DACH", []),
        (("UK",), "GB", [True]),
        (("FR",), "DE, FR", [True]),
        (("FR",), "nowhere known", [True]),
    ],
)
def test_territories_meet_or_are_all(window, wanted, expected):
    wish = replace(WANTED, territory=wanted)
    assert blocked(wish, replace(WINDOW, territories=window)) == expected


def test_a_proposed_window_warns_and_an_ended_one_is_none():
    assert blocked(WANTED, replace(WINDOW, state="proposed")) == [False]
    assert blocked(WANTED, replace(WINDOW, state="ended")) == []


def test_it_says_who_is_protected_until_when_and_puts_the_longest_first():
    longer = replace(WINDOW, id=8, last_on=date(2027, 6, 30))
    other = replace(WINDOW, id=9, category="fragrance", competitors=())
    found = exclusivity.conflicts(WANTED, [WINDOW, longer, other])
    assert [(one.window_id, one.until) for one in found] == [
        (8, date(2027, 6, 30)), (7, date(2027, 1, 31)),
    ]  # fmt: skip
    assert str(found[1].message) == "Exclusive for Northwick Audio in headphones until 2027-01-31."
    named = exclusivity.conflicts(replace(WANTED, names=("Tonwerk",)), [WINDOW])
    assert str(named[0].message) == ("Northwick Audio is protected from Tonwerk until 2027-01-31.")


def test_what_is_said_too_widely_is_said_to_be_so():
    (one,) = exclusivity.conflicts(replace(WANTED, category="audio"), [WINDOW])
    assert str(one.message) == (
        "Exclusive for Northwick Audio in headphones until 2027-01-31: audio may fall under it."
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("DE", "DE"), (["fr", "Germany"], "DE, FR"), ("欧盟", "EU"), ("", ""), (None, ""), ([], "")],
)
def test_a_territory_is_kept_as_letters(typed, kept):
    assert exclusivity.territory(typed) == kept
    with pytest.raises(Invalid):
        cleaned({"territory": exclusivity.territory}, {"territory": "Atlantis"})


def test_a_window_needs_somebody_something_and_days():
    good = {
        "talent_id": 1, "category": "headphones", "first_on": date(2026, 1, 1),
        "last_on": date(2026, 1, 1),
    }  # fmt: skip
    exclusivity.check(good)
    exclusivity.check({**good, "category": "", "competitors": ["Tonwerk"]})
    with pytest.raises(Invalid) as caught:
        exclusivity.check({})
    assert set(caught.value.fields) == {"talent_id", "category", "first_on", "last_on"}


def test_what_is_past_has_ended():
    day = date(2026, 11, 16)
    assert exclusivity.state_on("active", date(2026, 11, 15), day) == "ended"
    assert exclusivity.state_on("active", day, day) == "active"
    assert exclusivity.state_on("proposed", day, day) == "proposed"
