"""Hours as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.schedule import written
from studio.errors import Invalid


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("9:00–12:00, 13:00–18:00", [[540, 720], [780, 1080]]),
        ("9-18", [[540, 1080]]),
        ("10am to 6pm", [[600, 1080]]),
        ("上午9点至下午6点", [[540, 1080]]),
        ("9-12；13-18", [[540, 720], [780, 1080]]),
        ("20:00-2:00", [[1200, 1560]]),
        ("0:00–24:00", [[0, 1440]]),
        ("", []),
        ("  ", []),
    ],
)
def test_hours_are_read_as_typed(text, pairs):
    assert written.parse_hours(text) == pairs


@pytest.mark.parametrize("text", ["off", "9", "9-", "25-26", "9-18-20", "nine to five o'clock"])
def test_what_are_no_hours_is_named(text):
    with pytest.raises(Invalid):
        written.parse_hours(text)


def test_days_stand_one_a_line():
    days = {"2026-11-16": [], "2026-12-31": [[540, 720]]}
    assert written.parse_days("2026-12-31 9-12\n\n 2026-11-16 \n") == days
    assert written.said_days(days) == "2026-11-16\n2026-12-31 9:00–12:00"
    with pytest.raises(Invalid, match="some day"):
        written.parse_days("some day 9-12")


@given(st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 1439)), max_size=3))
def test_what_is_said_is_read_again(spans):
    pairs = [[first, first + length] for first, length in spans]
    assert written.parse_hours(written.said_hours(pairs)) == pairs
