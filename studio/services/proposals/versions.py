"""Versions: the next one copies the newest; the old one stands until the new one is sent."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session, select

from studio.domain import proposals as rules
from studio.errors import Invalid
from studio.persistence.tables.proposals import (
    Proposal,
    ProposalCreator,
    ProposalInstalment,
    ProposalLine,
    ProposalOption,
    ProposalStep,
    ProposalVersion,
)
from studio.persistence.tables.studio import Studio
from studio.services.operation import command, load, name_step, scope, today
from studio.services.proposals.reading import called, lines_of, newest, parts_of
from studio.text import Message

PARTS = (ProposalOption, ProposalLine, ProposalCreator, ProposalInstalment)

LIVE_DAYS = 14
"""How long slots of a live session are held (domain 2.2)."""

_OWN = frozenset({"id", "version", "created_at", "created_by", "changed_at", "changed_by"})
_FRESH = frozenset(
    {
        "no",
        "state",
        "sent_at",
        "sent_on",
        "sent_to",
        "sent_channel",
        "viewed_on",
        "answered_on",
        "answered_by",
        "answer_channel",
        "answer_note",
        "evidence_id",
        "accepted",
        "reason",
        "override_reason",
        "change_note",
        "pdf",
        "prepared_by",
    }
)
"""What a new version does not take over: everything about the way of the old one."""


@command("New version", right="proposals.edit")
def new_version(session: Session, proposal_id: int, *, version: int) -> int:
    """Copy the newest version into a draft with the next number; return its id.

    The number of the proposal stays. The old version stands until the new one is sent.
    """
    return _next(session, load(session, Proposal, proposal_id, version), renewed=False)


@command("Renew proposal", right="proposals.edit")
def renew(session: Session, proposal_id: int, *, version: int) -> int:
    """Copy the newest version into a draft whose prices hold anew from today; return its id."""
    return _next(session, load(session, Proposal, proposal_id, version), renewed=True)


def _next(session: Session, proposal: Proposal, *, renewed: bool) -> int:
    old = newest(session, proposal)
    if old.state in rules.EDITABLE:
        raise Invalid({"state": Message("Version {no} is still in work.", no=old.no)})
    values = _copied(old, _OWN | _FRESH)
    if renewed or old.valid_until is None or old.valid_until < today(session):
        days = validity_days(session, old.key)
        values["valid_until"] = today(session) + timedelta(days=days)
    copy = ProposalVersion(**values, no=old.no + 1, prepared_by=scope(session).person_id)
    session.add(copy)
    session.flush()
    for table in PARTS:
        for row in parts_of(session, table, old.key):
            taken = {**_copied(row, _OWN), "version_id": copy.key}
            session.add(table(**taken))
    proposal.newest = copy.no
    session.flush()
    source = Message("New version {no} of {proposal}", no=copy.no, proposal=called(proposal))
    name_step(session, source)
    return copy.key


def _copied(row: Any, without: frozenset[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in type(row).model_fields if name not in without}


def validity_days(session: Session, version_id: int | None = None) -> int:
    """Return how long prices hold: the studio's days, 14 where live slots are held."""
    studio = session.exec(select(Studio)).first()
    days = studio.validity_days if studio else 30
    lines = lines_of(session, version_id) if version_id else []
    return min(days, LIVE_DAYS) if any(line.format == "live" for line in lines) else days


@command("Discard version", right="proposals.edit")
def discard_version(session: Session, proposal_id: int, *, version: int) -> None:
    """Throw away a version in work, so that the one before it is the newest again."""
    proposal = load(session, Proposal, proposal_id, version)
    draft = newest(session, proposal)
    if draft.state not in rules.EDITABLE or draft.no == 1:
        raise Invalid({"state": Message("There is no later version in work to discard.")})
    name_step(
        session,
        Message("Discard version {no} of {proposal}", no=draft.no, proposal=called(proposal)),
    )
    proposal.newest = draft.no - 1
    for table in (*PARTS, ProposalStep):
        for row in parts_of(session, table, draft.key):
            session.delete(row)
    session.flush()
    session.delete(draft)
    session.flush()
