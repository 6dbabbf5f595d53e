"""The sealed fields of a person: kept, read for masking, revealed and logged, moved by a merge."""

from collections.abc import Mapping

from sqlalchemy import delete, insert, select
from sqlmodel import Session, SQLModel, col

from studio.domain.gates import cleaned
from studio.domain.talent import personal as rules
from studio.errors import Invalid, Unavailable
from studio.persistence import secrets
from studio.persistence.tables.personal import PersonalData
from studio.persistence.tables.talent import Talent
from studio.services.operation import command, load, name_step, scope
from studio.services.talent.naming import called
from studio.services.talent.personal import keys, looks, retention
from studio.text import Message

KEYS = SQLModel.metadata.tables["person_key"]


def row_of(session: Session, talent_id: int) -> PersonalData | None:
    """Return the sealed row of a person; None where nothing was ever kept."""
    return session.scalars(
        select(PersonalData).where(col(PersonalData.talent_id) == talent_id)
    ).first()


def _place(talent_id: int, field: str) -> str:
    return f"personal_data:{talent_id}:{field}"


def _key(session: Session, talent_id: int, *, make: bool = False) -> bytes | None:
    """Return the key of one person's data, made at the first value."""
    wrapped = session.execute(select(KEYS.c.wrapped).where(KEYS.c.talent_id == talent_id)).scalar()
    if wrapped is not None:
        return secrets.opened(keys.master(session), wrapped, f"person_key:{talent_id}")
    if not make:
        return None
    if keys.studio_key(session) is None and scope(session).vault.store.usable:
        keys.make(session)
    key = secrets.new_key()
    sealed = secrets.seal(keys.master(session), key, f"person_key:{talent_id}")
    session.connection().execute(insert(KEYS), {"talent_id": talent_id, "wrapped": sealed})
    return key


def values(session: Session, talent_id: int) -> dict[str, str]:
    """Return a person's fields in the clear; only for masking, revealing and export."""
    row = row_of(session, talent_id)
    kept = {} if row is None else {field: getattr(row, field) for field in rules.FIELDS}
    kept = {field: sealed for field, sealed in kept.items() if sealed}
    key = _key(session, talent_id) if kept else None
    if key is None:
        return {}
    return {
        field: secrets.opened(key, sealed, _place(talent_id, field)).decode()
        for field, sealed in kept.items()
    }


@command("Keep personal data", right="talent.private")
def keep(
    session: Session, talent_id: int, *, version: int = 0, values: Mapping[str, object]
) -> int:
    """Seal personal fields; "" takes one away. Journal and undo see only sealed values.

    Returns the new version.
    """
    person = load(session, Talent, talent_id)
    clean = cleaned(rules.GATES, values)
    row = row_of(session, talent_id)
    if row is not None:
        row = load(session, PersonalData, row.key, version or None)
    row = row or PersonalData(talent_id=talent_id)
    _seal(session, row, talent_id, clean)
    for category in {rules.FIELDS[field].category for field, value in clean.items() if value}:
        retention.note(session, talent_id, category)
    name_step(session, Message("Keep personal data of {name}", name=called(person)))
    session.flush()
    return row.version


def _seal(session: Session, row: PersonalData, talent_id: int, clean: Mapping[str, str]) -> None:
    key = _key(session, talent_id, make=True)
    if key is None:
        raise Unavailable(Message("Personal data are locked. Type the passphrase."))
    for field, value in clean.items():
        sealed = secrets.seal(key, value.encode(), _place(talent_id, field)) if value else ""
        setattr(row, field, sealed)
    session.add(row)
    session.flush()


def shed(session: Session, talent_id: int) -> None:
    """Seal what is left under a new key, so that what the journal holds opens no more.

    Raises Unavailable while the data are locked and something is left.
    """
    left, row = values(session, talent_id), row_of(session, talent_id)
    session.connection().execute(delete(KEYS).where(KEYS.c.talent_id == talent_id))
    if left and row is not None:
        _seal(session, row, talent_id, left)


def move(session: Session, keep_id: int, gone_id: int) -> None:
    """Seal for one person what only another has; raises Unavailable while the data are locked."""
    theirs, own = values(session, gone_id), values(session, keep_id)
    missing = {field: value for field, value in theirs.items() if not own.get(field)}
    if not missing:
        return
    row = row_of(session, keep_id) or PersonalData(talent_id=keep_id)
    before = row_of(session, gone_id)
    row.abroad = row.abroad or (before.abroad if before is not None else "")
    _seal(session, row, keep_id, missing)


@command("Reveal personal data", right="talent.private", undo=False)
def reveal(session: Session, talent_id: int, field: str, reason: str = "") -> str:
    """Return one field in the clear, and log who looked."""
    if field not in rules.FIELDS:
        raise Invalid({"field": Message("There is no such field.")})
    value = values(session, talent_id).get(field, "")
    looks.log(session, talent_id, field, reason)
    return value
