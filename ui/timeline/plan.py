"""What the time line shows: lines with bars, links, days that matter, people. Plain values, no Qt.

All times are local minutes (see `scale`); a span is half open. Words come ready in the window's
language, so that painting looks nothing up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a task stands and how it is to look."""

    start: int
    finish: int
    kind: str = "task"
    """task, or a diamond: milestone, gate."""
    done: float = 0.0
    """The part that is done, 0 to 1."""
    critical: bool = False
    slack_until: int = 0
    """Until when its end could slip; 0 shows no slack."""
    slack: str = ""
    """The slack in words: "2 d slack"."""
    words: str = ""
    """What stands behind a diamond: its day and time."""
    clash: str = ""
    """Why it is marked red, such as "Tan Jing is booked twice"."""
    planned: Span | None = None
    """Where it stood when the plan was agreed."""
    before: Span | None = None
    """Where it stands while a preview shows it elsewhere."""
    movable: bool = True
    late: bool = False
    """Ends after its deadline."""

    @property
    def point(self) -> bool:
        """True for a diamond."""
        return self.kind != "task"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the tree with what stands beside it on the line."""

    key: str
    """project:3, phase:3:post, person:2, task:12, tray."""
    kind: str
    """group, phase, task or tray."""
    title: str
    fact: str = ""
    """Who does it, or when a group ends."""
    hue: str = ""
    parent: str = ""
    depth: int = 0
    bar: Bar | None = None
    """None for a task without dates."""
    gates: tuple[tuple[int, str], ...] = ()
    """The diamonds of a collapsed group: when, and its name."""
    mark: str = ""
    """A state mark before the title: done, blocked, review."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A link between two lines, by their keys."""

    id: int
    before: str
    after: str
    kind: str = "FS"
    critical: bool = False


@dataclass(frozen=True, slots=True)
class Shade:
    """A whole day that is not like the others."""

    day: date
    names: tuple[str, ...] = ()
    """What it is called, with its country; empty for a weekend."""
    rest: bool = True
    """A holiday: hatched; else only its name is shown (a festival)."""
    worked: bool = False
    """A weekend day that is made up for: not shaded."""


@dataclass(frozen=True, slots=True)
class Block:
    """Something in a person's row."""

    start: int
    finish: int
    kind: str
    """confirmed, work, hold, enquiry, travel, away, overload or clash."""
    hue: str = "p2"
    words: str = ""
    """Inside the block."""
    beside: str = ""
    """Beside the block, with `tone` as its colour."""
    tone: str = ""
    number: int = 0
    """The rank of a hold, the count of a clash."""
    refs: tuple[str, ...] = ()
    """The bookings and tasks it stands for: booking:4, task:12."""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A person, a room or a thing in the people lane."""

    key: str
    """talent:4, person:2, resource:7."""
    name: str
    initials: str
    hue: str
    fact: str = ""
    pinned: bool = False
    blocks: tuple[Block, ...] = ()
    """By start."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the time line shows."""

    lines: tuple[Line, ...] = ()
    """Each group before its lines."""
    ties: tuple[Tie, ...] = ()
    shades: Mapping[date, Shade] = field(default_factory=lambda: MappingProxyType({}))
    weekend: frozenset[int] = frozenset({5, 6})
    """Days of the week the studio rests, Monday is 0."""
    people: tuple[Row, ...] = ()
    now: int = 0
    """The local minute of the moment."""
    hours: tuple[int, int] = (540, 1080)
    """From when to when the studio works, in minutes of the day."""
