"""Numbers of briefs, proposals, projects, pieces and fiscal documents: taken once, without gaps."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from studio.domain import numbering
from studio.errors import Invalid
from studio.persistence.tables.invoices import Invoice
from studio.persistence.tables.studio import LegalEntity, Series, Studio
from studio.services.operation import command, name_step, query, today
from studio.text import Message

FISCAL: Mapping[str, str] = MappingProxyType(
    {"invoice": "invoice_pattern", "credit_note": "credit_pattern", "proforma": "proforma_pattern"}
)
"""Kinds numbered per company and without gaps, and the company's column with their pattern."""

OWN: Mapping[str, str] = MappingProxyType(
    {
        "brief": "brief_pattern",
        "proposal": "proposal_pattern",
        "project": "project_pattern",
        "deliverable": "deliverable_pattern",
    }
)
"""Kinds numbered for the whole studio, and the studio's column with their pattern."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A number that now belongs to one document and is never given again."""

    number: str
    sequence: int
    series_id: int


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One run of numbers as the settings page lists it; `entity_id` 0 is the whole studio."""

    id: int
    entity_id: int
    entity_code: str
    kind: str
    scope: str
    first: int
    next: int
    pattern: str
    next_number: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A fiscal series in which a counted number stands on no document, or one stands on two."""

    series_id: int
    entity_code: str
    kind: str
    scope: str
    missing: tuple[int, ...]
    doubled: tuple[int, ...]


def take(
    session: Session,
    kind: str,
    *,
    day: date,
    entity_id: int = 0,
    pattern: str = "",
    client_code: str = "",
) -> Taken:
    """Take the next number inside the running transaction; it is given back only by a rollback.

    The counter's row stays locked until the transaction ends, so two people never get one number
    and no number is skipped. Without a pattern, the one set for the kind is used.
    """
    pattern = pattern or pattern_of(session, kind, entity_id)
    scope = numbering.scope(pattern, day, client_code)
    series = _locked(session, kind, entity_id, scope)
    sequence = series.next
    series.next = sequence + 1
    session.flush()
    number = numbering.render(pattern, day, sequence, client_code)
    return Taken(number, sequence, series.key)


def pattern_of(session: Session, kind: str, entity_id: int = 0) -> str:
    """Return the pattern set for a kind of document, of a company where it is a fiscal one."""
    if kind in FISCAL:
        return str(getattr(session.get_one(LegalEntity, entity_id), FISCAL[kind]))
    return str(getattr(session.exec(select(Studio)).one(), OWN[kind]))


def next_number(
    session: Session,
    kind: str,
    *,
    day: date,
    entity_id: int = 0,
    pattern: str = "",
    client_code: str = "",
) -> str:
    """Return the number that would be taken next; somebody else may take it first."""
    pattern = pattern or pattern_of(session, kind, entity_id)
    series = _find(session, kind, entity_id, numbering.scope(pattern, day, client_code))
    return numbering.render(pattern, day, series.next if series else 1, client_code)


@query
def preview(
    session: Session,
    kind: str,
    *,
    day: date | None = None,
    entity_id: int = 0,
    pattern: str = "",
    client_code: str = "",
) -> str:
    """Return the number that would be taken next on a day, today if none is given; take none."""
    day = day or today(session)
    return next_number(
        session, kind, day=day, entity_id=entity_id, pattern=pattern, client_code=client_code
    )


@query
def listing(session: Session) -> list[SeriesRow]:
    """Return every series in use or set, the studio's own first, then by company and kind."""
    codes = _codes(session)
    found = session.exec(
        select(Series).order_by(
            col(Series.legal_entity_id), col(Series.kind), col(Series.scope).desc()
        )
    ).all()
    return [_row(session, series, codes) for series in found]


@command("Set first number", right="studio.settings", undo=False)
def set_first(
    session: Session,
    kind: str,
    *,
    first: int,
    day: date,
    entity_id: int = 0,
    client_code: str = "",
) -> int:
    """Say which number a series begins with here; refused once a number of it has been taken."""
    number = begin_with(
        session, kind, first=first, day=day, entity_id=entity_id, client_code=client_code
    )
    name_step(session, Message("Begin numbers with {number}", number=number))
    return first


def begin_with(
    session: Session,
    kind: str,
    *,
    first: int,
    day: date,
    entity_id: int = 0,
    client_code: str = "",
) -> str:
    """Set a series' first number inside a running command; return it as it will be written."""
    if not 1 <= first <= numbering.LARGEST:
        raise Invalid({"first": Message("The first number must be from 1 to 999,999,999.")})
    pattern = pattern_of(session, kind, entity_id)
    series = _locked(session, kind, entity_id, numbering.scope(pattern, day, client_code))
    if series.next != series.first:
        taken = numbering.render(pattern, day, series.next - 1, client_code)
        raise Invalid(
            {"first": Message("{number} is already taken from this series.", number=taken)}
        )
    series.first = series.next = first
    session.flush()
    return numbering.render(pattern, day, first, client_code)


def gaps(session: Session) -> list[Gap]:
    """Return the fiscal series whose documents do not bear every number once; void ones count."""
    codes = _codes(session)
    numbered = session.exec(
        select(Invoice.series_id, Invoice.sequence).where(col(Invoice.sequence).is_not(None))
    ).all()
    on_documents: dict[int, list[int]] = {}
    for series_id, sequence in numbered:
        on_documents.setdefault(series_id or 0, []).append(sequence or 0)
    found = []
    for series in session.exec(select(Series).where(col(Series.kind).in_(FISCAL))).all():
        holes = numbering.find_gaps(series.first, series.next, on_documents.get(series.key, ()))
        if holes.missing or holes.doubled:
            found.append(
                Gap(
                    series_id=series.key,
                    entity_code=codes.get(series.legal_entity_id, ""),
                    kind=series.kind,
                    scope=series.scope,
                    missing=holes.missing,
                    doubled=holes.doubled,
                )
            )
    return found


@query
def gap_report(session: Session) -> list[Gap]:
    """Answer `gaps` for a page."""
    return gaps(session)


def _find(session: Session, kind: str, entity_id: int, scope: str) -> Series | None:
    return session.exec(
        select(Series).where(
            Series.legal_entity_id == entity_id, Series.kind == kind, Series.scope == scope
        )
    ).one_or_none()


def _locked(session: Session, kind: str, entity_id: int, scope: str) -> Series:
    """Return the counter's row, made where it is new, locked until the transaction ends."""
    session.flush()
    for _attempt in range(2):
        series = session.exec(
            select(Series)
            .where(Series.legal_entity_id == entity_id, Series.kind == kind, Series.scope == scope)
            .with_for_update()
            .execution_options(populate_existing=True)
        ).one_or_none()
        if series is not None:
            return series
        _make(session, Series(legal_entity_id=entity_id, kind=kind, scope=scope))
    raise LookupError("a series that was made is not there")


def _make(session: Session, series: Series) -> None:
    """Make a counter, unless somebody else makes the same one at this moment."""
    try:
        with session.begin_nested():
            session.add(series)
    except IntegrityError:
        # The other transaction has committed: its row is there to be locked and used.
        return


def _codes(session: Session) -> dict[int, str]:
    rows = session.exec(select(LegalEntity.id, LegalEntity.code)).all()
    return {key: code for key, code in rows if key is not None}


def _day_of(scope: str, now: date) -> date:
    """Return a day in the year and month that a counter's scope names, now where it names none."""
    found = re.match(r"(\d{4})(?:/(\d{2}))?(?:/|$)", scope)
    if found is None:
        return now
    return date(int(found[1]), int(found[2] or 1), 1)


def _row(session: Session, series: Series, codes: Mapping[int, str]) -> SeriesRow:
    pattern = pattern_of(session, series.kind, series.legal_entity_id)
    _year, client_code = numbering.read_scope(series.scope)
    day = _day_of(series.scope, today(session))
    return SeriesRow(
        id=series.key,
        entity_id=series.legal_entity_id,
        entity_code=codes.get(series.legal_entity_id, ""),
        kind=series.kind,
        scope=series.scope,
        first=series.first,
        next=series.next,
        pattern=pattern,
        next_number=numbering.render(pattern, day, series.next, client_code),
    )
