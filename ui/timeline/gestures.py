"""What a press, a drag and a release on the time line mean. No Qt: places in, intents out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from ui.timeline.layout import Hit
from ui.timeline.plan import Span
from ui.timeline.scale import DAY, step_of
from ui.timeline.scene import Scene

THRESHOLD = 4
LINKS = {
    ("dot_end", "left"): "FS",
    ("dot_end", "right"): "FF",
    ("dot_start", "left"): "SS",
    ("dot_start", "right"): "SF",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would come of a move: where the bar lands, who follows, or why it may not be."""

    span: Span
    others: Mapping[str, Span] = field(default_factory=lambda: MappingProxyType({}))
    why: str = ""
    """Why not; "" where it may."""
    note: str = ""
    """What is to be known of it, such as "3 tasks follow"."""


class Planner(Protocol):
    """Works out what a gesture would do; asked at every step of the pointer."""

    def moved(self, key: str, start: int) -> Proposal:
        """Return what comes of a task that begins at a local minute."""
        ...

    def resized(self, key: str, start: int, finish: int) -> Proposal:
        """Return what comes of a task that covers a span."""
        ...

    def why_not_linked(self, before: str, after: str, kind: str) -> str:
        """Return why two tasks may not be linked; "" where they may."""
        ...

    def end(self) -> None:
        """Forget what was tried: the gesture is over."""
        ...


@dataclass(frozen=True, slots=True)
class Drag:
    """A gesture under way."""

    kind: str
    """move, left, right, link, draw, hold, pan, place, divide, or click: nothing to drag."""
    hit: Hit
    x: float
    y: float
    under: bool = False
    """True once the pointer has left the threshold."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown while the pointer is down."""

    moved: Mapping[str, Span] = field(default_factory=lambda: MappingProxyType({}))
    span: Span | None = None
    """The new span of the dragged bar, or the span being drawn."""
    why: str = ""
    note: str = ""
    target: str = ""
    link: str = ""
    """The kind of link a release would make."""


KINDS = {
    "bar": "move",
    "left": "left",
    "right": "right",
    "dot_end": "link",
    "dot_start": "link",
    "row": "draw",
    "lane": "hold",
    "head": "pan",
    "nothing": "pan",
    "divider": "divide",
}


def begin(hit: Hit, x: float, y: float, *, tray: bool = False) -> Drag:
    """Return the gesture a press begins; `tray` is a task without dates in the tree."""
    if tray and hit.part == "tree":
        return Drag("place", hit, x, y)
    return Drag(KINDS.get(hit.part, "click"), hit, x, y)


def beyond(drag: Drag, x: float, y: float) -> bool:
    """Say whether the pointer has gone far enough to mean a drag."""
    return drag.under or abs(x - drag.x) + abs(y - drag.y) > THRESHOLD


def preview(drag: Drag, scene: Scene, planner: Planner, x: float, y: float) -> Preview:
    """Return what a release at a place would do."""
    if drag.kind == "link":
        return _link(drag, scene, planner, x, y)
    if drag.kind in ("draw", "hold"):
        return Preview(span=drawn(scene, drag.x, x))
    if drag.kind == "place":
        if x < scene.zones.tree:
            return Preview()
        return shown(drag.hit.key, planner.moved(drag.hit.key, _snapped(scene, x)))
    row = scene.layout.row(drag.hit.key)
    line = scene.layout.lines[row] if row >= 0 else None
    if line is None or line.bar is None:
        return Preview()
    bar, by = line.bar, _by(scene, x - drag.x)
    if drag.kind == "move":
        return shown(drag.hit.key, planner.moved(drag.hit.key, bar.start + by))
    start = bar.start + by if drag.kind == "left" else bar.start
    finish = bar.finish + by if drag.kind == "right" else bar.finish
    return shown(drag.hit.key, planner.resized(drag.hit.key, start, max(finish, start)))


def shown(key: str, proposal: Proposal) -> Preview:
    """Return how a proposal is shown."""
    moved = {key: proposal.span, **proposal.others} if not proposal.why else {key: proposal.span}
    return Preview(moved, proposal.span, proposal.why, proposal.note)


def drawn(scene: Scene, x0: float, x1: float) -> Span:
    """Return the whole days, or the steps of the zoom, between two places."""
    step = step_of(scene.scale)
    first, last = sorted((scene.minute(x0), scene.minute(x1)))
    start = int(first // step) * step
    return start, max(int(-(-last // step)) * step, start + step)


def _by(scene: Scene, px: float) -> int:
    """Return how many minutes a distance is, in whole steps of the zoom."""
    step = step_of(scene.scale)
    return round(px * DAY / scene.scale.day / step) * step


def _snapped(scene: Scene, x: float) -> int:
    step = step_of(scene.scale)
    return int(scene.minute(x) // step) * step


def _link(drag: Drag, scene: Scene, planner: Planner, x: float, y: float) -> Preview:
    under = scene.hit(x, y)
    row = scene.layout.row(under.key)
    if under.part not in ("bar", "left", "right") or under.key == drag.hit.key or row < 0:
        return Preview()
    box = scene.box(row)
    if box is None:
        return Preview()
    left, right, _ = box.ends
    half = "left" if x <= (left + right) / 2 or box.bar.point else "right"
    kind = LINKS[(drag.hit.part, half)]
    why = planner.why_not_linked(drag.hit.key, under.key, kind)
    return Preview(target=under.key, link=kind, why=why)
