"""The time line with ten thousand bars: panned, scrolled, zoomed, painted, pointed at."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPicture
from PySide6.QtWidgets import QApplication

from tests.benchmarks.measuring import compare
from ui.language import set_language
from ui.theme import look
from ui.timeline.canvas import Overlay, paint_scene
from ui.timeline.gestures import Preview
from ui.timeline.plan import Bar, Block, Line, Plan, Row, Tie
from ui.timeline.scale import DAY, Scale, minute_of
from ui.timeline.view import TimelineView

SIZE = (1200, 700)
BARS = 10_000
FEW = 1_000
START = minute_of(date(2026, 11, 16))
PROJECT = 25
"""Tasks of one project."""


def figures():
    """Return what a frame costs beside fewer bars, plain rectangles, and its own recording."""
    app = QApplication.instance() or QApplication([])
    set_language("en")
    look.start(app, "light")
    many, few = _view(BARS), _view(FEW)
    count = f"{BARS:,} bars"
    beside = f"the same with {FEW:,} bars"
    yield compare(
        f"{count}: one frame of panning", _Panned(many), _Panned(few), beside, runs=40, target=1.2
    )
    yield compare(
        f"{count}: one frame of scrolling",
        _Scrolled(many), _Scrolled(few), beside, runs=40, target=1.2,
    )  # fmt: skip
    yield compare(
        f"{count}: one step of zoom", _Zoomed(many), _Zoomed(few), beside, runs=40, target=1.2
    )
    rects = _Rects(many)
    yield compare(
        f"{count}: everything in sight painted again",
        _Painted(many), rects.paint, f"{rects.count} plain rectangles", runs=40,
        note="the rectangles are what the bars, rows and days of the frame would be without words",
    )  # fmt: skip
    yield compare(
        f"{count}: everything in sight painted again",
        _Painted(many), _Replay(many), "the same frame replayed from a recording", runs=40,
        target=3,
    )  # fmt: skip
    yield compare(
        f"{count}: what is under the pointer",
        _Pointed(many), _Pointed(few), beside, runs=40, target=1.5,
    )  # fmt: skip
    yield compare(
        f"{count}: a bar dragged one step with three followers", _Dragged(many), _Dragged(few),
        beside, runs=40, target=1.2,
    )  # fmt: skip
    yield compare(
        f"{count}: a new plan taken and painted",
        lambda: _taken(many, BARS), lambda: _taken(few, FEW), beside, runs=5,
        note="ten times as many",
    )  # fmt: skip
    for view in (many, few):
        view.deleteLater()


def _plan(count):
    lines, ties = [], []
    for number in range(count):
        project, place = divmod(number, PROJECT)
        first = START + (project % 60) * 3 * DAY
        if not place:
            span = Bar(first, first + PROJECT * DAY, movable=False)
            hue = f"p{project % 8 + 1}"
            key = f"project:{project}"
            lines.append(Line(key, "group", f"Project {project}", "27 Nov", hue, bar=span))
        begin = first + place * DAY + 540
        bar = Bar(
            begin,
            begin + 540 + DAY * (number % 3),
            critical=not number % 4,
            slack_until=begin + 3 * DAY,
            slack="1 d slack",
            done=(number % 5) / 4,
        )
        key, parent, hue = f"task:{number}", f"project:{project}", f"p{project % 8 + 1}"
        lines.append(Line(key, "task", f"Task {number}", "Ma Li", hue, parent, 1, bar))
        if place:
            ties.append(Tie(number, f"task:{number - 1}", f"task:{number}"))
    people = tuple(_person(number, count) for number in range(30))
    return Plan(tuple(lines), tuple(ties), people=people, now=START + 600)


def _person(number, count):
    blocks = tuple(
        Block(START + n * 3 * DAY, START + n * 3 * DAY + DAY, "work", f"p{n % 8 + 1}", "Cut")
        for n in range(count // 100)
    )
    return Row(f"person:{number}", f"Person {number}", "MP", "p2", blocks=blocks)


def _view(count):
    view = TimelineView("Time line")
    view.resize(*SIZE)
    view.set_plan(_plan(count), people=True)
    view.set_scale(Scale(START - 2 * DAY))
    return view


def _paint(view):
    """Paint a frame into a picture as large as the viewport, as the screen would."""
    zones = view.zones()
    image = QImage(int(zones.width), int(zones.height), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_scene(painter, view.scene(), view.shown, Overlay())
    painter.end()


class _Moving:
    def __init__(self, view):
        self._view, self._turn = view, 0

    def __call__(self):
        self._turn += 1
        self.step(self._turn)
        _paint(self._view)


class _Panned(_Moving):
    def step(self, turn):
        """Go on by 12 px, and back after a while."""
        self._view.set_scale(self._view.scale.panned(12 if turn % 40 < 20 else -12))


class _Scrolled(_Moving):
    def step(self, turn):
        """Scroll by 72 px, from the top again at the end."""
        bar = self._view.verticalScrollBar()
        bar.setValue((bar.value() + 72) % max(bar.maximum(), 1))


class _Zoomed(_Moving):
    def step(self, turn):
        """Zoom out four steps and in again."""
        self._view.set_scale(self._view.scale.zoomed(1.2 if turn % 8 < 4 else 1 / 1.2, 300))


class _Painted(_Moving):
    def step(self, turn):
        """Forget the frame."""
        self._view.touch()


class _Dragged(_Moving):
    def step(self, turn):
        """Show a bar and its followers a day further on."""
        by = (turn % 5) * DAY
        begins = [START + by + n * DAY for n in range(4)]
        moved = {f"task:{n}": (begin, begin + 540) for n, begin in enumerate(begins)}
        self._view.show_preview(Preview(moved, moved["task:0"]))


class _Pointed:
    def __init__(self, view):
        self._view = view

    def __call__(self):
        """Ask for a hundred places of the same frame."""
        for number in range(100):
            self._view.hit_at(QPointF(300 + number * 7, 60 + number * 3))


class _Rects:
    """Plain rectangles, as many as a frame has bars, rows, days and arrows."""

    def __init__(self, view):
        scene = view.scene()
        days = int(scene.zones.body_width / scene.scale.day)
        self.count = len(scene.boxes()) + len(scene.arrows()) + len(scene.rows) + days
        self._size = scene.zones

    def paint(self):
        """Fill them."""
        image = QImage(int(self._size.width), int(self._size.height), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.fillRect(image.rect(), QColor("white"))
        for number in range(self.count):
            box = QRectF(300 + number % 20 * 30, 60 + number // 20 * 24, 80, 15)
            painter.fillRect(box, QColor("lightblue"))
        painter.end()


class _Replay:
    """The same frame, recorded once and drawn by Qt alone."""

    def __init__(self, view):
        self._zones = view.zones()
        self._picture = QPicture()
        painter = QPainter(self._picture)
        paint_scene(painter, view.scene(), view.shown, Overlay())
        painter.end()

    def __call__(self):
        """Draw the recording."""
        image = QImage(int(self._zones.width), int(self._zones.height), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        self._picture.play(painter)
        painter.end()


def _taken(view, count):
    view.set_plan(_plan(count), people=True)
    _paint(view)
