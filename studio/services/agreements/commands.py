"""What can be done with contracts and releases."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from studio.domain import agreements as rules
from studio.domain import gates
from studio.domain.gates import cleaned
from studio.domain.names import pick
from studio.errors import Invalid, Locked
from studio.persistence.tables.agreements import Contract, Release
from studio.persistence.tables.clients import Client
from studio.persistence.tables.projects import Project
from studio.persistence.tables.studio import LegalEntity
from studio.persistence.tables.talent import Talent
from studio.services.operation import command, load, name_step, scope, today
from studio.services.studio.rows import put
from studio.text import Message

_OTHERS: Mapping[str, type[Any]] = {
    "client_id": Client,
    "project_id": Project,
    "legal_entity_id": LegalEntity,
}


@command("Add contract", right="talent.edit")
def add_contract(session: Session, talent_id: int, values: Mapping[str, object]) -> int:
    """Add a draft contract with somebody; return its id."""
    person = load(session, Talent, talent_id)
    clean = _contract_values(session, values)
    rules.check_term(clean.get("start_on"), clean.get("end_on"))
    row = Contract(talent_id=talent_id, **clean)
    session.add(row)
    name_step(session, Message("Add a contract with {name}", name=_name(person)))
    session.flush()
    return row.key


@command("Change contract", right="talent.edit")
def change_contract(
    session: Session, contract_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change a contract; a signed one takes notes only, anything else by an amendment."""
    row = load(session, Contract, contract_id, version)
    clean = _contract_values(session, values)
    if row.state not in ("draft", "in_negotiation", "agreed") and (
        set(clean) - rules.SIGNED_CHANGES
    ):
        raise Locked(Message("This contract is signed and stays as it is. Make an amendment."))
    put(row, clean)
    rules.check_term(row.start_on, row.end_on)
    _name_contract(session, row)
    session.flush()
    return row.version


@command("Move contract", right="talent.edit")
def move_contract(
    session: Session, contract_id: int, *, version: int, to: str, reason: str = ""
) -> int:
    """Move a contract on: in_negotiation, agreed, signed, terminated, cancelled (SM-4)."""
    row = load(session, Contract, contract_id, version)
    shown = rules.shown_contract(row.state, row.start_on, row.end_on, today(session))
    before = shown if to == "terminated" and row.state == "signed" else row.state
    rules.check_contract_move(
        before,
        to,
        law=row.law,
        clauses=row.clauses,
        signed=(row.signed_by_us, row.signed_by_us_on, row.signed_by_them, row.signed_by_them_on),
        start_on=row.start_on,
        today=today(session),
        owner="OWN" in scope(session).roles,
        reason=reason,
    )
    row.state, row.state_reason = to, gates.words(300)(reason)
    if to == "terminated":
        row.terminated_on = today(session)
    _name_contract(session, row)
    session.flush()
    return row.version


@command("Sign contract", right="talent.edit")
def sign(session: Session, contract_id: int, *, version: int, values: Mapping[str, object]) -> int:
    """Note who signed and when, and lock the contract, in one step; return the new version."""
    names = {"signed_by_us", "signed_by_us_on", "signed_by_them", "signed_by_them_on"}
    given = {name: value for name, value in values.items() if name in names}
    now = change_contract(contract_id, version=version, values=given).call(session)
    return move_contract(contract_id, version=now, to="signed").call(session)


@command("Amend contract", right="talent.edit")
def amend(session: Session, contract_id: int) -> int:
    """Begin an amendment: a draft with the same terms that names its parent; return its id."""
    parent = load(session, Contract, contract_id)
    if parent.state != "signed":
        raise Invalid({"state": Message("Only a signed contract is amended.")})
    copied = {
        name: getattr(parent, name)
        for name in rules.CONTRACT_GATES
        if not name.startswith("signed_") and name != "number"
    }
    row = Contract(talent_id=parent.talent_id, parent_id=parent.key, **copied)
    session.add(row)
    _name_contract(session, row)
    session.flush()
    return row.key


@command("Add release", right="talent.edit")
def add_release(session: Session, talent_id: int, values: Mapping[str, object]) -> int:
    """Add a release or consent of somebody; return its id."""
    person = load(session, Talent, talent_id)
    clean = _release_values(session, values)
    row = Release(talent_id=talent_id, **clean)
    _check_release(row, today(session))
    session.add(row)
    name_step(session, Message("Add a release of {name}", name=_name(person)))
    session.flush()
    return row.key


@command("Change release", right="talent.edit")
def change_release(
    session: Session, release_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change a release; one that is signed takes notes only, one that is revoked nothing else."""
    row = load(session, Release, release_id, version)
    clean = _release_values(session, values)
    if row.signed_on is not None and set(clean) - rules.SIGNED_CHANGES:
        raise Locked(Message("This release is signed and stays as it is. Add a new one."))
    put(row, clean)
    _check_release(row, today(session))
    _name_release(session, row)
    session.flush()
    return row.version


@command("Revoke release", right="talent.edit")
def revoke_release(
    session: Session, release_id: int, *, version: int, reason: str, on: date | None = None
) -> int:
    """Note that somebody took their consent back; what is out must come down."""
    row = load(session, Release, release_id, version)
    words = gates.words(300)(reason)
    if not words:
        raise Invalid({"reason": Message("Say why: it is kept with the step.")})
    if row.revoked_on is not None:
        raise Invalid({"revoked_on": Message("This release was revoked already.")})
    row.revoked_on, row.revoke_reason = on or today(session), words
    rules.check_revocation(row.signed_on, row.revoked_on, today(session))
    _name_release(session, row)
    session.flush()
    return row.version


@command("Remove release", right="talent.edit")
def remove_release(session: Session, release_id: int, *, version: int) -> None:
    """Take away a release nobody signed."""
    row = load(session, Release, release_id, version)
    if row.signed_on is not None:
        raise Locked(Message("This release is signed and stays as it is. Revoke it."))
    _name_release(session, row)
    session.delete(row)


def _contract_values(session: Session, values: Mapping[str, object]) -> dict[str, Any]:
    clean = cleaned(rules.CONTRACT_GATES, values)
    _check_others(session, clean)
    return clean


def _release_values(session: Session, values: Mapping[str, object]) -> dict[str, Any]:
    clean = cleaned(rules.RELEASE_GATES, values)
    _check_others(session, clean)
    return clean


def _check_others(session: Session, clean: Mapping[str, Any]) -> None:
    for field, table in _OTHERS.items():
        key = clean.get(field)
        if key is not None and session.get(table, key) is None:
            raise Invalid({field: Message("Choose one of the list.")})


def _check_release(row: Release, now: date) -> None:
    rules.check_term(row.first_on, row.last_on)
    rules.check_release(
        row.kind,
        signed_by=row.signed_by,
        guardian=row.guardian,
        signed_on=row.signed_on,
        scope=row.scope,
        today=now,
    )


def _name_contract(session: Session, row: Contract) -> None:
    person = load(session, Talent, row.talent_id)
    name_step(session, Message("Contract with {name}", name=_name(person)))


def _name_release(session: Session, row: Release) -> None:
    person = load(session, Talent, row.talent_id)
    name_step(session, Message("Release of {name}", name=_name(person)))


def _name(person: Talent) -> str:
    return pick(person.name, person.name_zh, "en")
