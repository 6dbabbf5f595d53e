"""Adding people to the roster, changing what is said of them, taking them off."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from studio.domain import talent as rules
from studio.domain.clients import check_names
from studio.domain.gates import cleaned
from studio.errors import Invalid, Locked
from studio.persistence.tables.studio import Person
from studio.persistence.tables.talent import Talent
from studio.services.operation import command, load, name_step
from studio.services.studio.rows import put
from studio.services.talent.naming import called, keep_keys
from studio.text import Message


@command("Add talent", right="talent.edit")
def create(session: Session, values: Mapping[str, object]) -> int:
    """Add a person or character; a name is needed, in either language."""
    clean = cleaned(rules.GATES, values)
    row = Talent(**{"name": "", **clean})
    _check(session, row, clean)
    session.add(row)
    session.flush()
    name_step(session, Message("Add {name}", name=called(row)))
    return row.key


@command("Change talent", right="talent.edit")
def change(session: Session, talent_id: int, *, version: int, values: Mapping[str, object]) -> int:
    """Change plain fields; return the new version. Sent proposals keep what they showed."""
    row = load(session, Talent, talent_id, version)
    if row.erased_on is not None:
        raise Locked(Message("This person's data were erased; the record is kept for the books."))
    clean = cleaned(rules.GATES, values)
    put(row, clean)
    if row.kind != "crew":
        row.discipline = ""
    if not row.do_not_pitch:
        row.do_not_pitch_reason = ""
    _check(session, row, clean)
    name_step(session, Message("Change {name}", name=called(row)))
    session.flush()
    return row.version


@command("Do not pitch", right="talent.edit")
def hold_back(session: Session, talent_id: int, *, version: int, reason: str) -> int:
    """Mark that somebody is not to be proposed, and why; return the new version."""
    row = load(session, Talent, talent_id, version)
    clean = cleaned({"reason": rules.GATES["do_not_pitch_reason"]}, {"reason": reason})
    if not clean["reason"]:
        raise Invalid({"reason": Message("Say why.")})
    row.do_not_pitch = True
    row.do_not_pitch_reason = clean["reason"]
    name_step(session, Message("Do not pitch {name}", name=called(row)))
    session.flush()
    return row.version


@command("Pitch again", right="talent.edit")
def pitch_again(session: Session, talent_id: int, *, version: int) -> int:
    """Let somebody be proposed again; return the new version."""
    row = load(session, Talent, talent_id, version)
    row.do_not_pitch = False
    row.do_not_pitch_reason = ""
    name_step(session, Message("Pitch {name} again", name=called(row)))
    session.flush()
    return row.version


@command("Archive talent", right="talent.edit")
def archive(session: Session, talent_id: int, *, version: int) -> int:
    """Take somebody off the lists; what they are part of stays."""
    row = load(session, Talent, talent_id, version)
    row.archived = True
    name_step(session, Message("Archive {name}", name=called(row)))
    session.flush()
    return row.version


@command("Archive people", right="talent.edit")
def archive_many(session: Session, ids: Sequence[int]) -> int:
    """Take several people off the lists in one step; return how many."""
    for talent_id in ids:
        load(session, Talent, talent_id).archived = True
    name_step(session, Message("Archive {count} people", count=len(ids)))
    return len(ids)


@command("Restore talent", right="talent.edit")
def restore(session: Session, talent_id: int, *, version: int) -> int:
    """Put somebody back on the lists."""
    row = load(session, Talent, talent_id, version)
    if row.erased_on is not None:
        raise Locked(Message("This person's data were erased; the record is kept for the books."))
    row.archived = False
    name_step(session, Message("Restore {name}", name=called(row)))
    session.flush()
    return row.version


def _check(session: Session, row: Talent, given: Mapping[str, object]) -> None:
    """Check a record as it would be; only what is given now is compared with the others."""
    check_names(row.name, row.name_zh)
    keep_keys(row)
    if row.do_not_pitch and not row.do_not_pitch_reason:
        raise Invalid({"do_not_pitch_reason": Message("Say why.")})
    with session.no_autoflush:
        if row.person_id is not None and session.get(Person, row.person_id) is None:
            raise Invalid({"person_id": Message("Choose one of the list.")})
        if row.code and "code" in given:
            code = func.lower(col(Talent.code)) == row.code.casefold()
            _refuse_other(session, row, code, "code", Message("{name} has this code."))
        if row.person_id is not None and "person_id" in given:
            person = col(Talent.person_id) == row.person_id
            _refuse_other(session, row, person, "person_id", Message("That is {name} already."))


def _refuse_other(
    session: Session, row: Talent, same: ColumnElement[bool], field: str, words: Message
) -> None:
    """Refuse what somebody else on the roster has; merged and erased records do not count."""
    other = session.scalars(
        select(Talent).where(
            same,
            col(Talent.id) != (row.id or 0),
            col(Talent.merged_into).is_(None),
            col(Talent.erased_on).is_(None),
        )
    ).first()
    if other is not None:
        raise Invalid({field: words.filled(name=called(other))})
