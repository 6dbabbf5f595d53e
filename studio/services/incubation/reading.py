"""How incubation is read: newest readings, tests, milestones, and what the gates look at."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlmodel import Session, SQLModel

from studio.domain import agreements as agreement_rules
from studio.domain import incubation as rules
from studio.persistence import tables  # noqa: F401  makes every table known

T = SQLModel.metadata.tables
TALENT, PERSON = T["talent"], T["person"]
INCUBATION, TEST = T["incubation"], T["incubation_test"]
MILESTONE, MONEY, STEP = T["incubation_milestone"], T["incubation_money"], T["incubation_step"]
ACCOUNT, SNAPSHOT = T["social_account"], T["follower_snapshot"]
VIRTUAL, CONTRACT = T["virtual_profile"], T["contract"]

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Newest:
    """The largest account of somebody, as it was last read."""

    account_id: int
    platform: str
    followers: int
    read_on: date
    freshest: date
    """The newest reading of any of their accounts."""


def chunks(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    """Cut ids into pieces that one statement takes."""
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def newest(session: Session, keys: Sequence[int]) -> dict[int, Newest]:
    """Return the newest reading of the largest account of each person."""
    found: dict[int, Newest] = {}
    for some in chunks(keys):
        other = SNAPSHOT.alias("other")
        last = (
            select(func.max(other.c.as_of))
            .where(other.c.account_id == ACCOUNT.c.id)
            .correlate(ACCOUNT)
            .scalar_subquery()
        )
        rows = session.execute(
            select(
                ACCOUNT.c.talent_id,
                ACCOUNT.c.id,
                ACCOUNT.c.platform,
                SNAPSHOT.c.followers,
                SNAPSHOT.c.as_of,
            )
            .select_from(ACCOUNT)
            .join(SNAPSHOT, and_(SNAPSHOT.c.account_id == ACCOUNT.c.id, SNAPSHOT.c.as_of == last))
            .where(ACCOUNT.c.talent_id.in_(some))
            .order_by(ACCOUNT.c.talent_id, SNAPSHOT.c.followers.desc(), ACCOUNT.c.id)
        )
        for talent_id, account_id, platform, followers, as_of in rows:
            known = found.get(talent_id)
            if known is None:
                found[talent_id] = Newest(account_id, platform, followers, as_of, as_of)
            elif as_of > known.freshest:
                found[talent_id] = Newest(
                    known.account_id, known.platform, known.followers, known.read_on, as_of
                )
    return found


def readings(session: Session, account_id: int) -> tuple[tuple[date, int], ...]:
    """Return every reading of an account, oldest first."""
    rows = session.execute(
        select(SNAPSHOT.c.as_of, SNAPSHOT.c.followers)
        .where(SNAPSHOT.c.account_id == account_id)
        .order_by(SNAPSHOT.c.as_of)
    )
    return tuple((day, followers) for day, followers in rows)


def marks(session: Session, keys: Sequence[int], today: date) -> dict[int, rules.Marks]:
    """Return what the tests of each person say together."""
    found: dict[int, list[tuple[date, int, dict[str, int]]]] = defaultdict(list)
    for some in chunks(keys):
        rows = session.execute(
            select(TEST.c.talent_id, TEST.c.held_on, TEST.c.id, TEST.c.scores).where(
                TEST.c.talent_id.in_(some)
            )
        )
        for talent_id, held_on, key, scores in rows:
            found[talent_id].append((held_on, key, scores))
    return {key: rules.marks_of(found.get(key, ()), today) for key in keys}


def milestones(session: Session, keys: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return how many milestones each person has, and how many are done."""
    found: dict[int, tuple[int, int]] = {}
    for some in chunks(keys):
        rows = session.execute(
            select(
                MILESTONE.c.talent_id, func.count(MILESTONE.c.id), func.count(MILESTONE.c.done_on)
            )
            .where(MILESTONE.c.talent_id.in_(some))
            .group_by(MILESTONE.c.talent_id)
        )
        found.update({key: (total, done) for key, total, done in rows})
    return found


def signed(session: Session, keys: Sequence[int], today: date) -> set[int]:
    """Return who has a signed agreement that puts them on the roster and has not ended."""
    found: set[int] = set()
    for some in chunks(keys):
        rows = session.execute(
            select(CONTRACT.c.talent_id, CONTRACT.c.state, CONTRACT.c.end_on).where(
                CONTRACT.c.talent_id.in_(some),
                CONTRACT.c.kind.in_(sorted(agreement_rules.ROSTER_KINDS)),
            )
        )
        found |= {key for key, state, end in rows if agreement_rules.in_force(state, end, today)}
    return found


def labelled(session: Session, keys: Sequence[int]) -> set[int]:
    """Return which characters have their label and an owner written down."""
    rows = session.execute(
        select(VIRTUAL.c.talent_id).where(
            VIRTUAL.c.talent_id.in_(keys), (VIRTUAL.c.label != "") | (VIRTUAL.c.label_zh != "")
        )
    )
    return set(rows.scalars())


def standings(session: Session, rows: Sequence[Any], today: date) -> dict[int, rules.Standing]:
    """Return what the gates look at, for rows of the incubation table joined with their kind."""
    keys = [row.talent_id for row in rows]
    tested, read = marks(session, keys, today), newest(session, keys)
    under_contract, with_label = signed(session, keys, today), labelled(session, keys)
    return {
        row.talent_id: rules.Standing(
            lawful_basis=row.lawful_basis,
            objected=row.objected,
            marks=tested[row.talent_id],
            signed=row.talent_id in under_contract,
            payee=row.payee,
            newest_reading=read[row.talent_id].freshest if row.talent_id in read else None,
            virtual=row.kind == "virtual",
            ip_proof=bool(row.ip_proof),
            label=row.talent_id in with_label,
        )
        for row in rows
    }


def standing_of(session: Session, talent_id: int, today: date) -> rules.Standing:
    """Return what the gates look at for one person."""
    row = session.execute(
        select(INCUBATION, TALENT.c.kind)
        .select_from(INCUBATION)
        .join(TALENT, TALENT.c.id == INCUBATION.c.talent_id)
        .where(INCUBATION.c.talent_id == talent_id)
    ).one()
    return standings(session, [row], today)[talent_id]


def next_state(state: str) -> str:
    """Return the next stage of the board; "" at its end."""
    place = rules.COLUMNS.index(state) if state in rules.COLUMNS else -1
    return rules.COLUMNS[place + 1] if 0 <= place < len(rules.COLUMNS) - 1 else ""
