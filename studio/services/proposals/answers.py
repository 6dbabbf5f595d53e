"""The client's answer: accepted, declined, or taken back by us. Expiry is worked out."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session

from studio.domain import briefs as brief_rules
from studio.domain import gates
from studio.domain import proposals as rules
from studio.errors import Invalid
from studio.persistence.tables.proposals import Proposal, ProposalVersion
from studio.services import attachments, briefs
from studio.services.operation import command, load, name_step, today
from studio.services.proposals.reading import called, newest, values
from studio.services.proposals.walking import move
from studio.text import Message


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proves an answer: a file by its place on the disk, or its name and bytes."""

    name: str = ""
    data: bytes = b""
    path: Path | None = None


_GATES = {
    "by": gates.words(120),
    "channel": gates.choice(rules.CHANNELS, optional=True),
    "note": gates.long_words(),
    "reason": gates.choice(brief_rules.LOST_REASONS, optional=True),
}


@command("Accept proposal", right="proposals.edit")
def accept(
    session: Session,
    version_id: int,
    *,
    version: int,
    letters: str,
    by: str,
    on: date | None,
    channel: str,
    note: str = "",
    evidence: Evidence | None = None,
) -> int:
    """Record that the client accepted: who, when, how, which options; return the new version.

    Exactly one option of each exclusive group is needed, and a proof: a file, or quoted words.
    """
    row, proposal = _out(session, version_id, version)
    clean = gates.cleaned(_GATES, {"by": by, "channel": channel, "note": note})
    answer = rules.Answer(letters, clean["by"], on, clean["channel"], clean["note"], bool(evidence))
    row.accepted = rules.check_answer(
        row.state, row.valid_until, values(session, row).options, answer, today(session)
    )
    if evidence is not None:
        row.evidence_id = _keep(session, proposal.key, evidence)
    _note(row, answer)
    move(session, row, "accepted")
    briefs.follow_proposal(session, proposal.brief_id, "accepted")
    name_step(session, Message("Accept {proposal}", proposal=called(proposal)))
    return row.version


def _keep(session: Session, proposal_id: int, evidence: Evidence) -> int:
    if evidence.path is not None:
        attach = attachments.attach_file("proposal", proposal_id, evidence.path, "evidence")
        return attach.call(session)
    return attachments.keep(
        session, "proposal", proposal_id, evidence.name, evidence.data, "evidence"
    )


def _note(row: ProposalVersion, answer: rules.Answer) -> None:
    row.answered_by, row.answered_on = answer.by, answer.on
    row.answer_channel, row.answer_note = answer.channel, answer.note


@command("Decline proposal", right="proposals.edit")
def decline(
    session: Session,
    version_id: int,
    *,
    version: int,
    reason: str,
    by: str = "",
    on: date | None = None,
    channel: str = "",
    note: str = "",
) -> int:
    """Record that the client said no, and why; return the new version."""
    row, proposal = _out(session, version_id, version)
    clean = gates.cleaned(_GATES, {"by": by, "channel": channel, "note": note, "reason": reason})
    if not clean["reason"]:
        raise Invalid({"reason": Message("Say why: it helps the next proposal.")})
    day = on or today(session)
    if day > today(session):
        raise Invalid({"answered_on": Message("The answer cannot come from the future.")})
    _note(row, rules.Answer("", clean["by"], day, clean["channel"], clean["note"]))
    row.reason = clean["reason"]
    move(session, row, "declined", note=clean["note"] or str(reason))
    briefs.follow_proposal(session, proposal.brief_id, "declined", clean["reason"])
    name_step(session, Message("Decline {proposal}", proposal=called(proposal)))
    return row.version


@command("Withdraw proposal", right="proposals.override")
def withdraw(session: Session, version_id: int, *, version: int, reason: str) -> int:
    """Take a version back that is with the client, and say why; return the new version."""
    row, proposal = _out(session, version_id, version)
    text = gates.cleaned({"reason": gates.long_words(1000)}, {"reason": reason})["reason"]
    row.reason = text
    move(session, row, "withdrawn", note=text)
    briefs.follow_proposal(session, proposal.brief_id, "withdrawn")
    name_step(session, Message("Withdraw {proposal}", proposal=called(proposal)))
    return row.version


def _out(session: Session, version_id: int, version: int) -> tuple[ProposalVersion, Proposal]:
    """Return a version the client has, and its proposal; refuse while a later one is in work."""
    row = load(session, ProposalVersion, version_id, version)
    proposal = load(session, Proposal, row.proposal_id)
    last = newest(session, proposal)
    if last.id != row.id and last.state in rules.EDITABLE:
        raise Invalid(
            {"state": Message("Version {no} is in work. Send it or discard it first.", no=last.no)}
        )
    return row, proposal
