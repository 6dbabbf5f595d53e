"""The fee of a creator who is put forward: a line of the price table with what they ask."""

from decimal import Decimal
from typing import Any

from sqlmodel import Session

from studio.domain import proposals as rules
from studio.domain.money import Money
from studio.persistence.tables.proposals import ProposalLine, ProposalVersion
from studio.persistence.tables.talent import Talent
from studio.services.operation import load, today
from studio.services.proposals.ordering import place
from studio.services.proposals.rates import QUOTED, take
from studio.services.proposals.reading import editable, lines_of

ONE = Decimal(1)


def put_fee(
    session: Session,
    version_id: int,
    talent_id: int,
    *,
    platform: str = "",
    quote: Money | None = None,
) -> int | None:
    """Name a creator in the price table; return the line's id, None where there is none for them.

    One piece of a line of the brief that names nobody yet becomes theirs, at the price quoted for
    this brief, else of their rate card, else as the line has it. Where no such line is open a
    quoted price gets a line of its own. A creator who is named already stays as they are.
    """
    version = editable(session, version_id)
    rows = lines_of(session, version_id)
    if any(row.talent_id == talent_id for row in rows):
        return None
    found = [row for row in rows if _is_open(row)]
    line = next((row for row in found if not platform or row.platform == platform), None)
    quoted = quote is not None and quote.currency == version.currency
    if line is None and not quoted:
        return None
    line = _own_line(version, rows, platform) if line is None else _one_of(session, rows, line)
    session.add(line)
    talent = load(session, Talent, talent_id)
    line.talent_id = talent.key
    line.title = _titled(line.title, ": ", talent.name or talent.name_zh)
    line.title_zh = _titled(line.title_zh, "：", talent.name_zh or talent.name)
    if quote is not None and quoted:
        line.unit_price, line.rate_state, line.rate_on = quote.minor, QUOTED, today(session)
    else:
        take(session, version, line)
    session.flush()
    return line.key


def _is_open(row: ProposalLine) -> bool:
    return (
        row.row == "item"
        and row.kind == "creator_fee"
        and row.talent_id is None
        and bool(row.platform and row.format)
    )


def _titled(title: str, between: str, name: str) -> str:
    return f"{title}{between}{name}" if title else name


def _own_line(version: ProposalVersion, rows: list[ProposalLine], platform: str) -> ProposalLine:
    """Return a line at the end for one piece of a creator, part of what the last line is of."""
    return ProposalLine(
        proposal_id=version.proposal_id,
        version_id=version.key,
        position=place(rows, None),
        kind="creator_fee",
        unit="piece",
        platform=platform,
        pieces=1,
        options=rows[-1].options if rows else "",
    )


def _one_of(session: Session, rows: list[ProposalLine], line: ProposalLine) -> ProposalLine:
    """Return a line of one piece: the line itself, or one split off in front of it."""
    if line.quantity <= ONE:
        return line
    at = rows.index(line)
    before = rows[at - 1].id if at else None
    values: dict[str, Any] = {name: getattr(line, name) for name in rules.LINE}
    whole = line.quantity
    values |= {"quantity": ONE, "pieces": min(line.pieces, 1), "cost": int(line.cost / whole)}
    made = ProposalLine(
        proposal_id=line.proposal_id,
        version_id=line.version_id,
        position=place(rows, before) if at else _first(rows),
        **values,
    )
    line.quantity = whole - ONE
    line.pieces = max(line.pieces - values["pieces"], 0)
    line.cost -= values["cost"]
    session.add(made)
    session.flush()
    return made


def _first(rows: list[ProposalLine]) -> int:
    """Make room at the top of the table."""
    for row in rows:
        row.position += 1
    return rows[0].position - 1
