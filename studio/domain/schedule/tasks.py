"""What the planner works on and what it answers: plain values in whole units of time.

A moment is an integer: minutes since 1970-01-01T00:00Z where real calendars count, or whole units
from 0 in the abstract form that names no calendar. Every span is half open, [start, finish).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

Id: TypeAlias = str
Span: TypeAlias = tuple[int, int]


class LinkKind(StrEnum):
    """Which end of the first task holds which end of the second."""

    FS = "FS"
    SS = "SS"
    FF = "FF"
    SF = "SF"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to do; a milestone lasts 0.

    `duration` is time worked on `calendar`, or time that passes where `elapsed`. `due` with
    `weight` is wished for, `deadline` is hard. `fixed` begins exactly there. `frozen` is work that
    has begun, is done or is confirmed: levelling leaves it where `start` and `finish` say.
    """

    id: Id
    duration: int
    calendar: Id = ""
    elapsed: bool = False
    splittable: bool = True
    earliest: int | None = None
    fixed: int | None = None
    due: int | None = None
    deadline: int | None = None
    weight: int = 1
    needs: Mapping[Id, int] = field(default_factory=dict)
    any_of: tuple[tuple[Id, ...], ...] = ()
    frozen: bool = False
    start: int | None = None
    finish: int | None = None
    """Where it stands now, if it stands somewhere."""
    group: Id = ""
    """The project it belongs to."""


@dataclass(frozen=True, slots=True)
class Link:
    """`after` waits for `before`; `lag` is worked on the calendar of `after`, or passes."""

    before: Id
    after: Id
    kind: LinkKind = LinkKind.FS
    lag: int = 0
    elapsed: bool = False


@dataclass(frozen=True, slots=True)
class Resource:
    """Somebody or something with room for `capacity` units at once; `busy` is taken already."""

    id: Id
    capacity: int = 1
    calendar: Id = ""
    busy: tuple[tuple[int, int, int], ...] = ()
    """(start, finish, units) of what other work or absence takes."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a task stands, how far it could slip, and what holds it there."""

    id: Id
    start: int
    finish: int
    late_start: int
    late_finish: int
    slack: int
    """How long the start may slip without moving its project's end or breaking a deadline, worked
    time on the task's calendar; negative where a deadline cannot be kept."""
    free_slack: int
    """How long it may slip without moving any follower."""
    critical: bool
    reason: "Reason"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a task does not begin earlier.

    `kind`: start (the plan begins), link, calendar, earliest, fixed, level, resource, frozen.
    """

    kind: str
    by: Id = ""
    """The task of the link, the calendar or the resource."""
    link: LinkKind | None = None
    until: int | None = None
    """Until when it was held, where a time says more."""
    lag: int = 0
    elapsed: bool = False
    """Of the link."""
