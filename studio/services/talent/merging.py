"""The same person twice: who may be one, and making one of two with all that belongs to them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from studio.domain.talent.duplicates import Candidate, Face, find
from studio.errors import Invalid
from studio.persistence.tables.accounts import SocialAccount
from studio.persistence.tables.talent import Talent
from studio.services.matching import columns
from studio.services.operation import command, load, name_step, query
from studio.services.talent import joining
from studio.services.talent.naming import called
from studio.text import Message


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
    What was sent or issued goes on naming the record it named. Returns the new version; raises
    Invalid where both are booked at the same time.
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
    joining.join(session, kept, gone)
    gone.archived = True
    gone.merged_into = kept.key
    session.flush()
    return kept.version
