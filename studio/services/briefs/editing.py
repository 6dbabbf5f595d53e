"""What every change of a brief goes through: version, lock, revision, clean values."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from studio.domain import briefs as rules
from studio.domain import clients as client_rules
from studio.domain.briefs import Known
from studio.domain.money import Money, exponent, from_decimal
from studio.domain.wishes import Budget, Due, Window
from studio.errors import Conflict, Invalid, Locked
from studio.persistence.tables.briefs import Brief, BriefItem, BriefMark
from studio.persistence.tables.clients import Brand, Client, Contact
from studio.persistence.tables.studio import Studio
from studio.services.briefs.reading import BRIEF, facts_of, known_of, point_of, shown_state
from studio.services.briefs.whole import lock_of
from studio.services.operation import load, today
from studio.text import Message

DUE_TIME = "18:00"
"""A proposal is due at the end of the working day unless the client says otherwise (W1)."""

NOTES = frozenset({"summary", "next_action", "next_on", "owner_id"})
"""What may still be noted on a closed brief (SM-2, L1)."""


def shown(session: Session, brief: Brief) -> str:
    """Return the state as it is shown: expired is worked out from the dates."""
    session.flush()
    from_dates = shown_state(today(session))
    return str(session.execute(_one(from_dates, brief.key)).scalar_one())


def _one(column: Any, brief_id: int) -> Any:
    return select(column).select_from(BRIEF).where(BRIEF.c.id == brief_id)


def loaded(session: Session, brief_id: int, version: int | None = None) -> Brief:
    """Return a brief to change; a Conflict carries budget, window and due day in one piece each."""
    try:
        return load(session, Brief, brief_id, version)
    except Conflict as conflict:
        theirs: dict[str, Any] = conflict.theirs
        theirs["budget"] = Budget(theirs["budget_min"], theirs["budget_max"], theirs["currency"])
        theirs["window"] = Window(theirs["window_from"], theirs["window_to"])
        theirs["due"] = Due(theirs["due_on"], theirs["due_time"])
        raise


def open_brief(session: Session, brief_id: int, version: int | None = None) -> Brief:
    """Return a brief whose content may change; raise Missing, Conflict or Locked."""
    brief = loaded(session, brief_id, version)
    refuse_locked(session, brief)
    return brief


def refuse_locked(session: Session, brief: Brief) -> None:
    """Refuse a change of content of a won or closed brief, naming the way out."""
    reason = lock_of(shown(session, brief))
    if reason is not None:
        raise Locked(reason)


def touched(brief: Brief) -> None:
    """Begin a new revision with the first change after a proposal went out (SM-2, L1)."""
    if brief.state == "proposed" and brief.revision == brief.proposed_revision:
        brief.revision += 1


def put(session: Session, brief: Brief, values: Mapping[str, object]) -> None:
    """Set clean values on a brief; Invalid names each field that cannot be kept."""
    clean = rules.check(values)
    _put_client(session, brief, clean)
    _put_currency(session, brief, clean)
    for name, value in clean.items():
        setattr(brief, name, value)
    rules.check_window(brief.window_from, brief.window_to)
    rules.check_budget(brief.budget_min, brief.budget_max)
    _check_parts(session, brief)
    if brief.due_on is not None and not brief.due_time and "due_time" not in clean:
        brief.due_time = DUE_TIME
    if brief.state == "draft" and brief.client_id is not None:
        brief.state = "received"


def _put_client(session: Session, brief: Brief, clean: dict[str, Any]) -> None:
    """Take over a new client's currency and language, and let go of the old one's people."""
    if "client_id" not in clean or clean["client_id"] == brief.client_id:
        return
    if clean["client_id"] is None and brief.state not in ("draft", "received", "clarifying"):
        raise Invalid({"client_id": Message("A brief needs its client from here on.")})
    clean.setdefault("brand_id", None)
    clean.setdefault("contact_id", None)
    if clean["client_id"] is None:
        return
    client = session.get(Client, clean["client_id"])
    if client is None or client.archived:
        raise Invalid({"client_id": Message("This client is not there any more.")})
    if client.state in client_rules.CLOSED_FOR["brief"]:
        raise Invalid({"client_id": Message("This client is blacklisted: no new briefs.")})
    if brief.budget_min is None and brief.budget_max is None:
        clean.setdefault("currency", client.currency)
    if not brief.language:
        clean.setdefault("language", client.language)


def _put_currency(session: Session, brief: Brief, clean: dict[str, Any]) -> None:
    """Keep the figures when the currency is put right: 60,000 stays 60,000."""
    new = clean.get("currency")
    if not new or new == brief.currency:
        return
    if exponent(new) == exponent(brief.currency):
        return
    for name in ("budget_min", "budget_max"):
        minor = getattr(brief, name)
        if minor is not None and name not in clean:
            clean[name] = from_decimal(Money(minor, brief.currency).decimal(), new).minor
    for item in session.exec(select(BriefItem).where(BriefItem.brief_id == brief.id)).all():
        if item.ceiling is not None:
            item.ceiling = from_decimal(Money(item.ceiling, brief.currency).decimal(), new).minor


def _check_parts(session: Session, brief: Brief) -> None:
    """Refuse a brand or contact that is another client's."""
    brand = session.get(Brand, brief.brand_id) if brief.brand_id is not None else None
    contact = session.get(Contact, brief.contact_id) if brief.contact_id is not None else None
    for name, key, part in (
        ("brand_id", brief.brand_id, brand),
        ("contact_id", brief.contact_id, contact),
    ):
        if key is not None and (part is None or part.client_id != brief.client_id):
            raise Invalid({name: Message("This belongs to another client.")})


def settle_points(session: Session, brief: Brief, columns: Iterable[str]) -> None:
    """What is typed anew is clear: its marks turn from unclear to used, or are closed."""
    points = {point_of(column) for column in columns}
    marks = session.exec(
        select(BriefMark).where(
            BriefMark.brief_id == brief.id,
            BriefMark.kind == "unclear",
            col(BriefMark.closed).is_(False),
        )
    ).all()
    for mark in marks:
        if point_of(mark.field) in points:
            if mark.message_id is None:
                mark.closed = True
            else:
                mark.kind = "used"


def known(session: Session, brief: Brief) -> Known:
    """Return what a brief knows at this moment of the transaction."""
    session.flush()
    return known_of(brief, facts_of(session, [brief.key])[brief.key])


def studio_currency(session: Session) -> str:
    """Return the studio's own currency; CNY before the set-up."""
    row = session.exec(select(Studio).order_by(col(Studio.id))).first()
    return row.currency if row else "CNY"


def reopened_dates(brief: Brief, day: date) -> None:
    """Forget a day that would let a reopened brief expire again at once."""
    if brief.due_on is not None and brief.due_on < day:
        brief.due_on, brief.due_time = None, ""
