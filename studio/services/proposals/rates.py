"""Prices of rate cards in the price table: what a creator asks, taken as a copy into a line.

A price is copied: the card may change or go, the line stays. Nothing is converted: a card in
another currency than the proposal's is told, not taken.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from studio.domain import proposals as rules
from studio.domain.money import Money
from studio.domain.proposals import Finding
from studio.domain.talent.rates import UNITS
from studio.errors import Invalid
from studio.persistence.tables.briefs import Brief
from studio.persistence.tables.proposals import Proposal, ProposalLine, ProposalVersion
from studio.persistence.tables.talent import Talent
from studio.services.operation import command, name_step, query, today
from studio.services.proposals.reading import editable, lines_of, part
from studio.services.talent.rates import Asked, asking
from studio.text import Message, Named

PIECE = frozenset({"talent_id", "platform", "format"})
"""What says whose price of what a line is for."""

QUOTED = "quoted"
"""The mark of a price that somebody named for this brief; others are the states of a card."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a creator asks for the piece of a line, by a card that holds on the day of the work.

    `fits` is False for a card in another currency than the proposal's.
    """

    price: Money
    unit: Message | None
    state: str
    first_on: date
    last_on: date | None
    fits: bool


@query
def rate_offers(session: Session, line_id: int) -> tuple[Offer, ...]:
    """Return what the creator of a line asks for its piece: what can be taken first."""
    line = session.get(ProposalLine, line_id)
    version = session.get(ProposalVersion, line.version_id) if line is not None else None
    if line is None or version is None:
        return ()
    return tuple(
        Offer(
            one.price, UNITS.get(one.unit), one.state, one.first_on, one.last_on,
            one.price.currency == version.currency,
        )
        for one in _asked(session, version, line)
    )  # fmt: skip


def _asked(session: Session, version: ProposalVersion, line: ProposalLine) -> list[Asked]:
    """Return what is asked for the piece of a line, confirmed prices of its currency first."""
    if line.row != "item" or not (line.talent_id and line.platform and line.format):
        return []
    day = _day(session, version)
    found = asking(session, [line.talent_id], day, line.platform, line.format)
    return sorted(
        found.get(line.talent_id, []),
        key=lambda one: (one.price.currency != version.currency, one.state != "confirmed"),
    )


def _day(session: Session, version: ProposalVersion) -> date:
    """Return the day whose cards count: when the work is to go out, never a day gone by."""
    proposal = session.get_one(Proposal, version.proposal_id)
    brief = session.get(Brief, proposal.brief_id) if proposal.brief_id else None
    day = today(session)
    return max(brief.window_from, day) if brief is not None and brief.window_from else day


def take(session: Session, version: ProposalVersion, line: ProposalLine) -> bool:
    """Copy the price that holds into a line; False where no card of its currency has one."""
    found = next(
        (one for one in _asked(session, version, line) if one.price.currency == version.currency),
        None,
    )
    if found is None:
        return False
    line.unit_price, line.free = found.price.minor, False
    line.rate_state, line.rate_on = found.state, today(session)
    line.unit = line.unit or (found.unit if found.unit in rules.UNITS else "piece")
    return True


def follow(session: Session, line: ProposalLine, changed: frozenset[str]) -> None:
    """Keep price and mark of a line together after fields of it have changed.

    A line without a price takes the one that holds as soon as creator, platform and format are
    known; a price of a card goes with its creator; a price that was typed is nobody's card.
    """
    if "unit_price" in changed or line.free:
        line.rate_state, line.rate_on = "", None
        return
    if changed & PIECE and (not line.unit_price or line.rate_state):
        _take_or_clear(session, session.get_one(ProposalVersion, line.version_id), line)


def take_anew(session: Session, version: ProposalVersion) -> None:
    """Take every copied price again, as for another currency; nothing is converted."""
    for line in lines_of(session, version.key):
        if line.rate_state:
            _take_or_clear(session, version, line)


def _take_or_clear(session: Session, version: ProposalVersion, line: ProposalLine) -> None:
    if not take(session, version, line) and line.rate_state:
        line.unit_price, line.rate_state, line.rate_on = 0, "", None


@command("Take price of the rate card", right="proposals.edit")
def take_rate(session: Session, line_id: int, *, version: int) -> int:
    """Copy what the creator of a line asks into it; return the row's new version.

    Refused (Invalid on unit_price) where no card of the proposal's currency has the piece.
    """
    line = part(session, ProposalLine, line_id, version)
    shown = editable(session, line.version_id)
    if not take(session, shown, line):
        raise Invalid({"unit_price": _refusal(session, shown, line)})
    name_step(session, Message("Take the price of {who}", who=_who(session, line)))
    session.flush()
    return line.version


def _refusal(session: Session, version: ProposalVersion, line: ProposalLine) -> Message:
    other = next(iter(_asked(session, version, line)), None)
    if other is None:
        return Message("No rate card has a price for this creator, platform and format.")
    return _other_currency(session, version, line, other)


def _other_currency(
    session: Session, version: ProposalVersion, line: ProposalLine, one: Asked
) -> Message:
    return Message(
        "{who} asks {price}; this proposal is in {currency}, and nothing is converted.",
        who=_who(session, line),
        price=one.price,
        currency=version.currency,
    )


def rate_findings(session: Session, version: ProposalVersion) -> list[Finding]:
    """Return warnings about prices of cards: not confirmed yet, or in another currency."""
    found = []
    for line in lines_of(session, version.key):
        if line.rate_state == "provisional":
            words = Message("The price of {who} is provisional.", who=_who(session, line))
            found.append(Finding("rates", rules.WARN, words, "price", line.key))
        elif not line.unit_price and not line.free:
            other = next(iter(_asked(session, version, line)), None)
            if other is not None and other.price.currency != version.currency:
                words = _other_currency(session, version, line, other)
                found.append(Finding("rates", rules.WARN, words, "price", line.key))
    return found


def _who(session: Session, line: ProposalLine) -> Named:
    talent = session.get(Talent, line.talent_id) if line.talent_id else None
    return Named(talent.name, talent.name_zh) if talent else Named(line.title, line.title_zh)
