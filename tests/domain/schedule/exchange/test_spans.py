"""Lengths of time as other programs write them."""

import pytest

from studio.domain.schedule.exchange import spans
from studio.errors import Invalid


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("PT8H0M0S", 480), ("PT0H0M0S", 0), ("PT1H30M", 90), ("P1DT2H", 1560), ("PT90S", 2)],
)
def test_iso_durations(text, minutes):
    assert spans.parse_iso(text) == minutes


@pytest.mark.parametrize(
    ("text", "minutes", "elapsed"),
    [
        ("2", 960, False),
        ("2 days", 960, False),
        ("2d?", 960, False),
        ("1.5 days", 720, False),
        ("1,5d", 720, False),
        ("4 hrs", 240, False),
        ("90m", 90, False),
        ("1 wk", 2400, False),
        ("1 mon", 9600, False),
        ("3ed", 4320, True),
        ("2 ewks", 20160, True),
        ("-1 day", -480, False),
        ("+ 2h", 120, False),
        ("2 天", 960, False),
        ("3个工作日", 1440, False),
        ("半", None, None),
        ("", None, None),
        ("5 lightyears", None, None),
        ("99999999 days", None, None),
        ("9" * 400, None, None),
    ],
)
def test_typed_lengths(text, minutes, elapsed):
    if minutes is None:
        with pytest.raises(Invalid):
            spans.parse_typed(text, 480)
        return
    assert spans.parse_typed(text, 480) == spans.Length(minutes, elapsed)


@pytest.mark.parametrize("minutes", [0, 7, 60, 90, 240, 480, 1440, 2880])
@pytest.mark.parametrize("elapsed", [False, True])
def test_written_lengths_are_read_again(minutes, elapsed):
    text = spans.typed(minutes, 480, elapsed=elapsed)
    assert spans.parse_typed(text, 480) == spans.Length(minutes, elapsed)
    assert spans.parse_iso(spans.written(minutes)) == minutes


@pytest.mark.parametrize("text", ["", "P", "PT", "8 hours", "PT8X", "PT99999999H"])
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(Invalid, match="no length of time"):
        spans.parse_iso(text)
