"""Who may stand in a proposal: nobody who is archived, blocked or marked not to be pitched."""

from sqlmodel import Session

from studio.domain import proposals as rules
from studio.domain.proposals import Finding
from studio.errors import Invalid
from studio.persistence.tables.proposals import ProposalVersion
from studio.persistence.tables.talent import Talent
from studio.services.operation import load
from studio.services.proposals.protected import named
from studio.services.talent.standing import standing


def refuse_unoffered(session: Session, talent_id: int) -> None:
    """Raise Invalid on talent_id where somebody is not to be offered to a client."""
    load(session, Talent, talent_id)
    found = standing(session, talent_id)
    if found is not None:
        raise Invalid({"talent_id": found.why})


def unoffered(session: Session, row: ProposalVersion) -> list[Finding]:
    """Return a block for everybody who was named and has been marked since."""
    if row.state not in rules.EDITABLE:
        return []
    return [
        Finding("standing", rules.BLOCK, found.why, "creators", row_id)
        for talent_id, row_id in named(session, row)
        if (found := standing(session, talent_id)) is not None
    ]
