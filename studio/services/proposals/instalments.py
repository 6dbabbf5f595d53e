"""Commands on the payment schedule."""

from collections.abc import Mapping

from sqlmodel import Session

from studio.domain import proposals as rules
from studio.errors import Invalid
from studio.persistence.tables.proposals import ProposalInstalment
from studio.services.operation import command, name_step
from studio.services.proposals.ordering import place, shift
from studio.services.proposals.reading import editable, part, parts_of
from studio.services.studio.rows import put
from studio.text import Message

MOST = 60
"""Parts a schedule may have: five years of months."""


@command("Add payment part", right="proposals.edit")
def add_instalment(
    session: Session, version_id: int, values: Mapping[str, object] | None = None
) -> int:
    """Add a part that takes what is still missing to 100 %; return its id."""
    version = editable(session, version_id)
    rows = parts_of(session, ProposalInstalment, version_id)
    if len(rows) >= MOST:
        raise Invalid({"share": Message("A schedule has at most {most} parts.", most=MOST)})
    trigger = "delivery" if rows else "acceptance"
    left = max(0, 1 - sum(row.share for row in rows))
    label = rules.TRIGGERS[trigger]
    clean = rules.check(
        rules.INSTALMENT,
        {"title": str(label), "trigger": trigger, "share": left, **(values or {})},
    )
    row = ProposalInstalment(
        proposal_id=version.proposal_id,
        version_id=version_id,
        position=place(rows, None),
        **clean,
    )
    session.add(row)
    session.flush()
    name_step(session, Message("Add payment part {part}", part=row.title))
    return row.key


@command("Change payment part", right="proposals.edit")
def change_instalment(
    session: Session, instalment_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change a part of the schedule; return its new version.

    The parts may add up to anything while they are worked on; only sending needs 100 %.
    """
    row = part(session, ProposalInstalment, instalment_id, version)
    put(row, rules.check(rules.INSTALMENT, values))
    name_step(session, Message("Change payment part {part}", part=row.title))
    session.flush()
    return row.version


@command("Split payment evenly", right="proposals.edit")
def split_evenly(session: Session, version_id: int) -> None:
    """Give every part the same share, so that together they make exactly 100 %."""
    editable(session, version_id)
    rows = parts_of(session, ProposalInstalment, version_id)
    if not rows:
        raise Invalid({"share": Message("There is no payment part to split.")})
    for row, share in zip(rows, rules.even_shares(len(rows)), strict=True):
        row.share = share
    session.flush()


@command("Move payment part", right="proposals.edit")
def move_instalment(session: Session, instalment_id: int, *, version: int, by: int) -> int:
    """Move a part up (-1) or down (+1); return its new version."""
    row = part(session, ProposalInstalment, instalment_id, version)
    shift(parts_of(session, ProposalInstalment, row.version_id), instalment_id, by)
    name_step(session, Message("Move payment part {part}", part=row.title))
    session.flush()
    return row.version


@command("Remove payment part", right="proposals.edit")
def remove_instalment(session: Session, instalment_id: int, *, version: int) -> None:
    """Take a part out of the schedule; the others keep their shares."""
    row = part(session, ProposalInstalment, instalment_id, version)
    name_step(session, Message("Remove payment part {part}", part=row.title))
    session.delete(row)
    session.flush()
