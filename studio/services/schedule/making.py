"""Projects' plans made from templates, and templates made from projects' plans."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from studio.domain import gates
from studio.domain.clients import check_names
from studio.domain.schedule.tasks import Link
from studio.domain.schedule.words import instant_or_none, minute
from studio.errors import Invalid
from studio.persistence.tables.projects import Project
from studio.persistence.tables.schedule import ScheduleTemplate, Task, TaskLink
from studio.persistence.tables.studio import Person
from studio.services.operation import command, load, name_step, query, today
from studio.services.schedule.hours import Calendars, calendars_of
from studio.services.schedule.laying import Ground, Laid, lay, shown
from studio.services.schedule.needing import put_needs
from studio.services.schedule.plans import replan
from studio.services.schedule.rows import Need, Template, TemplatePlan
from studio.services.schedule.tasks import in_order, open_project
from studio.services.schedule.templates import all_templates, template_of
from studio.text import Message, Named


@query
def template_plan(
    session: Session, project_id: int, template: str, anchor: str, day: date
) -> TemplatePlan:
    """Return the dates a template would get in a project; `problem` says why it cannot be made."""
    project = load(session, Project, project_id)
    known, ground = template_of(session, template), Ground(calendars_of(session))
    try:
        laid = lay(known, ground, anchor, day)
    except Invalid as error:
        return TemplatePlan((), None, None, error.message)
    problem = _problem(project.start_on, project, known, ground, anchor, laid, today(session))
    return shown(known, laid, ground, problem)


@command("Make plan from template", right="schedule.edit")
def create_from_template(
    session: Session, project_id: int, template: str, *, anchor: str = "start", day: date
) -> list[int]:
    """Lay a template out over the calendars into a project; return the ids of the tasks.

    `anchor` names what is to be on the day: the first task (start), the shoot or live, or
    publishing; from those it is counted backwards. Raises Invalid under "day" where the plan would
    begin or end in the past, or before the project.
    """
    project = open_project(session, project_id)
    made = make_plan(session, project, template, anchor, day)
    known = template_of(session, template)
    name_step(
        session,
        Message(
            "Plan {project} from {template}",
            project=Named(project.name, project.name_zh),
            template=Named(known.name, known.name_zh),
        ),
    )
    return made


def template_by_kind(session: Session) -> dict[str, Template]:
    """Return the template a project of each kind begins with, the studio's own before shipped."""
    return {one.kind: one for one in reversed(all_templates(session))}


def plan_for(session: Session, project: Project) -> list[int]:
    """Make the plan of a new project's kind inside a running command; return its tasks.

    It is counted back from the end of the publishing window, or on from the first day where that
    would have to begin too early. Kinds without a template get none.
    """
    template = template_by_kind(session).get(project.kind)
    if template is None:
        return []
    ground, now = Ground(calendars_of(session)), today(session)
    first = max(now, project.start_on or now)
    ways = [("publish", project.publish_to)] if "publish" in template.anchors else []
    for anchor, day in (*ways, ("start", first)):
        if day is not None:
            laid = lay(template, ground, anchor, day)
            if _problem(project.start_on, project, template, ground, anchor, laid, now) is None:
                return keep(session, project, template, laid)
    return []


def make_plan(
    session: Session, project: Project, template: str, anchor: str, day: date
) -> list[int]:
    """Make the tasks of a template inside a running command; return their ids."""
    known, ground = template_of(session, template), Ground(calendars_of(session))
    laid = lay(known, ground, anchor, day)
    problem = _problem(project.start_on, project, known, ground, anchor, laid, today(session))
    if problem is not None:
        raise Invalid({"day": problem})
    return keep(session, project, known, laid)


def _problem(
    begins: date | None,
    project: Project,
    template: Template,
    ground: Ground,
    anchor: str,
    laid: Laid,
    now: date,
) -> Message | None:
    """Say why a plan cannot be: it would end or begin in the past, or before its project."""
    first = ground.calendars.day(laid.first)
    last = ground.calendars.last_day(max(laid.last, laid.first + 1))
    if last < now:
        return Message("This plan would have ended on {day}. Choose a later day.", day=last)
    if first < now:
        soonest = _soonest(template, ground, anchor, now)
        return Message(
            "This plan would have to begin on {first}. The first day that can be kept is {day}.",
            first=first,
            day=soonest,
        )
    if begins is not None and first < begins:
        return Message(
            "{project} begins on {day}; this plan would begin on {first}.",
            project=Named(project.name, project.name_zh),
            day=begins,
            first=first,
        )
    return None


def _soonest(template: Template, ground: Ground, anchor: str, now: date) -> date:
    """Return the first day of an anchor for which a plan need not begin in the past."""
    begun = lay(template, ground, "start", now)
    key = {"shoot": template.shoot, "publish": template.publish}.get(anchor, "")
    moment = begun.placed.span(key)[0] if key else begun.first
    return ground.calendars.day(moment)


def keep(session: Session, project: Project, template: Template, laid: Laid) -> list[int]:
    """Keep the tasks of a laid-out template below those the project has."""
    place = max((task.position for task in in_order(session, project.key)), default=0)
    rows: dict[str, Task] = {}
    by_key = {task.key: task for task in template.tasks}
    for position, task in enumerate(laid.tasks, start=place + 1):
        row = by_key[task.id]
        rows[row.key] = Task(
            project_id=project.key,
            position=position,
            phase=row.phase,
            title=row.title,
            title_zh=row.title_zh,
            kind=row.kind,
            role=row.role,
            duration=task.duration,
            elapsed=task.elapsed,
            splittable=task.splittable,
            earliest_at=instant_or_none(task.earliest),
            fixed_at=instant_or_none(task.fixed),
            template_key=f"{template.key}.{row.key}",
            note=row.note,
        )
        session.add(rows[row.key])
    session.flush()
    for link in laid.links:
        session.add(_link(project, link, rows))
    roles = _roles(session, project)
    for key, kept in rows.items():
        needs = [Need(roles[role]) for role in by_key[key].role.split(",") if role in roles]
        put_needs(session, kept, list(dict.fromkeys(needs)))
    replan(session, [project.key])
    return [row.key for row in rows.values()]


def _link(project: Project, link: Link, rows: Mapping[str, Task]) -> TaskLink:
    return TaskLink(
        project_id=project.key,
        from_id=rows[link.before].key,
        to_id=rows[link.after].key,
        kind=link.kind.value,
        lag=link.lag,
        elapsed=link.elapsed,
    )


def _roles(session: Session, project: Project) -> Mapping[str, str]:
    """Return who does the work of a role: the project's lead produces, others if only one could."""
    people = session.exec(select(Person).where(col(Person.archived).is_(False))).all()
    found: dict[str, list[Person]] = {}
    for person in people:
        for role in person.roles:
            found.setdefault(role, []).append(person)
    alone = {role: f"person:{them[0].key}" for role, them in found.items() if len(them) == 1}
    if project.lead_id is not None:
        alone["PRD"] = f"person:{project.lead_id}"
    return alone


# -- the studio's own ------------------------------------------------------------------------------


@command("Save plan as template", right="schedule.edit")
def save_as_template(session: Session, project_id: int, *, name: str, name_zh: str = "") -> int:
    """Keep a project's plan as a template of the studio's own; return its id.

    Days are counted from its first task; only tasks that dates and not links hold keep theirs.
    """
    project = load(session, Project, project_id)
    clean = gates.cleaned(
        {"name": gates.words(80), "name_zh": gates.words(80)}, {"name": name, "name_zh": name_zh}
    )
    check_names(clean["name"], clean["name_zh"])
    tasks = [
        task
        for task in in_order(session, project_id)
        if task.state != "cancelled" and task.start_at is not None and not task.unscheduled
    ]
    if not tasks:
        raise Invalid({"project": Message("This project has no tasks on the time line.")})
    row = ScheduleTemplate(**clean, kind=project.kind, tasks=_rows(session, tasks))
    session.add(row)
    session.flush()
    name_step(session, Message("Save template {name}", name=Named(row.name, row.name_zh)))
    return row.key


def _rows(session: Session, tasks: Sequence[Task]) -> list[dict[str, Any]]:
    calendars = calendars_of(session)
    ground = Ground(calendars)
    keys = {task.key: f"t{place}" for place, task in enumerate(tasks, start=1)}
    afters: dict[int, list[str]] = {key: [] for key in keys}
    asked = select(TaskLink).where(col(TaskLink.to_id).in_(list(keys))).order_by(col(TaskLink.id))
    for link in session.exec(asked):
        if link.from_id in keys:
            afters[link.to_id].append(f"{keys[link.from_id]} {link.kind}{_lag(link)}")
    first = min(_day(task, calendars) for task in tasks)
    return [_row(task, keys[task.key], afters[task.key], first, ground) for task in tasks]


def _lag(link: TaskLink) -> str:
    return f"{link.lag:+d}{'e' if link.elapsed else 'm'}" if link.lag else ""


def _day(task: Task, calendars: Calendars) -> date:
    return calendars.day(minute(task.start_at)) if task.start_at else date.max


def _row(task: Task, key: str, after: list[str], first: date, ground: Ground) -> dict[str, Any]:
    found: dict[str, Any] = {
        "key": key,
        "title": task.title,
        "title_zh": task.title_zh,
        "phase": task.phase,
        "kind": task.kind,
        "role": task.role,
        "minutes": task.duration,
        "elapsed": task.elapsed,
        "after": after,
        "note": task.note,
    }
    if not after or task.earliest_at is not None or task.fixed_at is not None:
        found["start"] = ground.between(first, _day(task, ground.calendars))
    if task.fixed_at is not None:
        local = datetime.fromtimestamp(task.fixed_at.timestamp(), ground.calendars.zone)
        found["clock"] = f"{local:%H:%M}"
    return found


@command("Remove template", right="schedule.edit")
def remove_template(session: Session, template_id: int, *, version: int) -> int:
    """Take a template of the studio's own off the list; plans made from it stay."""
    row = load(session, ScheduleTemplate, template_id, version)
    row.archived = True
    name_step(session, Message("Remove template {name}", name=Named(row.name, row.name_zh)))
    session.flush()
    return row.version
