"""Which creators of a proposal are bound to another brand: a warning while they are proposed."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from studio.domain import exclusivity
from studio.domain import proposals as rules
from studio.domain.proposals import Finding
from studio.persistence.tables.briefs import Brief
from studio.persistence.tables.clients import Client
from studio.persistence.tables.proposals import (
    Proposal,
    ProposalCreator,
    ProposalVersion,
)
from studio.persistence.tables.talent import Talent
from studio.services.bookings import protecting
from studio.services.operation import today
from studio.services.proposals.reading import lines_of, parts_of
from studio.text import Message, Named


def exclusive(session: Session, row: ProposalVersion) -> list[Finding]:
    """Return a warning for each creator whose exclusivity another client has.

    The days are those of the brief's window; without one, from today until the prices end.
    """
    proposal = session.get_one(Proposal, row.proposal_id)
    brief = session.get(Brief, proposal.brief_id) if proposal.brief_id else None
    client = session.get_one(Client, proposal.client_id)
    markets = [one.market for one in (brief, client) if one is not None]
    first, last = _days(session, row, brief)
    wanted = protecting.wanted(
        session,
        first,
        last,
        client_id=proposal.client_id,
        brand_id=brief.brand_id if brief else None,
        territory=protecting.market(*markets),
        platforms=tuple(brief.platforms) if brief else (),
    )
    found = []
    for talent_id, row_id in named(session, row):
        windows = protecting.of_talent(session, talent_id, today(session))
        talent = session.get_one(Talent, talent_id)
        for one in exclusivity.conflicts(wanted, windows)[:1]:
            words = Message(
                "{who}: {reason}", who=Named(talent.name, talent.name_zh), reason=one.message
            )
            found.append(Finding("exclusivity", rules.WARN, words, "creators", row_id))
    return found


def _days(session: Session, row: ProposalVersion, brief: Brief | None) -> tuple[date, date]:
    day = today(session)
    first = brief.window_from if brief is not None and brief.window_from else day
    last = brief.window_to if brief is not None and brief.window_to else row.valid_until or day
    return first, max(first, last)


def named(session: Session, row: ProposalVersion) -> Iterable[tuple[int, int]]:
    """Yield everybody put forward or named in a line once, with the row that names them."""
    creators = [(one.talent_id, one.key) for one in parts_of(session, ProposalCreator, row.key)]
    lines = [(one.talent_id, one.key) for one in lines_of(session, row.key)]
    named: dict[int, int] = {}
    for talent_id, key in (*creators, *lines):
        if talent_id is not None:
            named.setdefault(talent_id, key)
    return named.items()
