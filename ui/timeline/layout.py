"""Which line stands where: rows after collapsing, what is in sight, links by line. No Qt."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ui.timeline.plan import Block, Line, Plan, Row, Span, Tie

ROW = 24
PERSON = 25
BAR = 15
SUMMARY = 8


class Layout:
    """The lines that are not folded away, in order, each 24 px high."""

    def __init__(self, plan: Plan, folded: frozenset[str] = frozenset()) -> None:
        self.plan = plan
        self.folded = folded
        self.by_key = {line.key: line for line in plan.lines}
        self.lines = [line for line in plan.lines if not self._hidden(line)]
        self._row = {line.key: number for number, line in enumerate(self.lines)}
        self._ties: dict[str, list[Tie]] = {}
        for tie in plan.ties:
            self._ties.setdefault(tie.before, []).append(tie)
            self._ties.setdefault(tie.after, []).append(tie)
        self.lanes = [Lane(row) for row in plan.people]

    def _hidden(self, line: Line) -> bool:
        parent = line.parent
        while parent:
            if parent in self.folded:
                return True
            above = self.by_key.get(parent)
            parent = above.parent if above is not None else ""
        return False

    @property
    def height(self) -> int:
        """How high all lines are together."""
        return len(self.lines) * ROW

    def row(self, key: str) -> int:
        """Return the number of a line's row; -1 where it is folded away or unknown."""
        return self._row.get(key, -1)

    def in_sight(self, top: float, height: float) -> range:
        """Return the rows that touch `height` px from `top`."""
        first = max(int(top // ROW), 0)
        return range(first, min(int((top + height - 1) // ROW) + 1, len(self.lines)))

    def at(self, y: float) -> int:
        """Return the row at `y` px from the top of the first; -1 below the last or above."""
        row = int(y // ROW)
        return row if y >= 0 and row < len(self.lines) else -1

    def step(self, key: str, by: int) -> str:
        """Return the key `by` rows away, held at both ends; the first where `key` is unknown."""
        if not self.lines:
            return ""
        row = self.row(key)
        row = 0 if row < 0 else min(max(row + by, 0), len(self.lines) - 1)
        return self.lines[row].key

    def ties_of(self, rows: range) -> list[Tie]:
        """Return the links with an end on one of the rows and both ends unfolded, each once."""
        found: dict[int, Tie] = {}
        for number in rows:
            for tie in self._ties.get(self.lines[number].key, ()):
                if tie.before in self._row and tie.after in self._row:
                    found[tie.id] = tie
        return list(found.values())

    def ties_at(self, key: str) -> Sequence[Tie]:
        """Return the links of one line."""
        return self._ties.get(key, ())

    def children(self, key: str) -> Iterator[Line]:
        """Yield the task lines below a group, however deep."""
        below = {key}
        for line in self.plan.lines:
            if line.parent in below:
                below.add(line.key)
                if line.kind == "task":
                    yield line

    @cached_property
    def extent(self) -> Span:
        """Return the first and last minute anything stands at; the present where nothing does."""
        bars = [line.bar for line in self.plan.lines if line.bar is not None]
        blocks = [block for row in self.plan.people for block in row.blocks]
        starts = [bar.start for bar in bars] + [block.start for block in blocks]
        ends = [bar.finish for bar in bars] + [block.finish for block in blocks]
        now = self.plan.now
        return min([*starts, now]), max([*ends, now])


class Lane:
    """One row of the people lane, searched by time."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self._starts = [block.start for block in row.blocks]
        longest = 0
        self._reach: list[int] = []  # the latest end so far: a long absence hides nothing before it
        for block in row.blocks:
            longest = max(longest, block.finish)
            self._reach.append(longest)

    def in_sight(self, first: float, last: float) -> list[Block]:
        """Return the blocks that touch a span of minutes."""
        low = bisect_right(self._reach, first)
        high = bisect_left(self._starts, last)
        return [block for block in self.row.blocks[low:high] if block.finish > first]

    def at(self, minute: float, slop: float = 0) -> Block | None:
        """Return the uppermost block at a minute, or within `slop` minutes of it."""
        found = self.in_sight(minute - slop, minute + max(slop, 1))
        return found[-1] if found else None


def load(blocks: Sequence[Block], span: Span) -> int:
    """Return how many minutes of a span are taken, each counted once, absences left out."""
    taken, reach = 0, span[0]
    for block in sorted(blocks, key=lambda one: one.start):
        if block.kind in ("away", "hold"):
            continue
        start, finish = max(block.start, reach), min(block.finish, span[1])
        if finish > start:
            taken += finish - start
            reach = finish
    return taken


@dataclass(frozen=True, slots=True)
class Hit:
    """What is under the pointer."""

    part: str
    """head, tree, fold, bar, left, right, dot_start, dot_end, tie, row, nothing, lane, block."""
    key: str = ""
    tie: int = 0
    block: Block | None = None
