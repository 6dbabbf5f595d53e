"""From kept tasks to the planner's values and back: what stands where after a change."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sql
from sqlalchemy import Row
from sqlmodel import Session, col, select

from studio.domain.schedule import planner
from studio.domain.schedule.planner import Placements
from studio.domain.schedule.tasks import Id, Link, LinkKind, Task
from studio.domain.schedule.time import Calendar
from studio.domain.schedule.words import BEGUN, instant, minute_or_none
from studio.errors import Invalid
from studio.persistence.tables.schedule import Task as TaskTable
from studio.services.operation import today
from studio.services.schedule import reading
from studio.services.schedule.hours import Calendars, calendars_of
from studio.services.schedule.reading import Facts, NeedFacts, Party, project_first
from studio.services.schedule.rows import Plan, task_ref
from studio.text import Message


@dataclass(frozen=True, slots=True)
class Planning:
    """The planner's values of some projects, with what they were made from."""

    facts: Facts
    calendars: Calendars
    parties: Mapping[str, Party]
    plan: Plan
    names: Mapping[Id, str]

    def placed(self) -> Placements:
        """Work out where everything stands; raises Invalid for a circle."""
        plan = self.plan
        return planner.plan(plan.tasks, plan.links, plan.calendars, plan.start, names=self.names)


def planning(session: Session, project_ids: Collection[int], *, levelled: bool = True) -> Planning:
    """Return the planner's values of some projects, with what levelling held or without it."""
    facts = reading.facts(session, project_ids)
    calendars = calendars_of(session)
    parties = reading.parties(session)
    firsts = {
        row.id: calendars.midnight(project_first(row, calendars.day(row.made)))
        for row in facts.projects
    }
    hours = calendars.planner()
    tasks = _tasks(facts, calendars, parties, firsts, hours)
    if not levelled:
        tasks = _unlevelled(tasks, facts, firsts)
    names = {task_ref(row.id): row.title or row.title_zh for row in facts.tasks}
    plan = Plan(
        tasks=tuple(tasks),
        links=tuple(_links(facts, {task.id for task in tasks})),
        calendars=hours,
        start=min(firsts.values(), default=calendars.midnight(today(session))),
        standard=f"calendar:{calendars.standard.id}",
    )
    return Planning(facts, calendars, parties, plan, names)


def in_plan(row: Row[Any]) -> bool:
    """Say whether a kept task takes part in planning: not the tray's, not cancelled ones."""
    return not row.unscheduled and row.state != "cancelled"


def calendar_for(
    calendar_id: int | None,
    needs: Sequence[NeedFacts],
    calendars: Calendars,
    parties: Mapping[str, Party],
) -> str:
    """Return the calendar a task is worked on: its own, else that of the first who has one."""
    if calendar_id is not None:
        return calendars.ref(calendar_id)
    for need in needs:
        party = parties.get(need.ref)
        if party is not None and party.calendar_id is not None and party.kind != "resource":
            return calendars.ref(party.calendar_id)
    return calendars.ref(None)


def _unlevelled(tasks: list[Task], facts: Facts, firsts: Mapping[int, int]) -> list[Task]:
    """Return the tasks without the dates that an earlier levelling held them to."""
    free = {
        task_ref(row.id): max(firsts[row.project_id], row.earliest_at or 0)
        for row in facts.tasks
        if row.level_at is not None
    }
    return [replace(task, earliest=free.get(task.id, task.earliest)) for task in tasks]


def calendar_of(session: Session, task: TaskTable) -> Calendar:
    """Return the calendar one task is worked on."""
    calendars = calendars_of(session)
    session.flush()
    needs = reading.needs_of(session, [task.key])
    ref = calendar_for(task.calendar_id, needs, calendars, reading.parties(session))
    return calendars.planner()[ref]


def _tasks(
    facts: Facts,
    calendars: Calendars,
    parties: Mapping[str, Party],
    firsts: Mapping[int, int],
    hours: Mapping[Id, Calendar],
) -> list[Task]:
    crafts = _crafts(parties)
    groups = {key: f"project:{key}" for key in firsts}
    return [
        _task(row, facts.needs.get(row.id, ()), calendars, parties, crafts, firsts, groups, hours)
        for row in facts.tasks
        if in_plan(row)
    ]


def _crafts(parties: Mapping[str, Party]) -> Mapping[str, tuple[Id, ...]]:
    """Return who masters each craft or is of each kind."""
    found: dict[str, list[Id]] = {}
    for party in parties.values():
        if not party.archived:
            for skill in dict.fromkeys(party.skills):
                found.setdefault(skill, []).append(party.ref)
    return {skill: tuple(refs) for skill, refs in found.items()}


def _task(
    row: Row[Any],
    needs: Sequence[NeedFacts],
    calendars: Calendars,
    parties: Mapping[str, Party],
    crafts: Mapping[str, tuple[Id, ...]],
    firsts: Mapping[int, int],
    groups: Mapping[int, Id],
    hours: Mapping[Id, Calendar],
) -> Task:
    calendar = calendar_for(row.calendar_id, needs, calendars, parties)
    begun = row.state in BEGUN or row.state == "done"
    start, finish = row.start_at, row.finish_at
    if begun:
        start = row.actual_start if row.actual_start is not None else row.start_at
        finish = row.actual_finish if row.state == "done" else None
        if start is not None and finish is None:
            finish = _worked(start, row.duration, None if row.elapsed else hours[calendar])
    held = (firsts[row.project_id], row.earliest_at, row.level_at)
    return Task(
        id=task_ref(row.id),
        duration=row.duration,
        calendar=calendar,
        elapsed=row.elapsed,
        splittable=row.splittable,
        earliest=max(one for one in held if one is not None),
        fixed=row.fixed_at,
        due=row.due_at,
        deadline=row.deadline_at,
        weight=row.weight,
        needs={need.ref: need.units for need in needs if need.ref in parties},
        any_of=tuple(_anyone(needs, crafts, parties)),
        frozen=begun and start is not None,
        start=start,
        finish=finish,
        group=groups[row.project_id],
    )


def _worked(start: int, duration: int, hours: Calendar | None) -> int:
    return start + duration if hours is None or not duration else hours.add(start, duration)


def _anyone(
    needs: Sequence[NeedFacts],
    crafts: Mapping[str, tuple[Id, ...]],
    parties: Mapping[str, Party],
) -> Iterable[tuple[Id, ...]]:
    """Yield, for each place nobody is named for, everybody who could take it."""
    for need in needs:
        if not need.ref:
            known = tuple(ref for ref in need.any_of if ref in parties)
            if known or crafts.get(need.skill):
                yield known or crafts[need.skill]


def _links(facts: Facts, planned: Collection[Id]) -> Iterable[Link]:
    for row in facts.links:
        before, after = task_ref(row.from_id), task_ref(row.to_id)
        if before in planned and after in planned:
            yield Link(before, after, LinkKind(row.kind), row.lag, row.elapsed)


# -- writing ---------------------------------------------------------------------------------------


def replan(session: Session, project_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Work out projects, and those their links reach, again; return what stands elsewhere now.

    Writes the new start and finish of every task that moved. Raises Invalid for a circle, naming
    its ring, and for a calendar that is never worked.
    """
    session.flush()
    made = planning(session, reading.tied(session, project_ids))
    placed = made.placed()
    moved: dict[int, tuple[int, int]] = {}
    for row in made.facts.tasks:
        if in_plan(row):
            span = placed.span(task_ref(row.id))
            if span != (row.start_at, row.finish_at):
                moved[row.id] = span
    _write(session, moved)
    return moved


def _write(session: Session, moved: Mapping[int, tuple[int, int]]) -> None:
    """Put the new dates on the rows, a few hundred at a time."""
    keys = list(moved)
    for at in range(0, len(keys), 500):
        found = session.exec(select(TaskTable).where(col(TaskTable.id).in_(keys[at : at + 500])))
        for row in found:
            start, finish = moved[row.key]
            row.start_at, row.finish_at = instant(start), instant(finish)
    session.flush()


def demand_no_circle(error: Invalid, field: str) -> Invalid:
    """Return the refusal of a circle under the field that made it, naming the ring."""
    if all(key.startswith("task:") or key == "links" for key in error.fields):
        return Invalid({field: error.message}, error.message)
    return error


def demand_after_project(session: Session, task: TaskTable) -> None:
    """Raise Invalid where a task is wished before its project begins."""
    project = reading.PROJECT.c
    row = session.execute(
        sql.select(project.name, project.name_zh, project.start_on).where(
            project.id == task.project_id
        )
    ).one()
    if row.start_on is None:
        return
    first = calendars_of(session).midnight(row.start_on)
    for name in ("earliest_at", "fixed_at"):
        wished = minute_or_none(getattr(task, name))
        if wished is not None and wished < first:
            raise Invalid(
                {
                    name: Message(
                        "{project} begins on {day}; nothing can stand before that.",
                        project=row.name or row.name_zh,
                        day=row.start_on,
                    )
                }
            )
