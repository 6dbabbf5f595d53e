"""The time line: every open project's tasks with their dates and reasons, people and clashes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from studio.domain.schedule.planner import Placements
from studio.domain.schedule.tasks import Placed, Resource
from studio.domain.schedule.words import OPEN, minute
from studio.services.operation import now, query, today
from studio.services.schedule import marking, people, reading
from studio.services.schedule.hours import Calendars
from studio.services.schedule.plans import Planning, calendar_for, in_plan, planning
from studio.services.schedule.reading import NeedFacts, Party
from studio.services.schedule.rows import (
    Board,
    BoardFilter,
    Clash,
    LinkRow,
    Plan,
    ProjectLane,
    TaskRow,
    Who,
    task_ref,
)

UNDER_WAY = frozenset({"planned", "active", "on_hold"})
"""States of projects that come first: the others only wait to be reported and paid."""

LOOK_BACK = 30 * 1440
"""For how many minutes somebody who was busy keeps a lane."""

MARKS_BEFORE, MARKS_AFTER = timedelta(days=120), timedelta(days=400)
"""How far around today the head's holidays and festivals are looked up."""


@query
def board(session: Session, filter: BoardFilter) -> Board:
    """Return the time line with the planner's values of all open projects."""
    return board_of(session, filter)


def board_of(session: Session, filter: BoardFilter) -> Board:
    """Return the time line inside a running call."""
    made = planning(session, reading.open_projects(session, filter.projects))
    placed = made.placed()
    moment = minute(now(session))
    known = people.occupied(session, made.facts, placed)
    since = made.calendars.midnight(today(session))
    found = people.clashes(people.taken(known, since), made.parties)
    drawn = people.spans(known, [one for one in found if one.kind == "booking"])
    chosen = _chosen(made, filter)
    rows = _task_rows(made, placed, found, chosen, since)
    shown = {row.id for row in rows}
    lanes = _lanes(made, placed, chosen, since)
    day = today(session)
    return Board(
        today=day,
        now=moment,
        zone=made.calendars.standard.zone,
        standard=made.plan.standard,
        lanes=tuple(lanes),
        tasks=tuple(rows),
        links=tuple(_links(made, placed, shown)),
        people=tuple(
            lane
            for lane in people.lanes(
                drawn, made.parties, made.calendars, made.plan.calendars, moment
            )
            if lane.ref in filter.people
            or (not filter.people and (filter.done or lane.spans[-1].finish > since - LOOK_BACK))
        ),
        clashes=tuple(one for one in found if one.kind == "booking"),
        overloads=tuple(one for one in found if one.kind == "work"),
        calendars=made.calendars.rows,
        marks=marking.marks_of(session, made.calendars, day - MARKS_BEFORE, day + MARKS_AFTER),
        plan=with_resources(made),
        placed=placed,
        names=names_of(made),
    )


def with_resources(made: Planning) -> Plan:
    """Return the plan with everybody and everything its tasks may take."""
    plan = made.plan
    wanted = {ref for task in plan.tasks for ref in task.needs}
    wanted |= {ref for task in plan.tasks for group in task.any_of for ref in group}
    resources = tuple(
        Resource(ref, made.parties[ref].capacity, own_calendar(made, made.parties[ref]))
        for ref in sorted(wanted)
    )
    return Plan(plan.tasks, plan.links, plan.calendars, resources, plan.start, plan.standard)


def own_calendar(made: Planning, party: Party) -> str:
    """Return the calendar somebody works on; freelancers and things without one: any time."""
    if party.calendar_id is not None:
        return made.calendars.ref(party.calendar_id)
    return made.plan.standard if party.kind == "person" else ""


def names_of(made: Planning) -> Mapping[str, tuple[str, str]]:
    """Return what every reference of the plan is called."""
    found = {task_ref(row.id): (row.title, row.title_zh) for row in made.facts.tasks}
    found |= {ref: (party.name, party.name_zh) for ref, party in made.parties.items()}
    found |= {f"project:{row.id}": (row.name, row.name_zh) for row in made.facts.projects}
    return found | {f"calendar:{row.id}": (row.name, row.name_zh) for row in made.calendars.rows}


# -- what is shown ---------------------------------------------------------------------------------


def _chosen(made: Planning, filter: BoardFilter) -> list[Row[Any]]:
    """Return the kept tasks a filter shows."""
    clients = {
        row.id
        for row in made.facts.projects
        if (not filter.projects or row.id in filter.projects)
        and (not filter.clients or row.client_id in filter.clients)
        and (not filter.kinds or row.kind in filter.kinds)
    }
    words = filter.text.lower().split()
    names = {
        row.id: f"{row.name} {row.name_zh} {row.number}".lower() for row in made.facts.projects
    }
    states = frozenset(filter.states) or (OPEN | {"done"} if filter.done else OPEN)
    found = []
    for row in made.facts.tasks:
        if row.project_id not in clients or row.state not in states:
            continue
        if words:
            text = f"{row.title} {row.title_zh} {row.note} {names[row.project_id]}".lower()
            if not all(word in text for word in words):
                continue
        if filter.people and not any(
            need.ref in filter.people for need in made.facts.needs.get(row.id, ())
        ):
            continue
        found.append(row)
    return found


def _task_rows(
    made: Planning,
    placed: Placements,
    clashing: Sequence[Clash],
    chosen: Iterable[Row[Any]],
    since: int,
) -> list[TaskRow]:
    clash = {key for one in clashing if one.kind == "booking" for key in one.task_ids}
    overload = {key for one in clashing if one.kind == "work" for key in one.task_ids}
    waits = _waits(made)
    return [
        _task_row(
            made, row, placed.get(task_ref(row.id)), made.facts.needs.get(row.id, ()),
            row.id in clash, row.id in overload, waits.get(row.id, ()), since,
        )
        for row in chosen
    ]  # fmt: skip


def _waits(made: Planning) -> Mapping[int, tuple[int, ...]]:
    """Return, for each task, what has to be done before it may start (SM-5)."""
    undone = {row.id for row in made.facts.tasks if row.state in OPEN}
    found: dict[int, list[int]] = defaultdict(list)
    for link in made.facts.links:
        if link.kind == "FS" and link.from_id in undone:
            found[link.to_id].append(link.from_id)
    return {key: tuple(befores) for key, befores in found.items()}


def _task_row(
    made: Planning,
    row: Row[Any],
    at: Placed | None,
    needs: Sequence[NeedFacts],
    clash: bool,
    overload: bool,
    waits: tuple[int, ...],
    since: int,
) -> TaskRow:
    calendar = calendar_for(row.calendar_id, needs, made.calendars, made.parties)
    finish = at.finish if at else None
    limit = min((one for one in (row.due_at, row.deadline_at) if one is not None), default=None)
    open_ = row.state in OPEN
    late = (
        open_ and finish is not None and (finish <= since or (limit is not None and finish > limit))
    )
    return TaskRow(
        id=row.id,
        version=row.version,
        project_id=row.project_id,
        position=row.position,
        phase=row.phase,
        title=row.title,
        title_zh=row.title_zh,
        kind=row.kind,
        state=row.state,
        state_reason=row.state_reason,
        role=row.role,
        who=who_of(needs, made.parties),
        duration=row.duration,
        elapsed=row.elapsed,
        splittable=row.splittable,
        calendar_id=row.calendar_id,
        calendar=calendar,
        zone=zone_of(calendar, made.calendars),
        unscheduled=row.unscheduled,
        start=at.start if at else None,
        finish=finish,
        late_start=at.late_start if at else None,
        late_finish=at.late_finish if at else None,
        slack=at.slack if at else 0,
        free_slack=at.free_slack if at else 0,
        critical=at.critical if at else False,
        reason=at.reason if at else None,
        level_reason=row.level_reason or {},
        earliest=row.earliest_at,
        fixed=row.fixed_at,
        due=row.due_at,
        deadline=row.deadline_at,
        level=row.level_at,
        weight=row.weight,
        planned_start=row.planned_start,
        planned_finish=row.planned_finish,
        actual_start=row.actual_start,
        actual_finish=row.actual_finish,
        done=row.done_percent,
        late=late,
        clash=clash,
        overload=overload,
        waits=waits,
        deliverable_id=row.deliverable_id,
        template_key=row.template_key,
        note=row.note,
    )


def who_of(needs: Iterable[NeedFacts], parties: Mapping[str, Party]) -> tuple[Who, ...]:
    """Return who a task takes, with names."""
    return tuple(
        Who(
            need.id,
            need.version,
            need.ref,
            party.kind if party else "",
            party.name if party else "",
            party.name_zh if party else "",
            party.craft if party else "",
            need.units,
            need.skill,
            need.any_of,
        )
        for need in needs
        for party in (parties.get(need.ref),)
    )


def zone_of(calendar: str, calendars: Calendars) -> str:
    """Return the zone of a calendar by its reference."""
    return calendars.row(int(calendar.partition(":")[2])).zone


def _lanes(
    made: Planning, placed: Placements, chosen: Iterable[Row[Any]], since: int
) -> list[ProjectLane]:
    """Return the projects that have something to show: those under way first, then by number."""
    shown = {row.project_id for row in chosen}
    by_project: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in made.facts.tasks:
        if row.project_id in shown and row.state != "cancelled":
            by_project[row.project_id].append(row)
    return [
        _lane(row, by_project[row.id], placed, since)
        for row in sorted(made.facts.projects, key=lambda row: (row.state not in UNDER_WAY, row.id))
        if row.id in shown
    ]


def _lane(row: Row[Any], tasks: Sequence[Row[Any]], placed: Placements, since: int) -> ProjectLane:
    spans = {task.id: placed.span(task_ref(task.id)) for task in tasks if in_plan(task)}
    ends = [
        (spans[task.id][1], task.deadline_at)
        for task in tasks
        if task.id in spans and task.state in OPEN
    ]
    return ProjectLane(
        id=row.id,
        version=row.version,
        number=row.number,
        name=row.name,
        name_zh=row.name_zh,
        hue=row.hue,
        kind=row.kind,
        state=row.state,
        client=row.client,
        client_zh=row.client_zh,
        lead_id=row.lead_id,
        starts_on=row.start_on,
        ends_on=row.end_on,
        publish_to=row.publish_to,
        start=min((start for start, _finish in spans.values()), default=None),
        finish=max((finish for _start, finish in spans.values()), default=None),
        tasks=len(tasks),
        done=sum(task.state == "done" for task in tasks),
        late=any(
            finish <= since or (deadline is not None and finish > deadline)
            for finish, deadline in ends
        ),
    )


def _links(made: Planning, placed: Placements, shown: set[int]) -> Iterable[LinkRow]:
    for row in made.facts.links:
        if row.from_id not in shown or row.to_id not in shown:
            continue
        after = task_ref(row.to_id)
        critical = False
        if after in placed and task_ref(row.from_id) in placed:
            driver = placed.driver(after)
            critical = (
                driver is not None
                and driver.before == task_ref(row.from_id)
                and placed[after].critical
                and placed[driver.before].critical
            )
        yield LinkRow(
            row.id, row.version, row.project_id, row.from_id, row.to_id, row.kind, row.lag,
            row.elapsed, critical,
        )  # fmt: skip
