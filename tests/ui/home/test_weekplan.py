"""Where the days of a week and their events stand."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ui.home.weekplan import HEAD, MOST, arranged, columns, day_at

HEIGHT = 184


@given(st.integers(300, 4000))
def test_seven_columns_fill_the_width(width):
    across = columns(width, HEIGHT)
    assert across[0].x == 0
    assert all(abs(left.x + left.width - right.x) < 0.001 for left, right in pairwise(across))
    assert abs(across[-1].x + across[-1].width - width) < 0.001
    assert across[0].width > across[6].width


@given(st.lists(st.integers(0, 6), max_size=40), st.integers(600, 2000))
def test_every_event_is_in_its_day_or_among_the_rest(days, width):
    plan = arranged(days, width, HEIGHT)
    hidden = [number for rest in plan.hidden.values() for number in rest]
    assert sorted([*plan.events, *hidden]) == list(range(len(days)))
    for number, box in plan.events.items():
        column = plan.columns[days[number]]
        assert column.x < box.x
        assert box.x + box.width < column.x + column.width
        assert box.y >= HEAD
        assert box.y + box.height <= HEIGHT
    for day, rest in plan.hidden.items():
        assert len(rest) == days.count(day) - MOST
        assert plan.more[day].y + plan.more[day].height <= HEIGHT


@given(st.integers(0, 6))
def test_the_middle_of_a_column_is_its_day(day):
    column = columns(1100, HEIGHT)[day]
    assert day_at(column.x + column.width / 2, 1100) == day


def test_beside_the_week_is_the_nearest_day():
    assert day_at(-5, 1100) == 0
    assert day_at(5000, 1100) == 6
