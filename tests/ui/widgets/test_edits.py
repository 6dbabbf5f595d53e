"""Splitting a moment into its day and its time."""

from datetime import time

import pytest

from studio.errors import Invalid
from ui.widgets.edits import split_moment


@pytest.mark.parametrize(
    ("typed", "day", "clock"),
    [
        ("fri, 18:00", "fri", time(18)),
        ("11月20日 9：30", "11月20日", time(9, 30)),
        ("18:00", "", time(18)),
        ("fri", "fri", None),
        ("fri,", "fri", None),
    ],
)
def test_day_and_time_are_told_apart(typed, day, clock):
    assert split_moment(typed) == (day, clock)


@pytest.mark.parametrize("typed", ["fri 24:00", "fri 10:60"])
def test_there_is_no_such_time(typed):
    with pytest.raises(Invalid, match="23:59"):
        split_moment(typed)
