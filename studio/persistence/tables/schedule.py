"""The schedule: calendars, absences, tasks with their links and needs, templates."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlmodel import Field

from studio.persistence.base import Entity
from studio.persistence.columns import Json, UtcTime


class Calendar(Entity, table=True):
    """Working hours of the studio, a person, a place or a country."""

    __tablename__ = "calendar"

    name: str
    name_zh: str = ""
    country: str = ""
    """ISO 3166 alpha-2: whose public holidays and make-up days count; empty for none."""
    zone: str = "Asia/Shanghai"
    """IANA time zone its hours are meant in."""
    weekdays: list[Any] = Field(default_factory=list, sa_type=Json)
    """Seven lists from Monday of [from, to] pairs in minutes of the local day."""
    exceptions: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """ISO date -> its own [from, to] pairs: empty for a day off, half a day, a day made up."""
    standard: bool = False
    """The studio's own, used where nothing else is said."""
    archived: bool = False


class Absence(Entity, table=True):
    """A time when somebody or something is not to be had."""

    __tablename__ = "absence"

    talent_id: int | None = Field(default=None, foreign_key="talent.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    resource_id: int | None = Field(default=None, foreign_key="resource.id", index=True)
    start_at: datetime = Field(sa_type=UtcTime, index=True)
    end_at: datetime = Field(sa_type=UtcTime)
    kind: str = "leave"
    """leave, ill, travel, other_work, repair, unknown."""
    note: str = ""


class Task(Entity, table=True):
    """Something to be done for a project, or a moment that matters (duration 0)."""

    __tablename__ = "task"
    owner: ClassVar[tuple[str, str] | None] = ("project", "project_id")

    project_id: int = Field(foreign_key="project.id", index=True)
    position: int = 0
    phase: str = "production"
    """intake, concept, pre_production, production, post, review, publish, report, settle."""
    title: str
    title_zh: str = ""
    kind: str = "task"
    """task, milestone, gate, shoot, live."""
    state: str = Field(default="todo", index=True)
    """todo, in_progress, blocked, review, done, cancelled (SM-5)."""
    state_reason: str = ""
    role: str = ""
    """Role that does it: PRD, CRE, TAL, FIN, LEG, OWN, CLI, PLT, SYS, crew, talent, all."""
    duration: int = 480
    """Minutes of work; minutes that pass where `elapsed`."""
    elapsed: bool = False
    splittable: bool = True
    """May rest over the hours nobody works; a shoot or a live may not."""
    calendar_id: int | None = Field(default=None, foreign_key="calendar.id")
    unscheduled: bool = False
    """In the tray: it has no dates yet and moves nothing."""
    earliest_at: datetime | None = Field(default=None, sa_type=UtcTime)
    """Not to begin before."""
    fixed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    """Begins exactly then."""
    due_at: datetime | None = Field(default=None, sa_type=UtcTime)
    """Wished end; lateness is minimised by `weight`."""
    deadline_at: datetime | None = Field(default=None, sa_type=UtcTime)
    """Latest end, hard."""
    weight: int = 1
    start_at: datetime | None = Field(default=None, sa_type=UtcTime, index=True)
    """Worked out by the planner, kept so that lists and other programs read it."""
    finish_at: datetime | None = Field(default=None, sa_type=UtcTime, index=True)
    planned_start: datetime | None = Field(default=None, sa_type=UtcTime)
    """The baseline: where it stood when the plan was agreed."""
    planned_finish: datetime | None = Field(default=None, sa_type=UtcTime)
    actual_start: datetime | None = Field(default=None, sa_type=UtcTime)
    actual_finish: datetime | None = Field(default=None, sa_type=UtcTime)
    done_percent: int = 0
    level_reason: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """Why levelling put it later than its links ask; empty where it did not."""
    level_at: datetime | None = Field(default=None, sa_type=UtcTime)
    """Not before, set by levelling; a later levelling may change it."""
    deliverable_id: int | None = Field(default=None, foreign_key="deliverable.id")
    template_key: str = ""
    note: str = ""


class TaskLink(Entity, table=True):
    """One task waits for another."""

    __tablename__ = "task_link"
    owner: ClassVar[tuple[str, str] | None] = ("project", "project_id")

    project_id: int = Field(foreign_key="project.id", index=True)
    """The project of the task that waits."""
    from_id: int = Field(foreign_key="task.id", index=True)
    to_id: int = Field(foreign_key="task.id", index=True)
    kind: str = "FS"
    """FS, SS, FF or SF."""
    lag: int = 0
    """Minutes of work, negative for an overlap; minutes that pass where `elapsed`."""
    elapsed: bool = False


class TaskNeed(Entity, table=True):
    """Who or what a task takes: somebody named, or anyone of several or of a craft."""

    __tablename__ = "task_need"
    owner: ClassVar[tuple[str, str] | None] = ("project", "project_id")

    project_id: int = Field(foreign_key="project.id", index=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    talent_id: int | None = Field(default=None, foreign_key="talent.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    resource_id: int | None = Field(default=None, foreign_key="resource.id", index=True)
    units: int = 1
    skill: str = ""
    """A discipline or kind of resource where nobody is named yet."""
    any_of: list[str] = Field(default_factory=list, sa_type=Json)
    """References such as "talent:16" of which one is enough; the chosen one is named above."""


class ScheduleTemplate(Entity, table=True):
    """A plan of the studio's own that projects are made from."""

    __tablename__ = "schedule_template"

    name: str
    name_zh: str = ""
    kind: str = "short_video"
    """The kind of project it is for."""
    anchor: str = "start"
    """start, shoot or publish: the date it is laid out from."""
    tasks: list[Any] = Field(default_factory=list, sa_type=Json)
    """Rows as in resources/templates/schedule."""
    archived: bool = False


class Observance(Entity, table=True):
    """A shopping festival or event of the studio's own shown in the schedule's head."""

    __tablename__ = "observance"

    name: str
    name_zh: str = ""
    first_on: date
    last_on: date
    country: str = ""
