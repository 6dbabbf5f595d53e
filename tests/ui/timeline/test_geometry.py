"""Time to pixels, rows, routes and what a gesture means: all without a window."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.timeline import gestures, layout, routes
from ui.timeline.gestures import Proposal
from ui.timeline.layout import Lane, Layout
from ui.timeline.plan import Bar, Block, Line, Plan, Row, Tie
from ui.timeline.scale import (
    DAY,
    NARROWEST,
    STEPS,
    WIDEST,
    Clockface,
    Scale,
    levels,
    minute_of,
    moment_of,
    step_of,
    ticks,
)
from ui.timeline.scene import HEAD, TREE, Scene, Zones

MONDAY = date(2026, 11, 16)


def at(day, hour=0):
    return minute_of(MONDAY + timedelta(days=day)) + hour * 60


class Tight:
    """A planner in which everything may be done and one task follows a day later."""

    def moved(self, key, start):
        return Proposal((start, start + DAY), {"task:2": (start + DAY, start + 2 * DAY)})

    def resized(self, key, start, finish):
        return Proposal((start, finish))

    def why_not_linked(self, before, after, kind):
        return "That is a circle." if kind == "SF" else ""

    def end(self):
        """Nothing is kept."""


def plan(count=3, **values):
    lines = [Line("project:1", "group", "Project", bar=Bar(at(0), at(count)))]
    for number in range(1, count + 1):
        bar = Bar(at(number - 1, 9), at(number - 1, 18))
        lines.append(
            Line(f"task:{number}", "task", f"Task {number}", "", "p2", "project:1", 1, bar)
        )
    ties = [Tie(n, f"task:{n}", f"task:{n + 1}") for n in range(1, count)]
    return Plan(tuple(lines), tuple(ties), now=at(0, 10), **values)


def scene(folded=frozenset(), day=18.0, left=0, **zones):
    room = Zones(**{"width": TREE + 700, "height": 400, **zones})
    return Scene(Layout(plan(), folded), Scale(at(left), day), room)


@given(
    st.floats(NARROWEST, WIDEST),
    st.integers(0, 400 * DAY),
    st.floats(0, 1200),
    st.floats(0.3, 3),
)
@settings(max_examples=60, deadline=None)
def test_a_place_keeps_its_time_and_zoom_keeps_what_is_under_the_pointer(day, left, x, factor):
    """`minute` undoes `x` at every zoom, and zooming leaves the minute at the pointer there."""
    scale = Scale(minute_of(MONDAY) + left, day)
    minute = scale.minute(x)
    assert scale.x(minute) == pytest.approx(x, abs=0.01)
    wider = scale.zoomed(factor, x)
    assert NARROWEST <= wider.day <= WIDEST
    assert wider.x(minute) == pytest.approx(x, abs=0.6)


def test_the_named_zooms_and_what_their_heads_show():
    """Day is 18 px a day, Week 44 a week, Month 60 a month; the head follows down to hours."""
    assert STEPS["day"] == 18
    assert STEPS["week"] * 7 == pytest.approx(44)
    assert STEPS["month"] * 365.2425 / 12 == pytest.approx(60)
    shown = {name: levels(Scale(0, day)) for name, day in STEPS.items()}
    assert shown == {
        "day": ("week", "day"),
        "week": ("month", "week"),
        "month": ("year", "months"),
    }
    assert levels(Scale(0, 1)) == ("year", "quarter")
    assert levels(Scale(0, 200)) == ("day", "hour")
    assert [Scale(0, STEPS[name]).name() for name in STEPS] == ["day", "week", "month"]
    assert [step_of(Scale(0, day)) for day in (18, 100, 300)] == [DAY, 60, 15]


def test_a_day_of_work_fills_its_column_until_hours_can_be_seen():
    """From 9 to 18 takes nearly the whole 18 px; at 240 px a day it takes its nine hours."""
    near, far = Scale(at(0), 240), Scale(at(0), 18)
    assert far.x(at(0, 18)) - far.x(at(0, 9)) > 16
    assert far.x(at(1)) == pytest.approx(18)
    assert near.x(at(0, 18)) - near.x(at(0, 9)) == pytest.approx(90)


@pytest.mark.parametrize("level", ["day", "week", "month", "months", "quarter", "year", "hour"])
def test_ticks_follow_each_other_without_a_gap(level):
    """The parts of a head row cover the span, each beginning where the last ended."""
    found = list(ticks(level, at(-3, 5), at(800)))
    assert found[0].start <= at(-3, 5)
    assert found[-1].finish >= at(800)
    assert all(one.finish == two.start for one, two in pairwise(found))


def test_the_clock_of_a_zone_turns_moments_into_local_minutes_and_back():
    """Both changes of the clocks are kept to the minute, in London and in Shanghai without any."""
    london, zone = Clockface("Europe/London"), ZoneInfo("Europe/London")
    for local in (
        datetime(2026, 3, 29, 0, 59, tzinfo=zone),
        datetime(2026, 3, 29, 3, 0, tzinfo=zone),
        datetime(2026, 7, 1, 12, 0, tzinfo=zone),
        datetime(2026, 12, 1, 9, 30, tzinfo=zone),
    ):
        minute = london.local(moment_of(local))
        assert minute == minute_of(local.date()) + local.hour * 60 + local.minute
        assert london.moment(minute) == moment_of(local)
    shanghai = Clockface("Asia/Shanghai")
    assert shanghai.local(0) == 480
    assert shanghai.day(moment_of(datetime(2026, 11, 16, 1, tzinfo=zone))) == MONDAY


def test_rows_fold_scroll_and_are_found_by_place():
    """Folded lines are gone, rows in sight follow the scroll bar, keys step and stop at the end."""
    shown = Layout(plan(4))
    assert [line.key for line in shown.lines] == ["project:1", *(f"task:{n}" for n in range(1, 5))]
    assert shown.in_sight(24, 48) == range(1, 3)
    assert shown.in_sight(30, 48) == range(1, 4)
    assert (shown.at(25), shown.at(24 * 9), shown.at(-1)) == (1, -1, -1)
    assert shown.step("task:4", 5) == "task:4"
    assert shown.step("task:2", -1) == "task:1"
    folded = Layout(plan(4), frozenset({"project:1"}))
    assert [line.key for line in folded.lines] == ["project:1"]
    assert folded.row("task:2") == -1
    assert folded.ties_of(range(1)) == []
    assert [line.key for line in folded.children("project:1")][:2] == ["task:1", "task:2"]
    assert shown.extent == (at(0), at(4))


def test_a_long_absence_is_found_behind_shorter_blocks():
    """Blocks are searched by start, yet one that began long before is in sight too."""
    away = Block(at(-40), at(40), "away")
    work = [Block(at(n, 9), at(n, 18), "work") for n in range(-30, 30)]
    lane = Lane(Row("talent:1", "Ma Li", "ML", "p3", blocks=(away, *work)))
    found = lane.in_sight(at(0), at(2))
    assert found == [away, Block(at(0, 9), at(0, 18), "work"), Block(at(1, 9), at(1, 18), "work")]
    assert lane.at(at(0, 10)) == found[1]
    assert lane.at(at(0, 20)) == away
    assert layout.load(work, (at(0), at(2))) == 2 * 9 * 60


@pytest.mark.parametrize("kind", ["FS", "SS", "FF", "SF"])
@pytest.mark.parametrize("far", [True, False])
def test_an_arrow_leaves_and_arrives_at_the_ends_its_kind_names(kind, far):
    """Each kind runs from its end to its end at right angles, whatever lies between."""
    before, after = (100.0, 200.0, 12.0), (300.0 if far else 120.0, 400.0 if far else 180.0, 60.0)
    points = routes.route(kind, before, after)
    assert points[0] == ((200.0 if kind[0] == "F" else 100.0), 12.0)
    assert points[-1] == ((after[1] if kind[1] == "F" else after[0]), 60.0)
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))
    assert routes.near(points, (points[1][0] + points[2][0]) / 2, points[2][1])
    assert not routes.near(points, 700, 12)


def test_what_is_drawn_is_what_is_hit():
    """The middle of a bar, its ends, its dots, its arrow, tree and head are each found."""
    shown = scene()
    boxes = {box.line.key: box for box in shown.boxes()}
    box = boxes["task:2"]
    middle = (box.left + box.right) / 2
    assert box.left == pytest.approx(TREE + 18, abs=1)
    assert shown.hit(middle, box.middle).part == "bar"
    assert shown.hit(box.left + 1, box.middle).part == "left"
    assert shown.hit(box.right - 1, box.middle).part == "right"
    assert shown.hit(box.right + 9, box.middle, "task:2").part == "dot_end"
    assert shown.hit(box.left - 9, box.middle, "task:2").part == "dot_start"
    assert shown.hit(middle + 300, box.middle).part == "row"
    assert shown.hit(40, box.middle).part == "tree"
    assert shown.hit(16, HEAD + 10).part == "fold"
    assert shown.hit(300, 10).part == "head"
    tie = shown.arrows()[0]
    assert shown.hit(tie.points[1][0], tie.points[1][1] + 11).tie == tie.tie.id
    assert [arrow.tie.id for arrow in shown.arrows()] == [1, 2]


def test_a_drag_is_a_move_a_length_a_link_or_a_new_task():
    """Each part of a bar begins its own gesture, and followers are shown with it."""
    shown, planner = scene(left=-2), Tight()
    box = next(box for box in shown.boxes() if box.line.key == "task:1")
    x, y = (box.left + box.right) / 2, box.middle

    def drag(from_x, from_y, to_x, to_y, picked=""):
        begun = gestures.begin(shown.hit(from_x, from_y, picked), from_x, from_y)
        return begun.kind, gestures.preview(begun, shown, planner, to_x, to_y)

    kind, seen = drag(x, y, x + 37, y)
    assert (kind, seen.span) == ("move", (at(2, 9), at(3, 9)))
    assert seen.moved["task:2"] == (at(3, 9), at(4, 9))
    kind, seen = drag(box.right - 1, y, box.right + 17, y)
    assert (kind, seen.span) == ("right", (at(0, 9), at(1, 18)))
    other = next(box for box in shown.boxes() if box.line.key == "task:3")
    kind, seen = drag(box.right + 9, y, other.left + 4, other.middle, "task:1")
    assert (kind, seen.target, seen.link) == ("link", "task:3", "FS")
    kind, seen = drag(box.left - 9, y, other.right - 2, other.middle, "task:1")
    assert (seen.link, seen.why) == ("SF", "That is a circle.")
    kind, seen = drag(TREE + 184, y, TREE + 230, y)
    assert (kind, seen.span) == ("draw", (at(8), at(11)))
    assert not gestures.beyond(gestures.begin(shown.hit(x, y), x, y), x + 2, y + 2)


def test_people_rows_are_found_below_the_line():
    """A block, an empty row, the names and the divider are told apart."""
    row = Row("talent:1", "Ma Li", "ML", "p3", blocks=(Block(at(1), at(2), "hold", number=1),))
    room = Zones(TREE + 700, 400, people=110)
    shown = Scene(Layout(plan(people=(row,))), Scale(at(0)), room)
    top = 400 - 110 + 30
    assert shown.hit(TREE + 27, top + 12).block.kind == "hold"
    assert shown.hit(TREE + 200, top + 12).part == "lane"
    assert shown.hit(30, top + 12).part == "person"
    assert shown.hit(300, 400 - 108).part == "divider"
    assert [piece.block.number for piece in shown.pieces(0)] == [1]
