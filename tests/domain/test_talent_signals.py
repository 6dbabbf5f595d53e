"""What the signals of an account come to in words, and phones that are one and the same."""

from decimal import Decimal

import pytest

from studio.domain.talent.duplicates import Face, find, phone_key
from studio.domain.talent.growth import Reading, jumps
from studio.domain.talent.quality import Figures, hints
from tests.builders import TODAY

READ = Figures(
    "douyin", 100_000, following=10, views=20_000, likes=4_000, comments=100,
    generic=Decimal("0.1"), language="zh", region="CN", watched=True,
    median=Decimal("0.04"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (Figures("douyin", 52_300), "Too little was read to say"),
        (Figures("douyin", 52_300, following=10), "Nothing stands out in 1 of 8 signals"),
        (Figures("douyin", 52_300, following=99_000), "1 of 1 signals stand out"),
    ],
)
def test_little_that_was_read_is_never_called_clean(figures, said):
    assert str(hints(figures, TODAY).summary) == said


def test_one_raised_signal_is_named_though_it_is_not_enough_for_a_level():
    course = [Reading(TODAY, followers) for followers in (10_000, 13_000)]
    grown = [Reading(TODAY.replace(day=nr + 1), one.followers) for nr, one in enumerate(course)]
    found = hints(Figures("douyin", 13_000, jumps=jumps(grown), watched=True), TODAY)
    assert found.level == ""
    assert "1 of" in str(found.summary)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("07700 900123", "+44 7700 900123"),
        ("13800001111", "+86 138 0000 1111"),
        ("0151 23456789", "0049 151 23456789"),
    ],
)
def test_a_phone_is_the_same_with_and_without_its_country(one, other):
    assert phone_key(one) == phone_key(other)
    faces = [Face(1, ("Ann",), (), phone=one), Face(2, ("Bo",), (), phone=other)]
    assert len(find(faces)) == 1
