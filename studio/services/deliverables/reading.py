"""Reading pieces: one selection for list, board and week, and what narrows and sorts it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlmodel import Session, SQLModel

from studio.domain import deliverables as rules
from studio.domain.money import Money
from studio.persistence import tables  # noqa: F401  makes every table known
from studio.persistence.sorting import place
from studio.services.deliverables.rows import DeliverableFilter, PieceRow
from studio.services.matching import matches

T = SQLModel.metadata.tables
PIECE, PROJECT, CLIENT = T["deliverable"], T["project"], T["client"]
TALENT, PERSON, FILE = T["talent"], T["person"], T["attachment"]

FAR = date(9999, 12, 31)
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/tiff")
"""Kinds of files a window can show as a picture."""

RESTING = frozenset({"on_hold", "closed", "cancelled"})
"""States of a project whose pieces are not late: nobody works on them."""

OWN = (
    "id", "version", "number", "title", "title_zh", "project_id", "platform", "format",
    "talent_id", "owner_id", "quantity", "state", "due_draft", "due_final", "publish_on",
    "publish_time", "published_at", "url", "rounds_used", "rounds_included", "archived",
)  # fmt: skip


def selected() -> Select[Any]:
    """Select everything a row needs."""
    return joined(
        select(
            *(PIECE.c[name] for name in (*OWN, "price", "state_since")),
            PROJECT.c.name.label("project"),
            PROJECT.c.name_zh.label("project_zh"),
            PROJECT.c.state.label("project_state"),
            PROJECT.c.hue,
            PROJECT.c.currency,
            CLIENT.c.name.label("client"),
            CLIENT.c.name_zh.label("client_zh"),
            TALENT.c.name.label("talent"),
            TALENT.c.name_zh.label("talent_zh"),
            PERSON.c.name.label("owner"),
            PERSON.c.name_zh.label("owner_zh"),
        )
    )


def joined(wanted: Select[Any]) -> Select[Any]:
    """Join what filters and conditions name."""
    return (
        wanted.select_from(PIECE)
        .join(PROJECT, PROJECT.c.id == PIECE.c.project_id)
        .join(CLIENT, CLIENT.c.id == PROJECT.c.client_id)
        .outerjoin(TALENT, TALENT.c.id == PIECE.c.talent_id)
        .outerjoin(PERSON, PERSON.c.id == PIECE.c.owner_id)
    )


def read(session: Session, wanted: Select[Any], day: date) -> list[PieceRow]:
    """Return the rows of a selection, with the picture of each."""
    found = session.execute(wanted).all()
    pictures = _pictures(session, [row.id for row in found])
    return [_row(row, day, pictures.get(row.id, (None, ""))) for row in found]


def rows_of(session: Session, ids: Sequence[int], day: date) -> dict[int, PieceRow]:
    """Return rows by id."""
    found = read(session, selected().where(PIECE.c.id.in_(ids)), day)
    return {row.id: row for row in found}


def _row(row: Any, day: date, picture: tuple[int | None, str]) -> PieceRow:
    planned = rules.day_of(row.publish_on, row.due_final)
    resting = row.project_state in RESTING
    late = 0 if resting else rules.late_days(row.state, planned, day)
    waits = (day - row.state_since).days if row.state_since else None
    own: dict[str, Any] = {name: getattr(row, name) for name in OWN}
    return PieceRow(
        **own,
        talent=row.talent or "",
        talent_zh=row.talent_zh or "",
        owner=row.owner or "",
        owner_zh=row.owner_zh or "",
        project=row.project,
        project_zh=row.project_zh,
        project_state=row.project_state,
        hue=row.hue,
        client=row.client,
        client_zh=row.client_zh,
        shown=rules.STATES.state(row.state) if not late else rules.shown(row.state, planned, day),
        late=late,
        waiting=waits,
        picture_id=picture[0],
        picture_hash=picture[1],
        price=Money(row.price, row.currency),
    )


def _pictures(session: Session, ids: Sequence[int]) -> dict[int, tuple[int, str]]:
    """Return the newest picture attached to each piece: its id, and the hash of its bytes.

    What proves an answer, such as a picture of a chat, does not show the piece.
    """
    newest = (
        select(func.max(FILE.c.id))
        .where(
            FILE.c.noun == "deliverable",
            FILE.c.record_id.in_(ids),
            FILE.c.archived.is_(False),
            FILE.c.mime.in_(PICTURES),
            FILE.c.role != "evidence",
        )
        .group_by(FILE.c.record_id)
    )
    wanted = select(FILE.c.record_id, FILE.c.id, FILE.c.sha256).where(FILE.c.id.in_(newest))
    return {row[0]: (row[1], row[2]) for row in session.execute(wanted)}


def planned_day() -> ColumnElement[date]:
    """Return the day a piece is measured by, in SQL."""
    return func.coalesce(PIECE.c.publish_on, PIECE.c.due_final)


def is_late(day: date) -> ColumnElement[bool]:
    """Say in SQL which pieces are late."""
    return and_(
        PIECE.c.state.in_(sorted(rules.OPEN)),
        PROJECT.c.state.not_in(sorted(RESTING)),
        planned_day() < day,
    )


def waits_for(person_id: int) -> ColumnElement[bool]:
    """Say in SQL which pieces stand at a gate that a person has to decide."""
    owner = func.coalesce(PIECE.c.owner_id, PROJECT.c.lead_id)
    return and_(PIECE.c.state.in_(sorted(rules.WAITING)), owner == person_id)


def shown_only(archived: bool = False) -> tuple[ColumnElement[bool], ...]:
    """Leave out archived pieces, and those of archived projects; or keep archived pieces only."""
    if archived:
        return (PIECE.c.archived.is_(True),)
    return (PIECE.c.archived.is_(False), PROJECT.c.archived.is_(False))


def narrowed(wanted: Select[Any], filter: DeliverableFilter, day: date) -> Select[Any]:
    """Keep what a filter wants."""
    wanted = wanted.where(*shown_only(filter.archived), *_parts(filter))
    if filter.late:
        wanted = wanted.where(is_late(day))
    if filter.waiting_for:
        wanted = wanted.where(waits_for(filter.waiting_for))
    return wanted


def _parts(filter: DeliverableFilter) -> Iterable[ColumnElement[bool]]:
    if filter.project_id:
        yield PIECE.c.project_id == filter.project_id
    if filter.talent_id:
        yield PIECE.c.talent_id == filter.talent_id
    if filter.states:
        yield PIECE.c.state.in_(filter.states)
    if filter.text.strip():
        own = [PIECE.c.number, PIECE.c.title, PIECE.c.title_zh]
        others = (PROJECT, CLIENT, TALENT)
        named = [table.c[name] for table in others for name in ("name", "name_zh")]
        yield matches(filter.text, [*own, *named])


def ordered(wanted: Select[Any], filter: DeliverableFilter) -> Select[Any]:
    """Sort by the filter's key, then by day and number."""
    states = {state: place for place, state in enumerate(rules.STATES.states)}
    day = func.coalesce(planned_day(), FAR)
    keys: dict[str, list[ColumnElement[Any]]] = {
        "title": [place("deliverable", PIECE.c.id, filter.language)],
        "number": [PIECE.c.number],
        "project": [place("project", PROJECT.c.id, filter.language)],
        "client": [place("client", CLIENT.c.id, filter.language)],
        "creator": [place("talent", TALENT.c.id, filter.language)],
        "owner": [place("person", PERSON.c.id, filter.language)],
        "platform": [PIECE.c.platform, PIECE.c.format],
        "due": [func.coalesce(PIECE.c.due_final, FAR)],
        "publish": [day, PIECE.c.publish_time],
        "rounds": [PIECE.c.rounds_used, PIECE.c.rounds_included],
        "state": [case(states, value=PIECE.c.state, else_=len(states))],
        "changed": [PIECE.c.changed_at],
    }
    ordering = [*keys.get(filter.sort, []), day]
    if filter.descending:
        ordering = [part.desc() for part in ordering]
    return wanted.order_by(*ordering, PIECE.c.id)
