"""Making one of two people: what each table's rows do when the record they name goes."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel, col

from studio.domain.talent import rates
from studio.errors import Invalid
from studio.persistence.base import Entity
from studio.persistence.tables.accounts import RateCard, RateItem
from studio.persistence.tables.attachments import Attachment
from studio.persistence.tables.bookings import Booking
from studio.persistence.tables.incubation import Incubation
from studio.persistence.tables.partnerships import Partnership
from studio.persistence.tables.personal import PersonalData
from studio.persistence.tables.proposals import ProposalCreator, ProposalLine, ProposalVersion
from studio.persistence.tables.schedule import TaskNeed
from studio.persistence.tables.talent import Talent
from studio.services.talent import personal
from studio.services.talent.naming import keep_keys
from studio.text import Message

STAYS = frozenset(
    {"talent", "reveal", "rate_card", "rate_item", "personal_data", "proposal_line",
     "proposal_creator"}
)  # fmt: skip
"""Tables whose rows stay, or move by a rule of their own."""

FILLED = (
    "code", "name", "name_zh", "city", "country", "zone", "calendar_id", "bio", "bio_zh",
    "brand_safety", "phone", "mail", "wechat", "person_id", "discipline",
)  # fmt: skip
LISTED = ("niches", "languages", "values", "skills")
ONCE: dict[type[Any], tuple[str, ...]] = {
    Incubation: (
        "source", "niche", "scout_id", "lawful_basis", "basis_note", "notice_on", "contacted_on",
        "mentor_id", "target_tier", "target_on", "plan_note", "payee", "ip_proof", "objected",
    ),
    Partnership: ("owner_id", "renewal_on", "next_step", "next_on", "stands_for", "note"),
}  # fmt: skip
"""What both may have, of which one is kept: the fields the other's fills where they are empty."""


def join(session: Session, kept: Talent, gone: Talent) -> None:
    """Move everything of the second to the first, inside a running command."""
    _check_bookings(session, kept.key, gone.key)
    _fill(kept, gone)
    _move_personal(session, kept.key, gone.key)
    _move_cards(session, kept.key, gone.key)
    _move_drafts(session, kept, gone)
    _fill_once(session, kept.key, gone.key)
    for table, column in _tied():
        _move(session, table, column, kept.key, gone.key)
    _move_loose(session, kept.key, gone.key)


def _check_bookings(session: Session, keep_id: int, gone_id: int) -> None:
    """Refuse where both are firmly booked at the same time: one person cannot be."""
    firm = select(Booking).where(col(Booking.lane).is_not(None))
    own = session.scalars(firm.where(col(Booking.talent_id) == keep_id)).all()
    for one in session.scalars(firm.where(col(Booking.talent_id) == gone_id)):
        for other in own:
            if one.occupied_from < other.occupied_to and other.occupied_from < one.occupied_to:
                both = Message(
                    "Both are booked on {day}. Release or move one of the bookings first.",
                    day=max(one.start_at, other.start_at).date(),
                )
                raise Invalid({"talent_id": both})


def _fill(kept: Talent, gone: Talent) -> None:
    for name in FILLED:
        if not getattr(kept, name) and getattr(gone, name):
            setattr(kept, name, getattr(gone, name))
    for name in LISTED:
        setattr(kept, name, list(dict.fromkeys([*getattr(kept, name), *getattr(gone, name)])))
    if gone.do_not_pitch and not kept.do_not_pitch:
        kept.do_not_pitch, kept.do_not_pitch_reason = True, gone.do_not_pitch_reason
    if gone.note and gone.note not in kept.note:
        kept.note = "\n".join(part for part in (kept.note, gone.note) if part)
    keep_keys(kept)


def _tied() -> Iterator[tuple[Any, str]]:
    """Yield every kept table with the column that points at somebody of the roster."""
    registry = SQLModel._sa_registry  # noqa: SLF001  (SQLModel has no public list of its classes)
    for mapper in sorted(registry.mappers, key=lambda one: one.class_.__name__):
        table = mapper.class_
        if not issubclass(table, Entity):
            continue
        name = str(table.__tablename__)
        if name in STAYS:
            continue
        for column in SQLModel.metadata.tables[name].columns:
            if any(key.column.table.name == "talent" for key in column.foreign_keys):
                yield table, column.name


def _move(session: Session, table: Any, column: str, keep_id: int, gone_id: int) -> None:
    rows = session.scalars(select(table).where(getattr(table, column) == gone_id)).all()
    own = SQLModel.metadata.tables[str(table.__tablename__)]
    for row in rows:
        if _only_one(session, table, own, column, keep_id, row):
            continue  # the first one's counts; the other's stays with the archived record
        setattr(row, column, keep_id)
    session.flush()


def _only_one(session: Session, table: Any, own: Any, column: str, keep_id: int, row: Any) -> bool:
    """Say whether the first has already what there may be only once."""
    groups = [
        [part.name for part in index.columns]
        for index in (*own.indexes, *own.constraints)
        if getattr(index, "unique", False) or type(index).__name__ == "UniqueConstraint"
    ]
    for names in groups:
        if column not in names:
            continue
        same = [getattr(table, name) == getattr(row, name) for name in names if name != column]
        held = select(col(table.id)).where(getattr(table, column) == keep_id, *same)
        if session.execute(held).first() is not None:
            return True
    return False


def _move_cards(session: Session, keep_id: int, gone_id: int) -> None:
    """Move the cards that do not hold at the same time as one of the first's."""
    own = session.scalars(select(RateCard).where(col(RateCard.talent_id) == keep_id)).all()
    spans = defaultdict(list)
    for card in own:
        spans[card.currency].append((card.first_on, card.last_on))
    for card in session.scalars(select(RateCard).where(col(RateCard.talent_id) == gone_id)).all():
        wanted = [*spans[card.currency], (card.first_on, card.last_on)]
        try:
            rates.check_spans(wanted)
        except Invalid:
            continue  # prices of the same days: the first one's hold
        spans[card.currency] = wanted
        card.talent_id = keep_id
        for item in session.scalars(select(RateItem).where(col(RateItem.card_id) == card.key)):
            item.talent_id = keep_id
    session.flush()


def _move_personal(session: Session, keep_id: int, gone_id: int) -> None:
    """Seal again what only the second has; the seals are bound to the person."""
    held = select(col(PersonalData.id)).where(col(PersonalData.talent_id) == gone_id)
    if session.execute(held).first() is None:
        return
    personal.move(session, keep_id, gone_id)


def _move_drafts(session: Session, kept: Talent, gone: Talent) -> None:
    """Let proposals that were not sent name the first; a sent version never changes."""
    open_ = select(col(ProposalVersion.id)).where(col(ProposalVersion.pdf) == "")
    for table in (ProposalLine, ProposalCreator):
        rows = session.scalars(
            select(table).where(col(table.talent_id) == gone.key, col(table.version_id).in_(open_))
        )
        for row in rows:
            row.talent_id = kept.key
            if isinstance(row, ProposalCreator):
                row.name, row.name_zh = kept.name, kept.name_zh
    session.flush()


def _fill_once(session: Session, keep_id: int, gone_id: int) -> None:
    """Fill the gaps of what both have and only one may have."""
    for table, names in ONCE.items():
        own = session.scalars(select(table).where(col(table.talent_id) == keep_id)).all()
        for row in session.scalars(select(table).where(col(table.talent_id) == gone_id)):
            for mine in own:
                if getattr(mine, "client_id", 0) != getattr(row, "client_id", 0):
                    continue
                for name in names:
                    if not getattr(mine, name) and getattr(row, name):
                        setattr(mine, name, getattr(row, name))
    session.flush()


def _move_loose(session: Session, keep_id: int, gone_id: int) -> None:
    """Move what names the second without a foreign key: files, choices of the schedule."""
    files = select(Attachment).where(
        col(Attachment.noun) == "talent", col(Attachment.record_id) == gone_id
    )
    for file in session.scalars(files):
        file.record_id = keep_id
    before, after = f"talent:{gone_id}", f"talent:{keep_id}"
    for need in session.scalars(select(TaskNeed)):
        if before in need.any_of:
            swapped = (after if one == before else one for one in need.any_of)
            need.any_of = list(dict.fromkeys(swapped))
    for earlier in session.scalars(select(Talent).where(col(Talent.merged_into) == gone_id)):
        earlier.merged_into = keep_id
    session.flush()
