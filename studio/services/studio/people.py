"""Commands on the people who work in the studio."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from studio.domain.clients import check_names
from studio.domain.gates import cleaned
from studio.domain.names import pick
from studio.domain.studio import PERSON_GATES
from studio.errors import Invalid
from studio.persistence.tables.studio import Person
from studio.services.operation import command, load, name_step
from studio.services.studio.rows import put
from studio.text import Message

OWNER = "OWN"


@command("Add person", right="studio.settings")
def add_person(session: Session, values: Mapping[str, object]) -> int:
    """Add somebody who works here; a name is needed, and at least one role."""
    clean = cleaned(PERSON_GATES, {"roles": (), **values})
    check_names(clean.get("name", ""), clean.get("name_zh", ""))
    person = Person(**{"name": "", **clean})
    session.add(person)
    session.flush()
    name_step(session, Message("Add {name}", name=called(person)))
    return person.key


@command("Change person", right="studio.settings")
def change_person(
    session: Session, person_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change a person; return the new version. The last owner stays one."""
    person = load(session, Person, person_id, version)
    clean = cleaned(PERSON_GATES, values)
    if OWNER in person.roles and OWNER not in clean.get("roles", (OWNER,)):
        _refuse_last_owner(session, person, "roles")
    put(person, clean)
    check_names(person.name, person.name_zh)
    name_step(session, Message("Change {name}", name=called(person)))
    session.flush()
    return person.version


@command("Archive person", right="studio.settings")
def archive_person(session: Session, person_id: int, *, version: int) -> int:
    """Take a person off the lists; what they did stays theirs. The last owner stays."""
    person = load(session, Person, person_id, version)
    if OWNER in person.roles:
        _refuse_last_owner(session, person, "archived")
    person.archived = True
    name_step(session, Message("Archive {name}", name=called(person)))
    session.flush()
    return person.version


@command("Restore person", right="studio.settings")
def restore_person(session: Session, person_id: int, *, version: int) -> int:
    """Put an archived person back on the lists."""
    person = load(session, Person, person_id, version)
    person.archived = False
    name_step(session, Message("Restore {name}", name=called(person)))
    session.flush()
    return person.version


def called(person: Person) -> str:
    """Return a person's name for step names, whichever language it is in."""
    return pick(person.name, person.name_zh, "en")


def _refuse_last_owner(session: Session, person: Person, field: str) -> None:
    working = session.exec(select(Person).where(col(Person.archived).is_(False))).all()
    if not any(OWNER in other.roles for other in working if other.id != person.id):
        raise Invalid({field: Message("Somebody has to be the owner. Name another owner first.")})
