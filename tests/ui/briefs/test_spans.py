"""Places in a text, counted by Python and by Qt."""

from hypothesis import given
from hypothesis import strategies as st

from ui.briefs.spans import to_place, to_units


def test_an_emoji_is_one_character_and_two_units():
    assert to_units("a👋b", 2) == 3
    assert to_place("a👋b", 3) == 2
    assert to_place("a👋b", 2) == 2


@given(st.text(max_size=50), st.integers(0, 50))
def test_there_and_back(text, place):
    place = min(place, len(text))
    assert to_place(text, to_units(text, place)) == place


def test_beyond_the_end_is_the_end():
    assert to_place("ab", 99) == 2
