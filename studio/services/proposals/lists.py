"""The list of proposals: ids, rows page by page, counts, sums, and how many are won."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Float, Select, and_, case, cast, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from studio.domain import proposals as rules
from studio.domain.money import Money, total, zero
from studio.persistence.sorting import AFTER, place
from studio.persistence.tables.briefs import Brief
from studio.persistence.tables.clients import Client
from studio.persistence.tables.proposals import Proposal, ProposalLine, ProposalVersion
from studio.persistence.tables.studio import Person
from studio.services.matching import columns, matches
from studio.services.operation import query, today
from studio.services.proposals.reading import values
from studio.services.proposals.rows import ProposalFilter, ProposalRow

Owner = aliased(Person)


@query
def ids(session: Session, filter: ProposalFilter) -> list[int]:
    """Return the ids of the proposals a list shows, in its order."""
    found = _filtered(session, select(col(Proposal.id)), filter)
    ordering = _ordering(session, filter)
    if filter.descending:
        ordering = [part.desc() for part in ordering]
    return list(session.scalars(found.order_by(*ordering, col(Proposal.id).desc())).all())


@query
def rows(session: Session, ids: Sequence[int]) -> dict[int, ProposalRow]:
    """Return one page of the list."""
    found = session.execute(
        select(
            *columns(
                Proposal, "id", "version", "number", "title", "title_zh", "client_id",
                "brief_id", "next_action", "next_on", "archived",
            ),
            *columns(Client, "name", "name_zh"),
            *columns(Brief, "number"),
            col(Owner.name),
            col(Owner.name_zh),
            ProposalVersion,
        )
        .join(ProposalVersion, _is_newest())
        .join(Client, col(Client.id) == col(Proposal.client_id))
        .outerjoin(Brief, col(Brief.id) == col(Proposal.brief_id))
        .outerjoin(Owner, col(Owner.id) == col(Proposal.owner_id))
        .where(col(Proposal.id).in_(ids))
    ).all()  # fmt: skip
    return {one[0]: _row(session, one) for one in found}


def _row(session: Session, one: Any) -> ProposalRow:
    (key, row_version, number, title, title_zh, client_id, brief_id, next_action, next_on,
     archived, client, client_zh, brief, owner, owner_zh, version) = one  # fmt: skip
    amount, letters = _worth(session, version)
    return ProposalRow(
        id=key,
        version=row_version,
        number=number or "",
        title=title,
        title_zh=title_zh,
        client_id=client_id,
        client=client,
        client_zh=client_zh,
        brief_id=brief_id,
        brief=brief or "",
        owner=owner or "",
        owner_zh=owner_zh or "",
        no=version.no,
        version_id=version.key,
        state=rules.shown_state(version.state, version.valid_until, today(session)),
        total=amount,
        letters=letters,
        valid_until=version.valid_until,
        sent_on=version.sent_on,
        next_action=next_action,
        next_on=next_on,
        archived=archived,
    )


def _worth(session: Session, version: ProposalVersion) -> tuple[Money, str]:
    """Return the net of what was accepted, else of the advised option, and its letters."""
    known = values(session, version)
    letters = version.accepted or rules.advised(known)
    if not letters:
        return zero(version.currency), ""
    return rules.sums(known, letters).totals.net, letters


@query
def counts(session: Session) -> dict[str, int]:
    """Return how many proposals there are in each state as shown, archived ones apart."""
    shown = _shown_state(session)
    found = session.execute(
        select(col(Proposal.archived), shown, func.count())
        .join(ProposalVersion, _is_newest())
        .group_by(col(Proposal.archived), shown)
    ).all()
    counted: dict[str, int] = {}
    for archived, state, number in found:
        key = "archived" if archived else state
        counted[key] = counted.get(key, 0) + number
    return counted


@query
def totals(session: Session, filter: ProposalFilter) -> tuple[Money, ...]:
    """Return what the listed proposals come to, one amount for each currency."""
    wanted = _filtered(session, select(col(ProposalVersion.id)), filter)
    sums: dict[str, list[Money]] = {}
    for key in session.scalars(wanted).all():
        amount, _letters = _worth(session, session.get_one(ProposalVersion, key))
        sums.setdefault(amount.currency, []).append(amount)
    return tuple(total(sums[currency], currency) for currency in sorted(sums))


@query
def hidden_by(session: Session, filter: ProposalFilter) -> dict[str, int]:
    """Return how many proposals each part of a filter alone would leave: what hides most."""
    alone = {
        "text": ProposalFilter(text=filter.text) if filter.text else None,
        "states": ProposalFilter(states=filter.states) if filter.states else None,
        "client": ProposalFilter(client_id=filter.client_id) if filter.client_id else None,
        "owner": ProposalFilter(owner_id=filter.owner_id) if filter.owner_id else None,
    }
    count = select(func.count(col(Proposal.id)))
    return {
        part: session.scalar(_filtered(session, count, one)) or 0
        for part, one in alone.items()
        if one is not None
    }


def _is_newest() -> ColumnElement[bool]:
    return and_(
        col(ProposalVersion.proposal_id) == col(Proposal.id),
        col(ProposalVersion.no) == col(Proposal.newest),
    )


def _shown_state(session: Session) -> ColumnElement[str]:
    """The state as shown: expired is worked out from the day, never kept for the list."""
    passed = and_(
        col(ProposalVersion.state).in_(rules.OUT),
        col(ProposalVersion.valid_until) < today(session),
    )
    return case((passed, "expired"), else_=col(ProposalVersion.state))


def _filtered(session: Session, found: Select[Any], filter: ProposalFilter) -> Select[Any]:
    found = (
        found.select_from(Proposal)
        .join(ProposalVersion, _is_newest())
        .join(Client, col(Client.id) == col(Proposal.client_id))
        .outerjoin(Owner, col(Owner.id) == col(Proposal.owner_id))
        .where(col(Proposal.archived).is_(filter.archived))
    )
    if filter.states:
        found = found.where(_shown_state(session).in_(filter.states))
    for column, wanted in (
        (Proposal.client_id, filter.client_id),
        (Proposal.owner_id, filter.owner_id),
        (Proposal.brief_id, filter.brief_id),
    ):
        if wanted is not None:
            found = found.where(col(column) == wanted)
    if filter.text.strip():
        searched = [
            *columns(Proposal, "number", "title", "title_zh"),
            *columns(Client, "name", "name_zh", "code"),
        ]
        found = found.where(matches(filter.text, searched))
    return found


def _ordering(session: Session, filter: ProposalFilter) -> list[Any]:
    order = {code: place for place, code in enumerate(rules.STATES.states)}
    sorts: Mapping[str, list[Any]] = {
        "number": [func.coalesce(col(Proposal.number), "~")],
        "title": [place("proposal", col(Proposal.id), filter.language)],
        "client": [place("client", col(Proposal.client_id), filter.language)],
        "total": [col(ProposalVersion.currency), _rough_total()],
        "valid_until": _empty_last(ProposalVersion.valid_until),
        "sent_on": _empty_last(ProposalVersion.sent_on),
        "owner": [place("person", col(Proposal.owner_id), filter.language, AFTER)],
        "next": _empty_last(Proposal.next_on),
        "state": [case(order, value=_shown_state(session), else_=99)],
    }
    return sorts.get(filter.sort) or [_lasting(session), col(Proposal.changed_at).desc()]


def _empty_last(column: Any) -> list[Any]:
    return [col(column).is_(None), col(column)]


def _lasting(session: Session) -> ColumnElement[int]:
    """What is still open comes first."""
    opened = _shown_state(session).in_((*rules.EDITABLE, *rules.OUT))
    return case((opened, 0), else_=1)


def _rough_total() -> Any:
    """The advised option's sum for sorting only; what is shown is worked out exactly."""
    amount = (
        cast(col(ProposalLine.quantity), Float)
        * cast(col(ProposalLine.unit_price), Float)
        * (1_000_000.0 - cast(col(ProposalLine.discount), Float))
    )
    return (
        select(func.coalesce(func.sum(amount), 0.0))
        .where(
            col(ProposalLine.version_id) == col(ProposalVersion.id),
            col(ProposalLine.row) == "item",
        )
        .correlate(ProposalVersion)
        .scalar_subquery()
    )


@dataclass(frozen=True, slots=True)
class WinRate:
    """How many proposals were won and lost; `key` is what they have in common (a client's id)."""

    key: str
    name: str
    name_zh: str
    won: int
    lost: int

    @property
    def rate(self) -> Decimal | None:
        """The share won of those that ended, None before the first has."""
        ended = self.won + self.lost
        return None if not ended else (Decimal(self.won) / ended).quantize(Decimal("0.0001"))


@query
def win_rate(session: Session, by: str = "all") -> list[WinRate]:
    """Return how many sent proposals were won and lost: in all, by client, owner or objective.

    Declined, withdrawn and expired ones count as lost; what is still open does not count.
    """
    groups: Mapping[str, tuple[Any, Any, Any]] = {
        "client": (col(Client.id), col(Client.name), col(Client.name_zh)),
        "owner": (col(Owner.id), col(Owner.name), col(Owner.name_zh)),
        "objective": (col(Brief.objective), col(Brief.objective), col(Brief.objective)),
    }
    shown = _shown_state(session)
    found = (
        select(shown, *groups.get(by, ()))
        .select_from(Proposal)
        .join(ProposalVersion, _is_newest())
        .join(Client, col(Client.id) == col(Proposal.client_id))
        .outerjoin(Owner, col(Owner.id) == col(Proposal.owner_id))
        .outerjoin(Brief, col(Brief.id) == col(Proposal.brief_id))
        .where(shown.in_(("accepted", "declined", "withdrawn", "expired")))
    )
    tally: dict[tuple[Any, ...], list[int]] = {}
    for state, *group in session.execute(found).all():
        counted = tally.setdefault(tuple(group), [0, 0])
        counted[0 if state == "accepted" else 1] += 1
    return [
        WinRate(*_named(group), won=won, lost=lost)
        for group, (won, lost) in sorted(tally.items(), key=lambda pair: -sum(pair[1]))
    ]


def _named(group: tuple[Any, ...]) -> tuple[str, str, str]:
    key, name, name_zh = group or ("", "", "")
    return str(key or ""), name or "", name_zh or ""
