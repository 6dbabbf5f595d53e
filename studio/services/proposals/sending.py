"""Sending: one command walks from draft to sent, gives the number, keeps the PDF and locks."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from studio.domain import gates
from studio.domain import proposals as rules
from studio.errors import Conflict, Invalid
from studio.persistence.tables.clients import Client
from studio.persistence.tables.proposals import Proposal, ProposalVersion
from studio.services import briefs, numbers
from studio.services.operation import command, load, name_step, now, scope, today
from studio.services.proposals.paper import content_of, document
from studio.services.proposals.queries import checks
from studio.services.proposals.reading import keep_names, newest, versions_of
from studio.services.proposals.walking import move
from studio.text import Message


@dataclass(frozen=True, slots=True)
class Sent:
    """What sending gave: the number, which version it was, and the PDF's SHA-256."""

    number: str
    no: int
    version_id: int
    pdf: str


@command("Send proposal", right="proposals.edit", undo=False)
def send(
    session: Session,
    proposal_id: int,
    *,
    version: int,
    content: str = "",
    to: str = "",
    channel: str = "mail",
    on: date | None = None,
) -> Sent:
    """Walk the newest version from draft to sent; its content is locked from then on.

    The number is given at the first sending. An older version that is still out is superseded.
    `content` is what `publish.proposal` named when it was looked at: Conflict where rows have
    changed since, so that what was checked is what is kept. Raises Invalid while a check blocks.
    """
    proposal = load(session, Proposal, proposal_id, version)
    row = newest(session, proposal)
    clean = gates.cleaned(
        {"to": gates.words(), "channel": gates.choice(rules.CHANNELS, optional=True)},
        {"to": to, "channel": channel},
    )
    steps = rules.steps_to_send(row.state)
    if content and content != content_of(document(session, proposal, row)):
        raise Conflict(
            Message("The proposal was changed since you looked at it. Look again, then send."),
            noun="proposal",
            key=proposal_id,
        )
    rules.refuse_blocked(checks(session, row))
    _number(session, proposal, on or today(session))
    keep_names(session, row)
    for state in steps:
        move(session, row, state, note=row.override_reason if state == "approved" else "")
    row.sent_at, row.sent_on = now(session), on or today(session)
    row.sent_to, row.sent_channel = clean["to"], clean["channel"]
    row.pdf = scope(session).files.put(session, _printed(session, proposal, row))
    session.flush()
    _supersede(session, row)
    briefs.follow_proposal(session, proposal.brief_id, "sent")
    name_step(session, Message("Send {number}/{no}", number=proposal.number or "", no=row.no))
    return Sent(proposal.number or "", row.no, row.key, row.pdf)


def _printed(session: Session, proposal: Proposal, version: ProposalVersion) -> bytes:
    with session.no_autoflush:
        return scope(session).build("proposal", document(session, proposal, version))


def _number(session: Session, proposal: Proposal, day: date) -> None:
    if proposal.number is None:
        client = load(session, Client, proposal.client_id)
        taken = numbers.take(session, "proposal", day=day, client_code=client.code)
        proposal.number = taken.number


def _supersede(session: Session, sent: ProposalVersion) -> None:
    for other in versions_of(session, sent.proposal_id):
        if other.no < sent.no and other.state in rules.OUT:
            move(session, other, "superseded")


@command("Note that a proposal was read", right="proposals.edit")
def note_viewed(session: Session, version_id: int, *, version: int, on: date | None = None) -> int:
    """Note that the client has read a version; return its new version."""
    row = load(session, ProposalVersion, version_id, version)
    day = on or today(session)
    if day > today(session):
        raise Invalid({"viewed_on": Message("This day has not come yet.")})
    row.viewed_on = day
    move(session, row, "viewed")
    return row.version
