"""What can be done with a brief's shortlist: ask differently, weigh, pick, propose."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from studio.domain import gates
from studio.domain import shortlisting as rules
from studio.domain.currencies import CURRENCIES
from studio.domain.gates import cleaned
from studio.domain.money import Money
from studio.domain.names import pick
from studio.errors import Conflict, Invalid, Missing
from studio.persistence.tables.briefs import Brief
from studio.persistence.tables.proposals import (
    OPEN_STATES,
    Proposal,
    ProposalCreator,
    ProposalVersion,
)
from studio.persistence.tables.shortlists import Candidate, MatchWeight, Shortlist
from studio.persistence.tables.talent import Talent
from studio.services import proposals
from studio.services.operation import command, load, name_step, today
from studio.services.proposals.offered import refuse_unoffered
from studio.services.shortlists import wished
from studio.services.shortlists.queries import read_match
from studio.services.shortlists.rows import MatchRow
from studio.services.words import chinese
from studio.text import Message

MOST = 100
"""The heaviest a part may weigh."""


@command("Ask differently", right="shortlists.edit")
def ask(session: Session, brief_id: int, *, version: int, values: Mapping[str, object]) -> int:
    """Keep what differs from the brief's own fields; return the new version.

    A wish that equals what the brief says is not kept, so it follows the brief again.
    """
    now = today(session)
    head, row = wished.read_brief(session, brief_id)
    clean = cleaned(wished.WISH_GATES, values)
    held = _shortlist(session, brief_id, version)
    kept: dict[str, Any] = dict(held.wishes)
    if "piece" in clean:
        kept = {name: value for name, value in kept.items() if name not in wished.OF_PIECE}
        kept["piece"] = clean.pop("piece")
    first = wished.prefilled(session, head, row, now, piece=kept.get("piece", 0))
    if kept.get("piece") == wished.prefilled(session, head, row, now).piece:
        kept.pop("piece", None)
    for name, value in clean.items():
        if getattr(first, name) == value:
            kept.pop(name, None)
        else:
            kept[name] = wished.plain(name, value)
    wished.check_ranges(wished.changed(first, kept))
    held.wishes = kept
    name_step(session, Message("Ask differently for {number}", number=head.number))
    session.flush()
    return held.version


@command("Ask as the brief says", right="shortlists.edit")
def ask_as_brief(session: Session, brief_id: int, *, version: int) -> int:
    """Drop every wish that differs from the brief; return the new version."""
    held = _shortlist(session, brief_id, version)
    held.wishes = {}
    session.flush()
    return held.version


@command("Weigh differently", right="shortlists.edit")
def weigh(session: Session, brief_id: int, *, version: int, weights: Mapping[str, object]) -> int:
    """Give parts of the score other weights for this brief; return the new version."""
    clean = _weights(weights)
    now = today(session)
    own = wished.own_weights(session, wished.shipped_terms(now))
    held = _shortlist(session, brief_id, version)
    kept = {**held.weights, **clean}
    held.weights = {name: weight for name, weight in kept.items() if own[name] != weight}
    if not any({**own, **held.weights}.values()):
        raise Invalid({"weights": Message("At least one part must weigh something.")})
    session.flush()
    return held.version


@command("Keep weights as the studio's", right="studio.settings")
def keep_weights(session: Session, brief_id: int) -> None:
    """Make this brief's weights the studio's own; briefs that differ keep theirs."""
    own = wished.own_weights(session, wished.shipped_terms(today(session)))
    held = session.exec(select(Shortlist).where(Shortlist.brief_id == brief_id)).first()
    kept: dict[str, int] = {**own, **(held.weights if held is not None else {})}
    rows = {row.part: row for row in session.exec(select(MatchWeight)).all()}
    for part, weight in kept.items():
        row = rows.get(part)
        if row is None:
            session.add(MatchWeight(part=part, weight=weight))
        else:
            row.weight = weight
    if held is not None:
        held.weights = {}


def _weights(values: Mapping[str, object]) -> dict[str, int]:
    whole = {name: gates.whole(0, MOST) for name in rules.PARTS}
    return cleaned(whole, values)


def _shortlist(session: Session, brief_id: int, version: int) -> Shortlist:
    """Return the kept wishes to change; the first change makes them."""
    held = session.exec(select(Shortlist).where(Shortlist.brief_id == brief_id)).first()
    if held is None:
        if version:
            raise Missing(Message("This record is not there any more."))
        load(session, Brief, brief_id)
        held = Shortlist(brief_id=brief_id)
        session.add(held)
        session.flush()
        return held
    if version == 0:
        raise Conflict(Message("This record was changed in the meantime."))
    return load(session, Shortlist, held.key, version)


@command("Shortlist", right="shortlists.edit")
def shortlist(session: Session, brief_id: int, talent_ids: Sequence[int]) -> list[int]:
    """Put people on the shortlist with the figures of now; return the candidates' ids.

    Those who stand on it stay; those we declined come back. Nobody marked "do not pitch".
    """
    found = read_match(session, brief_id).known
    kept = []
    for talent_id in dict.fromkeys(talent_ids):
        person = load(session, Talent, talent_id)
        refuse_unoffered(session, talent_id)
        row = candidate_of(session, brief_id, talent_id)
        if row.state == "declined":
            row.state, row.declined_by, row.reason = "candidate", "", ""
        note_figures(session, row, found.get(talent_id))
        session.flush()
        kept.append(row.key)
        name_step(session, Message("Shortlist {name}", name=_name(person)))
    if len(kept) > 1:
        name_step(session, Message("Shortlist {n} people", n=len(kept)))
    return kept


@command("Exclude", right="shortlists.edit")
def exclude(session: Session, brief_id: int, talent_id: int, *, reason: str) -> int:
    """Decline somebody for this brief, with a reason; return the candidate's id."""
    person = load(session, Talent, talent_id)
    row = candidate_of(session, brief_id, talent_id)
    rules.check_candidate("candidate", "declined", by="studio", reason=reason)
    row.state, row.declined_by = "declined", "studio"
    row.reason = gates.words(300)(reason)
    name_step(session, Message("Exclude {name}", name=_name(person)))
    session.flush()
    return row.key


@command("Move candidate", right="shortlists.edit")
def move(
    session: Session,
    candidate_id: int,
    *,
    version: int,
    to: str,
    by: str = "",
    reason: str = "",
) -> int:
    """Move a candidate on: asked, available, quoted, offered, chosen; return the new version."""
    row = load(session, Candidate, candidate_id, version)
    rules.check_candidate(row.state, to, by=by, reason=reason)
    row.state = to
    row.declined_by, row.reason = (by, gates.words(300)(reason)) if to == "declined" else ("", "")
    person = load(session, Talent, row.talent_id)
    name_step(
        session,
        Message("{name}: {state}", name=_name(person), state=rules.CANDIDATES.label(to)),
    )
    session.flush()
    return row.version


@command("Note quote", right="shortlists.edit")
def quote(
    session: Session, candidate_id: int, *, version: int, amount: object, currency: str
) -> int:
    """Keep what somebody asks for this brief; return the new version."""
    row = load(session, Candidate, candidate_id, version)
    asked = cleaned({"quote": gates.amount(1)}, {"quote": amount})["quote"]
    if asked is not None and currency not in CURRENCIES:
        raise Invalid({"quote": Message("Say in which currency.")})
    row.quote, row.currency = asked, currency if asked is not None else ""
    if row.quote is not None and row.state in ("candidate", "asked", "available"):
        row.state = "quoted"
    session.flush()
    return row.version


@command("Take off the shortlist", right="shortlists.edit")
def take_off(session: Session, candidate_id: int, *, version: int) -> None:
    """Take somebody off the shortlist."""
    row = load(session, Candidate, candidate_id, version)
    person = load(session, Talent, row.talent_id)
    name_step(session, Message("Take {name} off the shortlist", name=_name(person)))
    session.delete(row)


@command("Put shortlist into the proposal", right="proposals.edit")
def propose(session: Session, brief_id: int, talent_ids: Sequence[int] = ()) -> int:
    """Put the shortlisted forward in the brief's proposal; return the proposal's id.

    The open proposal of the brief takes them; where there is none, one is made of the brief.
    Without ids everybody on the list who did not decline goes in, in the list's order; those in it
    already stay as they are. Each gets one piece of the brief at their price, where one is open.
    Their candidates become offered.
    """
    rows = [
        row
        for row in session.exec(
            select(Candidate)
            .where(Candidate.brief_id == brief_id)
            .order_by(col(Candidate.position), col(Candidate.id))
        ).all()
        if row.state != "declined" and (not talent_ids or row.talent_id in talent_ids)
    ]
    if not rows:
        raise Invalid({"talent_ids": Message("Shortlist somebody first.")})
    version = _open_version(session, brief_id)
    shown = read_match(session, brief_id).known
    within = set(
        session.exec(
            select(ProposalCreator.talent_id).where(ProposalCreator.version_id == version.key)
        ).all()
    )
    for row in rows:
        refuse_unoffered(session, row.talent_id)
        if row.talent_id not in within:
            proposals.add_creator(
                version.key, _creator(row.talent_id, shown.get(row.talent_id))
            ).call(session)
        quote = Money(row.quote, row.currency) if row.quote and row.currency else None
        platform = shown[row.talent_id].platform if row.talent_id in shown else ""
        proposals.put_fee(session, version.key, row.talent_id, platform=platform, quote=quote)
        if row.state not in ("offered", "chosen"):
            row.state = "offered"
    name_step(session, Message("Put {n} people into the proposal", n=len(rows)))
    session.flush()
    return version.proposal_id


def _open_version(session: Session, brief_id: int) -> ProposalVersion:
    load(session, Brief, brief_id)
    found = session.exec(
        select(ProposalVersion)
        .join(Proposal, col(Proposal.id) == col(ProposalVersion.proposal_id))
        .where(
            Proposal.brief_id == brief_id,
            col(Proposal.archived).is_(False),
            ProposalVersion.no == Proposal.newest,
            col(ProposalVersion.state).in_(sorted(OPEN_STATES)),
        )
        .order_by(col(Proposal.id).desc())
    ).first()
    if found is None:
        made = proposals.create_from_brief(brief_id).call(session)
        found = session.exec(
            select(ProposalVersion).where(ProposalVersion.proposal_id == made)
        ).one()
    return found


def _creator(talent_id: int, row: MatchRow | None) -> dict[str, object]:
    """Return what the proposal says about somebody: figures with their day, and why."""
    if row is None:
        return {"talent_id": talent_id}
    values: dict[str, object] = {"talent_id": talent_id, "platform": row.platform}
    if row.followers is not None:
        values.update(followers=row.followers, as_of=row.read_on)
    if row.public:
        values["why"] = "; ".join(str(reason) for reason in row.public)
        values["why_zh"] = "；".join(chinese(reason) for reason in row.public)
    return values


def candidate_of(session: Session, brief_id: int, talent_id: int) -> Candidate:
    """Return somebody's row on the shortlist of a brief; it is made where there is none."""
    load(session, Brief, brief_id)
    found = session.exec(
        select(Candidate).where(Candidate.brief_id == brief_id, Candidate.talent_id == talent_id)
    ).first()
    if found is not None:
        return found
    last = session.exec(
        select(Candidate.position)
        .where(Candidate.brief_id == brief_id)
        .order_by(col(Candidate.position).desc())
    ).first()
    row = Candidate(brief_id=brief_id, talent_id=talent_id, position=(last or 0) + 1)
    session.add(row)
    session.flush()
    return row


def note_figures(session: Session, row: Candidate, shown: MatchRow | None) -> None:
    """Keep the numbers used at selection (S62)."""
    row.scored_on = today(session)
    if shown is None:
        row.score, row.figures = None, {}
        return
    row.score, row.platform = shown.score, shown.platform
    if row.quote is None and shown.price is not None:
        row.currency = shown.price.currency
    row.figures = {
        "followers": shown.followers,
        "read_on": shown.read_on.isoformat() if shown.read_on else None,
        "price": shown.price.minor if shown.price else None,
        "currency": shown.price.currency if shown.price else "",
        "parts": [
            {
                "name": part.name,
                "weight": part.weight,
                "value": part.value,
                "reason": str(part.reason),
                "reason_zh": chinese(part.reason),
            }
            for part in shown.parts
        ],
    }


def _name(person: Talent) -> str:
    return pick(person.name, person.name_zh, "en")
