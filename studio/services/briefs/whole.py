"""One brief, whole: its fields, items, words, marks, what is open and what came of it."""

from datetime import date
from typing import Any

from sqlalchemy import Row, and_, select
from sqlmodel import Session, SQLModel

from studio.domain import briefs as rules
from studio.domain import dates
from studio.domain import projects as project_rules
from studio.domain.dates import Terms
from studio.domain.money import Money
from studio.domain.proposals import states as proposal_rules
from studio.errors import Invalid, Missing
from studio.services.briefs.reading import (
    BRIEF,
    CLIENT,
    ITEM,
    MARK,
    PERSON,
    PROPOSAL,
    VERSION,
    facts_of,
    known_of,
    point_of,
    read_rows,
)
from studio.services.briefs.rows import Brief, Item, Linked, Mark, OpenPoint, Said
from studio.text import Message

T = SQLModel.metadata.tables
SAID, CONTACT, PROJECT = T["brief_message"], T["contact"], T["project"]

CONTENT_LOCKED = frozenset({"lost", "declined", "expired"})
"""Closed briefs keep their content until they are reopened (SM-2, L1)."""


def lock_of(shown: str) -> Message | None:
    """Say why a brief's content cannot change, and the way out; None while it can."""
    if shown == "won":
        return Message("The proposal was accepted. Changes belong to its project.")
    if shown == "lost":
        return Message("The client did not take the proposal. Copy the brief to try again.")
    return Message("Reopen the brief to change it.") if shown in CONTENT_LOCKED else None


def read_whole(session: Session, brief_id: int, today: date) -> Brief:
    """Return a brief whole; raise Missing where it is gone."""
    row = session.execute(
        select(
            BRIEF,
            CONTACT.c.name.label("contact"),
            CLIENT.c.terms_kind,
            CLIENT.c.terms_days,
            PERSON.c.name.label("changer"),
            PERSON.c.name_zh.label("changer_zh"),
        )
        .select_from(BRIEF)
        .outerjoin(CONTACT, BRIEF.c.contact_id == CONTACT.c.id)
        .outerjoin(CLIENT, BRIEF.c.client_id == CLIENT.c.id)
        .outerjoin(PERSON, BRIEF.c.changed_by == PERSON.c.id)
        .where(BRIEF.c.id == brief_id)
    ).first()
    if row is None:
        raise Missing(Message("This brief is not there any more."))
    short = read_rows(session, [brief_id], today)[brief_id]
    marks = _marks(session, brief_id)
    known = known_of(row, facts_of(session, [brief_id])[brief_id])
    shown = short.state.code
    return Brief(
        row=short,
        brand_id=row.brand_id,
        contact_id=row.contact_id,
        contact=row.contact or "",
        product=row.product,
        formats=row.formats,
        audience=row.audience,
        creators=row.creators,
        currency=row.currency,
        budget_min=row.budget_min,
        budget_max=row.budget_max,
        window_from=row.window_from,
        window_to=row.window_to,
        key_message=row.key_message,
        must_say=row.must_say,
        must_not=row.must_not,
        keywords=tuple(row.keywords),
        usage=row.usage,
        exclusivity=row.exclusivity,
        ai_allowed=row.ai_allowed,
        samples=row.samples,
        approver=row.approver,
        language=row.language,
        kpis=row.kpis,
        market=row.market,
        terms_note=row.terms_note,
        client_terms=_terms(row),
        source=row.source,
        summary=row.summary,
        items=_items(session, brief_id, row.currency),
        messages=_said(session, brief_id),
        marks=marks,
        points=_points(known, marks),
        obstacles=_obstacles(known),
        moves=rules.STATES.offered(shown),
        locked=lock_of(shown),
        linked=_linked(session, brief_id, today),
        stored_state=row.state,
        changed_by=row.changer or "",
        changed_by_zh=row.changer_zh or "",
    )


def _terms(row: Row[Any]) -> Message | None:
    """The payment terms the client always has."""
    return dates.terms_label(Terms(row.terms_kind, row.terms_days)) if row.terms_kind else None


def _items(session: Session, brief_id: int, currency: str) -> tuple[Item, ...]:
    found = session.execute(
        select(ITEM).where(ITEM.c.brief_id == brief_id).order_by(ITEM.c.position, ITEM.c.id)
    )
    return tuple(
        Item(
            id=row.id,
            version=row.version,
            platform=row.platform,
            format=row.format,
            quantity=row.quantity,
            tier=row.tier,
            ceiling=None if row.ceiling is None else Money(row.ceiling, currency),
        )
        for row in found
    )


def _said(session: Session, brief_id: int) -> tuple[Said, ...]:
    found = session.execute(select(SAID).where(SAID.c.brief_id == brief_id).order_by(SAID.c.id))
    return tuple(
        Said(row.id, row.version, row.body, row.channel, row.author, row.received_at)
        for row in found
    )


def _marks(session: Session, brief_id: int) -> tuple[Mark, ...]:
    found = session.execute(
        select(MARK)
        .where(MARK.c.brief_id == brief_id)
        .order_by(MARK.c.message_id, MARK.c.start, MARK.c.id)
    )
    return tuple(
        Mark(
            id=row.id,
            version=row.version,
            message_id=row.message_id,
            start=row.start,
            length=row.length,
            field=row.field,
            kind=row.kind,
            question=row.question,
            closed=row.closed,
        )
        for row in found
    )


def _points(known: rules.Known, marks: tuple[Mark, ...]) -> tuple[OpenPoint, ...]:
    """Missing points, then unclear ones with the words somebody wrote to ask them."""
    missing = [OpenPoint(one, "missing", rules.question(one)) for one in rules.missing(known)]
    unclear = [
        OpenPoint(
            point_of(mark.field),
            "unclear",
            mark.question or rules.question(point_of(mark.field)),
            mark.id,
            mark.version,
        )
        for mark in marks
        if mark.kind == "unclear" and not mark.closed
    ]
    return (*missing, *unclear)


def _obstacles(known: rules.Known) -> tuple[Message, ...]:
    """Return what stands between the brief and Ready, the sentence of the whole first."""
    try:
        rules.check_ready(known)
    except Invalid as refused:
        return (refused.message, *refused.fields.values())
    return ()


def _linked(session: Session, brief_id: int, today: date) -> tuple[Linked, ...]:
    offers = session.execute(
        select(
            PROPOSAL.c.id,
            PROPOSAL.c.number,
            PROPOSAL.c.title,
            PROPOSAL.c.title_zh,
            VERSION.c.state,
            VERSION.c.valid_until,
        )
        .join(
            VERSION,
            and_(VERSION.c.proposal_id == PROPOSAL.c.id, VERSION.c.no == PROPOSAL.c.newest),
        )
        .where(PROPOSAL.c.brief_id == brief_id, PROPOSAL.c.archived.is_(False))
        .order_by(PROPOSAL.c.id)
    )
    works = session.execute(
        select(PROJECT.c.id, PROJECT.c.number, PROJECT.c.name, PROJECT.c.name_zh, PROJECT.c.state)
        .where(PROJECT.c.brief_id == brief_id, PROJECT.c.archived.is_(False))
        .order_by(PROJECT.c.id)
    )
    return (
        *(
            Linked(
                "proposal",
                row.id,
                row.number or "",
                row.title,
                row.title_zh,
                proposal_rules.STATES.state(
                    proposal_rules.shown_state(row.state, row.valid_until, today)
                ),
            )
            for row in offers
        ),
        *(
            Linked(
                "project",
                row.id,
                row.number,
                row.name,
                row.name_zh,
                project_rules.STATES.state(row.state),
            )
            for row in works
        ),
    )
