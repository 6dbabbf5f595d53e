"""The kill fee of a project: said before it is cancelled, put into the payment when it is."""

from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session, col, select

from studio.domain import killfee
from studio.domain.money import Money
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.projects import Project, ProjectInstalment
from studio.persistence.tables.shoots import ShootDay
from studio.services.operation import load, query, scope
from studio.services.projects.whole import invoiced_net

TRIGGER = "cancelling"


@dataclass(frozen=True, slots=True)
class KillFee:
    """What cancelling now would cost the client, net of tax, in the project's currency."""

    share: Decimal
    fee: Money
    invoiced: Money
    left: Money
    """What is still to be invoiced; nothing where more than the fee is invoiced already."""
    spent: Money
    """Costs so far: those that cannot be got back come on top where the contract says so."""


@query
def kill_fee(session: Session, project_id: int) -> KillFee:
    """Return the kill fee as of now."""
    return _computed(session, load(session, Project, project_id))


def charge(session: Session, project: Project) -> None:
    """Add what is left of the kill fee as a part of the payment; open parts stay as they were."""
    owed = _computed(session, project)
    if owed.left.minor <= 0:
        return
    last = session.exec(
        select(ProjectInstalment.position)
        .where(ProjectInstalment.project_id == project.key)
        .order_by(col(ProjectInstalment.position).desc())
    ).first()
    session.add(
        ProjectInstalment(
            project_id=project.key,
            position=(last or 0) + 1,
            title="Kill fee",
            title_zh="取消费",
            trigger=TRIGGER,
            share=owed.left.minor / Decimal(project.net) if project.net else Decimal(0),
            net=owed.left.minor,
        )
    )


def waive(session: Session, project: Project) -> None:
    """Take the part away again when the project goes on; an invoice made of it stays."""
    for part in session.exec(
        select(ProjectInstalment).where(
            ProjectInstalment.project_id == project.key,
            ProjectInstalment.trigger == TRIGGER,
            col(ProjectInstalment.invoice_id).is_(None),
        )
    ):
        session.delete(part)


def _computed(session: Session, project: Project) -> KillFee:
    stages = scope(session).rules.kill_fees()
    share = killfee.share_of(_pieces(session, project.key), stages)
    net = Money(project.net, project.currency)
    fee = killfee.fee(net, share)
    invoiced = Money(invoiced_net(session, project), project.currency)
    left = Money(max(0, fee.minor - invoiced.minor), project.currency)
    return KillFee(share, fee, invoiced, left, Money(project.spent, project.currency))


def _pieces(session: Session, project_id: int) -> list[killfee.Piece]:
    shot = session.exec(
        select(ShootDay.id).where(ShootDay.project_id == project_id, ShootDay.state == "wrapped")
    ).first()
    rows = session.exec(
        select(Deliverable).where(
            Deliverable.project_id == project_id, col(Deliverable.archived).is_(False)
        )
    )
    return [killfee.Piece(row.price, row.state, shot is not None) for row in rows]
