"""From an accepted proposal to work: a project, its pieces and the draft of the deposit invoice.

One command makes all of it, so that one Undo takes all of it back until something is issued.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from studio.domain import gates
from studio.domain import projects as project_rules
from studio.domain import proposals as rules
from studio.domain.money import Money
from studio.domain.proposals import AcceptedLine, Contract
from studio.errors import Invalid
from studio.persistence.tables.briefs import Brief
from studio.persistence.tables.clients import Client
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.projects import Project, ProjectInstalment
from studio.persistence.tables.proposals import (
    Proposal,
    ProposalInstalment,
    ProposalLine,
    ProposalVersion,
)
from studio.services import clients, numbers
from studio.services.invoices.instalments import from_instalment
from studio.services.operation import command, load, name_step, query, today
from studio.services.proposals.reading import called, lines_of, parts_of, values
from studio.services.schedule.making import plan_for, template_by_kind
from studio.text import Message


@dataclass(frozen=True, slots=True)
class Plan:
    """What accepting would make; amounts in the proposal's currency, before tax.

    `deposit` is None where no part of the payment falls due on acceptance.
    """

    proposal_id: int
    version_id: int
    name: str
    name_zh: str
    kind: str
    client: str
    client_zh: str
    letters: str
    net: Money
    pieces: int
    lines: tuple[tuple[str, str, int], ...]
    """Title, Chinese title and number of pieces of each line that turns into pieces."""
    parts: int
    deposit: Money | None
    deposit_title: str
    deposit_title_zh: str
    start_on: date
    refused: Message | None
    """Why nothing can be made now, such as a client on hold."""
    schedules: Mapping[str, tuple[str, str, int]]
    """Kind of project -> name, Chinese name and number of tasks of the plan it would begin with."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: ids to open; 0 or empty where a tick was off."""

    project_id: int
    number: str
    name: str
    name_zh: str
    deliverables: tuple[int, ...]
    invoice_id: int
    invoice_net: Money | None
    tasks: tuple[int, ...] = ()


_GATES: Mapping[str, gates.Gate] = {
    "name": gates.words(required=True),
    "name_zh": gates.words(),
    "kind": gates.choice(project_rules.KINDS),
    "start_on": gates.day,
}


@query
def plan(session: Session, version_id: int) -> Plan:
    """Return what can be made of an accepted version."""
    version, proposal, contract = _accepted(session, version_id)
    client = load(session, Client, proposal.client_id)
    part = _deposit_part(session, version_id)
    deposit = contract.parts[part[0]] if part else None
    return Plan(
        proposal_id=proposal.key,
        version_id=version_id,
        name=proposal.title,
        name_zh=proposal.title_zh,
        kind=_kind(session, version_id, contract),
        client=client.name,
        client_zh=client.name_zh,
        letters=version.accepted,
        net=contract.totals.net,
        pieces=sum(len(one.pieces) for one in contract.lines),
        lines=tuple(
            (one.line.title, one.line.title_zh, len(one.pieces))
            for one in contract.lines
            if one.pieces
        ),
        parts=len(contract.parts),
        deposit=deposit,
        deposit_title=part[1].title if part else "",
        deposit_title_zh=part[1].title_zh if part else "",
        start_on=today(session),
        refused=_refusal(session, proposal, version),
        schedules={
            kind: (template.name, template.name_zh, len(template.tasks))
            for kind, template in template_by_kind(session).items()
        },
    )


@command("Make project", right="projects.edit")
def make(
    session: Session,
    version_id: int,
    *,
    version: int,
    project: Mapping[str, object] | None = None,
    deliverables: bool = True,
    invoice: bool = True,
    schedule: bool = False,
) -> Made:
    """Make project, pieces and deposit draft from what the client accepted.

    `project` may set name, name_zh, kind and start_on. `schedule` also lays the template of its
    kind out, counted back from the end of the publishing window where that leaves time. Raises
    Invalid where a project was made already or the client's state forbids it.
    """
    row, proposal, contract = _accepted(session, version_id, version)
    refused = _refusal(session, proposal, row)
    if refused is not None:
        raise Invalid({"project": refused})
    clean = gates.cleaned(_GATES, project or {})
    kept = _add_project(session, proposal, row, contract, clean)
    parts = _add_instalments(session, kept, row, contract)
    pieces = _add_deliverables(session, kept, contract.lines, parts) if deliverables else []
    deposit = next((one for one in parts if one.trigger == "acceptance"), None)
    draft = from_instalment(session, kept, deposit) if invoice and deposit else None
    session.flush()
    tasks = plan_for(session, kept) if schedule else []
    name_step(
        session,
        Message(
            "Make project {number} from {proposal}", number=kept.number, proposal=called(proposal)
        ),
    )
    return Made(
        project_id=kept.key,
        number=kept.number,
        name=kept.name,
        name_zh=kept.name_zh,
        deliverables=tuple(piece.key for piece in pieces),
        invoice_id=draft.key if draft else 0,
        invoice_net=Money(draft.net, draft.currency) if draft else None,
        tasks=tuple(tasks),
    )


def _accepted(
    session: Session, version_id: int, version: int | None = None
) -> tuple[ProposalVersion, Proposal, Contract]:
    row = load(session, ProposalVersion, version_id, version)
    if row.state != "accepted":
        raise Invalid({"state": Message("Record the client's answer first.")})
    proposal = load(session, Proposal, row.proposal_id)
    return row, proposal, rules.contract(values(session, row), row.accepted)


def _refusal(session: Session, proposal: Proposal, version: ProposalVersion) -> Message | None:
    """Say why nothing can be made: a project is there, or the client is on hold."""
    made = session.exec(select(Project).where(Project.version_id == version.key)).first()
    if made is not None:
        return Message("Project {number} was made already.", number=made.number)
    try:
        clients.refuse_new(session, proposal.client_id, "project")
    except Invalid as error:
        return error.message
    return None


def _deposit_part(session: Session, version_id: int) -> tuple[int, ProposalInstalment] | None:
    """Return the part that falls due on acceptance, and its place in the schedule."""
    rows = parts_of(session, ProposalInstalment, version_id)
    return next(((at, row) for at, row in enumerate(rows) if row.trigger == "acceptance"), None)


def _kind(session: Session, version_id: int, contract: Contract) -> str:
    """Return the kind of project: a retainer is paid by the month, in advance, on dates."""
    rows = parts_of(session, ProposalInstalment, version_id)
    on_dates = bool(rows) and all(row.trigger == "date" for row in rows)
    if on_dates and any(line.unit == "month" for line in lines_of(session, version_id)):
        return "retainer_month"
    return contract.kind


def _add_project(
    session: Session,
    proposal: Proposal,
    version: ProposalVersion,
    contract: Contract,
    clean: Mapping[str, Any],
) -> Project:
    client = load(session, Client, proposal.client_id)
    brief = session.get(Brief, proposal.brief_id) if proposal.brief_id else None
    day = today(session)
    taken = numbers.take(session, "project", day=day, client_code=client.code)
    hues = session.exec(select(Project.hue).order_by(col(Project.id))).all()
    values: dict[str, Any] = {
        "number": taken.number,
        "name": proposal.title,
        "name_zh": proposal.title_zh,
        "client_id": client.key,
        "brief_id": proposal.brief_id,
        "proposal_id": proposal.key,
        "version_id": version.key,
        "accepted": version.accepted,
        "legal_entity_id": proposal.legal_entity_id,
        "lead_id": proposal.owner_id,
        "contact_id": proposal.contact_id,
        "kind": _kind(session, version.key, contract),
        "hue": project_rules.next_hue(hues),
        "market": client.market,
        "currency": version.currency,
        "net": contract.totals.net.minor,
        "budget": contract.cost.minor,
        "language": version.language,
        "tax_mode": version.tax_mode,
        "tax_rate": version.tax_rate,
        "tax_name": version.tax_name,
        "tax_name_zh": version.tax_name_zh,
        "start_on": day,
        "publish_from": brief.window_from if brief else None,
        "publish_to": brief.window_to if brief else None,
        "business_month": f"{day:%Y-%m}",
        "finance_month": f"{day:%Y-%m}",
    }
    project = Project(**{**values, **clean})
    session.add(project)
    session.flush()
    return project


def _add_instalments(
    session: Session, project: Project, version: ProposalVersion, contract: Contract
) -> list[ProjectInstalment]:
    """Copy the schedule with its amounts: later changes of the client do not move old jobs."""
    rows = parts_of(session, ProposalInstalment, version.key)
    found = [
        ProjectInstalment(
            project_id=project.key,
            position=position,
            title=row.title,
            title_zh=row.title_zh,
            trigger=row.trigger,
            share=row.share,
            net=net.minor,
            terms_kind=row.terms_kind,
            terms_days=row.terms_days,
            planned_on=row.planned_on,
        )
        for position, (row, net) in enumerate(zip(rows, contract.parts, strict=True), start=1)
    ]
    session.add_all(found)
    session.flush()
    return found


def _add_deliverables(
    session: Session,
    project: Project,
    lines: Sequence[AcceptedLine],
    parts: Sequence[ProjectInstalment],
) -> list[Deliverable]:
    """Turn each line into its pieces, numbered in order, each with its share of the price."""
    due = _due(project, parts)
    found = []
    for accepted in lines:
        kept = session.get(ProposalLine, accepted.line.id) if accepted.line.id else None
        if kept is None:
            continue
        for place, price in enumerate(accepted.pieces, start=1):
            taken = numbers.take(session, "deliverable", day=today(session))
            mark = f" {place}" if len(accepted.pieces) > 1 else ""
            found.append(
                Deliverable(
                    number=taken.number,
                    project_id=project.key,
                    title=f"{kept.title}{mark}" if kept.title else "",
                    title_zh=f"{kept.title_zh}{mark}" if kept.title_zh else "",
                    platform=kept.platform,
                    format=kept.format,
                    spec=kept.detail or kept.detail_zh,
                    talent_id=kept.talent_id,
                    owner_id=project.lead_id,
                    line_id=kept.key,
                    due_final=due,
                    rounds_included=kept.rounds,
                    price=price.minor,
                )
            )
    session.add_all(found)
    session.flush()
    return found


def _due(project: Project, parts: Sequence[ProjectInstalment]) -> date | None:
    """Return when pieces are due: by the end of the window, else by the last planned part."""
    if project.publish_to is not None:
        return project.publish_to
    planned = [
        part.planned_on
        for part in parts
        if part.planned_on is not None and part.trigger in ("publication", "delivery")
    ]
    return max(planned, default=None)
