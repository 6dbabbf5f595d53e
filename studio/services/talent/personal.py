"""Personal data: sealed, masked, revealed by right and logged, exported, erased in time."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, SQLModel, col

from studio.domain import gates
from studio.domain.gates import cleaned
from studio.domain.talent import personal as rules
from studio.errors import Denied, Invalid, Unavailable
from studio.persistence import secrets
from studio.persistence.audit import ROWS
from studio.persistence.tables.accounts import AgencyLink, SocialAccount
from studio.persistence.tables.personal import (
    PersonalData,
    Retention,
    Reveal,
    StudioKey,
)
from studio.persistence.tables.studio import Person
from studio.persistence.tables.talent import Talent
from studio.services import access
from studio.services.matching import columns
from studio.services.operation import command, load, name_step, now, query, scope, today
from studio.services.studio.rows import put
from studio.services.talent.naming import called, keep_keys
from studio.services.talent.rows import Masked
from studio.text import Message

PROOF = b"callboard"
KEYS = SQLModel.metadata.tables["person_key"]


@dataclass(frozen=True, slots=True)
class Seen:
    """One look at a masked value."""

    at: datetime
    person: str
    person_zh: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Term:
    """Until when a category is kept; `due` once that day has come."""

    id: int
    version: int
    talent_id: int
    name: str
    name_zh: str
    category: str
    keep_until: date
    note: str
    due: bool


@dataclass(frozen=True, slots=True)
class Papers:
    """What is kept of a person under seal, masked; `state` is none, locked or open."""

    state: str
    version: int
    fields: tuple[Masked, ...]
    consent_on: date | None
    abroad: bool
    seen: tuple[Seen, ...]
    terms: tuple[Term, ...]
    store: bool
    """Whether this machine has a key store, so that no passphrase is needed."""


# -- the studio's key ----------------------------------------------------------------------------


def _studio_key(session: Session) -> StudioKey | None:
    return session.scalars(select(StudioKey).order_by(col(StudioKey.id).desc())).first()


def _master(session: Session) -> bytes:
    """Return the studio's key; raises Unavailable while it is locked or was never made."""
    row = _studio_key(session)
    if row is None:
        raise Unavailable(Message("Personal data have no key yet. Set a passphrase first."))
    key = scope(session).vault.key(row.name)
    if key is None:
        raise Unavailable(Message("Personal data are locked. Type the passphrase."))
    secrets.opened(key, row.proof, row.name)
    return key


@command("Set up personal data", right="talent.private", undo=False)
def set_up(session: Session, passphrase: str = "") -> bool:
    """Make the studio's key: kept by the system's store, and under a passphrase where one is given.

    Without a key store a passphrase of at least ten characters is needed. Returns whether the
    system's store has the key.
    """
    if _studio_key(session) is not None:
        raise Invalid({"passphrase": Message("Personal data have a key already.")})
    vault = scope(session).vault
    if passphrase or not vault.store.usable:
        _check_passphrase(passphrase)
    _make_key(session, passphrase)
    return vault.store.usable


def _make_key(session: Session, passphrase: str) -> bytes:
    key, name = secrets.new_key(), f"studio-{uuid4().hex}"
    salt = secrets.new_key()[:16] if passphrase else b""
    wrapped = ""
    if passphrase:
        wrapped = secrets.seal(secrets.stretched(passphrase, salt), key, name)
    session.add(
        StudioKey(name=name, proof=secrets.seal(key, PROOF, name), salt=salt.hex(), wrapped=wrapped)
    )
    session.flush()
    scope(session).vault.keep(name, key)
    return key


def _check_passphrase(passphrase: str) -> None:
    if len(passphrase) < 10:
        raise Invalid({"passphrase": Message("At least ten characters, please.")})


@query
def unlock(session: Session, passphrase: str) -> None:
    """Open the personal data with the passphrase until the program ends; raises Denied."""
    row = _studio_key(session)
    if row is None or not row.wrapped:
        raise Unavailable(Message("Personal data have no passphrase."))
    stretched = secrets.stretched(passphrase, bytes.fromhex(row.salt))
    try:
        key = secrets.opened(stretched, row.wrapped, row.name)
    except Denied as error:
        raise Denied(Message("This is not the passphrase.")) from error
    scope(session).vault.unlock(row.name, key)


# -- a person's fields ---------------------------------------------------------------------------


def _place(talent_id: int, field: str) -> str:
    return f"personal_data:{talent_id}:{field}"


def _row(session: Session, talent_id: int) -> PersonalData | None:
    return session.scalars(
        select(PersonalData).where(col(PersonalData.talent_id) == talent_id)
    ).first()


def _key(session: Session, talent_id: int, *, make: bool = False) -> bytes | None:
    """Return the key of one person's data, made at the first value."""
    wrapped = session.execute(select(KEYS.c.wrapped).where(KEYS.c.talent_id == talent_id)).scalar()
    if wrapped is not None:
        return secrets.opened(_master(session), wrapped, f"person_key:{talent_id}")
    if not make:
        return None
    if _studio_key(session) is None and scope(session).vault.store.usable:
        _make_key(session, "")
    key = secrets.new_key()
    sealed = secrets.seal(_master(session), key, f"person_key:{talent_id}")
    session.connection().execute(insert(KEYS), {"talent_id": talent_id, "wrapped": sealed})
    return key


def _values(session: Session, talent_id: int) -> dict[str, str]:
    """Return a person's fields in the clear; only for masking, revealing and export."""
    row, key = _row(session, talent_id), _key(session, talent_id)
    if row is None or key is None:
        return {}
    return {
        field: secrets.opened(key, sealed, _place(talent_id, field)).decode()
        for field in rules.FIELDS
        if (sealed := getattr(row, field))
    }


@query
def papers(session: Session, talent_id: int) -> Papers:
    """Return what is kept of a person, masked, with who looked and until when it is kept."""
    _demand_right(session)
    row, studio = _row(session, talent_id), _studio_key(session)
    vault = scope(session).vault
    state = "none" if studio is None else "open"
    if studio is not None and vault.key(studio.name) is None:
        state = "locked"
    clear = _values(session, talent_id) if state == "open" else {}
    fields = tuple(
        Masked(
            kept.code,
            rules.mask(clear.get(kept.code, ""), tail=kept.tail)
            if state == "open"
            else rules.MASK * bool(row and getattr(row, kept.code)),
        )
        for kept in rules.FIELDS.values()
    )
    return Papers(
        state,
        row.version if row else 0,
        fields,
        row.sensitive_consent_on if row else None,
        row.abroad if row else False,
        _seen(session, talent_id),
        tuple(_terms(session, col(Retention.talent_id) == talent_id)),
        vault.store.usable,
    )


def _seen(session: Session, talent_id: int) -> tuple[Seen, ...]:
    rows = session.execute(
        select(*columns(Reveal, "at"), *columns(Person, "name", "name_zh"),
               *columns(Reveal, "what", "reason"))
        .outerjoin(Person, col(Person.id) == col(Reveal.person_id))
        .where(col(Reveal.talent_id) == talent_id)
        .order_by(col(Reveal.id).desc())
        .limit(100)
    )  # fmt: skip
    return tuple(Seen(at, name or "", zh or "", what, why) for at, name, zh, what, why in rows)


@command("Keep personal data", right="talent.private")
def keep(
    session: Session, talent_id: int, *, version: int = 0, values: Mapping[str, object]
) -> int:
    """Seal personal fields; "" takes one away. Journal and undo see only sealed values.

    Returns the new version.
    """
    person = load(session, Talent, talent_id)
    plain = {name: value for name, value in values.items() if name in rules.FIELDS}
    clean = cleaned(rules.GATES, plain)
    more = cleaned(
        {"sensitive_consent_on": gates.day, "abroad": gates.flag},
        {name: value for name, value in values.items() if name not in rules.FIELDS},
    )
    row = _row(session, talent_id)
    if row is not None:
        row = load(session, PersonalData, row.key, version or None)
    key = _key(session, talent_id, make=True)
    row = row or PersonalData(talent_id=talent_id)
    if key is None:
        raise Unavailable(Message("Personal data are locked. Type the passphrase."))
    for field, value in clean.items():
        place = _place(talent_id, field)
        setattr(row, field, secrets.seal(key, value.encode(), place) if value else "")
    put(row, more)
    session.add(row)
    session.flush()
    for category in {rules.FIELDS[field].category for field, value in clean.items() if value}:
        _keep_until(session, talent_id, category)
    session.flush()
    name_step(session, Message("Keep personal data of {name}", name=called(person)))
    return row.version


def move(session: Session, keep_id: int, gone_id: int) -> None:
    """Seal for one person what only another has; raises Unavailable while the data are locked."""
    theirs, own = _values(session, gone_id), _values(session, keep_id)
    missing = {field: value for field, value in theirs.items() if not own.get(field)}
    if not missing:
        return
    key = _key(session, keep_id, make=True)
    if key is None:
        raise Unavailable(Message("Personal data are locked. Type the passphrase."))
    row = _row(session, keep_id) or PersonalData(talent_id=keep_id)
    for field, value in missing.items():
        setattr(row, field, secrets.seal(key, value.encode(), _place(keep_id, field)))
    session.add(row)
    session.flush()


@command("Reveal personal data", right="talent.private", undo=False)
def reveal(session: Session, talent_id: int, field: str, reason: str = "") -> str:
    """Return one field in the clear, and log who looked."""
    if field not in rules.FIELDS:
        raise Invalid({"field": Message("There is no such field.")})
    value = _values(session, talent_id).get(field, "")
    _log(session, talent_id, field, reason)
    return value


def _log(session: Session, talent_id: int, what: str, reason: str) -> None:
    session.add(
        Reveal(
            talent_id=talent_id,
            person_id=scope(session).person_id,
            at=now(session),
            what=what,
            reason=reason[:300],
        )
    )
    session.flush()


def _demand_right(session: Session) -> None:
    """Refuse a question whose answer needs a right: queries carry none of their own."""
    access.check(scope(session).roles, "talent.private")


# -- keeping and erasing -------------------------------------------------------------------------


def _keep_until(session: Session, talent_id: int, category: str) -> None:
    held = session.scalars(
        select(Retention).where(
            col(Retention.talent_id) == talent_id, col(Retention.category) == category
        )
    ).first()
    if held is None:
        until = rules.keep_until(category, today(session))
        session.add(Retention(talent_id=talent_id, category=category, keep_until=until))


@command("Change retention", right="talent.private")
def keep_until(session: Session, retention_id: int, *, version: int, until: date) -> int:
    """Change until when a category is kept; return the new version."""
    row = load(session, Retention, retention_id, version)
    clean = gates.day(until)
    if clean is None:
        raise Invalid({"until": Message("A date is needed.")})
    row.keep_until = clean
    session.flush()
    return row.version


@query
def due(session: Session) -> list[Term]:
    """Return what may be dropped by now, the longest overdue first; nothing goes by itself."""
    return list(_terms(session, col(Retention.keep_until) <= today(session)))


def _terms(session: Session, condition: Any) -> Sequence[Term]:
    on = today(session)
    rows = session.execute(
        select(
            *columns(Retention, "id", "version", "talent_id"),
            *columns(Talent, "name", "name_zh"),
            *columns(Retention, "category", "keep_until", "note"),
        )
        .join(Talent, col(Talent.id) == col(Retention.talent_id))
        .where(condition, col(Talent.erased_on).is_(None))
        .order_by(col(Retention.keep_until), col(Retention.id))
    )
    return [
        Term(key, version, talent_id, name, zh, category, until, note, until <= on)
        for key, version, talent_id, name, zh, category, until, note in rows
    ]


@command("Drop what is due", right="talent.private", undo=False)
def drop(session: Session, retention_ids: Sequence[int]) -> int:
    """Empty the sealed fields of categories whose time is over; return how many fields went."""
    gone = 0
    for key in retention_ids:
        term = load(session, Retention, key)
        row = _row(session, term.talent_id)
        for kept in rules.FIELDS.values():
            if row is not None and kept.category == term.category and getattr(row, kept.code):
                setattr(row, kept.code, "")
                gone += 1
        _log(session, term.talent_id, "drop", term.category)
        session.delete(term)
    session.flush()
    return gone


@command("Export a person", right="talent.private", undo=False)
def export(session: Session, talent_id: int) -> str:
    """Return everything kept of a person as readable JSON, and log that it left."""
    row = load(session, Talent, talent_id)
    tables = SQLModel.metadata.tables
    found: dict[str, Any] = {
        "exported_on": today(session).isoformat(),
        "person": {
            name: value
            for name, value in row.model_dump(mode="json").items()
            if name not in ("version", "name_keys") and value not in ("", None, [], {})
        },
        "personal_data": _values(session, talent_id),
    }
    accounts = [one.key for one in _of(session, SocialAccount, talent_id)]
    for name, table in tables.items():
        if name in ("talent", "personal_data", "person_key", "audit", "action"):
            continue
        column = table.columns.get("talent_id")
        condition = None if column is None else column == talent_id
        if name in ("follower_snapshot", "audience_snapshot"):
            condition = table.c.account_id.in_(accounts)
        if condition is None:
            continue
        rows = [_readable(one._mapping) for one in session.execute(select(table).where(condition))]  # noqa: SLF001  SQLAlchemy's public name for a row as a mapping
        if rows:
            found[name] = rows
    purposes = rules.terms(today(session)).values()
    found["purposes"] = {term.category: f"{term.purpose} / {term.purpose_zh}" for term in purposes}
    _log(session, talent_id, "export", "")
    return json.dumps(found, ensure_ascii=False, indent=2, default=str)


def _readable(row: Mapping[Any, Any]) -> dict[str, Any]:
    skip = ("version", "created_by", "changed_by", "changed_at")
    return {
        str(name): value
        for name, value in row.items()
        if name not in skip and value not in ("", None, [], {})
    }


def _of(session: Session, table: Any, talent_id: int) -> Sequence[Any]:
    return session.scalars(select(table).where(col(table.talent_id) == talent_id)).all()


@command("Erase a person", right="talent.private", undo=False)
def erase(session: Session, talent_id: int, *, version: int, reason: str = "") -> str:
    """Erase a person's data and keep the books: the record stays under a number.

    Sealed values lose their key, so that the journal's old ones cannot be read either; what the
    journal says in the clear is blotted out. Issued documents keep what they printed, as the law
    asks. Returns the name the record has now.
    """
    row = load(session, Talent, talent_id, version)
    before = called(row)
    for private in _of(session, PersonalData, talent_id):
        session.delete(private)
    for term in _of(session, Retention, talent_id):
        session.delete(term)
    for link in _of(session, AgencyLink, talent_id):
        link.contact = ""
        link.note = ""
    for account in _of(session, SocialAccount, talent_id):
        account.handle = account.handle_key = f"erased-{account.key}"
        account.uid = None
        account.url = ""
        account.marketplace_id = ""
        account.state = "closed"
    put(row, dict.fromkeys((*rules.PLAIN, "city", "do_not_pitch_reason"), ""))
    put(row, {"niches": [], "languages": [], "values": [], "person_id": None})
    row.name, row.name_zh = f"Erased {talent_id}", f"已删除 {talent_id}"
    keep_keys(row)
    row.archived = True
    row.erased_on = today(session)
    _log(session, talent_id, "erase", reason)
    session.flush()
    session.connection().execute(delete(KEYS).where(KEYS.c.talent_id == talent_id))
    _blot(session, talent_id, {before.en, before.zh} - {""})
    _blot_own(session)
    name_step(session, Message("Erase {name}", name=called(row)))
    return row.name


_BLOTTED = {
    "talent": (*rules.PLAIN, "city", "do_not_pitch_reason", "name_keys"),
    "social_account": ("handle", "handle_key", "uid", "url", "marketplace_id"),
    "agency_link": ("contact", "note"),
}


def _blot_own(session: Session) -> None:
    """Take the person out of what this very command is about to write into the journal."""
    log = session.info["changes"]
    for place, change in enumerate(log):
        wanted = _BLOTTED.get(change.table)
        if wanted is not None and change.before is not None:
            image = {name: ("" if name in wanted else was) for name, was in change.before.items()}
            log[place] = replace(change, before=image)


def _blot(session: Session, talent_id: int, names: set[str]) -> None:
    """Take what names or describes the person out of the journal's older rows and labels."""
    connection = session.connection()
    own = (ROWS.c.noun == "talent") & (ROWS.c.record == talent_id)
    actions = set()
    for entry in connection.execute(select(ROWS).where(own)):
        actions.add(entry.action_id)
        wanted = _BLOTTED.get(entry.table)
        if wanted is None:
            continue
        images = {
            side: {name: ("" if name in wanted else value) for name, value in image.items()}
            for side, image in (("before", entry.before), ("after", entry.after))
            if image is not None
        }
        if images:
            connection.execute(update(ROWS).where(ROWS.c.id == entry.id).values(**images))
    log = SQLModel.metadata.tables["action"]
    for action in connection.execute(
        select(log.c.id, log.c.label_values).where(log.c.id.in_(actions))
    ):
        words = json.dumps(action.label_values, ensure_ascii=False)
        if any(name in words for name in names):
            blotted = dict.fromkeys(action.label_values, "…")
            connection.execute(
                update(log).where(log.c.id == action.id).values(label_values=blotted)
            )
