"""Frozen rows of the schedule, as the time line, its people and its side panels show them.

Moments are whole minutes since 1970-01-01T00:00Z, as the planner counts them; days are dates.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from studio.domain.schedule.tasks import Link, Placed, Reason, Resource, Task
from studio.domain.schedule.time import Calendar
from studio.text import Message


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What the time line shows. The planner knows all open projects whatever is shown.

    `people` are references such as "talent:4"; `done` also shows finished tasks and projects with
    nothing open.
    """

    projects: tuple[int, ...] = ()
    clients: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    text: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """Who or what a task takes, as given: somebody by reference, or anyone of several or a craft.

    `ref` is "talent:4", "person:2" or "resource:7"; "" where nobody is named yet.
    """

    ref: str = ""
    units: int = 1
    skill: str = ""
    any_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Who:
    """Who or what a task takes, with names; `kind` is talent, person, resource or ""."""

    id: int
    version: int
    ref: str
    kind: str
    name: str
    name_zh: str
    craft: str
    units: int
    skill: str
    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task on the time line, with everything that is drawn or said of it.

    `start` and `finish` are None in the tray; `duration`, `slack` and `free_slack` are minutes of
    work on `calendar`; `waits` are tasks that must be done before it may start.
    """

    id: int
    version: int
    project_id: int
    position: int
    phase: str
    title: str
    title_zh: str
    kind: str
    state: str
    state_reason: str
    role: str
    who: tuple[Who, ...]
    duration: int
    elapsed: bool
    splittable: bool
    calendar_id: int | None
    calendar: str
    zone: str
    unscheduled: bool
    start: int | None
    finish: int | None
    late_start: int | None
    late_finish: int | None
    slack: int
    free_slack: int
    critical: bool
    reason: Reason | None
    level_reason: Mapping[str, Any]
    earliest: int | None
    fixed: int | None
    due: int | None
    deadline: int | None
    level: int | None
    weight: int
    planned_start: int | None
    planned_finish: int | None
    actual_start: int | None
    actual_finish: int | None
    done: int
    late: bool
    clash: bool
    overload: bool
    waits: tuple[int, ...]
    deliverable_id: int | None
    template_key: str
    note: str

    @property
    def movable(self) -> bool:
        """Say whether a drag may move it: not what has begun, is done or was cancelled."""
        return self.state == "todo" and self.actual_start is None


@dataclass(frozen=True, slots=True)
class ProjectLane:
    """One project as a lane: what it is, and from when to when its tasks stand."""

    id: int
    version: int
    number: str
    name: str
    name_zh: str
    hue: str
    kind: str
    state: str
    client: str
    client_zh: str
    lead_id: int | None
    starts_on: date | None
    ends_on: date | None
    publish_to: date | None
    start: int | None
    finish: int | None
    tasks: int
    done: int
    late: bool


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One task waits for another; `lag` is in minutes, `critical` where both ends are and touch."""

    id: int
    version: int
    project_id: int
    before: int
    after: int
    kind: str
    lag: int
    elapsed: bool
    critical: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A time that takes somebody; `start` to `finish` half open, minutes since the epoch.

    `kind` is task, enquiry, hold, confirmed, travel or absence; `rank` and `expires` are a hold's.
    """

    start: int
    finish: int
    kind: str
    title: str = ""
    title_zh: str = ""
    project_id: int | None = None
    hue: str = ""
    task_id: int | None = None
    booking_id: int | None = None
    rank: int = 0
    expires: int | None = None
    units: int = 1
    clash: bool = False


@dataclass(frozen=True, slots=True)
class PersonLane:
    """Somebody or something that tasks and bookings take, and when.

    `load` is the share of working time taken in the six weeks from today.
    """

    ref: str
    kind: str
    name: str
    name_zh: str
    craft: str
    calendar: str
    zone: str
    capacity: int
    load: Decimal
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """One person or thing wanted at once by more than there is room for.

    `kind` is booking for shoots, lives and bookings that cannot give way, work for desk work that
    levelling can put one after another.
    """

    ref: str
    name: str
    name_zh: str
    start: int
    finish: int
    kind: str
    task_ids: tuple[int, ...]
    booking_ids: tuple[int, ...]
    titles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A holiday, a weekend day that is worked, or a shopping festival in the schedule's head."""

    first: date
    last: date
    name: str
    name_zh: str
    country: str
    kind: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """Working hours: pairs of minutes for seven weekdays, exceptions by ISO date.

    `id` is 0 for the hours that count until the studio has a calendar of its own.
    """

    id: int
    version: int
    name: str
    name_zh: str
    country: str
    zone: str
    weekdays: tuple[tuple[tuple[int, int], ...], ...]
    exceptions: Mapping[str, tuple[tuple[int, int], ...]]
    standard: bool
    archived: bool
    day: int


@dataclass(frozen=True, slots=True)
class ObservanceRow:
    """Days of the studio's own in the schedule's head."""

    id: int
    version: int
    name: str
    name_zh: str
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody or something, and whose hours count: None for the studio's."""

    ref: str
    name: str
    name_zh: str
    calendar_id: int | None


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """When somebody or something is not to be had."""

    id: int
    version: int
    ref: str
    name: str
    name_zh: str
    start: int
    finish: int
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What the planner works on: tasks, links, calendars and resources of all open projects.

    `start` is the first moment of the earliest project. Tasks of the tray are not in it.
    """

    tasks: tuple[Task, ...] = ()
    links: tuple[Link, ...] = ()
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    resources: tuple[Resource, ...] = ()
    start: int = 0
    standard: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """The whole time line at one moment."""

    today: date
    now: int
    zone: str
    standard: str
    lanes: tuple[ProjectLane, ...]
    tasks: tuple[TaskRow, ...]
    links: tuple[LinkRow, ...]
    people: tuple[PersonLane, ...]
    clashes: tuple[Clash, ...]
    overloads: tuple[Clash, ...]
    calendars: tuple[CalendarRow, ...]
    marks: tuple[Mark, ...]
    plan: Plan
    placed: Mapping[str, Placed]
    names: Mapping[str, tuple[str, str]]
    """Reference ("task:12", "talent:4", "calendar:1") -> name and Chinese name."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a command on a task answers: its new version, where it stands, who moved along."""

    version: int
    start: int | None
    finish: int | None
    followers: int = 0


@dataclass(frozen=True, slots=True)
class LevelFilter:
    """What levelling may move: tasks of these projects (all open ones), not before a day."""

    projects: tuple[int, ...] = ()
    not_before: date | None = None


@dataclass(frozen=True, slots=True)
class LevelInput:
    """What levelling works on: the plan, with what is taken on each resource, and versions."""

    plan: Plan
    versions: Mapping[int, int]
    """Task id -> the version it was read with."""
    movable: frozenset[str]
    """Task references that levelling may move: what is not frozen and belongs to the filter."""
    names: Mapping[str, tuple[str, str]]
    hues: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class LevelMove:
    """One task that levelling puts elsewhere; `reason` is kept and shown (kind, by, until)."""

    task_id: int
    version: int
    start: int
    reason: Mapping[str, Any] = field(default_factory=dict)
    assigned: tuple[tuple[int, str], ...] = ()
    """Need id and the reference chosen for it, where anyone of several would do."""


@dataclass(frozen=True, slots=True)
class TemplateTask:
    """One row of a template: days from its first day, and what it waits for ("shoot SS+3").

    `days` are working days or days that pass (`elapsed`); `minutes` replace them where given.
    """

    key: str
    title: str
    title_zh: str
    phase: str
    kind: str = "task"
    role: str = ""
    start: Decimal | None = None
    days: Decimal = Decimal(1)
    minutes: int | None = None
    clock: str = ""
    elapsed: bool = False
    gate: bool = False
    after: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A plan to begin with: shipped (key "photo") or the studio's own (key "own:3")."""

    key: str
    name: str
    name_zh: str
    hint: str
    hint_zh: str
    kind: str
    unit: str
    anchors: tuple[str, ...]
    shoot: str
    publish: str
    tasks: tuple[TemplateTask, ...]
    version: int = 0

    @property
    def own(self) -> bool:
        """Say whether it is one of the studio's own."""
        return self.key.startswith("own:")


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """One row of a template with its dates over the calendars, before anything is made."""

    key: str
    title: str
    title_zh: str
    phase: str
    kind: str
    role: str
    start: int
    finish: int
    first: date
    last: date
    critical: bool


@dataclass(frozen=True, slots=True)
class TemplatePlan:
    """What a template would make; `problem` says why it cannot be."""

    tasks: tuple[PlannedTask, ...]
    first: date | None
    last: date | None
    problem: Message | None


@dataclass(frozen=True, slots=True)
class IcsFilter:
    """Whose dates: one person's ("talent:4"), one project's, or all; names in which language."""

    ref: str = ""
    project_id: int | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class IcsFile:
    """A calendar file ready to be written."""

    name: str
    data: bytes
    events: int


def task_ref(key: int) -> str:
    """Return the planner's name of a task."""
    return f"task:{key}"


def key_of(ref: str) -> int:
    """Return the id in a reference such as "task:12"; 0 where it names none."""
    _kind, _, number = ref.partition(":")
    return int(number) if number.isdigit() else 0
