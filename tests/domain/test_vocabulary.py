"""Niches and cities typed in one language are named in the other; unknown ones stay."""

import pytest

from studio.domain import vocabulary
from studio.text import Named


@pytest.mark.parametrize(
    ("typed", "both"),
    [
        ("food", Named("food", "美食")),
        ("护肤", Named("Skincare", "护肤")),
        ("Crafts ", Named("Crafts ", "手作")),
        ("beekeeping", Named("beekeeping")),
        ("", Named("")),
    ],
)
def test_a_niche_is_named_in_both(typed, both):
    assert vocabulary.niche(typed) == both


@pytest.mark.parametrize(
    ("typed", "both"),
    [
        ("Hangzhou", Named("Hangzhou", "杭州")),
        ("上海市", Named("Shanghai", "上海市")),
        ("Xian", Named("Xian", "西安")),
        ("Sao Paulo", Named("Sao Paulo", "圣保罗")),
        ("Wädenswil", Named("Wädenswil")),
    ],
)
def test_a_city_is_named_in_both(typed, both):
    assert vocabulary.city(typed) == both


def test_a_city_is_the_same_in_either_language():
    assert vocabulary.same_city("杭州", "Hangzhou")
    assert not vocabulary.same_city("苏州", "Hangzhou")
    assert vocabulary.same_city("Wädenswil", "wadenswil")
