"""What is in sight and where exactly: every rectangle and route of one frame. No Qt.

Painting and pointing both read it, so a bar is found where it is drawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ui.timeline import routes
from ui.timeline.layout import BAR, PERSON, ROW, SUMMARY, Hit, Lane, Layout
from ui.timeline.plan import Bar, Block, Line, Span, Tie
from ui.timeline.scale import DAY, Scale

HEAD = 50
TREE = 268
PEOPLE_HEAD = 30
GRIP = 5
"""How far inside a bar's ends the pointer resizes."""
DOT = 9
"""How far outside a bar's ends its dot can be taken to begin a link."""
SLIVER = 4.0
DIAMOND = 6.0
FOLD = 30
INDENT = 12


@dataclass(frozen=True, slots=True)
class Zones:
    """How the viewport is divided: tree left, head above, people below."""

    width: float
    height: float
    tree: float = TREE
    people: float = 0
    """How high the people lane is with its head; 0 hides it."""

    @property
    def body_width(self) -> float:
        """How wide the line is beside the tree."""
        return max(self.width - self.tree, 0)

    @property
    def body_height(self) -> float:
        """How high the rows' part is."""
        return max(self.height - HEAD - self.people, 0)

    @property
    def lane_top(self) -> float:
        """Where the people lane begins."""
        return self.height - self.people


@dataclass(frozen=True, slots=True)
class Box:
    """A bar in px: the row's top, left and right end, the end of the done part and of slack."""

    line: Line
    bar: Bar
    top: float
    left: float
    right: float
    done: float
    slack: float

    @property
    def middle(self) -> float:
        """The height its arrows leave at."""
        return self.top + ROW / 2

    @property
    def ends(self) -> tuple[float, float, float]:
        """Left and right end and the middle, as routes want them."""
        if self.bar.point:
            return self.left - DIAMOND, self.left + DIAMOND, self.middle
        return self.left, self.right, self.middle


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the people lane in px."""

    block: Block
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link in px."""

    tie: Tie
    points: tuple[routes.Point, ...]


class Scene:
    """One frame: which rows, bars, arrows and blocks are in sight, and where."""

    def __init__(
        self,
        layout: Layout,
        scale: Scale,
        zones: Zones,
        top: int = 0,
        lane_top: int = 0,
        moved: Mapping[str, Span] = MappingProxyType({}),
    ) -> None:
        self.layout = layout
        self.scale = scale
        self.zones = zones
        self.top = top
        self.lane_top = lane_top
        self.moved = moved
        self.rows = layout.in_sight(top, zones.body_height)
        self.first = scale.minute(0)
        self.last = scale.minute(zones.body_width)

    # -- places ---------------------------------------------------------------------------------

    def x(self, minute: float) -> float:
        """Return where a minute stands in the viewport."""
        return self.zones.tree + self.scale.x(minute)

    def minute(self, x: float) -> float:
        """Return the minute at a place in the viewport."""
        return self.scale.minute(x - self.zones.tree)

    def y(self, row: int) -> float:
        """Return the top of a row in the viewport."""
        return HEAD + row * ROW - self.top

    def lane_y(self, number: int) -> float:
        """Return the top of a person's row in the viewport."""
        return self.zones.lane_top + PEOPLE_HEAD + number * PERSON - self.lane_top

    def lanes_in_sight(self) -> range:
        """Return the numbers of the people in sight."""
        room = self.zones.people - PEOPLE_HEAD
        if room <= 0:
            return range(0)
        first = max(self.lane_top // PERSON, 0)
        last = int((self.lane_top + room - 1) // PERSON) + 1
        return range(first, min(last, len(self.layout.lanes)))

    # -- bars -----------------------------------------------------------------------------------

    def box(self, row: int) -> Box | None:
        """Return the bar of a row, where it has one; what is dragged stands at its new place."""
        line = self.layout.lines[row]
        if line.bar is None:
            return None
        start, finish = self.moved.get(line.key, (line.bar.start, line.bar.finish))
        left, right = self.x(start), self.x(finish)
        if not line.bar.point:
            right = max(right, left + SLIVER)
        slack = self.x(line.bar.slack_until) if line.bar.slack_until > finish else 0
        return Box(
            line,
            line.bar,
            self.y(row),
            left,
            right,
            left + (right - left) * line.bar.done,
            0 if line.key in self.moved else slack,
        )

    def boxes(self) -> list[Box]:
        """Return the bars of the rows in sight, those wholly outside the span left out."""
        found = []
        for row in self.rows:
            line = self.layout.lines[row]
            bar = line.bar
            if bar is None:
                continue
            ends = [bar.finish, bar.slack_until]
            starts = [bar.start]
            for span in (bar.planned, bar.before, self.moved.get(line.key)):
                if span is not None:
                    starts.append(span[0])
                    ends.append(span[1])
            # words stand behind a bar: some room to the left of the span counts as in sight
            if min(starts) <= self.last and max(ends) >= self.first - 260 * DAY / self.scale.day:
                box = self.box(row)
                if box is not None:
                    found.append(box)
        return found

    def arrows(self) -> list[Arrow]:
        """Return the links with an end in sight; critical ones last, so that they lie on top."""
        found = []
        for tie in self.layout.ties_of(self.rows):
            arrow = self.arrow(tie)
            if arrow is not None:
                found.append(arrow)
        found.sort(key=_critical)
        return found

    def arrow(self, tie: Tie) -> Arrow | None:
        """Return one link's way, where both ends have bars and part of it can be seen."""
        before = self.box(self.layout.row(tie.before))
        after = self.box(self.layout.row(tie.after))
        if before is None or after is None:
            return None
        ways = routes.route(tie.kind, before.ends, after.ends)
        xs = [x for x, _ in ways]
        if max(xs) < self.zones.tree or min(xs) > self.zones.width:
            return None
        return Arrow(tie, tuple(ways))

    def pieces(self, number: int) -> list[Piece]:
        """Return the blocks of a person in sight."""
        lane: Lane = self.layout.lanes[number]
        return [
            Piece(block, self.x(block.start), max(self.x(block.finish), self.x(block.start) + 3))
            for block in lane.in_sight(self.first - 200 * DAY / self.scale.day, self.last)
        ]

    # -- pointing -------------------------------------------------------------------------------

    def hit(self, x: float, y: float, picked: str = "") -> Hit:
        """Say what is at a place; `picked` is the bar whose end dots are shown."""
        if y >= self.zones.lane_top:
            return self._hit_lane(x, y)
        if y < HEAD:
            return Hit("head")
        row = self.layout.at(y - HEAD + self.top)
        if row < 0:
            return Hit("nothing" if x >= self.zones.tree else "tree")
        line = self.layout.lines[row]
        if x < self.zones.tree:
            folds = line.kind != "task" and x < FOLD + line.depth * INDENT
            return Hit("fold" if folds else "tree", line.key)
        return self._hit_row(row, line, x, y, picked)

    def _hit_row(self, row: int, line: Line, x: float, y: float, picked: str) -> Hit:
        box = self.box(row) if line.kind == "task" else None
        if box is not None and abs(y - box.middle) <= BAR / 2 + 2:
            part = _part(box, x, picked == line.key)
            if part:
                return Hit(part, line.key)
        for arrow in reversed(self.arrows()):
            if routes.near(list(arrow.points), x, y, 3):
                return Hit("tie", line.key, arrow.tie.id)
        return Hit("row", line.key)

    def _hit_lane(self, x: float, y: float) -> Hit:
        under = y - self.zones.lane_top
        if under < PEOPLE_HEAD:
            return Hit("divider" if under < 5 else "lanehead")
        number = int((under - PEOPLE_HEAD + self.lane_top) // PERSON)
        if number >= len(self.layout.lanes):
            return Hit("lanehead")
        key = self.layout.lanes[number].row.key
        if x < self.zones.tree:
            return Hit("person", key)
        slop = 2 * DAY / self.scale.day
        block = self.layout.lanes[number].at(self.minute(x), slop)
        return Hit("block" if block is not None else "lane", key, block=block)


def summary(box: Box) -> tuple[float, float]:
    """Return top and height of the bar of a folded group."""
    return box.top + (ROW - SUMMARY) / 2, SUMMARY


def _part(box: Box, x: float, picked: bool) -> str:
    """Say which part of a bar a place is on; "" for none."""
    left, right, _ = box.ends
    if box.bar.point:
        if left - 2 <= x <= right + 2:
            return "bar"
    elif left <= x <= right:
        grip = min(GRIP, (right - left) / 4)
        if x > right - grip:
            return "right"
        return "left" if x < left + grip else "bar"
    if picked and right < x <= right + DOT + 3:
        return "dot_end"
    if picked and left - DOT - 3 <= x < left:
        return "dot_start"
    return ""


def _critical(arrow: Arrow) -> bool:
    return arrow.tie.critical
