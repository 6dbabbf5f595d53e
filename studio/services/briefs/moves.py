"""Where a brief stands: moves people make (SM-2), and those that follow its proposal."""

from sqlmodel import Session

from studio.domain import briefs as rules
from studio.errors import Invalid
from studio.persistence.tables.briefs import Brief
from studio.services.briefs import editing
from studio.services.operation import command, load, name_step, today
from studio.text import Message


@command("Move brief", right="briefs.edit")
def move(session: Session, brief_id: int, *, version: int, to: str, reason: str = "") -> int:
    """Move a brief to another state; return its new version.

    Raises Invalid where SM-2 has no such step, its guard does not hold, or a reason is missing.
    A reopened brief forgets a due day that has passed, or it would expire again at once.
    """
    brief = load(session, Brief, brief_id, version)
    before = editing.shown(session, brief)
    known = editing.known(session, brief)
    rules.check_move(before, to, reason=reason, known=known)
    if (before, to) == ("received", "clarifying") and not rules.points(known):
        raise Invalid({"state": Message("Nothing is open. Mark the brief ready instead.")})
    if before == "expired":
        editing.reopened_dates(brief, today(session))
    brief.state = to
    clean = rules.check({"reason": reason})
    brief.reason = clean["reason"] if to in rules.REASON_NEEDED else ""
    session.flush()
    name_step(
        session,
        Message("Brief {number}: {state}", number=brief.number, state=rules.STATES.label(to)),
    )
    return brief.version


_FOLLOWS = {
    "sent": "proposed",
    "viewed": "proposed",
    "accepted": "won",
    "declined": "lost",
    "withdrawn": "ready",
    "draft": "ready",
}
"""State of the newest proposal version -> state of its brief; expiry is worked out, not kept."""


def follow_proposal(
    session: Session, brief_id: int | None, proposal_state: str, reason: str = ""
) -> None:
    """Let a brief follow its newest proposal, inside the proposal's own command (SM-2, SYS).

    A declined proposal hands its reason on. An archived or missing brief is left alone.
    """
    brief = session.get(Brief, brief_id) if brief_id is not None else None
    after = _FOLLOWS.get(proposal_state)
    if brief is None or after is None:
        return
    if after == "ready" and brief.state != "proposed":
        return
    if after == "proposed":
        brief.proposed_revision = brief.revision
    brief.state = after
    brief.reason = reason.strip() if after == "lost" else ""
    session.flush()
