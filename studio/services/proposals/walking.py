"""Moves a version from state to state; each move leaves a row of history (SM-3, R7)."""

from sqlmodel import Session, col, func, select

from studio.domain import proposals as rules
from studio.persistence.tables.proposals import ProposalStep, ProposalVersion


def move(session: Session, version: ProposalVersion, after: str, *, note: str = "") -> None:
    """Move a version one step, noted with who and when; raise Invalid where there is no step."""
    rules.check_move(version.state, after, reason=note)
    known = session.exec(
        select(func.count(col(ProposalStep.id))).where(ProposalStep.version_id == version.key)
    ).one()
    session.add(
        ProposalStep(
            proposal_id=version.proposal_id,
            version_id=version.key,
            position=known + 1,
            before=version.state,
            after=after,
            note=note,
        )
    )
    version.state = after
    session.flush()
