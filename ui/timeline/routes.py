"""How a dependency arrow runs from one bar to another. No Qt."""

from itertools import pairwise

from ui.timeline.layout import ROW

Point = tuple[float, float]
STUB = 5.0
HEAD = 4.0
"""How far an arrow's head reaches back."""


def route(
    kind: str, before: tuple[float, float, float], after: tuple[float, float, float]
) -> list[Point]:
    """Return the corners of an arrow; each bar is (left, right, middle y).

    It leaves at the end the link's first letter names and arrives at the end its second names.
    """
    leaves = before[1] if kind[0] == "F" else before[0]
    arrives = after[1] if kind[1] == "F" else after[0]
    out = STUB if kind[0] == "F" else -STUB
    into = STUB if kind[1] == "F" else -STUB
    y0, y1 = before[2], after[2]
    turn = leaves + out
    entry = arrives + into
    if y0 == y1:
        return [(leaves, y0), (arrives, y1)]
    straight = entry >= turn if kind == "FS" else entry <= turn if kind == "SF" else True
    if straight:
        if kind in ("SS", "FF"):
            turn = min(turn, entry) if kind == "SS" else max(turn, entry)
        return [(leaves, y0), (turn, y0), (turn, y1), (arrives, y1)]
    between = y1 - ROW / 2 if y1 > y0 else y1 + ROW / 2
    return [
        (leaves, y0),
        (turn, y0),
        (turn, between),
        (entry, between),
        (entry, y1),
        (arrives, y1),
    ]


def arrow_head(points: list[Point]) -> list[Point]:
    """Return the three corners of the head at the end of a route."""
    (x0, _), (x1, y1) = points[-2], points[-1]
    back = -HEAD if x1 >= x0 else HEAD
    return [(x1, y1), (x1 + back, y1 - HEAD * 0.75), (x1 + back, y1 + HEAD * 0.75)]


def near(points: list[Point], x: float, y: float, slop: float = 4) -> bool:
    """Say whether a place lies on a route, within `slop` px."""
    for (x0, y0), (x1, y1) in pairwise(points):
        inside_x = min(x0, x1) - slop <= x <= max(x0, x1) + slop
        inside_y = min(y0, y1) - slop <= y <= max(y0, y1) + slop
        if inside_x and inside_y:
            return True
    return False
