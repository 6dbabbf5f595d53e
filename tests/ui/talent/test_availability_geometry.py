"""Where days stand in the grid, and which days make one bar."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QRectF

from studio.services.bookings import Cell, GridRow, Span
from ui.talent.availability.geometry import NAMES, Scale, monday, pieces
from ui.talent.availability.strip import day_at, day_boxes, rests, strip_words

FREE = Cell()
AT = datetime(2026, 12, 2, tzinfo=UTC)


def row(cells, spans=()):
    return GridRow(("talent", 1), "Theo", "", "creator", "", "", "UTC", 1, tuple(cells), spans)


def test_neighbouring_days_of_one_booking_are_one_bar():
    booked, held = Cell("booked", (7,)), Cell("hold", (8,), 1)
    spans = (Span("hold", AT, AT, 8, title="Box"), Span("booked", AT, AT, 7, title="Cut"))
    found = pieces(row([FREE, booked, booked, held, FREE, booked], spans))
    assert [(one.first, one.last, one.cell.state) for one in found] == [
        (1, 2, "booked"), (3, 3, "hold"), (5, 5, "booked"),
    ]  # fmt: skip
    assert [one.span.title for one in found] == ["Cut", "Box", "Cut"]


def test_what_is_taken_names_a_day_before_what_is_held():
    spans = (
        Span("hold", AT, AT, 8, title="Held"),
        Span("booked", AT, AT, 7, title="Taken"),
        Span("absence", AT, AT, absence_id=3, title="Leave"),
    )
    cells = [Cell("booked", (8, 7), 1, clash=True), Cell("unavailable"), Cell("available", (9,))]
    clash, away, asked = pieces(row(cells, spans))
    assert (clash.span.title, clash.cell.clash) == ("Taken", True)
    assert away.span.title == "Leave"
    assert asked.span is None
    assert pieces(row([FREE, FREE])) == ()


def test_days_are_found_under_a_point():
    scale = Scale(date(2026, 11, 16), 10, NAMES + 300)
    assert (scale.day, scale.left(2)) == (30, NAMES + 60)
    points = (0, NAMES - 1, NAMES, NAMES + 59, NAMES + 299, NAMES + 301)
    assert [scale.place(x) for x in points] == [-1, -1, 0, 1, 9, -1]
    assert (scale.nearest(-50), scale.nearest(9999)) == (0, 9)
    assert scale.day_of(3) == date(2026, 11, 19)
    assert (scale.find(date(2026, 11, 15)), scale.find(date(2026, 11, 25))) == (-1, 9)
    assert monday(date(2026, 11, 22)) == date(2026, 11, 16)


@pytest.mark.parametrize("count", [7, 28])
def test_the_strip_knows_its_days(count):
    rect = QRectF(100, 0, 168, 48)
    boxes = day_boxes(rect, count)
    assert boxes[-1].right() <= rect.right()
    assert [day_at(rect, box.center().x(), count) for box in boxes] == list(range(count))
    assert day_at(rect, 99, count) == -1


def test_a_weekend_within_a_booking_rests_a_live_on_saturday_does_not():
    week = [Cell("booked", (7,)), *([Cell("booked", (7,), off=True)] * 2), Cell("booked", (7,))]
    assert [rests(week, at) for at in range(4)] == [False, True, True, False]
    live = [FREE, Cell("booked", (8,), off=True), Cell(off=True), FREE]
    assert not any(rests(live, at) for at in range(4))


def test_a_strip_is_read_aloud():
    cells = [FREE, Cell("booked", (1,)), Cell(off=True), Cell("hold", (2,), 1)]
    assert strip_words(cells) == "free 1 of 3 days"
