"""The same person twice: who may be one, and making one of two with all that belongs to them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel, col

from studio.domain.talent import rates
from studio.domain.talent.duplicates import Candidate, Face, find
from studio.errors import Invalid
from studio.persistence.base import Entity
from studio.persistence.tables.accounts import RateCard, RateItem, SocialAccount
from studio.persistence.tables.personal import PersonalData
from studio.persistence.tables.talent import Talent
from studio.services.matching import columns
from studio.services.operation import command, load, name_step, query
from studio.services.talent import personal
from studio.services.talent.naming import called, keep_keys
from studio.text import Message

STAYS = frozenset({"talent", "reveal", "rate_card", "rate_item", "personal_data"})
"""Tables whose rows stay, or move by a rule of their own."""

COPIES = ("proposal", "invoice")
"""Documents keep their own copy of who they name, so they go on naming the record they named."""

FILLED = (
    "code", "name", "name_zh", "city", "country", "zone", "calendar_id", "bio", "bio_zh",
    "brand_safety", "phone", "mail", "wechat", "person_id", "discipline",
)  # fmt: skip
LISTED = ("niches", "languages", "values", "skills")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one person, and why."""

    first: int
    first_name: str
    first_name_zh: str
    second: int
    second_name: str
    second_name_zh: str
    score: int
    reasons: tuple[Message, ...]


@query
def duplicates(session: Session, talent_id: int = 0, limit: int = 200) -> list[Pair]:
    """Return who may be on the roster twice, the surest first; of one person where asked for."""
    names: dict[int, tuple[str, str]] = {}
    faces = list(_faces(session, names))
    found = [one for one in find(faces) if not talent_id or talent_id in (one.first, one.second)]
    return [_pair(one, names) for one in found[:limit]]


def _faces(session: Session, names: dict[int, tuple[str, str]]) -> Iterator[Face]:
    accounts: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for talent_id, platform, handle in session.execute(
        select(*columns(SocialAccount, "talent_id", "platform", "handle_key"))
    ):
        accounts[talent_id].append((platform, handle))
    kept = ("id", "name", "name_zh", "name_keys", "phone", "mail", "wechat")
    for key, name, name_zh, keys, phone, mail, wechat in session.execute(
        select(*columns(Talent, *kept)).where(col(Talent.archived).is_(False))
    ):
        names[key] = (name, name_zh)
        called_by = tuple(one for one in (name, name_zh) if one)
        yield Face(key, called_by, tuple(keys), phone, mail, wechat, tuple(accounts[key]))


def _pair(one: Candidate, names: dict[int, tuple[str, str]]) -> Pair:
    return Pair(
        one.first, *names[one.first], one.second, *names[one.second], one.score, one.reasons
    )


@command("Merge talent", right="talent.edit")
def merge(session: Session, keep_id: int, gone_id: int, *, version: int, gone_version: int) -> int:
    """Make one of two: all that belongs to the second moves to the first, in one undoable step.

    What the first says counts; the second fills its gaps and is archived, pointing at the first.
    Proposals and invoices go on naming the record they named. Returns the new version.
    """
    if keep_id == gone_id:
        raise Invalid({"talent_id": Message("Choose two different people.")})
    kept = load(session, Talent, keep_id, version)
    gone = load(session, Talent, gone_id, gone_version)
    if gone.erased_on is not None or kept.erased_on is not None:
        raise Invalid({"talent_id": Message("One of them was erased.")})
    if (kept.kind == "virtual") != (gone.kind == "virtual"):
        raise Invalid({"kind": Message("A character and a person are not one.")})
    name_step(session, Message("Merge {gone} into {name}", gone=called(gone), name=called(kept)))
    _fill(kept, gone)
    _move_personal(session, kept.key, gone.key)
    _move_cards(session, kept.key, gone.key)
    for table, column in _tied():
        _move(session, table, column, kept.key, gone.key)
    gone.archived = True
    gone.merged_into = kept.key
    session.flush()
    return kept.version


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
        if name in STAYS or name.startswith(COPIES):
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
