"""What can be done with a project."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from studio.domain import deliverables as piece_rules
from studio.domain import projects as rules
from studio.domain.gates import cleaned, words
from studio.domain.names import pick
from studio.errors import Invalid, Locked
from studio.persistence.base import Entity
from studio.persistence.tables.clients import Client, Contact
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.projects import Project
from studio.persistence.tables.studio import LegalEntity, Person
from studio.services import clients, numbers
from studio.services.invoices.drafts import standard_rate
from studio.services.operation import command, load, name_step, scope, today
from studio.services.projects.cancelling import charge, waive
from studio.services.projects.instalments import follow_net
from studio.services.projects.whole import facts_of, hold_days
from studio.services.schedule.plans import replan
from studio.services.schedule.working import shift as shift_tasks
from studio.services.studio.rows import put
from studio.text import Message


@command("Add project", right="projects.edit")
def create(session: Session, values: Mapping[str, object]) -> int:
    """Add a project by hand; client and name are needed, the rest comes from the client."""
    clean = cleaned(rules.NEW_GATES, values)
    client_id = clean.get("client_id")
    if not client_id or session.get(Client, client_id) is None:
        raise Invalid({"client_id": Message("Choose the client.")})
    clients.refuse_new(session, client_id, "project")
    client = load(session, Client, client_id)
    entity = _company(session, clean.get("legal_entity_id") or client.legal_entity_id)
    clean = {**_proposed(session, client, entity), **clean, "legal_entity_id": entity.key}
    _check_values(session, clean)
    taken = numbers.take(session, "project", day=today(session), client_code=client.code)
    project = Project(number=taken.number, **clean)
    session.add(project)
    session.flush()
    name_step(session, Message("Add project {name}", name=called(project)))
    return project.key


def _company(session: Session, key: int | None) -> LegalEntity:
    entity = session.get(LegalEntity, key) if key else None
    if entity is None and not key:
        entity = session.exec(
            select(LegalEntity)
            .where(col(LegalEntity.archived).is_(False))
            .order_by(col(LegalEntity.id))
        ).first()
    if entity is None:
        raise Invalid({"legal_entity_id": Message("Add your company in Settings first.")})
    return entity


def _proposed(session: Session, client: Client, entity: LegalEntity) -> dict[str, Any]:
    """Return what a new project takes over from its client, its company and the day."""
    rate = standard_rate(session, entity.key, client)
    day = today(session)
    hues = session.exec(select(Project.hue).order_by(col(Project.id))).all()
    return {
        "name": "",
        "currency": client.currency or entity.currency,
        "language": client.language or "en",
        "market": client.market,
        "lead_id": scope(session).person_id,
        "hue": rules.next_hue(hues),
        "tax_mode": rate.treatment if rate and rate.treatment != "standard" else "excl",
        "tax_rate": rate.rate if rate else 0,
        "tax_name": rate.name if rate else "",
        "tax_name_zh": rate.name_zh if rate else "",
        "start_on": day,
        "business_month": f"{day:%Y-%m}",
        "finance_month": f"{day:%Y-%m}",
    }


@command("Change project", right="projects.edit")
def change(session: Session, project_id: int, *, version: int, values: Mapping[str, object]) -> int:
    """Change plain fields; return the new version. Parts not invoiced follow a new contract net."""
    project = load(session, Project, project_id, version)
    clean = cleaned(rules.GATES, values)
    refuse_locked(project, frozenset(clean))
    before, begins = project.net, project.start_on
    _check_values(session, {**_checked(project), **clean})
    put(project, clean)
    if project.net != before:
        follow_net(session, project)
    if project.start_on != begins:
        replan(session, [project.key])
    name_step(session, Message("Change project {name}", name=called(project)))
    session.flush()
    return project.version


def refuse_locked(project: Project, fields: frozenset[str] = frozenset()) -> None:
    """Refuse changes to a closed project, and to the money of a cancelled one (SM-5)."""
    if project.state == "closed":
        raise Locked(Message("Closed and kept as it was. Reopen it to change it."))
    if project.state == "cancelled" and fields & rules.MONEY_FIELDS:
        raise Locked(Message("Cancelled: its money stays as it was. Plan it again to change it."))


def _checked(project: Project) -> dict[str, Any]:
    names = ("name", "name_zh", "start_on", "end_on", "publish_from", "publish_to", "client_id")
    return {name: getattr(project, name) for name in (*names, "lead_id", "contact_id")}


def _check_values(session: Session, clean: Mapping[str, Any]) -> None:
    rules.check(
        clean.get("name", ""),
        clean.get("name_zh", ""),
        started=(clean.get("start_on"), clean.get("end_on")),
        published=(clean.get("publish_from"), clean.get("publish_to")),
    )
    _check_refers(session, Person, clean.get("lead_id"), "lead_id")
    _check_refers(session, Contact, clean.get("contact_id"), "contact_id")
    contact = session.get(Contact, clean["contact_id"]) if clean.get("contact_id") else None
    if contact is not None and contact.client_id != clean.get("client_id"):
        raise Invalid({"contact_id": Message("This contact belongs to another client.")})


def _check_refers(session: Session, table: type[Entity], key: int | None, field: str) -> None:
    if key is not None and session.get(table, key) is None:
        raise Invalid({field: Message("Choose one of the list.")})


@command("Move project", right="projects.edit")
def move(
    session: Session,
    project_id: int,
    *,
    version: int,
    state: str,
    reason: str = "",
    shift: bool = True,
) -> int:
    """Move a project to another state (SM-5); return the new version.

    `reason` is needed for on hold and cancelled, and by the owner to pass a guard. `shift` moves
    open dates by the days on hold when work goes on.
    """
    project = load(session, Project, project_id, version)
    reason = str(cleaned({"reason": words(500)}, {"reason": reason})["reason"])
    owner = "OWN" in scope(session).roles
    passed = rules.check_move(
        project.state, state, facts_of(session, project), reason=reason, owner=owner
    )
    days = hold_days(project, today(session))
    if project.state == "on_hold" and state == "active" and shift and days > 0:
        _shift(session, project, days)
    if state == "cancelled":
        charge(session, project)
    elif project.state == "cancelled":
        waive(session, project)
    _enter(project, state, today(session))
    project.state_reason = reason if state in rules.REASON_NEEDED else ""
    if passed:
        project.override_reason = reason
    name_step(session, _step(project, state, reason))
    session.flush()
    return project.version


def _step(project: Project, state: str, reason: str) -> Message:
    """Name the step; a reason belongs to it, so that the history tells it."""
    label = rules.STATES.label(state)
    if reason:
        return Message(
            'Set {name} to "{state}": {reason}', name=called(project), state=label, reason=reason
        )
    return Message('Set {name} to "{state}"', name=called(project), state=label)


def _enter(project: Project, state: str, day: date) -> None:
    project.state = state
    project.held_on = day if state == "on_hold" else None
    if state == "delivered":
        project.delivered_on = project.delivered_on or day
    elif state in ("planned", "active"):
        project.delivered_on = None


def _shift(session: Session, project: Project, days: int) -> None:
    """Move the open dates of a project, its open pieces and tasks (SM-5, on hold -> active)."""
    by = timedelta(days=days)
    pieces = session.exec(
        select(Deliverable).where(
            Deliverable.project_id == project.key,
            col(Deliverable.archived).is_(False),
            col(Deliverable.state).in_(sorted(piece_rules.OPEN)),
        )
    )
    for piece in pieces:
        _later(piece, ("due_draft", "due_final", "publish_on"), by)
    _later(project, ("end_on", "publish_from", "publish_to"), by)
    shift_tasks(session, project.key, days)
    replan(session, [project.key])


def _later(row: Entity, names: Sequence[str], by: timedelta) -> None:
    for name in names:
        day = getattr(row, name)
        if day is not None:
            setattr(row, name, day + by)


@command("Archive project", right="projects.edit")
def archive(session: Session, project_id: int, *, version: int) -> int:
    """Take a project off the lists; its pieces and invoices stay."""
    project = load(session, Project, project_id, version)
    project.archived = True
    name_step(session, Message("Archive project {name}", name=called(project)))
    session.flush()
    return project.version


@command("Archive projects", right="projects.edit")
def archive_many(session: Session, ids: Sequence[int]) -> int:
    """Take several projects off the lists in one step; return how many."""
    for project_id in ids:
        load(session, Project, project_id).archived = True
    name_step(session, Message("Archive {count} projects", count=len(ids)))
    return len(ids)


@command("Restore project", right="projects.edit")
def restore(session: Session, project_id: int, *, version: int) -> int:
    """Put an archived project back on the lists."""
    project = load(session, Project, project_id, version)
    project.archived = False
    name_step(session, Message("Restore project {name}", name=called(project)))
    session.flush()
    return project.version


def called(project: Project) -> str:
    """Return a project's name for the names of steps."""
    return pick(project.name, project.name_zh, "en")
