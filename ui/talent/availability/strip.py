"""The strip of days in a row of the roster: four weeks, a little box a day."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from studio.services.bookings import Cell
from ui.language import short_date, tr, weekday_date
from ui.theme.painting import draw_text
from ui.theme.tokens import theme

HIGH = 15
WEEK = 7
BREAK = 4
"""px between two weeks."""
GAP = 0.8
"""px between two days."""


def day_boxes(rect: QRectF, count: int) -> list[QRectF]:
    """Return the box of each day, in weeks with a gap between them, centred in height."""
    weeks = (count - 1) // WEEK if count else 0
    wide = (rect.width() - weeks * BREAK) / max(count, 1)
    top = rect.center().y() - HIGH / 2
    return [
        QRectF(rect.left() + at * wide + (at // WEEK) * BREAK, top, wide - GAP, HIGH)
        for at in range(count)
    ]


def day_at(rect: QRectF, x: float, count: int) -> int:
    """Return the place of the day under a point; -1 where there is none."""
    for at, box in enumerate(day_boxes(rect, count)):
        if box.left() <= x <= box.right() + GAP:
            return at
    return -1


def paint_strip(p: QPainter, rect: QRectF, cells: Sequence[Cell]) -> None:
    """Paint the days of one row."""
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    for at, box in enumerate(day_boxes(rect, len(cells))):
        paint_day(p, box, Cell(off=True) if rests(cells, at) else cells[at])
    p.restore()


def rests(cells: Sequence[Cell], at: int) -> bool:
    """Say whether a day off lies within a booking that goes on after it: a weekend between."""
    if not cells[at].off or not 0 < at < len(cells) - 1 or cells[at].clash:
        return False
    before, after = set(cells[at - 1].booking_ids), set(cells[at + 1].booking_ids)
    return bool(before & after & set(cells[at].booking_ids))


def paint_head(p: QPainter, rect: QRectF, first: date, count: int = 28) -> None:
    """Paint the first day of each week over its boxes, with the month where one begins."""
    boxes = day_boxes(rect, count)
    month = first.month
    for at in range(0, count, WEEK):
        day = first + timedelta(days=at)
        words = str(day.day) if day.month == month or at == 0 else short_date(day)
        if day.month != month and day.day > WEEK:
            words = str(day.day)
        month = day.month
        place = QRectF(boxes[at].left(), rect.top(), boxes[at].width() * WEEK + 20, rect.height())
        draw_text(p, place, words, "small", "text2")


def paint_day(p: QPainter, box: QRectF, cell: Cell) -> None:
    """Paint one day in one of the six states; a clash is red whatever it is."""
    p.setPen(Qt.PenStyle.NoPen)
    if cell.clash:
        p.fillRect(box, theme["badfill"])
    elif cell.state == "booked":
        p.fillRect(box, theme["p2.line"])
    elif cell.state == "hold":
        p.fillRect(box, theme["surface"])
        pen = QPen(theme["wait.solid"], 1)
        pen.setDashPattern([2, 1.5])
        p.setPen(pen)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5)
    elif cell.state == "travel":
        p.fillRect(box, theme["surface2"])
        p.fillRect(QRectF(box.left(), box.center().y() - 2, box.width(), 4), theme["p2.line"])
    elif cell.state == "unavailable":
        paint_hatch(p, box)
    elif cell.state == "unknown":
        p.fillRect(box, theme["surface2"])
        draw_text(p, box, "?", "tiny", "text3", Qt.AlignmentFlag.AlignCenter)
    else:
        p.fillRect(box, theme["track" if cell.off else "good.tint"])
        if cell.booking_ids:
            p.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), theme["wait.solid"])


def paint_hatch(p: QPainter, box: QRectF) -> None:
    """Paint the lines of a day that is not to be had."""
    p.save()
    p.setClipRect(box)
    p.fillRect(box, theme["surface2"])
    p.setPen(QPen(theme["disabled"], 1))
    left = box.left() - box.height()
    while left < box.right():
        p.drawLine(int(left), int(box.bottom()), int(left + box.height()), int(box.top()))
        left += 4
    p.restore()


def state_words(cell: Cell) -> str:
    """Return what a day is, in words."""
    if cell.clash:
        return tr("Clash")
    if cell.state == "hold":
        return tr("Hold {rank}").format(rank=cell.rank)
    words = {
        "available": tr("Free"),
        "booked": tr("Booked"),
        "travel": tr("Travelling"),
        "unavailable": tr("Not free"),
        "unknown": tr("Not known"),
    }
    shown = words[cell.state]
    if cell.state == "available" and cell.booking_ids:
        return tr("Asked for")
    if cell.state == "available" and cell.off:
        return tr("Day off")
    return shown


def day_words(cell: Cell, day: date) -> str:
    """Return a day of a strip as its tool tip says it."""
    return tr("{day}: {state}").format(day=weekday_date(day), state=state_words(cell))


def strip_words(cells: Sequence[Cell]) -> str:
    """Return a strip as it is read aloud: free 9 of 20 days."""
    days = [cell for cell in cells if not cell.off]
    free = sum(cell.state == "available" for cell in days)
    return tr("free {free} of {days} days").format(free=free, days=len(days))
