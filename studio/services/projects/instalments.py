"""The payment schedule of a project: parts that are not invoiced may still change."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlmodel import Session

from studio.domain import projects as rules
from studio.domain.gates import cleaned
from studio.errors import Locked
from studio.persistence.tables.projects import Project, ProjectInstalment
from studio.services.operation import command, load, name_step
from studio.services.projects.whole import parts_of
from studio.services.studio.rows import put
from studio.text import Message


@command("Add part of the payment", right="projects.edit")
def add_instalment(session: Session, project_id: int, values: Mapping[str, object]) -> int:
    """Add a part at the end; without share and amount it takes what is left of the net."""
    project = load(session, Project, project_id)
    _refuse_settled(project)
    parts = parts_of(session, project_id)
    clean = cleaned(rules.INSTALMENT, {"title": "", **values})
    part = ProjectInstalment(
        project_id=project_id,
        position=max((part.position for part in parts), default=0) + 1,
        **{name: value for name, value in clean.items() if value is not None},
    )
    if not {"net", "share"} & clean.keys():
        part.net = max(0, project.net - sum(other.net for other in parts))
        clean["net"] = part.net
    _agree(project, part, clean)
    session.add(part)
    session.flush()
    name_step(session, Message("Add {title} to the payment schedule", title=part.title))
    return part.key


@command("Change part of the payment", right="projects.edit")
def change_instalment(
    session: Session, instalment_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change a part that is not invoiced; share and amount follow each other. Return version."""
    part = _open(session, instalment_id, version)
    project = load(session, Project, part.project_id)
    clean = cleaned(rules.INSTALMENT, values)
    clean = {name: 0 if name == "net" and value is None else value for name, value in clean.items()}
    put(part, clean)
    _agree(project, part, clean)
    name_step(session, Message("Change {title} in the payment schedule", title=part.title))
    session.flush()
    return part.version


@command("Remove part of the payment", right="projects.edit")
def remove_instalment(session: Session, instalment_id: int, *, version: int) -> int:
    """Remove a part that is not invoiced; return the project's id."""
    part = _open(session, instalment_id, version)
    name_step(session, Message("Remove {title} from the payment schedule", title=part.title))
    session.delete(part)
    return part.project_id


def follow_net(session: Session, project: Project) -> None:
    """Give parts that are not invoiced their share of a new net; the last takes the rest."""
    parts = parts_of(session, project.key)
    free = [part for part in parts if part.invoice_id is None]
    for part in free:
        part.net = _of(project.net, part.share)
    if free and sum(part.share for part in parts) == 1:
        rest = project.net - sum(part.net for part in parts if part is not free[-1])
        free[-1].net = max(0, rest)


def _open(session: Session, instalment_id: int, version: int) -> ProjectInstalment:
    part = load(session, ProjectInstalment, instalment_id, version)
    _refuse_settled(load(session, Project, part.project_id))
    if part.invoice_id is not None:
        words = Message("Invoiced already. Discard the draft or credit the invoice first.")
        raise Locked(words)
    return part


def _refuse_settled(project: Project) -> None:
    if project.state == "closed":
        raise Locked(Message("Closed and kept as it was. Reopen it to change it."))
    if project.state == "cancelled":
        raise Locked(Message("Cancelled: its money stays as it was. Plan it again to change it."))


def _agree(project: Project, part: ProjectInstalment, given: Mapping[str, Any]) -> None:
    """Work the amount out of the share, or the share out of the amount where that was given."""
    if "net" in given:
        part.share = _share(part.net, project.net)
    elif "share" in given:
        part.net = _of(project.net, part.share)


def _of(net: int, share: Decimal) -> int:
    return int((net * share).quantize(Decimal(1), ROUND_HALF_UP))


def _share(part: int, net: int) -> Decimal:
    if not net:
        return Decimal(0)
    return min(Decimal(1), (Decimal(part) / net).quantize(Decimal("0.000001"), ROUND_HALF_UP))
